//! The code and key of a slip: accepted in every spelling, counted under one, revocable; and the
//! person of a dossier, to whom only a claim by a slip joins an account.

use app::{AuditKind, AuditQuery, BySlip, CommandKey, Failure, SecondFactor, Submission, Who};
use calendar::Instant;
use dossier::event::{Person, Slip};
use dossier::{Actor, Command, Role, Sealed};
use store::ApplicantRow;

use crate::support::{Fixture, LAND, at, own, withdraw};

pub const KEY: &str = "K3F9XY";
const CODE: &str = "H00-180604-0001";

/// A slip with a key, and a token that follows from it.
fn slip(key: &str) -> Slip {
    Slip { key: key.into(), token: format!("token{}", key.to_lowercase()) }
}

fn sealed(name: &str, phone: &str, key: &str) -> Sealed {
    let identity = "079012345678".to_owned();
    let applicant =
        Person { name: name.into(), phone: phone.into(), identity, ..Person::default() };
    Sealed { applicant: Some(applicant), slip: Some(slip(key)), ..Sealed::default() }
}

/// Receives a dossier at the desk, of a person with a telephone number.
pub fn received(fixture: &Fixture, id: &str, person: &str, phone: &str) {
    let when = at("06-04 08:00");
    let intake = app::Intake { person: person.into(), ..fixture.intake(LAND) };
    let command = Command::Receive(fixture.app.reception(&intake, when).unwrap());
    let mut submission = fixture.submission(id, "D1", when, command);
    submission.sealed = Some(sealed("Trần Thị Lan", phone, KEY));
    fixture.app.execute(submission).unwrap();
}

fn officer(id: &str, role: Role) -> Who {
    Who::Officer { actor: Actor::new(id, role, "MC"), login: id.to_lowercase(), name: id.into() }
}

fn finds(fixture: &Fixture, code: &str, key: &str) -> bool {
    let now = at("06-05 08:00");
    fixture
        .app
        .by_key((code, key), &app::Client::default(), now, now)
        .unwrap()
        .into_match()
        .is_some()
}

fn claims(fixture: &Fixture, person: &str, slip: (&str, &str)) -> BySlip<String> {
    fixture
        .app
        .claim(&Who::citizen(person), slip, &app::Client::default(), at("06-05 08:00"))
        .unwrap()
}

/// Signs a citizen in with a new session; returns the person and the cookie.
fn account(fixture: &Fixture, contact: &str, random: u8) -> (String, String) {
    let contact = app::Contact::read(contact).unwrap();
    let request = app::CodeRequest::of(&contact, "here");
    let (notice, now) = (|code: &str| (String::new(), code.to_owned()), at("06-04 07:00"));
    fixture.app.send_code(&request, notice, 123_456, now).unwrap();
    let random = ([[random; 32]; 2], [random; 16]);
    let entered = fixture.app.enter_citizen(&request, "123456", "", random, now).unwrap().unwrap();
    (entered.person, entered.cookie)
}

fn who(fixture: &Fixture, cookie: &str) -> Who {
    let now = at("06-04 07:10");
    let day = calendar::Day::from_ymd(2018, 6, 4);
    fixture.app.signed(cookie, now, day).unwrap().unwrap().who
}

fn sees(fixture: &Fixture, who: &Who, id: &str) -> bool {
    fixture.app.open_stream(who, &own(id), at("06-05 08:00")).unwrap().is_some()
}

#[test]
fn a_slip_opens_its_dossier_in_every_spelling() {
    let fixture = Fixture::new();
    received(&fixture, "d", "p1", "0900000001");
    for (code, key) in [
        (CODE, KEY),
        ("h00-180604-0001", "k3f9xy"),
        (" H00-180604-0001. ", "K3F-9XY."),
        ("Ｈ００－１８０６０４－０００１", "Ｋ３Ｆ９ＸＹ"),
        ("H00\u{2013}180604\u{2011}0001", "K3F 9XY"),
        ("HOO 18O6O4 OOO1", KEY),
        ("Hồ sơ mã H00-180604-0001. Hẹn trả 18/06/2018", "Mã tra cứu: K3F9XY"),
    ] {
        assert!(finds(&fixture, code, key), "{code:?} {key:?}");
    }
    for (code, key) in [(CODE, "K3F9XZ"), ("H00-180604-0002", KEY), ("", KEY), (CODE, "")] {
        assert!(!finds(&fixture, code, key), "{code:?} {key:?}");
    }
}

