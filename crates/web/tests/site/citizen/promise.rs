//! The promise to bring a paper: the citizen ticks it, and every page of both sides shows it with
//! place and term.

use axum::http::StatusCode;
use dossier::{Command, Event};

use super::browser::{Browser, Fixture};
use super::{MAI, PDF, begin, fill, key_of};
use crate::session::hidden;
use crate::small_office::at;

const ITEMS: [&str; 2] = ["Bản vẽ có chữ ký", "Ảnh thẻ"];

/// Files a dossier with a paper that will be brought; returns the number and the key.
async fn file_promising(mai: &mut Browser<'_>) -> (String, String) {
    mai.sign_in(MAI).await;
    let id = begin(mai).await;
    fill(mai, &id).await;
    let papers = format!("/my/drafts/{id}/papers");
    let page = mai.page(&papers).await;
    mai.upload(&page, &papers, &[("paper-c1", "1"), ("go", "next")], &[]).await.to();
    let page = mai.page(&format!("/my/drafts/{id}/review")).await;
    mai.post(&page, &format!("/my/drafts/{id}/review"), &[("true", "1")]).await.to();
    let page = mai.page(&format!("/my/dossiers/{id}")).await;
    (id, key_of(&page))
}

/// The pages of citizen and desk that show a dossier.
async fn sides(
    fixture: &Fixture,
    mai: &mut Browser<'_>,
    (id, key): (&str, &str),
) -> Vec<(&'static str, String)> {
    let mut visitor = fixture.browser();
    let form = visitor.page("/track").await;
    let answer = visitor.post(&form, "/track", &[("code", id), ("slip_key", key)]).await;
    let stream = format!("dossier/pb/{id}");
    let slip = crate::small_office::slip(&fixture.app, &stream, at("12-31 09:00")).unwrap();
    vec![
        ("citizen", mai.page(&format!("/my/dossiers/{id}")).await),
        ("slip", mai.page(&format!("/my/dossiers/{id}/slip")).await),
        ("track", answer.body),
        ("qr", visitor.page(&format!("/t/{}", slip.token)).await),
    ]
}

#[tokio::test]
async fn a_promise_of_a_filing_stands_on_every_side() {
    let fixture = Fixture::new();
    let mut mai = fixture.browser();
    let (id, key) = file_promising(&mut mai).await;
    for (side, page) in sides(&fixture, &mut mai, (&id, &key)).await {
        for text in ["Giấy tờ ông/bà sẽ mang đến", "chậm nhất 09:00 thứ Hai 18/06/2018"]
        {
            assert!(page.contains(text), "{side}: {text}: {page}");
        }
    }
    let view =
        crate::small_office::view(&fixture.app, &format!("dossier/pb/{id}"), at("06-15 09:00"));
    assert_eq!(view.state.filing.promised, ["c1"]);
}

/// A dossier for which two papers are requested.
async fn request_supplement(fixture: &Fixture, mai: &mut Browser<'_>) -> (String, String, String) {
    let (id, key) = file_promising(mai).await;
    let stream = format!("dossier/pb/{id}");
    fixture.receives(&stream, "06-15 09:00");
    let items = ITEMS.map(str::to_owned).into();
    fixture.desk(&stream, "06-15 09:00", Command::AskSupplement { items, approved_by: None });
    (id, key, stream)
}

