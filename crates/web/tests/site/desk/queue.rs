//! The queue of a desk: a ticket drawn at the kiosk is called at a counter, tied to what is done meanwhile,
//! shown on the screen, and counted.

use axum::http::StatusCode;

use super::{PAPERS, claim};
use crate::session::{Browser, hidden, sent_to};
use crate::small_office::{SmallOffice, agency};

const LINES: &str = "[[queue_line]]\nunit = \"MC\"\nletter = \"A\"\nname = \"Hộ tịch\"\nname_en = \"Civil status\"\n\
    [[queue_line]]\nunit = \"MC\"\nletter = \"B\"\nname = \"Đất đai\"\nname_en = \"Land\"\n";

fn office() -> SmallOffice {
    let agency = format!("{}{LINES}", agency());
    let app = SmallOffice::with(
        &[("pb/agency.toml", &agency), ("pb/procedures/1.000003.toml", PAPERS)],
        0,
    );
    app.move_to("06-18 08:00");
    app
}

/// The path of a new kiosk link.
async fn kiosk(desk: &mut Browser<'_>) -> String {
    let made = desk.send("/queue/link", "/queue/link", &[("desk", "MC")]).await;
    assert_eq!(made.status, StatusCode::OK, "{}", made.body);
    let start = made.body.find("/queue/kiosk/").expect("a link");
    let rest = &made.body[start..];
    rest[..rest.find('"').unwrap()].to_owned()
}

/// Draws a ticket; gives its name.
async fn draws(visitor: &mut Browser<'_>, kiosk: &str, line: &str, priority: bool) -> String {
    let page = visitor.page(kiosk).await;
    let key = hidden(&page, "key");
    let mut form = vec![("key", key.as_str()), ("line", line)];
    form.extend(priority.then_some(("priority", "1")));
    let drawn = visitor.send(kiosk, kiosk, &form).await;
    assert_eq!(drawn.status, StatusCode::SEE_OTHER, "{}", drawn.body);
    // The same form sent twice gives the same ticket.
    let again = visitor.send(kiosk, kiosk, &form).await;
    assert_eq!(sent_to(&again), sent_to(&drawn));
    sent_to(&drawn).rsplit('/').next().unwrap().to_owned()
}

/// Presses a button of the counter.
async fn presses(officer: &mut Browser<'_>, more: &[(&str, &str)]) -> StatusCode {
    let page = officer.page("/queue/counter").await;
    let key = hidden(&page, "key");
    let serving = page.contains("name=\"serving\"").then(|| hidden(&page, "serving"));
    let mut form = vec![("key", key.as_str())];
    form.extend(serving.as_deref().map(|ticket| ("serving", ticket)));
    form.extend(more);
    let done = officer.send("/queue/counter", "/queue/counter", &form).await;
    if done.status == StatusCode::SEE_OTHER {
        // A double click changes nothing more.
        let again = officer.send("/queue/counter", "/queue/counter", &form).await;
        assert_eq!(again.status, StatusCode::SEE_OTHER, "{}", again.body);
    }
    done.status
}

