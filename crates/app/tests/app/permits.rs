//! Refused permits: every action, in every phase, by an actor whom the dossier does not concern.

use app::Failure;
use calendar::{Amount, Unit};
use dossier::event::PauseReason;
use dossier::{Action, Command, Reason};

use crate::support::{Fixture, LAND, ask, at, finish, give, withdraw};

/// A command of an action that would succeed with the permit.
fn sample(fixture: &Fixture, action: Action) -> Command {
    let text = || "Lý do".to_owned();
    let day = || "2018-07-02".parse().unwrap();
    let reception = || fixture.app.reception(&fixture.intake(LAND), at("06-04 08:00")).unwrap();
    let filing = || fixture.app.filing(&fixture.intake(LAND), at("06-04 08:00")).unwrap();
    let amount = || Amount { amount: 1, unit: Unit::WorkingDays };
    match action {
        Action::File => Command::File { filing: filing() },
        Action::Guide => Command::Guide { missing: vec![text()] },
        Action::Refuse => Command::Refuse { filing: Some(filing()), reason: text() },
        Action::Receive => Command::Receive(reception()),
        Action::CompleteAtOnce => Command::CompleteAtOnce { reception: reception(), paid_vnd: 1 },
        Action::Give => give(fixture, "A2", "verify"),
        Action::Accept => Command::Accept,
        Action::Decline => Command::Decline { reason: text() },
        Action::Lapse => Command::Lapse,
        Action::EndStandIn => Command::EndStandIn { officer: "A1".into() },
        Action::BeginStep => Command::BeginStep { step: "verify".into() },
        Action::CompleteStep => Command::CompleteStep,
        Action::ReturnStep => Command::ReturnStep {
            to: "A2".into(),
            unit: "A".into(),
            step: "verify".into(),
            reason: text(),
        },
        Action::Reassign => Command::Reassign { to: "A2".into(), unit: "A".into(), reason: text() },
        Action::StandIn => {
            Command::StandIn { officer: "A1".into(), by: "A2".into(), until: at("12-01 08:00") }
        }
        Action::Consult => Command::Consult { unit: "C".into(), due: at("12-01 08:00") },
        Action::AnswerConsultation => Command::AnswerConsultation { id: 1 },
        Action::AskSupplement => ask(Some("AH")),
        Action::PromisePapers => Command::PromisePapers { items: vec![text()] },
        Action::Supply => Command::Supply { items: Vec::new() },
        Action::CloseUnsupplied => Command::CloseUnsupplied,
        Action::Pause => Command::Pause { reason: PauseReason::Agency, basis: text() },
        Action::Resume => Command::Resume,
        Action::Extend => Command::Extend { by: amount(), basis: text() },
        Action::ChangeCalendar => {
            Command::ChangeCalendar { calendar: "office".into(), reason: text() }
        }
        Action::MoveToUnit => Command::MoveToUnit { unit: "C".into(), reason: text() },
        Action::Remind => Command::Remind { percent: 50 },
        Action::DraftApology => {
            Command::DraftApology { reason: text(), unit: "A".into(), new_date: None }
        }
        Action::SignApology => {
            Command::SignApology { reason: None, new_date: None, confirmed: false }
        }
        Action::SendApology => Command::SendApology(None),
        Action::SetChairmanDate => Command::SetChairmanDate { date: day(), decision: text() },
        Action::ApproveResult => Command::ApproveResult { declined: false, reason: None },
        Action::Finish => Command::Finish { without_letter: Some(text()) },
        Action::DeclineResult => Command::DeclineResult { reason: text() },
        Action::HandOver => Command::HandOver { without_letter: Some(text()), by_code: false },
        Action::Post => Command::Post { tracking: text() },
        Action::PostDelivered => Command::PostDelivered,
        Action::PostReturned => {
            Command::PostReturned { reason: dossier::event::ReturnReason::Absent }
        }
        Action::RemindCollection => Command::RemindCollection { number: 1 },
        Action::Withdraw => withdraw(),
        Action::Correct => {
            Command::Correct { target: 0, set: serde_json::Map::new(), reason: text() }
        }
        Action::Note => Command::Note,
    }
}

/// A dossier in each situation.
fn situations(fixture: &Fixture) -> [&'static str; 11] {
    let filing = fixture.app.filing(&fixture.intake(LAND), at("06-04 07:00")).unwrap();
    fixture.does("filed", "citizen", "06-04 07:00", Command::File { filing });
    let received = [
        "offered",
        "paused",
        "asked",
        "letter",
        "signed",
        "promised",
        "ready",
        "posted",
        "withdrawn",
    ];
    for id in received {
        fixture.receives(id, "D1", "06-04 08:00", LAND);
        fixture.hands(id, "D1", "A1", "verify", "06-04 08:30");
    }
    fixture.does("offered", "A1", "06-04 09:00", give(fixture, "AH", "approve"));
    fixture.does(
        "offered",
        "A1",
        "06-04 09:00",
        Command::Consult { unit: "B".into(), due: at("06-08 08:00") },
    );
    let basis = "Văn bản".to_owned();
    fixture.does(
        "paused",
        "A1",
        "06-04 09:00",
        Command::Pause { reason: PauseReason::Agency, basis },
    );
    fixture.does("asked", "A1", "06-04 09:00", ask(None));
    for id in ["letter", "signed", "promised"] {
        let (reason, new_date) = ("Lý do".to_owned(), Some("2018-06-20".parse().unwrap()));
        let letter = Command::DraftApology { reason, unit: "A".into(), new_date };
        fixture.does(id, "AH", "06-04 09:00", letter);
    }
    fixture.does(
        "signed",
        "AH",
        "06-04 09:00",
        Command::SignApology { reason: None, new_date: None, confirmed: false },
    );
    fixture.does(
        "promised",
        "AH",
        "06-04 09:00",
        Command::SignApology { reason: None, new_date: None, confirmed: false },
    );
    fixture.does("promised", "D1", "06-04 09:00", Command::SendApology(None));
    for id in ["ready", "posted"] {
        fixture.does(id, "A1", "06-04 09:00", finish());
    }
    fixture.does("posted", "D1", "06-04 09:00", Command::Post { tracking: "EE1".into() });
    fixture.does("withdrawn", "citizen", "06-04 09:00", withdraw());
    [
        "absent",
        "filed",
        "offered",
        "paused",
        "asked",
        "letter",
        "signed",
        "promised",
        "ready",
        "posted",
        "withdrawn",
    ]
}

