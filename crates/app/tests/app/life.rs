//! Whole lives of dossiers: a long one event by event, one of a one-act procedure, one withdrawn in
//! a pause.

use app::Who;
use calendar::{Amount, Unit};
use dossier::event::PauseReason;
use dossier::{Command, Phase, Reason};

use crate::support::{Fixture, IN_DAY, LAND, ONE_ACT, ask, at, finish, give, own, withdraw};

const LIFE: &str = "
06-03 20:00 citizen: Nộp hồ sơ
06-04 07:40 D1: Hướng dẫn hoàn thiện hồ sơ
06-04 07:50 citizen: Nộp hồ sơ
06-04 08:00 D1: Tiếp nhận
06-04 08:10 D1: Bàn giao
06-04 08:20 A1: Từ chối nhận bàn giao
06-04 08:30 D1: Bàn giao
06-04 08:45 A2: Nhận bàn giao
06-05 09:00 D2: Yêu cầu bổ sung
06-07 10:00 citizen: Nhận bổ sung
06-08 08:00 A2: Hỏi ý kiến
06-08 15:00 B1: Có ý kiến trả lời
06-08 16:00 A2: Bàn giao
06-08 16:10 AH: Nhận bàn giao
06-11 08:00 AH: Trả lại bước trước
06-11 08:30 A2: Nhận bàn giao
06-11 09:05 A2: Yêu cầu bổ sung
06-11 14:00 D1: Nhận bổ sung
06-12 10:00 AH: Gia hạn
06-14 07:45 system: Nhắc việc
06-20 15:30 system: Nhắc việc
06-22 07:30 system: Soạn phiếu xin lỗi
06-22 08:00 AH: Soạn phiếu xin lỗi
06-22 08:00 AH: Ký phiếu xin lỗi
06-22 09:00 D1: Gửi phiếu xin lỗi
06-22 09:00 D1: Hẹn lại
06-22 15:00 A2: Tạm dừng thời hạn
06-26 09:00 D1: Tính tiếp thời hạn
06-26 09:00 system: Soạn phiếu xin lỗi
";

/// Plays the long life up to the second letter; returns the code.
fn long_life(fixture: &Fixture) -> String {
    let filing = fixture.app.filing(&fixture.intake(LAND), at("06-03 19:00")).unwrap();
    fixture.app.save_draft("d1", &filing, at("06-03 19:00")).unwrap();
    let (citizen, when) = (fixture.who("citizen"), at("06-03 20:00"));
    fixture.app.send_draft("d1", &own("x"), &citizen, when, Some("k1".into()), None).unwrap();
    fixture.does("x", "D1", "06-04 07:40", Command::Guide { missing: vec!["Đơn".into()] });
    fixture.does("x", "citizen", "06-04 07:50", Command::File { filing });
    let code = fixture.receives("x", "D1", "06-04 08:00", LAND).code;
    fixture.does("x", "D1", "06-04 08:10", give(fixture, "A1", "verify"));
    fixture.does("x", "A1", "06-04 08:20", Command::Decline { reason: "Bận".into() });
    fixture.does("x", "D1", "06-04 08:30", give(fixture, "A2", "verify"));
    fixture.does("x", "A2", "06-04 08:45", Command::Accept);
    fixture.does("x", "D2", "06-05 09:00", ask(None));
    fixture.does("x", "citizen", "06-07 10:00", Command::Supply { items: Vec::new() });
    let due = at("06-11 17:00");
    fixture.does("x", "A2", "06-08 08:00", Command::Consult { unit: "B".into(), due });
    fixture.does("x", "B1", "06-08 15:00", Command::AnswerConsultation { id: 1 });
    fixture.does("x", "A2", "06-08 16:00", give(fixture, "AH", "approve"));
    fixture.does("x", "AH", "06-08 16:10", Command::Accept);
    fixture.does("x", "AH", "06-11 08:00", back("A2"));
    fixture.does("x", "A2", "06-11 08:30", Command::Accept);
    assert_eq!(fixture.refused("x", "A2", "06-11 09:00", ask(None)), Reason::SecondSupplement);
    fixture.does("x", "A2", "06-11 09:05", ask(Some("AH")));
    fixture.does("x", "D1", "06-11 14:00", Command::Supply { items: Vec::new() });
    fixture.does("x", "AH", "06-12 10:00", extend());
    fixture.app.run_timers(at("06-22 07:59")).unwrap();
    let reason = Some("Chờ hồ sơ địa chính".to_owned());
    fixture.does(
        "x",
        "AH",
        "06-22 08:00",
        Command::SignApology { reason, new_date: None, confirmed: false },
    );
    fixture.does("x", "D1", "06-22 09:00", Command::SendApology(None));
    let (reason, basis) = (PauseReason::Financial, "Thông báo thuế".to_owned());
    fixture.does("x", "A2", "06-22 15:00", Command::Pause { reason, basis });
    fixture.does("x", "D1", "06-26 09:00", Command::Resume);
    code
}

