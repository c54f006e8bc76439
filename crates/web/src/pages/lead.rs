//! Pages of those who lead, administer and inspect: what a unit has to do, leave, days off, accounts,
//! one dossier whole.

pub(crate) mod accounts;
pub(crate) mod audit;
pub(crate) mod calendar;
pub(crate) mod complaints;
pub(crate) mod directives;
pub(crate) mod export;
pub(crate) mod head;
pub(crate) mod leave;
mod officers;
pub(crate) mod reassign;
