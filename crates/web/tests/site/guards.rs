//! What holds on every route: a page in both languages, the headers, no text left out, no input
//! taken for markup.

use axum::body::Body;
use axum::http::{Method, Request, StatusCode};

use crate::small_office::{PROCEDURE, SmallOffice, Told};

const POLICY: &str = "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; \
                      base-uri 'none'; frame-ancestors 'none'";

/// Every route without its language.
fn routes(office: &SmallOffice) -> Vec<String> {
    let codes = [&office.early, &office.late, &office.paused];
    let dossiers =
        codes.iter().flat_map(|code| [format!("/dossier/{code}"), format!("/dossier/{code}/due")]);
    let fixed = [
        "/",
        "/figures",
        "/figures.csv",
        "/figures/06a",
        "/figures/06a.csv",
        "/list",
        "/list.csv",
        "/procedures",
        "/procedures?all=1",
        "/procedures?q=giay+phep",
        "/about",
        "/figures?by=ward&more=1",
        "/figures?basis=flow&by=month",
    ];
    let fixed = fixed.map(str::to_owned).into_iter();
    fixed.chain(dossiers).chain([format!("/procedures/{PROCEDURE}")]).collect()
}

fn guarded(address: &str, told: &Told) {
    let header = |name: &str| told.headers.get(name).map(|value| value.to_str().unwrap());
    assert_eq!(header("content-security-policy"), Some(POLICY), "{address}");
    assert_eq!(header("x-content-type-options"), Some("nosniff"), "{address}");
    assert_eq!(header("referrer-policy"), Some("same-origin"), "{address}");
    assert!(header("cache-control").is_some(), "{address}");
}

/// No key that has no text, no variable without value, no style or script in the page.
fn whole(address: &str, body: &str) {
    let key = |text: &str| {
        let end = text.find(']').unwrap_or(0);
        end > 0 && text[..end].bytes().all(|b| b.is_ascii_lowercase() || b"-_".contains(&b))
    };
    assert!(!body.split('[').skip(1).any(key), "{address}: a text is missing");
    for wrong in ["{$", "{ $", "style=\"", "<style", "<script", "onclick"] {
        assert!(!body.contains(wrong), "{address}: {wrong}");
    }
}

#[tokio::test]
async fn every_route_answers_in_both_languages() {
    let office = SmallOffice::new();
    for route in routes(&office) {
        for (prefix, lang) in [("", "vi"), ("/en", "en")] {
            let address = format!("{prefix}{route}");
            let told = office.get(&address).await;
            assert_eq!(told.status, StatusCode::OK, "{address}: {}", told.body);
            guarded(&address, &told);
            whole(&address, &told.body);
            assert!(told.body.len() < 60_000, "{address}: {}", told.body.len());
            if !route.contains(".csv") {
                assert!(told.body.contains(&format!("<html lang=\"{lang}\">")), "{address}");
                assert!(told.body.contains("17:30"), "{address}: the scenario's clock");
                assert_eq!(told.body.matches("<h1").count(), 1, "{address}");
            }
        }
    }
}

#[tokio::test]
async fn errors_are_pages_with_the_same_headers() {
    let office = SmallOffice::new();
    let missing = [
        "/x",
        "/en/x",
        "/en//elsewhere",
        "/dossier/none",
        "/en/dossier/none/due",
        "/procedures/9",
        "/dossier?code=none",
        "/dossier/%FF",
    ];
    for address in missing {
        let told = office.get(address).await;
        assert_eq!(told.status, StatusCode::NOT_FOUND, "{address}");
        guarded(address, &told);
        whole(address, &told.body);
        assert!(told.body.contains("<h1"), "{address}");
        assert!(!told.body.contains("href=\"//"), "{address}");
    }
    let mut request = Request::new(Body::empty());
    *request.method_mut() = Method::POST;
    let told = office.ask(request).await;
    assert_eq!(told.status, StatusCode::METHOD_NOT_ALLOWED);
    guarded("POST /", &told);
}

#[tokio::test]
async fn input_is_never_markup() {
    let office = SmallOffice::new();
    let script = "%3Cscript%3Ealert(1)%3C/script%3E%22";
    for address in [
        format!("/figures?from={script}&unit={script}&more=1"),
        format!("/figures?unit={script}"),
        format!("/list?figure={script}"),
        format!("/list?officer={script}&sort={script}&after={script}"),
        format!("/dossier?code={script}"),
        format!("/dossier/{script}"),
        format!("/procedures?q={script}"),
        format!("/dossier/{}?as_of={script}", office.late),
        format!("/{script}?{script}={script}"),
    ] {
        let told = office.get(&address).await;
        assert!(!told.body.contains("<script"), "{address}");
        guarded(&address, &told);
    }
    let page = office.page(&format!("/dossier/{}", office.paused)).await;
    assert!(!page.contains("<b>X</b>") && page.contains("&#60;b&#62;X"));
}

#[tokio::test]
async fn the_stylesheet_is_kept_for_ever_at_an_address_of_its_own() {
    let office = SmallOffice::new();
    let home = office.page("/").await;
    let address = home.split('"').find(|part| part.starts_with("/style/")).unwrap();
    let told = office.get(address).await;
    assert_eq!(told.status, StatusCode::OK);
    assert!(told.headers["cache-control"].to_str().unwrap().contains("immutable"));
    guarded(address, &told);
    assert_eq!(office.get("/favicon.svg").await.headers["content-type"], "image/svg+xml");
}
