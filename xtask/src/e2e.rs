//! `cargo xtask e2e`: performs the journeys of `e2e/` in the machine's own browser. The task
//! installs their packages, loads the demonstration, and starts Node. The module must not know
//! pages.

use std::fs;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Instant, UNIX_EPOCH};

use anyhow::{Context, Result, ensure};

use crate::packages::{install, version};
use crate::workspace;

const BROWSER: &str = "/usr/bin/chromium";
const NODE: u32 = 20;
/// The file that records which lock file was installed last.
const STAMP: &str = "node_modules/.installed";

/// Installs Node, the browser and the packages that the journeys need.
pub fn set_up() -> Result<()> {
    if version("node").is_none() || version("npm").is_none() {
        install(&["nodejs", "npm"])?;
    }
    let node = version("node").context("no `node` after its installation")?;
    ensure!(
        major(&node) >= Some(NODE),
        "node {NODE} is needed, here is {}: install a newer one from your system or from nodejs.org",
        node.trim()
    );
    let named = std::env::var_os("CHROMIUM").map(PathBuf::from);
    let browser = named.as_deref().unwrap_or(Path::new(BROWSER));
    if !browser.exists() {
        ensure!(named.is_none(), "CHROMIUM names {}, which does not exist", browser.display());
        install(&["chromium"])?;
    }
    packages()
}

fn major(version: &str) -> Option<u32> {
    version.trim().trim_start_matches('v').split('.').next()?.parse().ok()
}

/// Installs the packages of the lock file, unless they are installed already.
fn packages() -> Result<()> {
    let folder = folder();
    let lock = fs::read(folder.join("package-lock.json")).context("e2e/package-lock.json")?;
    if fs::read(folder.join(STAMP)).is_ok_and(|installed| installed == lock) {
        return Ok(());
    }
    println!("== packages: npm ci");
    let done = Command::new("npm").arg("ci").current_dir(&folder).status().context("npm")?;
    ensure!(done.success(), "`npm ci` in e2e/ failed");
    fs::write(folder.join(STAMP), lock)?;
    Ok(())
}

fn folder() -> PathBuf {
    workspace::root().join("e2e")
}

/// Performs the journeys whose name contains `part`, or all journeys and the tests of their tools;
/// returns whether all passed, with the last line of their output.
pub fn run(part: Option<&str>) -> Result<(bool, String)> {
    set_up()?;
    let program = program()?;
    let data = demonstration(&program)?;
    if part.is_none() && !tools()? {
        return Ok((false, "Journeys: the tests of their tools failed".to_owned()));
    }
    println!("== journeys");
    let mut node = Command::new("node");
    node.arg("run.mjs").args(part).current_dir(folder());
    node.env("MOTCUA", &program).env("MOTCUA_DATA", &data).stdout(Stdio::piped());
    let mut child = node.spawn().context("node")?;
    let out = child.stdout.take().context("node's output is not ours")?;
    let mut closing = "Journeys: interrupted".to_owned();
    for line in BufReader::new(out).lines().map_while(Result::ok) {
        println!("{line}");
        closing = line;
    }
    Ok((child.wait()?.success(), closing))
}

/// Runs the tests of the tools that the journeys use.
fn tools() -> Result<bool> {
    println!("== journeys' tools: node --test lib/");
    let mut node = Command::new("node");
    node.args(["--test", "--test-reporter=dot", "lib/"]).current_dir(folder());
    Ok(node.status().context("node")?.success())
}

/// The path of the program, built as the tests build it.
fn program() -> Result<PathBuf> {
    let arguments = ["build", "--locked", "--package", "motcua", "--message-format", "json"];
    let output = workspace::cargo(&arguments).stderr(Stdio::inherit()).output()?;
    ensure!(output.status.success(), "motcua does not build");
    let stdout = String::from_utf8(output.stdout)?;
    let mut built = stdout.lines().filter_map(|line| {
        let message: serde_json::Value = serde_json::from_str(line).ok()?;
        message["executable"].as_str().map(PathBuf::from)
    });
    built.next_back().context("cargo names no program")
}

/// The path of a folder with the demonstration. Loading takes some ten seconds and is repeated only
/// after a change of the program.
fn demonstration(program: &Path) -> Result<PathBuf> {
    let place = program.parent().and_then(Path::parent).context("no target folder")?;
    let data = place.join("tmp").join("e2e-demonstration");
    let stamp = data.with_extension("of");
    let file = fs::metadata(program)?;
    let built = file.modified()?.duration_since(UNIX_EPOCH)?.as_nanos();
    let this = format!("{} {built}", file.len());
    if fs::read_to_string(&stamp).is_ok_and(|before| before == this) && data.is_dir() {
        return Ok(data);
    }
    if data.exists() {
        fs::remove_dir_all(&data)?;
    }
    fs::create_dir_all(place.join("tmp"))?;
    let begun = Instant::now();
    let mut load = Command::new(program);
    load.arg("--data").arg(&data).args(["load", "district9"]);
    let output = load.output().context("motcua load")?;
    let errors = String::from_utf8_lossy(&output.stderr);
    ensure!(output.status.success(), "District 9 does not load: {errors}");
    println!("== demonstration: loaded in {:.0} s", begun.elapsed().as_secs_f64());
    fs::write(stamp, this)?;
    Ok(data)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_major_version_is_read() {
        assert_eq!(major("v20.20.2\n"), Some(20));
        assert_eq!(major("9.1"), Some(9));
        assert_eq!(major("none"), None);
    }
}
