//! Bad files and busy folders: each refused with its own error, and left as it was.

use std::fs;
use std::path::Path;

use store::{Error, Folder};

use crate::support::{behind, event, files, filled, private, texts};

/// Every way of opening refuses the folder's file, and no byte of it changes.
fn refused(path: &Path, expected: fn(&Error) -> bool) {
    let before = files(path);
    for opened in [
        Folder::open(path).map(drop),
        Folder::open_or_create(path).map(drop),
        Folder::peek(path).map(drop),
        store::backup(path, &path.join("backup"), false),
    ] {
        let error = opened.unwrap_err();
        assert!(expected(&error), "{error:?}");
        assert!(error.to_string().contains(';') || error.to_string().contains(':'), "{error}");
    }
    assert!(before == files(path), "the folder was touched");
}

fn foreign(error: &Error) -> bool {
    matches!(error, Error::Foreign(_))
}

fn corrupt(error: &Error) -> bool {
    matches!(error, Error::Corrupt(..))
}

#[test]
fn bytes_that_are_no_database_are_foreign() {
    let path = private();
    for length in [1, 99, 100, 5000] {
        let bytes: Vec<u8> =
            (0..length).map(|n: u32| (n.wrapping_mul(2_654_435_761) >> 24) as u8).collect();
        fs::write(path.path().join("motcua.db"), bytes).unwrap();
        refused(path.path(), foreign);
    }
}

#[test]
fn another_programs_database_is_foreign() {
    let path = private();
    behind(
        &path.path().join("motcua.db"),
        "CREATE TABLE theirs (x); INSERT INTO theirs VALUES (1);",
    );
    refused(path.path(), foreign);
}

#[test]
fn another_programs_database_with_an_open_log_is_foreign() {
    let path = private();
    let file = path.path().join("motcua.db");
    behind(&file, "PRAGMA journal_mode = WAL; CREATE TABLE theirs (x);");
    let theirs = rusqlite::Connection::open(&file).unwrap();
    theirs.execute_batch("INSERT INTO theirs VALUES (1)").unwrap();
    refused(path.path(), foreign);
}

#[test]
fn a_file_of_no_bytes_is_damaged() {
    let path = private();
    fs::write(path.path().join("motcua.db"), "").unwrap();
    refused(path.path(), corrupt);
}

#[test]
fn a_file_cut_short_is_damaged() {
    let path = private();
    let file = filled(path.path(), 200);
    let whole = fs::read(&file).unwrap();
    fs::write(&file, &whole[..whole.len() / 2 / 4096 * 4096]).unwrap();
    refused(path.path(), corrupt);
}

/// What is committed is written into the file from its first page on, which already names the new
/// length: meanwhile, and after a process was killed meanwhile, the file is shorter than it says.
#[test]
fn a_file_that_is_being_written_from_its_log_is_whole() {
    let path = private();
    let file = filled(path.path(), 20);
    let folder = Folder::open(path.path()).unwrap();
    let mut writer = folder.writer().unwrap();
    for number in 20..200 {
        writer.append("a", number, &[event(&format!("{number:0500}"))], None).unwrap();
    }
    writer.commit().unwrap();
    let parts = ["motcua.db", "motcua.db-wal"];
    let [before, log] = parts.map(|name| fs::read(path.path().join(name)).unwrap());
    behind(&file, "PRAGMA wal_checkpoint(TRUNCATE);");
    let whole = fs::read(&file).unwrap();
    assert!(before.len() < whole.len());
    let half = [&whole[..4096], &before[4096..]].concat();
    let folder_of = |log: &[u8]| {
        let folder = private();
        for (name, bytes) in parts.into_iter().zip([half.as_slice(), log]) {
            fs::write(folder.path().join(name), bytes).unwrap();
        }
        folder
    };
    let (folder, backup) = (folder_of(&log), path.path().join("backup"));
    store::backup(folder.path(), &backup, false).unwrap();
    let target = private();
    store::restore(&backup, target.path()).unwrap();
    assert_eq!(texts(&Folder::open(target.path()).unwrap(), "a").len(), 200);
    for open in [Folder::peek, |path: &Path| Folder::open(path)?.reader()] {
        assert_eq!(open(folder_of(&log).path()).unwrap().stream("a").unwrap().len(), 200);
    }
    // A log without what is missing makes nothing whole.
    let opened = Folder::open(folder_of(&[0; 32]).path()).unwrap_err();
    assert!(corrupt(&opened), "{opened:?}");
}

