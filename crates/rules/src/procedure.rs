//! A version of a procedure, which law and agency define. The module must not know files.

use calendar::{Amount, Day, Duration, SupplementEffect};

use crate::circumstances::{Circumstances, Condition, ORDINARY_CASE};
use crate::fee::{Fee, Relief};
use crate::words::{Applicant, CertificationBook, Channel, Level, Online, Post, Unverified};

/// The origin of a version.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Scope {
    /// The agency's own version, which takes precedence over the catalogue's.
    Agency,
    /// The version of the national catalogue.
    Catalogue,
}

/// One version of an administrative procedure.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Procedure {
    /// The national code, such as `1.012784`; the same in all versions.
    pub code: String,
    /// The origin of the version.
    pub scope: Scope,
    /// The name in Vietnamese.
    pub name: String,
    /// The name in English.
    pub name_en: String,
    /// The field (lĩnh vực), in Vietnamese.
    pub field: String,
    /// The levels of government that resolve the procedure.
    pub levels: Vec<Level>,
    /// The kinds of applicants.
    pub applicants: Vec<Applicant>,
    /// The online level.
    pub online: Online,
    /// The result that the applicant gets, in Vietnamese.
    pub result: String,
    /// The decision that announced the procedure.
    pub decision: Option<String>,
    /// The legal documents on which the procedure is based.
    pub legal_basis: Vec<String>,
    /// The source of this file's data.
    pub source: Option<String>,
    /// The first day of the version.
    pub effective_from: Day,
    /// The last day of the version; `None` while no end is decided.
    pub effective_to: Option<Day>,
    /// Whether some of the content is invented for a demonstration; `note` names the part.
    pub illustrative: bool,
    /// The parts that no source states.
    pub unverified: Vec<Unverified>,
    /// A note for readers about the data.
    pub note: Option<String>,
    /// Whether one command receives, finishes, charges and hands over a dossier.
    pub one_act: bool,
    /// The book in which certifications are numbered; `None` where nothing is certified.
    pub certification_book: Option<CertificationBook>,
    /// The effect of a supplement on the clock; `None` where the rule set of the reception day
    /// decides.
    pub supplement_effect: Option<SupplementEffect>,
    /// The code of the unit that answers for the result; an agency's own version always has one.
    pub answering_unit: Option<String>,
    /// The duration of a dossier, unless a case or a rule has another.
    pub duration: Duration,
    /// The bounds of extensions; `None` where a dossier may be extended once, by at most its
    /// duration.
    pub extensions: Option<Extensions>,
    /// The cases with their durations.
    pub cases: Vec<Case>,
    /// The durations of certain cases, channels and places; the first rule that applies is used.
    pub durations: Vec<DurationRule>,
    /// The components of a dossier: the papers that the applicant hands in.
    pub components: Vec<Component>,
    /// The fees.
    pub fees: Vec<Fee>,
    /// Exemptions from the fees and reductions of them.
    pub reliefs: Vec<Relief>,
    /// The budget of the desk before the first step, in working minutes.
    pub desk_minutes: i64,
    /// The process after reception, in order.
    pub steps: Vec<Step>,
}

/// The bounds of a dossier's extensions (decisions, "The legal clock" 9).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Extensions {
    /// The most extensions of a dossier; 0 where the law allows none.
    pub times: u32,
    /// The longest single extension.
    pub most: Amount,
}

/// A case of a procedure with its own duration.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Case {
    /// The short name, unique in the procedure.
    pub id: String,
    /// The name in Vietnamese.
    pub name: String,
    /// The name in English.
    pub name_en: Option<String>,
    /// The duration of a dossier in this case.
    pub duration: Duration,
}

/// The duration of a dossier in certain circumstances.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DurationRule {
    /// The circumstances in which the rule applies.
    pub condition: Condition,
    /// The duration, or the addition to it.
    pub effect: DurationEffect,
    /// The legal text that sets the duration.
    pub basis: String,
}

