//! A commit that fails: what memory knows and what is on record stay the same. Needs a small file
//! system of its own, which only root can mount.

use std::fs;
use std::io::Write;
use std::path::Path;
use std::process::Command as Program;
use std::sync::Barrier;
use std::thread;

use app::{Absence, Application, CodeRequest, Contact, Extras, Failure, NewFile};
use dossier::Command;
use tempfile::TempDir;

use crate::support::{Fixture, LAND, ONE_ACT, at, files, finish, give, own};

/// A file system of few bytes, unmounted with the value.
struct Small(TempDir);

impl Small {
    fn mount() -> Option<Self> {
        let place = tempfile::tempdir().unwrap();
        let mut mount = Program::new("mount");
        mount.args(["-t", "tmpfs", "-o", "size=4m", "tmpfs"]).arg(place.path());
        let done = mount.output().is_ok_and(|output| output.status.success());
        if !done {
            println!("left out: a small file system cannot be mounted here");
        }
        done.then_some(Self(place))
    }

    /// An office in a folder on it.
    fn fixture(&self) -> Fixture {
        let folder = tempfile::tempdir_in(self.0.path()).unwrap();
        let app = Application::open(folder.path()).unwrap();
        app.put_in_force(&app::AgencyPermit::to_put_rules(), &files(), "mở sổ", at("01-01 00:00"))
            .unwrap();
        app.commit().unwrap();
        Fixture { app, folder }
    }

    fn fill(&self) {
        let mut file = fs::File::create(self.ballast()).unwrap();
        while file.write_all(&[0; 4096]).is_ok() {}
    }

    fn free(&self) {
        fs::remove_file(self.ballast()).unwrap();
    }

    fn ballast(&self) -> impl AsRef<Path> + use<> {
        self.0.path().join("ballast")
    }
}

impl Drop for Small {
    fn drop(&mut self) {
        // Lazily: the folder on it is removed after this.
        let _ = Program::new("umount").arg("-l").arg(self.0.path()).status();
    }
}

fn full(failure: &Failure) -> bool {
    matches!(failure, Failure::Full)
}

#[test]
fn what_a_lost_group_changed_is_as_before() {
    let Some(small) = Small::mount() else { return };
    let fixture = small.fixture();
    fixture.receives("x", "D1", "06-04 07:30", LAND);
    let (before, timer) = (fixture.healthy(), fixture.app.next_timer());
    small.fill();
    for _ in 0..2 {
        let lost = fixture.act("x", "D1", "06-04 09:00", finish()).unwrap_err();
        assert!(full(&lost), "{lost:?}");
        let reception = fixture.reception(LAND, at("06-04 09:00"));
        let lost = fixture.act("y", "D1", "06-04 09:00", reception).unwrap_err();
        assert!(full(&lost), "{lost:?}");
        // Reads go on.
        assert_eq!(fixture.healthy(), before);
    }
    let absence = Absence {
        officer: "D1".into(),
        by: "D2".into(),
        from: at("06-04 10:00"),
        until: at("06-05 10:00"),
    };
    let declared = fixture.app.declare_absence(&fixture.who("L1"), &absence);
    let lost = declared.map(drop).and_then(|()| fixture.app.commit()).unwrap_err();
    assert!(full(&lost), "{lost:?}");
    assert_eq!(fixture.app.acting_for("D1", at("06-04 11:00")), "D1");
    assert_eq!(fixture.app.next_timer(), timer);
    small.free();
    // It recovers by itself, and the numbers have no gap.
    fixture.does("x", "D1", "06-04 11:00", give(&fixture, "A1", "verify"));
    assert_eq!(fixture.receives("y", "D1", "06-04 13:00", LAND).code, "H00-180604-0002");
    assert_eq!(fixture.kinds("x"), ["received", "given"]);
    fixture.healthy();
}