fn back(to: &str) -> Command {
    let (to, unit, step) = (to.to_owned(), "A".to_owned(), "verify".to_owned());
    Command::ReturnStep { to, unit, step, reason: "Cần sửa".into() }
}

fn extend() -> Command {
    let by = Amount { amount: 3, unit: Unit::WorkingDays };
    Command::Extend { by, basis: "Cần xác minh".into() }
}

fn letter(new_date: Option<&str>) -> Command {
    Command::DraftApology {
        reason: "Chưa xong".into(),
        unit: "A".into(),
        new_date: new_date.map(|day| day.parse().unwrap()),
    }
}

#[test]
fn a_long_life_is_written_event_by_event() {
    let fixture = Fixture::new();
    let code = long_life(&fixture);
    assert_eq!(code, "H00-180604-0001");
    fixture.app.run_timers(at("06-28 12:00")).unwrap();
    fixture.app.commit().unwrap();
    let (history, state) = fixture.history(&code, "06-28 12:00");
    let text = history.iter().map(|recorded| {
        let when = calendar::Zone::VIETNAM.format(recorded.at);
        let title = messages::event_title(
            text::Language::Vietnamese,
            dossier::RuleSet::ND61,
            &recorded.event,
        );
        format!("\n{} {}: {title}", when[5..16].replace('T', " "), recorded.actor)
    });
    assert_eq!(text.collect::<String>(), LIFE.trim_end());
    // Ten days to 18 June, two for the supplement, three for the extension, two for the payment.
    let dues: Vec<_> = state.dues.iter().map(|&(_, due)| due).collect();
    let days = ["06-18", "06-20", "06-25", "06-27"];
    assert_eq!(dues, days.map(|day| at(&format!("{day} 17:00"))));
    fixture.healthy();
}

#[test]
fn the_late_end_of_a_long_life_needs_its_letter_and_keeps_its_promise() {
    let fixture = Fixture::new();
    let code = long_life(&fixture);
    let again = fixture.refused("x", "AH", "06-28 08:00", letter(Some("2018-07-02")));
    assert_eq!(again, Reason::AlreadyReappointed);
    assert_eq!(fixture.refused("x", "A2", "06-28 08:10", finish()), Reason::LetterMissing);
    assert!(matches!(fixture.refused("x", "AH", "06-28 08:10", extend()), Reason::PastDue(_)));
    fixture.does("x", "AH", "06-28 08:20", letter(None));
    fixture.does(
        "x",
        "AH",
        "06-28 08:25",
        Command::SignApology { reason: None, new_date: None, confirmed: false },
    );
    fixture.does("x", "D1", "06-28 08:30", Command::SendApology(None));
    let date = "2018-07-02".parse().unwrap();
    let decision = "Quyết định 12".to_owned();
    fixture.does("x", "L1", "06-28 09:00", Command::SetChairmanDate { date, decision });
    fixture.does("x", "A2", "06-28 10:00", give(&fixture, "AH", "approve"));
    fixture.does("x", "AH", "06-28 10:05", Command::Accept);
    fixture.does(
        "x",
        "AH",
        "06-28 11:00",
        Command::ApproveResult { declined: false, reason: None },
    );
    fixture.does("x", "AH", "06-29 09:00", finish());
    let sunday = fixture.refused(
        "x",
        "D1",
        "07-01 08:00",
        Command::HandOver { without_letter: None, by_code: false },
    );
    assert_eq!(sunday, Reason::DeskClosed { next: at("07-02 07:30") });
    fixture.does(
        "x",
        "D1",
        "07-02 08:00",
        Command::HandOver { without_letter: None, by_code: false },
    );
    let state = fixture.state(&code, "07-02 09:00");
    assert_eq!((state.phase, state.without_letter), (Phase::HandedOver, false));
    assert_eq!(state.finished, Some(at("06-29 09:00")));
    // A working day and an hour and a half after 27 June 17:00.
    let lateness = state.lateness(at("07-02 09:00"));
    assert_eq!(lateness.minutes, 480 + 90);
    assert_eq!(lateness.by_step.iter().map(|(_, part)| part).sum::<i64>(), 570);
    fixture.healthy();
}

