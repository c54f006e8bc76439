//! The queues of desks, one a desk and day: tickets drawn at a kiosk whose link an officer gave out,
//! called and ended by the officers of the desk, tied to the dossiers on which they act meanwhile. Knows no
//! page.

use affairs::queue_day::{self, Command, Context, QueueDay, Refusal, TicketAct, ticket_name};
use calendar::{Day, Instant};
use credentials::once;
use dossier::{Actor, Event, Role};
use rules::Rules;

use crate::affairs::{self as streams, Entry};
use crate::affairs_index::AffairChange;
use crate::application::Application;
use crate::audit::{self, AuditKind};
use crate::command_key::CommandKey;
use crate::core::Core;
use crate::error::Failure;
use crate::inquiry::Inquiry;
use crate::policy::{Right, Who, allow, permit_affair};

/// Before an opening of the desk tickets are given for so long.
const EARLY_MILLIS: i64 = 30 * 60_000;

impl From<Refusal> for Failure {
    fn from(why: Refusal) -> Self {
        Self::Queue(why)
    }
}

/// The id of a desk's queue on a day.
fn id(agency: &str, desk: &str, day: Day) -> String {
    format!("{agency}/{desk}.{day}")
}

/// The name under which the digest of a desk's kiosk link is kept.
fn link_of(desk: &str) -> String {
    format!("queue_kiosk/{desk}")
}

/// The day of an instant in the agency's zone.
fn day_of(rules: &Rules, at: Instant) -> Day {
    rules.deadline_calendar().zone.day(at)
}

/// The act of an officer of a desk that is tied to a ticket.
fn act_of(event: &Event) -> Option<TicketAct> {
    Some(match event {
        Event::Received { .. } => TicketAct::Received,
        Event::Guided { .. } => TicketAct::Guided,
        Event::Refused { .. } => TicketAct::Refused,
        Event::Supplied { .. } => TicketAct::Supplied,
        Event::HandedOver { .. } => TicketAct::HandedOver,
        _ => return None,
    })
}

/// The last act among events that is tied to a ticket; none of an actor who serves at no desk.
pub(crate) fn act(actor: &Actor, events: &[(Instant, Event)]) -> Option<TicketAct> {
    if actor.role != Role::DeskOfficer {
        return None;
    }
    events.iter().rev().find_map(|(_, event)| act_of(event))
}

/// Ties an act on a dossier to the ticket that the officer serves, in the commit of the act. A queue that
/// does not fold is set aside: it stops no act on a dossier, and `doctor` names it.
///
/// # Errors
/// The store failed, or the record does not read.
pub(crate) fn tie(
    core: &mut Core,
    actor: &Actor,
    (dossier, act): (&str, TicketAct),
    at: Instant,
) -> Result<(), Failure> {
    let rules = core.rules();
    let Some(agency) = &rules.agency else { return Ok(()) };
    if agency.lines_of(&actor.unit).is_empty() {
        return Ok(());
    }
    let id = id(&agency.code, &actor.unit, day_of(&rules, at));
    let stream = streams::stream_of::<QueueDay>(&id);
    let day: QueueDay = match streams::load(&core.writer.stream(&stream)?) {
        Ok(day) => day,
        Err(_) => {
            tracing::error!("a queue does not fold and is set aside; run `motcua doctor`");
            return Ok(());
        }
    };
    if day.counter_of(&actor.id).is_none_or(|(_, counter)| counter.serving.is_none()) {
        return Ok(());
    }
    let command = Command::Tie { dossier: dossier.to_owned(), act };
    let entry = Entry { actor: actor.clone(), at, key: None, sealed: None };
    carry_out(core, &actor.unit.clone(), command, entry).map(drop)
}

fn carry_out(
    core: &mut Core,
    desk: &str,
    command: Command,
    entry: Entry,
) -> Result<QueueDay, Failure> {
    let rules = core.rules();
    let agency = rules.agency.as_ref().ok_or(Refusal::NoLine)?;
    let lines = agency.lines_of(desk);
    let lines: Vec<&str> = lines.iter().map(|line| line.letter.as_str()).collect();
    let at = entry.at;
    let opens = rules.desk_calendar().next_open(at);
    let context = Context { at, lines: &lines, open: opens.0 - at.0 <= EARLY_MILLIS };
    let id = id(&agency.code, desk, day_of(&rules, at));
    let day: QueueDay = streams::carry_out(core, &id, context, command, entry)?;
    core.change_affairs(AffairChange::QueueDay(id, Box::new(day.clone())));
    Ok(day)
}

impl Application {
    /// The queue of a desk on the day of an instant.
    ///
    /// # Errors
    /// The store failed, or the record does not read.
    pub fn queue_day(&self, desk: &str, at: Instant) -> Result<QueueDay, Failure> {
        let rules = self.rules();
        let id = id(&self.agency_code(), desk, day_of(&rules, at));
        if let Some(day) = self.shared.affairs.look(|index| index.queue_day(&id).cloned()) {
            return Ok(day);
        }
        let stream = streams::stream_of::<QueueDay>(&id);
        self.read(|reader| streams::load(&reader.stream(&stream)?))
    }

