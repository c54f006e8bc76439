//! New rules and the dossiers in work: a new calendar version, a merged unit, a refused change.

use app::Failure;
use calendar::Zone;
use rules::SourceFile;

use crate::support::{Fixture, LAND, at, files};

/// The small agency's files with one text of one file replaced.
fn changed(path: &str, from: &str, to: &str) -> Vec<SourceFile> {
    let mut files = files();
    let file = files.iter_mut().find(|file| file.path.ends_with(path)).unwrap();
    assert!(file.text.contains(from), "{}", file.text);
    file.text = file.text.replacen(from, to, 1);
    files
}

/// The files with a second version of the deadline calendar, closed on Wednesdays.
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
        .put_in_force(&app::AgencyPermit::to_put_rules(), &files, "Nghỉ thứ Tư", at("06-06 08:00"))
        .unwrap();
    let after = due(&fixture, &code, "06-06 08:00");
    assert_eq!(
        (before.as_str(), after.as_str()),
        ("2018-06-18T17:00:00+07:00", "2018-06-21T17:00:00+07:00")
    );
    assert_eq!(fixture.kinds("x"), ["received", "calendar_changed"]);
    // As it was known before, and with the same files once more: nothing else.
    assert_eq!(due(&fixture, &code, "06-05 12:00"), before);
    fixture
        .app
        .put_in_force(&app::AgencyPermit::to_put_rules(), &files, "Nghỉ thứ Tư", at("06-06 09:00"))
        .unwrap();
    assert_eq!(fixture.kinds("x").len(), 2);
    fixture.reopened().healthy();
}

#[test]
fn a_calendar_version_that_was_in_force_cannot_be_changed() {
    let fixture = Fixture::new();
    fixture.receives("x", "D1", "06-04 08:00", LAND);
    let files = changed("calendars/office.toml", "monday = [", "monday = [] # [");
    let refused = fixture.app.put_in_force(
        &app::AgencyPermit::to_put_rules(),
        &files,
        "thử",
        at("06-06 08:00"),
    );
    assert!(matches!(refused, Err(Failure::Unknown { .. })), "{refused:?}");
    assert_eq!(fixture.kinds("x"), ["received"]);
    fixture.healthy();
}
