//! Dossiers whose due is suspended: since when, why, and until when a supplement may come. The rows
//! do not say it, so each is folded.

use calendar::{Day, Instant};
use dossier::event::PauseReason;
use store::{DossierRow, Pick};

use crate::core::Application;
use crate::error::Failure;
use crate::event_codec;
use crate::inquiry::Inquiry;
use crate::policy::{self, Who};

/// A dossier that waits.
#[derive(Clone, Debug)]
pub struct Suspended {
    pub row: DossierRow,
    pub since: Instant,
    pub reason: PauseReason,
    /// The last day on which the supplement may come, where one was asked for.
    pub supplement_until: Option<Day>,
}

impl Application {
    /// The suspended dossiers that answer a question, in somebody's sight; longest first.
    ///
    /// # Errors
    /// The store failed, or the record does not fold.
    pub fn suspended(&self, who: &Who, pick: &Pick) -> Result<Vec<Suspended>, Failure> {
        let pick = Pick { suspended: Some(true), ..pick.clone() };
        let agency = self.rules().agency.as_ref().map(|agency| agency.code.clone());
        let scope = policy::scope(who, &agency.unwrap_or_default());
        let mut found = self.ask(|inquiry: Inquiry<'_>| {
            let rows = inquiry.reader.pick(&scope, &pick)?;
            let mut found = Vec::with_capacity(rows.len());
            for row in rows {
                let history = event_codec::history(&inquiry.reader.stream(&row.stream)?)?;
                let at = Instant(pick.at);
                let state = dossier::fold_known(&history, &inquiry.rules.calendars, at, at);
                // Suspended a moment ago may be resumed by now.
                let Some(pause) = state.paused() else { continue };
                found.push(Suspended {
                    since: pause.from,
                    reason: pause.reason,
                    supplement_until: state.supplement_until(),
                    row,
                });
            }
            Ok(found)
        })?;
        found.sort_by(|one, other| {
            (one.since, &one.row.stream).cmp(&(other.since, &other.row.stream))
        });
        Ok(found)
    }
}
