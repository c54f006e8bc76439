//! In public no sum of tables gives a group under five dossiers away. A reader knows which units
//! answer for a procedure and to which field it belongs; from all tables of all periods, by every
//! dimension and rule, a linear system follows over the cells of month, unit, field, procedure and
//! ward. No small group is in its row space.
#![expect(clippy::unwrap_used, reason = "a test may panic")]

use std::collections::{BTreeMap, BTreeSet};

use calendar::{Day, Instant, Zone};
use indicators::advisers::Sessions;
use indicators::summary::{Affairs, Behind, Offer, Sentence, Value, Visibility, summary};
use indicators::timeline::Timeline;
use indicators::{
    Basis, Dimension, DossierFacts, FactHistory, FactTable, PublicRuns, Query, row_groups,
};
use proptest::prelude::*;

const NOW: Instant = Instant(1_546_300_800_000);
const MONTHS: i8 = 6;
const PRIME: i64 = 998_244_353;

/// A dossier: its month, unit, field, procedure and ward.
type Dossier = (i8, [&'static str; 4]);
/// The dimensions of the groups of a dossier, in their order.
const BY: [Dimension; 4] =
    [Dimension::Unit, Dimension::Field, Dimension::Procedure, Dimension::Ward];

fn day(month: i8) -> Day {
    Day::from_ymd(2018 + i16::from((month - 1) / 12), (month - 1) % 12 + 1, 1)
}

fn register(dossiers: &[Dossier]) -> FactTable {
    let mut table = FactTable::default();
    for (n, (month, [unit, field, procedure, ward])) in dossiers.iter().enumerate() {
        let received = Zone::VIETNAM.at(day(*month).plus(2), 36_000_000);
        let facts = DossierFacts {
            code: format!("{n:04}"),
            unit: Timeline { now: (*unit).into(), before: Vec::new() },
            field: (*field).into(),
            procedure: (*procedure).into(),
            ward: (*ward).into(),
            received: Some(received),
            due: Timeline { now: received, before: Vec::new() },
            finished: Some(received),
            ..DossierFacts::default()
        };
        table.put(&format!("{n:04}"), FactHistory::from(facts));
    }
    table
}

/// Fields follow the procedure; one procedure is of two units, as the certification of copies is.
fn registers() -> impl Strategy<Value = Vec<Dossier>> {
    let procedures = prop::sample::select(vec![
        ["u0", "f0", "p0"],
        ["u0", "f1", "p1"],
        ["u1", "f2", "p2"],
        ["u1", "f3", "p3"],
        ["u2", "f3", "p3"],
        ["u2", "f4", "p4"],
        ["u3", "f1", "p5"],
        ["u3", "f5", "p6"],
    ]);
    let dossier = (1..=MONTHS, procedures, prop::sample::select(vec!["w0", "w1", "w2"]));
    let dossier = dossier.prop_map(|(month, [u, f, p], ward)| (month, [u, f, p, ward]));
    prop::collection::vec(dossier, 0..260)
}

/// The cells of a reader's linear system: those of month, unit, field and procedure that have
/// dossiers, each by every ward; and the dossiers of each.
fn cells(dossiers: &[Dossier]) -> Vec<(Dossier, u64)> {
    let wards: BTreeSet<&str> = dossiers.iter().map(|(_, [.., ward])| *ward).collect();
    let mut cells: BTreeMap<Dossier, u64> = BTreeMap::new();
    for (month, groups) in dossiers {
        for ward in &wards {
            let [unit, field, procedure, of] = *groups;
            let cell = (*month, [unit, field, procedure, *ward]);
            *cells.entry(cell).or_default() += u64::from(of == *ward);
        }
    }
    cells.into_iter().collect()
}

/// The cells of each published number.
fn published(facts: &FactTable, cells: &[(Dossier, u64)]) -> BTreeSet<Vec<usize>> {
    let today = Zone::VIETNAM.day(NOW);
    let (mut numbers, public) = (BTreeSet::new(), PublicRuns::new(facts, today));
    for (from, to) in (1..=MONTHS).flat_map(|from| (from..=MONTHS).map(move |to| (from, to))) {
        for by in BY.map(Some).into_iter().chain([None]) {
            for (by_date, basis) in
                [(true, Basis::Cohort), (false, Basis::Cohort), (true, Basis::Flow)]
            {
                let run = Query::new(day(from), day(to + 1).plus(-1));
                let query = Query { as_of: NOW, by, by_date, basis, ..run };
                let Ok(tables) = public.tables(&query) else { continue };
                let mut rows: BTreeMap<String, Vec<usize>> = BTreeMap::new();
                for (cell, ((month, groups), _)) in cells.iter().enumerate() {
                    let place = BY.iter().position(|known| Some(*known) == by);
                    let group = place.map_or("", |place| groups[place]);
                    let row = by.and_then(|by| tables.merged_row(by, group)).unwrap_or(group);
                    if (from..=to).contains(month) {
                        rows.entry(row.to_owned()).or_default().push(cell);
                    }
                }
                numbers.extend(rows.into_values());
            }
        }
    }
    numbers
}

/// A linear system in echelon form: each row by its first column.
#[derive(Default)]
struct System(BTreeMap<usize, Vec<i64>>);

impl System {
    /// What is left of a row of 0 and 1 without the rows of the system.
    fn left(&self, cells: &[usize], width: usize) -> Vec<i64> {
        let mut row = vec![0; width];
        cells.iter().for_each(|cell| row[*cell] = 1);
        for (first, known) in &self.0 {
            let factor = row[*first];
            if factor != 0 {
                for (value, known) in row.iter_mut().zip(known).skip(*first) {
                    *value = (*value - factor * known).rem_euclid(PRIME);
                }
            }
        }
        row
    }

    fn add(&mut self, cells: &[usize], width: usize) {
        let mut row = self.left(cells, width);
        let Some(first) = row.iter().position(|value| *value != 0) else { return };
        let mut inverse = 1;
        for bit in (0..30).rev() {
            inverse = inverse * inverse % PRIME;
            if (PRIME - 2) >> bit & 1 == 1 {
                inverse = inverse * row[first] % PRIME;
            }
        }
        row.iter_mut().for_each(|value| *value = *value * inverse % PRIME);
        self.0.insert(first, row);
    }
}

/// Every group by unit, field, procedure, their combinations or ward, over each run of months, that
/// has one to four dossiers: its name and cells.
fn small_groups(cells: &[(Dossier, u64)]) -> BTreeMap<Vec<usize>, String> {
    let mut small = BTreeMap::new();
    let runs = (1..=MONTHS).flat_map(|from| (from..=MONTHS).map(move |to| (from, to)));
    for ((from, to), mask) in runs.flat_map(|run| (1..=8).map(move |mask| (run, mask))) {
        let mut groups: BTreeMap<Vec<&str>, Vec<usize>> = BTreeMap::new();
        for (cell, ((month, of), _)) in cells.iter().enumerate() {
            if (from..=to).contains(month) {
                let named = of.iter().enumerate().filter(|(place, _)| mask >> place & 1 == 1);
                groups.entry(named.map(|(_, group)| *group).collect()).or_default().push(cell);
            }
        }
        small.extend(groups.into_iter().filter_map(|(named, group)| {
            let dossiers: u64 = group.iter().map(|cell| cells[*cell].1).sum();
            let name = format!("{dossiers} of {named:?} in months {from} to {to}");
            (1..5).contains(&dossiers).then_some((group, name))
        }));
    }
    small
}

/// The small groups that a reader can compute.
fn given_away(dossiers: &[Dossier]) -> Vec<String> {
    let cells = cells(dossiers);
    let mut system = System::default();
    for number in published(&register(dossiers), &cells) {
        system.add(&number, cells.len());
    }
    let known = |group: &[usize]| system.left(group, cells.len()).iter().all(|value| *value == 0);
    let small = small_groups(&cells).into_iter();
    small.filter_map(|(group, name)| known(&group).then_some(name)).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 12, ..ProptestConfig::default() })]

    #[test]
    fn no_sum_of_public_tables_is_a_small_group(dossiers in registers()) {
        prop_assert_eq!(given_away(&dossiers), Vec::<String>::new());
    }
}

