//! Posted forms, with and without files.

use axum::body::Body;
use axum::http::Request;
use axum::http::header::CONTENT_TYPE;
use fuzz::{Seeds, run};
use http::form::{FILES_BYTES, FORM_KILOBYTES, Files, Posted, read};
use http::upload_memory::UploadMemory;

/// Reads a body; returns the form if the body is one.
fn posted(kind: &str, body: &[u8], files: Files) -> Option<Posted> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_time().build().unwrap();
    let request = Request::builder().header(CONTENT_TYPE, kind).body(()).unwrap();
    let body = Body::from(body.to_vec());
    let mut memory = UploadMemory::default().share("", "");
    runtime.block_on(read(request.into_parts().0, body, files, &mut memory)).ok()
}

/// Checks that a form is within its limits, and that its texts are normalised.
fn assert_well_formed(form: &Posted) {
    let texts = || form.fields.pairs().iter();
    // Own and replayed fields are counted separately; the prefix of a replayed field is not
    // counted.
    let bytes: usize = texts().map(|(name, value)| name.len() + value.len()).sum();
    let prefixes = "carry.".len() * texts().count();
    // Normalisation makes a letter at most three times as long.
    assert!(bytes <= 3 * 2 * FORM_KILOBYTES * 1024 + prefixes, "{bytes} bytes of text");
    for (name, value) in texts().filter(|(name, _)| !name.contains("password")) {
        assert_eq!(text::outside::lines(value), *value, "{name:?}");
    }
    let files: usize = form.files.iter().map(|file| file.content.len()).sum();
    assert!(files <= FILES_BYTES);
    assert!(texts().count() + form.files.len() <= 500);
}

#[test]
fn form_fields() {
    let kind = "application/x-www-form-urlencoded";
    let full = "token=ab-1&key=k&name=Nguy%E1%BB%85n+V%C4%83n+A&note=a%0D%0Ab&password=+x+\
                &carry_to=%2Fapply&carry.name=B&carry.phone=0901234567&unit=&unit=2";
    let files = vec![full.as_bytes().to_vec(), "a=1".repeat(40).into_bytes()];
    let words = &["&", "=", "%", "+", "%00", "%C0%80", "%CC%81", "carry.", "%E2%80%8F", "a=&"];
    run("form_fields", &Seeds { files, words }, |_, bytes| {
        let form = posted(kind, bytes, Files::Refused).into_iter();
        form.for_each(|form| assert_well_formed(&form));
    });
}

#[test]
fn form_with_files() {
    let kind = "multipart/form-data; boundary=X";
    let part = |head: &str, content: &str| {
        format!("--X\r\nContent-Disposition: form-data; {head}\r\n\r\n{content}\r\n")
    };
    let full = [
        part("name=\"token\"", "ab-1"),
        part("name=\"name\"", "Nguyễn Văn A"),
        part("name=\"paper\"; filename=\"đơn.pdf\"\r\nContent-Type: application/pdf", "%PDF-1.4"),
        part("name=\"empty\"; filename=\"\"", ""),
        part("name=\"carry.note\"", "a\r\nb"),
        "--X--\r\n".to_owned(),
    ];
    let files = vec![full.concat().into_bytes(), full[0].clone().into_bytes()];
    let words = &[
        "--X\r\n",
        "--X--",
        "\r\n\r\n",
        "Content-Disposition: form-data; ",
        "name=\"",
        "filename=\"",
        "filename*=UTF-8''%C4",
        "carry.",
        "Content-Transfer-Encoding: base64\r\n",
    ];
    run("form_with_files", &Seeds { files, words }, |_, bytes| {
        assert!(posted(kind, bytes, Files::Refused).is_none());
        for files in [Files::Taken, Files::Skipped, Files::Unread] {
            let Some(form) = posted(kind, bytes, files) else { continue };
            assert_well_formed(&form);
            assert!(files == Files::Taken || form.files.is_empty());
        }
    });
}
