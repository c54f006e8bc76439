//! Finds the groups that public tables of one period show together, so that no table and no
//! difference of two tables shows a group under five dossiers (decisions, "Published figures" 8).
//! Groups are numbers here, by dimension in the order of their keys: the search goes over every
//! pair of dimensions many times. It must not know who reads, nor which periods may be asked.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::ops::RangeInclusive;

use calendar::Day;

use crate::public::{BY_MONTH, DIMENSIONS};
use crate::query::Key;
use crate::suppressed::SMALLEST;

/// The number of dimensions of public tables.
const PLACES: usize = DIMENSIONS.len();
/// The halves of months in a quarter.
const HALVES: usize = 6;

/// The keys of one dossier, by dimension.
pub(crate) type Keys<'a> = [Key<'a>; PLACES];
/// The keys of the groups shown together, by dimension.
pub(crate) type Merged<'a> = [BTreeSet<Key<'a>>; PLACES];

/// The dossiers of a period, by quarter, half of a month, and group in each dimension; of several
/// tables where these are shown next to each other with the same groups.
#[derive(Default)]
pub(crate) struct Quarters<'a> {
    dossiers: Vec<Placed<'a>>,
}

/// A dossier of one of the tables.
struct Placed<'a> {
    table: usize,
    /// The first day of its quarter.
    quarter: Day,
    /// The half of a month in the quarter, 0 to 5.
    half: usize,
    keys: Keys<'a>,
}

/// The cells of a quarter, by table.
type Cells = BTreeMap<usize, HashMap<(usize, [usize; PLACES]), u64>>;

/// Dossiers of a quarter that have the same half of a month, 0 to 5, and the same groups.
struct Cell {
    half: usize,
    groups: [usize; PLACES],
    dossiers: u64,
}

/// Dossiers of a quarter by half of a month and by group in two dimensions, of which one may be
/// the whole.
struct Pair {
    inner: Side,
    outer: Side,
    /// Half of a month, inner group, outer group, dossiers.
    cells: Vec<(usize, usize, usize, u64)>,
}

/// A dimension of a pair, or the whole.
#[derive(Clone, Copy, PartialEq, Eq)]
struct Side {
    place: Option<usize>,
    /// The number of groups; the number itself stands for the groups shown together.
    groups: usize,
}

/// Which groups are shown together, by dimension and number.
type Flags = [Vec<bool>; PLACES];

/// The outer groups in which an inner group lies.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Around {
    Unknown,
    One(usize),
    /// Several, or one outside the run.
    Other,
}

/// What is left of an outer group once the inner ones within it are taken off, with the smallest of
/// these.
#[derive(Clone, Copy, Default)]
struct Rest {
    dossiers: u64,
    smallest: Option<(u64, usize)>,
    /// Whether anything was taken off.
    less: bool,
}

impl<'a> Quarters<'a> {
    /// Adds a dossier of a table: the first day of its quarter, and the half of a month in it, 0 to 5.
    pub(crate) fn add(&mut self, table: usize, quarter: Day, half: usize, keys: Keys<'a>) {
        self.dossiers.push(Placed { table, quarter, half, keys });
    }

    /// The groups that are merged in one of the quarters; the same ones in every table.
    pub(crate) fn merged(self) -> Merged<'a> {
        let numbers: [Numbers<'a>; PLACES] = std::array::from_fn(|place| {
            Numbers::of(self.dossiers.iter().map(|dossier| dossier.keys[place]))
        });
        let counts = numbers.each_ref().map(|numbers| numbers.keys.len());
        let mut quarters: BTreeMap<Day, Cells> = BTreeMap::new();
        for Placed { table, quarter, half, keys } in &self.dossiers {
            let groups = std::array::from_fn(|place| numbers[place].of[&keys[place]]);
            let cells = quarters.entry(*quarter).or_default().entry(*table).or_default();
            *cells.entry((*half, groups)).or_default() += 1;
        }
        let mut merged = Merged::default();
        for tables in quarters.into_values() {
            let cell = |((half, groups), dossiers)| Cell { half, groups, dossiers };
            let of_table = |cells: HashMap<_, _>| {
                pairs(&cells.into_iter().map(cell).collect::<Vec<Cell>>(), counts)
            };
            let pairs: Vec<Pair> = tables.into_values().flat_map(of_table).collect();
            let flags = close(&pairs, counts);
            for ((merged, numbers), flags) in merged.iter_mut().zip(&numbers).zip(flags) {
                let flagged = numbers.keys.iter().zip(flags).filter(|(_, flag)| *flag);
                merged.extend(flagged.map(|(key, _)| key));
            }
        }
        merged
    }
}

