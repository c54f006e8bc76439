//! The file of the gateways by which notices leave (docs/notices.md): for mail, SMS and chat a mail server,
//! an HTTP gateway or a program, each problem by line. Secrets and certificates are read by the caller. The
//! module must not know a notice or a connection.

use std::fmt;

use text::{Sentence, contact, sentence};

use crate::SourceFile;
use crate::reader::{Source, Table};
use crate::report::{Problem, Report};
use crate::words::{MailTls, NoticeWay};

/// The gateway of each way; `None` where the file does not name one.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Gateways {
    pub mail: Option<Gateway>,
    pub sms: Option<Gateway>,
    pub chat: Option<Gateway>,
}

/// The gateway of a way.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Gateway {
    /// A mail server.
    Smtp(MailServer),
    /// An address that takes notices as JSON.
    Http(HttpGateway),
    /// A program that takes one notice on its standard input.
    Program(String),
}

/// A mail server.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MailServer {
    pub host: String,
    pub port: u16,
    pub tls: MailTls,
    /// The mail address of the agency.
    pub from: String,
    /// The name with it; the name of the agency where empty.
    pub from_name: Option<String>,
    /// User and password.
    pub login: Option<(String, Secret)>,
    /// The certificates to trust, as PEM; those of the system where `None`.
    pub authorities: Option<String>,
}

/// An address that takes notices as JSON.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HttpGateway {
    pub url: String,
    pub token: Option<Secret>,
    /// The certificates to trust, as PEM; those of the system where `None`.
    pub authorities: Option<String>,
}

/// A secret, which no log and no message shows.
#[derive(Clone, PartialEq, Eq)]
pub struct Secret(pub String);

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Secret(…)")
    }
}

