//! Reception at the counter: the slip, a second click, missing papers, files, a one-act procedure.

use axum::http::StatusCode;

use super::{
    ONE_ACT, PERSON, WITH_PAPERS, again, dossiers_of, of, open_office, send, send_files, typed,
};
use crate::session::{hidden, sent_to};
use crate::small_office::{personal, reads};

const PDF: &[u8] =
    b"%PDF-1.4\n1 0 obj\n<< /Type /Catalog >>\nendobj\ntrailer\nstartxref\n9\n%%EOF\n";

#[tokio::test]
async fn a_reception_gives_one_slip_that_opens_the_dossier() {
    let app = open_office();
    let mut desk = app.signed_in("MC1").await;
    let page = desk.page(&of(WITH_PAPERS)).await;
    assert!(page.contains("17:00 thứ Hai 25/06/2018"), "due if it were received now");
    let form = typed(&[("has.form", "1"), ("originals.form", "1"), ("act", "enter")]);
    let text = again(&mut desk, &page, &form).await;
    assert_eq!(text.status, StatusCode::SEE_OTHER, "{}", text.body);
    let to = sent_to(&text).to_owned();
    assert_eq!(to, "/dossier/H00-180618-0001/slip");
    let slip = desk.page(&to).await;
    for part in ["H00-180618-0001", "17:00 thứ Hai 25/06/2018", "Lê Văn Đức", "Đơn đề nghị", "<svg"]
    {
        assert!(slip.contains(part), "{part}");
    }
    assert!(!slip.contains("Bản vẽ"), "what was not brought is not on the slip");
    assert!(slip.contains("Mẫu số 01 (Thông tư 01/2018"));
    let key = slip.split("slip-key\">").nth(1).unwrap().split('<').next().unwrap().to_owned();
    let stream = format!("dossier/pb/{}", hidden(&page, "key"));
    let by_key = |key: &str| {
        let (slip, now) = (("H00-180618-0001", key), app.now());
        app.app.by_key(slip, &app::Client::default(), now, now).unwrap().into_match().is_some()
    };
    assert!(by_key(&key));
    assert!(!by_key("000000"));
    let reads = reads(&app.app, &stream);
    assert!(reads.iter().any(|read| read.actor == "MC1" && read.detail == "slip"), "{reads:?}");
    // The same form is sent twice.
    let text = again(&mut desk, &page, &form).await;
    assert_eq!(sent_to(&text), to);
    assert_eq!(dossiers_of(&app, WITH_PAPERS), 1);
    // The same key with the name of another person shows no slip and has no effect.
    let mut other = form.clone();
    other
        .iter_mut()
        .filter(|(name, _)| *name == "name")
        .for_each(|(_, value)| *value = "Trần Thị Mai");
    let text = again(&mut desk, &page, &other).await;
    assert_eq!(text.status, StatusCode::CONFLICT, "{}", text.body);
    assert!(!text.body.contains("H00-180618-0001") && !text.body.contains("Lê Văn Đức"));
    assert_eq!(dossiers_of(&app, WITH_PAPERS), 1);
    // A reader who may not see the applicant does not see the key either.
    let slip = app.signed_in("QT1").await.page(&to).await;
    assert!(!slip.contains("Lê Văn Đức") && !slip.contains(&key));
}

/// The ward is read from the address where none was chosen, and is printed once.
#[tokio::test]
async fn the_ward_follows_from_the_address() {
    let app = open_office();
    let mut desk = app.signed_in("MC1").await;
    let more = [("ward", ""), ("address", "12 Lê Lợi, phong p1"), ("act", "receive")];
    let more = [("has.form", "1"), ("originals.form", "1")].into_iter().chain(more);
    let form: Vec<(&str, &str)> =
        PERSON.into_iter().filter(|(name, _)| *name != "ward").chain(more).collect();
    let page = desk.page(&of(WITH_PAPERS)).await;
    let text = again(&mut desk, &page, &form).await;
    assert_eq!(text.status, StatusCode::SEE_OTHER, "{}", text.body);
    let stream = format!("dossier/pb/{}", hidden(&page, "key"));
    assert_eq!(crate::small_office::view(&app.app, &stream, app.now()).state.filing.ward, "P1");
    let slip = desk.page(sent_to(&text)).await;
    assert!(slip.contains("12 Lê Lợi, Phòng P1") && !slip.contains("phong p1"), "{slip}");
}

