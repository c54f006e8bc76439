//! Persons who are listed while the officer types, and what of it is on record.

use axum::http::StatusCode;

use super::{WITH_PAPERS, again, of, open_office, send, typed};
use crate::session::{Browser, hidden};
use crate::small_office::{Description, reads};

const PEOPLE: &str = "/desk/people";

async fn typing(desk: &mut Browser<'_>, page: &str, text: &str) -> Description {
    desk.post(PEOPLE, &[("token", &hidden(page, "token")), ("find", text)]).await
}

#[tokio::test]
async fn a_person_is_found_by_every_spelling_while_it_is_typed() {
    let app = open_office();
    let mut desk = app.signed_in("MC1").await;
    let form = typed(&[("has.form", "1"), ("act", "receive")]);
    let page = desk.page(&of(WITH_PAPERS)).await;
    let first = again(&mut desk, &page, &form).await;
    assert_eq!(first.status, StatusCode::SEE_OTHER, "{}", first.body);
    for text in [
        "Lê Văn Đức",
        "le van duc",
        "duc le",
        "Đức lê v",
        "0912345678",
        "0912 345 678",
        "0912.345",
        "+84 912",
        "+84 (0)912 345",
        "0084 912 345 678",
        "0790 8100",
        "079.081.000123",
        "duc 0912 345",
        "duc 0912345",
        "LE DUC 079081",
    ] {
        let part = typing(&mut desk, &page, text).await;
        assert_eq!(part.status, StatusCode::OK, "{text}");
        assert!(part.body.contains(">Lê Văn Đức</button>"), "{text}: {}", part.body);
        assert!(!part.body.contains("0912345678") && !part.body.contains("<html"), "{}", part.body);
    }
    for text in ["trần", "0913 345", "079 082", "le duc 0913 456", ""] {
        let part = typing(&mut desk, &page, text).await;
        assert!(!part.body.contains("<button"), "{text}: {}", part.body);
    }
}

/// The list is the part of the page that the button gives too, and the person who is picked fills the form.
#[tokio::test]
async fn the_list_is_the_one_of_the_page_and_picking_fills_the_form() {
    let app = open_office();
    let mut desk = app.signed_in("MC1").await;
    let received = typed(&[("has.form", "1"), ("act", "receive")]);
    send(&mut desk, &of(WITH_PAPERS), &received).await;
    let page = desk.page(&of(WITH_PAPERS)).await;
    assert!(page.contains("data-part=\"/desk/people\""), "{page}");
    let part = typing(&mut desk, &page, "le duc").await.body;
    let person = part.split("name=\"use\" value=\"").nth(1).unwrap().split('"').next().unwrap();
    let found = send(&mut desk, &of(WITH_PAPERS), &[("find", "le duc"), ("act", "find")]).await;
    let button = format!("name=\"use\" value=\"{person}\"");
    assert!(found.body.contains(&button), "{}", found.body);
    let fields = [("find", "le duc"), ("found", "le duc"), ("note", "giữ lại"), ("use", person)];
    let filled = again(&mut desk, &page, &fields).await;
    for kept in ["value=\"079081000123\"", "value=\"Lê Văn Đức\"", "giữ lại"] {
        assert!(filled.body.contains(kept), "{kept}: {}", filled.body);
    }
}

#[tokio::test]
async fn a_list_without_a_new_person_in_a_minute_is_no_new_showing() {
    let app = open_office();
    let mut desk = app.signed_in("MC1").await;
    let received = typed(&[("has.form", "1"), ("act", "receive")]);
    let page = desk.page(&of(WITH_PAPERS)).await;
    again(&mut desk, &page, &received).await;
    let stream = format!("dossier/pb/{}", hidden(&page, "key"));
    let shown = || {
        let reads = reads(&app.app, &stream);
        reads.iter().filter(|read| read.detail == "desk").map(|read| read.actor.clone()).collect()
    };
    let shown: &dyn Fn() -> Vec<String> = &shown;
    assert_eq!(shown(), [""; 0]);
    for text in ["le v", "le van", "le van d"] {
        typing(&mut desk, &page, text).await;
    }
    assert_eq!(shown(), ["MC1"]);
    // A search by the button is a showing of its own, and so is what another officer sees.
    again(&mut desk, &page, &[("find", "le van"), ("act", "find")]).await;
    assert_eq!(shown().len(), 2);
    let mut other = app.signed_in("PW1").await;
    let page = other.page(&of(WITH_PAPERS)).await;
    typing(&mut other, &page, "le van").await;
    assert_eq!(shown().len(), 3);
}

#[tokio::test]
async fn searches_while_typing_have_a_bound_and_the_button_works_beyond_it() {
    let app = open_office();
    let mut desk = app.signed_in("MC1").await;
    let page = desk.page(&of(WITH_PAPERS)).await;
    for _ in 0..120 {
        assert_eq!(typing(&mut desk, &page, "khong ai").await.status, StatusCode::OK);
    }
    let refused = typing(&mut desk, &page, "khong ai").await;
    assert_eq!(refused.status, StatusCode::SERVICE_UNAVAILABLE);
    let found = again(&mut desk, &page, &[("find", "khong ai"), ("act", "find")]).await;
    assert_eq!(found.status, StatusCode::OK);
    // Without the page's token nothing is answered.
    let stranger = desk.post(PEOPLE, &[("find", "khong ai")]).await;
    assert_eq!(stranger.status, StatusCode::FORBIDDEN);
}
