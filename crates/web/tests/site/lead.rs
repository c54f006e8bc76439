//! Figures in public and for officers; the head's page, absences, accounts, the inspector's file.

use axum::http::StatusCode;
use dossier::{Command, Role};

use crate::figures::table;
use crate::session::{hidden, sent_to};
use crate::small_office::{Life, SECRET, SmallOffice, at};

const JUNE: &str = "from=2018-06-01&to=2018-06-15";

/// Adds six dossiers: five received in May and finished, and one of another ward.
pub fn busy(life: &Life<'_>) {
    for (day, id) in ["m1", "m2", "m3", "m4", "m5"].into_iter().enumerate() {
        life.receive(id, &format!("05-1{} 09:00", 4 + day));
        life.finish(id, &format!("05-1{} 15:00", 4 + day));
    }
}

const YEAR: &str = "from=2018-01-01&to=2018-06-15";

#[tokio::test]
async fn in_public_there_are_no_codes_no_names_and_no_small_groups() {
    let app = SmallOffice::with_more(busy);
    for address in ["/figures?", "/figures?by=month&", "/list?", "/list.csv?", "/figures.csv?"] {
        for figure in ["received", "finished", "late", "gaps", "refused"] {
            let page = app.page(&format!("{address}{YEAR}&figure={figure}")).await;
            for hidden in ["Nguyễn", &app.early, &app.late, "MC1", "by=officer", "09:00"] {
                assert!(!page.contains(hidden), "{address} {figure}: {hidden}");
            }
        }
    }
    // June has four dossiers, so it is merged with May, the next smallest month.
    let csv = app.page(&format!("/figures.csv?{YEAR}&by=month")).await;
    assert!(csv.contains("\n(merged),Các nhóm gộp lại để không lộ nhóm dưới 5 hồ sơ,9,"), "{csv}");
    assert!(csv.contains("\nTổng cộng,,9,") && !csv.contains("2018-06"), "{csv}");
    // Both months together have nine dossiers of one field, which is the whole.
    let list = app.page(&format!("/list.csv?{YEAR}&figure=finished")).await;
    assert_eq!(table(&list), "Lĩnh vực,Số hồ sơ\r\nXây dựng,7\r\n");
    let list = app.page(&format!("/list.csv?{YEAR}&figure=early")).await;
    assert_eq!(list.lines().last(), Some("Xây dựng,6"), "{list}");
}

/// The form has fields for rows, and in public none for a unit.
#[tokio::test]
async fn the_figures_of_a_unit_lead_to_the_form_that_their_reader_may_see() {
    let app = SmallOffice::with_more(busy);
    let mut leader = app.signed_in("ld1").await;
    let address = format!("/figures?{YEAR}&unit=A");
    for (page, of_unit) in [(app.page(&address).await, false), (leader.page(&address).await, true)]
    {
        let (_, link) = page.split_once("href=\"/figures/06a?").unwrap();
        let (link, _) = link.split_once('"').unwrap();
        assert_eq!(link.contains("unit="), of_unit, "{link}");
        let form = format!("/figures/06a?{}", link.replace("&#38;", "&").replace("&amp;", "&"));
        let form = if of_unit { leader.page(&form).await } else { app.page(&form).await };
        assert!(form.contains("II.06a"), "{form}");
    }
}

