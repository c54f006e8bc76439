//! A small agency with four dossiers: one finished early, one late with its letter, one paused, one
//! open. Its clock stands at 17:30 on 15 June 2018.

use std::sync::Arc;

use axum::body::Body;
use axum::http::{HeaderMap, Request, StatusCode};
use calendar::{Day, Instant};
use dossier::event::PauseReason;
use dossier::{Actor, Command, Role};
use http_body_util::BodyExt;
use office::{Intake, Office, Submission};
use rules::SourceFile;
use tempfile::TempDir;
use tower::ServiceExt;
use web::{Clock, Router, Site};

/// Five working days, three steps.
pub const PROCEDURE: &str = "1.000001";

pub struct SmallOffice {
    router: Router,
    _folder: TempDir,
    pub early: String,
    pub late: String,
    pub paused: String,
}

/// An answer, read whole.
pub struct Told {
    pub status: StatusCode,
    pub headers: HeaderMap,
    pub body: String,
}

impl SmallOffice {
    pub fn new() -> Self {
        Self::with(&[], 0)
    }

    /// With more rules files (one of the same path replaces), and so many more dossiers that took an
    /// hour each.
    pub fn with(more: &[(&str, &str)], quick: u32) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let office = Office::open(folder.path()).unwrap();
        let mut files = files();
        files.retain(|file| more.iter().all(|(path, _)| *path != file.path));
        let file = |(path, text): &(&str, &str)| SourceFile {
            path: (*path).to_owned(),
            text: (*text).to_owned(),
        };
        files.extend(more.iter().map(file));
        office.put_in_force(&files, "system", "", at("01-01 00:00")).unwrap();
        let life = Life { office: &office };
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
        let clock = Clock::Scenario(at("06-15 17:30"));
        let router = web::router(Site { office: Arc::new(office), clock });
        Self { router, _folder: folder, early, late, paused }
    }

    pub async fn get(&self, address: &str) -> Told {
        self.ask(Request::get(address).body(Body::empty()).unwrap()).await
    }

    pub async fn ask(&self, request: Request<Body>) -> Told {
        let answer = self.router.clone().oneshot(request).await.unwrap();
        let (parts, body) = answer.into_parts();
        let bytes = body.collect().await.unwrap().to_bytes();
        let body = String::from_utf8(bytes.to_vec()).unwrap();
        Told { status: parts.status, headers: parts.headers, body }
    }

    /// A page that must be there.
    pub async fn page(&self, address: &str) -> String {
        let told = self.get(address).await;
        assert_eq!(told.status, StatusCode::OK, "{address}: {}", told.body);
        told.body
    }
}

struct Life<'a> {
    office: &'a Office,
}

impl Life<'_> {
    fn receive(&self, id: &str, when: &str) -> String {
        let intake = Intake {
            procedure: PROCEDURE.into(),
            channel: "counter".into(),
            ward: "P1".into(),
            person: id.into(),
            desk: "MC".into(),
            ..Intake::default()
        };
        let reception = self.office.reception(&intake, at(when)).unwrap();
        self.desk(id, when, Command::Receive(reception))
    }

    fn finish(&self, id: &str, when: &str) {
        self.desk(id, when, Command::Finish { without_letter: None });
    }

    fn apologise(&self, id: &str, when: &str) {
        let new_date = Some(Day::from_ymd(2018, 6, 14));
        let (reason, unit) = ("unfinished:verify".into(), "A".into());
        self.desk(id, when, Command::DraftApology { reason, unit, new_date });
        self.does("LD1", Role::Leader, "LD", id, when, Command::SignApology);
        self.desk(id, when, Command::SendApology);
    }

    fn desk(&self, id: &str, when: &str, command: Command) -> String {
        self.does("MC1", Role::DeskOfficer, "MC", id, when, command)
    }

    fn does(
        &self,
        officer: &str,
        role: Role,
        unit: &str,
        id: &str,
        when: &str,
        command: Command,
    ) -> String {
        let actor = Actor { id: officer.into(), role, unit: unit.into() };
        let stream = format!("dossier/pb/{id}");
        let told = format!("{when} {command:?}");
        let at = at(when);
        let done =
            self.office.execute(Submission { stream, actor, command, at, key: None, sealed: None });
        done.unwrap_or_else(|failure| panic!("{told}: {failure}")).code
    }
}

/// `06-04 08:00` of 2018.
fn at(text: &str) -> Instant {
    format!("2018-{}:00+07:00", text.replace(' ', "T")).parse().unwrap()
}

fn files() -> Vec<SourceFile> {
    let file = |path: &str, text: String| SourceFile { path: path.into(), text };
    vec![
        file("pb/agency.toml", agency()),
        file("pb/calendars/office.toml", CALENDAR.into()),
        file("pb/procedures/1.000001.toml", RULE.into()),
    ]
}

/// The agency's file.
pub fn agency() -> String {
    let mut text = AGENCY.to_owned();
    let units = [("LD", "leadership"), ("MC", "desk"), ("A", "department"), ("P1", "ward")];
    for (code, kind) in units {
        text.push_str(&format!(
            "[[unit]]\ncode = \"{code}\"\nname = \"Phòng {code}\"\nname_en = \"Unit {code}\"\n\
             kind = \"{kind}\"\nvalid_from = 2018-01-01\n"
        ));
    }
    let officers =
        [("LD1", "leader"), ("MC1", "desk_officer"), ("A1", "specialist"), ("A2", "head")];
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
