//! What is held about a citizen, as the citizen reads it.

use axum::http::StatusCode;
use serde_json::Value;

use super::browser::Fixture;
use super::{MAI, begin, file};

const SCHEMA: &str = include_str!("../../../../../docs/schemas/person-data.json");

/// The places at which a value has other members than its schema says.
fn faults(schema: &Value, value: &Value, at: &str) -> Vec<String> {
    let root: Value = serde_json::from_str(SCHEMA).unwrap();
    let schema = match schema["$ref"].as_str() {
        Some(name) => &root["$defs"][name.trim_start_matches("#/$defs/")],
        None => schema,
    };
    match (value, schema["properties"].as_object()) {
        (Value::Object(members), Some(known)) => {
            let required = schema["required"].as_array().unwrap();
            let lacks =
                required.iter().filter(|name| !members.contains_key(name.as_str().unwrap()));
            let mut all: Vec<String> = lacks.map(|name| format!("{at} lacks {name}")).collect();
            for (name, one) in members {
                match known.get(name) {
                    Some(schema) => all.extend(faults(schema, one, &format!("{at}/{name}"))),
                    None => all.push(format!("{at}/{name} is not known")),
                }
            }
            all
        }
        (Value::Array(items), _) => {
            items.iter().flat_map(|one| faults(&schema["items"], one, at)).collect()
        }
        _ => Vec::new(),
    }
}

#[tokio::test]
async fn a_citizen_reads_everything_that_is_held_as_page_file_and_paper() {
    let fixture = Fixture::new();
    let mut mai = fixture.browser();
    assert_eq!(mai.get("/my/data").await.status, StatusCode::SEE_OTHER, "sign in first");
    mai.sign_in(MAI).await;
    assert!(mai.page("/my").await.contains("/my/data"));
    let (id, _) = file(&mut mai).await;
    begin(&mut mai).await;
    let page = mai.page("/my/data").await;
    for held in ["Trần Thị Mai", "079123456789", "0912345678", "12 Lê Văn Việt", "Đơn.pdf"]
    {
        assert!(page.contains(held), "{held} in {page}");
    }
    assert!(page.contains("Bản nhập dở") && page.contains("1 hồ sơ, 1 bản nhập dở"));
    let file = mai.get("/my/data.json").await;
    let value: Value = serde_json::from_str(&file.body).unwrap();
    let schema: Value = serde_json::from_str(SCHEMA).unwrap();
    assert_eq!(faults(&schema, &value, ""), [""; 0]);
    assert_eq!(value["account"]["contacts"][0]["contact"], MAI);
    let dossier = &value["dossiers"][0];
    assert_eq!(dossier["applicant"]["name"], "Trần Thị Mai");
    assert_eq!(dossier["files"][0]["name"], "Đơn.pdf");
    assert_eq!(dossier["files"][0]["sha256"].as_str().unwrap().len(), 64);
    assert!(dossier["notices"].as_array().is_some_and(|notices| !notices.is_empty()), "{dossier}");
    let paper = mai.get("/my/data.pdf").await;
    assert!(paper.status.is_success() && paper.headers["content-type"] == "application/pdf");

    // Another citizen reads nothing of it.
    let mut other = fixture.browser();
    other.sign_in("0912000111").await;
    for path in ["/my/data", "/my/data.json"] {
        let page = other.page(path).await;
        assert!(!page.contains("Trần Thị Mai") && !page.contains(&id), "{path}");
    }
    // The showing is on record for the dossier.
    let own = app::AuditQuery { kind: "read_own".into(), limit: 50, ..Default::default() };
    let inspector = app::Who::Officer {
        actor: dossier::Actor::new("KS1", dossier::Role::Inspector, "LD"),
        login: String::new(),
        name: String::new(),
    };
    let rows = fixture.app.audit(&inspector, &own).unwrap().unwrap();
    let shown = rows.iter().filter(|entry| entry.row.detail == "own_data");
    assert_eq!(shown.count(), 3, "page, file and paper");
}
