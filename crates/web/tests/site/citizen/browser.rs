//! A small agency that accepts filings of its own, and a browser with its cookies.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use app::{Application, Submission};
use axum::body::Body;
use axum::http::{Request, StatusCode};
use calendar::Instant;
use dossier::{Actor, Command, Role};
use http_body_util::BodyExt;
use rules::SourceFile;
use tempfile::TempDir;
use tower::ServiceExt;
use web::{Clock, Router, Site};

use crate::session::{MULTIPART, hidden, multipart};
use crate::small_office::{Description, at, distinct_bytes};

pub const CODE: &str = "1.000001";
/// A procedure that cannot be filed online.
pub const AT_DESK: &str = "1.000002";

pub struct Fixture {
    pub app: Arc<Application>,
    machine: Arc<AtomicI64>,
    router: Router,
    folder: TempDir,
}

impl Fixture {
    pub fn new() -> Self {
        Self::with(true)
    }

    pub fn with(local_filing: bool) -> Self {
        Self::of(&files(local_filing))
    }

    /// An agency with a form for the procedure that is filed online.
    pub fn with_form(form: &str) -> Self {
        let mut files = files(true);
        files.push(SourceFile { path: "pb/forms/1.000001.toml".into(), text: form.into() });
        Self::of(&files)
    }

    fn of(files: &[SourceFile]) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let app = Application::open(folder.path()).unwrap();
        let put = app::AgencyPermit::to_put_rules();
        app.put_in_force(&put, files, "", at("01-01 00:00")).unwrap();
        app.ensure_key([1; 32]).unwrap();
        let app = Arc::new(app);
        let machine = Arc::new(AtomicI64::new(at("06-15 09:00").0));
        let site = Site {
            app: Arc::clone(&app),
            clock: Clock::scenario(at("06-15 09:00")),
            machine: Arc::new({
                let machine = Arc::clone(&machine);
                move || Instant(machine.load(Ordering::Relaxed))
            }),
            rng: distinct_bytes(),
            demonstration: None,
            years: Arc::default(),
            metrics: Arc::default(),
        };
        Self { app, machine, router: web::router(site), folder }
    }

    /// Advances the machine's clock, by which sessions end and codes are counted.
    pub fn wait(&self, seconds: i64) {
        self.machine.fetch_add(seconds * 1000, Ordering::Relaxed);
    }

    pub fn machine_now(&self) -> Instant {
        Instant(self.machine.load(Ordering::Relaxed))
    }

    /// The files of the folder, as bytes.
    pub fn files(&self) -> Vec<Vec<u8>> {
        let entries = std::fs::read_dir(self.folder.path()).unwrap();
        let files = entries.map(|entry| entry.unwrap().path()).filter(|path| path.is_file());
        files.map(|path| std::fs::read(path).unwrap()).collect()
    }

    pub fn browser(&self) -> Browser<'_> {
        Browser { fixture: self, cookies: BTreeMap::new() }
    }

    /// Has the desk receive a filing.
    pub fn receives(&self, stream: &str, when: &str) {
        let filing = crate::small_office::view(&self.app, stream, at(when));
        let intake = app::Intake {
            procedure: CODE.into(),
            channel: "online".into(),
            person: filing.state.filing.person,
            desk: "MC".into(),
            ..app::Intake::default()
        };
        let reception = self.app.reception(&intake, at(when)).unwrap();
        self.desk(stream, when, Command::Receive(reception));
    }

    /// The desk officer opens a dossier.
    pub fn reads(&self, stream: &str, at: Instant) {
        let actor = Actor::new("MC1", Role::DeskOfficer, "MC");
        let who = app::Who::Officer { actor, login: "MC1".into(), name: "Nguyễn MC1".into() };
        let dossier = self.app.open_stream(&who, stream, at).unwrap().unwrap();
        let data = self.app.personal(&who, &dossier, app::Purpose::Page, at).unwrap();
        assert!(data.given().is_some());
    }

    /// Has a desk officer execute a command on a filing.
    pub fn desk(&self, stream: &str, when: &str, command: Command) {
        self.does(Actor::new("MC1", Role::DeskOfficer, "MC"), stream, when, command);
    }

    /// Has the specialist work on a received dossier until it is finished.
    pub fn finishes(&self, stream: &str, when: &str) {
        let (to, unit, step) = ("A1".into(), "A".into(), "verify".into());
        self.desk(stream, when, Command::Give { to, unit, step, proposes_decline: None });
        let finish = Command::Finish { without_letter: None };
        for command in [Command::Accept, Command::CompleteStep, finish] {
            self.does(Actor::new("A1", Role::Specialist, "A"), stream, when, command);
        }
    }

    fn does(&self, actor: Actor, stream: &str, when: &str, command: Command) {
        let at = at(when);
        let stream = stream.to_owned();
        let submission = Submission { stream, actor, command, at, key: None, sealed: None };
        self.app.execute(submission).unwrap();
    }
}

