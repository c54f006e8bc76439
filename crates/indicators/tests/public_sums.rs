//! No sum of public tables reveals a group under five dossiers. A reader knows which units answer
//! for a procedure and to which field it belongs. The dossiers received and those carried over, in
//! all tables of whole months, by every dimension, basis and rule, are a linear system over the
//! cells of month, unit, field, procedure, ward, channel and month of the finish. No small group of
//! dossiers received in a period, or carried over to a month, is in its row space. Periods from a
//! 15th to a 14th are not part of this test.
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

/// A dossier of a generated register.
#[derive(Clone, Copy, Debug)]
struct Dossier {
    month: i8,
    /// The day of the reception within the month, from 0.
    day: i32,
    /// The number of months from reception to finish.
    months: i8,
    /// The unit, field, procedure, ward and channel.
    groups: [&'static str; 5],
}

/// The dimensions of a dossier's groups, in the same order.
const BY: [Dimension; 5] =
    [Dimension::Unit, Dimension::Field, Dimension::Procedure, Dimension::Ward, Dimension::Channel];
/// The number of the first dimensions whose joint values a reader knows: unit, field, procedure.
const JOINT: usize = 3;
/// The most months from reception to finish.
const LATER: i8 = 1;

/// The dossiers with the same month, groups and finish.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Cell {
    month: i8,
    groups: [&'static str; 5],
    months: i8,
}

impl Cell {
    fn is_carried_over(&self, to: i8) -> bool {
        self.month < to && self.month + self.months >= to
    }
}

fn day(month: i8) -> Day {
    Day::from_ymd(2018 + i16::from((month - 1) / 12), (month - 1) % 12 + 1, 1)
}

fn register(dossiers: &[Dossier]) -> FactTable {
    let mut table = FactTable::default();
    for (n, dossier) in dossiers.iter().enumerate() {
        let [unit, field, procedure, ward, channel] = dossier.groups;
        let at = |month: i8| Zone::VIETNAM.at(day(month).plus(dossier.day), 36_000_000);
        let received = at(dossier.month);
        let facts = DossierFacts {
            code: format!("{n:04}"),
            unit: Timeline { now: unit.into(), before: Vec::new() },
            field: field.into(),
            procedure: procedure.into(),
            ward: ward.into(),
            channel: channel.into(),
            received: Some(received),
            due: Timeline { now: received, before: Vec::new() },
            finished: Some(at(dossier.month + dossier.months)),
            ..DossierFacts::default()
        };
        table.put(&format!("{n:04}"), FactHistory::from(facts));
    }
    table
}

/// Generates registers in which the field follows from the procedure, and one procedure has two
/// units, as the certification of copies has.
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
    let wards = prop::sample::select(vec!["w0", "w1"]);
    let channels = prop::sample::select(vec!["counter", "counter", "counter", "online"]);
    let at = (1..=MONTHS, 0..28_i32, 0..=LATER);
    let dossier = (at, procedures, wards, channels);
    let dossier =
        dossier.prop_map(|((month, day, months), [unit, field, procedure], ward, channel)| {
            Dossier { month, day, months, groups: [unit, field, procedure, ward, channel] }
        });
    prop::collection::vec(dossier, 0..260)
}

/// The cells of a reader's linear system, each with its number of dossiers: those of month, unit,
/// field and procedure that have dossiers, by every ward, channel and time to finish.
fn cells(dossiers: &[Dossier]) -> Vec<(Cell, u64)> {
    let values = |place: usize| {
        dossiers.iter().map(|dossier| dossier.groups[place]).collect::<BTreeSet<&str>>()
    };
    let [wards, channels] = [JOINT, JOINT + 1].map(values);
    let mut cells: BTreeMap<Cell, u64> = BTreeMap::new();
    for Dossier { month, months, groups, .. } in dossiers.iter().copied() {
        for (ward, channel) in wards.iter().flat_map(|w| channels.iter().map(move |c| (*w, *c))) {
            let [unit, field, procedure, ..] = groups;
            for later in 0..=LATER {
                let of = [unit, field, procedure, ward, channel];
                let cell = Cell { month, groups: of, months: later };
                *cells.entry(cell).or_default() += u64::from((of, later) == (groups, months));
            }
        }
    }
    cells.into_iter().collect()
}

