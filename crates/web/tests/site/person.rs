//! The officer sees the own figures first, then those who answer for the work; the evaluation uses
//! these figures and is decided within bounds, with reasons.

use app::{AgencyWork, Inquiry};
use axum::http::StatusCode;
use indicators::{Basis, Query};

use crate::session::{Browser, hidden};
use crate::small_office::{Description, SmallOffice};

/// Sends the form of a page with the typed fields.
async fn send_form(
    browser: &mut Browser<'_>,
    (page, to): (&str, &str),
    typed: &[(&str, &str)],
) -> Description {
    let shown = browser.page(page).await;
    let [token, key] = ["token", "key"].map(|name| hidden(&shown, name));
    let mut fields = vec![("token", token.as_str()), ("key", key.as_str())];
    fields.extend(typed);
    browser.post(to, &fields).await
}

const JUNE: &str = "/figures/mine?period=2018-06";
const OF_DESK: &str = "/evaluation/MC1?period=2018-06";

#[tokio::test]
async fn figures_about_a_person_are_shown_to_that_person_first() {
    let app = SmallOffice::new();
    let mut desk = app.signed_in("MC1").await;
    let page = desk.page(JUNE).await;
    assert!(page.contains("(chưa hết kỳ)") && page.contains(&app.late), "{page}");
    let late = desk.page(&format!("{JUNE}&what=late")).await;
    assert!(late.contains(&app.late) && !late.contains(&app.early));
    let early = desk.page(&format!("{JUNE}&what=time")).await;
    assert!(early.contains(&app.late) && early.contains(&app.early));
    for missing in ["&what=other", "-Q9"] {
        assert_eq!(desk.get(&format!("{JUNE}{missing}")).await.status, StatusCode::NOT_FOUND);
    }
    // A period that has not begun has no figures to read, to comment on or to decide on.
    for coming in ["2018-07", "2018-Q3", "2019"] {
        let address = format!("/figures/mine?period={coming}");
        assert_eq!(desk.get(&address).await.status, StatusCode::NOT_FOUND, "{coming}");
    }
    let file = desk.page("/figures/mine.csv?period=2018-06").await;
    assert!(file.contains(&app.late) && file.contains(&app.early));
    for period in ["2018-05", "2018-Q2", "2018"] {
        desk.page(&format!("/figures/mine?period={period}")).await;
    }
    let (mut leader, mut inspector) = (app.signed_in("LD1").await, app.signed_in("KS1").await);
    for browser in [&mut leader, &mut inspector] {
        let seen = browser.get(OF_DESK).await;
        assert_eq!(seen.status, StatusCode::NOT_FOUND, "the month is not over");
        assert!(seen.body.contains("từ ngày 01/07/2018"), "{}", seen.body);
    }

    let comment = [("period", "2018-06"), ("comment", "Canary mất điện hai ngày")];
    let blank =
        send_form(&mut desk, (JUNE, "/figures/mine"), &[comment[0], ("comment", " ")]).await;
    assert_eq!(blank.status, StatusCode::UNPROCESSABLE_ENTITY);
    let sent = send_form(&mut desk, (JUNE, "/figures/mine"), &comment).await;
    assert!(desk.follow(&sent).await.contains("Canary"));

    app.move_to("07-02 08:00");
    for browser in [&mut leader, &mut inspector] {
        let seen = browser.page(OF_DESK).await;
        assert!(seen.contains("Canary") && seen.contains(&app.late));
    }
    // The head of another unit, and officers who are not heads.
    for officer in ["A2", "A1", "B1", "TV1", "QT1"] {
        let seen = app.signed_in(officer).await.get(OF_DESK).await;
        assert!(matches!(seen.status.as_u16(), 403 | 404), "{officer}");
        assert!(!seen.body.contains("Canary"));
    }
    assert_eq!(app.get(OF_DESK).await.status, StatusCode::SEE_OTHER, "never public");
}

#[tokio::test]
async fn a_decision_is_taken_once_within_bounds_and_corrected_by_another() {
    let app = SmallOffice::new();
    let mut leader = app.signed_in("LD1").await;
    app.move_to("07-02 08:00");
    let list = leader.page("/evaluation?period=2018-06&unit=MC").await;
    assert!(list.contains("/evaluation/MC1?period=2018-06"), "{list}");
    let page = leader.page(OF_DESK).await;
    let computed = hidden(&page, "computed");
    let score: i64 = computed.parse().unwrap();
    let text = |tenths: i64| tenths.to_string();
    let act = |score: &str, reason: &str| {
        let typed = ["decide", "2018-06", &computed, score, reason].map(str::to_owned);
        ["act", "period", "computed", "score", "reason"].into_iter().zip(typed).collect::<Vec<_>>()
    };
    let to = "/evaluation/MC1";
    let mut tries = Vec::new();
    for (score, reason) in [(score + 1, ""), (score + 50, "Việc khó")] {
        let typed = act(&text(score), reason);
        let typed: Vec<(&str, &str)> = typed.iter().map(|(k, v)| (*k, v.as_str())).collect();
        tries.push(send_form(&mut leader, (OF_DESK, to), &typed).await);
    }
    assert_eq!(tries[0].status, StatusCode::CONFLICT);
    assert!(tries[0].body.contains("phải có lý do"));
    assert_eq!(tries[1].status, StatusCode::UNPROCESSABLE_ENTITY, "no such choice");
    let typed = act(&text(score + 1), "Việc khó");
    let mut typed: Vec<(&str, &str)> = typed.iter().map(|(k, v)| (*k, v.as_str())).collect();
    let decided = send_form(&mut leader, (OF_DESK, to), &typed).await;
    assert!(leader.follow(&decided).await.contains("Đã quyết định điểm"));
    let again = send_form(&mut leader, (OF_DESK, to), &typed).await;
    assert_eq!(again.status, StatusCode::CONFLICT, "{}", again.body);
    let new = text(score);
    typed[0].1 = "correct";
    (typed[3].1, typed[4].1) = (&new, "Tính nhầm");
    let corrected = send_form(&mut leader, (OF_DESK, to), &typed).await;
    assert!(leader.follow(&corrected).await.contains("Đã đính chính"));
    let seen = app.signed_in("MC1").await.page(JUNE).await;
    assert!(seen.contains("Việc khó") && seen.contains("Tính nhầm"), "the officer reads why");
    let file = leader.page("/evaluation?period=2018-06&unit=MC&as=csv").await;
    assert!(file.contains("MC1"), "{file}");
    let agency = leader.page("/evaluation/agency?period=2018-06").await;
    assert!(agency.contains("Không chấm chỉ số 2, 5, 6, 8:"), "{agency}");
    let mut head = app.signed_in("A2").await;
    assert!(!head.page("/evaluation?period=2018-06").await.contains("MC1"));
    let hidden = head.get("/evaluation/agency?period=2018-06").await;
    assert_eq!(hidden.status, StatusCode::NOT_FOUND);
    let findings = Inquiry::peek(app.folder.path(), app::doctor).unwrap().findings;
    assert_eq!(findings, []);
}

