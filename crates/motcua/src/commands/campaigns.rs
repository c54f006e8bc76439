//! `campaigns`: the standing of each campaign by what is on record: scores with their parts, ranks,
//! the share that reached the target, the comparison with the baseline, commendations.

use std::path::Path;

use affairs::campaign::{Campaign, Declared};
use affairs::initiative::Initiative;
use affairs::measure::Scope;
use app::{Figures, Inquiry};
use calendar::Instant;
use indicators::campaign::{Compared, Measured, PartResult, Standing, UnitResult};
use indicators::statistics::{Difference, rate};
use indicators::{Dimension, definitions};
use serde_json::{Value, json};
use text::number::ABSENT;
use text::{Language, sentence};

use super::figure_request::{Names, instant_text};
use super::{CLOCK, now_of};
use crate::args::AnswerFormat;
use crate::command_error::{CommandError, refused, unknown_name, unknown_register};
use crate::out;

/// The figures by which a folder's campaigns are measured.
struct CampaignData {
    figures: Figures,
    names: Names,
    as_of: Instant,
    campaigns: Vec<(String, Campaign)>,
    initiatives: Vec<(String, Initiative)>,
}

pub fn campaigns(
    data: &Path,
    id: Option<&str>,
    as_of: Option<Instant>,
    format: AnswerFormat,
    language: Language,
) -> Result<(), CommandError> {
    let mut campaign_data = read(data, as_of, language)?;
    if let Some(id) = id {
        let ids: Vec<String> = campaign_data.campaigns.iter().map(|(id, _)| id.clone()).collect();
        campaign_data.campaigns.retain(|(known, _)| known == id);
        if campaign_data.campaigns.is_empty() {
            let why = sentence!("there is no campaign {id:?}", id);
            return Err(unknown_name(why, id, ids.iter().map(String::as_str)));
        }
    }
    let mut entries = Vec::new();
    for (id, campaign) in &campaign_data.campaigns {
        let Some(declared) = &campaign.declared else { continue };
        let standing = campaign_data.figures.standing(&declared.declaration, campaign_data.as_of);
        entries.push((id.as_str(), campaign, declared, standing.map_err(refused)?));
    }
    match format {
        AnswerFormat::Text => {
            let texts =
                entries.iter().map(|entry| as_text(&campaign_data, entry)).collect::<Vec<_>>();
            out::print(if texts.is_empty() { "no campaign\n".to_owned() } else { texts.join("\n") })
        }
        AnswerFormat::Json => {
            let values = entries.iter().map(|entry| as_json(&campaign_data, entry));
            let values = values.collect::<Result<Vec<Value>, CommandError>>()?;
            match (id, values.as_slice()) {
                (Some(_), [one]) => out::line(one),
                _ => out::line(json!({ "campaigns": values })),
            }
        }
    }
}

fn read(
    data: &Path,
    as_of: Option<Instant>,
    language: Language,
) -> Result<CampaignData, CommandError> {
    let answer = Inquiry::peek(data, |inquiry| {
        let now = inquiry.now(now_of(inquiry.meta(CLOCK)?))?;
        let register = match inquiry.register(None)? {
            Ok(register) => register,
            Err(unknown) => return Ok(Err(unknown)),
        };
        Ok(Ok(CampaignData {
            figures: inquiry.figures(&register)?,
            names: Names::of(Some(inquiry.rules), language),
            as_of: as_of.unwrap_or(now),
            campaigns: inquiry.campaigns(&register)?,
            initiatives: inquiry.initiatives(&register)?,
        }))
    });
    let mut campaign_data =
        answer.map_err(refused)?.map_err(|unknown| unknown_register(&unknown))?;
    // Declarations and decisions after `as_of` were not known then.
    let as_of = campaign_data.as_of;
    campaign_data.campaigns.retain(|(_, campaign)| {
        campaign.declared.as_ref().is_some_and(|declared| declared.at <= as_of)
    });
    for (_, campaign) in &mut campaign_data.campaigns {
        campaign.decided.take_if(|decided| decided.at > as_of);
    }
    Ok(campaign_data)
}

