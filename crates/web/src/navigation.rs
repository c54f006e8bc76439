//! The links that every page shows at its head and foot, by the right that each asks for.

use app::Right;
use http::NavigationLink;

pub(crate) const SECTIONS: &[NavigationLink] = &[
    ("page-home", "/", Right::Public),
    ("page-work", "/work", Right::Work),
    ("page-filings", "/desk/filings", Right::Desk),
    ("page-receive", "/desk/receive", Right::Desk),
    ("page-handovers", "/desk/handovers", Right::Desk),
    ("page-results", "/desk/results", Right::Desk),
    ("page-assist", "/assist", Right::Assist),
    ("page-find", "/dossier", Right::ReadReads),
    ("page-audit", "/audit", Right::Audit),
    ("page-head", "/head", Right::Lead),
    ("page-leave", "/leave", Right::DeclareLeave),
    ("page-calendar", "/admin/calendar", Right::Rules),
    ("page-accounts", "/admin/accounts", Right::Accounts),
    ("page-my", "/my", Right::OwnDossiers),
    ("page-procedures", "/procedures", Right::Public),
    ("page-track", "/track", Right::Public),
    ("page-figures", "/figures", Right::Public),
];

/// What is read seldom.
pub(crate) const MORE: &[NavigationLink] =
    &[("page-form_06a", "/figures/06a", Right::Public), ("page-about", "/about", Right::Public)];

#[test]
fn every_link_has_its_route() {
    for (_, path, _) in SECTIONS.iter().chain(MORE) {
        assert!(crate::ROUTES.iter().any(|route| route.path == *path), "{path}");
    }
}
