//! Schedules the sessions of the advisory teams that end without an online filing.

use affairs::adviser_session::Outcome;
use calendar::Day;
use rules::{Post, Rules};

use super::{Act, ScheduledCommand, Session};
use crate::officer_picker::OfficerPicker;
use crate::plan::{AdviserSessionPeriod, Plan};
use crate::rng::Rng;
use crate::spread::hash;

const MINUTE: i64 = 60_000;

/// Adds these sessions to the scheduled commands.
pub(super) fn add(plan: &Plan, rules: &Rules, commands: &mut Vec<ScheduledCommand>) {
    let mut number = 0;
    for period in &plan.adviser_sessions.period {
        for (unit, weekly) in &period.weekly {
            let seed = hash(unit) ^ period.from.0.unsigned_abs() as u64;
            let mut rng = Rng::new(plan.seed, "sessions", seed);
            let days = period.to.0 - period.from.0 + 1;
            for _ in 0..*weekly as i32 * days / 7 {
                let session = session(plan, rules, (period, unit, number), &mut rng);
                commands.extend(session);
                number += 1;
            }
        }
    }
}

fn session(
    plan: &Plan,
    rules: &Rules,
    (period, unit, number): (&AdviserSessionPeriod, &str, u64),
    rng: &mut Rng,
) -> Option<ScheduledCommand> {
    let calendar = rules.deadline_calendar();
    let day = Day(rng.between(period.from.0.into(), period.to.0.into()) as i32);
    let day = calendar.working_day_before(day.plus(1));
    let at = calendar.first_opening(day);
    let at = calendar.plus_open_millis(at, rng.between(20, 440) * MINUTE);
    let (codes, weights): (Vec<&String>, Vec<u64>) =
        plan.adviser_sessions.procedures.iter().map(|(code, weight)| (code, *weight)).unzip();
    let procedure = (*codes.get(rng.weighted(&weights))?).clone();
    let at_desk = rng.chance_per_mille(plan.adviser_sessions.filed_at_desk_per_mille);
    let outcome = if at_desk { Outcome::FiledAtDesk } else { Outcome::Advised };
    let picker = OfficerPicker { rules, desk: &plan.desk };
    let officer = match rules.officers_of(unit, Post::Adviser, day).is_empty() {
        true => picker.desk_officer(day, rng),
        false => picker.adviser(unit, day, rng),
    };
    let session = Session { number: Some(number), procedure, outcome };
    let act = Act::Session(Box::new(session));
    Some(ScheduledCommand { at, dossier: u32::MAX, officer, act })
}
