//! Every action is carried out once, and refused for the wrong actor, state and instant.

use dossier::{Action, Command, Phase, Reason};

use crate::fixture::*;

fn consult() -> Command {
    Command::Consult { unit: "other".into(), due: at("04-09T17:00") }
}

/// A dossier of O1, who is absent; O2 stands in.
fn away() -> Life {
    working().then("04-08T10:00", "H1", stand_in("O1", "O2", "04-09T17:00"))
}

fn back() -> Command {
    Command::EndStandIn { officer: "O1".into() }
}

/// A dossier, an instant, an actor and a command, with which the action is carried out.
pub fn happy(action: Action) -> (Life, &'static str, &'static str, Command) {
    let reason = String::from("lý do");
    let filed = || Life::new().then("04-07T08:00", "c", file());
    let offered = || received().then("04-07T09:30", "K1", give("O1", "verify"));
    match action {
        Action::File => (Life::new(), "04-07T08:00", "c", file()),
        Action::Guide => (filed(), "04-07T08:30", "K1", Command::Guide { missing: vec![reason] }),
        Action::Refuse => (filed(), "04-07T08:30", "K1", Command::Refuse { filing: None, reason }),
        Action::Receive => (filed(), "04-07T09:00", "K1", receive()),
        Action::CompleteAtOnce => {
            let reception = Box::new(reception());
            (filed(), "04-07T09:00", "K1", Command::CompleteAtOnce { reception, paid_vnd: 8000 })
        }
        Action::Give => (received(), "04-07T09:30", "K1", give("O1", "verify")),
        Action::Accept => (offered(), "04-07T10:00", "O1", Command::Accept),
        Action::Decline => (offered(), "04-07T10:00", "O1", Command::Decline { reason }),
        Action::Lapse => (crate::offers::offered(), "04-08T10:00", "system", Command::Lapse),
        Action::BeginStep => {
            (working(), "04-08T10:00", "O1", Command::BeginStep { step: "appraise".into() })
        }
        Action::CompleteStep => (working(), "04-08T10:00", "O1", Command::CompleteStep),
        Action::ReturnStep => (working(), "04-08T10:00", "O1", give_back("K1", "desk")),
        Action::Reassign => (working(), "04-08T10:00", "H1", reassign("O2")),
        Action::StandIn => (working(), "04-08T10:00", "H1", stand_in("O1", "O2", "04-09T17:00")),
        Action::EndStandIn => (away(), "04-08T14:00", "system", back()),
        Action::Consult => (working(), "04-08T10:00", "O1", consult()),
        Action::AnswerConsultation => {
            let (life, when, who, ask) = happy(Action::Consult);
            let answer = Command::AnswerConsultation { id: 1 };
            (life.then(when, who, ask), "04-08T11:00", "X1", answer)
        }
        Action::AskSupplement => (working(), "04-08T10:00", "O1", ask()),
        Action::PromisePapers => (supplement_asked(), "04-08T16:00", "c", promise()),
        Action::Supply => (supplement_asked(), "04-09T09:00", "c", supply()),
        Action::CloseUnsupplied => (supplement_asked(), "04-24T09:00", "K1", close()),
        Action::Pause => (working(), "04-08T10:00", "O1", pause()),
        Action::Resume => (paused(), "04-09T09:00", "O1", Command::Resume),
        Action::Extend => (working(), "04-09T17:00", "H1", extend(1)),
        Action::ChangeCalendar => (working(), "04-08T10:00", "A1", change_calendar("swap")),
        Action::MoveToUnit => {
            (working(), "04-08T10:00", "A1", Command::MoveToUnit { unit: "TP2".into(), reason })
        }
        Action::Remind => (working(), "04-08T10:00", "system", Command::Remind { percent: 50 }),
        Action::DraftApology => (working(), "04-09T10:00", "O1", draft(Some("04-10"))),
        Action::SignApology => (
            letter_drafted(),
            "04-10T09:00",
            "H1",
            Command::SignApology { reason: None, new_date: None, confirmed: false },
        ),
        Action::SendApology => (letter_signed(), "04-10T09:00", "K1", Command::SendApology(None)),
        Action::SetChairmanDate => {
            let (date, decision) = (day("04-21"), "QĐ".into());
            (letter_sent(), "04-10T09:00", "L1", Command::SetChairmanDate { date, decision })
        }
        Action::ApproveResult => {
            let life = working().then("04-08T10:00", "H1", reassign("H1"));
            (life, "04-08T11:00", "H1", Command::ApproveResult { declined: false, reason: None })
        }
        Action::Finish => (working(), "04-09T17:00", "O1", finish()),
        Action::Withdraw => (working(), "04-08T16:00", "c", Command::Withdraw { reason }),
        Action::Correct => (ready(), "04-08T16:00", "H1", correct(3, r#"{"at":1744101000000}"#)),
        Action::Note => (working(), "04-08T16:00", "O1", Command::Note),
        _ => of_result(action),
    }
}

/// The same for an action on a result that is ready or was posted.
fn of_result(action: Action) -> (Life, &'static str, &'static str, Command) {
    match action {
        Action::DeclineResult => {
            (ready(), "04-09T09:00", "K1", Command::DeclineResult { reason: "lý do".into() })
        }
        Action::HandOver => (
            ready(),
            "04-08T16:00",
            "K1",
            Command::HandOver { without_letter: None, by_code: false },
        ),
        Action::Post => (ready(), "04-08T16:00", "K1", Command::Post { tracking: "EE1".into() }),
        Action::PostDelivered => (posted(), "04-10T08:00", "K1", Command::PostDelivered),
        Action::PostReturned => {
            let reason = dossier::event::ReturnReason::Absent;
            (posted(), "04-10T08:00", "K1", Command::PostReturned { reason })
        }
        Action::RemindCollection => {
            (ready(), "04-16T08:00", "system", Command::RemindCollection { number: 1 })
        }
        _ => panic!("{action:?} is not about a result"),
    }
}

/// A dossier whose result was sent by post.
pub fn posted() -> Life {
    ready().then("04-08T16:00", "K1", Command::Post { tracking: "EE1".into() })
}

/// A dossier in every phase.
pub fn in_every_phase() -> Vec<Life> {
    let ended = |action| {
        let (life, when, who, command) = happy(action);
        life.then(when, who, command)
    };
    let ends = [Action::Guide, Action::Refuse, Action::Finish, Action::HandOver, Action::Withdraw];
    let mut lives = vec![Life::new(), Life::new().then("04-07T08:00", "c", file()), working()];
    lives.extend(ends.map(ended));
    lives
}

#[test]
fn every_action_is_carried_out() {
    for &action in Action::ALL {
        let (life, when, who_acts, command) = happy(action);
        assert_eq!(command.action(), action);
        let possible = dossier::available_actions(&life.state, &who(who_acts), at(when));
        assert!(possible.contains(&action), "{action:?} is no button");
        let before = life.history.len();
        let after = life.then(when, who_acts, command);
        assert!(after.history.len() > before, "{action:?}");
    }
}

#[test]
fn every_action_is_refused_to_the_wrong_actor() {
    for &action in Action::ALL {
        let (life, when, _, command) = happy(action);
        assert_eq!(
            life.decide(at(when), &who("I1"), &command),
            Err(Reason::NotPermitted),
            "{action:?}"
        );
    }
}

#[test]
fn every_action_is_refused_in_the_wrong_phase() {
    let lives = in_every_phase();
    let mut phases: Vec<Phase> = lives.iter().map(|life| life.state.phase).collect();
    phases.sort_unstable();
    phases.dedup();
    assert_eq!(phases, Phase::ALL);
    for &action in Action::ALL {
        let (_, when, who_acts, command) = happy(action);
        for life in lives.iter().filter(|life| !action.phases().contains(&life.state.phase)) {
            let decided = life.decide(at(when), &who(who_acts), &command);
            assert_eq!(decided, Err(Reason::NotPossible), "{action:?} {:?}", life.state.phase);
        }
    }
}

#[test]
fn every_action_is_refused_before_the_last_event_and_beyond_the_calendar() {
    for &action in Action::ALL {
        let (life, _, who_acts, command) = happy(action);
        if life.history.is_empty() {
            continue;
        }
        let (last, actor) = (life.state.last_at, who(who_acts));
        let early = life.decide(last.plus_millis(-1), &actor, &command);
        assert_eq!(early, Err(Reason::BeforeLastEvent(last)), "{action:?}");
        if life.state.calendar.is_some() {
            let late = life.decide("2031-04-07T08:00:00Z".parse().unwrap(), &actor, &command);
            assert_eq!(late, Err(Reason::OutsideCalendar), "{action:?}");
        }
    }
}
