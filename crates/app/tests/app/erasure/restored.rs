//! A backup that is older than an erasure: what it brings back is erased again, by the list next to the
//! database, as soon as the folder is opened.

use app::{ErasedAgain, ListedErasure};
use store::ExistingFile;

use super::*;

/// The backup of a folder, and the list of erasures that came after it.
struct Lost {
    backup: tempfile::TempDir,
    list: String,
    figures: Vec<(String, String, Option<i64>)>,
}

/// A person's request is filed, a backup is made before or after that, and the person is erased.
fn lost(filed_before: bool) -> Lost {
    let (fixture, citizen) = lived();
    let backup = tempfile::tempdir().unwrap();
    let file = |yes: bool| {
        if yes == filed_before {
            files_request(&fixture, &citizen, "r1", later());
        }
        if yes {
            let backup = backup.path().join("backup");
            store::backup(fixture.folder.path(), &backup, ExistingFile::Keep).unwrap();
        }
    };
    file(true);
    file(false);
    proposes(&fixture, "r1", later()).unwrap();
    approves(&fixture, "r1", later()).unwrap();
    let list = Folder::erasures_in(fixture.folder.path()).unwrap();
    let figures = figures(&fixture);
    Lost { backup, list, figures }
}

impl Lost {
    fn restored(&self) -> Fixture {
        let folder = tempfile::tempdir().unwrap();
        store::restore(&self.backup.path().join("backup"), folder.path(), &self.list).unwrap();
        Fixture { app: Application::open(folder.path()).unwrap(), folder }
    }
}

fn again(fixture: &Fixture) -> ErasedAgain {
    fixture.app.erase_again(later()).unwrap()
}

#[test]
fn what_an_older_backup_brings_back_is_erased_again_once() {
    for filed_before in [false, true] {
        let lost = lost(filed_before);
        let restored = lost.restored();
        assert!(!found(&restored).is_empty(), "the backup holds the person");
        assert_eq!(again(&restored), ErasedAgain { listed: 1, found: 1 });
        assert_eq!(found(&restored), [""; 0]);
        assert_eq!(figures(&restored), lost.figures);
        restored.healthy();
        // The request that the backup has waits no more.
        let request = restored.app.open_data_request(&inspector(), "r1", later()).unwrap();
        let decided = request.map(|request| request.request.decided.unwrap());
        assert_eq!(
            decided.as_ref().map(|decided| decided.by.as_str()),
            filed_before.then_some("system")
        );
        let list = Folder::erasures_in(restored.folder.path()).unwrap();
        assert_eq!(list, lost.list);
        assert_eq!(again(&restored), ErasedAgain { listed: 1, found: 0 }, "once");
        restored.healthy();
    }
}

#[test]
fn a_list_that_does_not_read_is_neither_used_nor_overwritten() {
    let (fixture, citizen) = lived();
    let damaged = "\n{\"request\":\n";
    Folder::put_erasures_in(fixture.folder.path(), damaged).unwrap();
    let refused = fixture.app.erase_again(later());
    assert!(matches!(refused, Err(Failure::ErasureList { line: 2 })), "{refused:?}");
    files_request(&fixture, &citizen, "r1", later());
    proposes(&fixture, "r1", later()).unwrap();
    assert!(!approves(&fixture, "r1", later()).unwrap(), "the bytes wait");
    assert_eq!(Folder::erasures_in(fixture.folder.path()).unwrap(), damaged);
    // Mended, the erasure that waits is listed and finished.
    Folder::put_erasures_in(fixture.folder.path(), "").unwrap();
    fixture.app.scrub_where_it_waits().unwrap();
    let list = Folder::erasures_in(fixture.folder.path()).unwrap();
    assert_eq!(ListedErasure::read(&list).unwrap().len(), 1);
    assert_eq!(found(&fixture), [""; 0]);
}
