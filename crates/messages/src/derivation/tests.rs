//! Derivations of `calendar` as sentences for citizens.

#![expect(clippy::unwrap_used, reason = "a test may panic")]

use calendar::{Amount, Calendar, CalendarSpec, Calendars, ClosedDay, Count, LegalClock, Opening};

use super::*;
use Language::{English, Vietnamese};

fn day(text: &str) -> Day {
    text.parse().unwrap()
}

/// The instant of a Vietnamese date and time: `2026-04-16 14:59`.
fn at(text: &str) -> Instant {
    format!("{}:00+07:00", text.replace(' ', "T")).parse().unwrap()
}

fn closed(on: &str, name: &str, name_en: &str, made_up_on: Option<&str>) -> ClosedDay {
    ClosedDay {
        day: day(on),
        name: name.into(),
        name_en: name_en.into(),
        made_up_on: made_up_on.map(day),
        estimate: false,
    }
}

fn calendar(count: Count) -> Calendar {
    let full = vec![Opening { open: 450, close: 690 }, Opening { open: 780, close: 1020 }];
    let mut week: [Vec<Opening>; 7] = Default::default();
    week[..5].fill(full);
    let closed = vec![
        closed("2018-12-31", "", "", Some("2019-01-05")),
        closed("2019-01-01", "Tết Dương lịch", "New Year's Day", None),
        closed("2026-02-16", "Tết Nguyên đán", "Lunar New Year", None),
        closed("2026-02-17", "Tết Nguyên đán", "Lunar New Year", None),
        closed("2026-02-18", "Tết Nguyên đán", "Lunar New Year", None),
    ];
    let (first, last) = (day("2018-01-01"), day("2027-12-31"));
    let announced_until = day("2027-01-01");
    let (id, zone, extra) = ("2026".to_owned(), Zone::VIETNAM, Vec::new());
    CalendarSpec { id, zone, week, closed, extra, count, first, last, announced_until }
        .build()
        .unwrap()
}

/// The derivation of a clock after a reception and some moves, as text.
fn derivation_text(
    language: Language,
    count: Count,
    duration: Duration,
    received: &str,
    moves: fn(&mut LegalClock, &Calendar),
) -> String {
    let calendar = calendar(count);
    let mut clock = LegalClock::start(&calendar, duration, at(received));
    moves(&mut clock, &calendar);
    let lines = calendar::derivation(&clock, &calendar, &Calendars::default());
    derivation(language, &lines, &Zone::VIETNAM).join("\n")
}

fn check(
    duration: Duration,
    received: &str,
    moves: fn(&mut LegalClock, &Calendar),
    vi: &[&str],
    en: &[&str],
) {
    assert_eq!(
        derivation_text(Vietnamese, Count::Effective, duration, received, moves),
        vi.join("\n")
    );
    assert_eq!(
        derivation_text(English, Count::Effective, duration, received, moves),
        en.join("\n")
    );
}

fn still(_: &mut LegalClock, _: &Calendar) {}

#[test]
fn working_days_are_listed_day_by_day() {
    check(
        Duration::of(4, Unit::WorkingDays),
        "2026-04-16 14:59",
        still,
        &[
            "Nhận hồ sơ lúc 14:59 thứ Năm 16/04/2026; thời hạn 4 ngày làm việc.",
            "Ngày nhận hồ sơ thứ Năm 16/04/2026 không tính (ngày 0).",
            "Ngày làm việc thứ 1: thứ Sáu 17/04/2026.",
            "Bỏ qua thứ Bảy 18/04 và Chủ nhật 19/04/2026: ngày nghỉ hằng tuần.",
            "Ngày làm việc thứ 2 đến 4: từ thứ Hai 20/04 đến thứ Tư 22/04/2026.",
            "Hạn trả kết quả: 17:00 thứ Tư 22/04/2026.",
        ],
        &[
            "Received at 14:59 Thursday 16/04/2026; duration: 4 working days.",
            "The day of reception, Thursday 16/04/2026, is not counted (day 0).",
            "Working day 1: Friday 17/04/2026.",
            "Skipped Saturday 18/04 and Sunday 19/04/2026: weekly day off.",
            "Working days 2 to 4: Monday 20/04 to Wednesday 22/04/2026.",
            "Due: 17:00 Wednesday 22/04/2026.",
        ],
    );
}

