//! Months of the agency's own register: read with what was restated since they were closed. What is
//! counted, and how, is known to `indicators`.

mod check;
mod close;

use affairs::closed_month::{ClosedMonth, Context, Refusal, Tables, check_closable};
use calendar::{Day, Instant};
use credentials::once::digest;
use indicators::month_tables::{Restatement, days_of};
use indicators::{FactTable, IdentityBroken, MonthTables, definitions};
use store::EventRow;

pub(crate) use self::check::{fault, load, recount};
use crate::affairs as streams;
use crate::application::Application;
use crate::error::Failure;
use crate::event_codec::canonical;
use crate::figures::Figures;
use crate::inquiry::Inquiry;

/// A month with its tables: as they are frozen, or of an open one as they are known.
#[derive(Clone, Debug)]
pub struct MonthView {
    /// The month, such as `2018-11`.
    pub month: String,
    pub days: (Day, Day),
    pub state: ClosedMonth,
    pub tables: MonthTables,
    /// The digest of the tables' bytes.
    pub digest: String,
    /// Why it cannot be closed now.
    pub obstacle: Option<Refusal>,
}

/// The changes of a closed month since it was frozen.
#[derive(Clone, Debug, Default)]
pub struct Restated {
    pub figures: Vec<Restatement>,
    /// The later entries about the dossiers behind these figures, in the order of the codes.
    pub entries: Vec<LaterEntry>,
}

/// An event that was logged after a month was closed and changed what had been known before.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct LaterEntry {
    pub code: String,
    pub logged_at: Instant,
    pub happened_at: Instant,
    pub kind: String,
    pub actor: String,
}

/// A closed month of a period, in short.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MonthMark {
    pub month: String,
    pub closed_at: Instant,
    /// The instant up to which logged events count in the tables.
    pub as_of: Instant,
    pub signed: bool,
    /// Whether a figure of its tables is another now.
    pub restated: bool,
}

/// A month that has ended and waits for a signature.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnsignedMonth {
    /// Such as `2018-11`.
    pub month: String,
    /// Closed by the command line, without a signature.
    pub closed: bool,
}

impl From<Refusal> for Failure {
    fn from(why: Refusal) -> Self {
        Self::MonthRefused(why)
    }
}

/// The stream's part after the kind.
fn id(agency: &str, month: &str) -> String {
    format!("{agency}/{month}")
}

fn broken(stream: &str, what: impl ToString) -> Failure {
    Failure::BrokenRecord { stream: stream.to_owned(), what: what.to_string() }
}

fn context(figures: &Figures, days: (Day, Day), at: Instant) -> Context {
    let start = |day: Day| figures.zone.at(day, 0);
    let begin = figures.facts.values().days().map(|(first, _)| start(first));
    Context { at, end: start(days.1.plus(1)), begin }
}

fn read(tables: &Tables) -> Result<MonthTables, serde_json::Error> {
    serde_json::from_str(&tables.tables)
}

/// The tables of a month with their bytes.
fn count(
    facts: &FactTable,
    days: (Day, Day),
    as_of: Instant,
) -> Result<(MonthTables, String), IdentityBroken> {
    let tables = MonthTables::of(facts.within(days), days, as_of)?;
    let bytes = canonical(&tables);
    Ok((tables, bytes))
}

impl Inquiry<'_> {
    /// A month of the agency's register as it stands at an instant.
    ///
    /// # Errors
    /// The store failed, or the record of the month does not read.
    pub fn month(
        &self,
        figures: &Figures,
        month: &str,
        at: Instant,
    ) -> Result<Option<MonthView>, Failure> {
        let Some(days) = days_of(month) else { return Ok(None) };
        let stream = streams::stream_of::<ClosedMonth>(&id(&figures.register, month));
        let state: ClosedMonth = streams::load(&self.reader.stream(&stream)?)?;
        let obstacle = check_closable(context(figures, days, at), &state).err();
        let (tables, digest) = match &state.closed {
            Some((_, frozen)) => {
                let tables = read(frozen).map_err(|error| broken(&stream, error))?;
                (tables, frozen.digest.clone())
            }
            None => {
                let counted = count(&figures.facts, days, at);
                let (tables, bytes) = counted.map_err(|error| broken(&stream, error))?;
                (tables, digest(&bytes))
            }
        };
        Ok(Some(MonthView { month: month.to_owned(), days, state, tables, digest, obstacle }))
    }

    /// The changes of a closed month as of an instant, with the entries that caused them.
    ///
    /// # Errors
    /// The store failed, or the counts do not add up.
    pub fn restated(
        &self,
        figures: &Figures,
        view: &MonthView,
        at: Instant,
    ) -> Result<Restated, Failure> {
        let Some((_, frozen)) = &view.state.closed else { return Ok(Restated::default()) };
        let figures_found = restatements(figures, view, frozen, at)?;
        let codes = figures_found.iter().flat_map(|one| one.added.iter().chain(&one.gone));
        let mut codes: Vec<&String> = codes.collect();
        codes.sort_unstable();
        codes.dedup();
        let mut entries = Vec::new();
        for code in codes {
            for row in self.reader.by_code(code)? {
                if row.register != figures.register {
                    continue;
                }
                let events = self.reader.stream(&row.stream)?;
                entries.extend(events.iter().filter(|row| is_later(row, frozen.as_of, at)).map(
                    |row| LaterEntry {
                        code: code.clone(),
                        logged_at: Instant(row.event.logged_at),
                        happened_at: Instant(row.event.happened_at),
                        kind: row.event.kind.clone(),
                        actor: row.event.actor.clone(),
                    },
                ));
            }
        }
        entries.sort_unstable();
        Ok(Restated { figures: figures_found, entries })
    }

    /// The months of the agency's register that are closed, in order.
    ///
    /// # Errors
    /// The store failed, or the record of a month does not read.
    pub fn closed_months(&self, agency: &str) -> Result<Vec<(String, ClosedMonth)>, Failure> {
        let mut months = Vec::new();
        let all = streams::stream_of::<ClosedMonth>(&id(agency, ""));
        self.reader.streams_with_prefix::<Failure>(&all, |stream, rows| {
            months.push((stream[all.len()..].to_owned(), streams::load(&rows)?));
            Ok(())
        })?;
        Ok(months)
    }
}

