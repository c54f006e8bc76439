//! What each action asks for: one table from actions to the fields of their forms. Knows no page and
//! no posted value.

use app::DossierView;
use dossier::{Action, Event};

use crate::request_context::RequestContext;

/// How a field is filled in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// One line.
    Line,
    /// Several lines of one text.
    Long,
    /// A list, an item a line.
    Lines,
    /// One of a list.
    Choice(List),
    /// One of a few, all of them shown.
    Pick(List),
    Day,
    Moment,
    Number,
}

/// What a choice is made from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum List {
    /// Officers who can hold a dossier, but for its holder.
    Officers,
    /// Those whom the actor may put in place: a head the own unit's, a leader all.
    Staff,
    /// The holder, and the one to whom it is offered.
    Concerned,
    /// The steps of the process and the desk, but for the present one.
    OtherSteps,
    Steps,
    /// Those before the present one.
    EarlierSteps,
    Units,
    /// The opening calendars' versions.
    Calendars,
    /// What the actor's unit was asked and has not answered.
    Consultations,
    PauseReasons,
    TimeUnits,
    /// Granted, or not.
    Results,
}

/// Who reads what is typed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Description {
    /// Nothing that could name a person.
    Plain,
    /// Everybody: a person must not be named.
    Public,
    /// Those who work on the dossier.
    Sealed,
}

/// One field of a form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Field {
    pub name: &'static str,
    /// The last part of the key of its label.
    pub label: &'static str,
    pub kind: Kind,
    pub required: bool,
    pub text: Description,
    /// Asked for only where a letter is owed and was not sent.
    pub letter: bool,
}

const fn field(name: &'static str, kind: Kind) -> Field {
    Field { name, label: name, kind, required: true, text: Description::Plain, letter: false }
}

const fn public(name: &'static str, kind: Kind) -> Field {
    Field { text: Description::Public, ..field(name, kind) }
}

const fn sealed(name: &'static str) -> Field {
    Field { text: Description::Sealed, required: false, ..field(name, Kind::Long) }
}

const fn named(label: &'static str, field: Field) -> Field {
    Field { label, ..field }
}

const fn optional(field: Field) -> Field {
    Field { required: false, ..field }
}

const REASON: Field = public("reason", Kind::Long);
const BASIS: Field = public("basis", Kind::Long);
const WITHOUT_LETTER: Field = Field { letter: true, ..public("without_letter", Kind::Long) };
const UNIT: Field = field("unit", Kind::Choice(List::Units));

/// The fields of every action that has a form of its own here.
fn table(action: Action) -> Vec<Field> {
    match action {
        Action::Guide => vec![public("missing", Kind::Lines)],
        Action::Refuse | Action::Decline | Action::Withdraw => vec![REASON],
        Action::Give => vec![
            field("step", Kind::Choice(List::Steps)),
            field("to", Kind::Choice(List::Officers)),
        ],
        Action::BeginStep => vec![field("step", Kind::Choice(List::OtherSteps))],
        Action::ReturnStep => vec![
            field("step", Kind::Choice(List::EarlierSteps)),
            field("to", Kind::Choice(List::Officers)),
            REASON,
        ],
        Action::Reassign => vec![field("to", Kind::Choice(List::Staff)), REASON],
        Action::StandIn => vec![
            named("absent", field("officer", Kind::Choice(List::Concerned))),
            named("stand_in", field("by", Kind::Choice(List::Staff))),
            field("until", Kind::Moment),
        ],
        Action::Consult => {
            vec![
                named("asked_unit", UNIT),
                named("answer_by", field("due", Kind::Moment)),
                sealed("question"),
            ]
        }
        Action::AnswerConsultation => {
            vec![
                named("consultation", field("id", Kind::Choice(List::Consultations))),
                sealed("answer"),
            ]
        }
        Action::AskSupplement => vec![public("items", Kind::Lines)],
        Action::Supply => vec![sealed("supplied")],
        Action::Pause => {
            vec![named("pause_reason", field("reason", Kind::Pick(List::PauseReasons))), BASIS]
        }
        Action::Extend => vec![
            field("amount", Kind::Number),
            named("time_unit", field("unit", Kind::Pick(List::TimeUnits))),
            BASIS,
        ],
        Action::ChangeCalendar => vec![field("calendar", Kind::Choice(List::Calendars)), REASON],
        Action::MoveToUnit => vec![named("new_unit", UNIT), REASON],
        Action::DraftApology => vec![
            named("why_late", REASON),
            named("late_unit", UNIT),
            optional(field("new_date", Kind::Day)),
        ],
        Action::SetChairmanDate => vec![field("date", Kind::Day), public("decision", Kind::Line)],
        Action::ApproveResult => vec![field("result", Kind::Pick(List::Results))],
        Action::Finish | Action::HandOver => vec![WITHOUT_LETTER],
        Action::Post => vec![field("tracking", Kind::Line)],
        Action::Correct => vec![named("why_corrected", REASON)],
        Action::Note => vec![Field { required: true, ..sealed("note") }],
        Action::File
        | Action::Receive
        | Action::CompleteAtOnce
        | Action::Remind
        | Action::Accept
        | Action::CompleteStep
        | Action::CloseUnsupplied
        | Action::Resume
        | Action::SignApology
        | Action::SendApology => Vec::new(),
    }
}

