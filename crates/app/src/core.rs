//! The application of one data folder, and what only one command at a time may touch: the writer with
//! its open group, the folded states, timers, absences. The commit log ends the groups.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::path::Path;
use std::sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError};

use calendar::Instant;
use dossier::{Recorded, State};
use rules::Rules;
use store::{Folder, Reader, Writer};

use crate::absence::Absence;
use crate::commit_log::{CommitCounts, CommitLog};
use crate::error::Failure;
use crate::readers::Readers;
use crate::{event_codec, project, rulebook};

/// Commands of one group at most where nobody waits for it, as in a load.
const BULK: usize = 4096;
/// Folded states kept in memory; more are dropped when they are on disk.
const CACHE: usize = 4096;
/// Lost groups that are remembered, for those who still wait for one.
const LOST: usize = 4096;

/// A dossier folded, with what of it is on disk.
#[derive(Debug, Default)]
pub(crate) struct Cached {
    pub state: State,
    pub version: u64,
    /// Spans before this one are on disk as they are.
    pub settled_spans: usize,
}

/// What only one command at a time may touch.
#[derive(Debug)]
pub(crate) struct Core {
    pub writer: Writer,
    /// What is committed.
    pub reader: Reader,
    rules: Arc<Mutex<Arc<Rules>>>,
    pub cache: HashMap<String, Cached>,
    pub dirty: BTreeSet<String>,
    pub timers: BTreeSet<(i64, String)>,
    pub timer_of: HashMap<String, i64>,
    pub absences: Vec<Absence>,
    /// What the open group changed in the figures.
    changes: Vec<crate::figures::Change>,
    figures: Arc<crate::figures::Cache>,
    /// The streams that the command under way changed, each with its timer before.
    touched: Vec<(String, Option<i64>)>,
    /// The last instant at which something was logged, in the open group too; imports alone may be
    /// logged before it.
    last_logged: Instant,
    /// Commands in the open group.
    pub grouped: usize,
    /// The open group's number.
    pub group: u64,
    counts: Arc<CommitCounts>,
    lost: BTreeMap<u64, Lost>,
    sync_failed: bool,
    on_failed_sync: Arc<OnceLock<Hook>>,
}

/// Called once when a commit could not be synced.
pub(crate) struct Hook(Box<dyn Fn() + Send + Sync>);

impl std::fmt::Debug for Hook {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Hook")
    }
}

/// How a group ended.
pub(crate) type Outcome = Result<(), Failure>;

/// Why a group was lost, for those who wait for it.
#[derive(Clone, Debug)]
enum Lost {
    Full,
    ReadOnly,
    Other(String),
}

impl Lost {
    fn because(failure: &Failure) -> Self {
        match failure {
            Failure::Full => Self::Full,
            Failure::ReadOnly => Self::ReadOnly,
            Failure::NotCertain { what } => Self::Other(what.clone()),
            other => Self::Other(other.for_log()),
        }
    }

    fn failure(&self) -> Failure {
        match self {
            Self::Full => Failure::Full,
            Self::ReadOnly => Failure::ReadOnly,
            Self::Other(what) => Failure::NotCertain { what: what.clone() },
        }
    }
}

/// The application of one data folder.
#[derive(Debug)]
pub struct Application {
    log: CommitLog,
    counts: Arc<CommitCounts>,
    core: Arc<Mutex<Core>>,
    on_failed_sync: Arc<OnceLock<Hook>>,
    readers: Readers,
    folder: Folder,
    pub(crate) rules: Arc<Mutex<Arc<Rules>>>,
    pub(crate) figures: Arc<crate::figures::Cache>,
    pub(crate) sessions: crate::auth::Sessions,
    pub(crate) rate_limiter: crate::auth::RateLimiter,
    /// Of look-ups by slip, which need no account: apart, so that they push nothing out.
    pub(crate) lookup_limiter: crate::auth::RateLimiter,
    /// Passwords are hashed one after the other: each takes a core and 19 MB.
    pub(crate) hashing: Mutex<()>,
    pub(crate) hashing_waits: std::sync::atomic::AtomicUsize,
    pub(crate) server_key: Mutex<String>,
}

impl Application {
    /// Opens a folder's office, making the folder where there is none.
    ///
    /// # Errors
    /// The folder is in use, foreign, damaged or newer; its rules do not load.
    pub fn open(path: &Path) -> Result<Self, Failure> {
        Self::on(Folder::open_or_create(path)?)
    }

