//! Measures durable intake through `app`: receptions of many threads grouped into commits. The peer
//! is a log file that only groups and syncs.

use std::fs::OpenOptions;
use std::io::Write;
use std::path::Path;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use anyhow::{Context, Result, anyhow};
use app::{Application, Intake, Submission};
use dossier::{Actor, Command, Role};

use super::Row;

const THREADS: usize = 32;
const SPAN: Duration = Duration::from_secs(3);

pub fn rows() -> Result<Vec<Row>> {
    let folder = std::env::temp_dir().join(format!("motcua-bench-{}", std::process::id()));
    std::fs::create_dir_all(&folder)?;
    let result = measure(&folder);
    std::fs::remove_dir_all(&folder)?;
    result
}

fn measure(folder: &Path) -> Result<Vec<Row>> {
    let synced = syncs_a_second(folder)?;
    let app = Application::open(&folder.join("data")).map_err(|error| anyhow!("{error}"))?;
    let files = super::site::rule_files()?;
    let now: calendar::Instant = "2018-03-05T08:00:00+07:00".parse()?;
    app.put_in_force(&app::AgencyPermit::to_put_rules(), &files, "bench", now)
        .map_err(|error| anyhow!("{error}"))?;
    app.commit().map_err(|error| anyhow!("{error}"))?;
    let many = receive(&app, now, THREADS)?;
    let one = receive(&app, now, 1)?;
    Ok(vec![
        Row {
            name: format!("durable receptions a second, {THREADS} threads through app"),
            measured: format!("{many:.0} /s"),
            reference: format!("at least 10000 /s; syncs alone {synced:.0} /s"),
            within_limit: many >= 10_000.0,
        },
        Row::share(
            "durable receptions a second, one thread",
            one,
            ("syncing a log file", synced),
            0.2,
            "/s",
        ),
    ])
}

/// The number of appends to a growing file per second, each followed by a sync.
fn syncs_a_second(folder: &Path) -> Result<f64> {
    let mut file = OpenOptions::new().create(true).append(true).open(folder.join("log"))?;
    let begun = Instant::now();
    let mut count = 0_u32;
    while begun.elapsed() < Duration::from_secs(1) {
        file.write_all(&[7; 512])?;
        file.sync_data()?;
        count += 1;
    }
    Ok(f64::from(count) / begun.elapsed().as_secs_f64())
}

fn receive(app: &Application, now: calendar::Instant, threads: usize) -> Result<f64> {
    static NUMBER: AtomicUsize = AtomicUsize::new(0);
    let intake = Intake {
        procedure: "1.013831".into(),
        channel: "counter".into(),
        ward: "P26830".into(),
        person: "bench".into(),
        desk: "MC".into(),
        ..Intake::default()
    };
    let reception = app.reception(&intake, now).map_err(|error| anyhow!("{error}"))?;
    let actor = Actor::new("MC01", Role::DeskOfficer, "MC");
    let before = NUMBER.load(Ordering::Relaxed);
    let begun = Instant::now();
    let failed = std::thread::scope(|scope| {
        let workers: Vec<_> = (0..threads)
            .map(|_| {
                scope.spawn(|| {
                    while begun.elapsed() < SPAN {
                        let number = NUMBER.fetch_add(1, Ordering::Relaxed);
                        let submission = Submission {
                            stream: format!("dossier/quan9/bench{number:08}"),
                            actor: actor.clone(),
                            command: Command::Receive(reception.clone()),
                            at: now,
                            key: Some(format!("bench/{number}").into()),
                            sealed: None,
                        };
                        if let Err(failure) = app.execute(submission) {
                            return Some(failure.to_string());
                        }
                    }
                    None
                })
            })
            .collect();
        workers.into_iter().find_map(|worker| worker.join().ok().flatten())
    });
    if let Some(failure) = failed {
        return Err(anyhow!(failure)).context("a reception failed");
    }
    let done = NUMBER.load(Ordering::Relaxed) - before;
    Ok(done as f64 / begun.elapsed().as_secs_f64())
}