#[tokio::test]
async fn a_promise_moves_no_clock_and_a_file_does() {
    let fixture = Fixture::new();
    let mut mai = fixture.browser();
    let (id, key, stream) = request_supplement(&fixture, &mut mai).await;
    for (side, page) in sides(&fixture, &mut mai, (&id, &key)).await {
        assert!(!page.contains("sẽ mang đến"), "{side}: what was promised was received");
    }
    let supply = format!("/my/dossiers/{id}/supply");
    let page = mai.page(&supply).await;
    let fields = [("paper-1", "1"), ("note", "Sáng thứ Hai"), ("go", "review")];
    let to = mai.upload(&page, &supply, &fields, &[]).await.to().to_owned();
    let page = mai.page(&to).await;
    assert!(page.contains("Sẽ mang bản giấy đến") && page.contains("Chưa có"), "{page}");
    let version = hidden(&page, "version");
    let send = [("go", "send"), ("version", version.as_str())];
    let done = mai.upload(&page, &supply, &send, &[]).await;
    assert_eq!(done.to(), format!("/my/dossiers/{id}?done=promised"));
    mai.upload(&page, &supply, &send, &[]).await;
    let view = crate::small_office::view(&fixture.app, &stream, at("06-15 09:00"));
    let promises =
        view.history.iter().filter(|r| matches!(r.event, Event::PapersPromised { .. })).count();
    assert_eq!((promises, view.state.suspended()), (1, true), "once, and nothing has come");
    for (side, page) in sides(&fixture, &mut mai, (&id, &key)).await {
        for text in ["<li>Ảnh thẻ</li>", "chậm nhất thứ Bảy 30/06/2018"] {
            assert!(page.contains(text), "{side}: {text}: {page}");
        }
    }
    // A file for the other paper ends the pause; the promise stays.
    let page = mai.page(&supply).await;
    let fields = [("paper-1", "1"), ("note", ""), ("go", "review")];
    let files: [(&str, &str, &[u8]); 1] = [("file-0", "ve.pdf", PDF)];
    let to = mai.upload(&page, &supply, &fields, &files).await.to().to_owned();
    let page = mai.page(&to).await;
    let version = hidden(&page, "version");
    let send = [("go", "send"), ("version", version.as_str())];
    let done = mai.upload(&page, &supply, &send, &[]).await;
    assert_eq!(done.to(), format!("/my/dossiers/{id}?done=supplied"));
    let view = crate::small_office::view(&fixture.app, &stream, at("06-15 09:00"));
    assert!(!view.state.suspended());
    assert_eq!(view.state.lacking().collect::<Vec<_>>(), [ITEMS[1]]);
    let page = mai.page(&format!("/my/dossiers/{id}")).await;
    for text in ["Còn thiếu 1 giấy tờ", "Bản vẽ có chữ ký: đã nhận", "Ảnh thẻ: <strong>hẹn mang"]
    {
        assert!(page.contains(text), "{text}: {page}");
    }
    for (side, page) in sides(&fixture, &mut mai, (&id, &key)).await {
        assert!(page.contains("<li>Ảnh thẻ</li>"), "{side}: {page}");
    }
    // The desk ticks a paper that comes later, and no clock changes.
    let items = vec![ITEMS[1].to_owned()];
    fixture.desk(&stream, "06-15 09:00", Command::Supply { items });
    let after = crate::small_office::view(&fixture.app, &stream, at("06-15 09:00"));
    assert_eq!((after.state.lacking().count(), after.state.due()), (0, view.state.due()));
    let page = mai.page(&format!("/my/dossiers/{id}")).await;
    assert!(page.contains("Đã nhận đủ") && !page.contains("hẹn mang"), "{page}");
}

#[tokio::test]
async fn what_another_act_overtook_is_not_sent() {
    let fixture = Fixture::new();
    let mut mai = fixture.browser();
    let (id, _, stream) = request_supplement(&fixture, &mut mai).await;
    let supply = format!("/my/dossiers/{id}/supply");
    let page = mai.page(&supply).await;
    let fields = [("paper-0", "1"), ("note", ""), ("go", "review")];
    mai.upload(&page, &supply, &fields, &[]).await.to();
    let version = hidden(&page, "version");
    fixture.desk(&stream, "06-15 09:00", Command::Note);
    let send = [("go", "send"), ("version", version.as_str())];
    let text = mai.upload(&page, &supply, &send, &[]).await;
    assert_eq!(text.status, StatusCode::CONFLICT);
    assert!(text.body.contains("Sẽ mang bản giấy đến"), "nothing entered is lost");
}
