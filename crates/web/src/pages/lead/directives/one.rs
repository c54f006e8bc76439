//! One directive: what was asked and answered, and for the owner the answer, for the issuer the
//! acceptance or the return.

use affairs::directive::{About, Command, Progress};
use app::{DirectiveTurn, Failure, VisibleDirective};
use askama::Template;
use axum::http::StatusCode;

use super::new::TEXT_CHARS;
use super::{back, href, refusal, subject, tag};
use crate::answer::{Answer, Error, html_with, see};
use crate::fields::{Fault, Field, Form, Kind};
use crate::layout::Layout;
use crate::request_context::RequestContext;
use crate::unshown;

#[derive(Template)]
#[template(path = "lead/directive.html")]
struct Page {
    layout: Layout,
    heading: String,
    back: String,
    tag: (&'static str, String),
    /// The page of what it is about.
    about: Option<String>,
    facts: Vec<(String, String)>,
    unshown: Option<String>,
    turns: Vec<Turn>,
    action: String,
    token: String,
    key: String,
    faults: Vec<Fault>,
    answer: Vec<Field>,
    /// Whether the reader accepts or returns the answer.
    judges: bool,
    to_return: Vec<Field>,
}

struct Turn {
    title: String,
    by: String,
    text: String,
}

impl Page {
    /// Whether the form of the return has faults.
    fn return_open(&self) -> bool {
        self.to_return.iter().any(|field| field.fault.is_some())
    }
}

fn open(context: &RequestContext) -> Result<VisibleDirective, Error> {
    let directive = context.app().open_directive(&context.who(), &context.code, context.now())?;
    directive.ok_or(Error::NoPage)
}

/// The page.
pub(crate) fn page(context: &RequestContext) -> Answer {
    let directive = open(context)?;
    show(context, &directive, StatusCode::OK, Vec::new())
}

fn answer_form(context: &RequestContext) -> Form {
    let answer = Field::of_key(context, Kind::Long, "answer", "directive-answer")
        .max_chars(TEXT_CHARS)
        .fault_key("fault-answer");
    Form::new(context.zone(), vec![answer])
}

fn return_form(context: &RequestContext) -> Form {
    let fields = vec![
        Field::of_key(context, Kind::Long, "reason", "directive-reason")
            .max_chars(TEXT_CHARS)
            .fault_key("fault-reason"),
        Field::of_key(context, Kind::TypedDay, "due", "directive-new_due"),
    ];
    Form::new(context.zone(), fields)
}

fn about(context: &RequestContext, directive: &VisibleDirective) -> Option<String> {
    let subject = &directive.issued.subject;
    match subject.about {
        About::Dossier => {
            let register = subject.name.split('/').next().unwrap_or_default();
            directive.code.as_deref().map(|code| context.dossier(code, register))
        }
        About::Figure => Some(subject.name.clone()),
        About::Unit => None,
    }
}

fn show(
    context: &RequestContext,
    directive: &VisibleDirective,
    status: StatusCode,
    faults: Vec<Fault>,
) -> Answer {
    let (issued, names, me) = (&directive.issued, context.names(), context.actor());
    let zone = &context.rules.deadline_calendar().zone;
    let mut facts = vec![
        (context.text("directive-owner"), names.officer(&issued.owner)),
        (context.text("directive-issuer"), names.officer(&issued.issuer)),
        (context.text("directive-due"), messages::day_of(context.language, issued.due)),
    ];
    if let Some(visit) = &issued.visit {
        let day = messages::day_of(context.language, visit.visited_on);
        facts.push((
            context.text("directive-visit"),
            format!("{}, {day}", names.unit(&visit.visited)),
        ));
    }
    let turn = |turn: DirectiveTurn| Turn {
        title: context.text(&format!("directive-turn_{}", turn.kind)),
        by: format!(
            "{}, {}",
            names.officer(&turn.actor),
            messages::instant(context.language, turn.at, zone)
        ),
        text: turn.text,
    };
    let [answer, to_return] = [answer_form(context), return_form(context)].map(|mut form| {
        if context.posted {
            form.fill(&context.form);
            form.mark(&faults);
        }
        form.fields
    });
    let answers = issued.progress == Progress::Open && issued.owner == me.id;
    let judges = matches!(issued.progress, Progress::Answered(_)) && issued.issuer == me.id;
    let heading = subject(context, &issued.subject, directive.code.as_deref());
    let page = Page {
        layout: Layout::new(context, &heading),
        heading,
        back: context.to("/directives"),
        tag: tag(context, issued),
        about: about(context, directive),
        facts,
        unshown: unshown::note(context, &directive.turns),
        turns: directive.turns.clone().given().unwrap_or_default().into_iter().map(turn).collect(),
        action: href(context, &directive.id),
        token: context.token()?,
        key: context.random_text(),
        faults,
        answer: if answers { answer } else { Vec::new() },
        judges,
        to_return: if judges { to_return } else { Vec::new() },
    };
    html_with(status, &page)
}

/// Takes the answer, the acceptance or the return.
pub(crate) fn send(context: &RequestContext) -> Answer {
    let directive = open(context)?;
    let act = context.form.raw("act");
    let mut form = match act {
        "answer" => answer_form(context),
        "return" => return_form(context),
        "accept" => Form::new(context.zone(), Vec::new()),
        _ => return Err(Error::BadForm),
    };
    form.fill(&context.form);
    let faults = form.check(context);
    if !faults.is_empty() {
        return show(context, &directive, StatusCode::UNPROCESSABLE_ENTITY, faults);
    }
    let (command, done) = match (act, form.day("due")) {
        ("answer", _) => (Command::Answer { text: form.text("answer") }, "answered"),
        ("return", Some(due)) => (Command::Return { due, reason: form.text("reason") }, "returned"),
        _ => (Command::Accept, "accepted"),
    };
    let (app, salt) = (context.app(), context.random_text());
    let key = (context.command_key(context.form.raw("key")), context.now());
    match app.act_on_directive(&context.who(), &directive, command, salt, key) {
        Ok(()) | Err(Failure::AlreadyDone { .. }) => see(&back(context, done)),
        Err(Failure::Directive(why)) => {
            let faults = vec![Fault::new("", refusal(context, why))];
            show(context, &directive, StatusCode::CONFLICT, faults)
        }
        Err(failure) => Err(failure.into()),
    }
}
