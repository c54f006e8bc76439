//! The rules 6 to 11 of `decisions.md`, "The legal clock": a row for each sentence of a rule.
//!
//! April 2025: Monday 7 to Friday 11, Saturday 12; Wednesday 30 April and Thursday 1 May are off.

use calendar::Unit::{CalendarDays, WorkingDays, WorkingHours};
use calendar::{Amount, Count, Duration, LegalClock, Remaining, SupplementEffect};

use crate::fixture::{at, calendar};
use crate::row::Do::{self, Extend, Pause, Resume, Supply, Swap};
use crate::row::{calendar_days, check, clock, days, hours, until_three};

use SupplementEffect::{Fixed, Restart};

#[test]
fn rule_6_a_pause_and_days() {
    check(
        Count::Effective,
        &[
            (
                "within one day",
                days(3),
                "2025-04-07 09:00",
                &[Pause("2025-04-08 08:00"), Resume("2025-04-08 16:00")],
                "2025-04-10 17:00",
            ),
            (
                "overnight",
                days(3),
                "2025-04-07 09:00",
                &[Pause("2025-04-08 16:00"), Resume("2025-04-09 08:00")],
                "2025-04-11 17:00",
            ),
            (
                "resumed after the day's last closing",
                days(3),
                "2025-04-07 09:00",
                &[Pause("2025-04-08 08:00"), Resume("2025-04-08 17:00")],
                "2025-04-11 17:00",
            ),
            (
                "resumed after the cut-off",
                until_three(3),
                "2025-04-07 09:00",
                &[Pause("2025-04-08 08:00"), Resume("2025-04-08 15:01")],
                "2025-04-11 17:00",
            ),
        ],
    );
}

#[test]
fn rule_6_a_pause_at_the_ends_of_the_count() {
    check(
        Count::Effective,
        &[
            (
                "at the instant of due: no day left",
                days(1),
                "2025-04-07 09:00",
                &[Pause("2025-04-08 17:00"), Resume("2025-04-10 09:00")],
                "2025-04-10 17:00",
            ),
            (
                "before day 0",
                days(2),
                "2025-04-12 09:00",
                &[Pause("2025-04-12 10:00"), Resume("2025-04-15 09:00")],
                "2025-04-17 17:00",
            ),
            (
                "before day 0, ended before it",
                days(2),
                "2025-04-12 09:00",
                &[Pause("2025-04-12 10:00"), Resume("2025-04-13 09:00")],
                "2025-04-16 17:00",
            ),
            (
                "a second pause before the first resume's day",
                days(3),
                "2025-04-07 09:00",
                &[
                    Pause("2025-04-08 09:00"),
                    Resume("2025-04-12 09:00"),
                    Pause("2025-04-13 09:00"),
                    Resume("2025-04-15 09:00"),
                ],
                "2025-04-17 17:00",
            ),
            (
                "over holidays",
                days(3),
                "2025-04-28 09:00",
                &[Pause("2025-04-29 09:00"), Resume("2025-05-05 09:00")],
                "2025-05-07 17:00",
            ),
        ],
    );
}

#[test]
fn rule_6_a_pause_and_calendar_days_and_hours() {
    check(
        Count::Effective,
        &[
            (
                "counted to the day before rolling",
                calendar_days(5),
                "2025-04-07 09:00",
                &[Pause("2025-04-11 09:00"), Resume("2025-04-14 09:00")],
                "2025-04-15 17:00",
            ),
            (
                "paused on the rolled day: none left",
                calendar_days(5),
                "2025-04-07 09:00",
                &[Pause("2025-04-14 09:00"), Resume("2025-04-16 09:00")],
                "2025-04-16 17:00",
            ),
            (
                "calendar days before day 0",
                calendar_days(3),
                "2025-04-12 09:00",
                &[Pause("2025-04-12 10:00"), Resume("2025-04-15 09:00")],
                "2025-04-18 17:00",
            ),
            (
                "hours over lunch",
                hours(4),
                "2025-04-07 09:30",
                &[Pause("2025-04-07 11:00"), Resume("2025-04-07 13:30")],
                "2025-04-07 16:00",
            ),
            (
                "hours from outside openings",
                hours(4),
                "2025-04-07 15:00",
                &[Pause("2025-04-07 19:00"), Resume("2025-04-08 05:00")],
                "2025-04-08 09:30",
            ),
            (
                "hours before the effective reception",
                hours(4),
                "2025-04-12 09:00",
                &[Pause("2025-04-12 10:00"), Resume("2025-04-15 10:00")],
                "2025-04-15 15:30",
            ),
            (
                "hours at the instant of due: none left",
                hours(4),
                "2025-04-07 07:30",
                &[Pause("2025-04-07 11:30"), Resume("2025-04-08 10:00")],
                "2025-04-08 10:00",
            ),
        ],
    );
}

