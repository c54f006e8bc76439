//! A session is recorded once, by its team, within the days for it.

#![expect(clippy::unwrap_used, reason = "a test may panic")]

use calendar::Instant;

use super::*;
use crate::aggregate::{Aggregate, fold};
use crate::testing::recorded;

const TODAY: Day = Day(17_800);

fn context() -> Context<'static> {
    Context { today: TODAY, in_force: true, procedure_of_dossier: Some("p") }
}

fn command() -> Command {
    Command {
        procedure: "p".into(),
        day: TODAY,
        outcome: Outcome::FiledOnline,
        dossier: Some("dossier/r/1".into()),
        reason: None,
    }
}

fn adviser() -> Actor {
    Actor::new("a", Role::Adviser, "W")
}

fn record(context: Context<'_>, command: Command) -> Result<Vec<Event>, Refusal> {
    AdviserSession::default().decide(context, &adviser(), command)
}

#[test]
fn a_session_is_recorded_once_by_an_adviser_of_its_team() {
    for role in Role::ALL.iter().copied() {
        let actor = Actor::new("o", role, "W");
        let events = AdviserSession::default().decide(context(), &actor, command());
        let may = matches!(role, Role::Adviser | Role::DeskOfficer);
        assert_eq!(events.is_ok(), may, "{role:?}");
        assert!(may || events == Err(Refusal::NotAdviser), "{role:?}");
    }
    let event = record(context(), command()).unwrap().remove(0);
    let at = Instant(5);
    let recorded = recorded(at, "a", event);
    let session: AdviserSession = fold(std::slice::from_ref(&recorded)).unwrap();
    assert_eq!(session.session.as_ref().map(|held| held.unit.as_str()), Some("W"));
    assert_eq!((session.adviser.as_str(), session.logged_at), ("a", at));
    let again = session.decide(context(), &adviser(), command());
    assert_eq!(again, Err(Refusal::AlreadyRecorded));
    assert!(fold::<AdviserSession>(&[recorded.clone(), recorded]).is_err());
}

#[test]
fn days_procedures_and_dossiers_that_do_not_fit_are_refused() {
    let day = |days| record(context(), Command { day: TODAY.plus(days), ..command() }).err();
    assert_eq!(day(1), Some(Refusal::InFuture));
    assert_eq!((day(0), day(-7)), (None, None));
    assert_eq!(day(-8), Some(Refusal::TooLate(TODAY.plus(-7))));
    let unknown = Context { in_force: false, ..context() };
    assert_eq!(record(unknown, command()), Err(Refusal::UnknownProcedure));
    let of = |procedure| Context { procedure_of_dossier: procedure, ..context() };
    assert_eq!(record(of(None), command()), Err(Refusal::UnknownDossier));
    assert_eq!(record(of(Some("q")), command()), Err(Refusal::OtherProcedure));
    let advised = Command { outcome: Outcome::Advised, ..command() };
    assert_eq!(record(context(), advised.clone()), Err(Refusal::NothingFiled));
    let alone = Command { dossier: None, ..advised };
    assert!(record(of(None), alone).is_ok());
}

#[test]
fn a_session_is_corrected_by_its_team_with_a_reason_and_the_old_stays_on_record() {
    let mut session = AdviserSession::default();
    let does = |session: &mut AdviserSession, command, at| {
        let event = session.decide(context(), &adviser(), command)?.remove(0);
        let at = Instant(at);
        session.apply(&recorded(at, "a", event)).unwrap();
        Ok::<(), Refusal>(())
    };
    let because = |reason: &str| Command { reason: Some(reason.into()), ..command() };
    assert_eq!(does(&mut session, because("nhầm"), 1), Err(Refusal::NotRecorded));
    does(&mut session, command(), 2).unwrap();
    assert_eq!(does(&mut session, because("nhầm"), 3), Err(Refusal::NothingChanged));
    let other = |reason: &str| Command { outcome: Outcome::FiledAtDesk, ..because(reason) };
    assert_eq!(does(&mut session, other(" "), 3), Err(Refusal::WithoutReason));
    let advised = Command { outcome: Outcome::Advised, ..because("nhầm") };
    assert_eq!(does(&mut session, advised, 3), Err(Refusal::NothingFiled), "it has a dossier");
    let foreign = Actor::new("b", Role::Adviser, "V");
    assert_eq!(session.decide(context(), &foreign, other("nhầm")), Err(Refusal::OtherTeam));
    let later = Context { today: TODAY.plus(31), ..context() };
    let last = Refusal::NoLongerCorrected(TODAY.plus(30));
    assert_eq!(session.decide(later, &adviser(), other("nhầm")), Err(last));
    does(&mut session, other("nhầm kết quả"), 4).unwrap();
    assert_eq!(session.session.as_ref().map(|held| held.outcome), Some(Outcome::FiledAtDesk));
    let [correction] = &session.corrections[..] else { panic!("{session:?}") };
    assert_eq!(correction.before.outcome, Outcome::FiledOnline);
    assert_eq!((session.logged_at, correction.logged_at), (Instant(2), Instant(4)));
}

#[test]
fn an_event_has_the_form_of_the_record() {
    let event = record(context(), Command { dossier: None, ..command() }).unwrap().remove(0);
    let value = serde_json::to_value(&event).unwrap();
    assert_eq!((&value["kind"], &value["outcome"]), (&"held".into(), &"filed_online".into()));
    assert_eq!(value.get("dossier"), None);
    assert_eq!(serde_json::from_value::<Event>(value).unwrap(), event);
}
