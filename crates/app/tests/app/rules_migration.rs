//! New rules and the dossiers in work: a year, a holiday or a swap that is announced while dossiers
//! are open, a new version of the calendar.

use app::{AgencyPermit, DueMove, Failure, RuleFiles};
use calendar::{Instant, Zone};
use proptest::prelude::*;
use rules::SourceFile;

use crate::slips::received;
use crate::support::{Fixture, LAND, ask, at, files, own};

/// The rules files with a second version of the deadline calendar, closed on Wednesdays.
fn with_new_version() -> Vec<SourceFile> {
    let mut files = files();
    let app = files.iter().find(|file| file.path.ends_with("calendars/office.toml")).unwrap();
    let lines = app
        .text
        .lines()
        .map(|line| if line.starts_with("wednesday") { "wednesday = []" } else { line });
    let text: String = lines.map(|line| format!("{line}\n")).collect();
    let text = text.replacen(
        "id = \"office\"",
        "id = \"office\"\nversion = \"2\"\nvalid_from = 2018-06-06",
        1,
    );
    let path = app.path.replace("office.toml", "office-2.toml");
    files.push(SourceFile { path, text });
    files
}

fn due(fixture: &Fixture, code: &str, when: &str) -> String {
    Zone::VIETNAM.format(fixture.state(code, when).due().unwrap())
}

#[test]
fn a_new_calendar_version_counts_open_dossiers_anew_and_says_why() {
    let fixture = Fixture::new();
    let code = fixture.receives("x", "D1", "06-04 08:00", LAND).code;
    let before = due(&fixture, &code, "06-05 12:00");
    let files = with_new_version();
    fixture
        .app
        .put_in_force(&AgencyPermit::to_put_rules(), &files, "Nghỉ thứ Tư", at("06-06 08:00"))
        .unwrap();
    let after = due(&fixture, &code, "06-06 08:00");
    assert_eq!(
        (before.as_str(), after.as_str()),
        ("2018-06-18T17:00:00+07:00", "2018-06-21T17:00:00+07:00")
    );
    assert_eq!(fixture.kinds("x"), ["received", "calendar_changed"]);
    // The due is as it was known before, and the same files once more change nothing.
    assert_eq!(due(&fixture, &code, "06-05 12:00"), before);
    fixture
        .app
        .put_in_force(&AgencyPermit::to_put_rules(), &files, "Nghỉ thứ Tư", at("06-06 09:00"))
        .unwrap();
    assert_eq!(fixture.kinds("x").len(), 2);
    fixture.reopened().healthy();
}

/// A year file with these entries: `date`, or `date/made up on`; `-date` withdraws a day.
fn year(year: i16, entries: &[&str]) -> SourceFile {
    let mut text = format!("year = {year}\nsource = \"Thông báo\"\n");
    for entry in entries {
        text += &match (entry.strip_prefix('-'), entry.split_once('/')) {
            (Some(day), _) => format!("[[withdrawn]]\ndate = {day}\ndecision = \"x\"\n"),
            (_, Some((off, on))) => {
                format!("[[swap]]\nday_off = {off}\nmade_up_on = {on}\ndecision = \"x\"\n")
            }
            _ => format!("[[holiday]]\ndate = {entry}\nname = \"Nghỉ\"\nname_en = \"Off\"\n"),
        };
    }
    SourceFile { path: format!("{year}.toml"), text }
}

/// Puts a year file in force; checks that the moved dues are those that were shown before.
fn announce(fixture: &Fixture, file: SourceFile, when: &str) -> Result<Vec<DueMove>, Failure> {
    let files = RuleFiles::Amending(vec![file]);
    let shown = fixture.app.ask(|inquiry| inquiry.due_moves(&files, at(when)));
    let moved = fixture.app.put_rules(&AgencyPermit::to_put_rules(), files, "Công bố", at(when));
    if let (Ok(shown), Ok(moved)) = (&shown, &moved) {
        assert_eq!(shown, moved);
    }
    assert_eq!(shown.is_ok(), moved.is_ok());
    moved
}