/// On every page of figures, the queries that a visitor may not ask in public are refused; officers
/// may ask them.
#[tokio::test]
async fn the_public_asks_for_whole_months_or_quarters_by_one_dimension_as_of_now() {
    let app = SmallOffice::with_more(busy);
    let mut leader = app.signed_in("ld1").await;
    let year = format!("{YEAR}&");
    // June has four dossiers, so neither June nor May alone is public.
    let refused = [
        ("from=2018-05-14&to=2018-05-14&procedure=1.000001", "01/04/2018"),
        ("from=2018-05-14&to=2018-05-14", "01/05/2018"),
        ("from=2018-05-01&to=2018-05-31", "30/06/2018"),
        ("from=2018-06-01&to=2018-06-15", "01/05/2018"),
        ("from=2018-02-01&to=2018-06-15&procedure=1.000001", "01/01/2018"),
        (&format!("{year}as_of=2018-06-01"), "as_of"),
        (&format!("{year}unit=A&procedure=1.000001"), "một chiều"),
        (&format!("{year}field=Xây dựng&unit=A"), "một chiều"),
        (&format!("{year}month=2018-06"), "một chiều"),
    ];
    for (question, text) in refused {
        let question = question.replace(' ', "%20");
        for page in ["/figures", "/list", "/figures/06a"] {
            let answer = app.get(&format!("{page}?{question}")).await;
            assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{page} {question}");
            // The form chooses the field itself.
            let text = page == "/figures/06a" || answer.body.contains(text);
            assert!(text, "{page} {question}");
        }
        for file in ["/figures.csv", "/list.csv", "/list.xlsx", "/figures/06a.csv"] {
            let answer = app.get(&format!("{file}?{question}")).await;
            assert_eq!(answer.status, StatusCode::SEE_OTHER, "{file} {question}");
        }
        assert_eq!(leader.get(&format!("/figures?{question}")).await.status, StatusCode::OK);
    }
    // A visitor can ask for the offered period.
    let answer = app.get("/figures?from=2018-05-14&to=2018-05-14").await;
    let offered = "/figures?from=2018-05-01&#38;to=2018-06-30";
    assert!(answer.body.contains(offered), "{}", answer.body);
    let page = app.page("/figures?from=2018-05-01&to=2018-06-30").await;
    assert!(page.contains("head-number"));
}

#[tokio::test]
async fn groups_under_five_dossiers_are_not_public() {
    let app = SmallOffice::new();
    for page in ["/figures", "/list", "/figures/06a"] {
        for question in [JUNE, "from=2018-01-01&to=2018-06-15&by=unit", ""] {
            let page = app.page(&format!("{page}?{question}")).await;
            assert!(page.contains("dưới 5 hồ sơ") && !page.contains("head-number"), "{page}");
        }
    }
    for file in ["/figures.csv", "/list.csv", "/figures/06a.csv"] {
        let csv = app.page(&format!("{file}?{YEAR}")).await;
        assert!(table(&csv).lines().skip(1).all(|line| !line.contains(",4")), "{file}: {csv}");
    }
}