    fn on(folder: Folder) -> Result<Self, Failure> {
        let writer = folder.writer()?;
        let rules = rulebook::load(&writer.stream(rulebook::RULES_STREAM)?)?;
        let reader = folder.reader()?;
        let absences = crate::absence::load(&writer)?;
        let last_logged = Instant(writer.last_logged_at()?);
        let rules = Arc::new(Mutex::new(Arc::new(rules)));
        let on_failed_sync = Arc::default();
        let counts = Arc::<CommitCounts>::default();
        let figures = Arc::<crate::figures::Cache>::default();
        let mut core = Core {
            writer,
            reader: folder.reader()?,
            rules: Arc::clone(&rules),
            cache: HashMap::new(),
            dirty: BTreeSet::new(),
            timers: BTreeSet::new(),
            timer_of: HashMap::new(),
            absences,
            changes: Vec::new(),
            figures: Arc::clone(&figures),
            touched: Vec::new(),
            last_logged,
            grouped: 0,
            group: 1,
            counts: Arc::clone(&counts),
            lost: BTreeMap::new(),
            sync_failed: false,
            on_failed_sync: Arc::clone(&on_failed_sync),
        };
        core.put_timers(reader.timers()?);
        let stale = reader.rows_stale()?;
        core.refresh(stale)?;
        let core = Arc::new(Mutex::new(core));
        Ok(Self {
            log: CommitLog::start(Arc::clone(&core)),
            counts,
            core,
            on_failed_sync,
            readers: Readers::default(),
            folder,
            rules,
            figures,
            sessions: crate::auth::Sessions::default(),
            rate_limiter: crate::auth::RateLimiter::default(),
            lookup_limiter: crate::auth::RateLimiter::default(),
            hashing: Mutex::new(()),
            hashing_waits: std::sync::atomic::AtomicUsize::new(0),
            server_key: Mutex::new(String::new()),
        })
    }

    /// What to do when a commit could not be synced: what is on disk is not certain then, nothing
    /// more is written, and the process should answer what it has and end. Only the first is kept.
    pub fn on_failed_sync(&self, hook: impl Fn() + Send + Sync + 'static) {
        let _ = self.on_failed_sync.set(Hook(Box::new(hook)));
    }

    /// The rules in force.
    #[must_use]
    pub fn rules(&self) -> Arc<Rules> {
        Arc::clone(&lock(&self.rules))
    }

    pub(crate) fn core(&self) -> MutexGuard<'_, Core> {
        lock(&self.core)
    }

    /// Carries a command out in the commit log, within a savepoint, and waits for the commit.
    pub(crate) fn write<T: Send + 'static>(
        &self,
        command: impl FnOnce(&mut Core) -> Result<T, Failure> + Send + 'static,
    ) -> Result<T, Failure> {
        self.log.write(|core| core.whole(command))
    }

    /// As [`Application::write`], after what others submitted before is committed.
    pub(crate) fn write_alone<T: Send + 'static>(
        &self,
        command: impl FnOnce(&mut Core) -> Result<T, Failure> + Send + 'static,
    ) -> Result<T, Failure> {
        self.log.write(|core| {
            core.end_group()?;
            core.whole(command)
        })
    }

    /// Reads with a connection of its own: what is committed.
    pub(crate) fn read<T>(
        &self,
        query: impl FnOnce(&Reader) -> Result<T, Failure>,
    ) -> Result<T, Failure> {
        self.readers.read(&self.folder, query)
    }

    /// Makes everything submitted so far durable.
    ///
    /// # Errors
    /// [`Failure::Full`], [`Failure::ReadOnly`], [`Failure::NotCertain`]: the open group is lost;
    /// [`Failure::Overloaded`] where too many wait.
    pub fn commit(&self) -> Result<(), Failure> {
        let group = self.core().group;
        self.settle(group)
    }

    /// Carries out an empty command: whether the commit log takes commands.
    ///
    /// # Errors
    /// [`Failure::Overloaded`] where too many wait, or a sync failed before; those of the commit.
    pub fn check_commit_log(&self) -> Result<(), Failure> {
        self.write(|_| Ok(()))
    }

    /// How many commits this process made, and how many commands on dossiers they held.
    #[must_use]
    pub fn commit_counts(&self) -> (u64, u64) {
        self.counts.get()
    }

    /// Waits until a group is durable.
    pub(crate) fn settle(&self, group: u64) -> Result<(), Failure> {
        self.log.write(move |core| if core.group > group { core.outcome(group) } else { Ok(()) })
    }

    /// Frees what is kept in memory and can be read again.
    pub fn trim_caches(&self) {
        let mut core = lock(&self.core);
        if core.dirty.is_empty() {
            core.cache = HashMap::new();
        }
    }
}

