//! Files of a citizen's draft: accepted while the draft exists; refused after it was sent or
//! deleted, or after the dossier to which it adds changed.

use app::{DraftHolder, Extras, Failure, FilingDraft, NewFile, draft_files};

use crate::support::{Fixture, LAND, at, own};

const PERSON: &str = "p1";

fn account() -> DraftHolder {
    DraftHolder { account: Some(PERSON.into()), secrets: Vec::new() }
}

fn begin(fixture: &Fixture, id: &str) {
    let draft = FilingDraft { procedure: LAND.into(), ..FilingDraft::default() };
    fixture.app.begin_draft(PERSON, id, &draft, at("06-04 08:00")).unwrap();
}

fn attach(fixture: &Fixture, id: &str, seen: Option<(&str, u64)>) -> Result<(), Failure> {
    attach_file(fixture, id, ("f", seen))
}

fn attach_as(fixture: &Fixture, id: &str, file: &str) -> Result<(), Failure> {
    attach_file(fixture, id, (file, None))
}

fn attach_file(
    fixture: &Fixture,
    id: &str,
    (file, seen): (&str, Option<(&str, u64)>),
) -> Result<(), Failure> {
    let file = NewFile {
        id: file.into(),
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
    fixture.app.drop_draft(&account(), "dropped").unwrap();
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

fn holder(secret: &str) -> DraftHolder {
    DraftHolder { account: None, secrets: vec![secret.to_owned()] }
}

fn begin_link(fixture: &Fixture, id: &str, secret: &str, network: &str) -> Result<(), Failure> {
    let draft = FilingDraft { procedure: LAND.into(), ..FilingDraft::default() };
    fixture.app.begin_link_draft((secret, network), id, &draft, at("06-04 08:00"))
}

/// The draft of a link is its holder's; an account that changes it has it from then on, for good. A term
/// erases the others with their files, those without any answer after a day.
#[test]
fn the_draft_of_a_link_is_erased_when_its_term_is_over() {
    let fixture = Fixture::new();
    fixture.app.ensure_key([1; 32]).unwrap();
    for (id, secret) in [("a", "secret-a"), ("b", "secret-b"), ("empty", "secret-e")] {
        begin_link(&fixture, id, secret, "192.0.2.1").unwrap();
        begin_link(&fixture, id, "another", "192.0.2.1").unwrap();
        attach_as(&fixture, id, id).unwrap();
    }
    let of = |secret: &str, id: &str| fixture.app.draft_of(&holder(secret), id).unwrap();
    assert!(of("secret-a", "a").is_some() && of("another", "a").is_none());
    assert!(of("secret-a", "b").is_none());
    let held = |holder: &DraftHolder| -> Vec<String> {
        let held = fixture.app.drafts_held(holder).unwrap();
        held.into_iter().map(|kept| kept.id).collect()
    };
    assert_eq!(held(&holder("secret-a")), ["a"]);
    assert_eq!(held(&holder("ret-a")), [""; 0]);
    let without_name = DraftHolder { account: Some(String::new()), secrets: Vec::new() };
    assert!(fixture.app.draft_of(&without_name, "a").unwrap().is_none());
    let answer = |draft: &mut FilingDraft| draft.for_whom = "own".into();
    let when = at("06-05 08:00");
    assert!(fixture.app.change_draft(&holder("another"), "a", when, answer).unwrap().is_none());
    for (id, secret) in [("a", "secret-a"), ("b", "secret-b")] {
        fixture.app.change_draft(&holder(secret), id, when, answer).unwrap().unwrap();
    }
    let joined = DraftHolder { account: Some(PERSON.into()), ..holder("secret-b") };
    fixture.app.change_draft(&joined, "b", when, answer).unwrap().unwrap();
    assert!(of("secret-b", "b").is_none());

    let left = |now: &str| {
        fixture.app.erase_old_drafts(at(now)).unwrap();
        ["a", "b", "empty"].map(|id| files(&fixture, id))
    };
    assert_eq!(left("06-05 07:59"), [1, 1, 1]);
    assert_eq!(left("06-05 08:00"), [1, 1, 0]);
    assert_eq!(left("06-19 07:59"), [1, 1, 0]);
    assert_eq!(left("06-19 08:00"), [0, 1, 0]);
    assert!(of("secret-a", "a").is_none());
    assert_eq!(fixture.app.drafts_of(PERSON).unwrap().len(), 1);
}

/// Taking over the draft of a link is bounded like beginning one, and no text for debugging names a secret.
#[test]
fn an_account_takes_over_no_more_drafts_than_it_may_have() {
    let fixture = Fixture::new();
    fixture.app.ensure_key([1; 32]).unwrap();
    begin_link(&fixture, "linked", "secret-a", "192.0.2.1").unwrap();
    (1..app::DRAFTS_OF_ACCOUNT).for_each(|number| begin(&fixture, &number.to_string()));
    let joined = DraftHolder { account: Some(PERSON.into()), ..holder("secret-a") };
    let change = |draft: &mut FilingDraft| draft.for_whom = "own".into();
    let kept = fixture.app.draft_of(&joined, "linked").unwrap().unwrap();
    assert!(!format!("{joined:?} {kept:?}").contains("secret-a"));
    begin(&fixture, "last");
    let refused = fixture.app.change_draft(&joined, "linked", at("06-05 08:00"), change);
    assert!(matches!(refused, Err(Failure::TooManyDrafts)), "{refused:?}");
    assert!(fixture.app.draft_of(&holder("secret-a"), "linked").unwrap().is_some());
    fixture.app.drop_draft(&account(), "last").unwrap();
    fixture.app.change_draft(&joined, "linked", at("06-05 08:00"), change).unwrap().unwrap();
    assert!(fixture.app.draft_of(&holder("secret-a"), "linked").unwrap().is_none());
}

/// What visitors without an account leave behind is bounded: in number for each network, and in bytes.
#[test]
fn the_drafts_of_links_are_bounded() {
    let fixture = Fixture::new();
    fixture.app.ensure_key([1; 32]).unwrap();
    for n in 0..50 {
        begin_link(&fixture, &format!("d{n}"), &format!("secret-{n}"), "192.0.2.1").unwrap();
    }
    let full = begin_link(&fixture, "one-more", "secret", "192.0.2.1");
    assert!(matches!(full, Err(Failure::TooManyDrafts)), "{full:?}");
    begin_link(&fixture, "elsewhere", "secret", "192.0.2.2").unwrap();
    begin(&fixture, "of an account");
    fixture.app.drop_draft(&holder("secret-7"), "d7").unwrap();
    begin_link(&fixture, "one-more", "secret", "192.0.2.1").unwrap();

    // Five drafts with 40 MB of files each are all that a network may keep.
    let forty = |id: &str, n: u32| {
        let file = NewFile {
            id: format!("{id}-{n}"),
            component: String::new(),
            name: "a.pdf".into(),
            media_type: "application/pdf",
            content: vec![0; 40 * 1024 * 1024],
        };
        fixture.app.attach_to_draft(id, None, vec![file], ("citizen", at("06-04 08:00")))
    };
    for n in 0..5 {
        forty(&format!("d{n}"), 0).unwrap();
    }
    assert!(matches!(forty("d5", 0), Err(Failure::TooManyDrafts)));
    forty("elsewhere", 0).unwrap();
    forty("of an account", 0).unwrap();
}
