//! The same person with the same procedure: shown before another dossier is received, never
//! forbidden.

use crate::answer::Error;
use crate::request_context::RequestContext;

/// Days within which a dossier that has ended counts.
const DAYS: i64 = 30;

/// A dossier that the person has already.
pub(super) struct Duplicate {
    pub code: String,
    pub href: String,
    pub text: String,
}

/// Dossiers of the person for the procedure: open ones, and those of the last thirty days.
pub(super) fn of(
    context: &RequestContext,
    person: &str,
    procedure: &str,
    but: Option<&str>,
) -> Result<Vec<Duplicate>, Error> {
    let now = context.now();
    let rows = context.app().dossiers_of(&context.who(), person, now)?;
    let since = now.0 - DAYS * 86_400_000;
    let theirs = rows.into_iter().filter(|row| {
        let open = matches!(row.phase.as_str(), "filed" | "guided" | "open" | "ready");
        let lately = row.phase != "refused" && row.received_at.is_some_and(|at| at >= since);
        row.procedure == procedure && but != Some(row.stream.as_str()) && (open || lately)
    });
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
