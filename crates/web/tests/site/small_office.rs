//! A small agency with four dossiers: one finished early, one late with its letter, one paused, one
//! open. Its legal clock stands at 17:30 on 15 June 2018.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, AtomicU64, Ordering};

use app::{Application, Intake, NewAccount, Right, Submission, Who, role_of};
use axum::body::Body;
use axum::http::{HeaderMap, HeaderValue, Request, StatusCode};
use calendar::{Day, Instant};
use dossier::event::{PauseReason, Person};
use dossier::{Actor, Command, Role, Sealed};
use http_body_util::BodyExt;
use rules::SourceFile;
use store::{Faults, Folder};
use tempfile::TempDir;
use tower::ServiceExt;
use web::{Clock, Router, Site};

/// A procedure of five working days with three steps.
pub const PROCEDURE: &str = "1.000001";
/// A procedure for which unit B answers.
pub const OTHER_PROCEDURE: &str = "1.000002";

pub struct SmallOffice {
    router: Router,
    /// The router of the operator's listener.
    pub ops: Router,
    /// The listener of the bank; the secret is `a secret of the bank`.
    pub bank: Router,
    pub folder: TempDir,
    /// The faults of the agency's disk.
    pub faults: Faults,
    pub early: String,
    pub late: String,
    pub paused: String,
    /// The code of a dossier of another unit, received at the ward; empty where there are no
    /// neighbours.
    pub of_b: String,
    /// The code of a dossier of another agency.
    pub elsewhere: String,
    pub app: Arc<Application>,
    clock: Arc<AtomicI64>,
    machine: Arc<AtomicI64>,
}

/// An answer, read to its end.
pub struct Description {
    pub status: StatusCode,
    pub headers: HeaderMap,
    pub body: String,
}

impl SmallOffice {
    pub fn new() -> Self {
        Self::with(&[], 0)
    }

    /// The instant of the legal clock.
    pub fn now(&self) -> Instant {
        Instant(self.clock.load(Ordering::Relaxed))
    }

    /// An agency with further rules files (one with the same path replaces the agency's own), and
    /// with `quick` further dossiers that took an hour each.
    pub fn with(more: &[(&str, &str)], quick: u32) -> Self {
        Self::build(more, quick, Arc::default())
    }

    /// An agency served by a release that contains year files.
    pub fn of_release(years: &[(&str, &str)]) -> Self {
        let years = years
            .iter()
            .map(|(path, text)| SourceFile { path: (*path).to_owned(), text: (*text).to_owned() });
        Self::build(&[], 0, years.collect())
    }

