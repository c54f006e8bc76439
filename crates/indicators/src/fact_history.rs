//! The facts of a dossier as they were known over time: one version for each instant at which an
//! earlier act was logged. Knows histories; it must not know a query.

use calendar::{Calendars, Instant};
use dossier::{Event, Recorded, fold, fold_known, known_versions};
use serde::{Deserialize, Serialize};

use crate::activity::Activity;
use crate::dossier_facts::DossierFacts;
use crate::satisfaction::Rated;
use crate::timeline::Timeline;

/// The start of a version in which everything was logged as it happened.
const EVER: Instant = Instant(i64::MIN);

/// A dossier as it was known at every instant; nearly always one fact.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FactHistory {
    /// The latest facts. First, so that counting reads memory in order.
    #[serde(flatten)]
    latest: DossierFacts,
    #[serde(rename = "since", default = "from_the_beginning", skip_serializing_if = "is_ever")]
    since: Instant,
    /// Earlier versions with the instant from which each was known, in order.
    #[serde(rename = "was", default, skip_serializing_if = "Vec::is_empty")]
    earlier: Vec<(Instant, DossierFacts)>,
    /// When the citizen was given the result; a column of its own in the row.
    #[serde(skip)]
    given_out: Option<Instant>,
    /// The results that the post brought back: (sent, brought back).
    #[serde(rename = "brought_back", default, skip_serializing_if = "Vec::is_empty")]
    brought_back: Vec<(Instant, Instant)>,
    /// The rating, which has a stream of its own.
    #[serde(skip)]
    rated: Option<Rated>,
}

fn from_the_beginning() -> Instant {
    EVER
}

fn is_ever(since: &Instant) -> bool {
    *since == EVER
}

impl From<DossierFacts> for FactHistory {
    /// A dossier of which everything was logged as it happened.
    fn from(fact: DossierFacts) -> Self {
        let (earlier, brought_back) = (Vec::new(), Vec::new());
        Self { latest: fact, since: EVER, earlier, given_out: None, brought_back, rated: None }
    }
}

impl FactHistory {
    /// The fact history of a dossier's whole history; `None` where nothing was filed, refused or
    /// received.
    ///
    /// `id` names a filing that has no code. What came from an old register counts as known since
    /// it happened.
    #[must_use]
    pub fn of(id: &str, history: &[Recorded], calendars: &Calendars) -> Option<Self> {
        let changes = known_versions(history);
        let ends = changes.iter().map(|change| change.plus_millis(-1));
        let starts = std::iter::once(EVER).chain(changes.iter().copied());
        let mut versions: Vec<(Instant, DossierFacts)> = Vec::with_capacity(1);
        for (since, instant) in starts.zip(ends.chain(std::iter::once(Instant::MAX))) {
            let fact = version(id, history, calendars, instant);
            let Some(fact) = fact else { continue };
            if versions.last().is_none_or(|(_, last)| *last != fact) {
                versions.push((since, fact));
            }
        }
        let imported = matches!(history.first()?.event, Event::Imported { .. });
        if let Some(first) = versions.first_mut().filter(|_| imported) {
            first.0 = EVER;
        }
        let (since, latest) = versions.pop()?;
        let (earlier, brought_back) = (versions, Vec::new());
        Some(Self { latest, since, earlier, given_out: None, brought_back, rated: None })
    }

    /// The history with the instant at which the citizen was given the result.
    #[must_use]
    pub fn given_out(self, given_out: Option<Instant>) -> Self {
        Self { given_out, ..self }
    }

    /// The history with the results that the post brought back: (sent, brought back).
    #[must_use]
    pub fn brought_back(self, brought_back: Vec<(Instant, Instant)>) -> Self {
        Self { brought_back, ..self }
    }

    /// The history with its rating replaced.
    #[must_use]
    pub fn rated(mut self, rated: Option<Rated>) -> Self {
        self.rate(rated);
        self
    }

    pub(crate) fn rate(&mut self, rated: Option<Rated>) {
        self.rated = rated;
    }

    /// The time in which figures can count it, as it was known at any time.
    pub(crate) fn activity(&self) -> Activity {
        let mut all = Activity::default();
        self.versions().for_each(|(_, fact)| all.add(Activity::of(fact)));
        let results = self.given_out.into_iter().chain(self.rated.map(|rated| rated.at));
        let sent = self.brought_back.iter().map(|(sent, _)| *sent);
        results.chain(sent).for_each(|at| all.add(Activity::at(at)));
        all
    }

