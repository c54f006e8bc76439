//! Hand-over of several dossiers at once, and results that are handed over to citizens.

use axum::http::StatusCode;
use dossier::{Command, Role};

use super::open_office;
use crate::requests::whole;
use crate::session::{Browser, hidden, sent_to};
use crate::small_office::{Description, Life, SmallOffice, at, personal, view};

const PAGE: &str = "/desk/handovers";

fn two_more(app: &SmallOffice) -> [String; 2] {
    let life = Life { app: &app.app };
    ["one", "two"].map(|id| life.receive(id, "06-18 07:40"))
}

/// Sends the form of a page with these dossiers ticked.
async fn give(browser: &mut Browser<'_>, page: &str, codes: &[&String], act: &str) -> Description {
    let (token, key) = (hidden(page, "token"), hidden(page, "key"));
    let versions: Vec<(String, String)> = codes
        .iter()
        .map(|code| (format!("version.{code}"), hidden(page, &format!("version.{code}"))))
        .collect();
    let mut fields =
        vec![("token", token.as_str()), ("key", &key), ("to.A.verify", "A1"), ("act", act)];
    fields.extend(codes.iter().map(|code| ("pick", code.as_str())));
    fields.extend(versions.iter().map(|(name, value)| (name.as_str(), value.as_str())));
    browser.post(PAGE, &fields).await
}

#[tokio::test]
async fn possible_hand_overs_are_done_and_the_others_are_listed() {
    let app = open_office();
    let [one, two] = two_more(&app);
    let mut desk = app.signed_in("MC1").await;
    let page = desk.page(PAGE).await;
    assert!(page.contains("Phòng A · Thẩm định"), "{page}");
    // In another window the first dossier is given at the same time.
    let given = Command::Give {
        to: "A3".into(),
        unit: "A".into(),
        step: "verify".into(),
        proposes_decline: None,
    };
    Life { app: &app.app }.desk("one", "06-18 07:50", given);
    let text = give(&mut desk, &page, &[&one, &two], "give").await;
    assert_eq!(text.status, StatusCode::CONFLICT);
    let faults =
        text.body.split("class=\"faults\"").nth(1).unwrap().split("</div>").next().unwrap();
    assert!(faults.contains(&one) && !faults.contains(&two), "{faults}");
    assert!(text.body.contains("Đã bàn giao 1 hồ sơ"));
    // The same form again gives no dossier twice.
    let text = give(&mut desk, &page, &[&two], "give").await;
    assert_eq!(sent_to(&text), "/desk/handovers?given=1");
    // What the form gave stands on a list with a number; the other offer can be listed.
    let page = desk.page(PAGE).await;
    let first = "/handover-lists/MC.handover_list.2018.1";
    assert_eq!(page.matches(&format!("href=\"{first}\"")).count(), 1, "{page}");
    let list = desk.page(first).await;
    assert!(list.contains(&two) && !list.contains(&one), "{list}");
    assert!(list.contains("Danh sách bàn giao hồ sơ số 1/2018"), "{list}");
    let (token, key) = (hidden(&page, "token"), hidden(&page, "key"));
    let fields = [("token", token.as_str()), ("key", &key), ("act", "list"), ("unit", "A")];
    let second = "/handover-lists/MC.handover_list.2018.2";
    assert_eq!(sent_to(&desk.post(PAGE, &fields).await), second);
    let list = desk.page(second).await;
    assert!(list.contains(&one) && !list.contains(&two) && list.contains("Nguyễn A3"), "{list}");
    let mut taker = app.signed_in("A1").await;
    let lists = taker.page("/handover-lists").await;
    assert!(lists.contains(first) && lists.contains(second), "{lists}");
    let paper = taker.get(&format!("{second}/paper")).await;
    assert_eq!((paper.status, &paper.body[..8]), (StatusCode::OK, "%PDF-1.7"));
    let mut other = app.signed_in("B1").await;
    assert_eq!(other.get(second).await.status, StatusCode::NOT_FOUND);
    assert_eq!(other.get(&format!("{second}/paper")).await.status, StatusCode::NOT_FOUND);
}

