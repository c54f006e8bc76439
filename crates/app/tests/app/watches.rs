//! Watches: counted once a day, noted while the figure is past the threshold, shown to their owner.

use affairs::measure::Fraction;
use affairs::watch::{Command, Period, Refusal, Watched, WatchedFigure};
use app::{CommandKey, Failure, NewWatch, Who};

use crate::support::{Fixture, LAND, at};

fn who(fixture: &Fixture, id: &str) -> Who {
    Who::Officer { actor: fixture.who(id), login: id.into(), name: id.into() }
}

fn watching(unit: Option<&str>, field: Option<&str>) -> WatchedFigure {
    WatchedFigure {
        figure: Watched::InTime,
        period: Period::Month,
        threshold: Fraction::new(95, 100).unwrap(),
        field: field.map(str::to_owned),
        unit: unit.map(str::to_owned),
        procedure: None,
    }
}

fn sets(fixture: &Fixture, by: &str, id: &str, watching: WatchedFigure) -> Result<(), Failure> {
    let key = CommandKey::from(format!("{by} {id}"));
    let new = NewWatch { id: id.into(), watching };
    fixture.app.set_watch(&who(fixture, by), new, (key, at("06-04 08:00")))
}

#[test]
fn a_watch_notifies_its_owner_each_day_until_the_figure_recovers() {
    let fixture = Fixture::new();
    let land = || watching(Some("A"), Some("Đất đai"));
    sets(&fixture, "AH", "w", land()).unwrap();
    let unknown = sets(&fixture, "L1", "v", watching(None, Some("Không có")));
    assert!(matches!(unknown, Err(Failure::NotWatched(Refusal::UnknownFilter))));
    let specialist = sets(&fixture, "A1", "u", land());
    assert!(matches!(specialist, Err(Failure::NoPermit(_))));
    fixture.receives("x", "D1", "06-04 08:00", LAND);
    fixture.hands("x", "D1", "A1", "verify", "06-04 09:00");
    fixture.app.run_daily(at("06-05 07:30")).unwrap();
    let counted = || fixture.app.counted_watches(&fixture.who("AH"), at("06-25 08:00")).unwrap();
    assert!(counted()[0].watch.unread_note().is_none(), "of nothing finished there is no note");
    let late = dossier::Command::Finish { without_letter: Some("Không kịp".into()) };
    fixture.does("x", "A1", "06-21 09:00", late);
    for day in ["06-22 07:30", "06-22 09:00", "06-25 07:30"] {
        fixture.app.run_daily(at(day)).unwrap();
    }
    let watching = &counted()[0];
    assert_eq!((watching.now.part, watching.now.whole), (0, 1));
    assert!(watching.watch.unread_note().is_some());
    let notes = fixture.rows("watch/pb/w").iter().filter(|row| row.event.kind == "noted").count();
    assert_eq!(notes, 2, "once a day");
    let key = |text: &str| (CommandKey::from(text.to_owned()), at("06-25 08:00"));
    fixture.app.act_on_watch(&who(&fixture, "AH"), "w", Command::See, key("see")).unwrap();
    assert!(counted()[0].watch.unread_note().is_none());
    let fixture = fixture.reopened();
    let watching = fixture.app.watches_of(&fixture.who("AH"));
    assert!(watching.len() == 1 && watching[0].1.seen, "kept over a restart");
    fixture.app.act_on_watch(&who(&fixture, "AH"), "w", Command::End, key("end")).unwrap();
    assert!(fixture.app.watches_of(&fixture.who("AH")).is_empty());
    fixture.healthy();
}
