//! Notices to the citizen at each turn of a dossier, posted in the same commit as what happened.
//! The outbox keeps the turn and its values, without words: the words are made when the notice is
//! shown or sent, in the reader's language. Knows no way of sending.

use calendar::{Day, Instant};
use credentials::spelling;
use dossier::event::{LetterWay, Slip};
use dossier::{Event, NOT_SUPPLIED};
use rules::{NoticeWay, Rules};
use serde::{Deserialize, Serialize};
use store::{DossierRow, NewNotice, Notice, NoticeChoice, NoticeEnd};
use text::Language;

use crate::application::Application;
use crate::auth::Contact;
use crate::core::Core;
use crate::error::Failure;
use crate::event_codec;
use crate::execute::Done;
use crate::notice_choices::NO_WAY;

/// The prefix of the subject of a notice that reports a turn; the turn's kind follows it.
const MARK: &str = "turn:";
/// The turn of a dossier that was put on another calendar; posted only where its due moved.
const DUE_MOVED: &str = "due_moved";

/// The turn of a dossier filed online, or by an adviser.
const FILED: &str = "filed";

/// The turn of a dossier whose result is ready.
const READY: &str = "ready";

/// The turn of a result that waits, of which the applicant is reminded.
const UNCOLLECTED: &str = "uncollected";

/// The turn of a result that the post brought back.
const RETURNED: &str = "post_returned";

/// The turn of an apology letter that is delivered electronically: the notice is the letter.
pub const LETTER: &str = "letter";

/// The event that happened, as the outbox keeps it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Turn {
    /// `filed`, `received`, `guided`, `refused`, `supplement_asked`, `paused`, `resumed`, `extended`,
    /// `due_moved`, `due_moved_paused`, `corrected`, `ready`, `not_ready`, `apology`, `letter`,
    /// `withdrawn`, `closed`, `uncollected`, `handed_over`, `posted`, `post_returned`, `complaint_made`,
    /// `complaint_answered`, or of a request about data `data_request_` with its turn.
    #[serde(skip)]
    pub kind: String,
    /// The dossier's code, or the number of its filing.
    pub code: String,
    pub due: Option<Instant>,
    /// The due date before a calendar moved it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub due_before: Option<Instant>,
    /// The code of the procedure, by which papers have names; empty where the turn is about no dossier.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub procedure: String,
    /// The papers that are missing or asked for; or the reason or basis.
    pub items: Vec<String>,
    /// The last day for it, or the new date of a letter.
    pub day: Option<Day>,
    /// The desk that has the result, or the unit that answers for the delay; its code.
    #[serde(default)]
    pub unit: String,
    /// Why it is late, as the letter says.
    #[serde(default)]
    pub reason: String,
    /// The key of the slip that came with a filing.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub key: String,
}

/// The notices of a result that is ready.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ReadyNotices {
    pub ready: Option<Notice>,
    pub reminders: u32,
}

/// The turn that a notice reports; `None` for a notice that is stored with its words.
#[must_use]
pub fn turn_of(notice: &Notice) -> Option<Turn> {
    let kind = notice.subject.strip_prefix(MARK)?;
    let turn: Turn = serde_json::from_str(&notice.body).ok()?;
    Some(Turn { kind: kind.to_owned(), ..turn })
}

impl Application {
    /// Of each dossier the last notice that its result is ready, or back from the post, without address and words, and the
    /// reminders after it.
    ///
    /// # Errors
    /// The store failed.
    pub fn ready_notices(&self, rows: &[DossierRow]) -> Result<Vec<ReadyNotices>, Failure> {
        let is = |notice: &Notice, kind| notice.subject.strip_prefix(MARK) == Some(kind);
        let bare = |notice| Notice { address: String::new(), body: String::new(), ..notice };
        self.read(|reader| {
            let last = |row: &DossierRow| {
                let mut sent = ReadyNotices::default();
                for notice in reader.notices_of(&row.stream)? {
                    if is(&notice, UNCOLLECTED) {
                        sent.reminders += 1;
                    } else if is(&notice, READY) || is(&notice, RETURNED) {
                        sent = ReadyNotices { ready: Some(bare(notice)), reminders: 0 };
                    }
                }
                Ok(sent)
            };
            rows.iter().map(last).collect()
        })
    }
}

