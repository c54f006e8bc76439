//! Dossiers past their retention are erased without a request: two officers see the same list, nothing of
//! the person is left in it, and an older backup that is restored is erased again.

use affairs::disposal::Refusal as Why;
use app::{ErasedAgain, NewDisposal};
use store::ExistingFile;

use super::*;

/// Two ended dossiers of a person without an account, what was said about one of them, and another
/// person's dossier.
fn ended() -> Fixture {
    let fixture = office();
    receives(&fixture, ("old", IN_DAY, "person-1"), "06-04 08:00");
    hand_over(&fixture, "old");
    say(&fixture);
    receives(&fixture, ("taken", IN_DAY, "person-1"), "06-04 08:10");
    fixture.does("taken", "D1", "06-04 08:20", withdraw());
    fixture.receives("other", "D1", "06-04 08:30", LAND);
    fixture
}

/// Those past their retention.
fn past(fixture: &Fixture, when: Instant) -> Vec<String> {
    let found = fixture.app.past_retention(&inspector(), when).unwrap();
    found.into_iter().map(|one| one.row.stream).collect()
}

fn proposes_to_erase(fixture: &Fixture, id: &str, dossiers: &[&str]) -> Result<(), Failure> {
    proposes_as(fixture, &inspector(), id, dossiers)
}

fn proposes_as(
    fixture: &Fixture,
    officer: &Who,
    id: &str,
    dossiers: &[&str],
) -> Result<(), Failure> {
    let new = NewDisposal {
        id: id.into(),
        dossiers: dossiers.iter().map(|id| own(id)).collect(),
        permitted_by: "12/QĐ-UBND ngày 02/01/2020".into(),
        reason: "Hết giá trị".into(),
        salt: "88".into(),
    };
    let key = (CommandKey::from(format!("propose {id}")), later());
    fixture.app.propose_disposal(officer, new, key)
}

fn approves_disposal(fixture: &Fixture, id: &str) -> Result<bool, Failure> {
    let signed = signed_in(fixture, "L1", at("06-05 08:00"));
    let key = (CommandKey::from(format!("approve {id}")), later());
    fixture.app.approve_disposal((&signed.who, signed.second_factor), id, key)
}

fn refused(done: Result<impl std::fmt::Debug, Failure>) -> Why {
    match done {
        Err(Failure::Disposal(why)) => why,
        other => panic!("{other:?}"),
    }
}

#[test]
fn the_list_has_what_is_past_its_retention_and_waits_for_nothing() {
    let fixture = ended();
    assert_eq!(past(&fixture, "2019-12-31T23:00:00+07:00".parse().unwrap()), [""; 0]);
    assert_eq!(past(&fixture, later()), [own("taken")], "a complaint about the other waits");
    answer_complaint(&fixture);
    assert_eq!(past(&fixture, later()), [own("old"), own("taken")]);
    assert_eq!(refused(proposes_to_erase(&fixture, "d1", &["other"])), Why::NotErasable);
    proposes_to_erase(&fixture, "d1", &["old"]).unwrap();
    assert_eq!(past(&fixture, later()), [own("taken")], "in a proposal that waits");
    assert_eq!(refused(proposes_to_erase(&fixture, "d2", &["old"])), Why::NotErasable);
    let (salt, key) = ("99".to_owned(), (CommandKey::from("back"), later()));
    let reason = (salt, "Còn tranh chấp".to_owned());
    fixture.app.send_disposal_back(&inspector(), "d1", reason, key).unwrap();
    assert_eq!(past(&fixture, later()), [own("old"), own("taken")]);
    let desk = fixture.app.past_retention(&who(&fixture, "D1"), later());
    assert!(matches!(desk, Err(Failure::NoPermit(_))));
    fixture.healthy();
}

