//! The office of one data folder: the writer with its open group, the folded states, the rules in
//! force. Commands wait here for their turn and for their commit.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::path::Path;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use calendar::Instant;
use dossier::{Recorded, State};
use rules::Rules;
use store::{Folder, Reader, Writer};

use crate::absence::Absence;
use crate::error::Failure;
use crate::readers::Readers;
use crate::{event_codec, project, rulebook};

/// Commands of one group at most; a group is one commit.
const GROUP: usize = 512;
/// Commands of one group at most where nobody waits for it, as in a load.
const BULK: usize = 4096;
/// How often a group waits for those who were in the last one, a [`MOMENT`] each time.
const PATIENCE: u32 = 4;
const MOMENT: Duration = Duration::from_micros(50);
/// After so long, those who wait look by themselves.
const LEAD: Duration = Duration::from_millis(20);
/// Folded states kept in memory; more are dropped when they are on disk.
const CACHE: usize = 4096;

/// A dossier folded, with what of it is on disk.
#[derive(Debug, Default)]
pub(crate) struct Cached {
    pub state: State,
    pub version: u64,
    /// When its last event was logged.
    pub logged: Instant,
    /// Spans before this one are on disk as they are.
    pub settled_spans: usize,
}

/// What only one command at a time may touch.
#[derive(Debug)]
pub(crate) struct Core {
    pub writer: Writer,
    pub cache: HashMap<String, Cached>,
    pub dirty: BTreeSet<String>,
    /// Facts of the dossiers that the open group has projected.
    changes: Vec<crate::figures::Change>,
    pub timers: BTreeSet<(i64, String)>,
    pub timer_of: HashMap<String, i64>,
    pub absences: Vec<Absence>,
    /// Commands in the open group.
    pub grouped: usize,
    /// The open group's number.
    pub group: u64,
    /// Commands in the group before.
    pub grouped_before: usize,
}

/// Why a group was lost, for those who wait for it.
#[derive(Clone, Debug)]
enum Lost {
    Full,
    Other(String),
}

impl Lost {
    fn because(failure: &Failure) -> Self {
        match failure {
            Failure::Full => Self::Full,
            other => Self::Other(other.to_string()),
        }
    }

    fn failure(&self) -> Failure {
        match self {
            Self::Full => Failure::Full,
            Self::Other(what) => Failure::NotCertain { what: what.clone() },
        }
    }
}

/// Which groups have ended.
#[derive(Debug, Default)]
struct Ended {
    /// The last one.
    last: u64,
    /// Those that were lost.
    lost: BTreeMap<u64, Lost>,
    /// One of those who wait sees to the open group.
    led: bool,
}

/// Gives the lead up when it is dropped, whatever happened.
struct Led<'a>(&'a Application);

impl Drop for Led<'_> {
    fn drop(&mut self) {
        lock(&self.0.ended).led = false;
        self.0.ending.notify_all();
    }
}

