//! Properties of every route: a page in both languages, the headers, no missing text, no input read
//! as markup.

use axum::body::Body;
use axum::http::{Method, Request, StatusCode};

use app::Right;
use web::ROUTES;

use crate::permissions::address;
use crate::session::{encoded, hidden};
use crate::small_office::{Description, PASSWORD, PROCEDURE, SECRET, SmallOffice, at};

const POLICY: &str = "default-src 'none'; script-src 'self'; connect-src 'self'; style-src 'self'; img-src 'self'; form-action 'self'; \
                      base-uri 'none'; frame-ancestors 'none'";

/// The address of every route, without the language.
fn routes(app: &SmallOffice) -> Vec<String> {
    let codes = [&app.early, &app.late, &app.paused];
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

fn guarded(address: &str, text: &Description) {
    let header = |name: &str| text.headers.get(name).map(|value| value.to_str().unwrap());
    assert_eq!(header("content-security-policy"), Some(POLICY), "{address}");
    for (name, value) in [
        ("x-content-type-options", "nosniff"),
        ("x-frame-options", "DENY"),
        ("referrer-policy", "same-origin"),
        ("strict-transport-security", "max-age=31536000; includeSubDomains"),
        ("cross-origin-opener-policy", "same-origin"),
        ("cross-origin-resource-policy", "same-origin"),
    ] {
        assert_eq!(header(name), Some(value), "{address}");
    }
    assert!(header("permissions-policy").is_some_and(|all| all.contains("camera=()")), "{address}");
    assert!(header("cache-control").is_some(), "{address}");
}

/// Checks that a page has no key without a text, no variable without a value, and no style or
/// script other than the program's own.
pub fn whole(address: &str, body: &str) {
    let key = |text: &str| {
        let end = text.find(']').unwrap_or(0);
        end > 0 && text[..end].bytes().all(|b| b.is_ascii_lowercase() || b"-_".contains(&b))
    };
    assert!(!body.split('[').skip(1).any(key), "{address}: a text is missing");
    let own = body.matches("<script src=\"/script/").count();
    assert_eq!(body.matches("<script").count(), own, "{address}: a script in the page");
    for wrong in ["{$", "{ $", "style=\"", "<style", "onclick"] {
        assert!(!body.contains(wrong), "{address}: {wrong}");
    }
}

#[tokio::test]
async fn every_route_answers_in_both_languages() {
    let app = SmallOffice::new();
    let mut leader = app.signed_in("LD1").await;
    for route in routes(&app) {
        for (prefix, lang) in [("", "vi"), ("/en", "en")] {
            let address = format!("{prefix}{route}");
            let text = leader.get(&address).await;
            assert_eq!(text.status, StatusCode::OK, "{address}: {}", text.body);
            guarded(&address, &text);
            whole(&address, &text.body);
            assert!(text.body.len() < 60_000, "{address}: {}", text.body.len());
            if !route.contains(".csv") {
                assert!(text.body.contains(&format!("<html lang=\"{lang}\">")), "{address}");
                assert!(text.body.contains("17:30"), "{address}: the scenario's clock");
                assert_eq!(text.body.matches("<h1").count(), 1, "{address}");
            }
        }
    }
}

#[tokio::test]
async fn errors_are_pages_with_the_same_headers() {
    let app = SmallOffice::new();
    let mut leader = app.signed_in("LD1").await;
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
        let text = leader.get(address).await;
        assert_eq!(text.status, StatusCode::NOT_FOUND, "{address}");
        guarded(address, &text);
        whole(address, &text.body);
        assert!(text.body.contains("<h1"), "{address}");
        assert!(!text.body.contains("href=\"//"), "{address}");
    }
}

#[tokio::test]
async fn a_wrong_method_gets_a_page_and_the_allowed_methods() {
    let app = SmallOffice::new();
    for route in routes(&app) {
        for method in [Method::PUT, Method::DELETE, Method::PATCH, Method::OPTIONS] {
            let text = format!("{method} {route}");
            let request = Request::builder().method(method).uri(&route);
            let answer = app.ask(request.body(Body::empty()).unwrap()).await;
            assert_eq!(answer.status, StatusCode::METHOD_NOT_ALLOWED, "{text}");
            assert!(answer.headers["allow"].to_str().unwrap().contains("GET"), "{text}");
            guarded(&text, &answer);
            whole(&text, &answer.body);
            assert!(answer.body.contains("<h1"), "{text}");
        }
    }
}

