//! Checks that every list is read from an index in the order shown, and that a search reads only
//! the rows that it shows.

#![expect(clippy::unwrap_used, reason = "a test may panic")]

use super::search::SearchConditions;
use super::*;
use crate::driver::sqlite::steps_of_this_thread;
use crate::scope::{AccessPath, Pick, Scope};
use crate::{ApplicantRow, Folder, Order};

/// A reader of an empty folder.
fn reader() -> Reader {
    let path = tempfile::tempdir().unwrap();
    Folder::open_or_create(path.path()).unwrap().reader().unwrap()
}

fn plan(scope: &Scope, pick: &Pick) -> String {
    plan::of(reader().driver(), &ListQuery::list(scope, pick)).unwrap()
}

fn agency(access_paths: Option<Vec<AccessPath>>) -> Scope {
    Scope { agency: "q9".into(), access_paths }
}

fn open(order: Order) -> Pick {
    Pick { phases: vec!["open".into()], order, at: 9, limit: 51, ..Pick::default() }
}

/// The SQL texts of all lists.
pub(crate) fn texts() -> Vec<String> {
    let path = |text: fn(String) -> AccessPath| text("x".to_owned());
    let every = [
        path(AccessPath::AnsweringUnit),
        path(AccessPath::HoldingUnit),
        path(AccessPath::Desk),
        path(AccessPath::ConsultedUnit),
        path(AccessPath::HelperUnit),
        path(AccessPath::Holder),
        path(AccessPath::Offered),
        path(AccessPath::OfferedUnit),
        path(AccessPath::StandIn),
        path(AccessPath::Person),
    ];
    let scopes = [agency(None), agency(Some(every.to_vec())), agency(Some(Vec::new()))];
    let orders = [Order::Due, Order::Received, Order::Filed, Order::Ended, Order::GivenOut];
    let words = ["a".to_owned(), "b".to_owned()];
    let mut queries = Vec::new();
    for scope in &scopes {
        for (pick, _) in picks() {
            for after in [None, Some((7, "s".to_owned())), Some((i64::MIN, "s".to_owned()))] {
                queries.push(ListQuery::list(scope, &Pick { after, ..pick.clone() }));
            }
            queries.push(ListQuery::count(scope, &pick));
            queries.push(ListQuery::count_to_limit(scope, &pick));
        }
        for order in orders {
            let after = Some((7, "s".to_owned()));
            let pick = Pick { order, after, without_letter: true, ..Pick::default() };
            queries.push(ListQuery::list(scope, &pick));
        }
        queries.push(ListQuery::by_code(scope, "c", 9));
        for (rare, phases) in [(None, &words[..]), (Some("a"), &[])] {
            let terms = SearchConditions { words: &words, phases, at: 9 };
            queries.push(ListQuery::by_name(scope, &terms, rare));
        }
    }
    queries.push(ListQuery::count_of_word("a"));
    queries.extend([None, Some("a")].map(|rare| ListQuery::people("q9", &words, rare)));
    queries.into_iter().map(|query| query.text).collect()
}

