//! Who plays which part: officers by unit and post, as the rules have them on the day.

use calendar::Day;
use rules::{Post, Rules, Step};

use crate::chance::Chance;

/// Picks officers.
#[derive(Clone, Copy, Debug)]
pub struct Cast<'a> {
    pub rules: &'a Rules,
    pub desk: &'a str,
}

impl Cast<'_> {
    /// A receiving officer of the desk.
    pub fn desk_officer(&self, day: Day, chance: &mut Chance) -> String {
        self.one(self.desk, Post::DeskOfficer, day, chance, &[])
    }

    /// The officer for a step.
    pub fn step_officer(
        &self,
        unit: &str,
        step: &Step,
        day: Day,
        chance: &mut Chance,
        but: &[&str],
    ) -> String {
        self.one(unit, step.post, day, chance, but)
    }

    /// A specialist of a unit, other than these.
    pub fn specialist(&self, unit: &str, day: Day, chance: &mut Chance, but: &[&str]) -> String {
        self.one(unit, Post::Specialist, day, chance, but)
    }

    /// The head of a unit; its deputies only where there is no head.
    pub fn head(&self, unit: &str, day: Day) -> String {
        let heads = self.rules.officers_of(unit, Post::Head, day);
        let head = heads.iter().find(|officer| officer.post == Post::Head);
        let head = head.or(heads.first());
        head.map(|officer| officer.id.clone()).unwrap_or_default()
    }

    /// An adviser of a ward.
    pub fn adviser(&self, ward: &str, day: Day, chance: &mut Chance) -> String {
        self.one(ward, Post::Adviser, day, chance, &[])
    }

    fn one(&self, unit: &str, post: Post, day: Day, chance: &mut Chance, but: &[&str]) -> String {
        let mut officers = self.rules.officers_of(unit, post, day);
        if officers.iter().any(|officer| !but.contains(&officer.id.as_str())) {
            officers.retain(|officer| !but.contains(&officer.id.as_str()));
        }
        chance.pick(&officers).map(|officer| officer.id.clone()).unwrap_or_default()
    }
}
