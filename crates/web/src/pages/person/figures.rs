//! The numbers of an officer's page, each with a link to its dossiers.

use affairs::objection::Finding;
use affairs::rating::Factor;
use app::VisibleEvaluation;
use dossier::Role;
use indicators::coverage::{Coverage, coverage, coverage_of_holder};
use indicators::person::PersonFigures;
use indicators::satisfaction::satisfaction;
use indicators::{Basis, Query};

use super::EvaluationQuery;
use crate::answer::Error;
use crate::pages::objections::ObjectionMark;
use crate::request_context::RequestContext;

/// Late dossiers shown on the page; the list has them all.
const LATE_SHOWN: usize = 20;

/// A number with its name and the dossiers behind it.
pub(super) struct Number {
    pub name: String,
    pub value: String,
    pub href: Option<String>,
}

/// The own steps of one kind.
pub(super) struct StepRow {
    pub name: String,
    pub cells: [String; 4],
    pub used: String,
    pub late: String,
}

/// A part of the lateness of a dossier.
pub(super) struct LateRow {
    pub code: String,
    pub href: String,
    pub step: String,
    pub part: String,
    pub whole: String,
    pub objection_mark: ObjectionMark,
}

/// The apology letters of those that became late while the officer held them, or of the head's unit.
pub(super) struct Letters {
    pub said: String,
    /// The dossiers without a letter: code and address.
    pub gaps: Vec<(String, String)>,
}

/// The citizens' ratings.
pub(super) struct Rating {
    pub said: String,
}

fn span(context: &RequestContext, minutes: i64) -> String {
    text::date::working_duration(minutes, context.language)
}

pub(super) fn numbers(
    context: &RequestContext,
    query: &EvaluationQuery,
    evaluation: &VisibleEvaluation,
) -> Vec<Number> {
    let figures = &evaluation.work.figures;
    let counted = [
        ("held", figures.held),
        ("finished", figures.finished),
        ("early", figures.early),
        ("on_the_day", figures.on_the_day),
        ("late", figures.late),
        ("open", figures.open),
        ("open_past_due", figures.open_past_due),
    ];
    let name = |what: &str| context.text(&format!("person-{what}"));
    let counted = counted.map(|(what, n)| Number {
        name: name(what),
        value: context.number(n),
        href: (n > 0).then(|| query.link(context, what)),
    });
    let upheld = evaluation.work.upheld_minutes(&evaluation.officer);
    let spans = [
        ("held_minutes", figures.held_minutes),
        ("late_minutes", figures.late_minutes),
        ("upheld_minutes", upheld),
        ("waited_citizen", figures.waited.citizen),
        ("waited_agency", figures.waited.agency),
    ];
    let spans = spans.into_iter().filter(|(what, minutes)| *minutes > 0 || *what == "late_minutes");
    let spans =
        spans.map(|(what, n)| Number { name: name(what), value: span(context, n), href: None });
    let by = |standing: fn(Option<Finding>) -> bool| {
        let all = evaluation.work.objected(&evaluation.officer);
        all.filter(|(one, _)| standing(one.decided.as_ref().map(|decided| decided.finding))).count()
    };
    let objections = [
        ("objections_open", by(|outcome| outcome.is_none())),
        ("objections_upheld", by(|outcome| outcome == Some(Finding::Upheld))),
        ("objections_declined", by(|outcome| outcome == Some(Finding::Declined))),
    ];
    let objections = objections.into_iter().filter(|(_, n)| *n > 0).map(|(what, n)| Number {
        name: name(what),
        value: context.number(n as u64),
        href: None,
    });
    counted.into_iter().chain(spans).chain(objections).collect()
}

pub(super) fn steps(context: &RequestContext, figures: &PersonFigures) -> Vec<StepRow> {
    let row = |(step, own): (&String, &indicators::person::StepFigures)| StepRow {
        name: context.names().any_step(step),
        cells: [own.early, own.on_the_day, own.late, own.unmeasured].map(|n| context.number(n)),
        used: span(context, own.used_minutes),
        late: span(context, own.late_minutes),
    };
    figures.steps.iter().map(row).collect()
}

