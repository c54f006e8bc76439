//! One file per page. A page reads what it needs and fills its template; none decides anything.

pub(crate) mod about;
pub(crate) mod account;
pub(crate) mod act;
mod asked;
mod batch;
pub(crate) mod board;
mod browsers;
pub(crate) mod citizen;
pub(crate) mod demonstration;
pub(crate) mod desk;
pub(crate) mod dossier;
pub(crate) mod due;
pub(crate) mod figures;
pub(crate) mod form_06a;
pub(crate) mod home;
pub(crate) mod lead;
pub(crate) mod letter;
pub(crate) mod list;
pub(crate) mod procedures;
mod promise;
pub(crate) mod satisfaction;
pub(crate) mod sign_in;
pub(crate) mod slip;
mod slip_entry;
pub(crate) mod step_up;
mod wards;
pub(crate) mod work;
