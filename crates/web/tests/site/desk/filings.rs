//! Online filings at the desk: the eight hours, reception under the citizen's own key, guidance,
//! and a simultaneous act of another officer.

use axum::http::StatusCode;

use app::{NewFile, Who};

use super::{RECEIVE, again, file, file_of, open_office, send};
use crate::requests::whole;
use crate::session::sent_to;
use crate::small_office::at;

#[tokio::test]
async fn filings_wait_oldest_first_with_what_is_left_of_eight_hours() {
    let app = open_office();
    file(&app, "newer", "06-15 16:00");
    file(&app, "older", "06-14 09:00");
    let mut desk = app.signed_in("MC1").await;
    let page = desk.page("/desk/filings").await;
    let place = |code: &str| page.find(&format!("filing={code}")).unwrap();
    assert!(place("older") < place("newer"));
    // Friday 16:00 to 17:00 and Monday 7:30 to 8:00; the other filing waits since Thursday 9:00.
    assert!(page.contains("Còn 6 giờ 30 phút"), "{page}");
    assert!(page.contains("Quá 7 giờ") && page.contains("class=\"tag past_due\""));
    assert!(page.contains("Quá 8 giờ làm việc (1)") && page.contains("Chờ tiếp nhận (2)"));
    let late = desk.page("/desk/filings?show=late").await;
    assert!(late.contains("filing=older") && !late.contains("filing=newer"));
    let ward = app.signed_in("PW1").await.page("/desk/filings").await;
    assert!(!ward.contains("filing=older"), "another desk's");
}

#[tokio::test]
async fn a_filing_is_received_under_the_key_it_has() {
    let app = open_office();
    file(&app, "f1", "06-15 16:00");
    let scan = NewFile {
        id: "scan".into(),
        component: "form".into(),
        name: "đơn.pdf".into(),
        media_type: "application/pdf",
        content: b"%PDF-1.4".to_vec(),
    };
    app.app.attach("dossier/pb/f1", vec![scan], "citizen", at("06-15 16:00")).unwrap();
    let mut desk = app.signed_in("MC1").await;
    let page = desk.page(&format!("{RECEIVE}?filing=f1")).await;
    assert!(page.contains("value=\"Trần Thị Lan\""), "{page}");
    assert!(page.contains("href=\"/dossier/f1/files/scan\""));
    assert!(page.contains("name=\"has.form\" value=\"1\" checked"), "its paper came as a file");
    let typed =
        [("name", "Trần Thị Lan"), ("channel", "online"), ("has.form", "1"), ("act", "receive")];
    let text = again(&mut desk, &page, &typed).await;
    assert_eq!(sent_to(&text), "/dossier/H00-180618-0001/slip");
    assert!(desk.page(sent_to(&text)).await.contains("FILED1"));
    for (code, key) in [("H00-180618-0001", "filed1"), ("f1", "FILED1")] {
        // The old number opens the dossier too.
        let view = app
            .app
            .by_key((code, key), &app::Client::default(), app.now(), app.now())
            .unwrap()
            .into_match()
            .unwrap();
        assert_eq!(view.state.code, "H00-180618-0001", "{code}");
    }
    assert_eq!(desk.get(&format!("{RECEIVE}?filing=f1")).await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn guidance_goes_to_the_citizen_and_the_later_act_of_two_officers_comes_back() {
    let app = open_office();
    file(&app, "f1", "06-15 16:00");
    let mut desk = app.signed_in("MC1").await;
    let seen = desk.page(&format!("{RECEIVE}?filing=f1")).await;
    let typed = [("name", "Trần Thị Lan"), ("channel", "online"), ("act", "guide")];
    let text = send(&mut desk, &format!("{RECEIVE}?filing=f1"), &typed).await;
    assert_eq!(sent_to(&text), "/desk/filings?guided=f1");
    let guided = desk.page("/desk/filings?show=guided").await;
    assert!(guided.contains("filing=f1"));
    assert!(desk.page("/dossier/f1/slip").await.contains("<li>Đơn đề nghị</li>"));
    let typed = [
        ("name", "Trần Thị Lan Anh"),
        ("channel", "online"),
        ("has.form", "1"),
        ("act", "receive"),
    ];
    let text = again(&mut desk, &seen, &typed).await;
    assert_eq!(text.status, StatusCode::CONFLICT);
    assert!(text.body.contains("Nguyễn MC1") && text.body.contains("Trần Thị Lan Anh"));
    let text = again(&mut desk, &text.body, &typed).await;
    assert_eq!(text.status, StatusCode::SEE_OTHER, "seen now, it is received: {}", text.body);
}

#[tokio::test]
async fn a_citizen_has_the_slip_of_their_own_filing_and_no_other() {
    let app = open_office();
    let mut citizen = app.citizen("0900000009").await;
    let cookie = citizen.line().split_once('=').unwrap().1.to_owned();
    let (now, day) = (at("06-15 17:30"), calendar::Day::from_ymd(2018, 6, 15));
    let signed = app.app.signed(&cookie, now, day).unwrap().unwrap();
    let Who::Citizen { person, .. } = signed.who else { panic!("a citizen") };
    file_of(&app, &person, "mine", "06-15 16:00");
    file(&app, "hers", "06-15 16:00");
    let slip = citizen.page("/my/dossiers/mine/slip").await;
    assert!(slip.contains("Giấy báo đã nộp hồ sơ") && slip.contains("FILED1"));
    assert!(slip.contains("8 giờ làm việc"));
    let other = citizen.get("/my/dossiers/hers/slip").await;
    assert_eq!(other.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn the_desks_pages_are_whole_in_both_languages() {
    let app = open_office();
    file(&app, "f1", "06-15 16:00");
    let mut desk = app.signed_in("MC1").await;
    let late = &app.late;
    for path in [
        "/desk/receive".to_owned(),
        "/desk/receive?q=cap".to_owned(),
        "/desk/receive?procedure=1.000001".to_owned(),
        "/desk/receive?procedure=1.000003".to_owned(),
        "/desk/receive?procedure=2.000815".to_owned(),
        "/desk/receive?filing=f1".to_owned(),
        "/desk/filings".to_owned(),
        "/desk/filings?show=late".to_owned(),
        "/desk/filings?show=guided".to_owned(),
        "/desk/handovers".to_owned(),
        "/desk/notices".to_owned(),
        "/handover-lists".to_owned(),
        "/unit-results".to_owned(),
        "/desk/results".to_owned(),
        format!("/desk/results?code={late}"),
        format!("/dossier/{late}/slip"),
        "/dossier/f1/slip".to_owned(),
    ] {
        for prefix in ["", "/en"] {
            let address = format!("{prefix}{path}");
            let page = desk.page(&address).await;
            whole(&address, &page);
            assert!(page.len() < 60_000, "{address}");
            assert_eq!(page.matches("<h1").count(), 1, "{address}");
        }
    }
}
