//! Other dossiers of the same person for the same procedure: shown before one more is received,
//! never forbidden.

use app::DuplicateQuery;

use super::entry::Entry;
use super::person;
use crate::answer::Error;
use crate::request_context::RequestContext;

/// A dossier that the person has already.
pub(super) struct Duplicate {
    pub code: String,
    pub href: String,
    pub text: String,
}

/// The question before a reception, asked again in its commit.
pub(super) fn query(
    context: &RequestContext,
    entry: &Entry,
    (procedure, stream): (&str, &str),
    person: Option<&str>,
) -> DuplicateQuery {
    DuplicateQuery {
        who: context.who(),
        procedure: procedure.to_owned(),
        stream: stream.to_owned(),
        person: person.map(str::to_owned),
        given: person::given(entry),
        picked: entry.person.clone(),
    }
}

/// The person's other dossiers of the procedure.
pub(super) fn of(
    context: &RequestContext,
    query: &DuplicateQuery,
) -> Result<Vec<Duplicate>, Error> {
    let theirs = context.app().duplicates(query, context.now())?.into_iter();
    let zone = &context.rules.deadline_calendar().zone;
    let text = theirs.map(|row| {
        let at = row.received_at.or(row.filed_at).map(calendar::Instant);
        let at = at.map(|at| messages::instant(context.language, at, zone)).unwrap_or_default();
        let phase = context.text(&format!("phase-{}", row.phase));
        Duplicate {
            href: context.dossier(&row.code, &row.register),
            text: context
                .format("receive-duplicate", &[("at", at.into()), ("phase", phase.into())]),
            code: row.code,
        }
    });
    Ok(text.collect())
}
