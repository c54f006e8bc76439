//! The groups of a dimension that public tables show in one row, and the key of such a row. The key
//! names the groups of the row, as a table may have several such rows. It must not know why groups
//! stand together.

use std::collections::{BTreeSet, HashMap};

/// The key of a row that holds several groups together and names none of them; the key of a row that
/// names its groups begins with it.
pub const MERGED: &str = "(merged)";

/// Between the groups in the key of a row.
const BETWEEN: &str = " | ";

/// The groups of one dimension that stand together: the key of the row of each.
#[derive(Clone, Debug, Default)]
pub(crate) struct Blocks(HashMap<String, String>);

impl Blocks {
    /// The blocks of some sets of groups: sets with a group in common are one block.
    pub(crate) fn of(sets: impl IntoIterator<Item = BTreeSet<String>>) -> Self {
        let mut blocks: Vec<BTreeSet<String>> = Vec::new();
        for mut set in sets {
            let (apart, common): (Vec<_>, Vec<_>) =
                blocks.into_iter().partition(|block| block.is_disjoint(&set));
            set.extend(common.into_iter().flatten());
            blocks = apart;
            blocks.push(set);
        }
        let rows = blocks.into_iter().filter(|block| block.len() > 1).flat_map(|block| {
            let row = row_of(&block);
            block.into_iter().map(move |group| (group, row.clone()))
        });
        Self(rows.collect())
    }

    /// The blocks of both: groups that stand together in one of the two do so.
    pub(crate) fn joined(&self, other: &Self) -> Self {
        Self::of(self.sets().chain(other.sets()))
    }

    /// The key of the row in which a group stands with other groups; `None` where it stands apart.
    pub(crate) fn row(&self, group: &str) -> Option<&str> {
        self.0.get(group).map(String::as_str)
    }

    fn sets(&self) -> impl Iterator<Item = BTreeSet<String>> {
        let rows: BTreeSet<&String> = self.0.values().collect();
        rows.into_iter().filter_map(|row| Some(row_groups(row)?.map(str::to_owned).collect()))
    }
}

/// The groups that a row holds together; `None` where the row is of one group. The key [`MERGED`] alone
/// names no group.
#[must_use]
pub fn row_groups(row: &str) -> Option<impl Iterator<Item = &str>> {
    let groups = row.strip_prefix(MERGED)?.trim_start();
    Some(groups.split(BETWEEN).filter(|group| !group.is_empty()))
}

/// Whether a row holds several groups together.
#[must_use]
pub fn is_merged(row: &str) -> bool {
    row.starts_with(MERGED)
}

/// The key of the row that holds two rows together.
pub(crate) fn joined_row(one: &str, other: &str) -> String {
    let mut groups = BTreeSet::new();
    for row in [one, other] {
        match row_groups(row) {
            // A row that does not name its groups remains a row that does not.
            Some(_) if row == MERGED => return MERGED.to_owned(),
            Some(held) => groups.extend(held.map(str::to_owned)),
            None => groups.extend([row.to_owned()]),
        }
    }
    row_of(&groups)
}

fn row_of(groups: &BTreeSet<String>) -> String {
    let groups: Vec<&str> = groups.iter().map(String::as_str).collect();
    format!("{MERGED} {}", groups.join(BETWEEN))
}
