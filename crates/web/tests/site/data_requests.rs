//! Requests about personal data: filed by the citizen or recorded by the desk, answered, decided; a
//! restriction hides the data from those who need not act; an erasure takes two officers and leaves nothing.

use axum::http::StatusCode;
use dossier::{Command, Role};

use crate::session::Browser;
use crate::small_office::{Description, Life, SmallOffice};

const NAME: &str = "Nguyễn Thị Bí Mật";

/// The desk records a request at a dossier; its address, as the inspector's list has it.
async fn recorded(
    (desk, inspector): (&mut Browser<'_>, &mut Browser<'_>),
    code: &str,
    kind: &str,
) -> String {
    let form = format!("/dossier/{code}/data-request");
    assert!(desk.page(&format!("/dossier/{code}")).await.contains(&form));
    let page = desk.page(&form).await;
    let empty = desk.submit(&page, &form, &[("request", kind), ("text", "")]).await;
    assert_eq!(empty.status, StatusCode::UNPROCESSABLE_ENTITY);
    let typed = [("request", kind), ("text", "Canary xin như vậy")];
    let sent = desk.submit(&page, &form, &typed).await;
    assert!(desk.follow(&sent).await.contains("Đã ghi yêu cầu"), "{}", sent.body);
    let page = desk.page(&form).await;
    let twice = desk.submit(&page, &form, &typed).await;
    assert_eq!(twice.status, StatusCode::CONFLICT);
    assert!(twice.body.contains("đang chờ quyết định"));
    assert!(!desk.get("/data-requests").await.status.is_success(), "not for the desk");
    let list = inspector.page(&format!("/data-requests?kind={kind}")).await;
    let href = list.split("href=\"/data-requests/").nth(1).unwrap();
    format!("/data-requests/{}", href.split('"').next().unwrap())
}

async fn acts(officer: &mut Browser<'_>, one: &str, typed: &[(&str, &str)]) -> Description {
    let page = officer.page(one).await;
    officer.submit(&page, one, typed).await
}