#[test]
fn holidays_and_swapped_days_have_a_reason() {
    check(
        Duration::of(1, Unit::WorkingDays),
        "2018-12-29 09:00",
        still,
        &[
            "Nhận hồ sơ lúc 09:00 thứ Bảy 29/12/2018; thời hạn 1 ngày làm việc.",
            "Ngoài giờ làm việc: hồ sơ được tính từ 07:30 thứ Tư 02/01/2019.",
            "Ngày bắt đầu tính thứ Tư 02/01/2019 không tính (ngày 0).",
            "Ngày làm việc thứ 1: thứ Năm 03/01/2019.",
            "Hạn trả kết quả: 17:00 thứ Năm 03/01/2019.",
        ],
        &[
            "Received at 09:00 Saturday 29/12/2018; duration: 1 working day.",
            "Outside opening hours: it counts from 07:30 Wednesday 02/01/2019.",
            "The first day, Wednesday 02/01/2019, is not counted (day 0).",
            "Working day 1: Thursday 03/01/2019.",
            "Due: 17:00 Thursday 03/01/2019.",
        ],
    );
    let lines = derivation_text(
        Vietnamese,
        Count::Civil,
        Duration::of(1, Unit::WorkingDays),
        "2018-12-29 09:00",
        still,
    );
    assert_eq!(
        lines.lines().skip(2).collect::<Vec<_>>(),
        [
            "Theo Bộ luật Dân sự, thứ Bảy 29/12/2018 không tính (ngày 0).",
            "Bỏ qua Chủ nhật 30/12/2018: ngày nghỉ hằng tuần.",
            "Bỏ qua thứ Hai 31/12/2018: nghỉ hoán đổi, làm bù ngày 05/01/2019.",
            "Bỏ qua thứ Ba 01/01/2019: Tết Dương lịch.",
            "Ngày làm việc thứ 1: thứ Tư 02/01/2019.",
            "Hạn trả kết quả: 17:00 thứ Tư 02/01/2019.",
        ]
    );
}

#[test]
fn in_day_durations_name_their_cutoff() {
    let in_day = Duration { cutoff_minutes: Some(900), ..Duration::of(0, Unit::WorkingDays) };
    check(
        in_day,
        "2026-04-16 15:01",
        still,
        &[
            "Nhận hồ sơ lúc 15:01 thứ Năm 16/04/2026; thời hạn trong ngày làm việc; nhận sau 15:00 thì trả ngày làm việc tiếp theo.",
            "Sau 15:00: hồ sơ được tính từ 07:30 thứ Sáu 17/04/2026.",
            "Thời hạn hết vào cuối giờ làm việc thứ Sáu 17/04/2026.",
            "Hạn trả kết quả: 17:00 thứ Sáu 17/04/2026.",
        ],
        &[
            "Received at 15:01 Thursday 16/04/2026; duration: the same working day; received after 15:00, the next working day.",
            "After 15:00: it counts from 07:30 Friday 17/04/2026.",
            "The duration ends at closing time on Friday 17/04/2026.",
            "Due: 17:00 Friday 17/04/2026.",
        ],
    );
}

