//! Failed notices at the desk: shown to those who see the dossier, with the showing on record,
//! tried again or ended otherwise.

use app::Trouble;
use axum::http::StatusCode;
use calendar::Instant;
use dossier::Command;
use rules::NoticeTemplate;
use text::Language;

use crate::session::hidden;
use crate::small_office::{Life, SmallOffice, at};

const PAGE: &str = "/desk/notices";

/// Lets every attempt fail until every notice has failed.
fn fail(app: &SmallOffice) {
    let mut now = at("06-15 17:30");
    for _ in 0..60 {
        loop {
            let due =
                app.app.take_due_notices(rules::NoticeWay::Sms, (9, 9), Vec::new(), now).unwrap();
            if due.is_empty() {
                break;
            }
            for notice in due {
                app.app.not_delivered(&notice, Trouble::Exit(7), now).unwrap();
            }
        }
        now = Instant(now.0 + 12 * 3_600_000);
    }
}

fn states(app: &SmallOffice, id: &str) -> Vec<String> {
    let notices = app.app.outbox(100).unwrap().into_iter();
    let of = notices.filter(|notice| notice.stream == Some(format!("dossier/pb/{id}")));
    of.map(|notice| notice.state).collect()
}

fn state_of(app: &SmallOffice, id: &str) -> String {
    let mut notices = app.app.outbox(100).unwrap().into_iter();
    notices.find(|notice| notice.id.to_string() == id).unwrap().state
}

#[tokio::test]
async fn a_notice_that_failed_is_seen_and_sent_again_or_done_in_another_way() {
    let app = SmallOffice::new();
    let mut desk = app.signed_in("MC1").await;
    assert!(desk.page(PAGE).await.contains("Không có thông báo nào"));
    assert!(!desk.page("/desk/filings").await.contains(PAGE));
    fail(&app);
    assert_eq!(states(&app, "paused"), ["failed", "failed"], "of the reception and of the pause");
    let before = desk.page("/desk/filings").await;
    assert!(before.contains(PAGE) && before.contains("thông báo không gửi được"));
    let page = desk.page(PAGE).await;
    for words in ["0900000001", &app.paused, "Đã thử 24 lần", "báo lỗi (mã 7)"] {
        assert!(page.contains(words), "{words}: {page}");
    }
    let dossier = desk.page(&format!("/dossier/{}", app.paused)).await;
    assert!(dossier.contains("không gửi được, dừng lúc"), "{dossier}");
    let token = hidden(&page, "token");
    let of = |id: &str| {
        let stream = Some(format!("dossier/pb/{id}"));
        let mut notices = app.app.outbox(100).unwrap().into_iter();
        notices.find(|notice| notice.stream == stream).unwrap().id.to_string()
    };
    for (id, act, state, words) in [
        ("paused", "again", "waiting", "sẽ được gửi lại"),
        ("open", "elsewhere", "elsewhere", "báo bằng cách khác"),
    ] {
        let number = of(id);
        let values = [("token", token.as_str()), ("id", &number), ("act", act)];
        let text = desk.post(PAGE, &values).await;
        assert_eq!(text.status, StatusCode::SEE_OTHER, "{}", text.body);
        assert_eq!(state_of(&app, &number), state);
        assert!(desk.follow(&text).await.contains(words));
        let text = desk.post(PAGE, &values).await;
        assert_eq!(text.status, StatusCode::CONFLICT, "pressed twice");
        assert_eq!(state_of(&app, &number), state);
    }
    let done = app.app.outbox(100).unwrap().into_iter().find(|n| n.state == "elsewhere").unwrap();
    assert_eq!(done.ended_by, "MC1");
}

#[tokio::test]
async fn another_desk_neither_sees_nor_changes_it() {
    let app = SmallOffice::with_neighbours();
    fail(&app);
    let mut ward = app.signed_in("PW1").await;
    let page = ward.page(PAGE).await;
    assert!(page.contains(&app.of_b) && !page.contains(&app.paused), "{page}");
    let notices = app.app.outbox(100).unwrap();
    let foreign = notices.iter().find(|n| n.stream.as_deref() == Some("dossier/pb/paused"));
    let (id, token) = (foreign.unwrap().id.to_string(), hidden(&page, "token"));
    let text = ward.post(PAGE, &[("token", &token), ("id", &id), ("act", "again")]).await;
    assert_eq!(text.status, StatusCode::CONFLICT);
    assert_eq!(states(&app, "paused"), ["failed", "failed"]);
}