impl Core {
    /// The rules in force.
    pub fn rules(&self) -> Arc<Rules> {
        Arc::clone(&lock(&self.rules))
    }

    pub fn set_rules(&mut self, rules: Arc<Rules>) {
        *lock(&self.rules) = rules;
    }

    /// Does something whole or not at all: where it fails, nothing that it wrote or changed in
    /// memory stays, and the commands of the group before it are as they were.
    ///
    /// # Errors
    /// Those of `command`; where the engine gave up the group, everyone in it gets the same.
    pub fn whole<T>(
        &mut self,
        command: impl FnOnce(&mut Self) -> Result<T, Failure>,
    ) -> Result<T, Failure> {
        if self.sync_failed {
            return Err(Failure::Overloaded);
        }
        let (rules, absences, grouped) = (self.rules(), self.absences.len(), self.grouped);
        let last_logged = self.last_logged;
        self.touched.clear();
        self.writer.savepoint()?;
        let done = command(self).and_then(|done| {
            self.writer.release()?;
            Ok(done)
        });
        if done.is_err() {
            for (stream, timer) in std::mem::take(&mut self.touched).into_iter().rev() {
                self.cache.remove(&stream);
                self.set_timer(&stream, timer);
            }
            self.absences.truncate(absences);
            self.grouped = grouped;
            self.last_logged = last_logged;
            self.set_rules(rules);
            let undone = self.writer.undo();
            if self.writer.gave_up() || undone.is_err() {
                // Whoever met the full disk is answered by `done`; the others by the outcome.
                let _ = self.end_group();
            }
        }
        done
    }

    /// When what happens now is logged: the log's clock never falls, so a machine's clock that was
    /// set back repeats the last instant.
    pub fn log_at(&mut self, now: Instant) -> Instant {
        self.last_logged = self.last_logged.max(now);
        self.last_logged
    }

    /// Notes that the command under way changes a stream.
    pub fn touch(&mut self, stream: &str) {
        let timer = self.timer_of.get(stream).copied();
        self.touched.push((stream.to_owned(), timer));
        self.dirty.insert(stream.to_owned());
        self.grouped += 1;
    }

