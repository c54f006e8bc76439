//! When applicants are reminded of results.

use super::good::loaded;
use super::{AGENCY, OFFICE, check, with};
use crate::ResultRules;

fn with_table(table: &str) -> String {
    with(AGENCY, &[("[[unit]]\ncode = \"A\"", &format!("{table}[[unit]]\ncode = \"A\""))])
}

#[test]
fn numbers_that_are_not_written_are_the_usual_ones() {
    for (table, [remind_after_days, remind_every_days, remind_times]) in [
        ("", [7, 15, 3]),
        ("[results]\n", [7, 15, 3]),
        ("[results]\nremind_times = 0\n", [7, 15, 0]),
        (
            "[results]\nremind_after_days = 10\nremind_every_days = 30\nremind_times = 2\n",
            [10, 30, 2],
        ),
    ] {
        let agency = with_table(table);
        let rules = loaded(&[("a/agency.toml", &agency), ("a/calendars/office.toml", OFFICE)]);
        let tracking = None;
        let expected = ResultRules { remind_after_days, remind_every_days, remind_times, tracking };
        assert_eq!(rules.agency.unwrap().results, expected, "{table}");
    }
}

#[test]
fn a_number_out_of_range_is_refused_by_line() {
    let agency = with_table("[results]\nremind_after_days = 0\n");
    let problem = "a/agency.toml:10: remind_after_days is 0; write a number from 1 to 365";
    check(&[("a/agency.toml", &agency), ("a/calendars/office.toml", OFFICE)], &[problem]);
}

#[test]
fn the_address_of_the_post_names_the_item_once() {
    let files =
        |agency: &str| loaded(&[("a/agency.toml", agency), ("a/calendars/office.toml", OFFICE)]);
    let good = "https://post.example.vn/track?code={number}";
    let rules = files(&with_table(&format!("[results]\ntracking = \"{good}\"\n")));
    assert_eq!(rules.agency.unwrap().results.tracking.as_deref(), Some(good));
    for bad in ["https://post.example.vn/track", "http://post.vn/{number}", "{number}"] {
        let agency = with_table(&format!("[results]\ntracking = \"{bad}\"\n"));
        let problem = "a/agency.toml:10: tracking is the address at which the post says where an item is; write it from https:// on, with {number} once in place of the item's number, or leave it out";
        check(&[("a/agency.toml", &agency), ("a/calendars/office.toml", OFFICE)], &[problem]);
    }
}
