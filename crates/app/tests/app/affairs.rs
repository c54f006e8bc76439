//! Sessions of advisers, campaigns and initiatives: recorded once, counted at once and after a
//! restart, frozen after the start; a change that was not made by the program is found.

use affairs::adviser_session::{self, Outcome};
use affairs::campaign::{Block, Declaration, Group, Part, Refusal};
use affairs::initiative::{self, Measure, Proposal};
use affairs::measure::{Baseline, Fraction, Indicator, Scope};
use app::{CommandKey, Failure, NewSession, SessionCorrection, Who};
use calendar::{Day, Instant};
use dossier::Role;
use indicators::Query;
use indicators::advisers::advisers;
use rusqlite::Connection;

use crate::support::{Fixture, LAND, at, finish, own};

fn who(fixture: &Fixture, id: &str) -> Who {
    let actor = fixture.who(id);
    Who::Officer { actor, login: id.into(), name: id.into() }
}

fn session(id: &str, day: &str, dossier: Option<String>) -> NewSession {
    let outcome = if dossier.is_some() { Outcome::FiledAtDesk } else { Outcome::Advised };
    NewSession {
        id: id.into(),
        procedure: LAND.into(),
        day: day.parse().unwrap(),
        outcome,
        dossier,
        salt: "00".repeat(16),
        helped: Some("Canary".into()),
    }
}

fn records(fixture: &Fixture, by: &str, session: NewSession, when: &str) -> Result<(), Failure> {
    let key = CommandKey::from(format!("{by} {when} {}", session.id));
    fixture.app.record_session(&who(fixture, by), session, key, at(when))
}

fn sessions(fixture: &Fixture, as_of: Instant) -> u64 {
    let figures = fixture.app.figures(None).unwrap().unwrap();
    let june = Query::new(Day::from_ymd(2018, 6, 1), Day::from_ymd(2018, 6, 30));
    let query = Query { as_of, ..june };
    advisers(figures.facts.iter(), &figures.sessions, &query).unwrap().total.tally.sessions
}

#[test]
fn a_session_is_counted_at_once_and_after_a_restart_and_a_dossier_once() {
    let fixture = Fixture::new();
    fixture.receives("x", "D1", "06-04 08:00", LAND);
    assert_eq!(sessions(&fixture, Instant::MAX), 0, "loaded before it is recorded");
    records(&fixture, "D1", session("a", "2018-06-04", None), "06-04 09:00").unwrap();
    let of_dossier = || session("b", "2018-06-04", Some(own("x")));
    records(&fixture, "D1", of_dossier(), "06-04 10:00").unwrap();
    for (refused, why) in [
        (session("a", "2018-06-05", None), adviser_session::Refusal::AlreadyRecorded),
        (of_dossier(), adviser_session::Refusal::AlreadyRecorded),
        (session("c", "2018-06-20", None), adviser_session::Refusal::InFuture),
        (
            session("d", "2018-06-05", Some(own("nothing"))),
            adviser_session::Refusal::UnknownDossier,
        ),
    ] {
        let answer = records(&fixture, "D1", refused, "06-05 09:00");
        assert!(matches!(&answer, Err(Failure::NotHeld(reason)) if *reason == why), "{answer:?}");
    }
    let specialist = records(&fixture, "A1", session("e", "2018-06-05", None), "06-05 09:00");
    assert!(matches!(specialist, Err(Failure::NoPermit(_))));
    assert_eq!(sessions(&fixture, Instant::MAX), 2);
    let rows = fixture.rows("adviser_session/pb/x");
    assert!(rows.len() == 1 && !rows[0].event.public_part.contains("Canary"), "sealed");
    let texts = || fixture.app.session_texts(&who(&fixture, "D1"), &["a".into(), "x".into()]);
    assert!(texts().unwrap().iter().all(|texts| texts.helped.as_deref() == Some("Canary")));
    let correction = SessionCorrection {
        id: "x".into(),
        procedure: LAND.into(),
        day: "2018-06-03".parse().unwrap(),
        outcome: Outcome::FiledOnline,
        reason: "Nhầm kết quả".into(),
        salt: "00".repeat(16),
    };
    let by = |officer: &str| {
        let key = CommandKey::from(format!("correct {officer}"));
        fixture.app.correct_session(
            &who(&fixture, officer),
            correction.clone(),
            key,
            at("06-06 09:00"),
        )
    };
    let foreign = by("P1A");
    let other_team = adviser_session::Refusal::OtherTeam;
    assert!(matches!(&foreign, Err(Failure::NotHeld(why)) if *why == other_team), "{foreign:?}");
    by("D1").unwrap();
    assert_eq!(texts().unwrap()[1].reasons, ["Nhầm kết quả"]);
    let online = |fixture: &Fixture, as_of| {
        let figures = fixture.app.figures(None).unwrap().unwrap();
        let june = Query::new(Day::from_ymd(2018, 6, 1), Day::from_ymd(2018, 6, 30));
        let query = Query { as_of, ..june };
        advisers(figures.facts.iter(), &figures.sessions, &query).unwrap().total.tally.filed_online
    };
    assert_eq!((online(&fixture, at("06-06 08:59")), online(&fixture, Instant::MAX)), (0, 1));
    let fixture = fixture.reopened();
    assert_eq!(sessions(&fixture, Instant::MAX), 2);
    assert_eq!(sessions(&fixture, at("06-04 09:30")), 1, "as it was known between them");
    fixture.healthy();
}

