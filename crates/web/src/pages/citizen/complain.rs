//! A complaint or proposal about a dossier: by the slip's code and key, by its QR code, from the
//! citizen's own page, or recorded by the desk; and the complaints as the dossier's pages show them.

use affairs::complaint::{Complaint, Refusal, Theme, Way};
use app::{ComplaintText, DossierView, Failure, NewComplaint};
use axum::http::StatusCode;

use super::slip_page::{self, OpenSlip, SlipForm, SlipPage};
use crate::answer::{Answer, Error, html_with};
use crate::fields::{Choice, Fault, Field, Form, Kind};
use crate::pages::{dossier, letter};
use crate::request_context::RequestContext;

/// Characters of the text at most.
const TEXT_CHARS: usize = 4000;

/// A complaint as the dossier's citizen sees it.
pub(super) struct Line {
    pub theme: String,
    pub made: String,
    /// Until when it is answered, or by which unit it was, with what it finds.
    pub standing: String,
    /// The complaint and its answer; empty for a reader with code and key only.
    pub texts: Vec<String>,
}

/// The complaints of a dossier; `texts` where they are shown.
pub(super) fn lines(
    context: &RequestContext,
    view: &DossierView,
    texts: Option<&[ComplaintText]>,
) -> Vec<Line> {
    let line = |complaint: &Complaint| {
        let at = |at| messages::instant(context.language, at, &view.zone);
        let number = complaint.number as usize;
        let text = texts.and_then(|texts| texts.get(number.checked_sub(1)?));
        let made = text.map(|text| text.made.clone()).filter(|text| !text.is_empty());
        let answer = text.and_then(|text| text.answer.clone()).filter(|text| !text.is_empty());
        let answer = answer.map(|text| context.format("complain-answer", &[("text", text.into())]));
        Line {
            theme: context.text(&format!("complaint-theme_{}", complaint.theme.code())),
            made: context.format("complain-made", &[("at", at(complaint.at).into())]),
            standing: standing(context, complaint, &at),
            texts: made.into_iter().chain(answer).collect(),
        }
    };
    context.app().complaints_of(&view.stream).all.iter().map(line).collect()
}

fn standing(
    context: &RequestContext,
    complaint: &Complaint,
    at: &impl Fn(calendar::Instant) -> String,
) -> String {
    let unit = context.names().unit(&complaint.unit);
    let Some(answer) = &complaint.answer else {
        let values = [("due", at(complaint.due).into()), ("unit", unit.into())];
        let overdue = complaint.overdue(context.now());
        return context
            .format(if overdue { "complain-overdue" } else { "complain-waits" }, &values);
    };
    let finding = context.text(&format!("complaint-finding_{}", answer.finding.code()));
    let values = [("at", at(answer.at).into()), ("unit", unit.into()), ("finding", finding.into())];
    context.format("complain-answered", &values)
}

pub(crate) fn page(context: &RequestContext) -> Answer {
    ask_slip(context, SlipForm::first(context))
}

pub(crate) fn send(context: &RequestContext) -> Answer {
    match slip_page::by_slip(context, "/complain")? {
        Ok(slip_dossier) => answer(context, &slip_dossier, Way::Slip),
        Err(slip_form) => ask_slip(context, slip_form),
    }
}

fn ask_slip(context: &RequestContext, slip_form: SlipForm) -> Answer {
    let done = context.confirmation("done") == "complained";
    let page = SlipPage {
        done: done.then(|| context.text("complain-done")),
        ..SlipPage::empty(context, context.text("page-complain"), "/complain")?
    };
    page.asking(slip_form, context.text("complain-said"), context.text("rate-open"))
}

pub(crate) fn page_by_token(context: &RequestContext) -> Answer {
    slip_page::by_token(context, "complain", |context, slip_dossier| {
        answer(context, slip_dossier, Way::Link)
    })
}

pub(crate) fn page_of_own(context: &RequestContext) -> Answer {
    answer(context, &slip_page::of_own(context, "complain")?, Way::Link)
}

/// Recorded by the desk for a citizen who came, called or wrote.
pub(crate) fn page_at_desk(context: &RequestContext) -> Answer {
    let dossier = dossier::visible_dossier(context)?;
    let citizen_dossier =
        context.app().of_citizen_at_desk(&context.who(), &dossier, context.now())?;
    let path = format!("/dossier/{}/complain", crate::address::encode(dossier.name()));
    let citizen_dossier = citizen_dossier.ok_or(Error::NoPage)?;
    answer(context, &OpenSlip { dossier: citizen_dossier, path, slip: Vec::new() }, Way::Desk)
}

