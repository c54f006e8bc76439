//! Backup under load, restore elsewhere, and backups that are refused.

use std::fs;
use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;

use store::{Error, ExistingFile, Folder};

use crate::support::{event, execute_sql, files, filled, private};

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
                // Each commit has two events, so a copy from the middle of a commit would have an
                // odd number.
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
        store::backup(path.path(), &file, ExistingFile::Keep).unwrap();
        stop.store(true, Ordering::Relaxed);
        assert!(load.join().unwrap() >= 100);
    });
    let elsewhere = private();
    let target = elsewhere.path().join("new/folder");
    store::restore(&file, &target, "").unwrap();
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
    store::backup(path.path(), &file, ExistingFile::Keep).unwrap();
    assert_eq!(files(out.path()).len(), 1);
    let target = private();
    store::restore(&file, target.path(), "").unwrap();
    let rows = |path: &Path| Folder::open(path).unwrap().reader().unwrap().stream("a").unwrap();
    assert_eq!(rows(path.path()), rows(target.path()));
    assert_eq!(rows(target.path()).len(), 50);
    // A second backup replaces the first one only on request.
    let again = store::backup(path.path(), &file, ExistingFile::Keep);
    assert!(matches!(again, Err(Error::Exists(_))), "{again:?}");
    store::backup(path.path(), &file, ExistingFile::Replace).unwrap();
    assert_eq!(files(out.path()).len(), 1);
}

/// Checks that a backup is refused and the target stays empty.
fn check_bad(bytes: &[u8]) {
    let path = private();
    let file = path.path().join("backup");
    fs::write(&file, bytes).unwrap();
    let target = path.path().join("target");
    let error = store::restore(&file, &target, "").unwrap_err();
    assert!(matches!(error, Error::BadBackup(..)), "{error:?}");
    assert!(!target.exists() || files(&target).is_empty(), "{:?}", files(&target));
}

#[test]
fn a_changed_or_cut_backup_is_refused() {
    let path = private();
    filled(path.path(), 20);
    let file = path.path().join("backup");
    store::backup(path.path(), &file, ExistingFile::Keep).unwrap();
    let whole = fs::read(&file).unwrap();
    for place in [0, 30, 90, 200, whole.len() / 2, whole.len() - 1] {
        let mut flipped = whole.clone();
        flipped[place] ^= 1;
        check_bad(&flipped);
    }
    for length in [0, 10, 88, 89, whole.len() / 2, whole.len() - 1] {
        check_bad(&whole[..length]);
    }
    let mut longer = whole.clone();
    longer.push(0);
    check_bad(&longer);
}

#[test]
fn a_restore_never_replaces_a_database() {
    let path = private();
    filled(path.path(), 3);
    let out = private();
    let file = out.path().join("backup");
    store::backup(path.path(), &file, ExistingFile::Keep).unwrap();
    let before = files(path.path());
    let refused = store::restore(&file, path.path(), "");
    assert!(matches!(refused, Err(Error::Present(_))), "{refused:?}");
    assert!(before == files(path.path()));
    let held = private();
    let folder = Folder::open_or_create(held.path()).unwrap();
    fs::remove_file(folder.database()).unwrap();
    let refused = store::restore(&file, held.path(), "");
    assert!(matches!(refused, Err(Error::Busy(_))), "{refused:?}");
}

/// A killed process leaves its log. If the database is then removed by hand, the engine would write
/// the old log into the next file with that name.
#[test]
fn the_log_of_a_removed_database_is_never_written_into_another() {
    let path = private();
    filled(path.path(), 20);
    let file = path.path().join("backup");
    store::backup(path.path(), &file, ExistingFile::Keep).unwrap();
    let killed = private();
    let folder = Folder::open_or_create(killed.path()).unwrap();
    let mut writer = folder.writer().unwrap();
    writer.append("b", 0, &[event("not in the backup")], None).unwrap();
    writer.commit().unwrap();
    let log = fs::read(killed.path().join("motcua.db-wal")).unwrap();
    assert!(log.len() > 4096, "the log has something in it");
    let lefts: [(&str, &[u8]); 5] = [
        ("motcua.db-wal", &log),
        ("motcua.db-wal", b""),
        ("motcua.db-shm", b"shared"),
        ("motcua.db-journal", b"journal"),
        ("motcua.db", b""),
    ];
    for (name, bytes) in lefts {
        let target = private();
        let left = target.path().join(name);
        match name {
            // The link leads to a disk that is not mounted.
            "motcua.db" => std::os::unix::fs::symlink("/nowhere/motcua.db", &left).unwrap(),
            _ => fs::write(&left, bytes).unwrap(),
        }
        let refusals = [
            store::restore(&file, target.path(), "").unwrap_err(),
            Folder::open_or_create(target.path()).unwrap_err(),
        ];
        for error in refusals {
            assert!(matches!(error, Error::Leftover(..)), "{name}: {error:?}");
            assert!(error.to_string().contains(&format!("({name})")), "{error}");
        }
        assert!(fs::symlink_metadata(&left).is_ok(), "{name} is left untouched");
        fs::remove_file(&left).unwrap();
        store::restore(&file, target.path(), "").unwrap();
        let reader = Folder::open(target.path()).unwrap().reader().unwrap();
        assert_eq!((reader.stream("a").unwrap().len(), reader.stream("b").unwrap().len()), (20, 0));
    }
}

