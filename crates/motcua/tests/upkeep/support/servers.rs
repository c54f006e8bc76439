//! Servers of mail and of a gateway for tests: real ones, in processes of their own, which a test can end at
//! any moment. Tests that need them are left out, with a line, where a Debian package is missing.

use std::io::{BufRead, BufReader, Lines};
use std::path::Path;
use std::process::{Child, ChildStdout, Command, Stdio};

/// The interpreter of Debian, which finds its packages.
const PYTHON: &str = "/usr/bin/python3";

/// A running server; dropping this value kills it.
pub struct Server {
    process: Child,
    lines: Lines<BufReader<ChildStdout>>,
    pub port: u16,
}

/// Whether the servers can run: `python3-aiosmtpd` and `openssl` are installed.
pub fn can_run() -> bool {
    let runs = |program: &str, words: &[&str]| {
        let mut run = Command::new(program);
        run.args(words).stdout(Stdio::null()).stderr(Stdio::null());
        run.status().is_ok_and(|status| status.success())
    };
    let all = runs(PYTHON, &["-c", "import aiosmtpd"]) && runs("openssl", &["version"]);
    if !all {
        println!("left out: python3-aiosmtpd or openssl is not installed");
    }
    all
}

/// Writes a key and its certificate for this machine into a folder: `key.pem`, `certificate.pem`.
pub fn certify(folder: &Path) {
    let made = Command::new("openssl")
        .args(["req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1"])
        .args(["-nodes", "-keyout", "key.pem", "-out", "certificate.pem", "-days", "9"])
        .args(["-subj", "/CN=localhost", "-addext", "subjectAltName=IP:127.0.0.1"])
        .args(["-addext", "basicConstraints=critical,CA:FALSE"])
        .current_dir(folder)
        .stderr(Stdio::null())
        .status();
    assert!(made.unwrap().success());
}

impl Server {
    /// Starts `mail_server` or `sms_gateway` with the certificate of a folder.
    pub fn start(script: &str, folder: &Path, mode: &str, hold: usize) -> Self {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/upkeep/support/servers");
        let mut process = Command::new(PYTHON)
            .arg(root.join(format!("{script}.py")))
            .arg(folder)
            .args([mode, &hold.to_string()])
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let mut lines = BufReader::new(process.stdout.take().unwrap()).lines();
        let port = lines.next().unwrap().unwrap().parse().unwrap();
        Self { process, lines, port }
    }

    /// The fields of the next line that the server prints.
    pub fn next(&mut self) -> Vec<String> {
        let line = self.lines.next().expect("the server runs").unwrap();
        line.split('|').map(str::to_owned).collect()
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}
