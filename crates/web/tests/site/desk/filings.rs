//! Online filings at the desk: the eight hours, reception under the citizen's own key, guidance,
//! somebody else's act meanwhile.

use axum::http::StatusCode;

use super::{RECEIVE, again, file, open_office, send};
use crate::session::sent_to;

#[tokio::test]
async fn filings_wait_oldest_first_with_what_is_left_of_eight_hours() {
    let office = open_office();
    file(&office, "newer", "06-15 16:00");
    file(&office, "older", "06-14 09:00");
    let mut desk = office.signed_in("MC1").await;
    let page = desk.page("/desk/filings").await;
    let place = |code: &str| page.find(&format!("filing={code}")).unwrap();
    assert!(place("older") < place("newer"));
    // Friday 16:00 to 17:00, Monday 7:30 to 8:00; the other since Thursday 9:00.
    assert!(page.contains("Còn 6 giờ 30 phút"), "{page}");
    assert!(page.contains("Quá 7 giờ") && page.contains("class=\"tag past_due\""));
    assert!(page.contains("Quá 8 giờ làm việc (1)") && page.contains("Chờ tiếp nhận (2)"));
    let late = desk.page("/desk/filings?show=late").await;
    assert!(late.contains("filing=older") && !late.contains("filing=newer"));
    let ward = office.signed_in("PW1").await.page("/desk/filings").await;
    assert!(!ward.contains("filing=older"), "another desk's");
}

#[tokio::test]
async fn a_filing_is_received_under_the_key_it_has() {
    let office = open_office();
    file(&office, "f1", "06-15 16:00");
    let mut desk = office.signed_in("MC1").await;
    let page = desk.page(&format!("{RECEIVE}?filing=f1")).await;
    assert!(page.contains("value=\"Trần Thị Lan\""), "{page}");
    let typed =
        [("name", "Trần Thị Lan"), ("channel", "online"), ("has.form", "1"), ("act", "receive")];
    let told = again(&mut desk, &page, &typed).await;
    assert_eq!(sent_to(&told), "/dossier/H00-180618-0001/slip");
    assert!(desk.page(sent_to(&told)).await.contains("FILED1"));
    let stream = Some("dossier/pb/f1".to_owned());
    assert_eq!(office.office.by_key("H00-180618-0001", "filed1").unwrap(), stream);
    assert_eq!(office.office.by_key("f1", "FILED1").unwrap(), stream, "the old number too");
    assert_eq!(desk.get(&format!("{RECEIVE}?filing=f1")).await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn guidance_goes_to_the_citizen_and_the_later_act_of_two_officers_comes_back() {
    let office = open_office();
    file(&office, "f1", "06-15 16:00");
    let mut desk = office.signed_in("MC1").await;
    let seen = desk.page(&format!("{RECEIVE}?filing=f1")).await;
    let typed = [("name", "Trần Thị Lan"), ("channel", "online"), ("act", "guide")];
    let told = send(&mut desk, &format!("{RECEIVE}?filing=f1"), &typed).await;
    assert_eq!(sent_to(&told), "/desk/filings?guided=f1");
    let guided = desk.page("/desk/filings?show=guided").await;
    assert!(guided.contains("filing=f1"));
    assert!(desk.page("/dossier/f1/slip").await.contains("<li>Đơn đề nghị</li>"));
    let typed = [
        ("name", "Trần Thị Lan Anh"),
        ("channel", "online"),
        ("has.form", "1"),
        ("act", "receive"),
    ];
    let told = again(&mut desk, &seen, &typed).await;
    assert_eq!(told.status, StatusCode::CONFLICT);
    assert!(told.body.contains("Nguyễn MC1") && told.body.contains("Trần Thị Lan Anh"));
    let told = again(&mut desk, &told.body, &typed).await;
    assert_eq!(told.status, StatusCode::SEE_OTHER, "seen now, it is received: {}", told.body);
}
