//! Every event has a title and, where its fields add information, a sentence.

#![expect(clippy::unwrap_used, reason = "a test may panic")]

use calendar::{Amount, Duration, SupplementEffect, Unit};
use dossier::event::{LetterWay, PauseReason, ReturnReason};
use dossier::{Filing, RuleSet, Terms};

use super::*;
use Language::{English, Vietnamese};

fn at() -> Instant {
    "2018-11-22T16:30:00+07:00".parse().unwrap()
}

fn check(event: Event, vi: (&str, Option<&str>), en: (&str, Option<&str>)) {
    for (language, (title, detail)) in [(Vietnamese, vi), (English, en)] {
        assert_eq!(event_title(language, RuleSet::ND61, &event), title);
        assert_eq!(
            event_detail(language, RuleSet::ND61, &event, &Zone::VIETNAM).as_deref(),
            detail
        );
    }
}

fn filing() -> Filing {
    let (procedure, channel) = ("1.013226".into(), "online".into());
    Filing { procedure, channel, ..Filing::default() }
}

fn received(entered_late: Option<&str>) -> Event {
    Event::Received {
        code: "000.00.16.H29-181122-0001".into(),
        filing: filing(),
        terms: Terms {
            version: Day::from_ymd(2018, 1, 1),
            rule_set: RuleSet::ND61,
            duration: Duration::of(20, Unit::CalendarDays),
            supplement_effect: SupplementEffect::Continue,
            restart_within: None,
            restart_by_date: false,
            desk_minutes: None,
            extensions: None,
            calendar: "2018".into(),
            steps: Vec::new(),
        },
        officer: "Lan".into(),
        desk: "q9".into(),
        components: Vec::new(),
        entered_late: entered_late.map(Into::into),
    }
}

#[test]
fn intake_is_written() {
    check(
        Event::Filed { filing: filing() },
        ("Nộp hồ sơ", Some("Thủ tục: 1.013226. Kênh nộp: Trực tuyến.")),
        ("Filed", Some("Procedure: 1.013226. Channel: Online.")),
    );
    check(
        Event::Guided { missing: vec!["Tờ khai;".into(), " ".into(), "Bản vẽ.".into()] },
        ("Hướng dẫn hoàn thiện hồ sơ", Some("Còn thiếu: Tờ khai; Bản vẽ.")),
        ("Told what is missing", Some("Missing: Tờ khai; Bản vẽ.")),
    );
    check(
        Event::Refused { reason: "Không thuộc thẩm quyền.".into() },
        ("Từ chối tiếp nhận", Some("Lý do: Không thuộc thẩm quyền.")),
        ("Refused", Some("Reason: Không thuộc thẩm quyền.")),
    );
    check(
        received(None),
        (
            "Tiếp nhận",
            Some("Lan tiếp nhận. Mã hồ sơ: 000.00.16.H29-181122-0001. Thời hạn: 20 ngày."),
        ),
        (
            "Received",
            Some(
                "Received by Lan. Dossier code: 000.00.16.H29-181122-0001. \
                 Duration: 20 calendar days.",
            ),
        ),
    );
    let late = event_detail(Vietnamese, RuleSet::ND61, &received(Some("mất điện")), &Zone::VIETNAM)
        .unwrap();
    assert!(late.ends_with("Thời hạn: 20 ngày. Lý do nhập muộn: mất điện."), "{late}");
    check(
        Event::Paid { amount_vnd: 50_000 },
        ("Thu phí, lệ phí", Some("Đã thu 50.000 đồng.")),
        ("Fee paid", Some("50,000 đồng paid.")),
    );
}

