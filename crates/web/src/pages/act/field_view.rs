//! A field as it is drawn: label, hint, fault, control, with the value that stands in it. Knows no
//! command.

use app::VisibleDossier;
use calendar::Instant;
use dossier::Action;
use serde_json::Value;

use super::choice::{self, Group};
use super::field::{Description, Field, Kind, Target};
use super::read::Fault;
use crate::request_context::RequestContext;

/// A field of the form.
pub(super) struct FieldView {
    pub name: &'static str,
    pub label: String,
    pub optional: bool,
    pub hint: Option<String>,
    pub fault: Option<String>,
    pub control: Control,
}

/// What it is filled in with.
pub(super) enum Control {
    /// The input's type and value.
    Line(&'static str, String),
    Long(String),
    Choice(Vec<Group>),
    Pick(Vec<choice::Offered>),
}

impl FieldView {
    /// `value` stands in it; where it is not given, what is likely.
    pub fn new(
        context: &RequestContext,
        opened: &VisibleDossier,
        field: &Field,
        value: String,
        faults: &[Fault],
    ) -> Self {
        let fault = faults.iter().find(|fault| fault.field == field.name);
        let control = match field.kind {
            Kind::Line => Control::Line("text", value),
            Kind::Number => Control::Line("number", value),
            Kind::Day => Control::Line("date", iso_day(value)),
            Kind::Moment => Control::Line("datetime-local", value),
            Kind::Long | Kind::Lines => Control::Long(value),
            Kind::Choice(list) => {
                Control::Choice(chosen(choice::groups(context, opened, list), &value))
            }
            Kind::Pick(list) => {
                let groups = chosen(choice::groups(context, opened, list), &value);
                Control::Pick(groups.into_iter().flat_map(|group| group.options).collect())
            }
        };
        Self {
            name: field.name,
            label: field.label(context),
            optional: !field.required,
            hint: hint(context, field),
            fault: fault.map(|fault| fault.message.clone()),
            control,
        }
    }
}

/// A date field wants the machine's form.
fn iso_day(text: String) -> String {
    crate::figure_query::day(text.trim()).map_or(text, |day| day.to_string())
}

fn chosen(mut groups: Vec<Group>, value: &str) -> Vec<Group> {
    for option in groups.iter_mut().flat_map(|group| &mut group.options) {
        option.chosen = option.value == value;
    }
    groups
}

fn hint(context: &RequestContext, field: &Field) -> Option<String> {
    let keys = [
        (field.kind == Kind::Lines).then_some("act-lines_hint"),
        field.letter.then_some("act-without_letter_hint"),
        (field.name == "new_date").then_some("act-new_date_hint"),
        match field.text {
            Description::Plain => None,
            Description::Public => Some("act-public_hint"),
            Description::Sealed => Some("act-sealed_hint"),
        },
    ];
    let hints: Vec<String> = keys.into_iter().flatten().map(|key| context.text(key)).collect();
    (!hints.is_empty()).then(|| hints.join(" "))
}

/// What stands in a field that nobody has filled in yet.
pub(super) fn first_value(
    context: &RequestContext,
    opened: &VisibleDossier,
    action: Action,
    field: &Field,
    target: Option<&Target>,
) -> String {
    let Some((target, name)) = target.zip(field.name.strip_prefix("set.")) else {
        return choice::likely(context, opened, action, field.name);
    };
    if name == "at" {
        return moment(opened, target.at);
    }
    match target.fields.get(name) {
        Some(Value::String(text)) => text.clone(),
        Some(Value::Array(items)) => {
            items.iter().filter_map(Value::as_str).collect::<Vec<_>>().join("\n")
        }
        _ => String::new(),
    }
}

/// An instant as the browser's own field writes it.
pub(super) fn moment(opened: &VisibleDossier, at: Instant) -> String {
    let (day, millis) = opened.view.zone.civil(at);
    format!("{day}T{:02}:{:02}", millis / 3_600_000, millis / 60_000 % 60)
}

/// A value in words, for the page that asks once more.
pub(super) fn describe(
    context: &RequestContext,
    opened: &VisibleDossier,
    field: &Field,
    value: &str,
) -> String {
    match field.kind {
        Kind::Choice(list) | Kind::Pick(list) => {
            let groups = choice::groups(context, opened, list);
            let mut options = groups.into_iter().flat_map(|group| group.options);
            options.find(|one| one.value == value).map_or_else(|| value.to_owned(), |one| one.label)
        }
        Kind::Day => {
            crate::figure_query::day(value).map_or_else(|| value.to_owned(), messages::date_of)
        }
        _ => value.to_owned(),
    }
}
