//! Why a dossier's due is what it is: the derivation in sentences, and the same days on a strip of
//! months. Counts nothing: the derivation's lines say which day is what.

mod months;

use askama::Template;

use self::months::{Month, months};
use super::dossier::open;
use super::dossier::standing::DueLine;
use crate::address::encode;
use crate::answer::{Answer, html};
use crate::frame::Frame;
use crate::visit::Visit;

#[derive(Template)]
#[template(path = "due.html")]
struct Page {
    frame: Frame,
    code: String,
    back: String,
    due: DueLine,
    lines: Vec<String>,
    months: Vec<Month>,
    weekdays: Vec<(String, String)>,
    note: Option<String>,
    basis: String,
}

pub(crate) fn page(visit: &Visit) -> Answer {
    let (view, at, _) = open(visit)?;
    let params = visit.params.only(&["register", "as_of"]);
    let path = format!("/dossier/{}", encode(&visit.code));
    let heading = visit.say("due-heading", &[("code", (&visit.code).into())]);
    let stated = view.state.stated_due;
    let lines = if stated {
        Vec::new()
    } else {
        messages::derivation(visit.language, &view.derivation, &view.zone)
    };
    let calendar = view.state.calendar.as_ref();
    let openings = |id: &str| visit.rules.openings.iter().find(|known| known.key() == id);
    let named = calendar.and_then(|calendar| openings(&calendar.id));
    let basis = named.map(|known| match visit.language {
        text::Language::Vietnamese => known.name.clone(),
        text::Language::English => known.name_en.clone(),
    });
    let weekday = |n: i8| {
        let key = format!("weekday-{n}");
        (visit.t(&key), text::date::weekday(n, visit.language).to_owned())
    };
    html(&Page {
        frame: Frame::new(visit, &heading),
        code: visit.code.clone(),
        back: visit.link(&path, &params),
        due: DueLine::new(visit, &view, at),
        months: if stated { Vec::new() } else { months(visit, &view, at) },
        lines,
        weekdays: (1..=7).map(weekday).collect(),
        note: stated.then(|| visit.t("due-stated")),
        basis: basis
            .map(|name| visit.say("due-calendar", &[("name", name.into())]))
            .unwrap_or_default(),
    })
}
