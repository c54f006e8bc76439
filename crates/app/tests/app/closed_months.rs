//! Closed months: frozen once after their end, restated by later events only, counted again by the
//! doctor; a change that was not made by the program is found.

use affairs::closed_month::{ClosedMonth, Refusal};
use app::{AgencyPermit, Failure, MonthView, Restated};
use indicators::Figure;
use rusqlite::Connection;
use serde_json::json;

use crate::late_word::{correct, entered_late};
use crate::support::{Fixture, LAND, at, finish};

fn closes(fixture: &Fixture, month: &str, when: &str) -> Result<ClosedMonth, Refusal> {
    let permit = AgencyPermit::to_close_month(month);
    match fixture.app.close_month(&permit, None, None, at(when)) {
        Ok(closed) => Ok(closed),
        Err(Failure::MonthRefused(why)) => Err(why),
        Err(other) => panic!("{other}"),
    }
}

fn june(fixture: &Fixture, when: &str) -> (MonthView, Restated) {
    let figures = fixture.app.figures(None).unwrap().unwrap();
    let month = fixture.app.ask(|inquiry| {
        let view = inquiry.month(&figures, "2018-06", at(when))?.unwrap();
        let restated = inquiry.restated(&figures, &view, at(when))?;
        Ok((view, restated))
    });
    month.unwrap()
}

fn is_marked(fixture: &Fixture, when: &str) -> Option<bool> {
    let figures = fixture.app.figures(None).unwrap().unwrap();
    let year = ("2018-01-01".parse().unwrap(), "2018-12-31".parse().unwrap());
    let marks = fixture.app.month_marks(&figures, year, at(when)).unwrap();
    marks.first().map(|mark| mark.restated)
}

/// An agency with two dossiers of June, one of them finished; June was closed on 2 July at 09:00.
fn closed() -> Fixture {
    let fixture = Fixture::new();
    fixture.receives("x", "D1", "06-04 08:00", LAND);
    fixture.hands("x", "D1", "A1", "verify", "06-04 09:00");
    fixture.does("x", "A1", "06-08 08:00", finish());
    fixture.receives("y", "D1", "06-29 08:00", LAND);
    closes(&fixture, "2018-06", "07-02 09:00").unwrap();
    fixture
}

#[test]
fn a_month_is_closed_once_after_its_end() {
    let fixture = Fixture::new();
    let refused = |month, when| closes(&fixture, month, when).unwrap_err();
    assert_eq!(refused("2018-06", "07-02 09:00"), Refusal::BeforeRecord);
    fixture.receives("x", "D1", "06-04 08:00", LAND);
    assert_eq!(refused("2018-05", "07-02 09:00"), Refusal::BeforeRecord);
    assert_eq!(refused("2018-06", "06-30 23:59"), Refusal::NotEnded(at("07-01 00:00")));
    let open = june(&fixture, "07-01 00:00").0;
    assert_eq!((open.obstacle, open.tables.received()), (None, 1));
    let month = closes(&fixture, "2018-06", "07-01 00:00").unwrap();
    let (closed, tables) = month.closed.unwrap();
    assert_eq!((closed.at, closed.by.as_str()), (at("07-01 00:00"), "system"));
    assert_eq!(tables.as_of, at("07-01 00:00").plus_millis(-1));
    assert_eq!(tables.digest, open.digest, "what was read is what is frozen");
    assert_eq!(refused("2018-06", "07-03 00:00"), Refusal::AlreadyClosed(at("07-01 00:00")));
    fixture.healthy();
    let fixture = fixture.reopened();
    let again = closes(&fixture, "2018-06", "07-03 00:00");
    assert_eq!(again, Err(Refusal::AlreadyClosed(at("07-01 00:00"))));
}

#[test]
fn what_happens_later_restates_nothing_and_what_is_logged_later_does() {
    let fixture = closed();
    fixture.hands("y", "D1", "A1", "verify", "07-02 09:00");
    fixture.does("y", "A1", "07-02 10:00", finish());
    assert_eq!(june(&fixture, "07-02 11:00").1.figures, []);
    assert_eq!(is_marked(&fixture, "07-02 11:00"), Some(false));
    fixture.does("z", "D1", "07-02 11:30", entered_late(&fixture, "06-29 16:00", "Mất điện"));
    assert_eq!(is_marked(&fixture, "07-02 11:00"), Some(false), "as known then");
    assert_eq!(is_marked(&fixture, "07-02 12:00"), Some(true));
    let (view, restated) = june(&fixture, "07-02 12:00");
    assert_eq!(view.tables.received(), 2);
    let received = restated.figures.iter().find(|one| one.figure == Figure::Received).unwrap();
    assert_eq!((received.closed, received.now), (2, 3));
    assert_eq!(
        (&received.added[..], &received.gone[..]),
        (&["H00-180629-0002".into()][..], &[][..])
    );
    let entries: Vec<_> = restated.entries.iter().map(|entry| entry.kind.as_str()).collect();
    assert_eq!(entries, ["received"]);
    fixture.healthy();
}