/// What stays of a notice's words after their term: which turn it was, without what was asked for and
/// without a key.
pub(crate) fn bare(notice: &Notice) -> String {
    let turn = turn_of(notice).map(|turn| Turn {
        items: Vec::new(),
        reason: String::new(),
        key: String::new(),
        ..turn
    });
    turn.map(|turn| event_codec::canonical(&turn)).unwrap_or_default()
}

/// The turns among the events of a command: the last one only where the result is in hand already.
pub(crate) fn turns(events: &[(Instant, Event)], due_before: Option<Instant>) -> Vec<Turn> {
    let in_hand = |event: &Event| matches!(event, Event::HandedOver { .. });
    let any = events.iter().any(|(_, event)| in_hand(event));
    let noticed = events.iter().map(|(_, event)| event).filter(|event| !any || in_hand(event));
    noticed.filter_map(|event| turn(event, due_before)).collect()
}

fn turn(event: &Event, due_before: Option<Instant>) -> Option<Turn> {
    let (kind, items) = match event {
        Event::Filed { .. } => (FILED, Vec::new()),
        Event::Received { .. } => ("received", Vec::new()),
        Event::Guided { missing } => ("guided", missing.clone()),
        Event::Refused { reason } => ("refused", vec![reason.clone()]),
        Event::SupplementAsked { items, .. } => ("supplement_asked", items.clone()),
        Event::Paused { basis, .. } => ("paused", vec![basis.clone()]),
        Event::Resumed => ("resumed", Vec::new()),
        Event::Extended { basis, .. } => ("extended", vec![basis.clone()]),
        Event::CalendarChanged { reason, .. } => (DUE_MOVED, vec![reason.clone()]),
        Event::Corrected { .. } => ("corrected", Vec::new()),
        Event::Withdrawn { reason } if reason == NOT_SUPPLIED => ("closed", Vec::new()),
        Event::Withdrawn { reason } => ("withdrawn", vec![reason.clone()]),
        Event::Finished => (READY, Vec::new()),
        Event::PostReturned { .. } => (RETURNED, Vec::new()),
        Event::CollectionReminded { .. } => (UNCOLLECTED, Vec::new()),
        Event::ResultDeclined { .. } => ("not_ready", Vec::new()),
        Event::HandedOver { .. } => ("handed_over", Vec::new()),
        Event::Posted { tracking } => ("posted", vec![tracking.clone()]),
        // The letter itself, on its way; and word of one that goes another way.
        Event::ApologyQueued { .. } => (LETTER, Vec::new()),
        Event::ApologySent { way: None | Some(LetterWay::Post), .. } => ("apology", Vec::new()),
        _ => return None,
    };
    let due_before = due_before.filter(|_| kind == DUE_MOVED);
    Some(Turn { kind: kind.into(), due_before, items, ..Turn::default() })
}

/// The turns whose paper the applicant has in hand, or which come with a paper of their own.
const IN_HAND: [&str; 4] = [FILED, "handed_over", "posted", "apology"];

/// The turns at which the applicant of a dossier filed at the desk stands there and gets the paper in hand.
const AT_THE_DESK: [&str; 4] = ["received", "guided", "refused", "withdrawn"];

/// The channel of a dossier that is filed at the desk.
const COUNTER: &str = "counter";

/// The turns that end a dossier: notices on paper of [`OVERTAKEN`] turns that wait say nothing new.
const OVERTAKES: [&str; 4] = ["handed_over", "posted", "withdrawn", "closed"];

