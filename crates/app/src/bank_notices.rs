//! Money that the bank notifies: received for the dossier that the text names where the dossier owes just
//! that, put aside otherwise. A notice that comes twice counts once. Knows no signature and no page.

use affairs::bank_notice::{self, AsideReason, BankNotice, Command, Refusal};
use affairs::payment::{Payments, Way, codes_in};
use affairs::{Aggregate as _, Sealed};
use calendar::Instant;
use credentials::once;
use dossier::Actor;

use crate::affairs::{self as streams, Entry};
use crate::application::Application;
use crate::command_key::CommandKey;
use crate::core::Core;
use crate::error::Failure;
use crate::personal_data::{Purpose, Shown};
use crate::policy::{MoneyPart, Right, SecondFactor, Who, permit_money, permit_search};
use crate::{cashbook, payments, project};

/// Money on the account, as the bank notifies it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BankCall {
    /// The bank's own id of the transfer.
    pub bank_id: String,
    /// The number of the account.
    pub account: String,
    pub amount_vnd: u64,
    /// The text of the payer; it may name a person.
    pub text: String,
    pub transferred_at: Instant,
    /// 128 random bits, hex.
    pub salt: String,
}

/// The kind of a transfer among what waits for an officer.
pub(crate) const TRANSFER: &str = "transfer";

/// What became of a notice of the bank.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BankOutcome {
    /// It was received for its dossier.
    Matched,
    /// It was put aside.
    PutAside(AsideReason),
    /// The same notice came before.
    Known,
}

/// A transfer that was put aside, as an officer opens it.
#[derive(Debug)]
pub struct OpenTransfer {
    pub notice: BankNotice,
    /// The text of the payer, and the reason of a proposal to pay it back; empty where none waits.
    pub texts: Shown<(String, String)>,
}

const fn part(command: &Command) -> MoneyPart {
    match command {
        Command::ApproveReturn { .. } => MoneyPart::Approve,
        Command::SendReturnBack { .. } => MoneyPart::SendBack,
        _ => MoneyPart::Record,
    }
}

fn text(command: &Command) -> Option<String> {
    match command {
        Command::ProposeReturn { reason } | Command::SendReturnBack { reason } => {
            Some(reason.clone())
        }
        _ => None,
    }
}

impl From<Refusal> for Failure {
    fn from(why: Refusal) -> Self {
        Self::AsideRefused(why)
    }
}

impl Application {
    /// Takes a notice of the bank; durable before this returns.
    ///
    /// # Errors
    /// [`Failure::KeyConflict`] where the same id came with another amount or instant; or the store
    /// failed: the bank notifies again then.
    pub fn take_bank_call(&self, call: BankCall, at: Instant) -> Result<BankOutcome, Failure> {
        self.write(move |core| take(core, &call, at))
    }

    /// The transfers that wait for an officer, each with its name in addresses; the longest first.
    ///
    /// # Errors
    /// The store failed, or the record does not read.
    pub fn transfers_waiting(&self, limit: usize) -> Result<Vec<(String, BankNotice)>, Failure> {
        self.read(|reader| {
            let one = |stream: String| {
                let notice = streams::load(&reader.stream(&stream)?)?;
                Ok((streams::name_of(&stream).to_owned(), notice))
            };
            reader.money_waiting(TRANSFER, limit)?.into_iter().map(one).collect()
        })
    }

    /// A transfer that was put aside, for an officer; what it shows of the payer is on record.
    ///
    /// # Errors
    /// The store failed, or the record does not read.
    pub fn open_transfer(
        &self,
        who: &Who,
        name: &str,
        at: Instant,
    ) -> Result<Option<OpenTransfer>, Failure> {
        let Ok(permit) = permit_search(who, Right::Cashbook) else { return Ok(None) };
        let stream = format!("{}/{}/{name}", BankNotice::KIND, self.agency_code());
        let rows = self.read(|reader| Ok(reader.stream(&stream)?))?;
        let notice: BankNotice = streams::load(&rows)?;
        if notice.why.is_none() {
            return Ok(None);
        }
        let texts = streams::with_texts::<bank_notice::Event>(&rows)?;
        let text = |at: usize| texts.get(at).map(|(_, text)| text.clone()).unwrap_or_default();
        let reason = match &notice.standing {
            bank_notice::Standing::ReturnProposed { text_at, .. } => text(*text_at),
            _ => String::new(),
        };
        let texts = (text(0), reason);
        let texts = self.show(&permit, vec![stream], (Purpose::Transfers, at), texts);
        Ok(Some(OpenTransfer { notice, texts }))
    }

