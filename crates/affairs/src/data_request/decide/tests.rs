//! Every command with its refusals, the terms, and histories of tries in any order.
#![expect(clippy::unwrap_used, reason = "a test may panic")]

use calendar::{Day, Zone};
use proptest::prelude::*;

use super::*;
use crate::aggregate::Aggregate;
use crate::testing::{recorded, weekdays};

fn at(day: i8, hour: i64) -> Instant {
    Zone::VIETNAM.at(Day::from_ymd(2018, 6, day), hour * 3_600_000)
}

fn actor(id: &str) -> Actor {
    match id {
        "citizen" => Actor::citizen("p"),
        "MC1" => Actor::new(id, Role::DeskOfficer, "MC"),
        "KS1" => Actor::new(id, Role::Inspector, "LD"),
        "A1" => Actor::new(id, Role::Specialist, "A"),
        "system" => Actor::new(id, Role::System, ""),
        _ => Actor::new(id, Role::Leader, "LD"),
    }
}

/// One request and the clock.
struct Office {
    calendar: Calendar,
    request: DataRequest,
    now: Instant,
    same_open: Option<Instant>,
}

impl Office {
    fn new() -> Self {
        let request = DataRequest::default();
        Self { calendar: weekdays(), request, now: at(4, 9), same_open: None }
    }

    /// With a request of a kind on record.
    fn with(kind: RequestKind) -> Self {
        let mut office = Self::new();
        office.execute("citizen", file(kind)).unwrap();
        office
    }

    fn execute(&mut self, who: &str, command: Command) -> Result<Event, Refusal> {
        let Self { calendar, now, same_open, .. } = self;
        let context = Context { at: *now, calendar, same_open: *same_open };
        let event = self.request.decide(context, &actor(who), command)?.remove(0);
        self.request.apply(&recorded(self.now, who, event.clone())).unwrap();
        Ok(event)
    }
}

fn file(request: RequestKind) -> Command {
    let (way, text) = (Way::Account, "Xin xóa".to_owned());
    Command::File { request, way, persons: vec!["p".into()], dossier: None, text }
}

fn erased() -> Erased {
    Erased { dossiers: vec!["dossier/pb/1".into()], account: true }
}

fn propose() -> Command {
    Command::Propose {
        outcome: Outcome::Granted, erased: erased(), reason: "Hết hạn lưu".into()
    }
}

fn decide(outcome: Outcome) -> Command {
    let restricted = vec!["dossier/pb/1".into()];
    Command::Decide { outcome, restricted, reason: "Đúng luật".into() }
}

#[test]
fn the_terms_are_those_of_the_law() {
    // Monday 4 June 2018: two working days, then 10, 15 and 20 calendar days, off closed days.
    let rows = [
        (RequestKind::Access, 14, 25),
        (RequestKind::Correction, 14, 25),
        (RequestKind::Erasure, 14, 25),
        (RequestKind::Restriction, 19, 25),
        (RequestKind::Objection, 19, 25),
        (RequestKind::Withdrawal, 19, 25),
    ];
    assert_eq!(rows.len(), RequestKind::ALL.len());
    for (kind, alone, with_other) in rows {
        let mut office = Office::with(kind);
        let closing = |day| Zone::VIETNAM.at(Day::from_ymd(2018, 6, day), 990 * 60_000);
        assert_eq!(office.request.next_due(), Some(closing(6)), "{kind:?}: the answer");
        assert_eq!(office.request.due, Some(closing(alone)), "{kind:?}");
        office.execute("KS1", Command::Answer { other_party: true }).unwrap();
        assert_eq!(office.request.next_due(), Some(closing(with_other)), "{kind:?} with another");
    }
}

