//! Passes notices to the gateways that deliver them, on a thread of its own, so that no other work
//! waits for a gateway, and with places of each way's own, so that no way waits for the gateway of another.
//! The module must not know when a notice is tried again.

mod gateway;
mod http_gateway;
mod mail;
mod program;
mod settings;
#[cfg(test)]
mod tests;
mod tls;

use std::sync::Arc;
use std::thread::JoinHandle;
use std::time::Duration;

use app::{Application, Failure, Notice, Trouble, notice_name};
use calendar::Instant;
use rules::NoticeWay;
use text::Language;
use tokio::sync::oneshot;
use tokio::task::JoinSet;

pub use self::gateway::Gateways;
use self::gateway::Message;
pub use self::settings::read as read_gateways;

/// The limits of the delivery.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    /// The longest time for one notice.
    pub one: Duration,
    /// The time between two reads of the outbox.
    pub round: Duration,
    /// The time that deliveries in progress get when the server stops.
    pub stop: Duration,
}

/// The limits with which the server delivers.
pub const LIMITS: Limits = Limits {
    one: Duration::from_secs(20),
    round: Duration::from_secs(1),
    stop: Duration::from_secs(5),
};

/// The most deliveries in progress of each way.
const AT_ONCE: usize = 4;
/// The most of them for notices that are not one-time codes, so that a code never waits for slow notices.
const OTHERS_AT_ONCE: usize = 3;

/// The thread that delivers; dropping this value stops it within [`Limits::stop`].
pub struct Delivery {
    stop: Option<oneshot::Sender<()>>,
    thread: Option<JoinHandle<()>>,
}

/// The data that the delivery thread needs.
pub struct DeliverySetup {
    pub app: Arc<Application>,
    pub gateways: Arc<Gateways>,
    /// A function that reads the machine's clock.
    pub now: Arc<dyn Fn() -> Instant + Send + Sync>,
    pub limits: Limits,
}

impl Delivery {
    /// Starts the delivery.
    ///
    /// # Errors
    /// The error of the system that provides no thread or no timer.
    pub fn begin(setup: DeliverySetup) -> std::io::Result<Self> {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
        let (stop, stopped) = oneshot::channel();
        let thread = std::thread::Builder::new().name("delivery".into()).spawn(move || {
            runtime.block_on(Worker::new(setup).run(stopped));
            // A look-up of a name may still run; nothing waits for it.
            runtime.shutdown_background();
        })?;
        Ok(Self { stop: Some(stop), thread: Some(thread) })
    }
}

impl Drop for Delivery {
    fn drop(&mut self) {
        drop(self.stop.take());
        if let Some(thread) = self.thread.take() {
            // The outcomes of its deliveries are recorded, or the notices are tried again after the
            // next start.
            let _ = thread.join();
        }
    }
}

/// The outcome of a delivery.
struct Outcome {
    notice: Notice,
    result: Result<(), Trouble>,
}

struct Worker {
    setup: DeliverySetup,
    in_progress: JoinSet<Outcome>,
    /// The notices whose delivery is in progress.
    notices_in_progress: Vec<Notice>,
    /// The outcomes that are not recorded yet, for example on a full disk.
    unrecorded: Vec<Outcome>,
    /// The last failure that was logged, so that it is logged once.
    logged: String,
    /// The ways in the order of this round: each is first in turn, so that ways with one gateway share it.
    ways: [NoticeWay; NoticeWay::SENT.len()],
}

impl Worker {
    fn new(setup: DeliverySetup) -> Self {
        Self {
            setup,
            in_progress: JoinSet::new(),
            notices_in_progress: Vec::new(),
            unrecorded: Vec::new(),
            logged: String::new(),
            ways: NoticeWay::SENT,
        }
    }

    async fn run(mut self, mut stopped: oneshot::Receiver<()>) {
        loop {
            let round = self.deliver_waiting();
            self.log(round);
            tokio::select! {
                _ = &mut stopped => break,
                Some(ended) = self.in_progress.join_next() => self.ended(ended.ok()),
                () = tokio::time::sleep(self.setup.limits.round) => {}
            }
        }
        let limit = self.setup.limits.stop;
        let drained = async {
            while let Some(ended) = self.in_progress.join_next().await {
                self.ended(ended.ok());
            }
        };
        let _ = tokio::time::timeout(limit, drained).await;
        // Programs that still run are killed with their tasks.
        self.in_progress.shutdown().await;
        let stopped = std::mem::take(&mut self.notices_in_progress);
        self.unrecorded.extend(
            stopped.into_iter().map(|notice| Outcome { notice, result: Err(Trouble::Stopped) }),
        );
        let written = self.record_outcomes();
        self.log(written);
    }

