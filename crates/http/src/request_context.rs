//! The context of a request for its page: site, language, address, parameters, form and visitor.
//! The module must not know pages.

use std::net::SocketAddr;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use app::{Application, CommandKey, DraftHolder, Right, SecondFactor, Signed, Who};
use axum::extract::ConnectInfo;
use axum::http::header::{HOST, USER_AGENT};
use axum::http::request::Parts;
use calendar::{Day, Instant, Zone};
use dossier::{Actor, RuleSet};
use messages::Value;
use rules::Rules;
use text::Language;

use crate::address::{self, Params};
use crate::answer::Error;
use crate::client_network::client_network;
use crate::cookies;
use crate::count_cache::Cache;
use crate::display::Display;
use crate::draft_links;
use crate::form::Upload;
use crate::line_counts::LineCounts;
use crate::middleware::is_of_one_person;
use crate::names::Names;
use crate::refused_forms::RefusedForms;
use crate::serve::ThroughProxy;
use crate::upload_memory::UploadMemory;
use crate::workers::Workers;
use crate::{Pages, Site};

/// The state that all requests share.
pub struct Shared {
    pub site: Site,
    pub pages: Pages,
    pub counts: Cache,
    pub line_counts: LineCounts,
    pub workers: Workers,
    pub upload_memory: UploadMemory,
    pub refused_forms: RefusedForms,
}

impl Shared {
    pub fn new(site: Site, pages: Pages) -> Self {
        Self {
            workers: Workers::new(Arc::clone(&site.metrics)),
            site,
            pages,
            counts: Cache::default(),
            line_counts: LineCounts::default(),
            upload_memory: UploadMemory::default(),
            refused_forms: RefusedForms::default(),
        }
    }
}

/// Fields that no person types, or that are secret; a key is not bound to their values.
const NOT_TYPED: [&str; 8] =
    ["token", "key", "version", "from", "sure", "back", "step_code", "password"];

/// A request with its visitor.
pub struct RequestContext {
    pub shared: Arc<Shared>,
    pub rules: Arc<Rules>,
    pub language: Language,
    /// The path without the prefix of the language.
    pub path: String,
    /// The code in the path, where the route has one.
    pub code: String,
    /// The second variable part of the path, where the route has two.
    pub part: String,
    pub params: Params,
    pub posted: bool,
    pub form: Params,
    pub files: Vec<Upload>,
    /// Whether the form had files that were discarded.
    pub files_unread: bool,
    /// Whether the form's files were discarded because together they were too large.
    pub files_too_large: bool,
    /// The size of text and the colours that the visitor chose.
    pub display: Display,
    /// The notice of a page that shows a form with its input again and does not execute it.
    pub refill_notice: Option<String>,
    pub signed: Option<Signed>,
    /// The network of the client by [`client_network`], from a trusted proxy's header if there is
    /// one; empty for this machine without a proxy.
    pub client: String,
    /// The `User-Agent` that the browser sent.
    pub agent: String,
    /// The host that the browser sent; empty where it sent none.
    pub host: String,
    session: Option<String>,
    pub device: Option<String>,
    /// The secrets of the drafts that this browser holds by their links.
    draft_secrets: Vec<String>,
    form_cookie: OnceLock<String>,
    set: Mutex<Vec<String>>,
    /// The address of the page that shows the result, set when the act is on record.
    result_address: OnceLock<String>,
}

