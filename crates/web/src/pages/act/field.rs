//! The fields of each action's form: one table from actions to specifications. `form` makes the form
//! of a dossier from them. Knows no page and no posted value.

use app::DossierView;
use dossier::{Action, Event};

use crate::fields::Kind;

/// The values that a choice offers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum List {
    /// Officers who can hold a dossier, but for its holder.
    Officers,
    /// Officers whom the actor may assign: for a head the own unit's, for a leader all.
    Staff,
    /// The holder, and the one to whom it is offered.
    Concerned,
    /// The steps of the process and the desk, but for the present one.
    OtherSteps,
    Steps,
    /// Steps before the present one.
    EarlierSteps,
    Units,
    /// But for the actor's own.
    OtherUnits,
    /// The opening calendar in force.
    Calendars,
    /// Consultations that the actor's unit has not answered.
    Consultations,
    PauseReasons,
    /// Why the post brought the result back.
    ReturnReasons,
    TimeUnits,
    /// Granted, or not.
    Results,
    /// The form of the result: on paper, as a file, or both.
    ResultForms,
    /// The papers that the procedure needs.
    Papers,
    /// Papers of the supplement that have not come.
    Lacking,
    /// The ways in which a letter reaches the applicant.
    LetterWays,
    /// That what the record says holds: the value of a tick.
    Confirmed,
}

/// The readers of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Readers {
    /// The value names no person.
    Unrestricted,
    /// The public: the text must not name a person.
    Public,
    /// The officers who work on the dossier.
    Sealed,
}

/// When a field is asked for, where that is not always.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum When {
    /// A letter is owed and was not sent.
    LetterOwed,
    /// The dossier is given for approval.
    GivenForApproval,
    /// An outcome was proposed to the one who approves.
    Proposed,
    /// No outcome was proposed.
    NotProposed,
    /// The drafted letter has the program's sentence as its reason.
    ReasonOfProgram,
    /// An officer wrote the reason of the drafted letter.
    ReasonOfOfficer,
}

/// The specification of a field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Spec {
    pub name: &'static str,
    /// The last part of the key of its label.
    pub label: &'static str,
    pub kind: Kind,
    /// The values of a choice.
    pub list: Option<List>,
    pub required: bool,
    pub readers: Readers,
    pub when: Option<When>,
}

/// Days or hours.
const AMOUNT: Kind = Kind::Number { least: 1, most: 10_000 };

const fn field(name: &'static str, kind: Kind) -> Spec {
    let readers = Readers::Unrestricted;
    Spec { name, label: name, kind, list: None, required: true, readers, when: None }
}

const fn select(name: &'static str, list: List) -> Spec {
    Spec { list: Some(list), ..field(name, Kind::Select) }
}

const fn radio(name: &'static str, list: List) -> Spec {
    Spec { list: Some(list), ..field(name, Kind::Radio) }
}

const fn ticks(name: &'static str, list: List) -> Spec {
    Spec { list: Some(list), ..field(name, Kind::Ticks) }
}

const fn public(name: &'static str, kind: Kind) -> Spec {
    Spec { readers: Readers::Public, ..field(name, kind) }
}

const fn sealed(name: &'static str) -> Spec {
    Spec { readers: Readers::Sealed, required: false, ..field(name, Kind::Long) }
}

const fn named(label: &'static str, field: Spec) -> Spec {
    Spec { label, ..field }
}

const fn optional(field: Spec) -> Spec {
    Spec { required: false, ..field }
}

const fn when(when: When, field: Spec) -> Spec {
    Spec { when: Some(when), ..field }
}

const REASON: Spec = public("reason", Kind::Long);
const PAUSE_REASON: Spec = named("pause_reason", radio("reason", List::PauseReasons));
const RETURN_REASON: Spec = named("return_reason", radio("reason", List::ReturnReasons));
const BASIS: Spec = public("basis", Kind::Long);
const WITHOUT_LETTER: Spec = when(When::LetterOwed, public("without_letter", Kind::Long));
const LETTER_TRACKING: Spec = named("letter_tracking", optional(field("tracking", Kind::Line)));
const NEW_DATE: Spec = field("new_date", Kind::Day);
const UNIT: Spec = select("unit", List::Units);