/// The cells that each published number sums: the dossiers received in a period, and those carried
/// over.
fn published(facts: &FactTable, cells: &[(Cell, u64)]) -> BTreeSet<Vec<usize>> {
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
                let mut rows: BTreeMap<(String, bool), Vec<usize>> = BTreeMap::new();
                for (at, (cell, _)) in cells.iter().enumerate() {
                    let place = BY.iter().position(|known| Some(*known) == by);
                    let group = place.map_or("", |place| cell.groups[place]);
                    let row = by.and_then(|by| tables.merged_row(by, group)).unwrap_or(group);
                    let carried_over = basis == Basis::Flow && cell.is_carried_over(from);
                    if carried_over || (from..=to).contains(&cell.month) {
                        rows.entry((row.to_owned(), carried_over)).or_default().push(at);
                    }
                }
                numbers.extend(rows.into_values());
            }
        }
    }
    numbers
}

/// A linear system in echelon form: the rows by their first column.
#[derive(Default)]
struct System(BTreeMap<usize, Vec<i64>>);

impl System {
    /// The remainder of a row of 0 and 1 after subtraction of the system's rows.
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

/// Every group by unit, field, procedure, their combinations, ward or channel, received in a run of
/// months or carried over to a month, that has one to four dossiers: its cells and its name.
fn small_groups(cells: &[(Cell, u64)]) -> BTreeMap<Vec<usize>, String> {
    let mut small = BTreeMap::new();
    // A run without an end is that of the dossiers carried over to its first month.
    let runs = (1..=MONTHS)
        .flat_map(|from| (from..=MONTHS).map(Some).chain([None]).map(move |to| (from, to)));
    let masks = || (1..1 << JOINT).chain([1 << JOINT, 2 << JOINT]);
    for ((from, to), mask) in runs.flat_map(|run| masks().map(move |mask| (run, mask))) {
        let mut groups: BTreeMap<Vec<&str>, Vec<usize>> = BTreeMap::new();
        for (at, (cell, _)) in cells.iter().enumerate() {
            let holds = match to {
                Some(to) => (from..=to).contains(&cell.month),
                None => cell.is_carried_over(from),
            };
            if holds {
                let named = cell.groups.iter().enumerate();
                let named = named.filter(|(place, _)| mask >> place & 1 == 1);
                groups.entry(named.map(|(_, group)| *group).collect()).or_default().push(at);
            }
        }
        let whole: u64 = groups.values().flatten().map(|cell| cells[*cell].1).sum();
        small.extend(groups.into_iter().filter_map(|(named, group)| {
            let dossiers: u64 = group.iter().map(|cell| cells[*cell].1).sum();
            let place = match to {
                Some(to) => format!("received in months {from} to {to}"),
                None => format!("carried over to month {from}"),
            };
            let name = format!("{dossiers} of {named:?} {place}");
            // All dossiers that are carried over are a total, which is published.
            let is_whole = to.is_none() && dossiers == whole;
            ((1..5).contains(&dossiers) && !is_whole).then_some((group, name))
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

/// The January of one agency: numbers of dossiers by unit, field and procedure.
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
        let groups = [unit, field, procedure, "w0", "counter"];
        vec![Dossier { month: 1, day: 2, months: 0, groups }; n]
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

/// The sentences of a section in the public report of January.
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
        // By procedure, only periods of whole quarters are public.
        let all = if section == "procedures" { 0 } else { january().len() as u64 };
        assert_eq!(dossiers.sum::<u64>(), all, "{section}");
        let tables = sentences.iter().flat_map(|sentence| &sentence.numbers);
        let merged = tables.filter(|number| matches!(number.behind, Behind::Table(_))).count();
        assert_eq!(merged > 0, section != "procedures", "{section}");
    }
}
