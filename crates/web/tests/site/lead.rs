//! Figures in public and for staff; the head's page, leave, accounts, the inspector's file.

use axum::http::StatusCode;

use crate::small_office::{Life, SmallOffice};

const JUNE: &str = "from=2018-06-01&to=2018-06-15";

/// Six more dossiers: five received in May and finished, one of another ward.
fn busy(life: &Life<'_>) {
    for (day, id) in ["m1", "m2", "m3", "m4", "m5"].into_iter().enumerate() {
        life.receive(id, &format!("05-1{} 09:00", 4 + day));
        life.finish(id, &format!("05-1{} 15:00", 4 + day));
    }
}

const YEAR: &str = "from=2018-01-01&to=2018-06-15";

#[tokio::test]
async fn in_public_there_are_no_codes_no_names_and_no_small_groups() {
    let office = SmallOffice::with_more(busy);
    for address in ["/figures?", "/figures?by=month&", "/list?", "/list.csv?", "/figures.csv?"] {
        for figure in ["received", "finished", "late", "gaps", "refused"] {
            let page = office.page(&format!("{address}{YEAR}&figure={figure}")).await;
            for hidden in ["Nguyễn", &office.early, &office.late, "MC1", "by=officer", "09:00"] {
                assert!(!page.contains(hidden), "{address} {figure}: {hidden}");
            }
        }
    }
    // June has four: it is merged with May, the next smallest.
    let csv = office.page(&format!("/figures.csv?{YEAR}&by=month")).await;
    assert!(csv.contains("\n(merged),Nhóm dưới 5 hồ sơ,9,"), "{csv}");
    assert!(csv.contains("\ntotal,Tổng cộng,9,") && !csv.contains("2018-06"), "{csv}");
    let list = office.page(&format!("/list.csv?{YEAR}&figure=finished")).await;
    assert_eq!(list, "\u{feff}procedure,month,dossiers\r\n(merged),,7\r\n");
    let list = office.page(&format!("/list.csv?{YEAR}&figure=early")).await;
    assert_eq!(list.lines().last(), Some("(merged),,6"), "{list}");
}

#[tokio::test]
async fn a_group_of_its_own_is_shown_and_a_single_late_one_only_merged() {
    let office = SmallOffice::with_more(busy);
    let may = "from=2018-05-01&to=2018-05-31";
    let list = office.page(&format!("/list.csv?{may}&figure=finished")).await;
    assert_eq!(list, "\u{feff}procedure,month,dossiers\r\n1.000001,2018-05,5\r\n");
    let list = office.page(&format!("/list?{YEAR}&figure=late")).await;
    assert!(list.contains("Nhóm dưới 5 hồ sơ</th><td class=\"text\"></td><td>1</td>"), "{list}");
    // Four dossiers in all: how they ended is not told, neither here nor behind the figures.
    let page = office.page(&format!("/figures?{JUNE}")).await;
    assert!(page.contains("Chỉ có 4 hồ sơ khớp") && !page.contains("head-number"));
    let list = office.page(&format!("/list.csv?{JUNE}&figure=late")).await;
    assert_eq!(list, "\u{feff}procedure,month,dossiers\r\n");
    let list = office.page(&format!("/list.csv?{JUNE}")).await;
    assert_eq!(list.lines().last(), Some("(merged),,4"));
    let form = office.page(&format!("/figures/06a.csv?{JUNE}")).await;
    assert_eq!(form.lines().last(), Some(",Nhóm dưới 5 hồ sơ,4,,,,,,,,,,,"));
}

#[tokio::test]
async fn officers_are_a_dimension_only_for_whom_they_are() {
    let office = SmallOffice::with_more(busy);
    let mut nobody = office.browser();
    let mut leader = office.signed_in("ld1").await;
    let mut desk = office.signed_in("mc1").await;
    let mut administrator = office.signed_in("qt1").await;
    let by = format!("/figures.csv?{YEAR}&by=officer");
    let one = |officer: &str| format!("/figures?{YEAR}&officer={officer}");
    // Whoever has no such dimension is sent back to the question's faults.
    for browser in [&mut nobody, &mut administrator] {
        assert_eq!(browser.get(&by).await.status, StatusCode::SEE_OTHER);
        let told = browser.get(&one("MC1")).await;
        assert_eq!(told.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(!told.body.contains("Nguyễn MC1"));
    }
    assert!(leader.page(&by).await.contains("\nMC1,Nguyễn MC1,9,"));
    assert!(desk.page(&by).await.contains("\nMC1,Nguyễn MC1,9,"));
    assert_eq!(desk.get(&one("MC1")).await.status, StatusCode::OK);
    assert_eq!(desk.get(&one("A1")).await.status, StatusCode::UNPROCESSABLE_ENTITY);
    let mut head = office.signed_in("a2").await;
    assert!(head.page(&by).await.contains("\n(merged),Công chức khác,9,"));
    let told = head.get(&one("MC1")).await;
    assert_eq!(told.status, StatusCode::UNPROCESSABLE_ENTITY);
    // The list names holders as far as the figures do.
    let list = format!("/list?{YEAR}");
    assert!(leader.page(&list).await.contains("<td>Nguyễn MC1</td>"));
    assert!(!head.page(&list).await.contains("<td>Nguyễn MC1</td>"));
}

#[tokio::test]
async fn a_unit_sees_its_own_dossiers_and_is_told_so() {
    let office = SmallOffice::with_more(busy);
    let mut own = office.signed_in("a1").await;
    let page = own.page(&format!("/list?{JUNE}")).await;
    assert!(page.contains(&format!("/dossier/{}", office.late)));
    let other = own.page(&format!("/figures?{JUNE}&unit=B")).await;
    assert!(other.contains("không thuộc phạm vi") && other.contains("Không có hồ sơ nào khớp"));
    let mut other = office.signed_in("b1").await;
    assert_eq!(other.page(&format!("/list.csv?{JUNE}")).await.lines().count(), 1);
    assert_eq!(other.page(&format!("/list.csv?{JUNE}&unit=A")).await.lines().count(), 1);
    let mut ward = office.signed_in("pw1").await;
    assert_eq!(ward.page(&format!("/list.csv?{JUNE}")).await.lines().count(), 1);
    for whole in ["mc1", "ld1", "ks1", "qt1"] {
        let mut browser = office.signed_in(whole).await;
        let list = browser.page(&format!("/list.csv?{JUNE}&unit=A")).await;
        assert_eq!(list.lines().count(), 5, "{whole}");
    }
}