#[tokio::test]
async fn input_is_never_markup() {
    let app = SmallOffice::new();
    let mut leader = app.signed_in("LD1").await;
    let script = "%3Cscript%3Ealert(1)%3C/script%3E%22";
    for address in [
        format!("/figures?from={script}&unit={script}&more=1"),
        format!("/figures?unit={script}"),
        format!("/list?figure={script}"),
        format!("/list?officer={script}&sort={script}&after={script}"),
        format!("/dossier?code={script}"),
        format!("/dossier/{script}"),
        format!("/procedures?q={script}"),
        format!("/dossier/{}?as_of={script}", app.late),
        format!("/{script}?{script}={script}"),
    ] {
        let text = leader.get(&address).await;
        assert!(!text.body.contains("<script>"), "{address}");
        guarded(&address, &text);
    }
    let page = leader.page(&format!("/dossier/{}", app.paused)).await;
    assert!(!page.contains("<b>X</b>") && page.contains("&#60;b&#62;X"));
}

#[tokio::test]
async fn the_stylesheet_is_kept_for_ever_at_an_address_of_its_own() {
    let app = SmallOffice::new();
    let home = app.page("/").await;
    let address = home.split('"').find(|part| part.starts_with("/style/")).unwrap();
    let text = app.get(address).await;
    assert_eq!(text.status, StatusCode::OK);
    assert!(text.headers["cache-control"].to_str().unwrap().contains("immutable"));
    guarded(address, &text);
    assert_eq!(app.get("/favicon.svg").await.headers["content-type"], "image/svg+xml");
}

#[tokio::test]
async fn a_form_has_its_limit_and_its_token() {
    let app = SmallOffice::new();
    let mut visitor = app.browser();
    let text = visitor.post("/sign-in", &[("login", &"x".repeat(64 * 1024))]).await;
    assert_eq!(text.status, StatusCode::PAYLOAD_TOO_LARGE);
    guarded("a large form", &text);
    let text = visitor
        .post("/sign-in", &[("login", "mc1 <b>"), ("password", "kín"), ("token", "x")])
        .await;
    assert_eq!(text.status, StatusCode::FORBIDDEN);
    whole("a form without its token", &text.body);
    assert!(text.body.contains("value=\"mc1 &#60;b&#62;\"") && !text.body.contains("kín"));
    let mut leader = app.signed_in("LD1").await;
    let text = leader.post("/account", &[("what", "sessions")]).await;
    assert_eq!(text.status, StatusCode::FORBIDDEN, "another site has no token");
    assert_eq!(text.headers["cache-control"], "no-store");
}

#[tokio::test]
async fn a_form_that_meets_the_end_of_the_session_goes_on_after_signing_in() {
    let app = SmallOffice::new();
    let mut leader = app.signed_in("LD1").await;
    let token = hidden(&leader.page("/account").await, "token");
    let ld1 = app::Who::Officer {
        actor: dossier::Actor::new("LD1", dossier::Role::Leader, ""),
        login: "ld1".into(),
        name: "LD1".into(),
    };
    let id = app.app.sessions_of(&ld1, at("06-15 17:30")).unwrap().remove(0).id;
    app.app.end_session("ld1", &id, at("06-15 17:30")).unwrap();
    let typed = [("what", "session"), ("session", "Lý do đã gõ"), ("token", &token)];
    let text = leader.post("/account", &typed).await;
    assert_eq!(text.status, StatusCode::UNAUTHORIZED);
    assert!(text.body.contains("name=\"carry.session\" value=\"Lý do đã gõ\""));
    let fields = ["token", "carry_to", "carry_seal", "carry.what", "carry.session"];
    let form_replay = fields.map(|name| hidden(&text.body, name));
    let code = credentials::totp::code(SECRET, at("06-15 17:30").0 as u64 / 1000 + 30).unwrap();
    let mut form = vec![("login", "ld1"), ("password", PASSWORD), ("code", &code)];
    form.extend(fields.into_iter().zip(form_replay.iter().map(String::as_str)));
    let text = leader.post("/sign-in", &form).await;
    assert_eq!(text.status, StatusCode::OK, "{}", text.body);
    assert!(text.body.contains("action=\"/account\"") && text.body.contains("Đã đăng nhập lại"));
    assert!(!text.body.contains("Lý do đã gõ"), "a hidden field is not shown");
    let other = [("carry_to", "//elsewhere.vn"), ("carry.session", "x")];
    let mut form = vec![("login", "mc1"), ("password", PASSWORD), ("code", &code)];
    form.extend(other);
    let text = app.browser().send("/sign-in", "/sign-in", &form).await;
    assert_eq!(text.status, StatusCode::SEE_OTHER, "an address elsewhere carries nothing");
}

