//! Valid files: the repository's own catalogue and scenario, and small ones.

use std::fs;
use std::path::Path;

use calendar::{Day, Duration, Instant, LegalClock, Line, SkipReason, Unit, derivation};

use super::{AGENCY, OFFICE, PROCEDURE, check, check_procedure, with};
use crate::{Circumstances, Post, Rules, SourceFile, load};

pub(super) fn collect(folder: &Path, files: &mut Vec<SourceFile>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            collect(&path, files);
        } else {
            let text = fs::read_to_string(&path).unwrap();
            files.push(SourceFile { path: path.display().to_string(), text });
        }
    }
}

/// The rules of the catalogue and of District 9.
pub(super) fn district9() -> Rules {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let mut files = Vec::new();
    collect(&root.join("catalogue"), &mut files);
    collect(&root.join("scenarios/district9"), &mut files);
    load(&files).unwrap_or_else(|problems| {
        let problems: Vec<String> = problems.iter().map(ToString::to_string).collect();
        panic!("\n{}\n", problems.join("\n"))
    })
}

pub(super) fn day(text: &str) -> Day {
    text.parse().unwrap()
}

pub(super) fn loaded(files: &[(&str, &str)]) -> Rules {
    let files = files
        .iter()
        .map(|(path, text)| SourceFile { path: (*path).to_owned(), text: (*text).to_owned() });
    load(&files.collect::<Vec<_>>()).unwrap()
}

#[test]
fn the_catalogue_and_district_9_load() {
    let rules = district9();
    assert!(rules.procedures.len() >= 2 * 27);
    assert_eq!(rules.calendars.keys().collect::<Vec<_>>(), ["desk", "office"]);
    let own = rules.procedure_on("1.012784", day("2018-11-22")).unwrap();
    assert_eq!(own.answering_unit.as_deref(), Some("TNMT"));
    assert_eq!(rules.procedure_on("1.012784", day("2017-12-31")), None);
    let later = rules.procedure_on("1.012784", day("2025-07-01")).unwrap();
    assert_eq!(later.answering_unit, None);
    assert_eq!(rules.procedures_on(day("2018-11-22")).count(), 44);
    assert!(rules.agency.as_ref().unwrap().local_filing);
    let heads = rules.officers_of("TNMT", Post::Head, day("2018-11-22"));
    let ids: Vec<&str> = heads.iter().map(|officer| officer.id.as_str()).collect();
    assert_eq!(ids, ["TNMT01", "TNMT02", "TNMT03"]);
}

#[test]
fn every_paper_fee_and_case_has_an_english_name() {
    let rules = district9();
    let mut without = Vec::new();
    for procedure in &rules.procedures {
        let papers = procedure.components.iter().map(|one| (&one.name, &one.name_en));
        let fees = procedure.fees.iter().map(|one| (&one.name, &one.name_en));
        let cases = procedure.cases.iter().map(|one| (&one.name, &one.name_en));
        let unnamed = papers.chain(fees).chain(cases).filter(|(_, english)| english.is_none());
        without.extend(unnamed.map(|(name, _)| format!("{}: {name}", procedure.code)));
    }
    assert_eq!(without, Vec::<String>::new());
}

#[test]
fn announced_days_are_closed_and_made_up() {
    let rules = district9();
    let app = rules.deadline_calendar();
    let minutes = |text: &str| -> u16 {
        app.openings(day(text)).iter().map(|opening| opening.close - opening.open).sum()
    };
    for (text, open) in [
        ("2018-12-31", 0),
        ("2019-01-05", 480),
        ("2019-01-12", 0),
        ("2019-01-14", 480),
        ("2018-02-13", 480),
        ("2018-02-14", 0),
        ("2018-02-16", 0),
        ("2018-02-20", 0),
        ("2018-02-21", 480),
        // By rule: the eve and the first four days of a lunar new year that differs from the
        // Chinese one.
        ("2030-01-31", 480),
        ("2030-02-01", 0),
        ("2030-02-02", 0),
        ("2030-02-06", 0),
    ] {
        assert_eq!(minutes(text), open, "{text}");
    }
    let off = app.closed_day(day("2018-12-31")).unwrap();
    assert_eq!(off.made_up_on, Some(day("2019-01-05")));
    let desk = rules.desk_calendar();
    let closing = desk.zone.format(desk.last_closing(day("2018-11-24")));
    assert_eq!(closing, "2018-11-24T11:30:00+07:00");
    assert_eq!(desk.openings(day("2019-01-05")).len(), 2);
    let hours = rules.desk_hours(day("2018-11-24")).unwrap();
    assert_eq!(hours.week.each_ref().map(Vec::len), [2, 2, 2, 2, 2, 1, 0]);
}

#[test]
fn a_due_date_on_unannounced_holidays_is_an_estimate() {
    let rules = district9();
    let app = rules.deadline_calendar();
    assert_eq!(app.announced_until, day("2027-01-01"));
    let due = |received: &str| {
        let received: Instant = received.parse().unwrap();
        let clock = LegalClock::start(app, Duration::of(1, Unit::WorkingDays), received);
        derivation(&clock, app, &rules.calendars)
    };
    let lines = due("2030-02-01T08:00:00+07:00");
    assert!(matches!(lines.last(), Some(Line::Due { estimate: true, .. })), "{lines:?}");
    let lines = due("2018-12-28T08:00:00+07:00");
    assert!(matches!(lines.last(), Some(Line::Due { estimate: false, .. })), "{lines:?}");
    let swapped = SkipReason::SwappedOff { made_up_on: day("2019-01-05") };
    assert!(lines.contains(&Line::Skipped { day: day("2018-12-31"), reason: swapped }));
}

