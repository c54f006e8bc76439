//! The application of one data folder: what use cases are given to work with. Holds the parts, each
//! of which knows nothing of the others or of this one.

use std::path::Path;
use std::sync::{Arc, Mutex, OnceLock};

use rules::Rules;
use store::{Folder, Reader};

use crate::commit_log::CommitLog;
use crate::core::{Core, Hook, Shared};
use crate::error::Failure;
use crate::readers::Readers;

/// The application of one data folder.
#[derive(Debug)]
pub struct Application {
    log: CommitLog,
    pub(crate) shared: Shared,
    readers: Readers,
    pub(crate) folder: Folder,
    pub(crate) sessions: crate::auth::Sessions,
    pub(crate) rate_limiter: crate::auth::RateLimiter,
    /// The limiter of look-ups by slip, which need no account. It is separate, so that look-ups evict
    /// no other keys.
    pub(crate) lookup_limiter: crate::auth::RateLimiter,
    pub(crate) person_searches: crate::person_searches::PersonSearches,
    /// The folder of scans; unset where none is named.
    pub(crate) scan_folder: OnceLock<crate::scan_folder::ScanFolder>,
    pub(crate) hash_queue: crate::auth::HashQueue,
    pub(crate) postponed: crate::postponed::Postponed,
    pub(crate) report_readers: crate::report_readers::ReportReaders,
    pub(crate) server_key: Mutex<String>,
}

impl Application {
    /// Opens a folder's application, making the folder where there is none.
    ///
    /// # Errors
    /// The folder is in use, foreign, damaged or newer; its rules do not load.
    pub fn open(path: &Path) -> Result<Self, Failure> {
        Self::on(Folder::open_or_create(path)?)
    }

    /// The application of a folder that is open.
    ///
    /// # Errors
    /// Its rules do not load.
    pub fn on(folder: Folder) -> Result<Self, Failure> {
        let core = Core::open(&folder)?;
        Ok(Self {
            shared: core.shared().clone(),
            log: CommitLog::start(core),
            readers: Readers::default(),
            folder,
            sessions: crate::auth::Sessions::default(),
            rate_limiter: crate::auth::RateLimiter::default(),
            lookup_limiter: crate::auth::RateLimiter::default(),
            person_searches: crate::person_searches::PersonSearches::default(),
            scan_folder: OnceLock::new(),
            hash_queue: crate::auth::HashQueue::default(),
            postponed: crate::postponed::Postponed::default(),
            report_readers: crate::report_readers::ReportReaders::default(),
            server_key: Mutex::new(String::new()),
        })
    }

    /// Sets the function to call when a commit could not be synced: the content of the disk is
    /// uncertain then, nothing more is written, and the process should finish its answers and end. Only
    /// the first is kept.
    pub fn on_failed_sync(&self, hook: impl Fn() + Send + Sync + 'static) {
        let _ = self.shared.on_failed_sync.set(Hook(Box::new(hook)));
    }

    /// The rules in force.
    #[must_use]
    pub fn rules(&self) -> Arc<Rules> {
        self.shared.rules.get()
    }

    /// Carries a command out in the commit log, within a savepoint, and waits for the commit.
    pub(crate) fn write<T: Send + 'static>(
        &self,
        command: impl FnOnce(&mut Core) -> Result<T, Failure> + Send + 'static,
    ) -> Result<T, Failure> {
        self.log.write(|core| core.whole(command))
    }

    /// Like [`Application::write`], after what others submitted before is committed.
    pub(crate) fn write_alone<T: Send + 'static>(
        &self,
        command: impl FnOnce(&mut Core) -> Result<T, Failure> + Send + 'static,
    ) -> Result<T, Failure> {
        self.write_after(Core::end_group, command)
    }

    /// Like [`Application::write`], after a step outside the command's savepoint.
    pub(crate) fn write_after<T: Send + 'static>(
        &self,
        first: impl FnOnce(&mut Core) -> Result<(), Failure> + Send + 'static,
        command: impl FnOnce(&mut Core) -> Result<T, Failure> + Send + 'static,
    ) -> Result<T, Failure> {
        self.log.write(|core| {
            first(core)?;
            core.whole(command)
        })
    }

    /// Like [`Application::write`], for rows of the tables outside the record.
    pub(crate) fn persist<T: Send + 'static>(
        &self,
        command: impl FnOnce(&mut Core) -> Result<T, store::Error> + Send + 'static,
    ) -> Result<T, Failure> {
        self.write(|core| Ok(command(core)?))
    }

    /// Carries a command out in the commit log, within a savepoint, without waiting for the commit:
    /// it is durable with the next one.
    pub(crate) fn write_later<T: Send + 'static>(
        &self,
        command: impl FnOnce(&mut Core) -> Result<T, Failure> + Send + 'static,
    ) -> Result<T, Failure> {
        self.log.submit(|core| {
            let done = core.whole(command)?;
            core.commit_if_large()?;
            Ok(done)
        })
    }

    /// Asks the commit log's thread, or leaves work to it that needs no savepoint.
    pub(crate) fn in_log<T: Send + 'static>(
        &self,
        work: impl FnOnce(&mut Core) -> Result<T, Failure> + Send + 'static,
    ) -> Result<T, Failure> {
        self.log.submit(work)
    }

    /// Leaves a part of a replay to the commit log, and waits for a place in its queue only.
    pub(crate) fn replay_in_log(
        &self,
        work: impl FnOnce(&mut Core) + Send + 'static,
    ) -> Result<(), Failure> {
        self.log.post_in_turn(work)
    }

    /// Leaves a small write to the commit log and waits for nothing. Where it fails, it is as if it
    /// had not been asked for.
    pub(crate) fn write_some_time(
        &self,
        command: impl FnOnce(&mut Core) -> Result<(), Failure> + Send + 'static,
    ) {
        let posted = self.log.post(|core| {
            if let Err(failure) = core.whole(command) {
                tracing::debug!(cause = failure.for_log(), "a small write failed");
            }
        });
        if let Err(failure) = posted {
            tracing::debug!(cause = failure.for_log(), "a small write was left out");
        }
    }

    /// Reads the committed record with a connection of its own.
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
        self.log.write(|_| Ok(()))
    }

    /// Carries out an empty command: whether the commit log takes commands.
    ///
    /// # Errors
    /// [`Failure::Overloaded`] where too many wait, or a sync failed before; those of the commit.
    pub fn check_commit_log(&self) -> Result<(), Failure> {
        self.write(|_| Ok(()))
    }

    /// The number of commits of this process, and the number of commands on dossiers in them.
    #[must_use]
    pub fn commit_counts(&self) -> (u64, u64) {
        self.shared.counts.get()
    }

    /// Frees the data in memory that can be read again.
    pub fn trim_caches(&self) {
        // Where too many commands wait, nothing is freed.
        let _ = self.log.post(|core| core.cache.trim(true));
    }
}
