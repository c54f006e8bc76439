//! The certificates of commendation of a campaign, one sheet a unit.

use askama::Template;
use indicators::campaign::UnitResult;

use super::one::find;
use super::{Ground, block, name};
use crate::address;
use crate::answer::{Answer, html};
use crate::layout::Layout;
use crate::request_context::RequestContext;

#[derive(Template)]
#[template(path = "campaigns/commendations.html")]
struct Page {
    layout: Layout,
    heading: String,
    back: (String, String),
    agency: String,
    sheets: Vec<Sheet>,
    none: bool,
}

struct Sheet {
    unit: String,
    reason: String,
    date: String,
    title: String,
    signer: String,
}

pub(crate) fn page(context: &RequestContext) -> Answer {
    let id = context.code.as_str();
    let ground = Ground::read(context)?;
    let (campaign, declared) = find(&ground, id)?;
    // As it stood when it was decided.
    let decided = campaign.decided.as_ref();
    let as_of = decided.map_or(ground.as_of, |decided| decided.at);
    let standing = ground.figures.standing(&declared.declaration, as_of)?;
    let names = context.names();
    let zone = &context.rules.deadline_calendar().zone;
    let sheets = decided.into_iter().flat_map(|decided| {
        let units = decided.units.iter();
        units.map(|unit| {
            let row = standing.units.iter().find(|row| row.unit == *unit);
            let day = messages::date_of(zone.day(decided.at));
            let officer = context.rules.officer(&decided.by);
            Sheet {
                unit: names.unit(unit),
                reason: row.map(|row| reason(context, declared, row)).unwrap_or_default(),
                date: context.format("commendation-date", &[("day", day.into())]),
                title: officer.map(|officer| officer.title.clone()).unwrap_or_default(),
                signer: names.officer(&decided.by),
            }
        })
    });
    let sheets: Vec<Sheet> = sheets.collect();
    let heading = context.text("page-commendations");
    let path = format!("/campaigns/{}", address::encode(id));
    html(&Page {
        layout: Layout::new(context, &heading),
        heading,
        back: (name(context, declared), context.to(&path)),
        agency: context.rules.agency.as_ref().map(|it| it.name.clone()).unwrap_or_default(),
        none: sheets.is_empty(),
        sheets,
    })
}

fn reason(
    context: &RequestContext,
    declared: &affairs::campaign::Declared,
    row: &UnitResult,
) -> String {
    let it = &declared.declaration;
    let values = [
        ("campaign", name(context, declared).into()),
        ("from", messages::date_of(it.from).into()),
        ("to", messages::date_of(it.to).into()),
        ("score", text::number::decimal(&row.score, context.language).into()),
        ("rank", i64::from(row.rank_in_block).into()),
        ("block", block(context, &it.blocks, &row.block).into()),
    ];
    context.format("commendation-for", &values)
}
