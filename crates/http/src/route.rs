//! Routes and their pages, as values that the crate `web` passes, and the router that is built from
//! them. The module must not know the content of pages.

use std::sync::Arc;

use app::{Right, Who, allow};
use axum::Router;
use axum::response::Response;
use axum::routing::{any, get};
use text::Language;
use tower_http::CompressionLevel;
use tower_http::compression::CompressionLayer;

use crate::answer::Answer;
use crate::request_context::{RequestContext, Shared};
use crate::{Site, assets, dispatch, middleware};

/// The function that answers for a page or a form.
pub type View = fn(&RequestContext) -> Answer;

/// A route: its path, its methods and the right that it needs.
#[derive(Clone, Copy)]
pub struct Route {
    pub path: &'static str,
    pub right: Right,
    pub get: Option<View>,
    pub post: Option<View>,
    /// Whether the form of the route may have files.
    pub files: bool,
}

impl Route {
    /// Whether the route shows a page.
    #[must_use]
    pub fn gets(&self) -> bool {
        self.get.is_some()
    }

    /// Whether the route accepts a form.
    #[must_use]
    pub fn posts(&self) -> bool {
        self.post.is_some()
    }

    /// The values of the route's variables in a path; `None` where the path does not match.
    pub(crate) fn parts(&self, path: &str) -> Option<Vec<String>> {
        let mut parts = Vec::new();
        let (own, given) = (self.path.split('/'), path.split('/'));
        if own.clone().count() != given.clone().count() {
            return None;
        }
        for (own, given) in own.zip(given) {
            if own.starts_with('{') {
                // In a path a plus sign is not a blank.
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

/// A group of links in the footer: the key of its heading; for each link the key of its text, and
/// its path.
pub type FooterGroup = (&'static str, &'static [(&'static str, &'static str)]);

/// The data that this crate needs about the pages.
#[derive(Clone, Copy)]
pub struct Pages {
    pub routes: &'static [Route],
    /// The navigation in the header of every page.
    pub sections: &'static [NavigationLink],
    /// The navigation in the footer, in groups.
    pub footer: &'static [FooterGroup],
    /// The number of dossiers that wait for the visitor at a link of the navigation, as text.
    pub waiting: fn(&RequestContext, path: &str) -> Option<String>,
    /// The sign-in page, for citizens or for officers.
    pub sign_in: fn(&RequestContext, citizen: bool) -> Response,
}

impl Pages {
    /// Whether a visitor may open the page of a path. No visitor may open a path without a route.
    pub(crate) fn may_open(&self, who: &Who, path: &str) -> bool {
        let route = self.routes.iter().find(|route| route.gets() && route.parts(path).is_some());
        route.is_some_and(|route| allow(who, route.right).is_ok())
    }
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
    middleware::wrap(routes, &shared)
        .layer(CompressionLayer::new().quality(CompressionLevel::Fastest))
        .with_state(shared)
}

fn routes(pages: Pages, language: Language) -> Router<Arc<Shared>> {
    let router = pages.routes.iter().fold(Router::new(), |router, route| {
        router.route(route.path, any(dispatch::route(route, language)))
    });
    router.fallback(dispatch::not_found(language))
}
