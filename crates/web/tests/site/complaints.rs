//! A complaint is made by the slip, by the QR code or from the citizen's own page, or recorded by
//! the desk; the head answers it, the officer complained of cannot, and the citizen reads the
//! answer.

use app::Inquiry;
use axum::http::StatusCode;
use dossier::event::Slip;

use crate::session::{Browser, hidden};
use crate::small_office::{Description, SmallOffice, slip};

const STREAM: &str = "dossier/pb/late";

/// Has the desk issue a slip for the late dossier.
async fn renew_slip(app: &SmallOffice, desk: &mut Browser<'_>) -> Slip {
    let page = format!("/dossier/{}/slip", app.late);
    let form = [("what", "renew"), ("key", "k"), ("register", "")];
    desk.send(&page, &format!("{page}/renew"), &form).await.to();
    slip(&app.app, STREAM, app.now()).unwrap()
}

/// Sends the form of a page.
async fn send_form(
    visitor: &mut Browser<'_>,
    path: &str,
    page: &str,
    typed: &[(&str, &str)],
) -> Description {
    let [token, key] = ["token", "key"].map(|name| hidden(page, name));
    let mut fields = vec![("token", token.as_str()), ("key", key.as_str())];
    fields.extend(typed);
    visitor.post(path, &fields).await
}

const COMPLAINT: [(&str, &str); 2] = [("theme", "late"), ("text", "Canary chậm quá")];

#[tokio::test]
async fn a_complaint_by_the_qr_code_is_answered_by_the_head_and_read_by_the_citizen() {
    let app = SmallOffice::new();
    let slip = renew_slip(&app, &mut app.signed_in("MC1").await).await;
    let (by_qr, complain) = (format!("/t/{}", slip.token), format!("/t/{}/complain", slip.token));
    let mut holder = app.browser();
    assert!(holder.page(&by_qr).await.contains(&format!("href=\"{complain}\"")));
    let form = holder.get(&complain).await;
    assert_eq!(form.headers["referrer-policy"], "no-referrer");
    assert!(!form.body.contains("Nguyễn A1"), "the citizen picks by unit and step");
    let empty = send_form(&mut holder, &complain, &form.body, &[("theme", "late")]).await;
    assert_eq!(empty.status, StatusCode::UNPROCESSABLE_ENTITY);
    let made = send_form(&mut holder, &complain, &form.body, &COMPLAINT).await;
    assert!(holder.follow(&made).await.contains("Đã ghi nhận phản ánh"));
    let form = holder.get(&complain).await;
    let twice = send_form(&mut holder, &complain, &form.body, &COMPLAINT).await;
    assert_eq!(twice.status, StatusCode::CONFLICT);
    assert!(twice.body.contains("đang chờ trả lời"));
    let waits = holder.page(&by_qr).await;
    assert!(waits.contains("trả lời chậm nhất") && waits.contains("Canary chậm quá"));

    // Those who oversee see the number by theme; a single complaint is not public.
    let table = "/satisfaction?from=2018-06-01&to=2018-06-15";
    for reader in [None, Some("B1")] {
        let page = match reader {
            None => app.page("/satisfaction").await,
            Some(officer) => app.signed_in(officer).await.page(table).await,
        };
        assert!(!page.contains("Chậm giải quyết"), "{reader:?}");
    }

    let one = format!("/complaints/{}/1", app.late);
    for officer in ["A1", "PW1", "B2"] {
        let seen = app.signed_in(officer).await.get(&one).await;
        assert!(!seen.status.is_success(), "{officer}");
    }
    let mut inspector = app.signed_in("KS1").await;
    assert!(inspector.page(table).await.contains("Chậm giải quyết, trễ hẹn"));
    let seen = inspector.page(&one).await;
    assert!(seen.contains("Canary") && !seen.contains("name=\"finding\""));
    let mut head = app.signed_in("A2").await;
    assert!(head.page("/complaints?state=open").await.contains(&format!("href=\"{one}\"")));
    assert!(!head.page("/complaints?state=overdue").await.contains(&app.late));
    let form = head.page(&one).await;
    let answer = [("act", "answer"), ("finding", "justified")];
    let empty = send_form(&mut head, &one, &form, &answer).await;
    assert_eq!(empty.status, StatusCode::UNPROCESSABLE_ENTITY);
    let answer = [answer[0], answer[1], ("answer", "Xin lỗi ông/bà, Canary-2")];
    let answered = send_form(&mut head, &one, &form, &answer).await;
    assert!(head.follow(&answered).await.contains("người dân được báo"));
    let second = app.signed_in("LD1").await.get(&one).await;
    assert!(!second.body.contains("name=\"finding\""), "answered once");

    let read = holder.page(&by_qr).await;
    assert!(read.contains("Canary-2") && read.contains("Phản ánh đúng"));
    let track = [("code", app.late.as_str()), ("slip_key", slip.key.as_str())];
    let by_key = app.browser().send("/track", "/track", &track).await.body;
    assert!(by_key.contains("Phản ánh đúng") && !by_key.contains("Canary"), "no text by the key");
    let findings = Inquiry::peek(app.folder.path(), app::doctor).unwrap().findings;
    assert_eq!(findings, []);
}