/// Files next to the temporary file that cannot be removed are refused before a file is created.
#[test]
fn a_temporary_database_has_no_old_log_next_to_it() {
    let path = private();
    filled(path.path(), 3);
    let file = path.path().join("backup");
    store::backup(path.path(), &file, ExistingFile::Keep).unwrap();
    for name in ["motcua.db.part", "motcua.db.part-wal", "motcua.db.part-journal"] {
        let target = private();
        fs::write(target.path().join(name), "of a restore that was killed").unwrap();
        store::restore(&file, target.path(), "").unwrap();
        assert!(!target.path().join(name).exists(), "{name} remains");
        let target = private();
        fs::create_dir(target.path().join(name)).unwrap();
        let refusals = [
            store::restore(&file, target.path(), "").unwrap_err(),
            Folder::open_or_create(target.path()).unwrap_err(),
        ];
        assert!(refusals.iter().all(|error| matches!(error, Error::Leftover(..))), "{refusals:?}");
    }
    // The same holds for the copy from which a backup is made.
    let copy = path.path().join(format!("again.{}.copy-journal", std::process::id()));
    fs::create_dir(&copy).unwrap();
    let refused =
        store::backup(path.path(), &path.path().join("again"), ExistingFile::Keep).unwrap_err();
    assert!(matches!(refused, Error::Leftover(..)), "{refused:?}");
    assert!(!path.path().join(format!("again.{}.part", std::process::id())).exists());
}

/// The next backup with a name removes the files that a killed backup with that name left, and
/// disturbs no living backup and no other file.
#[test]
fn leftovers_of_killed_backups_are_removed() {
    let (path, out) = (private(), private());
    filled(path.path(), 3);
    let own = std::process::id();
    let dead = [
        "backup.7.part".to_owned(),
        "backup.7.copy".to_owned(),
        "backup.7.copy-journal".to_owned(),
        // An earlier process had the same number as this one.
        format!("backup.{own}.part"),
        format!("backup.{own}.copy"),
    ];
    let others = [
        "backup.8.part",
        "backup.8.copy",
        "backup.8.copy-journal",
        "backup.old.part",
        "backup2.7.part",
        "other.7.part",
    ];
    for name in dead.iter().map(String::as_str).chain(others) {
        fs::write(out.path().join(name), "incomplete").unwrap();
    }
    let living = fs::File::open(out.path().join("backup.8.part")).unwrap();
    living.lock().unwrap();
    store::backup(path.path(), &out.path().join("backup"), ExistingFile::Keep).unwrap();
    for name in &dead {
        assert!(!out.path().join(name).exists(), "{name} remains");
    }
    for name in others {
        assert_eq!(fs::read(out.path().join(name)).unwrap(), b"incomplete", "{name}");
    }
}

