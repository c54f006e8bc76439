//! Certifications of dossiers and the books in which they are numbered: entered and corrected by the
//! officers who work on the dossier, read by dossier and by book. Knows no paper.

use affairs::Sealed;
use affairs::certification::{Certifications, Command, Content, Context, Entry, Refusal};
use calendar::Instant;
use rules::{CertificationBook, NumberedPaper};
use store::{ApplicantRow, DossierRow};

use crate::affairs::{self as streams, Entry as Act};
use crate::affairs_index::AffairChange;
use crate::application::Application;
use crate::command_key::CommandKey;
use crate::core::Core;
use crate::dossier_queries::VisibleDossier;
use crate::error::Failure;
use crate::personal_data::{Purpose, Shown};
use crate::policy::{ReadPermit, Right, Who, permit_affair};
use crate::{paper_numbers, project};

/// What is entered or, at a place, corrected.
#[derive(Clone, Debug)]
pub struct NewCertification {
    /// The place of the entry that is corrected, from 1; none for a new one.
    pub place: Option<u32>,
    pub content: Content,
    /// 128 random bits, hex.
    pub salt: String,
}

/// An entry with what was certified.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Certified {
    pub entry: Entry,
    /// What was certified; personal data.
    pub what: String,
}

/// The part of a book that is asked for.
#[derive(Clone, Debug)]
pub struct BookPart {
    pub book: CertificationBook,
    /// The office whose book it is; of every office where none is named.
    pub office: Option<String>,
    /// From an instant to before another.
    pub from: Instant,
    pub to: Instant,
}

/// A line of a book.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CertificationLine {
    pub row: DossierRow,
    pub certified: Certified,
    pub applicant: Option<ApplicantRow>,
}

impl From<Refusal> for Failure {
    fn from(why: Refusal) -> Self {
        Self::NotCertified(why)
    }
}

impl Application {
    /// Enters a certification of a dossier under the next number of its book, or corrects an entry.
    ///
    /// # Errors
    /// [`Failure::NoPermit`]; [`Failure::NotCertified`] with the reason; [`Failure::AlreadyDone`] and
    /// [`Failure::KeyConflict`] by the key; or the store failed.
    pub fn certify(
        &self,
        who: &Who,
        dossier: &VisibleDossier,
        new: NewCertification,
        (key, at): (CommandKey, Instant),
    ) -> Result<(), Failure> {
        let actor = permit_affair(who, Right::Work)?.actor;
        let sealed = Sealed { salt: new.salt.clone(), text: Some(new.content.what.clone()) };
        let entry = Act { actor, at, key: Some(key), sealed: Some(sealed) };
        let stream = dossier.stream.clone();
        self.write_alone(move |core| carry_out(core, &stream, new, entry))
    }

    /// The entries of a dossier, in their order, for a reader who was given its personal data.
    ///
    /// # Errors
    /// The store failed, or the record does not read.
    pub fn certified(&self, stream: &str) -> Result<Vec<Certified>, Failure> {
        self.read(|reader| {
            let id = streams::id_of(stream);
            let rows = reader.stream(&streams::stream_of::<Certifications>(id))?;
            let state: Certifications = streams::load(&rows)?;
            let texts = streams::with_texts::<affairs::certification::Event>(&rows)?;
            let one = |entry: Entry| {
                let what = texts.get(entry.text_at).map(|(_, text)| text.clone());
                Certified { what: what.unwrap_or_default(), entry }
            };
            Ok(state.entries.into_iter().map(one).collect())
        })
    }

    /// The lines of a book in the order of their numbers: how many there are, and the asked part of them.
    ///
    /// # Errors
    /// The store failed, or the record does not read.
    pub fn certification_book(
        &self,
        who: &Who,
        part: &BookPart,
        page: (usize, usize),
        at: Instant,
    ) -> Result<(usize, Shown<Vec<CertificationLine>>), Failure> {
        let (count, lines) = self.book_lines(part, page)?;
        let rows: Vec<DossierRow> = lines.iter().map(|(row, _)| row.clone()).collect();
        let applicants = self.applicants(who, &rows, Purpose::Book, at)?;
        Ok((count, applicants.map(|applicants| with_applicants(lines, applicants))))
    }

