//! The rules of fees: amounts by tier, caps and reliefs; and the assessment of a dossier. The
//! module must not know files, persons or payments.

use calendar::Day;

use crate::circumstances::{Circumstances, Condition};
use crate::procedure::Procedure;
use crate::words::{FeeKind, Per};

/// One fee or charge of a procedure.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fee {
    /// Whether it is a fee (phí) or a charge (lệ phí).
    pub kind: FeeKind,
    /// The name in Vietnamese.
    pub name: String,
    /// The name in English.
    pub name_en: Option<String>,
    /// The unit that is counted.
    pub per: Per,
    /// The name that the file has for the counted unit (“trường hợp”), if any.
    pub unit: Option<String>,
    /// The amounts, ascending, the first from number 1; empty while a resolution sets the fee and
    /// the agency has not entered the amount.
    pub tiers: Vec<Tier>,
    /// The largest amount in đồng: for one copy where pages are counted, otherwise for the dossier.
    pub max_vnd: Option<i64>,
    /// The legal text that sets the fee.
    pub basis: String,
    /// The resolution that sets the amount, if one does.
    pub resolution: Option<String>,
    /// The exemptions in words, in files without reliefs.
    pub exemption: Option<String>,
    /// The circumstances in which the fee is charged.
    pub condition: Condition,
}

/// An amount that applies from a number of counted units on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Tier {
    /// The first number of the tier, from 1.
    pub from: u32,
    /// The amount in đồng for each unit.
    pub amount_vnd: i64,
}

/// An exemption from fees, or a reduction.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Relief {
    /// The short name, unique in the procedure.
    pub code: String,
    /// The name in Vietnamese.
    pub name: String,
    /// The name in English.
    pub name_en: Option<String>,
    /// The condition that the applicant claims to meet; `None` for a relief without a claim.
    pub claim: Option<String>,
    /// The reduction.
    pub reduction: Reduction,
    /// The kinds of fees that are reduced; empty for all kinds.
    pub kinds: Vec<FeeKind>,
    /// The circumstances in which the relief applies.
    pub condition: Condition,
    /// The first day of reception to which the relief applies.
    pub valid_from: Option<Day>,
    /// The last day of reception to which the relief applies.
    pub valid_to: Option<Day>,
    /// The legal text that sets the relief.
    pub basis: String,
}

/// The reduction of each fee by a relief.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reduction {
    /// A share of the fee, in percent (0 to 100).
    Percent(u8),
    /// An amount in đồng, at most the fee.
    Amount(i64),
}

/// The quantities of the units that fees count.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Quantities {
    /// The number of copies, or of another unit that a fee names.
    pub copies: u32,
    /// The number of pages of each copy.
    pub pages: u32,
    /// The number of parcels of land.
    pub parcels: u32,
    /// The number of months.
    pub months: u32,
}

impl Default for Quantities {
    fn default() -> Self {
        Self { copies: 1, pages: 1, parcels: 1, months: 1 }
    }
}

/// The properties of a dossier on which its fees depend.
#[derive(Clone, Copy, Debug)]
pub struct FeeQuery<'a> {
    /// The case, channel and place.
    pub circumstances: Circumstances<'a>,
    /// The quantities of the counted units.
    pub quantities: Quantities,
    /// The codes of the reliefs that the applicant claims.
    pub claims: &'a [&'a str],
    /// The day of reception.
    pub on: Day,
}

/// The fees of a dossier.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Assessment<'a> {
    /// The fees that are charged.
    pub lines: Vec<Line<'a>>,
    /// The reliefs that apply.
    pub reliefs: Vec<AppliedRelief<'a>>,
    /// The amount to pay, in đồng; `None` where the amount of a fee is not entered or the procedure
    /// has no fees.
    pub total_vnd: Option<i64>,
}

/// One fee of a dossier, before reliefs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Line<'a> {
    /// The rule of the fee.
    pub fee: &'a Fee,
    /// The amount in đồng; none where the amount is not entered.
    pub amount_vnd: Option<i64>,
}

/// A relief that applies to a dossier: the best one of a fee.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct AppliedRelief<'a> {
    /// The rule of the relief.
    pub relief: &'a Relief,
    /// The reduction in đồng; `None` where the amount of the fee is not entered.
    pub reduction_vnd: Option<i64>,
}

