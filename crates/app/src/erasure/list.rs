//! The erasures in a file next to the database, without personal data: a backup that is older than an
//! erasure still holds the person, so a restore applies the list to it.

use affairs::data_request::{Erased, Outcome, RequestKind};
use calendar::Instant;
use dossier::Role;
use serde::{Deserialize, Serialize};

use super::{Act, erase};
use crate::affairs::name_of;
use crate::application::Application;
use crate::core::Core;
use crate::error::Failure;

/// An erasure, as the list has it: a line of JSON each.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ListedErasure {
    /// The request's id.
    pub request: String,
    /// When it was decided, in milliseconds.
    pub at: i64,
    /// Pseudonyms.
    pub persons: Vec<String>,
    #[serde(default = "granted")]
    pub outcome: Outcome,
    #[serde(flatten)]
    pub erased: Erased,
}

/// The outcome of an erasure that was listed without one.
const fn granted() -> Outcome {
    Outcome::Granted
}

impl ListedErasure {
    /// Reads a list; `None` where a line is none.
    #[must_use]
    pub fn read(text: &str) -> Option<Vec<Self>> {
        let lines = text.lines().filter(|line| !line.trim().is_empty());
        lines.map(|line| serde_json::from_str(line).ok()).collect()
    }
}

impl Application {
    /// The erasures on record.
    fn erasures(&self) -> Vec<ListedErasure> {
        self.shared.affairs.look(|index| {
            let listed = index.data_requests.iter().filter_map(|(id, request)| {
                let (filed, decision) = (request.filed.as_ref()?, request.decided.as_ref()?);
                let erases = filed.request == RequestKind::Erasure && !decision.reached.is_empty();
                erases.then(|| ListedErasure {
                    request: id.rsplit('/').next().unwrap_or(name_of(id)).to_owned(),
                    at: decision.at.0,
                    persons: filed.persons.clone(),
                    outcome: decision.outcome,
                    erased: decision.reached.clone(),
                })
            });
            listed.collect()
        })
    }

    /// Writes the list: what it held before, the erasures on record, and others that were applied.
    ///
    /// # Errors
    /// The file cannot be written.
    pub(super) fn list_erasures(&self, applied: &[ListedErasure]) -> Result<(), Failure> {
        let before = self.folder.erasures()?;
        let mut all = ListedErasure::read(&before).unwrap_or_default();
        for one in self.erasures().iter().chain(applied) {
            if !all.iter().any(|listed| listed.request == one.request) {
                all.push(one.clone());
            }
        }
        all.sort_by_key(|one| one.at);
        let lines = all.iter().map(|one| crate::event_codec::canonical(one) + "\n");
        Ok(self.folder.put_erasures(&lines.collect::<String>())?)
    }

    /// Applies the erasures of a list to a folder that was restored from an older backup; returns how many
    /// found something to erase.
    ///
    /// # Errors
    /// The store failed, or the record does not fold.
    pub fn apply_erasures(&self, list: &[ListedErasure], at: Instant) -> Result<usize, Failure> {
        let mut applied = 0;
        for one in list {
            let one = one.clone();
            applied += usize::from(self.write_alone(move |core| apply(core, &one, at))?);
        }
        self.list_erasures(list)?;
        self.scrub()?;
        Ok(applied)
    }
}

/// Applies an erasure to what is still there of it; returns whether there was anything.
fn apply(core: &mut Core, one: &ListedErasure, at: Instant) -> Result<bool, Failure> {
    let rules = core.rules();
    let mut erased = Erased::default();
    for stream in &one.erased.dossiers {
        let is_there = core.reader.row(stream)?.is_some();
        if is_there && core.load(stream, &rules)?.state.erased.is_none() {
            erased.dossiers.push(stream.clone());
        }
    }
    for person in one.persons.iter().filter(|_| one.erased.account) {
        erased.account |= !core.reader.contacts_of(person)?.is_empty();
    }
    if erased.is_empty() {
        return Ok(false);
    }
    let (request, persons) = (one.request.as_str(), one.persons.as_slice());
    let (outcome, actor) = (one.outcome, Role::System.code());
    erase(core, &Act { request, persons, erased: &erased, outcome, actor, at })?;
    Ok(true)
}
