//! The tills of offices: the officer who answers for the cash, the close of the day, deposits,
//! differences by two officers, hand-overs. Knows no page.

use affairs::cashbook::Account;
use affairs::till::{self, Command, Context, Refusal, Till};
use affairs::{Aggregate as _, Sealed};
use calendar::Instant;
use dossier::Role;

use crate::affairs::{self as streams, Entry};
use crate::application::Application;
use crate::command_key::CommandKey;
use crate::core::Core;
use crate::error::Failure;
use crate::policy::{NoPermit, Right, SecondFactor, Who, permit_affair};
use crate::{cashbook, project};

impl From<Refusal> for Failure {
    fn from(why: Refusal) -> Self {
        Self::TillRefused(why)
    }
}

/// The right that a command needs.
const fn right(command: &Command) -> Right {
    match command {
        Command::ApproveDifference | Command::SendDifferenceBack { .. } => Right::ApproveMoney,
        _ => Right::Money,
    }
}

fn text(command: &Command) -> Option<String> {
    match command {
        Command::ProposeDifference { reason, .. } | Command::SendDifferenceBack { reason } => {
            Some(reason.clone())
        }
        _ => None,
    }
}

impl Application {
    /// The till of an office, with the reason of a difference that waits.
    ///
    /// # Errors
    /// The store failed, or the record does not read.
    pub fn till(&self, office: &str) -> Result<(Till, String), Failure> {
        let stream = format!("{}/{}/{office}", Till::KIND, self.agency_code());
        let rows = self.read(|reader| Ok(reader.stream(&stream)?))?;
        let till: Till = streams::load(&rows)?;
        let reason = match &till.difference {
            Some(difference) => {
                let texts = streams::with_texts::<till::Event>(&rows)?;
                texts.into_iter().nth(difference.text_at).map(|(_, text)| text)
            }
            None => None,
        };
        Ok((till, reason.unwrap_or_default()))
    }

    /// Carries an act on the till of an office out. A head acts on the till of the own unit, a leader on
    /// any.
    ///
    /// # Errors
    /// [`Failure::NoPermit`]; [`Failure::TillRefused`] with the reason; [`Failure::AlreadyDone`] and
    /// [`Failure::KeyConflict`] by the key; or the store failed.
    pub fn act_on_till(
        &self,
        who: &Who,
        office: &str,
        (command, salt): (Command, String),
        second_factor: SecondFactor,
        (key, at): (CommandKey, Instant),
    ) -> Result<(), Failure> {
        let actor = permit_affair(who, right(&command))?.actor;
        if actor.role != Role::Leader && actor.unit != office {
            return Err(NoPermit::NotPermitted.into());
        }
        if matches!(command, Command::ApproveDifference) && !second_factor.is_shown() {
            return Err(NoPermit::SecondFactor.into());
        }
        let sealed = text(&command).map(|text| Sealed { salt, text: Some(text) });
        let entry = Entry { actor, at, key: Some(key), sealed };
        let office = office.to_owned();
        self.write(move |core| carry_out(core, &office, command, entry))
    }
}

fn carry_out(core: &mut Core, office: &str, command: Command, entry: Entry) -> Result<(), Failure> {
    let rules = core.rules();
    let today = rules.deadline_calendar().zone.day(entry.at);
    let other_serves = match &command {
        Command::Offer { to, .. } => {
            let officer = rules.officer(to);
            officer.is_some_and(|officer| officer.unit == office && officer.valid(today))
        }
        _ => false,
    };
    let cash_vnd = cashbook::balance(core, &Account::Cash(office.to_owned()))?;
    let context = Context { office, cash_vnd, other_serves };
    let id = format!("{}/{office}", project::agency_of(&rules));
    let _: Till = streams::carry_out(core, &id, context, command, entry)?;
    cashbook::put_down(core, &streams::stream_of::<Till>(&id))
}
