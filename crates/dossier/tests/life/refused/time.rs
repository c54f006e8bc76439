//! Refusals of pauses, supplements, extensions and calendars.

use super::*;

pub(super) fn clocks() -> Vec<Row> {
    let (now, desk) = (("04-08T10:00", "O1"), ("04-08T10:00", "K1"));
    let unasked = Command::Supply { items: vec!["ảnh".into()] };
    let no_items = Command::AskSupplement { items: vec![none()], approved_by: None };
    let supplied = || supplement_asked().then("04-08T09:30", "c", supply());
    let for_supplement = Command::Pause { reason: PauseReason::Supplement, basis: "NĐ".into() };
    let no_basis = Command::Pause { reason: PauseReason::Agency, basis: none() };
    let reminded = working().then("04-08T09:00", "system", Command::Remind { percent: 50 });
    let silent_change = Command::ChangeCalendar { calendar: "swap".into(), reason: String::new() };
    let by_head = |when, command, reason| row(("extend", working()), (when, "H1"), command, reason);
    let no_extension_basis = Command::Extend {
        by: calendar::Amount { amount: 1, unit: calendar::Unit::WorkingDays },
        basis: none(),
    };
    let move_silently = Command::MoveToUnit { unit: none(), reason: text() };
    vec![
        row(("ask nothing", working()), now, no_items, Reason::Missing("items")),
        row(("bring another", supplement_asked()), desk, unasked, Reason::Missing("items")),
        row(("ask again", supplied()), now, ask(), Reason::SecondSupplement),
        row(("ask in a pause", paused()), now, ask(), Reason::NotPossible),
        row(("pause in a pause", paused()), now, pause(), Reason::NotPossible),
        row(("finish in a pause", paused()), now, finish(), Reason::NotPossible),
        row(("supply unasked", paused()), ("04-08T10:00", "K1"), supply(), Reason::NotPossible),
        row(("resume a supplement", supplement_asked()), now, Command::Resume, Reason::NotPossible),
        row(
            ("the fifteenth day", supplement_asked()),
            ("04-23T16:00", "K1"),
            Command::CloseUnsupplied,
            Reason::StillTime(day("04-23")),
        ),
        row(("pause", working()), now, for_supplement, Reason::PauseBySupplementOnly),
        row(("pause", working()), now, no_basis, Reason::Missing("basis")),
        by_head("04-08T10:00", extend(0), Reason::Missing("amount")),
        by_head("04-08T10:00", no_extension_basis, Reason::Missing("basis")),
        by_head("04-08T10:00", extend(10), Reason::ExtensionLimit(extension_limit())),
        row(
            ("extend twice", working().then("04-08T09:00", "H1", extend(1))),
            ("04-08T10:00", "H1"),
            extend(1),
            Reason::ExtensionLimit(extension_limit()),
        ),
        by_head("04-09T17:01", extend(1), Reason::PastDue(at("04-09T17:00"))),
        row(
            ("calendar", working()),
            ("04-08T10:00", "A1"),
            silent_change,
            Reason::Missing("reason"),
        ),
        row(
            ("calendar", working()),
            ("04-08T10:00", "A1"),
            change_calendar("none"),
            Reason::OutsideCalendar,
        ),
        row(("move", working()), ("04-08T10:00", "A1"), move_silently, Reason::Missing("unit")),
        row(
            ("remind twice", reminded),
            ("04-08T10:00", "system"),
            Command::Remind { percent: 50 },
            Reason::NotPossible,
        ),
    ]
}

/// Acts of holders that give time to their own dossiers, and corrections of receptions beyond the
/// limits of a late entry.
pub(super) fn own_clocks() -> Vec<Row> {
    let paused_again = || {
        let once = paused().then("04-08T11:00", "O1", Command::Resume);
        once.then("04-08T11:10", "O1", pause()).then("04-08T11:20", "O1", Command::Resume)
    };
    let of_reception = |at: &str| correct(0, &format!(r#"{{"at":"2025-{at}:00+07:00"}}"#));
    let received = ("04-07T16:00", "K1");
    vec![
        row(("pause again", paused_again()), ("04-08T13:00", "O1"), pause(), Reason::FurtherPause),
        row(
            ("extend one's own", working().then("04-08T09:00", "H1", reassign("H1"))),
            ("04-08T10:00", "H1"),
            extend(1),
            Reason::OwnDossier,
        ),
        row(("to later", working()), received, of_reception("04-07T09:20"), Reason::InFuture),
        row(
            ("two days before", working()),
            received,
            of_reception("04-03T09:00"),
            Reason::EnteredTooLate,
        ),
        row(
            ("while closed", working()),
            received,
            of_reception("04-07T07:00"),
            Reason::DeskClosed { next: at("04-07T07:30") },
        ),
    ]
}
