//! Corrections of events and of receptions: the page shows before and after, and a new slip
//! follows.

use app::Submission;
use axum::http::StatusCode;
use dossier::{Command, Event};

use super::{OPEN, act, actor, fill, history, with_a1};
use crate::session::hidden;
use crate::small_office::{SmallOffice, at, personal};

/// A correction changes the chosen event and shows its earlier content.
#[tokio::test]
async fn a_correction_names_its_event() {
    let app = SmallOffice::new();
    let code = with_a1(&app);
    let place = history(&app, OPEN).len().to_string();
    act(
        &app,
        "A1",
        Command::Pause { reason: dossier::event::PauseReason::Agency, basis: "Luật X".into() },
    );
    let mut browser = app.signed_in("A2").await;
    let list = browser.page(&format!("/dossier/{code}/do/correct")).await;
    assert!(list.contains(&format!("target={place}")), "{list}");
    let form = format!("/dossier/{code}/do/correct?target={place}");
    assert!(browser.page(&form).await.contains("Luật X</textarea>"));
    let same = [("target", place.as_str()), ("set.basis", "Luật X"), ("reason", "gõ nhầm")];
    let text = fill(&mut browser, &form, &same).await;
    assert_eq!(text.status, StatusCode::UNPROCESSABLE_ENTITY);
    let mut fields =
        vec![("target", place.as_str()), ("set.basis", "Luật Y"), ("reason", "gõ nhầm")];
    let text = fill(&mut browser, &form, &fields).await;
    assert_eq!(text.status, StatusCode::OK, "it is read once more: {}", text.body);
    for expected in ["Luật X → Luật Y", "Không đổi: ", "gõ nhầm"] {
        assert!(text.body.contains(expected), "{expected}: {}", text.body);
    }
    fields.push(("sure", "1"));
    let text = fill(&mut browser, &form, &fields).await;
    assert_eq!(text.status, StatusCode::SEE_OTHER, "{}", text.body);
    let last = history(&app, OPEN).pop().unwrap().event;
    let Event::Corrected { set, .. } = last else { panic!("{last:?}") };
    assert_eq!(serde_json::to_string(&set).unwrap(), "{\"basis\":\"Luật Y\"}");
    // The slip does not say what a pause rests on: it is the same version as before.
    let mut desk = app.signed_in("MC1").await;
    assert!(!desk.page(&format!("/dossier/{code}/slip")).await.contains("Bản lần"));
}

/// Receives a dossier under a wrong name on that day; returns its code.
fn received_by_mistake(app: &SmallOffice, stream: &str) -> String {
    let received = at("06-15 09:00");
    let intake = app::Intake {
        procedure: crate::small_office::PROCEDURE.into(),
        channel: "counter".into(),
        ward: "P1".into(),
        person: "mistaken".into(),
        desk: "MC".into(),
        ..app::Intake::default()
    };
    let reception = app.app.reception(&intake, received).unwrap();
    let wrong = dossier::event::Person {
        name: "Nguyễn Văn Sai".into(),
        identity: "079000000001".into(),
        ..dossier::event::Person::default()
    };
    let slip = dossier::event::Slip { key: "ABC234".into(), token: "0123456789abcdef".into() };
    let sealed = dossier::Sealed {
        salt: "1".into(),
        applicant: Some(wrong),
        slip: Some(slip),
        ..dossier::Sealed::default()
    };
    let submission = Submission {
        stream: stream.into(),
        actor: actor(app, "MC1"),
        command: Command::Receive(reception),
        at: received,
        key: None,
        sealed: Some(sealed),
    };
    app.app.execute(submission).unwrap().code
}