/// A place outside the file whose content the file needs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outside<'a> {
    /// A secret in a file.
    SecretFile(&'a str),
    /// A secret in a variable of the environment.
    SecretVariable(&'a str),
    /// Certificates in a file, as PEM.
    Certificates(&'a str),
}

/// Reads a place outside the file, or says why that is not possible.
pub type ReadOutside<'a> = &'a dyn Fn(Outside<'_>) -> Result<String, Sentence>;

/// Reads the file.
///
/// # Errors
/// Every problem of the file, by line.
pub fn read(file: &SourceFile, outside: ReadOutside<'_>) -> Result<Gateways, Vec<Problem>> {
    let report = Report::default();
    let source = Source::parse(file, &report);
    let root = source.root();
    let [mail, sms, chat] = NoticeWay::SENT.map(|way| {
        let sample = sentence!("a table [{way}]", way = way.code());
        let table = root.optional_table(way.code(), &sample)?;
        gateway(&table, way, outside)
    });
    root.close();
    let none = mail.is_none() && sms.is_none() && chat.is_none();
    if none && report.is_empty() {
        let text = sentence!("no way is named; write [mail], [sms] or [chat]");
        root.report("", text);
    }
    let problems = report.into_problems();
    if problems.is_empty() { Ok(Gateways { mail, sms, chat }) } else { Err(problems) }
}

fn gateway(table: &Table<'_>, way: NoticeWay, outside: ReadOutside<'_>) -> Option<Gateway> {
    let keys = match way {
        NoticeWay::Mail => &["server", "url", "program"][..],
        _ => &["url", "program"],
    };
    let named: Vec<&str> = keys.iter().copied().filter(|key| table.has(key)).collect();
    let gateway = match named[..] {
        ["server"] => Some(Gateway::Smtp(mail_server(table, outside))),
        ["url"] => Some(Gateway::Http(http_gateway(table, outside))),
        ["program"] => Some(Gateway::Program(table.text("program"))),
        _ => {
            let (way, keys) = (way.code(), keys.join(", "));
            let text = sentence!("[{way}] goes by one of {keys}; write one", way, keys);
            table.report("", text);
            return None;
        }
    };
    table.close();
    gateway
}

fn mail_server(table: &Table<'_>, outside: ReadOutside<'_>) -> MailServer {
    let host = table.text("server");
    let tls = table.word::<MailTls>("tls");
    if tls == MailTls::None && !is_loopback(&host) {
        let text = sentence!(
            "tls = \"none\" sends notices in the clear; it is for a server on this machine (127.0.0.1)"
        );
        table.report("tls", text);
    }
    let is_plain = |c: char| c.is_ascii_alphanumeric() || ".-:[]".contains(c);
    if !host.chars().all(is_plain) || host.matches(':').count() == 1 {
        let text = sentence!(
            "{host:?} is no name of a server; write mail.example.vn, and the port as port",
            host = &host
        );
        table.report("server", text);
    }
    let port = table.optional_integer("port", 1..=65_535);
    let from = table.text("from");
    let address = contact::read(&from).filter(|address| address.contains('@'));
    if address.is_none() && table.has("from") {
        let text =
            sentence!("{from:?} is no mail address; write from = \"motcua@example.vn\"", from);
        table.report("from", text);
    }
    let user = table.optional_text("user");
    let password = secret(table, ("password_file", "password_variable"), outside);
    if user.is_some() != password.is_some() && !table.has_problem() {
        let text = sentence!("user and password belong together; write user and password_file");
        table.report("user", text);
    }
    MailServer {
        host,
        // The range of `optional_integer`.
        port: port.and_then(|port| u16::try_from(port).ok()).unwrap_or(tls.port()),
        tls,
        from: address.unwrap_or_default(),
        from_name: table.optional_text("from_name"),
        login: user.zip(password),
        authorities: authorities(table, outside),
    }
}

fn http_gateway(table: &Table<'_>, outside: ReadOutside<'_>) -> HttpGateway {
    let url = table.text("url");
    let host = url.strip_prefix("http://").map(|rest| rest.split('/').next().unwrap_or_default());
    let is_clear = host.is_some_and(|host| !is_loopback(host));
    let is_plain = url.chars().all(|c| c.is_ascii_graphic() && !"#@\\\"<>".contains(c));
    if is_clear || !is_plain || !(host.is_some() || url.starts_with("https://")) {
        let text = sentence!(
            "{url:?} is no address of a gateway; write https://… (http:// only on this machine, 127.0.0.1)",
            url = &url
        );
        table.report("url", text);
    }
    let token = secret(table, ("token_file", "token_variable"), outside);
    HttpGateway { url, token, authorities: authorities(table, outside) }
}

/// Whether a host, with or without a port, is this machine.
fn is_loopback(host: &str) -> bool {
    let name = match host.strip_prefix('[') {
        Some(rest) => rest.split(']').next().unwrap_or_default(),
        None => host.split(':').next().unwrap_or_default(),
    };
    matches!(name, "localhost" | "127.0.0.1" | "::1")
}

/// A secret in a file or in a variable of the environment, never in this file.
fn secret(
    table: &Table<'_>,
    (file, variable): (&'static str, &'static str),
    outside: ReadOutside<'_>,
) -> Option<Secret> {
    let (in_file, in_variable) = (table.optional_text(file), table.optional_text(variable));
    let (key, place) = match (&in_file, &in_variable) {
        (Some(_), Some(_)) => {
            table.report(
                file,
                sentence!("{file} and {variable} both name it; keep one", file, variable),
            );
            return None;
        }
        (Some(path), None) => (file, Outside::SecretFile(path)),
        (None, Some(name)) => (variable, Outside::SecretVariable(name)),
        (None, None) => return None,
    };
    content(table, key, place, outside)
        .map(|text| Secret(text.trim_end_matches(['\n', '\r']).into()))
}

fn authorities(table: &Table<'_>, outside: ReadOutside<'_>) -> Option<String> {
    let path = table.optional_text("ca_file")?;
    content(table, "ca_file", Outside::Certificates(&path), outside)
}

fn content(
    table: &Table<'_>,
    key: &str,
    place: Outside<'_>,
    outside: ReadOutside<'_>,
) -> Option<String> {
    match outside(place) {
        Ok(text) if text.trim().is_empty() => {
            table.report(key, sentence!("what {key} names is empty", key));
            None
        }
        Ok(text) => Some(text),
        Err(why) => {
            table.report(key, why);
            None
        }
    }
}
