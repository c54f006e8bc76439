//! Simultaneous commands: two on one dossier, many receptions, one key twice.

use std::collections::BTreeSet;
use std::thread;

use app::{CommandKey, Done, DuplicateQuery, Extras, Failure, Intake, NewFile, Who};
use credentials::once;
use dossier::event::Person;
use dossier::{Action, Actor, Command, Reason, Sealed};
use store::ApplicantRow;

use crate::support::{Fixture, LAND, at, give, own};

#[test]
fn of_two_who_take_one_offer_one_wins_and_the_other_sees_why() {
    let fixture = Fixture::new();
    for round in 0..20 {
        let id = format!("x{round}");
        fixture.receives(&id, "D1", "06-04 08:00", LAND);
        fixture.does(&id, "D1", "06-04 09:00", give(&fixture, "A1", "verify"));
        let both = [Command::Accept, Command::Decline { reason: "Bận".into() }];
        let answers: Vec<Result<Done, Failure>> = thread::scope(|scope| {
            let threads =
                both.map(|command| scope.spawn(|| fixture.act(&id, "A1", "06-04 09:30", command)));
            threads.map(|thread| thread.join().unwrap()).into_iter().collect()
        });
        let refused: Vec<&Failure> =
            answers.iter().filter_map(|answer| answer.as_ref().err()).collect();
        let [Failure::Refused(refusal)] = refused[..] else { panic!("{answers:?}") };
        // The second actor gets the dossier's state and the actions that remain.
        assert_eq!(refusal.reason, Reason::NotPossible);
        assert!(!refusal.possible.contains(&Action::Accept), "{:?}", refusal.possible);
        let accepted = fixture.kinds(&id).last().unwrap() == "accepted";
        assert_eq!(refusal.possible.contains(&Action::CompleteStep), accepted);
    }
    fixture.healthy();
}

#[test]
fn receptions_from_many_threads_are_all_durable_with_codes_of_their_own() {
    let fixture = Fixture::new();
    let codes: BTreeSet<String> = thread::scope(|scope| {
        let threads: Vec<_> = (0..8)
            .map(|thread| {
                let fixture = &fixture;
                scope.spawn(move || {
                    let one = |number: usize| {
                        let id = format!("t{thread}n{number}");
                        let done = fixture.receives(&id, "D1", "06-04 08:00", LAND);
                        // The event is durable when the answer comes: another connection sees it.
                        assert_eq!(fixture.rows(&own(&id)).len(), 1);
                        done.code
                    };
                    (0..25).map(one).collect::<Vec<String>>()
                })
            })
            .collect();
        threads.into_iter().flat_map(|thread| thread.join().unwrap()).collect()
    });
    assert_eq!(codes.len(), 200);
    assert_eq!(codes.last().unwrap(), "H00-180604-0200");
    assert_eq!(fixture.healthy().0, 200);
    assert_eq!(fixture.reopened().healthy().0, 200);
}

#[test]
fn a_command_with_a_known_key_happens_once() {
    let fixture = Fixture::new();
    let mut first = fixture.submission(
        "x",
        "D1",
        at("06-04 08:00"),
        fixture.reception(LAND, at("06-04 08:00")),
    );
    first.key = Some("slip-1".into());
    fixture.app.execute(first.clone()).unwrap();
    fixture.does("x", "D1", "06-04 08:10", give(&fixture, "A1", "verify"));
    let fixture = fixture.reopened();
    // The same command again, later and for another stream, gets the first answer.
    for id in ["x", "y"] {
        let again = app::Submission { stream: own(id), at: at("06-05 08:00"), ..first.clone() };
        let answer = fixture.app.execute(again);
        assert!(
            matches!(&answer, Err(Failure::AlreadyDone { stream, version: 1 }) if *stream == own("x")),
            "{answer:?}"
        );
    }
    assert_eq!(fixture.kinds("x"), ["received", "given"]);
    assert!(fixture.rows(&own("y")).is_empty());
}

/// A key is valid only for the act to which it was bound.
#[test]
fn a_key_with_anything_else_is_a_conflict() {
    let fixture = Fixture::new();
    let when = at("06-04 08:00");
    let mut first = fixture.submission("x", "D1", when, fixture.reception(LAND, when));
    first.key = Some(CommandKey::new("k", &["name", "Lan"]));
    fixture.app.execute(first.clone()).unwrap();
    let mut given =
        fixture.submission("x", "D1", at("06-04 08:10"), give(&fixture, "A1", "verify"));
    given.key = Some(CommandKey::new("g", &[]));
    fixture.app.execute(given.clone()).unwrap();
    fixture.receives("z", "D1", "06-04 09:00", LAND);
    let with_key = |key: CommandKey| app::Submission { key: Some(key), ..first.clone() };
    for (what, other) in [
        ("other content", with_key(CommandKey::new("k", &["name", "Mai"]))),
        ("content cut elsewhere", with_key(CommandKey::new("k", &["nameLan"]))),
        ("another actor", app::Submission { actor: fixture.who("D2"), ..first.clone() }),
        ("another action", app::Submission { key: first.key.clone(), ..given.clone() }),
        ("another object", app::Submission { stream: own("z"), ..given.clone() }),
    ] {
        let answer = fixture.app.execute(other);
        assert!(matches!(answer, Err(Failure::KeyConflict)), "{what}: {answer:?}");
    }
    for same in [first, given] {
        assert!(matches!(fixture.app.execute(same), Err(Failure::AlreadyDone { .. })));
    }
    assert_eq!(fixture.kinds("x"), ["received", "given"]);
}

