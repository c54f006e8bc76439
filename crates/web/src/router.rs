//! Every route in one table, in both languages: its path, the right it asks for, and the views that
//! answer. What a page shows is not known here.

use std::sync::Arc;

use axum::Router;
use axum::middleware::map_response;
use axum::routing::any;
use office::Right;
use text::Language;
use tower_http::CompressionLevel;
use tower_http::compression::CompressionLayer;

use crate::Site;
use crate::answer::{Answer, guard};
use crate::assets;
use crate::choices::Cache;
use crate::dispatch;
use crate::pages::citizen::{
    act as own, dossier as own_dossier, filing, mine, papers, review, sign_in as sign_in_by_code,
    track,
};
use crate::pages::{
    about, account, demonstration, dossier, due, figures, form_06a, home, list, procedures, sign_in,
};
use crate::visit::{Shared, Visit};

pub(crate) type View = fn(&Visit) -> Answer;

/// A route: what it takes and who may ask it. Without a row here there is no route.
#[derive(Clone, Copy)]
pub struct Route {
    pub path: &'static str,
    pub right: Right,
    pub(crate) get: Option<View>,
    pub(crate) post: Option<View>,
    /// Whether its form brings files.
    pub files: bool,
}

impl Route {
    /// Whether it shows a page.
    #[must_use]
    pub fn gets(&self) -> bool {
        self.get.is_some()
    }

    /// Whether it takes a form.
    #[must_use]
    pub fn posts(&self) -> bool {
        self.post.is_some()
    }
}

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

/// Every route of the pages.
pub const ROUTES: &[Route] = &[
    page("/", Right::Public, home::home),
    page("/figures", Right::Public, figures::page),
    page("/figures.csv", Right::Public, figures::table_csv),
    page("/figures/06a", Right::Public, form_06a::page),
    page("/figures/06a.csv", Right::Public, form_06a::table_csv),
    page("/list", Right::Public, list::page),
    page("/list.csv", Right::Public, list::table_csv),
    page("/procedures", Right::Public, procedures::catalogue),
    page("/procedures/{code}", Right::Public, procedures::page),
    page("/about", Right::Public, about::page),
    form("/sign-in", Right::Public, sign_in::page, sign_in::enter),
    act("/sign-out", Right::Public, sign_in::leave),
    form("/account", Right::OwnAccount, account::page, account::change),
    // Citizens.
    form("/my/sign-in", Right::Public, sign_in_by_code::page, sign_in_by_code::enter),
    form("/track", Right::Public, track::page, track::find),
    page("/t/{code}", Right::Public, track::token),
    page("/my", Right::OwnDossiers, mine::page),
    page("/my/file/{code}", Right::Public, filing::start),
    act("/my/drafts", Right::OwnDossiers, filing::begin),
    page("/my/drafts/{code}", Right::OwnDossiers, filing::resume),
    form("/my/drafts/{code}/who", Right::OwnDossiers, filing::ask, filing::answer),
    form("/my/drafts/{code}/submitter", Right::OwnDossiers, filing::ask, filing::answer),
    form("/my/drafts/{code}/applicant", Right::OwnDossiers, filing::ask, filing::answer),
    form("/my/drafts/{code}/case", Right::OwnDossiers, filing::ask, filing::answer),
    form_with_files("/my/drafts/{code}/papers", Right::OwnDossiers, papers::page, papers::change),
    page("/my/drafts/{code}/files/{part}", Right::OwnDossiers, papers::draft_file),
    form("/my/drafts/{code}/review", Right::OwnDossiers, review::page, review::send),
    act("/my/drafts/{code}/drop", Right::OwnDossiers, filing::drop),
    page("/my/dossiers/{code}", Right::OwnDossiers, own_dossier::page),
    page("/my/dossiers/{code}/files/{part}", Right::OwnDossiers, papers::dossier_file),
    act("/my/dossiers/{code}/again", Right::OwnDossiers, review::again),
    form_with_files("/my/dossiers/{code}/supply", Right::OwnDossiers, own::supply, own::supplied),
    form("/my/dossiers/{code}/withdraw", Right::OwnDossiers, own::withdraw, own::withdrawn),
    // The desk.
    // Officers.
    page("/dossier", Right::ReadDossiers, dossier::find),
    page("/dossier/{code}", Right::ReadDossiers, dossier::page),
    page("/dossier/{code}/due", Right::ReadDossiers, due::page),
    // Heads, leaders, administrator, inspector.
    // A demonstration folder.
    form("/demonstration", Right::Demonstrate, demonstration::page, demonstration::change),
];

pub(crate) fn all(site: Site) -> Router {
    let shared = Arc::new(Shared { site, choices: Cache::default() });
    Router::new()
        .merge(pages(Language::Vietnamese))
        .nest("/en", pages(Language::English))
        .route("/en/", any(dispatch::route(&ROUTES[0], Language::English)))
        .route(assets::STYLE_PATH, axum::routing::get(assets::style))
        .route(assets::ICON_PATH, axum::routing::get(assets::icon))
        .layer(map_response(guard))
        .layer(CompressionLayer::new().quality(CompressionLevel::Fastest))
        .with_state(shared)
}

fn pages(language: Language) -> Router<Arc<Shared>> {
    let router = ROUTES.iter().fold(Router::new(), |router, route| {
        router.route(route.path, any(dispatch::route(route, language)))
    });
    router.fallback(dispatch::nowhere(language))
}