    fn build(more: &[(&str, &str)], quick: u32, years: Arc<[SourceFile]>) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let faults = Faults::default();
        let store = Folder::open_or_create(folder.path()).unwrap().with_faults(&faults);
        let app = Application::on(store).unwrap();
        let mut files = files();
        files.retain(|file| more.iter().all(|(path, _)| *path != file.path));
        let file = |(path, text): &(&str, &str)| SourceFile {
            path: (*path).to_owned(),
            text: (*text).to_owned(),
        };
        files.extend(more.iter().map(file));
        app.put_in_force(&app::AgencyPermit::to_put_rules(), &files, "", at("01-01 00:00"))
            .unwrap();
        let life = Life { app: &app };
        for number in 0..quick {
            let id = format!("quick{number}");
            life.receive(&id, "05-14 09:00");
            life.finish(&id, "05-14 10:00");
        }
        let early = life.receive("early", "06-01 09:00");
        life.finish("early", "06-04 10:00");
        let late = life.receive("late", "06-04 08:00");
        life.apologise("late", "06-11 08:00");
        life.finish("late", "06-13 10:00");
        let paused = life.receive("paused", "06-13 10:05");
        let pause = Command::Pause { reason: PauseReason::Agency, basis: "Luật <b>X</b>".into() };
        life.desk("paused", "06-14 09:00", pause);
        life.receive("open", "06-15 08:00");
        let now = at("06-15 17:30");
        let app = Arc::new(app);
        let clock = Arc::new(AtomicI64::new(now.0));
        let machine = Arc::new(AtomicI64::new(now.0));
        let site = Site {
            app: Arc::clone(&app),
            clock: Clock::Scenario(Arc::clone(&clock)),
            machine: Arc::new({
                let machine = Arc::clone(&machine);
                move || Instant(machine.load(Ordering::Relaxed))
            }),
            rng: distinct_bytes(),
            demonstration: None,
            years,
            metrics: Arc::default(),
        };
        accounts(&site.app);
        let ops = web::ops_router(&site);
        let bank = web::bank_router(&site, b"a secret of the bank");
        let router = web::router(site);
        let (of_b, elsewhere) = (String::new(), String::new());
        Self {
            router,
            ops,
            bank,
            folder,
            faults,
            early,
            late,
            paused,
            of_b,
            elsewhere,
            app,
            clock,
            machine,
        }
    }

    /// An agency with more dossiers than the four.
    pub fn with_more(more: impl FnOnce(&Life<'_>)) -> Self {
        let app = Self::new();
        more(&Life { app: &app.app });
        app
    }

    /// An agency with a dossier of another unit and one of another agency in addition.
    pub fn with_neighbours() -> Self {
        let mut app = Self::new();
        let life = Life { app: &app.app };
        let of_b = life.receive_elsewhere("of_b", "pb");
        let elsewhere = life.receive_elsewhere("elsewhere", "khac");
        (app.of_b, app.elsewhere) = (of_b, elsewhere);
        app
    }

    /// Moves the law's clock on, into another year too; sessions keep the machine's.
    pub fn move_to_instant(&self, at: Instant) {
        self.clock.store(at.0, Ordering::Relaxed);
    }

    /// Advances the legal clock; sessions follow the machine's clock.
    pub fn move_to(&self, when: &str) {
        self.move_to_instant(at(when));
    }

    /// Advances the machine's clock, by which sessions end.
    pub fn wait(&self, minutes: i64) {
        self.machine.fetch_add(minutes * 60_000, Ordering::Relaxed);
    }

    /// Whether an officer (or the citizen, or a visitor without a session) has a right.
    pub fn has_right(&self, officer: Option<&str>, right: Right) -> bool {
        let role = officer.map(|officer| {
            let rules = self.app.rules();
            rules.officer(officer).map_or(Role::Citizen, |officer| role_of(officer.post))
        });
        right == Right::Public || role.is_some_and(|role| right.roles().contains(&role))
    }

    pub async fn get(&self, address: &str) -> Description {
        self.ask(Request::get(address).body(Body::empty()).unwrap()).await
    }

    /// Sends a request as a browser does, which always names the host.
    pub async fn ask(&self, mut request: Request<Body>) -> Description {
        request.headers_mut().entry("host").or_insert(HeaderValue::from_static("localhost"));
        let answer = self.router.clone().oneshot(request).await.unwrap();
        let (parts, body) = answer.into_parts();
        let bytes = body.collect().await.unwrap().to_bytes();
        let binary = [&b"PK"[..], b"%PDF"].iter().any(|begin| bytes.starts_with(begin));
        let body = match binary {
            true => String::from_utf8_lossy(&bytes).into_owned(),
            false => String::from_utf8(bytes.to_vec()).unwrap(),
        };
        check_page(&body);
        Description { status: parts.status, headers: parts.headers, body }
    }

    /// A page that must exist.
    pub async fn page(&self, address: &str) -> String {
        let text = self.get(address).await;
        assert_eq!(text.status, StatusCode::OK, "{address}: {}", text.body);
        text.body
    }
}

/// Checks what holds for every page.
pub fn check_page(body: &str) {
    worded(body);
    crate::forms::text_before_files(body);
}

/// Checks that no page shows the key of a missing text, such as `[word-step]`.
fn worded(body: &str) {
    let part =
        |part: &str| !part.is_empty() && part.chars().all(|c| c.is_ascii_lowercase() || c == '_');
    let page = if body.starts_with("<!DOCTYPE html>") { body } else { "" };
    let keys = page.split('[').skip(1).filter_map(|rest| Some(rest.split_once(']')?.0));
    for key in keys {
        let is_key = key.split_once('-').is_some_and(|(from, to)| part(from) && part(to));
        assert!(!is_key, "no words for {key}");
    }
}

/// The password of every account.
pub const PASSWORD: &str = "mười hai ca phê sữa";
/// The second factor of every account.
pub const SECRET: &str = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";

