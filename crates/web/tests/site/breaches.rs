//! The register of breaches of personal data: who sees it, what is kept of a form with faults, the hours on
//! the page of the day, and a breach from its discovery to its closing.

use axum::http::StatusCode;

use crate::session::Browser;
use crate::small_office::{Description, SmallOffice};

/// What is known, as the form of a new breach asks.
const KNOWN: [(&str, &str); 5] = [
    ("discovered", "14/06/2018 08:00"),
    ("nature", "disclosure"),
    ("data-1", "1"),
    ("persons", "3"),
    ("text", "Gửi nhầm bảng kê của hồ sơ H00-180604-0001"),
];

async fn sends(
    visitor: &mut Browser<'_>,
    path: &str,
    (page, act): (&str, &str),
    typed: &[(&str, &str)],
) -> Description {
    visitor.submit(page, path, &[&[("act", act)], typed].concat()).await
}

/// Records a breach; the address of its page.
async fn records(officer: &mut Browser<'_>, typed: &[(&str, &str)]) -> String {
    let page = officer.page("/breaches").await;
    let sent = sends(officer, "/breaches", (&page, ""), typed).await;
    let one = sent.to().split('?').next().unwrap_or_default().to_owned();
    let shown = officer.follow(&sent).await;
    assert!(shown.contains("Đã ghi vi phạm vào sổ"), "{shown}");
    // The same form once more records nothing.
    let again = sends(officer, "/breaches", (&page, ""), typed).await;
    assert!(again.to().starts_with(&one));
    one
}

async fn acts(
    officer: &mut Browser<'_>,
    one: &str,
    act: &str,
    typed: &[(&str, &str)],
) -> Description {
    let page = officer.page(one).await;
    sends(officer, one, (&page, act), typed).await
}

