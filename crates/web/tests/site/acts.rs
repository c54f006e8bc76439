//! Acts on a dossier over HTTP: each action for the actors whom it is permitted, no act twice, no
//! input lost, every result shown.

mod corrections;
mod files;
mod seen;
mod several;
mod whole;

use app::{Submission, Who, role_of};
use axum::http::StatusCode;
use dossier::{Action, Command, Event, Recorded, Role, available_actions};

use crate::session::{Browser, hidden, sent_to};
use crate::small_office::{OFFICERS, SECRET, SmallOffice, at, personal, reads};

const OPEN: &str = "dossier/pb/open";

fn history(app: &SmallOffice, stream: &str) -> Vec<Recorded> {
    crate::small_office::view(&app.app, stream, at("06-15 17:30")).history
}

fn code(app: &SmallOffice, stream: &str) -> String {
    crate::small_office::view(&app.app, stream, at("06-15 17:30")).state.code
}

fn actor(app: &SmallOffice, id: &str) -> dossier::Actor {
    let rules = app.app.rules();
    let officer = rules.officer(id).unwrap();
    dossier::Actor::new(id, role_of(officer.post), &officer.unit)
}

fn act(app: &SmallOffice, officer: &str, command: Command) {
    let submission = Submission {
        stream: OPEN.into(),
        actor: actor(app, officer),
        command,
        at: at("06-15 17:30"),
        key: None,
        sealed: None,
    };
    app.app.execute(submission).unwrap();
}

/// The code of the open dossier, which a specialist holds.
fn with_a1(app: &SmallOffice) -> String {
    let step = "verify".to_owned();
    act(
        app,
        "MC1",
        Command::Give { to: "A1".into(), unit: "A".into(), step, proposes_decline: None },
    );
    act(app, "A1", Command::Accept);
    code(app, OPEN)
}

/// Fills in a form as its page shows it, and sends it.
async fn fill(
    browser: &mut Browser<'_>,
    form: &str,
    fields: &[(&str, &str)],
) -> crate::small_office::Description {
    let page = browser.page(form).await;
    let [key, version] = ["key", "version"].map(|name| hidden(&page, name));
    let token = hidden(&page[page.find("<main").unwrap()..], "token");
    let mut all = vec![("token", token.as_str()), ("key", &key), ("version", &version)];
    all.extend_from_slice(fields);
    browser.post(form, &all).await
}

/// Each officer, each action, in three states: a page for those who are permitted, a refusal with a
/// reason for those whose role has the action, no page for the others.
#[tokio::test]
async fn each_action_is_there_for_whom_it_is_allowed() {
    let app = SmallOffice::new();
    let now = at("06-15 17:30");
    for (id, ..) in OFFICERS {
        let actor = actor(&app, id);
        let mut browser = app.signed_in(id).await;
        for stream in [OPEN, "dossier/pb/paused", "dossier/pb/late"] {
            let code = code(&app, stream);
            let who =
                Who::Officer { actor: actor.clone(), login: String::new(), name: String::new() };
            let dossier = app.app.open_stream(&who, stream, now).unwrap();
            for action in Action::ALL {
                let text = browser.get(&format!("/dossier/{code}/do/{}", action.code())).await;
                let role = action.permitted().iter().any(|(role, _)| *role == actor.role);
                let elsewhere = matches!(action, Action::File | Action::CompleteAtOnce);
                let expected = match &dossier {
                    _ if actor.role == Role::Inspector => StatusCode::FORBIDDEN,
                    None => StatusCode::NOT_FOUND,
                    Some(_) if !role || elsewhere => StatusCode::NOT_FOUND,
                    Some(_)
                        if matches!(action, Action::Receive | Action::HandOver | Action::Post) =>
                    {
                        StatusCode::SEE_OTHER
                    }
                    Some(dossier) => {
                        let can =
                            available_actions(&dossier.view.state, &actor, now).contains(action);
                        if can { StatusCode::OK } else { StatusCode::CONFLICT }
                    }
                };
                assert_eq!(text.status, expected, "{id} {stream} {action:?}: {}", text.body);
            }
        }
    }
}