fn declaration() -> Declaration {
    let threshold = Fraction::new(1, 2).unwrap();
    let part =
        |indicator, goal| Part { indicator, scope: Scope::default(), goal, weight: 100, threshold };
    let group = |block: &str, unit: &str, part| Group {
        block: block.into(),
        units: vec![unit.into()],
        parts: vec![part],
    };
    let block = |code: &str| Block {
        code: code.into(),
        name: code.into(),
        name_en: String::new(),
        places: 1,
    };
    Declaration {
        name: "Thi đua tháng 6".into(),
        name_en: String::new(),
        from: Day::from_ymd(2018, 6, 4),
        to: Day::from_ymd(2018, 6, 10),
        scope: Scope::default(),
        indicators: vec![Indicator::InTime],
        baseline: Baseline {
            from: Day::from_ymd(2018, 5, 1),
            to: Day::from_ymd(2018, 5, 31),
            scope: Scope::default(),
        },
        blocks: vec![block("units"), block("teams")],
        groups: vec![
            group("units", "A", part(Indicator::InTime, None)),
            group("units", "B", part(Indicator::InTime, None)),
            group("teams", "MC", part(Indicator::Sessions, Some(2))),
        ],
    }
}

fn declares(fixture: &Fixture, by: &str, when: &str) -> Result<(), Failure> {
    let key = CommandKey::from(format!("{by} {when}"));
    fixture.app.declare_campaign(&who(fixture, by), ("june", declaration()), false, key, at(when))
}

fn commends(fixture: &Fixture, units: Option<&[&str]>, when: &str) -> Result<(), Failure> {
    let units = units.map(|units| units.iter().map(|unit| (*unit).to_owned()).collect());
    let key = CommandKey::from(format!("commend {when} {units:?}"));
    fixture.app.commend(&who(fixture, "L1"), "june", (units, None), key, at(when))
}

fn why<T: std::fmt::Debug>(answer: Result<T, Failure>) -> Refusal {
    match answer {
        Err(Failure::NotCampaigned(why)) => *why,
        other => panic!("{other:?}"),
    }
}

/// An agency with a campaign that was declared before its start, a dossier finished in time, and a
/// session.
fn in_june() -> Fixture {
    let fixture = Fixture::new();
    declares(&fixture, "L1", "06-01 08:00").unwrap();
    fixture.receives("x", "D1", "06-04 08:00", LAND);
    fixture.hands("x", "D1", "A1", "verify", "06-04 09:00");
    fixture.does("x", "A1", "06-08 08:00", finish());
    records(&fixture, "D1", session("a", "2018-06-08", None), "06-08 09:00").unwrap();
    fixture
}

