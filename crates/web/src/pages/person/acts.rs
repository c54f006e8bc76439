//! What is done on an officer's page: the officer comments, the head decides or corrects a decision.

use affairs::evaluation::{Refusal, bounds};
use app::{Failure, Right, VisibleEvaluation, allow};
use axum::http::StatusCode;

use super::{EvaluationQuery, points_text, show};
use crate::address::Params;
use crate::answer::{Answer, Error, see};
use crate::fields::{Choice, Fault, Field, Form, Kind};
use crate::request_context::RequestContext;

/// Characters of a comment or reason at most.
const TEXT_CHARS: usize = 2000;

/// The forms of the page, empty where the reader has none.
pub(super) struct Forms {
    pub comment: Vec<Field>,
    pub decide: Vec<Field>,
    pub correct: Vec<Field>,
    /// Why the reader who leads cannot decide.
    pub obstacle: Option<String>,
}

fn comment_form(context: &RequestContext) -> Form {
    let text = Field::of_key(context, Kind::Long, "comment", "person-comment")
        .max_chars(TEXT_CHARS)
        .fault_key("fault-comment");
    Form::new(context.zone(), vec![text])
}

/// The form of a decision: the computed score is chosen; of a correction another must be.
fn score_form(context: &RequestContext, computed: i64, most: i64, corrects: bool) -> Form {
    let (least, greatest) = bounds(computed, most);
    let choice = |tenths: i64| Choice::new(&tenths.to_string(), points_text(context, tenths));
    let (score, reason) = match corrects {
        true => ("evaluation-new_score", "evaluation-correction_reason"),
        false => ("evaluation-score", "evaluation-reason"),
    };
    let mut score = Field::of_key(context, Kind::Select, "score", score)
        .choices((least..=greatest).rev().map(choice).collect())
        .fault_key("fault-score");
    if !corrects {
        score.set(&computed.to_string());
    }
    let reason = Field::of_key(context, Kind::Long, "reason", reason)
        .max_chars(TEXT_CHARS)
        .fault_key("fault-reason");
    let reason = if corrects { reason } else { reason.optional() };
    Form::new(context.zone(), vec![score, reason])
}

fn decision_form(context: &RequestContext, evaluation: &VisibleEvaluation) -> Form {
    match &evaluation.evaluation.frozen {
        Some(frozen) => score_form(context, frozen.computed, frozen.most, true),
        None => {
            let sheet = &evaluation.work.sheet;
            score_form(context, sheet.total().unwrap_or_default(), sheet.max_points(), false)
        }
    }
}

pub(super) fn forms(
    context: &RequestContext,
    query: &EvaluationQuery,
    evaluation: &VisibleEvaluation,
    faults: &[Fault],
) -> Forms {
    let filled = |mut form: Form| {
        if context.posted {
            form.fill(&context.form);
            form.mark(faults);
        }
        form.fields
    };
    let leads = !query.own && allow(&context.who(), Right::Lead).is_ok();
    let nothing = evaluation.work.sheet.total().is_none().then_some(Refusal::NothingToScore);
    let obstacle =
        evaluation.obstacle.or(nothing.filter(|_| evaluation.evaluation.frozen.is_none()));
    let may = leads && obstacle.is_none() && query.decidable();
    // Stands on the page for every reader, in place of a decision.
    let above = obstacle == Some(Refusal::DecidedAbove);
    let decided = evaluation.evaluation.frozen.is_some();
    let decision = if may { filled(decision_form(context, evaluation)) } else { Vec::new() };
    let (decide, correct) = if decided { (Vec::new(), decision) } else { (decision, Vec::new()) };
    Forms {
        comment: if query.own { filled(comment_form(context)) } else { Vec::new() },
        decide,
        correct,
        obstacle: obstacle
            .filter(|_| leads && !above && query.decidable())
            .map(|why| refusal(context, why)),
    }
}

/// The confirmation of the last act.
pub(super) fn done(context: &RequestContext) -> Option<String> {
    match context.confirmation("done") {
        done @ ("commented" | "decided" | "corrected") => {
            Some(context.text(&format!("evaluation-done_{done}")))
        }
        _ => None,
    }
}

fn refusal(context: &RequestContext, why: Refusal) -> String {
    let at = why.at().map(|at| messages::instant(context.language, at, context.zone()));
    let (least, most) = match why {
        Refusal::OutOfBounds(least, most) => (least, most),
        _ => (0, 0),
    };
    let values = [
        ("at", at.unwrap_or_default().into()),
        ("least", points_text(context, least).into()),
        ("most", points_text(context, most).into()),
    ];
    context.format(&format!("evaluation-refused_{}", why.code()), &values)
}

/// Takes the officer's comment.
pub(crate) fn comment(context: &RequestContext) -> Answer {
    let query = EvaluationQuery::of(context)?;
    let evaluation = query.open(context)?;
    let mut form = comment_form(context);
    form.fill(&context.form);
    let faults = form.check(context);
    if !faults.is_empty() {
        return show(context, &query, &evaluation, StatusCode::UNPROCESSABLE_ENTITY, faults);
    }
    let text = (context.random_text(), form.text("comment"));
    let key = (context.command_key(context.form.raw("key")), context.now());
    let done = context.app().comment_on_figures(&context.who(), &evaluation, text, key);
    answered(context, (&query, &evaluation), done, "commented")
}

/// Takes the decision, or one that corrects it.
pub(crate) fn decide(context: &RequestContext) -> Answer {
    let query = EvaluationQuery::of(context)?;
    let evaluation = query.open(context)?;
    if !query.decidable() {
        return Err(Error::NoPage);
    }
    let corrects = context.form.raw("act") == "correct";
    let mut form = decision_form(context, &evaluation);
    form.fill(&context.form);
    let faults = form.check(context);
    if !faults.is_empty() {
        return show(context, &query, &evaluation, StatusCode::UNPROCESSABLE_ENTITY, faults);
    }
    let number = |text: &str| text.parse::<i64>().map_err(|_| Error::BadForm);
    let score = number(&form.text("score"))?;
    let reason = (context.random_text(), form.text("reason"));
    let key = (context.command_key(context.form.raw("key")), context.now());
    let (app, who) = (context.app(), context.who());
    let (done, word) = if corrects {
        (app.correct_evaluation(&who, &evaluation, score, reason, key), "corrected")
    } else {
        let seen = number(context.form.raw("computed"))?;
        (app.decide_evaluation(&who, &evaluation, (seen, score), reason, key), "decided")
    };
    answered(context, (&query, &evaluation), done, word)
}

fn answered(
    context: &RequestContext,
    (query, evaluation): (&EvaluationQuery, &VisibleEvaluation),
    done: Result<(), Failure>,
    word: &str,
) -> Answer {
    match done {
        Ok(()) | Err(Failure::AlreadyDone { .. }) => {
            let params = Params::default().with("period", &query.period.to_string());
            see(&context.confirmed(&query.path, &params.with("done", word)))
        }
        Err(Failure::Evaluation(why)) => {
            let faults = vec![Fault::new("", refusal(context, why))];
            show(context, query, evaluation, StatusCode::CONFLICT, faults)
        }
        Err(failure) => Err(failure.into()),
    }
}
