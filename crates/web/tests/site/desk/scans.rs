//! Scans of all papers in one go: kept with the form, assigned by pages, one file for each paper.

use axum::http::StatusCode;

use super::{WITH_PAPERS, again, dossiers_of, of, open_office, send_files, typed};
use crate::session::{hidden, sent_to};
use crate::small_office::{Description, SmallOffice, personal};

/// A scan with this many pages.
fn scan(pages: usize) -> Vec<u8> {
    let kids: Vec<String> = (0..pages).map(|page| format!("{} 0 R", page + 3)).collect();
    let mut text = format!(
        "%PDF-1.4\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n2 0 obj\n<< /Type /Pages \
         /Count {pages} /MediaBox [0 0 9 9] /Kids [{}] >>\nendobj\n",
        kids.join(" ")
    );
    for page in 0..pages {
        text += &format!("{} 0 obj\n<< /Type /Page /Parent 2 0 R >>\nendobj\n", page + 3);
    }
    text += "trailer\n<< /Root 1 0 R >>\nstartxref\n9\n%%EOF\n";
    text.into_bytes()
}

/// The files of the dossier that the form of a page became: component, name, number of pages.
fn files(app: &SmallOffice, page: &str) -> Vec<(String, String, usize)> {
    let stream = format!("dossier/pb/{}", hidden(page, "key"));
    let rows = personal(&app.app, &stream, app.now()).files;
    let mut files: Vec<_> = rows
        .into_iter()
        .map(|row| {
            let leader = dossier::Actor::new("LD1", dossier::Role::Leader, "LD");
            let who = app::Who::Officer { actor: leader, login: "".into(), name: "".into() };
            let dossier = app.app.open_stream(&who, &stream, app.now()).unwrap().unwrap();
            let file = app.app.dossier_file(&who, &dossier, &row.id, app.now()).unwrap();
            let (_, content) = file.given().flatten().unwrap();
            let pages = attachments::count_pages(attachments::Media::Pdf, &content).unwrap();
            (row.component, row.name, pages)
        })
        .collect();
    files.sort();
    files
}

fn fault(text: &Description, expected: &str) {
    assert_eq!(text.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", text.body);
    let faults = text.body.split("class=\"faults\"").nth(1).unwrap().split("</ul>").next().unwrap();
    assert!(faults.contains(expected), "{expected}: {faults}");
}

#[tokio::test]
async fn pages_of_scans_become_one_file_of_each_paper_and_none_is_lost() {
    let app = open_office();
    let mut desk = app.signed_in("MC1").await;
    let page = desk.page(&of(WITH_PAPERS)).await;
    let (first, second) = (scan(4), scan(2));
    let scans: [(&str, &str, &[u8]); 2] =
        [("batch", "ho so.pdf", &first), ("batch", "b.pdf", &second)];
    let text = send_files(&mut desk, &page, &typed(&[("act", "receive")]), &scans).await;
    // The pages are seen before anything is received.
    assert_eq!(text.status, StatusCode::OK, "{}", text.body);
    assert_eq!(dossiers_of(&app, WITH_PAPERS), 0);
    for part in
        ["<strong>1–4</strong>", "<strong>5–6</strong>", "name=\"pages.plan\"", "Lê Văn Đức"]
    {
        assert!(text.body.contains(part), "{part}: {}", text.body);
    }
    // A second press keeps each file once.
    let text = send_files(&mut desk, &page, &typed(&[("act", "scans")]), &scans).await;
    assert_eq!(text.body.matches("ho so.pdf</a>").count(), 1, "{}", text.body);
    let href = text.body.split("<a href=\"/desk/scans/").nth(1).unwrap().split('"').next().unwrap();
    let file = desk.get(&format!("/desk/scans/{href}")).await;
    assert_eq!(file.status, StatusCode::OK);
    let mut other = app.signed_in("PW1").await;
    assert_eq!(other.get(&format!("/desk/scans/{href}")).await.status, StatusCode::NOT_FOUND);

    let act = ("act", "enter");
    for (form, plan, expected) in [
        ("1-2", "", "Trang 3–6 chưa thuộc giấy tờ nào"),
        ("1-2", "2-5", "Trang 2 được ghi cho cả “Đơn đề nghị” và “Bản vẽ”"),
        ("1-9", "", "phải là các số từ 1 đến 6"),
    ] {
        let fields = typed(&[("pages.form", form), ("pages.plan", plan), act]);
        let text = again(&mut desk, &text.body, &fields).await;
        fault(&text, expected);
        assert!(text.body.contains(&format!("value=\"{form}\"")), "what was typed stays");
    }
    // The pages that are left out are the ones that were named.
    let pages = [("pages.form", "2, 1"), ("pages.plan", "4-5"), act];
    let other = typed(&[&pages[..], &[("rest", "6")]].concat());
    fault(&again(&mut desk, &text.body, &other).await, "Trang 3, 6 chưa thuộc giấy tờ nào");
    assert_eq!(dossiers_of(&app, WITH_PAPERS), 0);
    let unnamed = [&pages[..], &[("rest", "3, 6"), ("name", "")]].concat();
    let kept = again(&mut desk, &text.body, &unnamed).await;
    assert!(kept.body.contains("name=\"rest\" value=\"3, 6\" checked"), "{}", kept.body);
    let fields = typed(&[&pages[..], &[("rest", "3, 6")]].concat());
    let done = again(&mut desk, &text.body, &fields).await;
    assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.body);
    let kept = files(&app, &page);
    let kept: Vec<_> =
        kept.iter().map(|(of, name, pages)| (of.as_str(), name.as_str(), *pages)).collect();
    assert_eq!(
        kept,
        [("form", "ho so (2 1).pdf", 2), ("plan", "b (1).pdf", 1), ("plan", "ho so (4).pdf", 1)]
    );
    // The same press again meets the same dossier.
    let repeated = again(&mut desk, &text.body, &fields).await;
    assert_eq!(sent_to(&repeated), sent_to(&done));
    assert_eq!((dossiers_of(&app, WITH_PAPERS), files(&app, &page).len()), (1, 3));
}

