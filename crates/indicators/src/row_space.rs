//! Which sums of counts a reader can compute from published tables: the row space of the tables over
//! the cells of a quarter, by Gaussian elimination modulo a prime. The cells are those of month, unit,
//! field and procedure that have dossiers: which unit answers for a procedure, and to which field it
//! belongs, is public. It must not know why tables are published.

use std::collections::{BTreeMap, BTreeSet};

/// The dimensions whose joint values are public: unit, field, procedure.
pub(crate) const JOINT: usize = 3;

const PRIME: u64 = (1 << 31) - 1;

/// A cell's month and its groups in the joint dimensions.
pub(crate) type Joint = (usize, [usize; JOINT]);

/// A published number: a group of a dimension.
pub(crate) type Published = (usize, usize);

/// The sums that published numbers determine.
pub(crate) struct RowSpace {
    width: usize,
    published: Vec<Option<Published>>,
    /// In echelon form: each row by its first column; after the cells, the factors of the published
    /// numbers whose combination is this row.
    rows: Vec<(usize, Vec<u64>)>,
}

impl RowSpace {
    /// The row space of tables, each the cells that a published number counts with its group; no group
    /// where the number is a total.
    pub(crate) fn of(width: usize, tables: Vec<(Option<Published>, Vec<usize>)>) -> Self {
        let all = width + tables.len();
        let mut space = Self { width, published: Vec::new(), rows: Vec::new() };
        for (place, (published, cells)) in tables.into_iter().enumerate() {
            space.published.push(published);
            let mut row = vec![0; all];
            cells.into_iter().for_each(|cell| row[cell] = 1);
            row[width + place] = 1;
            space.reduce(&mut row);
            let Some(first) = row[..width].iter().position(|value| *value != 0) else { continue };
            let factor = inverse(row[first]);
            row.iter_mut().for_each(|value| *value = *value * factor % PRIME);
            let place = place_of(&space.rows, first);
            space.rows.insert(place, (first, row));
        }
        space
    }

    /// The groups of the published numbers whose combination is the sum of some cells; `None` where no
    /// combination is that sum.
    pub(crate) fn terms_of(&self, cells: &BTreeSet<usize>) -> Option<BTreeSet<Published>> {
        let mut row = vec![0; self.width + self.published.len()];
        cells.iter().for_each(|cell| row[*cell] = 1);
        self.reduce(&mut row);
        let (left, factors) = row.split_at(self.width);
        let used = || factors.iter().zip(&self.published).filter(|(value, _)| **value != 0);
        left.iter().all(|value| *value == 0).then(|| used().filter_map(|(_, of)| *of).collect())
    }

    fn reduce(&self, row: &mut [u64]) {
        for (first, known) in &self.rows {
            let factor = PRIME - row[*first];
            if factor == PRIME {
                continue;
            }
            for (value, known) in row.iter_mut().zip(known).skip(*first) {
                *value = (*value + factor * known) % PRIME;
            }
        }
    }
}

fn place_of(rows: &[(usize, Vec<u64>)], first: usize) -> usize {
    rows.partition_point(|(known, _)| *known < first)
}

/// The inverse by Fermat's theorem.
fn inverse(value: u64) -> u64 {
    let (mut result, mut base, mut exponent) = (1, value, PRIME - 2);
    while exponent > 0 {
        if exponent & 1 == 1 {
            result = result * base % PRIME;
        }
        base = base * base % PRIME;
        exponent >>= 1;
    }
    result
}

/// The dimensions that a group names, as a mask, with the group of each.
type Named = (usize, [Option<usize>; JOINT]);

/// The groups that a reader may ask about, as the cells of each: by any of the joint dimensions, over
/// each run of months.
pub(crate) fn groups_over_runs(cells: &BTreeMap<Joint, u64>) -> BTreeSet<BTreeSet<usize>> {
    let mut groups: BTreeMap<Named, Vec<(usize, usize)>> = BTreeMap::new();
    for (cell, (month, of)) in cells.keys().enumerate() {
        for mask in 1..1 << JOINT {
            let named = std::array::from_fn(|place| (mask >> place & 1 == 1).then_some(of[place]));
            groups.entry((mask, named)).or_default().push((*month, cell));
        }
    }
    let mut runs = BTreeSet::new();
    for cells in groups.into_values() {
        let months: BTreeSet<usize> = cells.iter().map(|(month, _)| *month).collect();
        for first in &months {
            for last in months.range(first..) {
                let run = cells.iter().filter(|(month, _)| (first..=last).contains(&month));
                runs.insert(run.map(|(_, cell)| *cell).collect());
            }
        }
    }
    runs
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sum_is_known_where_the_tables_determine_it() {
        // Two groups over three cells: the unit has cells 0 and 1, the field has cells 0 and 2.
        let table = |group, cells: &[usize]| (Some(group), cells.to_vec());
        let total = (None, vec![0, 1, 2]);
        let space = RowSpace::of(3, vec![table((0, 0), &[0, 1]), table((0, 1), &[2]), total]);
        assert_eq!(space.terms_of(&[0].into()), None);
        assert_eq!(space.terms_of(&[2].into()), Some([(0, 1)].into()));
        let space = RowSpace::of(3, vec![table((0, 0), &[0, 1]), table((1, 0), &[1])]);
        assert_eq!(space.terms_of(&[0].into()), Some([(0, 0), (1, 0)].into()));
    }

    #[test]
    fn groups_are_asked_over_each_run_of_months() {
        let cells = BTreeMap::from([((0, [0, 0, 0]), 3), ((1, [0, 0, 0]), 4), ((1, [0, 1, 1]), 9)]);
        let runs = groups_over_runs(&cells);
        for run in [&[0][..], &[1], &[0, 1], &[2], &[1, 2], &[0, 1, 2]] {
            assert!(runs.contains(&run.iter().copied().collect()), "{run:?}");
        }
        assert_eq!(runs.len(), 6);
    }
}
