//! A watched figure past its threshold, a finding of an inspection and the daily digest are shown
//! to the officer whom they concern, each with its action.

use axum::http::StatusCode;

use crate::session::{Browser, hidden};
use crate::small_office::{Description, SmallOffice};

/// Sends the form of a page.
async fn send_form(
    browser: &mut Browser<'_>,
    (from, to): (&str, &str),
    typed: &[(&str, &str)],
) -> Description {
    let page = browser.page(from).await;
    let [token, key] = ["token", "key"].map(|name| hidden(&page, name));
    let mut fields = vec![("token", token.as_str()), ("key", key.as_str())];
    fields.extend(typed);
    browser.post(to, &fields).await
}

const WATCHES: &str = "/watches";

fn watch<'a>(threshold: &'a str, unit: &'a str) -> Vec<(&'a str, &'a str)> {
    vec![
        ("act", "set"),
        ("figure", "in_time"),
        ("threshold", threshold),
        ("period", "month"),
        ("unit", unit),
    ]
}

#[tokio::test]
async fn a_note_leads_to_a_directive_about_its_figure_and_then_leaves_the_desk() {
    let app = SmallOffice::new();
    let mut leader = app.signed_in("LD1").await;
    let wrong = send_form(&mut leader, (WATCHES, WATCHES), &watch("150 %", "A")).await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(wrong.body.contains("Ngưỡng là một tỷ lệ") && wrong.body.contains("150 %"));
    let set = send_form(&mut leader, (WATCHES, WATCHES), &watch("95 %", "A")).await;
    assert!(leader.follow(&set).await.contains("mẫu số dưới 10"), "two finished dossiers are few");
    assert!(!leader.page("/head").await.contains("Chỉ số vượt ngưỡng"), "not counted yet");
    app.move_to("06-18 08:00");
    app.app.run_daily(app.now()).unwrap();
    let desk = leader.page("/head").await;
    assert!(desk.contains("Chỉ số vượt ngưỡng"), "{desk}");
    let form = desk.split("href=\"").find(|rest| rest.starts_with("/directives/new?figure="));
    let form = form.and_then(|rest| rest.split('"').next()).unwrap().replace("&#38;", "&");
    let figure = "/figures?from=2018-06-01&to=2018-06-18&unit=A";
    let page = leader.page(&form).await;
    assert!(page.contains(&figure.replace('&', "&#38;")), "{form}: {page}");
    assert!(page.contains("<option value=\"A2\" selected"), "the head of the unit is proposed");
    let typed = [("figure", figure), ("owner", "A2"), ("due", "20/06/2018"), ("text", "Vì sao?")];
    send_form(&mut leader, (&form, "/directives/new"), &typed).await.to();
    assert!(!leader.page("/head").await.contains("Chỉ số vượt ngưỡng"), "it was acted on");
    let figures = leader.page(figure).await;
    assert!(figures.contains("/directives/new?figure="), "from each figure's page");
    let specialist = app.signed_in("A1").await.page(figure).await;
    assert!(!specialist.contains("/directives/new?figure="));
}

#[tokio::test]
async fn a_head_watches_the_own_unit_and_puts_a_note_aside() {
    let app = SmallOffice::new();
    let mut head = app.signed_in("A2").await;
    let foreign = send_form(&mut head, (WATCHES, WATCHES), &watch("95 %", "B")).await;
    assert_eq!(foreign.status, StatusCode::UNPROCESSABLE_ENTITY, "only the own unit is offered");
    send_form(&mut head, (WATCHES, WATCHES), &watch("95 %", "A")).await.to();
    app.move_to("06-18 08:00");
    app.app.run_daily(app.now()).unwrap();
    let page = head.page(WATCHES).await;
    let id = hidden(&page, "watch");
    let see = [("act", "see"), ("watch", id.as_str())];
    send_form(&mut head, (WATCHES, WATCHES), &see).await.to();
    assert!(!head.page("/head").await.contains("Chỉ số vượt ngưỡng"));
    let again = send_form(&mut head, (WATCHES, WATCHES), &see).await;
    assert!(again.body.contains("Không có tin nào chờ xem"), "{}", again.body);
    let end = [("act", "end"), ("watch", id.as_str())];
    let ended = send_form(&mut head, (WATCHES, WATCHES), &end).await;
    assert!(head.follow(&ended).await.contains("chưa theo dõi chỉ số nào"));
}

const VISITS: &str = "/inspections";

