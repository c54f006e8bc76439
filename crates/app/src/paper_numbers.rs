//! The numbers of papers: each paper that an event issues takes the next number in the series of its
//! register, desk, kind and year, which begins where the agency's file says. It must not know how a paper
//! is made.

use calendar::Instant;
use dossier::Event;
use rules::{NumberedPaper, Rules};

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
    let paper = event.issues().and_then(NumberedPaper::from_code);
    let Some(paper) = paper else { return Ok(None) };
    let desk = match event {
        Event::Received { desk, .. } => desk.clone(),
        _ => project::desk(&core.load(stream, rules)?.state, rules).to_owned(),
    };
    let register = project::register_of(stream);
    next_of(core, (register, &desk, paper), at, rules).map(|(number, _)| Some(number))
}

/// The next number in the series of a register, unit and paper, with its year.
///
/// # Errors
/// The store failed.
pub(crate) fn next_of(
    core: &mut Core,
    (register, unit, paper): (&str, &str, NumberedPaper),
    at: Instant,
    rules: &Rules,
) -> Result<(u64, i16), Failure> {
    let (year, ..) = rules.deadline_calendar().zone.day(at).ymd();
    let series = format!("paper/{register}/{unit}/{}/{year}", paper.code());
    let own = rules.agency.as_ref().filter(|agency| agency.code == register);
    let first = own.map_or(1, |agency| agency.first_number(unit, paper, year));
    Ok((core.writer.next_serial_from(&series, first)?, year))
}
