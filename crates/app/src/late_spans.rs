//! How late dossiers were at an instant: working minutes, and working days after due's date. Knows no
//! page and no figure.

use calendar::Instant;

use crate::error::Failure;
use crate::event_codec;
use crate::inquiry::Inquiry;

/// The lateness of a dossier.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct LateSpan {
    /// Working minutes after due, off pauses.
    pub minutes: i64,
    /// Working days after due's date.
    pub days: u32,
}

impl Inquiry<'_> {
    /// How late dossiers of a register were at an instant by what was known at another, in the order of
    /// the codes; `None` for a dossier without a calendar, as in an old register, or that is not there.
    ///
    /// # Errors
    /// The store failed, or a record does not fold.
    pub fn late_spans(
        &self,
        (register, codes): (&str, &[&str]),
        (at, as_of): (Instant, Instant),
    ) -> Result<Vec<Option<LateSpan>>, Failure> {
        codes.iter().map(|code| self.late_span((register, code), (at, as_of))).collect()
    }

    fn late_span(
        &self,
        (register, code): (&str, &str),
        (at, as_of): (Instant, Instant),
    ) -> Result<Option<LateSpan>, Failure> {
        let rows = self.reader.by_code(code)?;
        let Some(row) = rows.into_iter().find(|row| row.register == register) else {
            return Ok(None);
        };
        let history = event_codec::history(&self.reader.stream(&row.stream)?)?;
        let state = dossier::fold_known(&history, &self.rules.calendars, as_of, at);
        let (Some(calendar), Some(due)) = (&state.calendar, state.due()) else { return Ok(None) };
        let end = state.finished.unwrap_or(at).min(at);
        let [due_day, end_day] = [due, end].map(|at| calendar.zone.day(at));
        let days = match end_day > due_day {
            true => calendar.working_days_between(due_day, end_day),
            false => 0,
        };
        Ok(Some(LateSpan { minutes: state.lateness(at).minutes, days }))
    }
}
