//! The rating of a result: by the slip's code and key, at home or at the desk's screen, by its QR
//! code, or from the citizen's own page. No personal field is shown.

mod form;

use affairs::rating::{Factor, Grade, Grades, Refusal, Way};
use app::{DossierToRate, Failure, NewRating};
use axum::http::StatusCode;

use super::slip_page::{self, OpenSlip, SlipForm, SlipPage};
use crate::answer::{Answer, Error, html_with};
use crate::fields::{Fault, Form};
use crate::pages::letter;
use crate::request_context::RequestContext;

pub(crate) fn page(context: &RequestContext) -> Answer {
    ask_slip(context, Way::Slip, SlipForm::first(context))
}

pub(crate) fn send(context: &RequestContext) -> Answer {
    by_slip(context, Way::Slip)
}

/// The page of the screen at the desk: without links to other pages; it begins again after a rating.
pub(crate) fn kiosk(context: &RequestContext) -> Answer {
    ask_slip(context, Way::Kiosk, SlipForm::first(context))
}

pub(crate) fn send_kiosk(context: &RequestContext) -> Answer {
    by_slip(context, Way::Kiosk)
}

fn path_of(way: Way) -> &'static str {
    if way == Way::Kiosk { "/kiosk" } else { "/rate" }
}

fn by_slip(context: &RequestContext, way: Way) -> Answer {
    match slip_page::by_slip(context, path_of(way))? {
        Ok(slip_dossier) => answer(context, &slip_dossier, way),
        Err(slip_form) => ask_slip(context, way, slip_form),
    }
}

fn ask_slip(context: &RequestContext, way: Way, slip_form: SlipForm) -> Answer {
    let done = context.confirmation("done") == "rated";
    let page = SlipPage {
        done: done.then(|| context.text("rate-done")),
        ..bare(SlipPage::empty(context, context.text("page-rate"), path_of(way))?, way)
    };
    page.asking(slip_form, context.text("rate-said"), context.text("rate-open"))
}

/// The screen at the desk leads nowhere else.
fn bare(mut page: SlipPage, way: Way) -> SlipPage {
    if way == Way::Kiosk {
        let layout = &mut page.layout;
        (layout.sections, layout.footer, layout.person) = Default::default();
    }
    page
}

pub(crate) fn page_by_token(context: &RequestContext) -> Answer {
    slip_page::by_token(context, "rate", |context, slip_dossier| {
        answer(context, slip_dossier, Way::Link)
    })
}

pub(crate) fn send_by_token(context: &RequestContext) -> Answer {
    page_by_token(context)
}

pub(crate) fn page_of_own(context: &RequestContext) -> Answer {
    answer(context, &slip_page::of_own(context, "rate")?, Way::Link)
}

/// The form of the grades, or its outcome.
fn answer(context: &RequestContext, slip_dossier: &OpenSlip, way: Way) -> Answer {
    let to_rate = context.app().to_rate(&slip_dossier.dossier, context.now())?;
    let mut form = form::grades(context);
    slip_dossier.fill(context, &mut form);
    if !slip_dossier.is_posted(context) {
        return ask_grades(
            context,
            (slip_dossier, &to_rate, way),
            StatusCode::OK,
            form,
            Vec::new(),
        );
    }
    let faults = form.check(context);
    let grade = |factor: Factor| Grade::of(&form.text(factor.code()));
    let Some(grades) = Grades::of(grade).filter(|_| faults.is_empty()) else {
        let status = StatusCode::UNPROCESSABLE_ENTITY;
        return ask_grades(context, (slip_dossier, &to_rate, way), status, form, faults);
    };
    let (salt, text) = (context.random_text(), form.filled("note"));
    let rating = NewRating { grades, way, salt, text };
    let key = context.command_key(context.form.raw("key"));
    match context.app().rate(&to_rate, rating, key, context.now()) {
        Ok(()) | Err(Failure::AlreadyDone { .. }) => slip_dossier.done(context, "rated"),
        Err(Failure::NotRated(why)) => refuse(context, slip_dossier, way, why),
        Err(failure) => Err(failure.into()),
    }
}

fn ask_grades(
    context: &RequestContext,
    (slip_dossier, to_rate, way): (&OpenSlip, &DossierToRate, Way),
    status: StatusCode,
    mut form: Form,
    faults: Vec<Fault>,
) -> Answer {
    if context.confirmation("done") == "rated" {
        let done = Some(context.text("rate-done"));
        return html_with(status, &SlipPage { done, ..of(context, slip_dossier, way)? });
    }
    if let Some(why) = to_rate.obstacle {
        return refuse(context, slip_dossier, way, why);
    }
    form.mark(&faults);
    html_with(
        status,
        &SlipPage {
            faults,
            lead: context.text("rate-hidden"),
            hidden: slip_dossier.hidden(context),
            fields: form.fields,
            send: context.text("rate-send"),
            ..of(context, slip_dossier, way)?
        },
    )
}

fn of(context: &RequestContext, slip_dossier: &OpenSlip, way: Way) -> Result<SlipPage, Error> {
    Ok(bare(SlipPage::of(context, context.text("page-rate"), slip_dossier)?, way))
}

fn refuse(context: &RequestContext, slip_dossier: &OpenSlip, way: Way, why: Refusal) -> Answer {
    let view = &slip_dossier.dossier.view;
    let at = match why {
        Refusal::AlreadyRated(at) => messages::instant(context.language, at, &view.zone),
        _ => String::new(),
    };
    let desk = letter::desk(context, view.state.receiving_desk().unwrap_or_default());
    let values = [("at", at.into()), ("desk", desk.into())];
    let text = |part: &str| context.format(&format!("rate-{part}_{}", why.code()), &values);
    of(context, slip_dossier, way)?.refused(context, [text("refused"), text("instead")])
}
