//! The data that only the commit log's thread touches: the writer with its open group, and the changes
//! that the group made in memory. If the group fails, these changes are dropped with it.

use std::collections::BTreeSet;
use std::sync::{Arc, OnceLock};

use calendar::Instant;
use dossier::Recorded;
use rules::{NoticeWay, Rules};
use store::{Folder, Reader, Writer};

use crate::absence;
use crate::affairs_index::{AffairChange, AffairsIndex};
use crate::commit_log::CommitCounts;
use crate::daily::LastDaily;
use crate::declared_absences::DeclaredAbsences;
use crate::error::Failure;
use crate::lost_groups::LostGroups;
use crate::register_sizes::RegisterSizes;
use crate::rulebook::{self, RulesInForce};
use crate::state_cache::{Cached, StateCache};
use crate::timer_queue::{NextTimer, TimerQueue};
use crate::{appointment_slip, event_codec, figures, project};

/// Commands of one group at most where no caller waits for it, as in a load.
const BULK: usize = 4096;

#[derive(Debug)]
pub(crate) struct Core {
    pub writer: Writer,
    /// Reads the committed record, without the open group.
    pub reader: Reader,
    pub cache: StateCache,
    pub timers: TimerQueue,
    shared: Shared,
    /// The changes of the figures by the open group.
    changes: Vec<figures::Change>,
    /// The changes of complaints and directives by the open group.
    affair_changes: Vec<AffairChange>,
    /// The streams of dossiers that the open group made.
    made: Vec<String>,
    /// The streams that the command under way changed, each with its timer before.
    touched: Vec<(String, Option<i64>)>,
    /// The last instant at which something was logged, in the open group too; imports alone may be
    /// logged before it.
    last_logged: Instant,
    /// The applicants whom the open group put on record: pseudonyms and identity numbers.
    pub grouped_applicants: BTreeSet<String>,
    /// Commands in the open group.
    pub grouped: usize,
    /// The open group's number.
    pub group: u64,
    lost: LostGroups,
    sync_failed: bool,
    /// Whether the command under way is one of a replay: it stands in no savepoint, and where it
    /// fails the open group is lost, since a replay goes on from what is durable.
    pub replays: bool,
    /// The first command of a replay that failed.
    pub replay_failed: Option<crate::replay::ReplayFailed>,
}

/// The data that the commit log's thread changes and other threads read.
#[derive(Clone, Debug)]
pub(crate) struct Shared {
    pub rules: RulesInForce,
    pub absences: DeclaredAbsences,
    pub next_timer: NextTimer,
    pub figures: Arc<figures::Cache>,
    pub affairs: AffairsIndex,
    pub register_sizes: RegisterSizes,
    pub last_daily: LastDaily,
    pub counts: Arc<CommitCounts>,
    pub on_failed_sync: Arc<OnceLock<Hook>>,
    /// The ways of notices that have a gateway; not set outside a server.
    pub served_ways: Arc<OnceLock<Vec<NoticeWay>>>,
}

impl Shared {
    /// Whether notices of a way are sent by a gateway, as far as it is known which there are.
    pub fn serves(&self, way: NoticeWay) -> bool {
        match self.served_ways.get() {
            Some(served) => served.contains(&way),
            None => NoticeWay::SENT.contains(&way),
        }
    }
}

/// Called once when a commit could not be synced.
pub(crate) struct Hook(pub Box<dyn Fn() + Send + Sync>);

impl std::fmt::Debug for Hook {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Hook")
    }
}

/// The outcome of a group.
pub(crate) type Outcome = Result<(), Failure>;

