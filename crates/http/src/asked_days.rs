//! Days and months that an address names as a reader typed them: what does not read is a fault of its
//! field, never another day. The module must not know pages.

use calendar::Day;

use crate::dates;
use crate::fields::Fault;
use crate::request_context::RequestContext;

/// The years whose months an address may name.
const YEARS: std::ops::RangeInclusive<i16> = 2000..=2099;

/// The day that an address names; `None` where it names none.
///
/// # Errors
/// The fault of what is no day.
pub fn day(context: &RequestContext, name: &str) -> Result<Option<Day>, Fault> {
    read(context, name, "fault-day", dates::day)
}

/// The first and the last day of the month that an address names, as `06/2018` or `2018-06`; `None`
/// where it names none.
///
/// # Errors
/// The fault of what is no month.
pub fn month(context: &RequestContext, name: &str) -> Result<Option<(Day, Day)>, Fault> {
    read(context, name, "fault-month", |text| {
        dates::typed_month(text).filter(|(first, _)| YEARS.contains(&first.ymd().0))
    })
}

/// The first and the last day that an address names as `from` and `to`.
///
/// # Errors
/// The faults of what is no day, or of a first day after the last.
pub fn days(context: &RequestContext) -> Result<(Option<Day>, Option<Day>), Vec<Fault>> {
    match (day(context, "from"), day(context, "to")) {
        (Ok(Some(from)), Ok(Some(to))) if to < from => {
            Err(vec![Fault::new("to", context.text("fault-order"))])
        }
        (Ok(from), Ok(to)) => Ok((from, to)),
        (from, to) => Err([from.err(), to.err()].into_iter().flatten().collect()),
    }
}

fn read<T>(
    context: &RequestContext,
    name: &str,
    key: &str,
    reads: impl Fn(&str) -> Option<T>,
) -> Result<Option<T>, Fault> {
    let Some(text) = context.params.get(name) else { return Ok(None) };
    let fault = || Fault::new(name, context.format(key, &[("given", text.into())]));
    reads(text).map(Some).ok_or_else(fault)
}