/// The office of one data folder.
#[derive(Debug)]
pub struct Application {
    core: Mutex<Core>,
    ended: Mutex<Ended>,
    ending: Condvar,
    arriving: AtomicUsize,
    readers: Readers,
    folder: Folder,
    pub(crate) rules: Mutex<Arc<Rules>>,
    pub(crate) figures: crate::figures::Cache,
    pub(crate) sessions: crate::auth::Sessions,
    pub(crate) rate_limiter: crate::auth::RateLimiter,
    /// Of look-ups by slip, which need no account: apart, so that they push nothing out.
    pub(crate) lookup_limiter: crate::auth::RateLimiter,
    /// Passwords are hashed one after the other: each takes a core and 19 MB.
    pub(crate) hashing: Mutex<()>,
    pub(crate) hashing_waits: AtomicUsize,
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
        let mut core = Core {
            writer,
            cache: HashMap::new(),
            dirty: BTreeSet::new(),
            changes: Vec::new(),
            timers: BTreeSet::new(),
            timer_of: HashMap::new(),
            absences,
            grouped: 0,
            group: 1,
            grouped_before: 0,
        };
        core.put_timers(reader.timers()?);
        let stale = reader.rows_stale()?;
        let app = Self {
            core: Mutex::new(core),
            ended: Mutex::default(),
            ending: Condvar::new(),
            arriving: AtomicUsize::new(0),
            readers: Readers::default(),
            folder,
            rules: Mutex::new(Arc::new(rules)),
            figures: crate::figures::Cache::default(),
            sessions: crate::auth::Sessions::default(),
            rate_limiter: crate::auth::RateLimiter::default(),
            lookup_limiter: crate::auth::RateLimiter::default(),
            hashing: Mutex::new(()),
            hashing_waits: AtomicUsize::new(0),
            server_key: Mutex::new(String::new()),
        };
        app.refresh(stale)?;
        Ok(app)
    }

    /// Makes the rows anew that an older program wrote with fewer columns.
    fn refresh(&self, stale: bool) -> Result<(), Failure> {
        let rules = self.rules();
        let mut core = self.core();
        if stale {
            let streams = self.read(|reader| {
                let mut streams = Vec::new();
                reader.streams_like::<Failure>("dossier/", |stream, _| {
                    streams.push(stream.to_owned());
                    Ok(())
                })?;
                Ok(streams)
            })?;
            for stream in streams {
                core.load(&stream, &rules)?.settled_spans = 0;
                core.dirty.insert(stream);
                if core.dirty.len() >= BULK {
                    core.project(&rules)?;
                    core.changes.clear();
                }
            }
        }
        core.writer.rows_fresh()?;
        self.end_group(&mut core)
    }

    /// The rules in force.
    #[must_use]
    pub fn rules(&self) -> Arc<Rules> {
        Arc::clone(&lock(&self.rules))
    }

    pub(crate) fn core_mutex(&self) -> &Mutex<Core> {
        &self.core
    }

    pub(crate) fn core(&self) -> MutexGuard<'_, Core> {
        self.arriving.fetch_add(1, Ordering::Relaxed);
        let mut core = lock(&self.core);
        self.arriving.fetch_sub(1, Ordering::Relaxed);
        if core.writer.gave_up() {
            // Whoever met the full disk was told so; those who wait for the group are told now.
            let _ = self.end_group(&mut core);
        }
        core
    }

    /// Reads with a connection of its own: what is committed.
    pub(crate) fn read<T>(
        &self,
        question: impl FnOnce(&Reader) -> Result<T, Failure>,
    ) -> Result<T, Failure> {
        self.readers.read(&self.folder, question)
    }

    /// Makes everything submitted so far durable.
    ///
    /// # Errors
    /// The store refuses; the open group is lost then, and said so to everyone in it.
    pub fn commit(&self) -> Result<(), Failure> {
        let mut core = lock(&self.core);
        self.end_group(&mut core)
    }

    /// Commits if the open group is full; for those who submit without waiting.
    pub(crate) fn commit_if_full(&self, core: &mut Core) -> Result<(), Failure> {
        if core.grouped >= BULK { self.end_group(core) } else { Ok(()) }
    }

    /// Waits until a group is durable, ending it if nobody else does.
    pub(crate) fn settle(&self, group: u64) -> Result<(), Failure> {
        loop {
            let mut ended = lock(&self.ended);
            if ended.last >= group {
                return match ended.lost.get(&group) {
                    None => Ok(()),
                    Some(lost) => Err(lost.failure()),
                };
            }
            if ended.led {
                // One of those who wait ends the group and tells the others.
                drop(self.ending.wait_timeout(ended, LEAD));
                continue;
            }
            ended.led = true;
            drop(ended);
            let led = Led(self);
            let result = self.lead(group);
            drop(led);
            result?;
        }
    }

    /// Ends the open group, after letting in those who are about to join it.
    fn lead(&self, group: u64) -> Result<(), Failure> {
        for patience in (0..=PATIENCE).rev() {
            let mut core = lock(&self.core);
            if core.group > group {
                return Ok(());
            }
            // Those who are at the door join the group, and those whom the last sync has just set
            // free are given a moment to come again: one sync then serves them all.
            let at_the_door = self.arriving.load(Ordering::Relaxed) > 0;
            let expected = core.grouped < core.grouped_before * 3 / 4;
            if patience == 0 || core.grouped >= GROUP || !(at_the_door || expected) {
                return self.end_group(&mut core);
            }
            drop(core);
            std::thread::sleep(MOMENT);
        }
        Ok(())
    }

    pub(crate) fn end_group(&self, core: &mut Core) -> Result<(), Failure> {
        let result = core.project(&self.rules()).and_then(|()| Ok(core.writer.commit()?));
        let changes = std::mem::take(&mut core.changes);
        if result.is_ok() {
            self.figures.apply(changes);
        }
        self.ended_with(core, result)
    }

    /// Loses the open group on purpose: what it did half must not stay.
    pub(crate) fn lose_group(&self, core: &mut Core, failure: Failure) -> Failure {
        match self.ended_with(core, Err(failure)) {
            Err(failure) => failure,
            Ok(()) => Failure::BrokenRecord { stream: "group".into(), what: "was kept".into() },
        }
    }

    fn ended_with(&self, core: &mut Core, result: Result<(), Failure>) -> Result<(), Failure> {
        let group = core.group;
        core.group += 1;
        core.grouped_before = std::mem::take(&mut core.grouped);
        if result.is_err() {
            core.forget();
            self.recall(core);
        } else if core.cache.len() > CACHE {
            core.cache.clear();
        }
        let mut ended = lock(&self.ended);
        ended.last = group;
        if let Err(failure) = &result {
            ended.lost.insert(group, Lost::because(failure));
        }
        drop(ended);
        self.ending.notify_all();
        result
    }

    /// Reads again what is kept beside the cache, after a lost group; what cannot be read now stays.
    fn recall(&self, core: &mut Core) {
        if let Ok(timers) = self.read(|reader| Ok(reader.timers()?)) {
            core.put_timers(timers);
        }
        if let Ok(absences) = crate::absence::load(&core.writer) {
            core.absences = absences;
        }
        let rows = core.writer.stream(rulebook::RULES_STREAM).map_err(Failure::from);
        if let Ok(rules) = rows.and_then(|rows| rulebook::load(&rows)) {
            *lock(&self.rules) = Arc::new(rules);
        }
    }

    /// Frees what is kept in memory and can be read again.
    pub fn rest(&self) {
        let mut core = lock(&self.core);
        if core.dirty.is_empty() {
            core.cache = HashMap::new();
        }
    }
}

