//! A notice as a mail, handed to the agency's mail server (SMTP, RFC 5321): one connection a mail, secured
//! before anything is said of it. The module must not know the outbox.

use std::error::Error as _;
use std::net::IpAddr;
use std::time::{Duration, UNIX_EPOCH};

use app::Trouble;
use lettre::message::Mailbox;
use lettre::message::header::{ContentType, HeaderName, HeaderValue};
use lettre::transport::smtp::Error;
use lettre::transport::smtp::authentication::{Credentials, DEFAULT_MECHANISMS};
use lettre::transport::smtp::client::{
    AsyncSmtpConnection, Certificate, CertificateStore, TlsParameters,
};
use lettre::transport::smtp::commands::{Data, Mail, Rcpt};
use lettre::transport::smtp::extension::{ClientId, Extension, MailParameter};
use lettre::{Address, Message as Letter};
use rules::MailTls;
use rules::gateways::MailServer as Settings;
use text::{Sentence, sentence};

use super::gateway::Message;
use super::tls;

/// The longest wait for the end of a connection, when the mail is taken already.
const QUIT: Duration = Duration::from_secs(2);

/// The code for an address with other letters than ASCII at a server that knows only these.
const NOT_ASCII: u16 = 553;
/// The code for a way to sign in that the server does not know.
const NO_MECHANISM: u16 = 504;

/// The agency's mail server.
pub struct MailServer {
    settings: Settings,
    from: Address,
    tls: Option<TlsParameters>,
}

/// The step of the conversation that the server refused.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Step {
    /// Greeting, user and sender: nothing that concerns the mail.
    Agency,
    Address,
    Content,
}

impl MailServer {
    /// # Errors
    /// Certificates cannot be read.
    pub fn new(settings: Settings) -> Result<Self, Sentence> {
        let from = settings.from.parse();
        let from =
            from.map_err(|_| sentence!("{from:?} is no mail address", from = &settings.from))?;
        let tls = match settings.tls {
            MailTls::None => None,
            MailTls::StartTls | MailTls::Implicit => Some(parameters(&settings)?),
        };
        Ok(Self { settings, from, tls })
    }

    /// Host and port.
    pub fn name(&self) -> String {
        format!("{}:{}", self.settings.host, self.settings.port)
    }

    /// Sends a message.
    ///
    /// # Errors
    /// The reason why the server did not take it.
    pub async fn send(&self, message: &Message) -> Result<(), Trouble> {
        let to: Address = message.to.parse().map_err(|_| Trouble::NoAddress(NOT_ASCII))?;
        let letter = self.letter(message, to.clone())?;
        let mut connection = self.connect().await?;
        let sent = converse(&mut connection, &self.from, to, &letter).await;
        // The outcome is known; nothing waits for the end of the connection.
        tokio::spawn(async move {
            let _ = tokio::time::timeout(QUIT, connection.quit()).await;
        });
        sent
    }

    /// Connects and signs in.
    async fn connect(&self) -> Result<AsyncSmtpConnection, Trouble> {
        let of_agency = |error: Error| trouble(Step::Agency, &error);
        let Settings { host, port, login, tls, .. } = &self.settings;
        let hello = ClientId::Domain(self.from.domain().to_owned());
        let address = (host.trim_matches(['[', ']']), *port);
        let implicit = self.tls.clone().filter(|_| *tls == MailTls::Implicit);
        let connected =
            AsyncSmtpConnection::connect_tokio1(address, None, &hello, implicit, None::<IpAddr>);
        let mut connection = connected.await.map_err(of_agency)?;
        if let Some(tls) = self.tls.clone().filter(|_| *tls == MailTls::StartTls) {
            // A server without STARTTLS is an error of this client.
            let secured = connection.starttls(tls, &hello).await;
            secured.map_err(|error| match error.is_client() {
                true => Trouble::NotSecure,
                false => of_agency(error),
            })?;
        }
        if let Some((user, password)) = login {
            let credentials = Credentials::new(user.clone(), password.0.clone());
            let signed_in = connection.auth(DEFAULT_MECHANISMS, &credentials).await;
            // So is a server without a way to sign in that both know.
            signed_in.map_err(|error| match error.is_client() {
                true => Trouble::SetUp(NO_MECHANISM),
                false => of_agency(error),
            })?;
        }
        Ok(connection)
    }