/// The queries of pages, each with the index that must answer it: for an officer, a unit, a desk,
/// and the whole agency.
fn picks() -> Vec<(Pick, &'static str)> {
    let text = || Some("x".to_owned());
    let phases = |phase: &str| vec![phase.to_owned()];
    let letter = |letter: &str| Pick {
        phases: vec!["open".into(), "ready".into()],
        letters: vec![letter.into()],
        ..Pick::default()
    };
    let due = || open(Order::Due);
    let running = || Pick { suspended: Some(false), ..due() };
    let late = || Pick { due_before: Some(9), ..running() };
    let near = || Pick { due_from: Some(9), due_before: Some(20), ..running() };
    let still = || Pick { suspended: Some(true), ..open(Order::Suspended) };
    let overdue = || Pick { supplement_before: Some(9), ..still() };
    let long = || Pick { suspended_before: Some(9), supplement_from: Some(9), ..still() };
    let filed = |phase| Pick { phases: phases(phase), order: Order::Filed, ..Pick::default() };
    let at_desk = |pick: Pick| Pick { desk: text(), ..pick };
    let ready = Pick { phases: phases("ready"), order: Order::Ended, ..Pick::default() };
    let given_out = Pick { given_out_from: Some(9), order: Order::GivenOut, ..Pick::default() };
    let mut picks = vec![
        (Pick { held_by: text(), ..running() }, "dossier_queue"),
        (Pick { held_by: text(), ..running() }, "dossier_stand_in"),
        (Pick { held_by: text(), suspended: Some(true), ..due() }, "dossier_queue"),
        (Pick { held_by: text(), procedure: text(), step: text(), ..running() }, "dossier_queue"),
        (Pick { offered_to: text(), ..due() }, "dossier_offered"),
        (Pick { offered_by: text(), ..due() }, "dossier_offering"),
        (Pick { consulted: text(), ..due() }, "dossier_consulted"),
        (at_desk(filed("filed")), "dossier_filed"),
        (at_desk(filed("guided")), "dossier_filed"),
        (at_desk(Pick { order: Order::Received, ..Pick::default() }), "dossier_desk"),
        (at_desk(ready), "dossier_ready"),
        (at_desk(given_out), "dossier_given_out"),
        (letter("drafted"), "dossier_letter"),
        (late(), "dossier_open"),
        (near(), "dossier_open"),
        (still(), "dossier_suspended"),
        (overdue(), "dossier_suspended"),
        (long(), "dossier_suspended"),
    ];
    for pick in [late(), near(), due()] {
        picks.push((Pick { unit: text(), ..pick.clone() }, "dossier_open_unit"));
        picks.push((Pick { holding_unit: text(), ..pick }, "dossier_holding"));
    }
    for pick in [still(), overdue(), long()] {
        picks.push((Pick { unit: text(), ..pick.clone() }, "dossier_suspended_unit"));
        picks.push((Pick { holding_unit: text(), ..pick }, "dossier_suspended_holding"));
    }
    picks
}

/// A list and its next page are read from an index in the order shown, without a sort or a scan.
#[test]
fn every_list_of_a_page_is_read_from_an_index_in_order() {
    let access_paths =
        || Some(vec![AccessPath::Holder("x".into()), AccessPath::AnsweringUnit("u".into())]);
    for (pick, index) in picks() {
        let unit = [&pick.unit, &pick.holding_unit, &pick.held_by, &pick.desk];
        let narrow = unit.iter().any(|filter| filter.is_some())
            || [&pick.offered_to, &pick.offered_by, &pick.consulted].iter().any(|a| a.is_some());
        // Only a leader reads lists of the whole agency, and the leader's scope is the agency.
        let scopes = if narrow { vec![None, access_paths()] } else { vec![None] };
        for scope in scopes.into_iter().map(agency) {
            for after in [None, Some((7, "s".to_owned()))] {
                let pick = Pick { after, ..pick.clone() };
                let plan = plan(&scope, &pick);
                assert!(plan.contains(&format!("INDEX {index}")), "{pick:?}\n{plan}");
                assert_eq!(plan::faults(&plan), [""; 0], "{pick:?}\n{plan}");
            }
        }
    }
}

#[test]
fn a_person_s_own_dossiers_are_read_from_an_index_in_order() {
    let scope = agency(Some(vec![AccessPath::Person("p".into())]));
    let plan = plan(&scope, &Pick { order: Order::Received, ..Pick::default() });
    assert!(plan.contains("dossier_person") && !plan.contains("TEMP B-TREE"), "{plan}");
}

