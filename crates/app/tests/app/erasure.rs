//! A person is erased: no byte of the folder holds the person any more, no figure changes, `doctor` finds
//! nothing, and what must be kept is kept with its reason.

mod bounds;
mod restored;
mod restricted;
mod retained;

use affairs::complaint::{Finding, Theme, Way};
use affairs::data_request::{Command as Act, Outcome, Refusal, RequestKind};
use affairs::rating::{Grade, Grades};
use app::{
    Application, BySlip, Client, CommandKey, Extras, Failure, FilingDraft, Kept, NewCertification,
    NewComplaint, NewDataRequest, NewFile, NewRating, NewSession, SecondFactor, Shown, Who,
    draft_files,
};
use calendar::Instant;
use dossier::event::{Person, Slip};
use dossier::{Actor, Command, Role, Sealed};
use rules::SourceFile;
use store::Folder;

use crate::auth::signed_in;
use crate::support::{Fixture, IN_DAY, LAND, at, files, finish, own, withdraw};

const NAME: &str = "Trần Thị Mại Hoà";
const DECOMPOSED: &str = "Tra\u{302}\u{300}n Thi\u{323} Ma\u{323}i Hoa\u{300}";
const IDENTITY: &str = "079123456789";
const PHONE: &str = "0912345678";
const ADDRESS: &str = "12 hẻm Cây Xoài";
const CONTENT: &[u8] = b"%PDF-1.7 what stands in the paper";
const KEY: &str = "ABCDEF";

/// What is looked for: the name as it is typed, decomposed and folded, the numbers in every form.
fn needles() -> Vec<String> {
    let texts = [
        NAME,
        DECOMPOSED,
        "tran thi mai hoa",
        "hoa\nmai",
        IDENTITY,
        PHONE,
        "+84912345678",
        "84912345678",
        "912345678",
        ADDRESS,
        "Cây Xoài",
        "what stands in the paper",
        "giấy của Hoà",
        "KHÔNG AI ĐƯỢC BIẾT",
        "Người giúp",
        "Giấy ủy quyền của",
        "một trình duyệt riêng",
        KEY,
    ];
    texts.map(str::to_owned).to_vec()
}

/// The files of a folder in which a needle stands, with the needle.
fn found(fixture: &Fixture) -> Vec<String> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(fixture.folder.path()).unwrap() {
        let file = entry.unwrap().path();
        let bytes = std::fs::read(&file).unwrap();
        for needle in needles() {
            if bytes.windows(needle.len()).any(|window| window == needle.as_bytes()) {
                found.push(format!("{}: {needle}", file.file_name().unwrap().display()));
            }
        }
    }
    found
}

fn person() -> Person {
    Person {
        name: NAME.into(),
        address: ADDRESS.into(),
        phone: PHONE.into(),
        identity: IDENTITY.into(),
    }
}

fn sealed(text: &str, slip: bool) -> Option<Sealed> {
    let slip = slip.then(|| Slip { key: KEY.into(), token: "token-of-the-slip".into() });
    let text = Some(format!("{text} KHÔNG AI ĐƯỢC BIẾT"));
    Some(Sealed { salt: "11".into(), applicant: Some(person()), text, slip, ..Sealed::default() })
}

/// An office that keeps dossiers of the day's procedure for one year; no rule for the others.
fn office() -> Fixture {
    let fixture = Fixture::new();
    let rule = format!("[[retention]]\nprocedures = [\"{IN_DAY}\"]\nyears = 1\nbasis = \"TT 1\"\n");
    let mut all = files();
    let certified = all.iter_mut().find(|file| file.path.ends_with(&format!("{IN_DAY}.toml")));
    certified.unwrap().text.insert_str(0, "certification_book = \"signatures\"\n");
    all.push(SourceFile { path: "pb/retention.toml".into(), text: rule });
    let permit = app::AgencyPermit::to_put_rules();
    fixture.app.put_in_force(&permit, &all, "", at("01-02 00:00")).unwrap();
    fixture.app.ensure_key([1; 32]).unwrap();
    fixture
}

/// The account of the person; its pseudonym.
fn account(fixture: &Fixture) -> Who {
    let contact = app::Contact::read(PHONE).unwrap();
    let request = app::CodeRequest::of(&contact, "here");
    let (notice, now) = (|code: &str| (String::new(), code.to_owned()), at("06-04 07:00"));
    fixture.app.send_code(&request, notice, 123_456, now).unwrap();
    let (random, label) = (([[7; 32]; 2], [7; 16]), "một trình duyệt riêng");
    let entered = fixture.app.enter_citizen(&request, "123456", label, random, now);
    Who::citizen(&entered.unwrap().unwrap().person)
}

