//! The number of readers is bounded; a caller waits for a reader, and returns it.

#![expect(clippy::unwrap_used, reason = "a test may panic")]

use super::*;

#[test]
fn many_readers_share_the_connections_and_leave_few_open() {
    let path = tempfile::tempdir().unwrap();
    let folder = Folder::open_or_create(path.path()).unwrap();
    let readers = Readers::default();
    std::thread::scope(|threads| {
        for _ in 0..200 {
            threads.spawn(|| {
                let events = readers.read(&folder, |reader| {
                    assert!(readers.open().0 <= MAX_READERS);
                    Ok(reader.last_position()?)
                });
                assert_eq!(events.unwrap(), 0);
            });
        }
    });
    let (open, idle) = readers.open();
    assert_eq!(open, idle);
    for _ in 0..2 * WINDOW {
        readers.read(&folder, |_| Ok(())).unwrap();
    }
    assert_eq!(readers.open(), (KEPT_READERS.min(open), KEPT_READERS.min(open)));
}

#[test]
fn who_waits_too_long_is_sent_away_and_the_next_is_served() {
    let readers = Readers::default();
    let all: Vec<_> = (0..MAX_READERS).map(|_| readers.acquire(Duration::ZERO).unwrap()).collect();
    let refused = readers.acquire(Duration::ZERO);
    assert!(matches!(refused.err(), Some(Failure::Overloaded)));
    drop(all);
    assert!(readers.acquire(Duration::ZERO).is_ok());
    assert_eq!(readers.open(), (0, 0), "a connection that was never opened is not counted");
}

#[test]
fn a_question_that_panics_gives_its_connection_back() {
    let path = tempfile::tempdir().unwrap();
    let folder = Folder::open_or_create(path.path()).unwrap();
    let readers = Readers::default();
    let panicked = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| {
        readers.read(&folder, |_| -> Result<(), Failure> { panic!("in a question") })
    }));
    assert!(panicked.is_err());
    assert_eq!(readers.open(), (1, 1));
}
