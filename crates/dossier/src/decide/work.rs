//! Decisions about hand-overs, steps, stand-ins and consultations.

use super::{Decided, Decision, check_text};
use crate::actions::Role;
use crate::command::Command;
use crate::event::Event;
use crate::refusal::Reason;
use crate::terms::Decider;

impl Decision<'_> {
    pub(super) fn work(&self, command: &Command) -> Decided {
        match command {
            Command::Give { to, unit, step, proposes_decline } => {
                let from = self.offer(to, step)?;
                let (to, step, unit) = (to.clone(), step.clone(), unit.clone());
                let accept_within = self.context.accept_within;
                let proposes_decline = *proposes_decline;
                self.single(Event::Given { from, to, step, unit, accept_within, proposes_decline })
            }
            Command::ReturnStep { to, unit, step, reason } => {
                check_text("reason", reason)?;
                let from = self.offer(to, step)?;
                let (to, step, unit) = (to.clone(), step.clone(), unit.clone());
                let (reason, accept_within) = (reason.clone(), self.context.accept_within);
                self.single(Event::Returned { from, to, step, unit, reason, accept_within })
            }
            Command::Accept => self.single(Event::Accepted { by: self.actor.id.clone() }),
            Command::Decline { reason } => {
                check_text("reason", reason)?;
                let by = self.actor.id.clone();
                self.single(Event::Declined { by, reason: reason.clone() })
            }
            Command::Lapse => {
                let lapse = self.state.offer_lapses(self.context.at);
                let (at, offer) =
                    lapse.zip(self.state.offer.as_ref()).ok_or(Reason::NotPossible)?;
                let (to, step) = (offer.to.clone(), offer.step.clone());
                Ok(vec![(at, Event::Lapsed { to, step })])
            }
            Command::BeginStep { step } => {
                self.known_step(step)?;
                self.may_begin(step)?;
                self.single(Event::StepStarted { step: step.clone() })
            }
            Command::CompleteStep => {
                let hold = self.state.hold().ok_or(Reason::NotPossible)?;
                self.single(Event::StepCompleted { step: hold.step.clone() })
            }
            Command::Reassign { to, unit, reason } => {
                check_text("reason", reason)?;
                check_text("to", to)?;
                if self.state.hold().is_some_and(|hold| hold.officer == *to) {
                    return Err(Reason::SameOfficer);
                }
                let (to, unit, reason) = (to.clone(), unit.clone(), reason.clone());
                self.single(Event::Reassigned { to, unit, reason })
            }
            Command::StandIn { officer, by, until } => {
                let (officer, by) = (officer.clone(), by.clone());
                self.single(Event::StandIn { officer, by, until: *until })
            }
            Command::EndStandIn { officer } => self.end_stand_in(officer),
            Command::Consult { unit, due } => {
                check_text("unit", unit)?;
                let id = self.state.consultations.len() as u32 + 1;
                self.single(Event::Consulted { id, unit: unit.clone(), due: *due })
            }
            Command::AnswerConsultation { id } => {
                let own =
                    self.state.consultations.iter().find(|consultation| consultation.id == *id);
                match own {
                    Some(own) if own.answered.is_none() && own.unit == self.actor.unit => {
                        self.single(Event::ConsultationAnswered { id: *id })
                    }
                    _ => Err(Reason::NoConsultation),
                }
            }
            _ => Err(Reason::NotPossible),
        }
    }

    /// Checks an offer; returns the id of the holder who makes it.
    fn offer(&self, to: &str, step: &str) -> Result<String, Reason> {
        check_text("to", to)?;
        self.known_step(step)?;
        let hold = self.state.hold().ok_or(Reason::NotPossible)?;
        if hold.officer == to {
            return Err(Reason::SameOfficer);
        }
        Ok(hold.officer.clone())
    }

    fn known_step(&self, step: &str) -> Result<(), Reason> {
        let steps = self.state.terms.iter().flat_map(|terms| &terms.steps);
        let exists = step == "desk" || steps.into_iter().any(|listed| listed.id == step);
        if exists { Ok(()) } else { Err(Reason::UnknownStep(step.to_owned())) }
    }

    /// Refuses a step of another unit than the one that has the dossier, or of another post than
    /// the actor's: the step's time would count for others.
    fn may_begin(&self, step: &str) -> Result<(), Reason> {
        let hold = self.state.hold().ok_or(Reason::NotPossible)?;
        let unit = match step {
            "desk" => self.state.receiving_desk().map(str::to_owned),
            step => self.state.step_unit(step),
        };
        let mut steps = self.state.terms.iter().flat_map(|terms| &terms.steps);
        let decides = steps.find(|listed| listed.id == step).and_then(|listed| listed.decides);
        let decides_here = match decides {
            None => true,
            Some(Decider::Head) => matches!(self.actor.role, Role::Head | Role::Leader),
            Some(Decider::Leader) => self.actor.role == Role::Leader,
        };
        if decides_here && unit.is_none_or(|unit| unit == hold.unit) {
            return Ok(());
        }
        Err(Reason::StepOfAnother(step.to_owned()))
    }

    fn end_stand_in(&self, officer: &str) -> Decided {
        if self.state.acting(officer, self.context.at) == officer {
            return Err(Reason::NotPossible);
        }
        self.single(Event::StandInEnded { officer: officer.to_owned() })
    }
}
