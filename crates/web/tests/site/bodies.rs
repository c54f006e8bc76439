//! The part of a posted body that is read: session and right are checked first, the server checks
//! the limits of text and fields, and files of a sender without the right are not read.

use axum::body::Body;
use axum::http::{Request, StatusCode};

use crate::session::hidden;
use crate::small_office::SmallOffice;

/// A form whose file is cut off in the middle: a reader that reads that far finds a malformed form.
const CUT_OFF: &str = "--x\r\ncontent-disposition: form-data; name=\"name\"\r\n\r\nTên đã gõ\r\n\
    --x\r\ncontent-disposition: form-data; name=\"file.a\"; filename=\"a.pdf\"\r\n\r\n%PDF-1.7";

fn with_files(address: &str, cookies: String, body: impl Into<Body>) -> Request<Body> {
    Request::post(address)
        .header("cookie", cookies)
        .header("content-type", "multipart/form-data; boundary=x")
        .body(body.into())
        .unwrap()
}

#[tokio::test]
async fn files_are_read_of_those_only_who_may_send_them() {
    let app = SmallOffice::new();
    let mut desk = app.signed_in("MC1").await;
    let mut specialist = app.signed_in("A1").await;
    for (address, cookies, expected) in [
        ("/desk/receive", desk.line(), StatusCode::BAD_REQUEST),
        ("/desk/receive", specialist.line(), StatusCode::FORBIDDEN),
        ("/desk/receive", String::new(), StatusCode::UNAUTHORIZED),
        ("/my/dossiers/x/supply", String::new(), StatusCode::UNAUTHORIZED),
        // The right is also checked first for a route without files.
        ("/work", String::new(), StatusCode::UNAUTHORIZED),
        ("/work", specialist.line(), StatusCode::BAD_REQUEST),
    ] {
        let answer = app.ask(with_files(address, cookies, CUT_OFF)).await;
        assert_eq!(answer.status, expected, "{address}: {}", answer.body);
        let read = expected == StatusCode::UNAUTHORIZED
            || (address, expected) == ("/desk/receive", StatusCode::BAD_REQUEST);
        assert_eq!(answer.body.contains("Tên đã gõ"), read, "{address}: {}", answer.body);
    }
    assert_eq!(desk.get("/desk/receive").await.status, StatusCode::OK);
    assert_eq!(specialist.get("/work").await.status, StatusCode::OK);
}

/// A part that cannot be read, such as a file with a NUL in its name: the form is shown again with
/// the fields before it, and the notice names the file.
#[tokio::test]
async fn a_file_with_an_unreadable_name_leaves_the_form_as_it_was() {
    let app = SmallOffice::new();
    let mut desk = app.signed_in("MC1").await;
    let page = desk.page("/desk/receive?procedure=1.000001").await;
    let fields = [
        ("token", hidden(&page, "token")),
        ("key", hidden(&page, "key")),
        ("procedure", "1.000001".to_owned()),
        ("name", "Tên đã gõ".to_owned()),
    ];
    let part = |(name, value): &(&str, String)| {
        format!("--x\r\ncontent-disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n")
    };
    let fields: String = fields.iter().map(part).collect();
    for name in ["a\0b.pdf", "a\u{7f}.pdf"] {
        let file = format!(
            "--x\r\ncontent-disposition: form-data; name=\"file.a\"; filename=\"{name}\"\r\n\r\n\
             %PDF-1.7\r\n--x--\r\n"
        );
        let request = with_files("/desk/receive", desk.line(), format!("{fields}{file}"));
        let answer = app.ask(request).await;
        assert_eq!(answer.status, StatusCode::BAD_REQUEST, "{name:?}");
        for kept in ["value=\"Tên đã gõ\"", "tên của một tệp", "hãy chọn lại tệp"]
        {
            assert!(answer.body.contains(kept), "{name:?}: {kept}: {}", answer.body);
        }
    }
}

#[tokio::test]
async fn text_and_fields_have_limits_in_every_form() {
    let app = SmallOffice::new();
    let mut desk = app.signed_in("MC1").await;
    let token = hidden(&desk.page("/desk/receive?procedure=1.000001").await, "token");
    let part = |name: &str, value: &str| {
        format!("--x\r\ncontent-disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n")
    };
    let whole = |parts: String| format!("{parts}{}--x--\r\n", part("token", &token));
    let long = "x".repeat(16 * 1024);
    for (what, parts, taken) in [
        ("text within the limit", part("note", &long), true),
        ("text over the limit, together", part("note", &long).repeat(4), false),
        ("names over the limit", part(&long, "").repeat(4), false),
        ("499 fields and the token", part("a", "").repeat(499), true),
        ("500 fields and the token", part("a", "").repeat(500), false),
    ] {
        let answer = app.ask(with_files("/desk/receive", desk.line(), whole(parts))).await;
        let refused = answer.status == StatusCode::PAYLOAD_TOO_LARGE;
        assert_eq!(refused, !taken, "{what}: {} {:.300}", answer.status, answer.body);
    }
    let fields: Vec<(String, String)> = (0..501).map(|n| (format!("f{n}"), "1".into())).collect();
    let fields: Vec<(&str, &str)> = fields.iter().map(|(n, v)| (n.as_str(), v.as_str())).collect();
    let answer = desk.post("/head/reassign", &fields).await;
    assert_eq!(answer.status, StatusCode::FORBIDDEN, "the right is asked first");
    let answer = app.browser().post("/sign-in", &fields).await;
    assert_eq!(answer.status, StatusCode::PAYLOAD_TOO_LARGE, "none is dropped in silence");
}

