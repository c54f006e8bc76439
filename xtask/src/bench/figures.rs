//! Measures a count of a million dossiers, and the reading of a large old register.

use std::fmt::Write as _;
use std::hint::black_box;
use std::time::Instant;

use anyhow::{Result, anyhow};
use calendar::Day;
use indicators::{Dimension, Ledger, Query};

use super::Row;

pub fn rows() -> Result<Vec<Row>> {
    let mut rows = recount()?;
    rows.push(import()?);
    Ok(rows)
}

fn recount() -> Result<Vec<Row>> {
    let facts = indicators::sample::facts(1_000_000);
    let query = Query::new(Day::from_ymd(2000, 1, 1), Day::from_ymd(2030, 12, 31));
    let total =
        seconds(|| indicators::count(facts.iter(), &query).map(|report| report.total.received))?;
    let ledger = Ledger::of(facts);
    let dimensions = [Dimension::Unit, Dimension::Field, Dimension::Month];
    let rows = seconds(|| ledger.count(&query, &dimensions).map(|(total, _)| total.received))?;
    Ok(vec![
        Row::at_most("recount of a million, unit × field × month", rows, 0.030, "s"),
        Row::at_most("recount of a million as a report counts it", total, 0.150, "s"),
    ])
}

fn seconds<T, E: std::fmt::Display>(mut call: impl FnMut() -> Result<T, E>) -> Result<f64> {
    let mut least = f64::MAX;
    for _ in 0..5 {
        let begun = Instant::now();
        black_box(call().map_err(|error| anyhow!("{error}"))?);
        least = least.min(begun.elapsed().as_secs_f64());
    }
    Ok(least)
}

/// An invented log of 260,000 events, read by a map; the peer is a CSV reader that only splits
/// fields.
fn import() -> Result<Row> {
    let mut log = String::from("case,activity,officer,at,received,due,finished\n");
    for event in 0..260_000_u32 {
        let (case, step) = (event / 8, event % 8);
        let day = case % 28 + 1;
        writeln!(
            log,
            "C{case:06},step {step},O{},2018-03-{day:02} {:02}:15:00,2018-03-{day:02} 08:00:00,\
             2018-04-{day:02} 17:00:00,2018-04-{day:02} 15:00:00",
            case % 90,
            8 + step,
        )?;
    }
    let map = register::Map::parse(
        "level = \"event\"\nzone = \"Asia/Ho_Chi_Minh\"\n[columns]\ndossier = \"case\"\n\
         received = \"received\"\ndue = \"due\"\nfinished = \"finished\"\nstep = \"activity\"\n\
         step_at = \"at\"\nstep_officer = \"officer\"\n",
    )
    .map_err(|error| anyhow!("{error}"))?;
    let ours = seconds(|| register::read(log.as_bytes(), &map).map(|import| import.total))?;
    let peer = seconds(|| -> Result<usize, csv::Error> {
        let mut reader = csv::Reader::from_reader(log.as_bytes());
        let mut fields = 0;
        let mut record = csv::StringRecord::new();
        while reader.read_record(&mut record)? {
            fields += record.len();
        }
        Ok(fields)
    })?;
    let what = "events a second read from a log of 260,000";
    let (ours, peer) = (260_000.0 / ours, 260_000.0 / peer);
    Ok(Row::share(what, ours, ("splitting the fields alone", peer), 0.1, "/s"))
}
