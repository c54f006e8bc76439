//! The money of a dossier: what it is charged by the rules of its day, receipts with their payment
//! slips, refunds by two officers. Knows no page and no bank.

use affairs::bank_notice::AsideReason;
use affairs::cashbook::Account;
use affairs::payment::{Charge, ChargeLine, Command, Context, Payments, Receipt, Refusal, Way};
use affairs::{Sealed, payment};
use calendar::Instant;
use dossier::{Actor, Phase, State};
use rules::fee::{Assessment, FeeQuery, Quantities, assess};
use rules::{NumberedPaper, Rules};

use crate::affairs::{self as streams, Entry};
use crate::application::Application;
use crate::command_key::CommandKey;
use crate::core::Core;
use crate::dossier_queries::VisibleDossier;
use crate::error::Failure;
use crate::inquiry::{DossierView, Inquiry};
use crate::policy::{MoneyPart, SecondFactor, Who, permit_money};
use crate::{cashbook, paper_numbers, project};

/// The kind of a refund among what waits for an officer.
pub(crate) const REFUND: &str = "refund";

/// What an officer does with the money of a dossier.
#[derive(Clone, Debug)]
pub enum MoneyAct {
    /// Computes the fees: the quantities that fees count, and the reliefs that are claimed.
    Charge { quantities: Quantities, claims: Vec<String> },
    /// Receives money.
    Receive { amount_vnd: u64, way: Way },
    /// Proposes to pay money back.
    ProposeRefund { amount_vnd: u64, way: Way, reason: String },
    /// Does not approve the proposed refund.
    SendRefundBack { reason: String },
    /// Approves the proposed refund and pays it back.
    ApproveRefund,
}

impl MoneyAct {
    const fn part(&self) -> MoneyPart {
        match self {
            Self::ApproveRefund => MoneyPart::Approve,
            Self::SendRefundBack { .. } => MoneyPart::SendBack,
            _ => MoneyPart::Record,
        }
    }

    fn text(&self) -> Option<String> {
        match self {
            Self::ProposeRefund { reason, .. } | Self::SendRefundBack { reason } => {
                Some(reason.clone())
            }
            _ => None,
        }
    }
}

impl From<Refusal> for Failure {
    fn from(why: Refusal) -> Self {
        Self::NotPaid(why)
    }
}

/// The charge of an assessment: the fees whose amounts are entered, less their reliefs.
#[must_use]
pub fn charge_of(assessment: &Assessment<'_>) -> Charge {
    let line = |line: &rules::fee::Line<'_>| {
        Some(ChargeLine {
            kind: line.fee.kind.code().to_owned(),
            name: line.fee.name.clone(),
            amount_vnd: u64::try_from(line.amount_vnd?).ok()?,
            basis: line.fee.basis.clone(),
        })
    };
    let lines: Vec<ChargeLine> = assessment.lines.iter().filter_map(line).collect();
    let sum = lines.iter().fold(0_u64, |sum, line| sum.saturating_add(line.amount_vnd));
    let left = u64::try_from(assessment.chargeable_vnd()).unwrap_or_default();
    Charge { lines, relief_vnd: sum.saturating_sub(left) }
}

/// Whether an assessment lacks an amount that a resolution sets and no relief takes off whole.
fn fee_not_entered(assessment: &Assessment<'_>) -> bool {
    assessment.total_vnd.is_none() && assessment.lines.iter().any(|line| line.amount_vnd.is_none())
}

impl Application {
    /// The money of a dossier as its reader sees it: where no fee was computed yet, with the charge that its
    /// rules give without counting, which is put on record with the first receipt.
    ///
    /// # Errors
    /// The store failed, or the record does not read.
    pub fn money_of(&self, view: &DossierView) -> Result<Payments, Failure> {
        self.ask(|inquiry| inquiry.money_of(view))
    }

    /// The money of a dossier on record.
    ///
    /// # Errors
    /// The store failed, or the record does not read.
    pub fn payments(&self, dossier: &str) -> Result<Payments, Failure> {
        self.ask(|inquiry| inquiry.payments(dossier))
    }