impl Core {
    /// The dossier of a stream, folded.
    pub fn load(&mut self, stream: &str, rules: &Rules) -> Result<&mut Cached, Failure> {
        if !self.cache.contains_key(stream) {
            let rows = self.writer.stream(stream)?;
            let history = event_codec::history(&rows)?;
            let state = dossier::fold(&history, &rules.calendars).map_err(|illegal| {
                Failure::BrokenRecord { stream: stream.to_owned(), what: illegal.to_string() }
            })?;
            let settled_spans = state.holds.len().saturating_sub(1);
            let logged = rows.iter().map(|row| row.event.logged_at).max().unwrap_or_default();
            let (version, logged) = (rows.len() as u64, Instant(logged));
            let cached = Cached { state, version, logged, settled_spans };
            self.cache.insert(stream.to_owned(), cached);
        }
        // Just looked at, or just put in.
        self.cache.get_mut(stream).ok_or_else(|| Failure::BrokenRecord {
            stream: stream.to_owned(),
            what: "was not kept".into(),
        })
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
            cached.logged = event.logged_at;
        }
        Ok(())
    }

    /// Writes the rows of every dossier that the open group touched.
    fn project(&mut self, rules: &Rules) -> Result<(), Failure> {
        for stream in std::mem::take(&mut self.dirty) {
            if !self.cache.contains_key(&stream) {
                // A later command of the group failed and the state was forgotten.
                self.load(&stream, rules)?.settled_spans = 0;
            }
            let Some(cached) = self.cache.get_mut(&stream) else { continue };
            let history = || event_codec::history(&self.writer.stream(&stream)?);
            let known = project::known(&stream, &cached.state, history, &rules.calendars)?;
            let Some(known) = known else { continue };
            let mut row = project::row(&stream, cached.version, &cached.state, rules);
            row.facts = serde_json::to_string(&known).unwrap_or_default();
            self.writer.put_dossier(&row)?;
            // A correction may move any of them.
            let first = if cached.state.irregular { 0 } else { cached.settled_spans };
            self.writer.put_spans(&stream, first, &project::spans(&cached.state, first))?;
            cached.settled_spans = cached.state.holds.len().saturating_sub(1);
            self.changes.push((stream, known));
        }
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

    /// Drops what the lost group had changed in memory.
    fn forget(&mut self) {
        self.writer.rollback();
        self.cache.clear();
        self.dirty.clear();
        self.changes.clear();
    }
}

pub(crate) fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    // A panic in another thread leaves nothing half-done here: the open group is rolled back.
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