#[test]
fn calendar_days_roll_off_closed_days() {
    check(
        Duration::of(10, Unit::CalendarDays),
        "2026-02-06 10:00",
        still,
        &[
            "Nhận hồ sơ lúc 10:00 thứ Sáu 06/02/2026; thời hạn 10 ngày.",
            "Ngày nhận hồ sơ thứ Sáu 06/02/2026 không tính (ngày 0).",
            "Tính 10 ngày liên tục, kể cả ngày nghỉ, sau thứ Sáu 06/02/2026: đến thứ Hai 16/02/2026.",
            "Bỏ qua từ thứ Hai 16/02 đến thứ Tư 18/02/2026: Tết Nguyên đán.",
            "Ngày cuối thứ Hai 16/02/2026 là ngày nghỉ: hạn chuyển sang thứ Năm 19/02/2026.",
            "Hạn trả kết quả: 17:00 thứ Năm 19/02/2026.",
        ],
        &[
            "Received at 10:00 Friday 06/02/2026; duration: 10 calendar days.",
            "The day of reception, Friday 06/02/2026, is not counted (day 0).",
            "10 calendar days on end, days off included, after Friday 06/02/2026: until Monday 16/02/2026.",
            "Skipped Monday 16/02 to Wednesday 18/02/2026: Lunar New Year.",
            "The last day, Monday 16/02/2026, is a day off: the due date moves to Thursday 19/02/2026.",
            "Due: 17:00 Thursday 19/02/2026.",
        ],
    );
}

#[test]
fn working_hours_are_listed_by_day() {
    check(
        Duration::of(10, Unit::WorkingHours),
        "2026-04-16 14:00",
        |clock, calendar| clock.pause(calendar, at("2026-04-16 15:00")),
        &[
            "Nhận hồ sơ lúc 14:00 thứ Năm 16/04/2026; thời hạn 10 giờ làm việc.",
            "Tính 3 giờ làm việc trong thứ Năm 16/04/2026.",
            "Tính 7 giờ làm việc trong thứ Sáu 17/04/2026.",
            "Tạm dừng từ 15:00 thứ Năm 16/04/2026; còn 9 giờ làm việc.",
            "Hạn trả kết quả: 16:00 thứ Sáu 17/04/2026 (đang tạm dừng).",
        ],
        &[
            "Received at 14:00 Thursday 16/04/2026; duration: 10 working hours.",
            "3 working hours counted on Thursday 16/04/2026.",
            "7 working hours counted on Friday 17/04/2026.",
            "Paused from 15:00 Thursday 16/04/2026; 9 working hours left.",
            "Due: 16:00 Friday 17/04/2026 (paused).",
        ],
    );
}

#[test]
fn pauses_and_extensions_state_what_they_move() {
    check(
        Duration::of(2, Unit::WorkingDays),
        "2026-04-13 08:00",
        |clock, calendar| {
            clock.pause(calendar, at("2026-04-14 10:00"));
            clock.resume(calendar, at("2026-04-15 18:00"), SupplementEffect::Continue);
            clock.extend(
                calendar,
                at("2026-04-16 09:00"),
                Amount { amount: 1, unit: Unit::WorkingDays },
            );
            clock.pause(calendar, at("2026-04-21 10:00"));
            clock.resume(calendar, at("2026-04-22 10:00"), SupplementEffect::Continue);
        },
        &[
            "Nhận hồ sơ lúc 08:00 thứ Hai 13/04/2026; thời hạn 2 ngày làm việc.",
            "Ngày nhận hồ sơ thứ Hai 13/04/2026 không tính (ngày 0).",
            "Ngày làm việc thứ 1 và 2: thứ Ba 14/04 và thứ Tư 15/04/2026.",
            "Tạm dừng từ 10:00 thứ Ba 14/04/2026; còn 1 ngày làm việc.",
            "Hết tạm dừng lúc 18:00 thứ Tư 15/04/2026: tính tiếp phần còn lại.",
            "Ngoài giờ làm việc: hồ sơ được tính từ 07:30 thứ Năm 16/04/2026.",
            "Ngày bắt đầu tính tiếp thứ Năm 16/04/2026 không tính vào thời hạn (ngày 0).",
            "Ngày làm việc thứ 1: thứ Sáu 17/04/2026.",
            "Gia hạn thêm 1 ngày làm việc kể từ hạn đang có, áp dụng lúc 09:00 thứ Năm 16/04/2026.",
            "Tạm dừng từ 10:00 thứ Ba 21/04/2026, khi đã quá hạn: hạn không đổi.",
            "Hết tạm dừng lúc 10:00 thứ Tư 22/04/2026.",
            "Hạn trả kết quả: 17:00 thứ Hai 20/04/2026.",
        ],
        &[
            "Received at 08:00 Monday 13/04/2026; duration: 2 working days.",
            "The day of reception, Monday 13/04/2026, is not counted (day 0).",
            "Working days 1 and 2: Tuesday 14/04 and Wednesday 15/04/2026.",
            "Paused from 10:00 Tuesday 14/04/2026; 1 working day left.",
            "The pause ended at 18:00 Wednesday 15/04/2026: what was left goes on.",
            "Outside opening hours: it counts from 07:30 Thursday 16/04/2026.",
            "The day of the resume, Thursday 16/04/2026, is not counted (day 0).",
            "Working day 1: Friday 17/04/2026.",
            "Extended by 1 working day from the present due date, applied at 09:00 Thursday 16/04/2026.",
            "Paused from 10:00 Tuesday 21/04/2026, after the due date: the due date does not move.",
            "The pause ended at 10:00 Wednesday 22/04/2026.",
            "Due: 17:00 Monday 20/04/2026.",
        ],
    );
}

