//! The books of certifications and the certifying words as papers (Decree 23/2015/NĐ-CP, articles 12
//! and 13): a book for each kind of certification and year, numbered from 01.

use app::{ApplicantRow, CertificationLine, Certified, Personal, VisibleDossier};
use calendar::{Day, Instant, Zone};
use dossier::RuleSet;
use http::names::Names;
use rules::{CertificationBook, Rules};
use serde_json::json;
use text::{Language, Sentence};

use super::{
    PaperKind, agency, date, forms_of, template, title, version_of, with_common, write_paper,
};
use crate::pages::dossier::rule_set;

/// A book to be printed.
#[derive(Clone, Copy, Debug)]
pub struct CertificationBookPaper<'a> {
    pub rules: &'a Rules,
    pub book: CertificationBook,
    pub lines: &'a [CertificationLine],
    /// The first and the last day.
    pub days: (Day, Day),
    pub zone: &'a Zone,
    pub now: Instant,
}

/// A line of a book, in words.
#[derive(Clone, Debug, Default)]
pub(crate) struct CertificationRow {
    pub number: String,
    pub at: String,
    pub applicant: String,
    pub what: String,
    pub signer: String,
    pub copies: u32,
    pub note: String,
}

impl CertificationRow {
    pub fn new(
        names: Names<'_>,
        certified: &Certified,
        applicant: Option<&ApplicantRow>,
        zone: &Zone,
    ) -> Self {
        let entry = &certified.entry;
        let n = entry.corrected.len() as i64;
        Self {
            number: format!("{:02}", entry.number),
            at: messages::date_of(zone.day(entry.at)),
            applicant: applicant.map(|one| one.name.clone()).unwrap_or_default(),
            what: certified.what.clone(),
            signer: signer(names, &entry.signer),
            copies: entry.copies,
            note: match n {
                0 => String::new(),
                n => names.format("book-corrected", &[("n", n.into())]),
            },
        }
    }
}

/// An officer with the post.
fn signer(names: Names<'_>, id: &str) -> String {
    let title = names.rules.officer(id).map(|officer| officer.title.as_str()).unwrap_or_default();
    let parts = [names.officer(id), title.to_owned()];
    let parts: Vec<String> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    parts.join(", ")
}

/// The name of a book with the mark of its certifications.
pub(crate) fn book_name(names: Names<'_>, book: CertificationBook) -> String {
    let name = names.text(&format!("certification-book_{}", book.code()));
    format!("{name} ({})", symbol(book))
}

/// The mark of a kind of certification (Decree 23/2015/NĐ-CP, article 13.4).
const fn symbol(book: CertificationBook) -> &'static str {
    match book {
        CertificationBook::Copies => "SCT/BS",
        CertificationBook::Signatures => "SCT/CK,ĐC",
        CertificationBook::Translators => "SCT/CKND",
        CertificationBook::Transactions => "SCT/HĐ,GD",
    }
}

/// The paper of the certifying words of a book.
const fn words_of(book: CertificationBook) -> PaperKind {
    match book {
        CertificationBook::Copies => PaperKind::CertifiedCopy,
        CertificationBook::Signatures => PaperKind::CertifiedSignature,
        CertificationBook::Translators => PaperKind::CertifiedTranslator,
        CertificationBook::Transactions => PaperKind::CertifiedTransaction,
    }
}

/// Whether there are certifying words of a book: of the release, or of the agency.
pub(crate) fn has_words(
    names: Names<'_>,
    book: CertificationBook,
    dossier: &VisibleDossier,
) -> bool {
    template(names.rules, forms_of(rule_set(&dossier.view)), words_of(book)).is_some()
}

/// The certifying words of an entry; `None` where the agency has no template for them.
///
/// # Errors
/// The agency's own template cannot be filled: the sentence says where.
pub(crate) fn certifying_words(
    names: Names<'_>,
    (dossier, data): (&VisibleDossier, &Personal),
    (book, certified): (CertificationBook, &Certified),
    now: Instant,
) -> Result<Option<Vec<u8>>, Sentence> {
    let names = Names { language: Language::Vietnamese, ..names };
    let (view, entry) = (&dossier.view, &certified.entry);
    let kind = words_of(book);
    let rule_set = rule_set(view);
    let heading = title(names, kind, rule_set);
    let person = |person: &dossier::event::Person| {
        json!({ "name": person.name, "address": person.address, "phone": person.phone,
            "identity": person.identity })
    };
    let corrections = entry.corrected.last().map(|at| (entry.corrected.len(), *at));
    let signed = names.rules.officer(&entry.signer);
    let values = with_common(json!({
        "agency": agency(names),
        "desk": names.unit(&entry.office),
        "title": heading,
        "code": view.spoken_code(),
        "procedure": names.procedure(&view.state.filing.procedure),
        "applicant": data.applicant.as_ref().map(person),
        "submitter": data.submitter.as_ref().map(person),
        "officer": names.officer(&entry.by),
        "date": date(names, entry.at, &view.zone),
        "version": corrections.map(|of| version_of(names, of, &view.zone)),
        "number": format!("{:02}", entry.number),
        "year": entry.year,
        "symbol": symbol(book),
        "what": certified.what,
        "copies": entry.copies,
        "signer": names.officer(&entry.signer),
        "signer_title": signed.map(|officer| officer.title.clone()),
    }));
    let title = format!("{heading} {:02}/{}", entry.number, entry.year);
    write_paper(names, (kind, rule_set), (&title, &values), (now, &view.zone))
}

/// The bytes of a book of some days; `None` where no form has it.
///
/// # Errors
/// The agency's own template cannot be filled: the sentence says where.
pub fn certification_book(paper: &CertificationBookPaper<'_>) -> Result<Option<Vec<u8>>, Sentence> {
    let names = Names { rules: paper.rules, language: Language::Vietnamese };
    let (from, to) = paper.days;
    let rule_set = RuleSet::on(to);
    let (kind, heading) = (PaperKind::CertificationBook, book_name(names, paper.book));
    let row = |line: &CertificationLine| {
        let applicant = line.applicant.as_ref();
        let row = CertificationRow::new(names, &line.certified, applicant, paper.zone);
        json!({ "number": row.number, "at": row.at, "applicant": row.applicant, "what": row.what,
            "signer": row.signer, "copies": row.copies, "code": line.row.code, "note": row.note })
    };
    let ((from_year, ..), (to_year, ..)) = (from.ymd(), to.ymd());
    let values = with_common(json!({
        "agency": agency(names),
        "title": heading,
        "year": (from_year == to_year).then_some(to_year),
        "symbol": symbol(paper.book),
        "from": messages::date_of(from),
        "to": messages::date_of(to),
        "rows": paper.lines.iter().map(row).collect::<Vec<_>>(),
    }));
    let title = format!("{heading} {} – {}", messages::date_of(from), messages::date_of(to));
    write_paper(names, (kind, rule_set), (&title, &values), (paper.now, paper.zone))
}
