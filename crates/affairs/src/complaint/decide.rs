//! From a command to its event, or to the reason why it is refused. Knows no record.

use calendar::{Calendar, Duration, Instant, LegalClock, Unit};
use dossier::{Actor, Phase, Role, State};

use crate::aggregate::Decide;
use crate::complaint::command::Command;
use crate::complaint::event::{Event, Way};
use crate::complaint::state::{Complaint, Complaints};

/// Working days in which a complaint is answered (decisions, "Complaints" 2).
pub const TERM_DAYS: u32 = 15;

/// The data that a decision needs.
#[derive(Clone, Copy, Debug)]
pub struct Context<'a> {
    /// Now.
    pub at: Instant,
    /// The calendar of deadlines in force.
    pub calendar: &'a Calendar,
    /// The dossier that it is about.
    pub dossier: &'a State,
    /// The unit to which a new complaint goes, or the one that it is moved to.
    pub unit: &'a str,
    /// The officers who serve as head of that unit.
    pub heads: &'a [String],
    /// The unit of the agency's leaders.
    pub leadership: &'a str,
}

/// Why a command is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// The dossier does not exist.
    NotOnRecord,
    /// An officer does not complain; the desk records what a citizen says.
    ByOfficer,
    /// A complaint of the same theme, made at this instant, waits for its answer.
    SameOpen(Instant),
    /// The officer complained of never held the dossier.
    NeverHeld,
    /// The text is empty.
    EmptyText,
    /// There is no complaint of this number.
    NoSuchComplaint,
    /// The complaint was answered at this instant.
    AlreadyAnswered(Instant),
    /// The actor is complained of, or holds the dossier.
    OwnMatter,
    /// The matter belongs to the head of another unit, or to a leader.
    OtherUnit,
    /// The complaint is with this unit already.
    SameUnit,
    /// The unit has no head who may answer.
    NoHeadToAnswer,
}

impl Refusal {
    /// Every reason, one of each kind.
    pub const ALL: &[Self] = &[
        Self::NotOnRecord,
        Self::ByOfficer,
        Self::SameOpen(Instant(0)),
        Self::NeverHeld,
        Self::EmptyText,
        Self::NoSuchComplaint,
        Self::AlreadyAnswered(Instant(0)),
        Self::OwnMatter,
        Self::OtherUnit,
        Self::SameUnit,
        Self::NoHeadToAnswer,
    ];

    /// The word in messages and machine-readable output.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::NotOnRecord => "not_on_record",
            Self::ByOfficer => "by_officer",
            Self::SameOpen(_) => "same_open",
            Self::NeverHeld => "never_held",
            Self::EmptyText => "empty_text",
            Self::NoSuchComplaint => "no_such_complaint",
            Self::AlreadyAnswered(_) => "already_answered",
            Self::OwnMatter => "own_matter",
            Self::OtherUnit => "other_unit",
            Self::SameUnit => "same_unit",
            Self::NoHeadToAnswer => "nobody_to_answer",
        }
    }
}

/// When a complaint made at an instant must be answered.
#[must_use]
pub fn due(calendar: &Calendar, at: Instant) -> Instant {
    LegalClock::start(calendar, Duration::of(TERM_DAYS, Unit::WorkingDays), at).due
}

/// Whether an officer is neither complained of nor the holder of the dossier.
fn is_impartial(officer: &str, against: Option<&str>, dossier: &State, at: Instant) -> bool {
    against != Some(officer) && !dossier.is_held_by(officer, at)
}

/// Why an actor cannot answer a complaint now, for a form that asks before anything is entered.
#[must_use]
pub fn obstacle_to_answer(
    complaint: &Complaint,
    actor: &Actor,
    (dossier, at): (&State, Instant),
) -> Option<Refusal> {
    if let Some(answer) = &complaint.answer {
        return Some(Refusal::AlreadyAnswered(answer.at));
    }
    if !may_answer(complaint, actor) {
        return Some(Refusal::OtherUnit);
    }
    let impartial = is_impartial(&actor.id, complaint.against.as_deref(), dossier, at);
    (!impartial).then_some(Refusal::OwnMatter)
}

/// Whether a complaint is for an actor to answer: for the head of its unit and for every leader.
#[must_use]
pub fn may_answer(complaint: &Complaint, actor: &Actor) -> bool {
    match actor.role {
        Role::Leader => true,
        Role::Head => actor.unit == complaint.unit,
        _ => false,
    }
}

impl Decide for Complaints {
    type Context<'a> = Context<'a>;
    type Command = Command;
    type Refusal = Refusal;

    fn decide(
        &self,
        context: Context<'_>,
        actor: &Actor,
        command: Command,
    ) -> Result<Vec<Event>, Refusal> {
        let Context { at, dossier, unit, .. } = context;
        let written = |text: &str| match text.trim().is_empty() {
            true => Err(Refusal::EmptyText),
            false => Ok(()),
        };
        let open = |number: u32| {
            let complaint = self.of(number).ok_or(Refusal::NoSuchComplaint)?;
            obstacle_to_answer(complaint, actor, (dossier, at)).map_or(Ok(complaint), Err)
        };
        let event = match command {
            Command::Make { theme, way, against, text } => {
                let recorder = if way == Way::Desk { Role::DeskOfficer } else { Role::Citizen };
                if actor.role != recorder {
                    return Err(Refusal::ByOfficer);
                }
                if dossier.phase == Phase::Absent {
                    return Err(Refusal::NotOnRecord);
                }
                let same = |made: &&Complaint| made.theme == theme && made.answer.is_none();
                if let Some(same) = self.all.iter().find(same) {
                    return Err(Refusal::SameOpen(same.at));
                }
                let held =
                    |officer: &String| dossier.holds.iter().any(|hold| hold.officer == *officer);
                if against.as_ref().is_some_and(|officer| !held(officer)) {
                    return Err(Refusal::NeverHeld);
                }
                written(&text)?;
                let fit = answers(context, against.as_deref());
                let unit = if fit { unit } else { context.leadership }.to_owned();
                let (calendar, due) = (context.calendar.id.clone(), due(context.calendar, at));
                Event::Made { theme, way, against, unit, calendar, due }
            }
            Command::Move { number, reason } => {
                let complaint = open(number)?;
                if complaint.unit == unit {
                    return Err(Refusal::SameUnit);
                }
                if unit != context.leadership && !answers(context, complaint.against.as_deref()) {
                    return Err(Refusal::NoHeadToAnswer);
                }
                written(&reason)?;
                Event::Moved { number, unit: unit.to_owned() }
            }
            Command::Answer { number, finding, text } => {
                open(number)?;
                written(&text)?;
                Event::Answered { number, finding }
            }
        };
        Ok(vec![event])
    }
}

/// Whether the unit has a head who may answer.
fn answers(context: Context<'_>, against: Option<&str>) -> bool {
    let Context { at, dossier, heads, .. } = context;
    heads.iter().any(|head| is_impartial(head, against, dossier, at))
}

#[cfg(test)]
mod tests;