fn pseudonym(who: &Who) -> String {
    who.account().to_owned()
}

/// Receives a dossier of the person at the desk, with a file.
fn receives(fixture: &Fixture, (id, procedure, person): (&str, &str, &str), when: &str) {
    let intake = app::Intake { person: person.into(), ..fixture.intake(procedure) };
    let command = Command::Receive(fixture.app.reception(&intake, at(when)).unwrap());
    let mut submission = fixture.submission(id, "D1", at(when), command);
    submission.sealed = sealed("Ghi chú:", id == "old");
    let file = NewFile {
        id: format!("file-{id}"),
        component: String::new(),
        name: "giấy của Hoà.pdf".into(),
        media_type: "application/pdf",
        content: CONTENT.to_vec(),
    };
    let extras = Extras { files: vec![file], ..Extras::default() };
    fixture.app.execute_with(submission, &extras).unwrap();
}

fn hand_over(fixture: &Fixture, id: &str) {
    fixture.hands(id, "D1", "A1", "verify", "06-04 09:00");
    let mut note = fixture.submission(id, "A1", at("06-04 09:20"), Command::Note);
    note.sealed = sealed("Đã gọi", false);
    fixture.app.execute(note).unwrap();
    fixture.does(id, "A1", "06-04 09:30", finish());
    fixture.does(
        id,
        "D1",
        "06-04 10:00",
        Command::HandOver { without_letter: None, by_code: false },
    );
}

/// The person rates, complains and is answered; an adviser wrote down who was helped.
fn say(fixture: &Fixture) {
    let slip = ("H00-180604-0001", KEY);
    let now = at("06-05 08:00");
    let opened = || {
        let opened =
            fixture.app.of_citizen_by_key(&Who::Anonymous, slip, (&Client::default(), now), now);
        match opened.unwrap() {
            BySlip::Found(dossier) => dossier,
            other => panic!("{other:?}"),
        }
    };
    let rating = NewRating {
        grades: Grades::of(|_| Some(Grade::Satisfied)).unwrap(),
        way: affairs::rating::Way::Slip,
        salt: "22".into(),
        text: Some(format!("{NAME} cảm ơn, KHÔNG AI ĐƯỢC BIẾT")),
    };
    let to_rate = fixture.app.to_rate(&opened(), now).unwrap();
    fixture.app.rate(&to_rate, rating, CommandKey::from("rate"), now).unwrap();
    let complaint = NewComplaint {
        theme: Theme::Late,
        way: Way::Slip,
        against: None,
        salt: "33".into(),
        text: format!("{NAME} phàn nàn"),
    };
    fixture.app.complain(&opened(), complaint, CommandKey::from("complain"), now).unwrap();
    let desk = who(fixture, "D1");
    let dossier = fixture.app.open_dossier(&desk, "H00-180604-0001", None, now).unwrap().unwrap();
    let content = affairs::certification::Content {
        what: format!("Giấy ủy quyền của {NAME}"),
        copies: 1,
        signer: "L1".into(),
    };
    let certification = NewCertification { place: None, content, salt: "45".into() };
    let key = (CommandKey::from("certify"), now);
    fixture.app.certify(&desk, &dossier, certification, key).unwrap();
    let session = NewSession {
        id: "x".into(),
        procedure: IN_DAY.into(),
        day: "2018-06-04".parse().unwrap(),
        outcome: affairs::adviser_session::Outcome::FiledAtDesk,
        dossier: Some(own("old")),
        salt: "44".into(),
        helped: Some(format!("Người giúp {NAME}")),
    };
    fixture.app.record_session(&desk, session, CommandKey::from("session"), now).unwrap();
}

fn answer_complaint(fixture: &Fixture) {
    let (leader, now) = (who(fixture, "L1"), at("06-06 08:00"));
    let complaint = fixture.app.open_complaint(&leader, ("H00-180604-0001", 1), now);
    let complaint = complaint.unwrap().unwrap();
    let text = ("55".to_owned(), format!("Xin lỗi bà {NAME}"));
    let key = (CommandKey::from("answer"), now);
    fixture.app.answer_complaint(&leader, &complaint, Finding::Justified, text, key).unwrap();
}

fn who(fixture: &Fixture, id: &str) -> Who {
    Who::Officer { actor: fixture.who(id), login: id.into(), name: id.into() }
}

fn inspector() -> Who {
    let actor = Actor::new("KS1", Role::Inspector, "LD");
    Who::Officer { actor, login: "ks1".into(), name: "KS1".into() }
}

/// An instant after the year in which dossiers are kept.
fn later() -> Instant {
    "2020-01-06T09:00:00+07:00".parse().unwrap()
}