#[test]
fn rule_6_a_pause_between_the_reception_and_its_effect_uses_no_time() {
    let after_three = Duration { cutoff_minutes: Some(900), ..hours(4) };
    let hours_left = Remaining::OpenMillis(4 * 3_600_000);
    for (name, count, duration, received, pause, left) in [
        (
            "hours, after a cut-off",
            Count::Effective,
            after_three,
            "07 15:30",
            "07 15:45",
            hours_left,
        ),
        (
            "days, after a cut-off",
            Count::Civil,
            until_three(2),
            "07 15:30",
            "07 15:45",
            Remaining::Days(2),
        ),
        ("no day, civil", Count::Civil, days(0), "12 09:00", "12 10:00", Remaining::Days(0)),
        ("days, civil", Count::Civil, days(2), "12 09:00", "13 10:00", Remaining::Days(2)),
        (
            "calendar days, civil",
            Count::Civil,
            calendar_days(4),
            "12 09:00",
            "13 10:00",
            Remaining::Days(3),
        ),
    ] {
        let [received, pause] = [received, pause].map(|text| format!("2025-04-{text}"));
        let mut clock = clock(count, duration, &received, &[]);
        clock.pause(&calendar(false, false, count), at(&pause));
        assert_eq!(clock.paused.and_then(|pause| pause.remaining), Some(left), "{name}");
    }
}

#[test]
fn rule_7_a_suspended_due_keeps_its_last_value() {
    let received = "2025-04-07 09:00";
    for (name, duration, pause, remaining) in [
        ("days", days(3), "2025-04-08 09:00", Some(Remaining::Days(2))),
        ("calendar days", calendar_days(5), "2025-04-11 09:00", Some(Remaining::Days(1))),
        ("hours", hours(4), "2025-04-07 10:00", Some(Remaining::OpenMillis(3 * 3_600_000))),
        ("at due", hours(4), "2025-04-07 14:30", Some(Remaining::OpenMillis(0))),
        ("after due", hours(4), "2025-04-07 14:31", None),
    ] {
        let paused = clock(Count::Effective, duration, received, &[Pause(pause)]);
        assert_eq!(paused.due, clock(Count::Effective, duration, received, &[]).due, "{name}");
        assert_eq!(paused.paused.and_then(|pause| pause.remaining), remaining, "{name}");
        assert_eq!(paused.suspended(), remaining.is_some(), "{name}");
        assert_eq!(paused.past_due(at("2025-06-02 09:00")), remaining.is_none(), "{name}");
    }
    let running = clock(Count::Effective, hours(4), received, &[]);
    assert!(!running.past_due(running.due) && running.past_due(running.due.plus_millis(1)));
}

#[test]
fn rule_9_an_extension_counts_from_the_due_in_force() {
    const NOW: &str = "2025-04-07 10:00";
    check(
        Count::Effective,
        &[
            (
                "days",
                days(2),
                "2025-04-07 09:00",
                &[Extend(NOW, 3, WorkingDays)],
                "2025-04-14 17:00",
            ),
            (
                "hours on days",
                days(2),
                "2025-04-07 09:00",
                &[Extend(NOW, 3, WorkingHours)],
                "2025-04-10 10:30",
            ),
            (
                "days on hours",
                hours(4),
                "2025-04-07 09:00",
                &[Extend(NOW, 1, WorkingDays)],
                "2025-04-08 17:00",
            ),
            (
                "calendar days from the rolled due",
                calendar_days(5),
                "2025-04-07 09:00",
                &[Extend(NOW, 1, CalendarDays)],
                "2025-04-15 17:00",
            ),
            (
                "then a pause",
                days(2),
                "2025-04-07 09:00",
                &[
                    Extend(NOW, 3, WorkingDays),
                    Pause("2025-04-08 09:00"),
                    Resume("2025-04-10 09:00"),
                ],
                "2025-04-16 17:00",
            ),
        ],
    );
}

