//! Backup under load, restore elsewhere, and backups that are refused.

use std::fs;
use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;

use store::{Error, Folder};

use crate::support::{behind, event, files, filled, private};

#[test]
fn a_backup_made_while_others_write_restores_to_a_past_of_the_record() {
    let path = private();
    let folder = Folder::open_or_create(path.path()).unwrap();
    let (stop, begun) = (&AtomicBool::new(false), &AtomicBool::new(false));
    let file = path.path().join("backup");
    thread::scope(|scope| {
        let mut writer = folder.writer().unwrap();
        let load = scope.spawn(move || {
            let mut version = 0;
            while !stop.load(Ordering::Relaxed) {
                // Two events a commit: a copy torn in the middle of one would have an odd number.
                let two = [event(&"x".repeat(3000)), event("second")];
                writer.append("a", version, &two, None).unwrap();
                writer.commit().unwrap();
                version += 2;
                begun.store(version > 100, Ordering::Relaxed);
            }
            version
        });
        while !begun.load(Ordering::Relaxed) {
            thread::yield_now();
        }
        store::backup(path.path(), &file).unwrap();
        stop.store(true, Ordering::Relaxed);
        assert!(load.join().unwrap() >= 100);
    });
    let elsewhere = private();
    let target = elsewhere.path().join("new/folder");
    store::restore(&file, &target).unwrap();
    let restored = Folder::open(&target).unwrap().reader().unwrap();
    let rows = restored.stream("a").unwrap();
    assert_eq!(restored.integrity().unwrap(), None);
    assert!(rows.len() >= 100 && rows.len().is_multiple_of(2), "{}", rows.len());
    let all = folder.reader().unwrap().stream("a").unwrap();
    assert!(rows == all[..rows.len()]);
}

#[test]
fn a_quiet_backup_has_everything_and_leaves_no_other_file() {
    let path = private();
    filled(path.path(), 50);
    let out = private();
    let file = out.path().join("backup");
    store::backup(path.path(), &file).unwrap();
    assert_eq!(files(out.path()).len(), 1);
    let target = private();
    store::restore(&file, target.path()).unwrap();
    let rows = |path: &Path| Folder::open(path).unwrap().reader().unwrap().stream("a").unwrap();
    assert_eq!(rows(path.path()), rows(target.path()));
    assert_eq!(rows(target.path()).len(), 50);
    // A second backup takes the place of the first.
    store::backup(path.path(), &file).unwrap();
    assert_eq!(files(out.path()).len(), 1);
}

/// The backup is refused and the target holds nothing of it.
fn bad(bytes: &[u8]) {
    let path = private();
    let file = path.path().join("backup");
    fs::write(&file, bytes).unwrap();
    let target = path.path().join("target");
    let error = store::restore(&file, &target).unwrap_err();
    assert!(matches!(error, Error::BadBackup(..)), "{error:?}");
    assert!(!target.exists() || files(&target).is_empty(), "{:?}", files(&target));
}

#[test]
fn a_changed_or_cut_backup_is_refused() {
    let path = private();
    filled(path.path(), 20);
    let file = path.path().join("backup");
    store::backup(path.path(), &file).unwrap();
    let whole = fs::read(&file).unwrap();
    for place in [0, 30, 90, 200, whole.len() / 2, whole.len() - 1] {
        let mut flipped = whole.clone();
        flipped[place] ^= 1;
        bad(&flipped);
    }
    for length in [0, 10, 88, 89, whole.len() / 2, whole.len() - 1] {
        bad(&whole[..length]);
    }
    let mut longer = whole.clone();
    longer.push(0);
    bad(&longer);
}

#[test]
fn a_restore_never_replaces_a_database() {
    let path = private();
    filled(path.path(), 3);
    let out = private();
    let file = out.path().join("backup");
    store::backup(path.path(), &file).unwrap();
    let before = files(path.path());
    let refused = store::restore(&file, path.path());
    assert!(matches!(refused, Err(Error::Present(_))), "{refused:?}");
    assert!(before == files(path.path()));
    let held = private();
    let folder = Folder::open_or_create(held.path()).unwrap();
    fs::remove_file(folder.database()).unwrap();
    let refused = store::restore(&file, held.path());
    assert!(matches!(refused, Err(Error::Busy(_))), "{refused:?}");
}

/// A file with the right hash whose inside is not for this program.
#[test]
fn a_whole_backup_of_the_wrong_thing_leaves_nothing_behind() {
    let path = private();
    let database = filled(path.path(), 1);
    let file = path.path().join("backup");
    behind(&database, "PRAGMA user_version = 99;");
    let bytes = fs::read(&database).unwrap();
    fs::write(&file, sealed(&bytes)).unwrap();
    let target = private();
    let refused = store::restore(&file, target.path());
    assert!(matches!(refused, Err(Error::Newer { found: 99, .. })), "{refused:?}");
    assert!(files(target.path()).is_empty());
    fs::write(&file, sealed(b"no database")).unwrap();
    let refused = store::restore(&file, target.path());
    assert!(matches!(refused, Err(Error::Foreign(_))), "{refused:?}");
    assert!(files(target.path()).is_empty());
}

fn sealed(body: &[u8]) -> Vec<u8> {
    use sha2::{Digest, Sha256};
    let hash: String = Sha256::digest(body).iter().map(|byte| format!("{byte:02x}")).collect();
    let mut bytes = format!("motcua-backup/1 sha256 {hash}\n").into_bytes();
    bytes.extend(body);
    bytes
}
