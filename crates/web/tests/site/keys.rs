//! A form's key is valid only for the act to which it is bound, and a page reports an act only if
//! it was done.

use std::collections::BTreeMap;

use axum::http::StatusCode;
use axum::http::header::LOCATION;
use dossier::{Command, Role};

use crate::session::{hidden, sent_to};
use crate::small_office::{Life, SmallOffice};

/// The text for a form whose key is bound to other content.
const CONFLICT: &str = "Biểu mẫu này đã được dùng để ghi một việc khác";

fn with_a1(life: &Life<'_>) {
    for id in ["one", "two"] {
        life.receive(id, "06-11 08:00");
        let (to, unit, step) = ("A1".to_owned(), "A".to_owned(), "verify".to_owned());
        life.desk(id, "06-11 09:00", Command::Give { to, unit, step, proposes_decline: None });
        life.does("A1", Role::Specialist, "A", id, "06-11 10:00", Command::Accept);
    }
}

fn code(app: &SmallOffice, id: &str) -> String {
    crate::small_office::view(&app.app, &format!("dossier/pb/{id}"), app.now()).state.code
}

/// A form: its sender, its page, its address, its fields; then a field with another value, which
/// makes other content.
struct Case {
    officer: &'static str,
    page: String,
    to: String,
    fields: Vec<(&'static str, String)>,
    other: (&'static str, &'static str),
}

fn cases(app: &SmallOffice) -> Vec<Case> {
    let open = code(app, "open");
    let early = &app.early;
    let field = |name, value: &str| (name, value.to_owned());
    vec![
        Case {
            officer: "MC1",
            page: format!("/dossier/{open}/do/give"),
            to: format!("/dossier/{open}/do/give"),
            fields: vec![field("step", "verify"), field("to", "A1"), field("unit", "A")],
            other: ("to", "A3"),
        },
        Case {
            officer: "MC1",
            page: format!("/desk/results?code={early}"),
            to: "/desk/results".into(),
            fields: vec![field("code", early), field("act", "post"), field("tracking", "EA1")],
            other: ("tracking", "EA2"),
        },
        Case {
            officer: "A2",
            page: "/leave".into(),
            to: "/leave".into(),
            fields: vec![field("officer", "A1"), field("by", "A3"), field("until", "20/06/2018")],
            other: ("until", "21/06/2018"),
        },
    ]
}

#[tokio::test]
async fn the_key_of_a_form_with_other_content_is_a_conflict() {
    let app = SmallOffice::with_more(with_a1);
    let mut browsers = BTreeMap::new();
    for Case { officer, page, to, fields, other } in cases(&app) {
        if !browsers.contains_key(officer) {
            browsers.insert(officer, app.signed_in(officer).await);
        }
        let browser = browsers.get_mut(officer).unwrap();
        let shown = browser.page(&page).await;
        let mut posted = vec![("token", hidden(&shown, "token")), ("key", hidden(&shown, "key"))];
        if shown.contains("name=\"version\"") {
            posted.push(("version", hidden(&shown, "version")));
        }
        posted.extend(fields);
        let mut answers = Vec::new();
        let mut send = async |posted: &[(&str, String)]| {
            let posted: Vec<_> = posted.iter().map(|(n, v)| (*n, v.as_str())).collect();
            let answer = browser.post(&to, &posted).await;
            answers.push((answer.status, answer.body));
        };
        send(&posted).await;
        send(&posted).await;
        posted.iter_mut().filter(|(name, _)| *name == other.0).for_each(|(_, value)| {
            *value = other.1.to_owned();
        });
        send(&posted).await;
        let [first, repeated, changed] = &answers[..] else { panic!() };
        assert_eq!(first.0, StatusCode::SEE_OTHER, "{to}: {}", first.1);
        assert_eq!(repeated.0, StatusCode::SEE_OTHER, "{to}: {}", repeated.1);
        assert_eq!(changed.0, StatusCode::CONFLICT, "{to}: {}", changed.1);
        assert!(changed.1.contains(CONFLICT), "{to}: {}", changed.1);
    }
}

/// The line whose content changed has a message of its own; the other lines are carried out.
#[tokio::test]
async fn in_a_form_for_many_only_the_line_with_other_content_is_a_conflict() {
    let app = SmallOffice::with_more(with_a1);
    let [one, two] = ["one", "two"].map(|id| code(&app, id));
    let mut head = app.signed_in("A2").await;
    let address = "/head/reassign?officer=A1";
    let page = head.page(address).await;
    let line = |code: &str| {
        let end = page.find(&format!("~{code}\"")).unwrap();
        let version = page[..end].rsplit('"').next().unwrap();
        format!("{version}~{code}")
    };
    let (token, key) = (hidden(&page, "token"), hidden(&page, "key"));
    let form = |reason: &'static str, codes: &[&String]| {
        let mut fields = vec![
            ("token", token.clone()),
            ("key", key.clone()),
            ("officer", "A1".to_owned()),
            ("to", "A3".to_owned()),
            ("reason", reason.to_owned()),
        ];
        fields.extend(codes.iter().map(|code| ("dossier", line(code))));
        fields
    };
    let mut send = async |fields: Vec<(&'static str, String)>| {
        let fields: Vec<_> = fields.iter().map(|(n, v)| (*n, v.as_str())).collect();
        head.post("/head/reassign", &fields).await
    };
    assert_eq!(sent_to(&send(form("Cân đối việc", &[&one])).await), "/head?done=1");
    // A further line under the same key does not change the content of the first line.
    assert_eq!(sent_to(&send(form("Cân đối việc", &[&one])).await), "/head?done=1");
    let answer = send(form("Nghỉ phép", &[&one, &two])).await;
    assert_eq!(answer.status, StatusCode::CONFLICT);
    assert!(
        answer.body.contains(&format!("<strong>{one}</strong>: {CONFLICT}")),
        "{}",
        answer.body
    );
    assert!(answer.body.contains("Đã phân công lại 1 hồ sơ"), "{}", answer.body);
}

