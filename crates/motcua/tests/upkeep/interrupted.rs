//! A load that is killed leaves a valid record, and the next load completes it.

use std::thread;
use std::time::{Duration, Instant};

use crate::support::Place;

/// A time within the first nine tenths of a stretch, always the same for a number.
fn moment(stretch: Duration, number: u32) -> Duration {
    let random = number.wrapping_mul(2_654_435_761) % 1000;
    stretch * random / 1000 * 9 / 10
}

#[test]
fn a_load_killed_at_any_moment_is_whole_and_goes_on_to_the_same_end() {
    let place = Place::new();
    let scenario = place.scenario();
    let begun = Instant::now();
    let whole = place.run("whole", &["load", &scenario]);
    let stretch = begun.elapsed();
    assert_eq!(whole.code, Some(0), "{}", whole.err);
    let events = place.events("whole");
    for number in 1..=4 {
        let data = format!("killed{number}");
        let mut load = place.start(&data, &["load", &scenario]);
        thread::sleep(moment(stretch, number));
        load.kill().unwrap();
        load.wait().unwrap();
        if place.path(&data).join("motcua.db").exists() {
            healthy(&place, &data);
            // The events on record are the first ones of the complete record.
            let recorded = place.events(&data);
            assert!(recorded == events[..recorded.len()], "after kill {number}");
            println!("kill {number}: {} of {} events were there", recorded.len(), events.len());
        }
        let rest = place.run(&data, &["load", &scenario]);
        assert_eq!(rest.code, Some(0), "{}", rest.err);
        assert!(place.events(&data) == events, "after kill {number}");
        healthy(&place, &data);
    }
}

fn healthy(place: &Place, data: &str) {
    let doctor = place.run(data, &["doctor"]);
    assert_eq!(doctor.code, Some(0), "{}{}", doctor.out, doctor.err);
}

#[test]
fn an_unfinished_load_is_not_served() {
    let place = Place::new();
    let folder = place.path("data");
    let folder = store::Folder::open_or_create(&folder).unwrap();
    let mut writer = folder.writer().unwrap();
    writer.put_meta("scenario", "district9").unwrap();
    writer.commit().unwrap();
    drop((writer, folder));
    place.run("data", &["serve", "--listen", "127.0.0.1:0"]).only(1, &["motcua load district9"]);
}

#[test]
fn a_backup_restored_elsewhere_says_the_same() {
    let place = Place::new();
    let scenario = place.scenario();
    let until = "2018-03-20T12:00:00+07:00";
    let load = place.run("one", &["load", &scenario, "--until", until]);
    assert_eq!(load.code, Some(0), "{}", load.err);
    assert_eq!(place.run("one", &["backup", "copy"]).code, Some(0));
    assert_eq!(place.run("two", &["restore", "copy"]).code, Some(0));
    assert!(place.events("one") == place.events("two"));
    let report = ["report", "--from", "2018-03-01", "--to", "2018-03-31", "--format", "json"];
    let (one, two) = (place.run("one", &report), place.run("two", &report));
    assert_eq!((one.code, one.out), (Some(0), two.out));
    place.run("two", &["restore", "copy"]).only(1, &["already holds a database", "--data"]);
}
