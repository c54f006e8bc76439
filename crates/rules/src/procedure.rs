//! A version of a procedure: what the law and the agency say of it. Knows no file.

use calendar::{Amount, Day, Duration, SupplementEffect};

use crate::words::{Applicant, FeeKind, Level, Online, Post};

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
    /// What a dossier consists of.
    pub components: Vec<Component>,
    /// What is paid.
    pub fees: Vec<Fee>,
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

/// One row of what is paid.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fee {
    /// Fee or charge.
    pub kind: FeeKind,
    /// Name in Vietnamese.
    pub name: String,
    /// Name in English.
    pub name_en: Option<String>,
    /// Đồng; where none, set by a resolution: charged only once the office has entered amount and
    /// resolution.
    pub amount_vnd: Option<i64>,
    /// What the amount is for: a page, a copy.
    pub per: Option<String>,
    /// The most that is charged.
    pub max_vnd: Option<i64>,
    /// The text that sets it.
    pub basis: String,
    /// Who pays nothing.
    pub exemption: Option<String>,
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

    /// The duration of a case, or of the procedure where the case is not named or unknown.
    #[must_use]
    pub fn duration_of(&self, case: Option<&str>) -> Duration {
        let named = self.cases.iter().find(|known| Some(known.id.as_str()) == case);
        named.map_or(self.duration, |case| case.duration)
    }

    /// The unit of a step: its own, otherwise the answering one.
    #[must_use]
    pub fn unit_of<'a>(&'a self, step: &'a Step) -> Option<&'a str> {
        step.unit.as_deref().or(self.answering_unit.as_deref())
    }
}
