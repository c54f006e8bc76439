//! Dispatches a request to a view: finds the session, asks the policy, reads the form, checks its
//! token, then calls the view on a worker thread. Every page is reached in this way only.

use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;

use app::{Denial, Right, allow};
use axum::body::Body;
use axum::extract::{FromRequestParts, RawPathParams, Request, State};
use axum::http::header::{ALLOW, CACHE_CONTROL, SET_COOKIE};
use axum::http::request::Parts;
use axum::http::{HeaderValue, Method, StatusCode};
use axum::response::Response;
use text::Language;

use crate::answer::{Answer, Error, retry_after};
use crate::form::{self, Files};
use crate::form_replay::FormReplay;
use crate::middleware::Refused;
use crate::middleware::{NOT_INDEXED, ROBOTS};
use crate::refused_forms::REFILL_PARAMETER;
use crate::request_context::{RequestContext, Shared};
use crate::route::{Route, View};

type AnswerFuture = Pin<Box<dyn Future<Output = Response> + Send>>;

/// The handler of a route in a language.
pub fn route(
    route: &'static Route,
    language: Language,
) -> impl Fn(State<Arc<Shared>>, Request) -> AnswerFuture + Clone + Send + Sync + 'static {
    move |State(shared), request| Box::pin(answer(shared, route, language, request))
}