    /// The lines of a book for the owner of the folder, who prints it by a command.
    ///
    /// # Errors
    /// The store failed, or the record does not read.
    pub fn certification_book_of_owner(
        &self,
        part: &BookPart,
        at: Instant,
    ) -> Result<Shown<Vec<CertificationLine>>, Failure> {
        let (_, lines) = self.book_lines(part, (0, usize::MAX))?;
        let applicants = self.read(|reader| {
            let applicants = lines.iter().map(|(row, _)| reader.applicant(&row.stream));
            Ok(applicants.collect::<Result<Vec<_>, _>>()?)
        })?;
        let shown = lines.iter().map(|(row, _)| row.stream.clone()).collect();
        let lines = with_applicants(lines, applicants);
        Ok(self.show(&ReadPermit::of_owner(""), shown, (Purpose::Book, at), lines))
    }

    fn book_lines(
        &self,
        part: &BookPart,
        (skip, limit): (usize, usize),
    ) -> Result<(usize, Vec<(DossierRow, Certified)>), Failure> {
        let (count, page) = self.shared.affairs.look(|index| {
            let in_part = |office: &str, book: &str, at: Instant| {
                book == part.book.code()
                    && part.office.as_deref().is_none_or(|asked| asked == office)
                    && part.from <= at
                    && at < part.to
            };
            let lines = index.certifications().iter();
            let lines: Vec<_> = lines
                .filter(|((office, book, ..), (.., at))| in_part(office, book, *at))
                .map(|(_, (id, place, _))| (id.clone(), *place))
                .collect();
            (lines.len(), lines.into_iter().skip(skip).take(limit).collect::<Vec<_>>())
        });
        let mut lines = Vec::with_capacity(page.len());
        for (id, place) in page {
            let stream = format!("dossier/{id}");
            let Some(row) = self.read(|reader| Ok(reader.row(&stream)?))? else { continue };
            let certified = self.certified(&stream)?;
            lines.extend(certified.into_iter().nth(place).map(|certified| (row, certified)));
        }
        Ok((count, lines))
    }
}

/// The lines with their applicants; what was certified is for those who may read the applicant.
fn with_applicants(
    lines: Vec<(DossierRow, Certified)>,
    applicants: Vec<Option<ApplicantRow>>,
) -> Vec<CertificationLine> {
    let lines = lines.into_iter().zip(applicants);
    let line = |((row, mut certified), applicant): ((DossierRow, Certified), _)| {
        if Option::is_none(&applicant) {
            certified.what.clear();
        }
        CertificationLine { row, certified, applicant }
    };
    lines.map(line).collect()
}

fn carry_out(
    core: &mut Core,
    stream: &str,
    new: NewCertification,
    entry: Act,
) -> Result<(), Failure> {
    let (rules, at) = (core.rules(), entry.at);
    let today = rules.deadline_calendar().zone.day(at);
    let state = &core.load(stream, &rules)?.state;
    let rule = rules.procedure_on(&state.filing.procedure, today);
    let book = rule.and_then(|rule| rule.certification_book);
    let book = book.filter(|_| state.received.is_some());
    let office = project::desk(state, &rules).to_owned();
    let signer = rules.officer(&new.content.signer);
    let signer_serves = signer.is_some_and(|officer| officer.valid(today));
    let command = match (new.place, book) {
        (Some(place), _) => Command::Correct { place, content: new.content },
        (None, Some(book)) => {
            let register = project::register_of(stream);
            let paper = NumberedPaper::of_book(book);
            let (number, year) =
                paper_numbers::next_of(core, (register, &office, paper), at, &rules)?;
            let (book, content) = (book.code().to_owned(), new.content);
            Command::Enter { book, office, number, year, content }
        }
        (None, None) => return Err(Refusal::NoBook.into()),
    };
    let context = Context { has_book: book.is_some(), signer_serves };
    let id = streams::id_of(stream).to_owned();
    let certifications: Certifications = streams::carry_out(core, &id, context, command, entry)?;
    core.change_affairs(AffairChange::Certifications(id, certifications));
    Ok(())
}