/// An address that names another ward warns and keeps the typed input; the ward that the officer
/// confirms is accepted, and no other.
#[tokio::test]
async fn a_ward_that_the_address_does_not_name_is_confirmed() {
    let app = open_office();
    let mut desk = app.signed_in("MC1").await;
    let address = ("address", "12 Lê Lợi, phòng P2");
    let taken = [address, ("has.form", "1"), ("originals.form", "1"), ("act", "receive")];
    let page = desk.page(&of(WITH_PAPERS)).await;
    let answer = again(&mut desk, &page, &typed(&taken)).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    for expected in ["Địa chỉ ghi Phòng P2, còn phường đã chọn là Phòng P1", "12 Lê Lợi, phòng P2"]
    {
        assert!(answer.body.contains(expected), "{expected}: {}", answer.body);
    }
    assert!(answer.body.contains("name=\"ward_confirmed\" value=\"P1\""), "{}", answer.body);
    let other = [&taken[..], &[("ward_confirmed", "P2")]].concat();
    let text = again(&mut desk, &page, &typed(&other)).await;
    assert_eq!(text.status, StatusCode::UNPROCESSABLE_ENTITY, "another ward was confirmed");
    let confirmed = [&taken[..], &[("ward_confirmed", "P1")]].concat();
    let text = again(&mut desk, &page, &typed(&confirmed)).await;
    assert_eq!(text.status, StatusCode::SEE_OTHER, "{}", text.body);
    let stream = format!("dossier/pb/{}", hidden(&page, "key"));
    assert_eq!(crate::small_office::view(&app.app, &stream, app.now()).state.filing.ward, "P1");
}

#[tokio::test]
async fn every_fault_is_listed_at_once_and_nothing_typed_is_lost() {
    let app = open_office();
    let mut desk = app.signed_in("MC1").await;
    let form = [
        ("name", ""),
        ("address", "12 Lê Lợi <b>"),
        ("channel", "counter"),
        ("phone", "12"),
        ("case", "again"),
        ("late_at", "hôm qua"),
        ("note", "ghi nhớ"),
        ("act", "receive"),
    ];
    let text = send(&mut desk, &of(WITH_PAPERS), &form).await;
    assert_eq!(text.status, StatusCode::UNPROCESSABLE_ENTITY);
    for field in ["name", "phone", "has.form", "late_at", "late_reason"] {
        assert!(text.body.contains(&format!("<a href=\"#{field}\">")), "{field}");
    }
    assert!(text.body.contains("12 Lê Lợi &#60;b&#62;") && text.body.contains("ghi nhớ"));
    assert!(text.body.contains("<option value=\"again\" selected>"));
    assert_eq!(dossiers_of(&app, WITH_PAPERS), 0);
}

#[tokio::test]
async fn a_closed_desk_shows_when_it_opens() {
    let app = open_office();
    app.move_to("06-18 12:00");
    let mut desk = app.signed_in("MC1").await;
    let form = typed(&[("has.form", "1"), ("act", "receive")]);
    let text = send(&mut desk, &of(WITH_PAPERS), &form).await;
    assert_eq!(text.status, StatusCode::UNPROCESSABLE_ENTITY);
    let faults = text.body.split("class=\"faults\"").nth(1).unwrap();
    assert!(faults.contains("13:00 thứ Hai 18/06/2018") && text.body.contains("Lê Văn Đức"));
    // Received at half past eleven, entered late with the reason.
    let late = typed(&[
        ("has.form", "1"),
        ("late_at", "11:00"),
        ("late_reason", "mất điện"),
        ("act", "receive"),
    ]);
    let text = again(&mut desk, &text.body, &late).await;
    assert_eq!(text.status, StatusCode::SEE_OTHER, "{}", text.body);
    assert!(desk.page(sent_to(&text)).await.contains("11:00 thứ Hai 18/06/2018"));
}