#[test]
fn an_unrelated_actor_may_do_nothing() {
    let fixture = Fixture::new();
    let situations = situations(&fixture);
    let before = fixture.healthy();
    let mut not_permitted = std::collections::BTreeSet::new();
    for id in situations {
        for action in Action::ALL.iter().copied() {
            // Officers of a unit that the dossier does not concern, and persons whom the agency
            // does not employ.
            for who in ["C1", "CH"] {
                // No officer can answer an offer that has lapsed.
                let when = if id == "offered" { "06-04 10:00" } else { "06-26 10:00" };
                let submission = fixture.submission(id, who, at(when), sample(&fixture, action));
                match fixture.app.execute(submission) {
                    Err(Failure::Refused(refusal)) => match refusal.reason {
                        Reason::NotPermitted => drop(not_permitted.insert(action)),
                        Reason::NotPossible => {}
                        other => panic!("{id} {action:?} {who}: {other:?}"),
                    },
                    other => panic!("{id} {action:?} {who}: {other:?}"),
                }
            }
        }
    }
    // Each action was possible in some situation, so only the permit was missing.
    let left: Vec<&Action> =
        Action::ALL.iter().filter(|action| !not_permitted.contains(action)).collect();
    assert_eq!(left, [] as [&Action; 0]);
    assert_eq!(fixture.healthy(), before, "nothing is on record of it");
}

#[test]
fn a_citizen_does_what_is_a_citizens_only() {
    let fixture = Fixture::new();
    let situations = situations(&fixture);
    for id in situations {
        for action in Action::ALL.iter().copied() {
            let mine = matches!(
                action,
                Action::File | Action::PromisePapers | Action::Supply | Action::Withdraw
            );
            if !mine {
                let command = sample(&fixture, action);
                let reason = fixture.refused(id, "citizen", "06-26 10:00", command);
                assert!(matches!(reason, Reason::NotPermitted | Reason::NotPossible), "{action:?}");
            }
        }
    }
}

#[test]
fn a_refused_reception_uses_up_no_number() {
    let fixture = Fixture::new();
    let reception = fixture.reception(LAND, at("06-04 08:00"));
    assert_eq!(fixture.refused("x", "C1", "06-04 08:00", reception.clone()), Reason::NotPermitted);
    assert!(matches!(
        fixture.refused("x", "D1", "06-04 07:00", fixture.reception(LAND, at("06-04 07:00"))),
        Reason::DeskClosed { .. }
    ));
    assert_eq!(fixture.does("x", "D1", "06-04 08:00", reception).code, "H00-180604-0001");
}

/// Reads of a person's dossiers, and acts on absences and rules, need permits of their own.
#[test]
fn reads_and_acts_outside_the_dossier_take_their_permits() {
    let fixture = Fixture::new();
    fixture.receives("x", "D1", "06-04 08:00", LAND);
    let now = at("06-04 09:00");
    let who = |id: &str| app::Who::Officer {
        actor: fixture.who(id),
        login: id.to_lowercase(),
        name: id.into(),
    };
    let stream = crate::support::own("x");
    let dossier = fixture.app.open_stream(&who("D1"), &stream, now).unwrap().unwrap();
    assert!(fixture.app.slip_of(&who("D1"), &dossier, now).is_ok());
    assert_eq!(fixture.app.dossiers_of(&who("D1"), "someone", now).unwrap().len(), 0);
    let citizen = app::Who::Citizen { person: "somebody else".into(), claimed: Vec::new() };
    for who in [app::Who::Anonymous, citizen] {
        let slip = fixture.app.slip_of(&who, &dossier, now);
        assert!(matches!(slip, Err(Failure::NoPermit(_))), "{slip:?}");
        let theirs = fixture.app.dossiers_of(&who, "someone", now);
        assert!(matches!(theirs, Err(Failure::NoPermit(_))), "{theirs:?}");
    }
    let leader = (&who("L1"), app::SecondFactor::default());
    let other = app::permit_agency(leader, app::AgencyAction::DeclareLeave, "A1").unwrap();
    let put = fixture.app.put_in_force(&other, &crate::support::files(), "thử", now);
    assert!(matches!(put, Err(Failure::NoPermit(_))), "{put:?}");
}