#[test]
fn a_correction_shows_both_figures_and_itself() {
    let fixture = Fixture::new();
    fixture.receives("y", "D1", "06-01 08:00", LAND);
    closes(&fixture, "2018-06", "07-02 09:00").unwrap();
    let earlier = json!({ "at": "2018-05-31T16:00:00+07:00" });
    fixture.does("y", "DH", "07-03 10:00", correct(0, earlier, "Nhập sai"));
    let (_, restated) = june(&fixture, "07-03 11:00");
    let rows: Vec<_> = restated
        .figures
        .iter()
        .filter(|one| one.by.is_none() && matches!(one.figure, Figure::New | Figure::CarriedOver))
        .map(|one| (one.figure, one.closed, one.now, one.added.len(), one.gone.len()))
        .collect();
    // The rows on the flow basis, then on the cohort basis.
    let moved = [(Figure::CarriedOver, 0, 1, 1, 0), (Figure::New, 1, 0, 0, 1)];
    assert_eq!(rows, [moved[0], moved[1], moved[1]]);
    let entries: Vec<_> = restated.entries.iter().map(|entry| entry.kind.as_str()).collect();
    assert_eq!(entries, ["corrected"]);
    fixture.healthy();
}

/// The doctor's findings about a closed month after SQL on its events or on those of a dossier.
fn after(sql: &str) -> Vec<String> {
    let fixture = closed().reopened();
    let file = Connection::open(fixture.folder.path().join("motcua.db")).unwrap();
    assert_eq!(file.execute(sql, []).unwrap(), 1, "{sql}");
    let findings = fixture.findings().into_iter();
    let findings = findings.filter(|finding| finding.about == "closed_month/pb/2018-06");
    findings.map(|finding| finding.what.to_string()).collect()
}

#[test]
fn a_changed_table_and_a_changed_record_are_found() {
    let month = "WHERE stream = 'closed_month/pb/2018-06'";
    let set = |what: &str| after(&format!("UPDATE event SET {what} {month}"));
    let number = r#"\"received\":2"#;
    assert_eq!(
        set(&format!(
            "public_part = replace(public_part, '{number}', '{}')",
            number.replace('2', "3")
        )),
        [
            "its frozen tables differ from their digest",
            "its frozen tables differ from the record as it was known then"
        ]
    );
    assert_eq!(
        set(r#"public_part = replace(public_part, '"as_of":15', '"as_of":14')"#)[0],
        "its tables are of another instant than its closing"
    );
    // Tables by earlier definitions are checked by their digest only.
    let older = r#"replace(public_part, '"definitions":"2"', '"definitions":"1"')"#;
    assert_eq!(set(&format!("public_part = {older}")), Vec::<String>::new());
    assert_eq!(
        set(&format!("public_part = replace({older}, '{number}', '')"))[0],
        "its frozen tables differ from their digest"
    );
    // A dossier that ended a month later than the record says.
    assert_eq!(
        after(
            "UPDATE event SET happened_at = happened_at + 2592000000, \
             logged_at = logged_at + 2592000000 \
             WHERE stream = 'dossier/pb/x' AND kind = 'finished'"
        ),
        ["its frozen tables differ from the record as it was known then"]
    );
}

/// Months may be signed in any order. Each month without a signature waits, even if a later one is
/// signed.
#[test]
fn every_month_that_ended_waits_until_it_is_signed() {
    let fixture = Fixture::new();
    fixture.receives("x", "D1", "06-04 08:00", LAND);
    let waiting = |when: &str| {
        let figures = fixture.app.figures(None).unwrap().unwrap();
        let months = fixture.app.unsigned_months(&figures, figures.zone.day(at(when))).unwrap();
        months.into_iter().map(|month| (month.month, month.closed)).collect::<Vec<_>>()
    };
    let expected = |months: &[(&str, bool)]| {
        months.iter().map(|(month, closed)| ((*month).to_owned(), *closed)).collect::<Vec<_>>()
    };
    assert_eq!(waiting("06-30 12:00"), []);
    assert_eq!(
        waiting("09-10 12:00"),
        expected(&[("2018-08", false), ("2018-07", false), ("2018-06", false)])
    );
    closes(&fixture, "2018-06", "09-10 09:00").unwrap();
    let figures = fixture.app.figures(None).unwrap().unwrap();
    let seen = fixture.app.ask(|inquiry| inquiry.month(&figures, "2018-07", at("09-10 09:00")));
    let seen = seen.unwrap().unwrap().digest;
    closes(&fixture, "2018-07", "09-10 09:00").unwrap();
    let permit = AgencyPermit::to_close_month("2018-07");
    fixture.app.sign_month(&permit, &seen, None, at("09-10 09:00")).unwrap();
    assert_eq!(waiting("09-10 12:00"), expected(&[("2018-08", false), ("2018-06", true)]));
}
