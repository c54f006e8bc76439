//! Money at the counter: what a reception charges is received, slipped, paid back by two officers, and
//! stands in the cashbook; the till is closed with what was counted; the bank calls with a signature.

use axum::body::Body;
use axum::http::{Request, StatusCode};
use credentials::once;
use tower::ServiceExt;

use super::{ONE_ACT, WITH_PAPERS, of, open_office, send, typed};
use crate::session::Browser;
use crate::small_office::{Description, SmallOffice, reads};

const CODE: &str = "H00-180618-0001";
const MONEY: &str = "/dossier/H00-180618-0001/payments";

/// Posts one of the acts of a page; each act has a key of its own.
async fn act(browser: &mut Browser<'_>, address: &str, fields: &[(&str, &str)]) -> Description {
    let page = browser.page(address).await;
    browser.submit(&page, address, fields).await
}

/// A dossier by post, with a fee of 70,000 đồng.
async fn charged(app: &SmallOffice) -> Browser<'_> {
    let mut desk = app.signed_in("MC1").await;
    let fields =
        [("has.form", "1"), ("originals.form", "1"), ("act", "receive"), ("channel", "post")];
    let mut fields = typed(&fields);
    fields.retain(|field| *field != ("channel", "counter"));
    let sent = send(&mut desk, &of(WITH_PAPERS), &fields).await;
    assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.body);
    desk
}

#[tokio::test]
async fn what_is_charged_is_received_with_a_slip_and_paid_back_by_two() {
    let app = open_office();
    let mut desk = charged(&app).await;
    let dossier = desk.page(&format!("/dossier/{CODE}")).await;
    assert!(dossier.contains(&format!("href=\"{MONEY}\"")), "{dossier}");
    let slip = desk.page(&format!("/dossier/{CODE}/slip")).await;
    assert!(slip.contains("Thu tiền (còn 70.000 đồng)"), "{slip}");
    let same = format!("/desk/receive?person_of={CODE}");
    assert!(slip.contains(&same));
    assert!(desk.page(&same).await.contains(&format!("name=\"person_of\" value=\"{CODE}\"")));
    let next = desk.page(&format!("{same}&procedure={WITH_PAPERS}")).await;
    assert!(next.contains("value=\"Lê Văn Đức\"") && next.contains("value=\"079081000123\""));
    let page = desk.page(MONEY).await;
    for text in ["Phí thẩm định", "70.000", "Chưa thu tiền", "value=\"70000\""] {
        assert!(page.contains(text), "{text}: {page}");
    }
    let wrong = [("act", "receive"), ("amount", "bảy mươi"), ("way", "cash")];
    let wrong = desk.submit(&page, MONEY, &wrong).await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(wrong.body.contains("bảy mươi"), "what was typed stays");
    let more = [("act", "receive"), ("amount", "80.000"), ("way", "cash")];
    let more = desk.submit(&page, MONEY, &more).await;
    assert_eq!(more.status, StatusCode::CONFLICT);
    assert!(more.body.contains("Chỉ còn phải nộp 70.000 đồng"), "{}", more.body);
    let all = [("act", "receive"), ("amount", "70.000"), ("way", "cash")];
    for _ in 0..2 {
        let sent = desk.submit(&page, MONEY, &all).await;
        assert!(desk.follow(&sent).await.contains("Đã thu tiền"), "a second press is the same");
    }
    let slip = desk.get(&format!("{MONEY}/1")).await;
    assert_eq!((slip.status, &slip.body[..8]), (StatusCode::OK, "%PDF-1.7"));
    assert_eq!(desk.get(&format!("{MONEY}/2")).await.status, StatusCode::NOT_FOUND);
    let fee = act(&mut desk, MONEY, &[("act", "charge")]).await;
    assert_eq!(fee.status, StatusCode::CONFLICT, "a resolution sets a fee: {}", fee.body);
    assert!(fee.body.contains("nghị quyết quy định chưa được nhập"));
    let refund =
        [("act", "propose_refund"), ("amount", "20.000"), ("way", "cash"), ("reason", "Thu thừa")];
    assert_eq!(act(&mut desk, MONEY, &refund).await.status, StatusCode::SEE_OTHER);
    assert!(!desk.page(MONEY).await.contains("value=\"approve_refund\""), "by another officer");
    let mut leader = app.signed_in("LD1").await;
    assert!(leader.page("/transfers").await.contains(CODE), "in the list of what waits");
    assert!(leader.page("/head").await.contains(MONEY), "on the page of who must approve");
    let page = leader.page(MONEY).await;
    assert!(page.contains("Thu thừa") && page.contains("20.000"), "{page}");
    let approved = leader.submit(&page, MONEY, &[("act", "approve_refund")]).await;
    assert!(leader.follow(&approved).await.contains("Đã duyệt"), "{}", approved.body);
    let slip = leader.get(&format!("{MONEY}/2")).await;
    assert_eq!((slip.status, &slip.body[..8]), (StatusCode::OK, "%PDF-1.7"));
    let book = desk.page("/cashbook?from=18/06/2018&to=18/06/2018").await;
    for text in ["50.000", "Cấp giấy chứng nhận an toàn", CODE, "2 bút toán", "Nợ"] {
        assert!(book.contains(text), "{text}: {book}");
    }
    let days = desk.page("/cashbook/takings?from=18/06/2018&to=18/06/2018").await;
    assert!(days.contains("70.000\u{a0}đồng") && days.contains("18/06/2018"), "{days}");
    let file = desk.get("/cashbook?from=18/06/2018&to=18/06/2018&as=csv").await;
    assert!(file.status == StatusCode::OK && file.body.contains(CODE));
    for typed in ["from=xx", "from=18/06/2018&to=17/06/2018"] {
        let wrong = desk.get(&format!("/cashbook?{typed}")).await;
        assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY, "{typed}");
        let file = desk.get(&format!("/cashbook?{typed}&as=csv")).await;
        assert_eq!(file.status, StatusCode::SEE_OTHER, "no file of other days: {typed}");
    }
    let findings = app::Inquiry::peek(app.folder.path(), app::doctor).unwrap().findings;
    assert_eq!(findings, []);
}