/// Files that earlier steps of a form added to its draft are content too. The first command takes
/// them, so its repetition finds none.
#[test]
fn a_key_is_bound_to_the_files_of_its_draft() {
    let fixture = Fixture::new();
    let when = at("06-04 08:00");
    let attach = |content: &[u8]| {
        let file = NewFile {
            id: once::digest_bytes(content),
            component: String::new(),
            name: "a.pdf".into(),
            media_type: "application/pdf",
            content: content.to_vec(),
        };
        fixture.app.attach("draft/k", vec![file], "D1", when).unwrap();
    };
    let mut first = fixture.submission("x", "D1", when, fixture.reception(LAND, when));
    first.key = Some(CommandKey::new("k", &["name", "Lan"]));
    let send = || {
        let extras = Extras { files_of: Some("draft/k".into()), ..Extras::default() };
        fixture.app.execute_with(first.clone(), &extras)
    };
    attach(b"first");
    send().unwrap();
    assert!(matches!(send(), Err(Failure::AlreadyDone { .. })));
    attach(b"second");
    assert!(matches!(send(), Err(Failure::KeyConflict)));
}

/// All citizens act under one id, so a key without a digest answers the dossier's person only.
#[test]
fn a_key_of_before_answers_no_other_citizen() {
    let fixture = Fixture::new();
    let when = at("06-04 08:00");
    let citizen = |person: &str| Actor::citizen(person);
    for (person, own_key) in [("p1", true), ("p2", false), ("", false)] {
        let intake = Intake { person: "p1".into(), ..fixture.intake(LAND) };
        let filing = fixture.app.filing(&intake, when).unwrap();
        let id = format!("of{person}");
        let mut first = fixture.submission(&id, "citizen", when, Command::File { filing });
        first.actor = citizen("p1");
        first.key = Some(format!("k{person}").as_str().into());
        fixture.app.execute(first.clone()).unwrap();
        let database = rusqlite::Connection::open(fixture.folder.path().join("motcua.db")).unwrap();
        database.execute("UPDATE event SET command_digest = NULL", []).unwrap();
        let again = app::Submission { actor: citizen(person), ..first };
        match fixture.app.execute(again) {
            Err(Failure::AlreadyDone { .. }) => assert!(own_key, "{person:?}"),
            Err(Failure::KeyConflict) => assert!(!own_key, "{person:?}"),
            other => panic!("{person:?}: {other:?}"),
        }
    }
}

/// A key from before digests were stored answers its own actor only.
#[test]
fn a_key_of_before_answers_its_own_actor() {
    let fixture = Fixture::new();
    let when = at("06-04 08:00");
    fixture.receives("x", "D1", "06-04 08:00", LAND);
    let event = fixture.rows(&own("x")).remove(0).event;
    let Fixture { app, folder } = fixture;
    drop(app);
    let mut writer = store::Folder::open(folder.path()).unwrap().writer().unwrap();
    writer.append(&own("old"), 0, &[event], Some("k")).unwrap();
    writer.commit().unwrap();
    drop(writer);
    let fixture = Fixture { app: app::Application::open(folder.path()).unwrap(), folder };
    for (who, own_key) in [("D1", true), ("D2", false), ("citizen", false)] {
        let mut again = fixture.submission("new", who, when, fixture.reception(LAND, when));
        again.key = Some(CommandKey::new("k", &["anything"]));
        match fixture.app.execute(again) {
            Err(Failure::AlreadyDone { .. }) => assert!(own_key, "{who}"),
            Err(Failure::KeyConflict) => assert!(!own_key, "{who}"),
            other => panic!("{who}: {other:?}"),
        }
    }
}