fn request(id: &str) -> NewDataRequest {
    NewDataRequest {
        id: id.into(),
        request: RequestKind::Erasure,
        salt: "66".into(),
        text: format!("Tôi là {NAME}, xin xóa"),
    }
}

fn files_request(fixture: &Fixture, citizen: &Who, id: &str, when: Instant) {
    let key = (CommandKey::from(id), when);
    fixture.app.file_data_request(citizen, request(id), key).unwrap();
}

fn proposes(fixture: &Fixture, id: &str, when: Instant) -> Result<(), Failure> {
    let (text, key) =
        (("77".into(), format!("Bà {NAME} có quyền")), format!("propose {id} {when:?}"));
    fixture.app.propose_erasure(&inspector(), id, text, (CommandKey::from(key), when))
}

/// A leader with a fresh second factor approves.
fn approves(fixture: &Fixture, id: &str, when: Instant) -> Result<bool, Failure> {
    let signed = signed_in(fixture, "L1", at("06-05 08:00"));
    let key = (CommandKey::from(format!("approve {id}")), when);
    fixture.app.approve_erasure((&signed.who, signed.second_factor), id, key)
}

/// Everything that figures are counted from.
fn figures(fixture: &Fixture) -> Vec<(String, String, Option<i64>)> {
    let reader = Folder::open_reader(fixture.folder.path()).unwrap();
    let mut facts = Vec::new();
    let each = |stream: &str, text: &str, given_out| {
        facts.push((stream.to_owned(), text.to_owned(), given_out));
        Ok::<(), app::StoreError>(())
    };
    reader.facts("pb", each).unwrap();
    facts
}

/// A person with an ended dossier, what was said about it, a draft and an account; another person's dossier
/// stays.
fn lived() -> (Fixture, Who) {
    let fixture = office();
    let citizen = account(&fixture);
    receives(&fixture, ("old", IN_DAY, &pseudonym(&citizen)), "06-04 08:00");
    hand_over(&fixture, "old");
    say(&fixture);
    answer_complaint(&fixture);
    receives(&fixture, ("taken", IN_DAY, &pseudonym(&citizen)), "06-04 08:10");
    let reason = format!("Bà {NAME} ({IDENTITY}) rút");
    fixture.does("taken", "D1", "06-04 08:20", Command::Withdraw { reason });
    let draft = FilingDraft {
        procedure: LAND.into(),
        applicant: person(),
        note: format!("{DECOMPOSED}, tran thi mai hoa"),
        ..FilingDraft::default()
    };
    let (id, now) = ("draft-1", at("06-05 08:00"));
    fixture.app.begin_draft(&pseudonym(&citizen), id, &draft, now).unwrap();
    let file = NewFile {
        id: "f".into(),
        component: String::new(),
        name: "giấy của Hoà.pdf".into(),
        media_type: "application/pdf",
        content: CONTENT.to_vec(),
    };
    fixture.app.attach_to_draft(id, None, vec![file], ("citizen", now)).unwrap();
    assert_eq!(fixture.app.files_of(&draft_files(id)).unwrap().len(), 1);
    fixture.receives("other", "D1", "06-04 08:30", LAND);
    (fixture, citizen)
}

#[test]
fn an_erased_person_is_in_no_byte_of_the_folder_and_no_figure_changes() {
    let (fixture, citizen) = lived();
    fixture.healthy();
    let before = found(&fixture);
    for needle in needles() {
        assert!(before.iter().any(|one| one.ends_with(&needle)), "{needle} in {before:?}");
    }
    let complaints = format!("{:?}", fixture.app.complaints_made("pb"));
    let counted = figures(&fixture);
    files_request(&fixture, &citizen, "r1", later());
    proposes(&fixture, "r1", later()).unwrap();
    assert!(approves(&fixture, "r1", later()).unwrap(), "nobody reads the log");

    assert_eq!(found(&fixture), [""; 0]);
    assert_eq!(figures(&fixture), counted);
    assert_eq!(format!("{:?}", fixture.app.complaints_made("pb")), complaints);
    fixture.healthy();
    assert_eq!(fixture.kinds("old").last().unwrap(), "erased");
    // The account is another one's from now on, and the same after a restart.
    let fixture = fixture.reopened();
    assert_eq!(found(&fixture), [""; 0]);
    assert_eq!(figures(&fixture), counted);
    let data = fixture.app.own_data(&citizen, later()).unwrap();
    let Shown::Given(data) = data else { panic!("{data:?}") };
    assert!(data.account.is_none() && data.drafts.is_empty());
    assert_eq!(fixture.app.contact_of(&pseudonym(&citizen)).unwrap(), None);
    fixture.healthy();
}