#[tokio::test]
async fn a_finding_goes_from_the_visit_to_its_owner_s_desk_and_is_closed_with_evidence() {
    let app = SmallOffice::new();
    let mut inspector = app.signed_in("KS1").await;
    let typed = |day| [("unit", "A"), ("visited_on", day), ("text", "Canary: niêm yết")];
    let ahead = send_form(&mut inspector, (VISITS, VISITS), &typed("18/06/2018")).await;
    assert_eq!(ahead.status, StatusCode::CONFLICT);
    assert!(ahead.body.contains("chưa đến") && ahead.body.contains("Canary"), "input is kept");
    let visited = send_form(&mut inspector, (VISITS, VISITS), &typed("14/06/2018")).await;
    let one = visited.to().split('?').next().unwrap().to_owned();
    assert!(inspector.follow(&visited).await.contains("Đã ghi cuộc kiểm tra"));
    let find = |due| [("act", "find"), ("owner", "A2"), ("due", due), ("text", "Thiếu mức phí")];
    let bad = send_form(&mut inspector, (&one, &one), &find("15/06/2018")).await;
    assert!(bad.status == StatusCode::CONFLICT && bad.body.contains("Thiếu mức phí"));
    send_form(&mut inspector, (&one, &one), &find("20/06/2018")).await.to();

    let mut head = app.signed_in("A2").await;
    assert!(head.page("/head").await.contains(&format!("{one}#f1")), "it needs the head");
    let follow = [("act", "follow_up"), ("number", "1"), ("text", "Đã bổ sung")];
    send_form(&mut head, (&one, &one), &follow).await.to();
    assert!(!head.page("/head").await.contains(&format!("{one}#f1")));
    let empty = [("act", "close"), ("number", "1"), ("text", " ")];
    let refused = send_form(&mut inspector, (&one, &one), &empty).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    let close = [("act", "close"), ("number", "1"), ("text", "Biên bản số 5")];
    send_form(&mut inspector, (&one, &one), &close).await.to();
    let closed = head.page(&one).await;
    assert!(closed.contains("Biên bản số 5") && !closed.contains("name=\"act\""), "{closed}");
    let other = app.signed_in("B1").await.get(&one).await;
    assert_eq!(other.status, StatusCode::NOT_FOUND);
    let summary = inspector.page("/summary?from=2018-06-01&to=2018-06-30").await;
    let text = "đơn vị đã báo khắc phục";
    assert!(summary.contains(text), "{summary}");
    let list = "/inspections?from=2018-06-01&#38;to=2018-06-30&#38;findings=in_time";
    assert!(summary.contains(&format!("<a href=\"{list}\">1 kiến nghị</a> đúng hạn")), "{summary}");
    let page = inspector.page(&list.replace("&#38;", "&")).await;
    assert!(page.contains("1 kiến nghị đã báo khắc phục đúng hạn"), "{page}");
    assert!(page.contains(&format!("{one}#f1")), "{page}");
    let may = inspector.page("/summary?from=2018-05-01&to=2018-05-31").await;
    assert!(may.contains("Trong kỳ không có cuộc kiểm tra nào."), "{may}");
    for wrong in [
        "from=x&to=2018-06-30",
        "from=2018-06-01&to=2018-06-30&unit=X",
        "from=2018-06-01&to=2018-06-30&findings=x",
        "from=2018-06-01&to=2018-06-30&as_of=x",
    ] {
        let answer = inspector.get(&format!("/inspections?{wrong}")).await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND, "{wrong}");
    }
    let none = inspector.page("/inspections?from=2018-05-01&to=2018-05-31").await;
    assert!(none.contains("31/05/2018: 0 cuộc kiểm tra") && !none.contains(&one), "{none}");
    // A head's report covers the own unit, and so do its visits; the public report has no visits.
    let june = "/summary?from=2018-06-01&to=2018-06-30";
    assert!(head.page(june).await.contains("findings=in_time"));
    let unseen = app.page("/summary").await;
    assert!(!unseen.contains("cuộc kiểm tra"), "{unseen}");
    let findings = app::Inquiry::peek(app.folder.path(), app::doctor).unwrap().findings;
    assert_eq!(findings, []);
}

#[tokio::test]
async fn a_digest_is_read_by_the_officer_and_the_head_and_says_whether_it_was_sent() {
    let app = SmallOffice::with_more(|life| {
        life.receive("near", "06-11 08:00");
    });
    app.move_to("06-18 08:00");
    app.app.run_daily(app.now()).unwrap();
    let mut desk = app.signed_in("MC1").await;
    let page = desk.page("/digests").await;
    assert!(page.contains("Đến hạn hôm nay (1)"), "{page}");
    assert!(page.contains("chỉ đọc tại trang này"), "no contact, so nothing was sent: {page}");
    assert!(!page.contains("Bí Mật"), "no applicant");
    assert!(desk.page("/work").await.contains("Bản tin hôm nay"));
    let of_desk = |reader: &'static str| {
        let app = &app;
        async move { app.signed_in(reader).await.get("/digests?officer=MC1").await.status }
    };
    assert_eq!(of_desk("LD1").await, StatusCode::OK);
    assert_eq!(of_desk("A2").await, StatusCode::NOT_FOUND, "the head of another unit");
}

#[tokio::test]
async fn the_queue_shows_the_new_date_of_a_late_dossier() {
    let app = SmallOffice::with_more(|life| {
        life.receive("again", "06-04 08:00");
        life.apologise("again", "06-11 08:00");
    });
    let mut desk = app.signed_in("MC1").await;
    let page = desk.page("/work").await;
    assert!(page.contains("Đã qua</span> Hẹn lại thứ Năm 14/06/2018"), "{page}");
}
