//! Declared absences: an officer is away, a stand-in acts. Kept in the stream `org/<agency>`; every
//! dossier that the officer holds, or takes over meanwhile, gets its own event.

use calendar::{Day, Instant};
use dossier::{Actor, Command, Event};
use serde::{Deserialize, Serialize};
use store::{NewEvent, Writer};

use crate::application::Application;
use crate::command_key::{CommandKey, DraftFiles};
use crate::core::Core;
use crate::declared_absences::DeclaredAbsences;
use crate::error::Failure;
use crate::execute::Submission;
use crate::policy::{AgencyPermit, Right, allow_role, permit_leave, role_of};
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

/// Why an absence is not declared.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NotDeclared {
    /// The rules know no such officer on that day.
    NobodyServes { officer: String },
    /// The actor may not for this officer: a head may for the own unit.
    NotYours { officer: String },
    /// The stand-in is of another unit, or of a post that holds no dossiers.
    NotTheUnit { officer: String },
    /// The same person stands in for themselves.
    SamePerson,
    /// It ends before it begins.
    OverBefore,
    /// The officer is away already.
    Away { absence: Absence },
    /// The stand-in is away meanwhile: no chains.
    StandInAway { absence: Absence },
    /// The officer is a stand-in meanwhile: no chains.
    StandsIn { absence: Absence },
}

impl NotDeclared {
    /// The word in messages and machine-readable output.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::NobodyServes { .. } => "nobody_serves",
            Self::NotYours { .. } => "not_yours",
            Self::NotTheUnit { .. } => "not_the_unit",
            Self::SamePerson => "same_person",
            Self::OverBefore => "over_before",
            Self::Away { .. } => "away",
            Self::StandInAway { .. } => "stand_in_away",
            Self::StandsIn { .. } => "stands_in",
        }
    }
}

impl From<NotDeclared> for Failure {
    fn from(why: NotDeclared) -> Self {
        Self::NotDeclared(why)
    }
}

impl Application {
    /// The officers for whom an actor may declare absences on a day, in the order of the rules.
    #[must_use]
    pub fn may_be_declared_away(&self, actor: &Actor, day: Day) -> Vec<String> {
        let rules = self.rules();
        let officers = rules.agency.as_ref().map(|agency| agency.officers.as_slice());
        let officers = officers.unwrap_or_default().iter();
        let theirs =
            officers.filter(|o| o.valid(day) && permit_leave(actor, &o.id, &o.unit).is_ok());
        theirs.map(|officer| officer.id.clone()).collect()
    }

    /// Declares an absence that begins now: the stand-in acts in every dossier the officer holds.
    /// Says in how many, once that is durable; the same absence again changes nothing.
    ///
    /// # Errors
    /// [`NotDeclared`] says why not; or the store failed.
    pub fn declare_absence(&self, actor: &Actor, absence: &Absence) -> Result<usize, Failure> {
        self.declare_absence_once(actor, absence, None)
    }

    /// As [`Application::declare_absence`]; a key that is on record does nothing.
    ///
    /// # Errors
    /// As [`Application::declare_absence`]; [`Failure::AlreadyDone`] and [`Failure::KeyConflict`]
    /// by the key.
    pub fn declare_absence_once(
        &self,
        actor: &Actor,
        absence: &Absence,
        key: Option<CommandKey>,
    ) -> Result<usize, Failure> {
        let permit = self.permit_absence(actor, absence)?;
        self.run_timers(absence.from)?;
        let (actor, absence) = (actor.clone(), absence.clone());
        let key = key.map(|key| key.bound(&actor, "absent", &DraftFiles::default()));
        self.write(move |core| {
            if let Some(key) = &key {
                core.check_key(key, &actor, STREAM)?;
            }
            begin_absence(core, &permit, &absence, key.as_ref())
        })
    }

    fn permit_absence(
        &self,
        actor: &Actor,
        absence: &Absence,
    ) -> Result<AgencyPermit, NotDeclared> {
        let rules = self.rules();
        let day = rules.deadline_calendar().zone.day(absence.from);
        for name in [&absence.officer, &absence.by] {
            let known = rules.officer(name).filter(|officer| officer.valid(day));
            known.ok_or_else(|| NotDeclared::NobodyServes { officer: name.clone() })?;
        }
        let unit = rules.officer(&absence.officer).map(|officer| officer.unit.as_str());
        let permit = permit_leave(actor, &absence.officer, unit.unwrap_or_default())
            .map_err(|_| NotDeclared::NotYours { officer: absence.officer.clone() })?;
        let stands_in = rules.officer(&absence.by).filter(|by| {
            let holds = allow_role(role_of(by.post), Right::Work);
            holds && Some(by.unit.as_str()) == unit
        });
        stands_in.ok_or_else(|| NotDeclared::NotTheUnit { officer: absence.by.clone() })?;
        Ok(permit)
    }
}

