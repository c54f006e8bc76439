//! From an accepted form to a command and its sealed text. Decides nothing: the domain does.

use app::VisibleDossier;
use calendar::{Amount, Unit};
use dossier::event::{PauseReason, ReturnReason};
use dossier::{Action, Command, Role, Sending};
use serde_json::{Map, Value, json};

use super::action_context::ActionContext;
use super::field::Target;
use super::form;
use crate::fields::{Form, Kind};
use crate::request_context::RequestContext;

/// A form's values, with the dossier and the actor.
pub(super) struct Accepted<'a> {
    context: &'a RequestContext,
    dossier: &'a VisibleDossier,
    form: &'a Form,
}

/// Whether the actor may ask for a supplement that needs approval: a head or leader who does not hold
/// the dossier.
pub(super) fn may_approve_supplement(context: &RequestContext, dossier: &VisibleDossier) -> bool {
    let (actor, state) = (context.actor(), &dossier.view.state);
    matches!(actor.role, Role::Head | Role::Leader) && !state.is_held_by(&actor.id, context.now())
}

impl<'a> Accepted<'a> {
    pub fn of(context: &'a RequestContext, action_context: &'a ActionContext) -> Self {
        Self { context, dossier: &action_context.dossier, form: &action_context.form }
    }

    /// The command and its sealed text; `None` where the action has no form here.
    pub fn command(
        &self,
        action: Action,
        target: Option<&Target>,
    ) -> Option<(Command, Option<String>)> {
        let reason = || self.form.text("reason");
        let mut text = None;
        let command = match action {
            Action::Guide => Command::Guide { missing: self.form.lines("missing") },
            Action::Refuse => Command::Refuse { filing: None, reason: reason() },
            Action::Accept => Command::Accept,
            Action::Decline => Command::Decline { reason: reason() },
            Action::Give => {
                text = self.form.filled("opinion");
                self.give()
            }
            Action::BeginStep => Command::BeginStep { step: self.form.text("step") },
            Action::CompleteStep => Command::CompleteStep,
            Action::ReturnStep => Command::ReturnStep {
                to: self.form.text("to"),
                unit: self.unit_of("to"),
                step: self.form.text("step"),
                reason: reason(),
            },
            Action::Reassign => Command::Reassign {
                to: self.form.text("to"),
                unit: self.unit_of("to"),
                reason: reason(),
            },
            Action::StandIn => Command::StandIn {
                officer: self.form.text("officer"),
                by: self.form.text("by"),
                until: self.form.instant("until")?,
            },
            Action::Consult => {
                text = self.form.filled("question");
                Command::Consult { unit: self.form.text("unit"), due: self.form.instant("due")? }
            }
            Action::AnswerConsultation => {
                text = self.form.filled("answer");
                Command::AnswerConsultation { id: self.form.text("id").parse().ok()? }
            }
            Action::Supply => {
                text = self.form.filled("supplied");
                Command::Supply { items: self.form.lines("came") }
            }
            Action::ApproveResult => {
                text = self.form.filled("opinion");
                let declined = self.form.text("result") == "declined";
                Command::ApproveResult { declined, reason: self.form.filled("reason") }
            }
            Action::Note => {
                text = self.form.filled("note");
                Command::Note
            }
            Action::MoveToUnit => {
                Command::MoveToUnit { unit: self.form.text("unit"), reason: reason() }
            }
            Action::DeclineResult => Command::DeclineResult { reason: reason() },
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
            Action::AskSupplement => Command::AskSupplement {
                items: self.requested_papers(),
                approved_by: self.approver(),
            },
            Action::CloseUnsupplied => Command::CloseUnsupplied,
            Action::Pause => Command::Pause {
                reason: match self.form.text("reason").as_str() {
                    "financial" => PauseReason::Financial,
                    _ => PauseReason::Agency,
                },
                basis: self.form.text("basis"),
            },
            Action::Resume => Command::Resume,
            Action::PostDelivered => Command::PostDelivered,
            Action::PostReturned => {
                let stated = self.form.text("reason");
                let reason = ReturnReason::ALL.into_iter().find(|one| one.code() == stated)?;
                Command::PostReturned { reason }
            }
            Action::Extend => {
                let unit = match self.form.text("unit").as_str() {
                    "working_hours" => Unit::WorkingHours,
                    "calendar_days" => Unit::CalendarDays,
                    _ => Unit::WorkingDays,
                };
                let by = Amount { amount: self.form.number("amount")?, unit };
                Command::Extend { by, basis: self.form.text("basis") }
            }
            Action::ChangeCalendar => Command::ChangeCalendar {
                calendar: self.form.text("calendar"),
                reason: self.form.text("reason"),
            },
            Action::DraftApology => Command::DraftApology {
                reason: self.form.text("reason"),
                unit: self.form.text("unit"),
                new_date: self.form.day("new_date"),
            },
            Action::SignApology => {
                Command::SignApology { reason: None, new_date: None, confirmed: false }
            }
            Action::SendApology => {
                Command::SendApology(Some(match self.form.text("way").as_str() {
                    "in_person" => Sending::InPerson,
                    "post" => Sending::Post { tracking: self.form.text("tracking") },
                    "electronic" => Sending::Electronic,
                    _ => return None,
                }))
            }
            Action::SetChairmanDate => Command::SetChairmanDate {
                date: self.form.day("date")?,
                decision: self.form.text("decision"),
            },
            Action::Finish => {
                Command::Finish { without_letter: self.form.filled("without_letter") }
            }
            _ => return None,
        })
    }

    fn give(&self) -> Command {
        Command::Give {
            to: self.form.text("to"),
            unit: self.unit_of("to"),
            step: self.form.text("step"),
            proposes_decline: self.proposes_decline(),
        }
    }

    /// Whether a decline is proposed, where the dossier is given for approval.
    fn proposes_decline(&self) -> Option<bool> {
        let proposed = self.form.filled("proposal").map(|outcome| outcome == "declined");
        proposed.filter(|_| form::for_approval(self.context, self.dossier))
    }

    /// The papers ticked, then those in the officer's own words.
    pub fn requested_papers(&self) -> Vec<String> {
        let mut items = self.form.lines("papers");
        for item in self.form.lines("items") {
            if !items.contains(&item) {
                items.push(item);
            }
        }
        items
    }

    /// The approver: an officer who may approve and asks a second time, or late, approves by asking.
    fn approver(&self) -> Option<String> {
        let asks = self.dossier.view.state.supplement_needs_approval(self.context.now());
        (asks && may_approve_supplement(self.context, self.dossier))
            .then(|| self.context.actor().id)
    }

    fn unit_of(&self, name: &str) -> String {
        let officer = self.context.rules.officer(&self.form.text(name));
        officer.map(|officer| officer.unit.clone()).unwrap_or_default()
    }

    /// The changes of a correction: the fields whose values differ from those on record.
    pub fn corrected(&self, target: &Target) -> Map<String, Value> {
        let mut set = Map::new();
        if let Some(at) = self.form.instant("set.at")
            && at.floor_minute() != target.at.floor_minute()
        {
            set.insert("at".into(), json!(at.0));
        }
        for (name, field) in target.correctable() {
            // A field that is left empty changes nothing.
            if self.form.is_empty(field.name) {
                continue;
            }
            let value = match field.kind {
                Kind::Lines => json!(self.form.lines(field.name)),
                Kind::Day => json!(self.form.day(field.name)),
                _ => json!(self.form.text(field.name)),
            };
            if target.fields.get(name) != Some(&value) {
                set.insert(name.into(), value);
            }
        }
        set
    }
}