/// The filings of a person are searched among that person's dossiers only.
#[test]
fn a_person_s_own_dossiers_are_never_searched_among_those_of_others() {
    let phases = vec!["filed".into(), "guided".into()];
    let filed = Pick { phases, order: Order::Filed, ..Pick::default() };
    let suspended = Pick { suspended: Some(true), order: Order::Suspended, ..Pick::default() };
    let paths = |of: &[&str]| of.iter().map(|p| AccessPath::Person((*p).into())).collect();
    for scope in [agency(Some(paths(&["p"]))), agency(Some(paths(&["p", "claimed"])))] {
        for pick in [filed.clone(), suspended.clone(), Pick::default()] {
            let plan = plan(&scope, &pick);
            assert!(plan.contains("INDEX dossier_person (person=?)"), "{pick:?}\n{plan}");
            assert!(!plan.contains("SCAN"), "{pick:?}\n{plan}");
        }
    }
}

/// Few dossiers are found without a scan of all dossiers.
#[test]
fn few_dossiers_are_found_without_reading_all() {
    let one = |access_path: fn(String) -> AccessPath| agency(Some(vec![access_path("x".into())]));
    let many = vec![
        AccessPath::HoldingUnit("u".into()),
        AccessPath::AnsweringUnit("u".into()),
        AccessPath::Holder("x".into()),
        AccessPath::Offered("x".into()),
        AccessPath::StandIn("x".into()),
        AccessPath::HelperUnit("u".into()),
        AccessPath::Desk("u".into()),
        AccessPath::Person("p".into()),
    ];
    for scope in [
        one(AccessPath::Person),
        one(AccessPath::HelperUnit),
        one(AccessPath::Offered),
        one(AccessPath::StandIn),
        agency(Some(many)),
    ] {
        let plan = plan(&scope, &Pick::default());
        assert!(plan.contains("SEARCH dossier USING INDEX"), "{scope:?}\n{plan}");
        assert!(!plan.contains("SCAN dossier"), "{scope:?}\n{plan}");
    }
    for pick in [
        Pick { offered_to: Some("x".into()), ..Pick::default() },
        Pick { letters: vec!["drafted".into()], ..Pick::default() },
        Pick { consulted: Some("u".into()), ..Pick::default() },
    ] {
        let plan = plan(&agency(None), &pick);
        assert!(plan.contains("USING INDEX"), "{pick:?}\n{plan}");
    }
}

#[test]
fn a_search_for_common_words_is_read_from_an_index_in_order() {
    let words = ["a".to_owned(), "b".to_owned()];
    let every = Some(vec![AccessPath::Holder("x".into()), AccessPath::AnsweringUnit("u".into())]);
    let terms = SearchConditions { words: &words, phases: &words, at: 9 };
    for query in [
        ListQuery::by_name(&agency(None), &terms, None),
        ListQuery::by_name(&agency(every), &terms, None),
        ListQuery::people("q9", &words, None),
    ] {
        let plan = plan::of(reader().driver(), &query).unwrap();
        assert!(plan.contains("INDEX dossier_received (agency=?)"), "{plan}");
        assert_eq!(plan::faults(&plan), [""; 0], "{plan}");
    }
}

/// The dossiers of a rare word are found by the word, and only these few are sorted.
#[test]
fn a_search_for_a_rare_word_reads_its_dossiers_only() {
    let words = ["a".to_owned(), "b".to_owned()];
    let terms = SearchConditions { words: &words, phases: &[], at: 9 };
    for query in [
        ListQuery::by_name(&agency(None), &terms, Some("a")),
        ListQuery::people("q9", &words, Some("a")),
    ] {
        let plan = plan::of(reader().driver(), &query).unwrap();
        assert!(plan.contains("SEARCH dossier USING INDEX sqlite_autoindex_dossier_1"), "{plan}");
        assert!(plan.contains("applicant_word USING COVERING INDEX"), "{plan}");
        assert_eq!(plan::faults(&plan), ["USE TEMP B-TREE FOR ORDER BY"], "{plan}");
    }
}

