//! The running server as its operator sees it: the log without personal data, and the operator's
//! listener.

use std::fs::{self, OpenOptions};
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::process::Child;

use crate::support::Place;

/// A text that requests contain in every part that a client chooses.
const CANARY: &str = "CanaryNguyen0912345678";

struct Server {
    child: Child,
    lines: BufReader<std::process::ChildStdout>,
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

impl Server {
    fn start(place: &Place, log: &str) -> Self {
        let words = ["serve", "--listen", "127.0.0.1:0", "--ops", "127.0.0.1:0", "--log", log];
        let mut child = place.start("data", &words);
        let lines = BufReader::new(child.stdout.take().unwrap());
        Self { child, lines }
    }

    /// The address in the next line of the server's output.
    fn address(&mut self) -> String {
        let mut line = String::new();
        self.lines.read_line(&mut line).unwrap();
        let rest = line.split_once("http://").expect(&line).1;
        rest.split('/').next().unwrap().to_owned()
    }

    /// Stops the server; returns its log.
    fn log(mut self) -> String {
        self.child.kill().unwrap();
        let mut log = String::new();
        self.child.stderr.take().unwrap().read_to_string(&mut log).unwrap();
        log
    }
}

fn send(address: &str, request: &str) -> String {
    let mut stream = TcpStream::connect(address).unwrap();
    stream.write_all(request.as_bytes()).unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).unwrap();
    answer
}

/// A request with the canary in its headers.
fn request(host: &str, line: &str, body: &str) -> String {
    format!(
        "{line} HTTP/1.1\r\nhost: {host}\r\nconnection: close\r\nuser-agent: {CANARY}\r\n\
         cookie: session={CANARY}; device={CANARY}; form={CANARY}\r\nx-request-id: {CANARY}\r\n\
         x-forwarded-for: {CANARY}\r\ncontent-type: application/x-www-form-urlencoded\r\n\
         content-length: {}\r\n\r\n{body}",
        body.len()
    )
}

fn place() -> Place {
    let place = Place::new();
    let scenario = place.scenario();
    let until = "2018-03-05T12:00:00+07:00";
    assert_eq!(place.run("data", &["load", &scenario, "--until", until]).code, Some(0));
    place
}

#[test]
fn the_log_has_each_request_by_its_id_and_nothing_of_its_client() {
    let place = place();
    let mut server = Server::start(&place, "debug");
    let (public, ops) = (server.address(), server.address());
    let form = format!(
        "token={CANARY}&key={CANARY}&login={CANARY}&password={CANARY}&code={CANARY}&contact={CANARY}&name={CANARY}"
    );
    let lines = [
        format!("GET /?q={CANARY}"),
        format!("GET /{CANARY}?name={CANARY}"),
        format!("GET /dossier/{CANARY}?name={CANARY}"),
        format!("GET /en/t/{CANARY}"),
        format!("GET /vi/{CANARY}"),
        format!("GET /my/file/{CANARY}"),
        format!("{CANARY} /track"),
        format!("PUT /track/{CANARY}"),
        "POST /sign-in".to_owned(),
        "POST /my/sign-in".to_owned(),
        "POST /track".to_owned(),
        format!("POST /dossier/{CANARY}/do/{CANARY}"),
        format!("GET /figures?from={CANARY}"),
    ];
    let mut ids = Vec::new();
    let mut ask = |line: &str| {
        let answer = send(&public, &request(&public, line, &form));
        let id =
            answer.lines().find_map(|line| line.strip_prefix("x-request-id: ")).expect(&answer);
        ids.push(id.to_owned());
        answer
    };
    for line in &lines {
        ask(line);
    }
    assert!(send(&ops, &request(&ops, "GET /health", "")).contains(r#"{"status":"ok"}"#));
    let metrics = send(&ops, &request(&ops, "GET /metrics", ""));
    let connections = metrics.lines().find(|line| line.starts_with("motcua_http_connections "));
    assert!(connections.is_some() && !metrics.contains(CANARY), "{metrics}");
    // Errors are logged too: the test deletes the record of the running server.
    for entry in fs::read_dir(place.path("data")).unwrap().map(|entry| entry.unwrap()) {
        if entry.metadata().unwrap().is_file() {
            let length = entry.metadata().unwrap().len() as usize;
            let mut file = OpenOptions::new().write(true).open(entry.path()).unwrap();
            file.write_all(&vec![0; length]).unwrap();
        }
    }
    let broken = ask(&format!("GET /t/{CANARY}"));
    assert!(broken.starts_with("HTTP/1.1 500"), "{broken}");
    assert!(send(&ops, &request(&ops, "GET /health", "")).starts_with("HTTP/1.1 503"));

    let log = server.log();
    assert!(!log.to_lowercase().contains(&CANARY.to_lowercase()), "{log}");
    let warned: Vec<&str> = log.lines().filter(|line| line.contains("is not believed")).collect();
    assert!(warned.len() == 1 && warned[0].contains("WARN"), "of the proxy, once: {warned:?}");
    let log = log.replace(warned[0], "");
    assert!(!log.contains("127.0.0.1"), "no address: {log}");
    for id in &ids {
        let answered = |line: &&str| line.contains(&**id) && line.contains("answered");
        let line = log.lines().find(answered).unwrap_or_else(|| panic!("{id}: {log}"));
        for field in ["INFO", "route=", "method=", "status=", "duration_ms="] {
            assert!(line.contains(field), "{field}: {line}");
        }
    }
    let last = ids.last().unwrap();
    let error = log.lines().find(|line| line.contains("ERROR") && line.contains(&**last));
    assert!(error.is_some_and(|line| line.contains(r#"route="/t/{code}""#)), "{log}");
}

#[test]
fn a_level_hides_the_lines_below_it() {
    let place = place();
    let mut server = Server::start(&place, "error");
    let public = server.address();
    assert!(send(&public, &request(&public, "GET /", "")).starts_with("HTTP/1.1 200"));
    assert_eq!(server.log(), "");
    place.run("data", &["serve", "--log", "loud"]).only(2, &["--log"]);
}

#[test]
fn a_demonstration_keeps_its_operator_on_this_machine() {
    let place = place();
    place.run("data", &["serve", "--ops", "0.0.0.0:0"]).only(1, &["demonstration", "--ops"]);
}
