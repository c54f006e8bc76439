//! No public cell, and no difference of two, reveals a group under five dossiers, whatever queries
//! are combined; no dossier is lost, and a visitor can ask for the offered period.
#![expect(clippy::unwrap_used, reason = "a test may panic")]

use std::collections::{BTreeSet, HashMap};

use calendar::{Day, Instant, Zone};
use indicators::coverage::{coverage, public_coverage, public_letters};
use indicators::timeline::Timeline;
use indicators::{
    Dimension, DossierFacts, Edges, FactHistory, FactTable, Figure, Filters, NotPublic, PublicRuns,
    PublicTables, Query, count, groups,
};
use proptest::prelude::*;

const NOW: Instant = Instant(1_546_300_800_000);
/// The number of months in the registers: three quarters, so that a run of months can contain a
/// whole quarter.
const MONTHS: i8 = 9;

fn today() -> Day {
    Zone::VIETNAM.day(NOW)
}

/// A register of 2018: for each dossier its month, and its value in each dimension.
fn register(dossiers: &[(i8, [u8; 5])]) -> FactTable {
    let mut table = FactTable::default();
    for (n, (month, [unit, field, procedure, channel, ward])) in dossiers.iter().enumerate() {
        let day = if n % 3 == 0 { 20 } else { 3 };
        let received = Zone::VIETNAM.at(Day::from_ymd(2018, *month, day), 36_000_000);
        let facts = DossierFacts {
            code: format!("{n:04}"),
            unit: Timeline { now: format!("u{unit}").into(), before: Vec::new() },
            field: format!("f{field}").into(),
            procedure: format!("p{procedure}").into(),
            channel: format!("c{channel}").into(),
            ward: format!("w{ward}").into(),
            received: Some(received),
            due: Timeline { now: received, before: Vec::new() },
            finished: (n % 2 == 0).then_some(received),
            ..DossierFacts::default()
        };
        table.put(&format!("{n:04}"), FactHistory::from(facts));
    }
    table
}

/// Generates registers in which field and unit follow from the procedure for most dossiers, as in a
/// real agency.
fn registers() -> impl Strategy<Value = Vec<(i8, [u8; 5])>> {
    let values = (0..6_u8, any::<bool>(), 0..3_u8, 0..2_u8, 0..4_u8);
    let dossier =
        (1..=MONTHS, values).prop_map(|(month, (procedure, own, unit, channel, ward))| {
            let unit = if own { procedure / 3 } else { unit };
            (month, [unit, procedure / 2, procedure, channel, ward])
        });
    prop::collection::vec(dossier, 0..200)
}

fn day(month: i8) -> Day {
    Day::from_ymd(2018 + i16::from((month - 1) / 12), (month - 1) % 12 + 1, 1)
}

/// The codes of a cell's dossiers, one bit for each.
type Codes = [u64; 4];

/// Every cell of every public table by a run of months and a dimension: the codes that it counts.
fn cells(facts: &FactTable) -> BTreeSet<Codes> {
    let dimensions = [
        None,
        Some(Dimension::Unit),
        Some(Dimension::Field),
        Some(Dimension::Procedure),
        Some(Dimension::Channel),
        Some(Dimension::Ward),
        Some(Dimension::Month),
    ];
    let (mut cells, public) = (BTreeSet::new(), PublicRuns::new(facts, today()));
    for from in 1..=MONTHS {
        for to in from..=MONTHS {
            let reporting = [(day(from).plus(14), day(to + 1).plus(13), None)];
            let months = dimensions.map(|by| (day(from), day(to + 1).plus(-1), by));
            for (first, last, by) in reporting.into_iter().chain(months) {
                let run = Query::new(first, last);
                let query = Query { as_of: NOW, by, ..run };
                let Ok(tables) = public.tables(&query) else { continue };
                let report = count(facts.iter(), &query).unwrap();
                let shown = match by {
                    Some(by) => report.clone().suppressed(&tables, by),
                    None => report.clone(),
                };
                assert_eq!(shown.total, report.total);
                let sum: u64 = shown.rows.iter().map(|(_, row)| row.received).sum();
                assert!(by.is_none() || sum == report.total.received);
                let named = shown.rows.iter().map(|(row, _)| row.as_str()).collect();
                let found = members(facts, &query, &tables);
                assert!(
                    by.is_none()
                        || found.keys().map(String::as_str).collect::<BTreeSet<_>>() == named
                );
                cells.extend(found.into_values());
            }
        }
    }
    cells
}

