//! The sheet that lists everything that is missing, for an applicant at the desk. Printed;
//! nothing goes on record, since nothing was filed.

use askama::Template;
use rules::Procedure;

use super::entry::Entry;

use crate::address::Params;
use crate::answer::{Answer, html};
use crate::layout::{self, Layout};
use crate::pages::letter;
use crate::request_context::RequestContext;

#[derive(Template)]
#[template(path = "desk/guidance.html")]
struct Sheet<'a> {
    layout: Layout,
    agency: String,
    desk: String,
    /// Its name, address and telephone.
    place: String,
    title: String,
    /// The applicant's address in full.
    address: String,
    entry: &'a Entry,
    procedure: String,
    missing: &'a [String],
    at: String,
    officer: String,
    back: String,
}

pub(super) fn sheet(
    context: &RequestContext,
    rule: &Procedure,
    entry: &Entry,
    missing: &[String],
) -> Answer {
    let title = context.text("sheet-guidance");
    let actor = context.actor();
    let zone = &context.rules.deadline_calendar().zone;
    let agency = context.rules.agency.as_ref();
    html(&Sheet {
        layout: Layout::new(context, &title),
        agency: agency.map(|agency| layout::name(agency, context.language)).unwrap_or_default(),
        desk: context.names().unit(&actor.unit),
        place: letter::desk(context, &actor.unit),
        address: context.names().address(entry.form.raw("address"), entry.form.raw("ward")),
        title,
        entry,
        procedure: context.language.choose(&rule.name, &rule.name_en).to_owned(),
        missing,
        at: messages::instant(context.language, context.now(), zone),
        officer: context.names().officer(&actor.id),
        back: context.link("/desk/receive", &Params::default().with("procedure", &rule.code)),
    })
}
