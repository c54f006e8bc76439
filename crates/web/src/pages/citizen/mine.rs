//! A citizen's own page: what waits for them, what is under way, what is done, and their drafts.

use askama::Template;
use calendar::Instant;
use dossier::Phase;
use office::{DossierRow, KeptDraft, Order, Pick};

use super::dossier::{Need, need};
use super::draft::AGAIN;
use super::{address_of, name_of, person};
use crate::address::encode;
use crate::answer::{Answer, Error, html};
use crate::frame::Frame;
use crate::pages::dossier::standing::Tag;
use crate::visit::Visit;

/// Dossiers shown at most; the newest come first.
const SHOWN: usize = 200;

#[derive(Template)]
#[template(path = "citizen/my.html")]
struct MyPage {
    frame: Frame,
    token: String,
    done: String,
    contact: String,
    waiting: Vec<Line>,
    under_way: Vec<Line>,
    ended: Vec<Line>,
    drafts: Vec<Draft>,
    procedures: String,
    empty: bool,
    more: bool,
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
    until: String,
    again: bool,
}

/// A draft is kept for so long.
const KEPT_MILLIS: i64 = 30 * 86_400_000;

/// The page.
pub(crate) fn page(visit: &Visit) -> Answer {
    let person = person(visit)?;
    let office = visit.office();
    let pick = Pick { order: Order::Received, limit: SHOWN, at: visit.now().0, ..Pick::default() };
    let mut rows = office.pick(&visit.who(), &pick)?;
    let more = rows.len() == SHOWN;
    rows.sort_by_key(|row| std::cmp::Reverse(row.received_at.or(row.filed_at)));
    let (mut waiting, mut under_way, mut ended) = (Vec::new(), Vec::new(), Vec::new());
    for row in &rows {
        let Some((line, phase)) = line(visit, row)? else { continue };
        let list = match phase {
            _ if line.need.is_some() => &mut waiting,
            Phase::Filed | Phase::Open | Phase::Guided | Phase::Ready => &mut under_way,
            _ => &mut ended,
        };
        list.push(line);
    }
    let drafts = office.drafts_of(&person)?;
    let drafts = drafts.iter().filter(|kept| !kept.draft.procedure.is_empty());
    let drafts: Vec<Draft> = drafts.map(|kept| draft(visit, kept)).collect();
    let done = match visit.params.raw("done") {
        done @ ("saved" | "dropped") => visit.t(&format!("my-done_{done}")),
        _ => String::new(),
    };
    html(&MyPage {
        frame: Frame::new(visit, &visit.t("page-my")),
        token: visit.token()?,
        done,
        contact: office.contact_of(&person)?.unwrap_or_default(),
        empty: rows.is_empty() && drafts.is_empty(),
        waiting,
        under_way,
        ended,
        drafts,
        procedures: visit.to("/procedures"),
        more,
    })
}

fn line(visit: &Visit, row: &DossierRow) -> Result<Option<(Line, Phase)>, Error> {
    let now = visit.now();
    let Some(opened) = visit.office().open_stream(&visit.who(), &row.stream, now)? else {
        return Ok(None);
    };
    let name = name_of(&row.stream, &row.code).to_owned();
    let line = Line {
        href: address_of(visit, &name),
        procedure: visit.names().procedure(&row.procedure),
        tag: Tag::new(visit, &opened.view, now),
        due: super::dossier::due(visit, &opened.view, now),
        need: need(visit, &opened),
        name,
    };
    Ok(Some((line, opened.view.state.phase)))
}

fn draft(visit: &Visit, kept: &KeptDraft) -> Draft {
    let zone = &visit.rules.deadline_calendar().zone;
    let base = format!("/my/drafts/{}", encode(&kept.id));
    let until = zone.day(Instant(kept.touched.0 + KEPT_MILLIS));
    Draft {
        procedure: visit.names().procedure(&kept.draft.procedure),
        href: visit.to(&base),
        drop: visit.to(&format!("{base}/drop")),
        touched: messages::instant(visit.language, kept.touched, zone),
        until: messages::date_of(until),
        again: kept.id.starts_with(AGAIN),
    }
}
