//! A full disk: writes are refused, reads go on, and room made is found again. Needs a small file
//! system of its own, which only root can mount.

use std::fs;
use std::io::Write;
use std::path::PathBuf;
use std::process::Command;

use store::{Error, Folder};
use tempfile::TempDir;

use crate::support::{event, private, store_bytes, texts};

/// A file system of few bytes, unmounted with the value.
struct Small(TempDir);

impl Small {
    fn mount(size: &str) -> Option<Self> {
        let place = private();
        let options = format!("size={size}");
        let mut mount = Command::new("mount");
        mount.args(["-t", "tmpfs", "-o", &options, "tmpfs"]).arg(place.path());
        let done = mount.output().is_ok_and(|output| output.status.success());
        if !done {
            println!("left out: a small file system cannot be mounted here");
        }
        done.then_some(Self(place))
    }

    fn ballast(&self) -> PathBuf {
        self.0.path().join("ballast")
    }

    /// Takes all room that is left.
    fn fill(&self) {
        let mut file =
            fs::OpenOptions::new().create(true).append(true).open(self.ballast()).unwrap();
        while file.write_all(&[0; 4096]).is_ok() {}
    }
}

impl Drop for Small {
    fn drop(&mut self) {
        let _ = Command::new("umount").arg(self.0.path()).status();
    }
}

#[test]
fn a_full_disk_refuses_writes_and_recovers_by_itself() {
    let Some(small) = Small::mount("2m") else { return };
    let folder = Folder::open_or_create(&small.0.path().join("data")).unwrap();
    let mut writer = folder.writer().unwrap();
    store_bytes(&mut writer, "a", 0, "before");
    let reader = folder.reader().unwrap();
    small.fill();
    let mut refused = 0;
    for _ in 0..3 {
        writer.append("b", 0, &[event(&"x".repeat(40_000))], Some("k")).unwrap();
        let error = writer.commit().unwrap_err();
        assert!(matches!(error, Error::Full), "{error:?}");
        assert_eq!(reader.stream("a").unwrap().len(), 1);
        assert_eq!(texts(&folder, "a"), ["before"]);
        refused += 1;
    }
    assert_eq!(refused, 3);
    fs::remove_file(small.ballast()).unwrap();
    assert_eq!(writer.by_key("k").unwrap(), None);
    store_bytes(&mut writer, "b", 0, "after");
    assert_eq!(texts(&folder, "b"), ["after"]);
    assert_eq!(reader.integrity().unwrap(), None);
}

#[test]
fn a_group_that_fills_the_disk_half_way_is_lost_whole() {
    let Some(small) = Small::mount("8m") else { return };
    let folder = Folder::open_or_create(&small.0.path().join("data")).unwrap();
    let mut writer = folder.writer().unwrap();
    store_bytes(&mut writer, "a", 0, "before");
    writer.append("b", 0, &[event("of the group")], None).unwrap();
    // More than the engine keeps in memory: it writes before the commit, and gives the group up.
    let error = writer.append("c", 0, &[event(&"x".repeat(40_000_000))], None).unwrap_err();
    assert!(matches!(error, Error::Full), "{error:?}");
    let error = writer.append("d", 0, &[event("after it")], None).unwrap_err();
    assert!(matches!(error, Error::Full), "{error:?}");
    let error = writer.commit().unwrap_err();
    assert!(matches!(error, Error::Full), "{error:?}");
    writer.append("e", 0, &[event("anew")], None).unwrap();
    writer.commit().unwrap();
    let stored = ["a", "b", "c", "d", "e"].map(|stream| texts(&folder, stream).len());
    assert_eq!(stored, [1, 0, 0, 0, 1]);
    assert_eq!(folder.reader().unwrap().last_position().unwrap(), 2);
}