    /// The letter as bytes: the same ones each time that the notice is tried.
    fn letter(&self, message: &Message, to: Address) -> Result<Vec<u8>, Trouble> {
        let name = self.settings.from_name.as_ref().unwrap_or(&message.sender);
        let name = Some(name.clone()).filter(|name| !name.is_empty());
        let raw = |name, value: &str| {
            HeaderValue::new(HeaderName::new_from_ascii_str(name), value.to_owned())
        };
        let at = UNIX_EPOCH + Duration::from_millis(message.at.unsigned_abs());
        let letter = Letter::builder()
            .from(Mailbox::new(name, self.from.clone()))
            .to(Mailbox::new(None, to))
            .subject(message.subject.as_str())
            .date(at)
            .message_id(Some(format!("<{}@{}>", message.id, self.from.domain())))
            .raw_header(raw("Auto-Submitted", "auto-generated"))
            .raw_header(raw("Content-Language", message.language))
            .header(ContentType::TEXT_PLAIN)
            .body(message.text.clone());
        letter.map(|letter| letter.formatted()).map_err(|_| Trouble::Refused(NOT_ASCII))
    }
}

fn parameters(settings: &Settings) -> Result<TlsParameters, Sentence> {
    let mut builder = TlsParameters::builder(settings.host.trim_matches(['[', ']']).to_owned())
        .certificate_store(CertificateStore::None);
    for authority in tls::authorities(settings.authorities.as_deref())? {
        // A certificate of the system that cannot be read is left out.
        if let Ok(authority) = Certificate::from_der(authority.to_vec()) {
            builder = builder.add_root_certificate(authority);
        }
    }
    builder.build().map_err(|_| {
        sentence!("none of the certificates to trust can be used; name another ca_file")
    })
}

/// Says the sender, the address and the letter; the server has taken it where it says so at the end.
async fn converse(
    connection: &mut AsyncSmtpConnection,
    from: &Address,
    to: Address,
    letter: &[u8],
) -> Result<(), Trouble> {
    let utf8 = !AsRef::<str>::as_ref(&to).is_ascii();
    if utf8 && !connection.server_info().supports_feature(Extension::SmtpUtfEight) {
        return Err(Trouble::NoAddress(NOT_ASCII));
    }
    let parameters = if utf8 { vec![MailParameter::SmtpUtfEight] } else { Vec::new() };
    let of = |step| move |error: Error| trouble(step, &error);
    let sender = Mail::new(Some(from.clone()), parameters);
    connection.command(sender).await.map_err(of(Step::Agency))?;
    connection.command(Rcpt::new(to, Vec::new())).await.map_err(of(Step::Address))?;
    connection.command(Data).await.map_err(of(Step::Content))?;
    connection.message(letter).await.map_err(of(Step::Content))?;
    Ok(())
}

/// What an error says about the mail. A refusal for good of what belongs to the agency is its settings'.
fn trouble(step: Step, error: &Error) -> Trouble {
    let Some(code) = error.status().map(u16::from) else {
        return if of_tls(error) { Trouble::NotSecure } else { Trouble::Unreachable };
    };
    let said = error.source().map(ToString::to_string).unwrap_or_default();
    let status = said.split_whitespace().next().filter(|word| word.split('.').count() == 3);
    match (step, status.unwrap_or_default()) {
        _ if error.is_transient() => Trouble::Later(code),
        (Step::Agency, _) => Trouble::SetUp(code),
        // The server does not send for this agency.
        (Step::Address, status) if status.starts_with("5.7.") => Trouble::SetUp(code),
        (Step::Address, status) if status.starts_with("5.1.") => Trouble::NoAddress(code),
        (Step::Address, "") if matches!(code, 550 | 551 | 553) => Trouble::NoAddress(code),
        _ => Trouble::Refused(code),
    }
}

/// Whether a connection failed because it could not be made secure.
fn of_tls(error: &Error) -> bool {
    let causes = std::iter::successors(error.source(), |&cause| cause.source());
    let mut io = causes.filter_map(|cause| cause.downcast_ref::<std::io::Error>());
    error.is_tls()
        || io.any(|cause| cause.get_ref().is_some_and(|inner| inner.is::<rustls::Error>()))
}
