//! What the program does once on each working day, at its first open instant outside quiet hours: watched
//! figures are counted, applicants are reminded of results that wait, and each officer with news gets one
//! digest (decisions, "Digests"). Knows no words and no channel.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::sync::atomic::{AtomicI32, Ordering};

use affairs::digest::{Command, Item, LadderInput, Recipient, Rung};
use affairs::directive::Progress;
use affairs::inspection::Stage;
use calendar::{Calendar, Day, Instant};
use dossier::Event;
use rules::{Agency, Post};
use store::{DossierRow, Pick, Reader, Scope};

use crate::affairs_index::FoldedAffairs;
use crate::application::Application;
use crate::error::Failure;
use crate::inquiry::Inquiry;
use crate::{affairs as streams, digests};

/// Dossiers read in one go.
const AT_ONCE: usize = 1000;

/// The last day on which it was done; a clone shares it.
#[derive(Clone, Debug)]
pub(crate) struct LastDaily(Arc<AtomicI32>);

impl Default for LastDaily {
    fn default() -> Self {
        Self(Arc::new(AtomicI32::new(i32::MIN)))
    }
}

/// The rungs that one officer's matters have reached.
#[derive(Debug, Default)]
struct Reached {
    items: Vec<Item>,
    held: u32,
    late: u32,
}

/// The rungs that all officers' matters have reached by now.
struct Gathering<'a> {
    agency: &'a Agency,
    calendar: &'a Calendar,
    now: Instant,
    today: Day,
    leaders: Vec<&'a str>,
    /// The officer who acts for an officer at present.
    acting: &'a dyn Fn(&str) -> String,
    reached: BTreeMap<String, Reached>,
}

impl Application {
    /// Does what is to be done once on a working day, where it is not done yet and its instant has come:
    /// counts the watches, reminds of results that wait and composes the digests. How many notes, reminders
    /// and digests there are.
    ///
    /// # Errors
    /// The store failed, or a figure does not add up.
    pub fn run_daily(&self, now: Instant) -> Result<usize, Failure> {
        let rules = self.rules();
        let Some(agency) = &rules.agency else { return Ok(0) };
        let calendar = rules.deadline_calendar();
        let today = calendar.zone.day(now);
        let done = self.shared.last_daily.0.load(Ordering::Relaxed) >= today.0;
        if done || !calendar.covers(now) || !agency.quiet_hours.allow(calendar, now) {
            return Ok(0);
        }
        let noted = self.count_watches(today, now)? + self.remind_of_results(now)?;
        let acting = |officer: &str| self.acting_for(officer, now);
        let leader = |officer: &&rules::Officer| {
            officer.post.serves_as(Post::Leader) && officer.valid(today)
        };
        let leaders = agency.officers.iter().filter(leader);
        let mut gathering = Gathering {
            agency,
            calendar,
            now,
            today,
            leaders: leaders.map(|officer| officer.id.as_str()).collect(),
            acting: &acting,
            reached: BTreeMap::new(),
        };
        self.ask(|inquiry| gathering.dossiers(inquiry))?;
        self.shared.affairs.look(|index| gathering.affairs(index));
        let mut composed = 0;
        for (officer, Reached { items, held, late }) in gathering.reached {
            let serves = agency.officer(&officer).filter(|officer| officer.valid(today));
            let Some(serving) = serves.filter(|_| !items.is_empty()) else { continue };
            let queued = serving.contact.is_some();
            let command = Command::Compose { day: today, matters: items, held, late, queued };
            match self.write(move |core| digests::compose(core, &officer, command, now)) {
                Ok(news) => composed += usize::from(news),
                Err(Failure::NotDigested(_)) => {}
                Err(failure) => return Err(failure),
            }
        }
        self.shared.last_daily.0.store(today.0, Ordering::Relaxed);
        Ok(noted + composed)
    }
}

