//! Declared absences: an officer is away, a stand-in acts. Kept in the stream `org/<agency>`; every
//! dossier that the officer holds, or takes over meanwhile, gets its own event.

use calendar::Instant;
use dossier::{Actor, Command, Event, Role};
use serde::{Deserialize, Serialize};
use store::{NewEvent, Writer};

use crate::core::{Core, Office, lock};
use crate::error::Failure;
use crate::execute::Submission;
use crate::project::register_of;

pub(crate) const STREAM: &str = "org/agency";

/// `by` acts for `officer` in [from, until).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Absence {
    pub officer: String,
    pub by: String,
    pub from: Instant,
    pub until: Instant,
}

impl Office {
    /// Declares an absence that begins now: the stand-in acts in every dossier the officer holds.
    ///
    /// # Errors
    /// The actor may not; officer or stand-in is unknown, or one of them is away already.
    pub fn declare_absence(&self, actor: &Actor, absence: &Absence) -> Result<usize, Failure> {
        let rules = self.rules();
        let day = rules.deadline_calendar().zone.day(absence.from);
        for name in [&absence.officer, &absence.by] {
            let known = rules.officer(name).filter(|officer| officer.valid(day));
            known.ok_or_else(|| Failure::Unknown { what: "officer", name: name.clone() })?;
        }
        let unit = rules.officer(&absence.officer).map(|officer| officer.unit.clone());
        let may = match actor.role {
            Role::Leader | Role::Administrator | Role::System => true,
            Role::Head => unit.as_deref() == Some(actor.unit.as_str()),
            _ => false,
        };
        if !may {
            return Err(Failure::Unknown {
                what: "right to declare an absence for",
                name: absence.officer.clone(),
            });
        }
        self.run_timers(absence.from)?;
        let mut core = self.core();
        let away =
            |who: &str| core.absences.iter().any(|a| a.officer == who && a.until > absence.from);
        if away(&absence.officer) || away(&absence.by) || absence.until <= absence.from {
            return Err(Failure::Unknown {
                what: "stand-in that is present:",
                name: absence.by.clone(),
            });
        }
        let version = core.writer.version(STREAM)?;
        core.writer.append(STREAM, version, &[row(actor, absence)], None)?;
        core.absences.push(absence.clone());
        let held = self.held_by(&mut core, &absence.officer)?;
        for stream in &held {
            self.carry_out(&mut core, stand_in(stream, absence))?;
        }
        self.commit_if_full(&mut core)?;
        Ok(held.len())
    }

    fn held_by(&self, core: &mut Core, officer: &str) -> Result<Vec<String>, Failure> {
        // What the open group has not projected yet is in the cache.
        let mut held: std::collections::BTreeSet<String> = self.read(|reader| {
            let rows = reader.held_by(officer)?;
            Ok(rows.into_iter().collect())
        })?;
        for (stream, cached) in &core.cache {
            let holds = cached.state.hold().is_some_and(|hold| hold.officer == officer);
            if holds {
                held.insert(stream.clone())
            } else {
                held.remove(stream)
            };
        }
        // An old register may name somebody by the same id.
        let own = self.rules().agency.as_ref().map(|agency| agency.code.clone());
        held.retain(|stream| own.as_deref() == Some(register_of(stream)));
        Ok(held.into_iter().collect())
    }
}

fn stand_in(stream: &str, absence: &Absence) -> Submission {
    Submission {
        stream: stream.to_owned(),
        actor: Actor::system(),
        command: Command::StandIn {
            officer: absence.officer.clone(),
            by: absence.by.clone(),
            until: absence.until,
        },
        at: absence.from,
        key: None,
        sealed: None,
    }
}

fn row(actor: &Actor, absence: &Absence) -> NewEvent {
    NewEvent {
        happened_at: absence.from.0,
        logged_at: absence.from.0,
        actor: actor.id.clone(),
        on_behalf: None,
        kind: "absent".into(),
        public_part: crate::wire::canonical(absence),
        sealed_part: None,
    }
}

/// The absences on record.
pub(crate) fn load(writer: &Writer) -> Result<Vec<Absence>, Failure> {
    let rows = writer.stream(STREAM)?;
    let absences = rows.iter().map(|row| serde_json::from_str(&row.event.public_part));
    absences
        .collect::<Result<_, _>>()
        .map_err(|error| Failure::BrokenRecord { stream: STREAM.into(), what: error.to_string() })
}

/// The stand-in event that an acceptance needs first, where the officer asked is away.
pub(crate) fn for_acceptance(
    core: &mut Core,
    stream: &str,
    command: &Command,
    at: Instant,
) -> Option<(Event, String)> {
    if !matches!(command, Command::Accept | Command::Decline { .. }) {
        return None;
    }
    let state = &core.cache.get(stream)?.state;
    let officer = state.offer.as_ref()?.to.clone();
    let away =
        core.absences.iter().find(|a| a.officer == officer && a.from <= at && at < a.until)?;
    if state.acting(&officer, at) != officer {
        return None;
    }
    let event = Event::StandIn { officer: officer.clone(), by: away.by.clone(), until: away.until };
    Some((event, officer))
}

/// The stand-in event that follows where a dossier is reassigned to an officer who is away.
pub(crate) fn for_reassignment(
    core: &Core,
    stream: &str,
    command: &Command,
    at: Instant,
) -> Option<Event> {
    let Command::Reassign { to, .. } = command else { return None };
    let state = &core.cache.get(stream)?.state;
    let away = core.absences.iter().find(|a| a.officer == *to && a.from <= at && at < a.until)?;
    (state.acting(to, at) == to).then(|| Event::StandIn {
        officer: to.clone(),
        by: away.by.clone(),
        until: away.until,
    })
}

impl Office {
    /// Whether an absence is on record.
    #[must_use]
    pub fn is_declared(&self, absence: &Absence) -> bool {
        lock(self.core_mutex()).absences.contains(absence)
    }

    /// Who acts for an officer at an instant: the stand-in of a declared absence, or the officer.
    #[must_use]
    pub fn acting_for(&self, officer: &str, at: Instant) -> String {
        let core = lock(self.core_mutex());
        let away =
            core.absences.iter().find(|a| a.officer == officer && a.from <= at && at < a.until);
        away.map_or_else(|| officer.to_owned(), |absence| absence.by.clone())
    }
}

impl Office {
    /// The actions of one who stands in for the absent officer to whom a dossier is offered.
    pub(crate) fn stands_in_for_offer(
        &self,
        state: &dossier::State,
        actor: &str,
        at: Instant,
    ) -> Vec<dossier::Action> {
        let Some(offer) = &state.offer else { return Vec::new() };
        let away = state.acting(&offer.to, at) == offer.to && offer.to != actor;
        if away && self.acting_for(&offer.to, at) == actor {
            vec![dossier::Action::Accept, dossier::Action::Decline]
        } else {
            Vec::new()
        }
    }

    /// For whom an officer stands in at an instant.
    #[must_use]
    pub fn stands_in_for(&self, officer: &str, at: Instant) -> Vec<Absence> {
        let core = lock(self.core_mutex());
        let now = |a: &&Absence| a.by == officer && a.from <= at && at < a.until;
        core.absences.iter().filter(now).cloned().collect()
    }

    /// The absences that go on or are to come, latest first.
    #[must_use]
    pub fn absences(&self, at: Instant) -> Vec<Absence> {
        let core = lock(self.core_mutex());
        core.absences.iter().rev().filter(|absence| at < absence.until).cloned().collect()
    }
}
