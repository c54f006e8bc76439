//! The one-stop desk: reception and its slip, filings, files, hand-over, results.

mod claim;
mod competent;
mod counter;
mod filings;
mod handover;
mod money;
mod notices;
mod paper_notices;
mod people;
mod queue;
mod scans;
mod strangers;

use app::{Intake, Submission};
use axum::body::Body;
use axum::http::Request;
use axum::http::header::{CONTENT_TYPE, COOKIE};
use dossier::event::{Person, Slip};
use dossier::{Actor, Command, Sealed};

use crate::session::{Browser, MULTIPART, hidden, multipart};
use crate::small_office::{Description, SmallOffice, at};

/// A procedure with two components, one of them required, and a case with its own duration.
pub const WITH_PAPERS: &str = "1.000003";
const ONE_ACT: &str = "2.000815";

const PAPERS: &str = r#"
code = "1.000003"
name = "Cấp giấy chứng nhận an toàn"
name_en = "Safety certificate"
field = "Y tế"
levels = ["district"]
applicants = ["individual"]
online = "full"
result = "Giấy chứng nhận"
legal_basis = []
effective_from = 2018-01-01
supplement_effect = "continue"
answering_unit = "A"
one_act = false
[duration]
amount = 5
unit = "working_days"
[[case]]
id = "again"
name = "Cấp lại"
[case.duration]
amount = 2
unit = "working_days"
[[duration_for]]
channels = ["post"]
duration = { amount = 8, unit = "working_days" }
basis = "Luật"
[[fee]]
kind = "charge"
name = "Lệ phí theo nghị quyết"
set_by_resolution = true
basis = "Nghị quyết"
[[fee]]
kind = "fee"
name = "Phí thẩm định"
amount_vnd = 70000
channels = ["post"]
basis = "Thông tư"
[[component]]
id = "form"
name = "Đơn đề nghị"
originals = 1
certified = 0
copies = 0
required = true
[[component]]
id = "plan"
name = "Bản vẽ"
originals = 0
certified = 0
copies = 2
required = false
[[step]]
id = "verify"
name = "Thẩm định"
name_en = "Appraisal"
post = "specialist"
budget_minutes = 900
"#;

const AT_ONCE: &str = r#"
code = "2.000815"
name = "Chứng thực bản sao"
name_en = "Certified copies"
field = "Chứng thực"
levels = ["district"]
applicants = ["individual"]
online = "none"
result = "Bản sao chứng thực"
legal_basis = []
effective_from = 2018-01-01
supplement_effect = "continue"
answering_unit = "A"
one_act = true
certification_book = "copies"
[duration]
amount = 0
unit = "working_days"
cutoff = "15:00"
[[fee]]
kind = "fee"
name = "Phí chứng thực"
per = "page"
tiers = [{ from = 1, amount_vnd = 2000 }, { from = 3, amount_vnd = 1000 }]
max_vnd = 200000
basis = "Thông tư"
[[relief]]
code = "poor"
name = "Giảm cho hộ nghèo"
claim = "Giấy chứng nhận hộ nghèo"
percent = 50
basis = "Luật"
"#;

/// The small agency on Monday morning, with the two further procedures.
pub fn open_office() -> SmallOffice {
    let more = [("pb/procedures/1.000003.toml", PAPERS), ("pb/procedures/2.000815.toml", AT_ONCE)];
    let app = SmallOffice::with(&more, 0);
    app.move_to("06-18 08:00");
    app
}

const PERSON: [(&str, &str); 5] = [
    ("name", "Lê Văn Đức"),
    ("phone", "0912345678"),
    ("identity", "079081000123"),
    ("ward", "P1"),
    ("channel", "counter"),
];

/// The fields that an officer fills in about a person, with further fields.
fn typed<'a>(more: &[(&'a str, &'a str)]) -> Vec<(&'a str, &'a str)> {
    PERSON.iter().chain(more).copied().collect()
}

const RECEIVE: &str = "/desk/receive";

fn of(procedure: &str) -> String {
    format!("{RECEIVE}?procedure={procedure}")
}

/// Posts the form of a page: its hidden fields unchanged, and the typed fields.
async fn send(browser: &mut Browser<'_>, page: &str, typed: &[(&str, &str)]) -> Description {
    let page = browser.page(page).await;
    again(browser, &page, typed).await
}

/// Posts the form of a page that was loaded before.
async fn again(browser: &mut Browser<'_>, page: &str, typed: &[(&str, &str)]) -> Description {
    let names = ["token", "key", "procedure", "filing", "version", "found", "person"];
    let kept = names.map(|name| (name, hidden(page, name)));
    let kept = kept.iter().map(|(name, value)| (*name, value.as_str()));
    let mut fields: Vec<(&str, &str)> =
        kept.filter(|(name, _)| !typed.iter().any(|(other, _)| other == name)).collect();
    fields.extend(typed);
    browser.post(RECEIVE, &fields).await
}

/// Posts the form of a page with files, as a browser does.
async fn send_files(
    browser: &mut Browser<'_>,
    page: &str,
    typed: &[(&str, &str)],
    files: &[(&str, &str, &[u8])],
) -> Description {
    let names = ["token", "key", "procedure", "filing", "version", "found", "person"];
    let kept = names.map(|name| (name, hidden(page, name)));
    let kept = kept.iter().map(|(name, value)| (*name, value.as_str()));
    let fields: Vec<(&str, &str)> = kept.chain(typed.iter().copied()).collect();
    let body = multipart(&fields, files);
    let request =
        Request::post(RECEIVE).header(COOKIE, browser.line()).header(CONTENT_TYPE, MULTIPART);
    browser.ask(request.body(Body::from(body)).unwrap()).await
}

/// Files a dossier online under a key of its own.
fn file(app: &SmallOffice, id: &str, when: &str) {
    file_of(app, "lan", id, when);
}

/// Files a dossier online for a person, by pseudonym.
fn file_of(app: &SmallOffice, person: &str, id: &str, when: &str) {
    let intake = Intake {
        procedure: WITH_PAPERS.into(),
        channel: "online".into(),
        ward: "P1".into(),
        person: person.into(),
        ..Intake::default()
    };
    let filing = app.app.filing(&intake, at(when)).unwrap();
    let applicant =
        Person { name: "Trần Thị Lan".into(), phone: "0900000002".into(), ..Person::default() };
    let sealed = Sealed {
        salt: "01".into(),
        applicant: Some(applicant),
        slip: Some(Slip { key: "FILED1".into(), token: format!("token{id}") }),
        ..Sealed::default()
    };
    let submission = Submission {
        stream: format!("dossier/pb/{id}"),
        actor: Actor::citizen(person),
        command: Command::File { filing },
        at: at(when),
        key: None,
        sealed: Some(sealed),
    };
    app.app.execute(submission).unwrap();
}

/// The number of dossiers of a procedure in the agency's record.
fn dossiers_of(app: &SmallOffice, procedure: &str) -> u64 {
    let leader = app::Who::Officer {
        actor: Actor::new("LD1", dossier::Role::Leader, "LD"),
        login: String::new(),
        name: String::new(),
    };
    let pick = app::Pick { procedure: Some(procedure.into()), ..app::Pick::default() };
    app.app.count(&leader, &pick).unwrap()
}