#[tokio::test]
async fn a_till_is_taken_over_closed_and_deposited_and_the_month_is_passed_on() {
    let app = open_office();
    let mut desk = app.signed_in("MC1").await;
    let paid = [("quantity.page", "2"), ("quantity.copy", "2"), ("relief", ""), ("act", "enter")];
    let sent = send(&mut desk, &of(ONE_ACT), &typed(&paid)).await;
    assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.body);
    let books = "8.000 đồng";
    assert!(desk.page("/till").await.contains(books));
    let early = act(&mut desk, "/till", &[("act", "close_day"), ("counted", "8.000")]).await;
    assert!(early.body.contains("Hãy nhận giữ quỹ trước"), "{}", early.body);
    let take = act(&mut desk, "/till", &[("act", "take_over"), ("counted", "8.000")]).await;
    assert!(desk.follow(&take).await.contains("Đã nhận giữ quỹ"));
    let less = act(&mut desk, "/till", &[("act", "close_day"), ("counted", "7.000")]).await;
    assert_eq!(less.status, StatusCode::CONFLICT);
    assert!(less.body.contains("chênh −1.000 đồng"), "{}", less.body);
    let close = act(&mut desk, "/till", &[("act", "close_day"), ("counted", "8.000")]).await;
    assert!(desk.follow(&close).await.contains("18/06/2018"), "in the list of closed days");
    let deposit = [("act", "deposit"), ("amount", "8.000"), ("reference", "GNT 01")];
    assert_eq!(act(&mut desk, "/till", &deposit).await.status, StatusCode::SEE_OTHER);
    let month = "/settlements?month=06/2018";
    let settle = [("act", "settle"), ("agency", "pb"), ("amount", "9.000"), ("reference", "UNC 1")];
    let more = act(&mut desk, month, &settle).await;
    assert!(more.body.contains("chỉ phải chuyển 8.000 đồng"), "{}", more.body);
    let settle = [settle[0], settle[1], ("amount", "8.000"), settle[3]];
    let settled = act(&mut desk, month, &settle).await;
    assert!(desk.follow(&settled).await.contains("UNC 1"), "{}", settled.body);
    assert_eq!(
        desk.get("/settlements?month=13/2018").await.status,
        StatusCode::UNPROCESSABLE_ENTITY
    );
    let findings = app::Inquiry::peek(app.folder.path(), app::doctor).unwrap().findings;
    assert_eq!(findings, []);
}

