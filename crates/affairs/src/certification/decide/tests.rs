//! A certification takes its number once; a correction keeps it.

#![expect(clippy::unwrap_used, reason = "a test may panic")]

use calendar::Instant;
use dossier::{Actor, Role};

use super::*;
use crate::aggregate::Aggregate;
use crate::certification::Content;
use crate::testing::recorded;

const CONTEXT: Context = Context { has_book: true, signer_serves: true };

fn content(what: &str, copies: u32) -> Content {
    Content { what: what.into(), copies, signer: "A2".into() }
}

fn enter(number: u64, content: Content) -> Command {
    Command::Enter { book: "copies".into(), office: "MC".into(), number, year: 2026, content }
}

/// The state after a command, or the reason of the refusal.
fn after(
    state: &Certifications,
    context: Context,
    command: Command,
) -> Result<Certifications, Refusal> {
    let officer = Actor::new("D1", Role::DeskOfficer, "MC");
    let mut state = state.clone();
    for event in state.decide(context, &officer, command)? {
        state.apply(&recorded(Instant(7), &officer.id, event)).unwrap();
    }
    Ok(state)
}

#[test]
fn entries_keep_their_numbers_and_the_last_text() {
    let none = Certifications::default();
    let one = after(&none, CONTEXT, enter(4, content("Bằng", 2))).unwrap();
    let two = after(&one, CONTEXT, enter(5, content("Học bạ", 1))).unwrap();
    let correct = Command::Correct { place: 1, content: content("Bằng lái", 3) };
    let corrected = after(&two, CONTEXT, correct).unwrap();
    let entry = corrected.entry(1).unwrap();
    assert_eq!((entry.number, entry.copies, entry.text_at), (4, 3, 2));
    assert_eq!(entry.corrected, [Instant(7)]);
    assert_eq!(corrected.entry(2).unwrap().text_at, 1);
    assert_eq!((corrected.entry(0), corrected.entry(3)), (None, None));
}

#[test]
fn refusals() {
    let none = Certifications::default();
    let mut full = none.clone();
    full.entries = vec![Default::default(); MAX_ENTRIES];
    let no_book = Context { has_book: false, ..CONTEXT };
    let no_signer = Context { signer_serves: false, ..CONTEXT };
    let good = || content("Bằng", 1);
    for (state, context, command, why) in [
        (&none, no_book, enter(1, good()), Refusal::NoBook),
        (&none, CONTEXT, enter(1, content(" ", 1)), Refusal::EmptyText),
        (&none, CONTEXT, enter(1, content("x", 0)), Refusal::BadCopies),
        (&none, CONTEXT, enter(1, content("x", MAX_COPIES + 1)), Refusal::BadCopies),
        (&none, no_signer, enter(1, good()), Refusal::NoSigner),
        (&full, CONTEXT, enter(1, good()), Refusal::TooMany),
        (&none, CONTEXT, Command::Correct { place: 1, content: good() }, Refusal::NoSuchEntry),
    ] {
        assert_eq!(after(state, context, command), Err(why));
    }
}