/// Files a dossier with its slip and a telephone number.
fn filed(fixture: &Fixture, id: &str) {
    let filing = fixture.app.filing(&fixture.intake(LAND), at("06-04 07:50")).unwrap();
    let mut submission =
        fixture.submission(id, "citizen", at("06-04 07:50"), Command::File { filing });
    submission.sealed = Some(sealed("Trần Thị Lan", "0900 000 001", KEY));
    fixture.app.execute(submission).unwrap();
}

#[test]
fn the_number_that_is_dictated_opens_what_the_whole_one_does_and_is_counted_as_it() {
    let fixture = Fixture::new();
    let number = "0123456789abcdef0123456789abcdef";
    filed(&fixture, number);
    for code in [number, "04HMASW9", "04HM-ASW9", "o4hm asw9", " 04hm–asw9", "số hồ sơ 04HM-ASW9."]
    {
        assert!(finds(&fixture, code, KEY), "{code:?}");
    }
    for (code, key) in [("04HM-ASW9", "K3F9XZ"), ("04HM-ASWA", KEY)] {
        assert!(!finds(&fixture, code, key), "{code:?} {key:?}");
    }
    let (client, now) = (app::Client { address: "192.0.2.9", device: "" }, at("06-05 08:00"));
    let tries = ["04HM-ASW9", number].into_iter().cycle().take(40);
    let tries = tries.filter(|code| {
        let lookup = fixture.app.by_key((code, "WRONG1"), &client, now, now).unwrap();
        matches!(lookup, BySlip::Absent)
    });
    assert_eq!(tries.count(), 11, "one limit for both spellings");
}

#[test]
fn who_files_is_sent_the_number_and_the_key() {
    let fixture = Fixture::new();
    filed(&fixture, "TT-AB12CD34EF");
    let notices = fixture.app.outbox(10).unwrap();
    let turns: Vec<_> = notices.iter().filter_map(app::turn_of).collect();
    assert_eq!(turns.len(), 1, "{turns:?}");
    let turn = &turns[0];
    assert_eq!(
        (turn.kind.as_str(), turn.code.as_str(), turn.key.as_str()),
        ("filed", "TT-AB12CD34EF", KEY)
    );
    assert_eq!(notices[0].address, "0900000001");
}

#[test]
fn look_ups_are_counted_before_they_are_made_under_one_spelling() {
    let fixture = Fixture::new();
    received(&fixture, "d", "p1", "0900000001");
    let spellings =
        [CODE, "h00-180604-0001", " H00 180604 0001. ", "mã H00\u{2013}180604\u{2013}0001,"];
    let now = at("06-05 08:00");
    for is_holder in [true, false] {
        let code = |n: usize| {
            if is_holder {
                spellings[n % 4].to_owned()
            } else {
                spellings[n % 4].replace("0001", "0077")
            }
        };
        let looked_up = std::thread::scope(|scope| {
            let tries: Vec<_> = (0..64)
                .map(|n| {
                    let (fixture, code) = (&fixture, code(n));
                    scope.spawn(move || {
                        let slip = (code.as_str(), "WRONG1");
                        match n % 2 {
                            0 => fixture
                                .app
                                .by_key(slip, &app::Client::default(), now, now)
                                .unwrap()
                                .map_unit(),
                            _ => fixture
                                .app
                                .claim(&Who::citizen("p"), slip, &app::Client::default(), now)
                                .unwrap()
                                .map_unit(),
                        }
                    })
                })
                .collect();
            tries.into_iter().map(|one| one.join().unwrap()).filter(|absent| *absent).count()
        });
        assert_eq!(looked_up, 11, "known: {is_holder}");
    }
    assert!(!finds(&fixture, CODE, KEY), "the right key waits too");
    // A successful look-up is not counted against a limit.
    received(&fixture, "e", "p2", "0900000002");
    for _ in 0..50 {
        assert!(finds(&fixture, "H00-180604-0002", KEY));
    }
}

trait MapUnit {
    fn map_unit(self) -> bool;
}

impl<T> MapUnit for BySlip<T> {
    /// Whether the look-up was carried out and found nothing.
    fn map_unit(self) -> bool {
        matches!(self, BySlip::Absent)
    }
}

