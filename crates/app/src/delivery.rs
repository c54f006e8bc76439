//! Delivery of notices: which are handed over next, what is noted before and after, when a notice
//! is tried again, and when it is given up. Knows no program that delivers, and no clock.

use calendar::Instant;
use dossier::Sending;
use rules::NoticeWay;
use store::{Notice, NoticeEnd};

use crate::application::Application;
use crate::core::Core;
use crate::error::Failure;
use crate::inquiry::Inquiry;
use crate::letters::{self, LetterStanding};
use crate::{digests, notices};

const SECOND: i64 = 1000;
const MINUTE: i64 = 60 * SECOND;
const HOUR: i64 = 60 * MINUTE;
const DAY: i64 = 24 * HOUR;

/// How long a notice waits after each failed try: milliseconds, and how often. After the last wait,
/// a little over seven days in all, comes the last try. The longest one fits twice between the usual quiet
/// hours, which add no more than two days so.
pub const WAITS: &[(i64, usize)] = &[
    (10 * SECOND, 1),
    (30 * SECOND, 1),
    (2 * MINUTE, 1),
    (10 * MINUTE, 1),
    (HOUR, 1),
    (4 * HOUR, 1),
    (10 * HOUR, 17),
];
/// No wait is longer, quiet hours with it. What waits longer was noted before the clock was set back.
const LONGEST_WAIT_MILLIS: i64 = DAY;
/// The longest wait that a gateway may ask for.
const LONGEST_ASKED_MILLIS: i64 = 12 * HOUR;
/// A try that ends without a word (the process was killed) is not repeated sooner than this.
const UNHEARD_MILLIS: i64 = 5 * MINUTE;
/// An ended notice has its address and its words for so long; afterwards the dossier shows only
/// that it was sent. One that is about no dossier goes altogether.
pub const TERM_MILLIS: i64 = 90 * DAY;
/// The digest of a one-time code, with its contact, is dropped so long after it was sent.
const CODE_TERM_MILLIS: i64 = DAY;
/// The trouble of a letter that may not go any more.
const STALE: &str = "stale";
/// Notices looked through for one whose address is free.
const WINDOW: usize = 256;
/// Notices cleared in one go.
const CLEARED_AT_ONCE: usize = 200;

/// Why a try failed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Trouble {
    /// The program does not exist.
    Missing,
    /// The file cannot be carried out.
    NotExecutable,
    /// The machine could not start it.
    NotStarted,
    /// The program ended with another code than 0.
    Exit(i32),
    /// The program was killed.
    Killed,
    /// The program exceeded its time limit.
    Time,
    /// The server was stopped during the delivery.
    Stopped,
    /// The gateway cannot be reached, or the connection broke off.
    Unreachable,
    /// The connection cannot be made secure.
    NotSecure,
    /// The gateway refuses the agency's settings, as user, token, sender or path; its code.
    SetUp(u16),
    /// The gateway cannot take the notice now; its code.
    Later(u16),
    /// The gateway takes notices again after this many seconds.
    Busy(u32),
    /// The gateway knows that the address does not exist; its code.
    NoAddress(u16),
    /// The gateway refuses the notice for good; its code.
    Refused(u16),
}

impl Trouble {
    /// The word in the outbox.
    #[must_use]
    pub fn code(self) -> String {
        match self {
            Self::Missing => "missing".into(),
            Self::NotExecutable => "not_executable".into(),
            Self::NotStarted => "not_started".into(),
            Self::Exit(code) => format!("exit {code}"),
            Self::Killed => "killed".into(),
            Self::Time => "time".into(),
            Self::Stopped => "stopped".into(),
            Self::Unreachable => "unreachable".into(),
            Self::NotSecure => "not_secure".into(),
            Self::SetUp(code) => format!("set_up {code}"),
            Self::Later(code) => format!("later {code}"),
            Self::Busy(seconds) => format!("busy {seconds}"),
            Self::NoAddress(code) => format!("no_address {code}"),
            Self::Refused(code) => format!("refused {code}"),
        }
    }

    /// The wait before the next try, after so many failed ones, in milliseconds; `None` after the last
    /// one, or where no try can succeed. A wait that the gateway asks for is kept up to the longest one.
    fn wait_millis(self, tries: i64) -> Option<i64> {
        match self {
            Self::NoAddress(_) | Self::Refused(_) => None,
            Self::Busy(seconds) => {
                let asked = (i64::from(seconds) * SECOND).min(LONGEST_ASKED_MILLIS);
                wait_millis(tries).map(|wait| wait.max(asked))
            }
            _ => wait_millis(tries),
        }
    }
}

/// How long a notice waits after so many failed tries, in milliseconds; `None` after the last one.
fn wait_millis(tries: i64) -> Option<i64> {
    let waits = WAITS.iter().flat_map(|&(wait, times)| std::iter::repeat_n(wait, times));
    usize::try_from(tries - 1).ok().and_then(|index| waits.into_iter().nth(index))
}