#[test]
fn one_extension_of_at_most_fifteen_days_before_due() {
    let mut office = Office::with(RequestKind::Erasure);
    let extend = |days| Command::Extend { days, reason: "Nhiều hồ sơ".into() };
    assert_eq!(office.execute("LD1", extend(0)), Err(Refusal::ExtensionDays));
    assert_eq!(office.execute("LD1", extend(16)), Err(Refusal::ExtensionDays));
    let empty = Command::Extend { days: 5, reason: " ".into() };
    assert_eq!(office.execute("LD1", empty), Err(Refusal::EmptyText));
    office.execute("LD1", extend(15)).unwrap();
    let due = Zone::VIETNAM.at(Day::from_ymd(2018, 6, 29), 990 * 60_000);
    assert_eq!(office.request.due, Some(due), "10 and 15 days after 4 June");
    assert_eq!(office.execute("LD1", extend(1)), Err(Refusal::AlreadyExtended(at(4, 9))));
    let mut late = Office::with(RequestKind::Erasure);
    late.now = at(20, 9);
    let due = late.request.due.unwrap();
    assert_eq!(late.execute("LD1", extend(5)), Err(Refusal::AfterDue(due)));
    assert!(late.request.overdue(late.now) && late.request.in_time(late.now) == Some(false));
}

#[test]
fn an_erasure_takes_two_officers() {
    let mut office = Office::with(RequestKind::Erasure);
    assert_eq!(office.execute("LD1", decide(Outcome::Granted)), Err(Refusal::TakesTwo));
    let approve = || Command::Approve { outcome: Outcome::Granted, erased: erased() };
    assert_eq!(office.execute("LD1", approve()), Err(Refusal::NothingProposed));
    office.execute("LD1", propose()).unwrap();
    assert_eq!(office.execute("LD2", propose()), Err(Refusal::AlreadyProposed));
    assert_eq!(office.execute("LD1", approve()), Err(Refusal::OwnProposal));
    for (outcome, erased) in
        [(Outcome::Granted, Erased::default()), (Outcome::PartlyGranted, erased())]
    {
        let other = Command::Approve { outcome, erased };
        assert_eq!(office.execute("KS1", other), Err(Refusal::OtherThanProposed));
    }
    office.execute("KS1", Command::SendBack { reason: "Xem lại".into() }).unwrap();
    office.execute("KS1", propose()).unwrap();
    let decided = office.execute("LD1", approve()).unwrap();
    assert_eq!(decided, Event::Decided { outcome: Outcome::Granted, reached: erased() });
    assert_eq!(office.execute("LD2", propose()), Err(Refusal::AlreadyDecided(at(4, 9))));
}

#[test]
fn officers_who_are_not_responsible_act_on_no_request() {
    for who in ["citizen", "MC1", "A1"] {
        let mut office = Office::with(RequestKind::Access);
        for command in [Command::Answer { other_party: false }, decide(Outcome::Granted)] {
            assert_eq!(office.execute(who, command), Err(Refusal::NotResponsible), "{who}");
        }
    }
    let mut office = Office::new();
    assert_eq!(office.execute("LD1", decide(Outcome::Refused)), Err(Refusal::NotOnRecord));
    assert_eq!(office.execute("LD1", file(RequestKind::Access)), Err(Refusal::NotResponsible));
    office.same_open = Some(at(1, 9));
    let again = office.execute("citizen", file(RequestKind::Access));
    assert_eq!(again, Err(Refusal::SameOpen(at(1, 9))));
    let without_person = Command::File {
        request: RequestKind::Access,
        way: Way::Account,
        persons: vec![String::new()],
        dossier: None,
        text: "x".into(),
    };
    assert_eq!(office.execute("citizen", without_person), Err(Refusal::NobodyKnown));
}

