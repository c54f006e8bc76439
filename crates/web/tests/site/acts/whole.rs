//! Every action that a person may perform, performed once through its form.

use std::collections::{BTreeMap, BTreeSet};

use app::Submission;
use axum::http::StatusCode;
use dossier::{Action, Command, Role};

use super::{OPEN, actor, code, fill};
use crate::session::Browser;
use crate::small_office::{Life, PROCEDURE, SmallOffice, at};

/// The actions on pages of the desk, and the program's own actions.
const ELSEWHERE: [Action; 10] = [
    Action::File,
    Action::Receive,
    Action::CompleteAtOnce,
    Action::PromisePapers,
    Action::Remind,
    Action::RemindCollection,
    Action::Lapse,
    Action::EndStandIn,
    Action::HandOver,
    Action::Post,
];

/// A step: officer, action, fields; the last text is what the refusal must name, empty where the
/// action succeeds.
type Step = (&'static str, &'static str, &'static [(&'static str, &'static str)], &'static str);

/// The proposal to the officer who approves.
const PROPOSAL: (&str, &str) = ("proposal", "granted");
const OPINION: (&str, &str) = ("opinion", "Đủ điều kiện");

const LIFE: &[Step] = &[
    ("MC1", "note", &[("note", "gọi lại sau")], ""),
    ("MC1", "give", &[("step", "verify"), ("to", "A1")], ""),
    ("A1", "decline", &[("reason", "đang bận")], ""),
    ("MC1", "give", &[("step", "verify"), ("to", "A1")], ""),
    ("A1", "accept", &[], ""),
    ("A1", "begin_step", &[("step", "approve")], "người phụ trách bước đó"),
    ("A1", "complete_step", &[], ""),
    ("A1", "consult", &[("unit", "B"), ("due", "2018-06-18T16:00"), ("question", "Có vướng?")], ""),
    ("B1", "answer_consultation", &[("id", "1"), ("answer", "Không vướng")], ""),
    ("A1", "ask_supplement", &[("items", "Bản vẽ\nSổ hồng"), ("sure", "1")], ""),
    ("MC1", "close_unsupplied", &[], "30/06/2018"),
    ("MC1", "supply", &[("supplied", "Đủ hai bản")], "Giấy tờ nhận được lần này"),
    ("MC1", "supply", &[("came-1", "1")], ""),
    ("MC1", "supply", &[("came-1", "1"), ("supplied", "Đủ hai bản")], ""),
    ("A1", "pause", &[("reason", "agency"), ("basis", "Chờ cơ quan thuế")], ""),
    ("A1", "resume", &[], ""),
    ("A2", "extend", &[("amount", "1"), ("unit", "working_days"), ("basis", "Điều 19")], ""),
    ("A2", "reassign", &[("to", "A3"), ("reason", "chia việc")], ""),
    ("A3", "give", &[("step", "approve"), ("to", "A2")], "Đề xuất"),
    ("A3", "give", &[("step", "approve"), ("to", "A2"), PROPOSAL, OPINION], ""),
    ("A2", "accept", &[], ""),
    ("A2", "begin_step", &[("step", "verify")], ""),
    ("A2", "begin_step", &[("step", "approve")], ""),
    ("A2", "return_step", &[("step", "verify"), ("to", "A3"), ("reason", "cần sửa")], ""),
    ("A3", "accept", &[], ""),
    ("A2", "stand_in", &[("officer", "A3"), ("by", "A1"), ("until", "2018-06-20T08:00")], ""),
    ("A1", "give", &[("step", "approve"), ("to", "A2"), PROPOSAL, OPINION], ""),
    ("A2", "accept", &[], ""),
    ("A2", "approve_result", &[("result", "declined")], "lý do"),
    ("A2", "approve_result", &[("result", "declined"), ("reason", "thiếu căn cứ")], ""),
    ("A2", "draft_apology", &[("reason", "chậm"), ("unit", "A"), ("new_date", "2018-06-28")], ""),
    ("A2", "sign_apology", &[("new_date", "2018-06-28"), ("sure", "1")], "lý do"),
    ("A2", "sign_apology", &[("reason", "chậm"), ("new_date", "2018-06-28"), ("sure", "1")], ""),
    ("MC1", "send_apology", &[], "cách nào"),
    ("MC1", "send_apology", &[("way", "post")], "bưu gửi"),
    ("MC1", "send_apology", &[("way", "in_person")], ""),
    ("LD1", "set_chairman_date", &[("date", "30/06/2018"), ("decision", "QĐ 12")], "30/06/2018"),
    ("LD1", "set_chairman_date", &[("date", "29/06/2018"), ("decision", "QĐ 12")], ""),
    ("QT1", "change_calendar", &[("calendar", "office"), ("reason", "lịch")], "đang có hiệu lực"),
    ("A2", "finish", &[("sure", "1")], "Kết quả có dưới dạng"),
    ("A2", "finish", &[("form", "paper"), ("sure", "1")], "Số, ký hiệu của kết quả"),
    (
        "A2",
        "finish",
        &[("form", "file"), ("number", "12/GP"), ("sure", "1")],
        "Chưa có tệp kết quả",
    ),
    ("A2", "finish", &[("form", "paper"), ("number", "12/GP"), ("sure", "1")], ""),
    ("MC1", "decline_result", &[("reason", "thiếu con dấu")], ""),
    ("A2", "finish", &[("form", "paper"), ("number", "12/GP"), ("sure", "1")], ""),
    ("QT1", "move_to_unit", &[("unit", "B"), ("reason", "sáp nhập")], ""),
    (
        "QT1",
        "correct",
        &[("target", "3"), ("set.reason", "vắng mặt"), ("reason", "gõ nhầm"), ("sure", "1")],
        "",
    ),
];