    /// Carries an act on a transfer that was put aside out.
    ///
    /// # Errors
    /// [`Failure::NoPermit`]; [`Failure::AsideRefused`], or [`Failure::NotPaid`] of the dossier named;
    /// [`Failure::AlreadyDone`] and [`Failure::KeyConflict`] by the key; or the store failed.
    pub fn act_on_transfer(
        &self,
        by: (&Who, SecondFactor),
        name: &str,
        (command, salt): (Command, String),
        (key, at): (CommandKey, Instant),
    ) -> Result<(), Failure> {
        let actor = permit_money(by, part(&command))?.actor;
        let sealed = text(&command).map(|text| Sealed { salt, text: Some(text) });
        let entry = Entry { actor, at, key: Some(key), sealed };
        let id = format!("{}/{name}", self.agency_code());
        self.write(move |core| act_on(core, &id, command, entry))
    }
}

/// The stream of a notice of the bank; the id of a bank may hold any character.
fn stream_of(agency: &str, bank_id: &str) -> String {
    let name = once::digest(bank_id);
    format!("{}/{agency}/{}", BankNotice::KIND, name.get(..32).unwrap_or(&name))
}

/// The streams of the notices of the bank whose money was received for a dossier.
///
/// # Errors
/// The store failed, or the record does not read.
pub(crate) fn streams_of(core: &Core, dossier: &str) -> Result<Vec<String>, Failure> {
    let of_money = streams::stream_of::<Payments>(streams::id_of(dossier));
    let payments: Payments = streams::load(&core.writer.stream(&of_money)?)?;
    let ids = payments.movements.iter().filter_map(|paid| paid.bank_id.as_deref());
    Ok(ids.map(|id| stream_of(project::register_of(dossier), id)).collect())
}

fn take(core: &mut Core, call: &BankCall, at: Instant) -> Result<BankOutcome, Failure> {
    let rules = core.rules();
    let stream = stream_of(project::agency_of(&rules), &call.bank_id);
    let known: BankNotice = streams::load(&core.writer.stream(&stream)?)?;
    if !known.bank_id.is_empty() {
        let same =
            (known.amount_vnd, known.transferred_at) == (call.amount_vnd, call.transferred_at);
        return if same { Ok(BankOutcome::Known) } else { Err(Failure::KeyConflict) };
    }
    let sealed = Sealed { salt: call.salt.clone(), text: Some(call.text.clone()) };
    let entry = |sealed| Entry { actor: Actor::system(), at, key: None, sealed };
    let (bank_id, amount_vnd) = (call.bank_id.clone(), call.amount_vnd);
    let transferred_at = call.transferred_at;
    let (command, outcome) = match destination(core, call, at)? {
        Ok(dossier) => {
            let money = (amount_vnd, Way::Transfer, call.bank_id.as_str());
            payments::receive_transfer(core, &dossier, money, entry(None))?;
            (Command::Match { dossier, bank_id, amount_vnd, transferred_at }, BankOutcome::Matched)
        }
        Err(why) => {
            core.writer.put_money_waiting((TRANSFER, &stream), Some(at.0))?;
            let command = Command::PutAside { why, bank_id, amount_vnd, transferred_at };
            (command, BankOutcome::PutAside(why))
        }
    };
    let _: BankNotice =
        streams::carry_out(core, streams::id_of(&stream), (), command, entry(Some(sealed)))?;
    cashbook::put_down(core, &stream)?;
    Ok(outcome)
}

/// The dossier for which money came, or why it is put aside.
fn destination(
    core: &mut Core,
    call: &BankCall,
    at: Instant,
) -> Result<Result<String, AsideReason>, Failure> {
    let rules = core.rules();
    let Some(agency) = &rules.agency else { return Ok(Err(AsideReason::NoDossier)) };
    let own_account = |bank: &rules::BankAccount| bank.account == call.account;
    if agency.bank.as_ref().is_some_and(|bank| !own_account(bank)) {
        return Ok(Err(AsideReason::OtherAccount));
    }
    let identifier = agency.identifier.clone().unwrap_or_default();
    let mut found = Vec::new();
    for code in codes_in(&call.text, &identifier) {
        let rows = core.reader.by_code(&code)?.into_iter();
        found.extend(rows.filter(|row| row.register == agency.code).map(|row| row.stream));
    }
    found.dedup();
    let [stream] = found.as_slice() else { return Ok(Err(AsideReason::NoDossier)) };
    payments::charge_by_rules(core, stream, at)?;
    let obstacle = payments::obstacle_to_transfer(core, stream, call.amount_vnd)?;
    Ok(obstacle.map_or(Ok(stream.clone()), Err))
}

fn act_on(core: &mut Core, id: &str, command: Command, entry: Entry) -> Result<(), Failure> {
    let stream = streams::stream_of::<BankNotice>(id);
    let to = match &command {
        Command::Assign { dossier } => Some(dossier.clone()),
        _ => None,
    };
    let by = Entry { key: None, sealed: None, ..entry.clone() };
    let notice: BankNotice = streams::carry_out(core, id, (), command, entry)?;
    cashbook::put_down(core, &stream)?;
    if let Some(dossier) = to {
        let money = (notice.amount_vnd, Way::Aside, notice.bank_id.as_str());
        payments::receive_transfer(core, &dossier, money, by)?;
    }
    if !notice.waits() {
        core.writer.put_money_waiting((TRANSFER, &stream), None)?;
    }
    Ok(())
}
