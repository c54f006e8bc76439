//! What an erasure must not touch, and what it must wait for: texts of the record that only look like the
//! person, other requests, and a complaint without an answer.

use std::collections::BTreeSet;

use serde_json::Value;

use super::*;

/// An office where one person withdrew a dossier, for a reason.
fn withdrew(person: Person, reason: &str) -> (Fixture, Who) {
    let (fixture, citizen) = (office(), Who::citizen("person-1"));
    let intake = app::Intake { person: "person-1".into(), ..fixture.intake(IN_DAY) };
    let when = at("06-04 08:00");
    let command = Command::Receive(fixture.app.reception(&intake, when).unwrap());
    let mut submission = fixture.submission("old", "D1", when, command);
    submission.sealed =
        Some(Sealed { salt: "11".into(), applicant: Some(person), ..Sealed::default() });
    fixture.app.execute(submission).unwrap();
    let command = Command::Withdraw { reason: reason.into() };
    fixture.does("old", "D1", "06-04 08:20", command);
    (fixture, citizen)
}

fn erases(fixture: &Fixture, citizen: &Who) {
    files_request(fixture, citizen, "r1", later());
    proposes(fixture, "r1", later()).unwrap();
    assert!(approves(fixture, "r1", later()).unwrap());
}

/// The public parts of the dossier, before its erasure.
fn public(fixture: &Fixture) -> Vec<Value> {
    let rows = fixture.rows(&own("old")).into_iter();
    let rows = rows.filter(|row| row.event.kind != "erased");
    rows.map(|row| serde_json::from_str(&row.event.public_part).unwrap()).collect()
}

/// The texts of a value with two words or more, and those with a number.
fn texts_like_names(value: &Value, texts: &mut BTreeSet<String>) {
    match value {
        Value::String(text) => {
            let words = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
            let numbered = text.chars().filter(char::is_ascii_digit).count() >= 6;
            if words.count() > 1 || numbered {
                texts.insert(text.clone());
            }
        }
        Value::Array(all) => all.iter().for_each(|one| texts_like_names(one, texts)),
        Value::Object(all) => all.values().for_each(|one| texts_like_names(one, texts)),
        _ => {}
    }
}

#[test]
fn a_person_named_like_a_word_of_the_record_is_erased_and_the_record_still_folds() {
    let mut texts = BTreeSet::from(["result approved".to_owned()]);
    let (fixture, _) = withdrew(person(), "x");
    public(&fixture).iter().for_each(|value| texts_like_names(value, &mut texts));
    assert!(texts.len() > 2, "{texts:?}");
    for text in texts {
        let alike = Person { name: text.clone(), identity: text.clone(), ..Person::default() };
        let (fixture, citizen) = withdrew(alike, "lý do khác");
        let (before, counted) = (public(&fixture), figures(&fixture));
        erases(&fixture, &citizen);
        assert_eq!(public(&fixture), before, "{text}");
        assert_eq!(figures(&fixture), counted, "{text}");
        fixture.healthy();
    }
}

#[test]
fn the_holder_of_a_passport_is_erased_from_a_reason() {
    let holder = Person { name: "Ann".into(), identity: "C1234567".into(), ..Person::default() };
    let (fixture, citizen) = withdrew(holder, "Hộ chiếu c 123 4567 nộp trùng");
    erases(&fixture, &citizen);
    assert_eq!(public(&fixture).last().unwrap()["reason"], "—");
    fixture.healthy();
}

