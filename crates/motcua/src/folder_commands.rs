//! The commands that write, as values: carried out here where no server holds the folder, else by
//! the server, so that there is one writer. Knows no command line and no bytes on a socket.

use std::path::Path;

use app::{Application, Failure, ImportSummary, NewAccount};
use register::Dossier;
use serde::{Deserialize, Serialize};

use crate::commands::{CLOCK, machine_now, now_of};
use crate::ending::{End, refused};
use crate::socket::{self, Connection};

/// What a command asks of the folder. Secrets come as digests only.
#[derive(Debug, Serialize, Deserialize)]
pub enum Request {
    /// The code of the agency whose rules are in force.
    Agency,
    /// Take over some dossiers of an old register.
    ImportPart { register: String, zone: String, dossiers: Vec<Dossier> },
    /// Put an import on record.
    ImportEnd { register: String, imported: usize, already: usize },
    /// Put rules files in force: paths and texts.
    PutRules { files: Vec<(String, String)> },
    /// Make an officer's account, or set it back.
    PutAccount { officer: String, password_hash: String },
}

/// What it answers.
#[derive(Debug, Serialize, Deserialize)]
pub enum Reply {
    Agency(Option<String>),
    Imported {
        imported: usize,
        already: usize,
    },
    InForce {
        procedures: usize,
        officers: usize,
    },
    Login(String),
    Done,
    /// It did not happen; the line says why, and the mend.
    Failed(String),
}

/// Where a command's requests go.
#[derive(Debug)]
pub enum Target {
    /// This process holds the folder.
    Own(Box<Application>),
    /// A server holds it.
    Server(Connection),
}

impl Target {
    /// The server that holds a folder, or else the folder, which is made where there is none.
    ///
    /// # Errors
    /// The server is of another version; another process holds the folder; it is foreign, damaged
    /// or newer.
    pub fn of(data: &Path) -> Result<Self, End> {
        if let Some(connection) = Connection::open(data)? {
            return Ok(Self::Server(connection));
        }
        let app = Application::open(data).map_err(refused)?;
        // The present holder of the folder is no server: the socket was left by one that was
        // killed.
        socket::remove(data);
        Ok(Self::Own(Box::new(app)))
    }

    /// Has a request carried out.
    ///
    /// # Errors
    /// It is refused, or the server ended before it answered.
    pub fn ask(&mut self, request: Request) -> Result<Reply, End> {
        let reply = match self {
            Self::Own(app) => carry_out(app, request),
            Self::Server(connection) => connection.ask(&request)?,
        };
        match reply {
            Reply::Failed(line) => Err(End::Refused(line)),
            reply => Ok(reply),
        }
    }
}

/// An answer to another request than the one that was made.
pub fn unexpected(reply: &Reply) -> End {
    End::Refused(format!("the server answered {reply:?}; restart it, then run the command again"))
}

/// Carries a request out.
pub fn carry_out(app: &Application, request: Request) -> Reply {
    tried(app, request).unwrap_or_else(|failure| Reply::Failed(failure.to_string()))
}

fn tried(app: &Application, request: Request) -> Result<Reply, Failure> {
    Ok(match request {
        Request::Agency => {
            Reply::Agency(app.rules().agency.as_ref().map(|agency| agency.code.clone()))
        }
        Request::ImportPart { register, zone, dossiers } => {
            let taken = app.import_part(&register, &zone, dossiers, machine_now())?;
            Reply::Imported { imported: taken.imported, already: taken.already }
        }
        Request::ImportEnd { register, imported, already } => {
            app.import_end(&register, ImportSummary { imported, already }, machine_now())?;
            Reply::Done
        }
        Request::PutRules { files } => {
            let files: Vec<rules::SourceFile> =
                files.into_iter().map(|(path, text)| rules::SourceFile { path, text }).collect();
            // What is in force follows the law's clock.
            let now = now_of(app.ask(|inquiry| inquiry.meta(CLOCK))?);
            app.put_in_force(&app::AgencyPermit::to_put_rules(), &files, "rules put", now)?;
            let rules = app.rules();
            let officers = rules.agency.as_ref().map_or(0, |agency| agency.officers.len());
            Reply::InForce { procedures: rules.procedures.len(), officers }
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
