//! A citizen's own page: what waits for them, what is under way, what is done, and their drafts.

use app::{DossierRow, KeptDraft, Order, Pick};
use askama::Template;
use dossier::Phase;

use super::dossier::{Need, needed_papers};
use super::draft::AGAIN;
use super::{address_of, name_of, person};
use crate::address::{Params, encode};
use crate::answer::{Answer, Error, html};
use crate::layout::Layout;
use crate::pages::dossier::standing::Tag;
use crate::request_context::RequestContext;

/// Dossiers a page; the newest come first.
const PAGE: usize = 50;
/// Filings and dossiers that wait for the citizen, at most, of each; they stand on the first page.
const ASIDE: usize = 50;

const NOT_RECEIVED: [Phase; 2] = [Phase::Filed, Phase::Guided];

#[derive(Template)]
#[template(path = "citizen/my.html")]
struct MyPage {
    layout: Layout,
    token: String,
    done: String,
    contact: String,
    waiting: Vec<Line>,
    under_way: Vec<Line>,
    ended: Vec<Line>,
    drafts: Vec<Draft>,
    procedures: String,
    claim: String,
    browsers: String,
    data: String,
    empty: bool,
    first: Option<String>,
    next: Option<String>,
}

/// A dossier in the list.
struct Line {
    name: String,
    href: String,
    procedure: String,
    tag: Tag,
    due: String,
    need: Option<Need>,
}

struct Draft {
    procedure: String,
    href: String,
    drop: String,
    touched: String,
    again: bool,
}

/// The page.
pub(crate) fn page(context: &RequestContext) -> Answer {
    let person = person(context)?;
    let app = context.app();
    let first_page = context.params.get("after").is_none();
    let mut rows = if first_page { aside(context)? } else { Vec::new() };
    let (received, next) = received(context)?;
    rows.extend(received);
    let (mut waiting, mut under_way, mut ended) = (Vec::new(), Vec::new(), Vec::new());
    for row in &rows {
        let Some((line, phase)) = line(context, row)? else { continue };
        let list = match phase {
            _ if line.need.is_some() => &mut waiting,
            Phase::Filed | Phase::Open | Phase::Guided | Phase::Ready => &mut under_way,
            _ => &mut ended,
        };
        list.push(line);
    }
    let drafts = app.drafts_of(&person)?;
    let drafts = drafts.iter().filter(|stored| !stored.draft.procedure.is_empty());
    let drafts: Vec<Draft> = drafts.map(|stored| draft(context, stored)).collect();
    let done = match context.confirmation("done") {
        done @ ("saved" | "dropped") => context.text(&format!("my-done_{done}")),
        _ => String::new(),
    };
    html(&MyPage {
        layout: Layout::new(context, &context.text("page-my")),
        token: context.token()?,
        done,
        contact: app.contact_of(&person)?.unwrap_or_default(),
        empty: rows.is_empty() && drafts.is_empty(),
        waiting,
        under_way,
        ended,
        drafts,
        procedures: context.to("/procedures"),
        claim: context.to("/my/claim"),
        browsers: context.to("/my/browsers"),
        data: context.to("/my/data"),
        first: (!first_page).then(|| context.to("/my")),
        next: next.map(|(at, stream)| {
            context.link("/my", &Params::default().with("after", &format!("{at}:{stream}")))
        }),
    })
}

/// After which a page begins.
type Place = (i64, String);

/// The dossiers that are not received yet, and the suspended ones.
fn aside(context: &RequestContext) -> Result<Vec<DossierRow>, Error> {
    let (app, at) = (context.app(), context.now().0);
    let phases = NOT_RECEIVED.map(|phase| phase.code().to_owned()).into();
    let filed = Pick { phases, order: Order::Filed, limit: ASIDE, at, ..Pick::default() };
    let order = Order::Suspended;
    let suspended = Pick { suspended: Some(true), order, limit: ASIDE, at, ..Pick::default() };
    let mut rows = app.pick(&context.who(), &filed)?;
    rows.extend(app.pick(&context.who(), &suspended)?);
    Ok(rows)
}

/// A page of the others, and the place after which the next one begins.
fn received(context: &RequestContext) -> Result<(Vec<DossierRow>, Option<Place>), Error> {
    let after = context.params.get("after").and_then(|after| after.split_once(':'));
    let after = after.and_then(|(at, stream)| Some((at.parse().ok()?, stream.to_owned())));
    let others = Phase::ALL.iter().filter(|phase| !NOT_RECEIVED.contains(phase));
    let pick = Pick {
        phases: others.map(|phase| phase.code().to_owned()).collect(),
        suspended: Some(false),
        order: Order::Received,
        after,
        limit: PAGE + 1,
        at: context.now().0,
        ..Pick::default()
    };
    let mut rows = context.app().pick(&context.who(), &pick)?;
    let more = rows.len() > PAGE;
    rows.truncate(PAGE);
    let next = rows.last().filter(|_| more).map(|row| Order::Received.place(row));
    Ok((rows, next))
}

fn line(context: &RequestContext, row: &DossierRow) -> Result<Option<(Line, Phase)>, Error> {
    let now = context.now();
    let Some(dossier) = context.app().open_stream(&context.who(), &row.stream, now)? else {
        return Ok(None);
    };
    let name = name_of(&row.stream, &row.code).to_owned();
    let line = Line {
        href: address_of(context, &name),
        procedure: context.names().procedure(&row.procedure),
        tag: Tag::new(context, &dossier.view, now),
        due: super::dossier::due(context, &dossier.view, now),
        need: needed_papers(context, &dossier),
        name,
    };
    Ok(Some((line, dossier.view.state.phase)))
}

fn draft(context: &RequestContext, stored: &KeptDraft) -> Draft {
    let zone = &context.rules.deadline_calendar().zone;
    let base = format!("/my/drafts/{}", encode(&stored.id));
    Draft {
        procedure: context.names().procedure(&stored.draft.procedure),
        href: context.to(&base),
        drop: context.to(&format!("{base}/drop")),
        touched: messages::instant(context.language, stored.touched, zone),
        again: stored.id.starts_with(AGAIN),
    }
}