#[test]
fn a_day_announced_or_withdrawn_moves_due_and_withdraws_nothing_else() {
    // Received on Monday 06-04 with ten working days: due on Monday 06-18.
    let table: &[(&[&str], &str)] = &[
        (&["2018-06-11"], "06-19"),
        (&["2018-06-11", "2018-06-12"], "06-20"),
        // A swap within the count moves nothing; a make-up day after due moves due by one day.
        (&["2018-06-11/2018-06-16"], "06-18"),
        (&["2018-06-11/2018-06-23"], "06-19"),
        // A Saturday before due becomes a working day.
        (&["2018-12-03/2018-06-09"], "06-15"),
        // A Sunday; a day after due.
        (&["2018-06-10"], "06-18"),
        (&["2018-07-02"], "06-18"),
        // A statutory holiday after due.
        (&["-2018-09-03"], "06-18"),
    ];
    for (entries, due_day) in table {
        let fixture = Fixture::new();
        let code = fixture.receives("x", "D1", "06-04 08:00", LAND).code;
        announce(&fixture, year(2018, entries), "06-05 08:00")
            .unwrap_or_else(|failure| panic!("{entries:?}: {failure}"));
        let due_after = due(&fixture, &code, "06-05 09:00");
        assert_eq!(due_after, format!("2018-{due_day}T17:00:00+07:00"), "{entries:?}");
        assert_eq!(due(&fixture, &code, "06-04 12:00"), "2018-06-18T17:00:00+07:00");
        assert_eq!(fixture.kinds("x"), ["received", "calendar_changed"], "{entries:?}");
        // The same announcement once more changes nothing, and the other statutory holidays stay.
        assert_eq!(announce(&fixture, year(2018, entries), "06-05 10:00").unwrap(), []);
        assert_eq!(fixture.kinds("x").len(), 2);
        let rules = fixture.app.rules();
        let closed =
            |day: &str| rules.deadline_calendar().closed_day(day.parse().unwrap()).is_some();
        assert!(closed("2018-02-16") && closed("2018-05-01"), "{entries:?}");
        // A withdrawal restores the first calendar.
        announce(&fixture, year(2018, &[]), "06-06 08:00").unwrap();
        assert_eq!(due(&fixture, &code, "06-06 09:00"), "2018-06-18T17:00:00+07:00");
        assert_eq!(fixture.app.rules().deadline_calendar().id, "office");
        fixture.reopened().healthy();
    }
}

#[test]
fn each_dossier_follows_an_announcement_by_where_it_stands() {
    let fixture = Fixture::new();
    let mut codes = Vec::new();
    for id in ["open", "paused", "late", "near"] {
        let day = match id {
            "late" => "05-02 08:00",
            "near" => "05-28 08:00",
            _ => "06-04 08:00",
        };
        codes.push((id, fixture.receives(id, "D1", day, LAND).code));
    }
    fixture.hands("paused", "D1", "A1", "verify", "06-04 08:30");
    fixture.does("paused", "A1", "06-05 08:00", ask(None));
    let moved = announce(&fixture, year(2018, &["2018-06-05/2018-06-23"]), "06-06 08:00").unwrap();
    let mut moved: Vec<&str> = moved.iter().map(|moved| moved.code.as_str()).collect();
    let of = |name: &str| codes.iter().find(|(id, _)| *id == name).unwrap().1.as_str();
    let mut expected = vec![of("open"), of("paused"), of("near")];
    moved.sort_unstable();
    expected.sort_unstable();
    assert_eq!(moved, expected);
    // The day is withdrawn when the earlier due has passed, so that dossier keeps its due.
    let back = announce(&fixture, year(2018, &[]), "06-11 17:00").unwrap();
    let back: Vec<&str> = back.iter().map(|moved| moved.code.as_str()).collect();
    assert!(back.contains(&of("open")) && !back.contains(&of("late")), "{back:?}");
    fixture.reopened().healthy();
}

/// The content of a notice: its kind, due before and after, and the reasons.
type DueMoved = (String, Option<Instant>, Option<Instant>, Vec<String>);

#[test]
fn a_citizen_is_notified_once_of_each_due_that_a_calendar_moves() {
    let fixture = Fixture::new();
    for id in ["open", "paused"] {
        received(&fixture, id, id, "0900000304");
    }
    fixture.hands("paused", "D1", "A1", "verify", "06-04 08:30");
    fixture.does("paused", "A1", "06-05 08:00", ask(None));
    let [friday, monday, tuesday] = ["06-15 17:00", "06-18 17:00", "06-19 17:00"].map(at);
    let moves_of = |id: &str| -> Vec<DueMoved> {
        let notices = fixture.app.outbox(100).unwrap().into_iter().rev();
        let turns = notices.filter(|notice| notice.stream == Some(own(id))).map(|notice| {
            let turn = app::turn_of(&notice).unwrap();
            (turn.kind, turn.due_before, turn.due, turn.items)
        });
        turns.filter(|(kind, ..)| kind.starts_with("due_moved")).collect()
    };
    let moved = |kind: &str, before, due| {
        (kind.to_owned(), Some(before), Some(due), vec!["Công bố".to_owned()])
    };
    let mut expected = Vec::new();
    for (entries, when, step) in [
        // A day off after due moves nothing, and no notice is added.
        (&["2018-07-02"][..], "06-05 08:30", None),
        (&["2018-06-11"], "06-05 09:00", Some((monday, tuesday))),
        // The same day again, alone and with a day that moves nothing.
        (&["2018-06-11"], "06-05 09:30", None),
        (&["2018-06-11", "2018-07-02"], "06-05 10:00", None),
        (&["2018-12-03/2018-06-09"], "06-05 11:00", Some((tuesday, friday))),
    ] {
        announce(&fixture, year(2018, entries), when).unwrap();
        expected.extend(step);
        for (id, kind) in [("open", "due_moved"), ("paused", "due_moved_paused")] {
            let expected = expected.iter().map(|&(before, due)| moved(kind, before, due));
            assert_eq!(moves_of(id), expected.collect::<Vec<_>>(), "{id} {entries:?}");
        }
    }
    fixture.reopened().healthy();
}

