//! Refolds the whole record and compares it with every row made from it.

use std::collections::{BTreeSet, HashMap};

use ::affairs::Aggregate as _;
use ::affairs::closed_month::ClosedMonth;
use ::affairs::evaluation::Evaluation;
use indicators::FactHistory;
use store::{DossierRow, EventRow};
use text::outside::is_composed;
use text::{Sentence, ToSentence, sentence};

use crate::error::Failure;
use crate::evaluations::Decision;
use crate::figures::Figures;
use crate::inquiry::Inquiry;
use crate::{affairs, cashbook, closed_months, evaluations, event_codec, project};

/// Something that the doctor found wrong.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// The stream, or what else it is about.
    pub about: String,
    /// The text of the finding.
    pub what: Sentence,
}

/// The result of an examination.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Examination {
    pub dossiers: u64,
    pub events: u64,
    pub findings: Vec<Finding>,
    /// The dossiers whose events are stored with decomposed letters, as older programs stored what a
    /// keyboard sent. They are read with composed letters: no finding.
    pub decomposed: Vec<String>,
}

/// A log beyond this is not written back into the database; the engine does so at 16 MB.
const LOG_BYTES: u64 = 128_000_000;

/// Examines the whole record.
///
/// # Errors
/// The store failed.
pub fn doctor(inquiry: Inquiry<'_>) -> Result<Examination, Failure> {
    let mut findings = database(inquiry)?;
    let mut find = |about: &str, what: Sentence| {
        findings.push(Finding { about: about.to_owned(), what });
    };
    let rows = inquiry.reader.all_dossiers()?;
    let mut rows: HashMap<String, DossierRow> =
        rows.into_iter().map(|row| (row.stream.clone(), row)).collect();
    let mut spans: BTreeSet<String> = inquiry.reader.span_streams()?.into_iter().collect();
    let (mut dossiers, mut events, mut highest) = (0, 0, 0);
    let mut decomposed = Vec::new();
    // What is frozen in closed months and evaluations is counted again from the facts of the fold.
    let (mut months, mut decisions) = (Vec::new(), Vec::new());
    let own = inquiry.own_register().filter(|_| is_frozen(inquiry)).unwrap_or_default();
    let mut figures = Figures::empty(&own);
    let mut entries = 0;
    inquiry.reader.streams_with_prefix::<Failure>("", |stream, stored| {
        events += stored.len() as u64;
        // Positions rise within a stream and over the record; they may have gaps.
        highest = stored.iter().map(|row| row.position).fold(highest, i64::max);
        order(&stored).into_iter().for_each(|what| find(stream, what));
        if !stream.starts_with("dossier/") {
            // A stream that does not read is a finding of its own.
            entries += cashbook::entry_count(&stored).unwrap_or_default();
            let fault = affairs::fault(inquiry, stream, &stored)?;
            if let Some(Ok(month)) = closed_months::load(stream, &stored) {
                months.push((stream.to_owned(), month));
            }
            decisions.extend(
                Decision::of(stream, &stored).map(|differences| (stream.to_owned(), differences)),
            );
            fault.into_iter().for_each(|what| find(stream, what));
            return Ok(());
        }
        dossiers += 1;
        spans.remove(stream);
        if !stored.iter().all(has_composed_letters) {
            decomposed.push(stream.to_owned());
        }
        let history = match event_codec::history(&stored) {
            Ok(history) => history,
            Err(failure) => {
                find(stream, failure.to_sentence());
                return Ok(());
            }
        };
        let row = rows.remove(stream);
        let (fact_history, differences) = compare(inquiry, stream, &history, row)?;
        differences.into_iter().for_each(|what| find(stream, what));
        if let Some(fact_history) = fact_history.filter(|_| project::register_of(stream) == own) {
            figures.put(stream, fact_history);
        }
        Ok(())
    })?;
    recounted(inquiry, &figures, &months, &decisions)?
        .into_iter()
        .for_each(|(stream, what)| find(&stream, what));
    for stream in rows.keys() {
        find(stream, sentence!("has a row and no event"));
    }
    for stream in &spans {
        find(stream, sentence!("has spans and no event"));
    }
    booked(inquiry, entries)?.into_iter().for_each(|what| find("cashbook", what));
    counts(inquiry, events, highest)?.into_iter().for_each(|what| find("record", what));
    findings.sort_by(|a, b| a.about.cmp(&b.about));
    Ok(Examination { dossiers, events, findings, decomposed })
}

/// The faults in the order of the events of a stream.
fn order(stored: &[EventRow]) -> Vec<Sentence> {
    let mut faults = Vec::new();
    if stored.windows(2).any(|pair| pair[0].position >= pair[1].position) {
        faults.push(sentence!("its positions do not rise"));
    }
    if stored.iter().zip(1..).any(|(row, version)| row.version != version) {
        faults.push(sentence!("its versions are not 1, 2, 3, …"));
    }
    faults
}

