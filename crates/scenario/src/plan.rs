//! The plan: quotas, arrivals, leave. A plan is data only; `solve` computes a history with these
//! numbers.

use std::collections::BTreeMap;
use std::fmt;

use affairs::campaign::Declaration;
use affairs::initiative::Proposal;
use calendar::{Day, Instant};
use rules::Rules;
use serde::Deserialize;
use text::{Sentence, ToSentence, sentence};

/// A history to be replayed, as its file describes it.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Plan {
    pub name: String,
    pub title: String,
    pub title_en: String,
    /// The seed of the random numbers.
    pub seed: u64,
    /// The last instant of the history, at which the folder's clock stands after the replay.
    #[serde(deserialize_with = "instant")]
    pub ends_at: Instant,
    /// The unit of the receiving desk.
    pub desk: String,
    pub arrivals: Arrivals,
    /// The units that are consulted.
    #[serde(default)]
    pub consulted_units: Vec<String>,
    pub texts: Texts,
    #[serde(default, rename = "quota")]
    pub quotas: Vec<Quota>,
    #[serde(default)]
    pub leave: Vec<Leave>,
    #[serde(default)]
    pub outage: Vec<Outage>,
    #[serde(default, rename = "advising")]
    pub adviser_sessions: AdviserSessions,
    #[serde(default, rename = "campaign")]
    pub campaigns: Vec<PlannedCampaign>,
    #[serde(default, rename = "initiative")]
    pub initiatives: Vec<PlannedInitiative>,
}

/// The sessions of the advisory teams that do not end with an online filing.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct AdviserSessions {
    /// The weights of the procedures that citizens ask about.
    pub procedures: BTreeMap<String, u64>,
    /// Of a thousand sessions, the number after which the citizen files at the desk.
    pub filed_at_desk_per_mille: u64,
    pub period: Vec<AdviserSessionPeriod>,
}

/// The number of sessions a week of each team in a period.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AdviserSessionPeriod {
    #[serde(deserialize_with = "day")]
    pub from: Day,
    #[serde(deserialize_with = "day")]
    pub to: Day,
    pub weekly: BTreeMap<String, u32>,
}

/// A campaign: its declaration, and the instant at which its commendations are decided by the rule.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PlannedCampaign {
    pub id: String,
    pub declared_by: String,
    #[serde(deserialize_with = "instant")]
    pub declared_at: Instant,
    pub decided_by: String,
    #[serde(deserialize_with = "instant")]
    pub decided_at: Instant,
    pub declaration: Declaration,
}

/// An initiative, with the instants at which its steps are done.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PlannedInitiative {
    pub id: String,
    pub proposed_by: String,
    #[serde(deserialize_with = "instant")]
    pub proposed_at: Instant,
    #[serde(default)]
    pub step_done: Vec<StepDone>,
    pub proposal: Proposal,
}

/// The instant at which a step of an initiative is done; the first step is 1.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct StepDone {
    pub step: u32,
    #[serde(deserialize_with = "instant")]
    pub at: Instant,
}

/// Texts that the replayed applicants and officers write.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Texts {
    pub withdraw: String,
    pub decline: String,
    pub return_step: String,
    pub reassign: String,
    pub supplement: String,
    pub financial: String,
    pub agency: String,
    pub extend: String,
    pub guide: String,
    pub refuse: String,
    pub without_letter: String,
    /// Reasons for lateness; one is picked for each dossier.
    pub late: Vec<String>,
    /// Streets of the invented applicants.
    pub streets: Vec<String>,
}

/// The distribution of arrivals over weekdays, hours, wards and channels.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Arrivals {
    /// The weights of Monday to Sunday.
    pub weekday: [u64; 7],
    /// The weights of the quarters of a day's open time.
    pub quarter: [u64; 4],
    pub ward: BTreeMap<String, u64>,
    /// The weights of the channels, for a procedure that can be filed online.
    pub channel: BTreeMap<String, u64>,
    /// Of a thousand online filings, the number with the help of a ward's adviser.
    pub helped_per_mille: u64,
    /// Of a thousand online filings, the number that is received after the eight hours.
    pub received_late_per_mille: u64,
}

/// A quota: the number of dossiers of some procedures, received in a period, in each state at the
/// period's end.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Quota {
    pub name: String,
    #[serde(deserialize_with = "day")]
    pub from: Day,
    #[serde(deserialize_with = "day")]
    pub to: Day,
    pub received: usize,
    pub in_time: usize,
    pub late: usize,
    /// The dossiers that are open at the end: within due or suspended.
    pub open: usize,
    /// The suspended dossiers among `open`.
    #[serde(default)]
    pub suspended: usize,
    #[serde(default)]
    pub withdrawn: usize,
    /// The dossiers among `late` that are handed over without a letter.
    #[serde(default)]
    pub without_letter: usize,
    /// The dossiers among `open` that become late after the period.
    #[serde(default)]
    pub late_after: usize,
    /// The weights of procedures.
    pub procedures: BTreeMap<String, u64>,
    /// The weights of calendar months (`"2018-09" = 130`); 100 for a month that is not named.
    #[serde(default)]
    pub month: BTreeMap<String, u64>,
    /// The least and the greatest share of the allowed time that an in-time dossier uses, in
    /// percent.
    pub used_percent: [i64; 2],
    /// Of a thousand in-time dossiers, the number that is ready on the day of due.
    #[serde(default)]
    pub on_the_day_per_mille: u64,
    /// The fewest and the most working days of lateness.
    #[serde(default = "days_late")]
    pub days_late: [i64; 2],
    /// The weights of the steps that make a dossier late.
    #[serde(default)]
    pub late_steps: BTreeMap<String, u64>,
    /// The frequencies of incidents.
    #[serde(default, rename = "happen")]
    pub incidents: IncidentRates,
}

