//! The tills of offices: the officer who answers for the cash, the close of the day, deposits,
//! differences by two officers, hand-overs. Knows no page.

use affairs::cashbook::Account;
use affairs::till::{self, Command, Context, Refusal, Till};
use affairs::{Aggregate as _, Sealed};
use calendar::Instant;
use dossier::{Actor, Role};
use rules::Rules;

use crate::affairs::{self as streams, Entry};
use crate::application::Application;
use crate::command_key::CommandKey;
use crate::core::Core;
use crate::error::Failure;
use crate::policy::{MoneyPart, NoPermit, SecondFactor, Who, permit_money};
use crate::{cashbook, project};

impl From<Refusal> for Failure {
    fn from(why: Refusal) -> Self {
        Self::TillRefused(why)
    }
}

/// The kind of a difference of a till among what waits for an officer.
pub(crate) const DIFFERENCE: &str = "difference";

const fn part(command: &Command) -> MoneyPart {
    match command {
        Command::ApproveDifference => MoneyPart::Approve,
        Command::SendDifferenceBack { .. } => MoneyPart::SendBack,
        _ => MoneyPart::Record,
    }
}

/// Whether an officer acts on the till of an office: one of the office, the head of its superior unit, a
/// leader.
pub(crate) fn answers_for(rules: &Rules, actor: &Actor, office: &str) -> bool {
    let unit = rules.agency.as_ref().and_then(|agency| agency.unit(office));
    let superior = unit.and_then(|unit| unit.parent.as_deref());
    actor.role == Role::Leader
        || actor.unit == office
        || (actor.role == Role::Head && superior == Some(actor.unit.as_str()))
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

    /// Carries an act on the till of an office out.
    ///
    /// # Errors
    /// [`Failure::NoPermit`]; [`Failure::TillRefused`] with the reason; [`Failure::AlreadyDone`] and
    /// [`Failure::KeyConflict`] by the key; or the store failed.
    pub fn act_on_till(
        &self,
        by: (&Who, SecondFactor),
        office: &str,
        (command, salt): (Command, String),
        (key, at): (CommandKey, Instant),
    ) -> Result<(), Failure> {
        let actor = permit_money(by, part(&command))?.actor;
        if !answers_for(&self.rules(), &actor, office) {
            return Err(NoPermit::NotPermitted.into());
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
    let (stream, at) = (streams::stream_of::<Till>(&id), entry.at);
    let till: Till = streams::carry_out(core, &id, context, command, entry)?;
    let since = till.difference.as_ref().map(|_| at.0);
    core.writer.put_money_waiting((DIFFERENCE, &stream), since)?;
    cashbook::put_down(core, &stream)
}
