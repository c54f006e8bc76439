//! The acts of citizens: they sign in by a code, file, follow a dossier; with two tabs, the back
//! button, an ended session or another person in between.

mod account;
mod browser;
mod draft_link;
mod form;
mod promise;
mod rights;
mod tracking;

use axum::http::StatusCode;
use dossier::Command;

use self::browser::{AT_DESK, Browser, CODE, Fixture};
use crate::session::hidden;
use crate::small_office::{Description, at, personal};

const PDF: &[u8] = b"%PDF-1.7\n1 0 obj\n<< /Type /Catalog >>\nendobj\nstartxref\n0\n%%EOF\n";
const MAI: &str = "0912345678";

/// The id of a draft, from the address of one of its pages.
fn id_of(address: &str) -> String {
    address.trim_start_matches("/my/drafts/").split('/').next().unwrap().to_owned()
}

async fn begin(browser: &mut Browser<'_>) -> String {
    let page = browser.page(&format!("/my/file/{CODE}")).await;
    let number = hidden(&page, "number");
    let fields = [("procedure", CODE), ("number", number.as_str())];
    let text = browser.post(&page, "/my/drafts", &fields).await;
    id_of(text.to())
}

const PERSON: [(&str, &str); 6] = [
    ("name", "Trần Thị Mai"),
    ("identity", "079 123 456 789"),
    ("phone", "0912 345 678"),
    ("address", "12 Lê Văn Việt"),
    ("ward", "P1"),
    ("go", "next"),
];

/// Fills in everything except the last tick.
async fn fill(browser: &mut Browser<'_>, id: &str) -> String {
    let base = format!("/my/drafts/{id}");
    let page = browser.page(&format!("{base}/who")).await;
    browser.post(&page, &format!("{base}/who"), &[("for_whom", "own"), ("go", "next")]).await.to();
    browser.post(&page, &format!("{base}/applicant"), &PERSON).await.to();
    let files: [(&str, &str, &[u8]); 1] = [("file-c1", "Đơn.pdf", PDF)];
    let papers = format!("{base}/papers");
    let text = browser.upload(&page, &papers, &[("go", "next")], &files).await;
    assert_eq!(text.to(), format!("{base}/review"));
    browser.page(&format!("{base}/review")).await
}

async fn file(browser: &mut Browser<'_>) -> (String, String) {
    let id = begin(browser).await;
    let page = fill(browser, &id).await;
    let sent = browser.post(&page, &format!("/my/drafts/{id}/review"), &[("true", "1")]).await;
    assert_eq!(sent.to(), format!("/my/dossiers/{id}?done=filed"));
    (id, page)
}

fn key_of(page: &str) -> String {
    let codes: Vec<&str> = page.split("<code>").skip(1).collect();
    codes.last().unwrap().split('<').next().unwrap().to_owned()
}

#[tokio::test]
async fn a_citizen_files_and_follows() {
    let fixture = Fixture::new();
    let mut mai = fixture.browser();
    mai.sign_in(MAI).await;
    assert!(mai.page("/my").await.contains("Ông/bà chưa có hồ sơ nào"));
    let (id, _) = file(&mut mai).await;
    let page = mai.page(&format!("/my/dossiers/{id}")).await;
    assert!(page.contains("Trần Thị Mai") && page.contains("Đơn.pdf"), "{page}");
    assert!(mai.page("/my").await.contains(&id));
    // The draft is deleted, and its file belongs to the dossier.
    assert!(fixture.app.files_of(&format!("draft/{id}")).unwrap().is_empty());
    let href = page.split("href=\"").find(|part| part.contains("/files/")).unwrap();
    let text = mai.get(href.split('"').next().unwrap()).await;
    let disposition = text.headers["content-disposition"].to_str().unwrap();
    assert!(disposition.starts_with("attachment;"), "{disposition}");
    assert_eq!(text.body.as_bytes(), PDF);

    let mut visitor = fixture.browser();
    let form = visitor.page(&format!("/track?code={id}")).await;
    assert!(form.contains(&id));
    let fields = [("code", id.as_str()), ("slip_key", &key_of(&page))];
    let answer = visitor.post(&form, "/track", &fields).await;
    assert_eq!(answer.status, StatusCode::OK, "{}", answer.body);
    for personal in ["Mai", "0912345678", "079 123", "Lê Văn Việt", "Nguyễn"] {
        assert!(!answer.body.contains(personal), "{personal}");
    }

    let stream = format!("dossier/pb/{id}");
    let slip = crate::small_office::slip(&fixture.app, &stream, at("12-31 09:00")).unwrap();
    let text = visitor.get(&format!("/t/{}", slip.token)).await;
    assert!(text.body.contains("Trần Thị Mai"));
    assert_eq!(text.headers["referrer-policy"], "no-referrer");
    assert_eq!(text.headers["cache-control"], "no-store");
    let wrong = visitor.get("/t/0123456789abcdef").await;
    assert_eq!(wrong.status, StatusCode::NOT_FOUND);
    assert_eq!(wrong.body, visitor.get("/t/x").await.body.replace("/t/x", "/t/0123456789abcdef"));
}