#[test]
fn a_revoked_slip_opens_nothing_and_a_new_one_does() {
    let fixture = Fixture::new();
    received(&fixture, "d", "p1", "0900000001");
    let now = at("06-04 09:00");
    let desk = officer("D1", Role::DeskOfficer);
    let dossier = || fixture.app.open_stream(&desk, &own("d"), now).unwrap().unwrap();
    let token = |token: &str| {
        fixture
            .app
            .by_token(token, &app::Client::default(), now, now)
            .unwrap()
            .into_match()
            .is_some()
    };
    assert!(token("tokenk3f9xy"));
    let (lan, cookie) = account(&fixture, "0900000009", 7);
    assert!(matches!(claims(&fixture, &lan, (CODE, KEY)), BySlip::Found(_)));
    assert!(sees(&fixture, &who(&fixture, &cookie), "d"));
    for role in [Role::Specialist, Role::Head, Role::Leader, Role::Inspector, Role::Administrator] {
        let by = (&officer("X", role), SecondFactor::NotShown);
        let refused = fixture.app.revoke_slip(by, &dossier(), now);
        assert!(matches!(refused, Err(Failure::NoPermit(_))), "{role:?}");
    }
    let by = (&desk, SecondFactor::NotShown);
    fixture.app.revoke_slip(by, &dossier(), now).unwrap();
    assert!(!finds(&fixture, CODE, KEY));
    assert!(!token("tokenk3f9xy"));
    assert_eq!(slip_now(&fixture), None);
    assert!(!sees(&fixture, &who(&fixture, &cookie), "d"), "what it proved ends with it");
    for _ in 0..2 {
        let new = (slip("NEW234"), "00".to_owned());
        let key = CommandKey::from("renew".to_owned());
        fixture.app.renew_slip(by, &dossier(), new, key, now).unwrap();
    }
    assert!(finds(&fixture, CODE, "NEW234"), "sent twice it is given once");
    assert!(token("tokennew234"));
    assert!(!finds(&fixture, CODE, KEY));
    assert_eq!(slip_now(&fixture), Some(slip("NEW234")));
    let new = (slip("NEW567"), "00".to_owned());
    let key = CommandKey::from("renew again".to_owned());
    fixture.app.renew_slip(by, &dossier(), new, key, now).unwrap();
    assert!(!finds(&fixture, CODE, "NEW234"));
    assert!(finds(&fixture, CODE, "NEW567"));
    let query = AuditQuery {
        kind: AuditKind::RevokeSlip.code().to_owned(),
        limit: 10,
        ..AuditQuery::default()
    };
    let inspector = officer("TT1", Role::Inspector);
    assert_eq!(fixture.app.audit(&inspector, &query).unwrap().unwrap().len(), 3);
    fixture.healthy();
}

#[test]
fn an_upgrade_makes_the_last_slip_good_and_no_revoked_one() {
    let fixture = Fixture::new();
    let filed_at = at("06-04 07:45");
    let intake = app::Intake { person: "p1".into(), ..fixture.intake(LAND) };
    let filing = fixture.app.filing(&intake, filed_at).unwrap();
    let command = Command::File { filing };
    let sealed = Some(sealed("Trần Thị Lan", "0900000001", KEY));
    let new = fixture.submission("d", "citizen", filed_at, command);
    fixture.app.execute(Submission { actor: Actor::citizen("p1"), sealed, ..new }).unwrap();
    received(&fixture, "d", "p1", "0900000001");
    let (now, desk) = (at("06-04 09:00"), officer("D1", Role::DeskOfficer));
    let by = (&desk, SecondFactor::NotShown);
    let stale = |fixture: Fixture| {
        fixture.app.put_meta("rows_version", "2").unwrap();
        fixture.reopened()
    };
    let fixture = stale(fixture);
    assert!(finds(&fixture, CODE, KEY));
    assert!(finds(&fixture, "d", KEY), "the filing's number too");
    let dossier = fixture.app.open_stream(&desk, &own("d"), now).unwrap().unwrap();
    let new = (slip("NEW234"), "00".to_owned());
    fixture.app.renew_slip(by, &dossier, new, CommandKey::from("renew"), now).unwrap();
    let fixture = stale(fixture);
    assert_eq!([KEY, "NEW234"].map(|key| finds(&fixture, CODE, key)), [false, true]);
    assert!(!finds(&fixture, "d", KEY));
    let dossier = fixture.app.open_stream(&desk, &own("d"), now).unwrap().unwrap();
    fixture.app.revoke_slip(by, &dossier, now).unwrap();
    let fixture = stale(fixture);
    assert_eq!([KEY, "NEW234"].map(|key| finds(&fixture, CODE, key)), [false, false]);
}

