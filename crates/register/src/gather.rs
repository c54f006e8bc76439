//! From the cells of one dossier to the dossier, or to the reason why not. Knows the roles of the
//! map; not in which format the cells stood.

use std::collections::HashSet;

use calendar::{Duration, Instant, LegalClock};

use crate::case::Case;
use crate::dossier::{Dossier, Import, NONE, Reject, WarningKind};
use crate::limits::excerpt;
use crate::map::{Field, Found, Map, View};
use crate::moment::{self, Moment};
use crate::{Warning, steps};

/// Takes the cases of a log one by one and collects the import.
pub(crate) struct Gather<'m> {
    map: &'m Map,
    seen: HashSet<String>,
    pub(crate) import: Import,
}

/// Why a dossier does not go in, and the line to look at.
pub(crate) struct Refusal {
    pub(crate) line: usize,
    pub(crate) reason: String,
}

/// A case while it is read.
pub(crate) struct Reading<'a> {
    pub(crate) map: &'a Map,
    pub(crate) case: &'a Case<'a>,
    code: &'a str,
    /// The events in order of their instants.
    pub(crate) order: Vec<usize>,
    /// The events' instants.
    pub(crate) instants: Vec<Option<Moment>>,
    warnings: Vec<Warning>,
}

impl<'m> Gather<'m> {
    pub(crate) fn new(map: &'m Map) -> Self {
        Self { map, seen: HashSet::new(), import: Import::default() }
    }

    /// Makes the case a dossier or a reject.
    pub(crate) fn take(&mut self, case: &Case<'_>) {
        self.import.read += 1;
        let code = text::outside::line(code(self.map, case).unwrap_or_default()).into_owned();
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

    fn read(&mut self, case: &Case<'_>, code: &str) -> Result<(Dossier, Vec<Warning>), Refusal> {
        if let Some((line, reason)) = &case.broken {
            return Err(Refusal { line: *line, reason: reason.clone() });
        }
        let refuse = |reason: &str| Refusal { line: case.line, reason: reason.to_owned() };
        if code.is_empty() {
            return Err(refuse("no dossier number; fill in the column that the map names"));
        }
        if !self.seen.insert(code.to_owned()) {
            return Err(refuse("the dossier appears twice; only its first appearance goes in"));
        }
        let mut reading = Reading::new(self.map, case, code)?;
        let dossier = reading.dossier()?;
        Ok((dossier, reading.warnings))
    }
}

/// The dossier that a case (or a single row of it) belongs to.
pub(crate) fn code<'a>(map: &'a Map, case: &'a Case<'a>) -> Option<&'a str> {
    map.roles.dossier.find(View { case, order: &[], event: None }).map(|found| found.text)
}

