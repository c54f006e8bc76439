//! Finds the groups that public tables of one period show together, so that no table and no sum or
//! difference of tables shows a group under five dossiers (decisions, "Published figures" 8): within
//! each pair of dimensions by what lies in what, over units, fields and procedures by the row space of
//! all tables. A small group is merged with a group of the same unit or field, so that large groups
//! stay apart. Groups are numbers here, by dimension in the order of their keys. It must not know who reads, nor which periods may be asked.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::ops::RangeInclusive;

use calendar::Day;

use crate::blocks::Blocks;
use crate::public::{BY_MONTH, DIMENSIONS};
use crate::query::Key;
use crate::row_space::{JOINT, Joint, Published, RowSpace, groups_over_runs};
use crate::suppressed::SMALLEST;

/// The number of dimensions of public tables.
const PLACES: usize = DIMENSIONS.len();
/// The keys of one dossier, by dimension.
pub(crate) type Keys<'a> = [Key<'a>; PLACES];
/// The groups shown together, by dimension.
pub(crate) type Merged = [Blocks; PLACES];

/// The dossiers of a run, by quarter, half of a month, and group in each dimension; of several
/// tables where these are shown next to each other with the same groups. Quarters that are published
/// together only are one, as are months.
#[derive(Default)]
pub(crate) struct Quarters<'a> {
    dossiers: Vec<Placed<'a>>,
}

/// A dossier of one of the tables.
struct Placed<'a> {
    table: usize,
    /// The first day of its quarter.
    quarter: Day,
    /// The half of a month in the quarter, from 0.
    half: usize,
    keys: Keys<'a>,
}

/// The cells of a quarter, by table.
type Cells = BTreeMap<usize, HashMap<(usize, [usize; PLACES]), u64>>;

/// Dossiers of a quarter that have the same half of a month and the same groups.
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
    /// The halves of months in the quarter.
    halves: usize,
    /// Half of a month, inner group, outer group, dossiers.
    cells: Vec<(usize, usize, usize, u64)>,
}

/// A dimension of a pair, or the whole.
#[derive(Clone, Copy, PartialEq, Eq)]
struct Side {
    place: Option<usize>,
    /// The number of groups.
    groups: usize,
    /// The halves of months in the shortest part of a quarter for which it is asked.
    halves: usize,
}

/// Which groups are shown together, by dimension and number: the first group of the block of each.
type Joined = [Vec<usize>; PLACES];

/// A quarter of all tables while its groups are joined.
struct Quarter {
    tables: Vec<Vec<Cell>>,
    /// Of the tables in which a reader may ask for a small group.
    systems: Vec<System>,
    joined: Joined,
}

/// The cells of a table by month, unit, field and procedure, with the small groups of them.
struct System {
    cells: Vec<Joint>,
    /// The cells of each group under five dossiers.
    small_groups: Vec<BTreeSet<usize>>,
}

/// The outer groups whose dossiers an inner group has.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Containing {
    Unknown,
    One(usize),
    /// Several, or one outside the run.
    Several,
}

/// A group that must not stand apart, with the group with which it is merged; where that is `None`,
/// with a group of the same unit, field or procedure.
struct Violation {
    place: usize,
    block: usize,
    with: Option<usize>,
}

impl<'a> Quarters<'a> {
    /// Adds a dossier of a table: the first day of its quarter, and the half of a month in it, from 0.
    pub(crate) fn add(&mut self, table: usize, quarter: Day, half: usize, keys: Keys<'a>) {
        self.dossiers.push(Placed { table, quarter, half, keys });
    }