    /// Records the outcomes of ended deliveries, then starts deliveries of due notices, as many as
    /// the limits allow.
    fn deliver_waiting(&mut self) -> Result<(), Failure> {
        self.record_outcomes()?;
        self.setup.app.bring_nearer((self.setup.now)())?;
        self.ways.rotate_left(1);
        self.ways.into_iter().try_for_each(|way| self.deliver_by(way))
    }

    fn deliver_by(&mut self, way: NoticeWay) -> Result<(), Failure> {
        let gateways = Arc::clone(&self.setup.gateways);
        let Some((by, gateway)) = gateways.of(way) else { return Ok(()) };
        let (mut all, mut others) = (0, 0);
        let of_gateway = |notice: &&Notice| {
            let way = NoticeWay::from_code(&notice.way);
            way.and_then(|way| gateways.of(way)).is_some_and(|(way, _)| way == by)
        };
        for notice in self.notices_in_progress.iter().filter(of_gateway) {
            all += 1;
            others += usize::from(notice.expires_at.is_none());
        }
        let free = (AT_ONCE - all, OTHERS_AT_ONCE.saturating_sub(others));
        if free.0 == 0 {
            return Ok(());
        }
        let busy = self.notices_in_progress.iter().map(|notice| notice.address.clone()).collect();
        for notice in self.setup.app.take_due_notices(way, free, busy, (self.setup.now)())? {
            // Without its code the notice is true all the same.
            let whole = self.setup.app.with_collection_code(&notice, (self.setup.now)());
            let whole = whole.unwrap_or_else(|_| notice.clone());
            let message = message(&self.setup.app, by, &whole);
            let (gateway, limit) = (Arc::clone(gateway), self.setup.limits.one);
            self.notices_in_progress.push(notice.clone());
            self.in_progress.spawn(async move {
                let result = gateway.hand_over(&message, limit).await;
                Outcome { notice, result }
            });
        }
        Ok(())
    }

    fn ended(&mut self, outcome: Option<Outcome>) {
        // A task ends without an outcome if it panicked; its notice is tried again when the
        // recorded attempt has timed out.
        let Some(outcome) = outcome else { return };
        self.notices_in_progress.retain(|notice| notice.id != outcome.notice.id);
        self.unrecorded.push(outcome);
        let written = self.record_outcomes();
        self.log(written);
    }

    /// Records the outcomes. An outcome that cannot be recorded stays in memory, and no delivery
    /// starts until it is recorded.
    fn record_outcomes(&mut self) -> Result<(), Failure> {
        while let Some(outcome) = self.unrecorded.last() {
            let (app, now) = (&self.setup.app, (self.setup.now)());
            match outcome.result {
                Ok(()) => app.delivered(&outcome.notice, now)?,
                Err(trouble) => app.not_delivered(&outcome.notice, trouble, now)?,
            }
            self.unrecorded.pop();
        }
        Ok(())
    }

    fn log(&mut self, result: Result<(), Failure>) {
        let cause = result.err().map(|failure| failure.for_log()).unwrap_or_default();
        if !cause.is_empty() && cause != self.logged {
            tracing::error!(cause, "no notice is handed over until that can be written down");
        }
        self.logged = cause;
    }
}

/// A notice in its language, as a gateway receives it.
fn message(app: &Application, way: NoticeWay, notice: &Notice) -> Message {
    let language = notice.language.parse().unwrap_or(Language::Vietnamese);
    let rules = app.rules();
    let (subject, text) = web::notice_in_words(&rules, language, notice);
    let agency = rules.agency.as_ref();
    Message {
        id: notice_name(notice),
        way,
        to: notice.address.clone(),
        subject,
        text,
        language: language.code(),
        sender: agency
            .map(|agency| language.choose(&agency.name, &agency.name_en).to_owned())
            .unwrap_or_default(),
        at: notice.at,
    }
}
