//! Every reason has a sentence, and every sentence says what can be done instead.

#![expect(clippy::unwrap_used, reason = "a test may panic")]

use calendar::{Day, Instant};
use dossier::Phase;

use super::*;
use crate::words::tests::PHASES;
use Language::{English, Vietnamese};

fn due() -> Instant {
    "2018-11-22T17:00:00+07:00".parse().unwrap()
}

fn reasons() -> Vec<Reason> {
    let day = Day::from_ymd(2018, 11, 24);
    let fields = [
        "amount",
        "basis",
        "channel",
        "code",
        "decision",
        "due",
        "items",
        "missing",
        "procedure",
        "reason",
        "to",
        "tracking",
        "unit",
    ];
    let mut reasons = vec![
        Reason::NotPermitted,
        Reason::NotPossible,
        Reason::BeforeLastEvent(due()),
        Reason::InFuture,
        Reason::DeskClosed { next: due() },
        Reason::EnteredTooLate,
        Reason::OutsideCalendar,
        Reason::UnknownStep("Thẩm định".into()),
        Reason::SameOfficer,
        Reason::SecondSupplement,
        Reason::LateSupplement,
        Reason::OfferLapsed(due()),
        Reason::OwnResult,
        Reason::DeclinedTooLate,
        Reason::PauseBySupplementOnly,
        Reason::PastDue(due()),
        Reason::ExtensionLimit(dossier::ExtensionLimit {
            times: 1,
            most: calendar::Amount { amount: 10, unit: calendar::Unit::WorkingDays },
        }),
        Reason::NotTheApprovalStep("approve".into()),
        Reason::ApprovalMissing("approve".into()),
        Reason::ApprovalMissingHere("approve".into()),
        Reason::NoStepBegun("verify".into()),
        Reason::FinancialLandOnly,
        Reason::CalendarNotInForce,
        Reason::MachineReason,
        Reason::LeaderSigns,
        Reason::LetterWaits,
        Reason::NotAfterToday(day),
        Reason::NotLate,
        Reason::Suspended,
        Reason::StillTime(day),
        Reason::LetterMissing,
        Reason::AlreadyReappointed,
        Reason::NotWorkingDay(day),
        Reason::NotAfterDue(day),
        Reason::BadStandIn,
        Reason::IllegalCorrection,
        Reason::ReceiversCorrection,
        Reason::OwnDossier,
        Reason::NoConsultation,
    ];
    reasons.extend(fields.map(Reason::Missing));
    reasons
}

#[test]
fn every_reason_is_written_for_every_action_and_phase() {
    for language in Language::ALL {
        for (action, phase) in
            Action::ALL.iter().flat_map(|action| PHASES.map(|phase| (*action, phase)))
        {
            for reason in reasons() {
                for possible in [vec![], vec![action], vec![Action::Note, Action::Withdraw]] {
                    let given = Refusal { action, phase, reason: reason.clone(), possible };
                    let sentence = refusal(language, RuleSet::ND61, &given, &Zone::VIETNAM);
                    assert!(!sentence.contains(['[', '{']), "{sentence}");
                    assert!(sentence.ends_with('.') && !sentence.contains(".."), "{sentence}");
                }
            }
        }
    }
}

#[test]
fn every_field_that_can_be_missing_has_its_name() {
    for language in Language::ALL {
        let other = field_name(language, "no such field");
        for reason in reasons() {
            if let Reason::Missing(field) = reason {
                assert_ne!(field_name(language, field), other, "{field}");
            }
        }
    }
}

fn check(action: Action, phase: Phase, reason: Reason, possible: &[Action], vi: &str, en: &str) {
    let given = Refusal { action, phase, reason, possible: possible.to_vec() };
    assert_eq!(refusal(Vietnamese, RuleSet::ND61, &given, &Zone::VIETNAM), vi);
    assert_eq!(refusal(English, RuleSet::ND61, &given, &Zone::VIETNAM), en);
}

#[test]
fn a_refusal_names_the_action_the_reason_and_the_alternatives() {
    check(
        Action::Give,
        Phase::HandedOver,
        Reason::NotPossible,
        &[Action::Note, Action::Correct],
        "Hồ sơ đang ở tình trạng “đã trả kết quả” nên không thể bàn giao. \
         Có thể làm: ghi chú, đính chính.",
        "The dossier's state is “result handed over”; at this point you cannot give to another \
         officer. You can: add a note, correct the record.",
    );
    check(
        Action::Finish,
        Phase::Open,
        Reason::NotPossible,
        &[Action::Supply],
        "Hồ sơ đang ở tình trạng “đang giải quyết”, không thể chuyển kết quả về Bộ phận Một cửa: \
         thời hạn đang tạm dừng. Hãy chờ hết tạm dừng. Có thể làm: nộp bổ sung.",
        "The dossier's state is “in progress”. You cannot bring the result to the one-stop desk: \
         the clock is paused. Wait until the pause has ended. You can: hand in the missing papers.",
    );
    check(
        Action::Extend,
        Phase::Open,
        Reason::NotPermitted,
        &[],
        "Hồ sơ đang ở tình trạng “đang giải quyết”, không thể gia hạn: đây là việc của người đứng \
         đầu đơn vị (thuộc đơn vị chịu trách nhiệm về kết quả), lãnh đạo cơ quan. Lúc này ông/bà \
         không có việc nào khác làm được với hồ sơ.",
        "The dossier's state is “in progress”. You cannot extend: it is for: head of the unit \
         (belongs to the unit that answers for the result), leader of the agency. There is nothing \
         else that you can do with this dossier now.",
    );
}

#[test]
fn a_fault_of_a_field_is_explained_alone() {
    check(
        Action::Extend,
        Phase::Open,
        Reason::PastDue(due()),
        &[Action::Extend, Action::SignApology],
        "Không thể gia hạn: hạn trả đã qua lúc 17:00 thứ Năm 22/11/2018, mà chỉ gia hạn được khi \
         chưa đến hạn. Hãy gửi phiếu xin lỗi.",
        "You cannot extend: the due date passed at 17:00 Thursday 22/11/2018, and an extension is possible \
         only before it. Send the apology letter.",
    );
    check(
        Action::AskSupplement,
        Phase::Open,
        Reason::Missing("items"),
        &[Action::AskSupplement],
        "Không thể yêu cầu bổ sung: còn thiếu nội dung cần bổ sung. Hãy ghi vào rồi gửi lại.",
        "You cannot ask for missing papers: the list of what to supply is missing. Fill it in and \
         send again.",
    );
    check(
        Action::DraftApology,
        Phase::Open,
        Reason::NotWorkingDay(Day::from_ymd(2018, 11, 24)),
        &[Action::DraftApology],
        "Không thể soạn phiếu xin lỗi: thứ Bảy 24/11/2018 không phải ngày làm việc. Hãy chọn một \
         ngày làm việc.",
        "You cannot draft the apology letter: Saturday 24/11/2018 is not a working day. Choose a \
         working day.",
    );
}
