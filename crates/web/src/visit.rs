//! One request on its way to a page: the site, the language, the address and what it asks. Knows
//! no page.

use std::sync::Arc;

use axum::http::Uri;
use calendar::{Day, Instant};
use messages::Value;
use rules::Rules;
use text::Language;

use crate::address::{self, Params};
use crate::choices::Cache;
use crate::names::Names;
use crate::{Clock, Site};

/// What all requests share.
pub(crate) struct Shared {
    pub site: Site,
    pub choices: Cache,
}

/// A request.
pub(crate) struct Visit {
    pub shared: Arc<Shared>,
    pub rules: Arc<Rules>,
    pub language: Language,
    /// Without the language's prefix.
    pub path: String,
    /// The code in the path, of routes that have one.
    pub code: String,
    pub params: Params,
}

impl Visit {
    pub fn new(
        shared: Arc<Shared>,
        language: Language,
        uri: &Uri,
        code: Option<String>,
        params: Params,
    ) -> Self {
        let rules = shared.site.office.rules();
        let path = uri.path().to_owned();
        Self { shared, rules, language, path, code: code.unwrap_or_default(), params }
    }

    pub fn now(&self) -> Instant {
        match self.shared.site.clock {
            Clock::Scenario(at) => at,
            Clock::Machine(now) => now(),
        }
    }

    /// Today where the agency is.
    pub fn today(&self) -> Day {
        self.rules.deadline_calendar().zone.day(self.now())
    }

    pub fn names(&self) -> Names<'_> {
        Names { rules: &self.rules, language: self.language }
    }

    /// A text without values.
    pub fn t(&self, key: &str) -> String {
        messages::text(self.language, key, &[])
    }

    /// A text with values.
    pub fn say(&self, key: &str, values: &[(&str, Value<'_>)]) -> String {
        messages::text(self.language, key, values)
    }

    pub fn number(&self, n: u64) -> String {
        // Cannot saturate: no register has so many dossiers.
        text::number::integer(i64::try_from(n).unwrap_or(i64::MAX), self.language)
    }

    /// Working minutes without the word "working", for columns whose head says it.
    pub fn span(&self, minutes: i64) -> String {
        let told = text::date::working_duration(minutes, self.language);
        match self.language {
            Language::Vietnamese => told.trim_end_matches(" làm việc").to_owned(),
            Language::English => told.replacen("working ", "", 1),
        }
    }

    pub fn percent(&self, rate: Option<&str>) -> String {
        text::number::percent(rate, self.language)
    }

    /// The address of a page in this language.
    pub fn link(&self, path: &str, params: &Params) -> String {
        address::page(self.language, path, params)
    }

    /// The address of a dossier's page; the register is named where it is not the agency's own.
    pub fn dossier(&self, code: &str, register: &str) -> String {
        let own = self.rules.agency.as_ref().is_some_and(|agency| agency.code == register);
        let params = Params::default().with("register", if own { "" } else { register });
        self.link(&format!("/dossier/{}", address::encode(code)), &params)
    }
}
