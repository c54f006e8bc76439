//! What an officer puts their name to: the whole letter before it is signed or sent; the applicant, the
//! papers, the draft and who appraised it before a result is approved; the decision and what is left of
//! the time before a dossier is finished. Decides nothing.

use app::{Purpose, Shown, Turn, VisibleDossier};
use calendar::Day;
use dossier::{Action, Event};
use messages::LetterText;

use super::action_context::ActionContext;
use super::command::Accepted;
use crate::answer::Error;
use crate::pages::citizen::notices;
use crate::pages::dossier as dossier_page;
use crate::pages::dossier::inside::Personal;
use crate::pages::letter::{self, Written};
use crate::request_context::RequestContext;

/// What stands above the form.
#[derive(Default)]
pub(super) struct Basis {
    pub letter: Option<LetterText>,
    /// Subject and text of the notice that the citizen will get.
    pub notice: Option<(String, String)>,
    pub facts: Vec<(String, String)>,
    pub personal: Option<Personal>,
    /// Whether personal data is withheld: its showing cannot be put on record.
    pub withheld: bool,
}

impl Basis {
    pub fn of(context: &RequestContext, action_context: &ActionContext) -> Result<Self, Error> {
        let (action, opened) = (action_context.action, &action_context.opened);
        if action == Action::AskSupplement {
            let until = until(context, action_context);
            let facts = until.map(|(_, day)| (context.text("act-supply_until"), day));
            let notice = notice(context, action_context);
            let facts = facts.into_iter().collect();
            return Ok(Self { notice, facts, ..Self::default() });
        }
        let letter = matches!(action, Action::SignApology | Action::SendApology)
            .then(|| written(context, action_context));
        let result = matches!(action, Action::ApproveResult | Action::Finish);
        if letter.is_none() && !result {
            return Ok(Self::default());
        }
        let data = context.app().personal(&context.who(), opened, Purpose::Act, context.now())?;
        let withheld = data.is_withheld();
        let name = match &data {
            Shown::Given(data) => data.applicant.as_ref().map(|person| person.name.as_str()),
            Shown::Withheld | Shown::NotPermitted => None,
        };
        let letter = letter.flatten().map(|written| letter::text(context, opened, name, &written));
        let personal = match &data {
            Shown::Given(data) if result => Some(Personal::new(context, opened, data)),
            _ => None,
        };
        let facts = facts(context, opened, action);
        Ok(Self { letter, facts, personal, withheld, ..Self::default() })
    }
}

/// The last day for a supplement that is asked for now, and the same in words.
fn until(context: &RequestContext, action_context: &ActionContext) -> Option<(Day, String)> {
    let state = &action_context.opened.view.state;
    let day = state.last_day_asked_at(context.now())?;
    Some((day, messages::day_of(context.language, day)))
}

/// The notice of the papers entered, where any are.
fn notice(context: &RequestContext, action_context: &ActionContext) -> Option<(String, String)> {
    let items = Accepted::of(context, action_context).asked();
    let (day, _) = until(context, action_context).filter(|_| !items.is_empty())?;
    let turn = Turn {
        kind: "supplement_asked".into(),
        code: action_context.opened.row.code.clone(),
        items,
        day: Some(day),
        ..Turn::default()
    };
    Some(notices::of_turn(context, &turn))
}

/// The letter as the form has it, or as it was signed.
fn written(context: &RequestContext, action_context: &ActionContext) -> Option<Written> {
    let view = &action_context.opened.view;
    let on_record = Written::of(context, view, letter::pending(view)?);
    if action_context.action != Action::SignApology {
        return Some(on_record);
    }
    let form = &action_context.form;
    let signer = (context.now(), context.actor().id);
    Some(Written {
        reason: form.raw("reason").to_owned(),
        new_date: form.day("new_date").or(on_record.new_date),
        signed: Some(signer),
        ..on_record
    })
}

/// Who worked on it, what was decided, and what is left of the time.
fn facts(
    context: &RequestContext,
    opened: &VisibleDossier,
    action: Action,
) -> Vec<(String, String)> {
    let mut rows = Vec::new();
    let mut row = |key: &str, value: String| rows.push((context.text(key), value));
    match action {
        Action::ApproveResult => {
            for who in appraisers(context, opened) {
                row("act-appraised_by", who);
            }
        }
        Action::Finish => {
            if let Some(decision) = decision(context, opened) {
                row("act-decision_taken", decision);
            }
            row(
                "act-clock_stops",
                crate::pages::dossier::standing::describe(context, &opened.view, context.now()),
            );
        }
        _ => {}
    }
    rows
}

/// The officers who held it before the actor, each with step and unit, once.
fn appraisers(context: &RequestContext, opened: &VisibleDossier) -> Vec<String> {
    let (state, names) = (&opened.view.state, context.names());
    let mut seen = Vec::new();
    for hold in state.holds.iter().filter(|hold| hold.to.is_some() && hold.step != "desk") {
        let values = [
            ("officer", names.officer(&hold.officer).into()),
            ("unit", names.unit(&hold.unit).into()),
            ("step", names.step(state, &hold.step).into()),
        ];
        let text = context.format("act-appraiser", &values);
        if !seen.contains(&text) {
            seen.push(text);
        }
    }
    seen
}

/// The decision on record, with who took it and when.
pub(super) fn decision(context: &RequestContext, opened: &VisibleDossier) -> Option<String> {
    let view = &opened.view;
    let recorded = view
        .history
        .iter()
        .rev()
        .find(|recorded| matches!(recorded.event, Event::ResultApproved { .. }))?;
    let Event::ResultApproved { declined, .. } = &recorded.event else { return None };
    let outcome = if *declined { "act-declined" } else { "act-granted" };
    let values = [
        ("outcome", context.text(outcome).into()),
        ("by", dossier_page::who(context, &recorded.actor, recorded.on_behalf.as_deref()).into()),
        ("at", messages::instant(context.language, recorded.at, &view.zone).into()),
    ];
    Some(context.format("act-decision_of", &values))
}
