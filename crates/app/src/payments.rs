//! The money of a dossier: what it is charged by the rules of its day, receipts with their payment
//! slips, refunds by two officers. Knows no page and no bank.

use affairs::cashbook::Account;
use affairs::payment::{Charge, ChargeLine, Command, Context, Payments, Receipt, Refusal, Way};
use affairs::{Aggregate as _, Sealed, payment};
use calendar::Instant;
use dossier::{Actor, Phase};
use rules::fee::{Assessment, FeeQuery, NotAssessed, Quantities, assess};
use rules::{Procedure, Rules};

use crate::affairs::{self as streams, Entry};
use crate::application::Application;
use crate::command_key::CommandKey;
use crate::core::Core;
use crate::dossier_queries::VisibleDossier;
use crate::error::Failure;
use crate::inquiry::{DossierView, Inquiry};
use crate::policy::{NoPermit, Right, SecondFactor, Who, permit_affair};
use crate::{cashbook, paper_numbers, project};

/// The series of the numbers of payment slips and of refund slips.
const PAYMENT_SLIP: &str = "payment_slip";
const REFUND_SLIP: &str = "refund_slip";

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
    fn right(&self) -> Right {
        match self {
            Self::SendRefundBack { .. } | Self::ApproveRefund => Right::ApproveMoney,
            _ => Right::Money,
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
    /// The money of a dossier.
    ///
    /// # Errors
    /// The store failed, or the record does not read.
    pub fn payments(&self, dossier: &str) -> Result<Payments, Failure> {
        self.ask(|inquiry| inquiry.payments(dossier))
    }

    /// The reason of the refund that waits; empty where none waits.
    ///
    /// # Errors
    /// The store failed, or the record does not read.
    pub fn refund_reason(&self, dossier: &str, payments: &Payments) -> Result<String, Failure> {
        let Some(proposal) = &payments.proposal else { return Ok(String::new()) };
        let stream = streams::stream_of::<Payments>(streams::id_of(dossier));
        let rows = self.read(|reader| Ok(reader.stream(&stream)?))?;
        let texts = streams::with_texts::<payment::Event>(&rows)?;
        Ok(texts.into_iter().nth(proposal.text_at).map(|(_, text)| text).unwrap_or_default())
    }

    /// The fees of a dossier by the rules of the day of its reception.
    ///
    /// # Errors
    /// [`NotAssessed`] for a relief or a quantity that does not fit; `None` where the rules have no such
    /// procedure.
    pub fn assess_dossier<'a>(
        rules: &'a Rules,
        state: &dossier::State,
        (quantities, claims): (Quantities, &[String]),
        at: Instant,
    ) -> Option<Result<Assessment<'a>, NotAssessed>> {
        let day = rules.deadline_calendar().zone.day(state.received.unwrap_or(at));
        let rule: &Procedure = rules.procedure_on(&state.filing.procedure, day)?;
        let filing = &state.filing;
        let circumstances =
            rules.circumstances(filing.case.as_deref(), &filing.channel, &filing.ward);
        let claims: Vec<&str> = claims.iter().map(String::as_str).collect();
        let query = FeeQuery { circumstances, quantities, claims: &claims, on: day };
        Some(assess(rule, &query))
    }

    /// Carries an act on the money of a dossier out.
    ///
    /// # Errors
    /// [`Failure::NoPermit`]; [`Failure::NotPaid`] with the reason; [`Failure::AlreadyDone`] and
    /// [`Failure::KeyConflict`] by the key; or the store failed.
    pub fn act_on_money(
        &self,
        who: &Who,
        dossier: &VisibleDossier,
        (act, salt): (MoneyAct, String),
        second_factor: SecondFactor,
        (key, at): (CommandKey, Instant),
    ) -> Result<(), Failure> {
        let actor = permit_affair(who, act.right())?.actor;
        if matches!(act, MoneyAct::ApproveRefund) && !second_factor.is_shown() {
            return Err(NoPermit::SecondFactor.into());
        }
        let sealed = act.text().map(|text| Sealed { salt, text: Some(text) });
        let entry = Entry { actor, at, key: Some(key), sealed };
        let stream = dossier.stream.clone();
        self.write(move |core| carry_out(core, &stream, act, entry))
    }

    /// The dossiers with a refund that waits for the second officer, by their streams; the oldest first.
    ///
    /// # Errors
    /// The store failed.
    pub fn refunds_waiting(&self, limit: usize) -> Result<Vec<String>, Failure> {
        let waiting = self.read(|reader| Ok(reader.money_waiting(limit)?))?;
        let of_dossier = |stream: &String| stream.starts_with(Payments::KIND);
        Ok(waiting.iter().filter(|s| of_dossier(s)).map(|s| streams::dossier_of(s)).collect())
    }
}

/// What the rules of a dossier charge where nothing has to be counted or claimed for it; `None` where they
/// do not say.
#[must_use]
pub fn plain_charge(rules: &Rules, state: &dossier::State, at: Instant) -> Option<Charge> {
    let day = rules.deadline_calendar().zone.day(state.received?);
    let rule = rules.procedure_on(&state.filing.procedure, day)?;
    if !rule.counted().is_empty() {
        return None;
    }
    let plain = (Quantities::default(), &[][..]);
    let assessed = Application::assess_dossier(rules, state, plain, at)?.ok()?;
    assessed.total_vnd?;
    Some(charge_of(&assessed))
}