    pub(crate) fn rating(&self) -> Option<Rated> {
        self.rated
    }

    /// When the citizen was given the result, and the rating, as far as they are known at an instant.
    pub(crate) fn result(&self, as_of: Instant) -> Option<(Instant, Option<Rated>)> {
        let with_post = |(sent, back): &&(Instant, Instant)| *sent <= as_of && as_of < *back;
        let with_post = self.brought_back.iter().find(with_post).map(|(sent, _)| *sent);
        let given_out = self.given_out.filter(|at| *at <= as_of).or(with_post)?;
        Some((given_out, self.rated.filter(|rated| rated.at <= as_of)))
    }

    /// The fact as it was known at an instant; it still holds what was to happen after it.
    #[must_use]
    pub fn as_of(&self, as_of: Instant) -> Option<&DossierFacts> {
        if self.since <= as_of {
            return Some(&self.latest);
        }
        let mut earlier = self.earlier.iter().rev();
        earlier.find(|(since, _)| *since <= as_of).map(|(_, fact)| fact)
    }

    /// The fact, where everything in it was logged as it happened.
    pub(crate) fn sole(&self) -> Option<&DossierFacts> {
        (self.since == EVER && self.earlier.is_empty()).then_some(&self.latest)
    }

    /// The instant from which the latest facts are known.
    pub(crate) fn known_since(&self) -> Instant {
        self.since
    }

    /// Whether something was logged after an instant that had happened before.
    #[must_use]
    pub fn learned_after(&self, as_of: Instant) -> bool {
        self.since > as_of
    }

    /// The latest facts.
    #[must_use]
    pub fn latest(&self) -> &DossierFacts {
        &self.latest
    }

    /// Every version with the instant from which it was known, the latest last.
    pub fn versions(&self) -> impl Iterator<Item = (Instant, &DossierFacts)> {
        let earlier = self.earlier.iter().map(|(since, fact)| (*since, fact));
        earlier.chain(std::iter::once((self.since, &self.latest)))
    }
}

fn version(
    id: &str,
    history: &[Recorded],
    calendars: &Calendars,
    as_of: Instant,
) -> Option<DossierFacts> {
    let whole = if as_of == Instant::MAX { fold(history, calendars).ok() } else { None };
    let state = whole.unwrap_or_else(|| fold_known(history, calendars, as_of, Instant::MAX));
    let mut fact = DossierFacts::of(&state)?;
    if fact.code.is_empty() {
        id.clone_into(&mut fact.code);
    }
    let until = |at: Instant| fold_known(history, calendars, as_of, at);
    if state.logged_late.is_some() {
        fact.logged_late = instants(history).find(|at| until(*at).logged_late.is_some());
    }
    fact.corrected = corrected(history, calendars, as_of);
    if history.iter().any(|recorded| matches!(recorded.event, Event::MovedToUnit { .. })) {
        let states = instants(history).map(|at| (at, until(at)));
        let units = states.filter(|(_, state)| fact.received.is_none() || state.received.is_some());
        fact.unit = Timeline::of(units.map(|(at, state)| (at, state.filing.unit.into())))?;
    }
    Some(fact)
}

/// When the first correction was logged that moved due or a place in a table, of those known at an
/// instant.
fn corrected(history: &[Recorded], calendars: &Calendars, as_of: Instant) -> Option<Instant> {
    let corrections = history.iter().filter(|recorded| {
        recorded.logged_at <= as_of && matches!(recorded.event, Event::Corrected { .. })
    });
    let standing = |as_of: Instant| {
        let fact = DossierFacts::of(&fold_known(history, calendars, as_of, Instant::MAX));
        fact.map(DossierFacts::standing)
    };
    let mut moving = corrections.map(|recorded| recorded.logged_at);
    moving.find(|logged| standing(*logged) != standing(logged.plus_millis(-1)))
}

/// Every instant at which something happened, as recorded or as corrected, in order.
fn instants(history: &[Recorded]) -> impl Iterator<Item = Instant> {
    let corrected = |recorded: &Recorded| match &recorded.event {
        Event::Corrected { set, .. } => {
            let at = set.get("at")?;
            at.as_i64().map(Instant).or_else(|| at.as_str()?.parse().ok())
        }
        _ => None,
    };
    let mut instants: Vec<Instant> = history.iter().map(|recorded| recorded.at).collect();
    instants.extend(history.iter().filter_map(corrected));
    instants.sort_unstable();
    instants.dedup();
    instants.into_iter()
}
