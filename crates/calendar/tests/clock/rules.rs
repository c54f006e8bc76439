//! The rules 3 to 5 of `decisions.md`, "The legal clock": a row for each sentence of a rule.
//!
//! April 2025: Monday 7 to Friday 11, Saturday 12; Wednesday 30 April and Thursday 1 May are off.

use calendar::Unit::WorkingDays;
use calendar::{Count, SupplementEffect};

use crate::fixture::at;
use crate::row::Do::{self, Extend, Pause, Resume, Supply};
use crate::row::{calendar_days, check, clock, days, hours, until_three};
use SupplementEffect::{Continue, Fixed, Restart};

#[test]
fn rule_3_effective_reception() {
    for (name, duration, received, effective) in [
        ("in an opening", days(1), "2025-04-07 07:30", "2025-04-07 07:30"),
        ("at the lunch closing", days(1), "2025-04-07 11:30", "2025-04-07 13:00"),
        ("before opening", days(1), "2025-04-07 05:00", "2025-04-07 07:30"),
        ("at the last closing", days(1), "2025-04-07 17:00", "2025-04-08 07:30"),
        ("on a closed day", days(1), "2025-04-12 09:00", "2025-04-14 07:30"),
        ("on a holiday", days(1), "2025-04-30 09:00", "2025-05-02 07:30"),
        ("at the cut-off", until_three(0), "2025-04-07 15:00", "2025-04-07 15:00"),
        ("a minute after the cut-off", until_three(0), "2025-04-07 15:01", "2025-04-08 07:30"),
        ("after closing and cut-off", until_three(0), "2025-04-11 18:00", "2025-04-14 07:30"),
        ("cut-off on a closed day", until_three(0), "2025-04-12 16:00", "2025-04-14 07:30"),
        ("lunch before the cut-off", until_three(0), "2025-04-07 12:00", "2025-04-07 13:00"),
    ] {
        let clock = clock(Count::Effective, duration, received, &[]);
        assert_eq!(clock.effective, at(effective), "{name}");
    }
}

#[test]
fn rule_4_counts_from_the_effective_day() {
    check(
        Count::Effective,
        &[
            ("one day", days(1), "2025-04-07 09:00", &[], "2025-04-08 17:00"),
            ("none: of that day", days(0), "2025-04-12 09:00", &[], "2025-04-14 17:00"),
            ("over a weekend", days(5), "2025-04-07 16:59", &[], "2025-04-14 17:00"),
            ("over holidays", days(2), "2025-04-29 09:00", &[], "2025-05-05 17:00"),
            ("from a closed day", days(1), "2025-04-12 09:00", &[], "2025-04-15 17:00"),
            ("hours end at a closing", hours(4), "2025-04-07 07:30", &[], "2025-04-07 11:30"),
            ("hours over lunch", hours(4), "2025-04-07 09:30", &[], "2025-04-07 15:00"),
            ("hours over a weekend", hours(8), "2025-04-11 16:00", &[], "2025-04-14 16:00"),
            ("no hour", hours(0), "2025-04-12 09:00", &[], "2025-04-14 07:30"),
            ("calendar days", calendar_days(3), "2025-04-07 09:00", &[], "2025-04-10 17:00"),
            ("rolled once", calendar_days(5), "2025-04-07 09:00", &[], "2025-04-14 17:00"),
            ("no calendar day", calendar_days(0), "2025-04-12 09:00", &[], "2025-04-14 17:00"),
            ("in-day", until_three(0), "2025-04-07 15:00", &[], "2025-04-07 17:00"),
            ("in-day after it", until_three(0), "2025-04-07 15:01", &[], "2025-04-08 17:00"),
        ],
    );
}

#[test]
fn rule_4_counts_as_the_civil_code_does() {
    check(
        Count::Civil,
        &[
            ("from a closed day", days(1), "2025-04-12 09:00", &[], "2025-04-14 17:00"),
            ("none: the effective day", days(0), "2025-04-12 09:00", &[], "2025-04-14 17:00"),
            ("with a cut-off", until_three(1), "2025-04-12 09:00", &[], "2025-04-15 17:00"),
            ("calendar days", calendar_days(3), "2025-04-12 09:00", &[], "2025-04-15 17:00"),
            ("hours are the same", hours(4), "2025-04-12 09:00", &[], "2025-04-14 11:30"),
            (
                "a resume on a closed day",
                days(3),
                "2025-04-07 09:00",
                &[Pause("2025-04-08 09:00"), Resume("2025-04-12 09:00")],
                "2025-04-15 17:00",
            ),
            (
                "a resume on a closed day, no day left",
                days(1),
                "2025-04-07 09:00",
                &[Pause("2025-04-08 09:00"), Resume("2025-04-12 09:00")],
                "2025-04-14 17:00",
            ),
            (
                "paused and resumed on closed days",
                days(3),
                "2025-04-07 09:00",
                &[Pause("2025-04-12 09:00"), Resume("2025-04-13 09:00")],
                "2025-04-10 17:00",
            ),
        ],
    );
}

#[test]
fn rule_5_a_supplement_has_the_effect_of_its_rule_set() {
    const ASK: Do = Pause("2025-04-08 09:00");
    check(
        Count::Effective,
        &[
            (
                "continue",
                days(5),
                "2025-04-07 09:00",
                &[ASK, Supply("2025-04-10 09:00", Continue)],
                "2025-04-16 17:00",
            ),
            (
                "restart",
                days(5),
                "2025-04-07 09:00",
                &[ASK, Supply("2025-04-10 09:00", Restart)],
                "2025-04-17 17:00",
            ),
            (
                "restart drops an earlier extension",
                days(5),
                "2025-04-07 09:00",
                &[
                    Extend("2025-04-07 10:00", 5, WorkingDays),
                    ASK,
                    Supply("2025-04-10 09:00", Restart),
                ],
                "2025-04-17 17:00",
            ),
            (
                "fixed, in another unit",
                days(5),
                "2025-04-07 09:00",
                &[ASK, Supply("2025-04-10 09:00", Fixed(hours(4)))],
                "2025-04-10 14:30",
            ),
            (
                "a pause after a fixed one keeps its hours",
                days(5),
                "2025-04-07 09:00",
                &[
                    ASK,
                    Supply("2025-04-10 09:00", Fixed(hours(4))),
                    Pause("2025-04-10 10:00"),
                    Resume("2025-04-11 16:00"),
                ],
                "2025-04-14 09:30",
            ),
            (
                "fixed, with its own cut-off",
                days(5),
                "2025-04-07 09:00",
                &[ASK, Supply("2025-04-10 16:00", Fixed(until_three(0)))],
                "2025-04-11 17:00",
            ),
        ],
    );
}
