//! The whole site in a test: a small agency in a folder of its own, requested without a socket.
#![expect(clippy::unwrap_used, reason = "a test may panic")]

mod account;
mod acts;
mod after_done;
mod assist;
mod audit;
mod bodies;
mod breaches;
mod calendar;
mod campaigns;
mod citizen;
mod complaints;
mod data_requests;
mod desk;
mod directives;
mod failed_forms;
mod figures;
mod forms;
mod keys;
mod lead;
mod lists;
mod objections;
mod open_data;
mod ops;
mod oversight;
mod pages;
mod papers;
mod permissions;
mod person;
mod portal;
mod ratings;
mod reports;
mod requests;
mod server;
mod session;
mod small_office;