#[test]
fn a_file_that_is_wrong_leaves_all_as_it_was() {
    let fixture = Fixture::new();
    fixture.receives("x", "D1", "06-04 08:00", LAND);
    announce(&fixture, year(2018, &["2018-06-11"]), "06-05 08:00").unwrap();
    let rules = fixture.rows(app::RULES_STREAM).len();
    let broken = |text: &str| SourceFile { path: "2018.toml".into(), text: text.into() };
    for file in [
        broken("year = \"\"\n[[holiday"),
        broken("[agency]\n"),
        year(2018, &["2019-06-11"]),
        year(2018, &["2018-06-11", "2018-06-11"]),
        year(2018, &["-2018-06-11"]),
        year(2018, &["2018-06-12/2018-06-13", "2018-06-13"]),
    ] {
        let text = file.text.clone();
        let refused = announce(&fixture, file, "06-06 08:00");
        assert!(matches!(refused, Err(Failure::BadRules { .. })), "{text}: {refused:?}");
        assert_eq!(fixture.rows(app::RULES_STREAM).len(), rules);
        assert_eq!(fixture.kinds("x"), ["received", "calendar_changed"]);
    }
    fixture.healthy();
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, ..ProptestConfig::default() })]

    /// Open dossiers have the dues that they would have if the calendar had been in force from the
    /// start.
    #[test]
    fn due_after_an_announcement_is_that_of_an_office_that_had_it_from_the_start(
        received in prop::collection::vec(1_i32..20, 1..4),
        paused in prop::option::of(1_i64..200),
        days in prop::collection::btree_set(0_i32..40, 0..4),
    ) {
        let day = |days: i32| calendar::Day::from_ymd(2018, 6, 1).plus(days);
        let entries: Vec<String> = days.iter().map(|&days| day(days).to_string()).collect();
        let entries: Vec<&str> = entries.iter().map(String::as_str).collect();
        // Only days on which both agencies receive.
        let received = received.iter().filter(|&&when| {
            day(when).iso_weekday() < 6 && !days.contains(&when)
        });
        let received: Vec<i32> = received.copied().collect();
        let now = "06-22 08:00";
        let states = [true, false].map(|from_the_start| {
            let fixture = Fixture::new();
            if from_the_start {
                announce(&fixture, year(2018, &entries), "05-02 08:00").unwrap();
            }
            let mut codes = Vec::new();
            for (index, &when) in received.iter().enumerate() {
                let (id, when) = (index.to_string(), format!("{} 08:00", &day(when).to_string()[5..]));
                codes.push(fixture.receives(&id, "D1", &when, LAND).code);
                if let Some(hours) = paused.filter(|_| index == 0) {
                    fixture.hands(&id, "D1", "A1", "verify", &when);
                    let pause = at(&when).plus_millis(hours * 3_600_000);
                    fixture.app.execute(fixture.submission(&id, "A1", pause, ask(None))).unwrap();
                }
            }
            if !from_the_start {
                announce(&fixture, year(2018, &entries), now).unwrap();
            }
            codes.iter().map(|code| fixture.state(code, "06-30 08:00")).collect::<Vec<_>>()
        });
        let [from_the_start, announced] = states;
        for (first, second) in from_the_start.iter().zip(&announced) {
            let calendar = second.calendar.as_ref().unwrap();
            // Only dossiers that were not past due by then, with a new due that is not past either.
            if calendar.id != "office" || days.is_empty() {
                prop_assert_eq!(first.due(), second.due());
                let remaining = |state: &dossier::State| state.clock.as_ref().unwrap().paused;
                prop_assert_eq!(remaining(first), remaining(second));
            }
        }
    }
}
