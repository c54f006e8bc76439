//! Instants, days and spans of working time in words.

#![expect(clippy::unwrap_used, reason = "a test may panic")]

use calendar::{CalendarSpec, Count, Opening};

use super::*;
use Language::{English, Vietnamese};

#[test]
fn instants_and_days_carry_their_weekday() {
    let at = "2018-11-22T16:30:59+07:00".parse().unwrap();
    assert_eq!(instant(Vietnamese, at, &Zone::VIETNAM), "16:30 thứ Năm 22/11/2018");
    assert_eq!(instant(English, at, &Zone::VIETNAM), "16:30 Thursday 22/11/2018");
    let day = Day::from_ymd(2026, 4, 19);
    assert_eq!(day_of(Vietnamese, day), "Chủ nhật 19/04/2026");
    assert_eq!(date_of(day), "19/04/2026");
}

#[test]
fn consecutive_days_are_merged() {
    fn check(first: (i16, i8, i8), count: i32, vi: &str, en: &str) {
        let first = Day::from_ymd(first.0, first.1, first.2);
        let last = first.plus(count - 1);
        assert_eq!(days(Vietnamese, first, last), vi);
        assert_eq!(days(English, first, last), en);
    }
    check((2026, 4, 18), 1, "thứ Bảy 18/04/2026", "Saturday 18/04/2026");
    check(
        (2026, 4, 18),
        2,
        "thứ Bảy 18/04 và Chủ nhật 19/04/2026",
        "Saturday 18/04 and Sunday 19/04/2026",
    );
    check(
        (2018, 12, 31),
        3,
        "từ thứ Hai 31/12/2018 đến thứ Tư 02/01/2019",
        "Monday 31/12/2018 to Wednesday 02/01/2019",
    );
}

#[test]
fn durations_are_written_as_in_the_law() {
    fn check(count: u32, unit: Unit, cutoff_minutes: Option<u16>, vi: &str, en: &str) {
        let given = Duration { cutoff_minutes, ..Duration::of(count, unit) };
        assert_eq!(duration(Vietnamese, given), vi);
        assert_eq!(duration(English, given), en);
    }
    check(10, Unit::WorkingDays, None, "10 ngày làm việc", "10 working days");
    check(1, Unit::WorkingDays, None, "1 ngày làm việc", "1 working day");
    check(8, Unit::WorkingHours, None, "8 giờ làm việc", "8 working hours");
    check(90, Unit::WorkingMinutes, None, "1 giờ 30 phút làm việc", "1 working hour 30 minutes");
    check(20, Unit::CalendarDays, None, "20 ngày", "20 calendar days");
    check(
        0,
        Unit::WorkingDays,
        Some(900),
        "trong ngày làm việc; nhận sau 15:00 thì trả ngày làm việc tiếp theo",
        "the same working day; received after 15:00, the next working day",
    );
}

#[test]
fn hours_are_never_written_in_days() {
    fn check(minutes: i64, vi: &str, en: &str) {
        assert_eq!(hours(Vietnamese, minutes), vi);
        assert_eq!(hours(English, minutes), en);
    }
    check(61, "1 giờ 01 phút làm việc", "1 working hour 1 minute");
    check(480, "8 giờ làm việc", "8 working hours");
    check(601, "10 giờ 01 phút làm việc", "10 working hours 1 minute");
    check(960, "16 giờ làm việc", "16 working hours");
}

#[test]
fn the_time_left_is_counted_from_now() {
    let mut week: [Vec<Opening>; 7] = Default::default();
    week[..5].fill(vec![Opening { open: 480, close: 1020 }]);
    let (first, last) = (Day::from_ymd(2018, 1, 1), Day::from_ymd(2018, 12, 31));
    let (id, zone, closed, extra) = ("2018".into(), Zone::VIETNAM, Vec::new(), Vec::new());
    let (count, announced_until) = (Count::Effective, last);
    let spec = CalendarSpec { id, zone, week, closed, extra, count, first, last, announced_until };
    let calendar = spec.build().unwrap();
    let check = |now: &str, due: &str, vi: &str, en: &str| {
        let at = |text: &str| format!("2018-11-{text}:00+07:00").parse().unwrap();
        let (now, due): (Instant, Instant) = (at(now), at(due));
        assert_eq!(remaining(Vietnamese, &calendar, now, due), vi);
        assert_eq!(remaining(English, &calendar, now, due), en);
    };
    // Thursday 22 November; Saturday and Sunday are closed.
    check("22T09:00", "22T17:00", "Hôm nay 17:00", "Today 17:00");
    check("22T17:00", "22T17:00", "Hôm nay 17:00", "Today 17:00");
    let one = "Còn 1 ngày làm việc, chưa kể hôm nay";
    check("22T23:00", "23T17:00", one, "1 working day left, not counting today");
    let three = "Còn 3 ngày làm việc, chưa kể hôm nay";
    check("22T09:00", "27T17:00", three, "3 working days left, not counting today");
    check("24T09:00", "26T17:00", one, "1 working day left, not counting today");
    let late = "Quá hạn 1 giờ 05 phút làm việc";
    check("23T09:05", "22T17:00", late, "1 working hour 5 minutes late");
}