pub struct Browser<'a> {
    fixture: &'a Fixture,
    pub cookies: BTreeMap<String, String>,
}

impl Browser<'_> {
    pub async fn get(&mut self, address: &str) -> Description {
        self.ask(Request::get(address), Body::empty()).await
    }

    /// A page that must exist.
    pub async fn page(&mut self, address: &str) -> String {
        let text = self.get(address).await;
        assert_eq!(text.status, StatusCode::OK, "{address}: {}", text.body);
        text.body
    }

    /// Posts the fields with the token of a page.
    pub async fn post(
        &mut self,
        page: &str,
        address: &str,
        fields: &[(&str, &str)],
    ) -> Description {
        let token = hidden(page, "token");
        let mut form = form_urlencoded::Serializer::new(String::new());
        form.append_pair("token", &token).extend_pairs(fields);
        let kind = "application/x-www-form-urlencoded";
        let request = Request::post(address).header("content-type", kind);
        self.ask(request, Body::from(form.finish())).await
    }

    /// Posts fields and files: field, name, content.
    pub async fn upload(
        &mut self,
        page: &str,
        address: &str,
        fields: &[(&str, &str)],
        files: &[(&str, &str, &[u8])],
    ) -> Description {
        let token = hidden(page, "token");
        let fields = [fields, &[("token", token.as_str())]].concat();
        let request = Request::post(address).header("content-type", MULTIPART);
        let body = multipart(&fields, files);
        self.ask(request, Body::from(body)).await
    }

    async fn ask(&mut self, request: axum::http::request::Builder, body: Body) -> Description {
        let cookies: Vec<String> =
            self.cookies.iter().map(|(name, value)| format!("{name}={value}")).collect();
        let request = request.header("host", "motcua.test").header("cookie", cookies.join("; "));
        let request = request.body(body).unwrap();
        let answer = self.fixture.router.clone().oneshot(request).await.unwrap();
        let (parts, body) = answer.into_parts();
        for set in parts.headers.get_all("set-cookie") {
            let pair = set.to_str().unwrap().split(';').next().unwrap();
            let (name, value) = pair.split_once('=').unwrap();
            self.cookies.insert(name.to_owned(), value.to_owned());
        }
        let bytes = body.collect().await.unwrap().to_bytes();
        let body = String::from_utf8_lossy(&bytes).into_owned();
        crate::small_office::check_page(&body);
        Description { status: parts.status, headers: parts.headers, body }
    }

    /// Signs in by the code that is sent to a contact.
    pub async fn sign_in(&mut self, contact: &str) {
        let page = self.page("/my/sign-in").await;
        let sent = self.post(&page, "/my/sign-in", &[("contact", contact)]).await;
        assert_eq!(sent.status, StatusCode::OK);
        let code = self.fixture.code(contact);
        let fields = [("step", "code"), ("contact", contact), ("code", code.as_str())];
        let text = self.post(&sent.body, "/my/sign-in", &fields).await;
        assert_eq!(text.to(), "/my");
    }
}

