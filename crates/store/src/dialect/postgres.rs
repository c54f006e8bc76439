//! A PostgreSQL server for a test, with a folder and a socket of its own. Where PostgreSQL is not
//! installed, the test prints a line and is skipped.

use std::fs::{self, Permissions};
use std::io::Write;
use std::os::unix::fs::{PermissionsExt, chown};
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use tempfile::TempDir;

/// Debian's folder of the installed versions.
const VERSIONS: &str = "/usr/lib/postgresql";

pub(super) struct Server {
    programs: PathBuf,
    folder: TempDir,
    /// The user and group that run the server, where this process is root: PostgreSQL refuses to
    /// run as root.
    owner: Option<(u32, u32)>,
}

impl Server {
    /// Starts a server; `None` where PostgreSQL is not installed.
    pub(super) fn start() -> Option<Self> {
        let Some(programs) = programs() else {
            println!("skipped: PostgreSQL is not installed (Debian's package `postgresql`)");
            return None;
        };
        let folder = tempfile::tempdir().unwrap();
        let root = fs::metadata("/proc/self")
            .is_ok_and(|process| std::os::unix::fs::MetadataExt::uid(&process) == 0);
        let owner = root.then(|| user("postgres").or_else(|| user("nobody"))).flatten();
        if let Some((user, group)) = owner {
            chown(folder.path(), Some(user), Some(group)).unwrap();
            fs::set_permissions(folder.path(), Permissions::from_mode(0o700)).unwrap();
        }
        let server = Self { programs, folder, owner };
        let (data, log) = (server.place("data"), server.place("log"));
        server.run(
            "initdb",
            &["-D", &data, "-U", "motcua", "-A", "trust", "-E", "UTF8", "--locale=C"],
        );
        let options = format!("-c listen_addresses='' -k {}", server.folder.path().display());
        server.run("pg_ctl", &["-D", &data, "-l", &log, "-w", "-o", &options, "start"]);
        Some(server)
    }

    fn place(&self, name: &str) -> String {
        self.folder.path().join(name).display().to_string()
    }

    fn command(&self, program: &str) -> Command {
        let mut command = Command::new(self.programs.join(program));
        command.current_dir(self.folder.path()).stdin(Stdio::null());
        if let Some((user, group)) = self.owner {
            command.uid(user).gid(group);
        }
        command
    }

    fn run(&self, program: &str, arguments: &[&str]) {
        // The server keeps inherited files open, so its output must not be a pipe of this test.
        let output = fs::File::create(self.folder.path().join("output")).unwrap();
        let mut command = self.command(program);
        command.args(arguments).stdout(output.try_clone().unwrap()).stderr(output);
        let succeeded = command.status().unwrap().success();
        let output = fs::read_to_string(self.folder.path().join("output")).unwrap();
        assert!(succeeded, "{program}: {output}");
    }

    /// The errors that a script of SQL causes.
    pub(super) fn errors(&self, script: &str) -> String {
        let mut command = self.command("psql");
        command.args(["-q", "-X", "-U", "motcua", "-d", "postgres", "-h"]).arg(self.folder.path());
        let mut running = command
            .stdin(Stdio::piped())
            .stdout(Stdio::null())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        running.stdin.take().unwrap().write_all(script.as_bytes()).unwrap();
        let output = running.wait_with_output().unwrap();
        String::from_utf8_lossy(&output.stderr).into_owned()
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let data = self.place("data");
        let mut stop = self.command("pg_ctl");
        let _ = stop
            .args(["-D", &data, "-m", "immediate", "-w", "stop"])
            .stdout(Stdio::null())
            .status();
    }
}

/// The folder with the programs of the newest installed version.
fn programs() -> Option<PathBuf> {
    let versions = fs::read_dir(VERSIONS).ok()?.filter_map(|entry| Some(entry.ok()?.path()));
    let mut versions: Vec<PathBuf> = versions
        .map(|path| path.join("bin"))
        .filter(|path| path.join("initdb").exists() && path.join("psql").exists())
        .collect();
    versions.sort();
    versions.pop()
}

/// The numbers of a user and of the user's group.
fn user(name: &str) -> Option<(u32, u32)> {
    let users = fs::read_to_string(Path::new("/etc/passwd")).ok()?;
    let line = users.lines().find(|line| line.starts_with(&format!("{name}:")))?;
    let mut parts = line.split(':').skip(2).map(str::parse);
    Some((parts.next()?.ok()?, parts.next()?.ok()?))
}
