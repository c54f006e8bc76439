//! Questions that change nothing. A question needs a reading connection and the rules, and may be asked
//! while another process works in the folder.

use std::path::Path;

use calendar::{Instant, Line, Zone};
use dossier::{Event, Recorded, Sealed, Snapshot, State};
use indicators::FactHistory;
use rules::Rules;
use store::{DossierRow, Folder, Reader};
use text::outside::line;

use crate::affairs::name_of;
use crate::application::Application;
use crate::error::Failure;
use crate::figures::{Figures, UnknownRegister};
use crate::notices::spoken_code;
use crate::{advising, event_codec, ratings, rulebook};

/// A connection that reads, with the rules in force.
#[derive(Clone, Copy, Debug)]
pub struct Inquiry<'a> {
    pub(crate) reader: &'a Reader,
    pub rules: &'a Rules,
}

/// A dossier with all its answers at one instant.
#[derive(Debug)]
pub struct DossierView {
    pub stream: String,
    pub register: String,
    pub state: State,
    pub snapshot: Snapshot,
    /// The derivation of due; empty where due is stated.
    pub derivation: Vec<Line>,
    /// The history without sealed parts, which only [`Application::personal`] gives.
    pub history: Vec<Recorded>,
    /// The sealed parts, in the order of the history.
    pub(crate) sealed: Vec<Option<Sealed>>,
    pub zone: Zone,
}

impl DossierView {
    /// The dossier's code, or before reception the filing's number as a person can dictate it.
    #[must_use]
    pub fn spoken_code(&self) -> String {
        spoken_code(&self.stream, &self.state.code)
    }

    /// The number of the last paper of a kind ([`Event::issues`]), and when it was issued.
    #[must_use]
    pub fn paper_number(&self, paper: &str) -> Option<(u64, Instant)> {
        let issued = self.history.iter().rev().find(|one| one.event.issues() == Some(paper))?;
        Some((issued.paper_number?, issued.at))
    }

    /// How many corrections since an instant changed what `is_in` picks, and when the last was logged;
    /// none where there was no correction.
    #[must_use]
    pub fn corrections(
        &self,
        since: Instant,
        is_in: impl Fn(&Event) -> bool,
    ) -> Option<(usize, Instant)> {
        let later = self.history.iter().filter(|recorded| recorded.logged_at >= since);
        let corrections = later.filter(|recorded| match recorded.event {
            Event::Corrected { target, .. } => {
                self.history.get(target as usize).is_none_or(|corrected| is_in(&corrected.event))
            }
            _ => false,
        });
        let at = corrections.clone().map(|recorded| recorded.logged_at).max()?;
        Some((corrections.count(), at))
    }

    /// Whether a form of the procedure was filled in with it; not what stands in it.
    #[must_use]
    pub fn has_form(&self) -> bool {
        self.sealed.iter().flatten().any(|sealed| sealed.form.is_some())
    }
}