#[test]
fn rule_9_an_extension_in_a_pause_counts_from_the_due_of_the_resume() {
    check(
        Count::Effective,
        &[
            (
                "two in a pause",
                days(2),
                "2025-04-07 09:00",
                &[
                    Pause("2025-04-08 09:00"),
                    Extend("2025-04-08 10:00", 1, WorkingDays),
                    Extend("2025-04-08 11:00", 2, WorkingHours),
                    Resume("2025-04-10 09:00"),
                ],
                "2025-04-15 09:30",
            ),
            (
                "in a pause, before a restart",
                days(2),
                "2025-04-07 09:00",
                &[
                    Pause("2025-04-08 09:00"),
                    Extend("2025-04-08 10:00", 1, WorkingDays),
                    Supply("2025-04-10 09:00", Restart),
                ],
                "2025-04-15 17:00",
            ),
        ],
    );
    let paused = clock(
        Count::Effective,
        days(2),
        "2025-04-07 09:00",
        &[Pause("2025-04-08 09:00"), Extend("2025-04-08 10:00", 1, WorkingDays)],
    );
    assert_eq!(paused.due, at("2025-04-09 17:00"), "in a pause the last value stays");
}

#[test]
fn rule_11_a_new_calendar_counts_the_whole_life() {
    const EXT: Do = Extend("2025-04-24 09:00", 1, WorkingDays);
    check(
        Count::Effective,
        &[
            // This calendar opens Saturday 26 April and closes Friday 2 May.
            (
                "earlier",
                days(3),
                "2025-04-24 08:00",
                &[Swap("2025-04-24 09:00")],
                "2025-04-28 17:00",
            ),
            ("later", days(3), "2025-04-28 08:00", &[Swap("2025-04-28 09:00")], "2025-05-06 17:00"),
            (
                "with an extension before",
                days(3),
                "2025-04-24 08:00",
                &[EXT, Swap("2025-04-25 09:00")],
                "2025-04-29 17:00",
            ),
            (
                "new due before now: kept",
                days(1),
                "2025-04-25 08:00",
                &[Swap("2025-04-28 09:00")],
                "2025-04-28 17:00",
            ),
            (
                "later moves stay on the old calendar",
                days(1),
                "2025-04-25 08:00",
                &[Swap("2025-04-28 09:00"), Extend("2025-04-28 10:00", 2, WorkingDays)],
                "2025-05-02 17:00",
            ),
        ],
    );
}

#[test]
fn rule_11_a_paused_dossier_is_counted_anew_too() {
    check(
        Count::Effective,
        &[
            (
                "paused: its last value moves too",
                days(3),
                "2025-04-24 08:00",
                &[Pause("2025-04-24 10:00"), Swap("2025-04-25 09:00")],
                "2025-04-28 17:00",
            ),
            (
                "paused, then resumed on the new calendar",
                days(3),
                "2025-04-24 08:00",
                &[Pause("2025-04-24 10:00"), Swap("2025-04-25 09:00"), Resume("2025-04-25 10:00")],
                "2025-04-29 17:00",
            ),
            (
                "after a restart",
                days(3),
                "2025-04-21 08:00",
                &[
                    Pause("2025-04-22 10:00"),
                    Supply("2025-04-24 10:00", Restart),
                    Swap("2025-04-24 11:00"),
                ],
                "2025-04-28 17:00",
            ),
            (
                "after a fixed duration",
                days(9),
                "2025-04-21 08:00",
                &[
                    Pause("2025-04-22 10:00"),
                    Supply("2025-04-24 10:00", Fixed(days(1))),
                    Pause("2025-04-25 08:00"),
                    Swap("2025-04-25 11:00"),
                    Resume("2025-04-28 08:00"),
                ],
                "2025-04-28 17:00",
            ),
        ],
    );
}

#[test]
fn a_suspended_dossier_stays_suspended_under_a_new_calendar() {
    // The new calendar counts Saturdays, so on it due would have passed before the pause began.
    let (old, new) =
        (calendar(false, false, Count::Effective), calendar(true, false, Count::Effective));
    let mut clock = LegalClock::start(&old, days(5), at("2025-04-09 11:29"));
    clock.pause(&old, at("2025-04-16 12:31"));
    clock.extend(&old, at("2025-04-16 13:00"), Amount { amount: 3, unit: WorkingDays });
    let before = clock.due;
    assert!(!clock.reproject(&new, at("2025-04-16 13:30")));
    assert!(clock.suspended());
    assert_eq!(clock.due, before);
    clock.resume(&old, at("2025-04-21 07:30"), SupplementEffect::Continue);
    assert_eq!(clock.due, at("2025-04-24 17:00"));
}
