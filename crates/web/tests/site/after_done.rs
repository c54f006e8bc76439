//! Failures after the act is on record: the page reports the act as done and links to the page that
//! shows it.

use axum::http::StatusCode;
use dossier::{Command, Role};

use crate::session::hidden;
use crate::small_office::{Life, SmallOffice};

const DONE: &str = "Việc này đã được ghi";

/// Makes the stream of every dossier unreadable that changes from the next commit on.
fn break_what_changes(app: &SmallOffice) {
    let database = rusqlite::Connection::open(app.folder.path().join("motcua.db")).unwrap();
    let trigger = "CREATE TRIGGER breaks AFTER UPDATE ON dossier BEGIN \
                   UPDATE event SET public_part = '{}' WHERE stream = NEW.stream; END;";
    database.execute_batch(trigger).unwrap();
}

fn with_an_offer(life: &Life<'_>) {
    life.receive("one", "06-11 08:00");
    let (to, unit, step) = ("A1".to_owned(), "A".to_owned(), "verify".to_owned());
    life.desk("one", "06-11 09:00", Command::Give { to, unit, step, proposes_decline: None });
    life.does("A1", Role::Specialist, "A", "one", "06-11 10:00", Command::Accept);
}

#[tokio::test]
async fn an_act_that_is_on_record_is_reported_done_though_its_page_fails() {
    let app = SmallOffice::with_more(with_an_offer);
    let stream = "dossier/pb/one";
    let view = crate::small_office::view(&app.app, stream, app.now());
    let (code, before) = (view.state.code.clone(), view.history.len());
    let mut officer = app.signed_in("A1").await;
    let address = format!("/dossier/{code}/do/note");
    let form = officer.page(&address).await;
    let fields = ["token", "key", "version"].map(|name| (name, hidden(&form, name)));
    let mut values: Vec<(&str, &str)> =
        fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
    values.push(("note", "Đã gọi cho người nộp"));
    break_what_changes(&app);
    let text = officer.post(&address, &values).await;
    assert_eq!(text.status, StatusCode::OK, "{}", text.body);
    let here = format!("/dossier/{code}");
    assert!(text.body.contains(DONE) && text.body.contains(&here), "{}", text.body);
    assert!(!text.body.contains("gửi lại chính biểu mẫu"), "{}", text.body);
    let events = app::Inquiry::peek(app.folder.path(), |inquiry| inquiry.events()).unwrap();
    assert!(events > before as i64);
    // Without an act before it, an unreadable dossier is still an error.
    assert_eq!(officer.get(&here).await.status, StatusCode::INTERNAL_SERVER_ERROR);
}
