//! A table of facts that was changed dossier by dossier equals a table that is built again, and a
//! snapshot of it never changes.
#![expect(clippy::unwrap_used, reason = "a test may panic")]

use std::collections::BTreeMap;

use calendar::{Instant, Zone};
use indicators::timeline::Timeline;
use indicators::{Dimension, DossierFacts, FactHistory, FactTable};
use proptest::prelude::*;

const DAY: i64 = 86_400_000;

fn facts((unit, day, received): (u8, i64, bool)) -> FactHistory {
    let unit = format!("U{unit}");
    FactHistory::from(DossierFacts {
        code: format!("{unit}-{day}"),
        unit: Timeline { now: unit.into(), before: Vec::new() },
        agency: if day == 0 { "other".into() } else { String::new().into() },
        filed: Some(Instant(0)),
        received: received.then_some(Instant(day * DAY)),
        ..DossierFacts::default()
    })
}

/// The table as it would be loaded: every dossier once, in order.
fn anew(dossiers: &BTreeMap<String, FactHistory>) -> FactTable {
    let mut table = FactTable::default();
    for (name, facts) in dossiers {
        table.put(name, facts.clone());
    }
    table
}

fn same(one: &FactTable, other: &FactTable) {
    assert_eq!(one.len(), other.len());
    assert!(one.iter().eq(other.iter()));
    assert_eq!(one.values(), other.values());
}

proptest! {
    #[test]
    fn changes_one_by_one_make_the_table_that_is_loaded_anew(
        changes in prop::collection::vec((0..600_u16, (0..4_u8, 0..5_i64, any::<bool>())), 0..900),
        snapshot_at in 0..900_usize,
    ) {
        let (mut table, mut dossiers) = (FactTable::default(), BTreeMap::new());
        let mut snapshot = None;
        for (index, (name, change)) in changes.into_iter().enumerate() {
            let name = format!("{name:03}");
            table.put(&name, facts(change));
            dossiers.insert(name, facts(change));
            if index == snapshot_at {
                snapshot = Some((table.clone(), dossiers.clone()));
            }
        }
        same(&table, &anew(&dossiers));
        if let Some((table, dossiers)) = snapshot {
            same(&table, &anew(&dossiers));
        }
    }
}

#[test]
fn a_value_is_there_as_long_as_a_received_dossier_has_it() {
    let mut table = FactTable::default();
    table.put("a", facts((1, 2, true)));
    table.put("b", facts((1, 3, false)));
    assert_eq!(table.values().dossiers(Dimension::Unit, "U1"), 1);
    let days = table.values().days().unwrap();
    assert_eq!(days.0, days.1);
    assert_eq!(days.0, Zone::VIETNAM.day(Instant(2 * DAY)));
    table.put("a", facts((2, 4, true)));
    assert_eq!(table.values().of(Dimension::Unit).collect::<Vec<_>>(), ["U2"]);
    assert_eq!(table.values().days().unwrap().0, Zone::VIETNAM.day(Instant(4 * DAY)));
}