#[tokio::test]
async fn officers_are_a_dimension_only_for_whom_they_are() {
    let app = SmallOffice::with_more(busy);
    let mut visitor = app.browser();
    let mut leader = app.signed_in("ld1").await;
    let mut desk = app.signed_in("mc1").await;
    let mut administrator = app.signed_in("qt1").await;
    let by = format!("/figures.csv?{YEAR}&by=officer");
    let one = |officer: &str| format!("/figures?{YEAR}&officer={officer}");
    // A visitor who may not use the dimension is sent back to the faults of the query.
    for browser in [&mut visitor, &mut administrator] {
        assert_eq!(browser.get(&by).await.status, StatusCode::SEE_OTHER);
        let text = browser.get(&one("MC1")).await;
        assert_eq!(text.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(!text.body.contains("Nguyễn MC1"));
    }
    assert!(leader.page(&by).await.contains("\nMC1,Nguyễn MC1,"));
    assert!(desk.page(&by).await.contains("\nMC1,Nguyễn MC1,"));
    assert_eq!(desk.get(&one("MC1")).await.status, StatusCode::OK);
    assert_eq!(desk.get(&one("A1")).await.status, StatusCode::UNPROCESSABLE_ENTITY);
    let mut head = app.signed_in("a2").await;
    assert!(head.page(&by).await.contains("\n(merged),Công chức khác,"));
    let text = head.get(&one("MC1")).await;
    assert_eq!(text.status, StatusCode::UNPROCESSABLE_ENTITY);
    // The list names holders where the figures do.
    let list = format!("/list?{YEAR}");
    assert!(leader.page(&list).await.contains(">Nguyễn MC1</td>"));
    assert!(!head.page(&list).await.contains(">Nguyễn MC1</td>"));
}

#[tokio::test]
async fn a_unit_sees_its_own_dossiers_under_a_notice() {
    let app = SmallOffice::with_more(busy);
    let mut own = app.signed_in("a1").await;
    let page = own.page(&format!("/list?{JUNE}")).await;
    assert!(page.contains(&format!("/dossier/{}", app.late)));
    let other = own.page(&format!("/figures?{JUNE}&unit=B")).await;
    assert!(other.contains("ngoài phạm vi") && other.contains("Không có hồ sơ nào khớp"));
    let mut other = app.signed_in("b1").await;
    assert_eq!(table(&other.page(&format!("/list.csv?{JUNE}")).await).lines().count(), 1);
    assert_eq!(table(&other.page(&format!("/list.csv?{JUNE}&unit=A")).await).lines().count(), 1);
    let mut ward = app.signed_in("pw1").await;
    assert_eq!(table(&ward.page(&format!("/list.csv?{JUNE}")).await).lines().count(), 1);
    for whole in ["mc1", "ld1", "ks1", "qt1"] {
        let mut browser = app.signed_in(whole).await;
        let list = browser.page(&format!("/list.csv?{JUNE}&unit=A")).await;
        assert_eq!(table(&list).lines().count(), 5, "{whole}");
    }
}

/// Prepares a dossier that A1 holds, one that A2 must approve, and one with a drafted letter.
fn at_work(life: &Life<'_>) {
    for (id, officer, step) in [("held", "A1", "verify"), ("mine", "A2", "approve")] {
        life.receive(id, "06-11 08:00");
        let (to, unit, step) = (officer.to_owned(), "A".to_owned(), step.to_owned());
        life.desk(id, "06-11 09:00", Command::Give { to, unit, step, proposes_decline: None });
        let role = if officer == "A2" { Role::Head } else { Role::Specialist };
        life.does(officer, role, "A", id, "06-11 10:00", Command::Accept);
    }
    // The dossier is finished in time after its letter was drafted, so no letter is owed.
    life.receive("soon", "06-08 08:00");
    life.app.run_timers(at("06-14 09:00")).unwrap();
    life.finish("soon", "06-14 10:00");
    life.app.run_timers(at("06-15 17:30")).unwrap();
}

/// The rows of a section of the head's page.
fn section<'a>(page: &'a str, id: &str) -> &'a str {
    let from = page.find(&format!("<h2 id=\"{id}\"")).unwrap_or_else(|| panic!("no {id}"));
    page[from..].split("</section>").next().unwrap()
}

/// The number next to the link to the reader's page of today's tasks.
fn waiting_count(page: &str) -> Option<usize> {
    let link = page.split("<a href=\"/head\"").nth(1)?.split("</li>").next()?;
    link.split("<span class=\"waiting\">").nth(1)?.split('<').next()?.parse().ok()
}

