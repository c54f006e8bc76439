//! Officers see what they sign, approve or finish; a completed task leaves its list.

use axum::body::Body;
use axum::http::{Request, StatusCode};
use dossier::event::PauseReason;
use dossier::{Command, Event};

use super::{OPEN, act, code, fill, history, with_a1};
use crate::session::{MULTIPART, hidden, multipart};
use crate::small_office::{Life, SmallOffice, at, personal, reads};

/// Has the program draft letters: of two late dossiers, and of one that is then suspended.
fn drafted(life: &Life<'_>) {
    for (id, day) in [("d1", "06-04 09:00"), ("d2", "06-05 09:00"), ("d3", "06-06 09:00")] {
        life.receive(id, day);
        let (reason, unit) = ("unfinished:verify".into(), "A".into());
        life.desk(id, "06-07 08:00", Command::DraftApology { reason, unit, new_date: None });
    }
    let pause = Command::Pause { reason: PauseReason::Agency, basis: "Luật".into() };
    life.desk("d3", "06-08 08:00", pause);
}

#[tokio::test]
async fn several_letters_are_signed_at_once_each_shown_whole() {
    let app = SmallOffice::with_more(drafted);
    let [d1, d2, d3] = ["d1", "d2", "d3"].map(|id| code(&app, &format!("dossier/pb/{id}")));
    let mut head = app.signed_in("A2").await;
    let list = head.page("/head/list?what=sign").await;
    assert!(list.contains(&d1) && list.contains(&d2), "{list}");
    assert!(!list.contains(&d3), "a draft of a suspended dossier: {list}");
    assert!(list.find(&d1) < list.find(&d2), "the longest late first");
    let before = reads(&app.app, "dossier/pb/d1").len();
    let page = head.page("/head/letters").await;
    assert_eq!(page.matches("Phiếu xin lỗi và hẹn lại ngày trả kết quả").count(), 2, "{page}");
    assert_eq!(page.matches("Kính gửi: Ông/bà Nguyễn Thị Bí Mật").count(), 2, "{page}");
    assert!(page.contains("Nguyễn A2") && page.contains("hẹn lại ngày trả kết quả:"), "{page}");
    assert_eq!(reads(&app.app, "dossier/pb/d1").len(), before + 1, "the names were shown");
    let versions: Vec<&str> = page
        .split("name=\"shown\" value=\"")
        .skip(1)
        .filter_map(|rest| rest.split('"').next())
        .collect();
    assert_eq!(versions.len(), 2);
    let text = fill_letters(&mut head, &page, &[("pick", "")]).await;
    assert_eq!(text.status, StatusCode::UNPROCESSABLE_ENTITY, "none is ticked");
    let shown = [("act", "tick_all"), ("shown", versions[0]), ("shown", versions[1])];
    let text = fill_letters(&mut head, &page, &shown).await;
    assert_eq!(text.status, StatusCode::OK);
    assert_eq!(
        text.body.matches(" checked> <label for=\"p").count(),
        2,
        "all are seen to be ticked"
    );
    let [first, second] = [&d1, &d2].map(|code| (format!("reason.{code}"), format!("date.{code}")));
    let fields = [
        ("pick", versions[0]),
        ("pick", versions[1]),
        (&first.0, "Kho lưu trữ tìm chậm"),
        (&first.1, "2018-06-20"),
        (&second.0, "Thiếu bản vẽ hiện trạng"),
        (&second.1, "2018-06-21"),
    ];
    let text = fill_letters(&mut head, &page, &fields).await;
    let page = head.follow(&text).await;
    assert!(page.contains("Đã ký 2 văn bản"), "{page}");
    for (id, reason) in [("d1", "Kho lưu trữ tìm chậm"), ("d2", "Thiếu bản vẽ hiện trạng")]
    {
        let stream = format!("dossier/pb/{id}");
        let state = crate::small_office::view(&app.app, &stream, at("06-15 17:30")).state;
        let letter = state.letters.last().unwrap();
        assert_eq!(letter.reason, reason);
        assert_eq!(letter.signed.as_ref().unwrap().1, "A2");
    }
    // The printed sheet has the same words.
    let sheet = head.page(&format!("/dossier/{d1}/letter")).await;
    assert!(sheet.contains("Lý do: Kho lưu trữ tìm chậm.") && sheet.contains("20/06/2018"));
}