fn accounts(app: &Application) {
    use std::sync::LazyLock;
    static HASH: LazyLock<String> =
        LazyLock::new(|| credentials::password::hash(PASSWORD, [1; 16]));
    app.ensure_key([1; 32]).unwrap();
    for (officer, ..) in OFFICERS {
        let (password, totp) = (HASH.as_str(), SECRET);
        let new = NewAccount { officer, password, totp, must_change: false };
        app.put_account(&new, Instant(0)).unwrap();
    }
}

pub struct Life<'a> {
    pub app: &'a Application,
}

impl Life<'_> {
    pub fn receive(&self, id: &str, when: &str) -> String {
        let intake = Intake {
            procedure: PROCEDURE.into(),
            channel: "counter".into(),
            ward: "P1".into(),
            person: id.into(),
            desk: "MC".into(),
            ..Intake::default()
        };
        let reception = self.app.reception(&intake, at(when)).unwrap();
        self.desk(id, when, Command::Receive(reception))
    }

    /// Receives a dossier of unit B at the ward's desk, which an agency resolves.
    fn receive_elsewhere(&self, id: &str, agency: &str) -> String {
        let intake = Intake {
            procedure: OTHER_PROCEDURE.into(),
            channel: "counter".into(),
            ward: "P1".into(),
            person: id.into(),
            desk: "P1".into(),
            ..Intake::default()
        };
        let when = "06-15 09:00";
        let mut reception = self.app.reception(&intake, at(when)).unwrap();
        reception.filing.agency = agency.into();
        self.does("PW1", Role::DeskOfficer, "P1", id, when, Command::Receive(reception))
    }

    /// Has the head, who holds the dossier, approve the result.
    pub fn approve(&self, id: &str, when: &str) {
        let (to, unit, step) = ("A2".into(), "A".into(), "approve".into());
        self.desk(id, when, Command::Give { to, unit, step, proposes_decline: None });
        for command in [Command::Accept, Command::ApproveResult { declined: false, reason: None }] {
            self.does("A2", Role::Head, "A", id, when, command);
        }
    }

    pub fn finish(&self, id: &str, when: &str) {
        self.approve(id, when);
        let finish = Command::Finish { without_letter: None };
        self.does("A2", Role::Head, "A", id, when, finish);
    }

    pub fn apologise(&self, id: &str, when: &str) {
        let new_date = Some(Day::from_ymd(2018, 6, 14));
        let (reason, unit) = ("unfinished:verify".into(), "A".into());
        self.desk(id, when, Command::DraftApology { reason, unit, new_date });
        self.does(
            "LD1",
            Role::Leader,
            "LD",
            id,
            when,
            Command::SignApology {
                reason: Some("Chờ ý kiến".into()),
                new_date: None,
                confirmed: false,
            },
        );
        self.desk(id, when, Command::SendApology(None));
    }

    pub fn desk(&self, id: &str, when: &str, command: Command) -> String {
        self.does("MC1", Role::DeskOfficer, "MC", id, when, command)
    }

    pub fn does(
        &self,
        officer: &str,
        role: Role,
        unit: &str,
        id: &str,
        when: &str,
        command: Command,
    ) -> String {
        let actor = Actor::new(officer, role, unit);
        let stream = format!("dossier/pb/{id}");
        let text = format!("{when} {command:?}");
        let at = at(when);
        let sealed = matches!(command, Command::Receive(_)).then(applicant);
        let done = self.app.execute(Submission { stream, actor, command, at, key: None, sealed });
        done.unwrap_or_else(|failure| panic!("{text}: {failure}")).code
    }
}

/// A source of bytes that differ at each call, which is random enough for a test.
pub fn distinct_bytes() -> web::Rng {
    let next = AtomicU64::new(1);
    Arc::new(move |bytes| {
        for part in bytes.chunks_mut(8) {
            let next = next.fetch_add(1, Ordering::Relaxed).wrapping_mul(0x9e37_79b9_7f4a_7c15);
            part.copy_from_slice(&next.to_be_bytes()[..part.len()]);
        }
    })
}

/// An applicant whose name must not be shown without a permit.
fn applicant() -> Sealed {
    let applicant = Person {
        name: "Nguyễn Thị Bí Mật".into(),
        address: "12 Phố Kín".into(),
        phone: "0900000001".into(),
        identity: "079000000001".into(),
    };
    Sealed { salt: "00".into(), applicant: Some(applicant), ..Sealed::default() }
}

