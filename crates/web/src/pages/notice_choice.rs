//! How a person receives notices: the holder of an account chooses, the desk notes it for a person without
//! one. The module must not know which notices there are.

use app::{NoticeChoice, Shown, WAYS_OF_DESK, ways_of_account};
use axum::http::StatusCode;
use text::Language;

use crate::address::{Params, encode};
use crate::answer::{Answer, Error, see};
use crate::fields::{Choice, Fault, Field, Form, Kind};
use crate::pages::short_form;
use crate::request_context::RequestContext;

/// Whose choice it is.
struct Place {
    ways: &'static [&'static str],
    /// The code of a dossier of the desk; `None` for an account.
    code: Option<String>,
    /// The stream of that dossier.
    stream: String,
}

impl Place {
    fn own(context: &RequestContext) -> Result<(Self, NoticeChoice), Error> {
        let own = context.app().own_notice_choice(&context.who())?;
        let (choice, contact) = own.ok_or(Error::SignIn { citizen: true })?;
        let ways = ways_of_account(contact);
        Ok((Self { ways, code: None, stream: String::new() }, choice))
    }

    fn of_desk(context: &RequestContext) -> Result<Self, Error> {
        let (who, now) = (context.who(), context.now());
        let absent = || Error::NoDossier(context.code.clone());
        let dossier = context.app().open_dossier(&who, &context.code, None, now)?;
        let stream = dossier.ok_or_else(absent)?.stream;
        match context.app().notes_notice_choice(&who, &stream, now)? {
            true => Ok(Self { ways: &WAYS_OF_DESK, code: Some(context.code.clone()), stream }),
            false => Err(absent()),
        }
    }

    fn path(&self) -> String {
        match &self.code {
            Some(code) => format!("/dossier/{}/notices", encode(code)),
            None => "/my/notices/choice".to_owned(),
        }
    }

    fn back(&self) -> String {
        match &self.code {
            Some(code) => format!("/dossier/{}", encode(code)),
            None => "/my/notices".to_owned(),
        }
    }

    fn form(&self, context: &RequestContext) -> Form {
        let language = |language: Language| {
            let code = language.code();
            Choice::new(code, context.text(&format!("notice_choice-language_{code}")))
        };
        let way = |way: &&str| {
            let word = if way.is_empty() { "contact" } else { way };
            let hint = format!("notice_choice-way_{word}_hint");
            let choice = Choice::new(word, context.text(&format!("notice_choice-way_{word}")));
            choice.with_hint(context.text(&hint))
        };
        let fields = vec![
            Field::of_key(context, Kind::Radio, "language", "notice_choice-language")
                .choices(Language::ALL.into_iter().map(language).collect())
                .fault_key("fault-notice_choice_language"),
            Field::of_key(context, Kind::Radio, "way", "notice_choice-way")
                .choices(self.ways.iter().map(way).collect())
                .fault_key("fault-notice_choice_way"),
        ];
        Form::new(context.zone(), fields)
    }
}

/// The form of an account.
pub(crate) fn page(context: &RequestContext) -> Answer {
    let (place, choice) = Place::own(context)?;
    show(context, &place, &choice)
}

/// Takes the form of an account.
pub(crate) fn post(context: &RequestContext) -> Answer {
    let (place, _) = Place::own(context)?;
    take(context, &place, |choice| Ok(context.app().choose_notices(&context.who(), choice)?))
}

/// The form of the desk.
pub(crate) fn page_at_desk(context: &RequestContext) -> Answer {
    let place = Place::of_desk(context)?;
    match context.app().noted_notice_choice(&context.who(), &place.stream, context.now())? {
        Shown::Given(choice) => show(context, &place, &choice),
        Shown::Withheld => Err(Error::Withheld),
        Shown::NotPermitted => Err(Error::NoDossier(context.code.clone())),
    }
}

/// Takes the form of the desk.
pub(crate) fn post_at_desk(context: &RequestContext) -> Answer {
    let place = Place::of_desk(context)?;
    take(context, &place, |choice| {
        let clocks = (context.now(), context.machine_now());
        Ok(context.app().note_notice_choice(&context.who(), &place.stream, choice, clocks)?)
    })
}

fn show(context: &RequestContext, place: &Place, choice: &NoticeChoice) -> Answer {
    let mut form = place.form(context);
    let NoticeChoice { language, way } = choice;
    form.set("language", if language.is_empty() { Language::ALL[0].code() } else { language });
    form.set("way", if way.is_empty() { "contact" } else { way });
    write(context, place, StatusCode::OK, (form, Vec::new()))
}

fn take(
    context: &RequestContext,
    place: &Place,
    record: impl FnOnce(NoticeChoice) -> Result<bool, Error>,
) -> Answer {
    let mut form = place.form(context);
    form.fill(&context.form);
    let faults = form.check(context);
    if !faults.is_empty() {
        return write(context, place, StatusCode::UNPROCESSABLE_ENTITY, (form, faults));
    }
    let way = form.text("way");
    let way = if way == "contact" { String::new() } else { way };
    if !record(NoticeChoice { language: form.text("language"), way })? {
        return Err(Error::BadForm);
    }
    see(&context.confirmed(&place.back(), &Params::default().with("done", "notice_choice")))
}

fn write(
    context: &RequestContext,
    place: &Place,
    status: StatusCode,
    form: (Form, Vec<Fault>),
) -> Answer {
    let lead = if place.code.is_some() { "notice_choice-lead_desk" } else { "notice_choice-lead" };
    let back = place.code.clone().unwrap_or_else(|| context.text("page-my_notices"));
    let words = short_form::Words {
        heading: context.text("page-notice_choice"),
        back: (context.to(&place.back()), back),
        lead: context.text(lead),
        action: context.to(&place.path()),
        send: context.text("notice_choice-save"),
    };
    short_form::write(context, status, words, form)
}