impl Core {
    /// Reads the data that is kept in memory, and projects rows of an older schema again.
    ///
    /// # Errors
    /// The store failed; the rules or absences on record do not read.
    pub fn open(folder: &Folder) -> Result<Self, Failure> {
        let (writer, reader) = (folder.writer()?, folder.reader()?);
        let mut timers = TimerQueue::default();
        timers.replace(reader.timers()?);
        let absences = DeclaredAbsences::of(absence::load(&writer)?);
        timers.set(absence::STREAM, absences.next().map(|absence| absence.from.0));
        let shared = Shared {
            next_timer: timers.next().clone(),
            rules: RulesInForce::of(rulebook::load(&writer.stream(rulebook::RULES_STREAM)?)?),
            absences,
            figures: Arc::default(),
            affairs: AffairsIndex::load(&reader)?,
            register_sizes: RegisterSizes::default(),
            last_daily: LastDaily::default(),
            counts: Arc::default(),
            on_failed_sync: Arc::default(),
            served_ways: Arc::default(),
        };
        let mut core = Self {
            timers,
            last_logged: Instant(writer.last_logged_at()?),
            writer,
            reader,
            cache: StateCache::default(),
            shared,
            changes: Vec::new(),
            affair_changes: Vec::new(),
            replays: false,
            replay_failed: None,
            made: Vec::new(),
            touched: Vec::new(),
            grouped_applicants: BTreeSet::new(),
            grouped: 0,
            group: 1,
            lost: LostGroups::default(),
            sync_failed: false,
        };
        let stale = core.reader.rows_stale()?;
        core.refresh(stale)?;
        Ok(core)
    }

    /// The parts that other threads read.
    pub fn shared(&self) -> &Shared {
        &self.shared
    }

    /// The rules in force.
    pub fn rules(&self) -> Arc<Rules> {
        self.shared.rules.get()
    }

    pub fn set_rules(&mut self, rules: Arc<Rules>) {
        self.shared.rules.set(rules);
    }

    /// Drops what is kept in memory of a register that is no longer on record.
    pub fn forget_register(&mut self, register: &str) {
        self.cache.clear();
        self.shared.figures.forget(register);
        self.shared.register_sizes.remove(register);
    }

    /// Counts the dossiers of each register, where that was not done before.
    ///
    /// # Errors
    /// The store failed.
    pub fn count_registers(&self) -> Result<Vec<(String, u64)>, Failure> {
        if let Some(sizes) = self.shared.register_sizes.get() {
            return Ok(sizes);
        }
        // The dossiers that the open group made are added when the group is committed.
        let counted = self.reader.registers()?;
        self.shared.register_sizes.put(counted.clone());
        Ok(counted)
    }

    /// The declared absences.
    pub fn absences(&self) -> &DeclaredAbsences {
        &self.shared.absences
    }

    /// Sets the timer that begins the next absence.
    pub fn set_absence_timer(&mut self) {
        let next = self.absences().next();
        self.timers.set(absence::STREAM, next.map(|absence| absence.from.0));
    }

    /// Does something whole or not at all: where it fails, nothing that it wrote or changed in
    /// memory stays, and the commands of the group before it are as they were.
    ///
    /// # Errors
    /// Those of `command`; where the engine gave up the group, every command in it gets the same.
    pub fn whole<T>(
        &mut self,
        command: impl FnOnce(&mut Self) -> Result<T, Failure>,
    ) -> Result<T, Failure> {
        if self.sync_failed {
            return Err(Failure::Overloaded);
        }
        if self.replays {
            return self.or_lose_group(command);
        }
        let (rules, absences) = (self.rules(), self.absences().snapshot());
        let (grouped, last_logged, made) = (self.grouped, self.last_logged, self.made.len());
        let (changes, affair_changes) = (self.changes.len(), self.affair_changes.len());
        self.touched.clear();
        self.writer.savepoint()?;
        let done = command(self).and_then(|done| {
            self.writer.end_savepoint()?;
            Ok(done)
        });
        if done.is_err() {
            for (stream, timer) in std::mem::take(&mut self.touched).into_iter().rev() {
                self.cache.discard(&stream);
                self.timers.set(&stream, timer);
            }
            self.made.truncate(made);
            self.changes.truncate(changes);
            self.affair_changes.truncate(affair_changes);
            self.absences().replace(absences);
            self.set_absence_timer();
            (self.grouped, self.last_logged) = (grouped, last_logged);
            self.set_rules(rules);
            let undone = self.writer.roll_back_to_savepoint();
            if self.writer.engine_rolled_back() || undone.is_err() {
                // A command that met the full disk is answered by `done`; the others by the
                // outcome.
                let _ = self.end_group();
            }
        }
        done
    }