#[test]
fn rules_that_did_not_reach_the_disk_are_not_in_force() {
    let Some(small) = Small::mount() else { return };
    let fixture = small.fixture();
    small.fill();
    let mut less = files();
    less.retain(|file| !file.path.contains(ONE_ACT));
    let put = fixture.app.put_in_force(
        &app::AgencyPermit::to_put_rules(),
        &less,
        "Bãi bỏ",
        at("06-04 08:00"),
    );
    let lost = put.and_then(|()| fixture.app.commit()).unwrap_err();
    assert!(full(&lost), "{lost:?}");
    fixture.app.reception(&fixture.intake(ONE_ACT), at("06-04 08:00")).unwrap();
    small.free();
    fixture
        .app
        .put_in_force(&app::AgencyPermit::to_put_rules(), &less, "Bãi bỏ", at("06-04 08:00"))
        .unwrap();
    let gone = fixture.app.reception(&fixture.intake(ONE_ACT), at("06-04 08:00"));
    assert!(matches!(gone, Err(Failure::Unknown { what: "procedure", .. })), "{gone:?}");
}

#[test]
fn everyone_in_a_lost_group_is_told_so() {
    let Some(small) = Small::mount() else { return };
    let fixture = small.fixture();
    small.fill();
    // Again and again, so that some stand in one group and wait for each other.
    for round in 0..40 {
        let together = Barrier::new(8);
        thread::scope(|scope| {
            for number in 0..8 {
                let (fixture, together) = (&fixture, &together);
                scope.spawn(move || {
                    let reception = fixture.reception(LAND, at("06-04 08:00"));
                    together.wait();
                    let id = format!("x{round}n{number}");
                    let lost = fixture.act(&id, "D1", "06-04 08:00", reception).unwrap_err();
                    assert!(full(&lost), "{lost:?}");
                });
            }
        });
    }
    small.free();
    assert_eq!(fixture.healthy(), (0, 1));
    assert_eq!(fixture.receives("x", "D1", "06-04 08:00", LAND).code, "H00-180604-0001");
}

#[test]
fn a_group_lost_in_its_middle_is_lost_for_all() {
    let Some(small) = Small::mount() else { return };
    let fixture = small.fixture();
    let reception = fixture.reception(LAND, at("06-04 08:00"));
    fixture.app.submit(fixture.submission("x", "D1", at("06-04 08:00"), reception)).unwrap();
    // More than the engine keeps in memory and the disk has.
    let long = Command::Refuse {
        filing: Some(fixture.app.filing(&fixture.intake(LAND), at("06-04 08:00")).unwrap()),
        reason: "x".repeat(40_000_000),
    };
    let lost = fixture.act("y", "D1", "06-04 08:00", long).unwrap_err();
    assert!(full(&lost), "{lost:?}");
    assert_eq!(fixture.receives("z", "D1", "06-04 08:00", LAND).code, "H00-180604-0001");
    assert!(fixture.rows(&own("x")).is_empty());
    assert_eq!(fixture.healthy(), (1, 2));
}

#[test]
fn on_a_full_disk_no_notice_is_handed_over_and_later_each_is_once() {
    let Some(small) = Small::mount() else { return };
    let fixture = small.fixture();
    let contact = Contact::read("0900000001").unwrap();
    let now = at("06-04 08:00");
    let notice = |code: &str| ("Mã".to_owned(), code.to_owned());
    fixture.app.send_code(&CodeRequest::of(&contact, "here"), notice, 123_456, now).unwrap();
    small.fill();
    for _ in 0..3 {
        let lost = fixture.app.take_due_notices((4, 3), Vec::new(), now).unwrap_err();
        assert!(full(&lost), "{lost:?}");
    }
    small.free();
    let taken = fixture.app.take_due_notices((4, 3), Vec::new(), now).unwrap();
    assert_eq!((taken.len(), taken[0].tries), (1, 1));
    small.fill();
    assert!(full(&fixture.app.delivered(&taken[0], now).unwrap_err()));
    small.free();
    fixture.app.delivered(&taken[0], now).unwrap();
    assert_eq!(fixture.app.outbox(9).unwrap()[0].state, "delivered");
}