#[tokio::test]
async fn a_double_click_gives_one_event() {
    let app = SmallOffice::new();
    let code = code(&app, OPEN);
    let before = history(&app, OPEN).len();
    let mut browser = app.signed_in("MC1").await;
    let form = format!("/dossier/{code}/do/give");
    let page = browser.page(&form).await;
    let [key, version] = ["key", "version"].map(|name| hidden(&page, name));
    let token = hidden(&page, "token");
    let fields = [
        ("token", token.as_str()),
        ("key", &key),
        ("version", &version),
        ("step", "verify"),
        ("to", "A1"),
        ("unit", "nowhere"),
        ("no_such_field", "x"),
    ];
    for _ in 0..2 {
        let text = browser.post(&form, &fields).await;
        assert_eq!(text.status, StatusCode::SEE_OTHER, "{}", text.body);
        assert_eq!(sent_to(&text), format!("/dossier/{code}?done=give"));
    }
    let history = history(&app, OPEN);
    assert_eq!(history.len(), before + 1);
    let given = &history[before].event;
    assert!(
        matches!(given, Event::Given { to, unit, .. } if to == "A1" && unit == "A"),
        "{given:?}"
    );
}

/// Two officers act at once: the second one sees the act of the first, and keeps the typed input.
#[tokio::test]
async fn the_second_of_two_officers_sees_the_change_and_loses_nothing() {
    let app = SmallOffice::new();
    let code = with_a1(&app);
    let mut browser = app.signed_in("A1").await;
    let form = format!("/dossier/{code}/do/ask_supplement");
    let page = browser.page(&form).await;
    act(&app, "LD1", Command::Note);
    let fields = |page: &str, token: &str, key: &str| {
        vec![
            ("token".to_owned(), token.to_owned()),
            ("key".to_owned(), key.to_owned()),
            ("version".to_owned(), hidden(page, "version")),
            ("items".to_owned(), "Bản vẽ <mặt bằng>\nSổ hồng".to_owned()),
        ]
    };
    let (token, key) = (hidden(&page, "token"), hidden(&page, "key"));
    let before = history(&app, OPEN).len();
    let post = fields(&page, &token, &key);
    let post: Vec<(&str, &str)> = post.iter().map(|(n, v)| (n.as_str(), v.as_str())).collect();
    let text = browser.post(&form, &post).await;
    assert_eq!(text.status, StatusCode::CONFLICT);
    assert!(text.body.contains("Nguyễn LD1: Ghi chú"), "{}", text.body);
    assert!(text.body.contains("Bản vẽ &#60;mặt bằng&#62;\nSổ hồng"), "{}", text.body);
    assert_eq!(history(&app, OPEN).len(), before);
    let again = fields(&text.body, &token, &key);
    let mut again: Vec<(&str, &str)> =
        again.iter().map(|(n, v)| (n.as_str(), v.as_str())).collect();
    let text = browser.post(&form, &again).await;
    // The officer reads the notice before it is sent.
    assert_eq!(text.status, StatusCode::OK);
    for expected in ["đề nghị ông/bà nộp bổ sung", "chậm nhất thứ Bảy 30/06/2018: Bản vẽ"]
    {
        assert!(text.body.contains(expected), "{expected}: {}", text.body);
    }
    again.push(("sure", "1"));
    let text = browser.post(&form, &again).await;
    assert_eq!(text.status, StatusCode::SEE_OTHER, "{}", text.body);
    let last = history(&app, OPEN).pop().unwrap().event;
    assert!(matches!(last, Event::SupplementAsked { items, .. } if items.len() == 2));
}