#[tokio::test]
async fn pressed_twice_or_from_another_tab_it_is_filed_once() {
    let fixture = Fixture::new();
    let mut mai = fixture.browser();
    mai.sign_in(MAI).await;
    let (id, page) = file(&mut mai).await;
    let again = mai.post(&page, &format!("/my/drafts/{id}/review"), &[("true", "1")]).await;
    assert_eq!(again.to(), format!("/my/dossiers/{id}"));
    // The back button, and a tab that shows an earlier step.
    assert_eq!(
        mai.get(&format!("/my/drafts/{id}/papers")).await.to(),
        format!("/my/dossiers/{id}")
    );
    let text = mai.post(&page, &format!("/my/drafts/{id}/applicant"), &PERSON).await;
    assert_eq!(text.to(), format!("/my/dossiers/{id}"));
    let fields = [("procedure", CODE), ("number", "TT-0000000000")];
    for _ in 0..2 {
        let text = mai.post(&page, "/my/drafts", &fields).await;
        assert_eq!(text.to(), "/my/drafts/TT-0000000000/who");
    }
    assert_eq!(mai.page("/my").await.matches("/drop\"").count(), 1);
}

/// Files that arrive for a draft after it was filed, or for a supplement after it was sent, are not
/// dropped without a message: the page says that they were not accepted.
#[tokio::test]
async fn files_that_come_too_late_are_not_reported_as_taken() {
    let fixture = Fixture::new();
    let mut mai = fixture.browser();
    mai.sign_in(MAI).await;
    let (id, page) = file(&mut mai).await;
    let stream = format!("dossier/pb/{id}");
    let papers = format!("/my/drafts/{id}/papers");
    let files: [(&str, &str, &[u8]); 1] = [("file-c1", "muộn.pdf", PDF)];
    for go in ["next", "leave", ""] {
        let text = mai.upload(&page, &papers, &[("go", go)], &files).await;
        assert_eq!(text.status, StatusCode::CONFLICT, "{go}");
        for expected in ["Hồ sơ đã được nộp trước khi tệp tới", "chưa được ghi", "Nộp bổ sung"]
        {
            assert!(text.body.contains(expected), "{expected}: {}", text.body);
        }
    }
    assert!(fixture.app.files_of(&format!("draft/{id}")).unwrap().is_empty());

    fixture.receives(&stream, "06-15 09:00");
    let items = vec!["Bản vẽ".to_owned()];
    fixture.desk(&stream, "06-15 09:00", Command::AskSupplement { items, approved_by: None });
    let supply = format!("/my/dossiers/{id}/supply");
    let page = mai.page(&supply).await;
    let version = hidden(&page, "version");
    let files: [(&str, &str, &[u8]); 1] = [("file-0", "ve.pdf", PDF)];
    mai.upload(&page, &supply, &[("go", "review")], &files).await.to();
    let send = [("go", "send"), ("version", version.as_str())];
    mai.upload(&page, &supply, &send, &[]).await.to();
    let text = mai.upload(&page, &supply, &[("go", "review")], &files).await;
    assert_eq!(text.status, StatusCode::CONFLICT);
    assert!(text.body.contains("Việc vừa gửi chưa được ghi"), "{}", text.body);
    let data = personal(&fixture.app, &stream, at("06-20 09:00"));
    assert_eq!(data.files.len(), 2, "one of the filing, one of the supplement");
}