impl RequestContext {
    pub fn new(shared: Arc<Shared>, language: Language, parts: &Parts) -> Self {
        let rules = shared.site.app.rules();
        let query = parts.uri.query().unwrap_or_default();
        let mut params = Params::default();
        for (name, value) in form_urlencoded::parse(query.as_bytes()) {
            params.push_raw(&name, &text::outside::line(&value));
        }
        let headers = &parts.headers;
        let client = parts.extensions.get::<ConnectInfo<SocketAddr>>();
        let client = client.map(|info| client_network(info.0.ip()));
        let forwarded = parts.extensions.get::<ThroughProxy>().is_some();
        let client = client.filter(|ip| forwarded || !ip.is_loopback()).map(|ip| ip.to_string());
        let agent = headers.get(USER_AGENT).and_then(|value| value.to_str().ok());
        let form_cookie = OnceLock::new();
        if let Some(value) = cookies::read(headers, cookies::FORM) {
            let _ = form_cookie.set(value);
        }
        // Nested routes see the path without the prefix of the language.
        let path = parts.uri.path().to_owned();
        Self {
            shared,
            rules,
            language,
            path,
            code: String::new(),
            part: String::new(),
            params,
            posted: false,
            form: Params::default(),
            files: Vec::new(),
            files_unread: false,
            files_too_large: false,
            display: Display::of(headers),
            refill_notice: None,
            signed: None,
            client: client.unwrap_or_default(),
            agent: agent.unwrap_or_default().to_owned(),
            host: host(parts),
            session: cookies::read(headers, cookies::SESSION),
            device: cookies::read(headers, cookies::DEVICE),
            draft_secrets: draft_links::read(cookies::read(headers, cookies::DRAFTS)),
            form_cookie,
            set: Mutex::default(),
            result_address: OnceLock::new(),
        }
    }

    /// The context of the same request with another session.
    pub fn with_session(&self, signed: Option<Signed>) -> Self {
        Self {
            shared: Arc::clone(&self.shared),
            rules: Arc::clone(&self.rules),
            language: self.language,
            path: self.path.clone(),
            code: String::new(),
            part: String::new(),
            params: Params::default(),
            posted: false,
            form: Params::default(),
            files: Vec::new(),
            files_unread: false,
            files_too_large: false,
            display: self.display,
            refill_notice: None,
            signed,
            client: self.client.clone(),
            agent: self.agent.clone(),
            host: self.host.clone(),
            session: None,
            device: None,
            draft_secrets: self.draft_secrets.clone(),
            form_cookie: OnceLock::new(),
            set: Mutex::default(),
            result_address: OnceLock::new(),
        }
    }

    /// Adds the posted form to the context.
    pub fn take(&mut self, posted: crate::form::Posted) {
        self.form = posted.fields;
        self.files = posted.files;
        self.files_unread = posted.files_unread;
        self.files_too_large = posted.files_too_large;
    }

    pub fn app(&self) -> &Application {
        &self.shared.site.app
    }

    /// The person who is signed in by the session's cookie.
    pub fn find_signed(&self) -> Result<Option<Signed>, Error> {
        let Some(cookie) = &self.session else { return Ok(None) };
        Ok(self.app().signed(cookie, self.machine_now(), self.today())?)
    }

    /// The session's cookie, valid or not.
    pub fn session_cookie(&self) -> Option<&str> {
        self.session.as_deref()
    }

    pub fn who(&self) -> Who {
        self.signed.as_ref().map_or(Who::Anonymous, |signed| signed.who.clone())
    }

    /// The state of the session's second factor.
    pub fn second_factor(&self) -> SecondFactor {
        self.signed.as_ref().map_or(SecondFactor::NotShown, |signed| signed.second_factor)
    }

    pub fn actor(&self) -> Actor {
        self.who().actor()
    }

    /// Whether an officer is signed in.
    pub fn is_officer(&self) -> bool {
        matches!(self.who(), Who::Officer { .. })
    }

    pub fn now(&self) -> Instant {
        self.shared.site.clock.now()
    }

    /// The instant of the machine's clock, by which sessions and codes expire; [`Self::now`] is
    /// that of the legal clock.
    pub fn machine_now(&self) -> Instant {
        (self.shared.site.machine)()
    }

    /// Random bytes.
    pub fn random<const N: usize>(&self) -> [u8; N] {
        let mut bytes = [0; N];
        (self.shared.site.rng)(&mut bytes);
        bytes
    }

