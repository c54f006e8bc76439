//! An officer's first day: a first password, the set-up of the second factor, recovery codes; then
//! sessions.

use app::NewAccount;
use axum::http::StatusCode;

use crate::session::sent_to;
use crate::small_office::{PASSWORD, SmallOffice, at};

const NEW: &str = "chiếc xe đạp màu lá mạ";

/// The code of a displayed secret at the machine's instant, this number of time steps later.
fn code(secret: &str, steps: u64) -> String {
    let now = at("06-15 17:30").0 as u64 / 1000 + 30 * steps;
    credentials::totp::code(&secret.replace(' ', ""), now).unwrap()
}

fn shown(page: &str) -> String {
    let codes: Vec<&str> = page.split("<code>").skip(1).collect();
    codes[0].split("</code>").next().unwrap().to_owned()
}

#[tokio::test]
async fn a_first_password_opens_nothing_but_the_account() {
    let app = SmallOffice::new();
    let hash = credentials::password::hash(PASSWORD, [3; 16]);
    let new = NewAccount { officer: "A1", password: &hash, totp: "", must_change: true };
    app.app.put_account(&new, at("06-15 17:00")).unwrap();
    let mut browser = app.browser();
    let text =
        browser.send("/sign-in", "/sign-in", &[("login", "A1"), ("password", PASSWORD)]).await;
    assert_eq!(sent_to(&text), "/account");
    assert_eq!(sent_to(&browser.get("/work").await), "/account");
    let page = browser.page("/account").await;
    assert!(page.contains("<svg") && page.contains("Đây là mật khẩu cấp lần đầu"));

    let secret = shown(&page);
    let form = [("what", "second_factor"), ("code", "000000")];
    let text = browser.send("/account", "/account", &form).await;
    assert_eq!(text.status, StatusCode::UNPROCESSABLE_ENTITY);
    let right = code(&secret, 0);
    let form = [("what", "second_factor"), ("code", &right)];
    let text = browser.send("/account", "/account", &form).await;
    assert_eq!(text.status, StatusCode::OK);
    assert_eq!(text.body.matches("<li><code>").count(), 10, "recovery codes, shown once");
    let twice = browser.send("/account", "/account", &form).await;
    assert_eq!(twice.status, StatusCode::CONFLICT);
    for part in ["đã được thiết lập ở lần bấm trước", "href=\"#step_code\"", "id=\"step_code\""]
    {
        assert!(twice.body.contains(part), "{part}: {}", twice.body);
    }
    assert!(!twice.body.contains("Mã xác thực không đúng"), "{}", twice.body);
    assert_eq!(sent_to(&browser.get("/work").await), "/account", "the password comes next");

    for (present, new, again, field) in [
        ("sai", NEW, NEW, "password"),
        (PASSWORD, NEW, "khác", "new_again"),
        (PASSWORD, "ngắn", "ngắn", "new_password"),
        (PASSWORD, "motcua motcua motcua", "motcua motcua motcua", "new_password"),
    ] {
        let form = [
            ("what", "password"),
            ("password", present),
            ("new_password", new),
            ("new_again", again),
        ];
        let text = browser.send("/account", "/account", &form).await;
        assert_eq!(text.status, StatusCode::UNPROCESSABLE_ENTITY, "{new}");
        assert!(text.body.contains(&format!("href=\"#{field}\"")), "{new}");
        assert!(!text.body.contains(NEW), "no password comes back");
    }
    let form =
        [("what", "password"), ("password", PASSWORD), ("new_password", NEW), ("new_again", NEW)];
    let text = browser.send("/account", "/account", &form).await;
    assert_eq!(sent_to(&text), "/account?done=password");
    assert_eq!(browser.get("/work").await.status, StatusCode::OK);

    let next = code(&secret, 1);
    let form = [("login", "a1"), ("password", NEW), ("code", &next)];
    let mut other = app.browser();
    assert_eq!(sent_to(&other.send("/sign-in", "/sign-in", &form).await), "/work");
    browser.send("/account", "/account", &[("what", "sessions")]).await;
    assert_eq!(other.get("/work").await.status, StatusCode::SEE_OTHER, "its session was ended");
    let text = browser.send("/account", "/sign-out", &[]).await;
    assert_eq!(text.status, StatusCode::SEE_OTHER);
    assert!(sent_to(&browser.get("/work").await).starts_with("/sign-in?next="));
}

#[tokio::test]
async fn the_key_of_the_folder_is_changed_by_two_officers() {
    let app = SmallOffice::new();
    let mut admin = app.signed_in("QT1").await;
    let page = admin.page("/admin/key").await;
    assert!(page.contains("value=\"propose\"") && !page.contains("value=\"change\""));
    let before = app.app.bound("x").unwrap();
    let sent = admin.submit(&page, "/admin/key", &[("act", "propose")]).await;
    assert!(admin.follow(&sent).await.contains("chờ người khác thực hiện"));
    let own = admin.page("/admin/key").await;
    assert!(!own.contains("value=\"change\""), "by another officer");
    let forced = admin.submit(&own, "/admin/key", &[("act", "change")]).await;
    assert_eq!(forced.status, StatusCode::CONFLICT);
    assert!(forced.body.contains("Người đề nghị không tự đổi khóa"), "{}", forced.body);
    assert_eq!(app.app.bound("x").unwrap(), before);
    let mut leader = app.signed_in("LD1").await;
    let page = leader.page("/admin/key").await;
    assert!(page.contains("Nguyễn QT1"), "{page}");
    let sent = leader.submit(&page, "/admin/key", &[("act", "change")]).await;
    assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.body);
    assert_ne!(app.app.bound("x").unwrap(), before);
    assert!(
        leader.page("/admin/key").await.contains("Không có đề nghị nào"),
        "the session lives on"
    );
    let mut desk = app.signed_in("MC1").await;
    assert_eq!(desk.get("/admin/key").await.status, StatusCode::FORBIDDEN);
}
