//! The links that every page shows at its head and foot, by the right that each asks for, and how many
//! dossiers wait for the visitor behind them.

use app::Right;
use http::NavigationLink;

use crate::pages::{desk, lead, letters, work};
use crate::request_context::RequestContext;

/// A list is counted no further, so that a link costs the same in front of a long one.
pub(crate) const MOST: usize = 100;

pub(crate) const SECTIONS: &[NavigationLink] = &[
    ("page-home", "/", Right::Public),
    ("page-work", "/work", Right::Work),
    ("page-filings", "/desk/filings", Right::Desk),
    ("page-receive", "/desk/receive", Right::Desk),
    ("page-handovers", "/desk/handovers", Right::Desk),
    ("page-results", "/desk/results", Right::Desk),
    ("page-letters", "/letters", Right::Desk),
    ("page-assist", "/assist", Right::Assist),
    ("page-find", "/dossier", Right::ReadReads),
    ("page-list", "/list", Right::ReadReads),
    ("page-audit", "/audit", Right::Audit),
    ("page-head", "/head", Right::Lead),
    ("page-complaints", "/complaints", Right::Oversee),
    ("page-directives", "/directives", Right::Directives),
    ("page-leave", "/leave", Right::DeclareLeave),
    ("page-calendar", "/admin/calendar", Right::Rules),
    ("page-accounts", "/admin/accounts", Right::Accounts),
    ("page-my", "/my", Right::OwnDossiers),
    ("page-procedures", "/procedures", Right::Public),
    ("page-track", "/track", Right::Public),
    ("page-figures", "/figures", Right::Public),
];

/// What is read seldom.
pub(crate) const MORE: &[NavigationLink] = &[
    ("page-reports", "/reports", Right::Public),
    ("page-open_data", "/open-data", Right::Public),
    ("page-form_06a", "/figures/06a", Right::Public),
    ("page-satisfaction", "/satisfaction", Right::Public),
    ("page-person", "/figures/mine", Right::Work),
    ("page-evaluation", "/evaluation", Right::Evaluation),
    ("page-objections", "/objections", Right::Objections),
    ("page-coverage", "/coverage", Right::StaffFigures),
    ("page-watches", "/watches", Right::Oversee),
    ("page-inspections", "/inspections", Right::Directives),
    ("page-digests", "/digests", Right::Directives),
    ("page-campaigns", "/campaigns", Right::Public),
    ("page-advisers", "/advisers", Right::Campaigns),
    ("page-months", "/months", Right::Months),
    ("page-rate", "/rate", Right::Public),
    ("page-complain", "/complain", Right::Public),
    ("page-about", "/about", Right::Public),
];

/// How many dossiers wait for an officer behind a link, as it is shown; nothing where none does. A
/// page is shown without the number where it cannot be read.
pub(crate) fn waiting(context: &RequestContext, path: &str) -> Option<String> {
    if !context.staff() {
        return None;
    }
    let count = match path {
        "/work" => work::waiting(context),
        "/desk/filings" => desk::filings::waiting(context),
        "/desk/results" => desk::results::waiting(context),
        "/letters" => letters::waiting(context),
        "/head" => lead::head::waiting(context),
        "/directives" => lead::directives::waiting(context),
        _ => return None,
    };
    match count.ok()? {
        0 => None,
        n if n >= MOST as u64 => Some(format!("{}+", MOST - 1)),
        n => Some(n.to_string()),
    }
}

#[test]
fn every_link_has_its_route() {
    for (_, path, _) in SECTIONS.iter().chain(MORE) {
        assert!(crate::ROUTES.iter().any(|route| route.path == *path), "{path}");
    }
}
