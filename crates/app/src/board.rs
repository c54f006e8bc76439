//! What a screen in the hall of a desk shows to every visitor: the numbers of results that became ready
//! today, and counts. No name, no whole code, no key. Knows no page.

use calendar::Instant;
use store::{Order, Pick, Scope};

use crate::application::Application;
use crate::error::Failure;

/// The content of the screen.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Board {
    /// The short numbers of results that became ready today and lie at the desk, the latest first.
    pub ready: Vec<String>,
    /// Results that lie at the desk.
    pub waiting: u64,
    /// Results given out today.
    pub given_out: u64,
}

/// The part of a code that a citizen finds on the slip at a glance: the day and the number of the day.
fn short(code: &str) -> String {
    let parts: Vec<&str> = code.rsplit('-').take(2).collect();
    parts.into_iter().rev().collect::<Vec<_>>().join("-")
}

impl Application {
    /// The board of a desk now, with so many numbers at most.
    ///
    /// # Errors
    /// The store failed.
    pub fn board(&self, desk: &str, most: usize, at: Instant) -> Result<Board, Failure> {
        let scope = Scope { agency: self.agency_code(), access_paths: None };
        let rules = self.rules();
        let zone = &rules.deadline_calendar().zone;
        let today = zone.at(zone.day(at), 0).0;
        let desk = Some(desk.to_owned());
        let ready = Pick {
            phases: vec!["ready".to_owned()],
            desk: desk.clone(),
            order: Order::Ended,
            at: at.0,
            ..Pick::default()
        };
        let since =
            Pick { after: Some((today - 1, "\u{10ffff}".into())), limit: most, ..ready.clone() };
        let (given_out_from, order) = (Some(today), Order::GivenOut);
        let given_out = Pick { desk, given_out_from, order, at: at.0, ..Pick::default() };
        self.read(|reader| {
            for pick in [&since, &ready, &given_out] {
                debug_assert_eq!(reader.list_faults(&scope, pick)?, [""; 0], "{pick:?}");
            }
            let rows = reader.pick(&scope, &since)?;
            Ok(Board {
                ready: rows.iter().rev().map(|row| short(&row.code)).collect(),
                waiting: reader.count(&scope, &ready)?,
                given_out: reader.count(&scope, &given_out)?,
            })
        })
    }
}

#[test]
fn a_short_number_is_the_end_of_a_code() {
    for (code, expected) in [
        ("H00-180604-0001", "180604-0001"),
        ("000.00.16.H29-190222-0001", "190222-0001"),
        ("7", "7"),
    ] {
        assert_eq!(short(code), expected);
    }
}