/// One office's January: dossiers by unit, field and procedure.
const JANUARY: [(usize, [&str; 3]); 10] = [
    (12, ["economy", "crops", "crops"]),
    (22, ["welfare", "poverty", "poverty"]),
    (91, ["building", "construction", "permit"]),
    (1, ["building", "infrastructure", "digging"]),
    (122, ["finance", "business", "business"]),
    (544, ["land", "land", "transfer"]),
    (82, ["land", "pledges", "pledge"]),
    (231, ["justice", "copies", "copy"]),
    (90, ["justice", "registry", "birth"]),
    (4, ["office", "copies", "copy"]),
];

fn january() -> Vec<Dossier> {
    let one = |(n, [unit, field, procedure]): (usize, [&'static str; 3])| {
        vec![(1, [unit, field, procedure, "w0"]); n]
    };
    JANUARY.into_iter().flat_map(one).collect()
}

#[test]
fn a_unit_of_four_is_not_found_by_the_fields_of_the_others() {
    assert_eq!(given_away(&january()), Vec::<String>::new());
}

#[test]
fn what_is_small_goes_together_with_its_kin_and_what_is_large_stays_apart() {
    let (facts, run) = (register(&january()), Query::new(day(1), day(2).plus(-1)));
    let query = Query { as_of: NOW, ..run };
    let tables = PublicRuns::new(&facts, Zone::VIETNAM.day(NOW)).tables(&query).unwrap();
    let row = |by, group| tables.merged_row(by, group).and_then(row_groups).map(Iterator::collect);
    let together: [Option<Vec<&str>>; 2] =
        [row(Dimension::Unit, "office"), row(Dimension::Field, "infrastructure")];
    assert_eq!(
        together,
        [Some(vec!["justice", "office"]), Some(vec!["construction", "infrastructure"])]
    );
    for (by, group) in [
        (Dimension::Unit, "economy"),
        (Dimension::Unit, "building"),
        (Dimension::Field, "crops"),
        (Dimension::Field, "copies"),
        (Dimension::Field, "land"),
    ] {
        assert_eq!(row(by, group), None, "{group}");
    }
}

/// The sentences of a section of the public report of January.
fn sentences_of_january(facts: &FactTable, section: &str) -> Vec<Sentence> {
    let query = Query { as_of: NOW, ..Query::new(day(1), day(2).plus(-1)) };
    let visibility = Visibility { public: Some(Zone::VIETNAM.day(NOW)), officer: &|_| false };
    let (offer, sessions) = (Offer::default(), Sessions::default());
    let found = summary(facts, &query, (&offer, Affairs::of(&sessions)), &visibility).unwrap();
    let of_section = found.sections.into_iter().filter(|found| found.id == section);
    of_section.flat_map(|section| section.sentences).collect()
}

#[test]
fn the_rows_of_the_public_report_are_all_of_its_dossiers() {
    let facts = register(&january());
    for section in ["fields", "units", "procedures"] {
        let sentences = sentences_of_january(&facts, section);
        let rows = sentences.iter().filter(|sentence| sentence.row);
        let received = rows.flat_map(|row| &row.numbers).filter(|number| number.name == "received");
        let dossiers = received.map(|number| match number.value {
            Value::Dossiers(dossiers) => dossiers,
            _ => 0,
        });
        // By procedure a period of whole quarters is public only.
        let all = if section == "procedures" { 0 } else { january().len() as u64 };
        assert_eq!(dossiers.sum::<u64>(), all, "{section}");
        let tables = sentences.iter().flat_map(|sentence| &sentence.numbers);
        let merged = tables.filter(|number| matches!(number.behind, Behind::Table(_))).count();
        assert_eq!(merged > 0, section != "procedures", "{section}");
    }
}
