//! What an officer puts their name to: the whole letter before it is signed or sent; the applicant, the
//! papers, the draft, who appraised it and what was proposed before a result is approved; the decision,
//! the draft and what is left of the time before a dossier is finished. Decides nothing.

use app::{Personal, Purpose, Turn, VisibleDossier};
use calendar::Day;
use dossier::Action;
use messages::LetterText;

use super::action_context::ActionContext;
use super::appraisal;
use super::command::Accepted;
use crate::answer::Error;
use crate::pages::citizen::notices;
use crate::pages::dossier::inside::{self, FileLink};
use crate::pages::dossier::standing;
use crate::pages::letter::{self, Written};
use crate::pages::money;
use crate::pages::slip;
use crate::pages::supplement_papers::SupplementPapers;
use crate::request_context::RequestContext;

/// The facts above the form.
#[derive(Default)]
pub(in crate::pages) struct Basis {
    pub letter: Option<LetterText>,
    /// Subject and text of the notice that the citizen will get.
    pub notice: Option<(String, String)>,
    pub facts: Vec<Fact>,
    /// The supplement request, paper by paper.
    pub supplement: Option<SupplementPapers>,
    pub personal: Option<inside::Personal>,
    /// Whether personal data is withheld: its showing cannot be put on record.
    pub withheld: bool,
}

/// A fact, with files where it is about them.
pub(in crate::pages) struct Fact {
    pub name: String,
    pub value: String,
    pub links: Vec<FileLink>,
}

impl Basis {
    pub(super) fn of(
        context: &RequestContext,
        action_context: &ActionContext,
    ) -> Result<Self, Error> {
        let (action, dossier) = (action_context.action, &action_context.dossier);
        if action == Action::AskSupplement {
            let until = until(context, action_context);
            let name = context.text("act-supply_until");
            let facts = until.map(|(_, value)| Fact { name, value, links: Vec::new() });
            let notice = notice(context, action_context)?;
            let facts = facts.into_iter().collect();
            return Ok(Self { notice, facts, ..Self::default() });
        }
        match action {
            Action::SignApology | Action::SendApology => Self::of_letter(context, action_context),
            Action::ApproveResult | Action::Finish => Self::of_result(context, dossier, action),
            Action::HandOver | Action::Post => {
                let fees = money::fees(context, &dossier.view)?;
                let name = context.text("money-owed");
                let fact = |value| Fact { name, value, links: Vec::new() };
                let facts = fees.and_then(|fees| fees.to_pay).map(fact).into_iter().collect();
                Ok(Self { facts, ..Self::default() })
            }
            _ => Ok(Self::default()),
        }
    }

    fn of_letter(context: &RequestContext, action_context: &ActionContext) -> Result<Self, Error> {
        let (action, dossier) = (action_context.action, &action_context.dossier);
        let data = context.app().personal(&context.who(), dossier, Purpose::Act, context.now())?;
        let withheld = data.is_withheld();
        let data = data.given();
        let applicant = data.as_ref().and_then(|data| data.applicant.as_ref());
        let name = applicant.map(|person| person.name.as_str());
        let letter = written(context, action_context);
        let letter = letter.map(|written| letter::text(context, dossier, name, &written));
        let facts = facts(context, dossier, action, data.as_ref())?;
        Ok(Self { letter, facts, withheld, ..Self::default() })
    }

    /// The basis of a result that is to be approved or finished.
    pub fn of_result(
        context: &RequestContext,
        dossier: &VisibleDossier,
        action: Action,
    ) -> Result<Self, Error> {
        let data = context.app().personal(&context.who(), dossier, Purpose::Act, context.now())?;
        let withheld = data.is_withheld();
        let data = data.given();
        let facts = facts(context, dossier, action, data.as_ref())?;
        let personal =
            data.map(|data| inside::Personal::new(context, dossier, &data)).transpose()?;
        let supplement = SupplementPapers::of(context, &dossier.view);
        Ok(Self { facts, supplement, personal, withheld, ..Self::default() })
    }
}

