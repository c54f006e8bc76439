//! Dossiers past their retention: the list, a proposal with the document that permits it, and the approval
//! by another officer who saw the same list.

use axum::http::StatusCode;
use dossier::{Command, Role};

use crate::small_office::{Life, SmallOffice};

const NAME: &str = "Nguyễn Thị Bí Mật";
const RULE: &str =
    "[[retention]]\nprocedures = [\"1.000001\"]\nyears = 1\nbasis = \"Thông tư thử\"\n";

/// The value of the first dossier that the page offers.
fn first(page: &str) -> String {
    let value = page.split("name=\"pick\" value=\"").nth(1).unwrap();
    value.split('"').next().unwrap().to_owned()
}

#[tokio::test]
async fn nothing_is_erased_without_a_rule() {
    let app = SmallOffice::new();
    let mut leader = app.signed_in("LD1").await;
    let page = leader.page("/retention").await;
    assert!(page.contains("retention.toml") && !page.contains("name=\"pick\""));
    let mut desk = app.signed_in("MC1").await;
    assert_eq!(desk.get("/retention").await.status, StatusCode::FORBIDDEN);
}

#[tokio::test]
async fn one_officer_proposes_and_another_one_who_saw_the_list_approves() {
    let app = SmallOffice::with(&[("pb/retention.toml", RULE)], 0);
    let life = Life { app: &app.app };
    let hand_over = Command::HandOver { without_letter: None, by_code: false };
    life.does("MC1", Role::DeskOfficer, "MC", "early", "06-15 16:00", hand_over);
    let mut inspector = app.signed_in("KS1").await;
    assert!(inspector.page("/retention").await.contains("Không có hồ sơ nào"), "not yet");
    app.move_to_instant("2020-01-06T09:00:00+07:00".parse().unwrap());
    let page = inspector.page("/retention").await;
    assert!(page.contains(&app.early) && page.contains("31/12/2019 (Thông tư thử)"), "{page}");
    let pick = first(&page);
    let typed = [("permitted_by", "12/QĐ-UBND"), ("reason", "Hết giá trị lưu trữ")];
    // Nothing is ticked, then nothing is written: what was typed stays.
    let none = inspector.submit(&page, "/retention", &typed).await;
    assert_eq!(none.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(none.body.contains("Chưa chọn hồ sơ nào") && none.body.contains("12/QĐ-UBND"));
    let empty = inspector.submit(&page, "/retention", &[("pick", &pick)]).await;
    assert_eq!(empty.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(empty.body.contains("checked"), "the tick stays");
    let tick_all = [("shown", pick.as_str()), ("act", "tick_all"), typed[0]];
    let all = inspector.submit(&page, "/retention", &tick_all).await;
    assert!(all.body.contains("checked") && all.body.contains("12/QĐ-UBND"), "{}", all.body);
    let other = [("pick", "dossier/pb/late"), typed[0], typed[1]];
    let other = inspector.submit(&page, "/retention", &other).await;
    assert_eq!(other.status, StatusCode::CONFLICT, "not past its retention");
    let ticked = [("pick", pick.as_str()), typed[0], typed[1]];
    let sent = inspector.submit(&page, "/retention", &ticked).await;
    let one = sent.to().split('?').next().unwrap_or_default().to_owned();
    let shown = inspector.follow(&sent).await;
    assert!(shown.contains("Đã đề nghị") && !shown.contains("value=\"approve\""), "own proposal");
    assert!(!inspector.page("/retention").await.contains("name=\"pick\""), "it waits");

    let mut leader = app.signed_in("LD1").await;
    assert!(leader.page("/head").await.contains(&one), "on the desk of who must act");
    let page = leader.page(&one).await;
    for text in [app.early.as_str(), "12/QĐ-UBND", "Hết giá trị lưu trữ", "Thông tư thử"]
    {
        assert!(page.contains(text), "{text}: {page}");
    }
    let unsure = leader.submit(&page, &one, &[("act", "approve")]).await;
    assert_eq!(unsure.status, StatusCode::UNPROCESSABLE_ENTITY);
    let sure = [("act", "approve"), ("sure", "1")];
    let approved = leader.submit(&page, &one, &sure).await;
    let done = leader.follow(&approved).await;
    assert!(done.contains("Đã xóa dữ liệu cá nhân của các hồ sơ"), "{done}");
    assert!(done.contains("Bản sao lưu") && !done.contains("value=\"approve\""));
    let dossier = leader.page(&format!("/dossier/{}", app.early)).await;
    assert!(dossier.contains("đã được xóa lúc") && !dossier.contains(NAME));
    let findings = app::Inquiry::peek(app.folder.path(), app::doctor).unwrap().findings;
    assert_eq!(findings, []);
}

#[tokio::test]
async fn a_proposal_is_sent_back_with_a_reason() {
    let app = SmallOffice::with(&[("pb/retention.toml", RULE)], 0);
    let life = Life { app: &app.app };
    let hand_over = Command::HandOver { without_letter: None, by_code: false };
    life.does("MC1", Role::DeskOfficer, "MC", "early", "06-15 16:00", hand_over);
    app.move_to_instant("2020-01-06T09:00:00+07:00".parse().unwrap());
    let mut inspector = app.signed_in("KS1").await;
    let page = inspector.page("/retention").await;
    let pick = first(&page);
    let typed = [("pick", pick.as_str()), ("permitted_by", "12/QĐ"), ("reason", "Hết giá trị")];
    let sent = inspector.submit(&page, "/retention", &typed).await;
    let one = sent.to().split('?').next().unwrap_or_default().to_owned();
    let mut leader = app.signed_in("LD1").await;
    let before = leader.page(&one).await;
    let back = [("act", "send_back"), ("reason", "Hồ sơ còn tranh chấp")];
    let sent = leader.submit(&before, &one, &back).await;
    assert!(leader.follow(&sent).await.contains("Hồ sơ còn tranh chấp"));
    // The form of the page as it was before.
    let late = [("act", "approve"), ("sure", "1")];
    let late = leader.submit(&before, &one, &late).await;
    assert_eq!(late.status, StatusCode::CONFLICT, "{}", late.body);
    assert!(inspector.page("/retention").await.contains("name=\"pick\""), "in the list again");
    assert!(leader.page(&format!("/dossier/{}", app.early)).await.contains(NAME));
}
