//! Streams, versions, keys and groups.

use store::{DossierRow, Error, Folder, SCHEMA_VERSION, SpanRow};

use crate::support::{event, execute_sql, private, store_bytes, texts};

#[test]
fn an_empty_folder_gets_the_newest_schema_and_the_mark() {
    let path = private();
    let folder = Folder::open_or_create(path.path()).unwrap();
    let file = rusqlite::Connection::open(folder.database()).unwrap();
    let number = |text: &str| file.query_row(text, [], |row| row.get::<_, i64>(0)).unwrap();
    assert_eq!(number("PRAGMA user_version"), SCHEMA_VERSION);
    assert_eq!(number("PRAGMA application_id"), 0x3163_7561);
    assert_eq!(number("SELECT count(*) FROM event"), 0);
    assert_eq!(folder.reader().unwrap().last_position().unwrap(), 0);
}

#[test]
fn another_version_is_a_conflict_and_leaves_nothing() {
    let path = private();
    let folder = Folder::open_or_create(path.path()).unwrap();
    let mut writer = folder.writer().unwrap();
    store_bytes(&mut writer, "a", 0, "first");
    let two = [event("late"), event("later")];
    // One version is before the stream's version, the other would leave a gap after it.
    for stale in [0, 2] {
        let refused = writer.append("a", stale, &two, Some("k"));
        let conflict =
            matches!(refused, Err(Error::Conflict { expected, .. }) if expected == stale);
        assert!(conflict, "{refused:?}");
        writer.commit().unwrap();
    }
    assert_eq!(texts(&folder, "a"), ["first"]);
    assert_eq!(writer.by_key("k").unwrap(), None);
    // The positions have no gap.
    store_bytes(&mut writer, "a", 1, "second");
    let positions: Vec<i64> =
        folder.reader().unwrap().stream("a").unwrap().iter().map(|row| row.position).collect();
    assert_eq!(positions, [1, 2]);
}

#[test]
fn a_known_key_gives_the_first_place_and_appends_nothing() {
    let path = private();
    let folder = Folder::open_or_create(path.path()).unwrap();
    let mut writer = folder.writer().unwrap();
    store_bytes(&mut writer, "a", 0, "zero");
    writer.append("a", 1, &[event("one"), event("two")], Some("k")).unwrap();
    // The key is known in the same group and after it.
    for _ in 0..2 {
        let again = writer.append("b", 0, &[event("again")], Some("k"));
        assert!(
            matches!(&again, Err(Error::KnownKey { stream, version: 2 }) if stream == "a"),
            "{again:?}"
        );
        writer.commit().unwrap();
    }
    assert!(texts(&folder, "b").is_empty());
    assert_eq!(folder.reader().unwrap().count_keys_with_prefix("k").unwrap(), 1);
}

#[test]
fn a_refused_command_does_not_lose_the_others_of_its_group() {
    let path = private();
    let folder = Folder::open_or_create(path.path()).unwrap();
    let mut writer = folder.writer().unwrap();
    writer.append("a", 0, &[event("one")], None).unwrap();
    writer.append("a", 0, &[event("other")], None).unwrap_err();
    writer.append("b", 0, &[event("two")], None).unwrap();
    writer.commit().unwrap();
    assert_eq!(
        (texts(&folder, "a"), texts(&folder, "b")),
        (vec!["one".into()], vec!["two".into()])
    );
}

#[test]
fn a_command_that_fails_half_way_leaves_none_of_its_events() {
    let path = private();
    let folder = Folder::open_or_create(path.path()).unwrap();
    execute_sql(
        &folder.database(),
        "CREATE TRIGGER no BEFORE INSERT ON event WHEN NEW.public_part = 'bad' \
         BEGIN SELECT RAISE(ABORT, 'no'); END",
    );
    let mut writer = folder.writer().unwrap();
    writer.append("a", 0, &[event("one")], None).unwrap();
    writer.append("b", 0, &[event("good"), event("bad")], Some("k")).unwrap_err();
    writer.append("b", 0, &[event("two")], Some("k")).unwrap();
    writer.commit().unwrap();
    assert_eq!(
        (texts(&folder, "a"), texts(&folder, "b")),
        (vec!["one".into()], vec!["two".into()])
    );
    assert_eq!(folder.reader().unwrap().last_position().unwrap(), 2);
}

#[test]
fn a_group_given_up_leaves_no_row_of_any_kind() {
    let path = private();
    let folder = Folder::open_or_create(path.path()).unwrap();
    let mut writer = folder.writer().unwrap();
    writer.append("a", 0, &[event("one")], Some("k")).unwrap();
    writer.put_dossier(&DossierRow { stream: "a".into(), ..DossierRow::default() }).unwrap();
    writer.put_spans("a", 0, &[span(1)]).unwrap();
    writer.put_meta("m", "v").unwrap();
    writer.put_draft("d", 1, "body").unwrap();
    assert_eq!(writer.next_serial("s").unwrap(), 1);
    assert_eq!(writer.next_serial_from("t", 341).unwrap(), 341);
    assert_eq!(writer.next_serial_from("t", 500).unwrap(), 342, "a series that has begun goes on");
    assert!(texts(&folder, "a").is_empty(), "readers see what is committed");
    writer.rollback();
    writer.commit().unwrap();
    let reader = folder.reader().unwrap();
    assert!(reader.stream("a").unwrap().is_empty());
    assert!(reader.all_dossiers().unwrap().is_empty());
    assert!(reader.spans("a").unwrap().is_empty());
    assert_eq!(reader.meta("m").unwrap(), None);
    assert_eq!(writer.draft("d").unwrap(), None);
    assert_eq!(writer.by_key("k").unwrap(), None);
    assert_eq!(writer.next_serial("s").unwrap(), 1);
}

#[test]
fn spans_put_from_the_first_drop_those_beyond() {
    let path = private();
    let folder = Folder::open_or_create(path.path()).unwrap();
    let mut writer = folder.writer().unwrap();
    writer.put_spans("a", 0, &[span(1), span(2), span(3)]).unwrap();
    writer.put_spans("a", 2, &[span(4)]).unwrap();
    writer.put_spans("b", 0, &[span(9)]).unwrap();
    writer.put_spans("a", 0, &[span(5), span(6)]).unwrap();
    writer.commit().unwrap();
    let reader = folder.reader().unwrap();
    assert_eq!(reader.spans("a").unwrap(), [span(5), span(6)]);
    assert_eq!(reader.spans("b").unwrap(), [span(9)]);
}

fn span(from_at: i64) -> SpanRow {
    SpanRow { from_at, to_at: None, unit: "u".into(), step: "desk".into(), holder: "an".into() }
}
