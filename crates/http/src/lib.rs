//! The code that pages share: connections and their limits, middleware, forms, cookies, addresses,
//! answers and errors, the layout, charts, and the request context. The crate uses `app`, never the
//! store, and must not know pages: the crate `web` passes its pages as [`Route`]s and [`Pages`].
//!
//! A request passes through [`serve`], [`observe`], [`middleware`], then [`dispatch`], which calls
//! the route's view.

pub mod address;
pub mod answer;
pub mod asked_days;
mod assets;
pub mod bank;
pub mod charts;
mod client_network;
mod confirmation;
pub mod cookies;
pub mod count_cache;
pub use text::csv;
pub mod dates;
mod dispatch;
pub mod display;
mod draft_links;
pub mod fields;
pub mod form;
pub mod form_replay;
pub mod layout;
pub mod line_counts;
mod metrics;
mod middleware;
pub mod names;
mod observe;
mod ops;
pub mod qr;
mod refused_forms;
pub mod report;
pub mod request_context;
mod route;
mod serve;
mod site;
pub mod upload_memory;
mod workers;

pub use axum::Router;

pub use crate::bank::router as bank_router;
pub use crate::dispatch::refilled_page;
pub use crate::metrics::Metrics;
pub use crate::ops::router as ops_router;
pub use crate::route::{FooterGroup, NavigationLink, Pages, Route, View, router};
pub use crate::serve::{Limits, Network, serve, serve_within};
pub use crate::site::{Clock, Demonstration, MachineClock, Rng, Site};
