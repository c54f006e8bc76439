//! The order of a form's fields: reading stops at the first file of a sender without a session, so
//! every field with text stands before it. Every page that any test loads is checked.

use axum::body::Body;
use axum::http::{Request, StatusCode};

use crate::desk::{WITH_PAPERS, open_office};
use crate::session::MULTIPART;

/// No form of a page has a field with text, hidden or not, behind its first file.
pub fn text_before_files(page: &str) {
    for form in page.split("<form").skip(1) {
        let form = form.split("</form>").next().unwrap();
        let Some((_, behind)) = form.split_once("type=\"file\"") else { continue };
        for field in fields(behind) {
            assert!(field.contains("type=\"file\""), "a field behind the first file: <{field}>");
        }
    }
}

/// The tags of the fields of a form, buttons left out, in the order in which a browser sends them.
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

/// The reception's form, sent in the order of its fields with files in all of them, after the session
/// was lost: every text comes back.
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
    assert!(files == 2 && texts.len() > 20, "{files} files, {} texts", texts.len());
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