#[tokio::test]
async fn a_restriction_hides_the_data_from_those_who_need_not_act() {
    let app = SmallOffice::new();
    let dossier = format!("/dossier/{}", app.paused);
    let mut desk = app.signed_in("MC1").await;
    let (mut leader, mut inspector) = (app.signed_in("LD1").await, app.signed_in("KS1").await);
    assert!(leader.page(&dossier).await.contains(NAME));
    let one = recorded((&mut desk, &mut inspector), &app.paused, "restriction").await;
    let page = inspector.page(&one).await;
    assert!(page.contains("Canary xin như vậy") && page.contains("Hạn chế xử lý dữ liệu"));
    acts(&mut inspector, &one, &[("act", "answer"), ("other_party", "1")]).await.to();
    let days = [("act", "extend"), ("days", "16"), ("reason", "x")];
    let long = acts(&mut inspector, &one, &days).await;
    assert_eq!(long.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", long.body);
    let decide = [("act", "decide"), ("outcome", "granted"), ("reason", "Đúng luật")];
    let decided = acts(&mut inspector, &one, &decide).await;
    assert!(inspector.follow(&decided).await.contains("Đã quyết định"));
    // The holder, the desk and the inspector see it; the leader no more, nor by name.
    for officer in [&mut desk, &mut inspector] {
        assert!(officer.page(&dossier).await.contains(NAME));
    }
    let page = leader.page(&dossier).await;
    assert!(!page.contains(NAME) && page.contains("đang bị hạn chế"), "{page}");
    let lift = [("act", "lift"), ("reason", "Người dân đề nghị")];
    acts(&mut leader, &one, &lift).await.to();
    assert!(leader.page(&dossier).await.contains(NAME));
    let turns = leader.page(&one).await;
    assert!(turns.contains("Thôi hạn chế") && turns.contains("Người dân đề nghị"));
}

#[tokio::test]
async fn a_granted_access_is_handed_over_as_paper_and_file() {
    let app = SmallOffice::new();
    let (mut desk, mut inspector) = (app.signed_in("MC1").await, app.signed_in("KS1").await);
    let one = recorded((&mut desk, &mut inspector), &app.late, "access").await;
    let mut leader = app.signed_in("LD1").await;
    assert!(leader.page("/head").await.contains(&one), "on the desk of who must act");
    let paper = leader.get(&format!("{one}/data.pdf")).await;
    assert!(paper.status.is_success() && paper.headers["content-type"] == "application/pdf");
    let file = leader.page(&format!("{one}/data.json")).await;
    assert!(file.contains(NAME) && file.contains("079000000001"));
    let other = recorded((&mut desk, &mut inspector), &app.paused, "correction").await;
    let refused = leader.get(&format!("{other}/data.json")).await;
    assert_eq!(refused.status, StatusCode::NOT_FOUND, "of another kind of request");
}

const RETENTION: &str =
    "[[retention]]\nprocedures = [\"1.000001\"]\nyears = 1\nbasis = \"Thông tư thử\"\n";

#[tokio::test]
async fn an_erasure_takes_two_officers_and_what_must_be_kept_says_why() {
    let app = SmallOffice::with(&[("pb/retention.toml", RETENTION)], 0);
    let life = Life { app: &app.app };
    let hand_over = Command::HandOver { without_letter: None, by_code: false };
    life.does("MC1", Role::DeskOfficer, "MC", "early", "06-15 16:00", hand_over);
    let (mut desk, mut inspector) = (app.signed_in("MC1").await, app.signed_in("KS1").await);
    let one = recorded((&mut desk, &mut inspector), &app.early, "erasure").await;
    let page = inspector.page(&one).await;
    assert!(page.contains("Lưu đến hết ngày 31/12/2019") && page.contains("Thông tư thử"));
    assert!(!page.contains("value=\"propose\"") && page.contains("value=\"refuse\""));
    let propose = [("act", "propose"), ("reason", "Người dân có quyền")];
    let early = acts(&mut inspector, &one, &propose).await;
    assert_eq!(early.status, StatusCode::CONFLICT);
    assert!(early.body.contains("Không có dữ liệu nào được xóa hoặc hạn chế"));
    app.move_to_instant("2020-01-06T09:00:00+07:00".parse().unwrap());
    let due = inspector.page(&one).await;
    assert!(due.contains("Đã hết thời hạn lưu trữ, xóa được") && !due.contains("Lưu đến hết ngày"));
    acts(&mut inspector, &one, &propose).await.to();
    assert!(!inspector.page(&one).await.contains("value=\"approve\""), "not the own proposal");
    let mut leader = app.signed_in("LD1").await;
    let before = leader.page("/figures?from=2018-06-01&to=2018-06-15").await;
    let proposed = leader.page(&one).await;
    assert!(proposed.contains("xóa dữ liệu của 1 hồ sơ"), "{proposed}");
    let unsure = acts(&mut leader, &one, &[("act", "approve")]).await;
    assert_eq!(unsure.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(unsure.body.contains("Hãy đánh dấu là đã xem các hồ sơ"), "{}", unsure.body);
    let erased = acts(&mut leader, &one, &[("act", "approve"), ("sure", "1")]).await;
    assert!(leader.follow(&erased).await.contains("Đã xóa dữ liệu cá nhân"), "{}", erased.body);
    let dossier = leader.page(&format!("/dossier/{}", app.early)).await;
    assert!(dossier.contains("đã được xóa lúc") && !dossier.contains(NAME));
    assert!(!inspector.page(&one).await.contains("Canary"), "the request's text too");
    let rows = |page: &str| page.split("<table").nth(1).map(str::to_owned);
    let after = leader.page("/figures?from=2018-06-01&to=2018-06-15").await;
    assert_eq!(rows(&before), rows(&after));
    let findings = app::Inquiry::peek(app.folder.path(), app::doctor).unwrap().findings;
    assert_eq!(findings, []);
}

#[tokio::test]
async fn a_citizen_asks_and_follows_on_the_page_of_the_own_data() {
    let app = SmallOffice::new();
    let mut citizen = app.citizen("0912345678").await;
    let page = citizen.page("/my/data/request").await;
    let typed = [("request", "erasure"), ("text", "Xin xóa tài khoản")];
    let sent = citizen.submit(&page, "/my/data/request", &typed).await;
    assert!(citizen.follow(&sent).await.contains("Đã gửi yêu cầu"));
    let own = citizen.page("/my/data").await;
    assert!(own.contains("Xóa dữ liệu") && own.contains("Xin xóa tài khoản"));
    let mut inspector = app.signed_in("KS1").await;
    let list = inspector.page("/data-requests").await;
    let href = list.split("href=\"/data-requests/").nth(1).unwrap();
    let one = format!("/data-requests/{}", href.split('"').next().unwrap());
    let refuse = [("act", "refuse"), ("reason", "Còn hồ sơ phải lưu")];
    acts(&mut inspector, &one, &refuse).await.to();
    let own = citizen.page("/my/data").await;
    assert!(own.contains("Không chấp thuận") && own.contains("Còn hồ sơ phải lưu"), "{own}");
    let sent = app.app.outbox(5).unwrap();
    assert!(sent.iter().any(|notice| notice.subject == "turn:data_request_refused"));
}
