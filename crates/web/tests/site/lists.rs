//! The lists of officers: numbers in the navigation, the next dossier, lists by state.

use dossier::{Command, Role};

use crate::small_office::{Life, SmallOffice};

/// Prepares two dossiers that A1 holds, and one that is offered to A1.
fn with_work(life: &Life<'_>) {
    for (id, hour) in [("one", "08"), ("two", "09"), ("three", "10")] {
        life.receive(id, &format!("06-14 {hour}:00"));
        let (to, unit, step) = ("A1".to_owned(), "A".to_owned(), "verify".to_owned());
        life.desk(
            id,
            &format!("06-14 {hour}:10"),
            Command::Give { to, unit, step, proposes_decline: None },
        );
        if id != "three" {
            let when = format!("06-14 {hour}:20");
            life.does("A1", Role::Specialist, "A", id, &when, Command::Accept);
        }
    }
}

/// The number at a link of the navigation.
fn waiting(page: &str, path: &str) -> Option<String> {
    let link = page.split(&format!("<li><a href=\"{path}\"")).nth(1)?.split("</li>").next()?;
    let number = link.split("class=\"waiting\">").nth(1)?;
    Some(number.chars().take_while(char::is_ascii_digit).collect())
}

#[tokio::test]
async fn the_navigation_counts_what_waits_and_the_next_dossier_is_offered() {
    let app = SmallOffice::with_more(with_work);
    let mut officer = app.signed_in("A1").await;
    let queue = officer.page("/work").await;
    let held = app.app.count(
        &crate::small_office::inspector(),
        &app::Pick {
            held_by: Some("A1".into()),
            phases: vec!["open".into()],
            suspended: Some(false),
            at: app.now().0,
            ..app::Pick::default()
        },
    );
    // The offered dossier waits too.
    assert_eq!(waiting(&queue, "/work"), Some((held.unwrap() + 1).to_string()), "{queue}");
    assert_eq!(waiting(&queue, "/figures"), None);
    let code = |id: &str| {
        crate::small_office::view(&app.app, &format!("dossier/pb/{id}"), app.now()).state.code
    };
    let page = officer.page(&format!("/dossier/{}", code("one"))).await;
    let next = format!("/dossier/{}\" data-key=\"n\"", code("two"));
    assert!(page.contains(&next), "{page}");
    let offers = page.matches("class=\"button primary\"").count();
    assert!(offers <= 1, "one suggested action, the others behind it: {offers}");
}

#[tokio::test]
async fn every_list_by_state_is_as_long_as_its_tab_says() {
    let app = SmallOffice::with_more(with_work);
    let mut inspector = app.signed_in("KS1").await;
    let page = inspector.page("/list?from=01/06/2018&to=15/06/2018&figure=received").await;
    let tabs = page.split("class=\"tabs\"").nth(1).unwrap().split("</nav>").next().unwrap();
    let mut seen = 0;
    for tab in tabs.split("<a href=\"").skip(1) {
        let (href, rest) = tab.split_once('"').unwrap();
        let number = rest.split_once('(').unwrap().1.split_once(')').unwrap().0;
        let list = inspector.page(&href.replace("&#38;", "&")).await;
        assert_eq!(list.matches("<th scope=\"row\">").count().to_string(), number, "{href}");
        seen += 1;
    }
    assert_eq!(seen, 7);
}

/// The applicant of every dossier of the agency.
const APPLICANT: &str = "Bí Mật";

fn asked_of(address: &str) -> &str {
    address.split_once('?').unwrap().1
}

#[tokio::test]
async fn a_list_is_asked_by_its_form_and_keeps_what_was_asked_in_its_links() {
    let app = SmallOffice::with_more(with_work);
    let mut inspector = app.signed_in("KS1").await;
    let query = "from=2018-06-01&to=2018-06-15&unit=A&procedure=1.000001&figure=open&sort=-due";
    let list = inspector.page(&format!("/list?{query}")).await;
    for chosen in ["1.000001", "A", "open"] {
        assert!(
            list.contains(&format!("<option value=\"{chosen}\" selected>")),
            "{chosen}: {list}"
        );
    }
    assert!(list.contains("name=\"sort\" value=\"-due\""), "{list}");
    let links = list.split("href=\"").skip(1).map(|rest| rest.split('"').next().unwrap());
    let kept: Vec<&str> = links.filter(|link| link.starts_with("/list")).collect();
    let file = |kind: &str| *kept.iter().find(|link| link.starts_with(kind)).unwrap();
    assert_eq!(
        file("/list.csv").split_once('?'),
        Some(("/list.csv", asked_of(file("/list.xlsx"))))
    );
    let workbook = inspector.get(&file("/list.xlsx").replace("&#38;", "&")).await;
    assert_eq!(workbook.headers["content-disposition"], "attachment; filename=\"open.xlsx\"");
    assert!(workbook.body.starts_with("PK"), "a workbook");
    for link in kept.iter().filter(|link| link.contains("sort=")) {
        assert!(link.contains("unit=A") && link.contains("procedure=1.000001"), "{link}");
    }
    let blank = inspector.get("/list?from=&to=&unit=&field=&procedure=&figure=late").await;
    assert_eq!(blank.status, axum::http::StatusCode::SEE_OTHER);
    let wrong = inspector.get("/list?figure=nothing").await;
    assert_eq!(wrong.status, axum::http::StatusCode::UNPROCESSABLE_ENTITY);
}

#[tokio::test]
async fn a_list_names_applicants_to_those_who_may_see_them_as_one_showing() {
    let app = SmallOffice::with_more(with_work);
    let showings = || {
        let query = app::AuditQuery { kind: "read".into(), limit: 99, ..Default::default() };
        app.app.audit(&crate::small_office::inspector(), &query).unwrap().unwrap()
    };
    for (officer, sees) in [("KS1", true), ("A1", true), ("QT1", false)] {
        let mut browser = app.signed_in(officer).await;
        let before = showings().len();
        let list = browser.page("/list?from=01/06/2018&to=15/06/2018&figure=received").await;
        let rows = list.matches("<th scope=\"row\">").count();
        let named = list.matches(APPLICANT).count();
        assert_eq!(named, if sees { rows } else { 0 }, "{officer}: {list}");
        let new = showings().len() - before;
        assert_eq!(new, usize::from(sees), "{officer}");
        if sees {
            assert_eq!(showings()[0].row.objects.len(), rows, "{officer}");
        }
    }
    let public = app.page("/list?from=01/06/2018&to=15/06/2018&figure=received").await;
    assert!(!public.contains(APPLICANT), "{public}");
}

#[tokio::test]
async fn accounts_are_found_by_name_login_role_or_unit() {
    let app = SmallOffice::new();
    let mut administrator = app.signed_in("QT1").await;
    let all = administrator.page("/admin/accounts").await;
    let rows = |page: &str| page.matches("<th scope=\"row\">").count();
    for (q, least, most) in [
        ("a1", 1, 1),
        ("A1", 1, 1),
        ("quan tri", 1, 2),
        ("khong co ai", 0, 0),
        ("", rows(&all), rows(&all)),
    ] {
        let accounts =
            administrator.page(&format!("/admin/accounts?q={}", q.replace(' ', "+"))).await;
        assert!((least..=most).contains(&rows(&accounts)), "{q}: {accounts}");
    }
    // The entries after an officer, in the order shown.
    let first = all.split("?officer=").nth(1).unwrap().split('"').next().unwrap();
    let rest = administrator.page(&format!("/admin/accounts?after={first}")).await;
    assert_eq!(rows(&rest), rows(&all) - 1, "{rest}");
}
