//! The form of an action on a dossier: the table's specifications with labels, hints, choices and first
//! values. Knows no command.

use app::VisibleDossier;
use calendar::Instant;
use dossier::Action;
use dossier::apology::Apology;
use serde_json::Value;

use super::choice::{self, electronic};
use super::field::{self, Readers, Spec, Target, When};
use crate::fields::{Field, Form, Kind};
use crate::pages::letter;
use crate::request_context::RequestContext;

/// The form, with what was posted, or with likely values where nothing was.
pub(super) fn of(
    context: &RequestContext,
    dossier: &VisibleDossier,
    action: Action,
    target: Option<&Target>,
) -> Form {
    let state = &dossier.view.state;
    let of_program = || letter::pending(&dossier.view).is_some_and(letter::is_machine_s);
    let is = |when: When| match when {
        When::LetterOwed => state.apology(context.now()) == Apology::Violation,
        // What was typed stays, whatever step is chosen then.
        When::GivenForApproval => {
            for_approval(context, dossier) || !context.form.raw("opinion").trim().is_empty()
        }
        When::Proposed => state.proposed.is_some(),
        When::NotProposed => state.proposed.is_none(),
        When::ReasonOfProgram => of_program(),
        When::ReasonOfOfficer => !of_program(),
    };
    let mut specs = field::specs(action, is, target);
    // The desk appraises nothing.
    let appraises = state.hold().is_some_and(|hold| hold.step != "desk");
    for spec in specs.iter_mut().filter(|spec| spec.when == Some(When::GivenForApproval)) {
        spec.required = appraises && for_approval(context, dossier);
    }
    // A second letter names the chairman's date, or none.
    if state.reappointed {
        specs.retain(|spec| spec.name != "new_date");
    }
    let fields = specs.iter().map(|spec| field(context, dossier, spec));
    let mut form = Form::new(&dossier.view.zone, fields.collect());
    if context.posted {
        form.fill(&context.form);
        return form;
    }
    for spec in &specs {
        form.set(spec.name, &first_text(context, dossier, action, spec, target));
    }
    form
}

/// The changes of a correction: label, before, after. A field that is left empty changes nothing.
pub(super) fn changes(
    context: &RequestContext,
    dossier: &VisibleDossier,
    target: &Target,
    after: &Form,
) -> Vec<(String, String, String)> {
    let specs = field::specs(Action::Correct, |_| false, Some(target));
    let specs = specs.iter().filter(|spec| spec.name.starts_with("set."));
    let changed = specs.filter_map(|spec| {
        let after = after.get(spec.name).filter(|field| !field.text.trim().is_empty())?;
        let mut before = after.clone();
        before.set(&first_text(context, dossier, Action::Correct, spec, Some(target)));
        let same = before.text.trim() == after.text.trim();
        (!same).then(|| (after.label.clone(), before.describe(), after.describe()))
    });
    changed.collect()
}

/// Whether the step that a dossier is given for is the one that approves its result: the one chosen,
/// or the likely one.
pub(super) fn for_approval(context: &RequestContext, dossier: &VisibleDossier) -> bool {
    let chosen = context.form.raw("step").trim();
    let likely = choice::likely_value(context, dossier, Action::Give, "step");
    let step = if chosen.is_empty() { likely.as_str() } else { chosen };
    dossier.view.state.step_to_approve().is_some_and(|approval| approval.id == step)
}

fn field(context: &RequestContext, dossier: &VisibleDossier, spec: &Spec) -> Field {
    let label = spec.label.strip_prefix("set.").unwrap_or(spec.label);
    let groups = spec.list.map(|list| choice::groups(context, dossier, list)).unwrap_or_default();
    let field = Field::new(spec.kind, spec.name, context.text(&format!("act-{label}")));
    Field { required: spec.required, ..field.hint(hint(context, dossier, spec)).groups(groups) }
}

fn hint(context: &RequestContext, dossier: &VisibleDossier, spec: &Spec) -> String {
    let keys = [
        (spec.kind == Kind::Lines).then_some("act-lines_hint"),
        (spec.when == Some(When::LetterOwed)).then_some("act-without_letter_hint"),
        (spec.name == "proposal").then_some("act-proposal_hint"),
        (spec.when == Some(When::Proposed)).then_some("act-why_not_proposed_hint"),
        (spec.name == "new_date").then_some("act-new_date_hint"),
        (spec.name == "number").then_some("act-number_hint"),
        (spec.name == "way" && !electronic(context, dossier)).then_some("act-way_hint"),
        match spec.readers {
            Readers::Unrestricted => None,
            Readers::Public => Some("act-public_hint"),
            Readers::Sealed => Some("act-sealed_hint"),
        },
    ];
    let hints: Vec<String> = keys.into_iter().flatten().map(|key| context.text(key)).collect();
    hints.join(" ")
}

/// The text of a field in an empty form: of a correction what is on record.
fn first_text(
    context: &RequestContext,
    dossier: &VisibleDossier,
    action: Action,
    spec: &Spec,
    target: Option<&Target>,
) -> String {
    let Some((target, name)) = target.zip(spec.name.strip_prefix("set.")) else {
        return choice::likely_value(context, dossier, action, spec.name);
    };
    if name == "at" {
        return moment(dossier, target.at);
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
pub(super) fn moment(dossier: &VisibleDossier, at: Instant) -> String {
    let (day, millis) = dossier.view.zone.civil(at);
    format!("{day}T{:02}:{:02}", millis / 3_600_000, millis / 60_000 % 60)
}