#[tokio::test]
async fn the_head_sees_what_waits_for_them_and_the_way_on() {
    let app = SmallOffice::with_more(at_work);
    let mut head = app.signed_in("a2").await;
    let page = head.page("/head").await;
    let lines = |page: &str| page.matches("<tr><th scope=\"row\">").count();
    assert_eq!(page.matches("/do/approve_result").count(), 1, "{page}");
    assert_eq!(waiting_count(&page), Some(lines(&page)), "{page}");
    assert_eq!(waiting_count(&head.page("/directives").await), Some(lines(&page)));
    // The program drafts letters a working day before due, for the whole unit. A dossier is listed
    // once: one that waits for its approval is listed there.
    let sign = head.page("/head/list?what=sign").await;
    assert!(sign.contains("/do/sign_apology") && sign.contains("Chờ ký"), "{sign}");
    assert_eq!(lines(&sign), 2, "{sign}");
    assert_eq!(page.matches("/do/sign_apology").count(), 1, "{page}");
    assert!(page.contains("/head/list?what=near") && !page.contains("/head/list?what=send"));
    let send = head.page("/head/list?what=send").await;
    assert!(send.contains("Không có phiếu xin lỗi nào chờ gửi"));
    let near = head.page("/head/list?what=near").await;
    assert!(near.contains("Đến hạn trong 1 ngày làm việc tới: 2"), "{near}");
    let load = head.page("/head/load").await;
    assert!(section(&load, "officers").contains("/head/reassign?officer=A1"));
    let mut leader = app.signed_in("ld1").await;
    let page = leader.page("/head").await;
    assert!(page.contains("/do/sign_apology"), "{page}");
    assert_eq!(waiting_count(&page), Some(lines(&page)), "{page}");
    assert!(section(&leader.page("/head/load").await, "units").contains("/head?unit=A"));
    assert_eq!(leader.get("/head?unit=nope").await.status, StatusCode::NOT_FOUND);
    // The head of another unit sees none of these, and cannot ask for them.
    let mut other = app.signed_in("b2").await;
    let page = other.page("/head?unit=A").await;
    assert!(page.contains("Hôm nay không có việc nào cần ông/bà"), "{page}");
    assert_eq!(waiting_count(&page), None, "{page}");
    for officer in ["a1", "mc1", "ks1", "qt1"] {
        let text = app.signed_in(officer).await.get("/head").await;
        assert_eq!(text.status, StatusCode::FORBIDDEN, "{officer}");
    }
}

#[tokio::test]
async fn a_list_goes_on_where_it_stopped() {
    let app = SmallOffice::with_more(|life| {
        for n in 0..60 {
            life.receive(&format!("n{n:02}"), "06-14 08:00");
        }
    });
    let mut head = app.signed_in("a2").await;
    let first = head.page("/head/list?what=near").await;
    assert_eq!(first.matches("<tr><th scope=\"row\">").count(), 50);
    let next = first.split("rel=\"next\"").next().unwrap();
    let next = next.rsplit("href=\"").next().unwrap().split('"').next().unwrap();
    let rest = head.page(&next.replace("&#38;", "&")).await;
    assert_eq!(rest.matches("<tr><th scope=\"row\">").count(), 11, "60 and the open one");
    let code = |page: &str| page.split("/dossier/").nth(1).unwrap()[..20].to_owned();
    assert!(!first.contains(&code(&rest)));
}

