//! Every route in one place, in both languages. What a page shows is not known here.

use std::sync::Arc;

use axum::Router;
use axum::extract::rejection::{PathRejection, QueryRejection};
use axum::extract::{Path, Query, State};
use axum::http::Uri;
use axum::response::Response;
use axum::routing::{MethodRouter, get};
use text::Language;
use tower_http::CompressionLevel;
use tower_http::compression::CompressionLayer;

use crate::Site;
use crate::address::Params;
use crate::answer::{Answer, Error};
use crate::assets;
use crate::choices::Cache;
use crate::guard;
use crate::pages::{about, dossier, due, figures, form_06a, home, list, procedures};
use crate::visit::{Shared, Visit};

type View = fn(&Visit) -> Answer;

pub(crate) fn all(site: Site) -> Router {
    let shared = Arc::new(Shared { site, choices: Cache::default() });
    let routes = Router::new()
        .merge(pages(Language::Vietnamese))
        .nest("/en", pages(Language::English))
        .route("/en/", page(Language::English, home::home))
        .route(assets::STYLE_PATH, get(assets::style))
        .route(assets::ICON_PATH, get(assets::icon));
    guard::around(routes, &shared)
        .layer(CompressionLayer::new().quality(CompressionLevel::Fastest))
        .with_state(shared)
}

fn pages(language: Language) -> Router<Arc<Shared>> {
    let page = |view| page(language, view);
    Router::new()
        .route("/", page(home::home))
        .route("/figures", page(figures::page))
        .route("/figures.csv", page(figures::table_csv))
        .route("/figures/06a", page(form_06a::page))
        .route("/figures/06a.csv", page(form_06a::table_csv))
        .route("/list", page(list::page))
        .route("/list.csv", page(list::table_csv))
        .route("/dossier", page(dossier::find))
        .route("/dossier/{code}", page(dossier::page))
        .route("/dossier/{code}/due", page(due::page))
        .route("/procedures", page(procedures::catalogue))
        .route("/procedures/{code}", page(procedures::page))
        .route("/about", page(about::page))
        .fallback(async move |State(shared): State<Arc<Shared>>, uri: Uri| {
            Error::NoPage.response(&Visit::new(shared, language, &uri, None, Params::default()))
        })
}

/// A route that answers with a page. Pages read the record, so they may wait: off the async threads.
fn page(language: Language, view: View) -> MethodRouter<Arc<Shared>> {
    get(
        async move |State(shared): State<Arc<Shared>>,
                    uri: Uri,
                    code: Result<Path<String>, PathRejection>,
                    query: Result<Query<Vec<(String, String)>>, QueryRejection>|
                    -> Response {
            let params = query.map(|Query(pairs)| Params::from(pairs)).unwrap_or_default();
            let code = code.ok().map(|Path(code)| code);
            let visit = Arc::new(Visit::new(shared, language, &uri, code, params));
            let asked = Arc::clone(&visit);
            match tokio::task::spawn_blocking(move || view(&asked)).await {
                Ok(answer) => answer.unwrap_or_else(|error| error.response(&visit)),
                Err(panic) => Error::Broken(panic.to_string()).response(&visit),
            }
        },
    )
}
