//! Lists of dossiers: the SQL gives the same rows as `holds` and the description of [`Pick`].

use proptest::prelude::*;
use store::{AccessPath, DossierRow, Folder, Order, Pick, Reader, Scope};

use crate::support::private;

/// A folder with these rows, and a reader of it.
fn holding(rows: &[DossierRow]) -> (tempfile::TempDir, Reader) {
    let path = private();
    let folder = Folder::open_or_create(path.path()).unwrap();
    let mut writer = folder.writer().unwrap();
    for row in rows {
        writer.put_dossier(row).unwrap();
    }
    writer.commit().unwrap();
    (path, folder.reader().unwrap())
}

fn all() -> Scope {
    Scope { agency: "q9".into(), access_paths: None }
}

fn everything() -> Pick {
    Pick { limit: 1000, at: 5, ..Pick::default() }
}

fn word() -> impl Strategy<Value = String> {
    prop::sample::select(vec!["", "a", "A", "b", "a b", "%", "_"]).prop_map(str::to_owned)
}

fn maybe<T: std::fmt::Debug + Clone>(
    value: impl Strategy<Value = T>,
) -> impl Strategy<Value = Option<T>> {
    prop::option::of(value)
}

fn instant() -> impl Strategy<Value = Option<i64>> {
    maybe(0..9_i64)
}

fn phase() -> impl Strategy<Value = String> {
    prop::sample::select(vec!["filed", "guided", "open", "ready"]).prop_map(str::to_owned)
}

fn letter() -> impl Strategy<Value = String> {
    prop::sample::select(vec!["", "drafted", "signed", "sent"]).prop_map(str::to_owned)
}

fn row() -> impl Strategy<Value = DossierRow> {
    let agency = prop::sample::select(vec!["q9", "q9", "q9", "other"]).prop_map(str::to_owned);
    let consulted = prop::collection::vec(word(), 0..3).prop_map(|units| match units.is_empty() {
        true => String::new(),
        false => format!(" {} ", units.join(" ")),
    });
    let texts = (agency, word(), word(), word(), word(), word(), phase(), letter(), consulted);
    let people = (maybe(word()), maybe(word()), maybe(word()), instant(), any::<bool>(), word());
    let instants = (instant(), instant(), instant(), instant(), instant(), instant(), 0..9_i64);
    (texts, people, instants).prop_map(|(texts, people, instants)| DossierRow {
        agency: texts.0,
        desk: texts.1,
        holding_unit: texts.2,
        unit: texts.3,
        helped_at: texts.4,
        person: texts.5,
        phase: texts.6,
        letter: texts.7,
        consulted: texts.8,
        holder: people.0,
        offered_to: people.1,
        stand_in: people.2,
        stand_in_until: people.3,
        suspended: people.4,
        suspended_at: people.4.then_some(instants.6),
        supplement_until: instants.4.filter(|_| people.4),
        given_out_at: instants.5,
        approved_at: instants.2,
        supplied_at: instants.3,
        step: people.5.clone(),
        procedure: people.5,
        due_at: instants.0,
        received_at: instants.1,
        ended_at: instants.2,
        filed_at: instants.3,
        ..DossierRow::default()
    })
}

fn rows() -> impl Strategy<Value = Vec<DossierRow>> {
    prop::collection::vec(row(), 0..25).prop_map(|mut rows| {
        for (number, row) in rows.iter_mut().enumerate() {
            row.stream = format!("dossier/q9/{number:02}");
            row.version = 1;
        }
        rows
    })
}

fn access_path() -> impl Strategy<Value = AccessPath> {
    (0..9_usize, word()).prop_map(|(kind, text)| {
        let make: [fn(String) -> AccessPath; 9] = [
            AccessPath::AnsweringUnit,
            AccessPath::HoldingUnit,
            AccessPath::Desk,
            AccessPath::ConsultedUnit,
            AccessPath::HelperUnit,
            AccessPath::Holder,
            AccessPath::Offered,
            AccessPath::StandIn,
            AccessPath::Person,
        ];
        make[kind](text)
    })
}

