//! Initiatives of units: proposed, their steps marked. Knows no page.

use affairs::initiative::{Command, Context, Initiative, Proposal, Refusal};
use calendar::Instant;

use crate::affairs::{self as streams, Entry};
use crate::application::Application;
use crate::command_key::CommandKey;
use crate::core::Core;
use crate::error::Failure;
use crate::inquiry::Inquiry;
use crate::policy::{AffairPermit, Right, Who, permit_affair};

impl From<Refusal> for Failure {
    fn from(why: Refusal) -> Self {
        Self::NotInitiated(why)
    }
}

impl Inquiry<'_> {
    /// The initiatives of a register, by id.
    ///
    /// # Errors
    /// The store failed.
    pub fn initiatives(&self, register: &str) -> Result<Vec<(String, Initiative)>, Failure> {
        streams::all(*self, register)
    }
}

impl Application {
    /// Proposes an initiative, and waits until it is durable.
    ///
    /// # Errors
    /// [`Failure::NoPermit`]; [`Failure::NotInitiated`] with the reason; [`Failure::AlreadyDone`] and
    /// [`Failure::KeyConflict`] by the key; the store failed, or the record does not fold.
    pub fn propose_initiative(
        &self,
        who: &Who,
        id: &str,
        proposal: Proposal,
        key: CommandKey,
        at: Instant,
    ) -> Result<(), Failure> {
        let permit = permit_affair(who, Right::Lead)?;
        let (id, command) = (id.to_owned(), Command::Propose(Box::new(proposal)));
        self.write(move |core| carry_out(core, permit, (&id, command), (key, at)))
    }

    /// Marks a step of an initiative as done; the first one is 1. Waits until it is durable.
    ///
    /// # Errors
    /// As [`Application::propose_initiative`].
    pub fn do_initiative_step(
        &self,
        who: &Who,
        id: &str,
        step: u32,
        key: CommandKey,
        at: Instant,
    ) -> Result<(), Failure> {
        let permit = permit_affair(who, Right::Campaigns)?;
        let id = id.to_owned();
        self.write(move |core| carry_out(core, permit, (&id, Command::DoStep(step)), (key, at)))
    }
}

fn carry_out(
    core: &mut Core,
    permit: AffairPermit,
    (id, command): (&str, Command),
    (key, at): (CommandKey, Instant),
) -> Result<(), Failure> {
    let rules = core.rules();
    let register = rules.agency.as_ref().map_or("own", |agency| agency.code.as_str());
    let context = Context {
        unit_of: &|id| rules.officer(id).map(|officer| officer.unit.clone()),
        procedure: &|code| rules.procedures.iter().any(|procedure| procedure.code == code),
        field: &|name| rules.procedures.iter().any(|procedure| procedure.field == name),
    };
    let entry = Entry { actor: permit.actor, at, key: Some(key), sealed: None };
    streams::carry_out::<Initiative>(core, &format!("{register}/{id}"), context, command, entry)?;
    Ok(())
}
