//! Every command with its refusals, and histories of attempts in any order.
#![expect(clippy::unwrap_used, reason = "a test may panic")]

use calendar::{Day, Zone};
use dossier::state::Hold;
use proptest::prelude::*;

use super::*;
use crate::aggregate::{Aggregate, fold};
use crate::complaint::event::{Finding, Theme};
use crate::testing::{recorded, weekdays};

fn at(day: i8, minute: i64) -> Instant {
    Zone::VIETNAM.at(Day::from_ymd(2018, 6, day), minute * 60_000)
}

/// An open dossier that the desk received and `A1` holds.
fn dossier() -> State {
    let hold = |officer: &str, from, to| Hold {
        from,
        to,
        officer: officer.into(),
        step: String::new(),
        unit: "U".into(),
    };
    let holds = vec![hold("MC1", at(1, 480), Some(at(1, 600))), hold("A1", at(1, 600), None)];
    State { phase: Phase::Open, received: Some(at(1, 480)), holds, ..State::default() }
}

/// An agency with two units, each with a head, and a leader.
struct Office {
    calendar: Calendar,
    dossier: State,
    complaints: Complaints,
    now: Instant,
}

impl Office {
    fn new() -> Self {
        let (calendar, dossier) = (weekdays(), dossier());
        Self { calendar, dossier, complaints: Complaints::default(), now: at(4, 480) }
    }

    fn decide(&self, unit: &str, actor: &Actor, command: Command) -> Result<Event, Refusal> {
        let heads = [format!("head of {unit}")];
        let context = Context {
            at: self.now,
            calendar: &self.calendar,
            dossier: &self.dossier,
            unit,
            heads: &heads,
            leadership: "LD",
        };
        self.complaints.decide(context, actor, command).map(|mut events| events.remove(0))
    }

    fn execute(&mut self, unit: &str, actor: &Actor, command: Command) -> Result<(), Refusal> {
        let event = self.decide(unit, actor, command)?;
        self.complaints.apply(&recorded(self.now, &actor.id, event)).unwrap();
        Ok(())
    }
}

fn make(theme: Theme, against: Option<&str>, text: &str) -> Command {
    let (against, text) = (against.map(str::to_owned), text.to_owned());
    Command::Make { theme, way: Way::Slip, against, text }
}

fn answer(number: u32, text: &str) -> Command {
    Command::Answer { number, finding: Finding::Justified, text: text.to_owned() }
}

fn moves(number: u32, reason: &str) -> Command {
    Command::Move { number, reason: reason.to_owned() }
}

fn head(unit: &str) -> Actor {
    Actor::new(&format!("head of {unit}"), Role::Head, unit)
}

fn leader() -> Actor {
    Actor::new("LD1", Role::Leader, "LD")
}

#[test]
fn a_complaint_has_fifteen_working_days_and_goes_to_the_head_of_the_unit() {
    let mut office = Office::new();
    office.execute("U", &Actor::citizen("p"), make(Theme::Late, None, "Chậm quá")).unwrap();
    let made = &office.complaints.all[0];
    assert_eq!((made.number, made.unit.as_str()), (1, "U"));
    // Monday the 4th is day 0; the 25th is the 15th working day after it.
    assert_eq!(made.due, at(25, 990));
    assert!(!made.overdue(at(25, 990)) && made.overdue(at(25, 991)));
    assert_eq!(made.in_time(at(25, 990)), None);
    office.now = at(25, 990);
    office.execute("U", &head("U"), answer(1, "Xin lỗi ông/bà")).unwrap();
    assert_eq!(office.complaints.all[0].in_time(at(30, 0)), Some(true));
}

#[test]
fn each_command_is_refused_with_its_reason() {
    let desk = Actor::new("MC1", Role::DeskOfficer, "MC");
    let recorded = |text: &str| Command::Make {
        theme: Theme::Late,
        way: Way::Desk,
        against: None,
        text: text.into(),
    };
    let citizen = Actor::citizen("p");
    let mut office = Office::new();
    office.execute("U", &citizen, make(Theme::Late, None, "Chậm")).unwrap();
    office.execute("U", &citizen, make(Theme::Fees, Some("A1"), "Phí")).unwrap();
    let table = [
        ("U", &desk, make(Theme::Other, None, "x"), Refusal::ByOfficer),
        ("U", &leader(), make(Theme::Other, None, "x"), Refusal::ByOfficer),
        ("U", &citizen, recorded("x"), Refusal::ByOfficer),
        ("U", &citizen, make(Theme::Late, None, "x"), Refusal::SameOpen(at(4, 480))),
        ("U", &desk, recorded("x"), Refusal::SameOpen(at(4, 480))),
        ("U", &citizen, make(Theme::Other, Some("A9"), "x"), Refusal::NeverHeld),
        ("U", &citizen, make(Theme::Other, None, " \n"), Refusal::EmptyText),
        ("U", &head("U"), answer(3, "x"), Refusal::NoSuchComplaint),
        ("U", &head("V"), answer(1, "x"), Refusal::OtherUnit),
        ("U", &desk, answer(1, "x"), Refusal::OtherUnit),
        ("U", &Actor::new("A1", Role::Head, "U"), answer(2, "x"), Refusal::OwnMatter),
        ("U", &Actor::new("A1", Role::Leader, "LD"), answer(1, "x"), Refusal::OwnMatter),
        ("U", &head("U"), answer(1, "  "), Refusal::EmptyText),
        ("U", &head("U"), moves(1, "x"), Refusal::SameUnit),
        ("V", &head("V"), moves(1, "x"), Refusal::OtherUnit),
        ("V", &head("U"), moves(1, ""), Refusal::EmptyText),
    ];
    for (unit, actor, command, expected) in table {
        assert_eq!(office.decide(unit, actor, command.clone()), Err(expected), "{command:?}");
    }
    office.execute("V", &head("U"), moves(1, "Thuộc V")).unwrap();
    assert_eq!(office.decide("U", &head("U"), answer(1, "x")), Err(Refusal::OtherUnit));
    office.execute("V", &head("V"), answer(1, "Đã nhận lỗi")).unwrap();
    let answered = Err(Refusal::AlreadyAnswered(office.now));
    for command in [answer(1, "x"), moves(1, "x")] {
        assert_eq!(office.decide("U", &leader(), command), answered.clone());
    }
    // After the answer the same theme can be complained of again.
    office.execute("U", &citizen, make(Theme::Late, None, "Vẫn chậm")).unwrap();
    office.dossier.phase = Phase::Absent;
    let absent = office.decide("U", &citizen, make(Theme::Other, None, "x"));
    assert_eq!(absent, Err(Refusal::NotOnRecord));
}