/// A desk with this number of open dossiers, each of another person. Two of five persons are named
/// Nguyễn, one in a hundred has the rarer name; all telephone numbers differ.
fn desk(count: i64) -> (tempfile::TempDir, Reader) {
    let path = tempfile::tempdir().unwrap();
    let folder = Folder::open_or_create(path.path()).unwrap();
    let mut writer = folder.writer().unwrap();
    for n in 0..count {
        let stream = format!("dossier/q9/{n:06}");
        let row = DossierRow {
            stream: stream.clone(),
            agency: "q9".into(),
            phase: "open".into(),
            person: format!("p{n}"),
            received_at: Some(n),
            ..DossierRow::default()
        };
        writer.put_dossier(&row).unwrap();
        let family = if n % 5 < 2 { "nguyen" } else { "tran" };
        let given = if n % 100 == 5 { "quyet" } else { "an" };
        let words = [family.to_owned(), given.to_owned(), format!("09{n:08}")];
        writer.put_applicant(&stream, &row.person, &ApplicantRow::default(), &words).unwrap();
    }
    writer.commit().unwrap();
    (path, folder.reader().unwrap())
}

/// The engine's steps for a search: of dossiers, and of persons.
fn steps(reader: &Reader, words: &[&str]) -> [i64; 2] {
    let words: Vec<String> = words.iter().map(|&word| word.to_owned()).collect();
    let before = steps_of_this_thread();
    reader.by_name(&agency(None), (&words, &[]), 50, 9).unwrap();
    let between = steps_of_this_thread();
    reader.people_by_name("q9", &words, 50).unwrap();
    [between - before, steps_of_this_thread() - between]
}

#[test]
fn a_search_among_twenty_thousand_open_dossiers_reads_few_rows() {
    let ((_few_path, few), (_many_path, many)) = (desk(2_000), desk(20_000));
    // A row needs fewer than 100 steps; a search that reads all rows would need two million.
    for (words, most) in [
        (&["nguyen"] as &[&str], 30_000),
        (&["ng", "an"], 30_000),
        (&["09"], 20_000),
        (&["nguyen", "quyet"], 60_000),
        (&["0900001234"], 1_000),
        (&["nguyen", "0900001234"], 10_000),
        (&["nguyen", "nobody"], 10_000),
    ] {
        let (of_few, of_many) = (steps(&few, words), steps(&many, words));
        println!("{words:?}: {of_few:?} of 2,000 and {of_many:?} of 20,000");
        assert!(of_many.iter().all(|&steps| steps < most), "{words:?}: {of_many:?}");
    }
}

#[test]
fn a_search_finds_the_same_by_a_rare_word_and_among_common_ones() {
    let (_path, reader) = desk(2_000);
    let find = |words: &[&str], limit| {
        let words: Vec<String> = words.iter().map(|&word| word.to_owned()).collect();
        let matches = reader.by_name(&agency(None), (&words, &[]), limit, 9).unwrap();
        let people = reader.people_by_name("q9", &words, limit).unwrap();
        assert_eq!(matches.more, people.more);
        assert!(
            matches.rows.iter().map(|row| &row.stream).eq(people.rows.iter().map(|row| &row.1))
        );
        (
            matches.rows.into_iter().map(|row| row.received_at.unwrap()).collect::<Vec<_>>(),
            matches.more,
        )
    };
    assert_eq!(find(&["nguyen"], 3), (vec![1996, 1995, 1991], true));
    assert_eq!(find(&["quyet"], 3), (vec![1905, 1805, 1705], true));
    assert_eq!(find(&["tran", "quyet"], 50).0.len(), 0);
    let (all, more) = find(&["nguyen", "quyet"], 50);
    assert_eq!((all.len(), all[0], more), (20, 1905, false));
    assert_eq!(find(&["09", "nguyen", "an"], 2), (vec![1996, 1995], true));
}