/// A duration, or an addition to the duration that would apply otherwise.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DurationEffect {
    /// The duration that applies.
    Duration(Duration),
    /// The addition to the duration that would apply otherwise.
    Addition(Amount),
}

/// One paper of a dossier.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Component {
    /// The short name, unique in the procedure.
    pub id: String,
    /// The name in Vietnamese.
    pub name: String,
    /// The name in English.
    pub name_en: Option<String>,
    /// The number of originals.
    pub originals: u32,
    /// The number of certified copies.
    pub certified: u32,
    /// The number of plain copies.
    pub copies: u32,
    /// Whether every dossier must contain the component.
    pub required: bool,
}

/// One step of a process.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    /// The short name, unique in the process.
    pub id: String,
    /// The name in Vietnamese.
    pub name: String,
    /// The name in English.
    pub name_en: String,
    /// The post of the officer who does the step.
    pub post: Post,
    /// The code of the unit that does the step; `None` for the answering unit.
    pub unit: Option<String>,
    /// The budget of the step in working minutes.
    pub budget_minutes: i64,
}

impl Procedure {
    /// Whether the version is in force on a day.
    #[must_use]
    pub fn in_force(&self, day: Day) -> bool {
        self.effective_from <= day && self.effective_to.is_none_or(|last| day <= last)
    }

    /// The duration of a dossier: that of the first rule that applies, else that of its case, else
    /// that of the procedure; plus the addition of a rule.
    #[must_use]
    pub fn duration_of(&self, circumstances: &Circumstances<'_>) -> Duration {
        let mut duration = self.duration_before_addition(circumstances);
        if let Some(longer) = self.addition(circumstances)
            && longer.unit == duration.length.unit
        {
            duration.length.amount = duration.length.amount.saturating_add(longer.amount);
        }
        duration
    }

    pub(crate) fn duration_before_addition(&self, circumstances: &Circumstances<'_>) -> Duration {
        let case =
            self.cases.iter().find(|candidate| Some(candidate.id.as_str()) == circumstances.case);
        let own = self.durations_that_apply(circumstances).find_map(|lasts| match lasts {
            DurationEffect::Duration(duration) => Some(duration),
            DurationEffect::Addition(_) => None,
        });
        own.unwrap_or_else(|| case.map_or(self.duration, |case| case.duration))
    }

    /// The addition that a rule makes to the duration.
    pub(crate) fn addition(&self, circumstances: &Circumstances<'_>) -> Option<Amount> {
        self.durations_that_apply(circumstances).find_map(|lasts| match lasts {
            DurationEffect::Duration(_) => None,
            DurationEffect::Addition(amount) => Some(amount),
        })
    }

    fn durations_that_apply(
        &self,
        circumstances: &Circumstances<'_>,
    ) -> impl Iterator<Item = DurationEffect> {
        let apply = self.durations.iter().filter(|rule| rule.condition.holds(circumstances));
        apply.map(|rule| rule.effect)
    }

    /// Every combination of case, channel and place of the procedure.
    pub fn all_circumstances(&self) -> impl Iterator<Item = Circumstances<'_>> {
        let cases = self.cases.iter().map(|case| Some(case.id.as_str())).chain([None]);
        cases.flat_map(|case| {
            Channel::ALL.iter().flat_map(move |&channel| {
                let at = move |remote| Circumstances { case, channel: Some(channel), remote };
                [false, true].map(at)
            })
        })
    }

    /// Whether a text is the id of a case, or [`ORDINARY_CASE`].
    #[must_use]
    pub fn has_case(&self, case: &str) -> bool {
        case == ORDINARY_CASE || self.cases.iter().any(|listed| listed.id == case)
    }

    /// The code of a step's unit: its own, otherwise the answering unit.
    #[must_use]
    pub fn unit_of<'a>(&'a self, step: &'a Step) -> Option<&'a str> {
        step.unit.as_deref().or(self.answering_unit.as_deref())
    }
}
