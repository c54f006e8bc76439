//! `breaches`: each breach with its 72 hours, for reading and for programs, without the sealed texts.

use affairs::breach::{Command, DataKind, Known, Nature};
use app::{Application, CommandKey, Who};
use calendar::Instant;
use dossier::{Actor, Role};
use serde_json::Value;

use crate::support::Place;

const SEALED: &str = "Gửi nhầm bảng kê";

fn recorded(place: &Place) {
    let loaded = place.run("data", &["load", &place.scenario()]);
    assert_eq!(loaded.code, Some(0), "{}", loaded.err);
    let app = Application::open(&place.path("data")).unwrap();
    let instant = |text: &str| -> Instant { format!("2018-09-{text}:00+07:00").parse().unwrap() };
    let acts = |id: &str, when: &str, command: Command| {
        let (actor, key) = (Actor::new("UBND01", Role::Leader, "UBND"), CommandKey::from(when));
        let who = Who::Officer { actor, login: "ubnd01".into(), name: "ubnd01".into() };
        app.act_on_breach(&who, id, command, "00".repeat(16), (key, instant(when))).unwrap();
    };
    let record = |discovered: &str, data: DataKind| Command::Record {
        known: Known::new(instant(discovered), Nature::Disclosure, vec![data], Some(2)),
        text: SEALED.to_owned(),
    };
    acts("informed", "05T09:00", record("05T08:00", DataKind::Contact));
    let (body, number) = ("A05".to_owned(), "12/TB".to_owned());
    let notified_at = instant("05T10:00");
    let notify = Command::Notify { body, number, notified_at, reason: String::new() };
    acts("informed", "05T10:30", notify);
    acts("waits", "06T09:00", record("06T08:00", DataKind::Biometric));
}

#[test]
fn breaches_are_listed_with_their_hours_and_without_their_texts() {
    let place = Place::new();
    recorded(&place);
    let prints = |words: &[&str]| {
        let said = place.run("data", &[&["breaches"], words].concat());
        assert_eq!(said.code, Some(0), "{}", said.err);
        assert!(!said.out.contains(SEALED), "texts are sealed: {}", said.out);
        said.out
    };
    let lines: Vec<Value> = prints(&["--format", "json"])
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    let shown = |line: &Value| {
        let of = |key: &str| line[key].to_string();
        ["id", "standing", "notify_by", "in_time", "persons_must_be_informed"].map(of).join(" ")
    };
    assert_eq!(
        lines.iter().map(shown).collect::<Vec<_>>(),
        [
            "\"waits\" \"overdue\" \"2018-09-09T08:00:00+07:00\" false true",
            "\"informed\" \"notified\" \"2018-09-08T08:00:00+07:00\" true false",
        ],
        "who waits comes first"
    );
    let open = prints(&["--open", "--lang", "vi"]);
    assert!(open.starts_with("waits · Quá hạn thông báo · Làm lộ"), "{open}");
    assert_eq!(open.lines().count(), 1);
    assert_eq!(prints(&["--lang", "en"]).lines().count(), 2);
}
