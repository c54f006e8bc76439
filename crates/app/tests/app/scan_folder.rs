//! The folder of scans: who is offered which file and when; none is lost and none taken twice, whatever
//! moment the process ends.

use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::time::{Duration, UNIX_EPOCH};

use app::{Scan, WaitingScan, Who};
use attachments::{NotSplit, Refused};
use calendar::Instant;
use dossier::{Actor, Role};

use crate::support::{Fixture, at};

/// When the scanner wrote, by the machine's clock.
const WRITTEN: u64 = 1_700_000_000;

fn seconds_after(seconds: i64) -> Instant {
    Instant((WRITTEN as i64 + seconds) * 1000)
}

/// A scan of one page, with its own size.
fn scan(size: u32) -> Vec<u8> {
    format!(
        "%PDF-1.4\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n2 0 obj\n<< /Type /Pages /Count 1 \
         /MediaBox [0 0 9 {size}] /Kids [3 0 R] >>\nendobj\n3 0 obj\n<< /Type /Page /Parent 2 0 R >>\n\
         endobj\ntrailer\n<< /Root 1 0 R >>\nstartxref\n9\n%%EOF\n"
    )
    .into_bytes()
}

fn drop_file(folder: &Path, name: &str, content: &[u8]) -> PathBuf {
    let path = folder.join(name);
    fs::write(&path, content).unwrap();
    let file = File::options().append(true).open(&path).unwrap();
    file.set_modified(UNIX_EPOCH + Duration::from_secs(WRITTEN)).unwrap();
    path
}

fn officer(id: &str, role: Role, login: &str) -> Who {
    Who::Officer { actor: Actor::new(id, role, "P"), login: login.into(), name: id.into() }
}

fn desk(login: &str) -> Who {
    officer("D1", Role::DeskOfficer, login)
}

fn waiting(fixture: &Fixture, who: &Who, seconds: i64) -> Vec<WaitingScan> {
    fixture.app.waiting_scans(who, seconds_after(seconds)).unwrap()
}

fn names(scans: &[WaitingScan]) -> Vec<&str> {
    scans.iter().map(|scan| scan.name.as_str()).collect()
}

fn take(fixture: &Fixture, who: &Who, scan: &WaitingScan, new: &str) -> bool {
    let (now, machine) = (at("06-04 08:00"), seconds_after(60));
    fixture.app.take_scan(who, (&scan.id, "draft/desk-D1-f"), (0, new), (now, machine)).unwrap()
}

/// The files of the draft: name, and what the component says.
fn kept(fixture: &Fixture) -> Vec<(String, Option<Scan>)> {
    let files = fixture.app.files_of("draft/desk-D1-f").unwrap();
    files.into_iter().map(|row| (row.name, Scan::of_component(&row.component))).collect()
}

#[test]
fn a_whole_file_is_offered_to_those_whose_folder_it_is_in() {
    let (fixture, folder) = (Fixture::new(), tempfile::tempdir().unwrap());
    let path = folder.path();
    let (own, others) = (path.join("mc01"), path.join("mc02"));
    fs::create_dir(&own).unwrap();
    fs::create_dir(&others).unwrap();
    drop_file(path, "all.pdf", &scan(9));
    drop_file(&own, "own.pdf", &scan(9));
    drop_file(&others, "other.pdf", &scan(9));
    drop_file(path, ".hidden.pdf", &scan(9));
    drop_file(path, "broken.pdf", b"%PDF-1.4 and then the cable was pulled");
    let outside = tempfile::tempdir().unwrap();
    let secret = drop_file(outside.path(), "secret.pdf", &scan(9));
    std::os::unix::fs::symlink(&secret, path.join("link.pdf")).unwrap();
    std::os::unix::fs::symlink(outside.path(), path.join("mc03")).unwrap();
    assert_eq!(waiting(&fixture, &desk("mc01"), 60), [], "no folder was named");
    fixture.app.take_scans_from(path).unwrap().unwrap();
    assert_eq!(names(&waiting(&fixture, &desk("mc01"), 4)), [""; 0], "it may still be written");
    let offered = waiting(&fixture, &desk("mc01"), 60);
    assert_eq!(names(&offered), ["all.pdf", "broken.pdf", "own.pdf"]);
    assert_eq!(offered[0].pages, Ok(1));
    assert_eq!(offered[1].pages, Err(NotSplit::Refused(Refused::Type)));
    for login in ["mc03", "..", "../mc02", "mc02/../mc02", ""] {
        assert_eq!(
            names(&waiting(&fixture, &desk(login), 60)),
            ["all.pdf", "broken.pdf"],
            "{login}"
        );
    }
    for role in [Role::Specialist, Role::Head, Role::Leader, Role::Inspector] {
        let who = officer("A1", role, "mc01");
        assert_eq!(waiting(&fixture, &who, 60), [], "{role:?}");
        assert!(!take(&fixture, &who, &offered[0], "x"));
    }
    assert!(!take(&fixture, &desk("mc01"), &offered[1], "x"), "it stays, with the reason");
    assert!(path.join("broken.pdf").exists());
    // A scanner whose clock is ahead: what does not change for five seconds is whole.
    assert_eq!(names(&waiting(&fixture, &desk(""), -50)), [""; 0]);
    assert_eq!(names(&waiting(&fixture, &desk(""), -44)), ["all.pdf", "broken.pdf"]);
}

