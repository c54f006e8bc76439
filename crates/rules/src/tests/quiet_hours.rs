//! The hours in which no message is sent, and the contacts of officers.

use std::sync::LazyLock;

use proptest::prelude::*;

use super::good::{day, district9, loaded};
use super::{AGENCY, OFFICE, check, with};
use crate::{QuietHours, Rules};

fn agency(changes: &[(&str, &str)]) -> crate::Agency {
    let agency = with(AGENCY, changes);
    let rules = loaded(&[("a/agency.toml", &agency), ("a/calendars/office.toml", OFFICE)]);
    rules.agency.unwrap()
}

#[test]
fn an_agency_has_quiet_hours_and_officers_have_contacts_in_one_form() {
    let usual = agency(&[]);
    assert_eq!(usual.quiet_hours, QuietHours { from: 1080, to: 420 });
    assert_eq!(usual.officer("A1").unwrap().contact, None);
    let set = agency(&[
        (
            "calendar = \"office\"",
            "calendar = \"office\"\nquiet_from = \"20:30\"\nquiet_to = \"08:00\"",
        ),
        ("title = \"Chuyên viên\"", "title = \"Chuyên viên\"\ncontact = \"0900 000 304\""),
    ]);
    assert_eq!(set.quiet_hours, QuietHours { from: 1230, to: 480 });
    assert_eq!(set.officer("A1").unwrap().contact.as_deref(), Some("+84900000304"));
    let bad =
        with(AGENCY, &[("title = \"Chuyên viên\"", "title = \"Chuyên viên\"\ncontact = \"lan@\"")]);
    let problem = "a/agency.toml:32: \"lan@\" is no telephone number and no mail address; write one, or leave it out";
    check(&[("a/agency.toml", &bad), ("a/calendars/office.toml", OFFICE)], &[problem]);
}

#[test]
fn the_telephone_of_an_office_is_read_in_one_form_and_is_not_the_contact() {
    let title = "title = \"Chuyên viên\"";
    let with_phone = |more: &str| format!("{title}\n{more}");
    let set = agency(&[(title, &with_phone("phone = \"028 3730 0001\""))]);
    assert_eq!(set.officer("A1").unwrap().phone.as_deref(), Some("+842837300001"));
    for (more, problem) in [
        (
            "phone = \"113\"",
            "a/agency.toml:32: \"113\" is no telephone number; write the office's, or leave it out",
        ),
        (
            "phone = \"0900000304\"\ncontact = \"0900 000 304\"",
            "a/agency.toml:32: phone is published and may not be the officer's own contact; write the office's number, or leave it out",
        ),
    ] {
        let bad = with(AGENCY, &[(title, &with_phone(more))]);
        check(&[("a/agency.toml", &bad), ("a/calendars/office.toml", OFFICE)], &[problem]);
    }
}

#[test]
fn the_rank_of_an_officer_and_the_first_day_in_the_field_are_read() {
    let title = "title = \"Chuyên viên\"";
    let with_more = |more: &str| format!("{title}\n{more}");
    let set = agency(&[(title, &with_more("grade = \"Chuyên viên chính\"\nsince = 2014-03-01"))]);
    let officer = set.officer("A1").unwrap();
    assert_eq!(officer.grade.as_deref(), Some("Chuyên viên chính"));
    assert_eq!(officer.in_field_since, Some("2014-03-01".parse().unwrap()));
    for (more, problem) in [
        (
            "grade = \"01.003\"",
            "a/agency.toml:32: \"01.003\" is no rank in words; write one such as \"Chuyên viên\", or leave it out",
        ),
        (
            "since = 2099-01-01",
            "a/agency.toml:32: since is the first day of work in the field, so 2099-01-01 may not be after valid_from (2018-01-01)",
        ),
    ] {
        let bad = with(AGENCY, &[(title, &with_more(more))]);
        check(&[("a/agency.toml", &bad), ("a/calendars/office.toml", OFFICE)], &[problem]);
    }
}

#[test]
fn the_first_instant_is_the_opening_or_the_end_of_the_quiet_hours() {
    let rules = district9();
    let calendar = rules.deadline_calendar();
    let first = |from: u16, to: u16, on: &str| {
        let first = QuietHours { from, to }.first_outside(calendar, day(on));
        first.map(|at| calendar.zone.format(at)[11..16].to_owned())
    };
    for (quiet, on, expected) in [
        ((1080, 420), "2018-11-22", Some("07:30")),
        ((1080, 480), "2018-11-22", Some("08:00")),
        ((1080, 720), "2018-11-22", Some("13:00")),
        ((0, 0), "2018-11-22", Some("07:30")),
        ((0, 1439), "2018-11-22", None),
        ((1080, 420), "2018-11-25", None),
    ] {
        assert_eq!(first(quiet.0, quiet.1, on).as_deref(), expected, "{quiet:?} {on}");
    }
}

proptest! {
    /// For all quiet hours: a message may be sent outside them only, on a day with an opening.
    #[test]
    fn no_message_is_allowed_in_quiet_hours(
        from in 0_u16..1440, to in 0_u16..1440, at in 0_i64..400 * 1440
    ) {
        static RULES: LazyLock<Rules> = LazyLock::new(district9);
        let rules = &*RULES;
        let (calendar, quiet) = (rules.deadline_calendar(), QuietHours { from, to });
        let now = calendar.zone.at(day("2018-01-02"), 0).plus_millis(at * 60_000);
        let minute = (at % 1440) as u16;
        let in_hours = if from <= to { from <= minute && minute < to } else { minute >= from || minute < to };
        prop_assert_eq!(quiet.holds(calendar, now), in_hours);
        // The end is the first instant after them.
        let end = quiet.end_of(calendar, now);
        prop_assert_eq!(end.is_some(), in_hours);
        if let Some(end) = end {
            prop_assert!(end > now && end.0 - now.0 <= 24 * 3_600_000);
            prop_assert!(!quiet.holds(calendar, end));
            prop_assert!(quiet.holds(calendar, end.plus_millis(-1)));
        }
        if quiet.allow(calendar, now) {
            prop_assert!(!in_hours && calendar.is_working_day(calendar.zone.day(now)));
        }
    }
}