/// A campaign with its standing.
type Entry<'a> = (&'a str, &'a Campaign, &'a Declared, Standing);

fn as_json(ground: &CampaignData, entry: &Entry<'_>) -> Result<Value, CommandError> {
    let (id, campaign, declared, standing) = entry;
    let it = &declared.declaration;
    let at = |at: Instant| instant_text(at, &ground.figures);
    let decided = campaign.decided.as_ref();
    let initiatives = ground.initiatives.iter().filter(|(_, one)| {
        one.proposal.as_ref().is_some_and(|proposal| proposal.campaign.as_deref() == Some(*id))
    });
    let initiatives = initiatives.map(|(id, one)| initiative(ground, id, one));
    Ok(json!({
        "id": id,
        "name": it.name,
        "name_en": it.name_en,
        "period": { "from": it.from, "to": it.to },
        "as_of": at(ground.as_of),
        "register": ground.figures.register,
        "definitions": definitions::VERSION,
        "state": state(ground.as_of, campaign, declared),
        "declared": { "at": at(declared.at), "by": declared.by },
        "scope": scope(&it.scope),
        "indicators": it.indicators,
        "baseline": {
            "period": { "from": it.baseline.from, "to": it.baseline.to },
            "scope": scope(&it.baseline.scope),
            "same_scope": it.baseline.scope == it.scope,
        },
        "comparisons": standing.compared.iter().map(compared).collect::<Vec<_>>(),
        "blocks": it.blocks.iter().map(|block| json!({
            "code": block.code,
            "name": block.name,
            "name_en": block.name_en,
            "places": block.places,
        })).collect::<Vec<_>>(),
        "units": standing.units.iter().map(|row| unit(ground, campaign, row)).collect::<Vec<_>>(),
        "left_out": standing.left_out.iter().map(|left| json!({
            "unit": left.unit,
            "name": ground.names.name(Dimension::Unit, &left.unit),
            "block": left.block,
            "indicator": left.indicator,
        })).collect::<Vec<_>>(),
        "reached": standing.reached(),
        "ranked": standing.ranked(),
        "share_reached": standing.share_reached(),
        "commended_by_rule": standing.by_rule,
        "commended": decided.map_or(&[][..], |decided| &decided.units),
        "decision": decided.map(|decided| json!({
            "at": at(decided.at),
            "by": decided.by,
            "units": decided.units,
            "reason": decided.reason,
        })),
        "initiatives": initiatives.collect::<Result<Vec<_>, _>>()?,
    }))
}

fn state(as_of: Instant, campaign: &Campaign, declared: &Declared) -> &'static str {
    if campaign.decided.is_some() {
        "decided"
    } else if as_of < declared.starts_at {
        "declared"
    } else if as_of < declared.ends_at {
        "running"
    } else {
        "ended"
    }
}

fn scope(scope: &Scope) -> Value {
    json!({ "field": scope.field, "procedures": scope.procedures })
}

fn measured(measured: &Measured) -> Value {
    json!({
        "x": measured.x,
        "n": measured.n,
        "rate": measured.rate(),
        "interval": measured.interval().map(|(low, high)| [low, high]),
    })
}

fn difference(difference: Option<&Difference>) -> Value {
    difference.map_or(Value::Null, |difference| {
        let (low, high) = &difference.interval;
        json!({ "points": difference.points, "interval": [low, high] })
    })
}

fn compared(compared: &Compared) -> Value {
    json!({
        "indicator": compared.indicator,
        "baseline": measured(&compared.baseline),
        "campaign": measured(&compared.now),
        "difference": difference(compared.difference.as_ref()),
        "like_for_like": compared.like_for_like.as_ref().map(|(like, change)| json!({
            "baseline": measured(like),
            "difference": difference(change.as_ref()),
        })),
    })
}

fn unit(ground: &CampaignData, campaign: &Campaign, row: &UnitResult) -> Value {
    let decided = campaign.decided.as_ref();
    json!({
        "unit": row.unit,
        "name": ground.names.name(Dimension::Unit, &row.unit),
        "block": row.block,
        "score": row.score,
        "parts": row.parts.iter().map(part).collect::<Vec<_>>(),
        "reached": row.reached,
        "rank": row.rank,
        "rank_in_block": row.rank_in_block,
        "commended": decided.is_some_and(|decided| decided.units.contains(&row.unit)),
    })
}