/// The keys of a dimension in order, and the place of each.
struct Numbers<'a> {
    keys: Vec<Key<'a>>,
    of: HashMap<Key<'a>, usize>,
}

impl<'a> Numbers<'a> {
    fn of(keys: impl Iterator<Item = Key<'a>>) -> Self {
        let keys: HashSet<Key<'a>> = keys.collect();
        let mut keys: Vec<Key<'a>> = keys.into_iter().collect();
        keys.sort_unstable();
        let of = keys.iter().copied().zip(0..).collect();
        Self { keys, of }
    }
}

fn pairs(cells: &[Cell], counts: [usize; PLACES]) -> Vec<Pair> {
    let sides = || {
        let dimensions = counts.into_iter().enumerate();
        let dimensions = dimensions.map(|(place, groups)| Side { place: Some(place), groups });
        dimensions.chain([Side { place: None, groups: 1 }])
    };
    let both = sides().flat_map(|inner| sides().map(move |outer| (inner, outer)));
    let both = both.filter(|(inner, outer)| inner != outer);
    both.map(|(inner, outer)| Pair::of(cells, inner, outer)).collect()
}

/// The groups of a quarter that are merged: those that are too small, and those that would show a
/// small rest.
fn close(pairs: &[Pair], counts: [usize; PLACES]) -> Flags {
    let mut merged = counts.map(|groups| vec![false; groups]);
    loop {
        let mut changed = false;
        for pair in pairs {
            // Procedures, channels and wards are listed by quarter, the whole by half of a month.
            let halves = pair.outer.halves();
            for first in (0..HALVES).step_by(halves) {
                for last in (first + halves - 1..HALVES).step_by(halves) {
                    changed |= pair.close(first..=last, &mut merged);
                }
            }
        }
        if !changed {
            return merged;
        }
    }
}

impl Side {
    /// The halves of months in the shortest part of a quarter for which it is asked.
    fn halves(self) -> usize {
        match self.place {
            None => 1,
            Some(place) if place < BY_MONTH => 2,
            Some(_) => HALVES,
        }
    }

    /// The number under which a group is shown.
    fn shown(self, group: usize, merged: &Flags) -> usize {
        let together = self.place.is_some_and(|place| merged[place][group]);
        if together { self.groups } else { group }
    }
}

/// The sizes of the inner groups as they are shown, by part of the quarter.
struct Sizes {
    /// The number of groups, without those shown together.
    groups: usize,
    dossiers: Vec<u64>,
}

impl Sizes {
    fn of(side: Side) -> Self {
        let parts = HALVES / side.halves();
        Self { groups: side.groups, dossiers: vec![0; parts * (side.groups + 1)] }
    }

    /// The smallest group that stands apart in a part of the quarter.
    fn smallest(&self, part: usize) -> Option<usize> {
        let first = part * (self.groups + 1);
        let apart = self.dossiers[first..first + self.groups].iter().zip(0..);
        apart.filter(|(size, _)| **size > 0).min().map(|(_, group)| group)
    }

    /// The smallest group of the first part in which one stands apart.
    fn first_smallest(&self) -> Option<usize> {
        (0..self.dossiers.len() / (self.groups + 1)).find_map(|part| self.smallest(part))
    }
}