fn scope() -> impl Strategy<Value = Scope> {
    maybe(prop::collection::vec(access_path(), 0..5))
        .prop_map(|access_paths| Scope { agency: "q9".into(), access_paths })
}

fn pick() -> impl Strategy<Value = Pick> {
    let order = prop::sample::select(vec![
        Order::Due,
        Order::Filed,
        Order::Received,
        Order::Ended,
        Order::Suspended,
        Order::GivenOut,
    ]);
    let people = (rarely(word()), rarely(word()), rarely(word()), rarely(word()));
    let units = (rarely(word()), rarely(word()), rarely(word()), rarely(word()), rarely(word()));
    let sets = (prop::collection::vec(phase(), 0..3), prop::collection::vec(letter(), 0..3));
    let rest = (rarely(0..9_i64), rarely(0..9_i64), rarely(any::<bool>()), any::<bool>(), order);
    let instants = (rarely(0..9_i64), rarely(0..9_i64), rarely(0..9_i64), rarely(0..9_i64));
    (people, units, sets, rest, instants).prop_map(|(people, units, sets, rest, instants)| Pick {
        given_out_from: instants.0,
        suspended_before: instants.1,
        supplement_before: instants.2,
        supplement_from: instants.3,
        held_by: people.0,
        offered_to: people.1,
        offered_by: people.2,
        step: people.3,
        unit: units.0,
        holding_unit: units.1,
        desk: units.2,
        consulted: units.3,
        procedure: units.4,
        phases: sets.0,
        letters: sets.1,
        due_before: rest.0,
        due_from: rest.1,
        suspended: rest.2,
        without_letter: rest.3,
        order: rest.4,
        ..everything()
    })
}

fn rarely<T: std::fmt::Debug + Clone>(
    value: impl Strategy<Value = T>,
) -> impl Strategy<Value = Option<T>> {
    prop::option::weighted(0.15, value)
}

/// The conditions of [`Pick`] for one row, without SQL.
fn matches_pick(pick: &Pick, row: &DossierRow) -> bool {
    let is = |filter: &Option<String>, text: &str| filter.as_deref().is_none_or(|a| a == text);
    let filled = |filter: &Option<String>, text: &str| {
        is(filter, text) && !(filter.is_some() && text.is_empty())
    };
    let absent = row.stand_in.is_some() && row.stand_in_until > Some(pick.at);
    let held = pick.held_by.as_ref().is_none_or(|officer| match absent {
        true => row.stand_in.as_ref() == Some(officer),
        false => row.holder.as_ref() == Some(officer),
    });
    held && pick.offered_to.as_ref().is_none_or(|o| row.offered_to.as_ref() == Some(o))
        && pick
            .offered_by
            .as_ref()
            .is_none_or(|o| row.holder.as_ref() == Some(o) && row.offered_to.is_some())
        && is(&pick.unit, &row.unit)
        && filled(&pick.holding_unit, &row.holding_unit)
        && filled(&pick.desk, &row.desk)
        && pick.consulted.as_ref().is_none_or(|unit| row.consulted.contains(&format!(" {unit} ")))
        && is(&pick.procedure, &row.procedure)
        && is(&pick.step, &row.step)
        && (pick.phases.is_empty() || pick.phases.contains(&row.phase))
        && (pick.letters.is_empty() || pick.letters.contains(&row.letter))
        && pick.due_before.is_none_or(|at| row.due_at.is_some_and(|due| due < at))
        && pick.due_from.is_none_or(|at| row.due_at.is_some_and(|due| due >= at))
        && pick.suspended.is_none_or(|suspended| row.suspended == suspended)
        && pick.given_out_from.is_none_or(|at| row.given_out_at.is_some_and(|given| given >= at))
        && pick.suspended_before.is_none_or(|at| row.suspended_at.is_some_and(|since| since < at))
        && pick.supplement_before.is_none_or(|day| row.supplement_until.is_some_and(|u| u < day))
        && pick.supplement_from.is_none_or(|day| row.supplement_until.is_none_or(|u| u >= day))
        && (!pick.without_letter || row.letter != "sent")
}