    /// 16 random bytes in hexadecimal.
    pub fn random_text(&self) -> String {
        self.random::<16>().iter().map(|byte| format!("{byte:02x}")).collect()
    }

    /// The id of the object that a form creates: the form's hidden key, so that a form sent twice
    /// creates one object, and two forms create two.
    ///
    /// # Errors
    /// [`Error::BadForm`] for a key that [`Self::random_text`] cannot return.
    pub fn id_of_form(&self) -> Result<String, Error> {
        let key = self.form.raw("key");
        let own = key.len() == 32 && key.bytes().all(|b| matches!(b, b'0'..=b'9' | b'a'..=b'f'));
        if own { Ok(key.to_owned()) } else { Err(Error::BadForm) }
    }

    /// The hidden token that a form of this visitor must return.
    pub fn token(&self) -> Result<String, Error> {
        let of = match &self.signed {
            Some(signed) => format!("form {}", signed.id),
            None => {
                let value = self.form_cookie.get_or_init(|| {
                    let value = self.random_text();
                    self.set_cookie(cookies::set(cookies::FORM, &value, None));
                    value
                });
                format!("form of {value}")
            }
        };
        Ok(self.app().bound(&of)?)
    }

    /// Whether the posted form contains this visitor's token.
    pub fn token_fits(&self) -> Result<bool, Error> {
        if self.signed.is_none() && self.form_cookie.get().is_none() {
            return Ok(false);
        }
        let posted = self.form.get("token").unwrap_or_default();
        Ok(posted.len() == 64 && constant_time_eq(posted, &self.token()?))
    }

    /// By what this visitor holds drafts.
    pub fn draft_holder(&self) -> DraftHolder {
        let account = match self.who() {
            Who::Citizen { person, .. } => Some(person),
            _ => None,
        };
        DraftHolder { account, secrets: self.draft_secrets.clone() }
    }

    /// Makes this browser hold the draft of a link until it is closed.
    pub fn hold_draft(&self, secret: &str) {
        self.set_cookie(cookies::set(
            cookies::DRAFTS,
            &draft_links::with(secret, &self.draft_secrets),
            None,
        ));
    }

    /// Makes this browser hold the draft of a link no longer.
    pub fn let_draft_go(&self, secret: &str) {
        let left = draft_links::without(secret, &self.draft_secrets);
        self.set_cookie(match left.as_str() {
            "" => cookies::drop(cookies::DRAFTS),
            left => cookies::set(cookies::DRAFTS, left, None),
        });
    }

    /// The idempotency key of a command, bound to the typed fields and the files.
    pub fn command_key(&self, text: impl Into<String>) -> CommandKey {
        let typed = self.form.pairs().iter().filter(|(name, _)| !NOT_TYPED.contains(&&**name));
        let typed = typed.map(|(name, value)| (name.as_str(), value.as_str()));
        let files = self.files.iter().map(|file| (file.field.as_str(), file.content.as_slice()));
        CommandKey::of_form(text, typed, files)
    }

    pub fn set_cookie(&self, cookie: String) {
        self.set.lock().unwrap_or_else(PoisonError::into_inner).push(cookie);
    }

    /// Records that the act is on record, with the address of the page that shows it. Later errors
    /// then give no page that suggests another attempt. Only the first call has an effect.
    pub fn note_recorded(&self, shown_at: String) {
        let _ = self.result_address.set(shown_at);
    }

    /// The address of the page that shows the result, if the act is on record.
    pub fn result_address(&self) -> Option<&str> {
        self.result_address.get().map(String::as_str)
    }

    pub fn cookies_to_set(&self) -> Vec<String> {
        std::mem::take(&mut *self.set.lock().unwrap_or_else(PoisonError::into_inner))
    }

    /// Whether the answer is for this visitor only.
    pub fn private(&self) -> bool {
        self.form_cookie.get().is_some()
            && !self.set.lock().unwrap_or_else(PoisonError::into_inner).is_empty()
    }