#[test]
fn a_person_met_at_the_desk_is_claimed_by_a_slip_and_seen_from_then_on() {
    let fixture = Fixture::new();
    let (lan, cookie) = account(&fixture, "0900000001", 7);
    received(&fixture, "d", "p1", "0900000001");
    assert!(!sees(&fixture, &who(&fixture, &cookie), "d"), "a telephone joins nothing");
    for pair in [(CODE, "WRONG1"), ("H00-180604-0009", KEY)] {
        assert!(matches!(claims(&fixture, &lan, pair), BySlip::Absent), "{pair:?}");
    }
    assert!(!sees(&fixture, &who(&fixture, &cookie), "d"));
    assert!(matches!(claims(&fixture, &lan, (CODE, KEY)), BySlip::Found(_)));
    let citizen = who(&fixture, &cookie);
    assert!(sees(&fixture, &citizen, "d"));
    received(&fixture, "e", "p1", "0911222333");
    assert!(sees(&fixture, &citizen, "e"), "later dossiers of the person too");
    let notices = fixture.app.outbox(10).unwrap();
    let notice = notices.iter().find(|notice| notice.stream == Some(own("e"))).unwrap();
    assert_eq!(
        notice.address, "0900000001",
        "to the account that claimed, not to the slip's number"
    );
    received(&fixture, "f", "p2", "0900000001");
    assert!(!sees(&fixture, &citizen, "f"), "another person with the same number");
    let of_others = Submission {
        actor: Who::citizen("stranger").actor(),
        ..fixture.submission("d", "citizen", at("06-04 10:00"), withdraw())
    };
    assert!(fixture.app.execute(of_others).is_err());
    let own_act = Submission {
        actor: citizen.actor(),
        ..fixture.submission("d", "citizen", at("06-04 10:00"), withdraw())
    };
    fixture.app.execute(own_act).unwrap();
    let inspector = officer("TT1", Role::Inspector);
    let kind = AuditKind::ClaimPerson.code().to_owned();
    let query = AuditQuery { kind, limit: 10, ..AuditQuery::default() };
    let entries = fixture.app.audit(&inspector, &query).unwrap().unwrap();
    assert_eq!(entries.len(), 1);
    assert_eq!(entries[0].row.objects, [own("d")]);
}

#[test]
fn who_files_online_under_a_name_and_number_gets_nothing_of_the_person_at_the_desk() {
    let fixture = Fixture::new();
    // The stranger types the name, the telephone number and the identity number of another person,
    // and withdraws.
    let (stranger, cookie) = account(&fixture, "0977777777", 9);
    let actor = Actor::citizen(&stranger);
    let intake = app::Intake { person: stranger.clone(), ..fixture.intake(LAND) };
    let act = |command: Command, when: Instant, sealed: Option<Sealed>| {
        let new = fixture.submission("s", "citizen", when, command);
        fixture.app.execute(Submission { actor: actor.clone(), sealed, ..new })
    };
    let filing = fixture.app.filing(&intake, at("06-03 08:00")).unwrap();
    let data = sealed("Trần Thị Lan", "0900000001", "STRAN1");
    act(Command::File { filing }, at("06-03 08:00"), Some(data)).unwrap();
    act(withdraw(), at("06-03 09:00"), None).unwrap();
    // Data filed online do not let the desk find a person.
    let desk = officer("D1", Role::DeskOfficer);
    let given = ApplicantRow {
        name: "Trần Thị Lan".into(),
        phone: "0900000001".into(),
        identity: "079012345678".into(),
        ..ApplicantRow::default()
    };
    assert_eq!(fixture.app.same_person(&given, "").unwrap(), None);
    assert_eq!(fixture.app.same_person(&given, &stranger).unwrap(), None);
    for words in ["Trần Thị Lan", "0900000001", "079012345678"] {
        let people = fixture.app.people(&desk, words, 10, at("06-04 08:00")).unwrap();
        assert_eq!(people.given().unwrap(), [], "{words}");
    }
    received(&fixture, "d", "p1", "0900000001");
    let citizen = who(&fixture, &cookie);
    assert!(!sees(&fixture, &citizen, "d"));
    let list = fixture.app.pick(&citizen, &app::Pick { limit: 10, ..Default::default() }).unwrap();
    assert!(list.iter().all(|row| row.stream != own("d")));
    let new = fixture.submission("d", "citizen", at("06-04 10:00"), withdraw());
    assert!(fixture.app.execute(Submission { actor, ..new }).is_err());
    let notices = fixture.app.outbox(10).unwrap();
    let notice = notices.iter().find(|notice| notice.stream == Some(own("d"))).unwrap();
    assert_eq!(notice.address, "0900000001");
    // The stranger's own slip does not prove a claim to others, and the desk still finds its
    // person.
    assert!(matches!(claims(&fixture, "p9", ("s", "STRAN1")), BySlip::Absent));
    assert_eq!(fixture.app.same_person(&given, "").unwrap().as_deref(), Some("p1"));
}

