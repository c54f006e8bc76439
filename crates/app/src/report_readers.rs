//! How often each published report was opened: a number alone, counted in memory and written at
//! intervals by the program's own work, so that a page view writes nothing. Knows no reader.

use std::collections::BTreeMap;
use std::sync::Mutex;

use calendar::{Day, Instant};
use indicators::month_tables::days_of;
use indicators::summary::{DeclaredCampaign, Published, PublishedReport};

use crate::application::Application;
use crate::error::Failure;
use crate::inquiry::Inquiry;
use crate::lock::lock;

/// Reports counted between two writes at most; a further one is left out.
const MAX_WAITING: usize = 1_000;

/// Counts that are not written yet.
#[derive(Debug, Default)]
pub(crate) struct ReportReaders(Mutex<BTreeMap<String, u64>>);

fn key(report: &str) -> String {
    format!("readers/{report}")
}

/// The name under which a report's readers are counted.
#[must_use]
pub fn report_name(report: &PublishedReport) -> String {
    match report {
        PublishedReport::Month(month) => format!("month/{month}"),
        PublishedReport::Campaign(id, _) => format!("campaign/{id}"),
    }
}

impl Inquiry<'_> {
    /// The published reports that a period holds whole or in part, as they were known at an instant; their
    /// readers are known of now only.
    ///
    /// # Errors
    /// As [`Inquiry::closed_months`].
    pub fn published(
        &self,
        agency: &str,
        campaigns: &[DeclaredCampaign],
        ((from, to), as_of): ((Day, Day), Option<Instant>),
        now: Instant,
    ) -> Result<Vec<Published>, Failure> {
        let until = as_of.unwrap_or(now);
        let months = self.closed_months(agency)?.into_iter().filter_map(|(month, state)| {
            let (first, last) = days_of(&month)?;
            let (closed, _) = state.closed?;
            let within = first <= to && from <= last && closed.at <= until;
            within.then_some(PublishedReport::Month(month))
        });
        let campaigns = campaigns.iter().filter_map(|campaign| {
            let it = &campaign.declaration;
            let name = (it.name.clone(), it.name_en.clone());
            let within = it.from <= to && from <= it.to;
            within.then(|| PublishedReport::Campaign(campaign.id.clone(), name))
        });
        let reports = months.chain(campaigns).map(|report| {
            let readers = match as_of {
                Some(_) => None,
                None => Some(number(self.reader.meta(&key(&report_name(&report)))?)),
            };
            Ok(Published { report, readers })
        });
        reports.collect()
    }
}

fn number(written: Option<String>) -> u64 {
    written.and_then(|number| number.parse().ok()).unwrap_or_default()
}

impl Application {
    /// Counts one reader of a report, and says how many there were.
    ///
    /// # Errors
    /// The store failed.
    pub fn count_reader(&self, report: &str) -> Result<u64, Failure> {
        let mut waiting = lock(&self.report_readers.0);
        if waiting.len() < MAX_WAITING || waiting.contains_key(report) {
            *waiting.entry(report.to_owned()).or_default() += 1;
        }
        drop(waiting);
        self.readers_of(report)
    }

    /// The number of readers of a report.
    ///
    /// # Errors
    /// The store failed.
    pub fn readers_of(&self, report: &str) -> Result<u64, Failure> {
        let waiting = lock(&self.report_readers.0).get(report).copied().unwrap_or_default();
        Ok(self.written_readers(report)? + waiting)
    }

    fn written_readers(&self, report: &str) -> Result<u64, Failure> {
        let written = self.read(|reader| Ok(reader.meta(&key(report))?))?;
        Ok(number(written))
    }

    /// Writes what was counted. One caller at a time: the program's own work.
    ///
    /// # Errors
    /// The store failed: the counts wait on.
    pub fn write_report_readers(&self) -> Result<(), Failure> {
        let waiting = lock(&self.report_readers.0).clone();
        for (report, readers) in waiting {
            let total = self.written_readers(&report)? + readers;
            let name = key(&report);
            self.write(move |core| Ok(core.writer.put_meta(&name, &total.to_string())?))?;
            let mut counted = lock(&self.report_readers.0);
            match counted.get_mut(&report) {
                Some(all) if *all > readers => *all -= readers,
                _ => drop(counted.remove(&report)),
            }
        }
        Ok(())
    }
}
