//! Declared absences: an officer is away, a stand-in acts. Kept in the stream `org/<agency>`; every
//! dossier that the officer holds, or takes over during the absence, gets its own event.

use calendar::{Day, Instant};
use dossier::Actor;
use serde::{Deserialize, Serialize};
use store::{NewEvent, Writer};

use crate::application::Application;
use crate::command_key::{CommandKey, DraftFiles};
use crate::core::Core;
use crate::declared_absences::{DeclaredAbsence, DeclaredAbsences};
use crate::error::Failure;
use crate::policy::{AgencyPermit, Right, allow_role, permit_leave, permit_leave_end, role_of};
use crate::{event_codec, stand_ins};

pub(crate) const STREAM: &str = "org/agency";

/// The kinds of the stream's events.
const ABSENT: &str = "absent";
const BEGUN: &str = "absence_begun";
const ENDED: &str = "absence_ended";

/// `by` acts for `officer` in [from, until).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Absence {
    pub officer: String,
    pub by: String,
    pub from: Instant,
    pub until: Instant,
}

/// Names an absence that was declared.
#[derive(Serialize, Deserialize)]
struct Named {
    officer: String,
    from: Instant,
}

/// Why an absence is not declared or ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NotDeclared {
    /// The rules know no such officer on that day.
    NotInService { officer: String },
    /// The actor may not for this officer: a head may for the own unit.
    NotYours { officer: String },
    /// The stand-in is of another unit, or of a post that holds no dossiers.
    NotTheUnit { officer: String },
    /// The stand-in is the absent officer.
    SamePerson,
    /// The absence ends before its beginning.
    OverBefore,
    /// The absence begins in the past.
    BeginsBefore,
    /// The stand-in leaves the post before it ends; the last day.
    LeavesBefore { officer: String, day: Day },
    /// The officer has no such absence, or the absence is over.
    NoneToEnd { officer: String },
    /// The officer is away already.
    Away { absence: Absence },
    /// The stand-in is absent in the same time: stand-ins form no chains.
    StandInAway { absence: Absence },
    /// The officer is a stand-in in the same time: stand-ins form no chains.
    StandsIn { absence: Absence },
}

