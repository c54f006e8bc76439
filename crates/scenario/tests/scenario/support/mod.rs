//! District 9's rules and the beginning of its plan, with quotas small enough for a test.

use std::fs;
use std::path::Path;

use app::Application;
use calendar::Instant;
use rules::SourceFile;
use scenario::{Plan, Replayed, replay};
use store::{EventRow, Folder};
use tempfile::TempDir;

/// Quotas of a few dozen dossiers with every feature of a plan.
pub const QUOTAS: &str = r#"
[[quota]]
name = "land"
from = 2018-02-26
to = 2018-05-31
received = 44
in_time = 28
late = 5
open = 10
suspended = 3
withdrawn = 1
without_letter = 1
late_after = 2
used_percent = [42, 97]
on_the_day_per_mille = 230
days_late = [1, 5]
procedures = { "1.013978" = 20, "1.013949" = 12, "1.013831" = 24, "1.012784" = 12, "1.012783" = 8 }
late_steps = { verify = 58, appraise = 16 }
[quota.happen]
supplement = 200
second_supplement = 400
financial_pause = 150
agency_pause = 100
returned = 200
declined = 200
reassigned = 200
consulted = 200
extended = 100
posted = 100
refused = 100
guided = 500
refiled = 500

[[quota]]
name = "certification"
from = 2018-03-01
to = 2018-05-31
received = 12
in_time = 12
late = 0
open = 0
used_percent = [10, 80]
procedures = { "2.000815" = 70, "2.000884" = 18 }

[[quota]]
name = "mortgage"
from = 2018-03-01
to = 2018-06-30
received = 12
in_time = 11
late = 1
open = 0
withdrawn = 0
used_percent = [25, 90]
days_late = [1, 2]
procedures = { "1.011441" = 70, "1.011443" = 30 }
late_steps = { verify = 70 }
"#;

/// The text of the plan with these quotas in place of its own; it ends in July.
pub fn text(quotas: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../scenarios/district9/plan.toml");
    let whole = fs::read_to_string(path).unwrap();
    let head = &whole[..whole.find("[[quota]]").unwrap()];
    let end = "ends_at = 2019-01-31T17:30:00+07:00";
    assert!(head.contains(end));
    head.replace(end, "ends_at = 2018-07-31T17:30:00+07:00") + quotas
}

/// The text with a part replaced; the part must occur in the text.
pub fn with(text: &str, old: &str, new: &str) -> String {
    assert!(text.contains(old), "{old:?} is not in the plan");
    text.replacen(old, new, 1)
}

fn files() -> Vec<SourceFile> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let mut files = Vec::new();
    for folder in ["catalogue", "scenarios/district9"] {
        collect(&root.join(folder), folder, &mut files);
    }
    files.sort_by(|a, b| a.path.cmp(&b.path));
    files
}

fn collect(folder: &Path, name: &str, files: &mut Vec<SourceFile>) {
    for entry in fs::read_dir(folder).unwrap().map(|entry| entry.unwrap()) {
        let name = format!("{name}/{}", entry.file_name().to_str().unwrap());
        if entry.path().is_dir() {
            collect(&entry.path(), &name, files);
        } else {
            files.push(SourceFile { path: name, text: fs::read_to_string(entry.path()).unwrap() });
        }
    }
}

/// A folder with the rules in force.
pub struct Stage {
    pub folder: TempDir,
    pub plan: Plan,
}

impl Stage {
    pub fn new(quotas: &str) -> Self {
        let stage = Self {
            folder: tempfile::tempdir().unwrap(),
            plan: Plan::parse(&text(quotas)).unwrap(),
        };
        let app = stage.app();
        let starts = "2018-01-01T00:00:00+07:00".parse().unwrap();
        app.put_in_force(&app::AgencyPermit::to_put_rules(), &files(), "mở sổ", starts).unwrap();
        app.commit().unwrap();
        stage
    }

    /// The application, opened as a new process opens it.
    pub fn app(&self) -> Application {
        Application::open(self.folder.path()).unwrap()
    }

    pub fn replay(&self, until: Option<Instant>) -> Replayed {
        replay(&self.app(), &self.plan, until, |_| {}).unwrap()
    }

    /// All events in the order of the record.
    pub fn events(&self) -> Vec<EventRow> {
        let reader = Folder::open_reader(self.folder.path()).unwrap();
        let mut events = Vec::new();
        reader
            .streams_with_prefix::<store::Error>("", |_, rows| {
                events.extend(rows);
                Ok(())
            })
            .unwrap();
        events.sort_by_key(|row| row.position);
        events
    }
}
