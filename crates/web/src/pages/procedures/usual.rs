//! How long a procedure really takes, from the record, next to the legal term. Nothing is said of fewer
//! dossiers than a figure may name.

use app::DossierView;
use calendar::{Day, Duration};
use http::count_cache;
use indicators::responsibility::Times;
use rules::Procedure;

use crate::answer::Error;
use crate::request_context::RequestContext;

/// The usual working times of dossiers of one duration, where there are enough of them.
pub(in crate::pages) struct Usual {
    pub text: String,
    pub rows: Vec<(String, String)>,
}

/// The usual times of a procedure, one part for each duration that the dossiers had. Where a part is too
/// small to be shown, the others say no number of dossiers, so that the number of that part does not follow.
///
/// # Errors
/// The figures cannot be read.
pub(in crate::pages) fn of_procedure(
    context: &RequestContext,
    rule: &Procedure,
) -> Result<Vec<Usual>, Error> {
    let parts = parts(context, &rule.code, rule.duration)?;
    let parts: Vec<Usual> = parts.into_iter().map(|(_, usual)| usual).collect();
    let too_few = || Usual { text: context.text("procedure-too_few"), rows: Vec::new() };
    Ok(if parts.is_empty() { vec![too_few()] } else { parts })
}

/// The usual times of the dossiers with a dossier's procedure and duration; `None` where there are too few,
/// and for a dossier of another register.
///
/// # Errors
/// The figures cannot be read.
pub(in crate::pages) fn of_dossier(
    context: &RequestContext,
    view: &DossierView,
) -> Result<Option<Usual>, Error> {
    let Some(terms) = view.state.terms.as_ref() else { return Ok(None) };
    let parts = parts(context, &view.state.filing.procedure, terms.duration)?;
    Ok(parts.into_iter().find(|(lasts, _)| *lasts == terms.duration).map(|(_, usual)| usual))
}

/// The parts with enough dossiers, by duration.
fn parts(
    context: &RequestContext,
    procedure: &str,
    usual: Duration,
) -> Result<Vec<(Duration, Usual)>, Error> {
    let figures = context.app().figures(None)?.ok();
    let times = figures.and_then(|figures| {
        let counts = context.shared.counts.of(&figures);
        counts.times(&figures, context.today(), context.now()).get(procedure).cloned()
    });
    let times = times.unwrap_or_default();
    let all_shown = times.iter().all(|(_, times)| times.median.is_some());
    let first = count_cache::first_of_usual(context.today());
    let part = |(lasts, times): &(Option<Duration>, Times)| {
        let lasts = lasts.unwrap_or(usual);
        let n = if all_shown { i64::try_from(times.dossiers).unwrap_or(i64::MAX) } else { 0 };
        Some((lasts, describe(context, lasts, (times, n), first)?))
    };
    Ok(times.iter().filter_map(part).collect())
}

fn describe(
    context: &RequestContext,
    lasts: Duration,
    (times, n): (&Times, i64),
    first: Day,
) -> Option<Usual> {
    let rows = [
        ("figures-median", working_days(context, times.median?)),
        ("figures-nine_of_ten", working_days(context, times.nine_of_ten?)),
        ("procedure-by_law", messages::duration(context.language, lasts)),
    ];
    let values = [("n", n.into()), ("from", messages::date_of(first).into())];
    Some(Usual {
        text: context.format("procedure-usual", &values),
        rows: rows.map(|(key, value)| (context.text(key), value)).into(),
    })
}

/// Working minutes in working days with one decimal, or in hours under one day.
fn working_days(context: &RequestContext, minutes: i64) -> String {
    if minutes == 0 {
        return context.text("procedure-at_once");
    }
    if minutes < 480 {
        return text::date::working_duration(minutes, context.language);
    }
    let tenths = (minutes * 10 + 240) / 480;
    let days = format!("{}.{}", tenths / 10, tenths % 10);
    let days = text::number::decimal(&days, context.language);
    context.format("procedure-working_days", &[("days", days.into())])
}
