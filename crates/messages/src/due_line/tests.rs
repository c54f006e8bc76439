//! The line about due, for every state that a dossier can have.

#![expect(clippy::unwrap_used, reason = "a test may panic")]

use std::sync::Arc;

use calendar::{CalendarSpec, Calendars, Count, Day, Duration, Opening};
use dossier::event::LetterWay;
use dossier::{Filing, RuleSet, StepTerms, Terms};

use super::*;
use Language::{English, Vietnamese};

fn at(text: &str) -> Instant {
    format!("2026-{}:00+07:00", text.replace(' ', "T")).parse().unwrap()
}

/// A calendar with Monday to Friday, 07:30–11:30 and 13:00–17:00, without holidays.
fn calendars() -> Calendars {
    let full = vec![Opening { open: 450, close: 690 }, Opening { open: 780, close: 1020 }];
    let mut week: [Vec<Opening>; 7] = std::array::from_fn(|_| full.clone());
    (week[5], week[6]) = (Vec::new(), Vec::new());
    let calendar = CalendarSpec {
        id: "plain".into(),
        zone: Zone::VIETNAM,
        week,
        closed: Vec::new(),
        extra: Vec::new(),
        count: Count::Effective,
        first: Day::from_ymd(2026, 1, 1),
        last: Day::from_ymd(2026, 12, 31),
        announced_until: Day::from_ymd(2026, 12, 31),
    };
    let calendar = Arc::new(calendar.build().unwrap());
    std::iter::once(("plain".to_owned(), calendar)).collect()
}

/// The event of a reception on Monday 2 March 2026 at 09:00.
fn received(duration: Duration, supplement_effect: SupplementEffect) -> (&'static str, Event) {
    let step =
        StepTerms { id: "verify".into(), budget_minutes: 60, unit: "TP".into(), decides: None };
    let terms = Terms {
        version: Day(0),
        rule_set: RuleSet::TT03,
        duration,
        supplement_effect,
        restart_within: None,
        restart_by_date: true,
        desk_minutes: None,
        extensions: None,
        calendar: "plain".into(),
        steps: vec![step],
    };
    let event = Event::Received {
        code: "H1".into(),
        filing: Filing::default(),
        terms,
        officer: "K1".into(),
        desk: "desk".into(),
        components: Vec::new(),
        entered_late: None,
    };
    ("03-02 09:00", event)
}

/// The same reception with five working days, so that due is Monday 9 March at 17:00.
fn of_five_days() -> (&'static str, Event) {
    received(Duration::of(5, Unit::WorkingDays), SupplementEffect::Continue)
}

fn asked(when: &'static str) -> (&'static str, Event) {
    (when, Event::SupplementAsked { approved_by: None, items: vec!["x".into()] })
}

fn paused(when: &'static str, reason: PauseReason) -> (&'static str, Event) {
    (when, Event::Paused { reason, basis: "b".into() })
}

fn withdrawn(when: &'static str, reason: &str) -> (&'static str, Event) {
    (when, Event::Withdrawn { reason: reason.into() })
}

fn imported(finished: Option<&str>, withdrawn: Option<&str>) -> Vec<(&'static str, Event)> {
    let event = Event::Imported {
        code: "old".into(),
        filing: Filing::default(),
        zone: "Asia/Ho_Chi_Minh".into(),
        received: at("03-02 09:00"),
        due: at("03-09 17:00"),
        due_stated: true,
        officer: None,
        finished: finished.map(at),
        withdrawn: withdrawn.map(at),
        steps: Vec::new(),
        pauses: Vec::new(),
        imported_at: at("03-20 09:00"),
    };
    vec![("03-02 09:00", event)]
}

/// The events of a letter that is sent at `when`, with Thursday 12 March as the new date.
fn letter(when: &'static str) -> Vec<(&'static str, Event)> {
    let date = Day::from_ymd(2026, 3, 12);
    let drafted =
        Event::ApologyDrafted { reason: "r".into(), unit: "TP".into(), new_date: Some(date) };
    let sent =
        Event::ApologySent { by: "H".into(), way: Some(LetterWay::InPerson), tracking: "".into() };
    let signed = Event::ApologySigned { by: "H".into(), confirmed: true };
    let events = [drafted, signed, sent, Event::Reappointed { date }];
    events.map(|event| (when, event)).into()
}

fn check(events: &[(&str, Event)], now: &str, vi: &str, en: &str) {
    let recorded = |(when, event): &(&str, Event)| Recorded {
        at: at(when),
        logged_at: at(when),
        actor: "K1".into(),
        on_behalf: None,
        paper_number: None,
        event: event.clone(),
        sealed: None,
    };
    let history: Vec<Recorded> = events.iter().map(recorded).collect();
    let state = dossier::fold(&history, &calendars()).unwrap();
    let snapshot = state.snapshot(at(now));
    let standing = Standing {
        state: &state,
        snapshot: &snapshot,
        history: &history,
        zone: &Zone::VIETNAM,
        at: at(now),
    };
    assert_eq!(due_line(Vietnamese, &standing), vi, "{now}");
    assert_eq!(due_line(English, &standing), en, "{now}");
}