#[test]
fn a_head_who_holds_the_dossier_or_is_complained_of_is_passed_over() {
    let mut office = Office::new();
    office.dossier.holds[1].officer = "head of U".into();
    office.execute("U", &Actor::citizen("p"), make(Theme::Late, None, "Chậm")).unwrap();
    assert_eq!(office.complaints.all[0].unit, "LD");
    office.dossier.holds[1].officer = "A1".into();
    office.dossier.holds[0].officer = "head of U".into();
    let against = make(Theme::Conduct, Some("head of U"), "Thái độ");
    office.execute("U", &Actor::citizen("p"), against).unwrap();
    assert_eq!(office.complaints.all[1].unit, "LD");
    let refused = office.decide("U", &leader(), moves(2, "x"));
    assert_eq!(refused, Err(Refusal::NoHeadToAnswer));
}

#[test]
fn events_have_the_form_of_the_record() {
    let event = Event::Made {
        theme: Theme::Conduct,
        way: Way::Desk,
        against: None,
        unit: "U".into(),
        calendar: "c".into(),
        due: Instant(7),
    };
    let value = serde_json::to_value(&event).unwrap();
    assert_eq!((&value["kind"], &value["due"]), (&"made".into(), &7.into()));
    assert_eq!(value.get("against"), None);
    assert_eq!(serde_json::from_value::<Event>(value).unwrap(), event);
    assert!(serde_json::from_str::<Event>(r#"{"kind":"answered","number":1}"#).is_err());
}

/// Actors of every role, among them the holder, a former holder and heads of two units.
fn actors() -> impl Strategy<Value = Actor> {
    let ids = prop_oneof![Just("A1"), Just("MC1"), Just("head of U"), Just("head of V"), Just("x")];
    let units = prop_oneof![Just("U"), Just("V"), Just("LD")];
    (ids, 0..Role::ALL.len(), units)
        .prop_map(|(id, role, unit)| Actor::new(id, Role::ALL[role], unit))
}

fn commands() -> impl Strategy<Value = (String, Command)> {
    let against = prop_oneof![Just(None), Just(Some("A1")), Just(Some("MC1")), Just(Some("x"))];
    let text = prop_oneof![Just(""), Just("x")];
    let ways = prop_oneof![Just(Way::Slip), Just(Way::Desk)];
    let command = (0..3_u8, 0..3_usize, 1..4_u32, against, text, ways).prop_map(
        |(which, theme, number, against, text, way)| match which {
            0 => {
                let (theme, against) = (Theme::ALL[theme], against.map(str::to_owned));
                Command::Make { theme, way, against, text: text.into() }
            }
            1 => moves(number, text),
            _ => answer(number, text),
        },
    );
    (prop_oneof![Just("U".to_owned()), Just("V".to_owned())], command)
}

proptest! {
    /// For attempts in any order: the decided events fold to the same state, no complaint has two
    /// answers, no theme has two open complaints, and no answer is by the holder, by the officer
    /// complained of or by an officer of another unit.
    #[test]
    fn every_history_keeps_the_rules(
        tries in prop::collection::vec((actors(), commands(), 0..2_i64), 1..40)
    ) {
        let mut office = Office::new();
        let mut history = Vec::new();
        for (actor, (unit, command), hours) in tries {
            office.now = office.now.plus_millis(hours * 3_600_000);
            let before = office.complaints.clone();
            let Ok(event) = office.decide(&unit, &actor, command) else { continue };
            let recorded = recorded(office.now, &actor.id, event);
            office.complaints.apply(&recorded).unwrap();
            if let Event::Answered { number, .. } = recorded.event {
                let complaint = before.of(number).unwrap();
                prop_assert!(complaint.answer.is_none());
                prop_assert!(may_answer(complaint, &actor));
                prop_assert!(complaint.against.as_ref() != Some(&actor.id) && actor.id != "A1");
            }
            for theme in Theme::ALL {
                let open = office.complaints.all.iter();
                let open = open.filter(|made| made.theme == *theme && made.answer.is_none());
                prop_assert!(open.count() <= 1);
            }
            history.push(recorded);
        }
        prop_assert_eq!(fold::<Complaints>(&history).unwrap(), office.complaints);
    }
}
