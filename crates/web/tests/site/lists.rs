//! What the lists of officers offer: numbers on the navigation, the next dossier, lists by state.

use dossier::{Command, Role};

use crate::small_office::{Life, SmallOffice};

/// Two dossiers that A1 holds, and one that is offered to A1.
fn with_work(life: &Life<'_>) {
    for (id, hour) in [("one", "08"), ("two", "09"), ("three", "10")] {
        life.receive(id, &format!("06-14 {hour}:00"));
        let (to, unit, step) = ("A1".to_owned(), "A".to_owned(), "verify".to_owned());
        life.desk(id, &format!("06-14 {hour}:10"), Command::Give { to, unit, step });
        if id != "three" {
            let when = format!("06-14 {hour}:20");
            life.does("A1", Role::Specialist, "A", id, &when, Command::Accept);
        }
    }
}

/// The number behind a link of the navigation.
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
    // The one that is offered waits too.
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
