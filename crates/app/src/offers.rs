//! To whom an offer goes that names a unit only: its head. Knows the rules; not the dossier.

use calendar::Instant;
use dossier::Command;
use rules::{Post, Rules};

/// Puts the head of the unit in the place of an officer who is not named.
pub(crate) fn name_head(rules: &Rules, command: &mut Command, at: Instant) {
    let (Command::Give { to, unit, .. } | Command::ReturnStep { to, unit, .. }) = command else {
        return;
    };
    if !to.is_empty() || unit.is_empty() {
        return;
    }
    let day = rules.deadline_calendar().zone.day(at);
    if let Some(head) = rules.officers_of(unit, Post::Head, day).first() {
        to.clone_from(&head.id);
    }
}