/// The name of a notice for other programs: a number alone would repeat in a restored folder.
#[must_use]
pub fn notice_name(notice: &Notice) -> String {
    format!("{}-{}", notice.id, notice.at)
}

impl Application {
    /// Up to `limit` notices of a way to be handed over now, of which up to `others` are no one-time codes:
    /// codes first, then what was never tried, then the longest due; one an address, and none to an
    /// address that is `busy`. So an address that fails delays no other address's first try.
    /// That they are handed over is durable before this returns; so each is handed over at least
    /// once, and again where the process ends before [`Application::delivered`].
    ///
    /// # Errors
    /// The store failed: nothing may be handed over then.
    pub fn take_due_notices(
        &self,
        way: NoticeWay,
        (limit, others): (usize, usize),
        mut busy: Vec<String>,
        now: Instant,
    ) -> Result<Vec<Notice>, Failure> {
        let (codes, notices) = self.read(|reader| {
            let (way, at) = (way.code(), now.0);
            Ok((reader.due_codes(way, at, WINDOW)?, reader.due_notices(way, at, WINDOW)?))
        })?;
        let mut free = |notice: &Notice| {
            let free = !busy.contains(&notice.address);
            if free {
                busy.push(notice.address.clone());
            }
            free
        };
        let mut due: Vec<Notice> = codes.into_iter().filter(&mut free).take(limit).collect();
        let left = others.min(limit - due.len());
        due.extend(notices.into_iter().filter(free).take(left));
        if due.is_empty() {
            return Ok(due);
        }
        self.write(move |core| {
            let mut taken = Vec::new();
            for notice in due {
                if !may_go(core, &notice, now)? {
                    continue;
                }
                let seen = (notice.id, notice.tries);
                if core.writer.put_handed(seen, now.0, now.0 + UNHEARD_MILLIS)? {
                    taken.push(Notice { tries: notice.tries + 1, ..notice });
                }
            }
            Ok(taken)
        })
    }

    /// Brings notices that were to wait longer than any wait, as after a clock was set back, to now.
    ///
    /// # Errors
    /// The store failed.
    pub fn bring_nearer(&self, now: Instant) -> Result<(), Failure> {
        let latest = now.0 + LONGEST_WAIT_MILLIS;
        if self.read(|reader| Ok(reader.waits_beyond(latest)?))? {
            self.persist(move |core| core.writer.bring_nearer(now.0, latest).map(drop))?;
        }
        Ok(())
    }

    /// Notes that a notice was delivered.
    ///
    /// # Errors
    /// The store failed: it may be delivered again.
    pub fn delivered(&self, notice: &Notice, now: Instant) -> Result<(), Failure> {
        self.end_waiting(notice, ("delivered", Sending::Delivered), "", now)
    }

    /// Notes that a try failed: the notice waits for the next one, or has failed for good.
    ///
    /// # Errors
    /// The store failed: it waits all the same.
    pub fn not_delivered(
        &self,
        notice: &Notice,
        trouble: Trouble,
        now: Instant,
    ) -> Result<(), Failure> {
        let (wait, trouble) = (trouble.wait_millis(notice.tries), trouble.code());
        let id = notice.id;
        match wait {
            Some(wait) => self
                .persist(move |core| core.writer.put_tried(id, &trouble, now.0 + wait).map(drop)),
            None => self.end_waiting(notice, ("failed", Sending::Undelivered), &trouble, now),
        }
    }