/// What of an event can be corrected, by its name in the public part, and how it is filled in. Codes,
/// terms and who did it stay: they are the record's, or the reception's.
const CORRECTABLE: &[(&str, Field)] = &[
    ("reason", optional(public("set.reason", Kind::Long))),
    ("basis", optional(public("set.basis", Kind::Long))),
    ("items", optional(public("set.items", Kind::Lines))),
    ("missing", optional(public("set.missing", Kind::Lines))),
    ("tracking", optional(field("set.tracking", Kind::Line))),
    ("decision", optional(public("set.decision", Kind::Line))),
    ("date", optional(field("set.date", Kind::Day))),
    ("new_date", optional(field("set.new_date", Kind::Day))),
    ("step", named("at_step", optional(field("set.step", Kind::Choice(List::Steps))))),
    ("unit", optional(field("set.unit", Kind::Choice(List::Units)))),
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
    pub fn correctable(&self) -> impl Iterator<Item = (&'static str, Field)> {
        let known = |(name, _): &&(&str, Field)| self.fields.contains_key(*name);
        let lists = |(name, field): &&(&str, Field)| {
            let value = self.fields.get(*name);
            matches!(field.kind, Kind::Lines) == value.is_some_and(serde_json::Value::is_array)
        };
        CORRECTABLE.iter().filter(known).filter(lists).map(|(name, field)| (*name, *field))
    }
}

/// When the event happened, where that is corrected.
pub(super) const AT: Field = named("set.at", optional(field("set.at", Kind::Moment)));

/// The fields of an action's form for a dossier.
pub(super) fn fields(action: Action, owed: bool, target: Option<&Target>) -> Vec<Field> {
    let mut all: Vec<Field> =
        target.iter().flat_map(|target| target.correctable()).map(|(_, f)| f).collect();
    if target.is_some() {
        all.insert(0, AT);
    }
    all.extend(table(action).into_iter().filter(|field| !field.letter || owed));
    all
}

/// Whether an action has a form here; the others have a screen of the desk's, or none.
pub(super) fn here(action: Action) -> bool {
    !matches!(action, Action::File | Action::Receive | Action::CompleteAtOnce | Action::Remind)
}

/// Whether what an action does cannot be taken back by another.
pub(super) fn final_(action: Action) -> bool {
    matches!(
        action,
        Action::Refuse
            | Action::Withdraw
            | Action::CloseUnsupplied
            | Action::Finish
            | Action::HandOver
            | Action::Post
            | Action::SignApology
            | Action::SendApology
    )
}

impl Field {
    /// Its label.
    pub fn label(&self, context: &RequestContext) -> String {
        let label = self.label.strip_prefix("set.").unwrap_or(self.label);
        context.text(&format!("act-{label}"))
    }
}
