//! `evaluation`: the indicators of every officer in a month or year, or of one officer, with their
//! figures and the decision; and the agency's own nine indicators.

use std::path::Path;

use affairs::evaluation::{Decider, Evaluation};
use affairs::rating::Factor;
use app::{AgencyWork, Figures, Inquiry, OfficerWork};
use calendar::Instant;
use indicators::coverage::coverage_of_holder;
use indicators::evaluation::{Score, Sheet, VERSION};
use indicators::period::Period;
use indicators::satisfaction::satisfaction;
use indicators::{Basis, Query};
use rules::Rules;
use serde_json::{Value, json};
use text::number::tenths as points;
use text::{Language, sentence};

use super::figure_request::instant_text;
use super::report::cell;
use super::{CLOCK, now_of};
use crate::args::{EvaluationArgs, SheetFormat};
use crate::command_error::{CommandError, refused, unknown_value};
use crate::out;

/// The period that is asked for, and the data of the answer.
struct EvaluationAnswer {
    figures: Figures,
    rules: Rules,
    period: Period,
    as_of: Instant,
    work: AgencyWork,
    /// The evaluations of the officers in `work`, in the same order.
    evaluations: Vec<Evaluation>,
    whole: bool,
}

pub fn evaluation(
    data: &Path,
    args: &EvaluationArgs,
    language: Language,
) -> Result<(), CommandError> {
    let answer = ask(data, args)?;
    match args.format {
        SheetFormat::Json => out::line(as_json(&answer)),
        SheetFormat::Csv => out::print(as_csv(&answer, language)),
    }
}

fn ask(data: &Path, args: &EvaluationArgs) -> Result<EvaluationAnswer, CommandError> {
    let Some(period) = args.month.or(args.year) else {
        return Err(CommandError::BadUsage(sentence!(
            "name a period: --month 2018-11 or --year 2018"
        )));
    };
    let answer = Inquiry::peek(data, |inquiry| {
        let now = inquiry.now(now_of(inquiry.meta(CLOCK)?))?;
        let as_of = args.as_of.unwrap_or(now);
        let Some(register) = inquiry.own_register() else { return Ok(None) };
        let figures = inquiry.figures(&register)?;
        let work = match &args.officer {
            None => inquiry.work_of_all(&figures, period, as_of)?,
            Some(officer) => {
                let work = inquiry.work_of(&figures, officer, period, as_of)?;
                let officers = [(officer.clone(), work)].into();
                AgencyWork { officers, ..AgencyWork::default() }
            }
        };
        let read = |officer: &String| inquiry.evaluation(&register, period, officer);
        let evaluations = work.officers.keys().map(read).collect::<Result<_, _>>()?;
        let rules = inquiry.rules.clone();
        let whole = args.officer.is_none();
        Ok(Some(EvaluationAnswer { figures, rules, period, as_of, work, evaluations, whole }))
    });
    let peeked = answer.map_err(refused)?;
    let answer = peeked.ok_or_else(|| {
        CommandError::Refused(sentence!(
            "the folder has no agency; officers are evaluated in their agency's"
        ))
    })?;
    match &args.officer {
        Some(officer) if answer.rules.officer(officer).is_none() => {
            let ids = answer.rules.agency.iter().flat_map(|agency| &agency.officers);
            let ids = ids.map(|officer| officer.id.as_str());
            Err(unknown_value("--officer", officer, ids))
        }
        _ => Ok(answer),
    }
}

fn scores(sheet: &Sheet) -> Value {
    let score = |score: &Score| {
        json!({
            "number": score.indicator.number(),
            "indicator": score.indicator.code(),
            "points": score.points,
            "scored": score.scored,
            "score": score.tenths().map(points),
            "missing": score.missing.map(indicators::evaluation::Missing::code),
        })
    };
    json!({
        "scores": sheet.scores.iter().map(score).collect::<Value>(),
        "total": sheet.total().map(points),
        "most": points(sheet.max_points()),
    })
}

/// The authority that decides on the evaluation of an officer in the rules.
fn decider(rules: &Rules, officer: &str) -> Option<Decider> {
    rules.officer(officer).map(|row| Decider::of(app::role_of(row.post)))
}

