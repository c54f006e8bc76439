//! The commands that write, as values: executed here where no server has opened the folder,
//! otherwise by the server, so that there is one writer. The module must not know the command line
//! or the bytes on a socket.

use std::path::Path;

use app::{Application, DueMove, ErasedAgain, Failure, ImportSummary, NewAccount, RuleFiles};
use calendar::{Day, Instant};
use register::Dossier;
use serde::{Deserialize, Serialize};
use text::{Sentence, ToSentence, sentence};

use crate::command_error::{CommandError, refused};
use crate::commands::{CLOCK, machine_now, now_of};
use crate::socket::{self, Connection};

/// Opens a folder, and carries out again the erasures that a restored backup does not have.
///
/// # Errors
/// The folder is in use, foreign, damaged or newer, or its list of erasures does not read.
pub fn open(data: &Path) -> Result<(Application, ErasedAgain), CommandError> {
    let app = Application::open(data).map_err(refused)?;
    let again = app.erase_again(machine_now()).map_err(refused)?;
    Ok((app, again))
}

/// A request of a command to the folder. Secrets are passed as digests only.
#[derive(Debug, Serialize, Deserialize)]
pub enum Request {
    /// The code of the agency whose rules are in force.
    Agency,
    /// Imports some dossiers of an old register.
    ImportPart { register: String, zone: String, dossiers: Vec<Dossier> },
    /// Records the end of an import.
    ImportEnd { register: String, imported: usize, already_on_record: usize },
    /// Removes an imported register with all its rows.
    RemoveRegister { register: String },
    /// Puts rules files in force: (path, text) of all of them, or of those that change.
    PutRules { files: Vec<(String, String)>, whole: bool, reason: String },
    /// Freezes the tables of a month of the agency.
    CloseMonth { month: String },
    /// Makes a paper of a dossier as PDF; `kind` is the word of the paper.
    Paper { code: String, register: Option<String>, kind: String, site: Option<String> },
    /// Makes the register book of some days as PDF.
    RegisterBook { register: Option<String>, from: Day, to: Day },
    /// Makes a book of certifications of some days as PDF; of an office, or of every one.
    CertificationBook { book: String, unit: Option<String>, from: Day, to: Day },
    /// Creates an officer's account, or resets it.
    PutAccount { officer: String, password_hash: String },
}

impl Request {
    /// The request to put rules files in force.
    pub fn put_rules(files: RuleFiles, reason: String) -> Self {
        let (files, whole) = match files {
            RuleFiles::Whole(files) => (files, true),
            RuleFiles::Amending(files) => (files, false),
        };
        let files = files.into_iter().map(|file| (file.path, file.text)).collect();
        Self::PutRules { files, whole, reason }
    }
}

/// The answer to a request.
#[derive(Debug, Serialize, Deserialize)]
pub enum Reply {
    Agency(Option<String>),
    Imported {
        imported: usize,
        already_on_record: usize,
        differing: Vec<(String, String)>,
    },
    Removed(usize),
    InForce {
        procedures: usize,
        officers: usize,
        moves: Vec<DueMove>,
    },
    Login(String),
    /// The bytes of a PDF file.
    Paper(Vec<u8>),
    Done,
    /// The request was not carried out; the sentence states the reason and the remedy.
    Failed(Sentence),
}

/// The owner of the folder's lock, which carries out the requests of a command.
#[derive(Debug)]
pub enum Target {
    /// The process of the command has locked the folder.
    Own(Box<Application>),
    /// A server has locked the folder.
    Server(Connection),
}

impl Target {
    /// Connects to the server that has locked a folder, or otherwise opens the folder, which is
    /// created where none exists.
    ///
    /// # Errors
    /// [`CommandError::Refused`] where the server is of another version, another process has locked the
    /// folder, or the folder is foreign, damaged or newer.
    pub fn of(data: &Path) -> Result<Self, CommandError> {
        if let Some(connection) = Connection::open(data)? {
            return Ok(Self::Server(connection));
        }
        let (app, _) = open(data)?;
        // The lock was free, so a server that was killed left the socket.
        socket::remove(data);
        Ok(Self::Own(Box::new(app)))
    }

    /// Sends a request to the owner of the folder's lock and waits for the answer.
    ///
    /// # Errors
    /// [`CommandError::Refused`] where the request is refused, or the server ended before its answer.
    pub fn ask(&mut self, request: Request) -> Result<Reply, CommandError> {
        let reply = match self {
            Self::Own(app) => carry_out(app, request),
            Self::Server(connection) => connection.ask(&request)?,
        };
        match reply {
            Reply::Failed(line) => Err(CommandError::Refused(line)),
            reply => Ok(reply),
        }
    }
}