/// The codes of each row; those of the whole run where the query has no dimension.
fn members(facts: &FactTable, query: &Query, tables: &PublicTables) -> HashMap<String, Codes> {
    let mut found: HashMap<String, Codes> = HashMap::new();
    for history in facts.iter() {
        let fact = history.latest();
        let received = Zone::VIETNAM.day(fact.received.unwrap());
        if received < query.from || received > query.to {
            continue;
        }
        let (year, month, _) = received.ymd();
        let row = match query.by {
            Some(Dimension::Unit) => fact.unit.now.clone(),
            Some(Dimension::Field) => fact.field.clone(),
            Some(Dimension::Procedure) => fact.procedure.clone(),
            Some(Dimension::Channel) => fact.channel.clone(),
            Some(Dimension::Ward) => fact.ward.clone(),
            Some(Dimension::Month) => format!("{year}-{month:02}").into(),
            _ => Default::default(),
        };
        let together = query.by.and_then(|by| tables.merged_row(by, &row));
        let code: usize = fact.code.parse().unwrap();
        found.entry(together.unwrap_or(&row).to_owned()).or_default()[code / 64] |=
            1 << (code % 64);
    }
    found
}

/// Every cell of every public table of apology letters: the codes of the dossiers that became late.
fn cells_of_letters(facts: &FactTable) -> BTreeSet<Codes> {
    let mut cells = BTreeSet::new();
    for from in 1..=MONTHS {
        for to in from..=MONTHS {
            let query = Query { as_of: NOW, ..Query::new(day(from), day(to + 1).plus(-1)) };
            let now = (NOW, &Zone::VIETNAM);
            let Ok(tables) = public_letters(facts.iter(), &query, now) else { continue };
            let (rows, total) = public_coverage(facts.iter(), &query, &tables);
            let whole = coverage(facts.iter(), &query);
            assert_eq!(total, whole);
            let mut late: Vec<_> = rows.iter().flat_map(|(_, row)| &row.became_late).collect();
            late.sort_unstable();
            assert_eq!(late, whole.became_late.iter().collect::<Vec<_>>());
            let all = rows.into_iter().map(|(_, row)| row).chain([total]);
            cells.extend(all.filter(|row| !row.became_late.is_empty()).map(|row| {
                let mut cell = Codes::default();
                for code in row.became_late {
                    let code: usize = code.parse().unwrap();
                    cell[code / 64] |= 1 << (code % 64);
                }
                cell
            }));
        }
    }
    cells
}

/// Checks that neither a cell nor the difference of two nested cells is a group under five.
fn gives_nothing_away(cells: &BTreeSet<Codes>) {
    let size = |cell: &Codes| cell.iter().map(|codes| codes.count_ones()).sum::<u32>();
    let cells: Vec<(u32, Codes)> = cells.iter().map(|cell| (size(cell), *cell)).collect();
    for (size, _) in &cells {
        assert!(*size >= 5, "a cell of {size}");
    }
    for (whole, outer) in &cells {
        for (part, inner) in cells.iter().filter(|(part, _)| part < whole && whole - part < 5) {
            let within = inner.iter().zip(outer).all(|(inner, outer)| inner & !outer == 0);
            assert!(!within, "a rest of {}", whole - part);
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 12, ..ProptestConfig::default() })]

    #[test]
    fn no_cell_and_no_difference_of_two_cells_is_a_small_group(dossiers in registers()) {
        gives_nothing_away(&cells(&register(&dossiers)));
    }

    #[test]
    fn no_table_of_letters_and_no_difference_of_two_is_a_small_group(dossiers in registers()) {
        gives_nothing_away(&cells_of_letters(&register(&dossiers)));
    }

    #[test]
    fn the_nearest_period_holds_the_one_asked_and_can_be_asked(
        dossiers in registers(),
        (first, days) in (0..360_i32, 0..200_i32),
        by in prop::sample::select(vec![None, Some(Dimension::Field), Some(Dimension::Ward)]),
    ) {
        let facts = register(&dossiers);
        let from = Day::from_ymd(2018, 1, 1).plus(first);
        let query = Query { as_of: NOW, by, ..Query::new(from, from.plus(days)) };
        match PublicTables::of(&facts, &query, today()) {
            Ok(_) => {}
            Err(NotPublic::Period(first, last)) => {
                prop_assert!(first <= query.from && query.to <= last);
                let nearest = Query { from: first, to: last, ..query };
                prop_assert!(PublicTables::of(&facts, &nearest, today()).is_ok());
            }
            Err(other) => {
                prop_assert_eq!(other, NotPublic::Few);
                prop_assert!(facts.len() < 5 && !facts.is_empty());
            }
        }
    }

    #[test]
    fn the_list_behind_a_figure_is_as_long_as_the_figure_and_names_no_small_group(dossiers in registers()) {
        let facts = register(&dossiers);
        let query = Query { as_of: NOW, ..Query::new(day(1), day(13).plus(-1)) };
        if let Ok(tables) = PublicTables::of(&facts, &query, today()) {
            let total = count(facts.iter(), &query).unwrap().total;
            let list = groups(facts.iter(), &query, Figure::Finished, &tables).unwrap();
            prop_assert_eq!(list.total(), total.finished);
            let parts = list.apart.iter().map(|(_, dossiers)| *dossiers);
            let small = parts.chain([list.suppressed]).any(|dossiers| (1..5).contains(&dossiers));
            prop_assert!(!small || list.apart.is_empty(), "{list:?}");
        }
    }
}