#[test]
fn of_one_key_from_many_threads_one_happens_and_all_answers_are_durable() {
    let fixture = Fixture::new();
    let done: usize = thread::scope(|scope| {
        let threads: Vec<_> = (0..8)
            .map(|thread| {
                let fixture = &fixture;
                scope.spawn(move || {
                    let when = at("06-04 08:00");
                    let mut submission = fixture.submission(
                        &format!("x{thread}"),
                        "D1",
                        when,
                        fixture.reception(LAND, when),
                    );
                    submission.key = Some("one".into());
                    match fixture.app.execute(submission) {
                        Ok(_) => 1,
                        Err(Failure::AlreadyDone { stream, .. }) => {
                            assert_eq!(fixture.rows(&stream).len(), 1);
                            0
                        }
                        Err(other) => panic!("{other}"),
                    }
                })
            })
            .collect();
        threads.into_iter().map(|thread| thread.join().unwrap()).sum()
    });
    assert_eq!(done, 1);
    assert_eq!(fixture.healthy().0, 1);
}

#[test]
fn an_answer_already_given_is_durable_before_it_is_said_again() {
    let fixture = Fixture::new();
    let mut first = fixture.submission(
        "x",
        "D1",
        at("06-04 08:00"),
        fixture.reception(LAND, at("06-04 08:00")),
    );
    first.key = Some("k".into());
    fixture.app.submit(first.clone()).unwrap();
    assert!(fixture.rows(&own("x")).is_empty(), "submitted, not waited for");
    fixture.app.execute(first).unwrap_err();
    assert_eq!(fixture.rows(&own("x")).len(), 1);
}

#[test]
fn a_draft_sent_twice_with_one_key_is_one_filing() {
    let fixture = Fixture::new();
    let filing = fixture.app.filing(&fixture.intake(LAND), at("06-03 08:00")).unwrap();
    fixture.app.save_draft("d", &filing, at("06-03 08:00")).unwrap();
    let send = |key: &str| {
        let (who, when) = (fixture.who("citizen"), at("06-03 09:00"));
        fixture.app.send_draft("d", &own("x"), &who, when, Some(key.into()), None)
    };
    send("k").unwrap();
    assert!(matches!(send("k"), Err(Failure::AlreadyDone { version: 1, .. })));
    assert!(matches!(send("l"), Err(Failure::Unknown { what: "draft", .. })));
    fixture.app.commit().unwrap();
    assert_eq!(fixture.kinds("x"), ["filed"]);
}

#[test]
fn a_draft_is_gone_after_thirty_days() {
    let fixture = Fixture::new();
    let filing = fixture.app.filing(&fixture.intake(LAND), at("06-03 08:00")).unwrap();
    fixture.app.save_draft("old", &filing, at("06-03 08:00")).unwrap();
    fixture.app.save_draft("kept", &filing, at("06-03 08:01")).unwrap();
    fixture.app.save_draft("new", &filing, at("07-03 08:01")).unwrap();
    let send = |id: &str| {
        fixture.app.send_draft(id, &own(id), &fixture.who("citizen"), at("07-03 09:00"), None, None)
    };
    assert!(matches!(send("old"), Err(Failure::Unknown { .. })));
    send("kept").unwrap();
}

/// Several counters receive one new person for one procedure at the same time, before a page could
/// show the other dossiers: one dossier is received, the other receptions are refused with a
/// warning.
#[test]
fn of_simultaneous_receptions_of_one_person_only_one_happens_without_a_warning() {
    let fixture = Fixture::new();
    let when = at("06-04 08:00");
    let receive = |id: &str, asks: bool| {
        let intake = Intake { person: format!("of {id}"), ..fixture.intake(LAND) };
        let command = Command::Receive(fixture.app.reception(&intake, when).unwrap());
        let mut submission = fixture.submission(id, "D1", when, command);
        let identity = "079012345678".to_owned();
        let applicant =
            Person {
                name: "Trần Thị Lan".into(), identity: identity.clone(), ..Person::default()
            };
        submission.sealed = Some(Sealed { applicant: Some(applicant), ..Sealed::default() });
        let query = DuplicateQuery {
            who: Who::Officer { actor: fixture.who("D1"), login: "d1".into(), name: "D1".into() },
            procedure: LAND.into(),
            stream: own(id),
            person: None,
            given: ApplicantRow { identity, ..ApplicantRow::default() },
            picked: String::new(),
        };
        let extras = Extras { unless_duplicate: asks.then_some(query), ..Extras::default() };
        fixture.app.execute_with(submission, &extras)
    };
    let received: usize = thread::scope(|scope| {
        let threads: Vec<_> = (0..8)
            .map(|n| {
                let receive = &receive;
                scope.spawn(move || receive(&format!("x{n}"), true))
            })
            .collect();
        let answers = threads.into_iter().map(|thread| thread.join().unwrap());
        answers
            .map(|answer| match answer {
                Ok(_) => 1,
                Err(Failure::Duplicate) => 0,
                Err(other) => panic!("{other:?}"),
            })
            .sum()
    });
    assert_eq!(received, 1);
    receive("anyway", false).expect("after the warning, the officer receives one more");
}
