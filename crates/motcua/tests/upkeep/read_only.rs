//! A folder that cannot be written: every command that reads works, every command that writes is
//! refused.

use std::fs::{self, Permissions};
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::os::unix::fs::{MetadataExt, PermissionsExt};
use std::path::Path;

use crate::support::Place;

/// Removes the permission to write from a folder and its files, and lets all users read them.
fn make_read_only(folder: &Path) {
    for entry in fs::read_dir(folder).unwrap() {
        fs::set_permissions(entry.unwrap().path(), Permissions::from_mode(0o444)).unwrap();
    }
    fs::set_permissions(folder, Permissions::from_mode(0o555)).unwrap();
}

fn get(address: &str, page: &str) -> String {
    let mut stream = TcpStream::connect(address).unwrap();
    write!(stream, "GET {page} HTTP/1.1\r\nhost: {address}\r\nconnection: close\r\n\r\n").unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).unwrap();
    answer
}

#[test]
fn a_folder_that_cannot_be_written_is_read() {
    let place = Place::new();
    let scenario = place.scenario();
    let until = "2018-03-05T12:00:00+07:00";
    assert_eq!(place.run("data", &["load", &scenario, "--until", until]).code, Some(0));
    let code = place.events("data").into_iter().find(|row| row.event.kind == "received").unwrap();
    let code = code.event.public_part.split("\"code\":\"").nth(1).unwrap();
    let code = code.split('"').next().unwrap();
    make_read_only(&place.path("data"));
    // Permissions do not restrict root, so the program runs as another user.
    let unprivileged =
        fs::metadata("/proc/self").is_ok_and(|process| process.uid() == 0).then_some(65_534);
    fs::set_permissions(place.path(""), Permissions::from_mode(0o777)).unwrap();
    let report = ["report", "--from", "2018-03-01", "--to", "2018-03-31"];
    let list = ["list", "--from", "2018-03-01", "--to", "2018-03-31", "--figure", "received"];
    for words in [&["doctor"][..], &report, &list, &["explain", code], &["backup", "copy"]] {
        let output = place.run_as(unprivileged, "data", words);
        assert_eq!(output.code, Some(0), "{words:?}: {}{}", output.out, output.err);
    }
    let mut served = place.start_as(unprivileged, "data", &["serve", "--listen", "127.0.0.1:0"]);
    let mut first = String::new();
    BufReader::new(served.stdout.take().unwrap()).read_line(&mut first).unwrap();
    let address = first.split("http://").nth(1).unwrap().split('/').next().unwrap().to_owned();
    let home = get(&address, "/");
    assert!(home.starts_with("HTTP/1.1 200"), "{home}");
    served.kill().unwrap();
    served.wait().unwrap();
    let refused = place.run_as(unprivileged, "data", &["load", &scenario]);
    assert_eq!(refused.code, Some(1), "{}", refused.err);
}