#[tokio::test]
async fn leaders_and_the_inspector_keep_the_register_and_no_one_else_sees_it() {
    let app = SmallOffice::new();
    let mut inspector = app.signed_in("KS1").await;
    let one = records(&mut inspector, &KNOWN).await;
    for officer in ["MC1", "A1", "A2", "TV1", "QT1"] {
        let mut officer_browser = app.signed_in(officer).await;
        for path in ["/breaches", one.as_str()] {
            let refused = officer_browser.get(path).await;
            assert_eq!(refused.status, StatusCode::FORBIDDEN, "{officer}");
            assert!(refused.body.contains("hãy báo ngay cho lãnh đạo"), "{}", refused.body);
        }
    }
    let mut leader = app.signed_in("LD1").await;
    // 17:30 on 15 June: 38 and a half of the 72 hours are left.
    let today = leader.page("/head").await;
    assert!(today.contains(&one) && today.contains("còn 38 giờ") && today.contains("Làm lộ"));
    let page = leader.page(&one).await;
    assert!(page.contains("Gửi nhầm bảng kê") && page.contains("08:00 Chủ nhật 17/06/2018"));
    let file = leader.page("/breaches?as=csv").await;
    assert!(file.contains("Chờ thông báo") && !file.contains("Gửi nhầm"), "{file}");
    assert_eq!(leader.get("/breaches/none").await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn a_form_with_faults_keeps_what_was_typed_and_says_what_to_do() {
    let app = SmallOffice::new();
    let mut leader = app.signed_in("LD1").await;
    let page = leader.page("/breaches").await;
    let rows: [(&str, &str, &str); 5] = [
        ("discovered", "hôm qua", "ví dụ 22/11/2018 16:30"),
        ("discovered", "16/06/2018 08:00", "Thời điểm đã ghi chưa đến"),
        ("nature", "", "Hãy chọn “Loại vi phạm”"),
        ("data-1", "", "Hãy chọn “Dữ liệu bị ảnh hưởng”"),
        ("persons", "-2", "Số người bị ảnh hưởng"),
    ];
    for (field, wrong, said) in rows {
        let value = |(name, value)| if name == field { (name, wrong) } else { (name, value) };
        let sent = sends(&mut leader, "/breaches", (&page, ""), &KNOWN.map(value)).await;
        assert!(sent.status.is_client_error(), "{field} {}", sent.status);
        let body = &sent.body;
        assert!(body.contains(said), "{field}: {body}");
        assert!(body.contains("Gửi nhầm bảng kê của hồ sơ"), "{field}: what was typed is kept");
    }
    let one = records(&mut leader, &KNOWN).await;
    let early = [
        ("body", "Cục A05, Bộ Công an"),
        ("number", "12/TB-UBND"),
        ("notified_at", "13/06/2018 09:00"),
        ("text", ""),
    ];
    let sent = acts(&mut leader, &one, "notify", &early).await;
    assert_eq!(sent.status, StatusCode::CONFLICT);
    assert!(sent.body.contains("Không thể thông báo trước khi phát hiện"));
    assert!(sent.body.contains("value=\"12/TB-UBND\"") && sent.body.contains("Cục A05"));
    let empty = acts(&mut leader, &one, "measure", &[("text", " ")]).await;
    assert_eq!(empty.status, StatusCode::UNPROCESSABLE_ENTITY);
}

#[tokio::test]
async fn a_late_notice_says_why_and_a_breach_is_closed_once_all_were_informed() {
    let app = SmallOffice::new();
    let mut inspector = app.signed_in("KS1").await;
    let mut known = KNOWN.to_vec();
    known.extend([("data-8", "1")]);
    let one = records(&mut inspector, &known).await;
    app.move_to_instant("2018-06-18T09:00:00+07:00".parse().unwrap());
    let page = inspector.page(&one).await;
    assert!(page.contains("Quá hạn thông báo") && page.contains("đã quá 25 giờ"), "{page}");
    assert!(page.contains("Sinh trắc học") && page.contains("Điều 29 Nghị định 356/2025/NĐ-CP"));
    assert!(!page.contains("value=\"close\""), "a notice is still due");
    let mut notice =
        vec![("body", "Cục A05"), ("number", "12/TB-UBND"), ("notified_at", "18/06/2018 08:30")];
    let late = acts(&mut inspector, &one, "notify", &notice).await;
    assert_eq!(late.status, StatusCode::CONFLICT);
    assert!(late.body.contains("Hãy ghi lý do thông báo trễ"), "{}", late.body);
    notice.push(("text", "Mất điện toàn trụ sở"));
    let sent = acts(&mut inspector, &one, "notify", &notice).await;
    assert!(inspector.follow(&sent).await.contains("Đã ghi việc thông báo"));
    let informed = [
        ("way", "individually"),
        ("informed_at", "18/06/2018 08:40"),
        ("persons", "3"),
        ("text", "Gửi thư cho cả ba người"),
    ];
    acts(&mut inspector, &one, "inform", &informed).await.to();
    acts(&mut inspector, &one, "measure", &[("text", "Thu hồi bảng kê")]).await.to();
    let correct = [
        ("discovered", "14/06/2018 08:00"),
        ("nature", "disclosure"),
        ("data-8", "1"),
        ("persons", "4"),
        ("text", "Rà soát thấy thêm một người"),
    ];
    acts(&mut inspector, &one, "correct", &correct).await.to();
    // A leader opened the page before the inspector closes the breach.
    let mut leader = app.signed_in("LD1").await;
    let before = leader.page(&one).await;
    let closed = acts(&mut inspector, &one, "close", &[("text", "Đã khắc phục")]).await;
    let page = inspector.follow(&closed).await;
    assert!(page.contains("Đã kết thúc vụ việc") && page.contains("Thông báo trễ"));
    for text in ["Mất điện toàn trụ sở", "Cục A05, 12/TB-UBND", "3 người", "4 người", "Thu hồi"]
    {
        assert!(page.contains(text), "{text}: {page}");
    }
    assert!(!page.contains("<form class=\"ask\""), "nothing is left to do");
    let after = sends(&mut leader, &one, (&before, "measure"), &[("text", "Thêm")]).await;
    assert_eq!(after.status, StatusCode::CONFLICT);
    assert!(after.body.contains("ghi vụ việc mới") && after.body.contains("Thêm"));
    let findings = app::Inquiry::peek(app.folder.path(), app::doctor).unwrap().findings;
    assert_eq!(findings, []);
}