/// The handler of an address that no route has.
pub fn not_found(
    language: Language,
) -> impl Fn(State<Arc<Shared>>, Request) -> AnswerFuture + Clone + Send + Sync + 'static {
    move |State(shared), request| {
        let (parts, _) = request.into_parts();
        let mut context = RequestContext::new(shared, language, &parts);
        Box::pin(async move {
            let all = Arc::clone(&context.shared);
            let view = move || {
                // The layout names the signed-in person, unless the session cannot be read.
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
    if !posted {
        let view = move || {
            let answer = admit(route, &mut context).and_then(|()| answer_get(route, &mut context));
            finish(&context, answer)
        };
        return shared.workers.answer(view).await;
    }
    context.posted = true;
    // The context of the answer for the case that no thread gives one.
    let mut unanswered = RequestContext::new(Arc::clone(&shared), language, &parts);
    unanswered.posted = true;
    answer_form(route, context, unanswered, (parts, body)).await
}

async fn answer_form(
    route: &'static Route,
    mut context: RequestContext,
    mut unanswered: RequestContext,
    (parts, body): (Parts, Body),
) -> Response {
    let shared = Arc::clone(&context.shared);
    // Session and right are checked before the body is read.
    let admission = shared.workers.run(move || {
        let admitted = admit(route, &mut context);
        let ended = context.session_cookie().is_some_and(|cookie| {
            matches!(admitted, Err(Error::SignIn { .. }))
                && context.app().session_owner(cookie).is_ok_and(|owner| owner.is_some())
        });
        (context, admitted, ended)
    });
    let (mut context, admitted, ended) = match admission.await {
        Ok(admission) => admission,
        Err(status) => {
            let mut memory = shared.upload_memory.share("", &unanswered.client);
            let read = form::read(parts, body, Files::Unread, &mut memory).await;
            unanswered.take(read.unwrap_or_default());
            return thread_error(status).response(&unanswered);
        }
    };
    let files = match &admitted {
        Ok(()) if route.files => Files::Taken,
        Ok(()) => Files::Refused,
        Err(_) if ended => Files::Skipped,
        Err(_) => Files::Unread,
    };
    let account = match context.actor().id {
        // The holder of a draft's link.
        id if id.is_empty() => format!("draft {}", context.code),
        id => id,
    };
    let mut memory = shared.upload_memory.share(&account, &context.client);
    let read = match &admitted {
        Ok(()) | Err(Error::SignIn { .. }) => form::read(parts, body, files, &mut memory).await,
        Err(_) => Ok(form::Posted::default()),
    };
    if let Ok(posted) = &read {
        unanswered.form = posted.fields.clone();
        unanswered.files_unread = posted.files_unread || !posted.files.is_empty();
    }
    let view = move || {
        let _held = memory;
        let answer = read.and_then(|mut posted| {
            let unread = posted.read_error.take();
            context.take(posted);
            if let (Err(_), Some(Error::Refused(Refused::TooLarge))) = (&admitted, &unread) {
                // A form that was read only in part is not stored for the time after the sign-in.
                return Err(Error::Refused(Refused::TooLarge));
            }
            admitted?;
            match (context.token_fits()?, unread) {
                (true, None) => posted_to(route, &mut context),
                (true, Some(error)) => failed(route, &mut context, error),
                (false, None) => stale_form_page(route, &mut context),
                (false, Some(error)) => Err(error),
            }
        });
        finish(&context, answer)
    };
    let answer = shared.workers.run(view).await;
    answer.unwrap_or_else(|status| thread_error(status).response(&unanswered))
}

/// The error of a view that got no thread, or that panicked.
fn thread_error(status: StatusCode) -> Error {
    match status {
        StatusCode::SERVICE_UNAVAILABLE => Error::Refused(Refused::Busy),
        status => Error::Broken(format!("a view without an answer, with the status {status}")),
    }
}

/// Answers with the page; where the address asks for it, with the input of a refused form.
fn answer_get(route: &Route, context: &mut RequestContext) -> Answer {
    let has_input = route.posts() && context.params.raw(REFILL_PARAMETER) == "1";
    if let Some(kept) = has_input.then(|| context.shared.refused_forms.of(context)).flatten() {
        context.form = kept.fields;
        context.posted = true;
        context.refill_notice = Some(context.text("carried-entered-filled"));
    }
    view(route.get, context)
}

/// Executes a form. The input of a refused form is stored for its page; not that of public forms,
/// which contain credentials.
fn posted_to(route: &Route, context: &mut RequestContext) -> Answer {
    let answer = view(route.post, context);
    if route.right != Right::Public && route.gets() {
        let refused = answer.as_ref().map_or(true, |page| page.status().as_u16() >= 400);
        context.shared.refused_forms.note(context, !refused || context.result_address().is_some());
    }
    match answer {
        Err(error) if context.result_address().is_none() => failed(route, context, error),
        answer => answer,
    }
}

/// The page of a form of another session, with the form's input.
fn stale_form_page(route: &Route, context: &mut RequestContext) -> Answer {
    let notice = context.text("carried-stale-filled");
    with_input(route, context, notice, StatusCode::FORBIDDEN).ok_or(Error::StaleForm)
}

/// The page of a failed form with its input, where nothing was written; otherwise the error, whose
/// own page offers the same form again.
fn failed(route: &Route, context: &mut RequestContext, error: Error) -> Answer {
    if matches!(error, Error::KeyConflict) {
        // The old key belongs to the act on record.
        let key = context.random_text();
        context.form.replace("key", &key);
    }
    if !error.wrote_nothing() {
        return Err(error);
    }
    let kept = match error {
        Error::Refused(Refused::TooLarge) => "carried-too_large-filled",
        _ => "carried-failed-filled",
    };
    let notice = match error {
        // The advice to go back is meant for a page without the input.
        Error::Refused(Refused::TooLarge) => error.sentence(context),
        _ => error.notice(context),
    };
    let notice = format!("{notice} {}", context.text(kept));
    let Some(page) = with_input(route, context, notice, error.status().0) else {
        return Err(error);
    };
    error.log();
    Ok(page)
}

/// The page at the form's address with the posted input; `None` where it cannot be shown. Only the
/// view that shows the page is called: the form is not executed.
fn with_input(
    route: &Route,
    context: &mut RequestContext,
    notice: String,
    status: StatusCode,
) -> Option<Response> {
    // Pages of public forms ask for credentials first, and show no other input.
    if route.right == Right::Public || !route.gets() {
        return None;
    }
    context.files_unread |= !context.files.is_empty();
    context.files = Vec::new();
    context.refill_notice = Some(notice);
    let mut page = view(route.get, context).ok().filter(|page| page.status().is_success())?;
    *page.status_mut() = status;
    Some(retry_after(page))
}

/// The page at the address of a form that was stored during the sign-in, with its input; `None`
/// where it cannot be shown. Only the view that shows the page is called: the form is not executed.
pub fn refilled_page(mut context: RequestContext, form: &FormReplay) -> Option<Response> {
    let (path, query) = form.to.split_once('?').unwrap_or((&form.to, ""));
    let path = match context.language {
        Language::English => path.strip_prefix("/en")?,
        Language::Vietnamese => path,
    };
    let routes = context.shared.pages.routes.iter();
    let (route, parts) = routes.filter_map(|route| Some((route, route.parts(path)?))).next()?;
    allow(&context.who(), route.right).ok()?;
    let mut parts = parts.into_iter();
    context.code = parts.next().unwrap_or_default();
    context.part = parts.next().unwrap_or_default();
    context.path = path.to_owned();
    for (name, value) in form_urlencoded::parse(query.as_bytes()) {
        context.params.push_raw(&name, &value);
    }
    for field in &form.fields {
        context.form.push_raw(&field.name, &field.value);
    }
    context.posted = true;
    context.files_unread = form.files;
    context.refill_notice = Some(context.text("carried-signed_in-filled"));
    let page = view(route.get.filter(|_| route.posts()), &context).ok()?;
    (!page.status().is_redirection()).then_some(page)
}

fn view(view: Option<View>, context: &RequestContext) -> Answer {
    // Cannot be `None`: the method was checked before.
    view.map_or(Err(Error::Refused(Refused::NoMethod)), |view| view(context))
}

/// The answer with its cookies; for an error, the page of the error.
fn finish(context: &RequestContext, answer: Answer) -> Response {
    let mut response = answer.unwrap_or_else(|error| match context.result_address() {
        Some(shown_at) => error.done_page(context, shown_at),
        None => error.response(context),
    });
    let headers = response.headers_mut();
    if context.is_not_indexed() || context.posted || context.private() {
        headers.insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
    }
    if context.is_not_indexed() {
        headers.insert(ROBOTS, HeaderValue::from_static(NOT_INDEXED));
    }
    for cookie in context.cookies_to_set() {
        // Cookies are hexadecimal values between fixed texts.
        if let Ok(value) = HeaderValue::from_str(&cookie) {
            headers.append(SET_COOKIE, value);
        }
    }
    response
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

/// Finds the session and checks the right of the route by the policy.
fn admit(route: &Route, context: &mut RequestContext) -> Result<(), Error> {
    context.signed = context.find_signed()?;
    if route.right == Right::Demonstrate {
        if context.shared.site.demonstration.is_none() {
            return Err(Error::NoPage);
        }
    } else if let Err(denial) = allow(&context.who(), route.right) {
        if route.right == Right::OwnDrafts && denial == Denial::SignInFirst {
            let holder = context.draft_holder();
            if context.app().draft_of(&holder, &context.code)?.is_some() {
                return Ok(());
            }
        }
        return Err(match denial {
            Denial::SignInFirst => Error::SignIn {
                citizen: matches!(route.right, Right::OwnDossiers | Right::OwnDrafts),
            },
            denial => Error::Denied(denial),
        });
    }
    if context.signed.as_ref().is_some_and(|signed| signed.unfinished)
        && !matches!(route.right, Right::Public | Right::OwnAccount)
    {
        return Err(Error::FinishAccount);
    }
    Ok(())
}

#[cfg(test)]
mod tests;
