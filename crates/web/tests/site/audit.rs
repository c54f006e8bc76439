//! Each showing of personal data is on record, in one row for a page view, and the inspector reads
//! the record.

use app::{AuditQuery, AuditRow};
use axum::http::StatusCode;
use web::ROUTES;

use crate::session::hidden;
use crate::small_office::{OFFICERS, SmallOffice, inspector};

/// Texts that only the personal data of the agency's dossiers contain.
const CANARIES: [&str; 4] = ["Bí Mật", "Phố Kín", "0900000001", "079000000001"];

/// The recorded showings to an officer.
fn rows(app: &SmallOffice, officer: &str) -> Vec<AuditRow> {
    let query = AuditQuery { actor: officer.into(), limit: 1000, ..AuditQuery::default() };
    let entries = app.app.audit(&inspector(), &query).unwrap().unwrap();
    entries.into_iter().map(|entry| entry.row).filter(|row| row.kind == "read").collect()
}

/// Checks that an answer with personal data added one row, and one without added at most one.
fn check(app: &SmallOffice, officer: &str, before: usize, body: &str, path: &str) {
    let shows = CANARIES.iter().any(|canary| body.contains(canary));
    let rows = rows(app, officer);
    let new = rows.len() - before;
    assert!(new <= 1 && (!shows || new == 1), "{officer} {path}: shows {shows}, rows {new}");
    let named = rows.first().is_some_and(|row| !row.objects.is_empty());
    assert!(new == 0 || named, "{officer} {path}: a row names what it showed");
}

#[tokio::test]
async fn a_page_that_shows_personal_data_is_one_row_of_the_dossier() {
    let app = SmallOffice::with_neighbours();
    let code = app.late.clone();
    for (id, ..) in OFFICERS {
        let mut browser = app.signed_in(id).await;
        for route in ROUTES.iter().filter(|route| route.gets()) {
            // A route about one dossier is requested for dossiers of each state and unit.
            let of_one = route.path.starts_with("/dossier/{code}");
            let others = [&app.early, &app.paused, &app.of_b, &app.elsewhere];
            let others = others.into_iter().filter(|_| of_one);
            for code in std::iter::once(&code).chain(others) {
                let path = route.path.replace("{code}", code).replace("{action}", "note");
                let path = path.replace("{file}", "none").replace("{part}", "none");
                let before = rows(&app, id).len();
                let text = browser.get(&path).await;
                check(&app, id, before, &text.body, &path);
            }
        }
        for (path, fields) in [
            ("/work", vec![("what", "find"), ("q", "bi mat")]),
            ("/desk/results", vec![("act", "find"), ("q", "bi mat")]),
            ("/desk/receive", vec![("procedure", "1.000001"), ("act", "find"), ("find", "bi mat")]),
        ] {
            let form = browser.get("/sign-in").await;
            let form = if form.body.contains("name=\"token\"") {
                form.body
            } else {
                browser.get(&format!("/dossier/{code}/do/note")).await.body
            };
            if !form.contains("name=\"token\"") {
                continue;
            }
            let token = hidden(&form, "token");
            let key = "a".repeat(32);
            let mut fields = fields;
            fields.extend([("token", token.as_str()), ("key", key.as_str())]);
            let before = rows(&app, id).len();
            let text = browser.post(path, &fields).await;
            check(&app, id, before, &text.body, path);
        }
    }
    assert!(OFFICERS.iter().any(|(id, ..)| rows(&app, id).len() > 3), "somebody saw something");
}

#[tokio::test]
async fn the_inspector_filters_the_record_and_takes_it_away() {
    let app = SmallOffice::new();
    let code = app.late.clone();
    app.signed_in("A1").await.page(&format!("/dossier/{code}")).await;
    let mut browser = app.signed_in("KS1").await;
    let page = browser.page("/audit").await;
    assert!(page.contains("Đăng nhập") && page.contains(&code), "{page}");
    let filtered = browser.page(&format!("/audit?object={code}&officer=A1&kind=read")).await;
    let rows = filtered.split("<tbody>").nth(1).unwrap().matches("<tr>").count();
    assert_eq!(rows, 1, "{filtered}");
    let none = browser.page("/audit?from=2030-01-01").await;
    assert!(none.contains("class=\"empty\""));
    for (faulty, field) in [("from=x", "from"), ("to=31/02/2018", "to")] {
        let text = browser.get(&format!("/audit?{faulty}")).await;
        assert_eq!(text.status, StatusCode::UNPROCESSABLE_ENTITY, "{faulty}");
        assert!(text.body.contains(&format!("id=\"{field}-fault\"")), "{faulty}");
    }
    let turned = browser.get("/audit?from=16/06/2018&to=15/06/2018").await;
    assert_eq!(turned.status, StatusCode::UNPROCESSABLE_ENTITY);
    let account = browser.page("/audit?object=A1&from=15/06/2018&to=15/06/2018").await;
    let rows = account.split("<tbody>").nth(1).unwrap();
    assert!(rows.contains("Tài khoản a1 (") && !rows.contains("account/"), "{account}");
    assert!(!rows.contains("Tài khoản ks1"), "only of the account asked for: {account}");
    let file = browser.get("/audit.csv").await;
    assert_eq!(file.status, StatusCode::OK);
    assert!(file.body.contains(&code));
    let page = browser.page("/audit?kind=export_audit").await;
    assert_eq!(page.split("<tbody>").nth(1).unwrap().matches("<tr>").count(), 1);
    assert_eq!(app.signed_in("B1").await.get("/audit").await.status, StatusCode::FORBIDDEN);
}