#[test]
fn a_scan_is_taken_once_and_is_on_record() {
    let (fixture, folder) = (Fixture::new(), tempfile::tempdir().unwrap());
    let file = drop_file(folder.path(), "a-b c.pdf", &scan(7));
    fixture.app.take_scans_from(folder.path()).unwrap().unwrap();
    let [offered] = waiting(&fixture, &desk("mc01"), 60).try_into().unwrap();
    let now = (at("06-04 08:00"), seconds_after(60));
    let (row, content) =
        fixture.app.look_at_scan(&desk("mc01"), &offered.id, now).unwrap().unwrap();
    assert_eq!((row.name.as_str(), content), ("a-b c.pdf", scan(7)));
    assert!(file.exists());
    assert!(take(&fixture, &desk("mc01"), &offered, "id1"));
    assert!(!take(&fixture, &desk("mc02"), &offered, "id2"), "another officer was quicker");
    assert_eq!(kept(&fixture), [("a-b c.pdf".to_owned(), Some(Scan { number: 0, pages: 1 }))]);
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 0);
    let inspector = officer("K1", Role::Inspector, "k1");
    let query = store::AuditQuery { limit: 10, ..store::AuditQuery::default() };
    let entries = fixture.app.audit(&inspector, &query).unwrap().unwrap();
    let acts: Vec<_> = entries
        .iter()
        .filter(|entry| entry.row.objects == ["scan/a-b c.pdf"])
        .map(|entry| (entry.row.actor.as_str(), entry.row.kind.as_str()))
        .collect();
    assert_eq!(acts, [("D1", "take_scan"), ("D1", "open_scan")]);
}

/// The process ends after each step of a taking: moved aside; stored; removed.
#[test]
fn a_restart_loses_no_scan_and_takes_none_twice() {
    let (fixture, folder) = (Fixture::new(), tempfile::tempdir().unwrap());
    let path = folder.path();
    let own = path.join("mc01");
    fs::create_dir(&own).unwrap();
    for (place, name, size) in
        [(path, "aside.pdf", 1), (path, "stored.pdf", 2), (&own, "own.pdf", 3)]
    {
        drop_file(place, name, &scan(size));
    }
    fixture.app.take_scans_from(path).unwrap().unwrap();
    let offered = waiting(&fixture, &desk("mc01"), 60);
    let of = |name: &str| offered.iter().find(|scan| scan.name == name).unwrap();
    assert!(take(&fixture, &desk("mc01"), of("stored.pdf"), "id2"));
    // As the end of the process leaves them: stored and not removed, moved and not stored.
    drop_file(path, ".taken-id2-stored.pdf", &scan(2));
    fs::rename(path.join("aside.pdf"), path.join(".taken-id1-aside.pdf")).unwrap();
    fs::rename(own.join("own.pdf"), own.join(".taken-id3-own.pdf")).unwrap();
    // The scanner used the name again.
    drop_file(&own, "own.pdf", &scan(4));
    let fixture = fixture.reopened();
    fixture.app.take_scans_from(path).unwrap().unwrap();
    let mut again = waiting(&fixture, &desk("mc01"), 60);
    again.sort_by(|a, b| a.name.cmp(&b.name));
    assert_eq!(names(&again), ["aside.pdf", "id3-own.pdf", "own.pdf"]);
    for (number, scan) in again.iter().enumerate() {
        assert!(take(&fixture, &desk("mc01"), scan, &format!("new{number}")));
    }
    let mut files: Vec<String> = kept(&fixture).into_iter().map(|(name, _)| name).collect();
    files.sort();
    assert_eq!(files, ["aside.pdf", "id3-own.pdf", "own.pdf", "stored.pdf"]);
    let fixture = fixture.reopened();
    fixture.app.take_scans_from(path).unwrap().unwrap();
    assert_eq!(waiting(&fixture, &desk("mc01"), 60), []);
    assert_eq!(kept(&fixture).len(), 4);
}

#[test]
fn a_folder_that_is_not_there_is_refused_at_the_start() {
    let (fixture, folder) = (Fixture::new(), tempfile::tempdir().unwrap());
    assert!(fixture.app.take_scans_from(&folder.path().join("none")).unwrap().is_err());
}

#[test]
fn of_very_many_files_the_newest_are_listed_and_no_other_is_read() {
    let (fixture, folder) = (Fixture::new(), tempfile::tempdir().unwrap());
    for number in 0..101 {
        let path = drop_file(folder.path(), &format!("{number:03}.pdf"), &scan(9));
        let file = File::options().append(true).open(&path).unwrap();
        file.set_modified(UNIX_EPOCH + Duration::from_secs(WRITTEN - 200 + number)).unwrap();
    }
    fixture.app.take_scans_from(folder.path()).unwrap().unwrap();
    let listed = waiting(&fixture, &desk("mc01"), 1_000);
    assert_eq!((listed.len(), listed[0].name.as_str()), (100, "001.pdf"));
    assert_eq!(listed[99].name, "100.pdf");
    assert!(take(&fixture, &desk("mc01"), &listed[99], "new"));
    assert_eq!(waiting(&fixture, &desk("mc01"), 1_000)[0].name, "000.pdf", "it moves up");
}
