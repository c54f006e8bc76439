//! Open data: the public form for every reader, files that fit their schemas, the readers of a
//! published month.

use axum::http::StatusCode;
use serde_json::Value;

use crate::small_office::SmallOffice;

const CAMPAIGNS: &str = include_str!("../../../../docs/schemas/open-data-campaigns.json");
const FIGURES: &str = include_str!("../../../../docs/schemas/open-data-figures.json");
const FORMS: &str = include_str!("../../../../docs/schemas/open-data-forms.json");
const LETTERS: &str = include_str!("../../../../docs/schemas/open-data-letters.json");
const SATISFACTION: &str = include_str!("../../../../docs/schemas/open-data-satisfaction.json");
const PROCEDURES: &str = include_str!("../../../../docs/schemas/open-data-procedures.json");

/// Whether an object has all members that a schema requires, and no others than the schema names.
fn fits(object: &Value, schema: &Value) -> bool {
    let object = object.as_object().unwrap();
    let properties = schema["properties"].as_object().unwrap();
    let required = schema["required"].as_array().unwrap();
    let mut required = required.iter().map(|name| name.as_str().unwrap());
    required.all(|name| object.contains_key(name))
        && object.keys().all(|name| properties.contains_key(name))
}

#[tokio::test]
async fn every_reader_gets_the_public_form() {
    // Enough dossiers are received in May and June for figures to be public.
    let app = SmallOffice::with(&[], 12);
    let mut leader = app.signed_in("ld1").await;
    for (table, schema) in TABLES {
        for kind in ["json", "csv"] {
            let address = format!("/open-data/{table}.{kind}?from=2018-04-01&to=2018-06-30");
            let (public, staff) = (app.get(&address).await, leader.get(&address).await);
            assert_eq!(public.body, staff.body, "{address}");
            assert!([StatusCode::OK, StatusCode::UNPROCESSABLE_ENTITY].contains(&public.status));
            assert!(!public.body.contains(&app.early), "{address}");
            if kind == "json" && public.status == StatusCode::OK {
                fits_whole(&public.body, schema);
            }
        }
    }
}

/// Each table of figures with its schema.
const TABLES: [(&str, &str); 10] = [
    ("units", FIGURES),
    ("fields", FIGURES),
    ("by-procedure", FIGURES),
    ("channels", FIGURES),
    ("wards", FIGURES),
    ("form-06a", FORMS),
    ("form-06b", FORMS),
    ("letters", LETTERS),
    ("satisfaction-units", SATISFACTION),
    ("satisfaction-procedures", SATISFACTION),
];

/// Checks a table of figures, and each of its rows, against its schema.
fn fits_whole(body: &str, schema: &str) -> Value {
    let schema: Value = serde_json::from_str(schema).unwrap();
    let table: Value = serde_json::from_str(body).unwrap();
    assert!(fits(&table, &schema), "{table}");
    let rows = table["rows"].as_array().unwrap().iter();
    let all = rows.chain([&table["total"]].into_iter().filter(|total| !total.is_null()));
    all.for_each(|row| assert!(fits(row, &schema["$defs"]["row"]), "{row}"));
    table
}

#[tokio::test]
async fn the_catalogue_is_a_file_and_each_schema_is_the_documented_one() {
    let app = SmallOffice::new();
    let schema: Value = serde_json::from_str(PROCEDURES).unwrap();
    let catalogue: Value =
        serde_json::from_str(&app.page("/open-data/procedures.json").await).unwrap();
    assert!(fits(&catalogue, &schema), "{catalogue}");
    let procedures = catalogue["procedures"].as_array().unwrap();
    assert!(!procedures.is_empty());
    let lines = app.page("/open-data/procedures.csv").await.lines().count();
    assert_eq!(lines, procedures.len() + 1);
    let schemas = [
        ("campaigns", CAMPAIGNS),
        ("figures", FIGURES),
        ("forms", FORMS),
        ("letters", LETTERS),
        ("satisfaction", SATISFACTION),
        ("procedures", PROCEDURES),
    ];
    for (name, schema) in schemas {
        assert_eq!(app.page(&format!("/open-data/{name}.schema.json")).await, schema);
    }
    for absent in ["/open-data/officers.json", "/open-data/units.xml", "/open-data/units"] {
        assert_eq!(app.get(absent).await.status, StatusCode::NOT_FOUND, "{absent}");
    }
}

