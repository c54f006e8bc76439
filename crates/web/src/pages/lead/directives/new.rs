//! The form of a new directive: about the dossier, unit or figure that the address names, else about
//! a unit that is chosen.

use affairs::directive::{About, Subject};
use app::{Failure, NewDirective};
use askama::Template;
use axum::http::StatusCode;
use dossier::Role;

use super::{back, refusal};
use crate::answer::{Answer, Error, html_with, see};
use crate::fields::{Choice, Fault, Field, Form, Kind};
use crate::layout::Layout;
use crate::pages::lead::officers;
use crate::request_context::RequestContext;

/// Characters of the text at most.
pub(super) const TEXT_CHARS: usize = 4000;

#[derive(Template)]
#[template(path = "lead/directive_new.html")]
struct Page {
    layout: Layout,
    heading: String,
    back: String,
    about: String,
    action: String,
    token: String,
    key: String,
    hidden: Vec<(&'static str, String)>,
    faults: Vec<Fault>,
    fields: Vec<Field>,
}

/// The subject that the address or the form names, with its words.
struct Named {
    about: About,
    /// The code of a dossier, or the address of a figure.
    given: String,
}

fn named(context: &RequestContext) -> Option<Named> {
    let about = [(About::Dossier, "dossier"), (About::Figure, "figure")];
    about.into_iter().find_map(|(about, name)| {
        let given = context.form.get(name).or(context.params.get(name))?;
        Some(Named { about, given: given.to_owned() })
    })
}

/// The page.
pub(crate) fn page(context: &RequestContext) -> Answer {
    show(context, StatusCode::OK, form(context), Vec::new())
}

fn form(context: &RequestContext) -> Form {
    let mut fields = Vec::new();
    if named(context).is_none() {
        let mut unit = Field::of_key(context, Kind::Select, "unit", "directive-unit")
            .choices(units(context))
            .fault_key("fault-unit");
        unit.set(context.params.get("unit").unwrap_or_default());
        fields.push(unit);
    }
    let owners = context.app().directive_owners(&context.actor(), context.now());
    let mut owner = Field::of_key(context, Kind::Select, "owner", "directive-owner")
        .choices(officers::choices(context, |officer| owners.contains(&officer.id)))
        .fault_key("fault-owner");
    owner.set(context.params.get("owner").unwrap_or_default());
    fields.extend([
        owner,
        Field::of_key(context, Kind::TypedDay, "due", "directive-due"),
        Field::of_key(context, Kind::Long, "text", "directive-text")
            .max_chars(TEXT_CHARS)
            .fault_key("fault-directive"),
    ]);
    Form::new(context.zone(), fields)
}

fn units(context: &RequestContext) -> Vec<Choice> {
    let actor = context.actor();
    let mut units = crate::pages::lead::complaints::units(context);
    units.retain(|unit| actor.role != Role::Head || unit.value == actor.unit);
    units
}

fn show(
    context: &RequestContext,
    status: StatusCode,
    mut form: Form,
    faults: Vec<Fault>,
) -> Answer {
    form.mark(&faults);
    let heading = context.text("page-directive_new");
    let named = named(context);
    let about = named.as_ref().map(|named| match named.about {
        About::Dossier => format!("{}: {}", context.text("directive-about_dossier"), named.given),
        _ => context.text("directive-about_figure"),
    });
    let page = Page {
        layout: Layout::new(context, &heading),
        heading,
        back: context.to("/directives"),
        about: about.unwrap_or_default(),
        action: context.to("/directives/new"),
        token: context.token()?,
        key: context.form.get("key").map_or_else(|| context.random_text(), str::to_owned),
        hidden: named.map(|named| (named.about.code(), named.given)).into_iter().collect(),
        faults,
        fields: form.fields,
    };
    html_with(status, &page)
}

/// The subject of the form, as recorded.
fn subject(context: &RequestContext, form: &Form) -> Result<Option<Subject>, Error> {
    let Some(Named { about, given }) = named(context) else {
        return Ok(Some(Subject { about: About::Unit, name: form.text("unit") }));
    };
    if about == About::Figure {
        return Ok(Some(Subject { about, name: given }));
    }
    let dossier = context.app().open_dossier(&context.who(), &given, None, context.now())?;
    Ok(dossier.map(|dossier| {
        let name = dossier.stream.trim_start_matches("dossier/").to_owned();
        Subject { about, name }
    }))
}

/// Issues it.
pub(crate) fn send(context: &RequestContext) -> Answer {
    let mut form = form(context);
    form.fill(&context.form);
    let faults = form.check(context);
    let (Some(due), true) = (form.day("due"), faults.is_empty()) else {
        return show(context, StatusCode::UNPROCESSABLE_ENTITY, form, faults);
    };
    let Some(subject) = subject(context, &form)? else {
        let why = affairs::directive::Refusal::NoSubject;
        let faults = vec![Fault::new("", refusal(context, why))];
        return show(context, StatusCode::CONFLICT, form, faults);
    };
    let id = context.id_of_form()?;
    let key = (context.command_key(id.as_str()), context.now());
    let new = NewDirective { id, owner: form.text("owner"), subject, due, text: form.text("text") };
    let (app, salt) = (context.app(), context.random_text());
    match app.issue_directive(&context.who(), new, salt, key) {
        Ok(()) | Err(Failure::AlreadyDone { .. }) => see(&back(context, "issued")),
        Err(Failure::Directive(why)) => {
            let faults = vec![Fault::new("", refusal(context, why))];
            show(context, StatusCode::CONFLICT, form, faults)
        }
        Err(failure) => Err(failure.into()),
    }
}
