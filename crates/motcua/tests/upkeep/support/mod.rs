//! Runs the built binary on folders of a test, with a scenario that is a part of District 9's.

pub mod servers;

use std::fs;
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};

use store::{EventRow, Folder};
use tempfile::TempDir;

const QUOTAS: &str = r#"
[[quota]]
name = "land"
from = 2018-02-26
to = 2018-08-31
received = 480
in_time = 420
late = 30
open = 26
suspended = 6
withdrawn = 4
without_letter = 1
late_after = 2
used_percent = [42, 97]
on_the_day_per_mille = 230
procedures = { "1.013978" = 20, "1.013949" = 12, "1.013831" = 24, "1.012784" = 12, "1.012783" = 8 }
late_steps = { verify = 58, appraise = 16 }
[quota.happen]
supplement = 100
returned = 30
consulted = 60
refused = 30
guided = 100
"#;

/// The exit code and the output of a run.
pub struct CommandOutput {
    pub code: Option<i32>,
    pub out: String,
    pub err: String,
}

/// A folder for the folders and files of a test, removed when this value is dropped.
pub struct Place(TempDir);

impl Place {
    pub fn new() -> Self {
        Self(tempfile::tempdir().unwrap())
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    /// Writes a file; returns its path.
    pub fn file(&self, name: &str, bytes: impl AsRef<[u8]>) -> String {
        let path = self.path(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(&path, bytes).unwrap();
        path.to_str().unwrap().to_owned()
    }

    fn command(&self, data: &str, words: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_motcua"));
        command.arg("--data").arg(self.path(data)).args(words).current_dir(self.0.path());
        command
    }

    /// Runs a command on a data folder.
    pub fn run(&self, data: &str, words: &[&str]) -> CommandOutput {
        command_output(self.command(data, words).output().unwrap())
    }

    /// Runs a command as [`Self::run`] does, as another user.
    pub fn run_as(&self, user: Option<u32>, data: &str, words: &[&str]) -> CommandOutput {
        command_output(self.command_as(user, data, words).output().unwrap())
    }

    /// Starts a command as [`Self::start`] does, as another user.
    pub fn start_as(&self, user: Option<u32>, data: &str, words: &[&str]) -> Child {
        let mut command = self.command_as(user, data, words);
        command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap()
    }

    fn command_as(&self, user: Option<u32>, data: &str, words: &[&str]) -> Command {
        let mut command = self.command(data, words);
        if let Some(user) = user {
            command.uid(user).gid(user);
        }
        command
    }

    /// Runs the program with these arguments only.
    pub fn run_plain(&self, words: &[&str]) -> CommandOutput {
        let mut command = Command::new(env!("CARGO_BIN_EXE_motcua"));
        command_output(command.args(words).current_dir(self.0.path()).output().unwrap())
    }

    /// Starts a command and returns the running process.
    pub fn start(&self, data: &str, words: &[&str]) -> Child {
        let mut command = self.command(data, words);
        command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap()
    }

    /// Writes a scenario's folder; returns its path.
    pub fn scenario(&self) -> String {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../scenarios/district9");
        let target = self.path("scenario");
        copy(&root, &target);
        let plan = fs::read_to_string(root.join("plan.toml")).unwrap();
        let head = &plan[..plan.find("[[quota]]").unwrap()];
        fs::write(target.join("plan.toml"), format!("{head}{QUOTAS}")).unwrap();
        target.to_str().unwrap().to_owned()
    }

    /// All events of a data folder in the order of the record.
    pub fn events(&self, data: &str) -> Vec<EventRow> {
        let reader = Folder::open_reader(&self.path(data)).unwrap();
        let mut events = Vec::new();
        reader
            .streams_with_prefix::<store::Error>("", |_, rows| {
                events.extend(rows);
                Ok(())
            })
            .unwrap();
        events.sort_by_key(|row| row.position);
        events
    }
}

impl CommandOutput {
    /// Checks that the run ended with this exit code, one line of error that contains these words,
    /// and no output.
    pub fn only(&self, code: i32, words: &[&str]) {
        assert_eq!(self.code, Some(code), "{}", self.err);
        assert_eq!(self.out, "");
        self.line(words);
    }

    /// Checks that the error is one line that contains these words.
    pub fn line(&self, words: &[&str]) {
        assert_eq!(self.err.lines().count(), 1, "{}", self.err);
        assert!(self.err.starts_with("motcua: "), "{}", self.err);
        words.iter().for_each(|word| assert!(self.err.contains(word), "{word:?}: {}", self.err));
    }
}

fn command_output(output: Output) -> CommandOutput {
    CommandOutput {
        code: output.status.code(),
        out: String::from_utf8(output.stdout).unwrap(),
        err: String::from_utf8(output.stderr).unwrap(),
    }
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap().map(|entry| entry.unwrap()) {
        let target = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy(&entry.path(), &target);
        } else {
            fs::copy(entry.path(), target).unwrap();
        }
    }
}
