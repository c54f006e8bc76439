//! Inspection visits through the application: sealed texts, visibility, state after a restart.

use affairs::inspection::{Command, Refusal};
use app::{CommandKey, Failure, Who, inspection_waits};

use crate::support::{Fixture, at};

fn acts(fixture: &Fixture, by: &str, when: &str, command: Command) -> Result<(), Failure> {
    let who = Who::Officer { actor: fixture.who(by), login: by.into(), name: by.into() };
    let key = CommandKey::from(format!("{by} {when}"));
    fixture.app.act_on_inspection(&who, "v", command, "00".repeat(16), (key, at(when)))
}

#[test]
fn a_visit_is_sealed_seen_by_whom_it_concerns_and_kept() {
    let fixture = Fixture::new();
    let visited_on = "2018-06-04".parse().unwrap();
    let visit =
        |unit: &str| Command::Visit { unit: unit.into(), visited_on, text: "Canary".into() };
    let unknown = acts(&fixture, "L1", "06-05 08:00", visit("?"));
    assert!(matches!(unknown, Err(Failure::NotInspected(Refusal::UnknownUnit))));
    acts(&fixture, "L1", "06-05 08:10", visit("A")).unwrap();
    let due = "2018-06-08".parse().unwrap();
    let find =
        |owner: &str| Command::Find { owner: owner.into(), due, text: "Thiếu sổ".into() };
    let other = acts(&fixture, "L1", "06-05 08:20", find("B1"));
    assert!(matches!(other, Err(Failure::NotInspected(Refusal::NoOwner))));
    acts(&fixture, "L1", "06-05 08:30", find("A1")).unwrap();
    let sees = |fixture: &Fixture, id: &str| {
        fixture
            .app
            .open_inspection(&fixture.who(id), "v")
            .unwrap()
            .map(|inspection| inspection.turns.len())
    };
    let of = ["L1", "AH", "A1", "A2", "BH"].map(|id| sees(&fixture, id));
    assert_eq!(of, [Some(2), Some(2), Some(2), None, None]);
    let public: String =
        fixture.rows("inspection/pb/v").into_iter().map(|r| r.event.public_part).collect();
    assert!(!public.contains("Canary"), "{public}");
    let follow = Command::FollowUp { number: 1, text: "Đã mở sổ".into() };
    acts(&fixture, "A1", "06-06 08:00", follow).unwrap();
    let fixture = fixture.reopened();
    let waits = |id: &str| {
        let (count, _) =
            fixture.app.inspections(&fixture.who(id), (0, 9), |visit| inspection_waits(id, visit));
        count
    };
    assert_eq!((waits("A1"), waits("L1")), (0, 1));
    let close = Command::Close { number: 1, evidence: "Sổ số 5".into() };
    acts(&fixture, "L1", "06-07 08:00", close).unwrap();
    assert_eq!((waits("L1"), sees(&fixture, "AH")), (0, Some(4)));
    fixture.healthy();
}
