//! Personal data leave the application only if their showing is on record.

use app::{AuditQuery, Purpose, Shown, Who};
use dossier::{Actor, Role};
use rusqlite::Connection;

use crate::support::{Fixture, LAND, at, own};

fn inspector() -> Who {
    let actor = Actor::new("KS1", Role::Inspector, "");
    Who::Officer { actor, login: "ks1".into(), name: "KS1".into() }
}

#[test]
fn what_cannot_be_put_on_record_is_withheld_and_the_rest_is_shown() {
    let fixture = Fixture::new();
    fixture.receives("x", "D1", "06-04 08:00", LAND);
    let now = at("06-04 09:00");
    let database = Connection::open(fixture.folder.path().join("motcua.db")).unwrap();
    let ask = || {
        let dossier = fixture.app.open_stream(&inspector(), &own("x"), now).unwrap().unwrap();
        fixture.app.personal(&inspector(), &dossier, Purpose::Page, now).unwrap()
    };
    let rows = || {
        let query = AuditQuery { object: own("x"), limit: 9, ..AuditQuery::default() };
        fixture.app.audit(&inspector(), &query).unwrap().unwrap().len()
    };
    assert!(matches!(ask(), Shown::Given(_)));
    assert_eq!(rows(), 1);
    database
        .execute_batch(
            "CREATE TRIGGER full BEFORE INSERT ON audit BEGIN SELECT RAISE(ABORT, 'full'); END",
        )
        .unwrap();
    assert_eq!(ask(), Shown::Withheld);
    assert_eq!(rows(), 1);
    fixture.app.commit().unwrap();
    database.execute_batch("DROP TRIGGER full").unwrap();
    assert!(matches!(ask(), Shown::Given(_)), "it recovers by itself");
    let administrator = Actor::new("QT1", Role::Administrator, "");
    let who = Who::Officer { actor: administrator, login: "qt1".into(), name: "QT1".into() };
    let dossier = fixture.app.open_stream(&who, &own("x"), now).unwrap().unwrap();
    let shown = fixture.app.personal(&who, &dossier, Purpose::Page, now).unwrap();
    assert_eq!(shown, Shown::NotPermitted);
    assert_eq!(rows(), 2);
}