    /// Whether search engines must leave the page out, because it belongs to one person: it needs a
    /// right or a session, or is about one dossier.
    pub fn is_not_indexed(&self) -> bool {
        let mut routes = self.shared.pages.routes.iter();
        let route = routes.find(|route| route.parts(&self.path).is_some());
        self.signed.is_some()
            || is_of_one_person(&self.path)
            || route.is_some_and(|route| route.right != Right::Public)
    }

    /// The date of today in the agency's zone.
    pub fn today(&self) -> Day {
        self.zone().day(self.now())
    }

    /// The zone of the agency.
    pub fn zone(&self) -> &Zone {
        &self.rules.deadline_calendar().zone
    }

    pub fn names(&self) -> Names<'_> {
        Names { rules: &self.rules, language: self.language }
    }

    /// The rule set of a dossier by its reception; that of today for `None`.
    pub fn rule_set(&self, received: Option<Instant>) -> RuleSet {
        RuleSet::on(self.zone().day(received.unwrap_or_else(|| self.now())))
    }

    /// The text of a key without values.
    pub fn text(&self, key: &str) -> String {
        self.format(key, &[])
    }

    /// The text of a key with values. The apology letter is named as in today's rules, unless a
    /// value names other rules.
    pub fn format(&self, key: &str, values: &[(&str, Value<'_>)]) -> String {
        let today = messages::naming(self.rule_set(None));
        messages::text(self.language, key, &[&[today], values].concat())
    }

    pub fn number(&self, n: u64) -> String {
        // Cannot saturate: no register has that many dossiers.
        text::number::integer(i64::try_from(n).unwrap_or(i64::MAX), self.language)
    }

    /// A duration in working minutes without the word "working", for columns whose heading has the
    /// word.
    pub fn span(&self, minutes: i64) -> String {
        let text = text::date::working_duration(minutes, self.language);
        match self.language {
            Language::Vietnamese => text.trim_end_matches(" làm việc").to_owned(),
            Language::English => text.replacen("working ", "", 1),
        }
    }

    pub fn percent(&self, rate: Option<&str>) -> String {
        text::number::percent(rate, self.language)
    }

    /// The address of a page in this language.
    pub fn link(&self, path: &str, params: &Params) -> String {
        address::page(self.language, path, params)
    }

    /// The address of a page in this language, without parameters.
    pub fn to(&self, path: &str) -> String {
        self.link(path, &Params::default())
    }

    /// The full address of a page, to be typed or for a QR code: of the site that the agency names;
    /// otherwise of the host asked, with `http` for this machine, with `https` for any other.
    pub fn absolute(&self, path: &str) -> String {
        if let Some(site) = self.rules.agency.as_ref().and_then(|agency| agency.site.as_ref()) {
            return format!("{site}{}", self.to(path));
        }
        let scheme = if address::is_this_machine(&self.host) { "http" } else { "https" };
        match self.host.as_str() {
            "" => self.to(path),
            host => format!("{scheme}://{host}{}", self.to(path)),
        }
    }

    /// The address of a dossier's page; it names the register where that is not the agency's own.
    pub fn dossier(&self, code: &str, register: &str) -> String {
        let own = self.rules.agency.as_ref().is_some_and(|agency| agency.code == register);
        let params = Params::default().with("register", if own { "" } else { register });
        self.link(&format!("/dossier/{}", address::encode(code)), &params)
    }
}

/// The host that a request names, if its format is valid.
fn host(parts: &Parts) -> String {
    let named = parts.headers.get(HOST).and_then(|value| value.to_str().ok());
    let host = named.or(parts.uri.host()).unwrap_or_default();
    let plain = |c: char| c.is_ascii_alphanumeric() || ".-:[]".contains(c);
    if host.len() <= 255 && host.chars().all(plain) { host.to_owned() } else { String::new() }
}

pub(crate) fn constant_time_eq(a: &str, b: &str) -> bool {
    a.len() == b.len() && a.bytes().zip(b.bytes()).fold(0, |all, (x, y)| all | (x ^ y)) == 0
}
