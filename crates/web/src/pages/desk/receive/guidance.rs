//! The sheet that says once and wholly what is missing, for somebody who came without it. Printed;
//! nothing goes on record, since nothing was filed.

use askama::Template;
use rules::Procedure;

use super::entry::Entry;
use super::pick;
use crate::address::Params;
use crate::answer::{Answer, html};
use crate::frame::{self, Frame};
use crate::visit::Visit;

#[derive(Template)]
#[template(path = "desk/guidance.html")]
struct Sheet<'a> {
    frame: Frame,
    agency: String,
    desk: String,
    title: String,
    entry: &'a Entry,
    procedure: String,
    missing: &'a [String],
    at: String,
    officer: String,
    back: String,
}

pub(super) fn sheet(visit: &Visit, rule: &Procedure, entry: &Entry, missing: &[String]) -> Answer {
    let title = visit.t("sheet-guidance");
    let actor = visit.actor();
    let zone = &visit.rules.deadline_calendar().zone;
    let agency = visit.rules.agency.as_ref();
    html(&Sheet {
        frame: Frame::new(visit, &title),
        agency: agency.map(|agency| frame::name(agency, visit.language)).unwrap_or_default(),
        desk: visit.names().unit(&actor.unit),
        title,
        entry,
        procedure: pick(visit, &rule.name, Some(&rule.name_en)),
        missing,
        at: messages::instant(visit.language, visit.now(), zone),
        officer: visit.names().officer(&actor.id),
        back: visit.link("/desk/receive", &Params::default().with("procedure", &rule.code)),
    })
}
