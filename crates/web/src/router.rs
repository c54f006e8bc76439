//! Every route in one table: its path, the right it asks for, and the views that answer. Without a
//! row here there is no route. What a page shows is not known here.

use app::Right;
use http::{Pages, Route, Router, Site, View};

use crate::navigation::{MORE, SECTIONS, waiting_count};
use crate::pages::citizen::{
    account_pages, act as own, browsers as own_browsers, claim, complain, data as own_data,
    dossier as own_dossier, draft_link, filing, mine, papers, rate, review, sheet,
    sign_in as sign_in_by_code, supply, track,
};
use crate::pages::{
    about, account, act, advisers, board, campaigns, certifications, coverage, data_request,
    demonstration, desk, digests, display, dossier, due, evaluation, figures, handover_lists, home,
    initiatives, lead, letter, letters, list, money, notice_choice, objections, open_data, paper,
    person, procedures, queue, reports, satisfaction, sign_in, slip, work,
};

const fn page(path: &'static str, right: Right, get: View) -> Route {
    Route { path, right, get: Some(get), post: None, files: false }
}

const fn form(path: &'static str, right: Right, get: View, post: View) -> Route {
    Route { path, right, get: Some(get), post: Some(post), files: false }
}

const fn form_with_files(path: &'static str, right: Right, get: View, post: View) -> Route {
    Route { path, right, get: Some(get), post: Some(post), files: true }
}

const fn act(path: &'static str, right: Right, post: View) -> Route {
    Route { path, right, get: None, post: Some(post), files: false }
}

const fn with_files(route: Route) -> Route {
    Route { files: true, ..route }
}