    /// Does something of a replay; where it fails after it changed a dossier, or is not refused by
    /// the rules, the open group is lost.
    fn or_lose_group<T>(
        &mut self,
        command: impl FnOnce(&mut Self) -> Result<T, Failure>,
    ) -> Result<T, Failure> {
        self.touched.clear();
        let done = command(self);
        match done {
            Err(Failure::Refused(_)) if self.touched.is_empty() => done,
            Err(failure) => {
                self.lose_group(&failure);
                // A refusal would let the replay go on without what it lost.
                let what = "a command of the replay failed after it had changed a dossier";
                Err(match failure {
                    Failure::Refused(_) => Failure::NotCertain { what: what.into() },
                    failure => failure,
                })
            }
            done => done,
        }
    }

    /// When what happens now is logged: the log's clock never falls, so a machine's clock that was
    /// set back repeats the last instant.
    pub fn log_at(&mut self, now: Instant) -> Instant {
        self.last_logged = self.last_logged.max(now);
        self.last_logged
    }

    /// Notes that the command under way changes a stream.
    pub fn touch(&mut self, stream: &str) {
        self.touched.push((stream.to_owned(), self.timers.of(stream)));
        if self.cache.get(stream).is_none_or(|cached| cached.version == 0) {
            self.made.push(stream.to_owned());
        }
        self.cache.mark_dirty(stream);
        self.grouped += 1;
    }

    /// Notes what the command under way changes of the figures; they follow with the commit.
    pub fn change_figures(&mut self, change: figures::Change) {
        self.changes.push(change);
    }

    /// Notes what the command under way changes of complaints, directives, watches or visits; it follows
    /// with the commit.
    pub fn change_affairs(&mut self, change: AffairChange) {
        self.affair_changes.push(change);
    }

    /// Ends the open group with a commit.
    ///
    /// # Errors
    /// The reason of the loss: nothing of the group is on record, or that is not certain.
    pub fn end_group(&mut self) -> Result<(), Failure> {
        let rules = self.rules();
        let projected = self.project(&rules).and_then(|()| Ok(self.writer.put_head()?));
        let result = projected.and_then(|()| {
            self.writer.commit().map_err(|error| match Failure::from(error) {
                Failure::Store(error @ store::Error::Engine { .. }) => {
                    self.sync_failed = true;
                    Failure::NotCertain { what: error.for_log() }
                }
                failure => failure,
            })
        });
        match &result {
            Err(failure) => self.lose_group(failure),
            Ok(()) => {
                self.group += 1;
                self.shared.counts.add(std::mem::take(&mut self.grouped));
                self.grouped_applicants.clear();
                self.shared.figures.apply(std::mem::take(&mut self.changes));
                self.shared.affairs.apply(std::mem::take(&mut self.affair_changes));
                for stream in self.made.drain(..) {
                    self.shared.register_sizes.add(project::register_of(&stream));
                }
                self.cache.trim(false);
            }
        }
        result
    }

    /// Drops the open group, on disk and in memory.
    pub fn lose_group(&mut self, failure: &Failure) {
        self.lost.put(self.group, failure);
        self.group += 1;
        self.grouped = 0;
        self.grouped_applicants.clear();
        self.writer.rollback();
        self.cache.clear();
        self.touched.clear();
        self.changes.clear();
        self.affair_changes.clear();
        self.made.clear();
        // A stream that cannot be read now keeps its state.
        if let Ok(timers) = self.reader.timers() {
            self.timers.replace(timers);
        }
        if let Ok(absences) = absence::load(&self.writer) {
            self.absences().replace(Arc::new(absences));
        }
        self.set_absence_timer();
        if let Ok(last_logged) = self.writer.last_logged_at() {
            self.last_logged = Instant(last_logged);
        }
        let rows = self.writer.stream(rulebook::RULES_STREAM).map_err(Failure::from);
        if let Ok(rules) = rows.and_then(|rows| rulebook::load(&rows)) {
            self.set_rules(Arc::new(rules));
        }
    }

    /// The outcome of a group that has ended.
    pub fn outcome(&self, group: u64) -> Outcome {
        self.lost.outcome(group)
    }