#[test]
fn a_command_that_fails_in_its_middle_touches_no_other_of_its_group() {
    let fixture = Fixture::new();
    fixture.receives("x", "D1", "06-04 08:00", LAND);
    let refuse = |sql: &str| {
        let database = rusqlite::Connection::open(fixture.folder.path().join("motcua.db")).unwrap();
        database.execute_batch(sql).unwrap();
    };
    refuse(
        "CREATE TRIGGER no_files BEFORE INSERT ON attachment \
         BEGIN SELECT RAISE(ABORT, 'no files'); END;",
    );
    let reception = fixture.reception(LAND, at("06-04 09:00"));
    fixture.app.submit(fixture.submission("y", "D1", at("06-04 09:00"), reception)).unwrap();
    let timer = fixture.app.next_timer();
    // The store refuses the file after the events were written.
    let file = |id: &str| NewFile {
        id: id.into(),
        component: String::new(),
        name: "a.txt".into(),
        media_type: "text/plain",
        content: vec![1],
    };
    let with = |id: &str| Extras { files: vec![file(id)], ..Extras::default() };
    let reception = fixture.reception(LAND, at("06-04 09:30"));
    let failing = fixture.submission("z", "D1", at("06-04 09:30"), reception.clone());
    fixture.app.execute_with(failing.clone(), &with("same")).unwrap_err();
    let given = fixture.submission("y", "D1", at("06-04 09:30"), give(&fixture, "A1", "verify"));
    fixture.app.execute_with(given, &with("same")).unwrap_err();
    assert_eq!(fixture.app.next_timer(), timer);
    fixture.app.commit().unwrap();
    assert_eq!((fixture.kinds("y"), fixture.kinds("z")), (vec!["received".to_owned()], vec![]));
    let database = rusqlite::Connection::open(fixture.folder.path().join("motcua.db")).unwrap();
    let files: i64 = database
        .query_row("SELECT count(*) FROM attachment WHERE stream = ?1", [own("z")], |row| {
            row.get(0)
        })
        .unwrap();
    assert_eq!(files, 0);
    refuse("DROP TRIGGER no_files;");
    // The serial that the failed reception took is given again.
    assert_eq!(fixture.app.execute(failing).unwrap().code, "H00-180604-0003");
    fixture.healthy();
}

#[test]
fn a_stream_that_does_not_fold_stops_nothing_else() {
    let fixture = Fixture::new();
    for id in ["a", "b", "c"] {
        fixture.receives(id, "D1", "06-04 08:00", LAND);
        fixture.hands(id, "D1", "A1", "verify", "06-04 09:00");
    }
    let Fixture { app, folder } = fixture;
    drop(app);
    let database = rusqlite::Connection::open(folder.path().join("motcua.db")).unwrap();
    let broken = "UPDATE event SET public_part = '{}' WHERE stream = $1 AND version = 2";
    assert_eq!(database.execute(broken, [own("b")]).unwrap(), 1);
    drop(database);
    let fixture = Fixture { app: Application::open(folder.path()).unwrap(), folder };
    // Timers of others run, an absence is declared, rules are put in force.
    let until = at("12-01 08:00");
    let ran = fixture.app.run_timers(until).unwrap();
    assert!(ran >= 2, "{ran}");
    fixture.app.commit().unwrap();
    assert_eq!(fixture.app.next_timer(), None);
    let absence = Absence {
        officer: "A1".into(),
        by: "A2".into(),
        from: at("12-03 10:00"),
        until: at("12-05 10:00"),
    };
    assert_eq!(fixture.app.declare_absence(&fixture.who("L1"), &absence).unwrap(), 2);
    fixture
        .app
        .put_in_force(&app::AgencyPermit::to_put_rules(), &files(), "Lần nữa", at("12-03 11:00"))
        .unwrap();
    let act = fixture.act("b", "A1", "12-03 12:00", finish()).unwrap_err();
    assert!(matches!(act, Failure::BrokenRecord { .. }), "{act:?}");
    let findings = fixture.findings();
    assert!(findings.iter().all(|finding| finding.about == own("b")), "{findings:?}");
    assert!(!findings.is_empty());
}
