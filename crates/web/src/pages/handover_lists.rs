//! The hand-over lists of the officer's unit: which there are, one with its dossiers, and its paper; and
//! how a page issues one.

use affairs::handover_list::{HandoverList, ListKind, Refusal};
use app::{CommandKey, Failure};
use askama::Template;

use crate::address::encode;
use crate::answer::{Answer, Error, html, pdf};
use crate::layout::{self, Layout};
use crate::paging::{Links, Paging};
use crate::papers::{self, HandoverPaper, HandoverRow};
use crate::request_context::RequestContext;

/// Rows of a page.
const PAGE: usize = 50;

#[derive(Template)]
#[template(path = "work/handover_lists.html")]
struct ListsPage {
    layout: Layout,
    heading: String,
    count: String,
    rows: Vec<Row>,
    links: Links,
}

/// A list in a list of them.
pub(crate) struct Row {
    pub href: String,
    pub name: String,
    pub from: String,
    pub to: String,
    pub giver: String,
    pub at: String,
    pub dossiers: usize,
}

impl Row {
    pub fn new(context: &RequestContext, (id, list): &(String, HandoverList)) -> Self {
        let names = context.names();
        Self {
            href: context.to(&format!("/handover-lists/{}", encode(id))),
            name: name(context, list),
            from: names.unit(&list.from),
            to: names.unit(&list.to),
            giver: names.officer(&list.giver),
            at: messages::instant(context.language, list.at, context.zone()),
            dossiers: list.lines.len(),
        }
    }
}

/// The name of a list: its paper, number and year.
fn name(context: &RequestContext, list: &HandoverList) -> String {
    let paper = papers::kind_of(list.list.unwrap_or(ListKind::Dossiers));
    let values = [
        ("paper", papers::title(context.names(), paper, context.rule_set(None)).into()),
        ("number", list.number.to_string().into()),
        ("year", list.year.to_string().into()),
    ];
    context.format("handover_list-name", &values)
}

/// The lists of the officer's unit.
pub(crate) fn page(context: &RequestContext) -> Answer {
    let paging = Paging::of(context, PAGE);
    let (count, lists) =
        context.app().handover_lists(&context.actor(), (paging.skip, PAGE), |_| true);
    let heading = context.text("page-handover_lists");
    html(&ListsPage {
        layout: Layout::new(context, &heading),
        heading,
        count: context.format("handover_lists-count", &[("n", (count as i64).into())]),
        rows: lists.iter().map(|one| Row::new(context, one)).collect(),
        links: paging.links(context, ("/handover-lists", &Default::default()), count),
    })
}

#[derive(Template)]
#[template(path = "work/handover_list.html")]
struct ListPage {
    layout: Layout,
    heading: String,
    back: String,
    paper: String,
    agency: String,
    withheld: bool,
    row: Row,
    version: Option<String>,
    results: bool,
    /// The lines with the addresses of their dossiers.
    lines: Vec<(String, HandoverRow)>,
}

/// One list.
pub(crate) fn one(context: &RequestContext) -> Answer {
    let opened = context.app().open_handover_list(&context.who(), &context.code, context.now())?;
    let list = opened.ok_or(Error::NoPage)?;
    let names = context.names();
    let register = |at: usize| list.lines.get(at).map(|line| line.row.register.as_str());
    let lines = papers::handover_rows(names, &list).into_iter().enumerate();
    let lines =
        lines.map(|(at, row)| (context.dossier(&row.code, register(at).unwrap_or_default()), row));
    let agency = context.rules.agency.as_ref();
    let heading = name(context, &list.list);
    html(&ListPage {
        layout: Layout::new(context, &heading),
        back: context.to("/handover-lists"),
        paper: context.to(&format!("/handover-lists/{}/paper", encode(&context.code))),
        agency: agency.map(|agency| layout::name(agency, context.language)).unwrap_or_default(),
        withheld: list.applicants.is_withheld(),
        row: Row::new(context, &(context.code.clone(), list.list.clone())),
        version: papers::handover_version(names, &list, context.zone()),
        results: list.list.list == Some(ListKind::Results),
        lines: lines.collect(),
        heading,
    })
}

/// The paper of a list.
pub(crate) fn paper(context: &RequestContext) -> Answer {
    let opened = context.app().open_handover_list(&context.who(), &context.code, context.now())?;
    let list = opened.ok_or(Error::NoPage)?;
    if list.applicants.is_withheld() {
        return Err(Error::Withheld);
    }
    let (rules, zone) = (&context.rules, context.zone());
    let paper = HandoverPaper { rules, list: &list, zone, now: context.now() };
    match papers::handover_list(&paper) {
        Ok(Some(bytes)) => pdf(&context.code, bytes),
        Ok(None) => Err(Error::NoPage),
        Err(fault) => Err(Error::Broken(fault.to_string())),
    }
}

/// Issues a list of dossiers, by their streams, to a unit; the key is derived from that of the form.
/// Returns why not, where it is not issued.
///
/// # Errors
/// A failure that is not about the list.
pub(crate) fn issue(
    context: &RequestContext,
    (list, to): (ListKind, &str),
    streams: Vec<String>,
    key: &str,
) -> Result<Result<String, String>, Error> {
    let key = CommandKey::new(format!("{key}.{}.{to}", list.paper()), &[to]);
    let issued = context.app().issue_handover_list(
        &context.who(),
        (list, to),
        streams,
        (key, context.now()),
    );
    match issued {
        Ok(id) => Ok(Ok(id)),
        Err(Failure::NotListed(why)) => Ok(Err(refusal(context, &why)?)),
        Err(failure) => Err(failure.into()),
    }
}

fn refusal(context: &RequestContext, why: &Refusal) -> Result<String, Error> {
    let code = match why {
        Refusal::NotGiven(stream) | Refusal::AlreadyListed(stream, _) => {
            let opened = context.app().open_stream(&context.who(), stream, context.now())?;
            opened.map(|dossier| dossier.view.spoken_code()).unwrap_or_default()
        }
        _ => String::new(),
    };
    let at = match why {
        Refusal::AlreadyListed(_, at) => messages::instant(context.language, *at, context.zone()),
        _ => String::new(),
    };
    let values = [("code", code.into()), ("at", at.into())];
    Ok(context.format(&format!("handover_list-refused_{}", why.code()), &values))
}
