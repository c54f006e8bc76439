//! The whole application in a test: dossiers of a small agency in a folder of its own.

#![expect(clippy::unwrap_used, reason = "a test may panic")]

mod absence;
mod affairs;
mod audit;
mod auth;
mod closed_months;
mod codes;
mod collection;
mod commits;
mod delivery;
mod digests;
mod doctor;
mod drafts;
mod erasure;
mod evaluations;
mod figures;
mod handover_lists;
mod import;
mod inspections;
mod late_word;
mod letters;
mod life;
mod logged_at;
mod money;
mod paper_notices;
mod paper_numbers;
mod permits;
mod property;
mod queue_days;
mod ratings;
mod rows;
mod rules_migration;
mod scan_folder;
mod slip_lookups;
mod slips;
mod support;
mod timers;
mod together;
mod watches;
