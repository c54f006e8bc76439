//! An agency with calendars and officers, and a dossier that commands move.
//!
//! April 2025: Monday 7 to Friday 11; openings 07:30–11:30 and 13:00–17:00; calendar `swap` opens
//! Saturday 26 April and closes Friday 2 May.

use std::sync::Arc;

use calendar::{
    Amount, CalendarSpec, Calendars, ClosedDay, Count, Day, Duration, ExtraDay, Instant, Opening,
    SupplementEffect, Unit, Zone,
};
use dossier::event::PauseReason;
use dossier::{
    Actor, Command, Context, Event, ExtensionLimit, Filing, Reason, Reception, Recorded, Role,
    RuleSet, Sending, State, StepTerms, Terms, decide,
};

pub fn at(text: &str) -> Instant {
    format!("2025-{}:00+07:00", text.replace(' ', "T")).parse().unwrap()
}

pub fn day(text: &str) -> Day {
    format!("2025-{text}").parse().unwrap()
}

pub fn calendars() -> Calendars {
    let full = vec![Opening { open: 450, close: 690 }, Opening { open: 780, close: 1020 }];
    let mut week: [Vec<Opening>; 7] = std::array::from_fn(|_| full.clone());
    (week[5], week[6]) = (Vec::new(), Vec::new());
    let closed = |text: &str| ClosedDay {
        day: day(text),
        name: "nghỉ lễ".into(),
        name_en: "holiday".into(),
        made_up_on: None,
        estimate: false,
    };
    let plain = CalendarSpec {
        id: "plain".into(),
        zone: Zone::VIETNAM,
        week,
        closed: vec![closed("04-30"), closed("05-01")],
        extra: Vec::new(),
        count: Count::Effective,
        first: day("01-01"),
        last: day("12-31"),
        announced_until: day("12-31"),
    };
    let mut swap = CalendarSpec { id: "swap".into(), ..plain.clone() };
    swap.closed.push(closed("05-02"));
    swap.extra.push(ExtraDay { day: day("04-26"), openings: full });
    let built = [plain, swap].map(|spec| Arc::new(spec.build().unwrap()));
    built.into_iter().map(|calendar| (calendar.id.clone(), calendar)).collect()
}

pub fn filing() -> Filing {
    let (procedure, unit, channel) = ("1.000".into(), "TP".into(), "counter".into());
    let (person, field) = ("c".into(), "Đất đai".into());
    Filing { procedure, field, unit, channel, person, ..Filing::default() }
}

/// One extension, by at most nine working days.
pub fn extension_limit() -> ExtensionLimit {
    ExtensionLimit { times: 1, most: Amount { amount: 9, unit: Unit::WorkingDays } }
}

/// A duration of two working days: one day each for `verify` and `appraise`.
pub fn terms() -> Terms {
    let step = |id: &str| {
        let (budget_minutes, unit) = (480, "TP".into());
        StepTerms { id: id.into(), budget_minutes, unit, decides: None }
    };
    Terms {
        version: Day(0),
        rule_set: RuleSet::ND61,
        duration: Duration::of(2, Unit::WorkingDays),
        supplement_effect: SupplementEffect::Continue,
        restart_within: None,
        restart_by_date: true,
        desk_minutes: None,
        extensions: Some(extension_limit()),
        calendar: "plain".into(),
        steps: vec![step("verify"), step("appraise")],
    }
}

pub fn reception() -> Reception {
    Reception {
        code: "H1".into(),
        filing: filing(),
        terms: terms(),
        desk: "desk".into(),
        components: Vec::new(),
        entered_late: None,
    }
}

fn actor(id: &str, role: Role, unit: &str) -> Actor {
    Actor::new(id, role, unit)
}

/// The actor of an id: K desk officer, O specialist, H head of TP, HX head of another unit, L
/// leader, A administrator, I inspector, V adviser.
pub fn who(id: &str) -> Actor {
    match id.as_bytes()[0] {
        b'K' => actor(id, Role::DeskOfficer, "desk"),
        b'O' => actor(id, Role::Specialist, "TP"),
        b'X' => actor(id, Role::Specialist, "other"),
        b'H' if id == "HX" => actor(id, Role::Head, "other"),
        b'H' => actor(id, Role::Head, "TP"),
        b'L' => actor(id, Role::Leader, ""),
        b'A' => actor(id, Role::Administrator, ""),
        b'I' => actor(id, Role::Inspector, ""),
        b'V' => actor(id, Role::Adviser, ""),
        b'c' => Actor::citizen(id),
        _ => Actor::system(),
    }
}

/// A dossier with all its events.
#[derive(Clone)]
pub struct Life {
    pub calendars: Calendars,
    pub history: Vec<Recorded>,
    pub state: State,
    /// The agency's working minutes for the answer to an offer.
    pub accept_within: Option<u32>,
}

impl Life {
    pub fn new() -> Self {
        Self {
            calendars: calendars(),
            history: Vec::new(),
            state: State::default(),
            accept_within: None,
        }
    }