/// An act that has become impossible is refused in words, with the typed input and the possible
/// actions.
#[tokio::test]
async fn what_is_no_longer_possible_is_refused_in_words() {
    let app = SmallOffice::new();
    let code = with_a1(&app);
    let mut browser = app.signed_in("A1").await;
    let form = format!("/dossier/{code}/do/pause");
    let page = browser.page(&form).await;
    let reassigned =
        Command::Reassign { to: "A3".into(), unit: "A".into(), reason: "chia việc".into() };
    act(&app, "A2", reassigned);
    let [token, key, version] = ["token", "key", "version"].map(|name| hidden(&page, name));
    let fields = [
        ("token", token.as_str()),
        ("key", &key),
        ("version", &version),
        ("reason", "agency"),
        ("basis", "Luật Đất đai"),
    ];
    let text = browser.post(&form, &fields).await;
    assert_eq!(text.status, StatusCode::CONFLICT);
    for words in ["Luật Đất đai", "Nguyễn A2: Phân công lại", "/do/note"] {
        assert!(text.body.contains(words), "{words}: {}", text.body);
    }
    assert!(!text.body.contains("/do/give\""));
    let version = hidden(&browser.page(&format!("/dossier/{code}/do/note")).await, "version");
    let fields = [("token", token.as_str()), ("key", "other"), ("version", &version)];
    let text = browser.post(&form, &fields).await;
    assert_eq!(text.status, StatusCode::CONFLICT);
    assert!(!text.body.contains("Hồ sơ vừa có thay đổi"), "nobody acted since: {}", text.body);
}

