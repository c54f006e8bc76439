//! One campaign, for every visitor: the frozen rule; scores with their parts, which officers see, ranks, the comparison with the baseline, initiatives, and
//! the form by which the leader decides on commendations.

use affairs::campaign::{Campaign, Declared};
use affairs::measure::Scope;
use app::{Failure, Right, allow};
use askama::Template;
use axum::http::StatusCode;
use indicators::campaign::{Measured, PartResult, Standing, UnitResult};
use indicators::statistics::{Difference, rate};

use super::report::Shown;
use super::{Ground, block, name, refusal_text, state};
use crate::address::{self, Params};
use crate::answer::{Answer, Error, html_with, see};
use crate::fields::{Choice, Fault, Field, Form, Kind};
use crate::layout::Layout;
use crate::pages::open_data::readers_text;
use crate::report::Report;
use crate::request_context::RequestContext;

#[derive(Template)]
#[template(path = "campaigns/one.html")]
struct Page {
    layout: Layout,
    heading: String,
    said: String,
    state: String,
    finding: String,
    /// The declared groups of units with their targets.
    frozen: Vec<(String, Vec<String>)>,
    /// Whether scores, parts and comparisons are shown: to officers, as their numbers may be small.
    whole: bool,
    heads: Vec<&'static str>,
    units: Vec<Line>,
    left_out: Vec<String>,
    baseline: String,
    compared: Vec<[String; 4]>,
    /// The rule, and what was decided.
    rule: String,
    decided: Vec<String>,
    commended: Vec<String>,
    print: Option<String>,
    /// The form of the decision, for the leader once the campaign has ended.
    decide: Option<Decide>,
    done: Option<String>,
    faults: Vec<Fault>,
    readers: String,
    /// Words and address of each file.
    files: [(String, String); 3],
}

struct Line {
    cells: Vec<String>,
    parts: Vec<String>,
}

/// The columns of the units.
const HEADS: [&str; 7] = ["rank", "unit", "block", "rank_in_block", "reached", "score", "parts"];
/// The number of columns that every visitor sees.
const PUBLIC_HEADS: usize = 5;

struct Decide {
    action: String,
    token: String,
    key: String,
    fields: Vec<Field>,
}

pub(crate) fn page(context: &RequestContext) -> Answer {
    show(context, StatusCode::OK, Vec::new())
}

/// Takes the leader's decision.
pub(crate) fn send(context: &RequestContext) -> Answer {
    let id = context.code.as_str();
    let ground = Ground::read(context)?;
    let (_, declared) = find(&ground, id)?;
    let mut form = form(context, &ground.standing(declared)?);
    form.fill(&context.form);
    let units = form.lines("units");
    let key = context.command_key(format!(
        "campaign/{id}/{}/{}",
        context.actor().id,
        context.form.raw("key")
    ));
    let decision = (Some(units), form.filled("reason"));
    match context.app().commend(&context.who(), id, decision, key, context.now()) {
        Ok(()) | Err(Failure::AlreadyDone { .. }) => {
            let path = format!("/campaigns/{}", address::encode(id));
            see(&context.confirmed(&path, &Params::default().with("decided", "1")))
        }
        Err(Failure::NotCampaigned(refusal)) => {
            let faults = vec![Fault::new("units", refusal_text(context, &refusal))];
            show(context, StatusCode::CONFLICT, faults)
        }
        Err(failure) => Err(failure.into()),
    }
}

pub(super) fn find<'a>(
    ground: &'a Ground,
    id: &str,
) -> Result<(&'a Campaign, &'a Declared), Error> {
    let own_campaign = ground.campaigns.iter().find(|(own, _)| own == id);
    let own_campaign =
        own_campaign.and_then(|(_, campaign)| Some((campaign, campaign.declared.as_ref()?)));
    own_campaign.ok_or(Error::NoPage)
}

