//! Turns the cells of one dossier into a dossier or a reject. The module knows the roles of the
//! map; it must not know the format of the log.

use std::borrow::Cow;
use std::cell::Cell;
use std::collections::HashSet;

use calendar::{Amount, Duration, Instant, LegalClock, SupplementEffect, Zone};

use crate::case::Case;
use crate::dossier::{Dossier, Import, NONE, Pause, Reject, WarningKind};
use crate::expected::Expected;
use crate::limits::{MAX_DOSSIER_BYTES, excerpt};
use crate::map::{CellValue, Field, Level, Map, PartlyFilled, View};
use crate::moment::{self, Fault, Moment};
use crate::{ReadError, Warning, pauses, steps};
use text::{Sentence, sentence};

/// Collects an import from the cases of a log.
pub(crate) struct ImportCollector<'m> {
    map: &'m Map,
    seen: HashSet<String>,
    date_order: Cell<DateOrderEvidence>,
    expected: Expected<'m>,
    pub(crate) import: Import,
}

/// The evidence for the order of day and month in a log's dates with slashes.
#[derive(Clone, Copy, Debug, Default)]
struct DateOrderEvidence {
    /// Whether a date can only be read with its day first.
    day_first: bool,
    /// Whether a date was read with its day first although it may have its month first.
    ambiguous: bool,
    /// The first line with a date that can only be read with its month first.
    month_first: Option<usize>,
}

/// The reason and the line of a reject.
pub(crate) struct Refusal {
    pub(crate) line: usize,
    pub(crate) reason: Sentence,
}

/// A case that is being read.
pub(crate) struct Reading<'a> {
    pub(crate) map: &'a Map,
    pub(crate) case: &'a Case<'a>,
    code: &'a str,
    date_order: &'a Cell<DateOrderEvidence>,
    /// The indices of the events in the order of their instants.
    pub(crate) order: Vec<usize>,
    /// The instants of the events.
    pub(crate) instants: Vec<Option<Moment>>,
    warnings: Vec<Warning>,
}

impl<'m> ImportCollector<'m> {
    pub(crate) fn new(map: &'m Map) -> Self {
        let (expected, import) = (Expected::new(map), Import::default());
        Self { map, seen: HashSet::new(), date_order: Cell::default(), expected, import }
    }

    /// Adds a case as a dossier or a reject.
    pub(crate) fn add(&mut self, case: &Case<'_>) {
        self.import.total += 1;
        self.expected.note(case);
        let code = code(self.map, case).ok().flatten().unwrap_or_default().into_owned();
        match self.read(case, &code) {
            Ok((dossier, warnings)) => {
                self.import.dossiers.push(dossier);
                self.import.warnings.extend(warnings);
            }
            Err(Refusal { line, reason }) => {
                self.import.rejects.push(Reject { line, dossier: code, reason });
            }
        }
    }

    /// Ends the import; an error where its dates are ambiguous.
    pub(crate) fn finish(mut self) -> Result<Import, ReadError> {
        self.import.warnings.extend(self.expected.missing());
        match self.date_order.get() {
            DateOrderEvidence { day_first: false, ambiguous: true, month_first: Some(line) } => {
                Err(ReadError::MonthFirst { line })
            }
            _ => Ok(self.import),
        }
    }

    fn read(&mut self, case: &Case<'_>, code: &str) -> Result<(Dossier, Vec<Warning>), Refusal> {
        if let Some((line, reason)) = &case.broken {
            return Err(Refusal { line: *line, reason: reason.clone() });
        }
        let refuse = |reason| Refusal { line: case.line, reason };
        if code.is_empty() {
            if let Err(PartlyFilled(line)) = self::code(self.map, case) {
                return Err(half_filled("dossier", line));
            }
            return Err(refuse(sentence!(
                "no dossier number; fill in the column that the map names"
            )));
        }
        if !self.seen.insert(code.to_owned()) {
            return Err(refuse(sentence!(
                "the dossier appears twice; only its first appearance goes in"
            )));
        }
        let mut reading = Reading::new(self.map, case, code, &self.date_order)?;
        let dossier = reading.dossier()?;
        if dossier.bytes() > MAX_DOSSIER_BYTES {
            let most = MAX_DOSSIER_BYTES >> 20;
            let reason = sentence!(
                "the dossier holds more than {most} MiB; shorten its texts, or leave events out",
                most
            );
            return Err(refuse(reason));
        }
        Ok((dossier, reading.warnings))
    }
}

