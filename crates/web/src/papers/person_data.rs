//! Everything that is held about a person, as a paper.

use calendar::{Instant, Zone};
use dossier::RuleSet;
use http::names::Names;
use serde_json::json;
use text::Sentence;

use super::{PaperKind, agency, title, with_common, write_paper};
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
    let section = |section: &Section| {
        let lines = section.lines.iter();
        json!({
            "title": section.title,
            "lines": lines.map(|(label, text)| json!({ "label": label, "text": text }))
                .collect::<Vec<_>>(),
        })
    };
    let values = with_common(json!({
        "agency": agency(names),
        "title": heading,
        "date": messages::instant(names.language, at, zone),
        "sections": sections.iter().map(section).collect::<Vec<_>>(),
    }));
    let of = (PaperKind::PersonData, rule_set);
    write_paper(names, of, (&heading, &values), (at, zone))
}