async fn fill_letters(
    head: &mut crate::session::Browser<'_>,
    page: &str,
    fields: &[(&str, &str)],
) -> crate::small_office::Description {
    let form = &page[page.find("id=\"letters\"").unwrap()..];
    let (token, key) = (hidden(form, "token"), hidden(form, "key"));
    let mut all = vec![("token", token.as_str()), ("key", &key)];
    all.extend(fields.iter().filter(|(_, value)| !value.is_empty()));
    head.post("/head/letters", &all).await
}

#[tokio::test]
async fn the_programs_sentence_is_confirmed_or_rewritten_never_signed_by_itself() {
    let app = SmallOffice::with_more(drafted);
    let code = code(&app, "dossier/pb/d1");
    let mut head = app.signed_in("A2").await;
    let form = format!("/dossier/{code}/do/sign_apology");
    let page = head.page(&form).await;
    assert!(page.contains("Lý do hệ thống ghi"), "{page}");
    assert!(page.contains("name=\"reason\"") && page.contains("></textarea>"), "{page}");
    let date = ("new_date", "2018-06-20");
    let silent = fill(&mut head, &form, &[date, ("sure", "1")]).await;
    assert_eq!(silent.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", silent.body);
    let signed = fill(&mut head, &form, &[date, ("confirmed", "1"), ("sure", "1")]).await;
    assert_eq!(signed.status, StatusCode::SEE_OTHER, "{}", signed.body);
    let history = history(&app, "dossier/pb/d1");
    let signed = |event: &Event| matches!(event, Event::ApologySigned { confirmed: true, .. });
    assert!(history.iter().any(|recorded| signed(&recorded.event)));
    // A draft that another draft replaced is not listed as an unsent letter.
    let sent =
        fill(&mut head, &format!("/dossier/{code}/do/send_apology"), &[("way", "in_person")]).await;
    assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.body);
    assert!(!head.page(&format!("/dossier/{code}")).await.contains("chưa gửi"));
}

#[tokio::test]
async fn a_letter_is_read_whole_with_the_reason_that_is_signed() {
    let app = SmallOffice::with_more(drafted);
    let code = code(&app, "dossier/pb/d1");
    let mut head = app.signed_in("A2").await;
    let form = format!("/dossier/{code}/do/sign_apology");
    let page = head.page(&form).await;
    assert!(page.contains("Kính gửi: Ông/bà Nguyễn Thị Bí Mật"), "{page}");
    assert!(page.contains("Lý do: ") && page.contains(&code), "{page}");
    let fields = [("reason", "Kho lưu trữ tìm chậm"), ("new_date", "2018-06-20")];
    let sure = fill(&mut head, &form, &fields).await;
    assert_eq!(sure.status, StatusCode::OK, "it is shown once more before it is signed");
    let letter = sure.body.split("letter slip").nth(1).unwrap();
    assert!(letter.contains("Lý do: Kho lưu trữ tìm chậm."), "{letter}");
    assert!(letter.contains("thứ Tư 20/06/2018"), "{letter}");
    assert!(
        history(&app, "dossier/pb/d1")
            .iter()
            .all(|r| !matches!(r.event, Event::ApologySigned { .. }))
    );
}

#[tokio::test]
async fn a_result_is_approved_in_sight_of_its_papers_and_leaves_the_list() {
    let app = SmallOffice::new();
    let code = with_a1(&app);
    let step = "approve".to_owned();
    act(
        &app,
        "A1",
        Command::Give { to: "A2".into(), unit: "A".into(), step, proposes_decline: None },
    );
    act(&app, "A2", Command::Accept);
    let mut head = app.signed_in("A2").await;
    let waiting = |page: String| page.contains(&format!("/dossier/{code}/do/approve_result"));
    assert!(waiting(head.page("/head").await));
    let form = format!("/dossier/{code}/do/approve_result");
    let page = head.page(&form).await;
    assert!(page.contains("Nguyễn A1, Phòng A (Thẩm định)"), "{page}");
    assert!(page.contains("Hồ sơ được chuyển đến mà không ghi đề xuất"), "{page}");
    assert!(page.contains("Không có tệp dự thảo"), "{page}");
    assert!(page.contains("Nguyễn Thị Bí Mật"), "{page}");
    let text = fill(&mut head, &form, &[("result", "granted")]).await;
    assert_eq!(text.status, StatusCode::SEE_OTHER, "{}", text.body);
    assert!(!waiting(head.page("/head").await), "what is approved waits no more");
    let form = format!("/dossier/{code}/do/finish");
    let page = head.page(&form).await;
    assert!(page.contains("Thời hạn giải quyết dừng tính ngay khi ghi"), "{page}");
    assert!(page.contains("Chấp thuận: Nguyễn A2"), "{page}");
    let fields = [("form", "paper"), ("number", "12/GP"), ("sure", "1")];
    let text = fill(&mut head, &form, &fields).await;
    assert_eq!(text.status, StatusCode::SEE_OTHER, "{}", text.body);
    let result = personal(&app.app, OPEN, at("06-15 17:30")).result.unwrap();
    assert_eq!((result.number.as_str(), result.paper), ("12/GP", true));
}

