//! Campaigns, for every visitor: which there are, how each stands, its declaration, the decision on commendations, the
//! certificates. Measures nothing.

pub(crate) mod commendations;
pub(crate) mod declare;
pub(crate) mod one;
mod report;

use affairs::campaign::{Block, Campaign, Declared, Refusal};
use app::{Figures, Right, allow, report_name};
use askama::Template;
use calendar::Instant;
use indicators::campaign::Standing;
use indicators::summary::PublishedReport;

pub(super) use self::report::open as open_data;
use crate::address;
use crate::answer::{Answer, Error, html};
use crate::layout::Layout;
use crate::pages::open_data::readers_text;
use crate::request_context::RequestContext;

#[derive(Template)]
#[template(path = "campaigns/list.html")]
struct Page {
    layout: Layout,
    rows: Vec<Row>,
    /// The address of the form for a new campaign, for readers with that right.
    declare: Option<String>,
    done: Option<String>,
    /// Further pages, for officers.
    ways: Vec<(String, String)>,
}

/// A campaign in the list.
struct Row {
    name: String,
    href: String,
    period: String,
    state: String,
    share: String,
}

/// The campaigns of the agency with what they are measured on.
pub(super) struct Ground {
    pub figures: Figures,
    pub as_of: Instant,
    pub campaigns: Vec<(String, Campaign)>,
}

impl Ground {
    /// Reads them, as of now.
    pub(super) fn read(context: &RequestContext) -> Result<Self, Error> {
        let figures = context.app().figures(None)?;
        let figures = figures.unwrap_or_else(|_| Figures::empty(""));
        let (as_of, campaigns) = context.app().ask(|inquiry| {
            Ok((inquiry.now(context.now())?, inquiry.campaigns(&figures.register)?))
        })?;
        Ok(Self { figures, as_of, campaigns })
    }

    fn standing(&self, declared: &Declared) -> Result<Standing, Error> {
        Ok(self.figures.standing(&declared.declaration, self.as_of)?)
    }
}

pub(crate) fn page(context: &RequestContext) -> Answer {
    let ground = Ground::read(context)?;
    let rows = ground.campaigns.iter().rev().filter_map(|(id, campaign)| {
        let declared = campaign.declared.as_ref()?;
        Some(row(context, &ground, (id, campaign, declared)))
    });
    let may_declare = allow(&context.who(), Right::DeclareCampaigns).is_ok();
    let done = !context.confirmation("declared").is_empty();
    let officer = allow(&context.who(), Right::Campaigns).is_ok();
    let ways = [("page-initiatives", "/initiatives"), ("page-advisers", "/advisers")];
    let ways = ways.into_iter().filter(|_| officer);
    html(&Page {
        layout: Layout::new(context, &context.text("page-campaigns")),
        rows: rows.collect::<Result<_, _>>()?,
        declare: may_declare.then(|| context.to("/campaigns/new")),
        done: done.then(|| context.text("campaign-declared_done")),
        ways: ways.map(|(key, path)| (context.text(key), context.to(path))).collect(),
    })
}

fn row(
    context: &RequestContext,
    ground: &Ground,
    (id, campaign, declared): (&str, &Campaign, &Declared),
) -> Result<Row, Error> {
    let standing = ground.standing(declared)?;
    let it = &declared.declaration;
    let day = messages::date_of;
    Ok(Row {
        name: name(context, declared),
        href: context.to(&format!("/campaigns/{}", address::encode(id))),
        period: format!("{} – {}", day(it.from), day(it.to)),
        state: state(context, ground.as_of, campaign, declared),
        share: share(context, &standing).unwrap_or_else(|| text::number::ABSENT.to_owned()),
    })
}

/// The name under which the readers of a campaign's page are counted.
fn reader_name(id: &str) -> String {
    let unnamed = Default::default();
    report_name(&PublishedReport::Campaign(id.to_owned(), unnamed))
}

/// A declared campaign as a published report.
pub(super) struct Published {
    pub name: String,
    pub href: String,
    pub readers: String,
    /// Words and address of each file.
    pub files: [(String, String); 3],
}

/// The declared campaigns as published reports, the latest first.
pub(super) fn published(context: &RequestContext) -> Result<Vec<Published>, Error> {
    let Some(own) = context.rules.agency.as_ref() else { return Ok(Vec::new()) };
    let campaigns = context.app().ask(|inquiry| inquiry.campaigns(&own.code))?;
    let mut lines = Vec::new();
    for (id, campaign) in campaigns.iter().rev() {
        let Some(declared) = &campaign.declared else { continue };
        let readers = context.app().readers_of(&reader_name(id))?;
        let file = |kind: &str| {
            let file = format!("/open-data/{}.{kind}", address::encode(&format!("campaign-{id}")));
            (kind.to_uppercase(), context.to(&file))
        };
        let schema = context.to("/open-data/campaigns.schema.json");
        lines.push(Published {
            name: name(context, declared),
            href: context.to(&format!("/campaigns/{}", address::encode(id))),
            readers: readers_text(context, readers),
            files: [file("csv"), file("json"), (context.text("open_data-schema"), schema)],
        });
    }
    Ok(lines)
}

/// The name in the reader's language, where it has one.
pub(super) fn name(context: &RequestContext, declared: &Declared) -> String {
    let it = &declared.declaration;
    context.language.choose(&it.name, &it.name_en).to_owned()
}

/// The name of a block in the reader's language, where it has one.
fn block(context: &RequestContext, blocks: &[Block], code: &str) -> String {
    let own = blocks.iter().find(|block| block.code == code);
    own.map_or_else(
        || code.to_owned(),
        |block| context.language.choose(&block.name, &block.name_en).to_owned(),
    )
}

fn state(
    context: &RequestContext,
    as_of: Instant,
    campaign: &Campaign,
    declared: &Declared,
) -> String {
    let state = state_code(as_of, campaign, declared);
    context.text(&format!("campaign-state_{state}"))
}

fn state_code(as_of: Instant, campaign: &Campaign, declared: &Declared) -> &'static str {
    match campaign.decided {
        Some(_) => "decided",
        None if as_of < declared.starts_at => "declared",
        None if as_of < declared.ends_at => "running",
        None => "ended",
    }
}

/// The share of ranked units that reached their targets.
fn share(context: &RequestContext, standing: &Standing) -> Option<String> {
    let values = [
        ("reached", context.number(standing.reached()).into()),
        ("ranked", context.number(standing.ranked()).into()),
        ("share", context.percent(Some(&standing.share_reached()?)).into()),
    ];
    Some(context.format("campaigns-reached_of", &values))
}

/// Why a command was not carried out, in words.
fn refusal_text(context: &RequestContext, why: &Refusal) -> String {
    let zone = &context.rules.deadline_calendar().zone;
    let (day, name) = match why {
        Refusal::AlreadyDeclared(at) => (messages::date_of(zone.day(*at)), String::new()),
        Refusal::Started(day) | Refusal::TooLate(day) | Refusal::NotEnded(day) => {
            (messages::date_of(*day), String::new())
        }
        Refusal::NotRanked(unit) => (String::new(), context.names().unit(unit)),
        Refusal::Faulty(fault) => (String::new(), fault.name()),
        _ => Default::default(),
    };
    let values = [("day", day.into()), ("name", name.into())];
    context.format(&format!("campaign-why_{}", why.code()), &values)
}

#[test]
fn every_refusal_has_its_words() {
    for why in Refusal::all() {
        for language in text::Language::ALL {
            let key = format!("campaign-why_{}", why.code());
            assert!(!messages::text(language, &key, &[]).starts_with('['), "{key}");
        }
    }
}
