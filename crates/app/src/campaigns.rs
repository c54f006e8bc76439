//! Campaigns: declared, measured on the figures, commendations decided. Knows no page.

use affairs::campaign::{Campaign, Command, Context, Declaration, Refusal};
use calendar::{Calendar, Day, Instant};
use indicators::IdentityBroken;
use indicators::campaign::{Compared, Ground, Standing, compare, standing};
use indicators::summary::DeclaredCampaign;
use store::EventRow;
use text::{Sentence, ToSentence as _, sentence};

use crate::affairs::{self as streams, Entry};
use crate::application::Application;
use crate::command_key::CommandKey;
use crate::core::Core;
use crate::error::Failure;
use crate::figures::Figures;
use crate::inquiry::Inquiry;
use crate::policy::{AffairPermit, Right, Who, permit_affair};

impl From<Refusal> for Failure {
    fn from(why: Refusal) -> Self {
        Self::NotCampaigned(Box::new(why))
    }
}

/// The longest id made from a name.
const LONGEST_ID: usize = 48;

/// The id of what is new, from its name and its first day: letters, digits and hyphens.
#[must_use]
pub fn id_of_name(name: &str, from: Day) -> String {
    let folded = text::fold::fold(name);
    let words = folded.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| !word.is_empty());
    let mut id = words.collect::<Vec<_>>().join("-");
    id.truncate(LONGEST_ID);
    let (year, month, _) = from.ymd();
    format!("{}-{year:04}-{month:02}", id.trim_end_matches('-'))
}

/// The last closing by the end of a day.
fn closing(calendar: &Calendar, day: Day) -> Instant {
    let open = calendar.is_working_day(day);
    calendar.last_closing(if open { day } else { calendar.working_day_before(day) })
}

/// The fault of the stream of a campaign.
pub(crate) fn fault(rows: &[EventRow]) -> Option<Sentence> {
    let campaign = match streams::load::<Campaign>(rows) {
        Ok(campaign) => campaign,
        Err(failure) => return Some(failure.to_sentence()),
    };
    let units = campaign.declared.into_iter().flat_map(|declared| declared.declaration.groups);
    let units: Vec<String> = units.flat_map(|group| group.units).collect();
    let decided = campaign.decided.into_iter().flat_map(|decided| decided.units);
    let mut others = decided.filter(|unit| !units.contains(unit));
    others.next().map(|unit| sentence!("commends {unit}, which is no unit of it", unit))
}

impl Figures {
    /// The standing of a campaign by the record as of an instant.
    ///
    /// # Errors
    /// [`IdentityBroken`] where the counts of a table break an identity.
    pub fn standing(
        &self,
        campaign: &Declaration,
        as_of: Instant,
    ) -> Result<Standing, IdentityBroken> {
        standing(self.ground(as_of), campaign)
    }

    /// The effect that an initiative is measured by.
    ///
    /// # Errors
    /// As [`Figures::standing`].
    pub fn effect(
        &self,
        measure: &affairs::initiative::Measure,
        as_of: Instant,
    ) -> Result<Compared, IdentityBroken> {
        let period = ((measure.from, measure.to), &measure.scope);
        compare(self.ground(as_of), measure.indicator, period, &measure.baseline)
    }

    fn ground(&self, as_of: Instant) -> Ground<'_> {
        Ground { facts: &self.facts, sessions: &self.sessions, as_of }
    }
}

/// The campaigns of the summary report, by what was on record at an instant.
#[must_use]
pub fn declared_campaigns(
    campaigns: Vec<(String, Campaign)>,
    as_of: Instant,
) -> Vec<DeclaredCampaign> {
    let declared = campaigns.into_iter().filter_map(|(id, campaign)| {
        let declared = campaign.declared.filter(|declared| declared.at <= as_of)?;
        let decided = campaign.decided.filter(|decided| decided.at <= as_of);
        Some(DeclaredCampaign {
            id,
            declaration: declared.declaration,
            ended: declared.ends_at <= as_of,
            commended: decided.map(|decided| decided.units),
        })
    });
    declared.collect()
}

impl Inquiry<'_> {
    /// The campaigns of a register that are declared, by id.
    ///
    /// # Errors
    /// The store failed.
    pub fn campaigns(&self, register: &str) -> Result<Vec<(String, Campaign)>, Failure> {
        let mut campaigns: Vec<(String, Campaign)> = streams::all(*self, register)?;
        campaigns.retain(|(_, campaign)| campaign.declared.is_some());
        Ok(campaigns)
    }
}