fn part(result: &PartResult) -> Value {
    let PartResult { part, measured, reached, points } = result;
    let threshold = part.threshold;
    json!({
        "indicator": part.indicator,
        "scope": scope(&part.scope),
        "goal": part.goal,
        "weight": part.weight,
        "threshold": {
            "fraction": threshold,
            "percent": rate(threshold.part(), threshold.whole()),
        },
        "x": measured.x,
        "n": measured.n,
        "rate": measured.rate(),
        "reached": reached,
        "points": points,
    })
}

fn initiative(ground: &CampaignData, id: &str, one: &Initiative) -> Result<Value, CommandError> {
    let Some(proposal) = &one.proposal else { return Ok(Value::Null) };
    let effect = ground.figures.effect(&proposal.measure, ground.as_of).map_err(refused)?;
    let done = |at: &Option<Instant>| {
        at.filter(|at| *at <= ground.as_of).map(|at| instant_text(at, &ground.figures))
    };
    let steps = proposal.steps.iter().zip(&one.done);
    let steps = steps.map(|(step, at)| json!({ "step": step, "done_at": done(at) }));
    Ok(json!({
        "id": id,
        "name": proposal.name,
        "unit": proposal.unit,
        "owner": proposal.owner,
        "steps": steps.collect::<Vec<_>>(),
        "effect": compared(&effect),
    }))
}

fn as_text(ground: &CampaignData, entry: &Entry<'_>) -> String {
    let (id, campaign, declared, standing) = entry;
    let it = &declared.declaration;
    let mut text = format!(
        "{id}  {}\n{} – {}  as of {}  {}\n\n",
        it.name,
        it.from,
        it.to,
        instant_text(ground.as_of, &ground.figures),
        state(ground.as_of, campaign, declared),
    );
    for row in &standing.units {
        let parts = row.parts.iter().map(|part| {
            let rate = part.measured.rate().unwrap_or_else(|| ABSENT.to_owned());
            format!(
                "{} {}/{} {rate} %",
                part.part.indicator.code(),
                part.measured.x,
                part.measured.n
            )
        });
        let reached = if row.reached { "reached" } else { "not reached" };
        let commended = campaign.decided.as_ref().is_some_and(|it| it.units.contains(&row.unit));
        text.push_str(&format!(
            "{:>3}  {:<8} {:>7}  {reached:<11}  {}{}\n",
            row.rank,
            row.unit,
            row.score,
            parts.collect::<Vec<_>>().join("; "),
            if commended { "  commended" } else { "" },
        ));
    }
    for left in &standing.left_out {
        let indicator = left.indicator.code();
        text.push_str(&format!(
            "  –  {:<8} left out: nothing to measure by {indicator}\n",
            left.unit
        ));
    }
    let share = standing.share_reached().unwrap_or_else(|| ABSENT.to_owned());
    let (reached, ranked) = (standing.reached(), standing.ranked());
    text.push_str(&format!("\n{reached} of {ranked} units reached their targets: {share} %\n"));
    for compared in &standing.compared {
        let other = compared.like_for_like.is_some();
        let baseline = if other { "baseline of another scope" } else { "baseline" };
        text.push_str(&compared_text(compared, baseline));
    }
    text
}

fn compared_text(compared: &Compared, baseline: &str) -> String {
    let line = |name: &str, from: &Measured, change: Option<&Difference>| {
        let rate = |of: &Measured| of.rate().unwrap_or_else(|| ABSENT.to_owned());
        let change = change.map_or_else(String::new, |change| {
            let (low, high) = &change.interval;
            format!(": {} points ({low} to {high})", change.points)
        });
        let indicator = compared.indicator.code();
        format!("{indicator}, {name}: {} % → {} %{change}\n", rate(from), rate(&compared.now))
    };
    let mut text = line(baseline, &compared.baseline, compared.difference.as_ref());
    if let Some((like, change)) = &compared.like_for_like {
        text.push_str(&line("like for like", like, change.as_ref()));
    }
    text
}
