//! A small agency in June 2018 in a folder of its own, with short functions for its acts. Instants
//! are written as `06-04 08:00`, in Vietnamese time.

mod rules;

use app::{Application, Done, Examination, Failure, Finding, Inquiry, Intake, Submission};
use calendar::Instant;
use dossier::{Actor, Command, Reason, Recorded, Role, State};
use store::{EventRow, Folder};
use tempfile::TempDir;

pub use rules::{IN_DAY, LAND, ONE_ACT, files};

/// The instant of a text such as `06-04 08:00`, in 2018.
pub fn at(text: &str) -> Instant {
    format!("2018-{}:00+07:00", text.replace(' ', "T")).parse().unwrap()
}

/// The stream of a dossier in the agency's own register.
pub fn own(id: &str) -> String {
    format!("dossier/pb/{id}")
}

/// An agency with its folder.
pub struct Fixture {
    pub app: Application,
    pub folder: TempDir,
}

impl Fixture {
    /// An agency with its rules in force.
    pub fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let app = Application::open(folder.path()).unwrap();
        app.put_in_force(&app::AgencyPermit::to_put_rules(), &files(), "mở sổ", at("01-01 00:00"))
            .unwrap();
        Self { app, folder }
    }

    /// The same folder, opened as another process would open it.
    pub fn reopened(self) -> Self {
        let Self { app, folder } = self;
        drop(app);
        Self { app: Application::open(folder.path()).unwrap(), folder }
    }

    /// The actor of an officer's id, of `citizen` or of `system`.
    pub fn who(&self, id: &str) -> Actor {
        match id {
            "citizen" => return Actor::citizen("someone"),
            "stranger" => return Actor::citizen("somebody else"),
            "system" => return Actor::system(),
            _ => {}
        }
        let rules = self.app.rules();
        let officer = rules.officer(id).unwrap_or_else(|| panic!("no officer {id}"));
        let role = match officer.unit.as_str() {
            "LD" => Role::Leader,
            "MC" if id != "DH" => Role::DeskOfficer,
            "QT" => Role::Administrator,
            "P1" => Role::Adviser,
            _ if id.ends_with('H') => Role::Head,
            _ => Role::Specialist,
        };
        Actor::new(id, role, &officer.unit)
    }

    pub fn submission(&self, id: &str, who: &str, when: Instant, command: Command) -> Submission {
        Submission {
            stream: own(id),
            actor: self.who(who),
            command,
            at: when,
            key: None,
            sealed: None,
        }
    }

    pub fn act(&self, id: &str, who: &str, when: &str, command: Command) -> Result<Done, Failure> {
        self.app.execute(self.submission(id, who, at(when), command))
    }

    /// Executes a command that must succeed.
    pub fn does(&self, id: &str, who: &str, when: &str, command: Command) -> Done {
        let text = format!("{when} {who}: {command:?}");
        self.act(id, who, when, command).unwrap_or_else(|failure| panic!("{text}: {failure}"))
    }

    /// The reason of a refusal; checks that the refused command left no event.
    pub fn refused(&self, id: &str, who: &str, when: &str, command: Command) -> Reason {
        let before = self.rows(&own(id));
        let text = format!("{when} {who}: {command:?}");
        let reason = match self.act(id, who, when, command) {
            Err(Failure::Refused(refusal)) => refusal.reason,
            other => panic!("{text}: {other:?}"),
        };
        assert_eq!(before, self.rows(&own(id)), "{text}");
        reason
    }

    pub fn intake(&self, procedure: &str) -> Intake {
        Intake {
            procedure: procedure.into(),
            channel: "counter".into(),
            ward: "P1".into(),
            person: "someone".into(),
            desk: "MC".into(),
            ..Intake::default()
        }
    }

    pub fn reception(&self, procedure: &str, when: Instant) -> Command {
        Command::Receive(self.app.reception(&self.intake(procedure), when).unwrap())
    }

    pub fn receives(&self, id: &str, who: &str, when: &str, procedure: &str) -> Done {
        self.does(id, who, when, self.reception(procedure, at(when)))
    }

    /// Gives a dossier from one officer to another, who accepts it within five minutes.
    pub fn hands(&self, id: &str, from: &str, to: &str, step: &str, when: &str) {
        self.does(id, from, when, give(self, to, step));
        let accepted = at(when).plus_millis(5 * 60_000);
        let accept = self.submission(id, &self.acting(to, accepted), accepted, Command::Accept);
        self.app.execute(accept).unwrap();
    }

    fn acting(&self, officer: &str, when: Instant) -> String {
        self.app.acting_for(officer, when)
    }

    /// The events of a stream on disk.
    pub fn rows(&self, stream: &str) -> Vec<EventRow> {
        Folder::open_reader(self.folder.path()).unwrap().stream(stream).unwrap()
    }

    /// The kind of each event of a dossier.
    pub fn kinds(&self, id: &str) -> Vec<String> {
        self.rows(&own(id)).into_iter().map(|row| row.event.kind).collect()
    }

    /// The state of a dossier by its code (or by its id where it has no code) as known at an
    /// instant.
    pub fn state(&self, code: &str, when: &str) -> State {
        self.history(code, when).1
    }

    pub fn history(&self, code: &str, when: &str) -> (Vec<Recorded>, State) {
        let view = self.app.ask(|inquiry| inquiry.dossier(code, None, at(when))).unwrap();
        let view = view.unwrap_or_else(|| panic!("no dossier {code}"));
        (view.history, view.state)
    }

    /// The officer who acts in a dossier at an instant, and the absent officer whom a stand-in
    /// represents.
    pub fn holder(&self, code: &str, when: &str) -> (String, Option<String>) {
        let state = self.state(code, when);
        let (officer, acting_for, _) = state.holder_at(at(when)).unwrap();
        (officer.to_owned(), acting_for.map(str::to_owned))
    }

    pub fn findings(&self) -> Vec<Finding> {
        Inquiry::peek(self.folder.path(), app::doctor).unwrap().findings
    }

    /// Checks that the doctor finds nothing; returns the numbers of dossiers and events.
    pub fn healthy(&self) -> (u64, u64) {
        let Examination { dossiers, events, findings, .. } =
            Inquiry::peek(self.folder.path(), app::doctor).unwrap();
        assert_eq!(findings, []);
        (dossiers, events)
    }
}

/// The command to offer a dossier to an officer of the officer's own unit.
pub fn give(fixture: &Fixture, to: &str, step: &str) -> Command {
    Command::Give {
        to: to.into(),
        unit: fixture.who(to).unit,
        step: step.into(),
        proposes_decline: None,
    }
}

/// The command to request a supplement; a second request names the head who approved it.
pub fn ask(approved_by: Option<&str>) -> Command {
    Command::AskSupplement {
        items: vec!["Bản sao giấy chứng nhận".into()],
        approved_by: approved_by.map(str::to_owned),
    }
}

/// The command to withdraw a dossier at the citizen's wish.
pub fn withdraw() -> Command {
    Command::Withdraw { reason: "Người nộp đề nghị rút".into() }
}

/// The command to finish a dossier, without a reason for a missing letter.
pub fn finish() -> Command {
    Command::Finish { without_letter: None }
}