    /// The reason of the refund that waits; empty where none waits. It may name a person: the caller has
    /// the permit to read the dossier's personal data.
    ///
    /// # Errors
    /// The store failed, or the record does not read.
    pub fn refund_reason(&self, dossier: &str) -> Result<String, Failure> {
        let stream = streams::stream_of::<Payments>(streams::id_of(dossier));
        let rows = self.read(|reader| Ok(reader.stream(&stream)?))?;
        let payments: Payments = streams::load(&rows)?;
        let texts = streams::with_texts::<payment::Event>(&rows)?;
        let text = payments.proposal.and_then(|one| texts.into_iter().nth(one.text_at));
        Ok(text.map(|(_, text)| text).unwrap_or_default())
    }

    /// Carries an act on the money of a dossier out.
    ///
    /// # Errors
    /// [`Failure::NoPermit`]; [`Failure::NotPaid`] with the reason; [`Failure::AlreadyDone`] and
    /// [`Failure::KeyConflict`] by the key; or the store failed.
    pub fn act_on_money(
        &self,
        by: (&Who, SecondFactor),
        dossier: &VisibleDossier,
        (act, salt): (MoneyAct, String),
        (key, at): (CommandKey, Instant),
    ) -> Result<(), Failure> {
        let actor = permit_money(by, act.part())?.actor;
        let sealed = act.text().map(|text| Sealed { salt, text: Some(text) });
        let entry = Entry { actor, at, key: Some(key), sealed };
        let stream = dossier.stream.clone();
        self.write(move |core| carry_out(core, &stream, act, entry))
    }
}

/// The fees of a dossier by the rules of the day of its reception.
///
/// # Errors
/// [`Refusal::NotAssessed`] where the rules have no such procedure, or a relief or a number does not fit.
fn assessed<'a>(
    rules: &'a Rules,
    state: &State,
    (quantities, claims): (Quantities, &[String]),
) -> Result<Assessment<'a>, Refusal> {
    let received = state.received.ok_or(Refusal::NotBeforeHandOver)?;
    let (on, filing) = (rules.deadline_calendar().zone.day(received), &state.filing);
    let rule = rules.procedure_on(&filing.procedure, on).ok_or(Refusal::NotAssessed)?;
    let circumstances = rules.circumstances(filing.case.as_deref(), &filing.channel, &filing.ward);
    let claims: Vec<&str> = claims.iter().map(String::as_str).collect();
    let query = FeeQuery { circumstances, quantities, claims: &claims, on };
    assess(rule, &query).map_err(|_| Refusal::NotAssessed)
}

/// Whether money of a dossier can be received: it is received, and its result is not handed over.
const fn before_hand_over(state: &State) -> bool {
    matches!(state.phase, Phase::Open | Phase::Ready)
}

/// What a dossier whose fees were not computed is charged by its rules, where nothing has to be counted
/// for them; `None` where the rules do not say, and after the hand-over.
fn plain_charge(rules: &Rules, state: &State) -> Option<Charge> {
    let on = rules.deadline_calendar().zone.day(state.received?);
    let rule = rules.procedure_on(&state.filing.procedure, on)?;
    if !rule.counted().is_empty() || !before_hand_over(state) {
        return None;
    }
    let assessed = assessed(rules, state, (Quantities::default(), &[])).ok()?;
    assessed.total_vnd.map(|_| charge_of(&assessed))
}

impl Inquiry<'_> {
    /// Like [`Application::money_of`].
    ///
    /// # Errors
    /// The store failed, or the record does not read.
    pub fn money_of(&self, view: &DossierView) -> Result<Payments, Failure> {
        let mut payments = self.payments(&view.stream)?;
        let own = self.own_register().is_some_and(|own| own == view.register);
        if payments.is_blank() && own {
            payments.charge = plain_charge(self.rules, &view.state);
        }
        Ok(payments)
    }

    /// Like [`Application::payments`].
    ///
    /// # Errors
    /// The store failed, or the record does not read.
    pub fn payments(&self, dossier: &str) -> Result<Payments, Failure> {
        let stream = streams::stream_of::<Payments>(streams::id_of(dossier));
        streams::load(&self.reader.stream(&stream)?)
    }
}

