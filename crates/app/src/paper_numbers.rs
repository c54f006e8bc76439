//! The numbers of papers: each paper that an event issues takes the next number in the series of its
//! register, desk, kind and year. It must not know how a paper is made.

use calendar::Instant;
use dossier::Event;
use rules::Rules;

use crate::core::Core;
use crate::error::Failure;
use crate::project;

/// The number of the paper that an event of a dossier issues, before the event is on record; `None` for an
/// event that issues none.
///
/// # Errors
/// The store failed, or the record does not fold.
pub(crate) fn next(
    core: &mut Core,
    stream: &str,
    (event, at): (&Event, Instant),
    rules: &Rules,
) -> Result<Option<u64>, Failure> {
    let Some(paper) = event.issues() else { return Ok(None) };
    let desk = match event {
        Event::Received { desk, .. } => desk.clone(),
        _ => project::desk(&core.load(stream, rules)?.state, rules).to_owned(),
    };
    let register = project::register_of(stream);
    let (year, ..) = rules.deadline_calendar().zone.day(at).ymd();
    let series = format!("paper/{register}/{desk}/{paper}/{year}");
    Ok(Some(core.writer.next_serial(&series)?))
}
