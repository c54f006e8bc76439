//! Answers of pages: HTML, CSV, a redirect, or an error with its page. Failures of pages are logged
//! here and nowhere else.

use app::{Denial, Failure};
use askama::Template;
use axum::http::header::{CONTENT_DISPOSITION, CONTENT_TYPE, LOCATION, RETRY_AFTER};
use axum::http::{HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use calendar::Day;
use indicators::IdentityBroken;

use crate::form;
use crate::form_replay::{self, FormReplay};
use crate::layout::Layout;
use crate::middleware::Refused;
use crate::request_context::RequestContext;

pub type Answer = Result<Response, Error>;

/// The reason for an error page.
#[derive(Debug)]
pub enum Error {
    /// No route has this address.
    NoPage,
    /// The page exists, but its object, with this code, does not.
    NoDossier(String),
    NoProcedure(String),
    /// The page exists from this day on.
    NotYet(Day),
    /// The address of the search names no code, so the page asks for one.
    FindDossier,
    /// The posted body is not a form.
    BadForm,
    /// The form belongs to another session, or to no session.
    StaleForm,
    /// The visitor must sign in first: as a citizen, or as an officer.
    SignIn {
        citizen: bool,
    },
    /// The account must be set up on a page of its own first.
    FinishAccount,
    /// The visitor lacks the right.
    Denied(Denial),
    /// The record could not be read, or must not be shown; the text is the cause for the log.
    Broken(String),
    /// The disk is full, and nothing was written.
    Full,
    /// The folder cannot be written, and nothing was written.
    ReadOnly,
    /// The read of personal data could not be recorded, so the data are withheld.
    Withheld,
    /// It is uncertain whether the act is on record; the text is the cause for the log.
    NotCertain(String),
    /// The dossier has changed, or its state does not allow the act; nothing was written.
    Changed,
    /// The files of a dossier would together be larger than allowed; nothing was written.
    FilesFull,
    /// The citizen's draft was sent or deleted before its files arrived; they were not written.
    DraftGone,
    /// As many drafts are kept as may be: nothing was written.
    TooManyDrafts,
    /// Too many commands, readers or uploads are waiting; nothing was written.
    Overloaded,
    /// The key of the form is bound to other content.
    KeyConflict,
    /// The request was refused before routing.
    Refused(Refused),
}

impl From<Failure> for Error {
    fn from(failure: Failure) -> Self {
        match failure {
            Failure::Full => Self::Full,
            Failure::ReadOnly => Self::ReadOnly,
            Failure::NotCertain { what } => Self::NotCertain(what),
            Failure::Refused(_) | Failure::Changed { .. } | Failure::Duplicate => Self::Changed,
            Failure::FilesFull { .. } => Self::FilesFull,
            Failure::DraftGone => Self::DraftGone,
            Failure::TooManyDrafts => Self::TooManyDrafts,
            Failure::Overloaded => Self::Overloaded,
            Failure::KeyConflict => Self::KeyConflict,
            Failure::NoPermit(why) => Self::Denied(Denial::NoPermit(why)),
            other => Self::Broken(other.for_log()),
        }
    }
}

impl From<IdentityBroken> for Error {
    fn from(_: IdentityBroken) -> Self {
        Self::Broken("figures whose identities do not hold".to_owned())
    }
}

impl From<askama::Error> for Error {
    fn from(_: askama::Error) -> Self {
        Self::Broken("a template that cannot be filled in".to_owned())
    }
}

#[derive(Template)]
#[template(path = "error.html")]
struct ErrorPage {
    layout: Layout,
    heading: String,
    message: String,
    next: String,
    /// The unknown code, which the page offers for a new search.
    code: Option<String>,
    search: String,
    /// The form that was posted and failed.
    failed_form: Option<FormReplay>,
    /// Whether the page has a button that sends the form again.
    has_retry: bool,
}

#[derive(Template)]
#[template(path = "done.html")]
struct DonePage {
    layout: Layout,
    heading: String,
    message: String,
    /// The address of the page that shows the result.
    link: String,
    next: String,
}

impl Error {
    /// The answer with the page of the error.
    pub fn response(self, context: &RequestContext) -> Response {
        self.log();
        match &self {
            Self::SignIn { citizen } => return (context.shared.pages.sign_in)(context, *citizen),
            Self::FinishAccount => {
                let account = context.link("/account", &crate::address::Params::default());
                return see(&account).unwrap_or_else(|_| StatusCode::SEE_OTHER.into_response());
            }
            Self::StaleForm => {
                return form_replay::retry_page(context, "stale", StatusCode::FORBIDDEN);
            }
            Self::Denied(denial) => return denial_page(context, *denial),
            _ => {}
        }
        let (status, key) = self.status();
        let code = self.code();
        let text = |part: &str| self.text(context, part);
        let heading = text("heading");
        let page = ErrorPage {
            layout: Layout::new(context, &heading),
            message: text("said"),
            next: text("next"),
            heading,
            code: code.filter(|_| key.ends_with("_dossier")).map(str::to_owned),
            search: context.link("/dossier", &crate::address::Params::default()),
            has_retry: self.may_be_sent_again(context),
            failed_form: failed_form(context),
        };
        retry_after(html_with(status, &page).unwrap_or_else(|_| status.into_response()))
    }

    /// Whether it is certain that nothing was written.
    pub fn wrote_nothing(&self) -> bool {
        matches!(
            self,
            Self::Full
                | Self::ReadOnly
                | Self::Overloaded
                | Self::Withheld
                | Self::Changed
                | Self::FilesFull
                | Self::DraftGone
                | Self::TooManyDrafts
                | Self::KeyConflict
                | Self::BadForm
                | Self::Denied(_)
                | Self::Refused(Refused::TooLarge)
        )
    }

    /// Whether the page may offer to send the form again. Without its files a form has other
    /// content, so it is not offered where the first one may be on record.
    fn may_be_sent_again(&self, context: &RequestContext) -> bool {
        let files = context.files_unread || !context.files.is_empty();
        match self {
            // A part of the form was not read.
            Self::Refused(Refused::TooLarge) => false,
            Self::Refused(Refused::Busy) => true,
            _ => self.wrote_nothing() || !files,
        }
    }

    /// The error as a notice on the page of the form.
    pub fn notice(&self, context: &RequestContext) -> String {
        format!("{} {}", self.sentence(context), self.text(context, "next"))
    }

    /// The page after a recorded act whose result page failed, with a link to that page.
    pub fn done_page(self, context: &RequestContext, shown_at: &str) -> Response {
        self.log();
        let heading = context.text("done-heading");
        let page = DonePage {
            layout: Layout::new(context, &heading),
            message: context.text("done-said"),
            link: shown_at.to_owned(),
            next: context.text("done-next"),
            heading,
        };
        html(&page).unwrap_or_else(|_| StatusCode::OK.into_response())
    }

    /// The error in one or two sentences, for a page that reports other results too.
    pub fn sentence(&self, context: &RequestContext) -> String {
        match self {
            Self::Denied(denial) => context.text(&denial.key()),
            _ => self.text(context, "said"),
        }
    }

    fn text(&self, context: &RequestContext, part: &str) -> String {
        let (_, key) = self.status();
        let number = |n: usize| context.number(n as u64).into();
        let values = [
            ("code", self.code().unwrap_or_default().into()),
            ("day", self.day().map(messages::date_of).unwrap_or_default().into()),
            ("limit", number(form::FORM_KILOBYTES)),
            ("fields", number(form::FIELDS)),
            ("megabytes", number(form::FILES_BYTES / (1024 * 1024))),
        ];
        context.format(&format!("error-{key}-{part}"), &values)
    }

    fn code(&self) -> Option<&str> {
        match self {
            Self::NoDossier(code) | Self::NoProcedure(code) => Some(code),
            Self::FindDossier => Some(""),
            _ => None,
        }
    }

    fn day(&self) -> Option<Day> {
        match self {
            Self::NotYet(day) => Some(*day),
            _ => None,
        }
    }

    /// The status, and the word in the keys of the error's texts.
    pub(crate) fn status(&self) -> (StatusCode, &'static str) {
        match self {
            Self::SignIn { .. } => (StatusCode::UNAUTHORIZED, "sign_in"),
            Self::FinishAccount => (StatusCode::SEE_OTHER, "finish_account"),
            Self::StaleForm => (StatusCode::FORBIDDEN, "stale"),
            Self::Denied(_) => (StatusCode::FORBIDDEN, "denied"),
            Self::FindDossier => (StatusCode::OK, "find_dossier"),
            Self::BadForm => (StatusCode::BAD_REQUEST, "bad_form"),
            Self::NoPage => (StatusCode::NOT_FOUND, "no_page"),
            Self::NotYet(_) => (StatusCode::NOT_FOUND, "not_yet"),
            Self::NoDossier(_) => (StatusCode::NOT_FOUND, "no_dossier"),
            Self::NoProcedure(_) => (StatusCode::NOT_FOUND, "no_procedure"),
            Self::Broken(_) => (StatusCode::INTERNAL_SERVER_ERROR, "broken"),
            Self::NotCertain(_) => (StatusCode::INTERNAL_SERVER_ERROR, "not_certain"),
            Self::Full => (StatusCode::INSUFFICIENT_STORAGE, "full"),
            Self::ReadOnly => (StatusCode::SERVICE_UNAVAILABLE, "read_only"),
            Self::Withheld => (StatusCode::SERVICE_UNAVAILABLE, "withheld"),
            Self::Changed => (StatusCode::CONFLICT, "changed"),
            Self::FilesFull => (StatusCode::PAYLOAD_TOO_LARGE, "files_full"),
            Self::DraftGone => (StatusCode::CONFLICT, "draft_gone"),
            Self::TooManyDrafts => (StatusCode::TOO_MANY_REQUESTS, "too_many_drafts"),
            Self::Overloaded => (StatusCode::SERVICE_UNAVAILABLE, "overloaded"),
            Self::KeyConflict => (StatusCode::CONFLICT, "key_conflict"),
            Self::Refused(refused) => (refused.status(), refused.key()),
        }
    }

    /// Logs the error for the operator; faults of a visitor are logged at the level `debug` only.
    pub fn log(&self) {
        match self {
            Self::Broken(cause) => tracing::error!(cause, "no page could be made"),
            Self::NotCertain(cause) => tracing::error!(cause, "a commit is not certain"),
            Self::Full => tracing::warn!("the disk is full"),
            Self::ReadOnly => tracing::warn!("the folder cannot be written"),
            Self::Withheld => tracing::warn!("personal data withheld: no row on record"),
            Self::Overloaded => tracing::warn!("too many commands, readers or uploads wait"),
            Self::Refused(Refused::Busy) => tracing::warn!("too many requests"),
            Self::Refused(refused) => tracing::debug!(why = refused.key(), "refused"),
            Self::Denied(denial) => tracing::debug!(why = denial.key(), "denied"),
            Self::SignIn { .. } | Self::FinishAccount => tracing::debug!("to sign in first"),
            Self::StaleForm => tracing::debug!("a form of another session"),
            Self::Changed => tracing::debug!("a dossier that does not allow the act"),
            Self::FilesFull => tracing::debug!("no room for more files"),
            Self::DraftGone => tracing::debug!("files of a draft that is gone"),
            Self::TooManyDrafts => tracing::debug!("as many drafts as may be kept"),
            Self::KeyConflict => tracing::debug!("a key of other content"),
            Self::BadForm => tracing::debug!("not a form"),
            Self::NotYet(_) => tracing::debug!("a page of a later day"),
            Self::NoPage | Self::NoDossier(_) | Self::NoProcedure(_) | Self::FindDossier => {
                tracing::debug!("nothing found");
            }
        }
    }
}

/// The page that explains a denial.
fn denial_page(context: &RequestContext, denial: Denial) -> Response {
    let heading = context.text("error-denied-heading");
    let page = ErrorPage {
        layout: Layout::new(context, &heading),
        message: context.text(&denial.key()),
        next: context.text("error-denied-next"),
        heading,
        code: None,
        search: String::new(),
        has_retry: true,
        failed_form: failed_form(context),
    };
    html_with(StatusCode::FORBIDDEN, &page)
        .unwrap_or_else(|_| StatusCode::FORBIDDEN.into_response())
}

/// The form that a request posted, if it was read.
fn failed_form(context: &RequestContext) -> Option<FormReplay> {
    let read = context.posted && !context.form.pairs().is_empty();
    read.then(|| FormReplay::failed(context))
}

/// Adds to an answer with status 503 the time after which a client may ask again.
pub fn retry_after(mut answer: Response) -> Response {
    if answer.status() == StatusCode::SERVICE_UNAVAILABLE {
        answer.headers_mut().insert(RETRY_AFTER, HeaderValue::from_static("2"));
    }
    answer
}

/// An answer with a page.
pub fn html(page: &impl Template) -> Answer {
    html_with(StatusCode::OK, page)
}

/// An answer with a page and another status than 200.
pub fn html_with(status: StatusCode, page: &impl Template) -> Answer {
    let body = page.render()?;
    Ok((status, [(CONTENT_TYPE, "text/html; charset=utf-8")], body).into_response())
}

/// An answer with a CSV file for download; `name` has no extension.
pub fn csv(name: &str, body: String) -> Answer {
    file("text/csv; charset=utf-8", "attachment", &format!("{}.csv", plain(name)), body)
}

/// An answer with an object or a schema as JSON, which the browser shows.
pub fn json(name: &str, body: String) -> Answer {
    let name = plain(name.trim_end_matches(".json"));
    file("application/json; charset=utf-8", "inline", &format!("{name}.json"), body)
}

/// An answer with a JSON file for download; `name` has no extension.
pub fn json_file(name: &str, body: String) -> Answer {
    let name = format!("{}.json", plain(name));
    file("application/json; charset=utf-8", "attachment", &name, body)
}

/// An answer with an Excel workbook for download; `name` has no extension.
pub fn xlsx(name: &str, body: Vec<u8>) -> Answer {
    let kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
    file(kind, "attachment", &format!("{}.xlsx", plain(name)), body)
}

/// An answer with a PDF, which the browser shows; `name` has no extension.
pub fn pdf(name: &str, body: Vec<u8>) -> Answer {
    file("application/pdf", "inline", &format!("{}.pdf", plain(name)), body)
}

/// A name of a file with plain letters only.
fn plain(name: &str) -> String {
    let plain = |c: char| if c.is_ascii_alphanumeric() || "._-".contains(c) { c } else { '_' };
    name.chars().map(plain).collect()
}

/// An answer with a file of a media type, for download (`attachment`) or to be shown (`inline`).
fn file(kind: &'static str, shown: &str, name: &str, body: impl IntoResponse) -> Answer {
    let disposition = format!("{shown}; filename=\"{name}\"");
    Ok(([(CONTENT_TYPE, kind.to_owned()), (CONTENT_DISPOSITION, disposition)], body)
        .into_response())
}

/// A redirect to another address.
pub fn see(address: &str) -> Answer {
    Ok((StatusCode::SEE_OTHER, [(LOCATION, address.to_owned())]).into_response())
}

#[cfg(test)]
mod tests {
    use text::Language;

    use super::*;

    /// Every error that can answer a request to change the record.
    fn failures() -> Vec<Error> {
        use Refused::{
            Busy, Foreign, LongAddress, LongHead, Malformed, NoMethod, OtherHost, TooLarge, TooSlow,
        };
        let refused = [
            Busy,
            Foreign,
            LongAddress,
            LongHead,
            NoMethod,
            OtherHost,
            TooLarge,
            TooSlow,
            Malformed(StatusCode::BAD_REQUEST),
        ];
        let mut all: Vec<Error> = refused.into_iter().map(Error::Refused).collect();
        let what = || "cause".to_owned();
        all.extend([
            Error::BadForm,
            Error::NoPage,
            Error::Broken(what()),
            Error::NotCertain(what()),
            Error::Full,
            Error::ReadOnly,
            Error::Withheld,
            Error::Changed,
            Error::FilesFull,
            Error::DraftGone,
            Error::TooManyDrafts,
            Error::Overloaded,
            Error::KeyConflict,
        ]);
        all
    }

    #[test]
    fn every_failure_names_the_event_the_kept_data_and_the_next_step() {
        for error in failures() {
            let (_, key) = error.status();
            for (language, kept) in [
                (
                    Language::Vietnamese,
                    ["chưa được ghi", "chưa ghi gì", "được ghi", "nguyên", "thay đổi"].as_slice(),
                ),
                (Language::English, &["recorded", "changed", "kept"]),
            ] {
                let values =
                    [("limit", "64".into()), ("fields", "500".into()), ("megabytes", "32".into())];
                let text =
                    |part: &str| messages::text(language, &format!("error-{key}-{part}"), &values);
                let (heading, message, next) = (text("heading"), text("said"), text("next"));
                for text in [&heading, &message, &next] {
                    let whole = !text.starts_with('[') && !text.contains('{') && !text.is_empty();
                    assert!(whole && !text.contains("Chương trình"), "{key}: {text}");
                }
                assert!(
                    !heading.ends_with('.') && message.ends_with('.') && next.ends_with('.'),
                    "{key}"
                );
                assert!(kept.iter().any(|word| message.contains(word)), "{key}: {message}");
            }
        }
    }

    #[test]
    fn the_page_of_a_form_too_large_names_every_limit() {
        for language in [Language::Vietnamese, Language::English] {
            let values =
                [("limit", "64".into()), ("fields", "500".into()), ("megabytes", "32".into())];
            let text = messages::text(language, "error-too_large-said", &values);
            assert!(["64", "500", "32"].iter().all(|limit| text.contains(limit)), "{text}");
        }
    }

    #[test]
    fn a_failure_of_the_reader_is_no_error_of_the_server() {
        let stream = || "dossier/a/b".to_owned();
        for (failure, status) in [
            (Failure::Full, StatusCode::INSUFFICIENT_STORAGE),
            (Failure::ReadOnly, StatusCode::SERVICE_UNAVAILABLE),
            (Failure::Overloaded, StatusCode::SERVICE_UNAVAILABLE),
            (Failure::KeyConflict, StatusCode::CONFLICT),
            (Failure::Changed { stream: stream(), version: 1 }, StatusCode::CONFLICT),
            (Failure::FilesFull { stream: stream() }, StatusCode::PAYLOAD_TOO_LARGE),
            (Failure::DraftGone, StatusCode::CONFLICT),
            (Failure::TooManyDrafts, StatusCode::TOO_MANY_REQUESTS),
            (
                Failure::BrokenRecord { stream: stream(), what: stream() },
                StatusCode::INTERNAL_SERVER_ERROR,
            ),
        ] {
            assert_eq!(Error::from(failure).status().0, status);
        }
    }
}
