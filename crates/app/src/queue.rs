//! The columns of a queue that are not in a dossier's row, without folding its record. Knows no
//! page.

use calendar::{Calendar, Instant};
use indicators::FactHistory;
use store::{DossierRow, Reader};

use crate::application::Application;
use crate::error::Failure;

/// The progress of a dossier in its present step.
pub struct AtStep {
    /// Working minutes off pauses that it has used there.
    pub minutes: i64,
    /// Papers of a supplement that have not come although the clock runs again.
    pub lacking: u32,
}

impl Application {
    /// How each dossier stands at its present step at an instant, in the order of the rows.
    ///
    /// # Errors
    /// The store failed, or a row does not read.
    pub fn at_step(&self, rows: &[DossierRow], at: Instant) -> Result<Vec<AtStep>, Failure> {
        let rules = self.rules();
        let calendar = rules.deadline_calendar();
        self.read(|reader| rows.iter().map(|row| used(reader, calendar, row, at)).collect())
    }
}

fn used(
    reader: &Reader,
    calendar: &Calendar,
    row: &DossierRow,
    at: Instant,
) -> Result<AtStep, Failure> {
    let facts = reader.facts_of(&row.stream)?.unwrap_or_default();
    let broken = |error: serde_json::Error| Failure::BrokenRecord {
        stream: row.stream.clone(),
        what: format!("its row cannot be read: {error}"),
    };
    let history = match facts.as_str() {
        "" => None,
        facts => Some(serde_json::from_str::<FactHistory>(facts).map_err(broken)?),
    };
    let pauses =
        history.as_ref().map(|history| history.latest().pauses.as_slice()).unwrap_or_default();
    let mut minutes = 0;
    for span in reader.spans(&row.stream)?.iter().filter(|span| span.step == row.step) {
        let (from, to) = (Instant(span.from_at), span.to_at.map_or(at, Instant).min(at));
        minutes += calendar.working_minutes_between(from, to);
        for pause in pauses {
            let end = pause.to.unwrap_or(at).min(to);
            minutes -= calendar.working_minutes_between(pause.from.max(from), end);
        }
    }
    let lacking = history.as_ref().map_or(0, |history| history.latest().lacking);
    Ok(AtStep { minutes: minutes.max(0), lacking })
}