/// An address that does not belong to this site is removed before a page contains it.
#[tokio::test]
async fn the_address_after_sign_in_is_one_of_this_site_when_it_is_read() {
    let app = SmallOffice::new();
    for page in ["/sign-in", "/my/sign-in"] {
        for (next, kept) in [
            ("/work?q=a", "/work?q=a"),
            ("//evil.example", ""),
            ("https://evil.example", ""),
            ("/\\evil.example", ""),
            ("\\\\evil.example", ""),
            ("/\tevil.example", ""),
            ("javascript:alert(1)", ""),
            ("work", ""),
        ] {
            let mut browser = app.browser();
            let address = format!("{page}?next={}", encoded(next));
            assert_eq!(hidden(&browser.page(&address).await, "next"), kept, "{page} {next:?}");
            let again = browser.send(page, page, &[("next", next), ("contact", "-")]).await;
            assert_eq!(hidden(&again.body, "next"), kept, "{page} {next:?}");
        }
    }
}

/// Attempts are counted by the network that a household has, and never by more of its address.
#[tokio::test]
async fn a_network_of_addresses_is_one_client_of_every_brake() {
    let app = SmallOffice::new();
    let network = |n: u16| match n % 2 {
        0 => format!("[2001:db8:1:2::{n:x}]:443"),
        _ => format!("[2001:db8:1:2:{n:x}::]:443"),
    };
    let mapped =
        |n: u16| format!("{}:443", ["192.0.2.1", "[::ffff:192.0.2.1]"][usize::from(n % 2)]);
    for of_client in [&network as &dyn Fn(u16) -> String, &mapped] {
        let mut statuses = Vec::new();
        for n in 1..=35 {
            let mut browser = app.browser();
            browser.address = Some(of_client(n).parse().unwrap());
            let login = format!("visitor{n}");
            let fields = [("login", login.as_str()), ("password", "x"), ("code", "1")];
            statuses.push(browser.send("/sign-in", "/sign-in", &fields).await.status);
        }
        let waiting = statuses.iter().filter(|status| **status == StatusCode::TOO_MANY_REQUESTS);
        assert_eq!(waiting.count(), 4, "thirty wrong tries and one: {statuses:?}");
    }
}

/// A page that needs a sign-in, or is about one dossier, is kept out of search engines, by its header
/// and in the page itself; any other page is not.
#[tokio::test]
async fn what_is_for_one_reader_only_is_not_indexed() {
    let app = SmallOffice::new();
    let of_one = ["/t/", "/draft/", "/track", "/rate", "/complain"];
    let mut visitors = [app.browser(), app.citizen("0900000009").await, app.signed_in("MC1").await];
    for (visitor, signed_in) in visitors.iter_mut().zip([false, true, true]) {
        for route in ROUTES.iter().filter(|route| route.gets()) {
            let hidden = signed_in
                || route.right != Right::Public
                || of_one.iter().any(|path| route.path.starts_with(path));
            for language in ["", "/en"] {
                let answer =
                    visitor.get(&format!("{language}{}", address(route.path, &app.late))).await;
                let header =
                    answer.headers.get("x-robots-tag").map(|value| value.to_str().unwrap());
                let expected = hidden.then_some("noindex, nofollow, noarchive");
                assert_eq!(header, expected, "{language}{} {signed_in}", route.path);
                if answer.body.contains("<head>") {
                    let meta = answer.body.contains("<meta name=\"robots\" content=\"noindex, ");
                    assert_eq!(meta, hidden, "{language}{} {signed_in}", route.path);
                }
            }
        }
    }
}