impl NotDeclared {
    /// The word in messages and machine-readable output.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::NotInService { .. } => "nobody_serves",
            Self::NotYours { .. } => "not_yours",
            Self::NotTheUnit { .. } => "not_the_unit",
            Self::SamePerson => "same_person",
            Self::OverBefore => "over_before",
            Self::BeginsBefore => "begins_before",
            Self::LeavesBefore { .. } => "leaves_before",
            Self::NoneToEnd { .. } => "none_to_end",
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
        self.declare_absence_once(actor, absence, absence.from, None)
    }

    /// Declares an absence that begins now or lies ahead; a timer begins that one. A key that is on
    /// record does nothing.
    ///
    /// # Errors
    /// As [`Application::declare_absence`]; [`Failure::AlreadyDone`] and [`Failure::KeyConflict`]
    /// by the key.
    pub fn declare_absence_once(
        &self,
        actor: &Actor,
        absence: &Absence,
        now: Instant,
        key: Option<CommandKey>,
    ) -> Result<usize, Failure> {
        let permit = self.permit_absence(actor, absence)?;
        self.run_timers(now)?;
        let (actor, absence) = (actor.clone(), absence.clone());
        let key = key.map(|key| key.bound(&actor, "absent", &DraftFiles::default()));
        self.write(move |core| {
            if let Some(key) = &key {
                core.check_key(key, &actor, STREAM)?;
            }
            declare(core, &permit, &absence, now, key.as_ref())
        })
    }

    /// Ends an officer's absence that began at an instant, or withdraws it before that: what is left
    /// is the officer's again. Says in how many dossiers. A key that is on record does nothing.
    ///
    /// # Errors
    /// [`NotDeclared::NotYours`] and [`NotDeclared::NoneToEnd`];
    /// [`Failure::AlreadyDone`] and [`Failure::KeyConflict`] by the key; or the store failed.
    pub fn end_absence(
        &self,
        actor: &Actor,
        (officer, from): (&str, Instant),
        now: Instant,
        key: Option<CommandKey>,
    ) -> Result<usize, Failure> {
        let rules = self.rules();
        let unit = rules.officer(officer).map(|officer| officer.unit.as_str());
        let permit = permit_leave_end(actor, officer, unit.unwrap_or_default())
            .map_err(|_| NotDeclared::NotYours { officer: officer.to_owned() })?;
        self.run_timers(now)?;
        let (actor, officer) = (actor.clone(), officer.to_owned());
        let key = key.map(|key| key.bound(&actor, "absence_ended", &DraftFiles::default()));
        self.write(move |core| {
            if let Some(key) = &key {
                core.check_key(key, &actor, STREAM)?;
            }
            end(core, &permit, (&officer, from), now, key.as_ref())
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
            let absent_officer = rules.officer(name).filter(|officer| officer.valid(day));
            absent_officer.ok_or_else(|| NotDeclared::NotInService { officer: name.clone() })?;
        }
        let unit = rules.officer(&absence.officer).map(|officer| officer.unit.as_str());
        let permit = permit_leave(actor, &absence.officer, unit.unwrap_or_default())
            .map_err(|_| NotDeclared::NotYours { officer: absence.officer.clone() })?;
        let stands_in = rules.officer(&absence.by).filter(|by| {
            let holds = allow_role(role_of(by.post), Right::Work);
            holds && Some(by.unit.as_str()) == unit
        });
        let by =
            stands_in.ok_or_else(|| NotDeclared::NotTheUnit { officer: absence.by.clone() })?;
        let last = rules.deadline_calendar().zone.day(absence.until.plus_millis(-1));
        match by.valid_to.filter(|leaves| *leaves < last) {
            Some(day) => Err(NotDeclared::LeavesBefore { officer: absence.by.clone(), day }),
            None => Ok(permit),
        }
    }
}

fn declare(
    core: &mut Core,
    permit: &AgencyPermit,
    absence: &Absence,
    now: Instant,
    key: Option<&CommandKey>,
) -> Result<usize, Failure> {
    check_possible(core.absences(), absence, now)?;
    append(core, (ABSENT, event_codec::canonical(absence)), &permit.actor, (now, now), key)?;
    let begun = absence.from <= now;
    core.absences().push(DeclaredAbsence { absence: absence.clone(), begun, ended: None });
    core.set_absence_timer();
    if begun { stand_ins::begin(core, absence, now) } else { Ok(0) }
}

/// Begins the absence whose time has come; it is logged now, or at its own instant where a clock
/// moves on. Says whether there was one.
///
/// # Errors
/// The store failed.
pub(crate) fn begin_next(core: &mut Core, now: Option<Instant>) -> Result<bool, Failure> {
    let Some(absence) = core.absences().next() else { return Ok(false) };
    let (from, now) = (absence.from, now.unwrap_or(absence.from));
    let body = Named { officer: absence.officer.clone(), from };
    append(core, (BEGUN, event_codec::canonical(&body)), "system", (from, now), None)?;
    core.absences().change(&absence.officer, from, |declared| declared.begun = true);
    core.set_absence_timer();
    stand_ins::begin(core, &absence, now)?;
    Ok(true)
}

fn end(
    core: &mut Core,
    permit: &AgencyPermit,
    (officer, from): (&str, Instant),
    now: Instant,
    key: Option<&CommandKey>,
) -> Result<usize, Failure> {
    let none = || NotDeclared::NoneToEnd { officer: officer.to_owned() };
    let goes_on = |a: &Absence| a.officer == officer && a.from == from && now < a.until;
    core.absences().find(goes_on).ok_or_else(none)?;
    let body = Named { officer: officer.to_owned(), from };
    append(core, (ENDED, event_codec::canonical(&body)), &permit.actor, (now, now), key)?;
    core.absences().change(officer, from, |declared| declared.ended = Some(now));
    core.set_absence_timer();
    stand_ins::end(core, officer, now, now)
}