impl Fixture {
    /// The code that was last sent to a contact.
    pub fn code(&self, contact: &str) -> String {
        let posted = self.app.outbox(20).unwrap();
        let notice = posted.into_iter().find(|notice| notice.address == contact).unwrap();
        notice.body.chars().take_while(char::is_ascii_digit).collect()
    }
}

fn files(local_filing: bool) -> Vec<SourceFile> {
    let file = |path: &str, text: String| SourceFile { path: path.into(), text };
    let at_desk = RULE.replace(CODE, AT_DESK).replace("\"partial\"", "\"none\"");
    vec![
        file("pb/agency.toml", agency(local_filing)),
        file("pb/calendars/office.toml", CALENDAR.into()),
        file("pb/procedures/1.000001.toml", RULE.into()),
        file("pb/procedures/1.000002.toml", at_desk),
    ]
}

fn agency(local_filing: bool) -> String {
    let mut text = format!("{AGENCY}local_filing = {local_filing}\n");
    let units =
        [("LD", "leadership"), ("MC", "desk"), ("A", "department"), ("P1", "ward"), ("P2", "ward")];
    for (code, kind) in units {
        text.push_str(&format!(
            "[[unit]]\ncode = \"{code}\"\nname = \"Phòng {code}\"\nname_en = \"Unit {code}\"\n\
             kind = \"{kind}\"\nvalid_from = 2018-01-01\n"
        ));
    }
    let officers = [("MC1", "desk_officer"), ("A1", "specialist"), ("A2", "head")];
    for (id, post) in officers {
        text.push_str(&format!(
            "[[officer]]\nid = \"{id}\"\nname = \"Nguyễn {id}\"\nunit = \"{}\"\n\
             post = \"{post}\"\ntitle = \"Công chức\"\nvalid_from = 2018-01-01\n",
            id.trim_end_matches(char::is_numeric)
        ));
    }
    text
}

const AGENCY: &str = r#"
[agency]
code = "pb"
name = "Ủy ban nhân dân huyện Bình An"
name_en = "People's Committee of Bình An District"
identifier = "H00"
level = "district"
valid_from = 2018-01-01
calendar = "office"
"#;

const CALENDAR: &str = r#"
id = "office"
name = "Lịch làm việc"
name_en = "Working time"
zone = "Asia/Ho_Chi_Minh"
count = "effective"
from_year = 2017
to_year = 2020
holidays = "vn"
[week]
monday = ["07:30-11:30", "13:00-17:00"]
tuesday = ["07:30-11:30", "13:00-17:00"]
wednesday = ["07:30-11:30", "13:00-17:00"]
thursday = ["07:30-11:30", "13:00-17:00"]
friday = ["07:30-11:30", "13:00-17:00"]
saturday = []
sunday = []
"#;

const RULE: &str = r#"
code = "1.000001"
name = "Cấp giấy phép xây dựng"
name_en = "Building permit"
field = "Xây dựng"
levels = ["district"]
applicants = ["individual", "organization"]
online = "partial"
result = "Giấy phép"
legal_basis = []
effective_from = 2018-01-01
supplement_effect = "continue"
answering_unit = "A"
one_act = false
[duration]
amount = 5
unit = "working_days"
[[component]]
id = "c1"
name = "Đơn đề nghị"
originals = 1
certified = 0
copies = 0
required = true
[[component]]
id = "c2"
name = "Bản vẽ"
originals = 0
certified = 0
copies = 2
required = false
[[fee]]
kind = "charge"
name = "Lệ phí cấp giấy phép"
set_by_resolution = true
basis = "Nghị quyết của HĐND"
[[step]]
id = "verify"
name = "Thẩm định"
name_en = "Appraisal"
post = "specialist"
budget_minutes = 1200
"#;
