//! A draft without an account: kept by its link, filed after a contact is confirmed, open to its holder only.

use axum::http::StatusCode;

use super::browser::{Browser, CODE, Fixture};
use super::{MAI, PDF, PERSON, begin, fill};
use crate::session::hidden;
use crate::small_office::{Description, at};

/// The address of the draft's link, as its page shows it.
async fn link_of(browser: &mut Browser<'_>, id: &str) -> String {
    let page = browser.page(&format!("/my/drafts/{id}/link")).await;
    let link = page.split("href=\"https://motcua.test").find(|part| part.starts_with("/draft/"));
    link.unwrap().split('"').next().unwrap().to_owned()
}

fn sign_in_for(page: &str) -> String {
    format!("/my/sign-in?next={}", page.replace('/', "%2F"))
}

#[tokio::test]
async fn a_visitor_files_without_an_account_and_types_nothing_twice() {
    let fixture = Fixture::new();
    let mut mai = fixture.browser();
    let id = begin(&mut mai).await;
    fill(&mut mai, &id).await;
    let base = format!("/my/drafts/{id}");
    let page = mai.page(&format!("{base}/applicant")).await;
    let left = mai.post(&page, &format!("{base}/applicant"), &[PERSON[0], ("go", "leave")]).await;
    assert_eq!(left.to(), format!("{base}/link?done=saved"));
    let link = link_of(&mut mai, &id).await;

    // On another device, by the link.
    let mut phone = fixture.browser();
    assert_eq!(phone.get(&link).await.to(), base);
    let page = phone.page(&format!("{base}/applicant")).await;
    phone.post(&page, &format!("{base}/applicant"), &PERSON).await.to();
    let review = phone.page(&format!("{base}/review")).await;
    assert!(review.contains("Trần Thị Mai") && review.contains("Đơn.pdf"), "{review}");
    let unticked = phone.post(&review, &format!("{base}/review"), &[]).await;
    assert_eq!(unticked.status, StatusCode::UNPROCESSABLE_ENTITY);
    let confirm = phone.post(&review, &format!("{base}/review"), &[("true", "1")]).await;
    assert_eq!(confirm.status, StatusCode::OK, "{}", confirm.body);
    assert!(confirm.body.contains("Xác nhận để nộp hồ sơ"), "{}", confirm.body);
    assert!(confirm.body.contains("value=\"0912 345 678\""), "{}", confirm.body);
    let carried = |page: &Description| {
        ["carry_to", "carry_seal", "carry_files", "carry.true"]
            .map(|name| (name, hidden(&page.body, name)))
    };
    let kept = carried(&confirm);
    let kept: Vec<(&str, &str)> = kept.iter().map(|(name, value)| (*name, &**value)).collect();
    let contact = [&kept[..], &[("contact", MAI)]].concat();
    let sent = phone.post(&confirm.body, "/my/sign-in", &contact).await;
    let code = fixture.code(MAI);
    let code = [&contact[..], &[("step", "code"), ("code", code.as_str())]].concat();
    let again = phone.post(&sent.body, "/my/sign-in", &code).await;
    assert_eq!(again.status, StatusCode::OK, "{}", again.body);
    assert!(again.body.contains("name=\"true\" value=\"1\" checked"), "{}", again.body);
    let filed = phone.post(&again.body, &format!("{base}/review"), &[("true", "1")]).await;
    assert_eq!(filed.to(), format!("/my/dossiers/{id}?done=filed"));
    let dossier = phone.page(&format!("/my/dossiers/{id}")).await;
    assert!(dossier.contains("Trần Thị Mai") && dossier.contains("Đơn.pdf"), "{dossier}");
    // Sent once, from whichever browser it is sent again.
    let late = phone.post(&again.body, &format!("{base}/review"), &[("true", "1")]).await;
    assert_eq!(late.to(), format!("/my/dossiers/{id}"));
    assert_eq!(phone.get(&link).await.status, StatusCode::NOT_FOUND);
    assert_eq!(mai.get(&base).await.to(), sign_in_for(&base));
}