#[tokio::test]
async fn a_second_dossier_of_the_same_person_is_shown_before_it_is_received() {
    let app = open_office();
    let mut desk = app.signed_in("MC1").await;
    let form = typed(&[("has.form", "1"), ("act", "receive")]);
    let first = send(&mut desk, &of(WITH_PAPERS), &form).await;
    assert_eq!(first.status, StatusCode::SEE_OTHER);
    // A part of the name without diacritics finds the person, and the fields are filled in.
    let page = send(&mut desk, &of(WITH_PAPERS), &[("find", "le duc"), ("act", "enter")]).await;
    let person = page.body.split("name=\"use\" value=\"").nth(1).unwrap();
    let person = person.split('"').next().unwrap().to_owned();
    let filled = again(&mut desk, &page.body, &[("use", &person)]).await;
    assert!(filled.body.contains("value=\"079081000123\""));
    assert!(filled.body.contains("<option value=\"P1\" selected>"), "the ward of last time");
    let text = again(&mut desk, &filled.body, &form).await;
    assert_eq!(text.status, StatusCode::CONFLICT);
    assert!(text.body.contains("href=\"/dossier/H00-180618-0001\""));
    assert_eq!(dossiers_of(&app, WITH_PAPERS), 1);
    let anyway = typed(&[("has.form", "1"), ("again", "1"), ("act", "receive")]);
    let text = again(&mut desk, &text.body, &anyway).await;
    assert_eq!(sent_to(&text), "/dossier/H00-180618-0002/slip");
    let streams = ["H00-180618-0001", "H00-180618-0002"].map(|code| {
        let leader = dossier::Actor::new("LD1", dossier::Role::Leader, "LD");
        let who = app::Who::Officer { actor: leader, login: "".into(), name: "".into() };
        let dossier =
            app.app.open_dossier(&who, code, None, crate::small_office::at("06-18 09:00"));
        dossier.unwrap().unwrap().row.person
    });
    assert_eq!(streams[0], streams[1], "the same person, the same pseudonym");
}

#[tokio::test]
async fn bad_files_are_refused_by_name_and_the_good_one_is_kept() {
    let app = open_office();
    let mut desk = app.signed_in("MC1").await;
    let page = desk.page(&of(WITH_PAPERS)).await;
    let eicar = [
        b"%PDF-1.4\n".as_slice(),
        br"X5O!P%@AP[4\PZX54(P^)7CC)7}$EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*",
        b"\nstartxref\n9\n%%EOF",
    ];
    let eicar = eicar.concat();
    let polyglot = [PDF, b"PK\x03\x04"].concat();
    let large = [PDF, &vec![b' '; 10 * 1024 * 1024]].concat();
    let files: [(&str, &str, &[u8]); 4] = [
        ("file.form", "don.pdf", PDF),
        ("file.plan", "virus.pdf", &eicar),
        ("file.plan", "hai-mat.pdf", &polyglot),
        ("file.plan", "to.pdf", &large),
    ];
    let form = typed(&[("has.form", "1"), ("act", "receive")]);
    let text = send_files(&mut desk, &page, &form, &files).await;
    assert_eq!(text.status, StatusCode::UNPROCESSABLE_ENTITY);
    let faults = text.body.split("class=\"faults\"").nth(1).unwrap().split("</ul>").next().unwrap();
    for name in ["virus.pdf", "hai-mat.pdf", "to.pdf"] {
        assert!(faults.contains(name), "{name}");
    }
    assert!(!faults.contains("don.pdf") && text.body.contains("don.pdf"), "{}", text.body);
    assert_eq!(dossiers_of(&app, WITH_PAPERS), 0);
    let text = again(&mut desk, &text.body, &form).await;
    assert_eq!(text.status, StatusCode::SEE_OTHER, "{}", text.body);
    let stream = format!("dossier/pb/{}", hidden(&page, "key"));
    let kept = personal(&app.app, &stream, app.now()).files;
    let kept: Vec<_> = kept.iter().map(|f| (f.component.as_str(), f.name.as_str())).collect();
    assert_eq!(kept, [("form", "don.pdf")]);
}

#[tokio::test]
async fn one_act_is_received_paid_and_handed_over() {
    let app = open_office();
    let mut desk = app.signed_in("MC1").await;
    let count = typed(&[("quantity.page", "một"), ("act", "complete_at_once")]);
    let text = send(&mut desk, &of(ONE_ACT), &count).await;
    assert!(text.body.contains("<a href=\"#quantity.page\">"), "{}", text.body);
    let count = |pages, relief, act| {
        typed(&[("quantity.page", pages), ("quantity.copy", "2"), ("relief", relief), ("act", act)])
    };
    let text = again(&mut desk, &text.body, &count("0", "", "complete_at_once")).await;
    assert!(text.body.contains("<a href=\"#quantity.page\">"), "{}", text.body);
    for (pages, relief, total) in
        [("1000", "", "400.000 đồng"), ("10", "", "24.000 đồng"), ("10", "poor", "12.000 đồng")]
    {
        let text = again(&mut desk, &text.body, &count(pages, relief, "compute")).await;
        assert!(text.body.contains(&format!("<strong>{total}</strong> <button")), "{total}");
    }
    assert!(text.body.contains("Giảm cho hộ nghèo") && text.body.contains("điều kiện: Giấy"));
    let wrong = again(&mut desk, &text.body, &count("10", "rich", "complete_at_once")).await;
    assert!(wrong.body.contains("không có diện miễn, giảm “rich”"), "{}", wrong.body);
    let text = again(&mut desk, &wrong.body, &count("10", "poor", "enter")).await;
    let slip = desk.page(sent_to(&text)).await;
    assert!(slip.contains("Đã thu 12.000 đồng") && slip.contains("Đã trả kết quả"), "{slip}");
    let results = desk.page("/desk/results").await;
    assert!(results.split("id=\"today\"").nth(1).unwrap().contains("H00-180618-0001"));
}