/// The last day for a supplement that is asked for now, and the same in words.
fn until(context: &RequestContext, action_context: &ActionContext) -> Option<(Day, String)> {
    let state = &action_context.dossier.view.state;
    let day = state.last_day_asked_at(context.now())?;
    Some((day, messages::day_of(context.language, day)))
}

/// The notice of the papers entered, where any are.
fn notice(
    context: &RequestContext,
    action_context: &ActionContext,
) -> Result<Option<(String, String)>, Error> {
    let items = Accepted::of(context, action_context).requested_papers();
    let until = until(context, action_context).filter(|_| !items.is_empty());
    let Some((day, _)) = until else { return Ok(None) };
    let dossier = &action_context.dossier;
    let turn = Turn {
        kind: "supplement_asked".into(),
        code: dossier.row.code.clone(),
        procedure: dossier.view.state.filing.procedure.clone(),
        items,
        day: Some(day),
        ..Turn::default()
    };
    notices::of_turn(context, &dossier.stream, &turn).map(Some)
}

/// The letter as the form has it, or as it was signed.
fn written(context: &RequestContext, action_context: &ActionContext) -> Option<Written> {
    let view = &action_context.dossier.view;
    let on_record = Written::of(&context.rules, view, letter::pending(view)?);
    if action_context.action != Action::SignApology {
        return Some(on_record);
    }
    let form = &action_context.form;
    let signer = (context.now(), context.actor().id);
    Some(Written {
        reason: form.filled("reason").unwrap_or(on_record.reason.clone()),
        new_date: form.day("new_date").or(on_record.new_date),
        signed: Some(signer),
        ..on_record
    })
}

/// The facts of the dossier: officers, proposal and decision, payment, and the time left.
fn facts(
    context: &RequestContext,
    dossier: &VisibleDossier,
    action: Action,
    data: Option<&Personal>,
) -> Result<Vec<Fact>, Error> {
    let mut rows = Vec::new();
    let mut row = |key: &str, value: Option<String>, links: Vec<FileLink>| {
        if value.is_some() || !links.is_empty() {
            rows.push(Fact { name: context.text(key), value: value.unwrap_or_default(), links });
        }
    };
    match action {
        Action::ApproveResult => {
            for who in appraisal::appraisers(context, dossier) {
                row("act-appraised_by", Some(who), Vec::new());
            }
            let proposal = appraisal::proposal(context, dossier);
            let proposal = proposal.unwrap_or_else(|| context.text("act-no_proposal"));
            row("act-proposal", Some(proposal), Vec::new());
            let opinion = data.and_then(|data| appraisal::opinion(dossier, data));
            row("act-opinion_proposed", opinion, Vec::new());
        }
        Action::SendApology => {
            let waiting = letter::pending(&dossier.view).and_then(|letter| letter.queued.as_ref());
            if let Some((since, _)) = waiting {
                let since = messages::instant(context.language, *since, &dossier.view.zone);
                row("act-letter_waits", Some(since), Vec::new());
            }
        }
        Action::SignApology => {
            let pending = letter::pending(&dossier.view);
            if let Some(machine) = pending.filter(|pending| letter::is_machine_s(pending)) {
                let reason = letter::reason(&context.rules, &dossier.view, machine);
                row("act-reason_on_record", Some(reason), Vec::new());
            }
        }
        Action::Finish => {
            let (decision, reason) = appraisal::decision(context, dossier).unzip();
            row("act-decision_taken", decision, Vec::new());
            row("act-why_not_proposed", reason.flatten(), Vec::new());
        }
        _ => return Ok(rows),
    }
    let drafts = data.map(|data| appraisal::drafts(context, dossier, data));
    let none = drafts.as_ref().is_some_and(Vec::is_empty) && action == Action::ApproveResult;
    let none = none.then(|| context.text("act-no_draft"));
    row("work-draft_result", none, drafts.unwrap_or_default());
    row("slip-fee", slip::fee(context, dossier)?, Vec::new());
    if action == Action::Finish {
        let left = standing::describe(context, &dossier.view, context.now());
        row("act-clock_stops", Some(left), Vec::new());
    }
    Ok(rows)
}