/// A form with the draft of a result.
fn with_draft(form: &str, cookies: &str, fields: &[(&str, &str)]) -> Request<Body> {
    let pdf = b"%PDF-1.4\n1 0 obj\n<< /Type /Catalog >>\nendobj\ntrailer\nstartxref\n9\n%%EOF\n";
    let body = multipart(fields, &[("files", "du-thao.pdf", pdf)]);
    let request = Request::post(form).header("cookie", cookies).header("content-type", MULTIPART);
    request.body(Body::from(body)).unwrap()
}

/// The appraiser proposes; the head sees the proposal and decides, with a reason where the decision
/// differs.
#[tokio::test]
async fn a_result_is_approved_in_sight_of_the_proposal_the_opinion_and_the_draft() {
    let app = SmallOffice::new();
    let code = with_a1(&app);
    let mut appraiser = app.signed_in("A1").await;
    let form = format!("/dossier/{code}/do/give");
    let page = appraiser.page(&form).await;
    assert!(page.contains("Bước tiếp theo là bước phê duyệt"), "{page}");
    let to_head = [("step", "approve"), ("to", "A2")];
    let text = fill(&mut appraiser, &form, &to_head).await;
    assert_eq!(text.status, StatusCode::UNPROCESSABLE_ENTITY);
    for field in ["proposal", "opinion"] {
        assert!(text.body.contains(&format!("id=\"{field}-fault\"")), "{field}: {}", text.body);
    }
    // A step before the approval needs no proposal, and keeps the typed input.
    let desk = [("step", "desk"), ("to", ""), ("opinion", "Bà Bí Mật")];
    let text = fill(&mut appraiser, &form, &desk).await;
    assert!(text.body.contains("Bà Bí Mật</textarea>"), "{}", text.body);
    assert!(!text.body.contains("opinion-fault"), "{}", text.body);
    let [token, version, key] = ["token", "version", "key"].map(|name| hidden(&page, name));
    let fields = [
        ("token", token.as_str()),
        ("key", &key),
        ("version", &version),
        ("step", "approve"),
        ("to", "A2"),
        ("proposal", "declined"),
        ("opinion", "Đất của bà Bí Mật đang tranh chấp"),
    ];
    let post = with_draft(&form, &appraiser.line(), &fields);
    let text = appraiser.ask(post).await;
    assert_eq!(text.status, StatusCode::SEE_OTHER, "{}", text.body);
    let given = history(&app, OPEN).pop().unwrap();
    assert!(
        matches!(given.event, Event::Given { proposes_decline: Some(true), .. }),
        "{:?}",
        given.event
    );
    act(&app, "A2", Command::Accept);
    let mut head = app.signed_in("A2").await;
    let list = head.page("/head").await;
    assert!(list.contains("Không chấp thuận: Nguyễn A1"), "{list}");
    let form = format!("/dossier/{code}/do/approve_result");
    let page = head.page(&form).await;
    for expected in [
        "Không chấp thuận: Nguyễn A1",
        "Đất của bà Bí Mật đang tranh chấp",
        "du-thao.pdf",
        "value=\"declined\" checked",
    ] {
        assert!(page.contains(expected), "{expected}: {page}");
    }
    let text = fill(&mut head, &form, &[("result", "granted")]).await;
    assert_eq!(text.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", text.body);
    assert!(text.body.contains("id=\"reason-fault\""), "{}", text.body);
    let decided = [("result", "granted"), ("reason", "Tranh chấp đã giải quyết xong")];
    let text = fill(&mut head, &form, &decided).await;
    assert_eq!(text.status, StatusCode::SEE_OTHER, "{}", text.body);
    let page = head.page(&format!("/dossier/{code}/do/finish")).await;
    for expected in ["Chấp thuận: Nguyễn A2", "Tranh chấp đã giải quyết xong", "du-thao.pdf"]
    {
        assert!(page.contains(expected), "{expected}: {page}");
    }
    let page = head.page(&format!("/dossier/{code}")).await;
    for expected in ["Đề xuất: không chấp thuận", "Quyết định khác đề xuất"] {
        assert!(page.contains(expected), "{expected}: {page}");
    }
}