/// A leader's sheet is decided outside the program: list, page and refusal say so.
#[tokio::test]
async fn a_leaders_sheet_is_shown_with_its_evidence_and_decided_above() {
    let app = SmallOffice::new();
    app.move_to("07-02 08:00");
    let mut leader = app.signed_in("LD1").await;
    let list = leader.page("/evaluation?period=2018-06").await;
    assert!(list.contains("Cấp trên quyết định"), "{list}");
    let file = leader.page("/evaluation?period=2018-06&as=csv").await;
    assert!(file.contains("Cấp trên quyết định"), "{file}");
    let above = "do cấp có thẩm quyền ở trên quyết định, ngoài hệ thống này";
    let mut pages = Vec::new();
    for address in [JUNE, "/evaluation/LD1?period=2018-06"] {
        pages.push(leader.page(address).await);
    }
    let mut inspector = app.signed_in("KS1").await;
    pages.push(inspector.page("/evaluation/LD1?period=2018-06").await);
    for page in pages {
        assert!(page.contains(above) && page.contains("scores-caption"), "{page}");
        assert!(!page.contains("Chưa có quyết định") && !page.contains(r#"value="decide""#));
    }
    let typed = [("act", "decide"), ("period", "2018-06"), ("computed", "0"), ("score", "0")];
    // The sheet has no form for a decision; a form that is sent nevertheless is refused.
    let own = (JUNE, "/evaluation/LD1");
    let refused = send_form(&mut leader, own, &typed).await;
    assert_eq!(refused.status, StatusCode::CONFLICT, "{}", refused.body);
    assert!(refused.body.contains(above), "{}", refused.body);
}

/// The parts on the pages of the officers equal those of the table by officer.
#[tokio::test]
async fn the_parts_of_all_officers_are_those_of_the_table() {
    let app = SmallOffice::with_more(|life| {
        life.receive("later", "06-05 09:00");
        life.apologise("later", "06-12 08:00");
        life.finish("later", "06-14 15:00");
    });
    let figures = app.app.figures(None).unwrap().unwrap();
    for period in ["2018-06", "2018-Q2", "2018"] {
        let period: indicators::period::Period = period.parse().unwrap();
        let now = app.now();
        let AgencyWork { officers, .. } =
            app.app.ask(|inquiry| inquiry.work_of_all(&figures, period, now)).unwrap();
        let (from, to) = period.days();
        let query = Query { as_of: now, basis: Basis::Flow, ..Query::new(from, to) };
        let table = indicators::responsibility::lateness(figures.facts.iter(), &query);
        let mut parts: Vec<(String, i64)> = officers
            .into_iter()
            .map(|(officer, work)| (officer, work.figures.late_minutes))
            .filter(|(_, minutes)| *minutes > 0)
            .collect();
        parts.sort_by_key(|(officer, minutes)| (-*minutes, officer.clone()));
        assert!(table.minutes > 0);
        assert_eq!(parts, table.by_officer, "{period}");
    }
}

/// An officer's sheet names the rank and the years in the field that the law demands at the desk;
/// the public page does not.
#[tokio::test]
async fn the_head_of_a_sheet_names_rank_and_first_day_in_the_field() {
    let agency = crate::small_office::agency();
    let place = agency.find("id = \"MC1\"").unwrap();
    let more = "grade = \"Chuyên viên chính\"\nsince = 2012-03-01\n";
    let agency = format!("{}{more}{}", &agency[..place], &agency[place..]);
    let app = SmallOffice::with(&[("pb/agency.toml", &agency)], 0);
    let mut leader = app.signed_in("LD1").await;
    app.move_to("07-02 08:00");
    let sheet = leader.page(OF_DESK).await;
    assert!(sheet.contains("ngạch Chuyên viên chính"), "{sheet}");
    assert!(sheet.contains("công tác trong lĩnh vực từ 01/03/2012"), "{sheet}");
    assert!(!app.page("/about").await.contains("Chuyên viên chính"));
}