/// Of a thousand dossiers of a quota, the number with each incident.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct IncidentRates {
    pub supplement: u64,
    pub second_supplement: u64,
    pub financial_pause: u64,
    pub agency_pause: u64,
    pub returned: u64,
    pub declined: u64,
    pub reassigned: u64,
    pub consulted: u64,
    pub extended: u64,
    pub posted: u64,
    /// The filings refused at the desk, in addition to the received ones; per thousand received.
    pub refused: u64,
    /// The filings guided online and filed again, in addition; per thousand received.
    pub guided: u64,
    /// Of a thousand refused filings, the number that is filed again within weeks.
    pub refiled: u64,
}

/// The absence of an officer, with the stand-in.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Leave {
    pub officer: String,
    pub by: String,
    /// The officer who declares the absence.
    pub declared_by: String,
    #[serde(deserialize_with = "instant")]
    pub from: Instant,
    #[serde(deserialize_with = "instant")]
    pub until: Instant,
}

/// A time in which receptions were written on paper, and were entered on the next day.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Outage {
    #[serde(deserialize_with = "instant")]
    pub from: Instant,
    #[serde(deserialize_with = "instant")]
    pub entered_at: Instant,
    pub reason: String,
}

/// The reason why a plan cannot be executed; the sentence names the part and a possible value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlanError(pub Sentence);

impl ToSentence for PlanError {
    fn to_sentence(&self) -> Sentence {
        self.0.clone()
    }
}

impl fmt::Display for PlanError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl std::error::Error for PlanError {}

impl Plan {
    /// Reads a plan.
    ///
    /// # Errors
    /// [`PlanError`] where the text is not a plan; its sentence contains the line.
    pub fn parse(text: &str) -> Result<Self, PlanError> {
        let plan: Self = toml::from_str(text).map_err(|error| {
            let before = error.span().map_or("", |span| &text[..span.start]);
            let line = before.matches('\n').count() + 1;
            PlanError(sentence!(
                "plan.toml:{line}: {message}",
                line,
                message = Sentence::foreign(error.message())
            ))
        })?;
        plan.quotas.iter().try_for_each(Quota::check)?;
        Ok(plan)
    }

    /// Checks that the rules have the units and officers that the plan names.
    ///
    /// # Errors
    /// [`PlanError`] for the first name of the plan that the rules do not have.
    pub fn check(&self, rules: &Rules) -> Result<(), PlanError> {
        let units = self.arrivals.ward.keys().chain(&self.consulted_units);
        let units = units.chain(std::iter::once(&self.desk));
        let units = units.chain(self.adviser_sessions.period.iter().flat_map(|p| p.weekly.keys()));
        for unit in units {
            if rules.unit(unit).is_none() {
                return Err(PlanError(sentence!("no unit {unit:?} in agency.toml", unit)));
            }
        }
        let officers = self.leave.iter().flat_map(|l| [&l.officer, &l.by, &l.declared_by]);
        for officer in officers {
            if rules.officer(officer).is_none() {
                return Err(PlanError(sentence!(
                    "leave: no officer {officer:?} in agency.toml",
                    officer
                )));
            }
        }
        let leaders = self.campaigns.iter().flat_map(|c| [&c.declared_by, &c.decided_by]);
        let heads = self.initiatives.iter().flat_map(|i| [&i.proposed_by, &i.proposal.owner]);
        for officer in leaders.chain(heads) {
            if rules.officer(officer).is_none() {
                return Err(PlanError(sentence!("no officer {officer:?} in agency.toml", officer)));
            }
        }
        let mut procedures = self.adviser_sessions.procedures.keys();
        if let Some(code) =
            procedures.find(|code| !rules.procedures.iter().any(|p| p.code == **code))
        {
            return Err(PlanError(sentence!("advising: no procedure {code:?} in the rules", code)));
        }
        Ok(())
    }

    /// The first instant of the earliest quota.
    #[must_use]
    pub fn starts_at(&self, zone: &calendar::Zone) -> Instant {
        let first = self.quotas.iter().map(|quota| quota.from).min();
        first.map_or(self.ends_at, |day| zone.at(day, 0))
    }
}

impl Quota {
    fn check(&self) -> Result<(), PlanError> {
        let refuse = |what: Sentence| {
            Err(PlanError(sentence!("quota {name:?}: {what}", name = self.name, what)))
        };
        let sum = self.in_time + self.late + self.open + self.withdrawn;
        if sum != self.received {
            return refuse(sentence!(
                "received is {received}, but in time, late, open and withdrawn sum to {sum}",
                received = self.received,
                sum
            ));
        }
        if self.suspended > self.open
            || self.without_letter > self.late
            || self.late_after > self.open
        {
            return refuse(sentence!("a part is larger than its whole"));
        }
        if self.procedures.values().sum::<u64>() == 0 || self.to < self.from {
            return refuse(sentence!("it has no procedure, or its period ends before it begins"));
        }
        Ok(())
    }
}

fn days_late() -> [i64; 2] {
    [1, 8]
}

fn day<'de, D: serde::Deserializer<'de>>(deserializer: D) -> Result<Day, D::Error> {
    let date = toml::value::Datetime::deserialize(deserializer)?;
    date.to_string().parse().map_err(serde::de::Error::custom)
}

fn instant<'de, D: serde::Deserializer<'de>>(deserializer: D) -> Result<Instant, D::Error> {
    let moment = toml::value::Datetime::deserialize(deserializer)?;
    moment.to_string().parse().map_err(serde::de::Error::custom)
}