    /// The groups that stand together in one of the quarters; the same ones in every table.
    pub(crate) fn merged(self) -> Merged {
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
        let mut merged: [Vec<BTreeSet<String>>; PLACES] = Default::default();
        for tables in quarters.into_values() {
            let joined = Quarter::of(tables, counts).join_until_safe();
            for ((merged, numbers), joined) in merged.iter_mut().zip(&numbers).zip(joined) {
                let pairs = joined.iter().zip(0..).filter(|(first, group)| *first != group);
                let key = |group: usize| numbers.keys[group].to_string();
                merged.extend(pairs.map(|(first, group)| BTreeSet::from([*first, group].map(key))));
            }
        }
        merged.map(Blocks::of)
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

fn pairs(cells: &[Cell], counts: [usize; PLACES], halves: usize) -> Vec<Pair> {
    let sides = || {
        let dimensions = counts.into_iter().enumerate().map(|(place, groups)| {
            let halves = if place < BY_MONTH { 2 } else { halves };
            Side { place: Some(place), groups, halves }
        });
        dimensions.chain([Side { place: None, groups: 1, halves: 1 }])
    };
    let both = sides().flat_map(|inner| sides().map(move |outer| (inner, outer)));
    let both = both.filter(|(inner, outer)| inner != outer);
    both.map(|(inner, outer)| Pair::of(cells, (inner, outer), halves)).collect()
}

impl Quarter {
    fn of(tables: Cells, counts: [usize; PLACES]) -> Self {
        let cell = |((half, groups), dossiers)| Cell { half, groups, dossiers };
        let tables = tables.into_values().map(|cells| cells.into_iter().map(cell).collect());
        let tables: Vec<Vec<Cell>> = tables.collect();
        let systems = tables.iter().filter_map(|cells| System::of(cells)).collect();
        Self { tables, systems, joined: counts.map(|groups| (0..groups).collect()) }
    }

    /// Joins groups until no table and no sum of tables shows a small one.
    fn join_until_safe(mut self) -> Joined {
        let counts = self.joined.each_ref().map(Vec::len);
        let months = self.cells().map(|cell| cell.half / 2 + 1).max().unwrap_or_default();
        let tables = self.tables.iter();
        let pairs: Vec<Pair> = tables.flat_map(|cells| pairs(cells, counts, 2 * months)).collect();
        loop {
            let mut changed = false;
            for pair in &pairs {
                for run in pair.runs() {
                    while let Some(violation) = pair.violation(&run, &self.joined)
                        && self.join(&violation)
                    {
                        changed = true;
                    }
                }
            }
            changed =
                changed || self.violations_by_sums().iter().any(|violation| self.join(violation));
            if !changed {
                return self.joined;
            }
        }
    }

    /// Whether a group could be joined with another.
    fn join(&mut self, violation: &Violation) -> bool {
        let Violation { place, block, with } = *violation;
        let Some(other) = with.or_else(|| self.nearest(place, block)) else { return false };
        let joined = &mut self.joined[place];
        let (first, second) = (joined[block].min(joined[other]), joined[block].max(joined[other]));
        joined.iter_mut().filter(|group| **group == second).for_each(|group| *group = first);
        first != second
    }

    fn cells(&self) -> impl Iterator<Item = &Cell> {
        self.tables.iter().flatten()
    }

    fn shown(&self, cell: &Cell, place: usize) -> usize {
        self.joined[place][cell.groups[place]]
    }

    /// The dossiers of a block.
    fn size(&self, place: usize, block: usize) -> u64 {
        let within = self.cells().filter(|cell| self.shown(cell, place) == block);
        within.map(|cell| cell.dossiers).sum()
    }

    /// The block with which another block is merged: of the blocks that share the most of unit, field
    /// and procedure with it, the smallest.
    fn nearest(&self, place: usize, block: usize) -> Option<usize> {
        let block = self.joined[place][block];
        let blocks_of = |block: usize| {
            let by = |other: usize| {
                let cells = self.cells().filter(|cell| self.shown(cell, place) == block);
                cells.map(|cell| self.shown(cell, other)).collect::<BTreeSet<usize>>()
            };
            (0..JOINT).filter(move |other| *other != place).map(by).collect::<Vec<_>>()
        };
        let own = blocks_of(block);
        let shared = |other: usize| {
            let blocks = blocks_of(other);
            blocks.iter().zip(&own).filter(|(blocks, own)| !blocks.is_disjoint(own)).count()
        };
        let blocks: BTreeSet<usize> = self
            .cells()
            .map(|cell| self.shown(cell, place))
            .filter(|other| *other != block)
            .collect();
        blocks.into_iter().min_by_key(|&other| (Reverse(shared(other)), self.size(place, other)))
    }

    /// The published groups, smallest first, from whose numbers a reader could compute a small group.
    fn violations_by_sums(&self) -> Vec<Violation> {
        let terms =
            self.systems.iter().find_map(|system| system.terms_of_small_group(&self.joined));
        let mut terms: Vec<(u64, Published)> = terms
            .into_iter()
            .flatten()
            .map(|(place, block)| (self.size(place, block), (place, block)))
            .collect();
        terms.sort_unstable();
        let violation = |(_, (place, block))| Violation { place, block, with: None };
        terms.into_iter().map(violation).collect()
    }
}

impl System {
    /// `None` where no group is small.
    fn of(table: &[Cell]) -> Option<Self> {
        let mut cells: BTreeMap<Joint, u64> = BTreeMap::new();
        for cell in table {
            let joint = std::array::from_fn(|place| cell.groups[place]);
            *cells.entry((cell.half / 2, joint)).or_default() += cell.dossiers;
        }
        let dossiers: Vec<u64> = cells.values().copied().collect();
        let sum = |group: &BTreeSet<usize>| group.iter().map(|cell| dossiers[*cell]).sum();
        let groups = groups_over_runs(&cells).into_iter();
        let small_groups: Vec<_> = groups.filter(|group| small(sum(group))).collect();
        let cells = cells.into_keys().collect();
        (!small_groups.is_empty()).then_some(Self { cells, small_groups })
    }

    /// The published groups from whose numbers a reader could compute a small group; `None` where the
    /// published numbers determine none.
    fn terms_of_small_group(&self, joined: &Joined) -> Option<BTreeSet<Published>> {
        let mut tables: BTreeMap<(Option<Published>, usize), Vec<usize>> = BTreeMap::new();
        for (cell, (month, groups)) in self.cells.iter().enumerate() {
            tables.entry((None, *month)).or_default().push(cell);
            for (place, group) in groups.iter().enumerate() {
                // Procedures are listed by quarter.
                let month = if place < BY_MONTH { *month } else { 0 };
                let block = joined[place][*group];
                tables.entry((Some((place, block)), month)).or_default().push(cell);
            }
        }
        let tables = tables.into_iter().map(|((of, _), cells)| (of, cells)).collect();
        let space = RowSpace::of(self.cells.len(), tables);
        self.small_groups.iter().find_map(|group| space.terms_of(group))
    }
}

impl Side {
    /// The number under which a group is shown.
    fn shown(self, group: usize, joined: &Joined) -> usize {
        self.place.map_or(group, |place| joined[place][group])
    }
}

/// The numbers of a pair in a run of half months, by group as it is shown.
struct Counted {
    /// Of the inner groups, by part of the quarter: dossiers, and the outer groups that have them.
    inner: Vec<(u64, Containing)>,
    /// Of the outer groups, in the run.
    outer: Vec<u64>,
}

impl Pair {
    fn of(cells: &[Cell], (inner, outer): (Side, Side), halves: usize) -> Self {
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
        Self { inner, outer, halves, cells }
    }

    /// The runs of half months for which outer groups are asked: procedures, channels and wards are
    /// listed by quarter, the whole by half of a month.
    fn runs(&self) -> impl Iterator<Item = RangeInclusive<usize>> {
        let (halves, all) = (self.outer.halves, self.halves);
        let firsts = (0..all).step_by(halves);
        firsts.flat_map(move |first| {
            (first + halves - 1..all).step_by(halves).map(move |last| first..=last)
        })
    }

    /// What shows a small group: an inner group, or the rest of an outer one without those within it.
    fn violation(&self, run: &RangeInclusive<usize>, joined: &Joined) -> Option<Violation> {
        let Counted { inner, mut outer } = self.count(run, joined);
        let numbered = || inner.iter().enumerate().map(|(at, of)| (at % self.inner.groups, of));
        let shown = || numbered().filter(|(_, (size, _))| *size > 0);
        let first = shown().next().map(|(block, _)| block);
        // A block alone is the whole: there is no other block with which to merge it.
        if let Some(place) = self.inner.place
            && shown().any(|(block, _)| Some(block) != first)
            && let Some((block, _)) = shown().find(|(_, (size, _))| small(*size))
        {
            return Some(Violation { place, block, with: None });
        }
        // The smallest group within each outer one.
        let mut within: HashMap<usize, (u64, usize)> = HashMap::new();
        for (block, (size, containing)) in numbered() {
            if let Containing::One(containing) = *containing {
                outer[containing] -= size;
                let known = within.entry(containing).or_insert((*size, block));
                *known = (*known).min((*size, block));
            }
        }
        let rests = outer.iter().enumerate().filter(|(_, rest)| small(**rest));
        let mut rests = rests.filter_map(|(outer, _)| Some((outer, within.get(&outer)?.1)));
        rests.find_map(|(outer, block)| match (self.inner.place, self.outer.place) {
            // The smallest group is merged with another group of which a part is in the rest: the two
            // together are no part of the outer group. Where the rest is a part of the smallest group, in
            // another month, it is merged with the nearest group.
            (Some(place), _) => {
                let containing = |half: usize, block: usize| {
                    inner[half / self.inner.halves * self.inner.groups + block].1
                };
                let left = self.cells.iter().filter(|(half, ..)| run.contains(half));
                let left = left.filter(|cell| self.outer.shown(cell.2, joined) == outer);
                let left = left.map(|cell| (cell.0, self.inner.shown(cell.1, joined)));
                let mut others = left.filter(|(_, other)| *other != block);
                let with =
                    others.find(|(half, other)| containing(*half, *other) == Containing::Several);
                Some(Violation { place, block, with: with.map(|(_, other)| other) })
            }
            // All dossiers of a part of the quarter are in one outer group.
            (None, Some(place)) => Some(Violation { place, block: outer, with: None }),
            (None, None) => None,
        })
    }

    fn count(&self, run: &RangeInclusive<usize>, joined: &Joined) -> Counted {
        let halves = self.inner.halves;
        let mut inner = vec![(0, Containing::Unknown); self.halves / halves * self.inner.groups];
        let mut outer = vec![0; self.outer.groups];
        for (half, inner_group, outer_group, dossiers) in &self.cells {
            let at = half / halves * self.inner.groups + self.inner.shown(*inner_group, joined);
            let outer_block = self.outer.shown(*outer_group, joined);
            let (size, containing) = &mut inner[at];
            *size += dossiers;
            if !run.contains(half) {
                *containing = Containing::Several;
                continue;
            }
            outer[outer_block] += dossiers;
            *containing = match *containing {
                Containing::Unknown => Containing::One(outer_block),
                Containing::One(known) if known == outer_block => Containing::One(known),
                _ => Containing::Several,
            };
        }
        Counted { inner, outer }
    }
}

/// Whether a group of so many dossiers is not shown.
pub(crate) fn small(dossiers: u64) -> bool {
    (1..SMALLEST).contains(&dossiers)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// By month a unit has 10 dossiers of procedure P, then 3 of P and 10 of Q; P has no others. P has 13 in
    /// the quarter, so that 3 are left without those of the first month.
    #[test]
    fn a_rest_within_the_smallest_group_itself_is_merged_too() {
        let mut quarters = Quarters::default();
        let quarter = Day::from_ymd(2018, 4, 1);
        let mut add = |month: usize, unit, procedure, dossiers: usize| {
            let keys = [unit, "field", procedure, "desk", "ward"].map(Key::Text);
            (0..dossiers).for_each(|_| quarters.add(0, quarter, 2 * month, keys));
        };
        add(0, "A", "P", 10);
        add(1, "A", "P", 3);
        add(1, "A", "Q", 10);
        add(0, "B", "Q", 10);
        add(1, "B", "Q", 10);
        let merged = quarters.merged();
        let apart = |place: usize, key: &str| merged[place].row(key).is_none();
        assert!(!apart(0, "A") && !apart(0, "B"));
    }
}
