//! A directive is issued about a dossier or a unit, answered by its owner, returned and accepted by
//! its issuer, and listed on the pages of both while it waits for them; the board of the hall names
//! no person.

use app::Inquiry;
use axum::http::StatusCode;
use dossier::Command;

use crate::session::{Browser, hidden};
use crate::small_office::{Description, SmallOffice};

/// Sends the form of a page.
async fn send_form(
    browser: &mut Browser<'_>,
    (from, to): (&str, &str),
    typed: &[(&str, &str)],
) -> Description {
    let page = browser.page(from).await;
    let [token, key] = ["token", "key"].map(|name| hidden(&page, name));
    let mut fields = vec![("token", token.as_str()), ("key", key.as_str())];
    fields.extend(typed);
    browser.post(to, &fields).await
}

const NEW: &str = "/directives/new";

/// The address of the only directive in a list.
async fn only(browser: &mut Browser<'_>) -> String {
    let page = browser.page("/directives").await;
    let rest =
        page.split("<th scope=\"row\"><a href=\"").nth(1).unwrap_or_else(|| panic!("{page}"));
    rest.split('"').next().unwrap().to_owned()
}

#[tokio::test]
async fn a_directive_about_a_dossier_goes_from_desk_to_desk_until_it_is_accepted() {
    let app = SmallOffice::new();
    let mut leader = app.signed_in("LD1").await;
    let form = format!("{NEW}?dossier={}", app.late);
    assert!(leader.page(&format!("/dossier/{}", app.late)).await.contains(&form));
    let typed = [("dossier", app.late.as_str()), ("owner", "A2"), ("text", "Canary: vì sao trễ")];
    let past = [typed[0], typed[1], typed[2], ("due", "15/06/2018")];
    let refused = send_form(&mut leader, (&form, NEW), &past).await;
    assert_eq!(refused.status, StatusCode::CONFLICT);
    assert!(refused.body.contains("ngày làm việc sau hôm nay") && refused.body.contains("Canary"));
    let good = [typed[0], typed[1], typed[2], ("due", "20/06/2018")];
    // The key of the form becomes the directive's address, so a key that the program cannot make is
    // refused.
    let token = hidden(&leader.page(&form).await, "token");
    for key in ["abc", "../../0123456789abcdef0123456789", "0123456789ABCDEF0123456789ABCDEF"] {
        let foreign = [good.as_slice(), &[("token", token.as_str()), ("key", key)]].concat();
        assert_eq!(leader.post(NEW, &foreign).await.status, StatusCode::BAD_REQUEST, "{key}");
    }
    let issued = send_form(&mut leader, (&form, NEW), &good).await;
    assert!(leader.follow(&issued).await.contains("Đã giao chỉ đạo"));

    let mut head = app.signed_in("A2").await;
    let one = only(&mut head).await;
    assert!(head.page("/head").await.contains(&one), "it needs the head today");
    assert!(!leader.page("/head").await.contains(&one), "it does not need the leader now");
    for officer in ["A1", "B2"] {
        let seen = app.signed_in(officer).await.get(&one).await;
        assert_eq!(seen.status, StatusCode::NOT_FOUND, "{officer}");
    }
    let seen = app.signed_in("KS1").await.page(&one).await;
    assert!(seen.contains("Canary") && !seen.contains("name=\"answer\""));
    let answer = [("act", "answer"), ("answer", "Đã xử lý")];
    send_form(&mut head, (&one, &one), &answer).await.to();
    assert!(!head.page("/head").await.contains(&one));
    assert!(leader.page("/head").await.contains(&one), "the answer needs its issuer");
    let back = [("act", "return"), ("reason", "Chưa rõ"), ("due", "22/06/2018")];
    send_form(&mut leader, (&one, &one), &back).await.to();
    send_form(&mut head, (&one, &one), &answer).await.to();
    send_form(&mut leader, (&one, &one), &[("act", "accept")]).await.to();
    let closed = head.page(&one).await;
    assert!(closed.contains("Đã chấp nhận") && !closed.contains("name=\"act\""));
    let findings = Inquiry::peek(app.folder.path(), app::doctor).unwrap().findings;
    assert_eq!(findings, []);
}

#[tokio::test]
async fn an_inspector_s_directive_goes_to_a_head_and_overdue_ones_are_named() {
    let app = SmallOffice::new();
    let mut inspector = app.signed_in("KS1").await;
    let page = inspector.page(NEW).await;
    assert!(!page.contains("name=\"visited_on\"") && !page.contains("value=\"A1\""), "heads only");
    let visit = [("unit", "A"), ("owner", "A2"), ("text", "Niêm yết thiếu"), ("due", "18/06/2018")];
    send_form(&mut inspector, (NEW, NEW), &visit).await.to();
    let mut head = app.signed_in("A2").await;
    let one = only(&mut head).await;
    app.move_to("06-19 08:00");
    assert!(head.page("/directives?state=overdue").await.contains(&one));
    let specialist = app.signed_in("A1").await.get(NEW).await;
    assert_eq!(specialist.status, StatusCode::FORBIDDEN);
}

#[tokio::test]
async fn the_board_shows_short_numbers_of_today_and_no_small_count() {
    let app = SmallOffice::with_more(|life| {
        for n in 0..6 {
            let id = format!("today{n}");
            life.receive(&id, "06-15 08:30");
            life.finish(&id, "06-15 10:00");
        }
        life.desk(
            "today0",
            "06-15 11:00",
            Command::HandOver { without_letter: None, by_code: false },
        );
    });
    let board = app.get("/board").await;
    assert_eq!(board.status, StatusCode::OK);
    assert_eq!(board.headers["refresh"], "30");
    let body = &board.body;
    assert_eq!(body.matches("<li>180615-").count(), 5, "{body}");
    assert!(!body.contains("H00-") && !body.contains("Bí Mật"), "no whole code, no name");
    assert!(body.contains("dưới 5"), "one result given out today is not told: {body}");
    assert_eq!(app.get("/board?desk=A").await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn a_declined_result_stands_on_the_head_s_desk_until_it_is_finished_anew() {
    let app = SmallOffice::with_more(|life| {
        life.receive("back", "06-15 08:30");
        life.finish("back", "06-15 10:00");
        let reason = "Thiếu dấu".to_owned();
        life.desk("back", "06-15 11:00", Command::DeclineResult { reason });
    });
    let page = app.signed_in("A2").await.page("/head").await;
    assert!(page.contains("Kết quả bị trả lại"), "{page}");
}
