//! The register book (sổ theo dõi hồ sơ): the dossiers of a list with their applicants and what became of
//! their results. A page of it is a showing on record; as a file it is an export on record. Knows no page.

use calendar::{Day, Instant};
use store::{ApplicantRow, DossierRow};

use crate::application::Application;
use crate::audit::{self, AuditKind};
use crate::error::Failure;
use crate::figures::UnknownRegister;
use crate::personal_data::{Purpose, Shown};
use crate::policy::{ReadPermit, Who};

/// The way in which a result reached the citizen.
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
    /// The ward of the applicant's address.
    pub ward: String,
    pub given_out: Option<(Instant, ResultWay)>,
}

/// The ward of a dossier, and when and how its result reached the citizen.
type End = (String, Option<(Instant, ResultWay)>);

fn lines(
    rows: Vec<DossierRow>,
    applicants: Vec<Option<ApplicantRow>>,
    ends: Vec<End>,
) -> Vec<BookLine> {
    let lines = rows.into_iter().zip(applicants).zip(ends);
    let line = |((row, applicant), (ward, given_out))| BookLine { row, applicant, ward, given_out };
    lines.map(line).collect()
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
        let ends = self.ends(&rows, at)?;
        let applicants = self.applicants(who, &rows, Purpose::Book, at)?;
        Ok(applicants.map(|applicants| lines(rows, applicants, ends)))
    }

    /// The lines of every dossier that a register received from a day to a day, in the order of
    /// reception; for the owner of the folder, who prints the book by a command.
    ///
    /// # Errors
    /// The store failed, or a record does not fold; the inner error says that the register is unknown.
    pub fn register_book_of_owner(
        &self,
        register: Option<&str>,
        (from, to): (Day, Day),
        at: Instant,
    ) -> Result<Result<Shown<Vec<BookLine>>, UnknownRegister>, Failure> {
        let figures = match self.figures(register)? {
            Ok(figures) => figures,
            Err(unknown) => return Ok(Err(unknown)),
        };
        let received = figures.facts.within((from, to)).filter_map(|facts| {
            let fact = facts.latest();
            let received = fact.received.filter(|received| *received <= at)?;
            let day = fact.zone.0.day(received);
            (from <= day && day <= to).then_some((received, fact.code.as_str()))
        });
        let mut received: Vec<(Instant, &str)> = received.collect();
        received.sort_unstable();
        let (rows, applicants) = self.read(|reader| {
            let mut rows = Vec::new();
            for (_, code) in &received {
                let by_code = reader.by_code(code)?.into_iter();
                rows.extend(by_code.filter(|row| row.register == figures.register));
            }
            let applicants = rows.iter().map(|row| reader.applicant(&row.stream));
            let applicants = applicants.collect::<Result<Vec<_>, _>>()?;
            Ok((rows, applicants))
        })?;
        let ends = self.ends(&rows, at)?;
        let streams: Vec<String> = rows.iter().map(|row| row.stream.clone()).collect();
        let lines = lines(rows, applicants, ends);
        let permit = ReadPermit::of_owner("");
        Ok(Ok(self.show(&permit, streams, (Purpose::Book, at), lines)))
    }

    fn ends(&self, rows: &[DossierRow], at: Instant) -> Result<Vec<End>, Failure> {
        rows.iter().map(|row| self.end(row, at)).collect()
    }

    fn end(&self, row: &DossierRow, at: Instant) -> Result<End, Failure> {
        let state = self.ask(|inquiry| inquiry.view_row(row, inquiry.now(at)?))?.state;
        let desk = state.handed_over.map(|at| (at, ResultWay::Desk));
        let given_out = desk.or(state.posted.map(|at| (at, ResultWay::Post)));
        Ok((state.filing.ward, given_out))
    }
}