#[test]
fn a_restriction_holds_until_it_is_lifted() {
    let mut office = Office::with(RequestKind::Restriction);
    let nothing =
        Command::Decide { outcome: Outcome::Granted, restricted: Vec::new(), reason: "x".into() };
    assert_eq!(office.execute("KS1", nothing), Err(Refusal::NothingToReach));
    assert_eq!(office.request.restricted(), [""; 0]);
    office.execute("KS1", decide(Outcome::PartlyGranted)).unwrap();
    assert_eq!(office.request.restricted(), ["dossier/pb/1"]);
    let lift = || Command::Lift { reason: "Người dân đề nghị".into() };
    assert_eq!(office.execute("MC1", lift()), Err(Refusal::NotResponsible));
    office.execute("LD1", lift()).unwrap();
    assert_eq!(office.request.restricted(), [""; 0]);
    assert_eq!(office.execute("LD1", lift()), Err(Refusal::NotRestricted));
    let refused = Office::with(RequestKind::Restriction);
    assert_eq!({ refused }.execute("KS1", lift()), Err(Refusal::NotRestricted));
}

#[test]
fn only_the_program_repeats_an_erasure_of_a_restored_backup() {
    let again = || Command::EraseAgain { outcome: Outcome::PartlyGranted, erased: erased() };
    let mut office = Office::with(RequestKind::Erasure);
    assert_eq!(office.execute("LD1", again()), Err(Refusal::NotResponsible));
    office.execute("KS1", propose()).unwrap();
    office.execute("system", again()).unwrap();
    let decision = office.request.decided.as_ref().unwrap();
    assert_eq!((decision.outcome, &decision.reached), (Outcome::PartlyGranted, &erased()));
    let decided = Err(Refusal::AlreadyDecided(office.now));
    assert_eq!(office.execute("system", again()), decided);
    let mut other = Office::with(RequestKind::Access);
    assert_eq!(other.execute("system", again()), Err(Refusal::NoErasure));
}

fn commands() -> impl Strategy<Value = Command> {
    let text = prop_oneof![Just(String::new()), Just("Lý do".to_owned())];
    let outcome = prop::sample::select(Outcome::ALL);
    (0..9u8, text, outcome, 0..20u32, any::<bool>()).prop_map(
        |(which, text, outcome, days, flag)| match which {
            0 => file(RequestKind::Erasure),
            1 => file(RequestKind::Restriction),
            2 => Command::Answer { other_party: flag },
            3 => Command::Extend { days, reason: text },
            4 => Command::Decide { outcome, restricted: vec!["d".into()], reason: text },
            5 => Command::Propose { outcome, erased: erased(), reason: text },
            6 if flag => Command::SendBack { reason: text },
            6 => Command::Lift { reason: text },
            7 => Command::EraseAgain { outcome, erased: erased() },
            _ => Command::Approve { outcome, erased: erased() },
        },
    )
}

proptest! {
    /// Whatever is tried, an erasure has two officers, one extension, and one decision; and what is decided
    /// folds.
    #[test]
    fn no_order_of_tries_erases_with_one_officer(
        tries in prop::collection::vec(
            (commands(), prop::sample::select(&["citizen", "MC1", "KS1", "LD1", "LD2"][..])), 1..30
        ),
    ) {
        let mut office = Office::new();
        let (mut proposer, mut decisions, mut extensions) = (None, 0, 0);
        for (command, who) in tries {
            office.now = office.now.plus_millis(3_600_000);
            match office.execute(who, command) {
                Ok(Event::Proposed { .. }) => proposer = Some(who),
                Ok(Event::SentBack) => proposer = None,
                Ok(Event::Extended { days, .. }) => {
                    extensions += 1;
                    prop_assert!((1..=EXTENSION_DAYS).contains(&days));
                }
                Ok(Event::Decided { reached, .. }) => {
                    decisions += 1;
                    let erases = office.request.kind() == Some(RequestKind::Erasure);
                    if erases && !reached.is_empty() {
                        prop_assert!(proposer.is_some_and(|one| one != who));
                    }
                }
                _ => {}
            }
        }
        prop_assert!(decisions <= 1 && extensions <= 1);
    }
}
