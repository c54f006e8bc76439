//! Figures about an officer in a period, and the evaluation that rests on them: read by those to whom the
//! policy shows them, commented on by the officer, decided by the head. Counts nothing itself.

mod check;
mod work;

use affairs::Sealed;
use affairs::evaluation::{
    Command, Context, Decider, Evaluation, FrozenScore, Officer, Refusal, obstacle_to_decide,
};
use calendar::Instant;
use dossier::Actor;
use indicators::evaluation::{Sheet, VERSION};
use indicators::period::Period;
use indicators::person::PersonFigures;
use serde::{Deserialize, Serialize};
use store::EventRow;

pub(crate) use self::check::{Decision, fault, recount};
pub use self::work::{AgencyWork, OfficerWork};
use crate::affairs::{self as streams, Entry};
use crate::application::Application;
use crate::command_key::CommandKey;
use crate::core::Core;
use crate::error::Failure;
use crate::event_codec::canonical;
use crate::figures::Figures;
use crate::inquiry::Inquiry;
use crate::personal_data::{Purpose, Shown};
use crate::policy::{Right, Who, permit_affair, permit_search, role_of, sees_person};

/// The content that is frozen with a decision.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct FrozenSheet {
    pub figures: PersonFigures,
    pub scores: Sheet,
}

/// An officer's figures with the evaluation, opened by a reader to whom they are shown.
#[derive(Debug)]
pub struct VisibleEvaluation {
    pub officer: String,
    pub period: Period,
    pub work: OfficerWork,
    pub evaluation: Evaluation,
    /// The texts of the comments and of the reasons of the decisions.
    pub texts: Shown<EvaluationTexts>,
    pub decider: Decider,
    /// Why the reader cannot decide.
    pub obstacle: Option<Refusal>,
}

/// The texts written about an evaluation.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct EvaluationTexts {
    /// The comments, in the order of [`Evaluation::commented`].
    pub comments: Vec<String>,
    /// The reasons, in the order of [`Evaluation::decisions`].
    pub reasons: Vec<String>,
}

impl From<Refusal> for Failure {
    fn from(why: Refusal) -> Self {
        Self::Evaluation(why)
    }
}

/// The stream's part after the kind.
fn id(agency: &str, period: Period, officer: &str) -> String {
    format!("{agency}/{period}/{officer}")
}

fn texts(rows: &[EventRow]) -> Result<EvaluationTexts, Failure> {
    let mut texts = EvaluationTexts::default();
    for row in rows {
        let text = streams::sealed(row)?.and_then(|sealed| sealed.text).unwrap_or_default();
        match row.event.kind.as_str() {
            "commented" => texts.comments.push(text),
            _ => texts.reasons.push(text),
        }
    }
    Ok(texts)
}

impl Inquiry<'_> {
    /// The comments and decisions about an officer's figures of a period.
    ///
    /// # Errors
    /// The store failed, or the record does not read.
    pub fn evaluation(
        &self,
        agency: &str,
        period: Period,
        officer: &str,
    ) -> Result<Evaluation, Failure> {
        let stream = streams::stream_of::<Evaluation>(&id(agency, period, officer));
        streams::load(&self.reader.stream(&stream)?)
    }
}

impl Application {
    /// An officer's figures of a period with the evaluation, for a reader to whom they are shown. The
    /// showing is on record.
    ///
    /// # Errors
    /// The store failed, or the record does not read.
    pub fn open_evaluation(
        &self,
        who: &Who,
        officer: &str,
        period: Period,
        at: Instant,
    ) -> Result<Option<VisibleEvaluation>, Failure> {
        let rules = self.rules();
        let Some(officer_row) = rules.officer(officer) else { return Ok(None) };
        let ended = period.ended(rules.deadline_calendar().zone.day(at));
        if !sees_person(who, (officer, &officer_row.unit), ended) {
            return Ok(None);
        }
        let own = who.actor().id == officer;
        let right = if own { Right::Work } else { Right::Evaluation };
        let Ok(permit) = permit_search(who, right) else { return Ok(None) };
        let Ok(figures) = self.figures(None)? else { return Ok(None) };
        let name = id(&self.agency_code(), period, officer);
        let stream = streams::stream_of::<Evaluation>(&name);
        let (work, rows) = self.ask(|inquiry| {
            let as_of = inquiry.now(at)?;
            let work = inquiry.work_of(&figures, officer, period, as_of)?;
            Ok((work, inquiry.reader.stream(&stream)?))
        })?;
        let evaluation: Evaluation = streams::load(&rows)?;
        let texts = self.show(&permit, Vec::new(), (Purpose::Evaluations, at), texts(&rows)?);
        let context = Context {
            at,
            end: figures.zone.at(period.days().1.plus(1), 0),
            officer: Officer {
                id: officer,
                role: role_of(officer_row.post),
                unit: &officer_row.unit,
            },
        };
        let obstacle = obstacle_to_decide(context, &who.actor());
        let officer = officer.to_owned();
        let decider = Decider::of(role_of(officer_row.post));
        Ok(Some(VisibleEvaluation { officer, period, work, evaluation, texts, decider, obstacle }))
    }

