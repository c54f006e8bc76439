//! `docs/commands.md` is what `motcua commands` prints.
#![expect(clippy::unwrap_used, reason = "a test may panic")]

use std::path::Path;
use std::process::Command;

#[test]
fn the_list_of_commands_is_the_one_the_program_prints() {
    let output = Command::new(env!("CARGO_BIN_EXE_motcua")).arg("commands").output().unwrap();
    assert!(output.status.success());
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/commands.md");
    let written = std::fs::read_to_string(path).unwrap();
    let printed = String::from_utf8(output.stdout).unwrap();
    assert_eq!(written, printed, "run: cargo run -- commands > docs/commands.md");
}
