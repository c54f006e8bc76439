//! Open data: the public form for every reader, files as their schemas say, readers of a published month.

use axum::http::StatusCode;
use serde_json::Value;

use crate::small_office::SmallOffice;

const FIGURES: &str = include_str!("../../../../docs/schemas/open-data-figures.json");
const PROCEDURES: &str = include_str!("../../../../docs/schemas/open-data-procedures.json");

/// Whether an object has all members that a schema requires, and no other than it knows.
fn fits(object: &Value, schema: &Value) -> bool {
    let object = object.as_object().unwrap();
    let known = schema["properties"].as_object().unwrap();
    let required = schema["required"].as_array().unwrap();
    let mut required = required.iter().map(|name| name.as_str().unwrap());
    required.all(|name| object.contains_key(name))
        && object.keys().all(|name| known.contains_key(name))
}

#[tokio::test]
async fn every_reader_gets_the_public_form() {
    // Received in May and June: enough dossiers for figures to be public.
    let app = SmallOffice::with(&[], 12);
    let mut leader = app.signed_in("ld1").await;
    let schema: Value = serde_json::from_str(FIGURES).unwrap();
    for table in ["units", "fields", "by-procedure", "channels", "wards"] {
        for kind in ["json", "csv"] {
            let address = format!("/open-data/{table}.{kind}?from=2018-04-01&to=2018-06-30");
            let (public, staff) = (app.get(&address).await, leader.get(&address).await);
            assert_eq!(public.body, staff.body, "{address}");
            assert!([StatusCode::OK, StatusCode::UNPROCESSABLE_ENTITY].contains(&public.status));
            assert!(!public.body.contains(&app.early), "{address}");
            if kind == "json" && public.status == StatusCode::OK {
                let table: Value = serde_json::from_str(&public.body).unwrap();
                assert!(fits(&table, &schema), "{table}");
                let rows = table["rows"].as_array().unwrap().iter();
                let all =
                    rows.chain([&table["total"]].into_iter().filter(|total| !total.is_null()));
                all.for_each(|row| assert!(fits(row, &schema["$defs"]["row"]), "{row}"));
            }
        }
    }
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
    assert_eq!(app.page("/open-data/figures.schema.json").await, FIGURES);
    assert_eq!(app.page("/open-data/procedures.schema.json").await, PROCEDURES);
    for absent in ["/open-data/officers.json", "/open-data/units.xml", "/open-data/units"] {
        assert_eq!(app.get(absent).await.status, StatusCode::NOT_FOUND, "{absent}");
    }
}

#[tokio::test]
async fn readers_of_a_published_month_are_counted_and_written_later() {
    let app = SmallOffice::with_more(crate::lead::busy);
    let may = "/published/2018-05";
    assert_eq!(app.get(may).await.status, StatusCode::NOT_FOUND);
    let permit = app::AgencyPermit::to_close_month("2018-05");
    app.app.close_month(&permit, None, None, app.now()).unwrap();
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
