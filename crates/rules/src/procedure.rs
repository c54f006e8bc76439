//! A version of a procedure: what the law and the agency say of it. Knows no file.

use calendar::{Amount, Day, Duration, SupplementEffect};

use crate::circumstances::{Circumstances, Condition, ORDINARY_CASE};
use crate::fee::{Fee, Relief};
use crate::words::{Applicant, Channel, Level, Online, Post};

/// Whose version it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Scope {
    /// The agency's own; it wins over the catalogue's.
    Agency,
    /// The national catalogue's.
    Catalogue,
}

/// One version of an administrative procedure.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Procedure {
    /// National code, such as `1.012784`; the same in all versions.
    pub code: String,
    /// Whose version it is.
    pub scope: Scope,
    /// Name in Vietnamese.
    pub name: String,
    /// Name in English.
    pub name_en: String,
    /// Field (lĩnh vực), in Vietnamese.
    pub field: String,
    /// Levels of government that resolve it.
    pub levels: Vec<Level>,
    /// Who may apply.
    pub applicants: Vec<Applicant>,
    /// How much can be done online.
    pub online: Online,
    /// What the applicant gets.
    pub result: String,
    /// The decision that announced it.
    pub decision: Option<String>,
    /// The legal documents it rests on.
    pub legal_basis: Vec<String>,
    /// Where the text was taken from.
    pub source: Option<String>,
    /// First day of the version.
    pub effective_from: Day,
    /// Last day of the version; none while no end is known.
    pub effective_to: Option<Day>,
    /// Whether some of it is made up for demonstration; `note` names the part.
    pub illustrative: bool,
    /// What a reader must know about the data.
    pub note: Option<String>,
    /// Received, finished, paid and handed over by one command.
    pub one_act: bool,
    /// What a supplement does to the clock; where none, the rule set of the day decides.
    pub supplement_effect: Option<SupplementEffect>,
    /// Unit that answers for the result; in an agency's own version always there.
    pub answering_unit: Option<String>,
    /// How long it may take.
    pub duration: Duration,
    /// How often a dossier may be extended and by how much; where none, once by at most its
    /// duration.
    pub extensions: Option<Extensions>,
    /// Cases with durations of their own.
    pub cases: Vec<Case>,
    /// Durations of certain cases, channels and places; of several that apply the first counts.
    pub durations: Vec<DurationRule>,
    /// What a dossier consists of.
    pub components: Vec<Component>,
    /// What is paid.
    pub fees: Vec<Fee>,
    /// Exemptions and reductions of it.
    pub reliefs: Vec<Relief>,
    /// Working minutes that the desk may use before the first step.
    pub desk_minutes: i64,
    /// The process after reception, in order.
    pub steps: Vec<Step>,
}

/// How far a dossier of a procedure may be extended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Extensions {
    /// How often; 0 where the law allows no extension.
    pub times: u32,
    /// The most that one extension adds.
    pub most: Amount,
}

/// A case of a procedure with a duration of its own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Case {
    /// Short name, unique in the procedure.
    pub id: String,
    /// Name in Vietnamese.
    pub name: String,
    /// Name in English.
    pub name_en: Option<String>,
    /// How long it may take.
    pub duration: Duration,
}

/// How long a dossier may take in certain circumstances.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DurationRule {
    /// In which.
    pub condition: Condition,
    /// How long.
    pub lasts: Lasts,
    /// The text that sets it.
    pub basis: String,
}

/// A duration of its own, or what is added to the one that would count otherwise.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lasts {
    /// A duration of its own.
    Own(Duration),
    /// So much longer.
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
    /// How many originals.
    pub originals: u32,
    /// How many certified copies.
    pub certified: u32,
    /// How many plain copies.
    pub copies: u32,
    /// Whether every dossier must have it.
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
    /// The unit that does it; where none, the answering unit.
    pub unit: Option<String>,
    /// Working minutes that it may use.
    pub budget_minutes: i64,
}

impl Procedure {
    /// Whether the version is in force on a day.
    #[must_use]
    pub fn in_force(&self, day: Day) -> bool {
        self.effective_from <= day && self.effective_to.is_none_or(|last| day <= last)
    }

    /// How long a dossier may take: by the first rule that applies, else by its case, else by the
    /// procedure; and longer where a rule says so.
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
        let case = self.cases.iter().find(|known| Some(known.id.as_str()) == circumstances.case);
        let own = self.lasting(circumstances).find_map(|lasts| match lasts {
            Lasts::Own(duration) => Some(duration),
            Lasts::Longer(_) => None,
        });
        own.unwrap_or_else(|| case.map_or(self.duration, |case| case.duration))
    }

    /// What a rule adds to the duration.
    pub(crate) fn addition(&self, circumstances: &Circumstances<'_>) -> Option<Amount> {
        self.lasting(circumstances).find_map(|lasts| match lasts {
            Lasts::Own(_) => None,
            Lasts::Longer(amount) => Some(amount),
        })
    }

    fn lasting(&self, circumstances: &Circumstances<'_>) -> impl Iterator<Item = Lasts> {
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
        case == ORDINARY_CASE || self.cases.iter().any(|known| known.id == case)
    }

    /// The unit of a step: its own, otherwise the answering one.
    #[must_use]
    pub fn unit_of<'a>(&'a self, step: &'a Step) -> Option<&'a str> {
        step.unit.as_deref().or(self.answering_unit.as_deref())
    }
}