    pub fn decide(
        &self,
        at: Instant,
        actor: &Actor,
        command: &Command,
    ) -> Result<Vec<(Instant, Event)>, Reason> {
        let desk = Some(&*self.calendars["plain"]);
        let context = Context {
            at,
            calendars: &self.calendars,
            desk,
            in_force: Some("swap"),
            accept_within: self.accept_within,
            history: &self.history,
        };
        decide(context, &self.state, actor, command).map_err(|refusal| refusal.reason)
    }

    /// Carries a command out; panics where the command is refused.
    pub fn then(mut self, when: &str, who_acts: &str, command: Command) -> Self {
        let (now, actor) = (at(when), who(who_acts));
        let events = self
            .decide(now, &actor, &command)
            .unwrap_or_else(|reason| panic!("{command:?} at {when}: {reason:?}"));
        for (at, event) in events {
            self.record(at, now, &actor.id, event);
        }
        self
    }

    pub fn record(&mut self, at: Instant, logged_at: Instant, actor: &str, event: Event) {
        let recorded = recorded(at, logged_at, actor, event);
        self.history.push(recorded);
        self.state = dossier::fold(&self.history, &self.calendars).unwrap();
    }
}

pub fn recorded(at: Instant, logged_at: Instant, actor: &str, event: Event) -> Recorded {
    Recorded {
        at,
        logged_at,
        actor: actor.into(),
        on_behalf: None,
        paper_number: None,
        event,
        sealed: None,
    }
}

pub fn file() -> Command {
    Command::File { filing: filing() }
}

pub fn receive() -> Command {
    Command::Receive(Box::new(reception()))
}

pub fn give(to: &str, step: &str) -> Command {
    propose(to, step, None)
}

/// An offer like [`give`], for approval.
pub fn propose(to: &str, step: &str, proposes_decline: Option<bool>) -> Command {
    Command::Give { to: to.into(), unit: "TP".into(), step: step.into(), proposes_decline }
}

pub fn give_back(to: &str, step: &str) -> Command {
    let (to, unit, step, reason) = (to.into(), "TP".into(), step.into(), "sai".into());
    Command::ReturnStep { to, unit, step, reason }
}

pub fn reassign(to: &str) -> Command {
    Command::Reassign { to: to.into(), unit: "TP".into(), reason: "nghỉ".into() }
}

pub fn stand_in(officer: &str, by: &str, until: &str) -> Command {
    Command::StandIn { officer: officer.into(), by: by.into(), until: at(until) }
}

pub fn ask() -> Command {
    Command::AskSupplement { items: vec!["bản đồ".into()], approved_by: None }
}

pub fn close() -> Command {
    Command::CloseUnsupplied
}

pub fn promise() -> Command {
    Command::PromisePapers { items: vec!["bản đồ".into()] }
}

pub fn pause() -> Command {
    Command::Pause { reason: PauseReason::Agency, basis: "NĐ".into() }
}

pub fn extend(amount: u32) -> Command {
    Command::Extend { by: Amount { amount, unit: Unit::WorkingDays }, basis: "QĐ".into() }
}

pub fn change_calendar(calendar: &str) -> Command {
    Command::ChangeCalendar { calendar: calendar.into(), reason: "hoán đổi".into() }
}

pub fn draft(new_date: Option<&str>) -> Command {
    let new_date = new_date.map(day);
    Command::DraftApology { reason: "chậm".into(), unit: "TP".into(), new_date }
}

pub fn finish() -> Command {
    Command::Finish { without_letter: None }
}

pub fn correct(target: u32, set: &str) -> Command {
    let set = serde_json::from_str(set).unwrap();
    Command::Correct { target, set, reason: "nhầm".into() }
}

/// A dossier received on Monday 7 April at 09:00 by K1; due on Wednesday 9 April at 17:00.
pub fn received() -> Life {
    Life::new().then("04-07T09:00", "K1", receive())
}

/// A dossier that O1 holds in step `verify` from Monday at 10:00.
pub fn working() -> Life {
    received().then("04-07T09:30", "K1", give("O1", "verify")).then(
        "04-07T10:00",
        "O1",
        Command::Accept,
    )
}

pub fn supplement_asked() -> Life {
    working().then("04-08T09:00", "O1", ask())
}

pub fn paused() -> Life {
    working().then("04-08T09:00", "O1", pause())
}

/// A dossier finished in time, on Tuesday.
pub fn ready() -> Life {
    working().then("04-08T15:00", "O1", finish())
}

/// A dossier late since Wednesday; its letter with a new date is drafted on Thursday.
pub fn letter_drafted() -> Life {
    working().then("04-10T08:00", "O1", draft(Some("04-14")))
}

pub fn letter_signed() -> Life {
    letter_drafted().then(
        "04-10T08:10",
        "H1",
        Command::SignApology { reason: None, new_date: None, confirmed: false },
    )
}

/// A dossier whose letter is queued for electronic delivery.
pub fn letter_queued() -> Life {
    let electronic = Command::SendApology(Some(Sending::Electronic));
    letter_signed().then("04-10T08:20", "K1", electronic)
}

pub fn letter_sent() -> Life {
    letter_signed().then("04-10T08:20", "K1", Command::SendApology(None))
}

/// The command that all requested papers came.
pub fn supply() -> Command {
    Command::Supply { items: Vec::new() }
}