#[test]
fn a_dossier_under_way_says_what_is_left_and_how_late_it_is() {
    let five = [of_five_days()];
    check(
        &five,
        "03-04 10:00",
        "Còn 3 ngày làm việc, chưa kể hôm nay, hạn 17:00 thứ Hai 09/03/2026",
        "3 working days left, not counting today, due date 17:00 Monday 09/03/2026",
    );
    check(
        &five,
        "03-09 10:00",
        "Hôm nay 17:00, hạn 17:00 thứ Hai 09/03/2026",
        "Today 17:00, due date 17:00 Monday 09/03/2026",
    );
    check(
        &five,
        "03-11 10:00",
        "Quá hạn 1 ngày 2 giờ 30 phút làm việc, hạn 17:00 thứ Hai 09/03/2026",
        "1 working day 2 hours 30 minutes past the due date, 17:00 Monday 09/03/2026",
    );
    let filed = [("03-02 09:00", Event::Filed { filing: Filing::default() })];
    check(
        &filed,
        "03-02 10:00",
        "Chưa tiếp nhận nên chưa có hạn trả.",
        "Not received yet, so there is no due date.",
    );
    let later = [&[of_five_days()][..], &letter("03-09 09:00")].concat();
    check(
        &later,
        "03-09 10:00",
        "Hôm nay 17:00, hạn 17:00 thứ Hai 09/03/2026; đã hẹn lại thứ Năm 12/03/2026",
        "Today 17:00, due date 17:00 Monday 09/03/2026; new date given: Thursday 12/03/2026",
    );
    check(
        &later,
        "03-11 10:00",
        "Quá hạn 1 ngày 2 giờ 30 phút làm việc, hạn 17:00 thứ Hai 09/03/2026; đã hẹn lại thứ Năm 12/03/2026",
        "1 working day 2 hours 30 minutes past the due date, 17:00 Monday 09/03/2026; new date given: Thursday 12/03/2026",
    );
    check(
        &later,
        "03-13 10:00",
        "Quá hạn 3 ngày 2 giờ 30 phút làm việc, hạn 17:00 thứ Hai 09/03/2026; đã hẹn lại thứ Năm 12/03/2026 nhưng vẫn chưa xong",
        "3 working days 2 hours 30 minutes past the due date, 17:00 Monday 09/03/2026; the new date given, Thursday 12/03/2026, has passed too",
    );
}

#[test]
fn a_suspended_dossier_says_what_it_waits_for_and_what_is_left_after_it() {
    check(
        &[of_five_days(), asked("03-04 10:00")],
        "03-20 10:00",
        "Chờ bổ sung hồ sơ: thời hạn tạm dừng, khi tính tiếp còn 3 ngày làm việc; hạn trước khi tạm dừng 17:00 thứ Hai 09/03/2026",
        "Awaiting missing papers: paused, with 3 working days left from when it is resumed; due date before the pause 17:00 Monday 09/03/2026",
    );
    // The day on which the pause begins is used up, so no part of the last day remains.
    check(
        &[of_five_days(), asked("03-09 10:00")],
        "03-20 10:00",
        "Chờ bổ sung hồ sơ: thời hạn tạm dừng, trả kết quả trong ngày được tính tiếp; hạn trước khi tạm dừng 17:00 thứ Hai 09/03/2026",
        "Awaiting missing papers: paused; the result is due on the day it is resumed; due date before the pause 17:00 Monday 09/03/2026",
    );
    let restart = received(Duration::of(5, Unit::WorkingDays), SupplementEffect::Restart);
    check(
        &[restart, asked("03-04 10:00")],
        "03-20 10:00",
        "Chờ bổ sung hồ sơ: thời hạn tạm dừng, khi nhận đủ thì tính lại từ đầu 5 ngày làm việc; hạn trước khi tạm dừng 17:00 thứ Hai 09/03/2026",
        "Awaiting missing papers: paused; once everything has come, 5 working days are counted from the beginning; due date before the pause 17:00 Monday 09/03/2026",
    );
    let fixed = SupplementEffect::Fixed(Duration::of(3, Unit::WorkingDays));
    let fixed = received(Duration::of(5, Unit::WorkingDays), fixed);
    check(
        &[fixed, asked("03-04 10:00")],
        "03-20 10:00",
        "Chờ bổ sung hồ sơ: thời hạn tạm dừng, khi nhận đủ thì bắt đầu thời hạn mới 3 ngày làm việc; hạn trước khi tạm dừng 17:00 thứ Hai 09/03/2026",
        "Awaiting missing papers: paused; once everything has come, a new duration of 3 working days begins; due date before the pause 17:00 Monday 09/03/2026",
    );
    let hours = received(Duration::of(8, Unit::WorkingHours), SupplementEffect::Continue);
    check(
        &[hours, paused("03-02 10:30", PauseReason::Agency)],
        "03-20 10:00",
        "Chờ cơ quan khác theo quy định của pháp luật: thời hạn tạm dừng, khi tính tiếp còn 6 giờ 30 phút làm việc; hạn trước khi tạm dừng 09:00 thứ Ba 03/03/2026",
        "Awaiting another agency, by law: paused, with 6 working hours 30 minutes left from when it is resumed; due date before the pause 09:00 Tuesday 03/03/2026",
    );
    let days = received(Duration::of(20, Unit::CalendarDays), SupplementEffect::Continue);
    check(
        &[days, paused("03-02 10:30", PauseReason::Financial)],
        "03-20 10:00",
        "Chờ người nộp thực hiện nghĩa vụ tài chính: thời hạn tạm dừng, khi tính tiếp còn 20 ngày; hạn trước khi tạm dừng 17:00 thứ Hai 23/03/2026",
        "Awaiting payment of a financial obligation: paused, with 20 calendar days left from when it is resumed; due date before the pause 17:00 Monday 23/03/2026",
    );
    // A pause that began after due does not end the lateness.
    check(
        &[of_five_days(), asked("03-10 10:00")],
        "03-20 10:00",
        "Quá hạn 2 giờ 30 phút làm việc, hạn 17:00 thứ Hai 09/03/2026; đang chờ bổ sung hồ sơ, thời gian chờ không tính là quá hạn",
        "2 working hours 30 minutes past the due date, 17:00 Monday 09/03/2026; awaiting missing papers, which is not counted as late",
    );
}

