//! A target for every parser of outside bytes. Each checks that the parser never panics, hangs or
//! exhausts memory, and that its results are well formed.

#![expect(clippy::unwrap_used, reason = "a test may panic")]

mod attachments_targets;
mod forms;
mod logs;
mod rules_targets;

/// A file of the tree, by its path from the root.
fn file(path: &str) -> Vec<u8> {
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    std::fs::read(root.join(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}

/// The largest line number of a text, including an empty line after its last line end.
fn lines(bytes: &[u8]) -> usize {
    1 + bytes.iter().filter(|byte| matches!(**byte, b'\n' | b'\r')).count()
}
