//! The part of a dossier that a visitor sees by code and key, and the larger part by the slip's QR
//! code.

use app::NewFile;
use axum::http::StatusCode;

use super::browser::Fixture;
use super::{MAI, PDF, file, key_of};
use crate::small_office::{Description, at, slip};

/// The address at which a page links the file with a name.
fn address_of(page: &str, name: &str) -> Option<String> {
    let (before, _) = page.split_once(&format!("\">{name}</a>"))?;
    Some(before.rsplit("href=\"").next()?.to_owned())
}

pub fn attach(fixture: &Fixture, stream: &str, component: &str, name: &str) {
    let new = NewFile {
        id: format!("id-{component}"),
        component: component.into(),
        name: name.into(),
        media_type: "application/pdf",
        content: PDF.to_vec(),
    };
    fixture.app.attach(stream, vec![new], "A1", at("06-15 10:00")).unwrap();
}

#[tokio::test]
async fn the_qr_code_names_the_officer_and_gives_every_paper() {
    let fixture = Fixture::new();
    let mut mai = fixture.browser();
    mai.sign_in(MAI).await;
    let (id, _) = file(&mut mai).await;
    let stream = format!("dossier/pb/{id}");
    fixture.receives(&stream, "06-15 09:00");
    let own = mai.page(&format!("/my/dossiers/{id}")).await;
    let token = slip(&fixture.app, &stream, at("06-15 10:00")).unwrap().token;

    let mut visitor = fixture.browser();
    let form = visitor.page("/track").await;
    let code = [("code", id.as_str()), ("slip_key", &key_of(&own))];
    let by_key = visitor.post(&form, "/track", &code).await.body;
    assert!(!by_key.contains("Nguyễn MC1") && !by_key.contains("Đơn.pdf"), "{by_key}");
    let by_token = visitor.page(&format!("/t/{token}")).await;
    for page in [&by_token, &own] {
        assert!(page.contains("Nguyễn MC1, Công chức, Phòng MC"), "{page}");
    }
    let given = visitor.get(&address_of(&by_token, "Đơn.pdf").unwrap()).await;
    assert_eq!((given.status, given.body.as_bytes()), (StatusCode::OK, PDF));
    assert_eq!(given.headers["referrer-policy"], "no-referrer");
    assert_eq!(given.headers["x-robots-tag"], "noindex, nofollow, noarchive");
    let slip_pdf = visitor.get(&format!("/t/{token}/paper/appointment_slip")).await;
    assert_eq!(slip_pdf.headers["content-type"], "application/pdf");
    // The address of another dossier, or without a valid token, has no file.
    let (other, _) = file(&mut mai).await;
    let other = slip(&fixture.app, &format!("dossier/pb/{other}"), at("06-15 10:00")).unwrap();
    let file_id = address_of(&by_token, "Đơn.pdf").unwrap();
    let file_id = file_id.rsplit('/').next().unwrap();
    for token in [other.token.as_str(), "0123456789abcdef"] {
        let absent: Description = visitor.get(&format!("/t/{token}/files/{file_id}")).await;
        assert_eq!(absent.status, StatusCode::NOT_FOUND, "{token}");
    }
}

/// The draft of a result is shown to officers only; the result is shown to the citizen from the
/// finish on.
#[tokio::test]
async fn a_result_is_given_when_it_is_finished_and_its_draft_never() {
    let fixture = Fixture::new();
    let mut mai = fixture.browser();
    mai.sign_in(MAI).await;
    let (id, _) = file(&mut mai).await;
    let stream = format!("dossier/pb/{id}");
    fixture.receives(&stream, "06-15 09:00");
    attach(&fixture, &stream, app::DRAFT_RESULT, "nhap.pdf");
    attach(&fixture, &stream, app::RESULT, "giay-phep.pdf");
    let token = slip(&fixture.app, &stream, at("06-15 10:00")).unwrap().token;
    let bases = [format!("/my/dossiers/{id}"), format!("/t/{token}")];
    let mut check = async |finished: bool| {
        for base in &bases {
            let page = mai.page(base).await;
            assert!(!page.contains("nhap.pdf"), "{page}");
            assert_eq!(page.contains("giay-phep.pdf"), finished, "{page}");
            for (file, given) in [(app::DRAFT_RESULT, false), (app::RESULT, finished)] {
                let answer = mai.get(&format!("{base}/files/id-{file}")).await;
                let expected = if given { StatusCode::OK } else { StatusCode::NOT_FOUND };
                assert_eq!(answer.status, expected, "{base} {file} {finished}");
            }
        }
    };
    check(false).await;
    fixture.finishes(&stream, "06-15 10:30");
    check(true).await;
}