/// A file with the right hash and a foreign content is refused.
#[test]
fn a_backup_with_a_foreign_content_leaves_no_file() {
    let path = private();
    let database = filled(path.path(), 1);
    let file = path.path().join("backup");
    execute_sql(&database, "PRAGMA user_version = 99;");
    let bytes = fs::read(&database).unwrap();
    fs::write(&file, sealed(&bytes)).unwrap();
    let target = private();
    let refused = store::restore(&file, target.path(), "");
    assert!(matches!(refused, Err(Error::Newer { found: 99, .. })), "{refused:?}");
    assert!(files(target.path()).is_empty());
    fs::write(&file, sealed(b"no database")).unwrap();
    let refused = store::restore(&file, target.path(), "");
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

/// Every name of a database file, in this folder or another one, is refused, and no file changes.
#[test]
fn a_backup_never_replaces_a_database() {
    use std::os::unix::fs::symlink;
    let (own, other, out) = (private(), private(), private());
    filled(own.path(), 20);
    filled(other.path(), 3);
    // The folders are in use, so that logs exist.
    let folders = [own.path(), other.path()].map(|path| Folder::open(path).unwrap());
    let mut writers = folders.each_ref().map(|folder| folder.writer().unwrap());
    for writer in &mut writers {
        crate::support::store_bytes(writer, "b", 0, "in the log");
    }
    let mut names = Vec::new();
    for (folder, path) in [("own", own.path()), ("other", other.path())] {
        for end in ["motcua.db", "motcua.db-wal", "motcua.db-shm", "motcua.lock"] {
            let file = path.join(end);
            let (soft, hard) = (format!("{folder}-soft-{end}"), format!("{folder}-hard-{end}"));
            let (soft, hard) = (out.path().join(soft), out.path().join(hard));
            symlink(&file, &soft).unwrap();
            fs::hard_link(&file, &hard).unwrap();
            names.extend([file, path.join(".").join(end), soft]);
            // A second name of another folder's lock or shared memory cannot be recognised.
            if folder == "own" || end.ends_with("db") || end.ends_with("wal") {
                names.push(hard);
            }
        }
    }
    names.push(out.path().join("motcua.db"));
    symlink(own.path(), out.path().join("folder")).unwrap();
    names.push(out.path().join("folder/motcua.db"));
    let before = [files(own.path()), files(other.path())];
    let all = fs::read_dir(out.path()).unwrap().count();
    for name in &names {
        for existing in [ExistingFile::Keep, ExistingFile::Replace] {
            let refused = store::backup(own.path(), name, existing);
            assert!(
                matches!(refused, Err(Error::Database(_))),
                "{name:?} {existing:?} {refused:?}"
            );
        }
    }
    let stored = |files: Vec<(String, Vec<u8>)>| {
        files.into_iter().filter(|(name, _)| !name.ends_with("-shm")).collect::<Vec<_>>()
    };
    assert!(before.map(stored) == [files(own.path()), files(other.path())].map(stored));
    assert_eq!(fs::read_dir(out.path()).unwrap().count(), all, "an incomplete file remains");
}

#[test]
fn a_file_is_replaced_only_on_request_and_its_neighbours_never() {
    let (path, out) = (private(), private());
    filled(path.path(), 3);
    let file = out.path().join("backup");
    for name in ["backup", "backup.part", "backup.copy", "backup.copy-wal"] {
        fs::write(out.path().join(name), "theirs").unwrap();
    }
    let refused = store::backup(path.path(), &file, ExistingFile::Keep);
    assert!(matches!(refused, Err(Error::Exists(_))), "{refused:?}");
    assert_eq!(fs::read(&file).unwrap(), b"theirs");
    store::backup(path.path(), &file, ExistingFile::Replace).unwrap();
    assert!(fs::read(&file).unwrap().starts_with(b"motcua-backup/1"));
    for name in ["backup.part", "backup.copy", "backup.copy-wal"] {
        assert_eq!(fs::read(out.path().join(name)).unwrap(), b"theirs", "{name}");
    }
    let folder = store::backup(path.path(), out.path(), ExistingFile::Replace);
    assert!(matches!(folder, Err(Error::Exists(_))), "{folder:?}");
}

/// A valid backup with an object that this program does not create is refused.
#[test]
fn a_backup_with_another_schema_is_refused() {
    for sql in [
        "CREATE TRIGGER theirs AFTER INSERT ON event BEGIN DELETE FROM account; END;",
        "CREATE TABLE theirs (x);",
        "CREATE VIEW theirs AS SELECT 1;",
        "CREATE INDEX theirs ON event (actor);",
        "DROP INDEX dossier_code;",
        "ALTER TABLE event ADD COLUMN theirs TEXT;",
        "DROP TABLE slip;",
    ] {
        let (path, target) = (private(), private());
        let database = filled(path.path(), 1);
        execute_sql(&database, sql);
        let file = path.path().join("backup");
        fs::write(&file, sealed(&fs::read(&database).unwrap())).unwrap();
        let refused = store::restore(&file, target.path(), "");
        assert!(matches!(refused, Err(Error::BadBackup(..))), "{sql} {refused:?}");
        assert!(files(target.path()).is_empty(), "{sql}");
    }
}

#[test]
fn only_the_owner_reads_a_folder_its_files_and_backups() {
    use std::os::unix::fs::PermissionsExt;
    let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
    let place = private();
    let path = place.path().join("data");
    filled(&path, 1);
    // The permissions are those of a folder of an older program.
    fs::set_permissions(&path, fs::Permissions::from_mode(0o755)).unwrap();
    for name in ["motcua.db", "motcua.lock"] {
        fs::set_permissions(path.join(name), fs::Permissions::from_mode(0o644)).unwrap();
    }
    let new = place.path().join("new");
    let folders = [&path, &new].map(|path| Folder::open_or_create(path).unwrap());
    let mut writers = folders.each_ref().map(|folder| folder.writer().unwrap());
    for (writer, path) in writers.iter_mut().zip([&path, &new]) {
        crate::support::store_bytes(writer, "b", 0, "in the log");
        assert_eq!(mode(path), 0o700);
        for name in ["motcua.db", "motcua.db-wal", "motcua.db-shm", "motcua.lock"] {
            assert_eq!(mode(&path.join(name)), 0o600, "{name}");
        }
    }
    let file = place.path().join("backup");
    store::backup(&path, &file, ExistingFile::Keep).unwrap();
    assert_eq!(mode(&file), 0o600);
    let restored = place.path().join("restored");
    store::restore(&file, &restored, "").unwrap();
    assert_eq!((mode(&restored), mode(&restored.join("motcua.db"))), (0o700, 0o600));
}
