//! From a request to a view: reads the form, finds out who asks, asks the policy, checks the form's
//! token, then calls the view off the async threads. The one way to every page.

use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;

use axum::extract::{FromRequestParts, RawPathParams, Request, State};
use axum::http::header::{ALLOW, CACHE_CONTROL, SET_COOKIE};
use axum::http::{HeaderValue, Method, StatusCode};
use axum::response::{IntoResponse, Response};
use office::{Denial, Right, allow};
use text::Language;

use crate::answer::Error;
use crate::form;
use crate::guard::Refused;
use crate::router::Route;
use crate::visit::{Shared, Visit};

type Answered = Pin<Box<dyn Future<Output = Response> + Send>>;

/// What answers a route in a language.
pub(crate) fn route(
    route: &'static Route,
    language: Language,
) -> impl Fn(State<Arc<Shared>>, Request) -> Answered + Clone + Send + Sync + 'static {
    move |State(shared), request| Box::pin(answer(shared, route, language, request))
}

/// What answers an address that no route has.
pub(crate) fn nowhere(
    language: Language,
) -> impl Fn(State<Arc<Shared>>, Request) -> Answered + Clone + Send + Sync + 'static {
    move |State(shared), request| {
        let (parts, _) = request.into_parts();
        let mut visit = Visit::new(shared, language, &parts);
        Box::pin(async move {
            let done = tokio::task::spawn_blocking(move || {
                // The frame says who is signed in; where that cannot be read the page is as for nobody.
                visit.signed = visit.find_signed().unwrap_or_default();
                Error::NoPage.response(&visit)
            });
            done.await.unwrap_or_else(|_| StatusCode::INTERNAL_SERVER_ERROR.into_response())
        })
    }
}

async fn answer(
    shared: Arc<Shared>,
    route: &'static Route,
    language: Language,
    request: Request,
) -> Response {
    let (mut parts, body) = request.into_parts();
    let mut visit = Visit::new(Arc::clone(&shared), language, &parts);
    let posted = match parts.method {
        Method::GET | Method::HEAD if route.gets() => false,
        Method::POST if route.posts() => true,
        _ => return not_allowed(route, &visit),
    };
    if let Ok(params) = RawPathParams::from_request_parts(&mut parts, &shared).await {
        let mut values = params.iter().map(|(_, value)| value.to_owned());
        visit.code = values.next().unwrap_or_default();
        visit.part = values.next().unwrap_or_default();
    }
    let read = match posted {
        true => form::read(parts, body, route.files).await,
        false => Ok(form::Posted::default()),
    };
    let told = tokio::task::spawn_blocking(move || {
        let answer = match read {
            Ok(posted_form) => {
                visit.form = posted_form.fields;
                visit.files = posted_form.files;
                visit.posted = posted;
                through(route, &mut visit)
            }
            Err(error) => Err(error),
        };
        let mut response = answer.unwrap_or_else(|error| error.response(&visit));
        let headers = response.headers_mut();
        if visit.signed.is_some() || posted || visit.private() {
            headers.insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
        }
        for cookie in visit.cookies_to_set() {
            // Cookies are hexadecimal values between fixed texts.
            if let Ok(value) = HeaderValue::from_str(&cookie) {
                headers.append(SET_COOKIE, value);
            }
        }
        response
    });
    match told.await {
        Ok(response) => response,
        Err(panic) => {
            eprintln!("web: {}: {panic}", route.path);
            StatusCode::INTERNAL_SERVER_ERROR.into_response()
        }
    }
}

fn not_allowed(route: &Route, visit: &Visit) -> Response {
    let allowed = match (route.gets(), route.posts()) {
        (true, true) => "GET, HEAD, POST",
        (true, false) => "GET, HEAD",
        _ => "POST",
    };
    let mut response = Error::Refused(Refused::NoMethod).response(visit);
    response.headers_mut().insert(ALLOW, HeaderValue::from_static(allowed));
    response
}

/// Everything that must hold before a view is asked.
fn through(route: &Route, visit: &mut Visit) -> crate::answer::Answer {
    visit.signed = visit.find_signed()?;
    if route.right == Right::Demonstrate {
        if visit.shared.site.demonstration.is_none() {
            return Err(Error::NoPage);
        }
    } else if let Err(denial) = allow(&visit.who(), route.right) {
        return Err(match denial {
            Denial::SignInFirst => Error::SignIn { citizen: route.right == Right::OwnDossiers },
            denial => Error::Denied(denial),
        });
    }
    let own = matches!(route.path, "/account" | "/sign-out");
    if visit.signed.as_ref().is_some_and(|signed| signed.unfinished)
        && route.right != Right::Public
        && !own
    {
        return crate::answer::see(&visit.link("/account", &crate::address::Params::default()));
    }
    let view = if visit.posted {
        if !visit.token_fits()? {
            return Err(Error::StaleForm);
        }
        route.post
    } else {
        route.get
    };
    // The method was looked at before.
    view.map_or(Err(Error::Refused(Refused::NoMethod)), |view| view(visit))
}