/// The difference of the number of entries from those that follow from events.
fn booked(inquiry: Inquiry<'_>, entries: u64) -> Result<Option<Sentence>, Failure> {
    let booked = inquiry.reader.journal_count((i64::MIN, i64::MAX))?;
    let differs = booked != entries;
    Ok(differs
        .then(|| sentence!("has {booked} entries; {entries} follow from events", booked, entries)))
}

/// Whether an event is stored with composed letters only.
fn has_composed_letters(row: &EventRow) -> bool {
    let sealed = row.event.sealed_part.as_deref().unwrap_or_default();
    [&row.event.public_part, sealed].into_iter().all(is_composed)
}

/// The differences of the number of events and of their highest position from the counts of the store.
fn counts(inquiry: Inquiry<'_>, events: u64, highest: i64) -> Result<Vec<Sentence>, Failure> {
    let mut findings = Vec::new();
    let appended = inquiry.reader.event_count()?;
    if events as i64 != appended {
        findings.push(sentence!("has {events} events; {appended} were appended", events, appended));
    }
    let last = inquiry.reader.last_position()?;
    if highest > last {
        findings.push(sentence!(
            "has position {highest}; {last} was given out last",
            highest,
            last
        ));
    }
    Ok(findings)
}

/// The findings of the engine about its own file.
fn database(inquiry: Inquiry<'_>) -> Result<Vec<Finding>, Failure> {
    let mut findings = Vec::new();
    let mut find = |about: &str, what: Sentence| {
        findings.push(Finding { about: about.to_owned(), what });
    };
    if let Some(verdict) = inquiry.reader.integrity()? {
        find("database", Sentence::foreign(verdict));
    }
    let log_bytes = inquiry.reader.log_bytes();
    if log_bytes > LOG_BYTES {
        let megabytes = log_bytes / 1_000_000;
        let what = sentence!(
            "has grown to {megabytes} MB: a reader holds it; restart the server, then ask again",
            megabytes
        );
        find("database log", what);
    }
    Ok(findings)
}

/// The differences between frozen figures and a recount of the record as of then, with the streams.
fn recounted(
    inquiry: Inquiry<'_>,
    figures: &Figures,
    months: &[(String, ClosedMonth)],
    decisions: &[(String, Decision)],
) -> Result<Vec<(String, Sentence)>, Failure> {
    let mut findings = Vec::new();
    for (stream, month) in months {
        let what = closed_months::recount(stream, month, &figures.facts);
        findings.extend(what.map(|what| (stream.clone(), what)));
    }
    for (stream, decision) in decisions {
        let what = evaluations::recount(inquiry, figures, decision)?;
        findings.extend(what.map(|what| (stream.clone(), what)));
    }
    Ok(findings)
}

/// Whether any month is closed or any evaluation decided.
fn is_frozen(inquiry: Inquiry<'_>) -> bool {
    let own = inquiry.own_register().unwrap_or_default();
    let mut frozen = false;
    for kind in [ClosedMonth::KIND, Evaluation::KIND] {
        let each =
            inquiry.reader.streams_with_prefix::<Failure>(&format!("{kind}/{own}/"), |_, _| {
                frozen = true;
                Ok(())
            });
        // A stream that cannot be read is found with the others.
        frozen |= each.is_err();
    }
    frozen
}

/// The facts of the fold, and how the rows differ from it.
fn compare(
    inquiry: Inquiry<'_>,
    stream: &str,
    history: &[dossier::Recorded],
    row: Option<DossierRow>,
) -> Result<(Option<FactHistory>, Vec<Sentence>), Failure> {
    let calendars = &inquiry.rules.calendars;
    let state = match dossier::fold(history, calendars) {
        Ok(state) => state,
        Err(illegal) => return Ok((None, vec![illegal.to_sentence()])),
    };
    let fact_history = project::fact_history(stream, &state, || Ok(history.to_vec()), calendars)?;
    let Some(row) = row else {
        return Ok((fact_history, vec![sentence!("has events and no row")]));
    };
    let Some(fact_history) = fact_history else {
        return Ok((None, vec![sentence!("has a row and nothing happened")]));
    };
    let mut expected = project::row(stream, history.len() as u64, &state, inquiry.rules);
    expected.facts = serde_json::to_string(&fact_history).unwrap_or_default();
    let mut findings = Vec::new();
    if row != expected {
        findings.push(sentence!("its row differs from the fold of its events"));
    }
    if inquiry.reader.spans(stream)? != project::spans(&state, 0) {
        findings.push(sentence!("its spans differ from the fold of its events"));
    }
    Ok((Some(fact_history), findings))
}
