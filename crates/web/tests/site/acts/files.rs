//! Files and sheets of a dossier: downloaded, added with a supplement, kept through a sign-in.

use axum::http::StatusCode;
use dossier::{Command, Event};

use super::{OPEN, act, history, with_a1};
use crate::session::{MULTIPART, hidden, multipart};
use crate::small_office::{PASSWORD, SECRET, SmallOffice, at, personal, reads};

/// A file is served for download, cannot act in a browser, and its showing is on record.
#[tokio::test]
async fn a_file_is_handed_out_as_a_file() {
    let app = SmallOffice::new();
    let code = with_a1(&app);
    let file = app::NewFile {
        id: "f1".into(),
        component: String::new(),
        name: "Bản vẽ.pdf".into(),
        media_type: "application/pdf",
        content: b"%PDF-1.4".to_vec(),
    };
    app.app.attach(OPEN, vec![file], "MC1", at("06-15 17:30")).unwrap();
    let mut browser = app.signed_in("A1").await;
    assert!(browser.page(&format!("/dossier/{code}")).await.contains("files/f1\">Bản vẽ.pdf"));
    let text = browser.get(&format!("/dossier/{code}/files/f1")).await;
    let header = |name: &str| text.headers[name].to_str().unwrap().to_owned();
    assert_eq!(text.body, "%PDF-1.4");
    assert!(header("content-disposition").starts_with("attachment; filename=\"B_n_v_.pdf\""));
    assert!(header("content-security-policy").ends_with("sandbox"));
    assert_eq!(header("x-content-type-options"), "nosniff");
    assert!(reads(&app.app, OPEN).iter().any(|read| read.detail == "file"));
    for id in ["QT1", "B1"] {
        let text = app.signed_in(id).await.get(&format!("/dossier/{code}/files/f1")).await;
        assert_ne!(text.status, StatusCode::OK, "{id}");
    }
}

/// The control sheet has a row for each hand-over, with the giver and the receiver.
#[tokio::test]
async fn the_control_sheet_has_a_row_a_hand_over() {
    let app = SmallOffice::new();
    let code = with_a1(&app);
    let step = "approve".to_owned();
    act(
        &app,
        "A1",
        Command::Give { to: "A2".into(), unit: "A".into(), step, proposes_decline: None },
    );
    let page = app.signed_in("A1").await.page(&format!("/dossier/{code}/sheet")).await;
    let rows: Vec<&str> = page.split("<tr>").skip(2).collect();
    assert_eq!(rows.len(), 3, "{page}");
    for (row, words) in rows.iter().zip([
        ["Người nộp hồ sơ", "Nguyễn MC1", "Nhận 08:00"],
        ["Nguyễn MC1", "Nguyễn A1", "Nhận 17:30"],
        ["Nguyễn A1", "Nguyễn A2", "Chưa nhận"],
    ]) {
        assert!(words.iter().all(|word| row.contains(word)), "{words:?} {row}");
    }
    assert!(rows[2].contains("Trước hạn"), "{}", rows[2]);
}

/// The session ends while a form is filled in: the input is there after the next sign-in, and is
/// recorded once.
#[tokio::test]
async fn a_session_that_ends_in_the_middle_loses_nothing() {
    let app = SmallOffice::new();
    let code = with_a1(&app);
    let mut browser = app.signed_in("A1").await;
    let form = format!("/dossier/{code}/do/pause");
    let page = browser.page(&form).await;
    let [token, key, version] = ["token", "key", "version"].map(|name| hidden(&page, name));
    app.wait(31);
    let fields = [
        ("token", token.as_str()),
        ("key", &key),
        ("version", &version),
        ("reason", "agency"),
        ("basis", "Luật Đất đai"),
    ];
    let text = browser.post(&form, &fields).await;
    assert_eq!(text.status, StatusCode::UNAUTHORIZED);
    let mut again =
        vec![("login".to_owned(), "A1".to_owned()), ("password".into(), PASSWORD.into())];
    let now = (at("06-15 17:30").0 + 31 * 60_000) as u64 / 1000;
    again.push(("code".into(), credentials::totp::code(SECRET, now).unwrap()));
    let form_replay =
        ["carry_to", "carry_seal", "carry.key", "carry.version", "carry.reason", "carry.basis"];
    for name in form_replay.into_iter().chain(["token"]) {
        again.push((name.to_owned(), hidden(&text.body, name)));
    }
    let again: Vec<(&str, &str)> = again.iter().map(|(n, v)| (n.as_str(), v.as_str())).collect();
    let text = browser.post("/sign-in", &again).await;
    assert_eq!(text.status, StatusCode::OK, "{}", text.body);
    let main = &text.body[text.body.find("<main").unwrap()..];
    assert!(main.contains("Đã đăng nhập lại") && main.contains("Luật Đất đai"), "{main}");
    assert!(main.contains("value=\"agency\" checked"), "{main}");
    assert!(!main.contains(&format!("<li>{key}")), "no hidden field is listed: {main}");
    let [token, key, version] = ["token", "key", "version"].map(|name| hidden(main, name));
    let fields = [
        ("token", token.as_str()),
        ("key", &key),
        ("version", &version),
        ("reason", "agency"),
        ("basis", "Luật Đất đai"),
    ];
    for _ in 0..2 {
        let text = browser.post(&form, &fields).await;
        assert_eq!(text.status, StatusCode::SEE_OTHER, "{}", text.body);
    }
    let history = history(&app, OPEN);
    let pauses = history.iter().filter(|recorded| matches!(recorded.event, Event::Paused { .. }));
    assert_eq!(pauses.count(), 1);
}

/// Scans are recorded with their supplement; a scan that is refused stops the form, and the other
/// scans are kept.
#[tokio::test]
async fn a_supplement_brings_its_scans() {
    let app = SmallOffice::new();
    let code = with_a1(&app);
    let items = vec!["Bản vẽ".to_owned()];
    act(&app, "A1", Command::AskSupplement { items, approved_by: None });
    let mut browser = app.signed_in("MC1").await;
    let form = format!("/dossier/{code}/do/supply");
    let page = browser.page(&form).await;
    assert!(page.contains("enctype=\"multipart/form-data\""));
    let [token, key, version] = ["token", "key", "version"].map(|name| hidden(&page, name));
    let fields = [("token", token.as_str()), ("key", &key), ("version", &version), ("came-1", "1")];
    let pdf = b"%PDF-1.4\n1 0 obj\n<< /Type /Catalog >>\nendobj\ntrailer\nstartxref\n9\n%%EOF\n";
    let line = browser.line();
    let post = |files: &[(&str, &str, &[u8])]| {
        axum::http::Request::post(&form)
            .header("cookie", &line)
            .header("content-type", MULTIPART)
            .body(axum::body::Body::from(multipart(&fields, files)))
            .unwrap()
    };
    let text = browser.ask(post(&[("files", "bản vẽ.pdf", pdf), ("files", "x.exe", b"MZ")])).await;
    assert_eq!(text.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", text.body);
    assert!(
        text.body.contains("Đã giữ: bản vẽ.pdf") && text.body.contains("x.exe"),
        "{}",
        text.body
    );
    let text = browser.ask(post(&[])).await;
    assert_eq!(text.status, StatusCode::SEE_OTHER, "{}", text.body);
    let files = personal(&app.app, OPEN, app.now()).files;
    assert_eq!(files.iter().map(|file| file.name.as_str()).collect::<Vec<_>>(), ["bản vẽ.pdf"]);
    assert_eq!(
        history(&app, OPEN).pop().unwrap().event,
        Event::Supplied { items: vec!["Bản vẽ".into()] }
    );
}
