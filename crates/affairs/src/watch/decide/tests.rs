//! Every refusal, exact thresholds, and at most one note a day.
#![expect(clippy::unwrap_used, reason = "a test may panic")]

use proptest::prelude::*;

use super::super::event::{Finding, Period, Watched};
use super::*;
use crate::aggregate::Aggregate;
use crate::measure::Fraction;
use crate::testing::recorded;

fn watching(figure: Watched, unit: Option<&str>) -> WatchedFigure {
    WatchedFigure {
        figure,
        period: Period::Month,
        threshold: Fraction::new(95, 100).unwrap(),
        field: Some("land".into()),
        unit: unit.map(str::to_owned),
        procedure: None,
    }
}

fn head() -> Actor {
    Actor::new("UH", Role::Head, "U")
}

const GOOD: Context = Context { exists: true, has: 0, has_same: false };

fn count_command(day: i8, part: u64, whole: u64) -> Command {
    let day = Day::from_ymd(2018, 6, day);
    Command::Count(Finding { from: Day::from_ymd(2018, 6, 1), day, part, whole })
}

fn execute(watch: &mut Watch, actor: &Actor, command: Command) -> Result<Vec<Event>, Refusal> {
    let events = watch.decide(GOOD, actor, command)?;
    for event in events.clone() {
        watch.apply(&recorded(Instant(1), &actor.id, event)).unwrap();
    }
    Ok(events)
}

fn set() -> Watch {
    let mut watch = Watch::default();
    execute(&mut watch, &head(), Command::Set(watching(Watched::InTime, Some("U")))).unwrap();
    watch
}

#[test]
fn a_watch_is_set_by_whom_it_may_be_over_what_is_known() {
    let own = || Command::Set(watching(Watched::InTime, Some("U")));
    let refused = |context, actor: &Actor, command| {
        Watch::default().decide(context, actor, command).unwrap_err()
    };
    let specialist = Actor::new("U1", Role::Specialist, "U");
    assert_eq!(refused(GOOD, &specialist, own()), Refusal::MayNotWatch);
    let unknown = Context { exists: false, ..GOOD };
    assert_eq!(refused(unknown, &head(), own()), Refusal::UnknownFilter);
    let agency = || Command::Set(watching(Watched::InTime, None));
    assert_eq!(refused(GOOD, &head(), agency()), Refusal::OtherUnit);
    let same = Context { has: 1, has_same: true, ..GOOD };
    assert_eq!(refused(same, &head(), own()), Refusal::SameWatch);
    assert_eq!(refused(Context { has: MAX_WATCHES, ..GOOD }, &head(), own()), Refusal::TooMany);
    assert_eq!(refused(GOOD, &head(), Command::See), Refusal::NoSuchWatch);
    let leader = Actor::new("LD", Role::Leader, "LD");
    assert!(Watch::default().decide(GOOD, &leader, agency()).is_ok());
    assert_eq!(set().decide(GOOD, &head(), own()), Err(Refusal::AlreadySet(Instant(1))));
}

#[test]
fn the_owner_is_notified_once_a_day_while_the_figure_is_past_its_threshold() {
    let (mut watch, system) = (set(), Actor::system());
    assert_eq!(
        execute(&mut watch, &system, count_command(4, 95, 100)),
        Ok(vec![]),
        "at it is not past it"
    );
    assert_eq!(execute(&mut watch, &head(), count_command(4, 0, 9)), Err(Refusal::NotOwner));
    assert_eq!(execute(&mut watch, &head(), Command::See), Err(Refusal::NoNote));
    assert_eq!(execute(&mut watch, &system, count_command(5, 94, 100)).unwrap().len(), 1);
    let again = execute(&mut watch, &system, count_command(5, 90, 100));
    assert_eq!(again, Err(Refusal::AlreadyCounted(Day::from_ymd(2018, 6, 5))));
    assert!(watch.unread_note().is_some());
    execute(&mut watch, &head(), Command::See).unwrap();
    assert!(watch.unread_note().is_none(), "the owner took note");
    execute(&mut watch, &system, count_command(6, 94, 100)).unwrap();
    assert!(watch.unread_note().is_some(), "the next day it stands anew");
    let recovered = execute(&mut watch, &system, count_command(7, 96, 100)).unwrap();
    assert!(matches!(recovered[..], [Event::Recovered(_)]) && watch.unread_note().is_none());
    execute(&mut watch, &head(), Command::End).unwrap();
    assert!(matches!(
        execute(&mut watch, &system, count_command(8, 0, 1)),
        Err(Refusal::AlreadyEnded(_))
    ));
}

#[test]
fn a_period_begins_on_its_first_day() {
    let day = Day::from_ymd(2018, 8, 17);
    for (period, month) in [(Period::Month, 8), (Period::Quarter, 7), (Period::Year, 1)] {
        assert_eq!(period.first_day(day), Day::from_ymd(2018, month, 1), "{period:?}");
    }
}

proptest! {
    /// The fractions are compared exactly, whether more or less is better.
    #[test]
    fn a_threshold_is_compared_exactly(part in 0_u64..400, more in 0_u64..400, x in 1_u32..=100) {
        let (whole, threshold) = (part + more, Fraction::new(x, 100).unwrap());
        let is_past = |figure| {
            WatchedFigure { threshold, ..watching(figure, None) }.is_past(part, whole)
        };
        let (share, threshold_share) = (part * 100, whole * u64::from(x));
        prop_assert_eq!(is_past(Watched::InTime), whole > 0 && share < threshold_share);
        prop_assert_eq!(is_past(Watched::Late), whole > 0 && share > threshold_share);
    }
}
