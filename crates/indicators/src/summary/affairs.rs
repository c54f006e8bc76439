//! The work of the agency in addition to its dossiers: the sessions of the advisory teams, and the
//! campaigns of the period with their results.

use std::collections::BTreeMap;

use affairs::adviser_session::Outcome;
use affairs::campaign::Declaration;
use affairs::measure::{Indicator, Scope};
use calendar::{Day, Instant};

use super::composer::{Composer, Counted, holds_zero};
use super::oversight::{Published, Visits};
use super::{Behind, Section, Sentence, Value, Word};
use crate::advisers::{Sessions, of_query};
use crate::campaign::{Compared, Ground, Measured, Standing, UnitResult, standing};
use crate::counts::IdentityBroken;
use crate::figure::Figure;
use crate::query::{Dimension, Filters, Query};
use crate::statistics::Difference;
use crate::suppressed::SMALLEST;

/// Teams listed, most sessions first.
const SHOWN: usize = 14;

/// The affairs of a register that are no dossiers.
#[derive(Clone, Copy, Debug)]
pub struct Affairs<'a> {
    pub sessions: &'a Sessions,
    pub campaigns: &'a [DeclaredCampaign],
    /// The inspection visits; `None` where the reader may not see them.
    pub inspections: Option<Visits<'a>>,
    /// Of the period.
    pub published: &'a [Published],
}

impl<'a> Affairs<'a> {
    /// The affairs of a register that has only sessions.
    #[must_use]
    pub const fn of(sessions: &'a Sessions) -> Self {
        Self { sessions, campaigns: &[], inspections: None, published: &[] }
    }
}

/// A campaign with what was decided, as far as it is known.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DeclaredCampaign {
    pub id: String,
    pub declaration: Declaration,
    /// Whether it has ended.
    pub ended: bool,
    pub commended: Option<Vec<String>>,
}

impl Composer<'_> {
    /// Whether nothing is asked for but a period and procedures, by which alone sessions are known.
    fn asks_whole(&self) -> bool {
        let filters = &self.query.filters;
        let procedures = filters.procedures.clone();
        *filters == Filters { procedures, ..Filters::default() }
    }

    /// The sessions of the period by outcome and team.
    pub fn advisers(&self) -> Section {
        let id = "advisers";
        let mut by_outcome: BTreeMap<Outcome, u64> = BTreeMap::new();
        let mut teams: BTreeMap<&str, u64> = BTreeMap::new();
        for held in of_query(self.affairs.sessions, self.query) {
            *by_outcome.entry(held.outcome).or_default() += 1;
            *teams.entry(&held.unit).or_default() += 1;
        }
        let total: u64 = by_outcome.values().sum();
        let few = self.visibility.public.is_some() && total < SMALLEST;
        if total == 0 || few || !self.asks_whole() {
            return Section { id, sentences: Vec::new() };
        }
        let behind = |outcome, team: Option<&str>| Behind::Sessions {
            query: self.query.clone(),
            outcome,
            team: team.map(str::to_owned),
        };
        let of = |outcome: Outcome| by_outcome.get(&outcome).copied().unwrap_or_default();
        let mut sentence = Sentence::new(if self.visibility.public.is_some() {
            "advisers_total"
        } else {
            "advisers"
        });
        sentence = sentence.number("sessions", Value::Sessions(total), behind(None, None));
        if self.visibility.public.is_some() {
            return Section { id, sentences: vec![sentence] };
        }
        for (name, outcome) in [
            ("online", Outcome::FiledOnline),
            ("desk", Outcome::FiledAtDesk),
            ("advised", Outcome::Advised),
        ] {
            let number = Value::Sessions(of(outcome));
            sentence = sentence.number(name, number, behind(Some(outcome), None));
        }
        let mut sentences = vec![sentence];
        let mut teams: Vec<(&str, u64)> = teams.into_iter().collect();
        teams.sort_by_key(|(team, n)| (std::cmp::Reverse(*n), *team));
        sentences.extend(teams.into_iter().take(SHOWN).map(|(team, n)| {
            Sentence::row("advisers_team")
                .word("name", Word::Named(Dimension::Unit, team.to_owned()))
                .number("sessions", Value::Sessions(n), behind(None, Some(team)))
        }));
        Section { id, sentences }
    }

    /// The campaigns of the period, in one section.
    pub fn campaigns(&self) -> Result<Section, IdentityBroken> {
        let mut sentences = Vec::new();
        let within = self.affairs.campaigns.iter().filter(|campaign| {
            let it = &campaign.declaration;
            it.from <= self.query.to && it.to >= self.query.from
        });
        for campaign in within.filter(|campaign| self.is_asked(&campaign.declaration)) {
            let ground = Ground {
                facts: self.facts,
                sessions: self.affairs.sessions,
                as_of: self.query.as_of,
            };
            let standing = standing(ground, &campaign.declaration)?;
            sentences.extend(self.campaign(campaign, &standing));
        }
        Ok(Section { id: "campaigns", sentences })
    }

    /// A report of everything, or of the campaign's own procedures, names it.
    fn is_asked(&self, campaign: &Declaration) -> bool {
        let filters = &self.query.filters;
        let Scope { field, procedures } = &campaign.scope;
        let own = |filter: &[String]| filter.is_empty() || filter == procedures.as_slice();
        let rest = Filters { procedures: Vec::new(), field: None, ..filters.clone() };
        rest == Filters::default()
            && own(&filters.procedures)
            && (filters.field.is_none() || filters.field == *field)
    }

    fn campaign(&self, campaign: &DeclaredCampaign, standing: &Standing) -> Vec<Sentence> {
        let it = &campaign.declaration;
        let behind = || Behind::Campaign(campaign.id.clone(), self.query.as_of);
        let id = if campaign.ended { "campaign" } else { "campaign_running" };
        let mut sentence = Sentence::new(id)
            .word("name", Word::Titled(it.name.clone(), it.name_en.clone()))
            .word("from", Word::Day(it.from))
            .word("to", Word::Day(it.to));
        for (name, n) in [("reached", standing.reached()), ("ranked", standing.ranked())] {
            sentence = sentence.number(name, Value::Units(n), behind());
        }
        let Some(share) = standing.share_reached() else { return Vec::new() };
        let mut sentences = vec![sentence.number("share", Value::ShareOfUnits(share), behind())];
        if self.visibility.public.is_none() {
            for compared in &standing.compared {
                sentences.extend(sentences_of(compared, it, self.query.as_of));
            }
            sentences.extend(standing.left_out.iter().map(|left| {
                let unit = Word::Named(Dimension::Unit, left.unit.clone());
                Sentence::row("campaign_left_out").word("name", unit)
            }));
        }
        if let Some(units) = &campaign.commended {
            let n = Value::Units(units.len() as u64);
            sentences.push(Sentence::new("commended").number("n", n, behind()));
            let public = self.visibility.public.is_some();
            sentences.extend(standing.by_rank(units).into_iter().map(|unit| {
                let row = standing.units.iter().find(|row| row.unit == unit);
                commended(unit, row.filter(|_| !public))
            }));
        }
        sentences
    }
}