#[test]
fn two_officers_erase_what_both_saw_and_no_byte_is_left() {
    let fixture = ended();
    answer_complaint(&fixture);
    let counted = figures(&fixture);
    let leader = who(&fixture, "L1");
    proposes_as(&fixture, &leader, "own", &["old"]).unwrap();
    assert_eq!(refused(approves_disposal(&fixture, "own")), Why::OwnProposal);
    let (reason, key) = (("99".into(), "Rút".into()), (CommandKey::from("back"), later()));
    fixture.app.send_disposal_back(&leader, "own", reason, key).unwrap();
    proposes_to_erase(&fixture, "d1", &["old", "taken"]).unwrap();
    let without = fixture.app.approve_disposal(
        (&leader, SecondFactor::NotShown),
        "d1",
        (CommandKey::from("without"), later()),
    );
    assert!(matches!(without, Err(Failure::NoPermit(_))));
    assert!(!found(&fixture).is_empty());
    assert!(approves_disposal(&fixture, "d1").unwrap(), "nobody reads the log");
    assert_eq!(found(&fixture), [""; 0]);
    assert_eq!(figures(&fixture), counted);
    for id in ["old", "taken"] {
        assert_eq!(fixture.kinds(id).last().unwrap(), "erased");
    }
    assert_eq!(past(&fixture, later()), [""; 0]);
    let fixture = fixture.reopened();
    let open = fixture.app.open_disposal(&inspector(), "d1", later()).unwrap().unwrap();
    assert_eq!(open.disposal.erased().unwrap().0.bases, ["TT 1"]);
    assert!(open.dossiers.iter().all(|(_, erasable)| !erasable));
    fixture.healthy();
}

#[test]
fn a_proposal_of_which_a_dossier_must_be_kept_now_is_not_carried_out() {
    let fixture = office();
    receives(&fixture, ("old", IN_DAY, "person-1"), "06-04 08:00");
    hand_over(&fixture, "old");
    receives(&fixture, ("taken", IN_DAY, "person-1"), "06-04 08:10");
    fixture.does("taken", "D1", "06-04 08:20", withdraw());
    proposes_to_erase(&fixture, "d1", &["old", "taken"]).unwrap();
    say(&fixture);
    assert_eq!(refused(approves_disposal(&fixture, "d1")), Why::NotErasable);
    assert!(fixture.kinds("taken").iter().all(|kind| kind != "erased"), "all or nothing");
    let open = fixture.app.open_disposal(&inspector(), "d1", later()).unwrap().unwrap();
    let erasable: Vec<bool> = open.dossiers.iter().map(|(_, erasable)| *erasable).collect();
    assert_eq!(erasable, [false, true], "the page says which");
}

#[test]
fn an_older_backup_that_is_restored_is_erased_again() {
    for proposed_before in [false, true] {
        let fixture = ended();
        answer_complaint(&fixture);
        let backup = tempfile::tempdir().unwrap();
        let file = backup.path().join("backup");
        if proposed_before {
            proposes_to_erase(&fixture, "d1", &["old", "taken"]).unwrap();
        }
        store::backup(fixture.folder.path(), &file, ExistingFile::Keep).unwrap();
        if !proposed_before {
            proposes_to_erase(&fixture, "d1", &["old", "taken"]).unwrap();
        }
        approves_disposal(&fixture, "d1").unwrap();
        let list = Folder::erasures_in(fixture.folder.path()).unwrap();
        let folder = tempfile::tempdir().unwrap();
        store::restore(&file, folder.path(), &list).unwrap();
        let restored = Fixture { app: Application::open(folder.path()).unwrap(), folder };
        assert!(!found(&restored).is_empty(), "the backup holds the person");
        let again = restored.app.erase_again(later()).unwrap();
        assert_eq!(again, ErasedAgain { listed: 1, found: 1 });
        assert_eq!(found(&restored), [""; 0]);
        restored.healthy();
        let open = restored.app.open_disposal(&inspector(), "d1", later()).unwrap();
        let by = open.map(|open| open.disposal.outcome.unwrap().by);
        assert_eq!(by.as_deref(), proposed_before.then_some("system"), "it waits no more");
        assert_eq!(restored.app.erase_again(later()).unwrap(), ErasedAgain { listed: 1, found: 0 });
    }
}