#[tokio::test]
async fn a_draft_is_no_strangers_and_its_secret_is_in_no_file() {
    let fixture = Fixture::new();
    let mut mai = fixture.browser();
    let id = begin(&mut mai).await;
    fill(&mut mai, &id).await;
    let link = link_of(&mut mai, &id).await;
    let secret = link.rsplit('/').next().unwrap();
    assert_eq!(secret.len(), 24);

    // A visitor who comes back to the procedure in the same browser goes on with the draft; no other one is
    // offered it.
    let start = format!("/my/file/{CODE}");
    let offered = format!("href=\"/my/drafts/{id}\"");
    assert!(mai.page(&start).await.contains(&offered));
    let mut stranger = fixture.browser();
    assert!(!stranger.page(&start).await.contains("/my/drafts/"));
    stranger.page("/track").await;
    let absent = "TT-AAAAAAAAAA";
    let plain = |answer: Description, id: &str| {
        let mut body = answer.body.replace(id, "ID");
        while let Some(from) = body.find("value=\"") {
            let to = from + 7 + body[from + 7..].find('"').unwrap();
            body.replace_range(from..=to, "");
        }
        (answer.status, body)
    };
    for page in ["", "/who", "/applicant", "/papers", "/review", "/link", "/files/x", "/sheet"] {
        let real = stranger.get(&format!("/my/drafts/{id}{page}")).await;
        assert_eq!(real.to(), sign_in_for(&format!("/my/drafts/{id}{page}")));
        let none = stranger.get(&format!("/my/drafts/{absent}{page}")).await;
        assert_eq!(plain(real, &id), plain(none, absent), "{page}");
    }
    let wrong = "0".repeat(24);
    let real = plain(stranger.get(&format!("/draft/{id}/{wrong}")).await, &id);
    assert_eq!(real.0, StatusCode::NOT_FOUND);
    let none = plain(stranger.get(&format!("/draft/{absent}/{wrong}")).await, absent);
    assert_eq!(real, none);
    // A signed-in citizen without the link is a stranger too.
    let mut lan = fixture.browser();
    lan.sign_in("0987654321").await;
    assert_eq!(lan.get(&format!("/my/drafts/{id}/who")).await.status, StatusCode::NOT_FOUND);
    // Guesses wait in the end, the right link never.
    let mut statuses = Vec::new();
    for n in 0..40 {
        statuses.push(stranger.get(&format!("/draft/{id}/{n:024}")).await.status);
    }
    assert_eq!(statuses.last(), Some(&StatusCode::TOO_MANY_REQUESTS));
    assert_eq!(stranger.get(&link).await.to(), format!("/my/drafts/{id}"));

    for page in ["/who", "/link", "/review"] {
        let answer = mai.get(&format!("/my/drafts/{id}{page}")).await;
        assert_eq!(answer.headers["cache-control"], "no-store", "{page}");
        assert_eq!(answer.headers["x-robots-tag"], "noindex, nofollow, noarchive", "{page}");
    }
    assert_eq!(mai.get(&link).await.headers["referrer-policy"], "no-referrer");
    for file in fixture.files() {
        let found = file.windows(secret.len()).any(|part| part == secret.as_bytes());
        assert!(!found, "the secret is in a file of the folder");
    }
}

#[tokio::test]
async fn a_draft_that_a_citizen_goes_on_with_is_the_citizens() {
    let fixture = Fixture::new();
    let mut browser = fixture.browser();
    let page = browser.page(&format!("/my/file/{CODE}")).await;
    let number = hidden(&page, "number");
    let fields = [("procedure", CODE), ("number", number.as_str())];
    // Pressed twice before the first answer came, it is one draft, held all the same.
    let cookies = browser.cookies.clone();
    browser.post(&page, "/my/drafts", &fields).await.to();
    browser.cookies = cookies;
    assert_eq!(
        browser.post(&page, "/my/drafts", &fields).await.to(),
        format!("/my/drafts/{number}/who")
    );
    let who = format!("/my/drafts/{number}/who");
    let page = browser.page(&who).await;
    browser.post(&page, &who, &[("for_whom", "own"), ("go", "next")]).await.to();
    let link = link_of(&mut browser, &number).await;

    // Sent to the own telephone, a few times a day at most.
    let address = format!("/my/drafts/{number}/link");
    for n in 0..4 {
        let page = browser.page(&address).await;
        let sent = browser.post(&page, &address, &[("go", "send"), ("contact", MAI)]).await;
        let expected = if n < 3 { StatusCode::SEE_OTHER } else { StatusCode::UNPROCESSABLE_ENTITY };
        assert_eq!(sent.status, expected, "{n}");
    }
    let notice = fixture.app.outbox(1).unwrap().remove(0);
    assert!(notice.body.contains(&link) && notice.expires_at.is_some(), "{}", notice.body);

    browser.sign_in("lan@vidu.vn").await;
    assert!(!browser.page("/my").await.contains(&number), "not the account's yet");
    let page = browser.page(&who).await;
    browser.post(&page, &who, &[("for_whom", "own"), ("go", "leave")]).await.to();
    assert!(browser.page("/my").await.contains(&number));
    assert_eq!(fixture.browser().get(&link).await.status, StatusCode::NOT_FOUND);
    // An account keeps its drafts.
    fixture.app.erase_old_drafts(at("12-31 09:00")).unwrap();
    assert!(browser.page("/my").await.contains(&number));
}

#[tokio::test]
async fn a_shared_computer_forgets_a_draft_and_its_holder_deletes_it() {
    let fixture = Fixture::new();
    let mut browser = fixture.browser();
    let id = begin(&mut browser).await;
    let link = link_of(&mut browser, &id).await;
    let address = format!("/my/drafts/{id}/link");
    let page = browser.page(&address).await;
    let forgotten = browser.post(&page, &address, &[("go", "forget")]).await;
    assert_eq!(forgotten.to(), format!("/my/file/{CODE}?done=forgotten"));
    assert!(browser.get(&address).await.to().starts_with("/my/sign-in?"));
    assert_eq!(browser.get(&link).await.to(), format!("/my/drafts/{id}"));
    let page = browser.page(&address).await;
    let files: [(&str, &str, &[u8]); 1] = [("file-c1", "Đơn.pdf", PDF)];
    browser.upload(&page, &format!("/my/drafts/{id}/papers"), &[("go", "add")], &files).await.to();
    let dropped = browser.post(&page, &format!("/my/drafts/{id}/drop"), &[]).await;
    assert_eq!(dropped.to(), format!("/my/file/{CODE}?done=dropped"));
    assert_eq!(browser.get(&link).await.status, StatusCode::NOT_FOUND);
    assert!(fixture.app.files_of(&format!("draft/{id}")).unwrap().is_empty());
}