/// A comparison with the baseline; with the like-for-like figure where the scopes differ.
fn sentences_of(compared: &Compared, campaign: &Declaration, as_of: Instant) -> Vec<Sentence> {
    let (period, baseline) = ((campaign.from, campaign.to), &campaign.baseline);
    let earlier = (baseline.from, baseline.to);
    let counted = |measured: &Measured, period, scope: &Scope| {
        counted(compared.indicator, measured, (period, scope), as_of)
    };
    let now = counted(&compared.now, period, &campaign.scope);
    let sentence = |id, from: &[Counted; 2], change: &Difference| {
        let (from, to) = ([&from[0], &from[1]], [&now[0], &now[1]]);
        Sentence::row(id)
            .word("indicator", Word::Indicator(compared.indicator))
            .share("then_rate", from[0], from[1])
            .share("rate", to[0], to[1])
            .change(change, from, to)
    };
    let other = compared.like_for_like.is_some();
    let first = compared.difference.as_ref().map(|change| {
        let id = match holds_zero(change) {
            true => "campaign_same",
            false if other => "campaign_other_scope",
            false => "campaign_compared",
        };
        sentence(id, &counted(&compared.baseline, earlier, &baseline.scope), change)
    });
    let like = compared.like_for_like.as_ref().and_then(|(like, change)| {
        let like = counted(like, earlier, &campaign.scope);
        Some(sentence("campaign_like_for_like", &like, change.as_ref()?))
    });
    first.into_iter().chain(like).collect()
}

/// What was measured, each part with its list.
fn counted(
    indicator: Indicator,
    measured: &Measured,
    ((from, to), scope): ((Day, Day), &Scope),
    as_of: Instant,
) -> [Counted; 2] {
    let filters = Filters {
        field: scope.field.clone(),
        procedures: scope.procedures.clone(),
        ..Filters::default()
    };
    let whole = Query { as_of, filters, ..Query::new(from, to) };
    let mut part = whole.clone();
    let (x, n) = match indicator {
        Indicator::Finished => (Figure::Finished, Figure::Received),
        Indicator::InTime => (Figure::InTime, Figure::Finished),
        Indicator::Online | Indicator::Sessions => {
            part.filters.channel = Some("online".to_owned());
            (Figure::Received, Figure::Received)
        }
    };
    [Counted::new(&part, x, measured.x), Counted::new(&whole, n, measured.n)]
}

/// A commended unit; with its score where that is given.
fn commended(unit: &str, row: Option<&UnitResult>) -> Sentence {
    let name = Word::Named(Dimension::Unit, unit.to_owned());
    match row {
        Some(row) => Sentence::row("commended_unit")
            .word("name", name)
            .word("score", Word::Decimal(row.score.clone())),
        None => Sentence::row("commended_unit_alone").word("name", name),
    }
}