    /// Draws a ticket at the kiosk of a desk, opened by its link; gives the line and number.
    ///
    /// # Errors
    /// [`Failure::Queue`] with the reason; [`Failure::AlreadyDone`] and [`Failure::KeyConflict`] by the
    /// key; or the store failed.
    pub fn draw_ticket(
        &self,
        desk: &str,
        (line, priority): (&str, bool),
        (key, at): (CommandKey, Instant),
    ) -> Result<String, Failure> {
        let (desk, line) = (desk.to_owned(), line.to_owned());
        let entry = Entry { actor: Actor::citizen(""), at, key: Some(key), sealed: None };
        let drawn = self.write(move |core| {
            let command = Command::Draw { line: line.clone(), priority };
            let day = carry_out(core, &desk, command, entry)?;
            Ok(ticket_name(&line, day.next_number(&line) - 1))
        });
        match drawn {
            Err(Failure::AlreadyDone { stream, version }) => self.drawn_before(&stream, version),
            drawn => drawn,
        }
    }

    /// The ticket of a form that was sent before, by the stream and version that it made.
    ///
    /// # Errors
    /// [`Failure::KeyConflict`] where the form drew none; or the store failed.
    pub fn drawn_before(&self, stream: &str, version: u64) -> Result<String, Failure> {
        let rows = self.read(|reader| Ok(reader.stream(stream)?))?;
        let events = streams::with_texts::<queue_day::Event>(&rows)?;
        let place = usize::try_from(version).unwrap_or(usize::MAX);
        match place.checked_sub(1).and_then(|place| events.get(place)) {
            Some((queue_day::Event::Drawn { line, number, .. }, _)) => {
                Ok(ticket_name(line, *number))
            }
            _ => Err(Failure::KeyConflict),
        }
    }

    /// Carries a command of an officer out in the queue of the officer's desk.
    ///
    /// # Errors
    /// [`Failure::NoPermit`]; [`Failure::Queue`] with the reason; [`Failure::AlreadyDone`] and
    /// [`Failure::KeyConflict`] by the key; or the store failed.
    pub fn act_in_queue(
        &self,
        who: &Who,
        command: Command,
        (key, at): (CommandKey, Instant),
    ) -> Result<QueueDay, Failure> {
        let actor = permit_affair(who, Right::Desk)?.actor;
        let desk = actor.unit.clone();
        let entry = Entry { actor, at, key: Some(key), sealed: None };
        self.write(move |core| carry_out(core, &desk, command, entry))
    }

    /// The desks with a queue whose kiosk an officer sets up: the own one, of the administrator each.
    #[must_use]
    pub fn kiosk_desks(&self, actor: &Actor) -> Vec<String> {
        let rules = self.rules();
        let desks = rules.agency.iter().flat_map(rules::Agency::queue_desks);
        let own = |desk: &&str| actor.role != Role::DeskOfficer || actor.unit == **desk;
        desks.filter(own).map(str::to_owned).collect()
    }

    /// Makes the link of a desk's kiosk anew; the one before opens nothing from now on. On record.
    ///
    /// # Errors
    /// [`Failure::NoPermit`] for the desk of others or one without a queue; or the store failed.
    pub fn renew_kiosk(
        &self,
        who: &Who,
        desk: &str,
        secret: &str,
        at: Instant,
    ) -> Result<(), Failure> {
        let actor = permit_affair(who, Right::QueueKiosk)?.actor;
        if !self.kiosk_desks(&actor).iter().any(|own| own == desk) {
            return Err(crate::NoPermit::NotPermitted.into());
        }
        let (desk, digest) = (desk.to_owned(), once::digest(secret));
        self.persist(move |core| {
            core.writer.put_meta(&link_of(&desk), &digest)?;
            audit::write(core, (&actor.id, at), AuditKind::RenewKiosk, Vec::new(), &desk)
        })
    }

    /// The desk whose kiosk a link opens.
    ///
    /// # Errors
    /// The store failed.
    pub fn kiosk_of(&self, secret: &str) -> Result<Option<String>, Failure> {
        let (rules, digest) = (self.rules(), once::digest(secret));
        let desks = rules.agency.iter().flat_map(rules::Agency::queue_desks);
        let desks: Vec<&str> = desks.collect();
        self.read(|reader| {
            for desk in desks {
                let kept = reader.meta(&link_of(desk))?;
                if kept.is_some_and(|kept| once::constant_time_eq(&kept, &digest)) {
                    return Ok(Some(desk.to_owned()));
                }
            }
            Ok(None)
        })
    }

    /// The queues of the desks from a day to a day, for an officer who reads figures.
    ///
    /// # Errors
    /// [`Failure::NoPermit`]; the store failed, or the record does not read.
    pub fn queue_days(
        &self,
        who: &Who,
        days: (Day, Day),
    ) -> Result<Vec<(String, Day, QueueDay)>, Failure> {
        allow(who, Right::StaffFigures).map_err(|_| crate::NoPermit::NotPermitted)?;
        self.ask(|inquiry| inquiry.queue_days(days))
    }
}

impl Inquiry<'_> {
    /// The queues of the agency's desks from a day to a day, those alone in which anything happened.
    ///
    /// # Errors
    /// The store failed, or the record does not read.
    pub fn queue_days(
        &self,
        (from, to): (Day, Day),
    ) -> Result<Vec<(String, Day, QueueDay)>, Failure> {
        let mut found = Vec::new();
        let Some(agency) = &self.rules.agency else { return Ok(found) };
        for day in (from.0..=to.0).map(Day) {
            for unit in &agency.units {
                let id = id(&agency.code, &unit.code, day);
                let rows = self.reader.stream(&streams::stream_of::<QueueDay>(&id))?;
                if !rows.is_empty() {
                    found.push((unit.code.clone(), day, streams::load(&rows)?));
                }
            }
        }
        Ok(found)
    }
}