/// The officer who entered a reception corrects it on that day: the page shows before and after,
/// and the slip is a new one.
#[tokio::test]
async fn a_reception_is_corrected_with_before_and_after() {
    const STREAM: &str = "dossier/pb/mistaken";
    let app = SmallOffice::new();
    let now = at("06-15 17:30");
    let code = received_by_mistake(&app, STREAM);
    let form = format!("/dossier/{code}/do/correct?target=0");
    let mut browser = app.signed_in("MC1").await;
    let page = browser.page(&form).await;
    assert!(page.contains("Nguyễn Văn Sai"), "{page}");
    let mut fields = [
        ("target", "0"),
        ("set.at", "2018-06-15T09:00"),
        ("set.procedure", crate::small_office::PROCEDURE),
        ("set.channel", "counter"),
        ("set.ward", "P1"),
        ("name", "Nguyễn Văn Sai"),
        ("identity", "079000000001"),
        ("phone", ""),
        ("address", ""),
        ("reason", "Ghi sai tên"),
    ];
    let same = fill(&mut browser, &form, &fields).await;
    assert_eq!(same.status, StatusCode::UNPROCESSABLE_ENTITY, "nothing was changed");
    fields[3] = ("set.channel", "post");
    fields[5] = ("name", "Nguyễn Văn Đúng");
    let shown = fill(&mut browser, &form, &fields).await;
    assert_eq!(shown.status, StatusCode::OK, "{}", shown.body);
    assert!(shown.body.contains("Nguyễn Văn Sai → Nguyễn Văn Đúng"), "{}", shown.body);
    assert!(shown.body.contains("Không đổi: "), "{}", shown.body);
    // An earlier reception moves due. A correction that would be refused is refused before the
    // confirmation.
    let mut earlier = fields;
    earlier[1] = ("set.at", "2018-06-14T15:00");
    let moved = fill(&mut browser, &form, &earlier).await;
    let due = moved.body.split("Hạn trả").nth(1).unwrap().split("</dd>").next().unwrap();
    assert!(due.contains(" → "), "{due}");
    earlier[1] = ("set.at", "2018-06-04T15:00");
    let refused = fill(&mut browser, &form, &earlier).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", refused.body);
    assert!(!refused.body.contains("name=\"sure\""), "{}", refused.body);
    let mut fields = fields.to_vec();
    fields.push(("sure", "1"));
    let done = fill(&mut browser, &form, &fields).await;
    assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.body);
    let state = crate::small_office::view(&app.app, STREAM, now).state;
    assert_eq!((state.filing.channel.as_str(), state.filing.person.as_str()), ("post", "mistaken"));
    let data = personal(&app.app, STREAM, now);
    assert_eq!(data.applicant.unwrap().name, "Nguyễn Văn Đúng");
    assert_ne!(data.slip.unwrap().key, "ABC234");
    let last = history(&app, STREAM).pop().unwrap().event;
    let Event::Corrected { set, .. } = last else { panic!("{last:?}") };
    assert_eq!(set.keys().collect::<Vec<_>>(), ["filing"]);
    // The printed slip says which version it is, and that it takes the place of the other one.
    let slip = browser.page(&format!("/dossier/{code}/slip")).await;
    let version = "Bản lần 2, lập lại sau đính chính lúc 17:30 thứ Sáu 15/06/2018, thay bản đã cấp";
    assert!(slip.contains(version), "{slip}");
}

/// A correction that moves the address out of the recorded ward warns, and accepts the confirmed
/// ward.
#[tokio::test]
async fn a_corrected_address_in_another_ward_is_confirmed() {
    const STREAM: &str = "dossier/pb/mistaken";
    let app = SmallOffice::new();
    let code = received_by_mistake(&app, STREAM);
    let form = format!("/dossier/{code}/do/correct?target=0");
    let mut browser = app.signed_in("MC1").await;
    let mut fields = vec![
        ("target", "0"),
        ("set.at", "2018-06-15T09:00"),
        ("set.procedure", crate::small_office::PROCEDURE),
        ("set.channel", "counter"),
        ("set.ward", "P1"),
        ("name", "Nguyễn Văn Sai"),
        ("identity", "079000000001"),
        ("phone", ""),
        ("address", "12 Lê Lợi, phòng P2"),
        ("reason", "Ghi thiếu địa chỉ"),
    ];
    let answer = fill(&mut browser, &form, &fields).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", answer.body);
    assert!(answer.body.contains("còn phường đã chọn là Phòng P1"), "{}", answer.body);
    assert!(answer.body.contains("name=\"ward_confirmed\" value=\"P1\""), "{}", answer.body);
    fields.push(("ward_confirmed", "P1"));
    let shown = fill(&mut browser, &form, &fields).await;
    assert_eq!(shown.status, StatusCode::OK, "{}", shown.body);
    // The confirmed ward is kept on the page that shows before and after.
    assert_eq!(hidden(&shown.body, "ward_confirmed"), "P1");
    fields.push(("sure", "1"));
    let done = fill(&mut browser, &form, &fields).await;
    assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.body);
    let data = personal(&app.app, STREAM, at("06-15 17:30"));
    assert_eq!(data.applicant.unwrap().address, "12 Lê Lợi, phòng P2");
}