#[test]
fn an_ended_dossier_says_how_it_ended() {
    let ended = |when, event| [of_five_days(), (when, event)];
    check(
        &ended("03-05 10:00", Event::Finished),
        "03-20 10:00",
        "Xong trước hạn 2 ngày 5 giờ 30 phút làm việc, hạn 17:00 thứ Hai 09/03/2026",
        "Finished 2 working days 5 hours 30 minutes early, due date 17:00 Monday 09/03/2026",
    );
    check(
        &ended("03-09 10:00", Event::Finished),
        "03-20 10:00",
        "Xong đúng hạn, trong ngày hẹn trả 17:00 thứ Hai 09/03/2026",
        "Finished on the day, due date 17:00 Monday 09/03/2026",
    );
    check(
        &ended("03-10 10:00", Event::Finished),
        "03-20 10:00",
        "Xong quá hạn 2 giờ 30 phút làm việc, hạn 17:00 thứ Hai 09/03/2026",
        "Finished 2 working hours 30 minutes late, due date 17:00 Monday 09/03/2026",
    );
    check(
        &[of_five_days(), withdrawn("03-04 10:00", "no_need")],
        "03-20 10:00",
        "Đã rút theo đề nghị của người nộp; hạn khi đó 17:00 thứ Hai 09/03/2026",
        "Withdrawn at the applicant’s request; due date then 17:00 Monday 09/03/2026",
    );
    let closed = [of_five_days(), asked("03-04 10:00"), withdrawn("03-30 10:00", NOT_SUPPLIED)];
    check(
        &closed,
        "04-01 10:00",
        "Đã đóng do quá thời hạn bổ sung; hạn khi đó 17:00 thứ Hai 09/03/2026",
        "Closed because the missing papers were not supplied; due date then 17:00 Monday 09/03/2026",
    );
}

#[test]
fn an_imported_dossier_says_no_more_than_its_register() {
    check(
        &imported(None, None),
        "03-04 10:00",
        "Hạn 17:00 thứ Hai 09/03/2026",
        "Due date 17:00 Monday 09/03/2026",
    );
    check(
        &imported(None, None),
        "03-20 10:00",
        "Đã quá hạn 17:00 thứ Hai 09/03/2026",
        "Past the due date, 17:00 Monday 09/03/2026",
    );
    check(
        &imported(Some("03-05 10:00"), None),
        "03-20 10:00",
        "Xong trước hạn 17:00 thứ Hai 09/03/2026",
        "Finished early, before the due date, 17:00 Monday 09/03/2026",
    );
    check(
        &imported(Some("03-10 10:00"), None),
        "03-20 10:00",
        "Xong quá hạn 17:00 thứ Hai 09/03/2026",
        "Finished late, due date 17:00 Monday 09/03/2026",
    );
    check(
        &imported(None, Some("03-05 10:00")),
        "03-20 10:00",
        "Đã rút hoặc đóng; hạn khi đó 17:00 thứ Hai 09/03/2026",
        "Withdrawn or closed; due date then 17:00 Monday 09/03/2026",
    );
}
