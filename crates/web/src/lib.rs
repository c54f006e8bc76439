//! Pages, one module for each use case. Sees `app`, never the store; what every page needs stands in
//! `http`.
//!
//! Every page is a function from a [`request_context::RequestContext`] to an [`answer::Answer`];
//! `router` lists them all. This crate must not read the machine's clock and decides nothing about a
//! dossier.

mod figure_query;
mod filters;
mod list_filter;
mod navigation;
mod pages;
mod paging;
mod papers;
mod periods;
mod router;
mod unshown;
mod uploads;

use http::{
    address, answer, asked_days, charts, cookies, csv, dates, fields, form_replay, layout, qr,
    report, request_context,
};

pub use http::{
    Clock, Demonstration, Limits, Metrics, Network, Rng, Route, Router, Site, bank_router,
    ops_router, serve, serve_within,
};

pub use crate::papers::{
    CertificationBookPaper, HandoverPaper, PaperKind, RegisterBook, Subject as PaperSubject,
    certification_book, faults as paper_faults, handover_list, pdf as paper, register_book,
};
pub use crate::router::ROUTES;

/// Subject and text of a notice, as it is sent to a citizen.
#[must_use]
pub fn notice_in_words(
    rules: &rules::Rules,
    language: text::Language,
    notice: &app::Notice,
) -> (String, String) {
    pages::citizen::notices::sent(rules, language, notice)
}

/// All routes.
pub fn router(site: Site) -> Router {
    router::all(site)
}