/// A check of every page takes as long as the file is large: it is made after an unclean end, before
/// a backup and by `doctor`, not at every opening.
#[test]
fn a_flipped_page_is_found_after_an_unclean_end_and_before_a_backup() {
    let path = private();
    let file = filled(path.path(), 200);
    let mut bytes = fs::read(&file).unwrap();
    let place =
        bytes.windows(40).rposition(|window| window.iter().all(|&byte| byte == b'0')).unwrap();
    let page = place / 4096 * 4096;
    bytes[page..page + 8].iter_mut().for_each(|byte| *byte ^= 0xff);
    fs::write(&file, &bytes).unwrap();
    let before = files(path.path());
    let copied = store::backup(path.path(), &path.path().join("backup"), false).unwrap_err();
    assert!(corrupt(&copied), "{copied:?}");
    let opened = Folder::open(path.path()).unwrap();
    assert!(opened.reader().unwrap().integrity().unwrap().is_some());
    drop(opened);
    assert!(before == files(path.path()), "the folder was touched");
    // A log that stays is what a killed process leaves.
    fs::write(path.path().join("motcua.db-wal"), [0; 32]).unwrap();
    let opened = Folder::open(path.path()).unwrap_err();
    assert!(corrupt(&opened), "{opened:?}");
}

#[test]
fn a_newer_schema_is_left_to_a_newer_program() {
    let path = private();
    let file = filled(path.path(), 1);
    behind(&file, "PRAGMA user_version = 99;");
    refused(path.path(), |error| matches!(error, Error::Newer { found: 99, .. }));
}

#[test]
fn what_a_killed_newer_program_left_in_its_log_stays_there() {
    let path = private();
    let file = filled(path.path(), 1);
    let theirs = rusqlite::Connection::open(&file).unwrap();
    theirs.execute_batch("PRAGMA user_version = 99;").unwrap();
    // A copy of the open files is what a kill leaves.
    let killed = private();
    let pair = || files(killed.path()).into_iter().filter(|(name, _)| !name.ends_with("-shm"));
    for name in ["motcua.db", "motcua.db-wal"] {
        fs::copy(path.path().join(name), killed.path().join(name)).unwrap();
    }
    let before: Vec<_> = pair().collect();
    assert!(before[1].1.len() > 4096, "the log has something in it");
    for opened in [Folder::open(killed.path()).map(drop), Folder::peek(killed.path()).map(drop)] {
        assert!(matches!(opened, Err(Error::Newer { found: 99, .. })), "{opened:?}");
    }
    assert!(before == pair().collect::<Vec<_>>());
}

#[test]
fn a_folder_has_one_holder_at_a_time() {
    let path = private();
    let first = Folder::open_or_create(path.path()).unwrap();
    first.writer().unwrap().append("a", 0, &[event("open")], None).unwrap();
    for second in [Folder::open(path.path()), Folder::open_or_create(path.path())] {
        let error = second.unwrap_err();
        assert!(matches!(&error, Error::Busy(busy) if busy == path.path()), "{error:?}");
    }
    Folder::peek(path.path()).unwrap();
    drop(first);
    Folder::open(path.path()).unwrap();
}

#[test]
fn a_folder_without_database_is_absent() {
    let path = private();
    for opened in [Folder::open(path.path()).map(drop), Folder::peek(path.path()).map(drop)] {
        assert!(matches!(opened, Err(Error::Absent(_))), "{opened:?}");
    }
    assert!(files(path.path()).is_empty());
    assert!(!path.path().join("motcua.lock").exists());
}

#[test]
fn a_database_half_made_is_made_again() {
    let path = private();
    // What a process leaves that is killed while it makes a folder.
    fs::write(path.path().join("motcua.db.part"), "half").unwrap();
    fs::write(path.path().join("motcua.db.part-journal"), "half").unwrap();
    let folder = Folder::open_or_create(path.path()).unwrap();
    assert_eq!(folder.reader().unwrap().last_position().unwrap(), 0);
    let names: Vec<String> = files(path.path()).into_iter().map(|(name, _)| name).collect();
    assert!(!names.iter().any(|name| name.contains("part")), "{names:?}");
}

#[test]
fn one_look_sees_one_instant() {
    let path = private();
    let folder = Folder::open_or_create(path.path()).unwrap();
    let mut writer = folder.writer().unwrap();
    crate::support::store_bytes(&mut writer, "a", 0, "one");
    let look = Folder::peek(path.path()).unwrap();
    assert_eq!(look.last_position().unwrap(), 1);
    crate::support::store_bytes(&mut writer, "a", 1, "two");
    assert_eq!(look.stream("a").unwrap().len(), 1);
    assert_eq!(Folder::peek(path.path()).unwrap().stream("a").unwrap().len(), 2);
}