#[tokio::test]
async fn all_that_is_missing_is_named_at_once() {
    let app = SmallOffice::new();
    let code = with_a1(&app);
    let mut browser = app.signed_in("A1").await;
    let form = format!("/dossier/{code}/do/return_step");
    let text = fill(&mut browser, &form, &[("step", "approve"), ("reason", "  ")]).await;
    assert_eq!(text.status, StatusCode::UNPROCESSABLE_ENTITY);
    for field in ["step", "to", "reason"] {
        assert!(text.body.contains(&format!("<a href=\"#{field}\">")), "{field}: {}", text.body);
        assert!(text.body.contains(&format!("id=\"{field}-fault\"")), "{field}");
    }
    let text =
        fill(&mut browser, &format!("/dossier/{code}/do/consult"), &[("due", "hôm nay")]).await;
    assert_eq!(text.status, StatusCode::UNPROCESSABLE_ENTITY);
    let past = [("unit", "B"), ("due", "2018-06-01T08:00")];
    let text = fill(&mut browser, &format!("/dossier/{code}/do/consult"), &past).await;
    assert_eq!(text.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(text.body.contains("hạn trả lời (sau lúc này)"), "{}", text.body);
}

#[tokio::test]
async fn what_cannot_be_taken_back_is_asked_once_more() {
    let app = SmallOffice::new();
    let code = code(&app, OPEN);
    let mut browser = app.signed_in("MC1").await;
    let form = format!("/dossier/{code}/do/withdraw");
    let before = history(&app, OPEN).len();
    let text = fill(&mut browser, &form, &[("reason", "đổi ý")]).await;
    assert_eq!(text.status, StatusCode::OK);
    assert!(text.body.contains("đổi ý") && text.body.contains("name=\"sure\""), "{}", text.body);
    assert_eq!(history(&app, OPEN).len(), before);
    let text = fill(&mut browser, &form, &[("reason", "đổi ý"), ("back", "1")]).await;
    assert!(text.body.contains("<textarea") && text.body.contains("đổi ý</textarea>"));
    let text = fill(&mut browser, &form, &[("reason", "đổi ý"), ("sure", "1")]).await;
    assert_eq!(text.status, StatusCode::SEE_OTHER, "{}", text.body);
    assert_eq!(history(&app, OPEN).len(), before + 1);
}

/// Signing asks for the second factor where it was not shown within the last minutes; a wrong code
/// loses no input.
#[tokio::test]
async fn signing_asks_for_the_second_factor() {
    let app = SmallOffice::new();
    let code = with_a1(&app);
    let mut browser = app.signed_in("A2").await;
    app.wait(6);
    let form = format!("/dossier/{code}/do/extend");
    let good = [("amount", "3"), ("unit", "working_days"), ("basis", "Điều 19")];
    let text = fill(&mut browser, &form, &good).await;
    assert_eq!(text.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(text.body.contains("href=\"#step_code\"") && text.body.contains("Điều 19"));
    let with = |code: &'static str| [good.as_slice(), &[("step_code", code)]].concat();
    let text = fill(&mut browser, &form, &with("000000")).await;
    assert_eq!(text.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(text.body.contains("Điều 19") && !text.body.contains("000000"), "{}", text.body);
    let now = (at("06-15 17:30").0 + 6 * 60_000) as u64 / 1000;
    let right = credentials::totp::code(SECRET, now).unwrap();
    let fields = [good.as_slice(), &[("step_code", right.as_str())]].concat();
    let text = fill(&mut browser, &form, &fields).await;
    assert_eq!(text.status, StatusCode::SEE_OTHER, "{}", text.body);
    let last = history(&app, OPEN).pop().unwrap().event;
    assert!(matches!(last, Event::Extended { .. }), "{last:?}");
}

/// A head requests the second supplement; no other officer can claim a head's approval.
#[tokio::test]
async fn a_second_supplement_is_the_heads() {
    let app = SmallOffice::new();
    let code = with_a1(&app);
    let items = vec!["Bản vẽ".to_owned()];
    act(&app, "A1", Command::AskSupplement { items, approved_by: None });
    act(&app, "MC1", Command::Supply { items: Vec::new() });
    let form = format!("/dossier/{code}/do/ask_supplement");
    let mut browser = app.signed_in("A1").await;
    let text = browser.get(&form).await;
    assert_eq!(text.status, StatusCode::CONFLICT);
    assert!(text.body.contains("người đứng đầu"), "{}", text.body);
    let note = browser.page(&format!("/dossier/{code}/do/note")).await;
    let [token, version] = ["token", "version"].map(|name| hidden(&note, name));
    let claimed = [
        ("token", token.as_str()),
        ("key", "k"),
        ("version", &version),
        ("items", "Sổ"),
        ("approved_by", "A2"),
    ];
    assert_eq!(browser.post(&form, &claimed).await.status, StatusCode::CONFLICT);
    let step = "approve".to_owned();
    act(
        &app,
        "A1",
        Command::Give { to: "A2".into(), unit: "A".into(), step, proposes_decline: None },
    );
    act(&app, "A2", Command::Accept);
    let mut head = app.signed_in("A2").await;
    let own = head.get(&form).await;
    assert_eq!(own.status, StatusCode::CONFLICT, "the head holds it");
    let reassigned = Command::Reassign { to: "A1".into(), unit: "A".into(), reason: "x".into() };
    act(&app, "LD1", reassigned);
    let text = fill(&mut head, &form, &[("items", "Sổ"), ("sure", "1")]).await;
    assert_eq!(text.status, StatusCode::SEE_OTHER, "{}", text.body);
    let last = history(&app, OPEN).pop().unwrap().event;
    assert!(matches!(last, Event::SupplementAsked { approved_by: Some(by), .. } if by == "A2"));
}

/// A text that may name a person is sealed, and shown to those who may read it.
#[tokio::test]
async fn a_note_is_sealed() {
    let app = SmallOffice::new();
    let code = with_a1(&app);
    let mut browser = app.signed_in("A1").await;
    let form = format!("/dossier/{code}/do/note");
    let text = fill(&mut browser, &form, &[("note", "Bà Bí Mật gọi điện")]).await;
    assert_eq!(text.status, StatusCode::SEE_OTHER, "{}", text.body);
    let last = history(&app, OPEN).pop().unwrap();
    assert_eq!(last.event, Event::Noted);
    assert_eq!(last.sealed, None, "no view has it");
    let texts = personal(&app.app, OPEN, app.now()).texts;
    assert_eq!(texts.last().unwrap().as_deref(), Some("Bà Bí Mật gọi điện"));
}

/// The buttons of the dossier's page are exactly the possible actions; names are shown to those who
/// work on the dossier, and each view is on record.
#[tokio::test]
async fn the_page_offers_what_can_be_done_and_notes_who_read() {
    let app = SmallOffice::new();
    let code = with_a1(&app);
    let now = at("06-15 17:30");
    for (id, ..) in OFFICERS {
        let actor = actor(&app, id);
        let who = Who::Officer { actor: actor.clone(), login: String::new(), name: String::new() };
        let Some(dossier) = app.app.open_stream(&who, OPEN, now).unwrap() else { continue };
        let page = app.signed_in(id).await.page(&format!("/dossier/{code}")).await;
        for action in Action::ALL {
            let button = page.contains(&format!("/do/{}\"", action.code()));
            assert_eq!(button, dossier.actions.contains(action), "{id} {action:?}");
        }
        let named = page.contains("Nguyễn Thị Bí Mật") && page.contains("12 Phố Kín");
        assert_eq!(named, dossier.visibility.personal, "{id}");
        let reads = reads(&app.app, OPEN).into_iter().filter(|read| read.actor == id).count();
        assert_eq!(reads, usize::from(dossier.visibility.personal), "{id}");
    }
}

/// Offers are accepted in the queue, one by one or several at once, once even if sent twice.
#[tokio::test]
async fn offers_are_accepted_in_the_queue() {
    let app = SmallOffice::new();
    let step = "verify".to_owned();
    act(
        &app,
        "MC1",
        Command::Give { to: "A1".into(), unit: "A".into(), step, proposes_decline: None },
    );
    let code = code(&app, OPEN);
    let mut browser = app.signed_in("A1").await;
    let queue = browser.page("/work").await;
    assert!(queue.contains(&format!("/dossier/{code}/do/accept")), "{queue}");
    assert!(queue.contains("Nguyễn Thị Bí Mật"), "a queue names people");
    assert_eq!(reads(&app.app, OPEN).len(), 1, "their showing is on record");
    let main = &queue[queue.find("id=\"bulk\"").unwrap()..];
    let [token, key] = ["token", "key"].map(|name| hidden(main, name));
    let picked = hidden(&queue, "pick");
    let before = history(&app, OPEN).len();
    let none = [("token", token.as_str()), ("what", "accept"), ("key", &key)];
    assert_eq!(browser.post("/work", &none).await.status, StatusCode::CONFLICT);
    let fields = [none.as_slice(), &[("pick", picked.as_str())]].concat();
    for _ in 0..2 {
        let text = browser.post("/work", &fields).await;
        assert_eq!(sent_to(&text), "/work?done=accept&n=1");
    }
    assert_eq!(history(&app, OPEN).len(), before + 1);
    let queue = browser.page("/work").await;
    assert!(queue.contains("1 hồ sơ đang giữ") && queue.contains(&code), "{queue}");
    let other = format!("{picked}9");
    let fields = [none.as_slice(), &[("pick", other.as_str())]].concat();
    let text = browser.post("/work", &fields).await;
    assert_eq!(text.status, StatusCode::CONFLICT);
}

/// A search by name puts the name in no address, and finds only visible dossiers.
#[tokio::test]
async fn a_search_by_name_stays_out_of_the_address() {
    let app = SmallOffice::with_neighbours();
    let code = code(&app, OPEN);
    let mut browser = app.signed_in("MC1").await;
    let text = browser.send("/work", "/work", &[("what", "find"), ("q", "bi mat")]).await;
    assert_eq!(text.status, StatusCode::OK);
    assert!(text.body.contains(&code) && !text.body.contains(&app.of_b), "{}", text.body);
    let text =
        browser.send("/work", "/work", &[("what", "find"), ("q", &code.to_lowercase())]).await;
    assert_eq!(sent_to(&text), format!("/dossier/{code}"));
    let mut other = app.signed_in("B1").await;
    let text = other.send("/work", "/work", &[("what", "find"), ("q", "bi mat")]).await;
    assert!(!text.body.contains(&code) && text.body.contains(&app.of_b));
}