#[test]
fn a_one_act_is_received_paid_and_handed_over_at_once() {
    let fixture = Fixture::new();
    let reception = fixture.app.reception(&fixture.intake(ONE_ACT), at("06-04 09:00")).unwrap();
    let act = Command::CompleteAtOnce { reception, paid_vnd: 4000 };
    let closed = fixture.refused("x", "D1", "06-04 12:00", act.clone());
    assert_eq!(closed, Reason::DeskClosed { next: at("06-04 13:00") });
    let done = fixture.does("x", "D1", "06-04 09:00", act);
    assert_eq!(done.version, 4);
    assert_eq!(fixture.kinds("x"), ["received", "paid", "finished", "handed_over"]);
    let state = fixture.state(&done.code, "06-04 10:00");
    assert_eq!(
        (state.finished, state.handed_over),
        (Some(at("06-04 09:00")), Some(at("06-04 09:00")))
    );
    fixture.healthy();
}

#[test]
fn a_withdrawal_in_a_pause_ends_both() {
    let fixture = Fixture::new();
    let code = fixture.receives("x", "D1", "06-04 08:00", LAND).code;
    fixture.does("x", "D1", "06-05 09:00", ask(None));
    assert_eq!(fixture.refused("x", "D1", "06-06 09:00", finish()), Reason::NotPossible);
    fixture.does("x", "citizen", "06-06 09:00", withdraw());
    let state = fixture.state(&code, "06-07 08:00");
    assert_eq!(state.phase, Phase::Withdrawn);
    assert_eq!(state.pauses[0].to, Some(at("06-06 09:00")));
    assert_eq!(state.hold(), None);
    assert_eq!(state.lateness(at("07-30 08:00")).minutes, 0);
    assert_eq!(
        fixture.refused("x", "citizen", "06-07 08:00", Command::Supply { items: Vec::new() }),
        Reason::NotPossible
    );
    fixture.healthy();
}

#[test]
fn an_in_day_dossier_after_the_cut_off_is_due_the_next_day() {
    let fixture = Fixture::new();
    let dues = [("x", "06-04 15:00", "06-04 17:00"), ("y", "06-04 15:01", "06-05 17:00")];
    for (id, received, due) in dues {
        let code = fixture.receives(id, "D1", received, IN_DAY).code;
        assert_eq!(fixture.state(&code, received).due(), Some(at(due)));
    }
}

#[test]
fn nothing_is_received_while_the_desk_is_closed() {
    let fixture = Fixture::new();
    fixture.receives("x", "D1", "06-02 11:00", LAND);
    let sunday =
        fixture.refused("y", "D1", "06-03 09:00", fixture.reception(LAND, at("06-03 09:00")));
    assert_eq!(sunday, Reason::DeskClosed { next: at("06-04 07:30") });
}

/// The working minutes that a queue counts from rows alone are those of the fold, without pauses.
#[test]
fn a_queue_counts_the_present_step_as_the_fold_does() {
    let fixture = Fixture::new();
    long_life(&fixture);
    let leader =
        Who::Officer { actor: fixture.who("L1"), login: String::new(), name: String::new() };
    for (now, minutes) in [("06-22 16:00", 5670), ("06-26 15:00", 5940)] {
        let dossier_queries =
            fixture.app.open_stream(&leader, &own("x"), at(now)).unwrap().unwrap();
        let steps =
            fixture.app.at_step(std::slice::from_ref(&dossier_queries.row), at(now)).unwrap();
        let fold = dossier_queries
            .view
            .snapshot
            .used_by_step
            .iter()
            .find(|(id, _)| *id == dossier_queries.row.step);
        let used: Vec<i64> = steps.iter().map(|step| step.minutes).collect();
        assert_eq!(used, [fold.unwrap().1], "{now}");
        assert_eq!(used, [minutes], "{now}");
    }
}
