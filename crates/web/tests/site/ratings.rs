//! A result is rated by its slip, on the desk's screen, by the QR code and from the citizen's own
//! page: once, after it was handed over or posted, and by no officer.

use affairs::rating::{Grade, Grades, Way};
use axum::http::StatusCode;
use dossier::Command;
use dossier::event::Slip;

use crate::session::{Browser, hidden};
use crate::small_office::{Description, SmallOffice, at, slip, view};

const STREAM: &str = "dossier/pb/early";

/// An agency with a slip for the dossier that was finished early.
async fn office(handed_over: bool) -> (SmallOffice, Slip) {
    let app = SmallOffice::with_more(|life| {
        if handed_over {
            life.desk(
                "early",
                "06-05 09:00",
                Command::HandOver { without_letter: None, by_code: false },
            );
        }
    });
    let page = format!("/dossier/{}/slip", app.early);
    let mut desk = app.signed_in("MC1").await;
    let form = [("what", "renew"), ("key", "k"), ("register", "")];
    desk.send(&page, &format!("{page}/renew"), &form).await.to();
    let slip = slip(&app.app, STREAM, app.now()).unwrap();
    (app, slip)
}

const GRADES: [(&str, &str); 3] =
    [("service", "very_satisfied"), ("officer", "not_satisfied"), ("note", "Canary")];

async fn opens(visitor: &mut Browser<'_>, path: &str, code: &str, key: &str) -> Description {
    visitor.send(path, path, &[("code", code), ("slip_key", key)]).await
}

/// Sends the form of the grades on a page.
async fn send_rating(
    visitor: &mut Browser<'_>,
    path: &str,
    page: &str,
    slip: &[(&str, &str)],
) -> Description {
    let [token, key] = ["token", "key"].map(|name| hidden(page, name));
    let mut fields = vec![("token", token.as_str()), ("key", key.as_str())];
    fields.extend(slip.iter().chain(&GRADES));
    visitor.post(path, &fields).await
}

#[tokio::test]
async fn the_screen_at_the_desk_takes_one_rating_and_begins_anew() {
    let (app, slip) = office(true).await;
    let code = app.early.clone();
    let mut kiosk = app.browser();
    let page = kiosk.page("/kiosk").await;
    assert!(!page.contains("href=\"/sign-in\"") && !page.contains("href=\"/procedures\""));
    let wrong = opens(&mut kiosk, "/kiosk", &code, "WRONG1").await;
    let absent = opens(&mut kiosk, "/kiosk", "H00-180601-9999", &slip.key).await;
    for answer in [&wrong, &absent] {
        assert_eq!(answer.status, StatusCode::NOT_FOUND);
        assert!(!answer.body.contains("name=\"service\""));
    }
    let form = opens(&mut kiosk, "/kiosk", &code, &slip.key).await;
    assert_eq!(form.status, StatusCode::OK);
    assert!(!form.body.contains("Bí Mật"), "no personal field by code and key");
    let given = [("code", code.as_str()), ("slip_key", slip.key.as_str())];
    let answer = send_rating(&mut kiosk, "/kiosk", &form.body, &given).await;
    assert_eq!(answer.to(), "/kiosk?done=rated");
    // The same form again: one rating, and the same answer.
    let again = send_rating(&mut kiosk, "/kiosk", &form.body, &given).await;
    assert_eq!(again.to(), "/kiosk?done=rated");
    let thanks = kiosk.follow(&again).await;
    assert!(thanks.contains("Đã ghi nhận đánh giá") && !thanks.contains(&code), "{thanks}");
    let second = opens(&mut kiosk, "/rate", &code, &slip.key).await;
    assert_eq!(second.status, StatusCode::CONFLICT);
    assert!(
        second.body.contains("đã được đánh giá lúc") && !second.body.contains("name=\"service\"")
    );
}