#[tokio::test]
async fn several_dossiers_are_reassigned_each_by_itself() {
    let app = SmallOffice::with_more(at_work);
    let mut head = app.signed_in("a2").await;
    let address = "/head/reassign?officer=A1";
    let page = head.page(address).await;
    let (ticked, key) = (hidden(&page, "dossier"), hidden(&page, "key"));
    let mut form = vec![("officer", "A1"), ("key", key.as_str()), ("to", "A3"), ("reason", "")];
    // No dossier is ticked and no reason entered: both faults are listed, and the choices stay.
    let text = head.send(address, "/head/reassign", &form).await;
    assert_eq!(text.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(text.body.contains("href=\"#dossier\"") && text.body.contains("href=\"#reason\""));
    assert!(text.body.contains("<option value=\"A3\" selected>"));
    form[3].1 = "Cân đối việc";
    form.push(("dossier", &ticked));
    // One dossier belongs to another unit: the others are reassigned, and this one is named.
    form.push(("dossier", "1~H00-180601-0001"));
    let text = head.send(address, "/head/reassign", &form).await;
    assert_eq!(text.status, StatusCode::CONFLICT);
    assert!(text.body.contains("Có hồ sơ chưa phân công lại được"), "{}", text.body);
    assert!(text.body.contains("Đã phân công lại 1 hồ sơ"));
    form.pop();
    // The same form once more reassigns nothing twice.
    let text = head.send(address, "/head/reassign", &form).await;
    assert_eq!(text.status, StatusCode::SEE_OTHER, "{}", text.body);
    assert_eq!(sent_to(&text), "/head?done=1");
    let page = head.page(address).await;
    assert!(page.contains("Người này không giữ hồ sơ nào"), "{page}");
    assert_eq!(head.get("/head/reassign?officer=MC1").await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn an_absence_is_declared_once_or_refused_with_a_reason() {
    let app = SmallOffice::with_more(at_work);
    let mut head = app.signed_in("a2").await;
    let page = head.page("/leave").await;
    assert!(!page.contains("value=\"MC1\""), "another unit's");
    let key = hidden(&page, "key");
    let form = [("officer", "A1"), ("by", "A3"), ("until", "20/06/2018"), ("key", &key)];
    for message in ["/leave?done=1", "/leave"] {
        let text = head.send("/leave", "/leave", &form).await;
        assert_eq!((text.status, sent_to(&text)), (StatusCode::SEE_OTHER, message));
    }
    let page = head.page("/leave").await;
    assert!(page.contains("<td>Nguyễn A3</td>") && page.contains("<td>1</td>"), "{page}");
    let again = [("officer", "A1"), ("by", "A2"), ("until", "21/06/2018"), ("key", "other")];
    let text = head.send("/leave", "/leave", &again).await;
    assert_eq!(text.status, StatusCode::CONFLICT);
    assert!(text.body.contains("Nguyễn A1 đã có lần nghỉ từ") && text.body.contains("21/06/2018"));
    let blank = [("officer", ""), ("by", ""), ("until", "hôm nào"), ("key", "third")];
    let text = head.send("/leave", "/leave", &blank).await;
    assert_eq!(text.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(text.body.matches("class=\"fault\"").count(), 3);
}

#[tokio::test]
async fn an_absence_ahead_is_withdrawn_and_one_that_goes_on_is_ended_by_the_officer() {
    let app = SmallOffice::with_more(at_work);
    let mut head = app.signed_in("a2").await;
    let page = head.page("/leave").await;
    let declare = [
        ("officer", "A1"),
        ("by", "A3"),
        ("from", "25/06/2018 13:30"),
        ("until", "29/06/2018"),
        ("key", &hidden(&page, "key")),
    ];
    let sent = head.send("/leave", "/leave", &declare).await;
    assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.body);
    assert!(head.follow(&sent).await.contains("Đã ghi. Người làm thay bắt đầu"));
    let overview = head.page("/head/load").await;
    assert!(overview.contains("sẽ nghỉ từ") && overview.contains("Nguyễn A3 làm thay"));
    assert!(app.signed_in("a3").await.page("/work").await.contains("sẽ làm thay Nguyễn A1"));
    // An overlapping absence is refused before the first one begins.
    let overlap = [("officer", "A3"), ("by", "A2"), ("until", "26/06/2018"), ("key", "k2")];
    let text = head.send("/leave", "/leave", &overlap).await;
    assert_eq!(text.status, StatusCode::CONFLICT);
    assert!(text.body.contains("Nguyễn A3 làm thay Nguyễn A1 từ"), "{}", text.body);
    let page = head.page("/leave").await;
    let from = hidden(&page, "from_millis");
    let end = |key| [("what", "end"), ("officer", "A1"), ("from_millis", &*from), ("key", key)];
    for (key, status) in
        [("w1", StatusCode::SEE_OTHER), ("w1", StatusCode::SEE_OTHER), ("w2", StatusCode::CONFLICT)]
    {
        let text = head.send("/leave", "/leave", &end(key)).await;
        assert_eq!(text.status, status, "{key}: {}", text.body);
    }
    assert!(head.page("/leave").await.contains("đã hủy trước khi bắt đầu"));
    // An absence that begins at once, and is ended by the officer who is absent.
    let now =
        [("officer", "A1"), ("by", "A3"), ("from", ""), ("until", "29/06/2018"), ("key", "n")];
    head.send("/leave", "/leave", &now).await;
    let mut officer = app.signed_in("a1").await;
    let page = officer.page("/work").await;
    assert!(page.contains("Tôi đã trở lại"), "{page}");
    let from = hidden(&page, "from");
    let back = [("what", "back"), ("from", &*from), ("key", "b")];
    let sent = officer.send("/work", "/work", &back).await;
    assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.body);
    let page = officer.follow(&sent).await;
    assert!(page.contains("1 hồ sơ trở về người nghỉ") && !page.contains("Tôi đã trở lại"));
    // A second tab finds no absence to end; the wanted state is reached already.
    let again = [("what", "back"), ("from", &*from), ("key", "other")];
    let sent = officer.send("/work", "/work", &again).await;
    assert_eq!(sent_to(&sent), "/work");
    assert!(head.page("/leave").await.contains("kết thúc sớm"));
}

#[tokio::test]
async fn an_account_is_set_back_closed_and_its_sessions_end() {
    let app = SmallOffice::new();
    let mut officer = app.signed_in("a1").await;
    let mut administrator = app.signed_in("qt1").await;
    let list = administrator.page("/admin/accounts").await;
    assert!(list.contains("Nguyễn A1") && list.contains("Đang dùng"));
    let page = "/admin/accounts?officer=A1";
    let post = "/admin/accounts";
    let text = administrator.send(page, post, &[("officer", "A1"), ("what", "sessions")]).await;
    assert_eq!(text.status, StatusCode::SEE_OTHER, "{}", text.body);
    assert_eq!(officer.get("/account").await.status, StatusCode::SEE_OTHER);
    let text = administrator.send(page, post, &[("officer", "A1"), ("what", "issue")]).await;
    let password = text.body.split("<code>").nth(1).unwrap().split('<').next().unwrap();
    assert_eq!(password.len(), 19, "{password}");
    assert!(administrator.page(page).await.contains("Chờ đổi mật khẩu lần đầu"));
    let text = administrator.send(page, post, &[("officer", "A1"), ("what", "close")]).await;
    assert_eq!(sent_to(&text), "/admin/accounts?officer=A1&done=close");
    assert!(administrator.page(page).await.contains("Đã khóa"));
    // An administrator cannot close the own account.
    let own = [("officer", "QT1"), ("what", "close")];
    let text = administrator.send("/admin/accounts?officer=QT1", post, &own).await;
    assert_eq!(text.status, StatusCode::CONFLICT);
    assert_eq!(administrator.get("/admin/accounts").await.status, StatusCode::OK);
}

#[tokio::test]
async fn the_inspector_gets_one_dossier_whole_and_that_is_a_read_too() {
    let app = SmallOffice::new();
    let mut inspector = app.signed_in("ks1").await;
    let page = format!("/dossier/{}/export", app.late);
    let text = inspector.send(&page, &page, &[]).await;
    assert_eq!(text.status, StatusCode::UNPROCESSABLE_ENTITY, "without a reason");
    let text = inspector.send(&page, &page, &[("reason", "Thanh tra 12/2018")]).await;
    assert_eq!(text.status, StatusCode::OK, "{}", text.body);
    let disposition = text.headers["content-disposition"].to_str().unwrap();
    assert_eq!(disposition, format!("attachment; filename=\"{}.json\"", app.late));
    for kind in [
        "received",
        "apology_sent",
        "finished",
        "\"kind\": \"export_dossier\"",
        "Thanh tra 12/2018",
        "\"KS1\"",
    ] {
        assert!(text.body.contains(kind), "{kind}");
    }
    let reads = inspector.page(&format!("/dossier/{}/reads", app.late)).await;
    assert!(reads.contains("Xuất trọn hồ sơ") && reads.contains("Nguyễn KS1"), "{reads}");
    assert_eq!(inspector.get("/dossier/none/export").await.status, StatusCode::NOT_FOUND);
    for officer in ["a1", "a2", "ld1", "qt1"] {
        let text = app.signed_in(officer).await.get(&page).await;
        assert_eq!(text.status, StatusCode::FORBIDDEN, "{officer}");
    }
}

/// A leader reads the whole table of a month, signs it with the second factor, and later reads the
/// restatements; other officers read it or are refused.
#[tokio::test]
async fn a_month_is_read_then_closed_and_signed_and_says_so_wherever_it_is_counted() {
    const MAY: &str = "/months/2018-05";
    let app = SmallOffice::with_more(busy);
    let mut inspector = app.signed_in("ks1").await;
    let mut leader = app.signed_in("ld1").await;
    assert!(leader.page("/months").await.contains("05/2018</a></th><td>Chưa chốt</td>"));
    // The month is listed for those who may sign it, not for another head.
    assert!(leader.page("/head").await.contains(MAY));
    assert!(!app.signed_in("a2").await.page("/head").await.contains(MAY));
    let preview = leader.page(MAY).await;
    assert!(preview.contains("Chốt và ký") && preview.contains("flow-ward"), "{preview}");
    // Every frozen table is shown, each under its own name, with its own columns.
    let ids: Vec<&str> = preview.split("aria-labelledby=\"").skip(1).collect();
    let ids: Vec<&str> = ids.iter().filter_map(|rest| rest.split('"').next()).collect();
    let distinct: std::collections::BTreeSet<&str> = ids.iter().copied().collect();
    assert_eq!(ids.len(), distinct.len(), "{ids:?}");
    for id in ["form-field", "form-unit", "letters-unit"] {
        assert!(distinct.contains(id), "{id}: {ids:?}");
    }
    assert!(preview.contains("Trực tiếp, dịch vụ bưu chính"), "{preview}");
    let (seen, key) = (hidden(&preview, "seen"), hidden(&preview, "key"));
    let sign = [("seen", seen.as_str()), ("key", &key)];
    // June has not ended; no dossier was received in April.
    for (month, why) in [("2018-06", "chưa hết"), ("2018-04", "chưa có hồ sơ nào")] {
        let address = format!("/months/{month}");
        assert!(leader.page(&address).await.contains(why), "{month}");
        let refused = leader.send(&address, &address, &sign).await;
        assert_eq!(refused.status, StatusCode::CONFLICT, "{month}");
        assert!(refused.body.contains(why), "{month}: {}", refused.body);
    }
    assert_eq!(leader.get("/months/2018-13").await.status, StatusCode::NOT_FOUND);
    let other = leader.send(MAY, MAY, &[("seen", "other"), ("key", "k")]).await;
    assert_eq!(other.status, StatusCode::CONFLICT);
    assert!(other.body.contains("Số liệu đã thay đổi"), "{}", other.body);
    // The second factor was shown too long ago.
    app.wait(20);
    let reader = inspector.send(MAY, MAY, &sign).await;
    assert_eq!(reader.status, StatusCode::FORBIDDEN, "the right comes before the code");
    let unproven = leader.send(MAY, MAY, &sign).await;
    assert_eq!(unproven.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", unproven.body);
    assert!(leader.page("/months").await.contains("Chưa chốt"));
    let code = credentials::totp::code(SECRET, at("06-15 17:50").0 as u64 / 1000).unwrap();
    let proven = [sign[0], sign[1], ("step_code", &code)];
    let done = leader.send(MAY, MAY, &proven).await;
    let closed = leader.follow(&done).await;
    assert!(closed.contains("Đã chốt và ký số liệu tháng 05/2018"), "{closed}");
    assert!(!leader.page("/head").await.contains(MAY));
    assert!(closed.contains("Không có số nào thay đổi") && closed.contains(&seen), "{closed}");
    // The same form is sent again, then a new form.
    assert_eq!(leader.send(MAY, MAY, &sign).await.status, StatusCode::SEE_OTHER);
    let again = leader.send(MAY, MAY, &[("seen", seen.as_str()), ("key", "new")]).await;
    assert_eq!(again.status, StatusCode::CONFLICT, "{}", again.body);
    assert!(again.body.contains("đã được ký lúc"), "{}", again.body);
    for page in ["/figures", "/summary"] {
        let address = format!("{page}?{YEAR}");
        assert!(leader.page(&address).await.contains("Tháng 05/2018 đã chốt ngày"), "{page}");
        let public = app.page(&address).await;
        assert!(public.contains("Tháng 05/2018 đã chốt ngày") && !public.contains(MAY), "{page}");
    }
    assert!(!inspector.page(MAY).await.contains("name=\"seen\""));
    assert!(inspector.page("/audit").await.contains("Chốt số liệu tháng"));
}
