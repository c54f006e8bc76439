//! Every route, requested without a session and as each role, for dossiers inside and outside the
//! visible ones: the status and the content of each answer. `permissions.txt` has the table; an
//! answer that is not in it, or differs from it, fails. `MOTCUA_WRITE=1` writes the table again, to
//! be read before it is committed.

use std::fmt::Write;

use app::Right;
use axum::http::StatusCode;
use web::{ROUTES, Route};

use crate::session::{Browser, hidden};
use crate::small_office::{Description, PROCEDURE, SmallOffice};

const FILE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/site/permissions.txt");

/// The visitors, by officer.
const VISITORS: [(&str, Option<&str>); 11] = [
    ("nobody", None),
    ("citizen", Some("citizen")),
    ("desk", Some("MC1")),
    ("ward_desk", Some("PW1")),
    ("specialist", Some("A1")),
    ("head", Some("A2")),
    ("other_unit", Some("B1")),
    ("leader", Some("LD1")),
    ("inspector", Some("KS1")),
    ("adviser", Some("TV1")),
    ("admin", Some("QT1")),
];

/// The dossiers for which a route is requested: of unit A, of unit B, of another agency, and one
/// that does not exist.
fn dossiers(app: &SmallOffice) -> [&str; 4] {
    [&app.late, &app.of_b, &app.elsewhere, "H00-180601-9999"]
}

/// Whether a route is about one dossier.
fn about_dossier(path: &str) -> bool {
    path.starts_with("/dossier/{code}") || path.starts_with("/my/dossiers/{code}")
}

/// The address of a route, with a value for each variable part.
pub fn address(path: &str, code: &str) -> String {
    let of_procedure = path.starts_with("/procedures") || path.starts_with("/my/file");
    let first = if of_procedure { PROCEDURE } else { code };
    let path = path.replace("{action}", "note").replace("{file}", "none").replace("{step}", "1");
    let path = path.replace("paper/{part}", "paper/appointment_slip");
    let start = path.find('{').unwrap_or(path.len());
    let end = path.find('}').map_or(path.len(), |end| end + 1);
    if start == path.len() {
        return path;
    }
    format!("{}{first}{}", &path[..start], &path[end..])
}

async fn browser<'a>(app: &'a SmallOffice, officer: Option<&str>) -> Browser<'a> {
    match officer {
        None => app.browser(),
        Some("citizen") => app.citizen("0900000009").await,
        Some(officer) => app.signed_in(officer).await,
    }
}

async fn ask(browser: &mut Browser<'_>, method: &str, address: &str) -> Description {
    if method == "GET" {
        return browser.get(address).await;
    }
    // Each visitor has a token of the own session, so the right alone must refuse.
    let token = match browser.get("/sign-in").await {
        text if text.status == StatusCode::OK => hidden(&text.body, "token"),
        _ => hidden(&browser.page("/procedures").await, "token"),
    };
    browser.post(address, &[("token", &token)]).await
}

/// An answer without the parts that must differ between answers: the requested code, tokens.
fn bare(text: &Description, code: &str) -> String {
    let mut body = text.body.replace(code, "CODE");
    while let Some(from) = body.find("name=\"token\" value=\"") {
        let to = from + body[from..].find('>').unwrap_or(0);
        body.replace_range(from..to, "TOKEN");
    }
    body
}

async fn cell(app: &SmallOffice, browser: &mut Browser<'_>, route: &Route, method: &str) -> String {
    if !about_dossier(route.path) {
        let text = ask(browser, method, &address(route.path, &app.late)).await;
        return text.status.as_str().to_owned();
    }
    let mut statuses = Vec::new();
    let [.., none] = dossiers(app);
    let absent = ask(browser, method, &address(route.path, none)).await;
    for code in dossiers(app) {
        let text = ask(browser, method, &address(route.path, code)).await;
        // For a visible dossier, the action or the file may be the part that does not exist.
        let parts = ["{action}", "{file}", "/paper/", "/payments/{part}"];
        let part = parts.iter().any(|part| route.path.contains(part));
        if text.status == StatusCode::NOT_FOUND && !part {
            assert_eq!(bare(&text, code), bare(&absent, none), "{method} {} {code}", route.path);
        }
        assert_ne!(text.status, StatusCode::INTERNAL_SERVER_ERROR, "{method} {}", route.path);
        statuses.push(text.status.as_str().to_owned());
    }
    statuses.join("/")
}