/// The fields of a hand-over; what is proposed goes with one for approval.
fn given() -> Vec<Spec> {
    vec![
        select("step", List::Steps),
        select("to", List::Officers),
        when(When::GivenForApproval, radio("proposal", List::Results)),
        when(When::GivenForApproval, Spec { required: true, ..sealed("opinion") }),
    ]
}

/// The fields of every action that has a form of its own here.
fn table(action: Action) -> Vec<Spec> {
    match action {
        Action::Guide => vec![public("missing", Kind::Lines)],
        Action::Refuse | Action::Decline | Action::DeclineResult | Action::Withdraw => vec![REASON],
        Action::Give => given(),
        Action::BeginStep => vec![select("step", List::OtherSteps)],
        Action::ReturnStep => {
            vec![select("step", List::EarlierSteps), select("to", List::Officers), REASON]
        }
        Action::Reassign => vec![select("to", List::Staff), REASON],
        Action::StandIn => vec![
            named("absent", select("officer", List::Concerned)),
            named("stand_in", select("by", List::Staff)),
            field("until", Kind::Moment),
        ],
        Action::Consult => {
            vec![
                named("asked_unit", select("unit", List::OtherUnits)),
                named("answer_by", field("due", Kind::Moment)),
                sealed("question"),
            ]
        }
        Action::AnswerConsultation => {
            vec![named("consultation", select("id", List::Consultations)), sealed("answer")]
        }
        Action::AskSupplement => {
            vec![optional(ticks("papers", List::Papers)), optional(public("items", Kind::Lines))]
        }
        Action::Supply => vec![ticks("came", List::Lacking), sealed("supplied")],
        Action::Pause => vec![PAUSE_REASON, BASIS],
        Action::PostReturned => vec![RETURN_REASON],
        Action::Extend => {
            vec![field("amount", AMOUNT), named("time_unit", radio("unit", List::TimeUnits)), BASIS]
        }
        Action::ChangeCalendar => vec![select("calendar", List::Calendars), REASON],
        Action::MoveToUnit => vec![named("new_unit", UNIT), REASON],
        Action::DraftApology => {
            vec![named("why_late", REASON), named("late_unit", UNIT), optional(NEW_DATE)]
        }
        Action::SetChairmanDate => vec![field("date", Kind::Day), public("decision", Kind::Line)],
        Action::SignApology => signed(),
        Action::SendApology => vec![radio("way", List::LetterWays), LETTER_TRACKING],
        Action::ApproveResult => vec![
            radio("result", List::Results),
            when(When::Proposed, named("why_not_proposed", optional(REASON))),
            when(When::NotProposed, sealed("opinion")),
        ],
        Action::Finish => {
            vec![field("number", Kind::Line), radio("form", List::ResultForms), WITHOUT_LETTER]
        }
        Action::Correct => vec![named("why_corrected", REASON)],
        Action::Note => vec![Spec { required: true, ..sealed("note") }],
        Action::File
        | Action::Receive
        | Action::PromisePapers
        | Action::CompleteAtOnce
        | Action::Remind
        | Action::RemindCollection
        | Action::PostDelivered
        | Action::Accept
        | Action::Lapse
        | Action::EndStandIn
        | Action::CompleteStep
        | Action::CloseUnsupplied
        | Action::Resume
        | Action::HandOver
        | Action::Post => Vec::new(),
    }
}

/// The program's reason is confirmed or rewritten; that of an officer stands in the form.
fn signed() -> Vec<Spec> {
    let tick = Spec { list: Some(List::Confirmed), ..field("confirmed", Kind::Tick) };
    vec![
        when(When::ReasonOfProgram, optional(tick)),
        when(When::ReasonOfProgram, named("own_reason", optional(REASON))),
        when(When::ReasonOfOfficer, named("why_late", REASON)),
        NEW_DATE,
    ]
}

