//! The register book (sổ theo dõi hồ sơ): the dossiers of a list with their applicants and what became of
//! their results. A page of it is a showing on record; as a file it is an export on record. Knows no page.

use calendar::{Day, Instant};
use dossier::Event;
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
    /// At the desk, against the one-time code of the result.
    DeskByCode,
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
    /// The number of its slip, in the series of its desk and year; none where the slip has none.
    pub number: Option<u64>,
    /// How often the line was corrected since the reception.
    pub corrections: usize,
}

/// What a line says that its row does not.
struct Rest {
    ward: String,
    given_out: Option<(Instant, ResultWay)>,
    number: Option<u64>,
    corrections: usize,
}

fn lines(
    rows: Vec<DossierRow>,
    applicants: Vec<Option<ApplicantRow>>,
    rests: Vec<Rest>,
) -> Vec<BookLine> {
    let lines = rows.into_iter().zip(applicants).zip(rests);
    let line = |((row, applicant), rest): ((_, _), Rest)| {
        let Rest { ward, given_out, number, corrections } = rest;
        BookLine { row, applicant, ward, given_out, number, corrections }
    };
    lines.map(line).collect()
}

impl ResultWay {
    /// The word of a way, by which it has a text.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Desk => "desk",
            Self::DeskByCode => "code",
            Self::Post => "post",
        }
    }
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
        let rests = self.rests(&rows, at)?;
        let applicants = self.applicants(who, &rows, Purpose::Book, at)?;
        Ok(applicants.map(|applicants| lines(rows, applicants, rests)))
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
        let rests = self.rests(&rows, at)?;
        let streams: Vec<String> = rows.iter().map(|row| row.stream.clone()).collect();
        let lines = lines(rows, applicants, rests);
        let permit = ReadPermit::of_owner("");
        Ok(Ok(self.show(&permit, streams, (Purpose::Book, at), lines)))
    }

    fn rests(&self, rows: &[DossierRow], at: Instant) -> Result<Vec<Rest>, Failure> {
        rows.iter().map(|row| self.rest(row, at)).collect()
    }

    fn rest(&self, row: &DossierRow, at: Instant) -> Result<Rest, Failure> {
        let view = self.ask(|inquiry| inquiry.view_row(row, inquiry.now(at)?))?;
        let state = &view.state;
        let way = match state.posted {
            Some(_) => ResultWay::Post,
            None if state.handed_over_by_code => ResultWay::DeskByCode,
            None => ResultWay::Desk,
        };
        let given_out = state.given_out().map(|at| (at, way));
        let is_in = |event: &Event| matches!(event, Event::Filed { .. } | Event::Received { .. });
        let corrections = view.corrections(state.received.unwrap_or_default(), is_in);
        Ok(Rest {
            given_out,
            number: view.paper_number("appointment_slip").map(|(number, _)| number),
            corrections: corrections.map_or(0, |(n, _)| n),
            ward: view.state.filing.ward,
        })
    }
}
