//! The fourth schema: one list of texts, a constant for each area. Knows no query.

pub(super) const FOURTH: &[&str] = &[SEARCH];

/// Dossiers of an agency in the order in which a search shows them.
const SEARCH: &str = "
CREATE INDEX dossier_received ON dossier (agency, received_at, stream);
";