/// The officers who held a dossier, each once: for the citizen by unit and step, without a name.
fn holders(context: &RequestContext, view: &DossierView, way: Way) -> Vec<(String, Choice)> {
    let (names, mut choices) = (context.names(), Vec::<(String, Choice)>::new());
    for (place, hold) in view.state.holds.iter().enumerate() {
        if choices.iter().any(|(officer, _)| *officer == hold.officer) {
            continue;
        }
        let step = names.step(&view.state, &hold.step);
        let label = match way {
            Way::Desk => names.officer(&hold.officer),
            _ => format!("{}: {step}", names.unit(&hold.unit)),
        };
        choices.push((hold.officer.clone(), Choice::new(&place.to_string(), label)));
    }
    choices
}

fn form(context: &RequestContext, holders: &[(String, Choice)]) -> Form {
    let theme = |theme: &Theme| {
        Choice::new(theme.code(), context.text(&format!("complaint-theme_{}", theme.code())))
    };
    let mut fields = vec![
        Field::of_key(context, Kind::Radio, "theme", "complain-theme")
            .choices(Theme::ALL.iter().map(theme).collect())
            .fault_key("fault-theme"),
    ];
    if !holders.is_empty() {
        let choices = holders.iter().map(|(_, choice)| choice.clone()).collect();
        fields.push(
            Field::of_key(context, Kind::Select, "against", "complain-against")
                .none_label(context.text("complain-nobody"))
                .choices(choices)
                .optional(),
        );
    }
    fields.push(
        Field::of_key(context, Kind::Long, "text", "complain-text")
            .max_chars(TEXT_CHARS)
            .fault_key("fault-complaint"),
    );
    Form::new(context.zone(), fields)
}

/// The form of the complaint, or its outcome.
fn answer(context: &RequestContext, slip_dossier: &OpenSlip, way: Way) -> Answer {
    let holders = holders(context, &slip_dossier.dossier.view, way);
    let mut form = form(context, &holders);
    slip_dossier.fill(context, &mut form);
    if !slip_dossier.is_posted(context) {
        return ask(context, (slip_dossier, way), StatusCode::OK, form, Vec::new());
    }
    let faults = form.check(context);
    let Some(theme) = Theme::of(&form.text("theme")).filter(|_| faults.is_empty()) else {
        return ask(context, (slip_dossier, way), StatusCode::UNPROCESSABLE_ENTITY, form, faults);
    };
    let against = form.filled("against");
    let against = holders.into_iter().find(|(_, choice)| Some(&choice.value) == against.as_ref());
    let complaint = NewComplaint {
        theme,
        way,
        against: against.map(|(officer, _)| officer),
        salt: context.random_text(),
        text: form.text("text"),
    };
    let key = context.command_key(context.form.raw("key"));
    match context.app().complain(&slip_dossier.dossier, complaint, key, context.now()) {
        Ok(()) | Err(Failure::AlreadyDone { .. }) => slip_dossier.done(context, "complained"),
        Err(Failure::Complaint(why)) => refuse(context, slip_dossier, why),
        Err(failure) => Err(failure.into()),
    }
}

fn ask(
    context: &RequestContext,
    (slip_dossier, way): (&OpenSlip, Way),
    status: StatusCode,
    mut form: Form,
    faults: Vec<Fault>,
) -> Answer {
    let page = SlipPage::of(context, context.text("page-complain"), slip_dossier)?;
    if context.confirmation("done") == "complained" {
        let done = Some(context.text("complain-done"));
        return html_with(status, &SlipPage { done, ..page });
    }
    if way != Way::Desk && context.is_officer() {
        return refuse(context, slip_dossier, Refusal::ByOfficer);
    }
    form.mark(&faults);
    let lead = if way == Way::Desk { "complain-recorded_said" } else { "complain-term" };
    html_with(
        status,
        &SlipPage {
            faults,
            lead: context.text(lead),
            hidden: slip_dossier.hidden(context),
            fields: form.fields,
            send: context.text(if way == Way::Desk { "complain-record" } else { "complain-send" }),
            ..page
        },
    )
}

fn refuse(context: &RequestContext, slip_dossier: &OpenSlip, why: Refusal) -> Answer {
    let view = &slip_dossier.dossier.view;
    let at = match why {
        Refusal::SameOpen(at) | Refusal::AlreadyAnswered(at) => {
            messages::instant(context.language, at, &view.zone)
        }
        _ => String::new(),
    };
    let desk = letter::desk(context, view.state.receiving_desk().unwrap_or_default());
    let values = [("at", at.into()), ("desk", desk.into())];
    let text = |part: &str| context.format(&format!("complaint-{part}_{}", why.code()), &values);
    SlipPage::of(context, context.text("page-complain"), slip_dossier)?
        .refused(context, [text("refused"), text("instead")])
}