/// An address that the program did not write reports nothing.
#[tokio::test]
async fn a_page_reports_only_what_was_done() {
    let app = SmallOffice::with_more(with_a1);
    let open = code(&app, "open");
    // The desk is open, so no page has another notice.
    app.move_to("06-18 08:00");
    let mut head = app.signed_in("A2").await;
    let mut browsers = [app.signed_in("MC1").await, app.signed_in("A1").await];
    for (who, address) in [
        (Some(0), "/desk/handovers?given=5".to_owned()),
        (Some(0), format!("/desk/results?handed_over={}", app.early)),
        (Some(0), "/desk/filings?guided=1".to_owned()),
        (Some(0), "/desk/notices?done=again".to_owned()),
        (Some(0), format!("/dossier/{open}?done=receive")),
        (Some(1), "/work?done=accept&n=5".to_owned()),
        (Some(1), "/work?done=give&code=x".to_owned()),
        (Some(1), "/account?done=password".to_owned()),
        (None, "/leave?done=3".to_owned()),
        (None, "/head?done=3".to_owned()),
    ] {
        let browser = who.map_or(&mut head, |who: usize| &mut browsers[who]);
        for address in
            [address.clone(), format!("{address}&proof="), address + "&proof=0123456789abcdef"]
        {
            let page = browser.page(&address).await;
            assert!(!page.contains("<p class=\"notice\" role=\"status\">"), "{address}: {page}");
        }
    }
    // An address that was written for another session, or that has another number, reports nothing
    // either.
    let page = head.page("/leave").await;
    let key = hidden(&page, "key");
    let form = [("officer", "A1"), ("by", "A3"), ("until", "20/06/2018"), ("key", &key)];
    let sent = head.send("/leave", "/leave", &form).await;
    let done = "Đã ghi";
    assert!(head.follow(&sent).await.contains(done));
    let address = sent.headers[LOCATION].to_str().unwrap();
    assert!(!head.page(&address.replace("done=", "done=1")).await.contains(done));
    assert!(!app.signed_in("LD1").await.page(address).await.contains(done));
}
