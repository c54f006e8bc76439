//! A folder of the first schema: it is not read before its migration, it is backed up unchanged,
//! and opens with all its content.

use std::fs;
use std::path::Path;

use store::{DossierRow, Error, ExistingFile, Folder};

use crate::support::{event, execute_sql, files, private};

/// The first schema as it was published.
const FIRST: &str = "
CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT NOT NULL);
CREATE TABLE event (position BIGINT PRIMARY KEY, stream TEXT NOT NULL, version BIGINT NOT NULL,
    happened_at BIGINT NOT NULL, logged_at BIGINT NOT NULL, actor TEXT NOT NULL, on_behalf TEXT,
    kind TEXT NOT NULL, public_part TEXT NOT NULL, sealed_part TEXT, command_key TEXT,
    UNIQUE (stream, version), UNIQUE (command_key));
CREATE TABLE dossier (stream TEXT PRIMARY KEY, register TEXT NOT NULL, code TEXT NOT NULL,
    phase TEXT NOT NULL, procedure_code TEXT NOT NULL, unit TEXT NOT NULL, holder TEXT,
    received_at BIGINT, due_at BIGINT, ended_at BIGINT, timer_at BIGINT, version BIGINT NOT NULL,
    facts TEXT NOT NULL);
CREATE INDEX dossier_code ON dossier (code);
CREATE INDEX dossier_register ON dossier (register, received_at);
CREATE INDEX dossier_queue ON dossier (holder, due_at);
CREATE INDEX dossier_timer ON dossier (timer_at);
CREATE TABLE span (stream TEXT NOT NULL, number BIGINT NOT NULL, from_at BIGINT NOT NULL,
    to_at BIGINT, unit TEXT NOT NULL, step TEXT NOT NULL, holder TEXT NOT NULL,
    PRIMARY KEY (stream, number));
CREATE TABLE serial (scope TEXT PRIMARY KEY, last BIGINT NOT NULL);
CREATE TABLE draft (id TEXT PRIMARY KEY, updated_at BIGINT NOT NULL, body TEXT NOT NULL);
PRAGMA application_id = 828601697; PRAGMA user_version = 1; PRAGMA journal_mode = WAL;
";

const CONTENT: &str = "
INSERT INTO meta VALUES ('scenario', 'district9');
INSERT INTO event VALUES (1, 'dossier/q9/1', 1, 1, 2, 'an', NULL, 'noted', 'first', NULL, 'key');
INSERT INTO dossier VALUES ('dossier/q9/1', 'q9', 'H29', 'open', '1.001', 'land', 'an', 3, 9, NULL,
    7, 1, '{}');
INSERT INTO span VALUES ('dossier/q9/1', 0, 3, NULL, 'land', 'desk', 'an');
INSERT INTO serial VALUES ('code', 41);
INSERT INTO draft VALUES ('d', 5, 'body');
";

fn first_schema(path: &Path) {
    fs::create_dir_all(path).unwrap();
    execute_sql(&path.join("motcua.db"), FIRST);
}

fn filled(path: &Path) {
    first_schema(path);
    execute_sql(&path.join("motcua.db"), CONTENT);
}

fn check_content(folder: &Folder) {
    let (reader, mut writer) = (folder.reader().unwrap(), folder.writer().unwrap());
    assert_eq!(reader.meta("scenario").unwrap().as_deref(), Some("district9"));
    assert_eq!(reader.stream("dossier/q9/1").unwrap()[0].event, event("first"));
    let row = DossierRow {
        stream: "dossier/q9/1".into(),
        register: "q9".into(),
        code: "H29".into(),
        phase: "open".into(),
        procedure: "1.001".into(),
        unit: "land".into(),
        holder: Some("an".into()),
        received_at: Some(3),
        due_at: Some(9),
        timer_at: Some(7),
        version: 1,
        facts: "{}".into(),
        ..DossierRow::default()
    };
    assert_eq!(reader.all_dossiers().unwrap(), [row]);
    assert_eq!(reader.timers().unwrap(), [(7, "dossier/q9/1".to_owned())]);
    assert_eq!(reader.streams_held_by("an").unwrap(), ["dossier/q9/1"]);
    assert_eq!(reader.spans("dossier/q9/1").unwrap().len(), 1);
    assert_eq!(reader.draft("d").unwrap(), Some((String::new(), 5, "body".into())));
    assert_eq!(reader.integrity().unwrap(), None);
    assert!(writer.by_key("key").unwrap().is_some());
    assert_eq!(writer.next_serial("code").unwrap(), 42);
}

#[test]
fn a_folder_of_the_first_schema_opens_with_all_its_content_and_stale_rows() {
    let path = private();
    filled(path.path());
    let folder = Folder::open(path.path()).unwrap();
    check_content(&folder);
    assert!(folder.rows_stale().unwrap());
    let mut writer = folder.writer().unwrap();
    writer.rows_fresh().unwrap();
    assert!(!writer.rows_stale().unwrap());
    writer.rollback();
    assert!(folder.rows_stale().unwrap(), "what was not committed made nothing anew");
    writer.rows_fresh().unwrap();
    writer.commit().unwrap();
    drop((writer, folder));
    assert!(!Folder::open(path.path()).unwrap().rows_stale().unwrap());
}

#[test]
fn rows_that_this_program_made_are_never_stale() {
    for make in [first_schema, |_: &Path| {}] {
        let path = private();
        make(path.path());
        let folder = Folder::open_or_create(path.path()).unwrap();
        let mut writer = folder.writer().unwrap();
        writer.put_dossier(&DossierRow { stream: "d".into(), ..DossierRow::default() }).unwrap();
        writer.commit().unwrap();
        assert!(!folder.rows_stale().unwrap());
    }
}

#[test]
fn a_folder_of_the_first_schema_is_not_read_before_its_migration() {
    let path = private();
    filled(path.path());
    let before = files(path.path());
    let refused = Folder::open_reader(path.path());
    assert!(matches!(refused, Err(Error::Older { found: 1, .. })), "{refused:?}");
    assert!(before == files(path.path()));
    drop(Folder::open(path.path()).unwrap());
    Folder::open_reader(path.path()).unwrap();
}

#[test]
fn a_backup_of_the_first_schema_restores_and_opens() {
    let (path, out, target) = (private(), private(), private());
    filled(path.path());
    let file = out.path().join("backup");
    store::backup(path.path(), &file, ExistingFile::Keep).unwrap();
    store::restore(&file, target.path(), "").unwrap();
    check_content(&Folder::open(target.path()).unwrap());
}
