//! Reception for another agency: the slip names both, the officers of the other one do the steps, and the
//! fees are owed to it.

use axum::http::StatusCode;

use super::{PAPERS, WITH_PAPERS, of, send, typed};
use crate::session::sent_to;
use crate::small_office::{SmallOffice, agency};

const OTHER: &str = "[[competent_agency]]\nunit = \"B\"\nidentifier = \"H29.203\"\n\
    procedures = [\"1.000003\"]\nbasis = \"Quyết định 1\"\n";

fn office() -> SmallOffice {
    let agency = format!("{}{OTHER}", agency());
    let files = [("pb/agency.toml", &*agency), ("pb/procedures/1.000003.toml", PAPERS)];
    let app = SmallOffice::with(&files, 0);
    app.move_to("06-18 08:00");
    app
}

#[tokio::test]
async fn a_desk_receives_for_another_agency_and_names_both() {
    let app = office();
    let mut desk = app.signed_in("MC1").await;
    assert!(!desk.page(&of("1.000001")).await.contains("name=\"competent\""), "not listed for it");
    let receives = |competent: &'static str| {
        let papers = [("has.form", "1"), ("originals.form", "1"), ("act", "receive")];
        let more = [("channel", "post"), ("competent", competent)];
        let fields = typed(&[&papers[..], &more].concat());
        fields.into_iter().filter(|field| *field != ("channel", "counter")).collect::<Vec<_>>()
    };
    let page = of(WITH_PAPERS);
    assert!(desk.page(&page).await.contains("Phòng B (Quyết định 1)"), "by which decision");
    let wrong = send(&mut desk, &page, &receives("A")).await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(wrong.body.contains("không nhận thủ tục này cho cơ quan đã chọn"), "{}", wrong.body);
    let sent = send(&mut desk, &page, &receives("B")).await;
    assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.body);
    let slip = desk.page(sent_to(&sent)).await;
    let code = "H29.203-180618-0001";
    for text in [code, "huyện Bình An", "Cơ quan có thẩm quyền giải quyết", "Phòng B"]
    {
        assert!(slip.contains(text), "{text}: {slip}");
    }
    let handovers = desk.page("/desk/handovers").await;
    assert!(handovers.contains("Phòng B · Thẩm định"), "{handovers}");
    let payments = format!("/dossier/{code}/payments");
    let form = desk.page(&payments).await;
    let paid = [("act", "receive"), ("amount", "70.000"), ("way", "cash")];
    let paid = desk.submit(&form, &payments, &paid).await;
    assert_eq!(paid.status, StatusCode::SEE_OTHER, "{}", paid.body);
    assert!(desk.page("/settlements?month=06/2018").await.contains("Phòng B"));
    // Without a choice the own agency is competent.
    let own = [receives(""), vec![("again", "1")]].concat();
    let own = send(&mut desk, &page, &own).await;
    assert_eq!(own.status, StatusCode::SEE_OTHER, "{}", own.body);
    assert!(sent_to(&own).contains("H00-180618-0001"), "{}", own.body);
    let findings = app::Inquiry::peek(app.folder.path(), app::doctor).unwrap().findings;
    assert_eq!(findings, []);
}