/// The place where a movement of a dossier's money is numbered.
fn receipt(
    core: &mut Core,
    stream: &str,
    (office, series): (&str, NumberedPaper),
    (rules, at): (&Rules, Instant),
) -> Result<Receipt, Failure> {
    let register = project::register_of(stream).to_owned();
    let filing = core.load(stream, rules)?.state.filing.clone();
    let (number, year) = paper_numbers::next_of(core, (&register, office, series), at, rules)?;
    let own = || match filing.agency.is_empty() {
        true => project::agency_of(rules).to_owned(),
        false => filing.agency,
    };
    let agency = filing.competent.unwrap_or_else(own);
    Ok(Receipt { office: office.to_owned(), agency, procedure: filing.procedure, number, year })
}

/// The office of an act: the officer's unit, or for the program the desk of the dossier.
fn office_of(
    core: &mut Core,
    stream: &str,
    actor: &Actor,
    rules: &Rules,
) -> Result<String, Failure> {
    if !actor.unit.is_empty() {
        return Ok(actor.unit.clone());
    }
    Ok(project::desk(&core.load(stream, rules)?.state, rules).to_owned())
}

fn carry_out(core: &mut Core, stream: &str, act: MoneyAct, entry: Entry) -> Result<(), Failure> {
    let (rules, at) = (core.rules(), entry.at);
    let mut context = context_of(core, stream, &rules)?;
    // Cash is paid back from the till of the desk, in whichever unit the officers serve.
    let desk = project::desk(&core.load(stream, &rules)?.state, &rules).to_owned();
    let command = match act {
        MoneyAct::Charge { quantities, claims } => {
            let state = &core.load(stream, &rules)?.state;
            let assessed = assessed(&rules, state, (quantities, &claims))?;
            context.fee_not_entered = fee_not_entered(&assessed);
            Command::Charge(charge_of(&assessed))
        }
        MoneyAct::Receive { amount_vnd, way } => {
            charge_by_rules(core, stream, at)?;
            let office = office_of(core, stream, &entry.actor, &rules)?;
            let receipt =
                receipt(core, stream, (&office, NumberedPaper::PaymentSlip), (&rules, at))?;
            Command::Receive { amount_vnd, way, bank_id: None, receipt }
        }
        MoneyAct::ProposeRefund { amount_vnd, way, reason } => {
            context.cash_vnd = cashbook::balance(core, &Account::Cash(desk))?;
            Command::ProposeRefund { amount_vnd, way, reason }
        }
        MoneyAct::SendRefundBack { reason } => Command::SendRefundBack { reason },
        MoneyAct::ApproveRefund => {
            context.cash_vnd = cashbook::balance(core, &Account::Cash(desk.clone()))?;
            let receipt = receipt(core, stream, (&desk, NumberedPaper::RefundSlip), (&rules, at))?;
            Command::ApproveRefund { receipt }
        }
    };
    decide(core, stream, (context, command), entry).map(drop)
}

/// Puts on record what the rules charge, where no fee was computed and nothing has to be counted.
///
/// # Errors
/// The store failed, or the record does not read.
pub(crate) fn charge_by_rules(core: &mut Core, stream: &str, at: Instant) -> Result<(), Failure> {
    let rules = core.rules();
    let of_money = streams::stream_of::<Payments>(streams::id_of(stream));
    let payments: Payments = streams::load(&core.writer.stream(&of_money)?)?;
    if !payments.is_blank() {
        return Ok(());
    }
    let Some(charge) = plain_charge(&rules, &core.load(stream, &rules)?.state) else {
        return Ok(());
    };
    let entry = Entry { actor: Actor::system(), at, key: None, sealed: None };
    let context = context_of(core, stream, &rules)?;
    decide(core, stream, (context, Command::Charge(charge)), entry).map(drop)
}