/// The fields of an event that can be corrected, by name in the public part, each with its form field.
/// Codes, terms and actors cannot be corrected.
const CORRECTABLE: &[(&str, Spec)] = &[
    ("reason", optional(public("set.reason", Kind::Long))),
    ("basis", optional(public("set.basis", Kind::Long))),
    ("items", optional(public("set.items", Kind::Lines))),
    ("missing", optional(public("set.missing", Kind::Lines))),
    ("tracking", optional(field("set.tracking", Kind::Line))),
    ("decision", optional(public("set.decision", Kind::Line))),
    ("date", optional(field("set.date", Kind::Day))),
    ("new_date", optional(field("set.new_date", Kind::Day))),
    ("step", named("at_step", optional(select("set.step", List::Steps)))),
    ("unit", optional(select("set.unit", List::Units))),
];

/// The event that a correction is about, as earlier corrections left it.
pub(super) struct Target {
    pub place: usize,
    pub at: calendar::Instant,
    pub fields: serde_json::Map<String, serde_json::Value>,
}

impl Target {
    pub fn of(view: &DossierView, place: usize) -> Option<Self> {
        let recorded = view.history.get(place)?;
        let mut at = recorded.at;
        let serde_json::Value::Object(mut fields) = serde_json::to_value(&recorded.event).ok()?
        else {
            return None;
        };
        for later in &view.history {
            let Event::Corrected { target, set, .. } = &later.event else { continue };
            if *target as usize == place {
                for (name, value) in set {
                    match (name.as_str(), value.as_i64()) {
                        ("at", Some(millis)) => at = calendar::Instant(millis),
                        ("at", None) => {}
                        _ => drop(fields.insert(name.clone(), value.clone())),
                    }
                }
            }
        }
        Some(Self { place, at, fields })
    }

    /// The fields of the event that can be corrected, by their names in the public part.
    pub fn correctable(&self) -> impl Iterator<Item = (&'static str, Spec)> {
        // The reason of a pause is a kind of pause, which no correction changes; its basis is a text.
        let pause = self.fields.contains_key("basis");
        let is_known = move |(name, _): &&(&str, Spec)| {
            self.fields.contains_key(*name) && !(pause && *name == "reason")
        };
        let lists = |(name, field): &&(&str, Spec)| {
            let value = self.fields.get(*name);
            matches!(field.kind, Kind::Lines) == value.is_some_and(serde_json::Value::is_array)
        };
        CORRECTABLE.iter().filter(is_known).filter(lists).map(|(name, field)| (*name, *field))
    }
}

/// When the event happened, where that is corrected.
pub(super) const AT: Spec = named("set.at", optional(field("set.at", Kind::Moment)));

/// The specifications of an action's form for a dossier; `is` says what holds of it.
pub(super) fn specs(
    action: Action,
    is: impl Fn(When) -> bool,
    target: Option<&Target>,
) -> Vec<Spec> {
    let mut all: Vec<Spec> =
        target.iter().flat_map(|target| target.correctable()).map(|(_, f)| f).collect();
    if target.is_some() {
        all.insert(0, AT);
    }
    all.extend(table(action).into_iter().filter(|field| field.when.is_none_or(&is)));
    all
}

/// Whether an action has a form here; the others have a screen of the desk's, or none.
pub(super) fn has_form_here(action: Action) -> bool {
    let elsewhere = matches!(
        action,
        Action::File
            | Action::CompleteAtOnce
            | Action::Remind
            | Action::RemindCollection
            | Action::Lapse
            | Action::EndStandIn
    );
    !elsewhere && at_desk(action).is_none()
}

/// The page of the desk where an action is done, with the parameter that names the dossier.
pub(super) fn at_desk(action: Action) -> Option<(&'static str, &'static str)> {
    match action {
        Action::Receive => Some(("/desk/receive", "filing")),
        Action::HandOver | Action::Post => Some(("/desk/results", "code")),
        _ => None,
    }
}

/// Whether what an action does cannot be taken back by another.
pub(super) fn final_(action: Action) -> bool {
    matches!(
        action,
        Action::Refuse
            | Action::Withdraw
            | Action::CloseUnsupplied
            | Action::Finish
            | Action::SignApology
    )
}

/// Whether what was entered is shown once more before it is put on record.
pub(super) fn reviewed(action: Action) -> bool {
    final_(action) || matches!(action, Action::AskSupplement | Action::Correct)
}