/// The error for an answer that belongs to another kind of request.
pub fn unexpected_reply(reply: &Reply) -> CommandError {
    CommandError::Refused(sentence!(
        "the server answered {reply}; restart it, then run the command again",
        reply = format_args!("{reply:?}")
    ))
}

/// Carries a request out.
pub fn carry_out(app: &Application, request: Request) -> Reply {
    handle(app, request).unwrap_or_else(|failure| Reply::Failed(failure.to_sentence()))
}

fn handle(app: &Application, request: Request) -> Result<Reply, Failure> {
    Ok(match request {
        Request::Agency => {
            Reply::Agency(app.rules().agency.as_ref().map(|agency| agency.code.clone()))
        }
        Request::ImportPart { register, zone, dossiers } => {
            let taken = app.import_part(&register, &zone, dossiers, machine_now())?;
            let ImportSummary { imported, already: already_on_record, differing } = taken;
            Reply::Imported { imported, already_on_record, differing }
        }
        Request::ImportEnd { register, imported, already_on_record } => {
            let summary =
                ImportSummary { imported, already: already_on_record, ..ImportSummary::default() };
            app.import_end(&register, &summary, machine_now())?;
            Reply::Done
        }
        Request::RemoveRegister { register } => {
            match app.remove_register(&register, machine_now())? {
                Ok(dossiers) => Reply::Removed(dossiers),
                Err(kept) => Reply::Failed(sentence!(
                    "{register} is not removed: {kept}",
                    register,
                    kept = kept.to_sentence()
                )),
            }
        }
        Request::PutRules { files, whole, reason } => {
            let files =
                files.into_iter().map(|(path, text)| rules::SourceFile { path, text }).collect();
            let files = if whole { RuleFiles::Whole(files) } else { RuleFiles::Amending(files) };
            // The legal clock decides what is in force.
            let now = now_of(app.ask(|inquiry| inquiry.meta(CLOCK))?);
            let moves = app.put_rules(&app::AgencyPermit::to_put_rules(), files, &reason, now)?;
            let rules = app.rules();
            let officers = rules.agency.as_ref().map_or(0, |agency| agency.officers.len());
            Reply::InForce { procedures: rules.procedures.len(), officers, moves }
        }
        Request::CloseMonth { month } => {
            // The legal clock decides whether the month has ended.
            let now = now_of(app.ask(|inquiry| inquiry.meta(CLOCK))?);
            app.close_month(&app::AgencyPermit::to_close_month(&month), None, None, now)?;
            Reply::Done
        }
        Request::Paper { code, register, kind, site } => {
            paper(app, (&code, register.as_deref()), &kind, site)?
        }
        Request::RegisterBook { register, from, to } => {
            register_book(app, register.as_deref(), (from, to))?
        }
        Request::CertificationBook { book, unit, from, to } => {
            certification_book(app, (&book, unit), (from, to))?
        }
        Request::PutAccount { officer, password_hash } => {
            let account = NewAccount {
                officer: &officer,
                password: &password_hash,
                totp: "",
                must_change: true,
            };
            Reply::Login(app.put_account(&account, machine_now())?)
        }
    })
}

/// Makes a paper of a dossier, and records that it was shown.
fn paper(
    app: &Application,
    (code, register): (&str, Option<&str>),
    kind: &str,
    site: Option<String>,
) -> Result<Reply, Failure> {
    let failed = |line: Sentence| Ok(Reply::Failed(line));
    let kinds = web::PaperKind::ALL.iter().map(|kind| kind.code()).collect::<Vec<_>>().join(", ");
    let Some(kind) = web::PaperKind::of(kind) else {
        return failed(sentence!("no paper {kind:?}; one of {kinds}", kind, kinds));
    };
    let now = now_of(app.ask(|inquiry| inquiry.meta(CLOCK))?);
    if matches!(kind, web::PaperKind::HandoverList | web::PaperKind::ResultList) {
        return handover_list(app, (code, kind), now);
    }
    let Some(dossier) = app.dossier_of_owner(code, register, now)? else {
        return failed(sentence!(
            "no dossier {code:?}; `motcua list` prints the codes of a figure",
            code
        ));
    };
    let Some(data) = dossier.data.given() else {
        return failed(sentence!("the showing cannot be put on record: free space on the disk"));
    };
    let (rules, kind_code) = (app.rules(), kind.code());
    let site = site.or_else(|| rules.agency.as_ref()?.site.clone());
    let money = app.money_of(&dossier.view)?;
    let subject = web::PaperSubject {
        rules: &rules,
        view: &dossier.view,
        data: &data,
        money: &money,
        desk: &dossier.desk,
        site: site.as_deref(),
        now,
    };
    match web::paper(kind, &subject) {
        Ok(Some(bytes)) => Ok(Reply::Paper(bytes)),
        Ok(None) => {
            let has: Vec<&str> = web::PaperKind::ALL
                .iter()
                .filter(|kind| kind.is_of(&dossier.view))
                .map(|kind| kind.code())
                .collect();
            let has = has.join(", ");
            failed(sentence!(
                "dossier {code} has no {kind_code}; it has: {has}",
                code,
                kind_code,
                has
            ))
        }
        Err(line) => failed(line),
    }
}