    /// Ends the open group with a commit.
    ///
    /// # Errors
    /// Why it is lost: nothing of it is on record, or that is not certain.
    pub fn end_group(&mut self) -> Result<(), Failure> {
        let rules = self.rules();
        let projected = self.project(&rules);
        let result = projected.and_then(|()| {
            self.writer.commit().map_err(|error| match Failure::from(error) {
                Failure::Store(error @ store::Error::Sql(_)) => {
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
                self.counts.add(std::mem::take(&mut self.grouped));
                self.figures.apply(std::mem::take(&mut self.changes));
                if self.cache.len() > CACHE {
                    self.cache.clear();
                }
            }
        }
        result
    }

    /// Drops the open group, on disk and in memory.
    pub fn lose_group(&mut self, failure: &Failure) {
        self.lost.insert(self.group, Lost::because(failure));
        while self.lost.len() > LOST {
            self.lost.pop_first();
        }
        self.group += 1;
        self.grouped = 0;
        self.writer.rollback();
        self.cache.clear();
        self.dirty.clear();
        self.touched.clear();
        self.changes.clear();
        // What cannot be read now stays as it is.
        if let Ok(timers) = self.reader.timers() {
            self.put_timers(timers);
        }
        if let Ok(absences) = crate::absence::load(&self.writer) {
            self.absences = absences;
        }
        if let Ok(last_logged) = self.writer.last_logged_at() {
            self.last_logged = Instant(last_logged);
        }
        let rows = self.writer.stream(rulebook::RULES_STREAM).map_err(Failure::from);
        if let Ok(rules) = rows.and_then(|rows| rulebook::load(&rows)) {
            self.set_rules(Arc::new(rules));
        }
    }

    /// How a group that has ended did so.
    pub fn outcome(&self, group: u64) -> Outcome {
        self.lost.get(&group).map_or(Ok(()), |lost| Err(lost.failure()))
    }

    /// What to call after a sync that failed.
    pub fn failed_sync(&self) -> Option<impl Fn() + use<>> {
        let hook = Arc::clone(&self.on_failed_sync);
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

    /// Makes the rows anew that an older program wrote with fewer columns.
    fn refresh(&mut self, stale: bool) -> Result<(), Failure> {
        if stale {
            let rules = self.rules();
            let mut streams = Vec::new();
            self.reader.streams_like::<Failure>("dossier/", |stream, _| {
                streams.push(stream.to_owned());
                Ok(())
            })?;
            for stream in streams {
                self.dirty.insert(stream);
                if self.dirty.len() >= BULK {
                    self.project(&rules)?;
                    // No figures are loaded yet.
                    self.changes.clear();
                }
            }
        }
        self.writer.rows_fresh()?;
        self.end_group()
    }

    /// The dossier of a stream, folded.
    pub fn load(&mut self, stream: &str, rules: &Rules) -> Result<&mut Cached, Failure> {
        if !self.cache.contains_key(stream) {
            let rows = self.writer.stream(stream)?;
            let history = event_codec::history(&rows)?;
            let state = dossier::fold(&history, &rules.calendars).map_err(|illegal| {
                Failure::BrokenRecord { stream: stream.to_owned(), what: illegal.to_string() }
            })?;
            // What the open group has not projected yet is projected whole.
            let projected = !self.dirty.contains(stream);
            let settled_spans = if projected { state.holds.len().saturating_sub(1) } else { 0 };
            let cached = Cached { state, version: rows.len() as u64, settled_spans };
            self.cache.insert(stream.to_owned(), cached);
        }
        // Just looked at, or just put in.
        self.cache.get_mut(stream).ok_or_else(|| Failure::BrokenRecord {
            stream: stream.to_owned(),
            what: "was not kept".into(),
        })
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
    pub fn fold_in(
        &mut self,
        stream: &str,
        recorded: &[Recorded],
        rules: &Rules,
    ) -> Result<(), Failure> {
        let cached = self.load(stream, rules)?;
        for event in recorded {
            cached.state.apply(event, &rules.calendars).map_err(|illegal| {
                Failure::BrokenRecord { stream: stream.to_owned(), what: illegal.to_string() }
            })?;
            cached.version += 1;
        }
        Ok(())
    }

    /// Writes the rows of every dossier that the open group touched.
    fn project(&mut self, rules: &Rules) -> Result<(), Failure> {
        while let Some(stream) = self.dirty.first().cloned() {
            match self.project_one(&stream, rules) {
                // A stream that does not fold holds up nothing else; `doctor` names it.
                Err(Failure::BrokenRecord { .. }) => {
                    tracing::error!("a dossier does not fold, its row stays; run `motcua doctor`");
                }
                done => done?,
            }
            self.dirty.remove(&stream);
        }
        Ok(())
    }

    fn project_one(&mut self, stream: &str, rules: &Rules) -> Result<(), Failure> {
        self.load(stream, rules)?;
        let Some(cached) = self.cache.get_mut(stream) else { return Ok(()) };
        let history = || event_codec::history(&self.writer.stream(stream)?);
        let known = project::known(stream, &cached.state, history, &rules.calendars)?;
        let Some(known) = known else { return Ok(()) };
        let mut row = project::row(stream, cached.version, &cached.state, rules);
        row.facts = serde_json::to_string(&known).unwrap_or_default();
        self.writer.put_dossier(&row)?;
        // A correction may move any of them.
        let first = if cached.state.irregular { 0 } else { cached.settled_spans };
        self.writer.put_spans(stream, first, &project::spans(&cached.state, first))?;
        cached.settled_spans = cached.state.holds.len().saturating_sub(1);
        self.changes.push((stream.to_owned(), known));
        Ok(())
    }

    /// Notes when the program must next look at a dossier by itself.
    pub fn set_timer(&mut self, stream: &str, at: Option<i64>) {
        if let Some(old) = self.timer_of.remove(stream) {
            self.timers.remove(&(old, stream.to_owned()));
        }
        if let Some(at) = at {
            self.timers.insert((at, stream.to_owned()));
            self.timer_of.insert(stream.to_owned(), at);
        }
    }

    fn put_timers(&mut self, timers: Vec<(i64, String)>) {
        self.timer_of = timers.iter().map(|(at, stream)| (stream.clone(), *at)).collect();
        self.timers = timers.into_iter().collect();
    }
}

pub(crate) fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    // A panic in another thread leaves nothing half-done here: the open group is rolled back.
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