#[tokio::test]
async fn all_faults_are_listed_together_and_nothing_is_lost() {
    let fixture = Fixture::new();
    let mut mai = fixture.browser();
    mai.sign_in(MAI).await;
    let id = begin(&mut mai).await;
    let base = format!("/my/drafts/{id}");
    let page = mai.page(&format!("{base}/who")).await;
    let text = mai.post(&page, &format!("{base}/who"), &[("go", "next")]).await;
    assert_eq!(mai.get(text.to()).await.status, StatusCode::UNPROCESSABLE_ENTITY);
    mai.post(&page, &format!("{base}/who"), &[("for_whom", "company"), ("go", "next")]).await.to();
    let wrong = [("name", "Công ty <b>X</b>"), ("identity", "12"), ("phone", "1"), ("go", "next")];
    let text = mai.post(&page, &format!("{base}/applicant"), &wrong).await;
    let text = mai.get(text.to()).await;
    assert_eq!(text.status, StatusCode::UNPROCESSABLE_ENTITY);
    for field in ["identity", "phone", "address", "ward"] {
        assert!(text.body.contains(&format!("href=\"#{field}\"")), "{field}: {}", text.body);
    }
    assert!(text.body.contains("Công ty &#60;b&#62;X") && !text.body.contains("href=\"#name\""));
    // The wrong input is stored, also after leaving the page.
    assert!(mai.page(&format!("{base}/applicant")).await.contains("Công ty &#60;b&#62;X"));
    let text =
        mai.post(&page, &format!("{base}/submitter"), &[("name", "Mai"), ("go", "leave")]).await;
    assert_eq!(text.to(), "/my?done=saved");
    assert!(mai.page(&format!("{base}/submitter")).await.contains("value=\"Mai\""));

    let files: [(&str, &str, &[u8]); 2] =
        [("file-c1", "đơn.pdf", PDF), ("file-c2", "ảnh.png", b"<script>")];
    let text = mai.upload(&page, &format!("{base}/papers"), &[("go", "next")], &files).await;
    assert_eq!(text.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(text.body.contains("ảnh.png”") && text.body.contains(">đơn.pdf<"), "{}", text.body);
    let drop = text.body.split("name=\"drop\" value=\"").nth(1).unwrap().split('"').next().unwrap();
    mai.upload(&page, &format!("{base}/papers"), &[("drop", drop)], &[]).await.to();
    let text = mai.upload(&page, &format!("{base}/papers"), &[("go", "next")], &[]).await;
    assert!(text.body.contains("href=\"#file-c1\""), "{}", text.body);
    // A paper that is brought to the desk needs no file.
    let paper = [("paper-c1", "1"), ("go", "next")];
    mai.upload(&page, &format!("{base}/papers"), &paper, &[]).await.to();

    let review = format!("{base}/review");
    let text = mai.post(&page, &review, &[("true", "1")]).await;
    assert_eq!(text.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(text.body.contains("href=\"applicant?to=review\""), "{}", text.body);
}

/// An address that names another ward warns on the page and on the review; a confirmed ward is
/// accepted.
#[tokio::test]
async fn a_citizen_confirms_a_ward_that_the_address_does_not_name() {
    let fixture = Fixture::new();
    let mut mai = fixture.browser();
    mai.sign_in(MAI).await;
    let id = begin(&mut mai).await;
    let base = format!("/my/drafts/{id}");
    let page = mai.page(&format!("{base}/who")).await;
    mai.post(&page, &format!("{base}/who"), &[("for_whom", "own"), ("go", "next")]).await.to();
    let mut person = PERSON.to_vec();
    person[3] = ("address", "12 Lê Lợi, phòng P2");
    let applicant = format!("{base}/applicant");
    let text = mai.post(&page, &applicant, &person).await;
    let answer = mai.get(text.to()).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(answer.body.contains("còn phường đã chọn là Phòng P1"), "{}", answer.body);
    assert!(answer.body.contains("name=\"ward_confirmed\" value=\"P1\""), "{}", answer.body);
    person.push(("ward_confirmed", "P1"));
    let text = mai.post(&page, &applicant, &person).await;
    assert!(!text.to().contains("/applicant"), "{}", text.to());
}

#[tokio::test]
async fn drafts_and_dossiers_are_their_owners_only() {
    let fixture = Fixture::new();
    let (mut mai, mut other) = (fixture.browser(), fixture.browser());
    mai.sign_in(MAI).await;
    other.sign_in("lan@vidu.vn").await;
    let id = begin(&mut mai).await;
    let theirs = other.page("/my").await;
    for page in ["", "/who", "/papers", "/review", "/files/x"] {
        let text = other.get(&format!("/my/drafts/{id}{page}")).await;
        assert_eq!(text.status, StatusCode::NOT_FOUND, "{page}");
    }
    other.post(&theirs, &format!("/my/drafts/{id}/drop"), &[]).await.to();
    fill(&mut mai, &id).await;
    let (filed, _) = file(&mut mai).await;
    for page in ["", "/supply", "/withdraw", "/files/x"] {
        let absent = other.get(&format!("/my/dossiers/TT-9{page}")).await;
        let foreign = other.get(&format!("/my/dossiers/{filed}{page}")).await;
        assert_eq!(foreign.status, StatusCode::NOT_FOUND, "{page}");
        assert_eq!(foreign.body, absent.body.replace("TT-9", &filed), "{page}");
    }
    let withdraw = format!("/my/dossiers/{filed}/withdraw");
    let text = other.post(&theirs, &withdraw, &[("reason", "no_need"), ("version", "1")]).await;
    assert_eq!(text.status, StatusCode::NOT_FOUND);
    let text = fixture.browser().get("/my").await;
    assert_eq!(text.to(), "/my/sign-in?next=%2Fmy");
}

#[tokio::test]
async fn guided_it_is_filed_again_with_what_was_there() {
    let fixture = Fixture::new();
    let mut mai = fixture.browser();
    mai.sign_in(MAI).await;
    let (id, _) = file(&mut mai).await;
    let before =
        crate::small_office::slip(&fixture.app, &format!("dossier/pb/{id}"), at("12-31 09:00"));
    let missing = vec!["c2".to_owned()];
    fixture.desk(&format!("dossier/pb/{id}"), "06-15 09:00", Command::Guide { missing });
    let page = mai.page("/my").await;
    assert!(page.contains("Hồ sơ còn thiếu") && page.contains("Bản vẽ"), "{page}");
    let text = mai.post(&page, &format!("/my/dossiers/{id}/again"), &[]).await;
    let papers = text.to().to_owned();
    let page = mai.page(&papers).await;
    assert!(page.contains("Đơn.pdf"));
    let files: [(&str, &str, &[u8]); 1] = [("file-c2", "ve.pdf", PDF)];
    let (path, _) = papers.split_once('?').unwrap();
    let text = mai.upload(&page, path, &[("go", "next")], &files).await;
    let review = text.to().to_owned();
    for done in [format!("/my/dossiers/{id}?done=filed"), format!("/my/dossiers/{id}")] {
        assert_eq!(mai.post(&page, &review, &[("true", "1")]).await.to(), done);
    }
    let stream = format!("dossier/pb/{id}");
    assert_eq!(personal(&fixture.app, &stream, at("06-20 09:00")).files.len(), 2);
    assert_eq!(
        crate::small_office::slip(&fixture.app, &stream, at("12-31 09:00")),
        before,
        "the slip stays good"
    );
}

#[tokio::test]
async fn a_supplement_is_handed_in_once_and_a_dossier_withdrawn() {
    let fixture = Fixture::new();
    let mut mai = fixture.browser();
    mai.sign_in(MAI).await;
    let (id, _) = file(&mut mai).await;
    let stream = format!("dossier/pb/{id}");
    fixture.receives(&stream, "06-15 09:00");
    let items = vec!["Bản vẽ có chữ ký".to_owned()];
    fixture.desk(&stream, "06-15 09:00", Command::AskSupplement { items, approved_by: None });
    let page = mai.page("/my").await;
    assert!(page.contains("Bản vẽ có chữ ký") && page.contains("30/06/2018"), "{page}");
    // Each event was sent to the contact as a sentence, in the same commit.
    let text = mai.page(&format!("/my/dossiers/{id}")).await;
    assert!(text.contains("Hẹn trả kết quả: 17:00 thứ Sáu 22/06/2018"), "{text}");
    assert!(text.contains("chậm nhất thứ Bảy 30/06/2018: Bản vẽ có chữ ký"), "{text}");
    // The address accepts the number of the filing as well as the code.
    let supply = format!("/my/dossiers/{id}/supply");
    let page = mai.page(&supply).await;
    let version = hidden(&page, "version");
    for go in ["review", "send"] {
        let none = [("go", go), ("version", version.as_str()), ("note", "Gửi cơ quan")];
        let text = mai.upload(&page, &supply, &none, &[]).await;
        assert_eq!(text.status, StatusCode::UNPROCESSABLE_ENTITY, "{go}");
        assert!(text.body.contains("Gửi cơ quan"), "what was typed is kept");
    }
    // A file that is refused leaves the other file, the ticks and the note unchanged.
    let files: [(&str, &str, &[u8]); 2] = [("file-0", "ve.pdf", PDF), ("file-", "x.exe", b"MZ")];
    let fields = [("go", "review"), ("note", "Gửi cơ quan")];
    let text = mai.upload(&page, &supply, &fields, &files).await;
    assert_eq!(text.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(text.body.contains("ve.pdf") && text.body.contains("Gửi cơ quan"), "{}", text.body);
    let text = mai.upload(&text.body, &supply, &fields, &[]).await;
    assert_eq!(text.to(), format!("{supply}?show=review"));
    let page = mai.page(text.to()).await;
    for kept in ["Bản vẽ có chữ ký", "ve.pdf", "Gửi cơ quan"] {
        assert!(page.contains(kept), "{kept}");
    }
    let fields = [("go", "send"), ("version", version.as_str())];
    let text = mai.upload(&page, &supply, &fields, &[]).await;
    assert_eq!(text.to(), format!("/my/dossiers/{id}?done=supplied"));
    let text = mai.upload(&page, &supply, &fields, &[]).await;
    assert_eq!(text.to(), format!("/my/dossiers/{id}"));
    let data = personal(&fixture.app, &stream, at("06-20 09:00"));
    let of: Vec<&str> = data.files.iter().map(|file| file.component.as_str()).collect();
    assert_eq!(of.len(), 2);
    assert!(of.contains(&"Bản vẽ có chữ ký"), "a file belongs to its item: {of:?}");

    let withdraw = format!("/my/dossiers/{id}/withdraw");
    let page = mai.page(&withdraw).await;
    let old = [("reason", "later"), ("note", "bí mật"), ("version", version.as_str())];
    let text = mai.post(&page, &withdraw, &old).await;
    assert_eq!(text.status, StatusCode::CONFLICT, "somebody acted meanwhile");
    assert!(text.body.contains("bí mật"), "what was typed is kept");
    let version = hidden(&page, "version");
    let new = [("reason", "later"), ("note", "bí mật"), ("version", version.as_str())];
    let text = mai.post(&page, &withdraw, &new).await;
    assert_eq!(text.to(), format!("/my/dossiers/{id}?done=withdrawn"));
    let page = mai.page(&format!("/my/dossiers/{id}")).await;
    assert!(page.contains("Sẽ nộp lại") && !page.contains("bí mật"), "{page}");
}

#[tokio::test]
async fn a_wrong_key_and_an_absent_code_get_the_same_answer() {
    let fixture = Fixture::new();
    let mut mai = fixture.browser();
    mai.sign_in(MAI).await;
    let mut codes = Vec::new();
    for _ in 0..12 {
        codes.push(file(&mut mai).await.0);
    }
    let mut visitor = fixture.browser();
    let form = visitor.page("/track").await;
    let plain = |text: &Description, code: &str| {
        (text.status, text.body.replace(code, "CODE"), text.headers["content-type"].clone())
    };
    let mut first = None;
    for n in 0..200 {
        let absent = format!("TT-{n:010}");
        let code = if n % 2 == 0 { &codes[n % 12] } else { &absent };
        let text = visitor.post(&form, "/track", &[("code", code), ("slip_key", "ABC123")]).await;
        let text = plain(&text, code);
        // Each existing code reaches its limit in the end; then a code that does not exist reaches
        // it too.
        if text.0 == StatusCode::NOT_FOUND {
            assert_eq!(first.get_or_insert_with(|| text.clone()), &text, "{code}");
        }
    }
    // Too many attempts: the same words and a wait, whether the dossier exists or not, and even
    // with the right key.
    let slip = crate::small_office::slip(
        &fixture.app,
        &format!("dossier/pb/{}", codes[0]),
        at("12-31 09:00"),
    )
    .unwrap();
    let key = slip.key.clone();
    let mut waits = Vec::new();
    for (code, key) in [(codes[0].as_str(), key.as_str()), ("TT-NONE", "ABC123")] {
        for _ in 0..14 {
            visitor.post(&form, "/track", &[("code", code), ("slip_key", "ABC123")]).await;
        }
        let text = visitor.post(&form, "/track", &[("code", code), ("slip_key", key)]).await;
        assert_eq!(text.status, StatusCode::TOO_MANY_REQUESTS);
        let body = plain(&text, code).1.replace(key, "KEY");
        let digits = |c: char| c.is_ascii_digit();
        waits.push(
            body.split_once("hãy chờ ")
                .map(|(head, rest)| (head.to_owned(), rest.trim_start_matches(digits).to_owned())),
        );
    }
    assert!(waits[0].is_some() && waits[0] == waits[1]);
}

#[tokio::test]
async fn signing_in_does_not_reveal_known_contacts() {
    let fixture = Fixture::new();
    let mut mai = fixture.browser();
    mai.sign_in(MAI).await;
    let mut visitor = fixture.browser();
    let form = visitor.page("/my/sign-in?next=/my/file/x").await;
    assert_eq!(hidden(&form, "next"), "/my/file/x");
    let existing = visitor.post(&form, "/my/sign-in", &[("contact", MAI)]).await;
    let unknown = visitor.post(&form, "/my/sign-in", &[("contact", "0987654321")]).await;
    assert_eq!(existing.status, unknown.status);
    assert_eq!(existing.body.replace(MAI, "X"), unknown.body.replace("0987654321", "X"));
    let text = visitor.post(&form, "/my/sign-in", &[("contact", "abc")]).await;
    assert_eq!(text.status, StatusCode::UNPROCESSABLE_ENTITY);
    // A wrong code is refused in words; after five of them the right code is refused too.
    let code = fixture.code("0987654321");
    let wrong = if code == "000000" { "000001" } else { "000000" };
    for _ in 0..5 {
        let fields = [("step", "code"), ("contact", "0987654321"), ("code", wrong)];
        let text = visitor.post(&form, "/my/sign-in", &fields).await;
        assert_eq!(text.status, StatusCode::FORBIDDEN);
        assert!(text.body.contains("Mã không đúng"));
    }
    let fields = [("step", "code"), ("contact", "0987654321"), ("code", code.as_str())];
    assert_eq!(visitor.post(&form, "/my/sign-in", &fields).await.status, StatusCode::FORBIDDEN);

    // Where filing is switched off there is no such page, and the procedure names another way.
    let off = Fixture::with(false);
    assert_eq!(off.browser().get("/my/sign-in").await.status, StatusCode::NOT_FOUND);
    let page = off.browser().page(&format!("/my/file/{CODE}")).await;
    assert!(page.contains("Cổng Dịch vụ công quốc gia"));
    assert!(
        fixture
            .browser()
            .page(&format!("/my/file/{AT_DESK}"))
            .await
            .contains("chưa nộp được qua mạng")
    );
}

#[tokio::test]
async fn a_form_that_met_the_end_of_the_session_goes_on_after_signing_in() {
    let fixture = Fixture::new();
    let mut mai = fixture.browser();
    mai.sign_in(MAI).await;
    let id = begin(&mut mai).await;
    let applicant = format!("/my/drafts/{id}/applicant");
    let page = mai.page(&applicant).await;
    let session = mai.cookies.get("__Host-motcua").unwrap().clone();
    let signed =
        fixture.app.signed(&session, fixture.machine_now(), calendar::Day::from_ymd(2018, 6, 15));
    let signed = signed.unwrap().unwrap();
    let app::Who::Citizen { person, .. } = signed.who else { panic!() };
    fixture.app.end_session(&person, &signed.id, fixture.machine_now()).unwrap();
    let text = mai.post(&page, &applicant, &PERSON).await;
    assert_eq!(text.status, StatusCode::UNAUTHORIZED);
    assert!(text.body.contains("Những gì ông/bà vừa nhập vẫn còn"));
    let form_replay: Vec<(String, String)> =
        ["carry_to", "carry_seal", "carry.name", "carry.identity"]
            .map(|name| (name.to_owned(), hidden(&text.body, name)))
            .into();
    assert_eq!(form_replay[2].1, "Trần Thị Mai");
    let contact = "lan@vidu.vn";
    for (contact, theirs) in [(contact, false), (MAI, true)] {
        let mut browser = fixture.browser();
        let form = browser.page("/my/sign-in").await;
        let kept = form_replay.iter().map(|(name, value)| (name.as_str(), value.as_str()));
        let fields: Vec<(&str, &str)> = kept.clone().chain([("contact", contact)]).collect();
        // A minute must pass between two codes to one contact.
        fixture.wait(61);
        let sent = browser.post(&form, "/my/sign-in", &fields).await;
        assert_eq!(hidden(&sent.body, "carry.name"), "Trần Thị Mai");
        let code = fixture.code(contact);
        let code = [("step", "code"), ("contact", contact), ("code", code.as_str())];
        let fields: Vec<(&str, &str)> = kept.chain(code).collect();
        let text = browser.post(&sent.body, "/my/sign-in", &fields).await;
        assert_eq!(text.status, StatusCode::OK, "{}", text.body);
        assert_eq!(text.body.contains("Trần Thị Mai"), theirs, "{}", text.body);
    }
}