/// Every route of the pages.
pub const ROUTES: &[Route] = &[
    page("/", Right::Public, home::home),
    page("/figures", Right::Public, figures::page),
    page("/figures.csv", Right::Public, figures::table_csv),
    page("/figures/06a", Right::Public, reports::forms::page_06a),
    page("/figures/06a.csv", Right::Public, reports::forms::csv_06a),
    page("/open-data", Right::Public, open_data::page),
    page("/open-data/{code}", Right::Public, open_data::file),
    page("/published/{code}", Right::Public, open_data::published),
    page("/published/{code}/{part}", Right::Public, open_data::published_file),
    page("/reports", Right::Public, reports::index),
    page("/reports/06b", Right::Public, reports::forms::page_06b),
    page("/reports/late", Right::StaffFigures, reports::late::page),
    page("/reports/apologies", Right::StaffFigures, reports::apologies::page),
    page("/coverage", Right::StaffFigures, coverage::page),
    page("/reports/book", Right::RegisterBook, reports::book::page),
    page("/reports/uptake", Right::StaffFigures, reports::uptake::page),
    page("/reports/officers", Right::Work, evaluation::notices),
    page("/reports/766", Right::StaffFigures, reports::index_766::page),
    page("/summary", Right::Public, figures::summary::page),
    page("/board", Right::Public, board::page),
    page("/satisfaction", Right::Public, satisfaction::page),
    page("/list", Right::Public, list::page),
    page("/list.csv", Right::Public, list::table_csv),
    page("/list.xlsx", Right::Public, list::table_xlsx),
    page("/procedures", Right::Public, procedures::catalogue),
    page("/procedures/{code}", Right::Public, procedures::page),
    page("/about", Right::Public, about::page),
    page("/display", Right::Public, display::page),
    form("/sign-in", Right::Public, sign_in::page, sign_in::enter),
    act("/sign-out", Right::Public, sign_in::leave),
    form("/account", Right::OwnAccount, account::page, account::change),
    // Citizens.
    form("/my/sign-in", Right::Public, sign_in_by_code::page, sign_in_by_code::enter),
    form("/track", Right::Public, track::page, track::find),
    page("/t/{code}", Right::Public, track::token),
    page("/t/{code}/paper/{part}", Right::Public, paper::by_token),
    page("/t/{code}/files/{part}", Right::Public, papers::file_by_token),
    form("/t/{code}/rate", Right::Public, rate::page_by_token, rate::send_by_token),
    form("/complain", Right::Public, complain::page, complain::send),
    form("/t/{code}/complain", Right::Public, complain::page_by_token, complain::page_by_token),
    form("/rate", Right::Public, rate::page, rate::send),
    form("/kiosk", Right::Public, rate::kiosk, rate::send_kiosk),
    page("/my", Right::OwnDossiers, mine::page),
    page("/my/notices", Right::OwnDossiers, account_pages::notices),
    form("/my/notices/choice", Right::OwnDossiers, notice_choice::page, notice_choice::post),
    page("/my/results", Right::OwnDossiers, account_pages::results),
    page("/my/readers", Right::OwnDossiers, account_pages::readers),
    page("/my/data", Right::OwnDossiers, own_data::page),
    form("/my/data/request", Right::OwnDossiers, data_request::page, data_request::send),
    page("/my/data.json", Right::OwnDossiers, own_data::file),
    page("/my/data.pdf", Right::OwnDossiers, own_data::paper),
    form("/my/claim", Right::OwnDossiers, claim::page, claim::join),
    form("/my/browsers", Right::OwnDossiers, own_browsers::page, own_browsers::change),
    page("/my/file/{code}", Right::Public, filing::start),
    act("/my/drafts", Right::Public, filing::begin),
    page("/draft/{code}/{part}", Right::Public, draft_link::open),
    page("/my/drafts/{code}", Right::OwnDrafts, filing::resume),
    form("/my/drafts/{code}/link", Right::OwnDrafts, draft_link::page, draft_link::change),
    form("/my/drafts/{code}/who", Right::OwnDrafts, filing::ask, filing::answer),
    form("/my/drafts/{code}/submitter", Right::OwnDrafts, filing::ask, filing::answer),
    form("/my/drafts/{code}/applicant", Right::OwnDrafts, filing::ask, filing::answer),
    form("/my/drafts/{code}/case", Right::OwnDrafts, filing::ask, filing::answer),
    form("/my/drafts/{code}/form/{part}", Right::OwnDrafts, filing::ask, filing::answer),
    page("/my/drafts/{code}/sheet", Right::OwnDrafts, sheet::of_draft),
    form_with_files("/my/drafts/{code}/papers", Right::OwnDrafts, papers::page, papers::change),
    page("/my/drafts/{code}/files/{part}", Right::OwnDrafts, papers::draft_file),
    form("/my/drafts/{code}/review", Right::OwnDrafts, review::page, review::send),
    act("/my/drafts/{code}/drop", Right::OwnDrafts, filing::drop),
    page("/my/dossiers/{code}", Right::OwnDossiers, own_dossier::page),
    page("/my/dossiers/{code}/paper/{part}", Right::OwnDossiers, paper::of_own),
    page("/my/dossiers/{code}/files/{part}", Right::OwnDossiers, papers::dossier_file),
    act("/my/dossiers/{code}/again", Right::OwnDossiers, review::again),
    form_with_files("/my/dossiers/{code}/supply", Right::OwnDossiers, supply::page, supply::answer),
    form("/my/dossiers/{code}/withdraw", Right::OwnDossiers, own::withdraw, own::withdrawn),
    // The desk.
    with_files(form("/desk/receive", Right::Desk, desk::receive::page, desk::receive::post)),
    act("/desk/people", Right::Desk, desk::receive::people),
    page("/desk/scans/{code}/{part}", Right::Desk, desk::receive::scan_file),
    page("/desk/filings", Right::Desk, desk::filings::page),
    form("/desk/handovers", Right::Desk, desk::handovers::page, desk::handovers::post),
    form("/desk/results", Right::Desk, desk::results::page, desk::results::post),
    form("/desk/notices", Right::Desk, desk::notices::page, desk::notices::post),
    form("/desk/paper-notices", Right::Desk, desk::paper_notices::page, desk::paper_notices::post),
    page("/desk/paper-notices/sheets", Right::Desk, desk::paper_notices::sheets),
    form(
        "/dossier/{code}/notices",
        Right::Desk,
        notice_choice::page_at_desk,
        notice_choice::post_at_desk,
    ),
    // The queue of a desk.
    form("/queue/kiosk/{code}", Right::Public, queue::kiosk::page, queue::kiosk::draw),
    page("/queue/kiosk/{code}/{part}", Right::Public, queue::kiosk::ticket),
    page("/queue/screen", Right::Public, queue::screen::page),
    form("/queue/counter", Right::Desk, queue::counter::page, queue::counter::act),
    form("/queue/link", Right::QueueKiosk, queue::link::page, queue::link::renew),
    page("/queue/figures", Right::StaffFigures, queue::figures::page),
    page("/dossier/{code}/slip", Right::ReadDossiers, slip::page),
    act("/dossier/{code}/slip/renew", Right::Desk, slip::renew),
    form("/my/dossiers/{code}/rate", Right::OwnDossiers, rate::page_of_own, rate::page_of_own),
    form(
        "/my/dossiers/{code}/complain",
        Right::OwnDossiers,
        complain::page_of_own,
        complain::page_of_own,
    ),
    form(
        "/dossier/{code}/data-request",
        Right::Desk,
        data_request::page_at_desk,
        data_request::send_at_desk,
    ),
    form("/dossier/{code}/complain", Right::Desk, complain::page_at_desk, complain::page_at_desk),
    page("/my/dossiers/{code}/slip", Right::OwnDossiers, slip::page),
    with_files(form("/assist", Right::Assist, desk::receive::page, desk::receive::post)),
    // Officers.
    form("/work", Right::Work, work::page, work::send),
    form("/unit-results", Right::Work, work::results::page, work::results::send),
    form("/dossier/{code}/certification", Right::Work, certifications::page, certifications::send),
    page("/dossier/{code}/certification/{part}", Right::Work, certifications::words),
    form("/dossier/{code}/payments", Right::Cashbook, money::payments, money::payments_send),
    page("/dossier/{code}/payments/{part}", Right::Cashbook, money::slip),
    page("/cashbook", Right::Cashbook, money::book),
    page("/cashbook/takings", Right::Cashbook, money::takings),
    form("/till", Right::Cashbook, money::till, money::till_send),
    page("/transfers", Right::Cashbook, money::transfers),
    form("/transfers/{code}", Right::Cashbook, money::transfer, money::transfer_send),
    form("/settlements", Right::Cashbook, money::settlements, money::settle),
    page("/certifications", Right::RegisterBook, certifications::book),
    page("/certifications/paper", Right::RegisterBook, certifications::book_paper),
    page("/handover-lists", Right::Work, handover_lists::page),
    page("/handover-lists/{code}", Right::Work, handover_lists::one),
    page("/handover-lists/{code}/paper", Right::Work, handover_lists::paper),
    page("/dossier", Right::ReadDossiers, dossier::find),
    page("/dossier/{code}", Right::ReadDossiers, dossier::page),
    page("/dossier/{code}/due", Right::ReadDossiers, due::page),
    with_files(form("/dossier/{code}/do/{action}", Right::Act, act::page, act::send)),
    page("/dossier/{code}/paper/{part}", Right::ReadDossiers, paper::page),
    page("/dossier/{code}/sheet", Right::ReadDossiers, dossier::sheet::page),
    form("/dossier/{code}/objection", Right::Work, objections::raise, objections::raised),
    form("/figures/mine", Right::Work, person::page, person::comment),
    page("/figures/mine.csv", Right::Work, person::table_csv),
    page("/evaluation", Right::Evaluation, evaluation::page),
    page("/evaluation/agency", Right::Evaluation, evaluation::agency),
    form("/evaluation/{code}", Right::Evaluation, person::page, person::decide),
    page("/objections", Right::Objections, objections::page),
    form("/objections/{code}/{part}", Right::Objections, objections::one, objections::decide),
    page("/dossier/{code}/letter", Right::ReadDossiers, letter::page),
    form("/letters", Right::SendLetters, letters::page, letters::send),
    page("/dossier/{code}/files/{file}", Right::ReadPersonal, dossier::papers::file),
    // What the agency answers for in addition to its dossiers.
    page("/campaigns", Right::Public, campaigns::page),
    form(
        "/campaigns/new",
        Right::DeclareCampaigns,
        campaigns::declare::page,
        campaigns::declare::send,
    ),
    page("/campaigns/{code}", Right::Public, campaigns::one::page),
    act("/campaigns/{code}/decide", Right::DeclareCampaigns, campaigns::one::send),
    page("/campaigns/{code}/commendations", Right::Campaigns, campaigns::commendations::page),
    form("/initiatives", Right::Campaigns, initiatives::page, initiatives::send),
    form("/advisers", Right::Campaigns, advisers::page, advisers::send),
    // Heads, leaders, administrator, inspector.
    page("/head", Right::Lead, lead::head::page),
    page("/head/load", Right::Lead, lead::head::load),
    page("/head/list", Right::Lead, lead::head::list),
    form(
        "/head/approvals",
        Right::Lead,
        lead::head::approvals::page,
        lead::head::approvals::approve,
    ),
    form("/head/letters", Right::Lead, lead::head::letters::page, lead::head::letters::sign),
    form("/head/reassign", Right::Lead, lead::reassign::page, lead::reassign::send),
    page("/complaints", Right::Oversee, lead::complaints::page),
    form(
        "/complaints/{code}/{part}",
        Right::Oversee,
        lead::complaints::one,
        lead::complaints::send,
    ),
    form("/breaches", Right::Breaches, lead::breaches::page, lead::breaches::record),
    form("/breaches/{code}", Right::Breaches, lead::breaches::one, lead::breaches::send),
    form("/retention", Right::Retention, lead::retention::page, lead::retention::propose),
    form("/retention/{code}", Right::Retention, lead::retention::one, lead::retention::send),
    page("/data-requests", Right::DataRequests, lead::data_requests::page),
    form(
        "/data-requests/{code}",
        Right::DataRequests,
        lead::data_requests::one,
        lead::data_requests::send,
    ),
    page("/data-requests/{code}/data.json", Right::DataRequests, lead::data_requests::file),
    page("/data-requests/{code}/data.pdf", Right::DataRequests, lead::data_requests::paper),
    page("/directives", Right::Directives, lead::directives::page),
    form("/directives/new", Right::Oversee, lead::directives::new, lead::directives::issue),
    form("/directives/{code}", Right::Directives, lead::directives::one, lead::directives::send),
    form("/watches", Right::Oversee, lead::watches::page, lead::watches::send),
    form("/inspections", Right::Directives, lead::inspections::page, lead::inspections::send),
    form("/inspections/{code}", Right::Directives, lead::inspections::one, lead::inspections::act),
    page("/digests", Right::Directives, digests::page),
    form("/leave", Right::DeclareLeave, lead::leave::page, lead::leave::send),
    form("/admin/accounts", Right::Accounts, lead::accounts::page, lead::accounts::change),
    form("/admin/key", Right::ServerKey, lead::key::page, lead::key::send),
    form("/admin/calendar", Right::Rules, lead::calendar::page, lead::calendar::announce),
    page("/months", Right::Months, lead::months::page),
    form("/months/{code}", Right::Months, lead::months::month, lead::months::sign),
    form("/dossier/{code}/export", Right::Export, lead::export::page, lead::export::file),
    page("/dossier/{code}/reads", Right::ReadReads, lead::export::reads),
    page("/audit", Right::Audit, lead::audit::page),
    page("/audit.csv", Right::Audit, lead::audit::table_csv),
    // A demonstration folder.
    form("/demonstration", Right::Demonstrate, demonstration::page, demonstration::change),
];

pub(crate) fn all(site: Site) -> Router {
    let sign_in = sign_in::first;
    let pages =
        Pages { routes: ROUTES, sections: SECTIONS, footer: MORE, waiting: waiting_count, sign_in };
    http::router(site, pages)
}