/// The turns that report how far a dossier has come.
const OVERTAKEN: [&str; 13] = [
    "received",
    "guided",
    "supplement_asked",
    "paused",
    "resumed",
    "extended",
    DUE_MOVED,
    "due_moved_paused",
    "corrected",
    READY,
    UNCOLLECTED,
    RETURNED,
    "not_ready",
];

/// The address of a notice on paper: the desk writes it from the dossier. A notice without an address has
/// passed its term.
const ON_PAPER: &str = "-";

/// Whom notices go to, and how.
struct Recipient {
    address: String,
    /// `None`: the person reads them in the account only.
    way: Option<NoticeWay>,
    language: String,
}

/// Where the notices of persons about a dossier go: to the contact of the account that filed it, else of
/// the one that claimed a person, else to the telephone on the slip, else on paper; and as that person
/// chose. No notice goes to a text that is no contact.
fn recipient(
    core: &Core,
    persons: &[String],
    dossier: Option<&str>,
) -> Result<Option<Recipient>, Failure> {
    for person in persons {
        let contact = match core.writer.contact_of(person)? {
            Some(contact) => Some(contact),
            None => core.writer.contact_of_claim(person)?,
        };
        let Some(contact) = contact else { continue };
        let account = core.writer.citizen(&contact)?.map(|citizen| citizen.person);
        let choice = core.writer.notice_choice(account.as_ref().unwrap_or(person))?;
        return Ok(Some(Recipient::of(Contact::read(&contact), choice)));
    }
    // Nothing is known of the address of a person without a dossier.
    let Some(dossier) = dossier else { return Ok(None) };
    let phone = core.writer.phone_of(dossier)?;
    let choice = match persons.first() {
        Some(person) => core.writer.notice_choice(person)?,
        None => NoticeChoice::default(),
    };
    Ok(Some(Recipient::of(phone.as_deref().and_then(Contact::read), choice)))
}

impl Recipient {
    fn of(contact: Option<Contact>, choice: NoticeChoice) -> Self {
        let by_contact = contact.as_ref().map_or(NoticeWay::Paper, Contact::way);
        let way = match (choice.way.as_str(), by_contact) {
            (NO_WAY, NoticeWay::Mail | NoticeWay::Sms) => None,
            ("paper", _) => Some(NoticeWay::Paper),
            ("chat", NoticeWay::Sms) => Some(NoticeWay::Chat),
            _ => Some(by_contact),
        };
        let contact = contact.filter(|_| way != Some(NoticeWay::Paper));
        let address = contact.map_or_else(|| ON_PAPER.to_owned(), |contact| contact.address());
        let language = match choice.language.as_str() {
            "" => Language::Vietnamese.code().to_owned(),
            _ => choice.language,
        };
        Self { address, way, language }
    }
}

/// How notices about a dossier reach its applicant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NoticeReach {
    /// `None`: the person reads them in the account only.
    pub way: Option<NoticeWay>,
    pub language: Language,
    /// Whether a gateway of this server sends them.
    pub is_sent: bool,
}

impl Application {
    /// Sets the ways that have a gateway. Only the first setting holds; where none is made, as in a replay,
    /// every way counts as served.
    pub fn serve_ways(&self, ways: Vec<NoticeWay>) {
        let _ = self.shared.served_ways.set(ways);
    }

    /// Whether any way has a gateway.
    #[must_use]
    pub fn sends_notices(&self) -> bool {
        NoticeWay::SENT.into_iter().any(|way| self.shared.serves(way))
    }

    /// How notices about a dossier reach the applicant: an account, or a telephone on the slip.
    ///
    /// # Errors
    /// The store failed.
    pub fn notices_reach(&self, stream: &str) -> Result<NoticeReach, Failure> {
        let stream = stream.to_owned();
        self.in_log(move |core| {
            let rules = core.rules();
            reach(core, &stream, &rules)
        })
    }
}

