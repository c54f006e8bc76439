//! Files of a citizen's draft: accepted while the draft exists; refused after it was sent or
//! deleted, or after the dossier to which it adds changed.

use app::{Extras, Failure, FilingDraft, NewFile, draft_files};

use crate::support::{Fixture, LAND, at, own};

const PERSON: &str = "p1";

fn begin(fixture: &Fixture, id: &str) {
    let draft = FilingDraft { procedure: LAND.into(), ..FilingDraft::default() };
    fixture.app.begin_draft(PERSON, id, &draft, at("06-04 08:00")).unwrap();
}

fn attach(fixture: &Fixture, id: &str, seen: Option<(&str, u64)>) -> Result<(), Failure> {
    let file = NewFile {
        id: "f".into(),
        component: String::new(),
        name: "a.pdf".into(),
        media_type: "application/pdf",
        content: b"content".to_vec(),
    };
    fixture.app.attach_to_draft(id, seen, vec![file], ("citizen", at("06-04 08:00")))
}

fn files(fixture: &Fixture, id: &str) -> usize {
    fixture.app.files_of(&draft_files(id)).unwrap().len()
}

#[test]
fn a_draft_takes_files_while_it_stands() {
    let fixture = Fixture::new();
    assert!(matches!(attach(&fixture, "none", None), Err(Failure::DraftGone)));
    begin(&fixture, "sent");
    attach(&fixture, "sent", None).unwrap();
    assert_eq!(files(&fixture, "sent"), 1);
    let when = at("06-04 08:00");
    let first = fixture.submission("x", "D1", when, fixture.reception(LAND, when));
    let extras = Extras { files_of: Some(draft_files("sent")), ..Extras::default() };
    fixture.app.execute_with(first, &extras).unwrap();
    assert!(matches!(attach(&fixture, "sent", None), Err(Failure::DraftGone)));
    assert_eq!(files(&fixture, "sent"), 0);

    begin(&fixture, "dropped");
    attach(&fixture, "dropped", None).unwrap();
    fixture.app.drop_draft(PERSON, "dropped").unwrap();
    assert!(matches!(attach(&fixture, "dropped", None), Err(Failure::DraftGone)));
    assert_eq!(files(&fixture, "dropped"), 0);
}

#[test]
fn a_supplement_takes_files_for_the_version_that_was_seen() {
    let fixture = Fixture::new();
    fixture.receives("x", "D1", "06-04 08:00", LAND);
    begin(&fixture, "supply-x");
    let stream = own("x");
    let seen = fixture.rows(&stream).len() as u64;
    attach(&fixture, "supply-x", Some((&stream, seen))).unwrap();
    for other in [seen - 1, seen + 1] {
        let late = attach(&fixture, "supply-x", Some((&stream, other)));
        assert!(matches!(late, Err(Failure::Changed { .. })), "{other}: {late:?}");
    }
    assert_eq!(files(&fixture, "supply-x"), 1);
}
