//! `cargo xtask setup` and `cargo xtask test`: installs the programs that the tests need, and runs
//! the tests.

use std::fs;
use std::io::{BufRead, BufReader, Read};
use std::path::Path;
use std::process::{Command, Stdio};
use std::thread;

use anyhow::{Context, Result, bail, ensure};

use crate::{e2e, histories, packages, tidy, workspace};

/// The folders of worked histories for both versions of the rules, next to the repository if they
/// exist.
const HISTORIES: [&str; 2] = ["../shared/data/histories", "../shared/data/histories-2"];

/// Installs the programs that the tests need.
pub fn set_up() -> Result<()> {
    toolchain()?;
    let compiler = Command::new("cc").arg("--version").output();
    ensure!(compiler.is_ok_and(|done| done.status.success()), "no C compiler `cc`: install one");
    step("dependencies", &["fetch", "--locked"])?;
    postgresql();
    mail_server();
    e2e::set_up()
}

/// Installs PostgreSQL, for the tests of the SQL dialect, which are skipped without it.
fn postgresql() {
    if Path::new("/usr/lib/postgresql").is_dir() {
        return;
    }
    if let Err(why) = packages::install(&["postgresql"]) {
        println!("left out: tests on PostgreSQL: {why}");
    }
}

/// Installs a mail server and the maker of its certificate, for the tests of notices, which are left out
/// without them.
fn mail_server() {
    let runs = |program: &str, words: &[&str]| {
        let mut run = Command::new(program);
        run.args(words).stdout(Stdio::null()).stderr(Stdio::null());
        run.status().is_ok_and(|status| status.success())
    };
    if runs("/usr/bin/python3", &["-c", "import aiosmtpd"]) && runs("openssl", &["version"]) {
        return;
    }
    if let Err(why) = packages::install(&["python3-aiosmtpd", "openssl"]) {
        println!("left out: tests with a mail server: {why}");
    }
}

/// Checks that the pinned toolchain and its two components are installed.
fn toolchain() -> Result<()> {
    let file = fs::read_to_string(workspace::root().join("rust-toolchain.toml"))?;
    let channel = file.lines().find_map(|line| line.strip_prefix("channel = "));
    let pinned = channel.context("rust-toolchain.toml names no channel")?.trim_matches('"');
    let rustc = Command::new("rustc").arg("--version").current_dir(workspace::root()).output();
    let version = String::from_utf8(rustc.context("no rustc: install Rust with rustup")?.stdout)?;
    ensure!(
        version.split(' ').nth(1) == Some(pinned),
        "rustc {pinned} is pinned, here is {version}: install it with `rustup toolchain install {pinned}`"
    );
    for component in ["fmt", "clippy"] {
        let answer = workspace::cargo(&[component, "--version"]).output()?;
        ensure!(
            answer.status.success(),
            "no `cargo {component}`: `rustup component add rustfmt clippy`"
        );
    }
    println!("toolchain: {}", version.trim());
    Ok(())
}

/// Runs all checks and tests; returns whether all passed. The summary of the test runner comes
/// last.
pub fn run() -> Result<bool> {
    set_up()?;
    step("format", &["fmt", "--all", "--check"])?;
    step("lints", &["clippy", "--workspace", "--all-targets", "--locked", "--", "-D", "warnings"])?;
    println!("== tidy");
    ensure!(tidy::run()?, "the tree is not tidy: mend the findings above");
    let (passed, closing) = tests()?;
    let (walked, journeys) = e2e::run(None)?;
    is_printed("docs/commands.md", "commands")?;
    is_printed("docs/permissions.md", "permissions")?;
    let mut histories = true;
    for folder in HISTORIES {
        histories &= worked_histories(folder)?;
    }
    println!("== closing lines");
    closing.iter().for_each(|line| println!("{line}"));
    println!("{journeys}");
    Ok(passed && walked && histories)
}

/// Plays the worked histories of a folder, if it exists.
fn worked_histories(folder: &str) -> Result<bool> {
    println!("== histories: {folder}");
    let path = workspace::root().join(folder);
    if path.is_dir() {
        return histories::run(&path);
    }
    println!("skipped: {folder} is absent");
    Ok(true)
}

fn step(name: &str, arguments: &[&str]) -> Result<()> {
    println!("== {name}: cargo {}", arguments.join(" "));
    let done = workspace::cargo(arguments).status().with_context(|| name.to_owned())?;
    ensure!(done.success(), "{name} failed: `cargo {}`", arguments.join(" "));
    Ok(())
}

/// Runs the tests with nextest if it is installed, otherwise with cargo's own runner.
fn tests() -> Result<(bool, Vec<String>)> {
    let nextest = workspace::cargo(&["nextest", "--version"]).output();
    let arguments: &[&str] = if nextest.is_ok_and(|answer| answer.status.success()) {
        &["nextest", "run", "--workspace", "--locked", "--no-fail-fast"]
    } else {
        &["test", "--workspace", "--locked", "--no-fail-fast"]
    };
    println!("== tests: cargo {}", arguments.join(" "));
    let mut runner = workspace::cargo(arguments)
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .context("the test runner")?;
    let (Some(out), Some(err)) = (runner.stdout.take(), runner.stderr.take()) else {
        bail!("the runner's output is not ours");
    };
    let errors = thread::spawn(move || follow(err));
    let mut closing = follow(out);
    closing.extend(errors.join().unwrap_or_default());
    Ok((runner.wait()?.success(), closing))
}

/// Prints the lines of the test runner; returns those of its summary.
fn follow(stream: impl Read) -> Vec<String> {
    let lines = BufReader::new(stream).lines().map_while(Result::ok);
    lines.inspect(|line| println!("{line}")).filter(|line| closes(line)).collect()
}

fn closes(line: &str) -> bool {
    let line = line.trim_start();
    ["test result: ", "Summary [", "FAIL [", "error: "].iter().any(|start| line.starts_with(start))
}

/// Checks that a document is the output of a command.
fn is_printed(document: &str, command: &str) -> Result<()> {
    let arguments = ["run", "--quiet", "--locked", "--package", "motcua", "--", command];
    let output = workspace::cargo(&arguments).output()?;
    let written = fs::read(workspace::root().join(document)).context(document.to_owned())?;
    ensure!(
        output.status.success() && output.stdout == written,
        "{document} is not what the program prints: `cargo run -- {command} > {document}`"
    );
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn closing_lines_are_recognised() {
        let text = "running 2 tests\ntest a ... ok\ntest result: ok. 2 passed; 0 failed\n     Summary [   1.2s] 3 tests run: 3 passed\n";
        let expect =
            ["test result: ok. 2 passed; 0 failed", "     Summary [   1.2s] 3 tests run: 3 passed"];
        assert_eq!(follow(text.as_bytes()), expect);
    }
}
