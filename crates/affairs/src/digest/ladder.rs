//! The rung that a dossier has reached for its holder, the head of its unit and the leaders
//! (decisions, "Digests" 2). The module must not know the record.

use calendar::{Calendar, Instant};

use super::event::Rung;

/// The working days after due from which leaders see a late dossier, whether a letter was sent or
/// not.
pub const LEADER_DAYS: u32 = 3;

/// The recipient of a digest, in relation to a dossier.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Recipient {
    Holder,
    Head,
    Leader,
}

/// The properties of a dossier that decide its rung.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LadderInput {
    /// Whether the dossier is received and not ended.
    pub open: bool,
    pub suspended: bool,
    pub due: Instant,
    /// Whether a letter was sent for this due.
    pub letter_sent: bool,
    /// The largest share of the time of which the holder was reminded for this due, in percent; 0
    /// for none.
    pub reminded: u8,
}

impl LadderInput {
    /// The highest rung that the dossier has reached for a recipient; `None` while it is suspended,
    /// and after its end.
    #[must_use]
    pub fn rung(&self, recipient: Recipient, calendar: &Calendar, now: Instant) -> Option<Rung> {
        if !self.open || self.suspended {
            return None;
        }
        let (today, due_day) = (calendar.zone.day(now), calendar.zone.day(self.due));
        let late = now > self.due;
        let last_day = now >= calendar.first_opening(calendar.working_day_before(due_day));
        match recipient {
            Recipient::Holder | Recipient::Head if late => Some(Rung::Late),
            Recipient::Head => last_day.then_some(Rung::LastDay),
            Recipient::Leader if !late => None,
            Recipient::Leader if calendar.working_days_between(due_day, today) >= LEADER_DAYS => {
                Some(Rung::LateLong)
            }
            Recipient::Leader => (!self.letter_sent).then_some(Rung::Unlettered),
            Recipient::Holder if today == due_day => Some(Rung::DueToday),
            Recipient::Holder if last_day => Some(Rung::LastDay),
            Recipient::Holder => match self.reminded {
                80.. => Some(Rung::FourFifths),
                50.. => Some(Rung::Half),
                _ => None,
            },
        }
    }
}
