//! The running server and the program that delivers its notices.

use std::fs;
use std::io::{BufRead, BufReader, Read};
use std::process::{Child, Command};

use store::{Folder, NewNotice, Notice};

use crate::support::Place;

/// A folder with one notice, a pipe, and a program that writes its input into the pipe.
struct Office {
    place: Place,
    program: String,
}

impl Office {
    fn new(meta: &[(&str, &str)]) -> Self {
        let place = Place::new();
        let pipe = place.path("pipe");
        assert!(Command::new("mkfifo").arg(&pipe).status().unwrap().success());
        let program = place.file("program", format!("#!/bin/sh\ncat > {}\n", pipe.display()));
        assert!(Command::new("chmod").args(["755", &program]).status().unwrap().success());
        let mut writer = Folder::open_or_create(&place.path("data")).unwrap().writer().unwrap();
        let (address, subject, body) = ("0900000001", "Tin", "body");
        let (stream, expires_at) = (Some("d"), None);
        let (at, way, language) = (1, "sms", "vi");
        let new = NewNotice { at, way, language, address, subject, body, stream, expires_at };
        writer.post(&new).unwrap();
        for (name, value) in meta {
            writer.put_meta(name, value).unwrap();
        }
        writer.commit().unwrap();
        Self { place, program }
    }

    /// Starts the server and waits until it prints its address; from then on it reacts to a signal.
    fn serve(&self) -> Child {
        let words = ["serve", "--listen", "127.0.0.1:0", "--deliver", &self.program];
        let mut served = self.place.start("data", &words);
        let mut first = String::new();
        BufReader::new(served.stdout.take().unwrap()).read_line(&mut first).unwrap();
        assert!(first.contains("http://127.0.0.1:"), "{first}");
        served
    }

    fn notice(&self) -> Notice {
        Folder::open_reader(&self.place.path("data")).unwrap().notice(1).unwrap().unwrap()
    }
}

/// Stops a server as its operator does; returns its standard error.
fn stop(mut served: Child) -> String {
    let id = served.id().to_string();
    assert!(Command::new("kill").args(["-TERM", &id]).status().unwrap().success());
    let mut errors = String::new();
    served.stderr.take().unwrap().read_to_string(&mut errors).unwrap();
    assert!(served.wait().unwrap().success(), "{errors}");
    errors
}

#[test]
fn the_program_is_given_a_notice_with_its_name() {
    let office = Office::new(&[]);
    let served = office.serve();
    let given = fs::read_to_string(office.place.path("pipe")).unwrap();
    let given: serde_json::Value = serde_json::from_str(&given).unwrap();
    let expected = serde_json::json!({
        "id": "1-1", "way": "sms", "to": "0900000001", "subject": "Tin", "text": "body",
        "language": "vi",
    });
    assert_eq!(given, expected);
    let log = stop(served);
    let (ways, log): (Vec<&str>, Vec<&str>) =
        log.lines().partition(|line| line.starts_with("Notices by "));
    assert_eq!(ways.len(), 3);
    assert!(log.iter().all(|line| line.contains(" INFO ")), "{log:?}");
    assert_eq!((office.notice().state.as_str(), office.notice().tries), ("delivered", 1));
}

#[test]
fn a_demonstration_delivers_nothing_and_says_so() {
    let office = Office::new(&[
        ("scenario", "district9"),
        ("scenario_loaded", "1"),
        ("scenario_clock", "1517443200000"),
    ]);
    let served = office.serve();
    let errors = stop(served);
    assert!(errors.contains("demonstration") && errors.contains("/demonstration"), "{errors}");
    assert_eq!((office.notice().state.as_str(), office.notice().tries), ("waiting", 0));
}

#[test]
fn the_doctor_names_notices_that_go_nowhere_and_finds_no_fault_in_them() {
    let office = Office::new(&[]);
    let output = office.place.run("data", &["doctor"]);
    assert_eq!(output.code, Some(0), "{}", output.out);
    assert!(output.err.contains("notices: 1 due for more than a day"), "{}", output.err);
    let office = Office::new(&[("scenario", "district9")]);
    assert_eq!(office.place.run("data", &["doctor"]).err, "", "a demonstration");
}
