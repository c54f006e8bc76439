//! Why a dossier's due is what it is: the derivation in sentences, and the same days on a strip of
//! months. Counts nothing: the derivation's lines say which day is what.

mod months;

use askama::Template;

use self::months::{Month, months};
use super::dossier::open;
use super::dossier::standing::DueLine;
use crate::address::encode;
use crate::answer::{Answer, html};
use crate::layout::Layout;
use crate::request_context::RequestContext;

#[derive(Template)]
#[template(path = "due.html")]
struct Page {
    layout: Layout,
    code: String,
    back: String,
    due: DueLine,
    lines: Vec<String>,
    months: Vec<Month>,
    weekdays: Vec<(String, String)>,
    note: Option<String>,
    basis: String,
}

pub(crate) fn page(context: &RequestContext) -> Answer {
    let (view, at, _) = open(context)?;
    let params = context.params.only(&["register", "as_of"]);
    let path = format!("/dossier/{}", encode(&context.code));
    let heading = context.format("due-heading", &[("code", (&context.code).into())]);
    let stated = view.state.due_is_stated;
    let lines = if stated {
        Vec::new()
    } else {
        messages::derivation(context.language, &view.derivation, &view.zone)
    };
    let calendar = view.state.calendar.as_ref();
    let named = calendar.and_then(|calendar| context.rules.opening(&calendar.id));
    let basis = named.map(|law| context.language.choose(&law.name, &law.name_en).to_owned());
    let weekday = |n: i8| {
        let key = format!("weekday-{n}");
        (context.text(&key), text::date::weekday(n, context.language).to_owned())
    };
    html(&Page {
        layout: Layout::new(context, &heading),
        code: context.code.clone(),
        back: context.link(&path, &params),
        due: DueLine::new(context, &view, at),
        months: if stated { Vec::new() } else { months(context, &view, at) },
        lines,
        weekdays: (1..=7).map(weekday).collect(),
        note: stated.then(|| context.text("due-stated")),
        basis: basis
            .map(|name| context.format("due-calendar", &[("name", name.into())]))
            .unwrap_or_default(),
    })
}