/// A unit lists its results for the desk; each stands on one list.
#[tokio::test]
async fn a_unit_lists_its_results_for_the_desk() {
    let app = open_office();
    let mut unit = app.signed_in("A1").await;
    let page = unit.page("/unit-results").await;
    assert!(page.contains(&app.late) && page.contains(&app.early), "{page}");
    let (token, key) = (hidden(&page, "token"), hidden(&page, "key"));
    let mut fields = vec![("token", token.as_str()), ("key", &key), ("act", "list")];
    let empty = unit.post("/unit-results", &fields).await;
    assert_eq!(empty.status, StatusCode::UNPROCESSABLE_ENTITY);
    fields.push(("pick", &app.late));
    let list = "/handover-lists/A.result_list.2018.1";
    for _ in 0..2 {
        assert_eq!(sent_to(&unit.post("/unit-results", &fields).await), list, "a form counts once");
    }
    let page = unit.page("/unit-results").await;
    let offers = |code: &str| page.contains(&format!("value=\"{code}\""));
    assert!(!offers(&app.late) && offers(&app.early), "{page}");
    let key = hidden(&page, "key");
    fields[1].1 = &key;
    let again = unit.post("/unit-results", &fields).await;
    assert_eq!(again.status, StatusCode::CONFLICT);
    assert!(again.body.contains("đã có trong danh sách lập lúc"), "{}", again.body);
    let mut desk = app.signed_in("MC1").await;
    let page = desk.page(list).await;
    assert!(page.contains("Danh sách bàn giao kết quả giải quyết hồ sơ số 1/2018"), "{page}");
    assert_eq!(desk.get(&format!("{list}/paper")).await.status, StatusCode::OK);
}

/// A button ticks all rows, each of which stays visible; no dossier is given before the form is
/// sent.
#[tokio::test]
async fn all_rows_are_ticked_before_they_are_given() {
    let app = open_office();
    let [one, two] = two_more(&app);
    let mut desk = app.signed_in("MC1").await;
    let page = desk.page(PAGE).await;
    assert!(!page.contains(&format!("value=\"{one}\" checked")), "{page}");
    let token = hidden(&page, "token");
    let fields = [("token", token.as_str()), ("act", "tick"), ("shown", &one), ("shown", &two)];
    let text = desk.post(PAGE, &fields).await;
    assert_eq!(text.status, StatusCode::OK);
    for code in [&one, &two] {
        assert!(text.body.contains(&format!("value=\"{code}\" checked")), "{}", text.body);
    }
    let rows = text.body.matches("name=\"shown\"").count();
    let heading = format!("{rows} hồ sơ ông/bà đang giữ");
    assert!(rows >= 2 && text.body.contains(&heading), "{rows}: {}", text.body);
}

#[tokio::test]
async fn what_comes_back_is_accepted_many_at_once() {
    let app = open_office();
    let codes = two_more(&app);
    let life = Life { app: &app.app };
    for id in ["one", "two"] {
        let give = |to: &str, unit: &str, step: &str| Command::Give {
            to: to.into(),
            unit: unit.into(),
            step: step.into(),
            proposes_decline: None,
        };
        life.desk(id, "06-18 07:45", give("A1", "A", "verify"));
        life.does("A1", Role::Specialist, "A", id, "06-18 07:46", Command::Accept);
        let back = give("MC1", "MC", "approve");
        life.does("A1", Role::Specialist, "A", id, "06-18 07:47", back);
    }
    let mut desk = app.signed_in("MC1").await;
    let page = desk.page(PAGE).await;
    let text = give(&mut desk, &page, &[&codes[0], &codes[1]], "accept").await;
    assert_eq!(sent_to(&text), "/desk/handovers?accepted=2");
    let page = desk.follow(&text).await;
    assert!(page.contains("Đã nhận 2 hồ sơ") && page.contains("Đã ở bước cuối"), "{page}");
}

fn shows_who_took_it(dossier: &str) {
    let line = "Người khác, có giấy ủy quyền · Lê Văn Nhận · 079000000002 · Số 12, UBND phường 1";
    assert!(dossier.matches(line).count() == 1, "in the history: {dossier}");
    assert!(dossier.contains("Bằng chữ ký của người nhận"), "{dossier}");
}

