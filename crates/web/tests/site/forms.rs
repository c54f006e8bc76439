//! The order of a form's fields: for a sender without a session, reading stops at the first file,
//! so every field with text must come before it. Every page that any test loads is checked.

use axum::body::Body;
use axum::http::{Request, StatusCode};

use crate::desk::{WITH_PAPERS, open_office};
use crate::session::MULTIPART;

/// Checks that no form of a page has a field with text, hidden or not, after its first file.
pub fn text_before_files(page: &str) {
    for form in page.split("<form").skip(1) {
        let form = form.split("</form>").next().unwrap();
        let Some((_, behind)) = form.split_once("type=\"file\"") else { continue };
        for field in fields(behind) {
            assert!(field.contains("type=\"file\""), "a field behind the first file: <{field}>");
        }
    }
}

/// The tags of a form's fields, without buttons, in the order in which a browser sends them.
fn fields(form: &str) -> Vec<&str> {
    let tags = form.split('<').skip(1).filter_map(|tag| Some(tag.split_once('>')?.0));
    let is_field =
        |tag: &&str| ["input ", "select ", "textarea "].iter().any(|name| tag.starts_with(name));
    tags.filter(is_field).collect()
}

#[test]
fn a_field_behind_a_file_is_found() {
    let form = |behind: &str| {
        format!("<form><input name=\"a\"><input type=\"file\" name=\"f\">{behind}</form>")
    };
    for good in
        ["", "<input type=\"file\" name=\"g\">", "<button name=\"go\" value=\"1\">x</button>"]
    {
        text_before_files(&form(good));
    }
    text_before_files(&format!("{}<form><input name=\"b\"></form>", form("")));
    for bad in [
        "<input name=\"b\">",
        "<select name=\"b\">",
        "<textarea name=\"b\">",
        "<input type=\"hidden\" name=\"key\">",
        "<input type=\"checkbox\" name=\"b\">",
    ] {
        let page = form(bad);
        assert!(std::panic::catch_unwind(|| text_before_files(&page)).is_err(), "{bad}");
    }
}

/// The form of the reception, sent in the order of its fields with files in all of them, after the
/// session was lost: the text of every field comes back.
#[tokio::test]
async fn a_form_with_files_keeps_every_text_of_a_sender_without_a_session() {
    let app = open_office();
    let page =
        app.signed_in("MC1").await.page(&format!("/desk/receive?procedure={WITH_PAPERS}")).await;
    let form = page.split("<form class=\"desk\"").nth(1).unwrap();
    let (mut body, mut texts, mut files) = (String::new(), Vec::new(), 0);
    for field in fields(form.split("</form>").next().unwrap()) {
        let name = field.split("name=\"").nth(1).unwrap().split('"').next().unwrap();
        let part = format!("--x\r\ncontent-disposition: form-data; name=\"{name}\"");
        if field.contains("type=\"file\"") {
            files += 1;
            body.push_str(&format!("{part}; filename=\"a.pdf\"\r\n\r\n%PDF-1.7\r\n"));
        } else if name != "token" && name != "key" {
            let text = format!("chữ đã gõ {}", texts.len());
            body.push_str(&format!("{part}\r\n\r\n{text}\r\n"));
            texts.push((name.to_owned(), text));
        }
    }
    body.push_str("--x--\r\n");
    assert!(files == 3 && texts.len() > 20, "{files} files, {} texts", texts.len());
    let request = Request::post("/desk/receive")
        .header("content-type", MULTIPART)
        .body(Body::from(body))
        .unwrap();
    let answer = app.ask(request).await;
    assert_eq!(answer.status, StatusCode::UNAUTHORIZED);
    for (name, text) in texts {
        let kept = format!("name=\"carry.{name}\" value=\"{text}\"");
        assert!(answer.body.contains(&kept), "{kept}: {}", answer.body);
    }
}

const TYPED: &str = "chữ đã gõ";

/// The browser's way back from a refusal leads to the form as it was before, which offers the typed
/// input to the session that typed it, until the form is accepted or half an hour has passed.
#[tokio::test]
async fn the_way_back_from_a_refused_form_offers_what_was_typed() {
    let app = open_office();
    let key = "a".repeat(32);
    let reception = format!("/desk/receive?procedure={WITH_PAPERS}");
    for (officer, other, page, fields) in [
        (
            "MC1",
            "",
            reception.as_str(),
            vec![("procedure", WITH_PAPERS), ("act", "receive"), ("name", TYPED)],
        ),
        (
            "LD1",
            "QT1",
            "/admin/calendar",
            vec![("kind", "holiday"), ("day", TYPED), ("what", "show")],
        ),
        ("A2", "", "/leave", vec![("officer", "A1"), ("from", TYPED), ("what", "declare")]),
    ] {
        let path = page.split('?').next().unwrap();
        let offer = format!("{path}?entered=1");
        let mut browser = app.signed_in(officer).await;
        let before = browser.page(page).await;
        assert!(!before.contains("entered=1"), "{page}: nothing was sent");
        let mut all = fields.clone();
        all.push(("key", key.as_str()));
        let refused = browser.send(page, path, &all).await;
        assert!(refused.status.is_client_error(), "{page}: {} {}", refused.status, refused.body);
        assert!(refused.body.contains(TYPED) && !refused.body.contains("entered=1"), "{page}");
        let back = browser.page(page).await;
        assert!(back.contains(&offer) && !back.contains(TYPED), "{page}: {back}");
        // The page also has the form's faults, if it checks what is filled in.
        let filled = browser.get(&offer).await;
        assert!(filled.status != StatusCode::NOT_FOUND, "{page}");
        assert!(filled.body.contains(TYPED), "{page}: {}", filled.body);
        if !other.is_empty() {
            let others = app.signed_in(other).await.page(page).await;
            assert!(!others.contains("entered=1"), "{page}: of another session");
        }
    }
}

#[tokio::test]
async fn what_was_refused_is_offered_no_more_once_it_is_accepted_or_old() {
    let app = open_office();
    let mut officer = app.signed_in("A2").await;
    let page = format!("/dossier/{}/do/note", app.paused);
    let key = "a".repeat(32);
    let too_long = "x".repeat(20_000);
    for (text, offered) in [(too_long.as_str(), true), ("Ghi chú", false), (&too_long, true)] {
        let version = crate::session::hidden(&officer.page(&page).await, "version");
        let form = [("note", text), ("key", key.as_str()), ("version", version.as_str())];
        let answer = officer.send(&page, &page, &form).await;
        assert_eq!(answer.status.is_client_error(), offered, "{} {}", answer.status, answer.body);
        assert_eq!(officer.page(&page).await.contains("entered=1"), offered);
    }
    // The wait has two parts, so that the session does not end.
    app.wait(15);
    assert!(officer.page(&page).await.contains("entered=1"));
    app.wait(15);
    assert!(!officer.page(&page).await.contains("entered=1"));
}