/// A form with too much text is shown again with the typed input, up to the limit.
#[tokio::test]
async fn a_form_with_too_much_text_keeps_what_was_typed() {
    let app = SmallOffice::new();
    let mut desk = app.signed_in("MC1").await;
    let page = desk.page("/desk/receive?procedure=1.000001").await;
    let long = "ế".repeat(64 * 1024);
    let fields = [
        ("token", hidden(&page, "token")),
        ("key", hidden(&page, "key")),
        ("procedure", "1.000001".to_owned()),
        ("name", "Tên đã gõ".to_owned()),
        ("note", long),
    ];
    let fields: Vec<(&str, &str)> = fields.iter().map(|(n, v)| (*n, v.as_str())).collect();
    let answer = desk.post("/desk/receive", &fields).await;
    assert_eq!(answer.status, StatusCode::PAYLOAD_TOO_LARGE, "{:.300}", answer.body);
    for kept in ["Tên đã gõ", &"ế".repeat(20_000), "nhiều nhất 64 kB", "trừ phần chữ vượt mức"]
    {
        assert!(answer.body.contains(kept), "{kept:.40}: {:.3000}", answer.body);
    }
    // Without a session the part of the form within the limit is not kept for the time after the
    // sign-in.
    let answer = app.browser().post("/desk/receive", &fields).await;
    assert_eq!(answer.status, StatusCode::PAYLOAD_TOO_LARGE, "{:.300}", answer.body);
}

/// A form of the largest size that is kept through a sign-in is not refused for the fields that are
/// added.
#[tokio::test]
async fn the_largest_form_can_be_carried() {
    let app = SmallOffice::new();
    let typed = "ế".repeat(21 * 1024);
    let answer = app.browser().post("/account", &[("what", &typed)]).await;
    assert_eq!(answer.status, StatusCode::UNAUTHORIZED);
    let carried = [("carry_to", "/account"), ("carry.what", &typed), ("login", "x")];
    let answer = app.browser().send("/sign-in", "/sign-in", &carried).await;
    assert_ne!(answer.status, StatusCode::PAYLOAD_TOO_LARGE);
    assert!(answer.body.contains(&typed), "the form is kept over a failed sign-in");
}

/// A key is bound to its content: a form whose files must be chosen again gets another key.
#[tokio::test]
async fn a_form_without_its_files_gets_another_key() {
    let app = SmallOffice::new();
    let key = "--x\r\ncontent-disposition: form-data; name=\"key\"\r\n\r\nfirst-key\r\n";
    let answer =
        app.ask(with_files("/desk/receive", String::new(), format!("{key}{CUT_OFF}"))).await;
    let carried = hidden(&answer.body, "carry.key");
    assert!(!carried.is_empty() && carried != "first-key");
}

/// Files that are together too large are named at their field, and the text of every field comes
/// back, before and after the files, in each form with files.
#[tokio::test]
async fn files_too_large_together_keep_the_form() {
    let app = SmallOffice::new();
    let mut desk = app.signed_in("MC1").await;
    let page = "/desk/receive?procedure=1.000001";
    let (token, key) = {
        let page = desk.page(page).await;
        (hidden(&page, "token"), hidden(&page, "key"))
    };
    let part = |name: &str, value: &str| {
        format!("--x\r\ncontent-disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n")
    };
    let file = |bytes: usize| {
        let content = "x".repeat(bytes);
        format!(
            "--x\r\ncontent-disposition: form-data; name=\"file.c1\"; filename=\"a.pdf\"\r\n\r\n\
             {content}\r\n"
        )
    };
    let first = [
        ("token", token.as_str()),
        ("key", &key),
        ("procedure", "1.000001"),
        ("name", "Tên đã gõ"),
        ("note", "Ghi chú đã gõ"),
    ];
    let first: String = first.iter().map(|(name, value)| part(name, value)).collect();
    let megabytes = |n: usize| n * 1024 * 1024;
    for sizes in [vec![megabytes(33)], vec![megabytes(9); 4]] {
        let files: String = sizes.iter().map(|bytes| file(*bytes)).collect();
        let body = format!("{first}{files}{}--x--\r\n", part("act", "receive"));
        let answer = app.ask(with_files("/desk/receive", desk.line(), body)).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{:.300}", answer.body);
        for kept in ["Tên đã gõ", "Ghi chú đã gõ", "lớn hơn 32 MB"] {
            assert!(answer.body.contains(kept), "{kept}: {}", answer.body);
        }
    }
}

#[tokio::test]
async fn memory_for_files_is_given_back_after_an_error() {
    let app = SmallOffice::new();
    let desk = app.signed_in("MC1").await;
    let file = CUT_OFF.to_owned() + &"x".repeat(9 * 1024 * 1024);
    for nth in 1..=6 {
        let answer = app.ask(with_files("/desk/receive", desk.line(), file.clone())).await;
        assert_eq!(answer.status, StatusCode::BAD_REQUEST, "form {nth}: {}", answer.body);
    }
}