fn begin_absence(
    core: &mut Core,
    permit: &AgencyPermit,
    absence: &Absence,
    key: Option<&CommandKey>,
) -> Result<usize, Failure> {
    possible(core.absences(), absence)?;
    let version = core.writer.version(STREAM)?;
    let key = key.map(|key| (key.text.as_str(), key.digest.as_str()));
    let row = row(&permit.actor, absence, core.log_at(absence.from));
    core.writer.append_keyed(STREAM, version, &[row], key)?;
    core.absences().push(absence.clone());
    let mut begun = 0;
    for stream in held_by(core, &absence.officer)? {
        if core.set_aside(&stream)? {
            continue;
        }
        match core.carry_out(stand_in(&stream, absence)) {
            Ok(_) => begun += 1,
            // A stand-in was named for this dossier before: that one goes on.
            Err(Failure::Refused(_)) => {}
            Err(failure) => return Err(failure),
        }
    }
    core.grouped += 1;
    Ok(begun)
}

fn held_by(core: &Core, officer: &str) -> Result<Vec<String>, Failure> {
    // What the open group has not projected yet is in the cache.
    let rows = core.reader.held_by(officer)?;
    let mut held: std::collections::BTreeSet<String> = rows.into_iter().collect();
    for (stream, cached) in core.cache.iter() {
        let holds = cached.state.hold().is_some_and(|hold| hold.officer == officer);
        if holds {
            held.insert(stream.clone())
        } else {
            held.remove(stream)
        };
    }
    // An old register may name another officer by the same id.
    let own = core.rules().agency.as_ref().map(|agency| agency.code.clone());
    held.retain(|stream| own.as_deref() == Some(register_of(stream)));
    Ok(held.into_iter().collect())
}

/// No chains: neither of the two is away or stands in for an absent one in the wrong place.
fn possible(known: &DeclaredAbsences, new: &Absence) -> Result<(), NotDeclared> {
    if new.officer == new.by {
        return Err(NotDeclared::SamePerson);
    }
    if new.until <= new.from {
        return Err(NotDeclared::OverBefore);
    }
    let away = |who: &str| known.find(|a| a.officer == who && a.until > new.from);
    if let Some(absence) = away(&new.officer) {
        return Err(NotDeclared::Away { absence });
    }
    if let Some(absence) = away(&new.by) {
        return Err(NotDeclared::StandInAway { absence });
    }
    match known.find(|a| a.by == new.officer && a.until > new.from) {
        Some(absence) => Err(NotDeclared::StandsIn { absence }),
        None => Ok(()),
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

fn row(actor: &str, absence: &Absence, logged_at: Instant) -> NewEvent {
    NewEvent {
        happened_at: absence.from.0,
        logged_at: logged_at.0,
        actor: actor.to_owned(),
        on_behalf: None,
        kind: "absent".into(),
        public_part: crate::event_codec::canonical(absence),
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
    let away = core.absences().of_officer(&officer, at)?;
    if state.acting(&officer, at) != officer {
        return None;
    }
    let event = Event::StandIn { officer: officer.clone(), by: away.by, until: away.until };
    Some((event, officer))
}

/// The stand-in event that follows where a dossier comes, without an acceptance, to an officer who is
/// away.
pub(crate) fn for_new_holder(
    core: &Core,
    stream: &str,
    command: &Command,
    at: Instant,
) -> Option<Event> {
    let state = &core.cache.get(stream)?.state;
    let (to, at) = match command {
        Command::Reassign { to, .. } => (to, at),
        Command::Lapse => (&state.offer.as_ref()?.to, state.offer_lapses(at)?),
        _ => return None,
    };
    let away = core.absences().of_officer(to, at)?;
    (state.acting(to, at) == to).then(|| Event::StandIn {
        officer: to.clone(),
        by: away.by,
        until: away.until,
    })
}

impl Application {
    /// Whether an absence is on record.
    #[must_use]
    pub fn is_declared(&self, absence: &Absence) -> bool {
        self.shared.absences.contains(absence)
    }

    /// Who acts for an officer at an instant: the stand-in of a declared absence, or the officer.
    #[must_use]
    pub fn acting_for(&self, officer: &str, at: Instant) -> String {
        let away = self.shared.absences.of_officer(officer, at);
        away.map_or_else(|| officer.to_owned(), |absence| absence.by.clone())
    }
}

impl Application {
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
        let now = |a: &Absence| a.by == officer && a.from <= at && at < a.until;
        self.shared.absences.latest(now)
    }

    /// The absences that go on or are to come, latest first.
    #[must_use]
    pub fn absences(&self, at: Instant) -> Vec<Absence> {
        self.shared.absences.latest(|absence| at < absence.until)
    }
}
