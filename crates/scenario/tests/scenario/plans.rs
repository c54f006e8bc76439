//! Plans that cannot be read or executed.

use rules::Rules;
use scenario::{Outcome, Plan, SimulatedCase, solve};

use crate::support::{QUOTAS, Stage, text, with};

/// The reason why a plan with these quotas cannot be read or executed.
fn refused(rules: &Rules, quotas: &str) -> String {
    let plan = Plan::parse(&text(quotas));
    let cases = plan.and_then(|plan| solve(&plan, rules));
    cases.err().map_or("it can be".into(), |error| error.to_string())
}

#[test]
fn quotas_that_do_not_add_up_are_refused_by_name() {
    let rules = Stage::new("").app().rules();
    let sum = with(QUOTAS, "in_time = 28", "in_time = 27");
    assert_eq!(
        refused(&rules, &sum),
        "quota \"land\": received is 44, but in time, late, open and withdrawn sum to 43"
    );
    for (old, new) in [
        ("suspended = 3", "suspended = 11"),
        ("without_letter = 1", "without_letter = 6"),
        ("late_after = 2", "late_after = 11"),
    ] {
        let why = refused(&rules, &with(QUOTAS, old, new));
        assert_eq!(why, "quota \"land\": a part is larger than its whole", "{new}");
    }
    let backwards = with(QUOTAS, "to = 2018-05-31", "to = 2018-02-25");
    assert!(refused(&rules, &backwards).starts_with("quota \"land\": it has no procedure, or"));
}

#[test]
fn a_plan_that_cannot_be_read_is_refused_by_line() {
    let whole = text(QUOTAS);
    for (old, new) in [
        ("received = 44", "received = many"),
        ("from = 2018-02-26", "from = 2018-02-30"),
        ("[quota.happen]", "[quota.happen"),
    ] {
        let line = whole[..whole.find(old).unwrap()].lines().count() + 1;
        let error = Plan::parse(&with(&whole, old, new)).unwrap_err().to_string();
        let expected = format!("plan.toml:{line}: ");
        assert!(error.starts_with(&expected), "{error} does not begin {expected}");
    }
}

#[test]
fn an_unknown_key_is_refused_by_its_own_line() {
    let whole = with(&text(QUOTAS), "received = 44", "recieved = 44");
    let line = whole[..whole.find("recieved").unwrap()].lines().count() + 1;
    let error = Plan::parse(&whole).unwrap_err().to_string();
    assert!(error.starts_with(&format!("plan.toml:{line}: unknown field `recieved`")), "{error}");
}

#[test]
fn an_impossible_number_is_refused_with_both_numbers() {
    let rules = Stage::new("").app().rules();
    // The plan has the largest possible number of open dossiers, so one more is too many.
    let one_more_open =
        with(&with(QUOTAS, "in_time = 28", "in_time = 27"), "open = 10", "open = 11");
    let all_late = with(&with(QUOTAS, "in_time = 28", "in_time = 0"), "late = 5", "late = 33");
    let all_late = with(&all_late, "days_late = [1, 5]", "days_late = [30, 31]");
    // Dossiers that are handed over at reception cannot be withdrawn.
    let at_once = with(
        QUOTAS,
        "received = 12\nin_time = 12\nlate = 0\nopen = 0",
        "received = 12\nin_time = 10\nlate = 0\nopen = 0\nwithdrawn = 2",
    );
    let unknown = with(QUOTAS, "\"1.011441\" = 70", "\"9.999999\" = 70");
    let whys = [one_more_open, all_late, at_once, unknown].map(|quotas| refused(&rules, &quotas));
    assert_eq!(
        whys,
        [
            "quota \"land\": 11 open, at most 10 possible",
            "quota \"land\": 33 late, at most 13 possible",
            "quota \"certification\": 2 withdrawn, at most 0 possible",
            "quota \"mortgage\": no procedure \"9.999999\" is in force on 2018-03-19",
        ]
    );
}

/// The column of a life at the end of its quota, by instants: in time, late, open or withdrawn.
fn standing(plan: &Plan, life: &SimulatedCase) -> Option<usize> {
    let zone = calendar::Zone::VIETNAM;
    let end = zone.at(plan.quotas[life.quota].to.plus(1), 0);
    let paused = life.pauses.iter().any(|pause| pause.from < end && end <= pause.to);
    match (life.end < end, life.outcome) {
        (true, Outcome::Withdrawn) => Some(3),
        (true, _) if zone.day(life.end) <= zone.day(life.due) => Some(0),
        (true, _) => Some(1),
        // A dossier past due belongs to another column.
        (false, _) => (paused || life.due >= end).then_some(2),
    }
}

#[test]
fn every_seed_meets_every_quota_exactly() {
    let rules = Stage::new("").app().rules();
    for seed in 0..40 {
        let mut plan = Plan::parse(&text(QUOTAS)).unwrap();
        plan.seed = seed;
        let cases = solve(&plan, &rules).unwrap();
        for (index, quota) in plan.quotas.iter().enumerate() {
            let mut counts = [0; 4];
            for life in cases.iter().filter(|life| life.quota == index) {
                let standing = standing(&plan, life);
                counts[standing.unwrap_or_else(|| panic!("seed {seed}: {life:?}"))] += 1;
            }
            let expected = [quota.in_time, quota.late, quota.open, quota.withdrawn];
            assert_eq!(counts, expected, "{} with seed {seed}", quota.name);
        }
    }
}