#[tokio::test]
async fn a_campaign_is_open_data_as_its_schema_says() {
    let app = SmallOffice::new();
    let mut leader = app.signed_in("LD1").await;
    let declaration = crate::campaigns::declaration("01/07/2018", "31/07/2018");
    leader.send("/campaigns/new", "/campaigns/new", &declaration).await.to();
    let file = "/open-data/campaign-thi-dua-mua-he-2018-07";
    let listed = app.page("/open-data").await;
    for kind in ["csv", "json"] {
        assert!(listed.contains(&format!("href=\"{file}.{kind}\"")), "{listed}");
        let (public, staff) = (
            app.page(&format!("{file}.{kind}")).await,
            leader.page(&format!("{file}.{kind}")).await,
        );
        assert_eq!(public, staff);
    }
    let schema: Value = serde_json::from_str(CAMPAIGNS).unwrap();
    let campaign: Value = serde_json::from_str(&app.page(&format!("{file}.json")).await).unwrap();
    assert!(fits(&campaign, &schema), "{campaign}");
    for unit in campaign["units"].as_array().unwrap() {
        assert!(fits(unit, &schema["$defs"]["unit"]), "{unit}");
    }
    assert_eq!(campaign["units"][0]["name"], "Phòng P1");
    for absent in [
        "/open-data/campaign-khong-co.json",
        "/open-data/campaign-khong-co",
        &format!("{file}.xml"),
    ] {
        assert_eq!(app.get(absent).await.status, StatusCode::NOT_FOUND, "{absent}");
    }
}

#[tokio::test]
async fn readers_of_a_published_month_are_counted_and_written_later() {
    let app = SmallOffice::with_more(crate::lead::busy);
    let may = "/published/2018-05";
    assert_eq!(app.get(may).await.status, StatusCode::NOT_FOUND);
    close(&app, "2018-05");
    assert!(app.page("/open-data").await.contains(may));
    for readers in 1..=3_u64 {
        app.page(may).await;
        assert_eq!(app.app.readers_of("month/2018-05").unwrap(), readers);
    }
    app.app.write_report_readers().unwrap();
    assert_eq!(app.app.readers_of("month/2018-05").unwrap(), 3);
    app.page(may).await;
    assert_eq!(app.app.readers_of("month/2018-05").unwrap(), 4);
}

/// The published tables of a closed month do not change, whatever is received or corrected later.
#[tokio::test]
async fn a_closed_month_keeps_its_tables_at_their_own_addresses() {
    // Each month has five dossiers, so that May is public alone.
    let app = SmallOffice::with_more(|life| {
        crate::lead::busy(life);
        life.receive("fifth", "06-15 09:00");
    });
    let tables = ["units", "fields", "form-06a", "form-06b", "letters"];
    let addresses = tables.map(|table| format!("/published/2018-05/{table}.json"));
    assert_eq!(app.get(&addresses[0]).await.status, StatusCode::NOT_FOUND);
    close(&app, "2018-05");
    let page = app.page("/published/2018-05").await;
    for (table, address) in tables.iter().zip(&addresses) {
        assert!(page.contains(address.as_str()), "{address}");
        assert!(page.contains(&address.replace(".json", ".csv")), "{address}");
        let schema = TABLES.iter().find(|(code, _)| code == table).unwrap().1;
        let published = fits_whole(&app.page(address).await, schema);
        assert_eq!(published["period"]["to"], "2018-05-31");
    }
    for absent in ["satisfaction-units.json", "wards.json", "units.xml", "procedures.json"] {
        let address = format!("/published/2018-05/{absent}");
        assert_eq!(app.get(&address).await.status, StatusCode::NOT_FOUND, "{address}");
    }
}

/// Changes the frozen tables of May, as if they had been counted by other definitions.
fn counted_otherwise(app: &SmallOffice, change: impl Fn(&mut Vec<Value>)) {
    let file = rusqlite::Connection::open(app.folder.path().join("motcua.db")).unwrap();
    let place = "stream LIKE 'closed_month/%/2018-05' AND kind = 'closed'";
    let read = format!("SELECT public_part FROM event WHERE {place}");
    let event: String = file.query_row(&read, [], |row| row.get(0)).unwrap();
    let mut event: Value = serde_json::from_str(&event).unwrap();
    let mut tables: Value = serde_json::from_str(event["tables"].as_str().unwrap()).unwrap();
    change(tables["tables"].as_array_mut().unwrap());
    event["tables"] = tables.to_string().into();
    event["definitions"] = "0".into();
    let write = format!("UPDATE event SET public_part = ?1 WHERE {place}");
    assert_eq!(file.execute(&write, [event.to_string()]).unwrap(), 1);
}

/// An agency in which five dossiers became late in May and five in June, so that the public may ask
/// for the letters of May.
fn closed_may() -> SmallOffice {
    let app = SmallOffice::with_more(|life| {
        crate::lead::busy(life);
        for number in 1..=5 {
            life.receive(&format!("late_in_may{number}"), "05-07 08:00");
        }
        for number in 1..=4 {
            life.receive(&format!("late_in_june{number}"), "06-04 08:00");
        }
    });
    close(&app, "2018-05");
    app
}

