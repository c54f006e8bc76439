//! Several dossiers on one page: letters are sent and results approved together; each is shown, and
//! each has a result of its own.

use axum::http::StatusCode;
use calendar::Day;
use dossier::{Command, Event, Role};

use super::{code, history};
use crate::session::{Browser, hidden};
use crate::small_office::{Description, Life, SmallOffice};

/// Has the head sign letters.
fn signed(life: &Life<'_>) {
    for (id, day) in [("d1", "06-04 09:00"), ("d2", "06-05 09:00"), ("d3", "06-05 10:00")] {
        life.receive(id, day);
        let (unit, new_date) = ("A".into(), Some(Day::from_ymd(2018, 6, 20)));
        let reason = "Kho lưu trữ tìm chậm".into();
        life.desk(id, "06-07 08:00", Command::DraftApology { reason, unit, new_date });
        let sign = Command::SignApology { reason: None, new_date: None, confirmed: false };
        life.does("A2", Role::Head, "A", id, "06-07 09:00", sign);
    }
}

/// Gives dossiers for approval: two with a proposal, one without.
fn proposed(life: &Life<'_>) {
    for (id, proposes_decline) in [("r1", Some(false)), ("r2", Some(true)), ("r3", None)] {
        life.receive(id, "06-14 09:00");
        let (to, unit, step) = ("A1".into(), "A".into(), "verify".into());
        life.desk(id, "06-14 09:10", Command::Give { to, unit, step, proposes_decline: None });
        life.does("A1", Role::Specialist, "A", id, "06-14 09:20", Command::Accept);
        let (to, unit, step) = ("A2".into(), "A".into(), "approve".into());
        let give = Command::Give { to, unit, step, proposes_decline };
        life.does("A1", Role::Specialist, "A", id, "06-14 10:00", give);
        life.does("A2", Role::Head, "A", id, "06-14 10:10", Command::Accept);
    }
}

/// Sends the form of the page with its ticks and other fields.
async fn send(
    browser: &mut Browser<'_>,
    path: &str,
    page: &str,
    (codes, fields): (&[&str], &[(&str, &str)]),
) -> Description {
    let form = &page[page.find("<main").unwrap()..];
    let (token, key) = (hidden(form, "token"), hidden(form, "key"));
    let ticks = page.split("name=\"shown\" value=\"").skip(1);
    let ticks: Vec<&str> = ticks.filter_map(|rest| rest.split('"').next()).collect();
    let ticks = ticks.into_iter().filter(|tick| codes.iter().any(|code| tick.ends_with(code)));
    let mut all = vec![("token", token.as_str()), ("key", &key)];
    all.extend(ticks.map(|tick| ("pick", tick)));
    all.extend_from_slice(fields);
    browser.post(path, &all).await
}

fn sent(app: &SmallOffice, id: &str) -> Option<String> {
    let history = history(app, &format!("dossier/pb/{id}"));
    history.into_iter().find_map(|recorded| match recorded.event {
        Event::ApologySent { way, tracking, .. } => Some(format!("{way:?} {tracking}")),
        Event::ApologyQueued { .. } => Some("queued".into()),
        _ => None,
    })
}