#[tokio::test]
async fn a_ticket_goes_from_the_kiosk_to_the_counter_and_its_reception_is_tied_to_it() {
    let app = office();
    let mut desk = app.signed_in("MC1").await;
    let kiosk = kiosk(&mut desk).await;
    let mut visitor = app.browser();
    let first = draws(&mut visitor, &kiosk, "A", false).await;
    let second = draws(&mut visitor, &kiosk, "A", true).await;
    assert_eq!((first.as_str(), second.as_str()), ("A001", "A002"));
    let slip = visitor.page(&format!("{kiosk}/A001")).await;
    assert!(slip.contains("có 1 người chờ trước"), "who goes first was drawn later: {slip}");
    let open = [("act", "open"), ("counter", "3"), ("lines", "A")];
    assert_eq!(presses(&mut desk, &open).await, StatusCode::SEE_OTHER);
    assert_eq!(presses(&mut desk, &[("act", "next")]).await, StatusCode::SEE_OTHER);
    let screen = app.page("/queue/screen").await;
    for part in ["Quầy 3", "<b>A002</b>", "mời đến quầy", "1 người đang chờ"] {
        assert!(screen.contains(part), "{part}: {screen}");
    }
    let receive = desk.page("/desk/receive").await;
    assert!(receive.contains("Quầy 3 đang phục vụ số A002"), "{receive}");
    assert!(receive.contains(">1<span class=\"vh\"> đang chờ"), "who waits stands at the link");
    let (code, _) = claim::received(&mut desk).await;
    let counter = desk.page("/queue/counter").await;
    assert!(counter.contains(&code) && counter.contains("Tiếp nhận"), "{counter}");
    app.move_to("06-18 08:12");
    assert_eq!(presses(&mut desk, &[("act", "next")]).await, StatusCode::SEE_OTHER);
    let counter = desk.page("/queue/counter").await;
    assert!(counter.contains("<b>A001</b>") && !counter.contains(&code), "{counter}");
    assert_eq!(presses(&mut desk, &[("act", "absent")]).await, StatusCode::SEE_OTHER);
    assert_eq!(presses(&mut desk, &[("act", "next")]).await, StatusCode::SEE_OTHER, "once more");
    let transfer = [("act", "transfer"), ("to", "B")];
    assert_eq!(presses(&mut desk, &transfer).await, StatusCode::SEE_OTHER);
    assert_eq!(presses(&mut desk, &[("act", "close")]).await, StatusCode::SEE_OTHER);
    let figures = desk.page("/queue/figures?from=18/06/2018&to=18/06/2018&by=line&as=csv").await;
    let row = |name: &str| {
        let line = figures.lines().find(|line| line.contains(name)).unwrap_or_default();
        line.split(',').map(str::to_owned).collect::<Vec<_>>()[1..8].join(" ")
    };
    // A001 was absent, came back and was sent on; A002 was served.
    assert_eq!((row("Hộ tịch"), row("Đất đai")), ("3 1 3 1 1 1 0".into(), "1 0 0 0 0 0 1".into()));
    let record = app.app.ask(|inquiry| inquiry.queue_days((DAY, DAY))).unwrap();
    let tied = &record[0].2.tickets["A002"].dossiers;
    assert_eq!(tied.len(), 1, "a reception is tied once");
}

const DAY: calendar::Day = calendar::Day::from_ymd(2018, 6, 18);

#[tokio::test]
async fn what_cannot_be_is_said_and_a_stranger_draws_nothing() {
    let app = office();
    let mut desk = app.signed_in("MC1").await;
    let old = kiosk(&mut desk).await;
    let kiosk = kiosk(&mut desk).await;
    let mut visitor = app.browser();
    for address in
        [old.as_str(), "/queue/kiosk/0123456789abcdef0123456789abcdef", "/queue/kiosk/MC"]
    {
        assert_eq!(visitor.get(address).await.status, StatusCode::NOT_FOUND, "{address}");
    }
    assert_eq!(visitor.get(&format!("{kiosk}/A001")).await.status, StatusCode::NOT_FOUND);
    for n in 0..20 {
        assert_eq!(draws(&mut visitor, &kiosk, "B", false).await, format!("B{:03}", n + 1));
    }
    // The officer gives a ticket out all the same; a second press is the same ticket, by its name.
    let page = desk.page("/queue/counter").await;
    let key = hidden(&page, "key");
    let form = [("key", key.as_str()), ("act", "draw"), ("line", "A")];
    for _ in 0..2 {
        let drawn = desk.send("/queue/counter", "/queue/counter", &form).await;
        assert!(desk.follow(&drawn).await.contains("A001"), "{}", drawn.body);
    }
    let page = visitor.page(&kiosk).await;
    let key = hidden(&page, "key");
    let drawn = visitor.send(&kiosk, &kiosk, &[("key", &key), ("line", "A")]).await;
    assert_eq!(drawn.status, StatusCode::CONFLICT);
    assert!(drawn.body.contains("thử lại sau một phút"), "{}", drawn.body);
    app.move_to("06-18 06:30");
    let key = hidden(&drawn.body, "key");
    let closed = visitor.send(&kiosk, &kiosk, &[("key", &key), ("line", "A")]).await;
    assert!(closed.body.contains("Chưa đến giờ lấy số"), "{}", closed.body);
    app.move_to("06-18 08:00");
    assert_eq!(presses(&mut desk, &[("act", "next")]).await, StatusCode::CONFLICT, "no counter");
    let open = [("act", "open"), ("counter", "2")];
    assert_eq!(presses(&mut desk, &open).await, StatusCode::CONFLICT, "no line");
    let figures = desk.get("/queue/figures?from=31/02/2018").await;
    assert_eq!(figures.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(figures.body.contains("value=\"31/02/2018\""), "{}", figures.body);
    let plain = SmallOffice::new();
    let page = plain.signed_in("MC1").await.page("/queue/counter").await;
    assert!(page.contains("queue_line"), "how a queue is set up: {page}");
}
