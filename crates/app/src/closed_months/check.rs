//! The closed months of the record examined: each against its digest, those of the present definitions
//! against the record as it was known then.

use affairs::Aggregate;
use affairs::closed_month::ClosedMonth;
use credentials::once::digest;
use indicators::month_tables::days_of;
use indicators::{FactTable, definitions};
use store::EventRow;
use text::{Sentence, ToSentence as _, sentence};

use super::{count, read};
use crate::affairs as streams;
use crate::error::Failure;
use crate::event_codec::canonical;

/// The fault of the stream of a closed month; `None` also for a stream of another kind.
pub(crate) fn fault(stream: &str, rows: &[EventRow]) -> Option<Sentence> {
    let month: ClosedMonth = match load(stream, rows)? {
        Ok(month) => month,
        Err(failure) => return Some(failure.to_sentence()),
    };
    let (_, frozen) = month.closed?;
    if digest(&frozen.tables) != frozen.digest {
        return Some(sentence!("its frozen tables differ from their digest"));
    }
    if let Err(error) = read(&frozen) {
        let error = Sentence::foreign(error.to_string());
        return Some(sentence!("its frozen tables do not read: {error}", error));
    }
    let logged_at = rows.first().map_or(0, |row| row.event.logged_at);
    (frozen.as_of.plus_millis(1).0 != logged_at)
        .then(|| sentence!("its tables are of another instant than its closing"))
}

/// Counts the frozen tables of a month again, as known then; says what is wrong. Tables of earlier
/// definitions are known by their digest only.
pub(crate) fn recount(stream: &str, month: &ClosedMonth, facts: &FactTable) -> Option<Sentence> {
    let (_, frozen) = month.closed.as_ref()?;
    if frozen.definitions != definitions::VERSION {
        return None;
    }
    let Some(days) = days_of(stream.rsplit('/').next()?) else {
        return Some(sentence!("its name is no month"));
    };
    let counted = count(facts, days, frozen.as_of);
    // Tables of a month that was closed before forms and letters were frozen too.
    let has_all = read(frozen).is_ok_and(|tables| tables.has_forms_and_letters());
    let differs = counted.map_or(true, |(tables, bytes)| match has_all {
        true => bytes != frozen.tables,
        false => canonical(&tables.without_forms_and_letters()) != frozen.tables,
    });
    differs.then(|| sentence!("its frozen tables differ from the record as it was known then"))
}

/// The state of a stream that is a closed month's.
pub(crate) fn load(stream: &str, rows: &[EventRow]) -> Option<Result<ClosedMonth, Failure>> {
    (stream.split('/').next() == Some(ClosedMonth::KIND)).then(|| streams::load(rows))
}