    fn end_waiting(
        &self,
        notice: &Notice,
        end: (&'static str, Sending),
        trouble: &str,
        now: Instant,
    ) -> Result<(), Failure> {
        let (notice, trouble) = (notice.clone(), trouble.to_owned());
        self.write(move |core| end_waiting(core, &notice, end, &trouble, now))
    }

    /// Ends one-time codes that have expired, and drops what a later try of them is
    /// compared with; how many notices ended.
    ///
    /// # Errors
    /// The store failed.
    pub fn expire_notices(&self, now: Instant) -> Result<usize, Failure> {
        let dead = now.0 - CODE_TERM_MILLIS;
        if self.read(|reader| Ok(reader.has_codes_before(dead)?))? {
            self.persist(move |core| core.writer.drop_codes_before(dead).map(drop))?;
        }
        if self.read(|reader| Ok(reader.has_expired(now.0)?))? {
            return self.persist(move |core| core.writer.expire_notices(now.0));
        }
        Ok(0)
    }

    /// The number of notices whose next try was due at an instant, and the number that failed.
    ///
    /// # Errors
    /// The store failed.
    pub fn notice_counts(&self, due: Instant) -> Result<(u64, u64), Failure> {
        self.ask(|inquiry| inquiry.notice_counts(due))
    }

    /// Clears what ended longer ago than [`TERM_MILLIS`]; how many notices were found at most.
    ///
    /// # Errors
    /// The store failed.
    pub fn clear_old_notices(&self, now: Instant) -> Result<usize, Failure> {
        let before = now.0 - TERM_MILLIS;
        let old = self.read(|reader| Ok(reader.ended_notices(before, CLEARED_AT_ONCE)?))?;
        if old.is_empty() {
            return Ok(0);
        }
        self.persist(move |core| {
            core.writer.drop_notices_before(before)?;
            for notice in old.iter().filter(|notice| notice.stream.is_some()) {
                core.writer.clear_notice(notice.id, &notices::bare(notice))?;
            }
            Ok(old.len())
        })
    }
}

/// Ends a waiting notice; where it is an apology letter, its dossier's record says how. Nothing happens
/// where it does not wait any more.
fn end_waiting(
    core: &mut Core,
    notice: &Notice,
    (state, sending): (&str, Sending),
    trouble: &str,
    now: Instant,
) -> Result<(), Failure> {
    let (id, from, by, at) = (notice.id, "waiting", "", now.0);
    let letter = notice.stream.as_deref().filter(|_| notices::is_letter(notice));
    // The dossier changed while the letter was handed over: whether it goes again is seen then.
    if let Some(stream) = letter.filter(|_| sending == Sending::Delivered)
        && letters::standing(core, stream, now)? != LetterStanding::Good
    {
        core.writer.put_tried(id, STALE, now.0 + MINUTE)?;
        return Ok(());
    }
    let ended = core.writer.end_notice(&NoticeEnd { id, from, state, trouble, by, at })?;
    if ended {
        digests::note(core, notice, sending == Sending::Delivered, now)?;
    }
    match letter.filter(|_| ended) {
        Some(stream) => letters::note(core, stream, sending, now),
        None => Ok(()),
    }
}

/// The end of the quiet hours, for which a notice to a citizen waits; a one-time code never waits.
fn quiet_until(core: &Core, notice: &Notice, now: Instant) -> Option<Instant> {
    let rules = core.rules();
    let quiet = rules.agency.as_ref().filter(|_| notice.expires_at.is_none())?.quiet_hours;
    quiet.end_of(rules.deadline_calendar(), now)
}

/// Whether a notice may be handed over now. It waits for the end of the quiet hours. A letter of a
/// suspended dossier waits; one that may not go any more has failed.
fn may_go(core: &mut Core, notice: &Notice, now: Instant) -> Result<bool, Failure> {
    if digests::digest_of(notice).is_some() {
        let rules = core.rules();
        let quiet = rules.agency.as_ref().map(|agency| agency.quiet_hours);
        if quiet.is_some_and(|quiet| !quiet.allow(rules.deadline_calendar(), now)) {
            core.writer.put_tried(notice.id, &notice.trouble, now.0 + MINUTE)?;
            return Ok(false);
        }
        return Ok(true);
    }
    if let Some(end) = quiet_until(core, notice, now) {
        core.writer.put_tried(notice.id, &notice.trouble, end.0)?;
        return Ok(false);
    }
    let Some(stream) = notice.stream.as_deref().filter(|_| notices::is_letter(notice)) else {
        return Ok(true);
    };
    match letters::standing(core, stream, now)? {
        LetterStanding::Good => return Ok(true),
        LetterStanding::Held => {
            core.writer.put_tried(notice.id, &notice.trouble, now.0 + HOUR)?;
        }
        LetterStanding::Stale => {
            end_waiting(core, notice, ("failed", Sending::Undelivered), STALE, now)?;
        }
    }
    Ok(false)
}

impl Inquiry<'_> {
    /// Like [`Application::notice_counts`].
    ///
    /// # Errors
    /// The store failed.
    pub fn notice_counts(&self, due: Instant) -> Result<(u64, u64), Failure> {
        Ok(self.reader.notice_counts(due.0)?)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn waits_grow_and_end_after_a_week() {
        let waits: Vec<i64> = (1..).map_while(wait_millis).collect();
        assert!(waits.is_sorted());
        assert!(waits.iter().all(|wait| *wait <= LONGEST_WAIT_MILLIS));
        let whole: i64 = waits.iter().sum();
        assert!((7 * DAY..8 * DAY).contains(&whole), "{whole}");
        assert_eq!(wait_millis(0), None);
    }

    #[test]
    fn the_gateway_says_when_it_takes_notices_again_and_what_it_never_takes() {
        for (trouble, tries, wait) in [
            (Trouble::Later(451), 1, Some(10 * SECOND)),
            (Trouble::Busy(1), 1, Some(10 * SECOND)),
            (Trouble::Busy(90), 1, Some(90 * SECOND)),
            (Trouble::Busy(u32::MAX), 1, Some(12 * HOUR)),
            (Trouble::Busy(1), 24, None),
            (Trouble::SetUp(535), 1, Some(10 * SECOND)),
            (Trouble::NoAddress(550), 1, None),
            (Trouble::Refused(422), 1, None),
        ] {
            assert_eq!(trouble.wait_millis(tries), wait, "{trouble:?}");
        }
    }
}
