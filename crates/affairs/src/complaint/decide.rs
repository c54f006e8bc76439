//! Decides a command on the complaints about a dossier: its events, or the reason of a refusal. The
//! module must not know how events are stored.

use calendar::{Calendar, Duration, Instant, LegalClock, Unit};
use dossier::{Actor, Phase, Role, State};

use crate::aggregate::Decide;
use crate::complaint::command::Command;
use crate::complaint::event::{Event, Way};
use crate::complaint::state::{Complaint, Complaints};

/// The number of working days in which a complaint is answered (decisions, "Complaints" 2).
pub const TERM_DAYS: u32 = 15;

/// The data that a decision needs in addition to the state.
#[derive(Clone, Copy, Debug)]
pub struct Context<'a> {
    /// The instant of the command.
    pub at: Instant,
    /// The deadline calendar in force.
    pub calendar: &'a Calendar,
    /// The dossier that the complaint is about.
    pub dossier: &'a State,
    /// The unit to which a new complaint goes, or to which a complaint is moved.
    pub unit: &'a str,
    /// The officers who serve as head of that unit.
    pub heads: &'a [String],
    /// The unit of the agency's leaders.
    pub leadership: &'a str,
}

/// The reason why a command is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// The dossier does not exist.
    NotOnRecord,
    /// An officer cannot complain; the desk records what a citizen says.
    ByOfficer,
    /// A complaint of the same theme, made at this instant, is not answered yet.
    SameOpen(Instant),
    /// The officer complained of never held the dossier.
    NeverHeld,
    /// The text is empty.
    EmptyText,
    /// No complaint has this number.
    NoSuchComplaint,
    /// The complaint was answered at this instant.
    AlreadyAnswered(Instant),
    /// The complaint is about the actor, or the actor holds the dossier.
    OwnMatter,
    /// The head of another unit answers the complaint, or a leader.
    OtherUnit,
    /// The unit has the complaint already.
    SameUnit,
    /// The unit has no head who may answer.
    NoHeadToAnswer,
}

impl Refusal {
    /// Every refusal, one of each kind; tests and documents list them.
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

    /// The name in messages and machine-readable output.
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

/// The due of a complaint made at an instant.
#[must_use]
pub fn due(calendar: &Calendar, at: Instant) -> Instant {
    LegalClock::start(calendar, Duration::of(TERM_DAYS, Unit::WorkingDays), at).due
}

/// Whether an officer is neither complained of nor the holder of the dossier.
fn is_impartial(officer: &str, against: Option<&str>, dossier: &State, at: Instant) -> bool {
    against != Some(officer) && !dossier.is_held_by(officer, at)
}

/// The reason why an actor cannot answer a complaint, for a form that must know before anything is
/// entered.
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

/// Whether an actor may answer a complaint: the head of its unit, or a leader.
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
