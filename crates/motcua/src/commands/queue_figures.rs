//! `queue-figures`: waiting and serving times of the queues of a period by line, counter, hour or day, as
//! JSON or CSV.

use std::path::Path;

use affairs::queue_day::figures::{QueueFigures, Spread, grouped};
use app::Inquiry;
use serde_json::{Value, json};
use text::csv::Csv;
use text::sentence;

use crate::args::{QueueArgs, QueueFormat};
use crate::command_error::{CommandError, refused};
use crate::out;

pub fn queue_figures(data: &Path, args: &QueueArgs) -> Result<(), CommandError> {
    let (from, to) = (args.from, args.to);
    if to < from {
        return Err(CommandError::BadUsage(sentence!(
            "the period ends ({to}) before it begins ({from}); give --from and --to in order",
            to,
            from
        )));
    }
    let read = Inquiry::peek(data, |inquiry| {
        let zone = inquiry.rules.deadline_calendar().zone.clone();
        Ok((inquiry.queue_days((from, to))?, zone))
    });
    let (queues, zone) = read.map_err(refused)?;
    let by = args.by.into();
    let groups = grouped(&queues, by, &zone);
    let all = groups.iter().flat_map(|(_, visits)| visits.iter().copied());
    let total = QueueFigures::of(all);
    let rows: Vec<(&str, QueueFigures)> = groups
        .iter()
        .map(|(key, visits)| (key.as_str(), QueueFigures::of(visits.iter().copied())))
        .collect();
    match args.format {
        QueueFormat::Json => {
            let row = |(key, figures): &(&str, QueueFigures)| {
                let mut row = object(figures);
                row["key"] = json!(key);
                row
            };
            out::line(json!({
                "from": from,
                "to": to,
                "by": by.code(),
                "rows": rows.iter().map(row).collect::<Vec<_>>(),
                "total": object(&total),
            }))
        }
        QueueFormat::Csv => {
            let heads = COUNTS.into_iter().chain(TIMES).map(str::to_owned);
            let heads: Vec<String> = [by.code().to_owned()].into_iter().chain(heads).collect();
            let mut csv = Csv::new(&heads);
            for (key, figures) in rows.iter().chain([&("total", total)]) {
                let times = times(figures);
                let times = times.map(|time| time.map_or_else(String::new, |t| t.to_string()));
                let cells = counts(figures).map(|n| n.to_string()).into_iter().chain(times);
                csv.line(&[(*key).to_owned()].into_iter().chain(cells).collect::<Vec<_>>());
            }
            out::print(csv.finish())
        }
    }
}

const COUNTS: [&str; 7] =
    ["visits", "priority", "called", "served", "absent", "transferred", "not_called"];
const TIMES: [&str; 6] = [
    "waiting_median",
    "waiting_nine_of_ten",
    "waiting_longest",
    "serving_median",
    "serving_nine_of_ten",
    "serving_longest",
];

fn counts(figures: &QueueFigures) -> [u64; 7] {
    let QueueFigures { visits, priority, called, served, absent, transferred, not_called, .. } =
        *figures;
    [visits, priority, called, served, absent, transferred, not_called]
}

/// The times, in whole seconds.
fn times(figures: &QueueFigures) -> [Option<i64>; 6] {
    let [a, b, c] = spread(figures.waiting);
    let [d, e, f] = spread(figures.serving);
    [a, b, c, d, e, f]
}

const fn spread(spread: Spread) -> [Option<i64>; 3] {
    [spread.median, spread.nine_of_ten, spread.longest]
}

fn object(figures: &QueueFigures) -> Value {
    let mut object: Value = COUNTS.into_iter().zip(counts(figures).map(Value::from)).collect();
    for (name, time) in TIMES.into_iter().zip(times(figures)) {
        object[format!("{name}_seconds")] = json!(time);
    }
    object
}