#[test]
fn the_same_identity_number_is_the_same_person_and_a_name_or_telephone_is_not() {
    let fixture = Fixture::new();
    received(&fixture, "d", "p1", "0900000001");
    let same = |name: &str, identity: &str, phone: &str, picked: &str| {
        let given = ApplicantRow {
            name: name.into(),
            phone: phone.into(),
            identity: identity.into(),
            ..ApplicantRow::default()
        };
        fixture.app.same_person(&given, picked).unwrap()
    };
    for (name, identity, phone, picked, is_same) in [
        ("Trần Thị Lan", "079 012 345 678", "", "", true),
        ("TRẦN THỊ  LAN", "079.012.345.678", "", "", true),
        ("Trần T. Lan", "079012345678", "0911111111", "", true),
        ("Trần Thị Lan", "", "0900000001", "", false),
        ("Trần Thị Lan", "079012345679", "0900000001", "", false),
        // The desk picks one of the earlier persons, with a new identity paper or none.
        ("Trần Thị Lan", "079012345679", "0900000001", "p1", true),
        ("Trần Thị Lan", "", "", "p1", true),
        ("Lê Văn Bình", "", "0900000001", "p1", false),
    ] {
        let person = same(name, identity, phone, picked);
        assert_eq!(person.as_deref() == Some("p1"), is_same, "{name} {identity} {phone} {picked}");
        assert!(is_same || person.is_none(), "{name}: {person:?}");
    }
}

#[test]
fn two_persons_without_identity_are_never_the_same() {
    let fixture = Fixture::new();
    received(&fixture, "d", "", "");
    for who in [
        Who::Anonymous,
        Who::citizen(""),
        Who::Citizen { person: "".into(), claimed: vec!["".into()] },
    ] {
        assert!(!sees(&fixture, &who, "d"), "{who:?}");
        let new = fixture.submission("d", "citizen", at("06-04 10:00"), withdraw());
        assert!(fixture.app.execute(Submission { actor: who.actor(), ..new }).is_err(), "{who:?}");
        let filing = fixture.app.filing(&fixture.intake(LAND), at("06-04 10:00")).unwrap();
        let filing = dossier::Filing { person: String::new(), ..filing };
        let new = fixture.submission("n", "citizen", at("06-04 10:00"), Command::File { filing });
        assert!(fixture.app.execute(Submission { actor: who.actor(), ..new }).is_err(), "{who:?}");
    }
    assert!(matches!(claims(&fixture, "a", (CODE, KEY)), BySlip::Absent), "nobody is claimed");
    // A citizen cannot file for another account.
    let filing = fixture.app.filing(&fixture.intake(LAND), at("06-04 10:00")).unwrap();
    let new = fixture.submission("n", "stranger", at("06-04 10:00"), Command::File { filing });
    assert!(fixture.app.execute(new).is_err());
}

#[test]
fn a_notice_goes_to_a_contact_in_its_one_form_or_is_not_sent() {
    let fixture = Fixture::new();
    for (id, phone, expected) in [
        ("a", "+84 (0) 900.000.304", Some("0900000304")),
        ("b", "0900777404 (con trai)", None),
        ("c", "", None),
    ] {
        received(&fixture, id, id, phone);
        let notices = fixture.app.outbox(100).unwrap();
        let notice = notices.iter().find(|notice| notice.stream == Some(own(id)));
        assert_eq!(notice.map(|notice| notice.address.as_str()), expected, "{phone}");
    }
}

/// The slip of the dossier `d`, as the desk sees it.
fn slip_now(fixture: &Fixture) -> Option<Slip> {
    let (actor, login, name) = (fixture.who("D1"), "d1".into(), "D1".into());
    let (desk, now) = (Who::Officer { actor, login, name }, at("12-31 09:00"));
    let dossier = fixture.app.open_stream(&desk, &own("d"), now).unwrap().unwrap();
    fixture.app.slip_of(&desk, &dossier, now).unwrap()
}
