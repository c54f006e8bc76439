//! Results that wait at the desk: their applicants are reminded as often as the agency says, and collect them
//! by a signature or a one-time code. Knows no words.
//!
//! The code of a result follows from the folder's own key, the dossier, and the instant at which the result was
//! ready: no record holds it, and a result that is ready anew has another one. It is sent and shown to
//! the applicant only, never to an officer, and ends with the hand-over.

use calendar::{Day, Instant};
use credentials::once;
use dossier::collection::Schedule;
use dossier::{Actor, Command, Phase, State};
use rules::NoticeWay;
use store::{DossierRow, Notice, Order, Pick, Scope};

use crate::application::Application;
use crate::audit::{self, AuditKind};
use crate::auth::Limit;
use crate::error::Failure;
use crate::event_codec;
use crate::execute::{Extras, Submission};
use crate::inquiry::{DossierView, Inquiry};
use crate::notices;

/// Dossiers read in one go.
const AT_ONCE: usize = 1000;

/// Codes of one result that may be wrong on a day before one more; after it each waits for minutes.
const FREE_TRIES: u32 = 4;

/// Which results are looked at.
struct Search<'a> {
    agency: &'a str,
    schedule: Schedule,
    today: Day,
    now: Instant,
}

impl Application {
    /// Reminds each applicant whose result has waited long enough since it was ready, or since the last
    /// reminder; how many. A reminder that was sent is not sent again: its event says so.
    pub(crate) fn remind_of_results(&self, now: Instant) -> Result<usize, Failure> {
        let rules = self.rules();
        let Some(agency) = &rules.agency else { return Ok(0) };
        let schedule = Schedule {
            first_days: agency.results.remind_after_days,
            every_days: agency.results.remind_every_days,
            times: agency.results.remind_times,
        };
        let today = rules.deadline_calendar().zone.day(now);
        let search = Search { agency: &agency.code, schedule, today, now };
        let mut reminded = 0;
        for (stream, number) in self.ask(|inquiry| search.due(inquiry))? {
            let command = Command::RemindCollection { number };
            let (actor, at) = (Actor::system(), now);
            let submission = Submission { stream, actor, command, at, key: None, sealed: None };
            match self.write(move |core| core.carry_out(submission)) {
                Ok(_) => reminded += 1,
                // The result was handed over meanwhile, or the reminder was sent.
                Err(Failure::Refused(_)) => {}
                Err(failure) => return Err(failure),
            }
        }
        Ok(reminded)
    }
}

impl Search<'_> {
    /// The dossiers whose next reminder is due, each with its number.
    fn due(&self, inquiry: Inquiry<'_>) -> Result<Vec<(String, u32)>, Failure> {
        let scope = Scope { agency: self.agency.to_owned(), access_paths: None };
        let (mut due, mut after) = (Vec::new(), None);
        loop {
            let pick = Pick {
                phases: vec!["ready".to_owned()],
                order: Order::Ended,
                limit: AT_ONCE,
                at: self.now.0,
                after: after.take(),
                ..Pick::default()
            };
            let rows = inquiry.reader.pick(&scope, &pick)?;
            for row in rows.iter().filter(|row| self.may_be_due(row)) {
                let state = inquiry.view_row(row, self.now)?.state;
                let next = state.next_collection_reminder(self.schedule);
                let next = next.filter(|(_, day)| *day <= self.today);
                due.extend(next.map(|(number, _)| (row.stream.clone(), number)));
            }
            match rows.last() {
                Some(last) if rows.len() == AT_ONCE => after = Some(pick.order.place(last)),
                _ => return Ok(due),
            }
        }
    }

    /// Whether a result is ready for long enough, as its row says.
    fn may_be_due(&self, row: &DossierRow) -> bool {
        let days = i64::from(self.schedule.first_days) - 1;
        let ended = row.ended_at.is_some_and(|at| at <= self.now.0 - days * 86_400_000);
        ended && self.schedule.times > 0
    }
}

impl Application {
    /// The one-time code against which a result that waits is handed over, for the applicant; `None` where
    /// none waits.
    ///
    /// # Errors
    /// The store failed.
    pub fn collection_code(&self, view: &DossierView) -> Result<Option<String>, Failure> {
        self.code_of(&view.stream, &view.state)
    }

    fn code_of(&self, stream: &str, state: &State) -> Result<Option<String>, Failure> {
        let ready = state.finished.filter(|_| state.phase == Phase::Ready);
        let Some(ready) = ready.filter(|_| state.clock.is_some()) else { return Ok(None) };
        if self.key()?.is_empty() {
            return Ok(None);
        }
        let turn = state.returned_by_post.len();
        let bound = self.bound(&format!("collection {stream} {} {turn}", ready.0))?;
        let number = bound.get(..16).and_then(|digits| u64::from_str_radix(digits, 16).ok());
        Ok(number.map(once::digits))
    }

    /// A notice as it is handed to a gateway: with the code of the result, where it says that one waits.
    ///
    /// # Errors
    /// The store failed, or the record does not fold.
    pub fn with_collection_code(&self, notice: &Notice, at: Instant) -> Result<Notice, Failure> {
        let sent = NoticeWay::SENT.iter().any(|way| way.code() == notice.way);
        let turn = notices::turn_of(notice).filter(|turn| sent && notices::says_ready(&turn.kind));
        let (Some(mut turn), Some(stream)) = (turn, &notice.stream) else {
            return Ok(notice.clone());
        };
        let Some(view) = self.view_stream(stream, at)? else { return Ok(notice.clone()) };
        turn.key = self.collection_code(&view)?.unwrap_or_default();
        Ok(Notice { body: event_codec::canonical(&turn), ..notice.clone() })
    }

    /// Checks the code of a hand-over against a code. A result that does not wait is left to the domain to
    /// refuse, and a command that was carried out before to its key.
    pub(crate) fn check_collection_code(
        &self,
        submission: &Submission,
        extras: &Extras,
    ) -> Result<(), Failure> {
        let Submission { command, stream, actor, at, .. } = submission;
        if !matches!(command, Command::HandOver { by_code: true, .. }) {
            return Ok(());
        }
        let view = self.view_stream(stream, *at)?;
        let Some(view) = view.filter(|view| view.state.phase == Phase::Ready) else {
            return Ok(());
        };
        let limits = [Limit::of(format!("collection {stream}"), FREE_TRIES).for_a_day()];
        if self.lookup_limiter.count(&limits, *at).is_err() {
            return Err(Failure::WrongCollectionCode { closed: true });
        }
        let typed = extras.collection_code.as_deref().unwrap_or_default();
        let typed: String = typed.chars().filter(char::is_ascii_digit).collect();
        let code = self.collection_code(&view)?;
        if code.is_some_and(|code| once::constant_time_eq(&code, &typed)) {
            self.lookup_limiter.take_back(&limits);
            return Ok(());
        }
        let (by, objects, at) = (actor.id.clone(), vec![stream.clone()], *at);
        self.persist(move |core| {
            audit::write(core, (&by, at), AuditKind::WrongCollectionCode, objects, "")
        })?;
        Err(Failure::WrongCollectionCode { closed: false })
    }
}