impl Inquiry<'_> {
    /// Asks a folder that another process may hold.
    ///
    /// # Errors
    /// There is no database, or it cannot be read.
    pub fn peek<T>(
        path: &Path,
        query: impl FnOnce(Inquiry<'_>) -> Result<T, Failure>,
    ) -> Result<T, Failure> {
        let reader = Folder::open_reader(path)?;
        let rules = rulebook::load(&reader.stream(rulebook::RULES_STREAM)?)?;
        query(Inquiry { reader: &reader, rules: &rules })
    }

    /// The name of a register; the agency's own where none is asked, or the only one there is.
    ///
    /// # Errors
    /// The store failed; the inner error says that the register is unknown.
    pub fn register(
        &self,
        requested: Option<&str>,
    ) -> Result<Result<String, UnknownRegister>, Failure> {
        let own = self.rules.agency.as_ref().map(|agency| agency.code.as_str());
        match (requested, own) {
            (None, Some(own)) => return Ok(Ok(own.to_owned())),
            (Some(requested), own)
                if own == Some(requested) || self.reader.has_register(requested)? =>
            {
                return Ok(Ok(requested.to_owned()));
            }
            _ => {}
        }
        let mut registers: Vec<String> =
            self.reader.registers()?.into_iter().map(|(name, _)| name).collect();
        if requested.is_none() && registers.len() < 2 {
            return Ok(Ok(registers.pop().unwrap_or_default()));
        }
        // An older program stored the name with letters as they came.
        if let Some(place) =
            requested.and_then(|requested| registers.iter().position(|one| line(one) == requested))
        {
            return Ok(Ok(registers.swap_remove(place)));
        }
        Ok(Err(UnknownRegister { name: requested.map(str::to_owned), registers }))
    }

    /// All registers with their numbers of dossiers.
    ///
    /// # Errors
    /// The store failed.
    pub fn registers(&self) -> Result<Vec<(String, u64)>, Failure> {
        Ok(self.reader.registers()?)
    }

    /// The facts of a register.
    ///
    /// # Errors
    /// The store failed, or a row does not read.
    pub fn figures(&self, register: &str) -> Result<Figures, Failure> {
        let mut figures = Figures::empty(register);
        self.reader.facts(register, |stream, text, given_out| {
            let facts: FactHistory =
                serde_json::from_str(text).map_err(|error| Failure::BrokenRecord {
                    stream: stream.to_owned(),
                    what: format!("its row cannot be read: {error}"),
                })?;
            figures.put(stream, facts.given_out(given_out.map(Instant)));
            Ok::<(), Failure>(())
        })?;
        ratings::each(*self, register, |stream, rated| figures.rate(stream, rated))?;
        advising::each(*self, register, |stream, session| {
            figures.sessions.put(name_of(stream), session);
        })?;
        Ok(figures)
    }

    /// A dossier as it stood at an instant, by what was known then; of several registers the
    /// agency's own comes first.
    ///
    /// # Errors
    /// The store failed, or the record does not fold.
    pub fn dossier(
        &self,
        code: &str,
        register: Option<&str>,
        at: Instant,
    ) -> Result<Option<DossierView>, Failure> {
        let own = self.rules.agency.as_ref().map(|agency| agency.code.as_str());
        let mut rows = self.reader.by_code(code)?;
        rows.retain(|row| register.is_none_or(|name| row.register == name));
        rows.sort_by_key(|row| Some(row.register.as_str()) != own);
        let Some(row) = rows.first() else { return Ok(None) };
        self.view_row(row, at).map(Some)
    }

    /// The dossier of a row as it stood at an instant, by what was known then.
    pub(crate) fn view_row(&self, row: &DossierRow, at: Instant) -> Result<DossierView, Failure> {
        let history = event_codec::history(&self.reader.stream(&row.stream)?)?;
        self.view((&row.stream, &row.register), history, at)
    }

    fn view(
        &self,
        (stream, register): (&str, &str),
        history: Vec<Recorded>,
        at: Instant,
    ) -> Result<DossierView, Failure> {
        let calendars = &self.rules.calendars;
        let state = dossier::fold_known(&history, calendars, at, at);
        let snapshot = state.snapshot(at);
        let first = state.terms.as_ref().and_then(|terms| calendars.get(&terms.calendar));
        let derivation = match (&state.clock, first) {
            (Some(clock), Some(first)) => calendar::derivation(clock, first, calendars),
            _ => Vec::new(),
        };
        let zone = state.zone.clone().unwrap_or(Zone::VIETNAM);
        let mut history: Vec<Recorded> =
            history.into_iter().filter(|recorded| recorded.logged_at <= at).collect();
        let sealed = history.iter_mut().map(|recorded| recorded.sealed.take()).collect();
        Ok(DossierView {
            stream: stream.to_owned(),
            register: register.to_owned(),
            state,
            snapshot,
            derivation,
            history,
            sealed,
            zone,
        })
    }

    /// Now, for those who ask what is on record: the clock, or the last instant logged where the clock
    /// was set back since. Nothing on record is left out of an answer as of it.
    ///
    /// # Errors
    /// The store failed.
    pub fn now(&self, clock: Instant) -> Result<Instant, Failure> {
        Ok(clock.max(Instant(self.reader.last_logged_at()?)))
    }

    /// All accounts, in the order of their logins.
    ///
    /// # Errors
    /// The store failed.
    pub fn accounts(&self) -> Result<Vec<crate::AccountView>, Failure> {
        Ok(self.reader.accounts()?.into_iter().map(crate::auth::view).collect())
    }

    /// A value kept with the record, such as the scenario's clock.
    ///
    /// # Errors
    /// The store failed.
    pub fn meta(&self, name: &str) -> Result<Option<String>, Failure> {
        Ok(self.reader.meta(name)?)
    }

    /// The agency's own register, where rules are in force.
    #[must_use]
    pub fn own_register(&self) -> Option<String> {
        self.rules.agency.as_ref().map(|agency| agency.code.clone())
    }

    /// The number of commands of a load on record.
    ///
    /// # Errors
    /// The store failed.
    pub fn count_keys_with_prefix(&self, prefix: &str) -> Result<u64, Failure> {
        Ok(self.reader.count_keys_with_prefix(prefix)?)
    }

    /// The number of events of the record.
    ///
    /// # Errors
    /// The store failed.
    pub fn events(&self) -> Result<i64, Failure> {
        Ok(self.reader.event_count()?)
    }
}

impl Application {
    /// The registers in order, each with its number of dossiers.
    ///
    /// # Errors
    /// The store failed, or too many commands wait.
    pub fn registers(&self) -> Result<Vec<(String, u64)>, Failure> {
        match self.shared.register_sizes.get() {
            Some(sizes) => Ok(sizes),
            None => self.in_log(|core| core.count_registers()),
        }
    }

    /// Asks through the application's own connections.
    ///
    /// # Errors
    /// Those of the question.
    pub fn ask<T>(
        &self,
        query: impl FnOnce(Inquiry<'_>) -> Result<T, Failure>,
    ) -> Result<T, Failure> {
        let rules = self.rules();
        self.read(|reader| query(Inquiry { reader, rules: &rules }))
    }

    /// Keeps a value with the record.
    ///
    /// # Errors
    /// The store failed.
    pub fn put_meta(&self, name: &str, value: &str) -> Result<(), Failure> {
        let (name, value) = (name.to_owned(), value.to_owned());
        self.write(move |core| Ok(core.writer.put_meta(&name, &value)?))
    }
}

impl DossierView {
    /// Whether an event was corrected later.
    #[must_use]
    pub fn corrected(&self, index: usize) -> bool {
        self.history.iter().any(|recorded| {
            matches!(&recorded.event, Event::Corrected { target, .. } if *target as usize == index)
        })
    }
}