#[test]
fn hand_overs_are_written() {
    let (from, to, unit) = ("Lan".to_owned(), "Minh".to_owned(), "QLĐT".to_owned());
    check(
        Event::Given {
            from: from.clone(),
            to: to.clone(),
            step: "Thẩm định".into(),
            unit: unit.clone(),
            accept_within: Some(240),
            proposes_decline: None,
        },
        ("Bàn giao", Some("Lan giao cho Minh, QLĐT. Bước: Thẩm định.")),
        ("Given", Some("Lan gave it to Minh, QLĐT. Step: Thẩm định.")),
    );
    check(
        Event::Returned {
            from,
            to,
            step: "desk".into(),
            unit,
            reason: "thiếu chữ ký.".into(),
            accept_within: None,
        },
        (
            "Trả lại bước trước",
            Some("Lan trả lại cho Minh, QLĐT. Bước: Một cửa. Lý do: thiếu chữ ký."),
        ),
        (
            "Returned to an earlier step",
            Some("Lan returned it to Minh, QLĐT. Step: One-stop desk. Reason: thiếu chữ ký."),
        ),
    );
    check(
        Event::Accepted { by: "Minh".into() },
        ("Nhận bàn giao", Some("Người thực hiện: Minh.")),
        ("Accepted", Some("By Minh.")),
    );
    check(
        Event::StandIn { officer: "Minh".into(), by: "Hoa".into(), until: at() },
        ("Cử người làm thay", Some("Hoa làm thay Minh đến 16:30 thứ Năm 22/11/2018.")),
        ("Stand-in named", Some("Hoa acts for Minh until 16:30 Thursday 22/11/2018.")),
    );
}

#[test]
fn the_clock_and_the_letter_are_written() {
    check(
        Event::Paused { reason: PauseReason::Financial, basis: "NĐ 43/2014".into() },
        (
            "Tạm dừng thời hạn",
            Some("Chờ người nộp thực hiện nghĩa vụ tài chính. Căn cứ: NĐ 43/2014."),
        ),
        ("Clock paused", Some("Awaiting payment of a financial obligation. Basis: NĐ 43/2014.")),
    );
    check(
        Event::Extended { by: Amount { amount: 5, unit: Unit::WorkingDays }, basis: String::new() },
        ("Gia hạn", Some("Thêm 5 ngày làm việc. Căn cứ: —.")),
        ("Extended", Some("By 5 working days. Basis: —.")),
    );
    check(
        Event::Reminded { percent: 80, due: at() },
        ("Nhắc việc", Some("Đã qua 80\u{a0}% thời hạn; hạn trả 16:30 thứ Năm 22/11/2018.")),
        ("Reminder", Some("80\u{a0}% of the time has passed; due date 16:30 Thursday 22/11/2018.")),
    );
    check(
        Event::ApologyDrafted {
            reason: "chờ thẩm định".into(),
            unit: "QLĐT".into(),
            new_date: Some(Day::from_ymd(2018, 11, 26)),
        },
        (
            "Soạn phiếu xin lỗi",
            Some(
                "Đơn vị chịu trách nhiệm: QLĐT. Lý do chậm: chờ thẩm định. \
                 Ngày hẹn mới: thứ Hai 26/11/2018.",
            ),
        ),
        (
            "Apology letter drafted",
            Some(
                "Unit responsible: QLĐT. Reason for the delay: chờ thẩm định. \
                 New date: Monday 26/11/2018.",
            ),
        ),
    );
}

#[test]
fn the_end_is_written() {
    check(
        Event::Finished,
        ("Có kết quả tại Bộ phận Một cửa", None),
        ("Result ready at the one-stop desk", None),
    );
    check(
        Event::HandedOver { without_letter: true, by_code: false },
        ("Trả kết quả", Some("Hồ sơ quá hạn nhưng không kèm phiếu xin lỗi.")),
        ("Result handed over", Some("The dossier was late, and no apology letter came with it.")),
    );
    check(
        Event::Withdrawn { reason: "not_supplied".into() },
        (
            "Đóng hồ sơ do quá thời hạn bổ sung",
            Some("Người nộp hồ sơ không bổ sung trong thời gian quy định."),
        ),
        (
            "Closed because the missing papers were not supplied",
            Some("The applicant did not supply what was asked for in the time allowed."),
        ),
    );
    check(
        Event::Corrected { target: 0, set: Default::default(), reason: "nhầm giờ".into() },
        ("Đính chính", Some("Sửa sự kiện số 1. Lý do: nhầm giờ.")),
        ("Record corrected", Some("Event 1 was corrected. Reason: nhầm giờ.")),
    );
}