fn as_json(answer: &EvaluationAnswer) -> Value {
    let (from, to) = answer.period.days();
    let officers = answer.work.officers.iter().zip(&answer.evaluations);
    json!({
        "period": { "name": answer.period.to_string(), "from": from, "to": to },
        "as_of": instant_text(answer.as_of, &answer.figures),
        "register": answer.figures.register,
        "definitions": VERSION,
        "agency": answer.whole.then(|| scores(&answer.work.sheet)),
        "officers": officers.map(|((id, work), evaluation)| officer(answer, (id, work), evaluation)).collect::<Value>(),
    })
}

fn officer(
    answer: &EvaluationAnswer,
    (id, work): (&str, &OfficerWork),
    evaluation: &Evaluation,
) -> Value {
    let (from, to) = answer.period.days();
    let query = Query { as_of: answer.as_of, basis: Basis::Flow, ..Query::new(from, to) };
    let letters = coverage_of_holder(answer.figures.facts.iter(), &query, id);
    let mut of_officer = query.clone();
    of_officer.filters.officer = Some(id.to_owned());
    let today = answer.figures.zone.day(answer.as_of);
    let report = satisfaction(answer.figures.facts.iter(), &of_officer);
    let ratings = report.for_rated(answer.figures.facts.iter(), &of_officer, today).total;
    let standing = |standing: &str| {
        work.objected(id).filter(|(objection, _)| objection.standing() == standing).count()
    };
    let decided = evaluation.frozen.as_ref().zip(evaluation.decided()).map(|(frozen, decided)| {
        json!({
            "score": points(decided.score),
            "by": decided.by,
            "at": instant_text(decided.at, &answer.figures),
            "computed": points(frozen.computed),
            "most": points(frozen.most),
            "definitions": frozen.definitions,
            "as_of": instant_text(frozen.as_of, &answer.figures),
            "corrections": evaluation.decisions.len() - 1,
        })
    });
    let mut row = scores(&work.sheet);
    row["officer"] = json!(id);
    row["unit"] = json!(answer.rules.officer(id).map(|officer| &officer.unit));
    row["figures"] = json!(work.figures);
    row["objections"] = json!({
        "open": standing("open"),
        "upheld": standing("upheld"),
        "declined": standing("declined"),
        "upheld_minutes": work.upheld_minutes(id),
    });
    row["letters"] = json!({
        "became_late": letters.became_late.len(),
        "letter_sent": letters.letter_sent.len(),
        "gaps": letters.gaps.iter().map(|gap| gap.code).collect::<Value>(),
    });
    row["ratings"] = json!({
        "given_out": ratings.given_out,
        "answers": ratings.answers,
        "kept_back": ratings.kept_back,
        "rate": ratings.tally(Factor::Officer).rate(),
    });
    row["comments"] = json!(evaluation.commented.len());
    row["decided_by"] = json!(decider(&answer.rules, id).map(Decider::code));
    row["decided"] = json!(decided);
    row
}

fn as_csv(answer: &EvaluationAnswer, language: Language) -> String {
    let heads = "officer,name,unit,held,finished,early,on_the_day,late,late_minutes,upheld_minutes,\
                 time,steps,contacts,agencies,attitude,total,most,decided,decided_by\n";
    let mut text = heads.to_owned();
    let names = super::figure_request::Names::of(Some(&answer.rules), language);
    for ((id, work), evaluation) in answer.work.officers.iter().zip(&answer.evaluations) {
        let figures = &work.figures;
        let unit = answer.rules.officer(id).map(|officer| officer.unit.clone());
        let mut cells = vec![
            cell(id),
            cell(names.name(indicators::Dimension::Officer, id)),
            cell(&unit.unwrap_or_default()),
        ];
        let counts =
            [figures.held, figures.finished, figures.early, figures.on_the_day, figures.late];
        cells.extend(counts.map(|n| n.to_string()));
        cells.extend([figures.late_minutes, work.upheld_minutes(id)].map(|n| n.to_string()));
        let tenths = work.sheet.scores.iter().map(Score::tenths);
        let decided = evaluation.decided().map(|decided| decided.score);
        let last = [work.sheet.total(), Some(work.sheet.max_points()), decided];
        cells.extend(tenths.chain(last).map(|tenths| tenths.map(points).unwrap_or_default()));
        cells.push(decider(&answer.rules, id).map_or("", Decider::code).to_owned());
        text.push_str(&(cells.join(",") + "\n"));
    }
    text
}