fn close(app: &SmallOffice, month: &str) {
    let permit = app::AgencyPermit::to_close_month(month);
    app.app.close_month(&permit, None, None, app.now()).unwrap();
}

/// A published figure is the signed one, not one counted again from the record.
#[tokio::test]
async fn a_published_table_is_the_frozen_one_with_its_definitions() {
    let app = closed_may();
    let json = async |table: &str| -> Value {
        let body = app.page(&format!("/published/2018-05/{table}.json")).await;
        serde_json::from_str(&body).unwrap()
    };
    for table in ["units", "fields", "form-06a", "form-06b", "letters"] {
        let published = json(table).await;
        assert_eq!((&published["frozen"], &published["definitions"]), (&true.into(), &"2".into()));
        assert_eq!(published["rows"].as_array().map(Vec::len), Some(1), "{published}");
        let counted = format!("/open-data/{table}.json?from=2018-05-01&to=2018-05-31");
        let counted: Value = serde_json::from_str(&app.page(&counted).await).unwrap();
        assert_eq!(published["rows"], counted["rows"], "{table}: nothing was learned since");
        assert_eq!(published["total"], counted["total"], "{table}");
        assert_eq!(counted.get("frozen"), None);
    }
    counted_otherwise(&app, |tables| {
        for table in tables {
            let rows = table["rows"].as_object_mut().unwrap();
            for row in rows.values_mut() {
                for (figure, n) in row.as_object_mut().unwrap() {
                    let many = match figure.as_str() {
                        "received" | "new" | "online" => 700,
                        "finished" | "in_time" | "early" => 700,
                        "became_late" | "letter_sent" => 700,
                        _ => 0,
                    };
                    *n = many.into();
                }
            }
        }
    });
    for (table, figure) in [
        ("units", "in_time"),
        ("fields", "in_time"),
        ("form-06a", "4"),
        ("form-06b", "8"),
        ("letters", "letter_sent"),
    ] {
        let published = json(table).await;
        assert_eq!((&published["frozen"], &published["definitions"]), (&true.into(), &"0".into()));
        assert_eq!(published["rows"][0][figure], 700, "{published}");
    }
    let csv = app.page("/published/2018-05/units.csv").await;
    assert!(csv.contains("Phiên bản định nghĩa,0") && csv.contains(",700,"), "{csv}");
    let page = app.page("/published/2018-05").await;
    assert!(page.contains(">700<") && page.contains("giữ nguyên, không tính lại"), "{page}");
    assert!(!page.contains("/list?"), "a list is as known now: {page}");
}

/// Six dossiers became late in June, and one in July after June was closed: the letters of June and
/// those of both months would reveal the one. Both are withheld, and nothing is counted in their
/// place.
#[tokio::test]
async fn frozen_letters_that_may_not_be_asked_for_now_are_withheld() {
    let app = SmallOffice::with_more(|life| {
        for number in 1..=4 {
            life.receive(&format!("late_in_june{number}"), "06-04 08:00");
        }
        life.receive("late_in_july", "06-29 08:00");
    });
    app.move_to("07-02 08:00");
    close(&app, "2018-06");
    let letters = async || app.page("/published/2018-06/letters.json").await;
    let published = fits_whole(&letters().await, LETTERS);
    let [rows, frozen] = ["rows", "frozen"].map(|name| &published[name]);
    assert_eq!((&rows[0]["became_late"], frozen), (&6.into(), &true.into()), "{published}");
    app.move_to("07-10 08:00");
    let published = fits_whole(&letters().await, LETTERS);
    assert!(published["withheld"].is_string(), "{published}");
    assert_eq!((&published["rows"], &published["total"]), (&Value::Array(vec![]), &Value::Null));
    let csv = app.page("/published/2018-06/letters.csv").await;
    assert!(!csv.contains(",6,"), "{csv}");
}

/// For a month that was closed before forms and letters were frozen, the page says that they are
/// counted again.
#[tokio::test]
async fn a_published_table_that_was_not_frozen_says_so() {
    let app = closed_may();
    let before = app.page("/published/2018-05/form-06a.json").await;
    counted_otherwise(&app, |tables| tables.retain(|table| table.get("part").is_none()));
    let recounted: Value =
        serde_json::from_str(&app.page("/published/2018-05/form-06a.json").await).unwrap();
    let before: Value = serde_json::from_str(&before).unwrap();
    assert_eq!(recounted["rows"], before["rows"]);
    assert_eq!((&recounted["frozen"], &recounted["definitions"]), (&false.into(), &"2".into()));
    let page = app.page("/published/2018-05").await;
    assert!(page.contains("không nằm trong bảng đã chốt"), "{page}");
    let units = app.page("/published/2018-05/units.json").await;
    assert!(
        units.contains("\"frozen\":true") && units.contains("\"definitions\":\"0\""),
        "{units}"
    );
}
