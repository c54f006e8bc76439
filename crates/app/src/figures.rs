//! The facts for every figure of a register, in memory: loaded once for all who ask, then kept
//! current from what is committed. What is counted, and how, is known to `indicators`.

use std::collections::HashMap;
use std::collections::hash_map::Entry;
use std::fmt;
use std::sync::{Condvar, Mutex, PoisonError};

use calendar::Zone;
use indicators::advisers::{Session, Sessions};
use indicators::{FactHistory, FactTable, Rated};

use crate::affairs::name_of;
use crate::application::Application;
use crate::core::Core;
use crate::error::Failure;
use crate::inquiry::Inquiry;
use crate::lock::lock;
use crate::project::register_of;
use text::{Sentence, ToSentence, nearest, sentence};

/// A register's facts at one moment; a clone shares them.
#[derive(Clone, Debug)]
pub struct Figures {
    pub register: String,
    pub facts: FactTable,
    /// The sessions of the register's advisory teams.
    pub sessions: Sessions,
    /// The zone in which the register's civil dates are read.
    pub zone: Zone,
}

/// A change that a commit made to the figures, with its stream.
#[derive(Debug)]
pub(crate) enum Change {
    /// The new facts of the dossier.
    Facts(String, Box<FactHistory>),
    /// The dossier was rated.
    Rated(String, Rated),
    /// A session of an adviser was recorded, with its own stream.
    Session(String, Box<Session>),
}

impl Change {
    fn stream(&self) -> &str {
        match self {
            Self::Facts(stream, _) | Self::Rated(stream, _) | Self::Session(stream, _) => stream,
        }
    }
}

/// Facts by register. A register that no reader asked for is not here.
#[derive(Debug, Default)]
pub(crate) struct Cache {
    registers: Mutex<HashMap<String, Loaded>>,
    /// Notified when a load ends.
    ended: Condvar,
}

#[derive(Debug)]
enum Loaded {
    /// One reader loads the rows; these changes were committed during the load.
    Loading(Vec<Change>),
    /// The same for a register that was removed during the read: the rows read are dropped.
    Removed,
    Ready(Figures),
}

impl Figures {
    /// No dossier of a register.
    #[must_use]
    pub fn empty(register: &str) -> Self {
        let register = register.to_owned();
        let (facts, sessions) = (FactTable::default(), Sessions::default());
        Self { register, facts, sessions, zone: Zone::VIETNAM }
    }

    /// The figures of the agency's register, by all committed events.
    ///
    /// # Errors
    /// The store failed, or a row does not read.
    pub(crate) fn committed(core: &Core) -> Result<Self, Failure> {
        let rules = core.rules();
        let agency = rules.agency.as_ref().map(|agency| agency.code.clone()).unwrap_or_default();
        let load = || Inquiry { reader: &core.reader, rules: &rules }.figures(&agency);
        core.shared().figures.get(&agency, load)
    }

    /// Replaces a dossier's facts. The first dossier names the zone.
    pub(crate) fn put(&mut self, stream: &str, facts: FactHistory) {
        if self.facts.is_empty() {
            self.zone = facts.latest().zone.0.clone();
        }
        self.facts.put(name_of(stream), facts);
    }

    /// Adds a rating to its dossier; the stream is the dossier's or the rating's.
    pub(crate) fn rate(&mut self, stream: &str, rated: Rated) {
        self.facts.rate(name_of(stream), rated);
    }

    fn apply(&mut self, change: Change) {
        match change {
            Change::Facts(stream, facts) => self.put(&stream, *facts),
            Change::Rated(stream, rated) => self.rate(&stream, rated),
            Change::Session(stream, session) => self.sessions.put(name_of(&stream), *session),
        }
    }
}

impl Cache {
    /// The facts of a register, loaded by `load` where they are not loaded yet; another caller
    /// waits in the meantime for that one load.
    ///
    /// # Errors
    /// Those of `load`; the next who asks loads again.
    pub fn get(
        &self,
        register: &str,
        load: impl FnOnce() -> Result<Figures, Failure>,
    ) -> Result<Figures, Failure> {
        let mut registers = lock(&self.registers);
        loop {
            match registers.entry(register.to_owned()) {
                Entry::Occupied(entry) => {
                    if let Loaded::Ready(figures) = entry.get() {
                        return Ok(figures.clone());
                    }
                }
                Entry::Vacant(entry) => {
                    entry.insert(Loaded::Loading(Vec::new()));
                    break;
                }
            }
            registers = self.ended.wait(registers).unwrap_or_else(PoisonError::into_inner);
        }
        drop(registers);
        let loading = Loading { cache: self, register };
        let mut figures = load()?;
        let mut registers = lock(&self.registers);
        if let Some(Loaded::Loading(changes)) = registers.remove(register) {
            changes.into_iter().for_each(|change| figures.apply(change));
            registers.insert(register.to_owned(), Loaded::Ready(figures.clone()));
        }
        drop(registers);
        drop(loading);
        Ok(figures)
    }