#[tokio::test]
async fn every_route_answers_each_visitor_as_in_the_table() {
    let app = SmallOffice::with_neighbours();
    let mut columns = Vec::new();
    for (_, officer) in VISITORS {
        columns.push(browser(&app, officer).await);
    }
    let mut table = String::from(
        "# route · right · status by visitor; on dossiers: own unit's/another unit's/another agency's/none\n",
    );
    for route in ROUTES.iter().filter(|route| route.path != "/sign-out") {
        for (method, has) in [("GET", route.gets()), ("POST", route.posts())] {
            if !has {
                continue;
            }
            let _ = write!(table, "{method} {} · {}\n   ", route.path, route.right.code());
            for ((name, _), browser) in VISITORS.iter().zip(&mut columns) {
                let _ = write!(table, " {name} {}", cell(&app, browser, route, method).await);
            }
            table.push('\n');
        }
    }
    if std::env::var_os("MOTCUA_WRITE").is_some() {
        std::fs::write(FILE, &table).unwrap();
    }
    let recorded = std::fs::read_to_string(FILE).unwrap_or_default();
    for (now, then) in table.lines().zip(recorded.lines()) {
        assert_eq!(now, then, "permissions.txt differs");
    }
    assert_eq!(table, recorded, "permissions.txt differs");
}

/// The row of a right in the table must follow from the roles that have the right.
#[tokio::test]
async fn a_visitor_without_the_right_gets_no_page() {
    let app = SmallOffice::with_neighbours();
    for (name, officer) in VISITORS {
        let mut browser = browser(&app, officer).await;
        for route in ROUTES.iter().filter(|route| route.gets()) {
            let has = app.has_right(officer, route.right);
            let text = browser.get(&address(route.path, &app.late)).await;
            let shut = matches!(text.status.as_u16(), 303 | 403 | 404);
            assert!(has || shut, "{name} {}: {}", route.path, text.status);
            if !has {
                for secret in ["Nguyễn Thị Bí Mật", "Phố Kín", "11/06/2018"] {
                    assert!(!text.body.contains(secret), "{name} {}: {secret}", route.path);
                }
            }
        }
    }
}

/// The addresses of a page's links within the site, without fragments.
fn links(body: &str) -> impl Iterator<Item = String> {
    let hrefs = body.split("href=\"").skip(1).filter_map(|rest| Some(rest.split_once('"')?.0));
    let own = hrefs.filter(|href| href.starts_with('/') && !href.starts_with("//"));
    own.map(|href| href.replace("&#38;", "&").split('#').next().unwrap_or_default().to_owned())
}

/// Every link of the header, the footer and every page leads its reader to a page, never to a
/// refusal.
#[tokio::test]
async fn no_page_links_to_what_its_reader_may_not_open() {
    let app = SmallOffice::with_neighbours();
    let mut shut = Vec::new();
    for (name, officer) in VISITORS {
        let mut browser = browser(&app, officer).await;
        let mut linked = std::collections::BTreeMap::new();
        for route in ROUTES.iter().filter(|route| route.gets()) {
            let at = address(route.path, &app.late);
            let page = browser.get(&at).await;
            if page.status == StatusCode::OK {
                linked.extend(links(&page.body).map(|link| (link, at.clone())));
            }
        }
        assert!(linked.contains_key("/") && linked.contains_key("/reports"), "{name}");
        linked.retain(|link, _| !link.starts_with("/en"));
        for (link, at) in linked {
            let status = browser.get(&link).await.status;
            if !matches!(status.as_u16(), 200 | 303) {
                shut.push(format!("{name} on {at}: {link} answers {status}"));
            }
        }
    }
    assert!(shut.is_empty(), "{}", shut.join("\n"));
}

/// Names and addresses are shown on no route to a role that may not read them.
#[tokio::test]
async fn personal_data_is_nowhere_for_those_who_may_not_read_it() {
    let app = SmallOffice::with_neighbours();
    for (name, officer) in VISITORS {
        let may = app.has_right(officer, Right::ReadPersonal);
        let mut browser = browser(&app, officer).await;
        for route in ROUTES.iter().filter(|route| route.gets()) {
            for code in dossiers(&app) {
                let text = browser.get(&address(route.path, code)).await;
                let shows = ["Nguyễn Thị Bí Mật", "Phố Kín", "0900000001", "079000000001"]
                    .into_iter()
                    .find(|secret| text.body.contains(secret));
                assert!(may || shows.is_none(), "{name} {}: {shows:?}", route.path);
            }
        }
    }
}
