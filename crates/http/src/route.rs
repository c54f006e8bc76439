//! Routes and the pages behind them, as values that the crate `web` hands in; the router made from
//! them. Knows no page's content.

use std::sync::Arc;

use app::Right;
use axum::Router;
use axum::response::Response;
use axum::routing::{any, get};
use text::Language;
use tower_http::CompressionLevel;
use tower_http::compression::CompressionLayer;

use crate::answer::Answer;
use crate::request_context::{RequestContext, Shared};
use crate::{Site, assets, dispatch, middleware};

/// A page, or what a form does.
pub type View = fn(&RequestContext) -> Answer;

/// A route: what it takes and who may ask it.
#[derive(Clone, Copy)]
pub struct Route {
    pub path: &'static str,
    pub right: Right,
    pub get: Option<View>,
    pub post: Option<View>,
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

    /// What stands in a path at the parts of this route that have no fixed text; `None` where the
    /// path is not this route's.
    pub(crate) fn parts(&self, path: &str) -> Option<Vec<String>> {
        let mut parts = Vec::new();
        let (own, given) = (self.path.split('/'), path.split('/'));
        if own.clone().count() != given.clone().count() {
            return None;
        }
        for (own, given) in own.zip(given) {
            if own.starts_with('{') {
                // A plus sign of a path stands for itself.
                let given = given.replace('+', "%2B");
                let mut decoded = form_urlencoded::parse(given.as_bytes());
                parts.push(decoded.next().map(|(text, _)| text.into_owned()).unwrap_or_default());
            } else if own != given {
                return None;
            }
        }
        Some(parts)
    }
}

/// A link of the navigation: the key of its text, its path, and the right that shows it.
pub type NavigationLink = (&'static str, &'static str, Right);

/// What this crate needs to know of the pages.
#[derive(Clone, Copy)]
pub struct Pages {
    pub routes: &'static [Route],
    /// The navigation at the head of every page.
    pub sections: &'static [NavigationLink],
    /// The navigation at the foot.
    pub more: &'static [NavigationLink],
    /// How many dossiers wait for the visitor behind a link of the navigation, as it is shown.
    pub waiting: fn(&RequestContext, path: &str) -> Option<String>,
    /// The page to sign in on; whether as a citizen.
    pub sign_in: fn(&RequestContext, citizen: bool) -> Response,
}

/// The router of all pages in both languages.
pub fn router(site: Site, pages: Pages) -> Router {
    let shared = Arc::new(Shared::new(site, pages));
    let home = pages.routes.iter().find(|route| route.path == "/");
    let english = home.into_iter().fold(Router::new(), |router, home| {
        router.route("/en/", any(dispatch::route(home, Language::English)))
    });
    let routes = Router::new()
        .merge(routes(pages, Language::Vietnamese))
        .nest("/en", routes(pages, Language::English))
        .merge(english)
        .route(assets::STYLE_PATH, get(assets::style))
        .route(assets::SCRIPT_PATH, get(assets::script))
        .route(assets::ICON_PATH, get(assets::icon));
    middleware::around(routes, &shared)
        .layer(CompressionLayer::new().quality(CompressionLevel::Fastest))
        .with_state(shared)
}

fn routes(pages: Pages, language: Language) -> Router<Arc<Shared>> {
    let router = pages.routes.iter().fold(Router::new(), |router, route| {
        router.route(route.path, any(dispatch::route(route, language)))
    });
    router.fallback(dispatch::not_found(language))
}