fn show(context: &RequestContext, status: StatusCode, faults: Vec<Fault>) -> Answer {
    let id = context.code.as_str();
    let ground = Ground::read(context)?;
    let (campaign, declared) = find(&ground, id)?;
    let standing = ground.standing(declared)?;
    let whole = allow(&context.who(), Right::Campaigns).is_ok();
    if Report::is_file(context) {
        let standing = &standing;
        let shown = Shown { id, ground: &ground, campaign, declared, standing, whole };
        return shown.report(context).answer(context, |_| Err(Error::NoPage));
    }
    let report = super::reader_name(id);
    let readers = match status {
        StatusCode::OK => context.app().count_reader(&report)?,
        _ => context.app().readers_of(&report)?,
    };
    let names = context.names();
    let heading = name(context, declared);
    let path = format!("/campaigns/{}", address::encode(id));
    let decided = campaign.decided.as_ref();
    let ended = ground.as_of >= declared.ends_at && decided.is_none();
    let may = allow(&context.who(), Right::DeclareCampaigns).is_ok() && ended;
    let mut form = form(context, &standing);
    if !faults.is_empty() {
        form.fill(&context.form);
        form.mark(&faults);
    }
    let decide = match may {
        true => Some(Decide {
            action: context.to(&format!("{path}/decide")),
            token: context.token()?,
            key: context.random_text(),
            fields: form.fields,
        }),
        false => None,
    };
    let heads = &HEADS[..if whole { HEADS.len() } else { PUBLIC_HEADS }];
    let (finding, text) =
        (finding(context, &standing), declaration_text(context, &ground, declared));
    let page = Page {
        layout: Layout::new(context, &heading),
        readers: readers_text(context, readers),
        files: files(context, id, &path),
        said: text,
        state: state(context, ground.as_of, campaign, declared),
        finding,
        frozen: frozen(context, declared),
        whole,
        heads: heads.to_vec(),
        units: standing.units.iter().map(|row| line(context, declared, row, whole)).collect(),
        left_out: left_out(context, &standing),
        baseline: baseline(context, declared),
        compared: if whole { compared(context, &standing) } else { Vec::new() },
        rule: rule(context, declared),
        decided: decision(context, campaign),
        commended: decided
            .map(|decided| standing.by_rank(&decided.units))
            .map(|units| units.into_iter().map(|unit| names.unit(unit)).collect())
            .unwrap_or_default(),
        print: decided.filter(|_| whole).map(|_| context.to(&format!("{path}/commendations"))),
        decide,
        done: (!context.confirmation("decided").is_empty()).then(|| context.text("campaign-done")),
        heading,
        faults,
    };
    html_with(status, &page)
}

/// The units that were ranked, those of the rule ticked; the reason.
fn form(context: &RequestContext, standing: &Standing) -> Form {
    let names = context.names();
    let choices = standing.units.iter().map(|row| Choice::new(&row.unit, names.unit(&row.unit)));
    let units = Field::of_key(context, Kind::Ticks, "units", "campaign-choose").optional();
    let units = units.choices(choices.collect()).text(&standing.by_rule.join("\n"));
    let reason = Field::of_key(context, Kind::Long, "reason", "campaign-reason").unmarked();
    Form::new(context.zone(), vec![units, reason])
}

/// The files of the page: words and address.
fn files(context: &RequestContext, id: &str, path: &str) -> [(String, String); 3] {
    let file = |kind: &str| context.link(path, &Params::default().with("as", kind));
    let open = format!("/open-data/{}.json", address::encode(&format!("campaign-{id}")));
    [("xlsx", file("xlsx")), ("csv", file("csv")), ("json", context.to(&open))]
        .map(|(kind, href)| (context.text(&format!("reports-file_{kind}")), href))
}

/// The units that are not ranked, each with the reason.
pub(super) fn left_out(context: &RequestContext, standing: &Standing) -> Vec<String> {
    let left_out = standing.left_out.iter().map(|left| {
        let indicator = context.text(&format!("indicator-{}", left.indicator.code()));
        let unit = context.names().unit(&left.unit);
        let values = [("unit", unit.into()), ("indicator", indicator.into())];
        context.format("campaign-left_out_one", &values)
    });
    left_out.collect()
}

pub(super) fn finding(context: &RequestContext, standing: &Standing) -> String {
    let Some(share) = standing.share_reached() else {
        return context.text("campaign-no_finding");
    };
    let values = [
        ("reached", context.number(standing.reached()).into()),
        ("ranked", context.number(standing.ranked()).into()),
        ("share", context.percent(Some(&share)).into()),
    ];
    context.format("campaign-finding", &values)
}

fn declaration_text(context: &RequestContext, ground: &Ground, declared: &Declared) -> String {
    let at = |at| messages::instant(context.language, at, &ground.figures.zone);
    let it = &declared.declaration;
    let values = [
        ("from", messages::date_of(it.from).into()),
        ("to", messages::date_of(it.to).into()),
        ("by", context.names().officer(&declared.by).into()),
        ("at", at(declared.at).into()),
        ("now", at(ground.as_of).into()),
    ];
    context.format("campaign-said", &values)
}

fn line(context: &RequestContext, declared: &Declared, row: &UnitResult, whole: bool) -> Line {
    let blocks = &declared.declaration.blocks;
    let reached = if row.reached { "campaign-yes" } else { "campaign-no" };
    let mut cells = vec![
        row.rank.to_string(),
        context.names().unit(&row.unit),
        block(context, blocks, &row.block),
        row.rank_in_block.to_string(),
        context.text(reached),
    ];
    if !whole {
        return Line { cells, parts: Vec::new() };
    }
    cells.push(text::number::decimal(&row.score, context.language));
    Line { cells, parts: row.parts.iter().map(|result| part(context, result)).collect() }
}

/// The declaration by group: block and units, then each target.
pub(super) fn frozen(context: &RequestContext, declared: &Declared) -> Vec<(String, Vec<String>)> {
    let (it, names) = (&declared.declaration, context.names());
    let group = |group: &affairs::campaign::Group| {
        let units: Vec<String> = group.units.iter().map(|unit| names.unit(unit)).collect();
        let block = block(context, &it.blocks, &group.block);
        let targets = group.parts.iter().map(|part| {
            let threshold = rate(part.threshold.part(), part.threshold.whole());
            let values = [
                ("indicator", context.text(&format!("indicator-{}", part.indicator.code())).into()),
                ("threshold", context.percent(threshold.as_deref()).into()),
                ("weight", i64::from(part.weight).into()),
            ];
            context.format("campaign-target", &values)
        });
        (format!("{block}: {}", units.join(", ")), targets.collect())
    };
    it.groups.iter().map(group).collect()
}