const SECRET: &[u8] = b"a secret of the bank";

async fn call(app: &SmallOffice, body: &str, signature: &str) -> (StatusCode, String) {
    use http_body_util::BodyExt;

    let request = Request::post("/bank/notices").header(http::bank::SIGNATURE, signature);
    let request = request.body(Body::from(body.to_owned())).unwrap();
    let (parts, body) = app.bank.clone().oneshot(request).await.unwrap().into_parts();
    let bytes = body.collect().await.unwrap().to_bytes();
    (parts.status, String::from_utf8(bytes.to_vec()).unwrap())
}

fn notice(id: &str, amount: &str, text: &str) -> String {
    format!(
        r#"{{"id":"{id}","account":"0071","amount_vnd":{amount},"text":"{text}","transferred_at":"2018-06-18T08:00:00+07:00"}}"#
    )
}

async fn signed(app: &SmallOffice, body: &str) -> (StatusCode, String) {
    call(app, body, &once::keyed(SECRET, body)).await
}

#[tokio::test]
async fn the_bank_calls_with_a_signature_and_an_officer_deals_with_what_fits_nothing() {
    let app = open_office();
    let mut desk = charged(&app).await;
    let good = notice("FT1", "70000", "H001806180001 nop phi");
    assert_eq!(call(&app, &good, "").await.0, StatusCode::UNAUTHORIZED);
    let other = once::keyed(b"another secret", &good);
    assert_eq!(call(&app, &good, &other).await.0, StatusCode::UNAUTHORIZED);
    assert!(desk.page(MONEY).await.contains("Chưa thu tiền"), "nothing is received");
    assert!(signed(&app, &good).await.1.contains("matched"));
    assert!(signed(&app, &good).await.1.contains("known"));
    assert_eq!(signed(&app, &notice("FT1", "80000", "x")).await.0, StatusCode::CONFLICT);
    for wrong in
        ["{", "{}", &notice("FT2", "0", "x"), &notice("", "1", "x"), &notice("FT2", "-1", "x")]
    {
        assert_eq!(signed(&app, wrong).await.0, StatusCode::UNPROCESSABLE_ENTITY, "{wrong}");
    }
    let long = notice("FT2", "1", &"x".repeat(20_000));
    assert_eq!(signed(&app, &long).await.0, StatusCode::PAYLOAD_TOO_LARGE);
    assert!(signed(&app, &notice("FT3", "5000", "nop tien")).await.1.contains("no_dossier"));
    let list = desk.page("/transfers").await;
    assert!(list.contains("FT3") && !list.contains("FT1"), "{list}");
    let one = list.split("href=\"/transfers/").nth(1).unwrap().split('"').next().unwrap();
    let one = format!("/transfers/{one}");
    assert!(desk.page(&one).await.contains("nop tien"));
    let stream = format!("bank_notice/pb/{}", one.rsplit('/').next().unwrap());
    let shown = reads(&app.app, &stream);
    assert!(shown.iter().any(|read| read.actor == "MC1" && read.detail == "transfers"));
    let nowhere = act(&mut desk, &one, &[("act", "assign"), ("code", "H00-1")]).await;
    assert!(nowhere.body.contains("Không có hồ sơ mã “H00-1”"), "{}", nowhere.body);
    let full = act(&mut desk, &one, &[("act", "assign"), ("code", CODE)]).await;
    assert!(full.body.contains("đã nộp đủ"), "{}", full.body);
    let back = [("act", "propose_return"), ("reason", "Chuyển nhầm")];
    assert_eq!(act(&mut desk, &one, &back).await.status, StatusCode::SEE_OTHER);
    let mut leader = app.signed_in("LD1").await;
    let approve = [("act", "approve_return"), ("reference", "UNC 9")];
    assert_eq!(act(&mut leader, &one, &approve).await.status, StatusCode::SEE_OTHER);
    assert!(desk.page("/transfers").await.contains("Không có chuyển khoản nào chờ xử lý"));
    let after = desk.page(&one).await;
    assert!(after.contains("Đã trả lại người chuyển") && !after.contains("value=\"assign\""));
    assert_eq!(desk.get("/transfers/none").await.status, StatusCode::NOT_FOUND);
}