#[test]
fn single_lines_are_written() {
    fn check(line: Line, vi: &str, en: &str) {
        let lines = [line];
        assert_eq!(derivation(Vietnamese, &lines, &Zone::VIETNAM), [vi]);
        assert_eq!(derivation(English, &lines, &Zone::VIETNAM), [en]);
    }
    let at = at("2026-04-16 09:00");
    check(
        Line::Resumed { at, effect: SupplementEffect::Restart },
        "Nhận bổ sung lúc 09:00 thứ Năm 16/04/2026: tính lại thời hạn từ đầu.",
        "Missing papers received at 09:00 Thursday 16/04/2026: the duration is counted again from the start.",
    );
    check(
        Line::Resumed { at, effect: SupplementEffect::Fixed(Duration::of(5, Unit::WorkingDays)) },
        "Nhận bổ sung lúc 09:00 thứ Năm 16/04/2026: thời hạn mới 5 ngày làm việc.",
        "Missing papers received at 09:00 Thursday 16/04/2026: the new duration is 5 working days.",
    );
    check(
        Line::Paused { at, days_left: Some(0), minutes_left: None },
        "Tạm dừng từ 09:00 thứ Năm 16/04/2026; không còn ngày nào.",
        "Paused from 09:00 Thursday 16/04/2026; no day left.",
    );
    check(
        Line::CalendarChanged { at, calendar: "2026-02".into() },
        "Áp dụng lịch làm việc “2026-02” từ 09:00 thứ Năm 16/04/2026; hạn được tính lại nếu chưa qua.",
        "Calendar “2026-02” in force from 09:00 Thursday 16/04/2026; the due date is counted again unless it has passed.",
    );
    check(
        Line::Due { at, suspended: false, estimate: true },
        "Hạn trả kết quả: 09:00 thứ Năm 16/04/2026 (ước tính: ngày nghỉ năm này chưa được công bố).",
        "Due: 09:00 Thursday 16/04/2026 (estimate: this year's days off are not announced yet).",
    );
    check(
        Line::Due { at, suspended: true, estimate: true },
        "Hạn trả kết quả: 09:00 thứ Năm 16/04/2026 (đang tạm dừng; ước tính: ngày nghỉ năm này chưa được công bố).",
        "Due: 09:00 Thursday 16/04/2026 (paused; estimate: this year's days off are not announced yet).",
    );
}
