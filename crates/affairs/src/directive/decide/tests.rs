//! Every command with its refusals, and histories of attempts in any order.
#![expect(clippy::unwrap_used, reason = "a test may panic")]

use calendar::Zone;
use proptest::prelude::*;

use super::*;
use crate::aggregate::{Aggregate, Recorded, fold};
use crate::testing::{recorded, weekdays};

const fn day(n: i8) -> Day {
    Day::from_ymd(2018, 6, n)
}

fn officer(id: &str) -> Actor {
    let (role, unit) = match id {
        "LD1" | "LD2" => (Role::Leader, "LD"),
        "UH" => (Role::Head, "U"),
        "VH" => (Role::Head, "V"),
        "TT" => (Role::Inspector, "LD"),
        "U1" => (Role::Specialist, "U"),
        _ => (Role::Specialist, "V"),
    };
    Actor::new(id, role, unit)
}

fn unit(code: &str) -> Subject {
    Subject { about: About::Unit, name: code.into() }
}

fn issue_to(owner: &str, due: Day) -> Command {
    let text = "Rà soát".to_owned();
    Command::Issue { owner: owner.into(), subject: unit("U"), due, text }
}

/// The decision on a command on Monday the 4th.
fn decided(directive: &Directive, actor: &Actor, command: Command) -> Result<Event, Refusal> {
    let calendar = weekdays();
    let owner = match &command {
        Command::Issue { owner, .. } => Some(officer(owner)),
        _ => None,
    };
    let owner = owner.as_ref().map(|owner| Owner { role: owner.role, unit: &owner.unit });
    let at = Zone::VIETNAM.at(day(4), 36_000_000);
    let context = Context { at, calendar: &calendar, owner, subject_known: true };
    directive.decide(context, actor, command).map(|mut events| events.remove(0))
}

fn execute(directive: &mut Directive, actor: &Actor, command: Command) -> Result<(), Refusal> {
    let event = decided(directive, actor, command)?;
    directive.apply(&recorded(Instant(1), &actor.id, event)).unwrap();
    Ok(())
}

#[test]
fn a_directive_is_answered_returned_answered_and_accepted() {
    let (mut directive, leader, head) = (Directive::default(), officer("LD1"), officer("UH"));
    execute(&mut directive, &leader, issue_to("UH", day(8))).unwrap();
    let issued = directive.issued.clone().unwrap();
    assert!(!issued.overdue(day(8)) && issued.overdue(day(9)));
    let say = |text: &str| Command::Answer { text: text.into() };
    execute(&mut directive, &head, say("Đã làm")).unwrap();
    assert!(!directive.issued.clone().unwrap().overdue(day(30)), "it waits for the issuer");
    let again = Command::Return { due: day(11), reason: "Chưa đủ".into() };
    execute(&mut directive, &leader, again).unwrap();
    let issued = directive.issued.clone().unwrap();
    assert_eq!((issued.due, issued.returned, issued.progress), (day(11), 1, Progress::Open));
    execute(&mut directive, &head, say("Đã làm xong")).unwrap();
    execute(&mut directive, &leader, Command::Accept).unwrap();
    let closed = Refusal::Closed(Instant(1));
    assert_eq!(decided(&directive, &head, say("x")), Err(closed));
    assert_eq!(decided(&directive, &leader, Command::Accept), Err(closed));
}

