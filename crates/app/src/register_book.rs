//! The register book (sổ theo dõi hồ sơ): the dossiers of a list with their applicants and what became of
//! their results. A page of it is a showing on record; as a file it is an export on record. Knows no page.

use calendar::Instant;
use store::{ApplicantRow, DossierRow};

use crate::application::Application;
use crate::audit::{self, AuditKind};
use crate::error::Failure;
use crate::personal_data::{Purpose, Shown};
use crate::policy::Who;

/// How a result reached the citizen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ResultWay {
    Desk,
    Post,
}

/// A line of the book.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BookLine {
    pub row: DossierRow,
    pub applicant: Option<ApplicantRow>,
    pub given_out: Option<(Instant, ResultWay)>,
}

impl Application {
    /// The lines of visible dossiers, in the order of the codes; `file` says what a file of them is
    /// about, and puts their export on record.
    ///
    /// # Errors
    /// The store failed, or a record does not fold; an export that cannot be put on record.
    pub fn register_book(
        &self,
        who: &Who,
        (register, codes): (&str, &[&str]),
        file: Option<String>,
        at: Instant,
    ) -> Result<Shown<Vec<BookLine>>, Failure> {
        let rows = self.rows_of(who, (register, codes), at)?;
        if let Some(about) = file {
            let streams = rows.iter().map(|row| row.stream.clone()).collect();
            let actor = who.actor().id;
            self.persist(move |core| {
                audit::write(core, (&actor, at), AuditKind::ExportReport, streams, &about)
            })?;
        }
        let given_out = rows.iter().map(|row| self.given_out(row, at));
        let given_out = given_out.collect::<Result<Vec<_>, _>>()?;
        let applicants = self.applicants(who, &rows, Purpose::Book, at)?;
        Ok(applicants.map(|applicants| {
            let lines = rows.into_iter().zip(applicants).zip(given_out);
            let line = |((row, applicant), given_out)| BookLine { row, applicant, given_out };
            lines.map(line).collect()
        }))
    }

    fn given_out(
        &self,
        row: &DossierRow,
        at: Instant,
    ) -> Result<Option<(Instant, ResultWay)>, Failure> {
        let state = self.ask(|inquiry| inquiry.view_row(row, inquiry.now(at)?))?.state;
        let desk = state.handed_over.map(|at| (at, ResultWay::Desk));
        Ok(desk.or(state.posted.map(|at| (at, ResultWay::Post))))
    }
}
