//! The register book (sổ theo dõi hồ sơ) of some days as a paper: every dossier received, with its
//! applicant and how the result was given.

use app::{BookLine, ResultWay};
use calendar::{Day, Instant, Zone};
use documents::About;
use dossier::RuleSet;
use http::names::Names;
use rules::Rules;
use serde_json::{Map, Value, json};
use text::{Language, Sentence, ToSentence};

use super::{COMMON, PaperKind, forms_of, template, title, values};
use crate::layout;

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

/// The bytes of the PDF, in the form in force on the last day.
///
/// # Errors
/// The agency's own template cannot be filled: the sentence says where.
pub fn register_book(book: &RegisterBook<'_>) -> Result<Vec<u8>, Sentence> {
    let names = Names { rules: book.rules, language: Language::Vietnamese };
    let rule_set = RuleSet::on(book.to);
    let kind = PaperKind::RegisterBook;
    // Each year has a template of the book.
    let template = template(book.rules, forms_of(rule_set), kind);
    let template = template.transpose().map_err(|fault| fault.to_sentence())?;
    let template = template.ok_or_else(|| Sentence::foreign(kind.code().to_owned()))?;
    let agency = book.rules.agency.as_ref();
    let agency = agency.map(|agency| layout::name(agency, names.language)).unwrap_or_default();
    let heading = title(names, kind, rule_set);
    let mut values: Map<String, Value> =
        COMMON.iter().map(|name| ((*name).to_owned(), Value::Null)).collect();
    let given = json!({
        "agency": agency,
        "title": heading,
        "form": values::form(kind, names, rule_set),
        "from": messages::date_of(book.from),
        "to": messages::date_of(book.to),
        "rows": (1usize..).zip(book.lines).map(|row| self::row(names, book, row)).collect::<Vec<_>>(),
    });
    if let Value::Object(given) = given {
        values.extend(given);
    }
    let title =
        format!("{heading} {} – {}", messages::date_of(book.from), messages::date_of(book.to));
    let about =
        About { title: &title, language: "vi", author: &agency, at: book.now, zone: book.zone };
    documents::paper(&template, &values, &about).map_err(|failure| failure.to_sentence())
}

fn row(names: Names<'_>, book: &RegisterBook<'_>, (number, line): (usize, &BookLine)) -> Value {
    let row = &line.row;
    let at = |at: Option<Instant>| at.map(|at| messages::instant(names.language, at, book.zone));
    let applicant = line.applicant.clone().unwrap_or_default();
    let way = line.given_out.map(|(_, way)| match way {
        ResultWay::Desk => names.text("book-way_desk"),
        ResultWay::Post => names.text("book-way_post"),
    });
    json!({
        "number": number,
        "code": row.code,
        "procedure": names.procedure(&row.procedure),
        "applicant": applicant.name,
        "address": names.address(&applicant.address, &line.ward),
        "phone": text::person::dialled(&applicant.phone),
        "unit": names.unit(&row.unit),
        "received": at(row.received_at.map(Instant)),
        "due": at(row.due_at.map(Instant)),
        "given_out": at(line.given_out.map(|(at, _)| at)),
        "way": way,
    })
}
