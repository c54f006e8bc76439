//! One folder: one process has locked it, others may read it.

use std::io::{BufRead, BufReader};
use std::process::Child;

use crate::support::Place;

/// A running server, which is stopped when this value is dropped.
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
    closes_february(&place);
    let report = ["report", "--from", "2018-03-01", "--to", "2018-03-31"];
    for words in [&["doctor"][..], &report, &["backup", "copy"]] {
        let output = place.run("data", words);
        assert_eq!(output.code, Some(0), "{words:?}: {}{}", output.out, output.err);
    }
}

/// Closes a month by a command while a server has locked the folder; the month is shown, and a
/// second closing is refused.
fn closes_february(place: &Place) {
    let month = |word: &str, month: &str| {
        place.run("data", &["month", word, "quan9", month, "--format", "json", "--lang", "en"])
    };
    month("show", "2018-02").only(1, &["2018-02 is not closed", "month close"]);
    month("close", "2018-03").only(1, &["2018-03 has not ended"]);
    month("close", "2018-01").only(1, &["No dossier was received"]);
    month("close", "2018-2x").only(2, &["2018-11"]);
    place.run("data", &["month", "close", "quan8", "2018-02"]).only(2, &["quan8", "quan9"]);
    let closed = month("close", "2018-02");
    assert_eq!(closed.code, Some(0), "{}", closed.err);
    month("close", "2018-02").only(1, &["2018-02 was closed", "is not opened again"]);
    let shown = month("show", "2018-02");
    assert_eq!(shown.code, Some(0), "{}", shown.err);
    let shown: serde_json::Value = serde_json::from_str(&shown.out).unwrap();
    let closed: serde_json::Value = serde_json::from_str(&closed.out).unwrap();
    assert_eq!((&shown["closed"], &shown["signed"]), (&closed["closed"], &serde_json::Value::Null));
    assert_eq!(shown["restated"].as_array().map(Vec::len), Some(0));
    let flow = ["report", "--from", "2018-02-01", "--to", "2018-02-28", "--basis", "flow"];
    let report = place.run("data", &[&flow[..], &["--format", "json"]].concat());
    let report: serde_json::Value = serde_json::from_str(&report.out).unwrap();
    let total = &shown["tables"][0]["rows"]["total"];
    for figure in ["received", "finished", "in_time", "late", "open", "open_past_due"] {
        assert_eq!(total[figure], report["total"][figure], "{figure}");
    }
    assert!(total["received"].as_u64() > Some(0), "{total}");
    let text = place.run("data", &["month", "show", "quan9", "2018-02"]).out;
    assert!(text.contains("Tháng 2018-02 đã chốt") && text.contains("Chưa ký"), "{text}");
    assert!(!text.contains("[month") && !text.contains("{$"), "{text}");
}
