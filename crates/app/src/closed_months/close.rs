//! A month closed, or one that was closed without a signature signed.

use affairs::closed_month::{ClosedMonth, Command, Refusal, Tables};
use calendar::{Day, Instant};
use credentials::once::digest;
use dossier::{Actor, Role};
use indicators::definitions;
use indicators::month_tables::days_of;

use super::{broken, context, count, id};
use crate::affairs::{self as streams, Entry};
use crate::application::Application;
use crate::audit::{self, AuditKind};
use crate::command_key::CommandKey;
use crate::core::Core;
use crate::error::Failure;
use crate::figures::Figures;
use crate::policy::{AgencyAction, AgencyPermit, NoPermit};

impl Application {
    /// Freezes the tables of the month that a permit is for, and waits until that is durable. An
    /// officer signs them too: `seen` is the digest of the tables that were read.
    ///
    /// # Errors
    /// [`Failure::MonthRefused`] with the reason; [`Failure::AlreadyDone`] and [`Failure::KeyConflict`]
    /// by the key; the permit is for another act, or the store failed.
    pub fn close_month(
        &self,
        permit: &AgencyPermit,
        seen: Option<&str>,
        key: Option<CommandKey>,
        at: Instant,
    ) -> Result<ClosedMonth, Failure> {
        let (permit, seen) = (of_month(permit)?, seen.map(str::to_owned));
        // After what others submitted before, so that it is counted.
        self.write_alone(move |core| close(core, &permit, seen, key, at))
    }

    /// Signs the tables of a month that was closed without a signature, and waits until that is
    /// durable.
    ///
    /// # Errors
    /// As [`Self::close_month`].
    pub fn sign_month(
        &self,
        permit: &AgencyPermit,
        seen: &str,
        key: Option<CommandKey>,
        at: Instant,
    ) -> Result<ClosedMonth, Failure> {
        let (permit, seen) = (of_month(permit)?, seen.to_owned());
        self.write_alone(move |core| {
            let figures = Figures::committed(core)?;
            let days = days_of(&permit.about).ok_or(Refusal::NotClosed)?;
            let command = Command::Sign { seen };
            carry_out(core, &permit, (&figures, days), command, (key, at))
        })
    }
}

fn of_month(permit: &AgencyPermit) -> Result<AgencyPermit, Failure> {
    match permit.action {
        AgencyAction::CloseMonth => Ok(permit.clone()),
        _ => Err(NoPermit::NotPermitted.into()),
    }
}

fn close(
    core: &mut Core,
    permit: &AgencyPermit,
    seen: Option<String>,
    key: Option<CommandKey>,
    at: Instant,
) -> Result<ClosedMonth, Failure> {
    let figures = Figures::committed(core)?;
    let days = days_of(&permit.about).ok_or(Refusal::BeforeRecord)?;
    // Whatever is logged from now on is logged later than this.
    let as_of = core.log_at(at).plus_millis(-1);
    let (_, tables) =
        count(&figures.facts, days, as_of).map_err(|error| broken(&permit.about, error))?;
    let tables = Tables {
        as_of,
        definitions: definitions::VERSION.to_owned(),
        digest: digest(&tables),
        tables,
    };
    let command = match seen {
        Some(seen) => Command::CloseSigned { tables, seen },
        None => Command::Close(tables),
    };
    carry_out(core, permit, (&figures, days), command, (key, at))
}

fn carry_out(
    core: &mut Core,
    permit: &AgencyPermit,
    (figures, days): (&Figures, (Day, Day)),
    command: Command,
    (key, at): (Option<CommandKey>, Instant),
) -> Result<ClosedMonth, Failure> {
    let id = id(&figures.register, &permit.about);
    let role = if permit.actor == audit::OWNER { Role::System } else { Role::Leader };
    let entry = Entry { actor: Actor::new(&permit.actor, role, ""), at, key, sealed: None };
    let closed = streams::carry_out(core, &id, context(figures, days, at), command, entry)?;
    let objects = vec![streams::stream_of::<ClosedMonth>(&id)];
    audit::write(core, (&permit.actor, at), AuditKind::CloseMonth, objects, &permit.about)?;
    Ok(closed)
}