/// The instant of a text such as `06-04 08:00`, in 2018.
pub fn at(text: &str) -> Instant {
    format!("2018-{}:00+07:00", text.replace(' ', "T")).parse().unwrap()
}

fn files() -> Vec<SourceFile> {
    let file = |path: &str, text: String| SourceFile { path: path.into(), text };
    vec![
        file("pb/agency.toml", agency()),
        file("pb/calendars/office.toml", CALENDAR.into()),
        file("pb/procedures/1.000001.toml", RULE.into()),
        file("pb/procedures/1.000002.toml", other_rule()),
    ]
}

/// The agency's file.
pub fn agency() -> String {
    let mut text = AGENCY.to_owned();
    let units = [
        ("LD", "leadership"),
        ("MC", "desk"),
        ("A", "department"),
        ("B", "department"),
        ("P1", "ward"),
        ("P2", "ward"),
    ];
    for (code, kind) in units {
        text.push_str(&format!(
            "[[unit]]\ncode = \"{code}\"\nname = \"Phòng {code}\"\nname_en = \"Unit {code}\"\n\
             kind = \"{kind}\"\nvalid_from = 2018-01-01\n"
        ));
    }
    for (id, post, unit) in OFFICERS {
        text.push_str(&format!(
            "[[officer]]\nid = \"{id}\"\nname = \"Nguyễn {id}\"\nunit = \"{unit}\"\n\
             post = \"{post}\"\ntitle = \"Công chức\"\nvalid_from = 2018-01-01\n"
        ));
    }
    text
}

/// The id, post and unit of every officer.
pub const OFFICERS: [(&str, &str, &str); 11] = [
    ("LD1", "leader", "LD"),
    ("MC1", "desk_officer", "MC"),
    ("A1", "specialist", "A"),
    ("A2", "head", "A"),
    ("B1", "specialist", "B"),
    ("B2", "head", "B"),
    ("PW1", "desk_officer", "P1"),
    ("TV1", "adviser", "P1"),
    ("KS1", "inspector", "LD"),
    ("QT1", "administrator", "LD"),
    ("A3", "specialist", "A"),
];

fn other_rule() -> String {
    let text = RULE.replace("1.000001", OTHER_PROCEDURE).replace("\"A\"", "\"B\"");
    text.replace("Cấp giấy phép xây dựng", "Đăng ký kinh doanh")
        .replace("Building permit", "Business")
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
local_filing = true
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
applicants = ["individual"]
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
[[step]]
id = "approve"
name = "Ký duyệt"
name_en = "Signature"
post = "head"
budget_minutes = 480
"#;

/// An inspector, who may read every dossier and its readers, and whom the agency's rules do not
/// contain.
pub fn inspector() -> Who {
    let actor = Actor::new("test", Role::Inspector, "");
    Who::Officer { actor, login: "test".into(), name: "Test".into() }
}

/// The recorded showings of a dossier's personal data, the newest first.
pub fn reads(app: &Application, stream: &str) -> Vec<app::AuditRow> {
    let query =
        app::AuditQuery { object: stream.to_owned(), limit: 1000, ..app::AuditQuery::default() };
    let entries = app.audit(&inspector(), &query).unwrap().unwrap();
    entries.into_iter().map(|entry| entry.row).filter(|row| row.actor != "test").collect()
}

/// The slip of a dossier.
pub fn slip(app: &Application, stream: &str, at: Instant) -> Option<dossier::event::Slip> {
    let dossier = app.open_stream(&inspector(), stream, at).unwrap().unwrap();
    app.slip_of(&inspector(), &dossier, at).unwrap()
}

/// A dossier as an inspector sees it.
pub fn view(app: &Application, stream: &str, at: Instant) -> app::DossierView {
    app.open_stream(&inspector(), stream, at).unwrap().unwrap().view
}

/// The personal data of a dossier.
pub fn personal(app: &Application, stream: &str, at: Instant) -> app::Personal {
    let dossier = app.open_stream(&inspector(), stream, at).unwrap().unwrap();
    app.personal(&inspector(), &dossier, app::Purpose::Page, at).unwrap().given().unwrap()
}
