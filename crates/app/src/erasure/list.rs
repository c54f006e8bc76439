//! The erasures in a file next to the database, without personal data: a backup that is older than an
//! erasure still holds the person, so a restore applies the list to it.

use std::collections::BTreeMap;
use std::path::Path;

use affairs::data_request::{Command, DataRequest, Erased, Outcome, RequestKind};
use affairs::disposal::{self, Disposal};
use calendar::Instant;
use dossier::{Actor, Role};
use serde::{Deserialize, Serialize};
use store::Folder;

use super::{Act, erase};
use crate::affairs::Entry;
use crate::affairs_index::AffairsIndex;
use crate::application::Application;
use crate::core::Core;
use crate::data_requests;
use crate::disposals;
use crate::error::Failure;

/// An erasure, as the list has it: a line of JSON each.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ListedErasure {
    /// The id of the request, or of the disposal.
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

/// The erasures of a list that were carried out again.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ErasedAgain {
    /// The erasures in the list.
    pub listed: usize,
    /// Those that found data in the folder.
    pub found: usize,
}

impl ListedErasure {
    /// Reads a list.
    ///
    /// # Errors
    /// [`Failure::ErasureList`] with the line that does not read.
    pub fn read(text: &str) -> Result<Vec<Self>, Failure> {
        let lines = text.lines().zip(1..).filter(|(line, _)| !line.trim().is_empty());
        let read = |(line, number)| {
            serde_json::from_str(line).map_err(|_| Failure::ErasureList { line: number })
        };
        lines.map(read).collect()
    }

    /// One list of two, the earliest erasure first, as text.
    #[must_use]
    pub fn joined(one: Vec<Self>, another: &[Self]) -> String {
        let mut all = one;
        for erasure in another {
            if !all.iter().any(|listed| listed.request == erasure.request) {
                all.push(erasure.clone());
            }
        }
        all.sort_by_key(|one| one.at);
        all.iter().map(|one| crate::event_codec::canonical(one) + "\n").collect()
    }
}

/// The last part of a request's id.
fn name_of_request(id: &str) -> &str {
    id.rsplit('/').next().unwrap_or(id)
}

/// The erasures on record.
fn on_record(affairs: &AffairsIndex) -> Vec<ListedErasure> {
    affairs.look(|index| {
        let listed = index.data_requests.iter().filter_map(|(id, request)| {
            let (filed, decision) = (request.filed.as_ref()?, request.decided.as_ref()?);
            let erases = filed.request == RequestKind::Erasure && !decision.reached.is_empty();
            erases.then(|| ListedErasure {
                request: name_of_request(id).to_owned(),
                at: decision.at.0,
                persons: filed.persons.clone(),
                outcome: decision.outcome,
                erased: decision.reached.clone(),
            })
        });
        listed.chain(disposed(&index.disposals)).collect()
    })
}

/// The erasures after retention.
fn disposed(
    disposals: &BTreeMap<String, Disposal>,
) -> impl Iterator<Item = ListedErasure> + use<'_> {
    disposals.iter().filter_map(|(id, disposal)| {
        let (proposal, at) = disposal.erased()?;
        Some(ListedErasure {
            request: name_of_request(id).to_owned(),
            at: at.0,
            persons: Vec::new(),
            outcome: Outcome::Granted,
            erased: Erased { dossiers: proposal.dossiers.clone(), account: false },
        })
    })
}

/// Writes the list of a folder: what it held before, and the erasures on record. One thread at a time.
///
/// # Errors
/// [`Failure::ErasureList`]; the file cannot be written.
pub(super) fn write(folder: &Path, affairs: &AffairsIndex) -> Result<(), Failure> {
    let before = Folder::erasures_in(folder)?;
    let all = ListedErasure::joined(ListedErasure::read(&before)?, &on_record(affairs));
    if all != before {
        Folder::put_erasures_in(folder, &all)?;
    }
    Ok(())
}

impl Application {
    /// Carries out again the erasures in the folder's list that the record does not have: the folder was
    /// restored from a backup that is older than they are.
    ///
    /// # Errors
    /// [`Failure::ErasureList`]; the store failed, or the record does not fold.
    pub fn erase_again(&self, at: Instant) -> Result<ErasedAgain, Failure> {
        let list = ListedErasure::read(&self.folder.erasures()?)?;
        let known = on_record(&self.shared.affairs);
        let mut again = ErasedAgain { listed: list.len(), found: 0 };
        let is_known = |one: &ListedErasure| known.iter().any(|two| two.request == one.request);
        for one in list.into_iter().filter(|one| !is_known(one)) {
            again.found += usize::from(self.write_alone(move |core| apply(core, &one, at))?);
        }
        if again.found > 0 {
            self.scrub()?;
        }
        Ok(again)
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
    decide_again(core, one, at)?;
    approve_again(core, one, at)?;
    Ok(true)
}

/// Decides the request where the backup has it undecided.
fn decide_again(core: &mut Core, one: &ListedErasure, at: Instant) -> Result<(), Failure> {
    let affairs = core.shared().affairs.clone();
    let name = affairs.look(|index| {
        let is_it = |(id, request): &(&String, &DataRequest)| {
            name_of_request(id) == one.request && request.decided.is_none()
        };
        index.data_requests.iter().find(is_it).map(|(id, _)| id.clone())
    });
    let Some(name) = name else { return Ok(()) };
    let command = Command::EraseAgain { outcome: one.outcome, erased: one.erased.clone() };
    let entry = Entry { actor: Actor::system(), at, key: None, sealed: None };
    data_requests::carry_out(core, &name, command, entry)
}

/// Approves the disposal where the backup has it waiting.
fn approve_again(core: &mut Core, one: &ListedErasure, at: Instant) -> Result<(), Failure> {
    let affairs = core.shared().affairs.clone();
    let name = affairs.look(|index| {
        let is_it = |(id, disposal): &(&String, &Disposal)| {
            name_of_request(id) == one.request && disposal.waiting().is_some()
        };
        index.disposals.iter().find(is_it).map(|(id, _)| id.clone())
    });
    let Some(name) = name else { return Ok(()) };
    let entry = Entry { actor: Actor::system(), at, key: None, sealed: None };
    let command = (disposal::Command::Approve, one.erased.dossiers.as_slice());
    disposals::carry_out(core, &name, command, entry)
}