    /// The function to call after a sync that failed.
    pub fn failed_sync(&self) -> Option<impl Fn() + use<>> {
        let hook = Arc::clone(&self.shared.on_failed_sync);
        self.sync_failed.then_some(move || {
            if let Some(Hook(call)) = hook.get() {
                call();
            }
        })
    }

    /// Commits if the open group is large; for those who submit without waiting.
    ///
    /// # Errors
    /// As [`Core::end_group`].
    pub fn commit_if_large(&mut self) -> Result<(), Failure> {
        if self.grouped >= BULK { self.end_group() } else { Ok(()) }
    }

    /// Projects again the rows that an older program wrote with fewer columns.
    fn refresh(&mut self, stale: bool) -> Result<(), Failure> {
        if stale {
            let rules = self.rules();
            let mut streams = Vec::new();
            self.reader.streams_with_prefix::<Failure>("dossier/", |stream, _| {
                streams.push(stream.to_owned());
                Ok(())
            })?;
            for part in streams.chunks(BULK) {
                for stream in part {
                    appointment_slip::refresh(self, stream)?;
                    self.cache.mark_dirty(stream);
                }
                self.project(&rules)?;
                self.cache.trim(false);
                // No figures are loaded yet.
                self.changes.clear();
            }
        }
        self.writer.rows_fresh()?;
        self.end_group()
    }

    /// The dossier of a stream, folded.
    ///
    /// # Errors
    /// As [`StateCache::load`].
    pub fn load(&mut self, stream: &str, rules: &Rules) -> Result<&mut Cached, Failure> {
        self.cache.load(&self.writer, stream, rules)
    }

    /// Whether a stream does not fold. It holds up nothing else then; `doctor` names it.
    ///
    /// # Errors
    /// The store failed.
    pub fn set_aside(&mut self, stream: &str) -> Result<bool, Failure> {
        let rules = self.rules();
        match self.load(stream, &rules) {
            Ok(_) => Ok(false),
            Err(Failure::BrokenRecord { .. }) => {
                tracing::error!("a dossier does not fold and is set aside; run `motcua doctor`");
                Ok(true)
            }
            Err(failure) => Err(failure),
        }
    }

    /// Folds a command's events into the state in memory.
    ///
    /// # Errors
    /// As [`StateCache::fold_in`].
    pub fn fold_in(
        &mut self,
        stream: &str,
        recorded: &[Recorded],
        rules: &Rules,
    ) -> Result<(), Failure> {
        self.cache.fold_in(&self.writer, stream, recorded, rules)
    }

    /// Writes the rows of every dossier that the open group touched.
    fn project(&mut self, rules: &Rules) -> Result<(), Failure> {
        while let Some(stream) = self.cache.first_dirty().cloned() {
            match self.project_one(&stream, rules) {
                // A stream that does not fold holds up nothing else; `doctor` names it.
                Err(Failure::BrokenRecord { .. }) => {
                    tracing::error!("a dossier does not fold, its row stays; run `motcua doctor`");
                }
                done => done?,
            }
            self.cache.mark_projected(&stream);
        }
        Ok(())
    }

    fn project_one(&mut self, stream: &str, rules: &Rules) -> Result<(), Failure> {
        let cached = self.cache.load(&self.writer, stream, rules)?;
        let history = || event_codec::history(&self.writer.stream(stream)?);
        let fact_history = project::fact_history(stream, &cached.state, history, &rules.calendars)?;
        let Some(fact_history) = fact_history else { return Ok(()) };
        let mut row = project::row(stream, cached.version, &cached.state, rules);
        row.facts = serde_json::to_string(&fact_history).unwrap_or_default();
        self.writer.put_dossier(&row)?;
        // A correction may move any of them.
        let first = if cached.state.has_late_entries { 0 } else { cached.settled_spans };
        self.writer.put_spans(stream, first, &project::spans(&cached.state, first))?;
        cached.settled_spans = cached.state.holds.len().saturating_sub(1);
        self.changes.push(figures::Change::Facts(stream.to_owned(), Box::new(fact_history)));
        Ok(())
    }
}
