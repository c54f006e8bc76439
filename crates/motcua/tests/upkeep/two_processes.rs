//! One folder, one process that works in it; others may look.

use std::io::{BufRead, BufReader};
use std::process::Child;

use crate::support::Place;

/// A running site, stopped with the value.
struct Served(Child);

impl Drop for Served {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

#[test]
fn the_second_process_is_refused_and_may_still_look() {
    let place = Place::new();
    let scenario = place.scenario();
    let until = "2018-03-05T12:00:00+07:00";
    assert_eq!(place.run("data", &["load", &scenario, "--until", until]).code, Some(0));
    let mut served = Served(place.start("data", &["serve", "--listen", "127.0.0.1:0"]));
    let mut first = String::new();
    BufReader::new(served.0.stdout.take().unwrap()).read_line(&mut first).unwrap();
    assert!(first.contains("http://127.0.0.1:"), "{first}");
    let before = place.events("data");
    for words in [&["load", &scenario][..], &["serve", "--listen", "127.0.0.1:0"]] {
        place.run("data", words).only(1, &["another motcua is using", "--data"]);
    }
    assert!(before == place.events("data"));
    let report = ["report", "--from", "2018-03-01", "--to", "2018-03-31"];
    for words in [&["doctor"][..], &report, &["backup", "copy"]] {
        let output = place.run("data", words);
        assert_eq!(output.code, Some(0), "{words:?}: {}{}", output.out, output.err);
    }
}
