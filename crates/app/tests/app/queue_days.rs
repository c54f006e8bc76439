//! The queue of a desk: tied to what its officers do, in the same commit; one counter an officer; the same
//! after a restart; another day begins anew.

use affairs::queue_day::{Command, Place, QueueDay, Refusal, TicketAct};
use app::{AgencyPermit, CommandKey, Failure, Who};
use dossier::Actor;

use crate::support::{Fixture, LAND, at, files, own};

const LINES: &str =
    "[[queue_line]]\nunit = \"MC\"\nletter = \"A\"\nname = \"Đất đai\"\nname_en = \"Land\"\n";

fn office() -> Fixture {
    let fixture = Fixture::new();
    let mut files = files();
    let agency = files.iter_mut().find(|file| file.path.ends_with("agency.toml")).unwrap();
    agency.text.push_str(LINES);
    let permit = AgencyPermit::to_put_rules();
    fixture.app.put_in_force(&permit, &files, "hàng chờ", at("06-01 00:00")).unwrap();
    fixture
}

fn who(actor: Actor) -> Who {
    let id = actor.id.clone();
    Who::Officer { actor, login: id.clone(), name: id }
}

fn acts(fixture: &Fixture, by: &str, command: Command, when: &str) -> Result<QueueDay, Failure> {
    let key = CommandKey::from(format!("{by} {when} {command:?}"));
    fixture.app.act_in_queue(&who(fixture.who(by)), command, (key, at(when)))
}

fn draws(fixture: &Fixture, key: &str, when: &str) -> Result<String, Failure> {
    fixture.app.draw_ticket("MC", ("A", false), (CommandKey::from(key.to_owned()), at(when)))
}

#[test]
fn what_an_officer_does_while_serving_is_tied_to_the_ticket() {
    let fixture = office();
    assert_eq!(draws(&fixture, "k1", "06-04 07:10").unwrap(), "A001");
    assert_eq!(draws(&fixture, "k1", "06-04 07:11").unwrap(), "A001", "the same press");
    assert_eq!(draws(&fixture, "k2", "06-04 07:12").unwrap(), "A002");
    fixture.receives("before", "D1", "06-04 07:35", LAND);
    let open = Command::Open { counter: 4, lines: vec!["A".to_owned()] };
    acts(&fixture, "D1", open.clone(), "06-04 07:40").unwrap();
    fixture.receives("idle", "D1", "06-04 07:41", LAND);
    acts(&fixture, "D1", Command::Next { serving: None }, "06-04 07:42").unwrap();
    fixture.receives("x", "D1", "06-04 07:45", LAND);
    fixture.receives("other", "D2", "06-04 07:46", LAND);
    fixture.receives("y", "D1", "06-04 07:50", LAND);
    let next = Command::Next { serving: Some("A001".to_owned()) };
    let day = acts(&fixture, "D1", next, "06-04 07:55").unwrap();
    let tied = [(own("x"), TicketAct::Received), (own("y"), TicketAct::Received)];
    assert_eq!(day.tickets["A001"].dossiers, tied);
    assert_eq!(day.tickets["A001"].place, Place::Served);
    assert_eq!(day.counters[&4].serving.as_deref(), Some("A002"));
    match acts(&fixture, "D2", open, "06-04 08:00") {
        Err(Failure::Queue(why)) => assert_eq!(why, Refusal::CounterTaken("D1".to_owned())),
        other => panic!("{other:?}"),
    }
    fixture.healthy();
    let fixture = fixture.reopened();
    assert_eq!(fixture.app.queue_day("MC", at("06-04 09:00")).unwrap(), day, "after a restart");
    assert_eq!(draws(&fixture, "k3", "06-05 07:30").unwrap(), "A001", "another day");
    match draws(&fixture, "k4", "06-05 22:00") {
        Err(Failure::Queue(why)) => assert_eq!(why, Refusal::Closed),
        other => panic!("{other:?}"),
    }
    let days = fixture.app.ask(|inquiry| {
        let zone = inquiry.rules.deadline_calendar().zone.clone();
        inquiry.queue_days((zone.day(at("06-01 00:00")), zone.day(at("06-30 00:00"))))
    });
    assert_eq!(days.unwrap().len(), 2);
    fixture.healthy();
}

#[test]
fn a_kiosk_s_link_ends_with_the_next_one_and_is_on_record() {
    let fixture = office();
    let desk = who(fixture.who("D1"));
    fixture.app.renew_kiosk(&desk, "MC", "first", at("06-04 08:00")).unwrap();
    assert_eq!(fixture.app.kiosk_of("first").unwrap().as_deref(), Some("MC"));
    fixture.app.renew_kiosk(&desk, "MC", "second", at("06-04 08:01")).unwrap();
    assert_eq!(fixture.app.kiosk_of("first").unwrap(), None);
    assert_eq!(fixture.app.kiosk_of("second").unwrap().as_deref(), Some("MC"));
    let specialist = who(fixture.who("A1"));
    let refused = fixture.app.renew_kiosk(&specialist, "MC", "third", at("06-04 08:02"));
    assert!(matches!(refused, Err(Failure::NoPermit(_))), "{refused:?}");
}