impl<'a> Reading<'a> {
    fn new(map: &'a Map, case: &'a Case<'a>, code: &'a str) -> Result<Self, Refusal> {
        let order: Vec<usize> = (0..case.events.len()).collect();
        let mut reading =
            Self { map, case, code, order, instants: Vec::new(), warnings: Vec::new() };
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
            self.refusal("no reception; fill in the column that the map names as received")
        })?;
        let procedure = self.text(&roles.procedure).unwrap_or_else(|| NONE.to_owned());
        let stated = self.moment(&roles.due, None)?;
        let (due, duration) = match stated {
            Some(stated) => (self.end_of(stated), None),
            None => self.count(&procedure, received.at).map(|(due, by)| (due, Some(by)))?,
        };
        let finished = self.moment(&roles.finished, None)?;
        let withdrawn = self.moment(&roles.withdrawn, None)?;
        let stated = stated.unwrap_or(Moment { at: due, date: None });
        self.contradictions(received, stated, finished, withdrawn);
        let steps = steps::read(self)?;
        steps::contradictions(self, &steps, received, finished.or(withdrawn));
        Ok(Dossier {
            code: self.code.to_owned(),
            procedure,
            field: self.text(&roles.field),
            unit: self.text(&roles.unit).unwrap_or_else(|| NONE.to_owned()),
            officer: self.text(&roles.officer),
            channel: self.text(&roles.channel).unwrap_or_else(|| NONE.to_owned()),
            ward: self.text(&roles.ward),
            received: received.at,
            due,
            due_stated: duration.is_none(),
            duration,
            finished: finished.map(|moment| moment.at),
            withdrawn: withdrawn.map(|moment| moment.at),
            steps: steps.into_iter().map(|step| step.step).collect(),
        })
    }

    /// The value that a role has for the dossier, or for one of its events.
    pub(crate) fn find<'s>(&'s self, field: &'s Field, event: Option<usize>) -> Option<Found<'s>> {
        field.find(View { case: self.case, order: &self.order, event })
    }

    fn text(&self, field: &Field) -> Option<String> {
        self.find(field, None).map(|found| text::outside::line(found.text).into_owned())
    }

    /// The moment in a role's cell, or a refusal where the cell cannot be read.
    pub(crate) fn moment(
        &self,
        field: &Field,
        event: Option<usize>,
    ) -> Result<Option<Moment>, Refusal> {
        let Some(Found { text, line }) = self.find(field, event) else { return Ok(None) };
        let read = moment::parse(text, &self.map.zone, &self.map.formats);
        read.map(Some).ok_or_else(|| {
            let (key, text) = (&field.key, excerpt(text));
            let reason = format!(
                "{key}: {text:?} is no instant; write it such as 2018-09-30 17:00 or 30/09/2018, \
                 or add its format to the map"
            );
            Refusal { line, reason }
        })
    }

    /// Due on a date is its last closing, or its last millisecond where no calendar covers it.
    fn end_of(&self, due: Moment) -> Instant {
        let Some(day) = due.date else { return due.at };
        match self.map.calendar() {
            Some(calendar) if calendar.is_working_day(day) => calendar.last_closing(day),
            _ => self.map.zone.at(day.plus(1), 0).plus_millis(-1),
        }
    }

    fn count(&self, procedure: &str, received: Instant) -> Result<(Instant, Duration), Refusal> {
        let (Some(durations), Some(calendar)) = (&self.map.durations, self.map.calendar()) else {
            return Err(self.refusal("no due stated and the map has no duration"));
        };
        let duration = durations.by_procedure.get(procedure).copied().or(durations.general);
        let duration = duration.ok_or_else(|| {
            let procedure = excerpt(procedure);
            self.refusal(&format!("no due stated and the map has no duration for {procedure:?}"))
        })?;
        let (first, last) = calendar.range();
        let counted = |at| LegalClock::start(calendar, duration, at).due;
        // A count that reaches the end of the calendar stops there too early.
        let in_range =
            |due: &Instant| calendar.working_days_between(calendar.zone.day(*due), last) > 0;
        let due = Some(received).filter(|at| calendar.covers(*at)).map(counted).filter(in_range);
        due.map(|due| (due, duration)).ok_or_else(|| {
            self.refusal(&format!(
                "due cannot be counted: the map's calendar goes from {first} to {last}; widen its \
                 from and to"
            ))
        })
    }

    fn refusal(&self, reason: &str) -> Refusal {
        Refusal { line: self.case.line, reason: reason.to_owned() }
    }

    fn conflicts(&mut self) {
        for conflict in &self.case.conflicts {
            let name = &self.map.case_names[conflict.cell];
            let first = excerpt(self.case.cells[conflict.cell].as_deref().unwrap_or_default());
            let other = excerpt(&conflict.value);
            let text = format!("{name} is {first:?} first and {other:?} here; {first:?} was taken");
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
        for (moment, kind, what) in [
            (Some(due), WarningKind::DueBeforeReceived, "due"),
            (finished, WarningKind::FinishedBeforeReceived, "finished"),
            (withdrawn, WarningKind::WithdrawnBeforeReceived, "withdrawn"),
        ] {
            if let Some(moment) = moment
                && moment.before(received, &self.map.zone)
            {
                let (moment, received) = (self.output_of(moment), self.output_of(received));
                let text = format!("{what} {moment} lies before received {received}");
                self.warn(self.case.line, kind, text);
            }
        }
        if let (Some(finished), Some(withdrawn)) = (finished, withdrawn) {
            let (finished, withdrawn) = (self.output_of(finished), self.output_of(withdrawn));
            let text = format!("both finished {finished} and withdrawn {withdrawn}");
            self.warn(self.case.line, WarningKind::FinishedAndWithdrawn, text);
        }
    }

    /// A moment in words.
    pub(crate) fn output_of(&self, moment: Moment) -> String {
        match moment.date {
            Some(day) => day.to_string(),
            None => self.map.zone.format(moment.at),
        }
    }

    pub(crate) fn warn(&mut self, line: usize, kind: WarningKind, text: String) {
        self.warnings.push(Warning { line, dossier: self.code.to_owned(), kind, text });
    }
}