fn filed(app: &SmallOffice, id: &str) -> String {
    let when = at("06-15 17:30");
    let intake = app::Intake {
        procedure: PROCEDURE.into(),
        channel: "online".into(),
        person: id.into(),
        ..app::Intake::default()
    };
    let filing = app.app.filing(&intake, when).unwrap();
    let stream = format!("dossier/pb/{id}");
    let mc1 = actor(app, "MC1");
    assert_eq!(mc1.role, Role::DeskOfficer);
    let command = Command::File { filing };
    let submission = Submission { stream, actor: mc1, command, at: when, key: None, sealed: None };
    app.app.execute(submission).unwrap();
    id.to_owned()
}

#[tokio::test]
async fn every_action_can_be_done_through_its_form() {
    let app = SmallOffice::new();
    let open = code(&app, OPEN);
    let mut steps: Vec<(String, Step)> = LIFE.iter().map(|step| (open.clone(), *step)).collect();
    let sure: &[(&str, &str)] = &[("reason", "trùng hồ sơ"), ("sure", "1")];
    steps.push((filed(&app, "one"), ("MC1", "guide", &[("missing", "Bản vẽ")], "")));
    steps.push((filed(&app, "two"), ("MC1", "refuse", sure, "")));
    steps.push((app.paused.clone(), ("MC1", "withdraw", sure, "")));
    for id in ["early", "late"] {
        let post = Command::Post { tracking: "EE1".into() };
        Life { app: &app.app }.desk(id, "06-15 17:30", post);
    }
    steps.push((app.early.clone(), ("MC1", "post_delivered", &[], "")));
    steps.push((app.late.clone(), ("MC1", "post_returned", &[], "chuyển hoàn")));
    steps.push((app.late.clone(), ("MC1", "post_returned", &[("reason", "absent")], "")));
    let mut browsers: BTreeMap<&str, Browser<'_>> = BTreeMap::new();
    let mut done = BTreeSet::new();
    for (code, (officer, action, fields, refusal)) in steps {
        if !browsers.contains_key(officer) {
            browsers.insert(officer, app.signed_in(officer).await);
        }
        let browser = browsers.get_mut(officer).unwrap();
        let target = fields.iter().find(|(name, _)| *name == "target");
        let target = target.map(|(_, place)| format!("?target={place}")).unwrap_or_default();
        let form = format!("/dossier/{code}/do/{action}{target}");
        let text = fill(browser, &form, fields).await;
        let expected = match refusal {
            "" => StatusCode::SEE_OTHER,
            _ => StatusCode::UNPROCESSABLE_ENTITY,
        };
        assert_eq!(text.status, expected, "{officer} {action}: {}", text.body);
        assert!(text.body.contains(refusal), "{officer} {action}: {}", text.body);
        done.insert(action);
    }
    let all = Action::ALL.iter().filter(|action| !ELSEWHERE.contains(action));
    let all: BTreeSet<&str> = all.map(|action| action.code()).collect();
    assert_eq!(done, all);
}
