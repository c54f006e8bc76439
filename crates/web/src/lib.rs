//! Pages. Sees `office`, never the store; axum and the templates are named in this room only.
//!
//! Every page is a function from a [`visit::Visit`] to an [`answer::Answer`]; `router` lists them
//! all. This room must not read the machine's clock and decides nothing about a dossier.

mod address;
mod answer;
mod assets;
mod charts;
mod choices;
mod csv;
mod filters;
mod frame;
mod guard;
mod names;
mod pages;
mod question;
mod router;
mod serve;
mod visit;

use std::sync::Arc;

use calendar::Instant;
use office::Office;

pub use axum::Router;
pub use serve::{Limits, serve, serve_within};

/// What the pages are made from.
#[derive(Clone)]
pub struct Site {
    pub office: Arc<Office>,
    pub clock: Clock,
}

/// Where "now" comes from; this room never reads the machine's clock itself.
#[derive(Clone, Copy)]
pub enum Clock {
    /// A scenario's end: the folder is a demonstration.
    Scenario(Instant),
    /// The machine's clock.
    Machine(fn() -> Instant),
}

/// All routes.
pub fn router(site: Site) -> Router {
    router::all(site)
}
