//! Refusals of receptions, and of later acts at the desk.

use super::*;

pub(super) fn receptions() -> Vec<Row> {
    let monday = ("04-07T09:00", "K1");
    let filed = || Life::new().then("04-07T08:00", "c", file());
    let incomplete = || Filing { unit: String::new(), ..filing() };
    let mut rows = vec![
        row(
            ("file", Life::new()),
            monday,
            Command::File { filing: incomplete() },
            Reason::Missing("unit"),
        ),
        row(
            ("guide", filed()),
            monday,
            Command::Guide { missing: vec![] },
            Reason::Missing("missing"),
        ),
        row(
            ("refuse", filed()),
            monday,
            Command::Refuse { filing: None, reason: none() },
            Reason::Missing("reason"),
        ),
        row(
            ("refuse at the desk", Life::new()),
            monday,
            Command::Refuse { filing: None, reason: text() },
            Reason::Missing("procedure"),
        ),
    ];
    let unknown = dossier::Terms { calendar: "none".into(), ..terms() };
    let next = at("04-07T13:00");
    let ends = [
        ("no code", monday, Reception { code: none(), ..reception() }, Reason::Missing("code")),
        (
            "no filing",
            monday,
            Reception { filing: incomplete(), ..reception() },
            Reason::Missing("unit"),
        ),
        ("desk closed", ("04-07T12:00", "K1"), reception(), Reason::DeskClosed { next }),
        ("late without reason", monday, late_entry("04-07T08:30", ""), Reason::Missing("reason")),
        ("in the future", monday, late_entry("04-07T09:01", "mất điện"), Reason::InFuture),
        (
            "before the filing",
            monday,
            late_entry("04-07T07:45", "mất điện"),
            Reason::BeforeLastEvent(at("04-07T08:00")),
        ),
        (
            "two working days late",
            ("04-09T09:00", "K1"),
            late_entry("04-07T09:00", "mất điện"),
            Reason::EnteredTooLate,
        ),
        (
            "unknown calendar",
            monday,
            Reception { terms: unknown, ..reception() },
            Reason::OutsideCalendar,
        ),
    ];
    for (name, when, reception, reason) in ends {
        let reception = Box::new(reception);
        let at_once = Command::CompleteAtOnce { reception: reception.clone(), paid_vnd: 0 };
        rows.push(row((name, filed()), when, Command::Receive(reception), reason.clone()));
        rows.push(row((name, filed()), when, at_once, reason));
    }
    rows
}