impl Inquiry<'_> {
    /// What is owed for a dossier, in đồng: by the charge on record, or of a dossier without one by
    /// [`plain_charge`]; `None` where it is not known.
    ///
    /// # Errors
    /// The store failed, or the record does not read.
    pub fn owed_vnd(&self, view: &DossierView, at: Instant) -> Result<Option<u64>, Failure> {
        let payments = self.payments(&view.stream)?;
        if payments.charge.is_some() || payments.paid_vnd() > 0 {
            return Ok(Some(payments.owed_vnd()));
        }
        Ok(plain_charge(self.rules, &view.state, at).map(|charge| charge.total_vnd()))
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
    (office, series): (&str, &str),
    (rules, at): (&Rules, Instant),
) -> Result<Receipt, Failure> {
    let register = project::register_of(stream).to_owned();
    let filing = core.load(stream, rules)?.state.filing.clone();
    let (number, year) = paper_numbers::next_of(core, (&register, office, series), at, rules)?;
    let agency = match filing.agency.is_empty() {
        true => project::agency_of(rules).to_owned(),
        false => filing.agency,
    };
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
    let office = office_of(core, stream, &entry.actor, &rules)?;
    let command = match act {
        MoneyAct::Charge { quantities, claims } => {
            let state = core.load(stream, &rules)?.state.clone();
            let assessed = Application::assess_dossier(&rules, &state, (quantities, &claims), at);
            let assessed = assessed.and_then(Result::ok).ok_or(Failure::Unknown {
                what: "procedure",
                name: state.filing.procedure.clone(),
            })?;
            context.fee_not_entered = fee_not_entered(&assessed);
            Command::Charge(charge_of(&assessed))
        }
        MoneyAct::Receive { amount_vnd, way } => {
            let receipt = receipt(core, stream, (&office, PAYMENT_SLIP), (&rules, at))?;
            Command::Receive { amount_vnd, way, bank_id: None, receipt }
        }
        MoneyAct::ProposeRefund { amount_vnd, way, reason } => {
            context.cash_vnd = cashbook::balance(core, &Account::Cash(office.clone()))?;
            Command::ProposeRefund { amount_vnd, way, reason }
        }
        MoneyAct::SendRefundBack { reason } => Command::SendRefundBack { reason },
        MoneyAct::ApproveRefund => {
            // Cash comes out of the till of the desk, in whichever unit the second officer serves.
            let office = project::desk(&core.load(stream, &rules)?.state, &rules).to_owned();
            context.cash_vnd = cashbook::balance(core, &Account::Cash(office.clone()))?;
            let receipt = receipt(core, stream, (&office, REFUND_SLIP), (&rules, at))?;
            Command::ApproveRefund { receipt }
        }
    };
    decide(core, stream, (context, command), entry).map(drop)
}

/// What a decision needs to know of a dossier.
fn context_of(core: &mut Core, stream: &str, rules: &Rules) -> Result<Context, Failure> {
    let state = &core.load(stream, rules)?.state;
    let before_hand_over = matches!(state.phase, Phase::Open | Phase::Ready);
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
    let was_proposed = matches!(
        command,
        Command::ProposeRefund { .. }
            | Command::SendRefundBack { .. }
            | Command::ApproveRefund { .. }
    );
    let payments: Payments = streams::carry_out(core, &id, context, command, entry)?;
    if was_proposed {
        let waits = payments.proposal.as_ref().map(|_| ("", at.0));
        core.writer.put_money_waiting(&of_money, waits)?;
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
        let receipt = receipt(core, stream, (&office, PAYMENT_SLIP), (&rules, at))?;
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
    let context = context_of(core, stream, &rules)?;
    let office = office_of(core, stream, &entry.actor, &rules)?;
    let receipt = receipt(core, stream, (&office, PAYMENT_SLIP), (&rules, entry.at))?;
    let bank_id = Some(bank_id.to_owned());
    let command = Command::Receive { amount_vnd, way, bank_id, receipt };
    decide(core, stream, (context, command), entry).map(drop)
}

/// How a dossier stands to an amount of money for it; `None` where it owes just that. A dossier whose
/// fees were not computed yet is charged first, where nothing has to be counted for them.
///
/// # Errors
/// The store failed, or the record does not read.
pub(crate) fn obstacle_to_transfer(
    core: &mut Core,
    stream: &str,
    (amount_vnd, at): (u64, Instant),
) -> Result<Option<affairs::bank_notice::AsideReason>, Failure> {
    use affairs::bank_notice::AsideReason;

    let rules = core.rules();
    if !context_of(core, stream, &rules)?.before_hand_over {
        return Ok(Some(AsideReason::Ended));
    }
    let of_money = streams::stream_of::<Payments>(streams::id_of(stream));
    let mut payments: Payments = streams::load(&core.writer.stream(&of_money)?)?;
    if payments.charge.is_none() && payments.paid_vnd() == 0 {
        let state = core.load(stream, &rules)?.state.clone();
        if let Some(charge) = plain_charge(&rules, &state, at) {
            let entry = Entry { actor: Actor::system(), at, key: None, sealed: None };
            let context = context_of(core, stream, &rules)?;
            payments = decide(core, stream, (context, Command::Charge(charge)), entry)?;
        }
    }
    Ok(match payments.owed_vnd() {
        0 => Some(AsideReason::NothingOwed),
        owed if owed != amount_vnd => Some(AsideReason::WrongAmount),
        _ => None,
    })
}
