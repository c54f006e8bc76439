//! Measures the binary as a whole: loading District 9, the time from the start to the first answer,
//! memory at rest.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::Instant;

use anyhow::{Context, Result, bail};
use rules::SourceFile;

use super::Row;

pub fn rows() -> Result<Vec<Row>> {
    let built =
        Command::new("cargo").args(["build", "--release", "--quiet", "-p", "motcua"]).status()?;
    if !built.success() {
        bail!("motcua does not build");
    }
    let binary = std::env::current_exe()?.with_file_name("motcua");
    let folder = std::env::temp_dir().join(format!("motcua-bench-site-{}", std::process::id()));
    let result = measure(&binary, &folder);
    if folder.exists() {
        std::fs::remove_dir_all(&folder)?;
    }
    result
}

fn measure(binary: &Path, folder: &Path) -> Result<Vec<Row>> {
    let begun = Instant::now();
    let loaded = Command::new(binary)
        .arg("--data")
        .arg(folder)
        .args(["load", "district9"])
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status()?;
    if !loaded.success() {
        bail!("District 9 does not load");
    }
    let load = begun.elapsed().as_secs_f64();
    let mut starts = Vec::new();
    let mut memory = 0.0;
    let mut page = 0.0;
    for _ in 0..5 {
        let begun = Instant::now();
        let server = Server::start(binary, folder)?;
        get(server.address(), "/")?;
        starts.push(begun.elapsed().as_secs_f64());
        let begun = Instant::now();
        for _ in 0..20 {
            get(server.address(), "/")?;
        }
        page = begun.elapsed().as_secs_f64() / 20.0 * 1000.0;
        memory = resident_megabytes(server.id())?;
        server.stop()?;
    }
    starts.sort_by(f64::total_cmp);
    let server = super::server::rows(binary, folder)?;
    let mut rows = vec![
        Row::at_most("District 9 loaded", load, 15.0, "s"),
        Row::at_most("start to first answer", starts[2], 0.3, "s"),
        Row::at_most("memory at rest with District 9", memory, 40.0, "MB"),
        Row::at_most("home page, one connection", page, 10.0, "ms"),
    ];
    rows.extend(server);
    Ok(rows)
}

/// A running server, which is killed when the value is dropped.
pub struct Server {
    child: Child,
    address: String,
}

impl Server {
    /// Starts a server on a free port and waits until it prints its address.
    pub fn start(binary: &Path, folder: &Path) -> Result<Self> {
        let mut child = start(binary, folder)?;
        let out = child.stdout.take().context("no output")?;
        let mut line = String::new();
        BufReader::new(out).read_line(&mut line)?;
        let address = line.trim().rsplit("http://").next().unwrap_or_default();
        Ok(Self { child, address: address.trim_end_matches('/').to_owned() })
    }

    pub fn address(&self) -> &str {
        &self.address
    }

    pub fn id(&self) -> u32 {
        self.child.id()
    }

    pub fn stop(mut self) -> Result<()> {
        self.child.kill()?;
        self.child.wait()?;
        Ok(())
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // Usually the server has been stopped before.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn start(binary: &Path, folder: &Path) -> Result<Child> {
    let mut command = Command::new(binary);
    command.arg("--data").arg(folder).args(["serve", "--listen", "127.0.0.1:0"]);
    Ok(command.stdout(Stdio::piped()).stderr(Stdio::null()).spawn()?)
}

fn get(address: &str, path: &str) -> Result<usize> {
    let mut stream = TcpStream::connect(address)?;
    write!(stream, "GET {path} HTTP/1.1\r\nHost: {address}\r\nConnection: close\r\n\r\n")?;
    let mut answer = String::new();
    stream.read_to_string(&mut answer)?;
    if !answer.starts_with("HTTP/1.1 200") {
        bail!("{path}: {}", answer.lines().next().unwrap_or_default());
    }
    Ok(answer.len())
}

fn resident_megabytes(process: u32) -> Result<f64> {
    let status = std::fs::read_to_string(format!("/proc/{process}/status"))?;
    let line = status.lines().find(|line| line.starts_with("VmRSS:")).context("no VmRSS")?;
    let kilobytes: f64 = line.split_whitespace().nth(1).context("no number")?.parse()?;
    Ok(kilobytes / 1024.0)
}

/// The rules of the catalogue and of District 9, from the checkout.
pub fn rule_files() -> Result<Vec<SourceFile>> {
    let mut files = Vec::new();
    for root in ["catalogue", "scenarios/district9"] {
        collect(&PathBuf::from(root), &mut files)?;
    }
    Ok(files)
}

fn collect(folder: &Path, files: &mut Vec<SourceFile>) -> Result<()> {
    for entry in std::fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            collect(&path, files)?;
        } else if path.extension().is_some_and(|extension| extension == "toml") {
            let text = std::fs::read_to_string(&path)?;
            files.push(SourceFile { path: path.display().to_string(), text });
        }
    }
    Ok(())
}
