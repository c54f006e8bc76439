//! The gateway of each way by which notices leave: from the settings of the agency to one that takes
//! notices, and what each receives of one. The module must not know the outbox.

use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use app::Trouble;
use rules::NoticeWay;
use rules::gateways::{Gateway as Setting, Gateways as Settings};
use text::{Sentence, sentence};

use super::http_gateway::HttpGateway;
use super::mail::MailServer;
use super::program;

/// A notice as a gateway receives it.
#[derive(Clone, Debug)]
pub struct Message {
    /// The name of the notice, by which a gateway drops a repeat.
    pub id: String,
    pub way: NoticeWay,
    pub to: String,
    pub subject: String,
    pub text: String,
    /// The language of both texts, as in an address.
    pub language: &'static str,
    /// The name of the agency.
    pub sender: String,
    /// The instant of the notice, in milliseconds.
    pub at: i64,
}

impl Message {
    /// The message as JSON, as `docs/notices.md` describes it.
    pub fn in_json(&self) -> String {
        let Self { id, way, to, subject, text, language, .. } = self;
        serde_json::json!({
            "id": id, "way": way.code(), "to": to, "subject": subject, "text": text,
            "language": language,
        })
        .to_string()
    }
}

/// A gateway that takes notices.
pub enum Gateway {
    Program(PathBuf),
    Mail(Box<MailServer>),
    Http(HttpGateway),
}

impl Gateway {
    /// Hands a message over.
    ///
    /// # Errors
    /// [`Trouble`], the reason why the message is not taken.
    pub async fn hand_over(&self, message: &Message, limit: Duration) -> Result<(), Trouble> {
        match self {
            Self::Program(program) => program::run(program, &message.in_json(), limit).await,
            Self::Mail(server) => within(limit, server.send(message)).await,
            Self::Http(gateway) => within(limit, gateway.post(message)).await,
        }
    }

    fn of(setting: Setting) -> Result<Self, Sentence> {
        Ok(match setting {
            Setting::Program(program) => Self::Program(program.into()),
            Setting::Smtp(settings) => Self::Mail(Box::new(MailServer::new(settings)?)),
            Setting::Http(settings) => Self::Http(HttpGateway::new(settings)?),
        })
    }

    /// What an operator reads about it.
    fn described(&self) -> Sentence {
        match self {
            Self::Program(program) => {
                sentence!("by the program {program}", program = program.display().to_string())
            }
            Self::Mail(server) => sentence!("by the mail server {name}", name = server.name()),
            Self::Http(gateway) => sentence!("by the gateway {name}", name = gateway.name()),
        }
    }
}

async fn within(
    limit: Duration,
    run: impl Future<Output = Result<(), Trouble>>,
) -> Result<(), Trouble> {
    tokio::time::timeout(limit, run).await.unwrap_or(Err(Trouble::Time))
}

/// The gateway of each way; `None` for a way whose notices wait.
pub struct Gateways([Option<Arc<Gateway>>; NoticeWay::SENT.len()]);

impl Gateways {
    /// The gateways of the settings; ways that the settings do not name go by the program.
    ///
    /// # Errors
    /// A gateway cannot be used as it is set; the way is named.
    pub fn new(settings: Settings, program: Option<PathBuf>) -> Result<Self, Sentence> {
        let Settings { mail, sms, chat } = settings;
        let mut gateways = [None, None, None];
        let settings = NoticeWay::SENT.into_iter().zip([mail, sms, chat]);
        for (gateway, (way, setting)) in gateways.iter_mut().zip(settings) {
            let of = |why| sentence!("[{way}]: {why}", way = way.code(), why);
            *gateway = setting.map(Gateway::of).transpose().map_err(of)?.map(Arc::new);
            if gateway.is_none() {
                *gateway = program.clone().map(|program| Arc::new(Gateway::Program(program)));
            }
        }
        Ok(Self(gateways))
    }

    /// The gateway of a way, and the way by which it sends: messages of a chat service go as SMS where the
    /// service has no gateway.
    pub fn of(&self, way: NoticeWay) -> Option<(NoticeWay, &Arc<Gateway>)> {
        let [mail, sms, chat] = &self.0;
        let own = match way {
            NoticeWay::Mail => mail,
            NoticeWay::Sms => sms,
            NoticeWay::Chat => chat,
            NoticeWay::Paper => &None,
        };
        match own {
            Some(gateway) => Some((way, gateway)),
            None if way == NoticeWay::Chat => self.of(NoticeWay::Sms),
            None => None,
        }
    }

    /// The ways whose notices are sent.
    pub fn served(&self) -> Vec<NoticeWay> {
        NoticeWay::SENT.into_iter().filter(|way| self.of(*way).is_some()).collect()
    }

    /// What an operator reads about each way.
    pub fn described(&self) -> Vec<Sentence> {
        let described = NoticeWay::SENT.iter().zip(&self.0).map(|(way, gateway)| {
            let goes = match gateway {
                Some(gateway) => gateway.described(),
                None if self.of(*way).is_some() => sentence!("as SMS"),
                None => sentence!("by no gateway: they wait"),
            };
            sentence!("Notices by {way} go {goes}.", way = way.code(), goes)
        });
        described.collect()
    }
}
