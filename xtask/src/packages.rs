//! Installs the Debian packages that the tests need. The module must not know tests.

use std::process::{Command, Stdio};

use anyhow::{Context, Result, ensure};

/// The version that a program prints, if it is installed.
pub fn version(program: &str) -> Option<String> {
    let answer = Command::new(program).arg("--version").output().ok()?;
    answer.status.success().then(|| String::from_utf8_lossy(&answer.stdout).into_owned())
}

/// Installs Debian packages; uses sudo where the user is not root.
pub fn install(names: &[&str]) -> Result<()> {
    let named = names.join(" ");
    let by_hand = format!("{named} missing: install it, on Debian `apt-get install {named}`");
    ensure!(version("apt-get").is_some(), "{by_hand}");
    let id = Command::new("id").arg("-u").output().context("id")?;
    let root = id.stdout.trim_ascii() == b"0";
    let command = ["apt-get", "install", "--yes", "--no-install-recommends"];
    for arguments in [&["apt-get", "update"][..], &[&command[..], names].concat()] {
        println!("== packages: {}", arguments.join(" "));
        // Where there is no terminal, sudo must not wait for a password.
        let whole = [if root { &[][..] } else { &["sudo", "-n"][..] }, arguments].concat();
        let done = Command::new(whole[0]).args(&whole[1..]).stdin(Stdio::null()).status();
        ensure!(done.is_ok_and(|status| status.success()), "{by_hand}");
    }
    Ok(())
}
