//! The fifth schema: the facts of a dossier contain its duration. The module must not know queries.

pub(super) const FIFTH: &[&str] = &[FACTS];

/// Rows of an older schema are projected again from the events.
const FACTS: &str = "
UPDATE meta SET value = '5'
    WHERE name = 'rows_version' AND NOT EXISTS (SELECT 1 FROM dossier);
";
