//! The form of a new request about personal data: of a citizen from the own page, or of the desk for a
//! person who came. Knows nothing of how it is decided.

use affairs::data_request::{ANSWER_DAYS, Refusal, RequestKind, SOURCE};
use app::{CitizenDossier, Failure, NewDataRequest};
use axum::http::StatusCode;

use crate::address::{Params, encode};
use crate::answer::{Answer, Error, see};
use crate::fields::{Fault, Field, Form, Kind};
use crate::pages::dossier;
use crate::pages::lead::data_requests::kinds;
use crate::pages::short_form;
use crate::request_context::RequestContext;

/// Characters of the text at most.
const TEXT_CHARS: usize = 4000;

/// Where the form stands: the citizen's own, or at a dossier of the desk.
enum Place {
    Own,
    Desk(Box<CitizenDossier>, String),
}

impl Place {
    fn path(&self) -> String {
        match self {
            Self::Own => "/my/data/request".to_owned(),
            Self::Desk(_, name) => format!("/dossier/{}/data-request", encode(name)),
        }
    }

    /// The page that the form is opened from, with its name.
    fn back(&self, context: &RequestContext) -> (String, String) {
        match self {
            Self::Own => (context.to("/my/data"), context.text("page-data")),
            Self::Desk(_, name) => {
                (context.to(&format!("/dossier/{}", encode(name))), name.clone())
            }
        }
    }
}

/// The reason of a refusal, and the way open.
pub(in crate::pages) fn refusal(context: &RequestContext, why: Refusal) -> [String; 2] {
    let at = why.at().map(|at| messages::instant(context.language, at, context.zone()));
    let values = [("at", at.unwrap_or_default().into())];
    ["refused", "instead"]
        .map(|part| context.format(&format!("data_request-{part}_{}", why.code()), &values))
}

/// The form of a citizen.
pub(crate) fn page(context: &RequestContext) -> Answer {
    show(context, &Place::Own, StatusCode::OK, (form(context, &Place::Own), Vec::new()))
}

/// Takes the form of a citizen.
pub(crate) fn send(context: &RequestContext) -> Answer {
    take(context, &Place::Own)
}

fn at_desk(context: &RequestContext) -> Result<Place, Error> {
    let dossier = dossier::visible_dossier(context)?;
    let (who, now) = (context.who(), context.now());
    let of_citizen = context.app().of_citizen_at_desk(&who, &dossier, now)?.ok_or(Error::NoPage)?;
    Ok(Place::Desk(Box::new(of_citizen), dossier.name().to_owned()))
}

/// The form of the desk.
pub(crate) fn page_at_desk(context: &RequestContext) -> Answer {
    let place = at_desk(context)?;
    show(context, &place, StatusCode::OK, (form(context, &place), Vec::new()))
}

/// Takes the form of the desk.
pub(crate) fn send_at_desk(context: &RequestContext) -> Answer {
    take(context, &at_desk(context)?)
}

fn form(context: &RequestContext, place: &Place) -> Form {
    let kind = match place {
        Place::Own => "data_request-kind",
        Place::Desk(..) => "data_request-kind_at_desk",
    };
    let fields = vec![
        Field::of_key(context, Kind::Radio, "request", kind)
            .choices(kinds(context))
            .fault_key("fault-data_request_kind"),
        Field::of_key(context, Kind::Long, "text", "data_request-text")
            .max_chars(TEXT_CHARS)
            .fault_key("fault-data_request_text"),
    ];
    Form::new(context.zone(), fields)
}

/// A text that names the days of the answer and the source of the terms.
pub(crate) fn with_terms(context: &RequestContext, key: &str) -> String {
    let values = [("days", i64::from(ANSWER_DAYS).into()), ("source", SOURCE.into())];
    context.format(key, &values)
}

fn show(
    context: &RequestContext,
    place: &Place,
    status: StatusCode,
    form: (Form, Vec<Fault>),
) -> Answer {
    let own = matches!(place, Place::Own);
    let lead = if own { "data_request-lead" } else { "data_request-lead_desk" };
    let words = short_form::Words {
        heading: context.text(if own { "page-data_request" } else { "work-data_request" }),
        back: place.back(context),
        lead: with_terms(context, lead),
        action: context.to(&place.path()),
        send: context.text(if own { "data_request-send" } else { "data_request-record" }),
    };
    short_form::write(context, status, words, form)
}

fn take(context: &RequestContext, place: &Place) -> Answer {
    let mut form = form(context, place);
    form.fill(&context.form);
    let faults = form.check(context);
    let request = RequestKind::of(&form.text("request"));
    let (Some(request), true) = (request, faults.is_empty()) else {
        return show(context, place, StatusCode::UNPROCESSABLE_ENTITY, (form, faults));
    };
    let id = context.id_of_form()?;
    let key = (context.command_key(id.as_str()), context.now());
    let (salt, text) = (context.random_text(), form.text("text"));
    let new = NewDataRequest { id, request, salt, text };
    let app = context.app();
    let (filed, path) = match place {
        Place::Own => (app.file_data_request(&context.who(), new, key), "/my/data".to_owned()),
        Place::Desk(dossier, name) => {
            let filed = app.record_data_request(dossier, new, key);
            (filed, format!("/dossier/{}", encode(name)))
        }
    };
    match filed {
        Ok(()) | Err(Failure::AlreadyDone { .. }) => {
            see(&context.confirmed(&path, &Params::default().with("done", "data_requested")))
        }
        Err(Failure::DataRequest(why)) => {
            let faults = vec![Fault::new("", refusal(context, why).join(" "))];
            show(context, place, StatusCode::CONFLICT, (form, faults))
        }
        Err(failure) => Err(failure.into()),
    }
}