#[test]
fn what_the_public_may_not_ask_is_named() {
    let facts = register(&[(1, [0, 0, 0, 0, 0]); 12]);
    let year = Query { as_of: NOW, ..Query::new(day(1), day(13).plus(-1)) };
    let ask = |query: &Query| PublicTables::of(&facts, query, today()).err();
    let two = Query {
        filters: Filters { unit: Some("u0".into()), ..Filters::default() },
        by: Some(Dimension::Field),
        ..year.clone()
    };
    let wards_by_month = Query {
        filters: Filters { ward: Some("w0".into()), ..Filters::default() },
        by: Some(Dimension::Month),
        ..year.clone()
    };
    let officers = Query { by: Some(Dimension::Officer), ..year.clone() };
    for query in [two, wards_by_month, officers] {
        assert_eq!(ask(&query), Some(NotPublic::Dimensions));
    }
    let one_day = Query { from: day(1).plus(2), to: day(1).plus(2), ..year.clone() };
    assert_eq!(ask(&one_day), Some(NotPublic::Period(day(1), day(2).plus(-1))));
    let by_ward = Query { by: Some(Dimension::Ward), to: day(2).plus(-1), ..year.clone() };
    assert_eq!(ask(&by_ward), Some(NotPublic::Period(day(1), day(4).plus(-1))));
    assert_eq!(ask(&year), None);
}

#[test]
fn a_small_month_goes_with_its_neighbour() {
    let months = [(1, 6), (2, 3), (3, 4), (4, 9), (12, 2)];
    let dossiers: Vec<_> = months.iter().flat_map(|&(month, n)| vec![(month, [0; 5]); n]).collect();
    let edges = Edges::of(&register(&dossiers));
    let open: Vec<i8> = (1..14).filter(|&month| edges.open(day(month))).collect();
    assert_eq!(open, [1, 2, 4, 13]);
}

#[test]
fn a_reporting_period_of_the_law_is_public_undivided_where_no_half_of_a_month_is_small() {
    // Every third dossier belongs to the second half.
    let facts = register(&[(1, [0; 5]), (2, [0; 5]), (3, [0; 5])].map(|one| [one; 18]).concat());
    let ask = |facts: &FactTable, by, filters| {
        let period = Query::new(day(1).plus(14), day(2).plus(13));
        PublicTables::of(facts, &Query { as_of: NOW, by, filters, ..period }, today())
    };
    let tables = ask(&facts, None, Filters::default()).unwrap();
    let query = Query { as_of: NOW, ..Query::new(day(1).plus(14), day(2).plus(13)) };
    let list = groups(facts.iter(), &query, Figure::Received, &tables).unwrap();
    assert_eq!((list.apart.as_slice(), list.suppressed), (&[][..], 18));
    assert!(ask(&facts, Some(Dimension::Field), Filters::default()).is_err());
    let few = register(&[(1, [0; 5]), (2, [0; 5])].map(|one| [one; 9]).concat());
    assert!(ask(&few, None, Filters::default()).is_err());
}