fn offers() -> [Event; 4] {
    let [from, to, step, unit, reason, by] = [(); 6].map(|()| "x".to_owned());
    let given = Event::Given {
        from: from.clone(),
        to: to.clone(),
        step: step.clone(),
        unit: unit.clone(),
        accept_within: None,
        proposes_decline: None,
    };
    let lapsed = Event::Lapsed { to: to.clone(), step: step.clone() };
    let declined = Event::ResultDeclined { by, reason: reason.clone() };
    [
        given,
        Event::Returned { from, to, step, unit, reason, accept_within: Some(240) },
        lapsed,
        declined,
    ]
}

fn letters() -> Vec<Event> {
    let word = || "x".to_owned();
    let new_date = Some(Day::from_ymd(2018, 11, 26));
    let sent = |way, tracking| Event::ApologySent { by: word(), way, tracking };
    vec![
        Event::ApologyDrafted { reason: word(), unit: word(), new_date },
        Event::ApologySigned { by: word(), confirmed: false },
        Event::ApologySigned { by: word(), confirmed: true },
        Event::ApologyQueued { by: word() },
        Event::ApologyUndelivered,
        sent(None, String::new()),
        sent(Some(LetterWay::InPerson), String::new()),
        sent(Some(LetterWay::Post), word()),
        sent(Some(LetterWay::Electronic), String::new()),
    ]
}

/// The events of a result that is ready.
fn results() -> Vec<Event> {
    let handed = |without_letter, by_code| Event::HandedOver { without_letter, by_code };
    let mut events = vec![
        handed(true, false),
        handed(false, false),
        handed(true, true),
        Event::Posted { tracking: "x".into() },
        Event::PostDelivered,
        Event::CollectionReminded { number: 2 },
    ];
    events.extend(ReturnReason::ALL.map(|reason| Event::PostReturned { reason }));
    events
}

#[test]
fn every_event_has_a_title_and_no_gap() {
    let word = || "x".to_owned();
    let (due, date) = (at(), Day::from_ymd(2018, 11, 26));
    let events = [
        Event::Filed { filing: filing() },
        Event::Guided { missing: vec![word()] },
        Event::Refused { reason: word() },
        received(Some("x")),
        Event::Imported {
            code: word(),
            filing: filing(),
            zone: word(),
            received: due,
            due,
            due_stated: true,
            officer: None,
            finished: None,
            withdrawn: None,
            steps: Vec::new(),
            pauses: Vec::new(),
            imported_at: due,
        },
        Event::Paid { amount_vnd: 1 },
        Event::Accepted { by: word() },
        Event::Declined { by: word(), reason: word() },
        Event::StepStarted { step: word() },
        Event::StepCompleted { step: word() },
        Event::Reassigned { to: word(), unit: word(), reason: word() },
        Event::StandIn { officer: word(), by: word(), until: due },
        Event::StandInEnded { officer: word() },
        Event::SupplementAsked { approved_by: Some(word()), items: vec![word()] },
        Event::PapersPromised { items: vec![word()] },
        Event::PapersPromised { items: Vec::new() },
        Event::Supplied { items: vec![word()] },
        Event::Paused { reason: PauseReason::Agency, basis: word() },
        Event::Resumed,
        Event::Extended { by: Amount { amount: 1, unit: Unit::WorkingHours }, basis: word() },
        Event::CalendarChanged { calendar: word(), reason: word() },
        Event::Consulted { id: 1, unit: word(), due },
        Event::ConsultationAnswered { id: 1 },
        Event::Reminded { percent: 50, due },
        Event::Reappointed { date },
        Event::ChairmanDate { date, decision: word() },
        Event::ResultApproved { by: word(), declined: false, reason: None },
        Event::ResultApproved { by: word(), declined: true, reason: Some(word()) },
        Event::Finished,
        Event::Withdrawn { reason: word() },
        Event::Withdrawn { reason: NOT_SUPPLIED.into() },
        Event::Corrected { target: 0, set: Default::default(), reason: word() },
        Event::MovedToUnit { unit: word(), reason: word() },
        Event::LetterWaived { reason: "x".into() },
        Event::Noted,
    ];
    for language in Language::ALL {
        for event in events.iter().chain(&offers()).chain(&letters()).chain(&results()) {
            let detail =
                event_detail(language, RuleSet::ND61, event, &Zone::VIETNAM).unwrap_or_default();
            let sentence = format!("{}: {detail}", event_title(language, RuleSet::ND61, event));
            assert!(!sentence.contains(['[', '{']), "{sentence}");
        }
    }
}
