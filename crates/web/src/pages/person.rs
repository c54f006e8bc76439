//! An officer's own figures of a month, quarter or year, with the evaluation that rests on them: the
//! officer's page, and the same as the head, the leaders and the inspector see it once the period is
//! over. Counts nothing.

mod acts;
mod dossiers;
mod figures;
mod scores;

use affairs::evaluation::Decider;
use app::{VisibleEvaluation, sees_person};
use askama::Template;
use axum::http::StatusCode;
use indicators::period::{Length, Period};

pub(crate) use self::acts::{comment, decide};
use self::figures::{LateRow, Letters, Number, Rating, StepRow};
use self::scores::Decided;
pub(crate) use self::scores::{Scores, name as indicator_name, points_text};
use crate::address::{Params, encode};
use crate::answer::{Answer, Error, html, html_with};
use crate::fields::{Fault, Field};
use crate::layout::Layout;
use crate::request_context::RequestContext;

#[derive(Template)]
#[template(path = "responsibility/person.html")]
struct Page {
    layout: Layout,
    heading: String,
    /// The link back to the list of officers.
    back: Option<String>,
    about: String,
    period: String,
    periods: Periods,
    running: bool,
    done: Option<String>,
    numbers: Vec<Number>,
    steps: Vec<StepRow>,
    late: Vec<LateRow>,
    late_more: Option<(String, String)>,
    letters: Vec<Letters>,
    rating: Rating,
    comments: Vec<(String, String)>,
    withheld: bool,
    scores: Scores,
    decided: Option<Decided>,
    /// The text in place of a decision: not decided yet, or decided by another authority.
    undecided: String,
    obstacle: Option<String>,
    action: String,
    token: String,
    key: String,
    faults: Vec<Fault>,
    to_comment: Vec<Field>,
    to_decide: Vec<Field>,
    to_correct: Vec<Field>,
    computed: i64,
    /// The own dossiers as a file.
    csv: Option<String>,
}

impl Page {
    fn correct_open(&self) -> bool {
        self.to_correct.iter().any(|field| field.fault.is_some())
    }
}

/// The links to other periods: address and words.
pub(crate) struct Periods {
    /// The period shown, by its name.
    pub now: String,
    pub before: (String, String),
    pub after: Option<(String, String)>,
    /// Links to periods of another length.
    pub lengths: Vec<(String, String)>,
}

impl Periods {
    /// `others`: of other officers, whose figures are shown once the period is over.
    pub fn new(context: &RequestContext, path: &str, period: Period, others: bool) -> Self {
        Self::of_lengths(context, (path, period), others, &Length::ALL)
    }

    pub fn of_lengths(
        context: &RequestContext,
        (path, period): (&str, Period),
        others: bool,
        lengths: &[Length],
    ) -> Self {
        let today = context.today();
        let link = |period: Period| {
            let params = Params::default().with("period", &period.to_string());
            (context.link(path, &params), words(context, period))
        };
        // What is not over is shown to the officer alone.
        let shown = |period: &Period| match others {
            true => period.ended(today),
            false => period.days().0 <= today,
        };
        let last = |length: Length| {
            let current = Period::holding(length, period.days().1.min(today));
            if shown(&current) { current } else { current.before() }
        };
        let lengths = lengths.iter().copied().filter(|length| *length != period.length);
        Self {
            now: period.to_string(),
            before: link(period.before()),
            after: Some(period.after()).filter(shown).map(link),
            lengths: lengths.map(|length| link(last(length))).collect(),
        }
    }
}

/// A period in words.
pub(crate) fn words(context: &RequestContext, period: Period) -> String {
    let (year, part) = period.parts();
    let values = [("year", year.to_string().into()), ("part", part.to_string().into())];
    context.format(&format!("person-period_{}", period.length.code()), &values)
}

/// The period of the address; where none is named the month of today, or for others the last one that is
/// over.
///
/// # Errors
/// [`Error::NoPage`] where it names none, or one that has not begun.
pub(crate) fn period(context: &RequestContext, others: bool) -> Result<Period, Error> {
    let today = Period::holding(Length::Month, context.today());
    match context.params.get("period").or_else(|| context.form.get("period")) {
        Some(period) => {
            let period: Period = period.parse().map_err(|_| Error::NoPage)?;
            let begun = period.days().0 <= context.today();
            begun.then_some(period).ok_or(Error::NoPage)
        }
        None => Ok(if others { today.before() } else { today }),
    }
}

/// The officer, the period and the path of the address.
struct EvaluationQuery {
    officer: String,
    own: bool,
    path: String,
    period: Period,
}

impl EvaluationQuery {
    fn of(context: &RequestContext) -> Result<Self, Error> {
        let own = context.code.is_empty();
        let officer = if own { context.actor().id } else { context.code.clone() };
        let path = match own {
            true => "/figures/mine".to_owned(),
            false => format!("/evaluation/{}", encode(&officer)),
        };
        Ok(Self { officer, own, path, period: period(context, !own)? })
    }

