//! The register book (sổ theo dõi hồ sơ) of some days as a paper: every dossier received, with its
//! applicant and how the result was given.

use app::BookLine;
use calendar::{Day, Instant, Zone};
use dossier::RuleSet;
use http::names::Names;
use rules::Rules;
use serde_json::{Value, json};
use text::{Language, Sentence};

use super::{PaperKind, agency, form, title, with_common, write_paper};

/// The days of a book and its lines, in the order of reception.
#[derive(Clone, Copy, Debug)]
pub struct RegisterBook<'a> {
    pub rules: &'a Rules,
    pub lines: &'a [BookLine],
    pub from: Day,
    pub to: Day,
    pub zone: &'a Zone,
    pub now: Instant,
}

/// The bytes of the PDF, in the form in force on the last day; `None` where no form has the book.
///
/// # Errors
/// The agency's own template cannot be filled: the sentence says where.
pub fn register_book(book: &RegisterBook<'_>) -> Result<Option<Vec<u8>>, Sentence> {
    let names = Names { rules: book.rules, language: Language::Vietnamese };
    let rule_set = RuleSet::on(book.to);
    let kind = PaperKind::RegisterBook;
    let heading = title(names, kind, rule_set);
    let ((from_year, ..), (to_year, ..)) = (book.from.ymd(), book.to.ymd());
    // Each desk has its own book, with its own numbers.
    let mut lines: Vec<&BookLine> = book.lines.iter().collect();
    lines.sort_by(|one, other| one.row.desk.cmp(&other.row.desk));
    let several = lines.windows(2).any(|pair| pair[0].row.desk != pair[1].row.desk);
    let values = with_common(json!({
        "agency": agency(names),
        "title": heading,
        "form": form(kind, names, rule_set),
        "from": messages::date_of(book.from),
        "to": messages::date_of(book.to),
        "year": (from_year == to_year).then_some(to_year),
        "rows": lines.into_iter().map(|line| row(names, book, line, several)).collect::<Vec<_>>(),
    }));
    let title =
        format!("{heading} {} – {}", messages::date_of(book.from), messages::date_of(book.to));
    write_paper(names, (kind, rule_set), (&title, &values), (book.now, book.zone))
}

/// How often a line was corrected since its slip was first issued, where it was.
pub(crate) fn corrected(names: Names<'_>, line: &BookLine) -> Option<String> {
    let n = line.corrections as i64;
    (n > 0).then(|| names.format("book-corrected", &[("n", n.into())]))
}

fn row(names: Names<'_>, book: &RegisterBook<'_>, line: &BookLine, several: bool) -> Value {
    let row = &line.row;
    let at = |at: Option<Instant>| at.map(|at| messages::instant(names.language, at, book.zone));
    let applicant = line.applicant.clone().unwrap_or_default();
    let way = line.given_out.map(|(_, way)| names.text(&format!("book-way_{}", way.code())));
    json!({
        "number": line.number,
        "desk": several.then(|| names.unit(&row.desk)),
        "note": corrected(names, line),
        "code": row.code,
        "procedure": names.procedure(&row.procedure),
        "applicant": applicant.name,
        "address": names.address(&applicant.address, &line.ward),
        "phone": text::person::national_phone(&applicant.phone),
        "unit": names.unit(&row.unit),
        "received": at(row.received_at.map(Instant)),
        "due": at(row.due_at.map(Instant)),
        "given_out": at(line.given_out.map(|(at, _)| at)),
        "way": way,
    })
}