#[tokio::test]
async fn a_certification_takes_its_number_and_stands_in_the_book() {
    let app = open_office();
    let mut desk = app.signed_in("MC1").await;
    let act = [("quantity.page", "2"), ("quantity.copy", "2"), ("relief", ""), ("act", "enter")];
    send(&mut desk, &of(ONE_ACT), &typed(&act)).await;
    let path = "/dossier/H00-180618-0001/certification";
    let dossier = desk.page("/dossier/H00-180618-0001").await;
    assert!(dossier.contains(&format!("href=\"{path}\"")), "{dossier}");
    for (what, number) in [("Bằng tốt nghiệp", "01"), ("Học bạ", "02")] {
        let page = desk.page(path).await;
        let key = hidden(&page, "key");
        let entry = [("key", key.as_str()), ("what", what), ("copies", "2"), ("signer", "A2")];
        for _ in 0..2 {
            let done = desk.send(path, path, &entry).await;
            assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.body);
        }
        let page = desk.page(path).await;
        assert!(
            page.contains(what) && page.contains(&format!("<th scope=\"row\">{number}<")),
            "{page}"
        );
        assert!(!page.contains("<th scope=\"row\">03<"), "a form counts once: {page}");
    }
    let wrong = desk.send(path, path, &[("key", "k1"), ("what", ""), ("copies", "0")]).await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    let correct = format!("{path}?place=1");
    let page = desk.page(&correct).await;
    assert!(page.contains("value=\"Bằng tốt nghiệp\""), "{page}");
    let key = hidden(&page, "key");
    let entry = [("key", key.as_str()), ("what", "Bằng lái xe"), ("copies", "1"), ("signer", "A2")];
    assert_eq!(desk.send(&correct, &correct, &entry).await.status, StatusCode::SEE_OTHER);
    let book = desk.page("/certifications?book=copies&month=2018-06").await;
    for part in ["Bằng lái xe", "Học bạ", "Lê Văn Đức", "đã đính chính 1 lần", "value=\"06/2018\""]
    {
        assert!(book.contains(part), "{part}: {book}");
    }
    for (typed, lines) in [("6/2018", true), ("07/2018", false)] {
        let book = desk.page(&format!("/certifications?book=copies&month={typed}")).await;
        assert_eq!(book.contains("Bằng lái xe"), lines, "{typed}");
    }
    assert!(!book.contains("Bằng tốt nghiệp"), "{book}");
    for paper in [&format!("{path}/1"), "/certifications/paper?book=copies&month=2018-06"] {
        let paper = desk.get(paper).await;
        assert_eq!((paper.status, &paper.body[..8]), (StatusCode::OK, "%PDF-1.7"));
    }
    assert_eq!(desk.get(&format!("{path}/3")).await.status, StatusCode::NOT_FOUND);
    let late = format!("/dossier/{}/certification", app.late);
    assert_eq!(desk.get(&late).await.status, StatusCode::NOT_FOUND, "nothing is certified");
}

