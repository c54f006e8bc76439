//! Other dossiers of the same person for the same procedure: a warning before one more is received,
//! never a prohibition. The page asks first; the reception asks again in its own commit. Knows no page.

use calendar::Instant;
use store::{ApplicantRow, DossierRow, Reader};

use crate::application::Application;
use crate::core::Core;
use crate::dossier_queries;
use crate::error::Failure;
use crate::personal_data;
use crate::policy::Who;

/// Days within which a dossier that has ended counts.
const DAYS: i64 = 30;

/// A reception whose applicant may have another dossier of the procedure.
#[derive(Clone, Debug)]
pub struct DuplicateQuery {
    /// The officer: only dossiers that they may see count.
    pub who: Who,
    pub procedure: String,
    /// The stream of the reception itself, which does not count.
    pub stream: String,
    /// The applicant's pseudonym. Without one, the applicant is the person of `given` and `picked`
    /// (see [`Application::same_person`]).
    pub person: Option<String>,
    pub given: ApplicantRow,
    pub picked: String,
}

impl Application {
    /// The person's other dossiers of the procedure: open ones, and those received in the last thirty
    /// days.
    ///
    /// # Errors
    /// [`Failure::NoPermit`], or the store failed.
    pub fn duplicates(
        &self,
        query: &DuplicateQuery,
        at: Instant,
    ) -> Result<Vec<DossierRow>, Failure> {
        let agency = self.agency_code();
        self.read(|reader| duplicates(reader, &agency, query, at))
    }
}

/// Commits the open group if it received a dossier of the same person, so that the reader sees it.
///
/// # Errors
/// Those of the commit.
pub(crate) fn commit_person(core: &mut Core, query: &DuplicateQuery) -> Result<(), Failure> {
    let number = personal_data::paper(&query.given.identity);
    let person = query.person.as_deref();
    match core
        .grouped_applicants
        .iter()
        .any(|applicant| *applicant == number || Some(&**applicant) == person)
    {
        true => core.end_group(),
        false => Ok(()),
    }
}

/// Refuses a reception if the person has another dossier of the procedure.
///
/// # Errors
/// [`Failure::Duplicate`]; otherwise as [`Application::duplicates`].
pub(crate) fn check(core: &Core, query: &DuplicateQuery, at: Instant) -> Result<(), Failure> {
    let rules = core.rules();
    let agency = rules.agency.as_ref().map_or("", |agency| agency.code.as_str());
    match duplicates(&core.reader, agency, query, at)?.is_empty() {
        true => Ok(()),
        false => Err(Failure::Duplicate),
    }
}

fn duplicates(
    reader: &Reader,
    agency: &str,
    query: &DuplicateQuery,
    at: Instant,
) -> Result<Vec<DossierRow>, Failure> {
    let person = match &query.person {
        Some(person) => Some(person.clone()),
        None => personal_data::same_person(reader, agency, &query.given, &query.picked)?,
    };
    let Some(person) = person else { return Ok(Vec::new()) };
    let mut rows = dossier_queries::dossiers_of(reader, (&query.who, agency), &person, at)?;
    let since = at.0 - DAYS * 86_400_000;
    rows.retain(|row| {
        let open = matches!(row.phase.as_str(), "filed" | "guided" | "open" | "ready");
        let recent = row.phase != "refused" && row.received_at.is_some_and(|at| at >= since);
        row.procedure == query.procedure && row.stream != query.stream && (open || recent)
    });
    Ok(rows)
}