/// Makes the paper of a hand-over list, and records that it was shown.
fn handover_list(
    app: &Application,
    (id, kind): (&str, web::PaperKind),
    now: Instant,
) -> Result<Reply, Failure> {
    let list = app.handover_list_of_owner(id, now)?;
    let list = list.filter(|list| list.list.list.is_some_and(|of| of.paper() == kind.code()));
    let Some(list) = list else {
        let kind = kind.code();
        return Ok(Reply::Failed(sentence!(
            "no {kind} {id:?}; the address of a list's page ends with its name, as in \
             MC.{kind}.2026.12",
            kind,
            id
        )));
    };
    if list.applicants.is_withheld() {
        return Ok(Reply::Failed(sentence!(
            "the showing cannot be put on record: free space on the disk"
        )));
    }
    let rules = app.rules();
    let zone = &rules.deadline_calendar().zone;
    Ok(match web::handover_list(&web::HandoverPaper { rules: &rules, list: &list, zone, now }) {
        Ok(Some(bytes)) => Reply::Paper(bytes),
        Ok(None) => Reply::Failed(sentence!("no form of these days has this list")),
        Err(line) => Reply::Failed(line),
    })
}

/// Makes the register book of some days, and records that it was shown.
fn register_book(
    app: &Application,
    register: Option<&str>,
    (from, to): (Day, Day),
) -> Result<Reply, Failure> {
    let now = now_of(app.ask(|inquiry| inquiry.meta(CLOCK))?);
    let lines = match app.register_book_of_owner(register, (from, to), now)? {
        Ok(name) => name,
        Err(unknown) => return Ok(Reply::Failed(unknown.to_sentence())),
    };
    let Some(lines) = lines.given() else {
        return Ok(Reply::Failed(sentence!(
            "the showing cannot be put on record: free space on the disk"
        )));
    };
    let rules = app.rules();
    let zone = &rules.deadline_calendar().zone;
    let book = web::RegisterBook { rules: &rules, lines: &lines, from, to, zone, now };
    Ok(match web::register_book(&book) {
        Ok(Some(bytes)) => Reply::Paper(bytes),
        Ok(None) => Reply::Failed(sentence!("no form of these days has a register book")),
        Err(line) => Reply::Failed(line),
    })
}

/// Makes a book of certifications of some days, and records that it was shown.
fn certification_book(
    app: &Application,
    (book, unit): (&str, Option<String>),
    (from, to): (Day, Day),
) -> Result<Reply, Failure> {
    let rules = app.rules();
    if let Some(unit) = unit.as_deref().filter(|unit| rules.unit(unit).is_none()) {
        return Ok(Reply::Failed(sentence!("no unit {unit:?} in the rules in force", unit)));
    }
    let Some(book) = rules::CertificationBook::from_code(book) else {
        return Ok(Reply::Failed(sentence!("no book of certifications {book:?}", book)));
    };
    let now = now_of(app.ask(|inquiry| inquiry.meta(CLOCK))?);
    let zone = &rules.deadline_calendar().zone;
    let (start, end) = (zone.at(from, 0), zone.at(to.plus(1), 0));
    let part = app::BookPart { book, office: unit, from: start, to: end };
    let Some(lines) = app.certification_book_of_owner(&part, now)?.given() else {
        return Ok(Reply::Failed(sentence!(
            "the showing cannot be put on record: free space on the disk"
        )));
    };
    let days = (from, to);
    let paper = web::CertificationBookPaper { rules: &rules, book, lines: &lines, days, zone, now };
    Ok(match web::certification_book(&paper) {
        Ok(Some(bytes)) => Reply::Paper(bytes),
        Ok(None) => Reply::Failed(sentence!("no form of these days has a book of certifications")),
        Err(line) => Reply::Failed(line),
    })
}