fn expected(rows: &[DossierRow], scope: &Scope, pick: &Pick) -> Vec<DossierRow> {
    let stored = rows.iter().filter(|row| scope.holds(row, pick.at) && matches_pick(pick, row));
    let mut stored: Vec<DossierRow> = stored.cloned().collect();
    stored.sort_by_key(|row| pick.order.place(row));
    if matches!(pick.order, Order::Received | Order::GivenOut) {
        stored.reverse();
    }
    stored
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, failure_persistence: None, ..Default::default() })]

    #[test]
    fn a_list_is_what_the_scope_holds(rows in rows(), scopes in prop::collection::vec(scope(), 12)) {
        let (_path, reader) = holding(&rows);
        for scope in scopes {
            let pick = everything();
            prop_assert_eq!(reader.pick(&scope, &pick).unwrap(), expected(&rows, &scope, &pick));
        }
    }

    #[test]
    fn a_list_has_the_matching_rows_in_order(
        rows in rows(),
        asked in prop::collection::vec((scope(), pick()), 12),
        page in 1..4_usize,
    ) {
        let (_path, reader) = holding(&rows);
        for (scope, pick) in asked {
            let whole = expected(&rows, &scope, &pick);
            prop_assert_eq!(&reader.pick(&scope, &pick).unwrap(), &whole);
            prop_assert_eq!(reader.count(&scope, &pick).unwrap(), whole.len() as u64);
            let (mut paged, mut next) = (Vec::new(), Pick { limit: page, ..pick });
            loop {
                let part = reader.pick(&scope, &next).unwrap();
                let Some(last) = part.last() else { break };
                next.after = Some(next.order.place(last));
                prop_assert!(part.len() <= page);
                paged.extend(part);
            }
            prop_assert_eq!(paged, whole);
        }
    }
}

#[test]
fn a_scope_without_access_paths_is_empty_and_an_empty_path_matches_no_row() {
    let row = DossierRow { stream: "d".into(), agency: "q9".into(), ..DossierRow::default() };
    let (_path, reader) = holding(std::slice::from_ref(&row));
    for access_paths in [
        vec![],
        vec![AccessPath::Person(String::new())],
        vec![AccessPath::HoldingUnit(String::new())],
    ] {
        let scope = Scope { access_paths: Some(access_paths), ..all() };
        assert!(!scope.holds(&row, 5));
        assert!(reader.pick(&scope, &everything()).unwrap().is_empty());
    }
    assert_eq!(reader.count(&all(), &everything()).unwrap(), 1);
    let other = Scope { agency: "other".into(), access_paths: None };
    assert_eq!(reader.count(&other, &everything()).unwrap(), 0);
}

#[test]
fn values_of_a_query_cannot_become_part_of_its_text() {
    let quote = "x' OR '1' = '1";
    let row = DossierRow { stream: "d".into(), agency: "q9".into(), ..DossierRow::default() };
    let (_path, reader) = holding(&[row]);
    let pick = Pick { phases: vec![quote.into()], held_by: Some(quote.into()), ..everything() };
    assert!(reader.pick(&all(), &pick).unwrap().is_empty());
    assert!(reader.by_code_in(&all(), quote, 5).unwrap().is_empty());
}

#[test]
fn a_row_by_stream_has_its_facts_and_by_code_only_within_the_scope() {
    let row = DossierRow {
        stream: "dossier/q9/1".into(),
        code: "H29.1".into(),
        agency: "q9".into(),
        unit: "land".into(),
        facts: "{}".into(),
        ..DossierRow::default()
    };
    let (_path, reader) = holding(std::slice::from_ref(&row));
    assert_eq!(reader.row("dossier/q9/1").unwrap().as_ref(), Some(&row));
    assert_eq!(reader.row("dossier/q9/2").unwrap(), None);
    let bare = DossierRow { facts: String::new(), ..row };
    let tied = |unit: &str| Scope {
        access_paths: Some(vec![AccessPath::AnsweringUnit(unit.into())]),
        ..all()
    };
    assert_eq!(reader.by_code_in(&tied("land"), "H29.1", 5).unwrap(), [bare]);
    assert!(reader.by_code_in(&tied("justice"), "H29.1", 5).unwrap().is_empty());
}