#[test]
fn a_campaign_is_declared_before_measured_from_the_record_and_decided_after() {
    let fixture = in_june();
    assert_eq!(fixture.who("L1").role, Role::Leader);
    assert!(matches!(declares(&fixture, "A1", "06-02 08:00"), Err(Failure::NoPermit(_))));
    let first = Day::from_ymd(2018, 6, 4);
    assert_eq!(why(declares(&fixture, "L1", "06-08 10:00")), Refusal::Started(first));
    let figures = fixture.app.figures(None).unwrap().unwrap();
    let standing = figures.standing(&declaration(), at("06-09 08:00")).unwrap();
    let ranked: Vec<(&str, &str, bool, u32)> = standing
        .units
        .iter()
        .map(|row| (row.unit.as_str(), row.score.as_str(), row.reached, row.rank))
        .collect();
    // One session of a goal of two is exactly the threshold of one half.
    assert_eq!(ranked, [("A", "200.00", true, 1), ("MC", "100.00", true, 2)]);
    assert_eq!(standing.left_out[0].unit, "B");
    // The 10th is a Sunday, so the last closing is that of Friday.
    let last = Day::from_ymd(2018, 6, 10);
    assert_eq!(why(commends(&fixture, None, "06-08 16:59")), Refusal::NotEnded(last));
    assert_eq!(why(commends(&fixture, Some(&["A"]), "06-11 08:00")), Refusal::WithoutReason);
    assert_eq!(
        why(commends(&fixture, Some(&["B"]), "06-11 08:00")),
        Refusal::NotRanked("B".into())
    );
    commends(&fixture, None, "06-11 09:00").unwrap();
    let decided = |fixture: &Fixture| {
        let campaigns = fixture.app.ask(|inquiry| inquiry.campaigns("pb")).unwrap();
        campaigns.into_iter().next().and_then(|(_, campaign)| campaign.decided).unwrap().units
    };
    assert_eq!(decided(&fixture), ["A", "MC"]);
    let again = why(commends(&fixture, None, "06-12 09:00"));
    assert_eq!(again, Refusal::AlreadyDecided(at("06-11 09:00")));
    let fixture = fixture.reopened();
    assert_eq!(decided(&fixture), ["A", "MC"]);
    fixture.healthy();
}

#[test]
fn an_initiative_keeps_its_steps_and_is_measured_from_the_record() {
    let fixture = in_june();
    let Declaration { from, to, scope, baseline, .. } = declaration();
    let measure = Measure { indicator: Indicator::InTime, from, to, scope, baseline };
    let proposal = Proposal {
        name: "Sáng kiến".into(),
        unit: "A".into(),
        owner: "A1".into(),
        steps: vec!["một".into(), "hai".into()],
        measure,
        campaign: None,
    };
    let propose = |by: &str| {
        let (key, now) = (CommandKey::from(by), at("06-08 09:00"));
        fixture.app.propose_initiative(&who(&fixture, by), "i", proposal.clone(), key, now)
    };
    assert!(matches!(propose("A1"), Err(Failure::NoPermit(_))), "no head");
    propose("L1").unwrap();
    let done = |by: &str, key: &str| {
        let (key, now) = (CommandKey::from(key), at("06-09 09:00"));
        fixture.app.do_initiative_step(&who(&fixture, by), "i", 2, key, now)
    };
    let stranger = done("B1", "1");
    assert!(matches!(stranger, Err(Failure::NotInitiated(initiative::Refusal::NotOwner))));
    done("A1", "2").unwrap();
    let initiatives = fixture.app.ask(|inquiry| inquiry.initiatives("pb")).unwrap();
    assert_eq!(initiatives[0].1.done, [None, Some(at("06-09 09:00"))]);
    let figures = fixture.app.figures(None).unwrap().unwrap();
    let effect = figures.effect(&proposal.measure, Instant::MAX).unwrap();
    assert_eq!((effect.now.x, effect.now.n, effect.baseline.n), (1, 1, 0));
    assert_eq!(effect.difference, None, "nothing to compare with");
    fixture.healthy();
}

#[test]
fn what_was_changed_without_the_program_is_found() {
    for (set, stream, what) in [
        ("happened_at = 99999999999999", "campaign/pb/june", "had started"),
        ("public_part = '{'", "campaign/pb/june", "event 1: "),
        ("public_part = replace(public_part, 'advised', 'x')", "adviser_session/pb/a", "unknown"),
        ("sealed_part = '{'", "adviser_session/pb/a", "the sealed part of event 1"),
    ] {
        let fixture = in_june().reopened();
        let file = Connection::open(fixture.folder.path().join("motcua.db")).unwrap();
        let sql = format!("UPDATE event SET {set} WHERE stream = '{stream}'");
        assert_eq!(file.execute(&sql, []).unwrap(), 1, "{sql}");
        let findings = fixture.findings();
        assert!(
            findings.len() == 1 && findings[0].what.to_string().contains(what),
            "{set}: {findings:?}"
        );
    }
}
