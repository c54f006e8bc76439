//! A restriction and an access request: who is shown the data of the person meanwhile.

use app::{ComplaintText, PersonData};

use super::*;

fn decides(fixture: &Fixture, id: &str, outcome: Outcome) {
    let command = Act::Decide { outcome, restricted: vec![], reason: "Đúng luật".into() };
    let key = (CommandKey::from(format!("decide {id}")), later());
    let leader = who(fixture, "L1");
    fixture.app.act_on_data_request(&leader, id, command, "0".into(), key).unwrap();
}

fn files_as(fixture: &Fixture, citizen: &Who, id: &str, request: RequestKind) {
    let new = NewDataRequest { request, ..super::request(id) };
    fixture.app.file_data_request(citizen, new, (CommandKey::from(id), later())).unwrap();
}

#[test]
fn a_restriction_hides_the_texts_of_complaints_and_ratings_from_those_who_need_not_act() {
    let (fixture, citizen) = lived();
    let leader = who(&fixture, "L1");
    let code = "H00-180604-0001";
    let complaint = |who: &Who| -> Shown<ComplaintText> {
        fixture.app.open_complaint(who, (code, 1), later()).unwrap().unwrap().text
    };
    let ratings = || fixture.app.rating_texts(&leader, &[code], later()).unwrap().given().unwrap();
    assert!(complaint(&leader).given().is_some() && ratings().len() == 1);
    files_as(&fixture, &citizen, "r1", RequestKind::Restriction);
    assert!(complaint(&leader).given().is_some(), "until it is granted");
    decides(&fixture, "r1", Outcome::Granted);
    assert_eq!(complaint(&leader), Shown::NotPermitted);
    assert!(complaint(&inspector()).given().is_some());
    assert_eq!(ratings(), [""; 0]);
    let lift = Act::Lift { reason: "Người dân đề nghị".into() };
    let key = (CommandKey::from("lift"), later());
    fixture.app.act_on_data_request(&leader, "r1", lift, "0".into(), key).unwrap();
    assert!(complaint(&leader).given().is_some() && ratings().len() == 1);
}

#[test]
fn an_officer_hands_over_the_data_of_a_request_of_access_only() {
    let (fixture, citizen) = lived();
    let data = |id: &str| -> Option<PersonData> {
        fixture.app.data_of_request(&who(&fixture, "L1"), id, later()).unwrap().given()
    };
    let own = fixture.app.own_data(&citizen, later()).unwrap().given().unwrap();
    let certified = own.dossiers.iter().flat_map(|one| &one.certified).map(|one| one.what.as_str());
    assert_eq!(certified.collect::<Vec<_>>(), [format!("Giấy ủy quyền của {NAME}")]);
    assert!(!own.drafts.is_empty() && !own.account.unwrap().sessions.is_empty());
    files_as(&fixture, &citizen, "r1", RequestKind::Access);
    for outcome in [None, Some(Outcome::Granted)] {
        if let Some(outcome) = outcome {
            decides(&fixture, "r1", outcome);
        }
        let given = data("r1").unwrap();
        assert_eq!(given.dossiers.len(), own.dossiers.len());
        let account = given.account.unwrap();
        assert!(given.drafts.is_empty() && account.sessions.is_empty());
        assert!(account.browsers.is_empty() && !account.contacts.is_empty());
    }
    files_as(&fixture, &citizen, "r2", RequestKind::Access);
    decides(&fixture, "r2", Outcome::Refused);
    files_as(&fixture, &citizen, "r3", RequestKind::Correction);
    assert!(data("r2").is_none() && data("r3").is_none());
}