    fn open(&self, context: &RequestContext) -> Result<VisibleEvaluation, Error> {
        let (who, now) = (context.who(), context.now());
        let evaluation = context.app().open_evaluation(&who, &self.officer, self.period, now)?;
        evaluation.ok_or_else(|| {
            let officer = context.rules.officer(&self.officer);
            let sees_later = officer
                .is_some_and(|row| sees_person(&context.who(), (&self.officer, &row.unit), true));
            match sees_later && !self.period.ended(context.today()) {
                true => Error::NotYet(self.period.days().1.plus(1)),
                false => Error::NoPage,
            }
        })
    }

    /// Whether a decision is taken on such a period: a month or a year.
    fn decidable(&self) -> bool {
        self.period.length != Length::Quarter
    }

    fn link(&self, context: &RequestContext, what: &str) -> String {
        let params = Params::default().with("period", &self.period.to_string());
        context.link(&self.path, &params.with("what", what))
    }
}

/// The page, or the dossiers behind one of its figures.
pub(crate) fn page(context: &RequestContext) -> Answer {
    let query = EvaluationQuery::of(context)?;
    let evaluation = query.open(context)?;
    if let Some(what) = context.params.get("what") {
        return dossiers::page(context, &query, &evaluation, what);
    }
    show(context, &query, &evaluation, StatusCode::OK, Vec::new())
}

/// The dossiers of the own figures as a file.
pub(crate) fn table_csv(context: &RequestContext) -> Answer {
    let query = EvaluationQuery::of(context)?;
    let evaluation = query.open(context)?;
    dossiers::as_csv(context, &query, &evaluation)
}

/// Who it is: name, unit, rank and the first day in the field, as far as the rules say.
fn about(context: &RequestContext, id: &str) -> String {
    let names = context.names();
    let mut about = vec![names.officer(id)];
    if let Some(officer) = context.rules.officer(id) {
        about.push(names.unit(&officer.unit));
        let grade = officer.grade.clone();
        about.extend(grade.map(|grade| context.format("person-grade", &[("grade", grade.into())])));
        let since = officer.in_field_since.map(messages::date_of);
        about.extend(since.map(|day| context.format("person-since", &[("day", day.into())])));
    }
    about.join(" · ")
}

fn show(
    context: &RequestContext,
    query: &EvaluationQuery,
    evaluation: &VisibleEvaluation,
    status: StatusCode,
    faults: Vec<Fault>,
) -> Answer {
    let (names, zone) = (context.names(), context.zone());
    let work = &evaluation.work;
    let withheld = evaluation.texts.is_withheld();
    let texts = evaluation.texts.clone().given().unwrap_or_default();
    let at = |at| messages::instant(context.language, at, zone);
    let comments = evaluation.evaluation.commented.iter().zip(&texts.comments);
    let (late, late_more) = figures::late(context, query, evaluation);
    let forms = acts::forms(context, query, evaluation, &faults);
    let heading = match query.own {
        true => context.text("page-person"),
        false => names.officer(&evaluation.officer),
    };
    let page = Page {
        layout: Layout::new(context, &heading),
        back: (!query.own).then(|| {
            let params = Params::default().with("period", &query.period.to_string());
            context.link("/evaluation", &params)
        }),
        about: about(context, &evaluation.officer),
        heading,
        period: words(context, query.period),
        periods: Periods::new(context, &query.path, query.period, !query.own),
        running: !query.period.ended(context.today()),
        done: acts::done(context),
        numbers: figures::numbers(context, query, evaluation),
        steps: figures::steps(context, &work.figures),
        late,
        late_more,
        letters: figures::letters(context, query, evaluation)?,
        rating: Rating::new(context, evaluation)?,
        comments: comments.map(|(when, text)| (at(*when), text.clone())).collect(),
        withheld,
        scores: Scores::new(context, &work.sheet, |code| query.link(context, code)),
        decided: Decided::new(context, evaluation, &texts),
        undecided: context.text(match evaluation.decider {
            Decider::AuthorityAbove => "evaluation-refused_decided_above",
            _ => "evaluation-none",
        }),
        obstacle: forms.obstacle,
        action: context.to(&query.path),
        token: context.token()?,
        key: context.random_text(),
        faults,
        to_comment: forms.comment,
        to_decide: forms.decide,
        to_correct: forms.correct,
        computed: work.sheet.total().unwrap_or_default(),
        csv: query.own.then(|| {
            let params = Params::default().with("period", &query.period.to_string());
            context.link("/figures/mine.csv", &params)
        }),
    };
    if status.is_success() { html(&page) } else { html_with(status, &page) }
}