/// What a decision needs to know of a dossier.
fn context_of(core: &mut Core, stream: &str, rules: &Rules) -> Result<Context, Failure> {
    let state = &core.load(stream, rules)?.state;
    let before_hand_over = before_hand_over(state);
    Ok(Context { before_hand_over, one_act: false, fee_not_entered: false, cash_vnd: 0 })
}

/// Carries a command on the money of a dossier out, with its entry in the cashbook and in the list of
/// what waits.
fn decide(
    core: &mut Core,
    stream: &str,
    (context, command): (Context, Command),
    entry: Entry,
) -> Result<Payments, Failure> {
    let (id, at) = (streams::id_of(stream).to_owned(), entry.at);
    let of_money = streams::stream_of::<Payments>(&id);
    let about_refund = !matches!(command, Command::Charge(_) | Command::Receive { .. });
    let payments: Payments = streams::carry_out(core, &id, context, command, entry)?;
    if about_refund {
        let since = payments.proposal.as_ref().map(|_| at.0);
        core.writer.put_money_waiting((REFUND, &of_money), since)?;
    }
    cashbook::put_down(core, &of_money)?;
    Ok(payments)
}

/// Puts on record what a reception charges, and what was paid in the one act that receives and finishes a
/// dossier.
///
/// # Errors
/// The store failed.
pub(crate) fn at_reception(
    core: &mut Core,
    stream: &str,
    (charge, paid_vnd): (Option<Charge>, u64),
    (actor, at): (&Actor, Instant),
) -> Result<(), Failure> {
    let rules = core.rules();
    let entry = || Entry { actor: actor.clone(), at, key: None, sealed: None };
    let context =
        Context { before_hand_over: true, one_act: true, fee_not_entered: false, cash_vnd: 0 };
    if let Some(charge) = charge {
        decide(core, stream, (context, Command::Charge(charge)), entry())?;
    }
    if paid_vnd > 0 {
        let office = office_of(core, stream, actor, &rules)?;
        let receipt = receipt(core, stream, (&office, NumberedPaper::PaymentSlip), (&rules, at))?;
        let (amount_vnd, way, bank_id) = (paid_vnd, Way::Cash, None);
        let command = Command::Receive { amount_vnd, way, bank_id, receipt };
        decide(core, stream, (context, command), entry())?;
    }
    Ok(())
}

/// Receives money that the bank notified for a dossier, by the actor who matched it; the amount is
/// checked against what is owed.
///
/// # Errors
/// [`Failure::NotPaid`] with the reason; or the store failed.
pub(crate) fn receive_transfer(
    core: &mut Core,
    stream: &str,
    (amount_vnd, way, bank_id): (u64, Way, &str),
    entry: Entry,
) -> Result<(), Failure> {
    let rules = core.rules();
    charge_by_rules(core, stream, entry.at)?;
    let context = context_of(core, stream, &rules)?;
    let office = office_of(core, stream, &entry.actor, &rules)?;
    let receipt = receipt(core, stream, (&office, NumberedPaper::PaymentSlip), (&rules, entry.at))?;
    let bank_id = Some(bank_id.to_owned());
    let command = Command::Receive { amount_vnd, way, bank_id, receipt };
    decide(core, stream, (context, command), entry).map(drop)
}

/// Why money is put aside that was transferred for a dossier; `None` where the dossier owes just that.
///
/// # Errors
/// The store failed, or the record does not read.
pub(crate) fn obstacle_to_transfer(
    core: &mut Core,
    stream: &str,
    amount_vnd: u64,
) -> Result<Option<AsideReason>, Failure> {
    let rules = core.rules();
    if !before_hand_over(&core.load(stream, &rules)?.state) {
        return Ok(Some(AsideReason::Ended));
    }
    let of_money = streams::stream_of::<Payments>(streams::id_of(stream));
    let payments: Payments = streams::load(&core.writer.stream(&of_money)?)?;
    Ok(match payments.owed_vnd() {
        0 => Some(AsideReason::NothingOwed),
        owed if owed != amount_vnd => Some(AsideReason::WrongAmount),
        _ => None,
    })
}