#[test]
fn what_must_be_kept_is_kept_with_its_reason() {
    let (fixture, citizen) = lived();
    receives(&fixture, ("open", LAND, &pseudonym(&citizen)), "06-04 08:40");
    receives(&fixture, ("unruled", LAND, &pseudonym(&citizen)), "06-04 08:50");
    fixture.does("unruled", "D1", "06-04 09:00", withdraw());
    files_request(&fixture, &citizen, "r1", at("07-02 09:00"));
    let kept = |when: Instant| {
        let open = fixture.app.open_data_request(&inspector(), "r1", when).unwrap().unwrap();
        let plan = open.plan.unwrap();
        let mut kept: Vec<(String, Kept)> =
            plan.kept.iter().map(|(row, why)| (row.stream.clone(), why.clone())).collect();
        kept.sort_by(|a, b| a.0.cmp(&b.0));
        (kept, plan.erased())
    };
    let basis = || "TT 1".to_owned();
    let until = || Kept::Until { day: "2019-12-31".parse().unwrap(), basis: basis() };
    let (early, nothing) = kept(at("07-02 09:00"));
    let expected =
        [("old", until()), ("open", Kept::Open), ("taken", until()), ("unruled", Kept::NoRule)];
    assert_eq!(early, expected.map(|(id, why)| (own(id), why)));
    assert!(nothing.is_empty(), "not even the account: a dossier is open");
    let refused = proposes(&fixture, "r1", at("07-02 09:00"));
    assert!(matches!(refused, Err(Failure::DataRequest(Refusal::NothingToReach))));

    let (late, erased) = kept(later());
    assert_eq!(late, [(own("open"), Kept::Open), (own("unruled"), Kept::NoRule)]);
    assert_eq!((erased.dossiers, erased.account), (vec![own("old"), own("taken")], false));
    proposes(&fixture, "r1", later()).unwrap();
    approves(&fixture, "r1", later()).unwrap();
    for (id, erased) in [("old", true), ("taken", true), ("open", false), ("unruled", false)] {
        let rows = fixture.rows(&own(id));
        assert_eq!(rows.iter().all(|row| row.event.sealed_part.is_none()), erased, "{id}");
    }
    let open = fixture.app.open_data_request(&inspector(), "r1", later()).unwrap().unwrap();
    assert_eq!(open.request.decided.unwrap().outcome, Outcome::PartlyGranted);
    fixture.healthy();
}

#[test]
fn bytes_in_a_log_that_a_reader_holds_are_overwritten_after_its_end() {
    let (fixture, citizen) = lived();
    files_request(&fixture, &citizen, "r1", later());
    proposes(&fixture, "r1", later()).unwrap();
    let reader = Folder::open_reader(fixture.folder.path()).unwrap();
    assert!(reader.row(&own("old")).unwrap().is_some());
    assert!(!approves(&fixture, "r1", later()).unwrap(), "the log is held");
    assert!(!found(&fixture).is_empty());
    drop(reader);
    fixture.app.scrub_where_it_waits().unwrap();
    assert_eq!(found(&fixture), [""; 0]);
    fixture.app.scrub_where_it_waits().unwrap();
    fixture.healthy();
}

#[test]
fn one_officer_or_an_old_second_factor_erases_nothing() {
    let (fixture, citizen) = lived();
    files_request(&fixture, &citizen, "r1", later());
    let leader = who(&fixture, "L1");
    let key = |text: &str| (CommandKey::from(text), later());
    let granted = Act::Decide { outcome: Outcome::Granted, restricted: vec![], reason: "x".into() };
    let alone = fixture.app.act_on_data_request(&leader, "r1", granted, "0".into(), key("a"));
    assert!(matches!(alone, Err(Failure::DataRequest(Refusal::TakesTwo))), "{alone:?}");
    let text = ("0".to_owned(), "Hết hạn".to_owned());
    fixture.app.propose_erasure(&leader, "r1", text, key("b")).unwrap();
    let stale = (&leader, SecondFactor::NotShown);
    let refused = fixture.app.approve_erasure(stale, "r1", key("c"));
    assert!(matches!(refused, Err(Failure::NoPermit(_))), "{refused:?}");
    let own = approves(&fixture, "r1", later());
    assert!(matches!(own, Err(Failure::DataRequest(Refusal::OwnProposal))), "{own:?}");
    let desk = fixture.app.approve_erasure((&who(&fixture, "D1"), stale.1), "r1", key("d"));
    assert!(matches!(desk, Err(Failure::NoPermit(_))));
    assert!(found(&fixture).iter().any(|one| one.ends_with(NAME)), "nothing is erased");
    fixture.healthy();
}