pub(crate) fn reach(core: &mut Core, stream: &str, rules: &Rules) -> Result<NoticeReach, Failure> {
    let person = core.load(stream, rules)?.state.filing.person.clone();
    let to = recipient(core, &[person], Some(stream))?;
    let language = to.as_ref().and_then(|to| to.language.parse().ok());
    let way = to.and_then(|to| to.way);
    let is_sent = way.is_some_and(|way| core.shared().serves(way));
    Ok(NoticeReach { way, language: language.unwrap_or(Language::Vietnamese), is_sent })
}

/// Whether a turn says that a result waits at the desk.
pub(crate) fn says_ready(kind: &str) -> bool {
    [READY, UNCOLLECTED, RETURNED].contains(&kind)
}

/// Whether a notice is an apology letter on its way.
pub(crate) fn is_letter(notice: &Notice) -> bool {
    notice.subject.strip_prefix(MARK) == Some(LETTER)
}

/// Posts the events of a command to the dossier's owner, if there is a way to reach the owner.
pub(crate) fn post(
    core: &mut Core,
    done: &Done,
    (turns, slip): (Vec<Turn>, Option<&Slip>),
    rules: &Rules,
    at: Instant,
) -> Result<(), Failure> {
    if turns.is_empty() {
        return Ok(());
    }
    let state = &core.load(&done.stream, rules)?.state;
    let (filing, due) = (state.filing.clone(), state.due());
    let suspended = state.suspended();
    let (until, promised) =
        (state.supplement_until(), state.promises.last().map(|(_, date)| *date));
    let letter = state.letters.last();
    let letter = letter.map(|letter| (letter.unit.clone(), letter.reason.clone(), letter.new_date));
    let letter = letter.unwrap_or_default();
    let desk = state.holds.first().map(|hold| hold.unit.clone()).unwrap_or_default();
    let Some(to) = recipient(core, std::slice::from_ref(&filing.person), Some(&done.stream))?
    else {
        return Ok(());
    };
    let code = spoken_code(&done.stream, &done.code);
    for mut turn in turns {
        if turn.kind == DUE_MOVED && turn.due_before == due {
            continue;
        }
        if turn.kind == DUE_MOVED && suspended {
            turn.kind += "_paused";
        }
        if OVERTAKES.contains(&turn.kind.as_str()) {
            overtake_paper(core, &done.stream, at)?;
        }
        if to.way == Some(NoticeWay::Paper) && is_in_hand(&turn.kind, &filing.channel) {
            continue;
        }
        let (day, unit, reason) = match turn.kind.as_str() {
            "supplement_asked" => (until, "", ""),
            "apology" => (promised, letter.0.as_str(), letter.1.as_str()),
            LETTER => (letter.2, letter.0.as_str(), letter.1.as_str()),
            READY | UNCOLLECTED | RETURNED => (None, desk.as_str(), ""),
            _ => (None, "", ""),
        };
        let (unit, reason) = (unit.to_owned(), reason.to_owned());
        let key = slip.filter(|_| turn.kind == FILED);
        let key = key.map(|slip| slip.key.clone()).unwrap_or_default();
        let (code, procedure) = (code.clone(), filing.procedure.clone());
        let turn = Turn { code, procedure, due, day, unit, reason, key, ..turn };
        write(core, (&to, Some(&done.stream)), &turn, at)?;
    }
    Ok(())
}

/// Whether the applicant has the paper of a turn in hand, so that a notice on paper repeats it.
fn is_in_hand(kind: &str, channel: &str) -> bool {
    IN_HAND.contains(&kind) || (channel == COUNTER && AT_THE_DESK.contains(&kind))
}

/// Ends the notices on paper about a dossier's course that wait. Answers to complaints and to requests
/// about data, which wait at the same dossier, are still owed.
fn overtake_paper(core: &mut Core, stream: &str, at: Instant) -> Result<(), Failure> {
    for notice in core.writer.notices_of(stream)? {
        let kind = notice.subject.strip_prefix(MARK).unwrap_or_default();
        if notice.way == NoticeWay::Paper.code() && OVERTAKEN.contains(&kind) {
            let (id, from, state) = (notice.id, "waiting", "overtaken");
            let (trouble, by, at) = ("", "", at.0);
            core.writer.end_notice(&NoticeEnd { id, from, state, trouble, by, at })?;
        }
    }
    Ok(())
}