#[tokio::test]
async fn a_file_of_one_paper_stays_as_it_is_and_a_bad_file_is_named() {
    let app = open_office();
    let mut desk = app.signed_in("MC1").await;
    let page = desk.page(&of(WITH_PAPERS)).await;
    let good = scan(3);
    let signed = String::from_utf8(scan(3)).unwrap();
    let signed = signed.replace("/Pages 2 0 R", "/Pages 2 0 R /AcroForm << /SigFlags 3 >>");
    let locked = String::from_utf8(scan(1)).unwrap().replace("/Root", "/Encrypt 3 0 R /Root");
    let no_pages =
        b"%PDF-1.4\n1 0 obj\n<< /Type /Catalog >>\nendobj\ntrailer\nstartxref\n9\n%%EOF\n";
    let scans: [(&str, &str, &[u8]); 4] = [
        ("batch", "mat khau.pdf", locked.as_bytes()),
        ("batch", "hong.pdf", no_pages),
        ("batch", "quet.pdf", &good),
        ("batch", "ky so.pdf", signed.as_bytes()),
    ];
    let text = send_files(&mut desk, &page, &typed(&[("act", "scans")]), &scans).await;
    fault(&text, "“mat khau.pdf” đặt mật khẩu");
    fault(&text, "Không đọc được các trang của tệp “hong.pdf”");
    let pages = [("pages.form", "1-3"), ("act", "receive")];
    let divided = [&pages[..], &[("pages.plan", "4-5"), ("rest", "6")]].concat();
    fault(&again(&mut desk, &text.body, &typed(&divided)).await, "“ky so.pdf” có chữ ký số");
    let whole = [&pages[..], &[("pages.plan", "4-6")]].concat();
    let done = again(&mut desk, &text.body, &typed(&whole)).await;
    assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.body);
    let kept = files(&app, &page);
    assert_eq!(kept[0], ("form".to_owned(), "quet.pdf".to_owned(), 3));
    assert_eq!(kept[1], ("plan".to_owned(), "ky so.pdf".to_owned(), 3));
}

/// Scans that wait in the folder are taken into the form with what was typed, and divided there.
#[tokio::test]
async fn scans_that_wait_in_a_folder_are_taken_into_the_form() {
    let app = open_office();
    let folder = tempfile::tempdir().unwrap();
    let written = std::time::UNIX_EPOCH + std::time::Duration::from_secs(1_500_000_000);
    let drop_file = |name: &str, content: &[u8]| {
        let path = folder.path().join(name);
        std::fs::write(&path, content).unwrap();
        std::fs::File::options().append(true).open(&path).unwrap().set_modified(written).unwrap();
    };
    drop_file("may quet.pdf", &scan(2));
    drop_file("do.pdf", b"%PDF-1.4 half");
    app.app.take_scans_from(folder.path()).unwrap().unwrap();
    let mut desk = app.signed_in("MC1").await;
    let page = desk.page(&of(WITH_PAPERS)).await;
    for part in ["may quet.pdf", "2 trang", "“do.pdf” không phải là PDF"] {
        assert!(page.contains(part), "{part}: {page}");
    }
    let id = page.split("name=\"take\" value=\"").nth(1).unwrap().split('"').next().unwrap();
    let look = format!("/desk/scans/waiting/{id}");
    assert_eq!(desk.get(&look).await.status, StatusCode::OK);
    assert_eq!(app.signed_in("A1").await.get(&look).await.status, StatusCode::FORBIDDEN);
    let form = typed(&[("take", id), ("note", "giữ lại"), ("act", "scans")]);
    let text = again(&mut desk, &page, &form).await;
    assert_eq!(text.status, StatusCode::OK, "{}", text.body);
    for part in ["<strong>1–2</strong>", "giữ lại", "Lê Văn Đức"] {
        assert!(text.body.contains(part), "{part}: {}", text.body);
    }
    assert!(!text.body.contains("name=\"rest\""), "nothing is left out before pages are written");
    assert!(!folder.path().join("may quet.pdf").exists());
    fault(&again(&mut desk, &page, &form).await, "không còn ở thư mục chờ");
    assert_eq!(desk.get(&look).await.status, StatusCode::NOT_FOUND);
    let fields = typed(&[("pages.form", "1"), ("pages.plan", "2"), ("act", "receive")]);
    let done = again(&mut desk, &text.body, &fields).await;
    assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.body);
    let kept = files(&app, &page);
    let kept: Vec<_> = kept.iter().map(|(of, name, _)| (of.as_str(), name.as_str())).collect();
    assert_eq!(kept, [("form", "may quet (1).pdf"), ("plan", "may quet (2).pdf")]);
}
