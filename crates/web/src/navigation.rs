//! The links that every page shows at its head and foot, by the right that each asks for, and how many
//! dossiers wait for the visitor behind them.

use app::Right;
use http::{FooterGroup, NavigationLink};

use crate::pages::{desk, lead, letters, queue, work};
use crate::request_context::RequestContext;

/// A list is counted no further, so that a link costs the same in front of a long one.
pub(crate) const MOST: usize = 100;

pub(crate) const SECTIONS: &[NavigationLink] = &[
    ("page-home", "/", Right::Public),
    ("page-work", "/work", Right::Work),
    ("page-filings", "/desk/filings", Right::Desk),
    ("page-queue_counter", "/queue/counter", Right::Desk),
    ("page-receive", "/desk/receive", Right::Desk),
    ("page-handovers", "/desk/handovers", Right::Desk),
    ("page-results", "/desk/results", Right::Desk),
    ("page-letters", "/letters", Right::Desk),
    ("page-assist", "/assist", Right::Assist),
    ("page-find", "/dossier", Right::ReadReads),
    ("page-list", "/list", Right::ReadReads),
    ("page-audit", "/audit", Right::Audit),
    ("page-head", "/head", Right::Lead),
    ("page-data_requests", "/data-requests", Right::DataRequests),
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

/// Links to pages that are read seldom, by subject. A link is shown to whom its route's right is given.
pub(crate) const MORE: &[FooterGroup] = &[
    (
        "site-more-figures",
        &[
            ("page-reports", "/reports"),
            ("page-summary", "/summary"),
            ("page-form_06a", "/figures/06a"),
            ("page-open_data", "/open-data"),
            ("page-about", "/about"),
        ],
    ),
    (
        "site-more-public",
        &[
            ("page-satisfaction", "/satisfaction"),
            ("page-rate", "/rate"),
            ("page-complain", "/complain"),
            ("page-campaigns", "/campaigns"),
            ("page-advisers", "/advisers"),
        ],
    ),
    (
        "site-more-officers",
        &[
            ("page-queue_figures", "/queue/figures"),
            ("page-queue_link", "/queue/link"),
            ("page-unit_results", "/unit-results"),
            ("page-handover_lists", "/handover-lists"),
            ("page-certifications", "/certifications"),
            ("page-cashbook", "/cashbook"),
            ("page-person", "/figures/mine"),
            ("page-objections", "/objections"),
            ("page-evaluation", "/evaluation"),
            ("page-digests", "/digests"),
        ],
    ),
    (
        "site-more-oversight",
        &[
            ("page-coverage", "/coverage"),
            ("page-watches", "/watches"),
            ("page-inspections", "/inspections"),
            ("page-months", "/months"),
            ("page-breaches", "/breaches"),
            ("page-retention", "/retention"),
            ("page-key", "/admin/key"),
        ],
    ),
];

/// The number of dossiers, persons or affairs that wait for an officer behind a link, as text; `None` where none waits. A
/// page is shown without the number where it cannot be read.
pub(crate) fn waiting_count(context: &RequestContext, path: &str) -> Option<String> {
    if !context.is_officer() {
        return None;
    }
    let count = match path {
        "/work" => work::waiting_count(context),
        "/desk/filings" => desk::filings::waiting_count(context),
        "/queue/counter" => queue::waiting_count(context),
        "/desk/results" => desk::results::waiting_count(context),
        "/letters" => letters::waiting_count(context),
        "/head" => lead::head::waiting_count(context),
        "/directives" => lead::directives::waiting_count(context),
        "/data-requests" => Ok(lead::data_requests::undecided(context) as u64),
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
    let header = SECTIONS.iter().map(|(_, path, _)| *path);
    let footer = MORE.iter().flat_map(|(_, links)| *links).map(|(_, path)| *path);
    for path in header.chain(footer) {
        assert!(crate::ROUTES.iter().any(|route| route.path == path), "{path}");
    }
}