    /// Takes over what a commit changed, in the order of commits and before any caller is answered.
    pub fn apply(&self, changes: Vec<Change>) {
        let mut registers = lock(&self.registers);
        for change in changes {
            match registers.get_mut(register_of(change.stream())) {
                Some(Loaded::Ready(figures)) => figures.apply(change),
                Some(Loaded::Loading(changes)) => changes.push(change),
                Some(Loaded::Removed) | None => {}
            }
        }
    }

    /// Drops a register that was removed; a load under way is not kept.
    pub fn forget(&self, register: &str) {
        let mut registers = lock(&self.registers);
        match registers.get_mut(register) {
            Some(loaded @ Loaded::Loading(_)) => *loaded = Loaded::Removed,
            Some(Loaded::Ready(_)) => drop(registers.remove(register)),
            Some(Loaded::Removed) | None => {}
        }
    }
}

/// A load under way. One that fails leaves no trace; either way the waiting callers are notified.
struct Loading<'a> {
    cache: &'a Cache,
    register: &'a str,
}

impl Drop for Loading<'_> {
    fn drop(&mut self) {
        let mut registers = lock(&self.cache.registers);
        if matches!(registers.get(self.register), Some(Loaded::Loading(_) | Loaded::Removed)) {
            registers.remove(self.register);
        }
        self.cache.ended.notify_all();
    }
}

/// A register that the folder does not have.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnknownRegister {
    pub name: Option<String>,
    pub registers: Vec<String>,
}

impl ToSentence for UnknownRegister {
    fn to_sentence(&self) -> Sentence {
        let names = self.registers.join(", ");
        match &self.name {
            Some(name) if names.is_empty() => {
                sentence!("no register {name:?}: the folder has none; load or import one", name)
            }
            Some(name) => {
                let near =
                    nearest::names(name, self.registers.iter().map(String::as_str)).join(", ");
                match near.is_empty() {
                    true => {
                        sentence!("no register {name:?}; the folder has: {names}", name, names)
                    }
                    false => sentence!("no register {name:?}; perhaps {near}", name, near),
                }
            }
            None => sentence!(
                "the folder has several registers; name one with --register: {names}",
                names
            ),
        }
    }
}

impl fmt::Display for UnknownRegister {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.to_sentence().fmt(f)
    }
}

impl Application {
    /// The facts of a register, the agency's own where none is named.
    ///
    /// # Errors
    /// The register is unknown (`Ok(Err(…))`), or the store failed.
    pub fn figures(
        &self,
        register: Option<&str>,
    ) -> Result<Result<Figures, UnknownRegister>, Failure> {
        let name = match self.ask(|inquiry: Inquiry<'_>| inquiry.register(register))? {
            Ok(name) => name,
            Err(unknown) => return Ok(Err(unknown)),
        };
        let load = || self.ask(|inquiry: Inquiry<'_>| inquiry.figures(&name));
        self.shared.figures.get(&name, load).map(Ok)
    }
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicUsize, Ordering};

    use super::*;

    fn dossier(code: &str) -> FactHistory {
        FactHistory::from(indicators::DossierFacts { code: code.into(), ..Default::default() })
    }

    /// Every thread asks before the only load has ended; a commit happens during the load.
    #[test]
    fn many_who_ask_at_once_cost_one_load() -> Result<(), Failure> {
        const ASKING: usize = 32;
        let (cache, loads) = (Cache::default(), AtomicUsize::new(0));
        let barrier = std::sync::Barrier::new(ASKING + 1);
        std::thread::scope(|threads| {
            let (cache, loads, barrier) = (&cache, &loads, &barrier);
            let load = move || {
                loads.fetch_add(1, Ordering::SeqCst);
                barrier.wait();
                let mut figures = Figures::empty("r");
                figures.put("dossier/r/1", dossier("1"));
                Ok(figures)
            };
            let first = threads.spawn(move || cache.get("r", load));
            let others: Vec<_> = (1..ASKING)
                .map(|_| {
                    threads.spawn(move || {
                        barrier.wait();
                        cache.get("r", || {
                            loads.fetch_add(1, Ordering::SeqCst);
                            Ok(Figures::empty("r"))
                        })
                    })
                })
                .collect();
            while loads.load(Ordering::SeqCst) == 0 {
                std::thread::yield_now();
            }
            cache.apply(vec![Change::Facts("dossier/r/2".into(), Box::new(dossier("2")))]);
            barrier.wait();
            for asking in others.into_iter().chain([first]) {
                let figures = asking.join().map_err(|_| broken("a thread panicked"))??;
                assert_eq!(figures.facts.len(), 2);
            }
            Ok::<(), Failure>(())
        })?;
        assert_eq!(loads.load(Ordering::SeqCst), 1);
        Ok(())
    }

    fn broken(what: &str) -> Failure {
        Failure::BrokenRecord { stream: String::new(), what: what.into() }
    }

    #[test]
    fn after_a_load_that_failed_the_next_who_asks_loads_again() {
        let cache = Cache::default();
        assert!(cache.get("r", || Err(broken("disk"))).is_err());
        assert!(cache.get("r", || Ok(Figures::empty("r"))).is_ok());
    }
}
