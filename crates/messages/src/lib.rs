//! Every sentence shown, in Vietnamese and English: words, refusals, derivations, timelines and the
//! texts of pages, kept in the fluent files of `text/`.
//!
//! It formats values. It must not know a page, the store, or the reader.

mod bundle;
mod day_change;
mod derivation;
mod due_line;
mod event;
mod fee;
mod imported;
mod letter;
mod refusal;
mod sentence;
mod summary;
mod time;
mod words;

pub use bundle::{Value, text};
pub use day_change::day_change;
pub use derivation::derivation;
pub use due_line::{Standing, due_line};
pub use event::{event_detail, event_title};
pub use fee::{channels, counted, fee_basis, fee_rule, fee_unit, not_assessed, relief_rule};
pub use imported::{imported, phase_of_import};
pub use letter::{ApologyLetter, LetterText, apology_letter, letter_name};
pub use refusal::refusal;
pub use sentence::{help, help_texts, sentence};
pub use summary::{Piece, SummaryTexts, summary_number};
pub use time::{amount, date_of, day_of, duration, hours, instant, remaining};
pub use words::{
    action, apology, channel, figure, flag, naming, outcome, pause_reason, phase, relation, role,
    step,
};