fn append(
    core: &mut Core,
    (kind, public_part): (&str, String),
    actor: &str,
    (at, now): (Instant, Instant),
    key: Option<&CommandKey>,
) -> Result<(), Failure> {
    let event = NewEvent {
        happened_at: at.0,
        logged_at: core.log_at(now).0,
        actor: actor.to_owned(),
        on_behalf: None,
        kind: kind.into(),
        public_part,
        sealed_part: None,
    };
    let version = core.writer.version(STREAM)?;
    let key = key.map(|key| (key.text.as_str(), key.digest.as_str()));
    core.writer.append_keyed(STREAM, version, &[event], key)?;
    core.grouped += 1;
    Ok(())
}

/// No chains, now or ahead: while the officer is away, neither of the two is away otherwise, and
/// the officer stands in for no other.
fn check_possible(
    declared: &DeclaredAbsences,
    new: &Absence,
    now: Instant,
) -> Result<(), NotDeclared> {
    if new.officer == new.by {
        return Err(NotDeclared::SamePerson);
    }
    if new.until <= new.from || new.until <= now {
        return Err(NotDeclared::OverBefore);
    }
    if new.from < now {
        return Err(NotDeclared::BeginsBefore);
    }
    let overlaps = |a: &Absence| a.from < new.until && new.from < a.until;
    let away = |who: &str| declared.find(|a| a.officer == who && overlaps(a));
    if let Some(absence) = away(&new.officer) {
        return Err(NotDeclared::Away { absence });
    }
    if let Some(absence) = away(&new.by) {
        return Err(NotDeclared::StandInAway { absence });
    }
    match declared.find(|a| a.by == new.officer && overlaps(a)) {
        Some(absence) => Err(NotDeclared::StandsIn { absence }),
        None => Ok(()),
    }
}

/// The absences on record.
pub(crate) fn load(writer: &Writer) -> Result<Vec<DeclaredAbsence>, Failure> {
    let list = DeclaredAbsences::of(Vec::new());
    let broken = |what: String| Failure::BrokenRecord { stream: STREAM.into(), what };
    for row in writer.stream(STREAM)? {
        let (event, at) = (&row.event, Instant(row.event.happened_at));
        let unread = |error: serde_json::Error| broken(error.to_string());
        if event.kind == ABSENT {
            let absence: Absence = serde_json::from_str(&event.public_part).map_err(unread)?;
            let begun = absence.from <= at;
            list.push(DeclaredAbsence { absence, begun, ended: None });
            continue;
        }
        let named: Named = serde_json::from_str(&event.public_part).map_err(unread)?;
        list.change(&named.officer, named.from, |declared| match event.kind.as_str() {
            BEGUN => declared.begun = true,
            _ => declared.ended = Some(at),
        });
    }
    Ok(list.snapshot().to_vec())
}

impl Application {
    /// Whether an absence is on record.
    #[must_use]
    pub fn is_declared(&self, absence: &Absence) -> bool {
        self.shared.absences.contains(absence)
    }

    /// The officer who acts for an officer at an instant: the stand-in of a declared absence, or the
    /// officer.
    #[must_use]
    pub fn acting_for(&self, officer: &str, at: Instant) -> String {
        let away = self.shared.absences.of_officer(officer, at);
        away.map_or_else(|| officer.to_owned(), |absence| absence.by.clone())
    }

    /// The absences in which an officer stands in at an instant.
    #[must_use]
    pub fn stands_in_for(&self, officer: &str, at: Instant) -> Vec<Absence> {
        let now = |a: &Absence| a.by == officer && a.from <= at && at < a.until;
        self.shared.absences.latest(now)
    }

    /// Every absence, with its outcome, the latest declared first.
    #[must_use]
    pub fn all_absences(&self) -> Vec<DeclaredAbsence> {
        self.shared.absences.snapshot().iter().rev().cloned().collect()
    }

    /// The absences that go on or are to come, latest first.
    #[must_use]
    pub fn absences(&self, at: Instant) -> Vec<Absence> {
        self.shared.absences.latest(|a| at < a.until && a.from < a.until)
    }
}