/// The number of a case's dossier; also of a single row.
pub(crate) fn code<'a>(
    map: &'a Map,
    case: &'a Case<'a>,
) -> Result<Option<Cow<'a, str>>, PartlyFilled> {
    let event = single_event(map);
    let value = map.roles.dossier.find(View { case, order: &[], event })?;
    Ok(value.map(|value| value.text))
}

/// The index of the event that has a dossier's own columns, where the dossier has only one event.
fn single_event(map: &Map) -> Option<usize> {
    (map.level == Level::SingleEvent).then_some(0)
}

fn half_filled(key: &str, line: usize) -> Refusal {
    let reason = sentence!(
        "{key}: it is made of several columns and only some of them are filled; fill in the others",
        key
    );
    Refusal { line, reason }
}

impl<'a> Reading<'a> {
    fn new(
        map: &'a Map,
        case: &'a Case<'a>,
        code: &'a str,
        date_order: &'a Cell<DateOrderEvidence>,
    ) -> Result<Self, Refusal> {
        let order: Vec<usize> = (0..case.events.len()).collect();
        let mut reading =
            Self { map, case, code, date_order, order, instants: Vec::new(), warnings: Vec::new() };
        for index in 0..case.events.len() {
            let instant = match map.steps.first() {
                Some(rule) => reading.moment(&rule.at, Some(index))?,
                None => None,
            };
            reading.instants.push(instant);
        }
        let instants = &reading.instants;
        reading.order.sort_by_key(|index| instants[*index].map(|moment| moment.at));
        Ok(reading)
    }

    fn dossier(&mut self) -> Result<Dossier, Refusal> {
        let roles = &self.map.roles;
        self.conflicts();
        let received = self.moment(&roles.received, None)?.ok_or_else(|| {
            self.refusal(sentence!(
                "no reception; fill in the column that the map names as received"
            ))
        })?;
        let procedure = self.text(&roles.procedure)?.unwrap_or_else(|| NONE.to_owned());
        let stated = self.moment(&roles.due, None)?;
        let finished = self.moment(&roles.finished, None)?;
        let withdrawn = self.moment(&roles.withdrawn, None)?;
        let paused = pauses::read(self, received, (finished, withdrawn))?;
        let (due, duration, pauses) = match stated {
            Some(stated) => {
                let due = self.due_of_date(stated);
                (due, None, paused.iter().map(|pause| self.pause(pause, due)).collect())
            }
            None => self.count(&procedure, received.at, &paused)?,
        };
        let stated = stated.unwrap_or(Moment { at: due, date: None });
        self.contradictions(received, stated, finished, withdrawn);
        let steps = steps::read(self)?;
        steps::contradictions(self, &steps, received, finished.or(withdrawn));
        Ok(Dossier {
            line: self.case.line,
            code: self.code.to_owned(),
            procedure,
            field: self.text(&roles.field)?,
            unit: self.text(&roles.unit)?.unwrap_or_else(|| NONE.to_owned()),
            officer: self.text(&roles.officer)?,
            channel: self.text(&roles.channel)?.unwrap_or_else(|| NONE.to_owned()),
            ward: self.text(&roles.ward)?,
            received: received.at,
            due,
            due_stated: duration.is_none(),
            duration,
            finished: finished.map(|moment| moment.at),
            withdrawn: withdrawn.map(|moment| moment.at),
            steps: steps.into_iter().map(|step| step.step).collect(),
            pauses,
        })
    }