#[test]
fn the_small_files_are_valid() {
    check_procedure(&[], &[]);
    check(&[("calendars/office.toml", OFFICE), ("procedures/p.toml", PROCEDURE)], &[]);
    check(&[("procedures/p.toml", PROCEDURE), ("plan.toml", "?"), ("notes.txt", "?")], &[]);
    let nothing = loaded(&[]);
    assert_eq!(nothing.deadline_calendar().announced_until, day("2005-01-01"));
    assert_eq!(nothing.agency, None);
    assert_eq!(nothing.life_events, []);
}

#[test]
fn the_agencys_version_takes_precedence_on_its_days() {
    let catalogue = with(
        PROCEDURE,
        &[
            ("name_en = \"Procedure\"", "name_en = \"Catalogue\""),
            ("effective_to = 2019-12-31\n", ""),
        ],
    );
    let rules = loaded(&[
        ("a/agency.toml", AGENCY),
        ("a/calendars/office.toml", OFFICE),
        ("a/procedures/p.toml", PROCEDURE),
        ("catalogue/procedures/p.toml", &catalogue),
    ]);
    let name = |text: &str| {
        rules.procedure_on("1.000001", day(text)).map(|version| version.name_en.as_str())
    };
    assert_eq!(name("2018-02-28"), None);
    assert_eq!(name("2018-03-01"), Some("Procedure"));
    assert_eq!(name("2019-12-31"), Some("Procedure"));
    assert_eq!(name("2020-01-01"), Some("Catalogue"));
    let version = rules.procedure_on("1.000001", day("2018-03-01")).unwrap();
    let case = |case| Circumstances { case, ..Circumstances::default() };
    let lasts = |name| version.duration_of(&case(name));
    assert_eq!(lasts(Some("short")), Duration::of(14, Unit::CalendarDays));
    assert_eq!(lasts(None), Duration::of(20, Unit::WorkingDays));
}

#[test]
fn a_units_work_goes_to_its_successor_after_its_last_day() {
    let rules = loaded(&[("agency.toml", AGENCY), ("calendars/office.toml", OFFICE)]);
    let does = |text: &str| rules.successor("B", day(text)).map(|unit| unit.code.as_str());
    assert_eq!(does("2019-06-30"), Some("B"));
    assert_eq!(does("2019-07-01"), Some("A"));
    assert_eq!(rules.officers_of("B", Post::Head, day("2018-01-31")).len(), 0);
    assert_eq!(rules.officers_of("B", Post::Head, day("2019-06-30")).len(), 1);
    assert_eq!(rules.officers_of("B", Post::Head, day("2019-07-01")).len(), 0);
}

#[test]
fn a_calendar_has_versions() {
    let later = with(
        OFFICE,
        &[("id = \"office\"", "id = \"office\"\nversion = \"2019\"\nvalid_from = 2019-01-01")],
    );
    let rules = loaded(&[("calendars/a.toml", OFFICE), ("calendars/b.toml", &later)]);
    let on =
        |text: &str| rules.calendar_on("office", day(text)).map(|calendar| calendar.id.as_str());
    assert_eq!(on("2018-12-31"), Some("office"));
    assert_eq!(on("2019-01-01"), Some("office-2019"));
    assert_eq!(rules.deadline_calendar().id, "office-2019");
}

#[test]
fn an_agency_announces_a_whole_year_or_single_days() {
    let whole = "year = 2026\nsource = \"x\"\n[[holiday]]\ndate = 2026-02-17\nname = \"Tết\"\n\
                 name_en = \"New year\"\n";
    let single = |entry: &str| format!("year = 2026\nsource = \"x\"\n{entry}\n");
    let added = "[[holiday]]\ndate = 2026-12-02\nname = \"Nghỉ\"\nname_en = \"Off\"";
    let withdrawn = "[[withdrawn]]\ndate = 2026-02-17\ndecision = \"x\"";
    // The catalogue's file, the agency's file; whether 12-02, 02-17 (in both files) and 04-30 (by
    // rule) are closed.
    for (catalogue, own, closed) in [
        (None, None, [false, true, true]),
        (None, Some(single(added)), [true, true, true]),
        (None, Some(single(withdrawn)), [false, false, true]),
        (Some(whole), None, [false, true, false]),
        (Some(whole), Some(single(added)), [true, true, false]),
        (Some(whole), Some(single(withdrawn)), [false, false, false]),
        (Some(whole), Some(format!("{whole}{added}\n")), [true, true, false]),
    ] {
        let mut files = vec![("a/agency.toml", AGENCY), ("a/calendars/office.toml", OFFICE)];
        files.extend(catalogue.map(|text| ("catalogue/calendars/years/2026.toml", text)));
        files.extend(own.as_deref().map(|text| ("a/calendars/years/2026.toml", text)));
        let rules = loaded(&files);
        let days = ["2026-12-02", "2026-02-17", "2026-04-30"];
        let is_closed = days.map(|text| rules.deadline_calendar().closed_day(day(text)).is_some());
        assert_eq!(is_closed, closed, "{catalogue:?} {own:?}");
    }
}
