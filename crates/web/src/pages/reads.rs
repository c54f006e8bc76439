//! For what the personal data of a dossier was shown, in words: for those who lead, and for the citizen
//! whose data it is.

use app::Purpose;
use http::names::Names;

/// Purposes of earlier releases.
const EARLIER: [&str; 2] = ["sheet", "export"];

/// The purpose of a read in words; an unknown purpose as recorded.
pub(in crate::pages) fn what(names: Names<'_>, read: &app::AuditRow) -> String {
    if read.kind == app::AuditKind::ExportDossier.code() {
        return format!("{}: {}", names.text("reads-what_export"), read.detail);
    }
    if read.kind == app::AuditKind::ExportReport.code() {
        return names.text("reads-what_book");
    }
    let known = Purpose::ALL.iter().any(|purpose| purpose.code() == read.detail)
        || EARLIER.contains(&read.detail.as_str());
    match known {
        true => names.text(&format!("reads-what_{}", read.detail)),
        false => read.detail.clone(),
    }
}
