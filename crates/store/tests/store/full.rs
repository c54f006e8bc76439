//! A failing disk: writes are refused, reads continue, and writes succeed after the repair.

use store::{EngineFault, Error, Fault, Faults, Folder, Writer};
use tempfile::TempDir;

use crate::support::{event, private, store_bytes, texts};

/// A folder on a disk with faults, its writer, and one event.
fn faulty() -> (TempDir, Folder, Writer, Faults) {
    let (path, faults) = (private(), Faults::default());
    let folder = Folder::open_or_create(path.path()).unwrap().with_faults(&faults);
    let mut writer = folder.writer().unwrap();
    store_bytes(&mut writer, "a", 0, "before");
    (path, folder, writer, faults)
}

fn is(fault: Fault, error: &Error) -> bool {
    match fault {
        Fault::Full => matches!(error, Error::Full),
        Fault::Io | Fault::Sync => {
            matches!(error, Error::Engine { kind: EngineFault::Io, .. } | Error::RolledBack(_))
        }
    }
}

#[test]
fn a_failing_disk_refuses_writes_until_its_repair() {
    for fault in [Fault::Full, Fault::Io] {
        let (_path, folder, mut writer, faults) = faulty();
        let reader = folder.reader().unwrap();
        faults.at_commit(fault);
        for _ in 0..3 {
            writer.append("b", 0, &[event(&"x".repeat(40_000))], Some("k")).unwrap();
            let error = writer.commit().unwrap_err();
            assert!(is(fault, &error), "{error:?}");
            assert_eq!(reader.stream("a").unwrap().len(), 1);
            assert_eq!(texts(&folder, "a"), ["before"]);
        }
        faults.clear_faults();
        assert_eq!(writer.by_key("k").unwrap(), None);
        store_bytes(&mut writer, "b", 0, "after");
        assert_eq!(texts(&folder, "b"), ["after"]);
        assert_eq!(reader.integrity().unwrap(), None);
    }
}

/// After a failure of any write of a group the whole group is discarded.
#[test]
fn a_group_that_fails_half_way_is_lost_whole() {
    for fault in [Fault::Full, Fault::Io] {
        for count in 0.. {
            let (_path, folder, mut writer, faults) = faulty();
            writer.append("b", 0, &[event("of the group")], None).unwrap();
            faults.at_write(count, fault);
            let group = [event("one"), event("two"), event("three")];
            let appended = writer.append("c", 0, &group, Some("k"));
            if faults.clear_faults() {
                assert_eq!(count, 3, "a write for each event");
                break;
            }
            assert!(is(fault, &appended.unwrap_err()), "{count}");
            assert!(writer.engine_rolled_back());
            // Later writes of the group are refused too, until the group has ended.
            let error = writer.append("d", 0, &[event("after it")], None).unwrap_err();
            assert!(is(fault, &error), "{error:?}");
            let error = writer.commit().unwrap_err();
            assert!(is(fault, &error), "{error:?}");
            writer.append("e", 0, &[event("anew")], None).unwrap();
            writer.commit().unwrap();
            let stored = ["a", "b", "c", "d", "e"].map(|stream| texts(&folder, stream).len());
            assert_eq!(stored, [1, 0, 0, 0, 1]);
        }
    }
}

/// The end of the record is written at the commit.
#[test]
fn a_group_whose_end_cannot_be_written_is_lost_whole() {
    for fault in [Fault::Full, Fault::Io] {
        let (_path, folder, mut writer, faults) = faulty();
        faults.at_write(2, fault);
        writer.append("b", 0, &[event("one"), event("two")], Some("k")).unwrap();
        let error = writer.commit().unwrap_err();
        assert!(is(fault, &error), "{error:?}");
        faults.clear_faults();
        store_bytes(&mut writer, "b", 0, "anew");
        assert_eq!(texts(&folder, "b"), ["anew"]);
        assert_eq!(folder.reader().unwrap().event_count().unwrap(), 2);
    }
}

#[test]
fn a_sync_that_fails_is_an_error_whatever_is_on_disk() {
    let (_path, folder, mut writer, faults) = faulty();
    faults.at_commit(Fault::Sync);
    writer.append("b", 0, &[event("perhaps")], Some("k")).unwrap();
    let error = writer.commit().unwrap_err();
    assert!(is(Fault::Sync, &error), "{error:?}");
    faults.clear_faults();
    // A repetition under the key shows whether the event was written.
    let again = writer.append("b", 0, &[event("perhaps")], Some("k"));
    assert!(matches!(again, Err(Error::KnownKey { version: 1, .. })), "{again:?}");
    assert_eq!(texts(&folder, "b"), ["perhaps"]);
}
