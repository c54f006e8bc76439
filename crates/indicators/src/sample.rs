//! Generated dossiers in any number, the same in every run, to measure the duration of a recount.

use calendar::{Day, Instant, Zone};
use ecow::{EcoString, eco_format};

use crate::dossier_facts::{DossierFacts, Pause};
use crate::fact_history::FactHistory;
use crate::timeline::Timeline;

const DAY: i64 = 86_400_000;

/// `n` dossiers of 20 units, 18 fields and 60 procedures, received over 13 months from 1 January
/// 2018: most finished, some paused, withdrawn, late or open.
#[must_use]
pub fn facts(n: u32) -> Vec<FactHistory> {
    (0..n).map(|number| FactHistory::from(fact(number))).collect()
}

fn fact(number: u32) -> DossierFacts {
    let random = mixed(number);
    let pick = |shift: u32, of: u64| (random >> shift) % of;
    let start = Zone::VIETNAM.at(Day::from_ymd(2018, 1, 1), 0);
    let received = start.plus_millis(pick(0, 395) as i64 * DAY + pick(9, DAY as u64) as i64);
    let later = |millis: u64| received.plus_millis(millis as i64);
    let due = later((3 + pick(17, 30)) * DAY as u64);
    let end = later(1 + pick(23, 30 * DAY as u64));
    let pause = Pause { from: later(DAY as u64), to: None, after_due: false, on_due_date: false };
    let state = pick(40, 100);
    DossierFacts {
        code: format!("{number:09}"),
        procedure: eco_format!("1.{:06}", pick(11, 60)),
        field: eco_format!("F{:02}", pick(31, 18)),
        unit: named(eco_format!("U{:02}", pick(36, 20))),
        ward: eco_format!("W{:02}", pick(41, 13)),
        channel: ["online", "counter", "post"][pick(45, 3) as usize].into(),
        person: format!("A{:05}", pick(29, 50_000)),
        received: Some(received),
        finished: (state < 92).then_some(end),
        withdrawn: (92..94).contains(&state).then_some(end),
        due: Timeline { now: due, before: moved(received, due, pick(13, 5) == 0) },
        pauses: if state > 96 { vec![pause] } else { Vec::new() },
        holder: named(eco_format!("O{:03}", pick(33, 150))),
        ..DossierFacts::default()
    }
}

fn named(name: EcoString) -> Timeline<EcoString> {
    Timeline { now: name, before: Vec::new() }
}

fn moved(received: Instant, due: Instant, moved: bool) -> Vec<(Instant, Instant)> {
    if moved { vec![(received.plus_millis(DAY), due.plus_millis(-DAY))] } else { Vec::new() }
}

/// A hash of a number (the finaliser of SplitMix64).
fn mixed(number: u32) -> u64 {
    let mut bits = u64::from(number).wrapping_add(1).wrapping_mul(0x9E37_79B9_7F4A_7C15);
    bits = (bits ^ (bits >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    bits = (bits ^ (bits >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    bits ^ (bits >> 31)
}
