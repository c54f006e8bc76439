//! A version of a procedure, by the law and the agency. It must not know files.

use calendar::{Amount, Day, Duration, SupplementEffect};

use crate::circumstances::{Circumstances, Condition, ORDINARY_CASE};
use crate::fee::{Fee, Relief};
use crate::words::{Applicant, Channel, Level, Online, Post};

/// The origin of a version.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Scope {
    /// The agency's own; it takes precedence over the catalogue's.
    Agency,
    /// The national catalogue's.
    Catalogue,
}

/// One version of an administrative procedure.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Procedure {
    /// National code, such as `1.012784`; the same in all versions.
    pub code: String,
    /// The origin of a version.
    pub scope: Scope,
    /// Name in Vietnamese.
    pub name: String,
    /// Name in English.
    pub name_en: String,
    /// Field (lĩnh vực), in Vietnamese.
    pub field: String,
    /// Levels of government that resolve it.
    pub levels: Vec<Level>,
    /// The kinds of applicants.
    pub applicants: Vec<Applicant>,
    /// The online level.
    pub online: Online,
    /// The result for the applicant.
    pub result: String,
    /// The decision that announced it.
    pub decision: Option<String>,
    /// The legal documents that it is based on.
    pub legal_basis: Vec<String>,
    /// The source of the text.
    pub source: Option<String>,
    /// First day of the version.
    pub effective_from: Day,
    /// Last day of the version; none while no end is known.
    pub effective_to: Option<Day>,
    /// Whether some of it is invented for a demonstration; `note` names the part.
    pub illustrative: bool,
    /// A note for readers about the data.
    pub note: Option<String>,
    /// Whether one command receives, finishes, charges and hands over a dossier.
    pub one_act: bool,
    /// The effect of a supplement on the clock; none where the rule set of the day decides.
    pub supplement_effect: Option<SupplementEffect>,
    /// The unit that answers for the result; always given in an agency's own version.
    pub answering_unit: Option<String>,
    /// Its duration.
    pub duration: Duration,
    /// The bounds of extensions; none where a dossier may be extended once by at most its duration.
    pub extensions: Option<Extensions>,
    /// The cases with their durations.
    pub cases: Vec<Case>,
    /// The durations of certain cases, channels and places; the first that applies is used.
    pub durations: Vec<DurationRule>,
    /// The papers of a dossier.
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

/// The bounds of extensions of a dossier.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Extensions {
    /// The number of extensions; 0 where the law allows none.
    pub times: u32,
    /// The longest single extension.
    pub most: Amount,
}

/// A case of a procedure with its own duration.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Case {
    /// Short name, unique in the procedure.
    pub id: String,
    /// Name in Vietnamese.
    pub name: String,
    /// Name in English.
    pub name_en: Option<String>,
    /// Its duration.
    pub duration: Duration,
}

/// The duration of a dossier in certain circumstances.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DurationRule {
    /// The circumstances.
    pub condition: Condition,
    /// The duration.
    pub lasts: Lasts,
    /// The text that sets it.
    pub basis: String,
}

/// A duration, or an addition to the duration that would apply otherwise.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lasts {
    /// A duration.
    Own(Duration),
    /// An addition.
    Longer(Amount),
}

/// One paper of a dossier.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Component {
    /// Short name, unique in the procedure.
    pub id: String,
    /// Name in Vietnamese.
    pub name: String,
    /// Name in English.
    pub name_en: Option<String>,
    /// The number of originals.
    pub originals: u32,
    /// The number of certified copies.
    pub certified: u32,
    /// The number of plain copies.
    pub copies: u32,
    /// Whether it is required in every dossier.
    pub required: bool,
}

/// One step of the process.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    /// Short name, unique in the process.
    pub id: String,
    /// Name in Vietnamese.
    pub name: String,
    /// Name in English.
    pub name_en: String,
    /// The post of the officer who does it.
    pub post: Post,
    /// The unit that does it; none for the answering unit.
    pub unit: Option<String>,
    /// Its budget in working minutes.
    pub budget_minutes: i64,
}

impl Procedure {
    /// Whether the version is in force on a day.
    #[must_use]
    pub fn in_force(&self, day: Day) -> bool {
        self.effective_from <= day && self.effective_to.is_none_or(|last| day <= last)
    }

    /// The duration of a dossier: of the first rule that applies, else of its case, else of the
    /// procedure; plus the addition of a rule.
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
            Lasts::Own(duration) => Some(duration),
            Lasts::Longer(_) => None,
        });
        own.unwrap_or_else(|| case.map_or(self.duration, |case| case.duration))
    }

    /// The addition to the duration by a rule.
    pub(crate) fn addition(&self, circumstances: &Circumstances<'_>) -> Option<Amount> {
        self.durations_that_apply(circumstances).find_map(|lasts| match lasts {
            Lasts::Own(_) => None,
            Lasts::Longer(amount) => Some(amount),
        })
    }

    fn durations_that_apply(
        &self,
        circumstances: &Circumstances<'_>,
    ) -> impl Iterator<Item = Lasts> {
        let apply = self.durations.iter().filter(|rule| rule.condition.holds(circumstances));
        apply.map(|rule| rule.lasts)
    }

    /// Every combination of case, channel and place.
    pub fn all_circumstances(&self) -> impl Iterator<Item = Circumstances<'_>> {
        let cases = self.cases.iter().map(|case| Some(case.id.as_str())).chain([None]);
        cases.flat_map(|case| {
            Channel::ALL.iter().flat_map(move |&channel| {
                let at = move |remote| Circumstances { case, channel: Some(channel), remote };
                [false, true].map(at)
            })
        })
    }

    /// Whether a text names a case, or the ordinary one.
    #[must_use]
    pub fn knows_case(&self, case: &str) -> bool {
        case == ORDINARY_CASE || self.cases.iter().any(|listed| listed.id == case)
    }

    /// The unit of a step: its own, otherwise the answering one.
    #[must_use]
    pub fn unit_of<'a>(&'a self, step: &'a Step) -> Option<&'a str> {
        step.unit.as_deref().or(self.answering_unit.as_deref())
    }
}
