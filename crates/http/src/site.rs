//! What the pages are made from: the application, the clocks, random bytes. Knows no page.

use std::sync::Arc;
use std::sync::atomic::AtomicI64;

use app::Application;
use calendar::Instant;

use crate::metrics::Metrics;

/// Reads the machine's clock.
pub type MachineClock = Arc<dyn Fn() -> Instant + Send + Sync>;

/// A source of random bytes: fills what it is given.
pub type Rng = Arc<dyn Fn(&mut [u8]) + Send + Sync>;

/// What the pages are made from.
#[derive(Clone)]
pub struct Site {
    pub app: Arc<Application>,
    /// The law's clock.
    pub clock: Clock,
    /// The machine's clock, by which sessions end and codes count.
    pub machine: MachineClock,
    /// Fills with random bytes.
    pub rng: Rng,
    /// What a demonstration folder shows of its accounts; no other folder has it.
    pub demonstration: Option<Demonstration>,
    /// What the server counts of itself.
    pub metrics: Arc<Metrics>,
}

/// Where "now" comes from; this crate never reads the machine's clock itself.
#[derive(Clone)]
pub enum Clock {
    /// A scenario's: it stands still until it is moved on at `/demonstration`.
    Scenario(Arc<AtomicI64>),
    /// The machine's clock.
    Machine(MachineClock),
}

impl Clock {
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
    /// Of the second factor.
    pub secret: String,
}