    /// The decisions on the officers of a period, by officer.
    ///
    /// # Errors
    /// The store failed, or the record does not read.
    pub fn evaluations(
        &self,
        period: Period,
        officers: &[String],
    ) -> Result<Vec<Evaluation>, Failure> {
        let agency = self.agency_code();
        self.ask(|inquiry| {
            let read = |officer: &String| inquiry.evaluation(&agency, period, officer);
            officers.iter().map(read).collect()
        })
    }

    /// Records the officer's comment on the own figures, and waits until it is durable.
    ///
    /// # Errors
    /// [`Failure::Evaluation`] with the reason; [`Failure::AlreadyDone`] and [`Failure::KeyConflict`] by
    /// the key; the store failed, or the record does not fold.
    pub fn comment_on_figures(
        &self,
        who: &Who,
        evaluation: &VisibleEvaluation,
        (salt, text): (String, String),
        key: (CommandKey, Instant),
    ) -> Result<(), Failure> {
        let command = Command::Comment { text: text.clone() };
        self.act_on_evaluation(who, Right::Work, evaluation, (command, salt, text), key)
    }

    /// Decides on an evaluation: `seen` is the computed score that the page showed.
    ///
    /// # Errors
    /// As [`Application::comment_on_figures`].
    pub fn decide_evaluation(
        &self,
        who: &Who,
        evaluation: &VisibleEvaluation,
        (seen, score): (i64, i64),
        (salt, reason): (String, String),
        key: (CommandKey, Instant),
    ) -> Result<(), Failure> {
        let permit = permit_affair(who, Right::Lead)?;
        let (officer, period) = (evaluation.officer.clone(), evaluation.period);
        let (key, at) = key;
        // After what others submitted before, so that it is counted.
        self.write_alone(move |core| {
            let frozen = Box::new(freeze(core, (&officer, period), at)?);
            let entry = entry(permit.actor, (salt, &reason), (key, at));
            let command = Command::Decide { frozen, seen, score, reason };
            carry_out(core, (&officer, period), command, entry)
        })
    }

    /// Corrects a decision by a new one.
    ///
    /// # Errors
    /// As [`Application::comment_on_figures`].
    pub fn correct_evaluation(
        &self,
        who: &Who,
        evaluation: &VisibleEvaluation,
        score: i64,
        (salt, reason): (String, String),
        key: (CommandKey, Instant),
    ) -> Result<(), Failure> {
        let command = Command::Correct { score, reason: reason.clone() };
        self.act_on_evaluation(who, Right::Lead, evaluation, (command, salt, reason), key)
    }

    fn act_on_evaluation(
        &self,
        who: &Who,
        right: Right,
        evaluation: &VisibleEvaluation,
        (command, salt, text): (Command, String, String),
        (key, at): (CommandKey, Instant),
    ) -> Result<(), Failure> {
        let permit = permit_affair(who, right)?;
        let entry = entry(permit.actor, (salt, &text), (key, at));
        let (officer, period) = (evaluation.officer.clone(), evaluation.period);
        self.write(move |core| carry_out(core, (&officer, period), command, entry))
    }
}

fn entry(actor: Actor, (salt, text): (String, &str), (key, at): (CommandKey, Instant)) -> Entry {
    let sealed = (!text.trim().is_empty()).then(|| Sealed { salt, text: Some(text.to_owned()) });
    Entry { actor, at, key: Some(key), sealed }
}

/// The sheet of an officer by all that is committed.
fn freeze(
    core: &mut Core,
    (officer, period): (&str, Period),
    at: Instant,
) -> Result<FrozenScore, Failure> {
    let (figures, as_of, rules) = (Figures::committed(core)?, core.log_at(at), core.rules());
    let inquiry = Inquiry { reader: &core.reader, rules: &rules };
    let work = inquiry.work_of(&figures, officer, period, as_of)?;
    let (computed, most) = (work.sheet.total().unwrap_or_default(), work.sheet.max_points());
    let sheet = canonical(&FrozenSheet { figures: work.figures, scores: work.sheet });
    Ok(FrozenScore { as_of, definitions: VERSION.to_owned(), computed, most, sheet })
}

fn carry_out(
    core: &mut Core,
    (officer, period): (&str, Period),
    command: Command,
    entry: Entry,
) -> Result<(), Failure> {
    let rules = core.rules();
    let agency = rules.agency.as_ref().map(|agency| agency.code.clone()).unwrap_or_default();
    let officer_row = rules
        .officer(officer)
        .ok_or(Failure::Unknown { what: "officer", name: officer.to_owned() })?;
    let zone = &rules.deadline_calendar().zone;
    let context = Context {
        at: entry.at,
        end: zone.at(period.days().1.plus(1), 0),
        officer: Officer { id: officer, role: role_of(officer_row.post), unit: &officer_row.unit },
    };
    let id = id(&agency, period, officer);
    streams::carry_out::<Evaluation>(core, &id, context, command, entry).map(|_| ())
}