#[tokio::test]
async fn fees_and_duration_are_those_of_the_channel_and_the_slip_names_what_can_be_receipted() {
    let app = open_office();
    let mut desk = app.signed_in("MC1").await;
    let by = |channel, act| {
        let mut form = typed(&[("has.form", "1"), ("act", act)]);
        form.retain(|(name, _)| *name != "channel");
        form.push(("channel", channel));
        form
    };
    let shown = send(&mut desk, &of(WITH_PAPERS), &by("counter", "compute")).await.body;
    assert!(shown.contains("5 ngày làm việc") && !shown.contains("Phí thẩm định"), "{shown}");
    let shown = again(&mut desk, &shown, &by("post", "compute")).await.body;
    for part in ["8 ngày làm việc", "17:00 thứ Năm 28/06/2018", "Phí thẩm định: 70.000 đồng"]
    {
        assert!(shown.contains(part), "{part}: {shown}");
    }
    let received = again(&mut desk, &shown, &by("post", "receive")).await;
    let slip = desk.page(sent_to(&received)).await;
    for part in ["8 ngày làm việc", "17:00 thứ Năm 28/06/2018", "Phí thẩm định: 70.000 đồng"]
    {
        assert!(slip.contains(part), "{part}: {slip}");
    }
    assert!(!slip.contains("nghị quyết"), "a fee that cannot be receipted is not on the slip");
    let public = desk.page(&format!("/procedures/{WITH_PAPERS}")).await;
    for part in ["Khi nộp qua bưu chính", "8 ngày làm việc", "Lệ phí theo nghị quyết"]
    {
        assert!(public.contains(part), "{part}: {public}");
    }
}

#[tokio::test]
async fn guidance_at_the_counter_is_paper_and_a_refusal_is_on_record() {
    let app = open_office();
    let mut desk = app.signed_in("MC1").await;
    let text = send(&mut desk, &of(WITH_PAPERS), &typed(&[("act", "guide")])).await;
    assert_eq!(text.status, StatusCode::OK);
    assert!(text.body.contains("<li>Đơn đề nghị</li>") && !text.body.contains("<li>Bản vẽ</li>"));
    assert_eq!(dossiers_of(&app, WITH_PAPERS), 0);
    let form = typed(&[("act", "refuse")]);
    let text = send(&mut desk, &of(WITH_PAPERS), &form).await;
    assert!(text.body.contains("<a href=\"#reason\">"));
    let form = typed(&[("reason", "Không thuộc thẩm quyền"), ("act", "refuse")]);
    let text = again(&mut desk, &text.body, &form).await;
    let sheet = desk.page(sent_to(&text)).await;
    assert!(sheet.contains("Phiếu từ chối") && sheet.contains("Không thuộc thẩm quyền"));
    assert!(!sheet.contains("slip-key"));
    assert_eq!(dossiers_of(&app, WITH_PAPERS), 1);
}

#[tokio::test]
async fn a_procedure_is_chosen_by_a_few_letters() {
    let app = open_office();
    let mut desk = app.signed_in("MC1").await;
    let text = desk.get("/desk/receive?q=an%20toan").await;
    assert_eq!(sent_to(&text), of(WITH_PAPERS));
    let page = desk.page("/desk/receive?q=cap").await;
    assert!(page.contains("1.000001") && page.contains("1.000003") && !page.contains("2.000815"));
    let recent = desk.page("/desk/receive").await;
    let recent = recent.split("id=\"recent\"").nth(1).unwrap().split("</section>").next().unwrap();
    assert!(recent.contains("1.000001") && !recent.contains("1.000003"), "received of late");
}

/// The server checks every length; a text that is too long stays in the form.
#[tokio::test]
async fn a_text_too_long_is_named_and_stays() {
    let app = open_office();
    let mut desk = app.signed_in("MC1").await;
    for (field, most) in
        [("name", 200), ("identity", 40), ("address", 200), ("late_reason", 300), ("note", 2000)]
    {
        let long = "a".repeat(most + 1);
        let form = typed(&[("has.form", "1"), ("act", "receive"), (field, &long)]);
        let mut form = form.clone();
        form.retain(|(name, value)| *name != field || *value == long);
        let text = send(&mut desk, &of(WITH_PAPERS), &form).await;
        assert_eq!(text.status, StatusCode::UNPROCESSABLE_ENTITY, "{field}");
        assert!(text.body.contains(&format!("<a href=\"#{field}\">")), "{field}: {}", text.body);
        assert!(text.body.contains(&long), "{field} is lost");
    }
    assert_eq!(dossiers_of(&app, WITH_PAPERS), 0);
}

#[tokio::test]
async fn missing_items_are_an_item_a_line() {
    let app = open_office();
    let mut desk = app.signed_in("MC1").await;
    let form = typed(&[("missing", "Bản vẽ\n- Giấy ủy quyền\n"), ("act", "guide")]);
    let text = send(&mut desk, &of(WITH_PAPERS), &form).await;
    assert_eq!(text.status, StatusCode::OK, "{}", text.body);
    assert!(text.body.contains("<li>Bản vẽ</li><li>Giấy ủy quyền</li>"), "{}", text.body);
}
