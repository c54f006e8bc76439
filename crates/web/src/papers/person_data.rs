//! Everything that is held about a person, as a paper.

use calendar::{Instant, Zone};
use dossier::RuleSet;
use http::names::Names;
use serde_json::{Map, Value, json};
use text::Sentence;

use super::{COMMON, PaperKind, agency, title, write_paper};
use crate::pages::person_data::Section;

/// The bytes of the PDF.
///
/// # Errors
/// The agency's own template cannot be filled: the sentence says where.
pub(crate) fn person_data(
    names: Names<'_>,
    sections: &[Section],
    (at, zone): (Instant, &Zone),
) -> Result<Option<Vec<u8>>, Sentence> {
    let rule_set = RuleSet::on(zone.day(at));
    let heading = title(names, PaperKind::PersonData, rule_set);
    let mut values: Map<String, Value> =
        COMMON.iter().map(|name| ((*name).to_owned(), Value::Null)).collect();
    let section = |section: &Section| {
        let lines = section.lines.iter();
        json!({
            "title": section.title,
            "lines": lines.map(|(label, text)| json!({ "label": label, "text": text }))
                .collect::<Vec<_>>(),
        })
    };
    let given = json!({
        "agency": agency(names),
        "title": heading,
        "date": messages::instant(names.language, at, zone),
        "sections": sections.iter().map(section).collect::<Vec<_>>(),
    });
    if let Value::Object(given) = given {
        values.extend(given);
    }
    let of = (PaperKind::PersonData, rule_set);
    write_paper(names, of, (&heading, &Value::Object(values)), (at, zone))
}