impl Gathering<'_> {
    fn add(&mut self, officer: &str, rung: Rung, about: &str, due: Instant) {
        let item = Item { rung, about: about.to_owned(), due };
        self.reached.entry((self.acting)(officer)).or_default().items.push(item);
    }

    /// Gathers the rungs of the open dossiers; suspended ones are in no digest.
    fn dossiers(&mut self, inquiry: Inquiry<'_>) -> Result<(), Failure> {
        let scope = Scope { agency: self.agency.code.clone(), access_paths: None };
        let mut after = None;
        loop {
            let pick = Pick {
                phases: vec!["open".to_owned()],
                suspended: Some(false),
                limit: AT_ONCE,
                at: self.now.0,
                after: after.take(),
                ..Pick::default()
            };
            let rows = inquiry.reader.pick(&scope, &pick)?;
            for row in &rows {
                self.dossier(inquiry, row)?;
            }
            match rows.last() {
                Some(last) if rows.len() == AT_ONCE => after = Some(pick.order.place(last)),
                _ => return Ok(()),
            }
        }
    }

    fn dossier(&mut self, inquiry: Inquiry<'_>, row: &DossierRow) -> Result<(), Failure> {
        let (Some(due), Some(holder)) = (row.due_at.map(Instant), row.holder.as_deref()) else {
            return Ok(());
        };
        let late = self.now > due;
        let mut dossier = LadderInput {
            open: true,
            suspended: row.suspended,
            due,
            letter_sent: row.letter == "sent",
            reminded: 0,
        };
        if dossier.rung(Recipient::Holder, self.calendar, self.now).is_none() {
            dossier.reminded = reminded(inquiry.reader, row, due)?;
        }
        let held = self.reached.entry((self.acting)(holder)).or_default();
        held.held += 1;
        held.late += u32::from(late);
        let heads = self.agency.officers_of(&row.unit, Post::Head, self.today);
        let heads: Vec<String> = heads.into_iter().map(|head| head.id.clone()).collect();
        let leaders: Vec<String> = self.leaders.iter().map(|id| (*id).to_owned()).collect();
        let recipients = [
            (Recipient::Holder, vec![holder.to_owned()]),
            (Recipient::Head, heads.clone()),
            (Recipient::Leader, leaders),
        ];
        for (recipient, officers) in recipients {
            let Some(rung) = dossier.rung(recipient, self.calendar, self.now) else { continue };
            officers.iter().for_each(|officer| self.add(officer, rung, &row.code, due));
        }
        if let Some(offered_to) = &row.offered_to {
            self.add(offered_to, Rung::Offered, &row.code, due);
        }
        if late && dossier.letter_sent {
            let promised = inquiry.view_row(row, self.now)?.state.promises.last().copied();
            let Some((_, date)) = promised.filter(|(_, date)| self.near(*date)) else {
                return Ok(());
            };
            let due = self.calendar.zone.at(date, 0);
            for officer in heads.iter().map(String::as_str).chain([holder]) {
                self.add(officer, Rung::NewDate, &row.code, due);
            }
        }
        Ok(())
    }

    /// Whether a day is over, or comes within a working day.
    fn near(&self, day: Day) -> bool {
        self.today >= self.calendar.working_day_before(day)
    }

    /// Lists a matter that must be answered by a day: when it is given, and again when the day is near.
    fn add_request(
        &mut self,
        officer: &str,
        rung: Rung,
        about: &str,
        (given, day): (Instant, Day),
    ) {
        let due = if self.near(day) { self.calendar.zone.at(day, 0) } else { given };
        self.add(officer, rung, about, due);
    }

    fn affairs(&mut self, index: &FoldedAffairs) {
        let open = index.directives.iter();
        for (id, issued) in open.filter(|(_, issued)| issued.progress == Progress::Open) {
            let day = (issued.at, issued.due);
            self.add_request(&issued.owner, Rung::Directive, streams::id_of(id), day);
        }
        for (id, visit) in &index.inspections {
            for (number, finding) in (1..).zip(&visit.findings) {
                if finding.stage == Stage::Open {
                    let about = format!("{}/{number}", streams::id_of(id));
                    let day = (visit.recorded_at, finding.due);
                    self.add_request(&finding.owner, Rung::Finding, &about, day);
                }
            }
        }
        for (id, watch) in &index.watches {
            if let Some((_, finding)) = watch.unread_note() {
                let due = self.calendar.zone.at(finding.day, 0);
                self.add(&watch.owner, Rung::Watch, streams::id_of(id), due);
            }
        }
    }
}

/// The share of the time of which a dossier's holder was reminded for this due; 0 for none.
fn reminded(reader: &Reader, row: &DossierRow, due: Instant) -> Result<u8, Failure> {
    let mut most = 0;
    for event in reader.stream(&row.stream)?.iter().filter(|row| row.event.kind == "reminded") {
        let read = serde_json::from_str(&event.event.public_part);
        match read.map_err(|error| streams::broken(event, &error))? {
            Event::Reminded { percent, due: reminded } if reminded == due => {
                most = most.max(percent)
            }
            _ => {}
        }
    }
    Ok(most)
}
