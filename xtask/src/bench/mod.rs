//! `cargo xtask bench`: measures the figures of `docs/benchmarks.md`, each against a limit or a
//! peer of the same run, and writes the table there.

mod dates;
mod figures;
mod intake;
mod server;
mod site;

use std::fmt::Write as _;
use std::process::Command;
use std::time::Instant;

use anyhow::{Result, bail};

/// One row of the table.
pub struct Row {
    pub name: String,
    pub measured: String,
    /// The limit, or the peer's figure in the same run.
    pub reference: String,
    /// Whether the figure is within the limit.
    pub within_limit: bool,
}

impl Row {
    /// A row whose figure must not be larger than a limit.
    pub fn at_most(name: &str, value: f64, limit: f64, unit: &str) -> Self {
        Self {
            name: name.into(),
            measured: format!("{} {unit}", rounded(value)),
            reference: format!("limit {} {unit}", rounded(limit)),
            within_limit: value <= limit,
        }
    }

    /// A row whose figure must not be smaller than a limit.
    pub fn at_least(name: &str, value: f64, limit: f64, unit: &str) -> Self {
        Self {
            name: name.into(),
            measured: format!("{} {unit}", rounded(value)),
            reference: format!("at least {} {unit}", rounded(limit)),
            within_limit: value >= limit,
        }
    }

    /// A row whose figure must not be smaller than a share of the peer's figure.
    pub fn share(name: &str, value: f64, peer: (&str, f64), least: f64, unit: &str) -> Self {
        Self {
            name: name.into(),
            measured: format!("{} {unit}", rounded(value)),
            reference: format!(
                "{}: {} {unit}; ratio {:.2}, at least {least}",
                peer.0,
                rounded(peer.1),
                value / peer.1
            ),
            within_limit: value / peer.1 >= least,
        }
    }
}

fn rounded(value: f64) -> String {
    if value >= 1000.0 { format!("{value:.0}") } else { format!("{value:.2}") }
}

/// The shortest of several runs of `times` calls, in nanoseconds a call.
pub fn nanos(times: u32, mut call: impl FnMut(u32)) -> f64 {
    let mut least = f64::MAX;
    for _ in 0..5 {
        let begun = Instant::now();
        (0..times).for_each(&mut call);
        least = least.min(begun.elapsed().as_nanos() as f64 / f64::from(times));
    }
    least
}

/// Runs every benchmark, prints the table and writes it to the document.
pub fn run() -> Result<()> {
    if cfg!(debug_assertions) {
        // Only a release build has meaningful times.
        let again = ["run", "--release", "--quiet", "-p", "xtask", "--", "bench"];
        let done = Command::new("cargo").args(again).status()?;
        return if done.success() { Ok(()) } else { bail!("the benchmarks did not run") };
    }
    let mut rows = Vec::new();
    rows.extend(dates::rows()?);
    rows.extend(figures::rows()?);
    rows.extend(intake::rows()?);
    rows.extend(site::rows()?);
    let mut table = String::from("| what | measured | against | kept |\n|---|---|---|---|\n");
    for row in &rows {
        let kept = if row.within_limit { "yes" } else { "**no**" };
        writeln!(table, "| {} | {} | {} | {kept} |", row.name, row.measured, row.reference)?;
    }
    println!("{table}");
    let text = format!(
        "# Benchmarks\n\nThe last table of `cargo run --release -p xtask -- bench`, two shared \
         cores, client and server on the same machine. Absolute times drift with the machine; \
         limits and peers are of the same run.\n\n{table}"
    );
    std::fs::write("docs/benchmarks.md", text)?;
    Ok(())
}