impl Pair {
    fn of(cells: &[Cell], inner: Side, outer: Side) -> Self {
        let group = |side: Side, cell: &Cell| side.place.map_or(0, |place| cell.groups[place]);
        // One number for the half and both groups sorts quickly.
        let number = |cell: &Cell| {
            (cell.half * inner.groups + group(inner, cell)) * outer.groups + group(outer, cell)
        };
        let mut all: Vec<_> = cells.iter().map(|cell| (number(cell), cell.dossiers)).collect();
        all.sort_unstable();
        let same = all.chunk_by(|one, next| one.0 == next.0);
        let cells = same.map(|chunk| {
            let (number, groups) = (chunk[0].0, chunk[0].0 / outer.groups);
            let dossiers = chunk.iter().map(|(_, dossiers)| dossiers).sum();
            (groups / inner.groups, groups % inner.groups, number % outer.groups, dossiers)
        });
        let cells = cells.collect();
        Self { inner, outer, cells }
    }

    /// Merges, for outer groups in a run of half months, what shows a small rest. Whether anything
    /// was merged.
    fn close(&self, run: RangeInclusive<usize>, merged: &mut Flags) -> bool {
        let (sizes, around, mut rests) = self.count(&run, merged);
        let apart = rests[..self.outer.groups].iter().zip(0..);
        let apart = apart.filter(|(rest, _)| rest.dossiers > 0);
        let smallest_outer = apart.map(|(rest, group)| (rest.dossiers, group)).min();
        let mut pairs: Vec<(usize, usize)> = Vec::new();
        for (at, (size, around)) in sizes.dossiers.iter().zip(around).enumerate() {
            if *size == 0 {
                continue;
            }
            let (part, group) = (at / (sizes.groups + 1), at % (sizes.groups + 1));
            let together = group == sizes.groups;
            if let Some(place) = self.inner.place.filter(|_| small(*size)) {
                let group = if together { sizes.smallest(part) } else { Some(group) };
                pairs.extend(group.map(|group| (place, group)));
            }
            let Around::One(outer) = around else { continue };
            let rest = &mut rests[outer];
            rest.dossiers -= size;
            rest.less = true;
            if self.inner.place.is_some() && !together {
                let this = (*size, group);
                rest.smallest = Some(rest.smallest.map_or(this, |smallest| smallest.min(this)));
            }
        }
        for (outer, rest) in rests.iter().enumerate() {
            if !rest.less || !small(rest.dossiers) {
                continue;
            }
            pairs.extend(match (self.inner.place, rest.smallest, self.outer.place) {
                (Some(place), Some((_, group)), _) => Some((place, group)),
                (_, _, Some(place)) if outer < self.outer.groups => Some((place, outer)),
                // Both are groups together, or the inner one is the whole of a part: one more group goes
                // into the inner ones, else into the outer ones.
                (inner, ..) => {
                    let inner = inner.and_then(|place| Some((place, sizes.first_smallest()?)));
                    let outer = || Some((self.outer.place?, smallest_outer?.1));
                    inner.or_else(outer)
                }
            });
        }
        let mut changed = false;
        for (place, group) in pairs {
            changed |= !std::mem::replace(&mut merged[place][group], true);
        }
        changed
    }

    /// The sizes of the inner groups, the outer group around each, and the sizes of the outer groups
    /// in a run.
    fn count(
        &self,
        run: &RangeInclusive<usize>,
        merged: &Flags,
    ) -> (Sizes, Vec<Around>, Vec<Rest>) {
        let halves = self.inner.halves();
        let mut sizes = Sizes::of(self.inner);
        let mut around = vec![Around::Unknown; sizes.dossiers.len()];
        let mut rests = vec![Rest::default(); self.outer.groups + 1];
        for (half, inner, outer, dossiers) in &self.cells {
            let at = half / halves * (self.inner.groups + 1) + self.inner.shown(*inner, merged);
            sizes.dossiers[at] += dossiers;
            let outer = self.outer.shown(*outer, merged);
            let this = if run.contains(half) { Around::One(outer) } else { Around::Other };
            around[at] = match around[at] {
                Around::Unknown => this,
                smallest if smallest == this => smallest,
                _ => Around::Other,
            };
            if this != Around::Other {
                rests[outer].dossiers += dossiers;
            }
        }
        (sizes, around, rests)
    }
}

/// Whether a group of so many dossiers is not shown.
pub(crate) fn small(dossiers: u64) -> bool {
    (1..SMALLEST).contains(&dossiers)
}