impl Application {
    /// Declares a campaign of a new id, or anew in place of one that was declared and has not started.
    /// Waits until it is durable.
    ///
    /// # Errors
    /// [`Failure::NoPermit`]; [`Failure::NotCampaigned`] with the reason; [`Failure::AlreadyDone`]
    /// and [`Failure::KeyConflict`] by the key; the store failed, or the record does not fold.
    pub fn declare_campaign(
        &self,
        who: &Who,
        (id, declaration): (&str, Declaration),
        in_place: bool,
        key: CommandKey,
        at: Instant,
    ) -> Result<(), Failure> {
        let permit = permit_affair(who, Right::DeclareCampaigns)?;
        let (id, declaration) = (id.to_owned(), Box::new(declaration));
        let command = match in_place {
            true => Command::Redeclare(declaration),
            false => Command::Declare(declaration),
        };
        self.write(move |core| {
            carry_out(core, permit, (&id, command), &ByRule::default(), (key, at))
        })
    }

    /// Decides which units of a campaign are commended: those that the rule gives where none is
    /// named. Waits until it is durable.
    ///
    /// # Errors
    /// As [`Application::declare_campaign`].
    pub fn commend(
        &self,
        who: &Who,
        id: &str,
        (units, reason): (Option<Vec<String>>, Option<String>),
        key: CommandKey,
        at: Instant,
    ) -> Result<(), Failure> {
        let permit = permit_affair(who, Right::DeclareCampaigns)?;
        let by_rule = self.by_rule(id, at)?;
        let units = units.unwrap_or_else(|| by_rule.units.clone());
        let (id, command) = (id.to_owned(), Command::Commend { units, reason });
        self.write(move |core| carry_out(core, permit, (&id, command), &by_rule, (key, at)))
    }

    fn by_rule(&self, id: &str, at: Instant) -> Result<ByRule, Failure> {
        let register = self.agency_code();
        let campaign = self.ask(|inquiry| inquiry.campaigns(&register))?;
        let campaign = campaign.into_iter().find(|(own_id, _)| own_id == id);
        let declared = campaign.and_then(|(_, campaign)| campaign.declared);
        let (Some(declared), Ok(figures)) = (declared, self.figures(None)?) else {
            return Ok(ByRule::default());
        };
        let standing = figures.standing(&declared.declaration, at);
        let standing = standing.map_err(|broken| Failure::BrokenRecord {
            stream: format!("campaign/{register}/{id}"),
            what: broken.to_string(),
        })?;
        let ranked = standing.units.into_iter().map(|unit| unit.unit).collect();
        Ok(ByRule { units: standing.by_rule, ranked })
    }
}

/// The result of the rule of commendation.
#[derive(Debug, Default)]
struct ByRule {
    units: Vec<String>,
    ranked: Vec<String>,
}

fn carry_out(
    core: &mut Core,
    permit: AffairPermit,
    (id, command): (&str, Command),
    by_rule: &ByRule,
    (key, at): (CommandKey, Instant),
) -> Result<(), Failure> {
    let rules = core.rules();
    let calendar = rules.deadline_calendar();
    let register = rules.agency.as_ref().map_or("own", |agency| agency.code.as_str());
    let context = Context {
        at,
        zone: &calendar.zone,
        closing: &|day| closing(calendar, day),
        unit: &|code| rules.unit(code).is_some(),
        procedure: &|code| rules.procedures.iter().any(|procedure| procedure.code == code),
        field: &|name| rules.procedures.iter().any(|procedure| procedure.field == name),
        by_rule: &by_rule.units,
        ranked: &by_rule.ranked,
    };
    let entry = Entry { actor: permit.actor, at, key: Some(key), sealed: None };
    streams::carry_out::<Campaign>(core, &format!("{register}/{id}"), context, command, entry)?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_is_made_of_plain_letters_digits_and_hyphens() {
        let day = Day::from_ymd(2018, 11, 1);
        let id = id_of_name("Đợt thi đua cao điểm: cải cách hành chính!", day);
        assert_eq!(id, "dot-thi-dua-cao-diem-cai-cach-hanh-chinh-2018-11");
        let long = id_of_name(&"từ ".repeat(60), day);
        assert!(long.len() <= LONGEST_ID + 8 && !long.contains("--"), "{long}");
        assert_eq!(id_of_name("…", day), "-2018-11");
    }
}
