//! How a person receives notices: chosen by the holder of an account, or noted at the desk for a person
//! without one. Knows no notice and no gateway.

use calendar::Instant;
use rules::NoticeWay;
use store::NoticeChoice;
use text::Language;

use crate::application::Application;
use crate::audit::{self, AuditKind};
use crate::auth::Contact;
use crate::error::Failure;
use crate::personal_data::{Purpose, Shown};
use crate::policy::{self, Right, Who, allow, permit_search};

/// The choice of an account whose holder reads notices there only; one-time codes go all the same.
pub const NO_WAY: &str = "none";

/// The choices of an account, by the way of its contact; the first is the usual one.
#[must_use]
pub const fn ways_of_account(contact: NoticeWay) -> &'static [&'static str] {
    match contact {
        NoticeWay::Sms => &["", "chat", NO_WAY],
        _ => &["", NO_WAY],
    }
}

/// The choices that a desk may note.
pub const WAYS_OF_DESK: [&str; 2] = ["", "paper"];

impl Application {
    /// The choice of a citizen's account, with the way of its contact; `None` for other visitors.
    ///
    /// # Errors
    /// The store failed.
    pub fn own_notice_choice(
        &self,
        who: &Who,
    ) -> Result<Option<(NoticeChoice, NoticeWay)>, Failure> {
        let person = who.actor().person;
        if person.is_empty() || allow(who, Right::OwnDossiers).is_err() {
            return Ok(None);
        }
        self.read(|reader| {
            let contact = reader.citizen_of(&person)?.map(|citizen| citizen.contact);
            let contact = contact.as_deref().and_then(Contact::read);
            let way = contact.as_ref().map_or(NoticeWay::Sms, Contact::way);
            Ok(Some((reader.notice_choice(&person)?, way)))
        })
    }

    /// Records the choice of a citizen's account; whether it is one of those offered.
    ///
    /// # Errors
    /// The store failed.
    pub fn choose_notices(&self, who: &Who, choice: NoticeChoice) -> Result<bool, Failure> {
        let Some((_, contact)) = self.own_notice_choice(who)? else { return Ok(false) };
        if !ways_of_account(contact).contains(&choice.way.as_str()) || !is_language(&choice) {
            return Ok(false);
        }
        let person = who.actor().person;
        self.persist(move |core| core.writer.put_notice_choice(&person, &choice))?;
        Ok(true)
    }

    /// Whether an officer notes how the applicant of a dossier receives notices: at the dossier's desk,
    /// where the applicant has no account, whose holder would choose.
    ///
    /// # Errors
    /// The store failed.
    pub fn notes_notice_choice(
        &self,
        who: &Who,
        stream: &str,
        at: Instant,
    ) -> Result<bool, Failure> {
        Ok(self.person_of_desk(who, stream, at)?.is_some())
    }

    /// What a desk has noted for the applicant of a dossier. That it is shown is on record before it is
    /// given; it is `NotPermitted` where the officer notes none.
    ///
    /// # Errors
    /// The store failed.
    pub fn noted_notice_choice(
        &self,
        who: &Who,
        stream: &str,
        at: Instant,
    ) -> Result<Shown<NoticeChoice>, Failure> {
        let person = self.person_of_desk(who, stream, at)?;
        let (Some(person), Ok(permit)) = (person, permit_search(who, Right::Desk)) else {
            return Ok(Shown::NotPermitted);
        };
        let choice = self.read(|reader| Ok(reader.notice_choice(&person)?))?;
        Ok(self.show(&permit, vec![stream.to_owned()], (Purpose::NoticeChoice, at), choice))
    }

    fn person_of_desk(
        &self,
        who: &Who,
        stream: &str,
        at: Instant,
    ) -> Result<Option<String>, Failure> {
        if allow(who, Right::Desk).is_err() {
            return Ok(None);
        }
        let scope = policy::scope(who, &self.agency_code());
        self.read(|reader| {
            let row = reader.row(stream)?;
            let row = row.filter(|row| row.desk == who.actor().unit && scope.holds(row, at));
            let Some(person) = row.map(|row| row.person).filter(|person| !person.is_empty()) else {
                return Ok(None);
            };
            let has_account = reader.citizen_of(&person)?.is_some()
                || reader.contact_of_claim(&person)?.is_some();
            Ok((!has_account).then_some(person))
        })
    }

    /// Notes at the desk how the applicant of a dossier receives notices; whether that was possible.
    ///
    /// # Errors
    /// The store failed.
    pub fn note_notice_choice(
        &self,
        who: &Who,
        stream: &str,
        choice: NoticeChoice,
        (at, machine): (Instant, Instant),
    ) -> Result<bool, Failure> {
        if !WAYS_OF_DESK.contains(&choice.way.as_str()) || !is_language(&choice) {
            return Ok(false);
        }
        let Some(person) = self.person_of_desk(who, stream, at)? else { return Ok(false) };
        let (officer, stream) = (who.actor().id, stream.to_owned());
        self.persist(move |core| {
            core.writer.put_notice_choice(&person, &choice)?;
            let detail = format!("{} {}", choice.language, choice.way);
            let (by, objects) = ((officer.as_str(), machine), vec![stream]);
            audit::write(core, by, AuditKind::NoteNotices, objects, detail.trim())
        })?;
        Ok(true)
    }
}

fn is_language(choice: &NoticeChoice) -> bool {
    choice.language.parse::<Language>().is_ok()
}
