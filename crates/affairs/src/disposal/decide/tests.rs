//! Every command with its refusals, and tries in any order: no officer erases alone.
#![expect(clippy::unwrap_used, reason = "a test may panic")]

use proptest::prelude::*;

use super::*;
use crate::aggregate::Aggregate;
use crate::testing::recorded;

fn actor(id: &str) -> Actor {
    match id {
        "KS1" => Actor::new(id, Role::Inspector, "LD"),
        "A1" => Actor::new(id, Role::Specialist, "A"),
        _ => Actor::new(id, Role::Leader, "LD"),
    }
}

const BOTH: [&str; 2] = ["dossier/q9/1", "dossier/q9/2"];

fn streams(names: &[&str]) -> Vec<String> {
    names.iter().map(|name| (*name).to_owned()).collect()
}

fn execute(
    disposal: &mut Disposal,
    who: &str,
    erasable: &[&str],
    command: Command,
) -> Result<(), Refusal> {
    let erasable = streams(erasable);
    let context = Context { erasable: &erasable };
    let event = disposal.decide(context, &actor(who), command)?.remove(0);
    disposal.apply(&recorded(Instant(7), who, event)).unwrap();
    Ok(())
}

fn propose(dossiers: &[&str], permitted_by: &str, reason: &str) -> Command {
    Command::Propose {
        dossiers: streams(dossiers),
        bases: vec!["Thông tư".into()],
        permitted_by: permitted_by.into(),
        reason: reason.into(),
    }
}

fn send_back() -> Command {
    Command::SendBack { reason: "Còn tranh chấp".into() }
}

#[test]
fn a_list_is_proposed_with_the_document_that_permits_it() {
    let rows = [
        ("A1", propose(&BOTH, "12/QĐ", "x"), Err(Refusal::NotResponsible)),
        ("KS1", propose(&[], "12/QĐ", "x"), Err(Refusal::NothingChosen)),
        ("KS1", propose(&["dossier/q9/3"], "12/QĐ", "x"), Err(Refusal::NotErasable)),
        ("KS1", propose(&BOTH, " ", "x"), Err(Refusal::EmptyText)),
        ("KS1", propose(&BOTH, "12/QĐ", " "), Err(Refusal::EmptyText)),
        ("KS1", Command::Approve, Err(Refusal::NotOnRecord)),
        ("KS1", propose(&BOTH, "12/QĐ", "x"), Ok(())),
        ("LD1", propose(&BOTH, "12/QĐ", "x"), Err(Refusal::AlreadyProposed)),
    ];
    let mut disposal = Disposal::default();
    for (who, command, expected) in rows {
        assert_eq!(execute(&mut disposal, who, &BOTH, command.clone()), expected, "{command:?}");
    }
}

#[test]
fn another_officer_approves_what_may_still_be_erased_or_sends_it_back() {
    let mut disposal = Disposal::default();
    execute(&mut disposal, "KS1", &BOTH, propose(&BOTH, "12/QĐ", "x")).unwrap();
    let sent_back = disposal.clone();
    let own = execute(&mut disposal, "KS1", &BOTH, Command::Approve);
    assert_eq!(own, Err(Refusal::OwnProposal));
    let fewer = execute(&mut disposal, "LD1", &BOTH[..1], Command::Approve);
    assert_eq!(fewer, Err(Refusal::NotErasable), "a complaint came, or another rule");
    assert!(disposal.erased().is_none());
    execute(&mut disposal, "LD1", &BOTH, Command::Approve).unwrap();
    assert_eq!(disposal.erased().unwrap().0.dossiers, streams(&BOTH));
    let late = execute(&mut disposal, "LD1", &BOTH, send_back());
    assert_eq!(late, Err(Refusal::AlreadyDecided(Instant(7))));
    let mut disposal = sent_back;
    let empty = Command::SendBack { reason: " ".into() };
    assert_eq!(execute(&mut disposal, "LD1", &BOTH, empty), Err(Refusal::EmptyText));
    execute(&mut disposal, "KS1", &[], send_back()).unwrap();
    assert!(disposal.waiting().is_none() && disposal.erased().is_none());
}

proptest! {
    #[test]
    fn no_officer_erases_alone(tries in prop::collection::vec((0..3u8, 0..2u8), 1..20)) {
        let mut disposal = Disposal::default();
        for (which, who) in tries {
            let command = match which {
                0 => propose(&BOTH, "12/QĐ", "x"),
                1 => send_back(),
                _ => Command::Approve,
            };
            let who = ["KS1", "LD1"][usize::from(who)];
            let _ = execute(&mut disposal, who, &BOTH, command);
            if disposal.erased().is_some() {
                let by = |one: &Option<String>| one.clone();
                let proposer = disposal.proposed.as_ref().map(|one| one.by.clone());
                let approver = disposal.outcome.as_ref().map(|one| one.by.clone());
                prop_assert_ne!(by(&proposer), by(&approver));
            }
        }
    }
}
