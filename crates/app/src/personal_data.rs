//! The one way of personal data to a page: a permit, a row in the audit table, then the data. Where
//! the row cannot be written the data is withheld. Knows no page.
//!
//! Nothing else of `app` gives names, addresses, numbers, papers or free texts of a dossier: a
//! [`DossierView`] comes without the sealed parts of its events.

use std::collections::HashMap;

use calendar::Instant;
use dossier::event::{FilledForm, Person, Recipient, ResultGiven, Slip};
use dossier::{Event, Sealed};
use store::{ApplicantRow, AttachmentRow, DossierRow, Matches, Notice, Reader};
use text::person;

use crate::application::Application;
use crate::appointment_slip::{person_readings, person_words, query_words};
use crate::attachments::is_for_applicant;
use crate::audit::{self, AuditKind};
use crate::complaints::ComplaintText;
use crate::dossier_queries::{DossierOfSlip, VisibleDossier};
use crate::error::Failure;
use crate::inquiry::DossierView;
use crate::policy::{self, ReadPermit, Right, Who, permit_read, permit_search};
use crate::row_scope;
use crate::rules_migration::DueMove;

macro_rules! purposes {
    ($($(#[$doc:meta])* $name:ident $code:literal;)*) => {
        /// The purpose of a showing of personal data.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
        pub enum Purpose { $($(#[$doc])* $name),* }

        impl Purpose {
            /// Every purpose.
            pub const ALL: &[Self] = &[$(Self::$name),*];

            /// The word on record.
            #[must_use]
            pub const fn code(self) -> &'static str {
                match self { $(Self::$name => $code),* }
            }
        }
    };
}

purposes! {
    /// The page of the dossier.
    Page "page";
    /// A file of the dossier, or the list of its files in a form.
    File "file";
    /// The slip or sheet that the applicant takes home.
    Slip "slip";
    /// A statutory paper.
    Paper "paper";
    /// A filing that is received.
    Filing "filing";
    /// A search for people at reception, or a form that is filled in from an earlier dossier.
    Desk "desk";
    /// The result that is given out.
    Results "results";
    /// The notices that could not be delivered, or are on paper, with their addresses.
    Notices "notices";
    /// The language and way of notices that the desk noted.
    NoticeChoice "notice_choice";
    /// A search of dossiers by name or number.
    Search "search";
    /// The form of an act whose maker must see what it is about.
    Act "act";
    /// The names in a queue.
    Queue "queue";
    /// The texts of complaints about the dossier.
    Complaints "complaints";
    /// The texts about a breach of personal data.
    Breaches "breaches";
    /// A transfer that was put aside, with the text of its payer.
    Transfers "transfers";
    /// The reasons of an erasure after retention.
    Disposals "disposals";
    /// The texts of a request about personal data.
    DataRequests "data_requests";
    /// The texts of an objection about the dossier.
    Objections "objections";
    /// The comments and reasons of an evaluation.
    Evaluations "evaluations";
    /// The texts of a directive about the dossier.
    Directives "directives";
    /// The free texts of ratings, without their dossiers.
    Ratings "ratings";
    /// A page of the register book.
    Book "book";
    /// The names in the list of a figure.
    List "list";
    /// Everything that is held about a person.
    OwnData "own_data";
}

/// Personal data that was asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Shown<T> {
    /// The data may be shown: the showing is on record.
    Given(T),
    /// The showing cannot be put on record.
    Withheld,
    /// The reader has no right to it.
    NotPermitted,
}

impl<T> Shown<T> {
    /// The data, where there is any to show.
    #[must_use]
    pub fn given(self) -> Option<T> {
        match self {
            Self::Given(data) => Some(data),
            Self::Withheld | Self::NotPermitted => None,
        }
    }

    /// The same answer with other data.
    #[must_use]
    pub fn map<U>(self, change: impl FnOnce(T) -> U) -> Shown<U> {
        match self {
            Self::Given(data) => Shown::Given(change(data)),
            Self::Withheld => Shown::Withheld,
            Self::NotPermitted => Shown::NotPermitted,
        }
    }

    /// Whether the data is kept back because its showing cannot be put on record.
    #[must_use]
    pub fn is_withheld(&self) -> bool {
        matches!(self, Self::Withheld)
    }
}

/// The personal data of a dossier.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Personal {
    /// The applicant as last given.
    pub applicant: Option<Person>,
    /// The submitter as last given, where that is another person.
    pub submitter: Option<Person>,
    /// The text sealed with each event, in the order of the view's history.
    pub texts: Vec<Option<String>>,
    /// The appointment slip.
    pub slip: Option<Slip>,
    /// The result as it lies at the desk, and who took it.
    pub result: Option<ResultGiven>,
    pub taken_by: Option<Recipient>,
    /// The form of the procedure, as last filled in.
    pub form: Option<FilledForm>,
    pub files: Vec<AttachmentRow>,
    pub notices: Vec<Notice>,
    /// The texts written about each complaint: for the dossier's citizen only.
    pub complaints: Vec<ComplaintText>,
}

impl Personal {
    /// The text sealed with the last event of a kind.
    #[must_use]
    pub fn text_of(&self, view: &DossierView, is: fn(&Event) -> bool) -> Option<&str> {
        let last = view.history.iter().rposition(|recorded| is(&recorded.event))?;
        self.texts.get(last)?.as_deref()
    }
}

/// A dossier as the owner of the folder opens it.
#[derive(Debug)]
pub struct OwnersDossier {
    pub view: DossierView,
    /// The unit of its desk.
    pub desk: String,
    pub data: Shown<Personal>,
}

/// A file with its content.
pub type StoredFile = (AttachmentRow, Vec<u8>);

/// Persons that a search found, each with the pseudonym: not to be shown before the showing of their
/// dossiers is on record.
type FoundPeople = (ReadPermit, Vec<String>, Vec<(String, ApplicantRow)>);

/// A dossier that a search found, with the applicant whose words were looked for.
#[derive(Clone, Debug)]
pub struct FoundDossier {
    pub row: DossierRow,
    pub applicant: ApplicantRow,
}

impl Application {
    /// The personal data of a visible dossier.
    ///
    /// # Errors
    /// The store failed.
    pub fn personal(
        &self,
        who: &Who,
        dossier: &VisibleDossier,
        purpose: Purpose,
        at: Instant,
    ) -> Result<Shown<Personal>, Failure> {
        let Some(permit) = self.permit_read(who, dossier, at) else {
            return Ok(Shown::NotPermitted);
        };
        let mut data = self.personal_of(&dossier.stream, &dossier.view)?;
        if matches!(permit.reader, policy::Reader::Citizen(_)) {
            data.complaints = self.own_complaint_texts(&dossier.stream)?;
        }
        data.files.retain(|file| may_have(&permit, file, &dossier.view));
        Ok(self.show(&permit, vec![dossier.stream.clone()], (purpose, at), data))
    }

    /// The personal data of a dossier opened by its slip.
    ///
    /// # Errors
    /// The store failed.
    pub fn personal_of_slip(
        &self,
        dossier: &DossierOfSlip,
        at: Instant,
    ) -> Result<Shown<Personal>, Failure> {
        let mut data = self.personal_of(&dossier.stream, &dossier.view)?;
        data.complaints = self.own_complaint_texts(&dossier.stream)?;
        data.files.retain(|file| may_have(&dossier.permit, file, &dossier.view));
        let streams = vec![dossier.stream.clone()];
        Ok(self.show(&dossier.permit, streams, (Purpose::Page, at), data))
    }

    /// A dossier with its desk and its personal data, for a paper that the owner of the folder prints
    /// by a command; `None` where there is none of the code.
    ///
    /// # Errors
    /// The store failed, or the record does not fold.
    pub fn dossier_of_owner(
        &self,
        code: &str,
        register: Option<&str>,
        at: Instant,
    ) -> Result<Option<OwnersDossier>, Failure> {
        let Some(view) = self.ask(|inquiry| inquiry.dossier(code, register, at))? else {
            return Ok(None);
        };
        let stream = view.stream.clone();
        let desk = self.read(|reader| Ok(reader.row(&stream)?))?.map(|row| row.desk);
        let data = self.personal_of(&stream, &view)?;
        let permit = ReadPermit::of_owner(&stream);
        let data = self.show(&permit, vec![stream], (Purpose::Paper, at), data);
        Ok(Some(OwnersDossier { view, desk: desk.unwrap_or_default(), data }))
    }

    /// A file of a visible dossier; `None` where the dossier has no such file.
    ///
    /// # Errors
    /// The store failed.
    pub fn dossier_file(
        &self,
        who: &Who,
        dossier: &VisibleDossier,
        id: &str,
        at: Instant,
    ) -> Result<Shown<Option<StoredFile>>, Failure> {
        let Some(permit) = self.permit_read(who, dossier, at) else {
            return Ok(Shown::NotPermitted);
        };
        self.file_by(&permit, (&dossier.stream, &dossier.view), id, at)
    }

    /// A file of a dossier opened by its slip; `None` where the dossier has no such file.
    ///
    /// # Errors
    /// The store failed.
    pub fn file_of_slip(
        &self,
        dossier: &DossierOfSlip,
        id: &str,
        at: Instant,
    ) -> Result<Shown<Option<StoredFile>>, Failure> {
        self.file_by(&dossier.permit, (&dossier.stream, &dossier.view), id, at)
    }

    fn file_by(
        &self,
        permit: &ReadPermit,
        (stream, view): (&str, &DossierView),
        id: &str,
        at: Instant,
    ) -> Result<Shown<Option<StoredFile>>, Failure> {
        let file = self.read(|reader| Ok(reader.attachment(id)?))?;
        let file = file.filter(|(row, _)| row.stream == stream && may_have(permit, row, view));
        // A file that is not there shows nothing.
        let streams = file.iter().map(|(row, _)| row.stream.clone()).collect();
        Ok(self.show(permit, streams, (Purpose::File, at), file))
    }

    /// Visible dossiers by words of the applicant's name, phone or identity paper; of `phases`,
    /// or of any where none is named.
    ///
    /// # Errors
    /// The store failed.
    pub fn find(
        &self,
        who: &Who,
        (text, phases): (&str, &[&str]),
        limit: usize,
        at: Instant,
    ) -> Result<Shown<Matches<FoundDossier>>, Failure> {
        let words = query_words(text);
        let Ok(permit) = permit_search(who, Right::ReadPersonal) else {
            return Ok(Shown::NotPermitted);
        };
        let scope = row_scope::of(&policy::scope(who, &self.agency_code()));
        let phases: Vec<String> = phases.iter().map(|&phase| phase.to_owned()).collect();
        let matches = self.read(|reader| {
            let mut matches = reader.by_name(&scope, (&words, &phases), limit, at.0)?;
            matches.rows.retain(|row| self.may_find(who, row, at));
            let with_applicant = |row: DossierRow| {
                let applicant = reader.applicant(&row.stream)?.unwrap_or_default();
                Ok::<_, Failure>(FoundDossier { row, applicant })
            };
            let rows = matches.rows.into_iter().map(with_applicant).collect::<Result<_, _>>()?;
            Ok(Matches { rows, more: matches.more })
        })?;
        let streams = matches.rows.iter().map(|found| found.row.stream.clone()).collect();
        Ok(self.show(&permit, streams, (Purpose::Search, at), matches))
    }

    /// The applicants of the dossiers that new rules move, by stream, as one showing; none where the
    /// reader may not read a dossier's personal data.
    ///
    /// # Errors
    /// The store failed.
    pub fn applicants_of_moves(
        &self,
        who: &Who,
        moves: &[DueMove],
        at: Instant,
    ) -> Result<Shown<HashMap<String, String>>, Failure> {
        let row = |moved: &DueMove| self.read(|reader| Ok(reader.row(&moved.stream)?));
        let rows = moves.iter().filter_map(|moved| row(moved).transpose());
        let rows = rows.collect::<Result<Vec<_>, _>>()?;
        let applicants = self.applicants(who, &rows, Purpose::Queue, at)?;
        Ok(applicants.map(|applicants| {
            let named = rows.into_iter().zip(applicants);
            named.filter_map(|(row, applicant)| Some((row.stream, applicant?.name))).collect()
        }))
    }

    /// The applicants of visible dossiers, in the order of the rows, as one showing; none where the
    /// reader may not read a dossier's personal data.
    ///
    /// # Errors
    /// The store failed.
    pub fn applicants(
        &self,
        who: &Who,
        rows: &[DossierRow],
        purpose: Purpose,
        at: Instant,
    ) -> Result<Shown<Vec<Option<ApplicantRow>>>, Failure> {
        let Ok(permit) = permit_search(who, Right::ReadPersonal) else {
            return Ok(Shown::NotPermitted);
        };
        let agency = self.agency_code();
        let may_read = |row: &&DossierRow| {
            let in_agency = (agency.as_str(), self.is_restricted(&row.stream));
            permit_read(who, (&row.stream, *row), in_agency, at).is_some()
        };
        let applicants = self.read(|reader| {
            let one = |row: &DossierRow| match Some(row).filter(may_read) {
                Some(row) => Ok(reader.applicant(&row.stream)?),
                None => Ok(None),
            };
            rows.iter().map(one).collect::<Result<Vec<_>, Failure>>()
        })?;
        let shown = rows.iter().zip(&applicants).filter(|(_, applicant)| applicant.is_some());
        let mut streams: Vec<String> = shown.map(|(row, _)| row.stream.clone()).collect();
        streams.sort_unstable();
        streams.dedup();
        Ok(self.show(&permit, streams, (purpose, at), applicants))
    }

    /// People who came before, by words of their name, phone or identity paper, each with their
    /// pseudonym and what they gave last; for the desk.
    ///
    /// # Errors
    /// The store failed.
    pub fn people(
        &self,
        who: &Who,
        text: &str,
        limit: usize,
        at: Instant,
    ) -> Result<Shown<Vec<(String, ApplicantRow)>>, Failure> {
        let found = self.people_where(who, (text, limit), at, |_| true)?;
        let Some((permit, streams, people)) = found else { return Ok(Shown::NotPermitted) };
        Ok(self.show(&permit, streams, (Purpose::Desk, at), people))
    }

    /// Like [`Application::people`], while the text is being typed. An officer has a number of such
    /// searches in a minute; a list that shows only dossiers that the officer was shown in the same minute
    /// adds nothing to the record of showings.
    ///
    /// # Errors
    /// [`Failure::Overloaded`] where there are too many searches; or the store failed.
    pub fn people_while_typing(
        &self,
        who: &Who,
        (text, limit): (&str, usize),
        at: Instant,
        machine_now: Instant,
    ) -> Result<Shown<Vec<(String, ApplicantRow)>>, Failure> {
        let officer = who.actor().id;
        if !self.person_searches.count(&officer, machine_now) {
            return Err(Failure::Overloaded);
        }
        let found = self.people_where(who, (text, limit), at, |_| true)?;
        let Some((permit, streams, people)) = found else { return Ok(Shown::NotPermitted) };
        if self.person_searches.were_shown(&officer, &streams) {
            return Ok(Shown::Given(people));
        }
        let shown = self.show(&permit, streams.clone(), (Purpose::Desk, at), people);
        if let Shown::Given(_) = &shown {
            self.person_searches.note(&officer, streams);
        }
        Ok(shown)
    }

    /// The person whom the desk picked from those who answered a search.
    ///
    /// # Errors
    /// The store failed.
    pub fn picked_person(
        &self,
        who: &Who,
        (text, person): (&str, &str),
        at: Instant,
    ) -> Result<Shown<Option<ApplicantRow>>, Failure> {
        let found = self.people_where(who, (text, 50), at, |id| id == person)?;
        let Some((permit, streams, people)) = found else { return Ok(Shown::NotPermitted) };
        let picked = people.into_iter().next().map(|(_, row)| row);
        Ok(self.show(&permit, streams, (Purpose::Desk, at), picked))
    }

    /// The persons that a search finds, with the dossiers that show them; `None` without a permit.
    fn people_where(
        &self,
        who: &Who,
        (text, limit): (&str, usize),
        at: Instant,
        is: impl Fn(&str) -> bool,
    ) -> Result<Option<FoundPeople>, Failure> {
        let Ok(permit) = permit_search(who, Right::Desk) else { return Ok(None) };
        let agency = self.agency_code();
        let mut matches = Vec::new();
        for words in person_readings(text) {
            matches = self.read(|reader| Ok(reader.people_by_name(&agency, &words, limit)?))?.rows;
            if !matches.is_empty() {
                break;
            }
        }
        matches.retain(|(person, ..)| is(person));
        let found = |stream: &str| self.read(|reader| Ok(reader.row(stream)?));
        let mut shown = Vec::with_capacity(matches.len());
        for one in matches {
            if found(&one.1)?.is_none_or(|row| self.may_find(who, &row, at)) {
                shown.push(one);
            }
        }
        let matches = shown;
        let streams = matches.iter().map(|(_, stream, _)| stream.clone()).collect();
        let people =
            matches.into_iter().map(|(person, _, row)| (person, row_as_dialled(row))).collect();
        Ok(Some((permit, streams, people)))
    }

    /// Whether a search may find a dossier: one whose data is restricted is found by those only who may
    /// read it.
    pub(crate) fn may_find(&self, who: &Who, row: &DossierRow, at: Instant) -> bool {
        let restricted = self.is_restricted(&row.stream);
        let agency = self.agency_code();
        !restricted || permit_read(who, (&row.stream, row), (&agency, true), at).is_some()
    }

    /// Shows the texts of an affair about a dossier, as [`Application::show`]. Those about a dossier whose data
    /// is restricted are shown to those only who act on the affair, or may read the dossier.
    pub(crate) fn show_texts<T>(
        &self,
        (who, permit): (&Who, &ReadPermit),
        (dossier, acts): (&DossierRow, bool),
        (purpose, at): (Purpose, Instant),
        texts: T,
    ) -> Shown<T> {
        if !acts && !self.may_find(who, dossier, at) {
            return Shown::NotPermitted;
        }
        self.show(permit, vec![dossier.stream.clone()], (purpose, at), texts)
    }

    /// The pseudonym of the person who came before with the same identity number, however it is
    /// spelt; or who is `picked` and has that name. A number of another kind, such as an
    /// organisation's, needs the name too. Nothing is shown.
    ///
    /// # Errors
    /// The store failed.
    pub fn same_person(
        &self,
        given: &ApplicantRow,
        picked: &str,
    ) -> Result<Option<String>, Failure> {
        let agency = self.agency_code();
        self.read(|reader| same_person(reader, &agency, given, picked))
    }

    /// The permit to be shown the personal data of an opened dossier.
    pub(crate) fn permit_read(
        &self,
        who: &Who,
        dossier: &VisibleDossier,
        at: Instant,
    ) -> Option<ReadPermit> {
        let (agency, restricted) = (self.agency_code(), self.is_restricted(&dossier.stream));
        permit_read(who, (&dossier.stream, &dossier.row), (&agency, restricted), at)
    }

    pub(crate) fn personal_of(
        &self,
        stream: &str,
        view: &DossierView,
    ) -> Result<Personal, Failure> {
        let sealed = || view.sealed.iter().flatten();
        let (files, notices) =
            self.read(|reader| Ok((reader.attachments_of(stream)?, reader.notices_of(stream)?)))?;
        let slip = match sealed().rev().find_map(|sealed| sealed.slip.clone()) {
            Some(slip) if self.is_good(&slip, stream)? => Some(slip),
            _ => None,
        };
        Ok(Personal {
            applicant: sealed().rev().find_map(|sealed| sealed.applicant.clone()).map(as_dialled),
            submitter: sealed().rev().find_map(|sealed| sealed.submitter.clone()).map(as_dialled),
            texts: view.sealed.iter().map(|part| part.as_ref()?.text.clone()).collect(),
            slip,
            result: sealed().rev().find_map(|sealed| sealed.result.clone()),
            taken_by: sealed().rev().find_map(|sealed| sealed.received_by.clone()),
            form: sealed().rev().find_map(|sealed| sealed.form.clone()),
            files,
            notices,
            complaints: Vec::new(),
        })
    }

    /// Records the showing of dossiers and waits until that is durable; then gives the data.
    // A showing that names no dossier shows no personal data.
    pub(crate) fn show<T>(
        &self,
        permit: &ReadPermit,
        streams: Vec<String>,
        (purpose, at): (Purpose, Instant),
        data: T,
    ) -> Shown<T> {
        if streams.is_empty() {
            return Shown::Given(data);
        }
        let (actor, kind) = match &permit.reader {
            policy::Reader::Officer(id) => (id.clone(), AuditKind::Read),
            policy::Reader::Citizen(_) => ("citizen".to_owned(), AuditKind::ReadOwn),
            policy::Reader::Owner => (audit::OWNER.to_owned(), AuditKind::Read),
            policy::Reader::SlipHolder => (audit::SLIP_HOLDER.to_owned(), AuditKind::ReadBySlip),
        };
        let on_record = self
            .persist(move |core| audit::write(core, (&actor, at), kind, streams, purpose.code()));
        match on_record {
            Ok(()) => Shown::Given(data),
            Err(_) => Shown::Withheld,
        }
    }
}

/// Whether a reader may have a file: the citizen's side has no draft, and no result before the finish.
fn may_have(permit: &ReadPermit, file: &AttachmentRow, view: &DossierView) -> bool {
    match permit.reader {
        policy::Reader::Officer(_) | policy::Reader::Owner => true,
        policy::Reader::Citizen(_) | policy::Reader::SlipHolder => {
            is_for_applicant(&file.component, view.state.finished.is_some())
        }
    }
}

/// A sealed part with the numbers of its persons in their one form, for the record.
pub(crate) fn in_one_form(sealed: Sealed) -> Sealed {
    let one = |person: Person| Person {
        phone: person::telephone(&person.phone).unwrap_or(person.phone),
        identity: paper(&person.identity),
        ..person
    };
    Sealed { applicant: sealed.applicant.map(one), submitter: sealed.submitter.map(one), ..sealed }
}

/// Like [`Application::same_person`], by a connection.
pub(crate) fn same_person(
    reader: &Reader,
    agency: &str,
    given: &ApplicantRow,
    picked: &str,
) -> Result<Option<String>, Failure> {
    let (number, name) = (paper(&given.identity), text::fold::fold(&given.name));
    let is_personal = person::identity_paper(&given.identity).is_some();
    let has_name = |row: &ApplicantRow| text::fold::fold(&row.name) == name;
    let is_known = |row: &ApplicantRow| {
        !row.identity.is_empty() && paper(&row.identity) == number && (is_personal || has_name(row))
    };
    // By a number where there is one: a name may have thousands.
    for sought in [&given.identity, &given.phone, &given.name] {
        if sought.is_empty() || (picked.is_empty() && *sought != given.identity) {
            continue;
        }
        let words = person_words(sought);
        let people = reader.people_by_name(agency, &words, 200)?.rows;
        let registered = people.iter().find(|(_, _, row)| is_known(row));
        let mut others = people.iter();
        let same = registered
            .or_else(|| others.find(|(person, _, row)| person == picked && has_name(row)));
        if let Some((person, ..)) = same {
            return Ok(Some(person.clone()));
        }
    }
    Ok(None)
}

/// The number of an identity paper in its one form; any other text as it was typed.
pub(crate) fn paper(number: &str) -> String {
    person::identity_paper(number).unwrap_or_else(|| number.to_owned())
}

/// A person as shown: the telephone as it is dialled in this country.
fn as_dialled(person: Person) -> Person {
    Person { phone: person::national_phone(&person.phone), ..person }
}

fn row_as_dialled(row: ApplicantRow) -> ApplicantRow {
    ApplicantRow { phone: person::national_phone(&row.phone), ..row }
}
