//! The statutory papers as PDF: which reader gets which.

use axum::http::StatusCode;

use crate::small_office::SmallOffice;

#[tokio::test]
async fn an_officer_is_given_the_papers_that_a_dossier_has() {
    let app = SmallOffice::new();
    let mut desk = app.signed_in("MC1").await;
    let page = desk.page(&format!("/dossier/{}", app.late)).await;
    for kind in ["appointment_slip", "control_sheet"] {
        let address = format!("/dossier/{}/paper/{kind}", app.late);
        assert!(page.contains(&address), "{kind}");
        let paper = desk.get(&address).await;
        assert_eq!(paper.status, StatusCode::OK, "{kind}");
        assert_eq!(paper.headers["content-type"], "application/pdf");
        assert!(paper.body.starts_with("%PDF-1.7"), "{kind}");
        let stranger = app.get(&address).await;
        assert_eq!(stranger.status, StatusCode::SEE_OTHER, "{kind}");
    }
    for missing in ["refusal", "stop_notice", "register_book", "x"] {
        let address = format!("/dossier/{}/paper/{missing}", app.late);
        assert!(!page.contains(&address), "{missing}");
        assert_eq!(desk.get(&address).await.status, StatusCode::NOT_FOUND, "{missing}");
    }
}

#[tokio::test]
async fn a_paper_is_on_record_as_a_showing() {
    let app = SmallOffice::new();
    let mut desk = app.signed_in("MC1").await;
    desk.get(&format!("/dossier/{}/paper/appointment_slip", app.late)).await;
    let mut inspector = app.signed_in("KS1").await;
    let reads = inspector.page(&format!("/dossier/{}/reads", app.late)).await;
    assert!(reads.contains("Giấy tờ theo mẫu"), "{reads}");
}

#[tokio::test]
async fn the_key_of_a_slip_is_for_those_who_hand_it_out() {
    let app = SmallOffice::new();
    let address = format!("/dossier/{}/paper/appointment_slip", app.early);
    let (mut desk, mut holder) = (app.signed_in("MC1").await, app.signed_in("A1").await);
    let page = format!("/dossier/{}/slip", app.early);
    let form = [("what", "renew"), ("key", "k"), ("register", "")];
    desk.send(&page, &format!("{page}/renew"), &form).await.to();
    let (with, without) = (desk.get(&address).await, holder.get(&address).await);
    assert_eq!([with.status, without.status], [StatusCode::OK; 2]);
    // The words that describe a picture are UTF-16 in hexadecimal.
    let words: String = "Mã QR".encode_utf16().map(|unit| format!("{unit:04X}")).collect();
    assert!(with.body.contains(&words), "the desk hands the slip out");
    assert!(!without.body.contains(&words), "a specialist does not");
}

#[tokio::test]
async fn slip_control_sheet_and_book_name_one_number() {
    let app = SmallOffice::new();
    let mut desk = app.signed_in("MC1").await;
    let slip = desk.page(&format!("/dossier/{}/slip", app.late)).await;
    let (_, from) = slip.split_once("<br>Số: ").expect("a number");
    let (number, _) = from.split_once('/').expect("a year");
    let sheet = desk.page(&format!("/dossier/{}/sheet", app.late)).await;
    assert!(sheet.contains(&format!("<br>Số: {number}/")), "{sheet}");
    let book = desk.page("/reports/book?from=2018-01-01&to=2018-12-31").await;
    let row = book.split("<tr").find(|row| row.contains(&app.late)).expect("a line of the book");
    assert!(row.contains(&format!(">{number}<")), "{row}");
}