/// The parts of the lateness, the longest first, and the link to the others.
pub(super) fn late(
    context: &RequestContext,
    query: &EvaluationQuery,
    evaluation: &VisibleEvaluation,
) -> (Vec<LateRow>, Option<(String, String)>) {
    let work = &evaluation.work;
    let none = affairs::objection::Objections::default();
    let mut parts: Vec<_> = work
        .worked
        .iter()
        .flat_map(|dossier| dossier.late.iter().map(move |(step, part)| (dossier, step, *part)))
        .collect();
    parts.sort_by_key(|(dossier, _, part)| (-*part, dossier.code.clone()));
    let left = parts.len().saturating_sub(LATE_SHOWN);
    let row = |(dossier, step, part): (&indicators::person::Worked, &String, i64)| {
        let objections = work.objections.get(&dossier.code).unwrap_or(&none);
        let final_code = dossier.finished.map(|_| dossier.code.as_str());
        LateRow {
            code: dossier.code.clone(),
            href: context.dossier(&dossier.code, ""),
            step: context.names().any_step(step),
            part: span(context, part),
            whole: span(context, dossier.late_minutes),
            objection_mark: ObjectionMark::new(
                context,
                objections,
                (step, &evaluation.officer),
                final_code,
            ),
        }
    };
    let rows = parts.into_iter().take(LATE_SHOWN).map(row).collect();
    let more = (left > 0).then(|| {
        let words = context.format("person-late_more", &[("n", (left as i64).into())]);
        (query.link(context, "late_parts"), words)
    });
    (rows, more)
}

fn query(evaluation: &VisibleEvaluation) -> Query {
    let (from, to) = evaluation.period.days();
    Query { as_of: evaluation.work.as_of, basis: Basis::Flow, ..Query::new(from, to) }
}

pub(super) fn letters(
    context: &RequestContext,
    person: &EvaluationQuery,
    evaluation: &VisibleEvaluation,
) -> Result<Vec<Letters>, Error> {
    let Ok(figures) = context.app().figures(None)? else { return Ok(Vec::new()) };
    let query = query(evaluation);
    let letters_text = |key: &str, coverage: &Coverage<'_>| {
        let counts = coverage.counts();
        let values = [
            ("late", (counts.became_late as i64).into()),
            ("sent", (counts.letter_sent as i64).into()),
            ("gaps", (counts.gaps as i64).into()),
        ];
        let gaps = coverage.gaps.iter().take(LATE_SHOWN);
        Letters {
            said: context.format(key, &values),
            gaps: gaps.map(|gap| (gap.code.to_owned(), context.dossier(gap.code, ""))).collect(),
        }
    };
    let own = coverage_of_holder(figures.facts.iter(), &query, &person.officer);
    let mut letters = vec![letters_text("person-letters", &own)];
    // The head signs the letters of the unit.
    let officer = context.rules.officer(&person.officer);
    if let Some(head) = officer.filter(|officer| app::role_of(officer.post) == Role::Head) {
        let mut of_unit = query;
        of_unit.filters.unit = Some(head.unit.clone());
        letters
            .push(letters_text("person-letters_unit", &coverage(figures.facts.iter(), &of_unit)));
    }
    Ok(letters)
}

impl Rating {
    pub fn new(context: &RequestContext, evaluation: &VisibleEvaluation) -> Result<Self, Error> {
        let Ok(figures) = context.app().figures(None)? else {
            return Ok(Self { said: context.text("satisfaction-none") });
        };
        let mut query = query(evaluation);
        query.filters.officer = Some(evaluation.officer.clone());
        let today = figures.zone.day(query.as_of);
        let report = satisfaction(figures.facts.iter(), &query);
        let total = report.for_rated(figures.facts.iter(), &query, today).total;
        let tally = total.tally(Factor::Officer);
        let values = [
            ("n", (total.answers as i64).into()),
            ("out", (total.given_out as i64).into()),
            ("rate", context.percent(tally.rate().as_deref()).into()),
        ];
        let key = match (total.answers, tally.rate()) {
            _ if total.kept_back => "person-ratings_kept_back",
            (0, _) => "person-ratings_none",
            (_, None) => "person-ratings_few",
            _ => "person-ratings",
        };
        Ok(Self { said: context.format(key, &values) })
    }
}