/// The reason why a dossier cannot be assessed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NotAssessed {
    /// The procedure has no such case.
    UnknownCase(String),
    /// The procedure has no such relief.
    UnknownRelief(String),
    /// The relief does not apply on the day, by the channel or in the case.
    ReliefNotApplicable(String),
    /// A counted unit has the quantity 0.
    ZeroQuantity(Per),
    /// The amount does not fit in 64 bits.
    TooLarge,
}

/// Assesses a dossier of a procedure, with the best relief of each fee.
///
/// # Errors
/// [`NotAssessed`] for a case or relief that the procedure does not have, a relief that does not
/// apply to this dossier, a quantity of zero, and an amount that is too large.
pub fn assess<'a>(
    procedure: &'a Procedure,
    query: &FeeQuery<'_>,
) -> Result<Assessment<'a>, NotAssessed> {
    let reliefs = reliefs(procedure, query)?;
    let mut lines = Vec::new();
    let mut applied: Vec<AppliedRelief<'a>> = Vec::new();
    let mut total = Some(0_i64);
    for fee in &procedure.fees {
        if !fee.condition.holds(&query.circumstances) {
            continue;
        }
        let amount = fee.amount(&query.quantities)?;
        let best = best(&reliefs, fee, amount);
        let left = match (amount, best) {
            (Some(amount), best) => {
                Some(amount - best.and_then(|best| best.reduction_vnd).unwrap_or(0))
            }
            (
                None,
                Some(AppliedRelief {
                    relief: Relief { reduction: Reduction::Percent(100), .. },
                    ..
                }),
            ) => Some(0),
            (None, _) => None,
        };
        total = match (total, left) {
            (Some(total), Some(left)) => {
                Some(total.checked_add(left).ok_or(NotAssessed::TooLarge)?)
            }
            _ => None,
        };
        lines.push(Line { fee, amount_vnd: amount });
        if let Some(best) = best {
            match applied.iter_mut().find(|given| given.relief.code == best.relief.code) {
                Some(same) => {
                    let both = same.reduction_vnd.zip(best.reduction_vnd);
                    let sum = both.map(|(one, other)| one.saturating_add(other));
                    same.reduction_vnd = sum.or(same.reduction_vnd).or(best.reduction_vnd);
                }
                None => applied.push(best),
            }
        }
    }
    let total_vnd = total.filter(|_| !lines.is_empty());
    Ok(Assessment { lines, reliefs: applied, total_vnd })
}

impl Assessment<'_> {
    /// The amount in đồng that can be charged: the fees whose amounts are entered, less their
    /// reliefs.
    #[must_use]
    pub fn chargeable_vnd(&self) -> i64 {
        let amounts = self.lines.iter().filter_map(|line| line.amount_vnd);
        let off = self.reliefs.iter().filter_map(|given| given.reduction_vnd);
        amounts.fold(0, i64::saturating_add) - off.fold(0, i64::saturating_add)
    }
}

/// The reliefs of the dossier: those without a claim, and those that the applicant claims.
fn reliefs<'a>(
    procedure: &'a Procedure,
    query: &FeeQuery<'_>,
) -> Result<Vec<&'a Relief>, NotAssessed> {
    if let Some(case) = query.circumstances.case
        && !procedure.has_case(case)
    {
        return Err(NotAssessed::UnknownCase(case.to_owned()));
    }
    for &claim in query.claims {
        let claimed_relief = procedure.reliefs.iter().find(|relief| relief.code == claim);
        let claimed_relief =
            claimed_relief.ok_or_else(|| NotAssessed::UnknownRelief(claim.to_owned()))?;
        if !claimed_relief.holds(query) {
            return Err(NotAssessed::ReliefNotApplicable(claim.to_owned()));
        }
    }
    let claimed = |relief: &Relief| query.claims.contains(&relief.code.as_str());
    let is_claimed =
        |relief: &&Relief| relief.holds(query) && (relief.claim.is_none() || claimed(relief));
    Ok(procedure.reliefs.iter().filter(is_claimed).collect())
}