/// The code of a dossier, or the number of its filing as it is dictated.
pub(crate) fn spoken_code(stream: &str, code: &str) -> String {
    let number = stream.rsplit('/').next().unwrap_or_default();
    match code {
        "" => spelling::dictated_form(number).unwrap_or_else(|| number.to_owned()),
        code => code.to_owned(),
    }
}

fn write(
    core: &mut Core,
    (to, stream): (&Recipient, Option<&str>),
    turn: &Turn,
    at: Instant,
) -> Result<(), Failure> {
    let subject = format!("{MARK}{}", turn.kind);
    let id = core.writer.post(&NewNotice {
        at: at.0,
        way: to.way.map_or(NO_WAY, NoticeWay::code),
        language: &to.language,
        address: &to.address,
        subject: &subject,
        body: &event_codec::canonical(turn),
        stream,
        expires_at: None,
    })?;
    if to.way.is_none() {
        let (from, state, trouble, by, at) = ("waiting", "kept", "", "", at.0);
        core.writer.end_notice(&NoticeEnd { id, from, state, trouble, by, at })?;
    }
    Ok(())
}

/// Posts a turn to persons who asked for something, at the dossier at which they asked: to the contact of
/// their account, else to the telephone given there.
pub(crate) fn post_to_persons(
    core: &mut Core,
    (persons, dossier): (&[String], Option<&str>),
    turn: &Turn,
    at: Instant,
) -> Result<(), Failure> {
    match recipient(core, persons, dossier)? {
        Some(to) => write(core, (&to, dossier), turn, at),
        None => Ok(()),
    }
}

/// Posts a turn that is no event of the dossier, if there is a way to reach its owner.
pub(crate) fn post_turn(
    core: &mut Core,
    stream: &str,
    turn: Turn,
    rules: &Rules,
    at: Instant,
) -> Result<(), Failure> {
    let state = &core.load(stream, rules)?.state;
    let (person, code) = (state.filing.person.clone(), spoken_code(stream, &state.code));
    match recipient(core, &[person], Some(stream))? {
        Some(to) => write(core, (&to, Some(stream)), &Turn { code, ..turn }, at),
        None => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use dossier::event::PauseReason;

    use super::*;

    #[test]
    fn the_citizen_gets_a_notice_of_what_others_do_to_the_dossier() {
        let (amount, unit) = (1, calendar::Unit::WorkingDays);
        let by = calendar::Amount { amount, unit };
        let withdrawn = |reason: &str| Event::Withdrawn { reason: reason.into() };
        let basis = || "QĐ 1".to_owned();
        let corrected =
            Event::Corrected { target: 0, set: serde_json::Map::new(), reason: "nhầm".into() };
        for (event, kind, items) in [
            (Event::Paused { reason: PauseReason::Agency, basis: basis() }, "paused", "QĐ 1"),
            (Event::Resumed, "resumed", ""),
            (Event::Extended { by, basis: basis() }, "extended", "QĐ 1"),
            (corrected, "corrected", ""),
            (
                Event::PostReturned { reason: dossier::event::ReturnReason::Other },
                "post_returned",
                "",
            ),
            (Event::CollectionReminded { number: 2 }, "uncollected", ""),
            (withdrawn("trùng"), "withdrawn", "trùng"),
            (withdrawn(NOT_SUPPLIED), "closed", ""),
        ] {
            let turns = turns(&[(Instant(0), event)], None);
            let named = turns.iter().map(|turn| (turn.kind.as_str(), turn.items.join("")));
            assert_eq!(named.collect::<Vec<_>>(), [(kind, items.to_owned())]);
        }
    }
}