#[tokio::test]
async fn the_invitation_leads_from_the_dossier_s_pages_until_it_is_rated() {
    let (app, slip) = office(true).await;
    let by_qr = format!("/t/{}", slip.token);
    let mut holder = app.browser();
    let link = format!("href=\"{by_qr}/rate\"");
    assert!(holder.page(&by_qr).await.contains(&link));
    let rate = format!("{by_qr}/rate");
    let form = holder.get(&rate).await;
    assert_eq!(form.headers["referrer-policy"], "no-referrer");
    let faulty = holder.send(&rate, &rate, &[("key", "x"), ("service", "great")]).await;
    assert_eq!(faulty.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(faulty.body.matches("hãy chọn một mức").count(), 4, "listed, and at each field");
    send_rating(&mut holder, &rate, &form.body, &[]).await.to();
    assert!(!holder.page(&by_qr).await.contains(&link), "rated");
    assert!(holder.page(&rate).await.contains("đã được đánh giá lúc"));
    assert_eq!(app.get("/t/nothing/rate").await.status, StatusCode::NOT_FOUND);
}

/// The page that shows a form again is the page that receives it; without its token the form has no
/// effect.
#[tokio::test]
async fn a_form_of_another_session_shows_its_input_and_is_not_carried_out() {
    let (app, slip) = office(true).await;
    let mut citizen = app.citizen("0901234567").await;
    let claim = [("code", app.early.as_str()), ("slip_key", &slip.key)];
    citizen.send("/my/claim", "/my/claim", &claim).await.to();
    let complaint: &[(&str, &str)] = &[("theme", "late"), ("text", "Canary")];
    for (act, fields) in [("rate", &GRADES[..]), ("complain", complaint)] {
        let path = format!("/my/dossiers/{}/{act}", app.early);
        let key = hidden(&citizen.page(&path).await, "key");
        for token in [String::new(), "0".repeat(64)] {
            let form = [&[("token", token.as_str()), ("key", &key)], fields].concat();
            let stale = citizen.post(&path, &form).await;
            assert_eq!(stale.status, StatusCode::FORBIDDEN, "{act}: {}", stale.body);
            assert!(stale.body.contains("Canary"), "{act}: {}", stale.body);
        }
        let own = citizen.page(&format!("/my/dossiers/{}", app.early)).await;
        assert!(!own.contains("Canary"), "{act}: nothing is on record");
        assert!(citizen.page(&path).await.contains("name=\"key\""), "{act}: still open");
        let form = [&[("key", key.as_str())], fields].concat();
        citizen.send(&path, &path, &form).await.to();
    }
}

#[tokio::test]
async fn before_the_result_is_given_out_the_page_says_why_not_and_what_to_do() {
    let (app, slip) = office(false).await;
    let mut holder = app.browser();
    let by_qr = holder.page(&format!("/t/{}", slip.token)).await;
    assert!(!by_qr.contains(&format!("{}/rate\"", slip.token)));
    let refused = holder.page(&format!("/t/{}/rate", slip.token)).await;
    assert!(refused.contains("chưa nhận") && refused.contains("rồi đánh giá"), "{refused}");
    let posted = opens(&mut holder, "/rate", &app.early, &slip.key).await;
    assert_eq!(posted.status, StatusCode::CONFLICT);
}

#[tokio::test]
async fn an_officer_s_session_rates_nothing_whatever_slip_is_at_hand() {
    let (app, slip) = office(true).await;
    for officer in ["A1", "A2", "LD1"] {
        let mut session = app.signed_in(officer).await;
        let answer = opens(&mut session, "/rate", &app.early, &slip.key).await;
        assert_eq!(answer.status, StatusCode::CONFLICT, "{officer}");
        assert!(answer.body.contains("Công chức không đánh giá"), "{officer}");
        let by_qr = format!("/t/{}/rate", slip.token);
        let mut fields = GRADES.to_vec();
        fields.push(("key", officer));
        let answer = session.send(&by_qr, &by_qr, &fields).await;
        assert_eq!(answer.status, StatusCode::CONFLICT, "{officer}");
    }
    let view = view(&app.app, STREAM, at("06-15 17:30"));
    assert!(app.app.invites_rating(&view, app.now()).unwrap(), "nothing is on record");
}

/// An agency with twelve results handed over in May, of which `answers` are rated; every third
/// answer is not satisfied.
fn rated(answers: u32) -> SmallOffice {
    let app = SmallOffice::with(&[], 12);
    for number in 0..12 {
        let id = format!("quick{number}");
        let hand_over = Command::HandOver { without_letter: None, by_code: false };
        let actor = dossier::Actor::new("MC1", dossier::Role::DeskOfficer, "MC");
        let (stream, when) = (format!("dossier/pb/{id}"), at("05-14 14:00"));
        let (command, at) = (hand_over, when);
        let act = app::Submission { stream, actor, command, at, key: None, sealed: None };
        app.app.execute(act).unwrap();
        if number < answers {
            rate(&app, &id, number);
        }
    }
    app
}

fn rate(app: &SmallOffice, id: &str, number: u32) {
    let (who, now) = (app::Who::citizen(id), at("05-15 09:00"));
    let dossier = app.app.open_stream(&who, &format!("dossier/pb/{id}"), now).unwrap().unwrap();
    let citizen_dossier = app.app.of_citizen_own(&who, &dossier, now).unwrap().unwrap();
    let to_rate = app.app.to_rate(&citizen_dossier, now).unwrap();
    let grade = if number % 3 == 2 { Grade::NotSatisfied } else { Grade::Satisfied };
    let rating = app::NewRating {
        grades: Grades::of(|_| Some(grade)).unwrap(),
        way: Way::Link,
        salt: "00".into(),
        text: Some(format!("Canary {number}")),
    };
    app.app.rate(&to_rate, rating, id.into(), now).unwrap();
}

const MAY: &str = "/satisfaction?from=2018-05-01&to=2018-05-31";

#[tokio::test]
async fn the_page_shows_rates_targets_and_texts_to_those_who_may_see_them() {
    let app = rated(12);
    let finding = "66,67\u{a0}% người trả lời hài lòng (12 ý kiến";
    let mut head = app.signed_in("A2").await;
    let page = head.page(&format!("{MAY}&by=procedure")).await;
    for text in [finding, "Chưa đạt chỉ tiêu 80\u{a0}%", "Canary 11", "100,00\u{a0}%"] {
        assert!(page.contains(text), "{text}: {page}");
    }
    assert!(!page.contains("Bí Mật"));
    let mut officer = app.signed_in("A1").await;
    let page = officer.page(MAY).await;
    assert!(page.contains(finding) && !page.contains("Canary"), "{page}");
    let page = app.page("/satisfaction?by=unit").await;
    assert!(page.contains(finding) && !page.contains("Canary"), "{page}");
    for (by, status) in [("officer", 422), ("ward", 200)] {
        let answer = app.get(&format!("/satisfaction?by={by}")).await;
        assert_eq!(answer.status.as_u16(), status, "{by}");
        assert!(!answer.body.contains("66,67"), "{by} is not public");
    }
    // The readers of the texts are on record, and the citizen sees them.
    let reads = crate::small_office::reads(&app.app, "dossier/pb/quick3");
    assert!(reads.iter().any(|row| row.actor == "A2" && row.detail == "ratings"), "{reads:?}");
}

#[tokio::test]
async fn fewer_than_five_answers_are_shown_to_no_one_and_fewer_than_ten_without_a_rate() {
    let app = rated(4);
    for officer in ["A1", "A2", "LD1", "KS1"] {
        let mut session = app.signed_in(officer).await;
        let page = session.page(&format!("{MAY}&by=procedure")).await;
        assert!(page.contains("cần ít nhất 5 ý kiến"), "{officer}: {page}");
        assert!(page.contains("chưa đủ 5 ý kiến") && !page.contains("Canary"), "{officer}");
    }
    let page = app.page("/satisfaction").await;
    assert!(page.contains("mới có dưới 5 ý kiến") && page.contains("kết quả"), "{page}");
    assert!(!page.contains("Canary"));
    let app = rated(7);
    let mut head = app.signed_in("A2").await;
    assert!(head.page(MAY).await.contains("Mới có 7 ý kiến"));
    // A part of a month would reveal single answers.
    let part = head.page("/satisfaction?from=2018-05-01&to=2018-05-20").await;
    assert!(part.contains("trong các tháng trọn vẹn") && !part.contains("Mới có"));
    let none = SmallOffice::new();
    let mut head = none.signed_in("A2").await;
    assert!(head.page(MAY).await.contains("chưa có kết quả nào được trao"));
    let some = rated(0);
    let mut head = some.signed_in("A2").await;
    assert!(head.page(MAY).await.contains("chưa có ý kiến đánh giá nào"));
}
