//! From a request to a view: reads the form, finds out who asks, asks the policy, checks the form's
//! token, then calls the view off the async threads. The one way to every page.

use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;

use app::{Denial, Right, allow};
use axum::extract::{FromRequestParts, RawPathParams, Request, State};
use axum::http::header::{ALLOW, CACHE_CONTROL, SET_COOKIE};
use axum::http::{HeaderValue, Method};
use axum::response::Response;
use text::Language;

use crate::answer::Error;
use crate::form;
use crate::middleware::Refused;
use crate::request_context::{RequestContext, Shared};
use crate::route::Route;

type Answered = Pin<Box<dyn Future<Output = Response> + Send>>;

/// What answers a route in a language.
pub fn route(
    route: &'static Route,
    language: Language,
) -> impl Fn(State<Arc<Shared>>, Request) -> Answered + Clone + Send + Sync + 'static {
    move |State(shared), request| Box::pin(answer(shared, route, language, request))
}

/// What answers an address that no route has.
pub fn not_found(
    language: Language,
) -> impl Fn(State<Arc<Shared>>, Request) -> Answered + Clone + Send + Sync + 'static {
    move |State(shared), request| {
        let (parts, _) = request.into_parts();
        let mut context = RequestContext::new(shared, language, &parts);
        Box::pin(async move {
            let all = Arc::clone(&context.shared);
            let view = move || {
                // The frame says who is signed in; where that cannot be read the page is as for nobody.
                context.signed = context.find_signed().unwrap_or_default();
                Error::NoPage.response(&context)
            };
            all.workers.answer(view).await
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
    let mut context = RequestContext::new(Arc::clone(&shared), language, &parts);
    let posted = match parts.method {
        Method::GET | Method::HEAD if route.gets() => false,
        Method::POST if route.posts() => true,
        _ => return not_allowed(route, &context),
    };
    if let Ok(params) = RawPathParams::from_request_parts(&mut parts, &shared).await {
        let mut values = params.iter().map(|(_, value)| value.to_owned());
        context.code = values.next().unwrap_or_default();
        context.part = values.next().unwrap_or_default();
    }
    let read = match posted {
        true => form::read(parts, body, route.files).await,
        false => Ok(form::Posted::default()),
    };
    let view = move || {
        let answer = match read {
            Ok(posted_form) => {
                context.form = posted_form.fields;
                context.files = posted_form.files;
                context.posted = posted;
                through(route, &mut context)
            }
            Err(error) => Err(error),
        };
        let mut response = answer.unwrap_or_else(|error| error.response(&context));
        let headers = response.headers_mut();
        if context.signed.is_some() || posted || context.private() {
            headers.insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
        }
        for cookie in context.cookies_to_set() {
            // Cookies are hexadecimal values between fixed texts.
            if let Ok(value) = HeaderValue::from_str(&cookie) {
                headers.append(SET_COOKIE, value);
            }
        }
        response
    };
    shared.workers.answer(view).await
}

fn not_allowed(route: &Route, context: &RequestContext) -> Response {
    let allowed = match (route.gets(), route.posts()) {
        (true, true) => "GET, HEAD, POST",
        (true, false) => "GET, HEAD",
        _ => "POST",
    };
    let mut response = Error::Refused(Refused::NoMethod).response(context);
    response.headers_mut().insert(ALLOW, HeaderValue::from_static(allowed));
    response
}

/// Everything that must hold before a view is asked.
fn through(route: &Route, context: &mut RequestContext) -> crate::answer::Answer {
    context.signed = context.find_signed()?;
    if route.right == Right::Demonstrate {
        if context.shared.site.demonstration.is_none() {
            return Err(Error::NoPage);
        }
    } else if let Err(denial) = allow(&context.who(), route.right) {
        return Err(match denial {
            Denial::SignInFirst => Error::SignIn { citizen: route.right == Right::OwnDossiers },
            denial => Error::Denied(denial),
        });
    }
    if context.signed.as_ref().is_some_and(|signed| signed.unfinished)
        && !matches!(route.right, Right::Public | Right::OwnAccount)
    {
        return crate::answer::see(&context.link("/account", &crate::address::Params::default()));
    }
    let view = if context.posted {
        if !context.token_fits()? {
            return Err(Error::StaleForm);
        }
        route.post
    } else {
        route.get
    };
    // The method was looked at before.
    view.map_or(Err(Error::Refused(Refused::NoMethod)), |view| view(context))
}
