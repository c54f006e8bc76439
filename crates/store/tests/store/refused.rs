//! Bad files and busy folders: each is refused with its own error and left unchanged.

use std::fs;
use std::path::Path;

use store::{Error, ExistingFile, Folder};

use crate::support::{event, execute_sql, files, filled, private, texts};

/// Checks that every function that opens the folder refuses its file, and that no byte of the file
/// changes.
fn refused(path: &Path, expected: fn(&Error) -> bool) {
    let before = files(path);
    for outcome in [
        Folder::open(path).map(drop),
        Folder::open_or_create(path).map(drop),
        Folder::open_reader(path).map(drop),
        store::backup(path, &path.join("backup"), ExistingFile::Keep),
    ] {
        let error = outcome.unwrap_err();
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
    execute_sql(
        &path.path().join("motcua.db"),
        "CREATE TABLE theirs (x); INSERT INTO theirs VALUES (1);",
    );
    refused(path.path(), foreign);
}

#[test]
fn another_programs_database_with_an_open_log_is_foreign() {
    let path = private();
    let file = path.path().join("motcua.db");
    execute_sql(&file, "PRAGMA journal_mode = WAL; CREATE TABLE theirs (x);");
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

/// A checkpoint writes the first page first, which then states the new length: during the
/// checkpoint, and after a kill during it, the file is shorter than stated.
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
    execute_sql(&file, "PRAGMA wal_checkpoint(TRUNCATE);");
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
    store::backup(folder.path(), &backup, ExistingFile::Keep).unwrap();
    let target = private();
    store::restore(&backup, target.path(), "").unwrap();
    assert_eq!(texts(&Folder::open(target.path()).unwrap(), "a").len(), 200);
    for open in [Folder::open_reader, |path: &Path| Folder::open(path)?.reader()] {
        assert_eq!(open(folder_of(&log).path()).unwrap().stream("a").unwrap().len(), 200);
    }
    // A log without the missing pages does not help.
    let outcome = Folder::open(folder_of(&[0; 32]).path()).unwrap_err();
    assert!(corrupt(&outcome), "{outcome:?}");
}

/// A check of every page takes time in proportion to the file. This check is made after an unclean
/// end, before a backup and by `doctor`, not at every opening.
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
    let copied =
        store::backup(path.path(), &path.path().join("backup"), ExistingFile::Keep).unwrap_err();
    assert!(corrupt(&copied), "{copied:?}");
    let outcome = Folder::open(path.path()).unwrap();
    assert!(outcome.reader().unwrap().integrity().unwrap().is_some());
    drop(outcome);
    assert!(before == files(path.path()), "the folder was touched");
    // The remaining log simulates a killed process.
    fs::write(path.path().join("motcua.db-wal"), [0; 32]).unwrap();
    let outcome = Folder::open(path.path()).unwrap_err();
    assert!(corrupt(&outcome), "{outcome:?}");
}

#[test]
fn a_newer_schema_is_left_to_a_newer_program() {
    let path = private();
    let file = filled(path.path(), 1);
    execute_sql(&file, "PRAGMA user_version = 99;");
    refused(path.path(), |error| matches!(error, Error::Newer { found: 99, .. }));
}

#[test]
fn the_log_of_a_killed_newer_program_stays() {
    let path = private();
    let file = filled(path.path(), 1);
    let theirs = rusqlite::Connection::open(&file).unwrap();
    theirs.execute_batch("PRAGMA user_version = 99;").unwrap();
    // A copy of the open files simulates a kill.
    let killed = private();
    let pair = || files(killed.path()).into_iter().filter(|(name, _)| !name.ends_with("-shm"));
    for name in ["motcua.db", "motcua.db-wal"] {
        fs::copy(path.path().join(name), killed.path().join(name)).unwrap();
    }
    let before: Vec<_> = pair().collect();
    assert!(before[1].1.len() > 4096, "the log has something in it");
    for outcome in
        [Folder::open(killed.path()).map(drop), Folder::open_reader(killed.path()).map(drop)]
    {
        assert!(matches!(outcome, Err(Error::Newer { found: 99, .. })), "{outcome:?}");
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
    Folder::open_reader(path.path()).unwrap();
    drop(first);
    Folder::open(path.path()).unwrap();
}

#[test]
fn a_folder_without_database_is_absent() {
    let path = private();
    for outcome in [Folder::open(path.path()).map(drop), Folder::open_reader(path.path()).map(drop)]
    {
        assert!(matches!(outcome, Err(Error::Absent(_))), "{outcome:?}");
    }
    assert!(files(path.path()).is_empty());
    assert!(!path.path().join("motcua.lock").exists());
}

#[test]
fn an_incomplete_database_is_created_again() {
    let path = private();
    // The files of a process that was killed while it created a folder.
    fs::write(path.path().join("motcua.db.part"), "half").unwrap();
    fs::write(path.path().join("motcua.db.part-journal"), "half").unwrap();
    let folder = Folder::open_or_create(path.path()).unwrap();
    assert_eq!(folder.reader().unwrap().last_position().unwrap(), 0);
    let names: Vec<String> = files(path.path()).into_iter().map(|(name, _)| name).collect();
    assert!(!names.iter().any(|name| name.contains("part")), "{names:?}");
}

#[test]
fn a_peek_reads_one_instant() {
    let path = private();
    let folder = Folder::open_or_create(path.path()).unwrap();
    let mut writer = folder.writer().unwrap();
    crate::support::store_bytes(&mut writer, "a", 0, "one");
    let look = Folder::open_reader(path.path()).unwrap();
    assert_eq!(look.last_position().unwrap(), 1);
    crate::support::store_bytes(&mut writer, "a", 1, "two");
    assert_eq!(look.stream("a").unwrap().len(), 1);
    assert_eq!(Folder::open_reader(path.path()).unwrap().stream("a").unwrap().len(), 2);
}
