//! Pages. Sees `app`, never the store; axum and the templates are named in this room only.
//!
//! Every page is a function from a [`context::RequestContext`] to an [`answer::Answer`]; `router` lists them
//! all. This room must not read the machine's clock and decides nothing about a dossier.

mod address;
mod answer;
mod assets;
mod charts;
mod choices;
mod cookies;
mod csv;
mod dispatch;
mod figure_query;
mod filters;
mod form;
mod form_replay;
mod layout;
mod middleware;
mod names;
mod pages;
mod qr;
mod request_context;
mod router;
mod serve;
mod uploads;

use std::sync::Arc;
use std::sync::atomic::AtomicI64;

use app::Application;
use calendar::Instant;

pub use axum::Router;
pub use serve::{Limits, serve, serve_within};

pub use crate::router::{ROUTES, Route};

/// What the pages are made from.
#[derive(Clone)]
pub struct Site {
    pub app: Arc<Application>,
    /// The law's clock.
    pub clock: Clock,
    /// The machine's clock, by which sessions end and codes count.
    pub machine: fn() -> Instant,
    /// Fills with random bytes.
    pub rng: fn(&mut [u8]),
    /// What a demonstration folder shows of its accounts; no other folder has it.
    pub demonstration: Option<Demonstration>,
}

/// Where "now" comes from; this room never reads the machine's clock itself.
#[derive(Clone)]
pub enum Clock {
    /// A scenario's: it stands still until somebody moves it on.
    Scenario(Arc<AtomicI64>),
    /// The machine's clock.
    Machine(fn() -> Instant),
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

/// Subject and text of a notice, as it is sent to a citizen.
#[must_use]
pub fn notice_in_words(
    rules: &rules::Rules,
    language: text::Language,
    notice: &app::Notice,
) -> (String, String) {
    pages::citizen::notices::sent(rules, language, notice)
}

/// All routes.
pub fn router(site: Site) -> Router {
    router::all(site)
}
