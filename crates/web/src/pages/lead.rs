//! Pages of those who lead, administer and inspect: what a unit has to do, leave, days off, accounts,
//! closed months, one dossier whole.

pub(crate) mod accounts;
pub(crate) mod audit;
pub(crate) mod breaches;
pub(crate) mod calendar;
pub(crate) mod complaints;
pub(crate) mod data_requests;
pub(crate) mod directives;
pub(crate) mod export;
pub(crate) mod head;
pub(crate) mod inspections;
pub(crate) mod key;
pub(crate) mod leave;
pub(crate) mod months;
pub(super) mod officers;
pub(crate) mod reassign;
pub(crate) mod retention;
mod turn;
pub(crate) mod watches;