#[test]
fn each_command_is_refused_with_its_reason() {
    let issue = |owner: &str, due: Day, subject: Subject, text: &str| Command::Issue {
        owner: owner.into(),
        subject,
        due,
        text: text.into(),
    };
    let figure = |name: &str| Subject { about: About::Figure, name: name.into() };
    let none = Directive::default();
    let table = [
        ("U1", issue_to("V1", day(8)), Some(Refusal::MayNotIssue)),
        ("UH", issue_to("V1", day(8)), Some(Refusal::NotUnder)),
        ("UH", issue_to("UH", day(8)), Some(Refusal::NotUnder)),
        ("UH", issue_to("U1", day(8)), None),
        ("LD1", issue_to("LD2", day(8)), Some(Refusal::NotUnder)),
        ("LD1", issue_to("U1", day(8)), None),
        ("TT", issue_to("U1", day(8)), Some(Refusal::NotUnder)),
        ("TT", issue_to("VH", day(8)), None),
        ("LD1", issue_to("UH", day(4)), Some(Refusal::BadDay)),
        ("LD1", issue_to("UH", day(9)), Some(Refusal::BadDay)),
        ("LD1", issue("UH", day(8), unit("U"), " "), Some(Refusal::EmptyText)),
        ("LD1", issue("UH", day(8), figure("//x"), "x"), Some(Refusal::NoSubject)),
        ("LD1", issue("UH", day(8), figure("https://x"), "x"), Some(Refusal::NoSubject)),
        ("LD1", issue("UH", day(8), figure("/figures?by=unit"), "x"), None),
        ("U1", Command::Answer { text: "x".into() }, Some(Refusal::NoSuchDirective)),
    ];
    for (id, command, expected) in table {
        let refusal = decided(&none, &officer(id), command.clone()).err();
        assert_eq!(refusal, expected, "{id} {command:?}");
    }
    let mut directive = Directive::default();
    execute(&mut directive, &officer("LD1"), issue_to("UH", day(8))).unwrap();
    let back = |reason: &str, due| Command::Return { due, reason: reason.into() };
    let check = |directive: &Directive, id: &str, command: Command, expected: Refusal| {
        let refusal = decided(directive, &officer(id), command.clone());
        assert_eq!(refusal, Err(expected), "{id} {command:?}");
    };
    check(&directive, "U1", Command::Answer { text: "x".into() }, Refusal::NotOwner);
    check(&directive, "UH", Command::Answer { text: "\n".into() }, Refusal::EmptyText);
    check(&directive, "LD1", Command::Accept, Refusal::NotAnswered);
    check(&directive, "LD1", back("x", day(11)), Refusal::NotAnswered);
    execute(&mut directive, &officer("UH"), Command::Answer { text: "x".into() }).unwrap();
    let answered = Refusal::AlreadyAnswered(Instant(1));
    check(&directive, "UH", Command::Answer { text: "x".into() }, answered);
    check(&directive, "LD2", Command::Accept, Refusal::NotIssuer);
    check(&directive, "UH", back("x", day(11)), Refusal::NotIssuer);
    check(&directive, "LD1", back(" ", day(11)), Refusal::EmptyText);
    check(&directive, "LD1", back("x", day(4)), Refusal::BadDay);
}

#[test]
fn events_have_the_form_of_the_record() {
    let visit = Some(crate::directive::Visit { visited: "U".into(), visited_on: day(4) });
    let event = Event::Issued { owner: "UH".into(), subject: unit("U"), due: day(8), visit };
    let value = serde_json::to_value(&event).unwrap();
    let text = r#"{"about":"unit","due":"2018-06-08","kind":"issued","name":"U","owner":"UH","visited":"U","visited_on":"2018-06-04"}"#;
    assert_eq!(value.to_string(), text);
    assert_eq!(serde_json::from_str::<Event>(text).unwrap(), event);
    let plain = r#"{"about":"unit","due":"2018-06-08","kind":"issued","name":"U","owner":"UH"}"#;
    let read: Event = serde_json::from_str(plain).unwrap();
    assert!(matches!(read, Event::Issued { visit: None, .. }));
}

proptest! {
    /// For attempts in any order: the decided events fold to the same state, only the owner
    /// answers, only the issuer accepts or returns, and no event follows the acceptance.
    #[test]
    fn every_history_keeps_the_rules(
        tries in prop::collection::vec((0..6_usize, 0..4_u8, 5..20_i8, prop::bool::ANY), 1..30)
    ) {
        let ids = ["LD1", "UH", "VH", "U1", "V1", "TT"];
        let (mut directive, mut history) = (Directive::default(), Vec::<Recorded<Event>>::new());
        for (who, what, n, empty) in tries {
            let text = if empty { String::new() } else { "x".to_owned() };
            let command = match what {
                0 => issue_to(ids[n as usize % ids.len()], day(n)),
                1 => Command::Answer { text },
                2 => Command::Accept,
                _ => Command::Return { due: day(n), reason: text },
            };
            let actor = officer(ids[who]);
            let Ok(event) = decided(&directive, &actor, command) else { continue };
            if let Some(issued) = &directive.issued {
                let accepted = history.iter().any(|recorded| recorded.event == Event::Accepted);
                prop_assert!(!accepted);
                let by = if event == Event::Answered { &issued.owner } else { &issued.issuer };
                prop_assert_eq!(by, &actor.id);
            }
            let recorded = recorded(Instant(1), &actor.id, event);
            directive.apply(&recorded).unwrap();
            history.push(recorded);
        }
        prop_assert_eq!(fold::<Directive>(&history).unwrap(), directive);
    }
}