#[test]
fn the_account_waits_for_the_answer_to_a_complaint() {
    let fixture = office();
    let citizen = account(&fixture);
    receives(&fixture, ("old", IN_DAY, &pseudonym(&citizen)), "06-04 08:00");
    hand_over(&fixture, "old");
    say(&fixture);
    receives(&fixture, ("taken", IN_DAY, &pseudonym(&citizen)), "06-04 08:10");
    fixture.does("taken", "D1", "06-04 08:20", withdraw());
    files_request(&fixture, &citizen, "r1", later());
    let plan = |when| {
        let open = fixture.app.open_data_request(&inspector(), "r1", when).unwrap().unwrap();
        open.plan.unwrap()
    };
    let early = plan(at("07-02 09:00"));
    assert!(early.kept.iter().any(|(_, why)| *why == Kept::Complaint), "also within its term");
    assert!(!plan(later()).erases_account());
    proposes(&fixture, "r1", later()).unwrap();
    approves(&fixture, "r1", later()).unwrap();
    assert!(fixture.app.contact_of(&pseudonym(&citizen)).unwrap().is_some());
    let sent = fixture.app.outbox(1).unwrap();
    assert_eq!(sent[0].subject, "turn:data_request_partly_granted");
    assert!(sent[0].body.contains("có quyền"), "with the reason of the proposal");
    let rows = fixture.rows("data_request/pb/r1");
    assert!(rows.iter().any(|row| row.event.sealed_part.is_some()), "the reason is kept");
    answer_complaint(&fixture);
    fixture.healthy();
}

#[test]
fn the_account_that_claimed_an_erased_person_of_the_desk_is_joined_to_the_person_no_more() {
    let fixture = office();
    let citizen = account(&fixture);
    receives(&fixture, ("old", IN_DAY, "person-1"), "06-04 08:00");
    hand_over(&fixture, "old");
    let slip = ("H00-180604-0001", KEY);
    let claimed = fixture.app.claim(&citizen, slip, &Client::default(), at("06-05 08:00"));
    assert!(matches!(claimed.unwrap(), BySlip::Found(_)));
    let claimed = || {
        let own = fixture.app.own_data(&citizen, later()).unwrap().given().unwrap();
        own.account.unwrap().claimed
    };
    assert_eq!(claimed(), 1);
    let desk = Who::citizen("person-1");
    erases(&fixture, &desk);
    assert_eq!(claimed(), 0);
    assert!(fixture.app.contact_of(&pseudonym(&citizen)).unwrap().is_some());
    fixture.healthy();
}

#[test]
fn another_request_that_waits_keeps_its_text_and_a_decided_one_does_not() {
    let (fixture, citizen) = lived();
    let file = |id: &str, request| {
        let new = NewDataRequest { request, ..super::request(id) };
        let key = (CommandKey::from(id), later());
        fixture.app.file_data_request(&citizen, new, key).unwrap();
    };
    file("waits", RequestKind::Correction);
    file("decided", RequestKind::Objection);
    let refused = Act::Decide { outcome: Outcome::Refused, restricted: vec![], reason: "x".into() };
    let key = (CommandKey::from("refuse"), later());
    let leader = who(&fixture, "L1");
    fixture.app.act_on_data_request(&leader, "decided", refused, "0".into(), key).unwrap();
    erases(&fixture, &citizen);
    for (id, kept) in [("r1", false), ("decided", false), ("waits", true)] {
        let rows = fixture.rows(&format!("data_request/pb/{id}"));
        assert_eq!(rows[0].event.sealed_part.is_some(), kept, "{id}");
    }
    fixture.healthy();
}

#[test]
fn a_dossier_filed_after_the_proposal_asks_for_another_proposal() {
    // What is erased would be the same; what is kept is not, so that the decision is another one.
    let (fixture, citizen) = lived();
    files_request(&fixture, &citizen, "r1", later());
    proposes(&fixture, "r1", later()).unwrap();
    receives(&fixture, ("late", LAND, &pseudonym(&citizen)), "06-04 08:50");
    fixture.does("late", "D1", "06-04 09:00", withdraw());
    let refused = approves(&fixture, "r1", later());
    let expected = Failure::DataRequest(Refusal::OtherThanProposed);
    assert_eq!(refused.map_err(|why| why.to_string()), Err(expected.to_string()));
    assert!(!found(&fixture).is_empty());
}