    /// The value of a role for the dossier, or for one of its events.
    pub(crate) fn find<'s>(
        &'s self,
        field: &'s Field,
        event: Option<usize>,
    ) -> Result<Option<CellValue<'s>>, Refusal> {
        let event = event.or(single_event(self.map));
        let value = field.find(View { case: self.case, order: &self.order, event });
        value.map_err(|PartlyFilled(line)| half_filled(&field.key, line))
    }

    fn text(&self, field: &Field) -> Result<Option<String>, Refusal> {
        Ok(self.find(field, None)?.map(|value| value.text.into_owned()))
    }

    /// The moment in a role's cell, or a refusal where the cell cannot be read.
    pub(crate) fn moment(
        &self,
        field: &Field,
        event: Option<usize>,
    ) -> Result<Option<Moment>, Refusal> {
        let Some(CellValue { text, line }) = self.find(field, event)? else { return Ok(None) };
        let read = moment::parse(&text, &self.map.zone, &self.map.formats);
        self.note_date_order(&text, read, line);
        read.map(Some).map_err(|fault| {
            let (key, text) = (&field.key, excerpt(&text));
            let reason = match fault {
                Fault::Form => sentence!(
                    "{key}: {text:?} is no instant; write it such as 2018-09-30 17:00 or \
                     30/09/2018, or add its format to formats, or the word to absent, in the map",
                    key,
                    text
                ),
                Fault::MonthFirst => sentence!(
                    "{key}: {text:?} has its month first; add formats such as \"%m/%d/%Y\" to \
                     the map where all dates do",
                    key,
                    text
                ),
                Fault::Year => sentence!(
                    "{key}: {text:?} lies in no year from 1900 to 2199; mend it, write %y in \
                     formats for a year of two digits, or add it to absent in the map where it \
                     means that nothing is known",
                    key,
                    text
                ),
            };
            Refusal { line, reason }
        })
    }

    fn note_date_order(&self, text: &str, read: Result<Moment, Fault>, line: usize) {
        let formats = &self.map.formats;
        if formats.month_first || formats.day_first {
            return;
        }
        let mut date_order = self.date_order.get();
        match (read, moment::is_ambiguous(text)) {
            (Err(Fault::MonthFirst), _) => {
                date_order.month_first.get_or_insert(line);
            }
            (Ok(_), Some(true)) => date_order.ambiguous = true,
            // Equal day and month prove nothing; otherwise the day is greater than 12.
            (Ok(_), Some(false)) => date_order.day_first |= !is_twice(text),
            _ => return,
        }
        self.date_order.set(date_order);
    }

    /// The due of a date: the last closing of the day, or the last millisecond of the day without a
    /// calendar.
    pub(crate) fn due_of_date(&self, due: Moment) -> Instant {
        let Some(day) = due.date else { return due.at };
        match self.map.calendar() {
            Some(calendar) if calendar.is_working_day(day) => {
                keep_date_at_midnight(calendar.last_closing(day), &calendar.zone)
            }
            _ => self.map.zone.at(day.plus(1), 0).plus_millis(-1),
        }
    }

    /// The duration of a dossier: stated in the row, otherwise the map's for the procedure,
    /// otherwise the map's for all procedures.
    fn duration(&self, procedure: &str) -> Result<Duration, Refusal> {
        let Some(durations) = &self.map.durations else {
            return Err(self.refusal(sentence!("no due stated and the map has no duration")));
        };
        if let Some((field, unit)) = &durations.stated
            && let Some(CellValue { text, line }) = self.find(field, None)?
        {
            let amount = text.parse::<u16>().map_err(|_| {
                let reason = sentence!(
                    "duration: {text:?} is no whole number from 0 to 65535; write it without its \
                     unit, which the map names",
                    text = excerpt(&text)
                );
                Refusal { line, reason }
            })?;
            let length = Amount { amount: amount.into(), ..unit.length };
            return Ok(Duration { length, ..*unit });
        }
        let duration = durations.by_procedure.get(procedure).copied().or(durations.general);
        if duration.is_none() && procedure == NONE {
            return Err(self.refusal(sentence!("no due stated and the map has no duration")));
        }
        duration.ok_or_else(|| {
            let procedure = excerpt(procedure);
            self.refusal(sentence!(
                "no due stated and the map has no duration for {procedure:?}",
                procedure
            ))
        })
    }

    fn count(
        &self,
        procedure: &str,
        received: Instant,
        paused: &[pauses::ReadPause],
    ) -> Result<(Instant, Option<Duration>, Vec<Pause>), Refusal> {
        let duration = self.duration(procedure)?;
        // Cannot happen: the parser of maps requires a calendar for durations.
        let Some(calendar) = self.map.calendar() else {
            return Err(self.refusal(sentence!("no due stated and the map has no calendar")));
        };
        let (first, last) = self.map.counted.unwrap_or(calendar.range());
        let in_range = |at: Instant| (first..=last).contains(&calendar.zone.day(at));
        let outside = || {
            self.refusal(sentence!(
                "due cannot be counted: the map's calendar goes from {first} to {last}; widen \
                 its from and to",
                first,
                last
            ))
        };
        let ends = paused.iter().flat_map(|pause| [Some(pause.from), pause.to]).flatten();
        if !in_range(received) || ends.into_iter().any(|end| !in_range(end.at)) {
            return Err(outside());
        }
        let mut clock = LegalClock::start(calendar, duration, received);
        let mut pauses = Vec::new();
        for pause in paused {
            pauses.push(self.pause(pause, clock.due));
            clock.pause(calendar, pause.from.at);
            if let Some(to) = pause.to {
                clock.resume(calendar, to.at, SupplementEffect::Continue);
            }
            if !in_range(clock.due) {
                return Err(outside());
            }
        }
        let due = keep_date_at_midnight(clock.due, &calendar.zone);
        if in_range(due) { Ok((due, Some(duration), pauses)) } else { Err(outside()) }
    }

    fn pause(&self, pause: &pauses::ReadPause, due: Instant) -> Pause {
        let zone = &self.map.zone;
        Pause {
            from: pause.from.at,
            to: pause.to.map(|to| to.at),
            reason: pause.reason,
            on_due_date: zone.day(pause.from.at) == zone.day(due),
        }
    }

    fn refusal(&self, reason: Sentence) -> Refusal {
        Refusal { line: self.case.line, reason }
    }

    fn conflicts(&mut self) {
        for conflict in &self.case.conflicts {
            let name = &self.map.case_names[conflict.cell];
            let first = excerpt(self.case.cells[conflict.cell].as_deref().unwrap_or_default());
            let other = excerpt(&conflict.value);
            let text = sentence!(
                "{name} is {first:?} first and {other:?} here; {first:?} was taken",
                name,
                first,
                other
            );
            self.warn(conflict.line, WarningKind::ConflictingValues, text);
        }
    }

    fn contradictions(
        &mut self,
        received: Moment,
        due: Moment,
        finished: Option<Moment>,
        withdrawn: Option<Moment>,
    ) {
        for (moment, kind, name) in [
            (Some(due), WarningKind::DueBeforeReceived, "due"),
            (finished, WarningKind::FinishedBeforeReceived, "finished"),
            (withdrawn, WarningKind::WithdrawnBeforeReceived, "withdrawn"),
        ] {
            if let Some(moment) = moment
                && moment.before(received, &self.map.zone)
            {
                let (moment, received) = (self.moment_text(moment), self.moment_text(received));
                let text = sentence!(
                    "{name} {moment} lies before received {received}",
                    name,
                    moment,
                    received
                );
                self.warn(self.case.line, kind, text);
            }
        }
        if let (Some(finished), Some(withdrawn)) = (finished, withdrawn) {
            let (finished, withdrawn) = (self.moment_text(finished), self.moment_text(withdrawn));
            let text = sentence!(
                "both finished {finished} and withdrawn {withdrawn}",
                finished,
                withdrawn
            );
            self.warn(self.case.line, WarningKind::FinishedAndWithdrawn, text);
        }
    }

    /// A moment as text.
    pub(crate) fn moment_text(&self, moment: Moment) -> String {
        match moment.date {
            Some(day) => day.to_string(),
            None => self.map.zone.format(moment.at),
        }
    }

    pub(crate) fn warn(&mut self, line: usize, kind: WarningKind, text: Sentence) {
        self.warnings.push(Warning { line, dossier: self.code.to_owned(), kind, text });
    }
}

/// The instant; or, for a closing at 24:00, the last millisecond of the day, so that the date stays
/// the same.
fn keep_date_at_midnight(at: Instant, zone: &Zone) -> Instant {
    let (_, millis) = zone.civil(at);
    if millis == 0 { at.plus_millis(-1) } else { at }
}

/// Whether day and month of a date with slashes are the same number.
fn is_twice(text: &str) -> bool {
    let mut parts = text.split('/').map(|part| part.trim_start_matches('0'));
    parts.next() == parts.next()
}
