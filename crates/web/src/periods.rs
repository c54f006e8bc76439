//! The periods that a page offers: those of the calendar that ended last, and the reporting periods of
//! the law, from the 15th to the 14th. Counts nothing.

use calendar::Day;

use crate::figure_query::FigureRequest;
use crate::request_context::RequestContext;

/// A period's words and address.
type Offered = (String, String);

/// The lengths of periods, in months.
const LENGTHS: [(&str, i32); 4] = [("month", 1), ("quarter", 3), ("half", 6), ("year", 12)];

/// The month, the quarter, the half-year and the year that ended last on a 14th; in public those that
/// may be asked for, undivided.
pub(crate) fn reporting(
    context: &RequestContext,
    path: &str,
    request: &FigureRequest,
) -> Vec<Offered> {
    let (year, month, day) = context.today().ymd();
    // Months since year 0 whose 14th has passed.
    let last = i32::from(year) * 12 + i32::from(month) - 1 - i32::from(day <= 14);
    let public = request.scope.public;
    let offered = LENGTHS.into_iter().filter_map(|(name, months)| {
        let ends = last - (last + 1) % months;
        let (from, to) = (day_of(ends - months, 15), day_of(ends, 14));
        let own = if public {
            context.params.only(&["register", "basis", "rule", "figure"])
        } else {
            context.params.with("month", "")
        };
        let divided = path == "/figures/06a" || path.starts_with("/reports/");
        let shown = !public || (!divided && request.publishes(from, to));
        let [from, to] = [from, to].map(messages::date_of);
        let address = || context.link(path, &own.with("from", &from).with("to", &to));
        shown.then(|| (named(context, "ask-reporting", name, ends), address()))
    });
    offered.collect()
}

/// The month, the quarter, the half-year and the year of the calendar that ended last, and the year
/// under way; in public those that may be asked for.
pub(crate) fn calendar(
    context: &RequestContext,
    path: &str,
    request: &FigureRequest,
) -> Vec<Offered> {
    let (year, month, _) = context.today().ymd();
    let this = i32::from(year) * 12 + i32::from(month) - 1;
    let link = |from: Day, to: Day| {
        let [from, to] = [from, to].map(messages::date_of);
        context.link(path, &context.params.with("from", &from).with("to", &to).with("month", ""))
    };
    let ended = LENGTHS.into_iter().map(|(name, months)| {
        let ends = this - this % months - 1;
        (name, ends, (day_of(ends - months + 1, 1), day_of(ends + 1, 1).plus(-1)))
    });
    let whole = (Day::from_ymd(year, 1, 1), Day::from_ymd(year, 12, 31));
    let may_ask = request.may_ask(context.today());
    let offered = ended.chain([("year", this, whole)]).filter(|(.., days)| may_ask(*days));
    let offered = offered.map(|(name, ends, (from, to))| {
        (named(context, "ask-reporting", name, ends), link(from, to))
    });
    offered.collect()
}

/// A period by the month that it ends in, counted from year 0.
fn named(context: &RequestContext, key: &str, name: &str, ends: i32) -> String {
    let (year, month) = (ends / 12, ends % 12);
    let value = match name {
        "month" => format!("{:02}/{year}", month + 1),
        "quarter" => format!("{}/{year}", month / 3 + 1),
        "half" => format!("{}/{year}", month / 6 + 1),
        _ => year.to_string(),
    };
    context.format(&format!("{key}_{name}"), &[(name, value.into())])
}

/// A day of a month that is counted from year 0.
fn day_of(months: i32, day: i8) -> Day {
    // Cannot overflow: a calendar's year fits, and a year has 12 months.
    Day::from_ymd((months / 12) as i16, (months % 12 + 1) as i8, day)
}
