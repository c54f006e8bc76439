//! An agency with every procedure of the released catalogue: the pages stay small, name fields in
//! the reader's language, and say what no source states.

use std::fs;
use std::path::Path;

use crate::small_office::SmallOffice;

/// The most bytes of a page.
const MOST: usize = 60_000;

/// The released procedures as the agency's own, in force in 2018, and the released life events.
fn office() -> SmallOffice {
    let catalogue = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../catalogue");
    let mut files = vec![(
        "catalogue/life_events.toml".to_owned(),
        fs::read_to_string(catalogue.join("life_events.toml")).unwrap(),
    )];
    for entry in fs::read_dir(catalogue.join("procedures")).unwrap() {
        let path = entry.unwrap().path();
        let text = fs::read_to_string(&path).unwrap();
        let text = text
            .replace("effective_from = 2025-07-01", "effective_from = 2018-01-01")
            .replacen("\none_act = ", "\nanswering_unit = \"A\"\none_act = ", 1)
            .replace("post = \"leader\"", "post = \"leader\"\nunit = \"LD\"");
        let name = path.file_name().unwrap().to_str().unwrap();
        files.push((format!("pb/procedures/{name}"), text));
    }
    let files: Vec<(&str, &str)> =
        files.iter().map(|(path, text)| (path.as_str(), text.as_str())).collect();
    SmallOffice::with(&files, 0)
}

/// The addresses of a page's links that begin so.
fn links(page: &str, start: &str) -> Vec<String> {
    let start = format!("href=\"{start}");
    let rest = page.split(&start).skip(1).filter_map(|rest| rest.split_once('"'));
    let links = rest.map(|(rest, _)| format!("{}{rest}", &start[6..]).replace("&amp;", "&"));
    let links = links.map(|link| link.replace("&#38;", "&"));
    links.collect()
}

#[tokio::test]
async fn every_public_page_of_the_catalogue_is_small() {
    let app = office();
    for language in ["", "/en"] {
        let start = format!("{language}/procedures");
        let first = app.page(&start).await;
        assert!(first.len() < MOST, "{}", first.len());
        assert!(!first.contains("page=2"), "no list, so no further page of it");
        let mut lists = links(&first, &format!("{start}?"));
        assert!(lists.len() >= 10 + 12, "events, fields, all: {lists:?}");
        lists
            .extend(["all=1&page=2", "q=dang%20ky", "q=ho%20tich"].map(|q| format!("{start}?{q}")));
        let mut pages = Vec::new();
        for list in lists {
            let page = app.page(&list).await;
            assert!(page.len() < MOST, "{list}: {}", page.len());
            pages.extend(links(&page, &format!("{start}/")));
        }
        pages.sort();
        pages.dedup();
        assert!(pages.len() >= 86, "{}", pages.len());
        for address in pages {
            let page = app.page(&address).await;
            assert!(page.len() < MOST, "{address}: {}", page.len());
        }
    }
}

#[tokio::test]
async fn fields_have_names_in_both_languages() {
    let app = office();
    let (page, english) = (app.page("/procedures").await, app.page("/en/procedures").await);
    for (name, name_en) in [("Hộ tịch", "Civil status"), ("Nuôi con nuôi", "Adoption")] {
        assert!(page.contains(&format!("\">{name}</a>")), "{name}");
        assert!(english.contains(&format!("\">{name_en}</a>")), "{name_en}");
        assert!(!english.contains(&format!("\">{name}</a>")), "{name}");
    }
    let english = app.page("/en/procedures?field=H%E1%BB%99%20t%E1%BB%8Bch").await;
    assert!(english.contains("<h1>Civil status</h1>"), "{english}");
}

#[tokio::test]
async fn what_no_source_states_is_said_with_the_value() {
    let app = office();
    let page = app.page("/procedures/2.001019").await;
    for text in ["(chưa kiểm chứng)", "<h3>Chưa kiểm chứng</h3>", "nguồn công bố không ghi"]
    {
        assert!(page.contains(text), "{text} is not in\n{page}");
    }
    assert!(page.contains("50.000"), "the fee that the source states");
    assert_eq!(page.matches("(chưa kiểm chứng)").count(), 2, "in both places: {page}");
    let english = app.page("/en/procedures/2.001019").await;
    assert!(english.contains("50,000 đồng per will"), "{english}");
    let page = app.page("/procedures/1.004837").await;
    for text in ["<h3>Chưa kiểm chứng</h3>", "mức thu chưa được nhập", "3 ngày làm việc"]
    {
        assert!(page.contains(text), "{text} is not in\n{page}");
    }
    assert!(!page.contains("3 ngày làm việc (chưa"), "the source states the duration");
    assert!(page.contains("Cổng Dịch vụ công quốc gia"), "filed at the national portal");
    assert!(!page.contains("/my/file/"), "{page}");
}

#[tokio::test]
async fn the_desk_chooses_among_many_procedures_by_field_or_search() {
    let app = office();
    let mut desk = app.signed_in("MC1").await;
    let page = desk.page("/desk/receive").await;
    assert!(page.len() < MOST, "{}", page.len());
    let fields = links(&page, "/desk/receive?field=");
    assert!(fields.len() >= 12, "{fields:?}");
    let mut procedures = Vec::new();
    for field in fields {
        let page = desk.page(&field).await;
        assert!(page.len() < MOST, "{field}: {}", page.len());
        procedures.extend(links(&page, "/desk/receive?procedure="));
    }
    assert!(procedures.len() >= 86, "{}", procedures.len());
    let page = desk.page("/desk/receive?q=giam+ho").await;
    assert!(page.contains("procedure=1.004837"), "{page}");
    assert!(desk.page("/desk/receive?q=dang+ky").await.len() < MOST);
}
