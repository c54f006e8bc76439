//! Applicants: found by the beginnings of the words of their names, within the scope.

use store::{AccessPath, ApplicantRow, DossierRow, Folder, Reader, Scope, Writer};

use crate::support::private;

fn given(name: &str) -> ApplicantRow {
    ApplicantRow {
        name: name.into(),
        address: "12 Lê Lợi".into(),
        phone: "0900".into(),
        identity: "079".into(),
    }
}

fn put(writer: &mut Writer, stream: &str, person: &str, words: &str, received_at: i64) {
    let row = DossierRow {
        stream: stream.into(),
        agency: "q9".into(),
        person: person.into(),
        unit: format!("unit of {person}"),
        received_at: Some(received_at),
        ..DossierRow::default()
    };
    writer.put_dossier(&row).unwrap();
    let words: Vec<String> = words.split(' ').map(str::to_owned).collect();
    writer.put_applicant(stream, person, &given(&words.join(" ")), &words).unwrap();
}

fn streams(reader: &Reader, scope: &Scope, words: &[&str], limit: usize) -> Vec<String> {
    let words: Vec<String> = words.iter().map(|&word| word.to_owned()).collect();
    let rows = reader.by_name(scope, (&words, &[]), limit, 5).unwrap();
    rows.rows.into_iter().map(|row| row.stream).collect()
}

fn filled() -> (tempfile::TempDir, Folder) {
    let path = private();
    let folder = Folder::open_or_create(path.path()).unwrap();
    let mut writer = folder.writer().unwrap();
    put(&mut writer, "d1", "p1", "nguyen thi lan", 10);
    put(&mut writer, "d2", "p2", "nguyen van lanh", 20);
    put(&mut writer, "d3", "p1", "nguyen thi lan", 30);
    put(&mut writer, "d4", "p3", "tran lan", 40);
    writer.commit().unwrap();
    (path, folder)
}

#[test]
fn every_word_of_a_query_begins_a_word_of_the_name() {
    let (_path, folder) = filled();
    let reader = folder.reader().unwrap();
    let all = Scope { agency: "q9".into(), access_paths: None };
    assert_eq!(streams(&reader, &all, &["ngu", "lan"], 9), ["d3", "d2", "d1"]);
    assert_eq!(streams(&reader, &all, &["ngu", "lan"], 2), ["d3", "d2"]);
    assert_eq!(streams(&reader, &all, &["thi", "ngu"], 9), ["d3", "d1"]);
    assert!(streams(&reader, &all, &["an"], 9).is_empty());
    assert!(streams(&reader, &all, &["lan", "%"], 9).is_empty());
    assert!(streams(&reader, &all, &[], 9).is_empty());
    let tied = Scope { access_paths: Some(vec![AccessPath::Person("p2".into())]), ..all };
    assert_eq!(streams(&reader, &tied, &["nguyen"], 9), ["d2"]);
}

#[test]
fn persons_are_found_once_with_their_last_data() {
    let (_path, folder) = filled();
    let reader = folder.reader().unwrap();
    let like = |words: &[&str], limit| {
        let words: Vec<String> = words.iter().map(|&word| word.to_owned()).collect();
        reader.people_by_name("q9", &words, limit).unwrap().rows
    };
    let matches = like(&["lan"], 9);
    let people: Vec<&str> = matches.iter().map(|(person, ..)| person.as_str()).collect();
    assert_eq!(people, ["p3", "p1", "p2"]);
    assert_eq!(matches[1].2, given("nguyen thi lan"));
    assert_eq!(matches[1].1, "d3", "the dossier in which it was given");
    assert_eq!(like(&["lan"], 2).len(), 2);
    assert!(like(&[], 9).is_empty());
    let own = reader.applicants_of("p1").unwrap();
    assert_eq!(own.iter().map(|(stream, _)| stream.as_str()).collect::<Vec<_>>(), ["d3", "d1"]);
}

#[test]
fn data_typed_online_finds_no_person_at_the_desk() {
    let (_path, folder) = filled();
    let (mut writer, reader) = (folder.writer().unwrap(), folder.reader().unwrap());
    let account = |contact: &str, person: &str| store::Citizen {
        contact: contact.into(),
        person: person.into(),
        name: String::new(),
        since: 1,
    };
    writer.put_citizen(&account("0900000001", "p1")).unwrap();
    writer.put_citizen(&account("lan@example.vn", "p3")).unwrap();
    writer.commit().unwrap();
    let matches = reader.people_by_name("q9", &["lan".to_owned()], 9).unwrap().rows;
    let people: Vec<&str> = matches.iter().map(|(person, ..)| person.as_str()).collect();
    assert_eq!(people, ["p2"]);
}

#[test]
fn a_new_name_takes_the_words_of_the_old_one_away() {
    let (_path, folder) = filled();
    let (mut writer, reader) = (folder.writer().unwrap(), folder.reader().unwrap());
    put(&mut writer, "d1", "p1", "le thi hoa", 10);
    writer.commit().unwrap();
    let all = Scope { agency: "q9".into(), access_paths: None };
    assert_eq!(streams(&reader, &all, &["lan"], 9), ["d4", "d3", "d2"]);
    assert_eq!(streams(&reader, &all, &["hoa", "thi"], 9), ["d1"]);
    assert_eq!(reader.applicant("d1").unwrap(), Some(given("le thi hoa")));
    assert_eq!(reader.applicant("d9").unwrap(), None);
}