#[tokio::test]
async fn the_desk_records_a_complaint_about_the_head_for_a_leader_to_answer() {
    let app = SmallOffice::new();
    let mut desk = app.signed_in("MC1").await;
    let slip = renew_slip(&app, &mut desk).await;
    let record = format!("/dossier/{}/complain", app.late);
    assert!(desk.page(&format!("/dossier/{}", app.late)).await.contains(&record));
    let form = desk.page(&record).await;
    assert!(form.contains("Nguyễn A2"), "the desk picks by name");
    let place = form.split("Nguyễn A2").next().unwrap().rsplit("value=\"").next().unwrap();
    let place = place.split('"').next().unwrap();
    let typed = [("theme", "conduct"), ("against", place), ("text", "Canary")];
    let recorded = send_form(&mut desk, &record, &form, &typed).await;
    assert!(desk.follow(&recorded).await.contains("Đã ghi nhận phản ánh"));
    let one = format!("/complaints/{}/1", app.late);
    assert_eq!(app.signed_in("A2").await.get(&one).await.status, StatusCode::NOT_FOUND);
    let mut leader = app.signed_in("LD1").await;
    let form = leader.page(&one).await;
    let moves = [("act", "move"), ("unit", "A"), ("reason", "x")];
    let refused = send_form(&mut leader, &one, &form, &moves).await;
    assert_eq!(refused.status, StatusCode::CONFLICT);
    assert!(refused.body.contains("không có người đứng đầu được phép trả lời"));
    let moves = [("act", "move"), ("unit", "B"), ("reason", "Khách quan")];
    send_form(&mut leader, &one, &form, &moves).await.to();
    assert!(app.signed_in("B2").await.page(&one).await.contains("name=\"finding\""));
    // An officer who has the slip cannot send a complaint.
    let mut officer = app.signed_in("A1").await;
    let by_slip = [("code", app.late.as_str()), ("slip_key", slip.key.as_str())];
    let refused = officer.send("/complain", "/complain", &by_slip).await;
    assert_eq!(refused.status, StatusCode::CONFLICT);
}

#[tokio::test]
async fn overdue_complaints_are_named_to_the_citizen_and_in_the_list() {
    let app = SmallOffice::new();
    let slip = renew_slip(&app, &mut app.signed_in("MC1").await).await;
    let mut holder = app.browser();
    let complain = format!("/t/{}/complain", slip.token);
    let form = holder.page(&complain).await;
    send_form(&mut holder, &complain, &form, &COMPLAINT).await.to();
    app.move_to("07-10 08:00");
    let page = holder.page(&format!("/t/{}", slip.token)).await;
    assert!(page.contains("đã quá hạn trả lời"), "{page}");
    let mut head = app.signed_in("A2").await;
    assert!(head.page("/complaints?state=overdue").await.contains(&app.late));
    assert!(!head.page("/complaints?state=overdue&theme=fees").await.contains(&app.late));
}
