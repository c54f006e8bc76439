//! Everything that is held about a citizen: as a page, as a file for other programs, as a paper. Each
//! is put on record as a showing.

use app::{PersonData, Shown};
use askama::Template;
use http::names::Names;
use text::Language;

use crate::address::Params;
use crate::answer::{Answer, Error, html, json_file, pdf};
use crate::layout::Layout;
use crate::pages::data_request;
use crate::pages::person_data::{Describer, Extent, Section};
use crate::paging::{Links, Paging};
use crate::papers;
use crate::request_context::RequestContext;

/// Sections of a page.
const PAGE: usize = 10;

#[derive(Template)]
#[template(path = "citizen/data.html")]
struct DataPage {
    layout: Layout,
    back: String,
    done: String,
    request: String,
    claim: String,
    json: String,
    pdf: String,
    count: String,
    sections: Vec<Section>,
    links: Links,
}

fn own(context: &RequestContext) -> Result<PersonData, Error> {
    match context.app().own_data(&context.who(), context.now())? {
        Shown::Given(data) => Ok(data),
        Shown::Withheld => Err(Error::Withheld),
        Shown::NotPermitted => Err(Error::SignIn { citizen: true }),
    }
}

/// The page.
pub(crate) fn page(context: &RequestContext) -> Answer {
    let data = own(context)?;
    let describer =
        Describer { names: context.names(), zone: context.zone(), extent: Extent::Page };
    let mut sections = describer.sections(&data);
    let paging = Paging::of(context, PAGE);
    let links = paging.links(context, ("/my/data", &Params::default()), sections.len());
    sections = sections.into_iter().skip(paging.skip).take(PAGE).collect();
    let counts = [("dossiers", data.dossiers.len()), ("drafts", data.drafts.len())];
    let counts = counts.map(|(name, n)| (name, (n as i64).into()));
    html(&DataPage {
        layout: Layout::new(context, &context.text("page-data")),
        back: context.to("/my"),
        done: match context.confirmation("done") {
            "data_requested" => data_request::with_terms(context, "data_request-sent"),
            _ => String::new(),
        },
        request: context.to("/my/data/request"),
        claim: context.to("/my/claim"),
        json: context.to("/my/data.json"),
        pdf: context.to("/my/data.pdf"),
        count: context.format("data-count", &counts),
        sections,
        links,
    })
}

/// The same as JSON.
pub(crate) fn file(context: &RequestContext) -> Answer {
    as_json(context, &own(context)?)
}

/// The same as PDF, in Vietnamese as every paper is.
pub(crate) fn paper(context: &RequestContext) -> Answer {
    as_pdf(context, &own(context)?)
}

/// Data of a person as JSON.
pub(in crate::pages) fn as_json(context: &RequestContext, data: &PersonData) -> Answer {
    let agency = context.rules.agency.as_ref();
    let agency = agency.map(|agency| agency.name.clone()).unwrap_or_default();
    json_file("my-data", data.to_json(&agency, context.zone(), context.now()))
}

/// Data of a person as PDF.
pub(in crate::pages) fn as_pdf(context: &RequestContext, data: &PersonData) -> Answer {
    let names = Names { rules: &context.rules, language: Language::Vietnamese };
    let describer = Describer { names, zone: context.zone(), extent: Extent::Whole };
    match papers::person_data(names, &describer.sections(data), (context.now(), context.zone())) {
        Ok(Some(bytes)) => pdf("my-data", bytes),
        Ok(None) => Err(Error::NoPage),
        Err(fault) => Err(Error::Broken(fault.to_string())),
    }
}
