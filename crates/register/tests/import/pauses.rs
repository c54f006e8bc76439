//! Durations stated in a row, pauses, and dues of steps.

use register::{Map, PauseReason};

use crate::common::{at, import, only, rejected};

const ROWS: &str = r#"
level = "dossier"
zone = "Asia/Ho_Chi_Minh"
[columns]
dossier = "no"
received = "in"
due = "due"
finished = "out"
withdrawn = "off"
[[pauses]]
from = "from"
to = "to"
reason = "financial"
[duration]
column = "days"
unit = "working_days"
amount = 5
[calendar]
mon_fri = ["08:00-12:00", "13:00-17:00"]
from = 2018
to = 2018
"#;
const HEAD: &str = "no,in,due,out,off,from,to,days";

fn due_of(row: &str) -> register::Dossier {
    only(&import(ROWS, &format!("{HEAD}\n{row}\n"))).clone()
}

#[test]
fn a_row_states_its_duration() {
    for (row, due) in [
        ("A,2018-03-05 09:00,,,,,,10", "2018-03-19T17:00:00"),
        ("A,2018-03-05 09:00,,,,,,0", "2018-03-05T17:00:00"),
        ("A,2018-03-05 09:00,,,,,,", "2018-03-12T17:00:00"),
        // A stated due is never counted again.
        ("A,2018-03-05 09:00,2018-03-07,,,,,10", "2018-03-07T17:00:00"),
    ] {
        assert_eq!(due_of(row).due, at(due), "{row}");
    }
    for days in ["ten", "-1", "2.5", "10 ngày", "70000"] {
        let log = import(ROWS, &format!("{HEAD}\nA,2018-03-05 09:00,,,,,,{days}\n"));
        assert_eq!(rejected(&log), [(2, "A", "duration")], "{days}");
    }
    let log = import(ROWS, &format!("{HEAD}\nA,2018-03-05 09:00,,,,,,999\n"));
    assert_eq!(rejected(&log), [(2, "A", "due cannot be counted")]);
}

#[test]
fn a_pause_moves_a_counted_due_and_not_a_stated_one() {
    let pause = "2018-03-08 09:00,2018-03-13 09:00";
    let counted = due_of(&format!("A,2018-03-05 09:00,,,,{pause},10"));
    assert_eq!(counted.due, at("2018-03-22T17:00:00"));
    assert_eq!(counted.pauses[0].reason, PauseReason::Financial);
    assert_eq!(counted.pauses[0].to, Some(at("2018-03-13T09:00:00")));
    let stated = due_of(&format!("A,2018-03-05 09:00,2018-03-19,,,{pause},10"));
    assert_eq!((stated.due, stated.pauses.len()), (at("2018-03-19T17:00:00"), 1));
    let open = due_of("A,2018-03-05 09:00,,,,2018-03-19 09:00,,10");
    assert_eq!((open.pauses[0].to, open.pauses[0].on_due_date), (None, true));
    let withdrawn = due_of("A,2018-03-05 09:00,,,2018-04-01,2018-03-08 09:00,,10");
    assert_eq!(withdrawn.pauses[0].to, None, "the withdrawal ends it");
}

#[test]
fn a_pause_that_contradicts_its_row_rejects_it() {
    for (row, words) in [
        ("A,2018-03-05 09:00,,,,,2018-03-08,10", "has no begin"),
        ("A,2018-03-05 09:00,,,,2018-03-02,2018-03-08,10", "before the reception"),
        ("A,2018-03-05 09:00,,,,2018-03-08,2018-03-07,10", "before it begins"),
        ("A,2018-03-05 09:00,,,,2018-03-08 09:00,2018-03-08 08:00,10", "before it begins"),
        ("A,2018-03-05 09:00,,2018-03-09,,2018-03-08,2018-03-12,10", "after the dossier's end"),
        ("A,2018-03-05 09:00,,2018-03-09,,2018-03-08,,10", "has no end"),
        ("A,2018-03-05 09:00,,,,soon,,10", "is no instant"),
    ] {
        let log = import(ROWS, &format!("{HEAD}\n{row}\n"));
        assert_eq!(
            (log.dossiers.len(), log.rejects.len(), log.rejects[0].line),
            (0, 1, 2),
            "{row}"
        );
        assert!(log.rejects[0].reason.to_string().contains(words), "{}", log.rejects[0].reason);
    }
}

const EVENTS: &str = r#"
level = "event"
zone = "Asia/Ho_Chi_Minh"
[columns]
dossier = "no"
received = { first_event = "time" }
due = { value = "2018-03-30" }
step = "task"
step_at = "time"
step_due = "planned"
[[pauses]]
begin = ["Ask"]
end = ["Given", "Dropped"]
reason = "supplement"
"#;

fn events(tasks: &[(&str, u8)]) -> register::Import {
    let row = |(task, day): &(&str, u8)| format!("A,{task},2018-03-{day:02} 09:00,2018-03-10\n");
    let rows: String = tasks.iter().map(row).collect();
    import(EVENTS, &format!("no,task,time,planned\n{rows}"))
}

#[test]
fn steps_begin_and_end_pauses_and_have_dues() {
    let log =
        events(&[("In", 1), ("Ask", 2), ("Given", 5), ("Ask", 6), ("Dropped", 8), ("Ask", 9)]);
    let dossier = only(&log);
    let ends: Vec<bool> = dossier.pauses.iter().map(|pause| pause.to.is_some()).collect();
    assert_eq!(ends, [true, true, false]);
    assert_eq!(dossier.steps[0].due, Some(at("2018-03-10T23:59:59.999")));
    for (tasks, line, words) in [
        (&[("In", 1), ("Given", 2)], 3, "has no begin before it"),
        (&[("Ask", 2), ("Ask", 3)], 3, "while one goes on"),
    ] {
        let log = events(tasks);
        assert_eq!(log.rejects[0].line, line);
        assert!(log.rejects[0].reason.to_string().contains(words), "{}", log.rejects[0].reason);
    }
}

#[test]
fn a_map_with_incomplete_pauses_or_durations_is_refused() {
    for (from, to, words) in [
        ("reason = \"financial\"", "", "needs its reason"),
        ("reason = \"financial\"", "reason = \"holiday\"", "one of \"supplement\""),
        ("from = \"from\"\nto = \"to\"", "to = \"to\"", "needs from, and to"),
        ("from = \"from\"\nto = \"to\"", "begin = \"x\"\nend = \"y\"", "level = \"event\""),
        ("unit = \"working_days\"\n", "", "needs amount and unit"),
    ] {
        let error = Map::parse(&ROWS.replace(from, to)).expect_err(words).to_string();
        assert!(error.contains(words), "{words}: {error}");
    }
    let both = EVENTS.replace("\"Dropped\"", "\"Ask\"");
    let error = Map::parse(&both).expect_err("both").to_string();
    assert!(error.contains("in begin and in end"), "{error}");
}
