//! The indicators of an evaluation, and what was decided on them.

use app::{EvaluationTexts, VisibleEvaluation};
use indicators::evaluation::{Indicator, Score, Sheet};

use crate::request_context::RequestContext;

/// The indicators with their sum.
pub(crate) struct Scores {
    pub rows: Vec<Row>,
    pub total: String,
    /// Numbers of the indicators that are missing, with why.
    pub missing: Option<String>,
}

/// An indicator.
pub(crate) struct Row {
    pub number: u8,
    pub name: String,
    /// Points of dossiers scored.
    pub of: String,
    pub score: String,
    pub href: Option<String>,
}

/// The decision in force, with those before.
pub(crate) struct Decided {
    pub said: String,
    pub computed: String,
    /// When and by whom, score, reason.
    pub all: Vec<(String, String, String)>,
}

/// Tenths of a point, as they are shown.
pub(crate) fn points_text(context: &RequestContext, tenths: i64) -> String {
    text::number::decimal(&text::number::tenths(tenths), context.language)
}

/// The name of an indicator.
pub(crate) fn name(context: &RequestContext, indicator: Indicator) -> String {
    context.text(&format!("evaluation_indicator-{}", indicator.code()))
}

impl Scores {
    /// `link`: the link to the dossiers of an indicator that is scored by dossiers.
    pub fn new(context: &RequestContext, sheet: &Sheet, link: impl Fn(&str) -> String) -> Self {
        let row = |score: &Score| {
            let by_dossier = Indicator::OF_OFFICER.contains(&score.indicator);
            let values =
                [("points", (score.points as i64).into()), ("n", (score.scored as i64).into())];
            let of = match score.missing {
                Some(why) => context.text(&format!("evaluation_indicator-missing_{}", why.code())),
                None if by_dossier => context.format("evaluation_indicator-of", &values),
                None => context.text("evaluation_indicator-period"),
            };
            let linked = by_dossier && score.scored > 0;
            Row {
                number: score.indicator.number(),
                name: name(context, score.indicator),
                of,
                score: score.tenths().map_or_else(
                    || text::number::ABSENT.to_owned(),
                    |tenths| points_text(context, tenths),
                ),
                href: linked.then(|| link(score.indicator.code())),
            }
        };
        let missing = sheet.scores.iter().filter(|score| score.missing.is_some());
        let missing: Vec<String> =
            missing.map(|score| score.indicator.number().to_string()).collect();
        let total = sheet.total().map(|total| {
            let values = [
                ("score", points_text(context, total).into()),
                ("most", points_text(context, sheet.max_points()).into()),
            ];
            context.format("evaluation_indicator-total", &values)
        });
        Self {
            rows: sheet.scores.iter().map(row).collect(),
            total: total.unwrap_or_else(|| context.text("evaluation_indicator-no_total")),
            missing: (!missing.is_empty()).then(|| {
                context.format(
                    "evaluation_indicator-missing",
                    &[("numbers", missing.join(", ").into())],
                )
            }),
        }
    }
}

impl Decided {
    /// `None` while nothing is decided.
    pub fn new(
        context: &RequestContext,
        evaluation: &VisibleEvaluation,
        texts: &EvaluationTexts,
    ) -> Option<Self> {
        let (names, zone) = (context.names(), context.zone());
        let frozen = evaluation.evaluation.frozen.as_ref()?;
        let last = evaluation.evaluation.decided()?;
        let values = [
            ("score", points_text(context, last.score).into()),
            ("most", points_text(context, frozen.most).into()),
        ];
        let at = |at| messages::instant(context.language, at, zone);
        let computed = [
            ("score", points_text(context, frozen.computed).into()),
            ("at", at(frozen.as_of).into()),
            ("version", frozen.definitions.clone().into()),
        ];
        let all = evaluation.evaluation.decisions.iter().enumerate().map(|(place, decision)| {
            let by = format!("{}, {}", at(decision.at), names.officer(&decision.by));
            let reason = texts.reasons.get(place).cloned().unwrap_or_default();
            (by, points_text(context, decision.score), reason)
        });
        Some(Self {
            said: context.format("evaluation-decided", &values),
            computed: context.format("evaluation-frozen", &computed),
            all: all.collect(),
        })
    }
}