#[tokio::test]
async fn a_result_is_handed_over_once_and_a_late_one_with_its_reason() {
    let app = open_office();
    let life = Life { app: &app.app };
    let code = life.receive("slow", "06-01 08:00");
    let waived = Command::Finish { without_letter: Some("Phòng chưa gửi".into()) };
    life.approve("slow", "06-18 07:40");
    life.does("A2", Role::Head, "A", "slow", "06-18 07:45", waived);
    let mut desk = app.signed_in("MC1").await;
    let list = desk.page("/desk/results").await;
    assert!(list.contains(&code) && list.contains(&app.early) && list.contains("Bí Mật"));
    assert!(list.contains("Báo người nộp") && list.contains("đang chờ gửi"), "{list}");
    let search = [("q", "bi mat"), ("act", "find")];
    let results = desk.send("/desk/results", "/desk/results", &search).await.body;
    whole("/desk/results", &results);
    assert!(results.contains("Nguyễn Thị Bí Mật") && results.contains(&code));
    let address = format!("/desk/results?code={code}");
    let search = [("q", code.as_str()), ("act", "find")];
    let text = desk.send("/desk/results", "/desk/results", &search).await;
    assert_eq!(sent_to(&text), address);
    let page = desk.page(&address).await;
    let (key, version) = (hidden(&page, "key"), hidden(&page, "version"));
    let without_taker =
        [("key", key.as_str()), ("version", &version), ("code", &code), ("act", "hand_over")];
    let text = desk.send(&address, "/desk/results", &without_taker).await;
    assert!(text.body.contains("<a href=\"#taker\">"), "{}", text.body);
    let fields = |reason| {
        [
            ("key", key.as_str()),
            ("version", &version),
            ("code", &code),
            ("without_letter", reason),
            ("taker", "other"),
            ("taker_name", "Lê Văn Nhận"),
            ("taker_identity", "079000000002"),
            ("taker_paper", "Số 12, UBND phường 1"),
            ("taker_paper_day", "17/06/2018"),
            ("act", "hand_over"),
        ]
    };
    let text = desk.send(&address, "/desk/results", &fields("")).await;
    assert_eq!(text.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(text.body.contains("<a href=\"#without_letter\">"), "{}", text.body);
    let to = format!("/desk/results?handed_over={code}");
    for _ in 0..2 {
        let text = desk.send("/desk/results", "/desk/results", &fields("Người dân đến nhận")).await;
        assert_eq!(sent_to(&text), to);
    }
    let taken = personal(&app.app, "dossier/pb/slow", at("06-18 08:00")).taken_by.unwrap();
    assert_eq!((taken.relation.as_str(), taken.name.as_str()), ("other", "Lê Văn Nhận"));
    assert_eq!(taken.authorised_on, Some("2018-06-17".parse().unwrap()));
    shows_who_took_it(&desk.page(&format!("/dossier/{code}")).await);
    let list = desk.page(&to).await;
    assert!(list.split("id=\"today\"").nth(1).unwrap().contains(&code));
    let posted = [
        ("key", "0123456789abcdef0123456789abcdef"),
        ("code", app.early.as_str()),
        ("version", ""),
        ("tracking", ""),
        ("act", "post"),
    ];
    let text = desk.send("/desk/results", "/desk/results", &posted).await;
    assert!(text.body.contains("<a href=\"#tracking\">"));
    let mut posted = posted;
    posted[3].1 = "EA123456789VN";
    let text = desk.send("/desk/results", "/desk/results", &posted).await;
    assert_eq!(sent_to(&text), format!("/desk/results?posted={}", app.early));
    let list = desk.page(sent_to(&text)).await;
    let today = list.split("id=\"today\"").nth(1).unwrap();
    assert!(today.contains(&app.early), "ready two weeks ago, given out today");
}

#[tokio::test]
async fn another_person_brings_a_paper_with_number_and_day() {
    let app = open_office();
    let mut desk = app.signed_in("MC1").await;
    let address = format!("/desk/results?code={}", app.early);
    let page = desk.page(&address).await;
    for (missing, field) in [("", "taker_paper"), ("Số 12", "taker_paper_day")] {
        let typed = [
            ("version", hidden(&page, "version")),
            ("code", app.early.clone()),
            ("taker", "other".into()),
            ("taker_name", "Lê Văn Nhận".into()),
            ("taker_identity", "079000000002".into()),
            ("taker_paper", missing.into()),
            // A day that has not come.
            ("taker_paper_day", "19/06/2018".into()),
            ("act", "hand_over".into()),
        ];
        let typed = typed.each_ref().map(|(name, value)| (*name, value.as_str()));
        let text = desk.submit(&page, "/desk/results", &typed).await;
        assert_eq!(text.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(text.body.contains(&format!("<a href=\"#{field}\">")), "{}", text.body);
        assert!(text.body.contains("Lê Văn Nhận"), "what was typed stays");
    }
}

#[tokio::test]
async fn a_result_is_handed_over_against_its_code() {
    let app = open_office();
    let mut desk = app.signed_in("MC1").await;
    let (address, stream) = (format!("/desk/results?code={}", app.early), "dossier/pb/early");
    let seen = view(&app.app, stream, at("06-18 08:00"));
    let code = app.app.collection_code(&seen).unwrap().unwrap();
    let page = desk.page(&address).await;
    let dossier = desk.page(&format!("/dossier/{}", app.early)).await;
    assert!(!page.contains(&code) && !dossier.contains(&code), "no officer reads it");
    let version = hidden(&page, "version");
    let typed = |code: &'static str| [("taker_code", code)];
    let rest = [
        ("version", version.as_str()),
        ("code", &app.early),
        ("taker", "applicant"),
        ("act", "hand_over"),
    ];
    let wrong = if code == "000000" { "111111" } else { "000000" };
    let wrong = [&rest[..], &typed(wrong)[..]].concat();
    let text = desk.submit(&page, "/desk/results", &wrong).await;
    assert_eq!(text.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(text.body.contains("<a href=\"#taker_code\">"), "{}", text.body);
    assert!(text.body.contains("cho người nhận ký vào sổ theo dõi"), "the way open");
    let spelled = format!("{} {}", &code[..3], &code[3..]);
    let right = [&rest[..], &[("taker_code", spelled.as_str())]].concat();
    for _ in 0..2 {
        let text = desk.submit(&page, "/desk/results", &right).await;
        assert_eq!(
            sent_to(&text),
            format!("/desk/results?handed_over={}", app.early),
            "pressed twice"
        );
    }
    let after = view(&app.app, stream, at("06-18 08:00"));
    assert!(after.state.handed_over_by_code);
    assert_eq!(app.app.collection_code(&after).unwrap(), None, "it works once");
    let dossier = desk.page(&format!("/dossier/{}", app.early)).await;
    assert!(dossier.contains("Bằng mã nhận kết quả"), "{dossier}");
}

#[tokio::test]
async fn a_result_that_the_post_brings_back_waits_again() {
    let app = open_office();
    let mut desk = app.signed_in("MC1").await;
    let address = format!("/desk/results?code={}", app.early);
    let page = desk.page(&address).await;
    let version = hidden(&page, "version");
    let posted = [
        ("version", version.as_str()),
        ("code", &app.early),
        ("tracking", "EA1VN"),
        ("act", "post"),
    ];
    desk.submit(&page, "/desk/results", &posted).await;
    let page = desk.page(&address).await;
    for words in ["EA1VN", "do/post_delivered", "do/post_returned"] {
        assert!(page.contains(words), "{words}: {page}");
    }
    let life = Life { app: &app.app };
    let reason = dossier::event::ReturnReason::Absent;
    life.desk("early", "06-18 08:00", Command::PostReturned { reason });
    let list = desk.page("/desk/results").await;
    assert!(list.split("id=\"today\"").next().unwrap().contains(&app.early), "{list}");
    assert!(!list.split("id=\"today\"").nth(1).unwrap().contains(&app.early));
    assert!(list.contains("đã chờ 14 ngày"), "{list}");
    let sent = app.app.outbox(1).unwrap().remove(0);
    assert_eq!(sent.subject, "turn:post_returned");
}

#[tokio::test]
async fn what_was_handed_over_today_is_paged() {
    let app = open_office();
    let life = Life { app: &app.app };
    for n in 0..21 {
        let id = format!("r{n}");
        life.receive(&id, "06-15 08:00");
        life.finish(&id, "06-15 09:00");
        life.desk(&id, "06-18 08:00", Command::HandOver { without_letter: None, by_code: false });
    }
    let mut desk = app.signed_in("MC1").await;
    let list = desk.page("/desk/results").await;
    let (_, today) = list.split_once("id=\"today\"").unwrap();
    let links = |today: &str| today.matches("href=\"/dossier/").count();
    assert!(today.contains("(21)") && links(today) == 20, "{today}");
    let (_, more) = today.split_once("<a href=\"/desk/results?before=").unwrap();
    let place = more.split_once('#').unwrap().0;
    let list = desk.page(&format!("/desk/results?before={place}")).await;
    let (_, today) = list.split_once("id=\"today\"").unwrap();
    assert!(today.contains("(21)") && links(today) == 1 && !today.contains("?before="), "{today}");
}