fn part(context: &RequestContext, result: &PartResult) -> String {
    let PartResult { part, measured, points, .. } = result;
    let threshold = rate(part.threshold.part(), part.threshold.whole());
    let values = [
        ("indicator", context.text(&format!("indicator-{}", part.indicator.code())).into()),
        ("x", context.number(measured.x).into()),
        ("n", context.number(measured.n).into()),
        ("rate", context.percent(measured.rate().as_deref()).into()),
        ("threshold", context.percent(threshold.as_deref()).into()),
        ("weight", i64::from(part.weight).into()),
        ("points", text::number::decimal(points, context.language).into()),
    ];
    context.format("campaign-part", &values)
}

fn scope(context: &RequestContext, scope: &Scope) -> String {
    let field = scope.field.as_ref().map(|field| {
        context.format("campaign-scope_field", &[("field", context.names().field(field).into())])
    });
    let procedures = (!scope.procedures.is_empty()).then(|| {
        let n = scope.procedures.len() as i64;
        context.format("campaign-scope_procedures", &[("n", n.into())])
    });
    let parts: Vec<String> = field.into_iter().chain(procedures).collect();
    match parts.is_empty() {
        true => context.text("campaign-scope_all"),
        false => parts.join(", "),
    }
}

pub(super) fn baseline(context: &RequestContext, declared: &Declared) -> String {
    let it = &declared.declaration;
    let values = [
        ("from", messages::date_of(it.baseline.from).into()),
        ("to", messages::date_of(it.baseline.to).into()),
    ];
    let text = context.format("campaign-baseline", &values);
    if it.baseline.scope == it.scope {
        return text;
    }
    let values = [
        ("baseline", scope(context, &it.baseline.scope).into()),
        ("scope", scope(context, &it.scope).into()),
    ];
    format!("{text} {}", context.format("campaign-other_scope", &values))
}

/// A share with its numbers.
pub(in crate::pages) fn measured(context: &RequestContext, of: &Measured) -> String {
    let values = [
        ("x", context.number(of.x).into()),
        ("n", context.number(of.n).into()),
        ("rate", context.percent(of.rate().as_deref()).into()),
    ];
    context.format("campaign-share_of", &values)
}

/// A difference with its interval: `+4,48 (3,17 – 5,72)`.
pub(in crate::pages) fn difference(
    context: &RequestContext,
    difference: Option<&Difference>,
) -> String {
    let Some(difference) = difference else { return text::number::ABSENT.to_owned() };
    let decimal = |text: &str| text::number::decimal(text, context.language);
    let sign = if difference.points.starts_with('-') { "" } else { "+" };
    let (low, high) = &difference.interval;
    format!("{sign}{} ({} – {})", decimal(&difference.points), decimal(low), decimal(high))
}

/// Name, baseline, campaign, difference.
pub(super) fn compared(context: &RequestContext, standing: &Standing) -> Vec<[String; 4]> {
    let mut rows = Vec::new();
    for compared in &standing.compared {
        let name = context.text(&format!("indicator-{}", compared.indicator.code()));
        let now = measured(context, &compared.now);
        let change = difference(context, compared.difference.as_ref());
        rows.push([name.clone(), measured(context, &compared.baseline), now.clone(), change]);
        if let Some((like, change)) = &compared.like_for_like {
            let name = context.format("campaign-like_for_like", &[("indicator", name.into())]);
            let change = difference(context, change.as_ref());
            rows.push([name, measured(context, like), now, change]);
        }
    }
    rows
}

pub(super) fn rule(context: &RequestContext, declared: &Declared) -> String {
    let blocks = &declared.declaration.blocks;
    let places = blocks.iter().filter(|block| block.places > 0).map(|one| {
        let name = block(context, blocks, &one.code);
        let values = [("n", i64::from(one.places).into()), ("block", name.into())];
        context.format("campaign-rule_places", &values)
    });
    let places = places.collect::<Vec<_>>().join(", ");
    context.format("campaign-rule", &[("places", places.into())])
}

pub(super) fn decision(context: &RequestContext, campaign: &Campaign) -> Vec<String> {
    let Some(decided) = &campaign.decided else { return Vec::new() };
    let zone = &context.rules.deadline_calendar().zone;
    let at = messages::instant(context.language, decided.at, zone);
    let by = context.names().officer(&decided.by);
    let decision = context.format("campaign-decided", &[("by", by.into()), ("at", at.into())]);
    let reason = decided
        .reason
        .clone()
        .map(|reason| context.format("campaign-decided_reason", &[("reason", reason.into())]));
    let none = decided.units.is_empty().then(|| context.text("campaign-nobody"));
    std::iter::once(decision).chain(reason).chain(none).collect()
}