/// The relief with the largest reduction of a fee; the first of several equal ones.
fn best<'a>(reliefs: &[&'a Relief], fee: &Fee, amount: Option<i64>) -> Option<AppliedRelief<'a>> {
    let of_kind =
        reliefs.iter().filter(|relief| relief.kinds.is_empty() || relief.kinds.contains(&fee.kind));
    match amount {
        Some(amount) => of_kind
            .map(|relief| AppliedRelief {
                relief,
                reduction_vnd: Some(relief.reduction.of_amount(amount)),
            })
            .rev()
            .max_by_key(|given| given.reduction_vnd)
            .filter(|given| given.reduction_vnd > Some(0)),
        // Where the amount is not entered, only percentages can be compared.
        None => of_kind
            .map(|relief| AppliedRelief { relief, reduction_vnd: None })
            .rev()
            .max_by_key(|given| match given.relief.reduction {
                Reduction::Percent(percent) => percent,
                Reduction::Amount(_) => 0,
            }),
    }
}

impl Fee {
    /// Whether the amount is entered, so that it can be charged and a payment slip can be issued.
    #[must_use]
    pub fn is_entered(&self) -> bool {
        !self.tiers.is_empty()
    }

    /// The amount in đồng for these quantities; `None` where the amount is not entered.
    fn amount(&self, quantities: &Quantities) -> Result<Option<i64>, NotAssessed> {
        for &per in self.per.counted() {
            if quantities.of(per) == 0 {
                return Err(NotAssessed::ZeroQuantity(per));
            }
        }
        if !self.is_entered() {
            return Ok(None);
        }
        let at_most = |amount: i64| self.max_vnd.map_or(amount, |most| amount.min(most));
        let amount = self.tiered(quantities.of(self.per)).map(at_most);
        let copies = if self.per == Per::Page { i64::from(quantities.copies) } else { 1 };
        let amount = amount.and_then(|amount| amount.checked_mul(copies));
        amount.map(Some).ok_or(NotAssessed::TooLarge)
    }

    /// The sum over the tiers for a number of units; `None` where it does not fit in 64 bits.
    fn tiered(&self, count: u32) -> Option<i64> {
        let ends = self.tiers.iter().skip(1).map(|next| next.from - 1).chain([u32::MAX]);
        self.tiers.iter().zip(ends).try_fold(0_i64, |sum, (tier, last)| {
            let many = (i64::from(count.min(last)) + 1 - i64::from(tier.from)).max(0);
            sum.checked_add(tier.amount_vnd.checked_mul(many)?)
        })
    }
}

impl Relief {
    /// Whether the relief can apply to this dossier: circumstances and day.
    #[must_use]
    pub fn holds(&self, query: &FeeQuery<'_>) -> bool {
        self.condition.holds(&query.circumstances)
            && self.valid_from.is_none_or(|first| first <= query.on)
            && self.valid_to.is_none_or(|last| query.on <= last)
    }
}

impl Reduction {
    /// The reduction of an amount in đồng, rounded down.
    fn of_amount(self, amount: i64) -> i64 {
        match self {
            // Cannot overflow: the result is at most `amount`.
            Self::Percent(percent) => (i128::from(amount) * i128::from(percent) / 100) as i64,
            Self::Amount(off) => off.min(amount),
        }
    }
}

impl Quantities {
    /// The quantity of a unit; 1 for the dossier.
    #[must_use]
    pub fn of(&self, per: Per) -> u32 {
        match per {
            Per::Dossier => 1,
            Per::Page => self.pages,
            Per::Copy => self.copies,
            Per::Parcel => self.parcels,
            Per::Month => self.months,
        }
    }

    /// Sets the quantity of a unit; the quantity of dossiers is always 1.
    pub fn set(&mut self, per: Per, count: u32) {
        match per {
            Per::Dossier => {}
            Per::Page => self.pages = count,
            Per::Copy => self.copies = count,
            Per::Parcel => self.parcels = count,
            Per::Month => self.months = count,
        }
    }
}

impl Per {
    /// The units whose quantities determine a fee of this kind.
    #[must_use]
    pub fn counted(self) -> &'static [Self] {
        match self {
            Self::Dossier => &[],
            Self::Page => &[Self::Page, Self::Copy],
            Self::Copy => &[Self::Copy],
            Self::Parcel => &[Self::Parcel],
            Self::Month => &[Self::Month],
        }
    }
}

impl Procedure {
    /// The units whose quantities an assessment of a dossier needs.
    #[must_use]
    pub fn counted(&self) -> Vec<Per> {
        let entered = || self.fees.iter().filter(|fee| fee.is_entered());
        let counts = |per: &Per| entered().any(|fee| fee.per.counted().contains(per));
        Per::ALL.iter().copied().filter(counts).collect()
    }
}
