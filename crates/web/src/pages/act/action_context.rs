//! An action on a dossier as its actor sees it: the form, and why the action is not possible now.

use app::VisibleDossier;
use dossier::event::ResultGiven;
use dossier::{Action, Phase, Reason, Refusal};

use super::command::may_approve_supplement;
use super::field::{self, Target};
use super::form;
use super::reception::Reception;
use crate::address::{Params, encode};
use crate::answer::Error;
use crate::fields::Form;
use crate::pages::dossier as dossier_page;
use crate::request_context::RequestContext;

/// An action on a visible dossier.
pub(super) struct ActionContext {
    pub dossier: VisibleDossier,
    pub action: Action,
    pub form: Form,
    /// The event that a correction is about, where it was chosen.
    pub target: Option<Target>,
    /// The form of the reception, where the corrected event is the reception.
    pub reception: Option<Reception>,
}

impl ActionContext {
    /// The dossier and the action of the address; the address of another screen where the action has
    /// its own. An action that the role never has is a page that is not there.
    pub fn of(context: &RequestContext) -> Result<Result<Self, String>, Error> {
        let dossier = dossier_page::visible_dossier(context)?;
        let action = Action::ALL.iter().copied().find(|action| action.code() == context.part);
        let role = context.actor().role;
        let has = |action: &Action| action.permitted().iter().any(|(of, _)| *of == role);
        let action = action.filter(has).ok_or(Error::NoPage)?;
        if let Some((path, name)) = field::at_desk(action)
            && dossier.view.state.phase != Phase::Absent
        {
            return Ok(Err(context.link(path, &Params::default().with(name, &context.code))));
        }
        if !field::has_form_here(action) {
            return Err(Error::NoPage);
        }
        let text =
            if context.posted { context.form.raw("target") } else { context.params.raw("target") };
        let place = text.trim().parse().ok().filter(|_| action == Action::Correct);
        let target = place.and_then(|place| Target::of(&dossier.view, place));
        let reception = match &target {
            Some(target) => Reception::of(context, &dossier, target)?,
            None => None,
        };
        let form = match &reception {
            Some(reception) => reception.form(context),
            None => form::of(context, &dossier, action, target.as_ref()),
        };
        Ok(Ok(Self { dossier, action, form, target, reception }))
    }

    /// Why the action is not possible for the actor now, with what is.
    pub fn refused(&self, context: &RequestContext) -> Option<String> {
        let state = &self.dossier.view.state;
        if self.action == Action::AskSupplement
            && state.supplement_needs_approval(context.now())
            && !may_approve_supplement(context, &self.dossier)
            && self.dossier.actions.contains(&self.action)
        {
            return Some(context.text("act-head_must_ask"));
        }
        let reason = if self.dossier.actions.contains(&self.action) {
            self.correction_obstacle(context, self.target.as_ref()?.place)?
        } else {
            let obstacle = self.action.obstacle(state, &context.actor(), context.now());
            obstacle.unwrap_or(Reason::NotPermitted)
        };
        let refusal =
            Refusal { action: self.action, phase: state.phase, reason, possible: Vec::new() };
        let refusal = refusal.with_step_names(|step| context.names().step(state, step));
        let rule_set = context.rule_set(state.received);
        let zone = &self.dossier.view.zone;
        let text = messages::refusal(context.language, rule_set, &refusal, zone);
        // What is possible stands below as links.
        let nothing = messages::text(context.language, "refusal-nothing", &[]);
        Some(text.strip_suffix(&nothing).unwrap_or(&text).trim_end().to_owned())
    }

    /// Why the event at a place of the history is not the actor's to correct.
    pub fn correction_obstacle(&self, context: &RequestContext, place: usize) -> Option<Reason> {
        let view = &self.dossier.view;
        let Some(recorded) = view.history.get(place) else {
            return Some(Reason::IllegalCorrection);
        };
        dossier::correction_obstacle(&view.state, &context.actor(), recorded, context.now())
    }

    /// The events since a version was seen, a line an event.
    pub fn since(&self, context: &RequestContext, seen: u64) -> Vec<String> {
        if seen == self.dossier.version {
            return Vec::new();
        }
        let view = &self.dossier.view;
        let names = context.names();
        let rule_set = context.rule_set(view.state.received);
        let later = view.history.iter().skip(usize::try_from(seen).unwrap_or(usize::MAX));
        let text = later.map(|recorded| {
            let event = names.event(&view.state, &recorded.event);
            let values = [
                ("at", messages::instant(context.language, recorded.logged_at, &view.zone).into()),
                (
                    "who",
                    dossier_page::who(context, &recorded.actor, recorded.on_behalf.as_deref())
                        .into(),
                ),
                ("what", messages::event_title(context.language, rule_set, &event).into()),
            ];
            context.format("act-since", &values)
        });
        let lines: Vec<String> = text.collect();
        if lines.is_empty() { vec![context.text("act-older")] } else { lines }
    }

    /// Whether the form must bring the second factor.
    pub fn asks_code(&self, context: &RequestContext) -> bool {
        app::needs_second_factor(self.action, &self.dossier.view.state, context.now())
            && !context.second_factor().is_shown()
    }

    /// The result that a finish brings, as the form says it.
    pub fn result(&self) -> ResultGiven {
        ResultGiven { number: self.form.text("number"), paper: self.form.text("form") != "file" }
    }

    /// The address of the form, in this language.
    pub fn address(&self, context: &RequestContext) -> String {
        form_of(context, &context.code, self.action, context.params.get("register"))
    }

    /// The address of the dossier's page.
    pub fn dossier(&self, context: &RequestContext) -> String {
        context.dossier(&context.code, &self.dossier.row.register)
    }
}

/// The address of an action's form.
pub(in crate::pages) fn form_of(
    context: &RequestContext,
    code: &str,
    action: Action,
    register: Option<&str>,
) -> String {
    let path = format!("/dossier/{}/do/{}", encode(code), action.code());
    context.link(&path, &Params::default().with("register", register.unwrap_or_default()))
}

/// The field that a refusal is about, for the link from its words; the form's first otherwise.
pub(super) fn field_of(action_context: &ActionContext, reason: &Reason) -> String {
    let field_name = match reason {
        Reason::Missing(name) => name,
        Reason::UnknownStep(_) => "step",
        Reason::SameOfficer => "to",
        Reason::NotWorkingDay(_) | Reason::NotAfterDue(_) | Reason::AlreadyReappointed => "date",
        Reason::BadStandIn => "until",
        Reason::LetterMissing => "without_letter",
        Reason::PastDue(_) | Reason::ExtensionLimit(_) => "amount",
        Reason::IllegalCorrection => "set.at",
        _ => "",
    };
    let fields = &action_context.form.fields;
    let named = fields.iter().find(|field| {
        field.name == field_name || (field_name == "date" && field.name == "new_date")
    });
    named.or(fields.first()).map(|field| field.name.clone()).unwrap_or_default()
}