#[tokio::test]
async fn after_its_term_the_dossier_shows_that_it_was_sent_and_nothing_else_of_it() {
    let app = SmallOffice::new();
    let now = at("06-15 17:30");
    loop {
        let due = app.app.take_due_notices(rules::NoticeWay::Sms, (9, 9), Vec::new(), now).unwrap();
        if due.is_empty() {
            break;
        }
        due.iter().for_each(|notice| app.app.delivered(notice, now).unwrap());
    }
    let day_before = Instant(now.0 + app::TERM_MILLIS - 86_400_000);
    assert_eq!(app.app.clear_old_notices(day_before).unwrap(), 0);
    assert!(app.app.clear_old_notices(Instant(now.0 + app::TERM_MILLIS + 1)).unwrap() > 0);
    assert_eq!(app.app.clear_old_notices(Instant(now.0 + app::TERM_MILLIS + 1)).unwrap(), 0);
    assert!(app.app.outbox(100).unwrap().iter().all(|notice| notice.address.is_empty()));
    let mut desk = app.signed_in("MC1").await;
    let page = desk.page(&format!("/dossier/{}", app.paused)).await;
    let words = format!("Hồ sơ {} đã được tiếp nhận (đã gửi lúc", app.paused);
    assert!(page.contains(&words), "{page}");
}

#[tokio::test]
async fn an_agency_has_words_of_its_own_in_one_language() {
    let app = SmallOffice::new();
    let mut rules = (*app.app.rules()).clone();
    let notices = app.app.outbox(100).unwrap();
    let received = notices.iter().find(|notice| notice.subject == "turn:received").unwrap();
    let code = app::turn_of(received).unwrap().code;
    let released = web::notice_in_words(&rules, Language::Vietnamese, received);
    let english = web::notice_in_words(&rules, Language::English, received);
    rules.notices.push(NoticeTemplate {
        turn: "received".into(),
        language: Language::Vietnamese,
        subject: "Đã nhận {code}".into(),
        text: "Phường đã nhận hồ sơ {code}.".into(),
    });
    let own = web::notice_in_words(&rules, Language::Vietnamese, received);
    assert_ne!(own, released);
    assert_eq!(own, (format!("Đã nhận {code}"), format!("Phường đã nhận hồ sơ {code}.")));
    assert_eq!(web::notice_in_words(&rules, Language::English, received), english);
}

#[tokio::test]
async fn who_gets_the_result_by_post_reads_where_the_item_is() {
    let app = SmallOffice::new();
    let command = Command::Post { tracking: "EE 1".into() };
    Life { app: &app.app }.desk("early", "06-15 17:30", command);
    let posted = app.app.outbox(1).unwrap().remove(0);
    let mut rules = (*app.app.rules()).clone();
    let words = |rules: &rules::Rules| web::notice_in_words(rules, Language::English, &posted).1;
    assert!(words(&rules).contains("EE 1") && !words(&rules).contains("https://"));
    let results = &mut rules.agency.as_mut().unwrap().results;
    results.tracking = Some("https://post.example.vn/?code={number}".into());
    assert!(words(&rules).ends_with("https://post.example.vn/?code=EE%201"), "{}", words(&rules));
}

/// The values that words of an agency may name are those that the released words name.
#[test]
fn every_turn_has_the_values_of_its_released_words() {
    const ALL: [&str; 10] =
        ["code", "due", "due_before", "items", "date", "day", "unit", "desk", "reason", "key"];
    let marks = ALL.map(|name| format!("<{name}>"));
    let values: Vec<_> = ALL.iter().zip(&marks).map(|(name, mark)| (*name, mark.into())).collect();
    for (turn, named) in rules::NOTICE_VALUES {
        let mut used = Vec::new();
        for language in Language::ALL {
            for key in [format!("notice-{turn}"), format!("notice-{turn}_said")] {
                let text = messages::text(language, &key, &values);
                used.extend(ALL.into_iter().filter(|name| text.contains(&format!("<{name}>"))));
            }
        }
        used.sort_unstable();
        used.dedup();
        assert!(used.iter().all(|name| named.contains(name)), "{turn}: {used:?}");
        assert!(used.contains(&"code"), "{turn}");
    }
}
