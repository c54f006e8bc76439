//! A commit that fails: memory and record stay equal.

use std::sync::Barrier;
use std::thread;

use app::{Absence, Application, CodeRequest, Contact, Extras, Failure, NewFile};
use dossier::Command;
use store::{Fault, Faults, Folder};

use crate::support::{Fixture, LAND, ONE_ACT, at, files, finish, give, own};

/// An agency on a disk with faults.
pub fn faulty() -> (Fixture, Faults) {
    let (folder, faults) = (tempfile::tempdir().unwrap(), Faults::default());
    let store = Folder::open_or_create(folder.path()).unwrap().with_faults(&faults);
    let app = Application::on(store).unwrap();
    app.put_in_force(&app::AgencyPermit::to_put_rules(), &files(), "mở sổ", at("01-01 00:00"))
        .unwrap();
    app.commit().unwrap();
    (Fixture { app, folder }, faults)
}

fn full(failure: &Failure) -> bool {
    matches!(failure, Failure::Full)
}

#[test]
fn what_a_lost_group_changed_is_as_before() {
    let (fixture, faults) = faulty();
    fixture.receives("x", "D1", "06-04 07:30", LAND);
    let (before, timer) = (fixture.healthy(), fixture.app.next_timer());
    faults.at_commit(Fault::Full);
    for _ in 0..2 {
        let lost =
            fixture.act("x", "D1", "06-04 09:00", give(&fixture, "A1", "verify")).unwrap_err();
        assert!(full(&lost), "{lost:?}");
        let reception = fixture.reception(LAND, at("06-04 09:00"));
        let lost = fixture.act("y", "D1", "06-04 09:00", reception).unwrap_err();
        assert!(full(&lost), "{lost:?}");
        // Reads still succeed.
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
    faults.clear_faults();
    // Writes succeed again, and the numbers have no gap.
    fixture.does("x", "D1", "06-04 11:00", give(&fixture, "A1", "verify"));
    assert_eq!(fixture.receives("y", "D1", "06-04 13:00", LAND).code, "H00-180604-0002");
    assert_eq!(fixture.kinds("x"), ["received", "given"]);
    fixture.healthy();
}

#[test]
fn rules_that_did_not_reach_the_disk_are_not_in_force() {
    let (fixture, faults) = faulty();
    faults.at_commit(Fault::Full);
    let mut less = files();
    less.retain(|file| !file.path.contains(ONE_ACT));
    let put = fixture.app.put_in_force(
        &app::AgencyPermit::to_put_rules(),
        &less,
        "Bãi bỏ",
        at("06-04 08:00"),
    );
    let lost = put.and_then(|_| fixture.app.commit()).unwrap_err();
    assert!(full(&lost), "{lost:?}");
    fixture.app.reception(&fixture.intake(ONE_ACT), at("06-04 08:00")).unwrap();
    faults.clear_faults();
    fixture
        .app
        .put_in_force(&app::AgencyPermit::to_put_rules(), &less, "Bãi bỏ", at("06-04 08:00"))
        .unwrap();
    let gone = fixture.app.reception(&fixture.intake(ONE_ACT), at("06-04 08:00"));
    assert!(matches!(gone, Err(Failure::Unknown { what: "procedure", .. })), "{gone:?}");
}

#[test]
fn every_sender_in_a_lost_group_gets_an_answer_that_says_so() {
    let (fixture, faults) = faulty();
    faults.at_commit(Fault::Full);
    // The rounds are repeated, so that in some of them the commands share a group.
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
    faults.clear_faults();
    assert_eq!(fixture.healthy(), (0, 1));
    assert_eq!(fixture.receives("x", "D1", "06-04 08:00", LAND).code, "H00-180604-0001");
}

#[test]
fn a_group_lost_in_its_middle_is_lost_for_all() {
    let (fixture, faults) = faulty();
    let reception = fixture.reception(LAND, at("06-04 08:00"));
    fixture.app.submit(fixture.submission("x", "D1", at("06-04 08:00"), reception)).unwrap();
    let refuse = Command::Refuse {
        filing: Some(fixture.app.filing(&fixture.intake(LAND), at("06-04 08:00")).unwrap()),
        reason: "x".into(),
    };
    faults.at_write(2, Fault::Full);
    let lost = fixture.act("y", "D1", "06-04 08:00", refuse).unwrap_err();
    assert!(!faults.clear_faults());
    assert!(full(&lost), "{lost:?}");
    assert_eq!(fixture.receives("z", "D1", "06-04 08:00", LAND).code, "H00-180604-0001");
    assert!(fixture.rows(&own("x")).is_empty());
    assert_eq!(fixture.healthy(), (1, 2));
}

/// For a failure of any write of a command: the answer reports it, no part of the command stays,
/// and the same command succeeds afterwards.
#[test]
fn whichever_write_of_a_command_fails_nothing_half_done_stays() {
    for fault in [Fault::Full, Fault::Io] {
        let (fixture, faults) = faulty();
        fixture.receives("x", "D1", "06-04 07:30", LAND);
        let acts: [(&str, &str, Command); 3] = [
            ("x", "06-04 09:00", give(&fixture, "A1", "verify")),
            ("y", "06-04 09:30", fixture.reception(LAND, at("06-04 09:30"))),
            ("y", "06-04 10:00", give(&fixture, "A1", "verify")),
        ];
        for (id, when, command) in acts {
            let (before, timer) = (fixture.healthy(), fixture.app.next_timer());
            for count in 0.. {
                assert!(count < 100, "{id} {when}");
                faults.at_write(count, fault);
                let done = fixture.act(id, "D1", when, command.clone());
                if faults.clear_faults() {
                    done.unwrap();
                    break;
                }
                let failure = done.unwrap_err();
                let named = match fault {
                    Fault::Full => full(&failure),
                    // Where the rows at the end of the group fail, all commands of the group get
                    // this answer.
                    _ => matches!(failure, Failure::Store(_) | Failure::NotCertain { .. }),
                };
                assert!(named, "{failure:?}");
                assert_eq!((fixture.healthy(), fixture.app.next_timer()), (before, timer));
            }
        }
        assert_eq!(fixture.kinds("x"), ["received", "given"]);
        assert_eq!(fixture.kinds("y"), ["received", "given"]);
        fixture.healthy();
    }
}

#[test]
fn a_sync_that_fails_is_not_certain_and_nothing_more_is_written() {
    let (fixture, faults) = faulty();
    fixture.receives("x", "D1", "06-04 07:30", LAND);
    faults.at_commit(Fault::Sync);
    let lost = fixture.act("x", "D1", "06-04 09:00", give(&fixture, "A1", "verify")).unwrap_err();
    assert!(matches!(lost, Failure::NotCertain { .. }), "{lost:?}");
    faults.clear_faults();
    let refused = fixture.act("x", "D1", "06-04 09:30", finish()).unwrap_err();
    assert!(matches!(refused, Failure::Overloaded), "{refused:?}");
    fixture.reopened().healthy();
}

#[test]
fn on_a_full_disk_no_notice_is_handed_over_and_later_each_is_once() {
    let (fixture, faults) = faulty();
    let contact = Contact::read("0900000001").unwrap();
    let now = at("06-04 08:00");
    let notice = |code: &str| ("Mã".to_owned(), code.to_owned());
    fixture.app.send_code(&CodeRequest::of(&contact, "here"), notice, 123_456, now).unwrap();
    faults.at_commit(Fault::Full);
    for _ in 0..3 {
        let lost = fixture
            .app
            .take_due_notices(rules::NoticeWay::Sms, (4, 3), Vec::new(), now)
            .unwrap_err();
        assert!(full(&lost), "{lost:?}");
    }
    faults.clear_faults();
    let taken =
        fixture.app.take_due_notices(rules::NoticeWay::Sms, (4, 3), Vec::new(), now).unwrap();
    assert_eq!((taken.len(), taken[0].tries), (1, 1));
    faults.at_commit(Fault::Full);
    assert!(full(&fixture.app.delivered(&taken[0], now).unwrap_err()));
    faults.clear_faults();
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
    // The number of the failed reception is used again.
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
    // Timers of other dossiers run, an absence is declared, rules are put in force.
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

/// A replay has no savepoint: the open group is discarded with the part of the command that was
/// done.
#[test]
fn a_replay_that_fails_keeps_nothing_half_done_and_goes_on_from_what_is_durable() {
    let fixture = Fixture::new();
    let receive = |id: &str, when: &str| {
        fixture.submission(id, "D1", at(when), fixture.reception(LAND, at(when)))
    };
    let mut replay = fixture.app.replay();
    replay.submit(0, receive("x", "06-04 07:30")).unwrap();
    // A refusal by the rules before a write discards nothing.
    replay.submit(1, receive("x", "06-04 08:00")).unwrap();
    replay.submit(2, receive("y", "06-04 08:00")).unwrap();
    let failed = replay.wait().unwrap_err();
    assert_eq!(failed.number, Some(1));
    assert!(matches!(failed.failure, Failure::Refused(_)), "{:?}", failed.failure);
    fixture.app.commit().unwrap();
    assert_eq!((fixture.kinds("x").len(), fixture.kinds("y").len()), (1, 0));
    // The key belongs to another act, so this is no refusal by the rules.
    let key = || Some(app::CommandKey::from("one"));
    let mut replay = fixture.app.replay();
    let first = app::Submission { key: key(), ..receive("y", "06-04 08:00") };
    let other = app::Submission { key: key(), ..receive("z", "06-04 09:00") };
    replay.submit(0, first).unwrap();
    replay.submit(1, other).unwrap();
    let failed = replay.wait().unwrap_err();
    assert_eq!(failed.number, Some(1));
    fixture.app.commit().unwrap();
    assert_eq!(fixture.kinds("y"), [] as [&str; 0], "lost with the open group");
    fixture.receives("y", "D1", "06-04 09:00", LAND);
    assert_eq!(fixture.kinds("x"), ["received"]);
    fixture.healthy();
}