/// Whether an event was logged after an instant, by another one, and changed what had been known.
fn is_later(row: &EventRow, since: Instant, by: Instant) -> bool {
    let event = &row.event;
    let past = event.logged_at > event.happened_at
        || matches!(event.kind.as_str(), "corrected" | "result_declined");
    past && event.logged_at > since.0 && event.logged_at <= by.0
}

fn restatements(
    figures: &Figures,
    view: &MonthView,
    frozen: &Tables,
    at: Instant,
) -> Result<Vec<Restatement>, Failure> {
    let as_of = (frozen.as_of, at);
    let restatements = view.tables.restatements(figures.facts.within(view.days), view.days, as_of);
    restatements.map_err(|error| broken(&view.month, error))
}

impl Application {
    /// The months that have ended and are not signed, from the first reception on, the latest first.
    ///
    /// # Errors
    /// The store failed, or the record of a month does not read.
    pub fn unsigned_months(
        &self,
        figures: &Figures,
        today: Day,
    ) -> Result<Vec<UnsignedMonth>, Failure> {
        let Some((first, _)) = figures.facts.values().days() else { return Ok(Vec::new()) };
        let mut months = Vec::new();
        let mut last = today.first_of_month().plus(-1);
        self.ask(|inquiry| {
            while last >= first {
                let (year, month, _) = last.ymd();
                let month = format!("{year:04}-{month:02}");
                let stream = streams::stream_of::<ClosedMonth>(&id(&figures.register, &month));
                let state: ClosedMonth = streams::load(&inquiry.reader.stream(&stream)?)?;
                if state.signed.is_none() {
                    months.push(UnsignedMonth { month, closed: state.closed.is_some() });
                }
                last = last.first_of_month().plus(-1);
            }
            Ok(())
        })?;
        Ok(months)
    }

    /// The closed months that a period holds whole or in part, as they are known at an instant.
    ///
    /// # Errors
    /// As [`Inquiry::closed_months`].
    pub fn month_marks(
        &self,
        figures: &Figures,
        (from, to): (Day, Day),
        at: Instant,
    ) -> Result<Vec<MonthMark>, Failure> {
        if figures.register != self.agency_code() {
            return Ok(Vec::new());
        }
        let months = self.ask(|inquiry| inquiry.closed_months(&figures.register))?;
        let mut marks = Vec::new();
        for (month, state) in months {
            let Some((days, (closed, frozen))) = days_of(&month).zip(state.closed.clone()) else {
                continue;
            };
            if days.1 < from || to < days.0 || at < closed.at {
                continue;
            }
            // Where nothing was learned since, nothing is another.
            let learned =
                figures.facts.within(days).any(|history| history.learned_after(frozen.as_of));
            let mut restated = false;
            if learned || frozen.definitions != definitions::VERSION {
                let tables = read(&frozen).map_err(|error| broken(&month, error))?;
                let as_of = (frozen.as_of, at);
                let restatements = tables.restatements(figures.facts.within(days), days, as_of);
                restated = !restatements.map_err(|error| broken(&month, error))?.is_empty();
            }
            let signed = state.signed.is_some();
            let (closed_at, as_of) = (closed.at, frozen.as_of);
            marks.push(MonthMark { month, closed_at, as_of, signed, restated });
        }
        Ok(marks)
    }
}
