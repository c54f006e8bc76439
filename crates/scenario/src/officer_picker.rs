//! Picks the officers of commands by unit and post, from the rules in force on the day.

use calendar::Day;
use rules::{Post, Rules, Step};

use crate::rng::Rng;

/// Picks officers from the rules.
#[derive(Clone, Copy, Debug)]
pub struct OfficerPicker<'a> {
    pub rules: &'a Rules,
    pub desk: &'a str,
}

impl OfficerPicker<'_> {
    /// An officer of the desk, who receives a dossier.
    pub fn desk_officer(&self, day: Day, rng: &mut Rng) -> String {
        self.one(self.desk, Post::DeskOfficer, day, rng, &[])
    }

    /// The officer who does a step.
    pub fn step_officer(
        &self,
        unit: &str,
        step: &Step,
        day: Day,
        rng: &mut Rng,
        except: &[&str],
    ) -> String {
        self.one(unit, step.post, day, rng, except)
    }

    /// A specialist of a unit, other than those in `but`.
    pub fn specialist(&self, unit: &str, day: Day, rng: &mut Rng, except: &[&str]) -> String {
        self.one(unit, Post::Specialist, day, rng, except)
    }

    /// The head of a unit; a deputy only where there is no head.
    pub fn head(&self, unit: &str, day: Day) -> String {
        let heads = self.rules.officers_of(unit, Post::Head, day);
        let head = heads.iter().find(|officer| officer.post == Post::Head);
        let head = head.or(heads.first());
        head.map(|officer| officer.id.clone()).unwrap_or_default()
    }

    /// The officer who gives time to a dossier of a unit: the head, or a leader where the head
    /// holds the dossier.
    pub fn officer_who_extends(&self, unit: &str, holder: &str, day: Day) -> String {
        let head = self.head(unit, day);
        let officers = self.rules.agency.iter().flat_map(|agency| &agency.officers);
        let mut leaders =
            officers.filter(|officer| officer.post == Post::Leader && officer.valid(day));
        match leaders.find(|leader| leader.id != holder) {
            Some(leader) if head == holder => leader.id.clone(),
            _ => head,
        }
    }

    /// An adviser of a ward.
    pub fn adviser(&self, ward: &str, day: Day, rng: &mut Rng) -> String {
        self.one(ward, Post::Adviser, day, rng, &[])
    }

    fn one(&self, unit: &str, post: Post, day: Day, rng: &mut Rng, except: &[&str]) -> String {
        let mut officers = self.rules.officers_of(unit, post, day);
        if officers.iter().any(|officer| !except.contains(&officer.id.as_str())) {
            officers.retain(|officer| !except.contains(&officer.id.as_str()));
        }
        rng.pick(&officers).map(|officer| officer.id.clone()).unwrap_or_default()
    }
}