#[tokio::test]
async fn signed_letters_are_sent_together_each_with_its_number_and_its_result() {
    let app = SmallOffice::with_more(signed);
    let [d1, d2, d3] = ["d1", "d2", "d3"].map(|id| code(&app, &format!("dossier/pb/{id}")));
    let mut desk = app.signed_in("MC1").await;
    let page = desk.page("/letters").await;
    assert!(page.contains("href=\"/letters\" aria-current=\"page\""), "{page}");
    assert_eq!(page.matches("class=\"letter slip\"").count(), 3, "each is read whole");
    assert!(page.contains("Bộ phận Một cửa in"), "who prints and who records it: {page}");
    let none = send(&mut desk, "/letters", &page, (&[], &[])).await;
    assert_eq!(none.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(none.body.contains("Chưa chọn văn bản nào"), "{}", none.body);
    let numbers = [format!("tracking.{d1}"), format!("tracking.{d2}")];
    let fields = [("way", "post"), (numbers[0].as_str(), "EA123")];
    let ticked = [d1.as_str(), d2.as_str()];
    let text = send(&mut desk, "/letters", &page, (&ticked, &fields)).await;
    assert_eq!(text.status, StatusCode::UNPROCESSABLE_ENTITY, "a number is missing");
    assert!(text.body.contains("Chưa ghi mã bưu gửi"), "{}", text.body);
    assert!(text.body.contains("value=\"EA123\""), "what was typed stays");
    assert_eq!((sent(&app, "d1"), sent(&app, "d2")), (None, None));

    let fields = [("way", "post"), (&numbers[0], "EA123"), (&numbers[1], "EA124")];
    let text = send(&mut desk, "/letters", &page, (&ticked, &fields)).await;
    let after = desk.follow(&text).await;
    assert!(after.contains("2 văn bản đã gửi") && after.contains(&d3), "the next one: {after}");
    assert_eq!(sent(&app, "d1").as_deref(), Some("Some(Post) EA123"));
    assert_eq!(sent(&app, "d2").as_deref(), Some("Some(Post) EA124"));
    let again = send(&mut desk, "/letters", &page, (&ticked, &fields)).await;
    assert_eq!(again.status, StatusCode::SEE_OTHER, "pressed twice, it is sent once");
    assert_eq!(sent(&app, "d1").as_deref(), Some("Some(Post) EA123"));

    // The unit that signed may send too; without a contact the program cannot deliver.
    let mut head = app.signed_in("A2").await;
    assert!(head.page("/head").await.contains("href=\"/letters\""));
    let page = head.page("/letters").await;
    let refused = send(&mut head, "/letters", &page, (&[&d3], &[("way", "electronic")])).await;
    let accepted = refused.status == StatusCode::SEE_OTHER;
    assert_eq!(accepted, sent(&app, "d3").is_some(), "{}", refused.body);
    assert!(accepted || refused.body.contains(&format!("<strong>{d3}</strong>: ")));
    let mut specialist = app.signed_in("A1").await;
    assert_eq!(specialist.get("/letters").await.status, StatusCode::FORBIDDEN);
}

#[tokio::test]
async fn results_are_approved_together_as_proposed_and_one_that_fails_hides_no_other() {
    let app = SmallOffice::with_more(proposed);
    let [r1, r2, r3] = ["r1", "r2", "r3"].map(|id| code(&app, &format!("dossier/pb/{id}")));
    let mut head = app.signed_in("A2").await;
    assert!(head.page("/head").await.contains("href=\"/head/approvals\""));
    let page = head.page("/head/approvals").await;
    assert_eq!(page.matches("Nguyễn A1, Phòng A (Thẩm định)").count(), 3, "{page}");
    assert_eq!(page.matches("Không có tệp dự thảo").count(), 3, "{page}");
    assert_eq!(page.matches("Nguyễn Thị Bí Mật").count(), 3, "{page}");
    assert_eq!(
        page.matches("name=\"shown\"").count(),
        2,
        "without a proposal on its own form only"
    );
    assert!(page.contains(&format!("/dossier/{r3}/do/approve_result")), "{page}");

    // The first dossier changes while the page is read.
    let life = Life { app: &app.app };
    life.does("A2", Role::Head, "A", "r1", "06-15 17:00", Command::Note);
    let ticked = [r1.as_str(), r2.as_str()];
    let text = send(&mut head, "/head/approvals", &page, (&ticked, &[])).await;
    assert_eq!(text.status, StatusCode::CONFLICT, "{}", text.body);
    assert!(text.body.contains("Đã duyệt 1 hồ sơ"), "{}", text.body);
    assert!(text.body.contains(&format!("<strong>{r1}</strong>: hồ sơ đã thay đổi")));
    assert!(!text.body.contains(&format!(">{r2}</a></h2>")), "what is approved leaves the list");
    let approved = |id: &str| {
        let history = history(&app, &format!("dossier/pb/{id}"));
        history.into_iter().find_map(|recorded| match recorded.event {
            Event::ResultApproved { declined, .. } => Some(declined),
            _ => None,
        })
    };
    assert_eq!((approved("r1"), approved("r2"), approved("r3")), (None, Some(true), None));

    let page = head.page("/head/approvals").await;
    let text = send(&mut head, "/head/approvals", &page, (&[&r1], &[])).await;
    assert!(head.follow(&text).await.contains("Đã duyệt 1 hồ sơ"));
    assert_eq!(approved("r1"), Some(false));
    let mut specialist = app.signed_in("A1").await;
    assert_eq!(specialist.get("/head/approvals").await.status, StatusCode::FORBIDDEN);
}
