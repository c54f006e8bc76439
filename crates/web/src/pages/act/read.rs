//! From posted fields to a command. Every fault is told at once, each with its field; only what a
//! form offered is taken. Decides nothing: the domain does.

use app::VisibleDossier;
use calendar::{Amount, Day, Instant, Unit};
use dossier::event::PauseReason;
use dossier::{Action, Command, Role};
use serde_json::{Map, Value, json};

use super::choice;
use super::field::{Field, Kind, Target};
use crate::address::Params;
use crate::figure_query;
use crate::request_context::RequestContext;

/// Characters of a text at most.
const LONGEST: usize = 4000;
/// The largest number of days or hours.
const MOST: u32 = 10_000;

/// What is wrong with a field.
pub(super) struct Fault {
    pub field: String,
    pub message: String,
}

/// A form's values.
pub(super) struct Entered<'a> {
    pub context: &'a RequestContext,
    pub opened: &'a VisibleDossier,
    pub form: &'a Params,
}

impl Entered<'_> {
    fn text(&self, name: &str) -> String {
        self.form.raw(name).trim().to_owned()
    }

    fn filled(&self, name: &str) -> Option<String> {
        Some(self.text(name)).filter(|text| !text.is_empty())
    }

    fn lines(&self, name: &str) -> Vec<String> {
        let lines =
            self.form.raw(name).lines().map(|line| line.trim().trim_start_matches("- ").trim());
        lines.filter(|line| !line.is_empty()).map(str::to_owned).collect()
    }

    fn day(&self, name: &str) -> Option<Day> {
        figure_query::day(&self.text(name))
    }

    fn moment(&self, name: &str) -> Option<Instant> {
        let text = self.text(name);
        // A day alone would be its end: here a time of day is asked for.
        text.contains([':']).then(|| figure_query::instant(&text, &self.opened.view.zone)).flatten()
    }

    fn number(&self, name: &str) -> Option<u32> {
        self.text(name).parse().ok().filter(|n| (1..=MOST).contains(n))
    }

    /// What is wrong, field by field.
    pub fn faults(&self, fields: &[Field]) -> Vec<Fault> {
        let wrong = |field: &Field| {
            let key = self.fault(field)?;
            let label = field.label(self.context);
            let message = self.context.format(key, &[("field", label.into())]);
            Some(Fault { field: field.name.to_owned(), message })
        };
        fields.iter().filter_map(wrong).collect()
    }

    fn fault(&self, field: &Field) -> Option<&'static str> {
        let text = self.text(field.name);
        if text.is_empty() {
            return field.required.then_some(match field.kind {
                Kind::Choice(_) | Kind::Pick(_) => "act-choose",
                _ => "act-fill",
            });
        }
        if text.chars().count() > LONGEST {
            return Some("act-too_long");
        }
        match field.kind {
            Kind::Line if text.contains('\n') => Some("act-one_line"),
            Kind::Line | Kind::Long => None,
            Kind::Lines => self.lines(field.name).is_empty().then_some("act-fill"),
            Kind::Choice(list) | Kind::Pick(list) => {
                let groups = choice::groups(self.context, self.opened, list);
                let mut offered = groups.iter().flat_map(|group| &group.options);
                (!offered.any(|one| one.value == text)).then_some("act-not_offered")
            }
            Kind::Day => self.day(field.name).is_none().then_some("act-bad_day"),
            Kind::Moment => self.moment(field.name).is_none().then_some("act-bad_moment"),
            Kind::Number => self.number(field.name).is_none().then_some("act-bad_number"),
        }
    }

    /// The command, from fields without faults, and what is sealed beside it; `None` where the
    /// action has no form here.
    pub fn command(
        &self,
        action: Action,
        target: Option<&Target>,
    ) -> Option<(Command, Option<String>)> {
        let reason = || self.text("reason");
        let mut text = None;
        let command = match action {
            Action::Guide => Command::Guide { missing: self.lines("missing") },
            Action::Refuse => Command::Refuse { filing: None, reason: reason() },
            Action::Accept => Command::Accept,
            Action::Decline => Command::Decline { reason: reason() },
            Action::Give => Command::Give {
                to: self.text("to"),
                unit: self.unit_of("to"),
                step: self.text("step"),
            },
            Action::BeginStep => Command::BeginStep { step: self.text("step") },
            Action::CompleteStep => Command::CompleteStep,
            Action::ReturnStep => Command::ReturnStep {
                to: self.text("to"),
                unit: self.unit_of("to"),
                step: self.text("step"),
                reason: reason(),
            },
            Action::Reassign => Command::Reassign {
                to: self.text("to"),
                unit: self.unit_of("to"),
                reason: reason(),
            },
            Action::StandIn => Command::StandIn {
                officer: self.text("officer"),
                by: self.text("by"),
                until: self.moment("until")?,
            },
            Action::Consult => {
                text = self.filled("question");
                Command::Consult { unit: self.text("unit"), due: self.moment("due")? }
            }
            Action::AnswerConsultation => {
                text = self.filled("answer");
                Command::AnswerConsultation { id: self.text("id").parse().ok()? }
            }
            Action::Supply => {
                text = self.filled("supplied");
                Command::Supply
            }
            Action::Note => {
                text = self.filled("note");
                Command::Note
            }
            Action::MoveToUnit => Command::MoveToUnit { unit: self.text("unit"), reason: reason() },
            Action::Withdraw => Command::Withdraw { reason: reason() },
            Action::Correct => Command::Correct {
                target: u32::try_from(target?.place).ok()?,
                set: self.corrected(target?),
                reason: reason(),
            },
            _ => self.timed(action)?,
        };
        Some((command, text))
    }

    /// Commands about the clock, the letter and the end.
    fn timed(&self, action: Action) -> Option<Command> {
        Some(match action {
            Action::AskSupplement => {
                Command::AskSupplement { items: self.lines("items"), approved_by: self.approver() }
            }
            Action::CloseUnsupplied => Command::CloseUnsupplied,
            Action::Pause => Command::Pause {
                reason: match self.form.raw("reason") {
                    "financial" => PauseReason::Financial,
                    _ => PauseReason::Agency,
                },
                basis: self.text("basis"),
            },
            Action::Resume => Command::Resume,
            Action::Extend => {
                let unit = match self.form.raw("unit") {
                    "working_hours" => Unit::WorkingHours,
                    "calendar_days" => Unit::CalendarDays,
                    _ => Unit::WorkingDays,
                };
                let by = Amount { amount: self.number("amount")?, unit };
                Command::Extend { by, basis: self.text("basis") }
            }
            Action::ChangeCalendar => Command::ChangeCalendar {
                calendar: self.text("calendar"),
                reason: self.text("reason"),
            },
            Action::DraftApology => Command::DraftApology {
                reason: self.text("reason"),
                unit: self.text("unit"),
                new_date: self.day("new_date"),
            },
            Action::SignApology => Command::SignApology,
            Action::SendApology => Command::SendApology,
            Action::SetChairmanDate => Command::SetChairmanDate {
                date: self.day("date")?,
                decision: self.text("decision"),
            },
            Action::ApproveResult => {
                Command::ApproveResult { declined: self.form.raw("result") == "declined" }
            }
            Action::Finish => Command::Finish { without_letter: self.filled("without_letter") },
            Action::HandOver => Command::HandOver { without_letter: self.filled("without_letter") },
            Action::Post => Command::Post { tracking: self.text("tracking") },
            _ => return None,
        })
    }

    /// A head who asks a second time approves it by asking; nobody names another.
    fn approver(&self) -> Option<String> {
        let actor = self.context.actor();
        let again = !self.opened.view.state.supplements.is_empty();
        (again && actor.role == Role::Head).then_some(actor.id)
    }

    fn unit_of(&self, name: &str) -> String {
        let officer = self.context.rules.officer(self.form.raw(name).trim());
        officer.map(|officer| officer.unit.clone()).unwrap_or_default()
    }

    /// What a correction changes: the fields whose values are no longer those on record.
    pub fn corrected(&self, target: &Target) -> Map<String, Value> {
        let mut set = Map::new();
        if let Some(at) = self.moment("set.at")
            && at.floor_minute() != target.at.floor_minute()
        {
            set.insert("at".into(), json!(at.0));
        }
        for (name, field) in target.correctable() {
            // What is left empty stays as it was.
            if self.filled(field.name).is_none() {
                continue;
            }
            let value = match field.kind {
                Kind::Lines => json!(self.lines(field.name)),
                Kind::Day => json!(self.day(field.name)),
                _ => json!(self.text(field.name)),
            };
            if target.fields.get(name) != Some(&value) {
                set.insert(name.into(), value);
            }
        }
        set
    }
}
