//! Refolds the whole record and compares it with every row made from it.

use std::collections::{BTreeSet, HashMap};

use affairs::Aggregate;
use affairs::complaint::Complaints;
use affairs::directive::Directive;
use affairs::rating::Rating;
use store::{DossierRow, EventRow};
use text::{Sentence, ToSentence, sentence};

use crate::error::Failure;
use crate::inquiry::Inquiry;
use crate::{complaints, directives, event_codec, project, ratings};

/// Something that the doctor found wrong.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// The stream, or what else it is about.
    pub about: String,
    /// What is wrong.
    pub what: Sentence,
}

/// A log beyond this is not written back into the database; the engine does so at 16 MB.
const LOG_BYTES: u64 = 128_000_000;

/// Counts of what was examined, and the findings.
///
/// # Errors
/// The store failed.
pub fn doctor(inquiry: Inquiry<'_>) -> Result<(u64, u64, Vec<Finding>), Failure> {
    let mut findings = Vec::new();
    let mut find = |about: &str, what: Sentence| {
        findings.push(Finding { about: about.to_owned(), what });
    };
    if let Some(verdict) = inquiry.reader.integrity()? {
        find("database", Sentence::foreign(verdict));
    }
    let log_bytes = inquiry.reader.log_bytes();
    if log_bytes > LOG_BYTES {
        find("database log", large_log(log_bytes));
    }
    let rows = inquiry.reader.all_dossiers()?;
    let mut rows: HashMap<String, DossierRow> =
        rows.into_iter().map(|row| (row.stream.clone(), row)).collect();
    let mut spans: BTreeSet<String> = inquiry.reader.span_streams()?.into_iter().collect();
    let (mut dossiers, mut events, mut highest) = (0, 0, 0);
    inquiry.reader.streams_like::<Failure>("", |stream, stored| {
        events += stored.len() as u64;
        // Positions rise within a stream and over the record; they may have gaps.
        highest = stored.iter().map(|row| row.position).fold(highest, i64::max);
        if stored.windows(2).any(|pair| pair[0].position >= pair[1].position) {
            find(stream, sentence!("its positions do not rise"));
        }
        if stored.iter().zip(1..).any(|(row, version)| row.version != version) {
            find(stream, sentence!("its versions are not 1, 2, 3, …"));
        }
        if !stream.starts_with("dossier/") {
            let fault = fault_of_affair(inquiry, stream, &stored)?;
            fault.into_iter().for_each(|what| find(stream, what));
            return Ok(());
        }
        dossiers += 1;
        spans.remove(stream);
        let history = match event_codec::history(&stored) {
            Ok(history) => history,
            Err(failure) => {
                find(stream, failure.to_sentence());
                return Ok(());
            }
        };
        let row = rows.remove(stream);
        for what in compare(inquiry, stream, &history, row)? {
            find(stream, what);
        }
        Ok(())
    })?;
    for stream in rows.keys() {
        find(stream, sentence!("has a row and no event"));
    }
    for stream in &spans {
        find(stream, sentence!("has spans and no event"));
    }
    let appended = inquiry.reader.event_count()?;
    if events as i64 != appended {
        let what = sentence!("has {events} events; {appended} were appended", events, appended);
        find("record", what);
    }
    let last = inquiry.reader.last_position()?;
    if highest > last {
        let what =
            sentence!("has position {highest}; the last one given out is {last}", highest, last);
        find("record", what);
    }
    findings.sort_by(|a, b| a.about.cmp(&b.about));
    Ok((dossiers, events, findings))
}

fn large_log(bytes: u64) -> Sentence {
    let megabytes = bytes / 1_000_000;
    sentence!(
        "has grown to {megabytes} MB: a reader holds it; restart the server, then ask again",
        megabytes
    )
}

/// What is wrong with a stream that is no dossier's.
fn fault_of_affair(
    inquiry: Inquiry<'_>,
    stream: &str,
    rows: &[EventRow],
) -> Result<Option<Sentence>, Failure> {
    match stream.split('/').next() {
        Some(Rating::KIND) => ratings::fault(inquiry, stream, rows),
        Some(Complaints::KIND) => complaints::fault(inquiry, stream, rows),
        Some(Directive::KIND) => directives::fault(inquiry, rows),
        _ => Ok(None),
    }
}

fn compare(
    inquiry: Inquiry<'_>,
    stream: &str,
    history: &[dossier::Recorded],
    row: Option<DossierRow>,
) -> Result<Vec<Sentence>, Failure> {
    let calendars = &inquiry.rules.calendars;
    let state = match dossier::fold(history, calendars) {
        Ok(state) => state,
        Err(illegal) => return Ok(vec![illegal.to_sentence()]),
    };
    let Some(row) = row else { return Ok(vec![sentence!("has events and no row")]) };
    let known = project::known(stream, &state, || Ok(history.to_vec()), calendars)?;
    let Some(known) = known else { return Ok(vec![sentence!("has a row and nothing happened")]) };
    let mut expected = project::row(stream, history.len() as u64, &state, inquiry.rules);
    expected.facts = serde_json::to_string(&known).unwrap_or_default();
    let mut found = Vec::new();
    if row != expected {
        found.push(sentence!("its row differs from the fold of its events"));
    }
    if inquiry.reader.spans(stream)? != project::spans(&state, 0) {
        found.push(sentence!("its spans differ from the fold of its events"));
    }
    Ok(found)
}
