//! The resources of the pages: the application, the clocks, random bytes. The module must not know
//! pages.

use std::sync::Arc;
use std::sync::atomic::AtomicI64;

use app::Application;
use calendar::Instant;
use rules::SourceFile;

use crate::metrics::Metrics;

/// A function that reads the machine's clock.
pub type MachineClock = Arc<dyn Fn() -> Instant + Send + Sync>;

/// A source of random bytes: a function that fills a slice.
pub type Rng = Arc<dyn Fn(&mut [u8]) + Send + Sync>;

/// The resources of the pages.
#[derive(Clone)]
pub struct Site {
    pub app: Arc<Application>,
    /// The legal clock: the instant of commands and pages.
    pub clock: Clock,
    /// The machine's clock, by which sessions and codes expire.
    pub machine: MachineClock,
    /// The source of random bytes.
    pub rng: Rng,
    /// The shared secrets of a demonstration folder's accounts; `None` for any other folder.
    pub demonstration: Option<Demonstration>,
    /// The year files that this release contains.
    pub years: Arc<[SourceFile]>,
    /// The metrics of the server.
    pub metrics: Arc<Metrics>,
}

/// The source of the current instant. This crate never reads the machine's clock itself.
#[derive(Clone)]
pub enum Clock {
    /// The clock of a scenario, which stands still until it is advanced at `/demonstration`.
    Scenario(Arc<AtomicI64>),
    /// The machine's clock.
    Machine(MachineClock),
}

impl Clock {
    /// Now.
    #[must_use]
    pub fn now(&self) -> Instant {
        match self {
            Self::Scenario(at) => Instant(at.load(std::sync::atomic::Ordering::Relaxed)),
            Self::Machine(now) => now(),
        }
    }

    /// A scenario's clock at an instant.
    #[must_use]
    pub fn scenario(at: Instant) -> Self {
        Self::Scenario(Arc::new(AtomicI64::new(at.0)))
    }
}

/// The secrets that all accounts of a demonstration folder share.
#[derive(Clone, Debug)]
pub struct Demonstration {
    pub password: String,
    /// The secret of the second factor.
    pub secret: String,
}
