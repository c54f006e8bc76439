//! The properties of a dossier that figures use: a compact extract of its state, which can be cut back
//! to any earlier instant without a calendar. It must not know a query nor a table.

use calendar::{Calendar, Duration, Instant, Zone};
use dossier::{Outcome, Phase, State};
use ecow::EcoString;
use serde::{Deserialize, Serialize};

use crate::timeline::Timeline;

/// Working time from filing to reception, in milliseconds (decisions, "The legal clock" 13).
const RECEPTION_MILLIS: i64 = 8 * 3_600_000;

/// A dossier for the figures. The serialised keys are short, because every dossier has one such record; codes
/// of up to 15 bytes stand in the record itself, because a server holds all of them in memory.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct DossierFacts {
    /// The dossier's code; of a filing that was never received, the name of its stream.
    #[serde(rename = "c")]
    pub code: String,
    #[serde(rename = "p", skip_serializing_if = "EcoString::is_empty")]
    pub procedure: EcoString,
    #[serde(rename = "f", skip_serializing_if = "EcoString::is_empty")]
    pub field: EcoString,
    /// Unit that answers for the result.
    #[serde(rename = "u")]
    pub unit: Timeline<EcoString>,
    /// Ward of the applicant's address; empty where unknown.
    #[serde(rename = "w", skip_serializing_if = "EcoString::is_empty")]
    pub ward: EcoString,
    #[serde(rename = "h", skip_serializing_if = "EcoString::is_empty")]
    pub channel: EcoString,
    /// Pseudonym of the applicant.
    #[serde(rename = "a", skip_serializing_if = "String::is_empty")]
    pub person: String,
    #[serde(rename = "g", skip_serializing_if = "EcoString::is_empty")]
    pub agency: EcoString,
    /// The zone in which civil dates are read; Vietnam's where none is named.
    #[serde(rename = "z", with = "zone_name", skip_serializing_if = "zone_name::is_vietnam")]
    pub zone: RegisterZone,
    #[serde(rename = "i", skip_serializing_if = "Option::is_none")]
    pub filed: Option<Instant>,
    #[serde(rename = "x", skip_serializing_if = "Option::is_none")]
    pub refused: Option<Instant>,
    #[serde(rename = "r", skip_serializing_if = "Option::is_none")]
    pub received: Option<Instant>,
    #[serde(rename = "e", skip_serializing_if = "Option::is_none")]
    pub finished: Option<Instant>,
    #[serde(rename = "v", skip_serializing_if = "Option::is_none")]
    pub withdrawn: Option<Instant>,
    /// The due in force; it has no meaning before reception.
    #[serde(rename = "d")]
    pub due: Timeline<Instant>,
    #[serde(rename = "s", skip_serializing_if = "Vec::is_empty")]
    pub pauses: Vec<Pause>,
    #[serde(rename = "s2", skip_serializing_if = "Option::is_none")]
    pub second_supplement: Option<Instant>,
    /// The first extension.
    #[serde(rename = "t", skip_serializing_if = "Option::is_none")]
    pub extended: Option<Instant>,
    /// Apology letters: the instant of sending, and the due for which the letter was sent.
    #[serde(rename = "l", skip_serializing_if = "Vec::is_empty")]
    pub letters: Vec<(Instant, Instant)>,
    /// The holder, with stand-ins applied; empty where no officer is named.
    #[serde(rename = "o")]
    pub holder: Timeline<EcoString>,
    /// When the first event happened that moves clock or outcome and was logged on a later date.
    #[serde(rename = "k", skip_serializing_if = "Option::is_none")]
    pub logged_late: Option<Instant>,
    /// When the first correction was logged that moved due or a place in a table.
    #[serde(rename = "co", skip_serializing_if = "Option::is_none")]
    pub corrected: Option<Instant>,
    /// Results that the desk declined: from the finish until it was declined.
    #[serde(rename = "dr", skip_serializing_if = "Vec::is_empty")]
    pub declined_results: Vec<(Instant, Instant)>,
    /// More than 8 working hours passed between filing and reception.
    #[serde(rename = "rl", skip_serializing_if = "std::ops::Not::not")]
    pub received_late: bool,
    /// Working minutes left until due when it was finished, where it was not late.
    #[serde(rename = "m", skip_serializing_if = "Option::is_none")]
    pub minutes_left: Option<i64>,
    /// Working minutes off pauses from reception to finish.
    #[serde(rename = "n", skip_serializing_if = "Option::is_none")]
    pub worked_minutes: Option<i64>,
    /// The duration that the finished dossier had by its case, channel and place.
    #[serde(rename = "tm", skip_serializing_if = "Option::is_none")]
    pub duration: Option<Duration>,
    /// Papers of a supplement that have not come although the clock runs again.
    #[serde(rename = "la", skip_serializing_if = "is_zero")]
    pub lacking: u32,
    /// The lateness at the finish, divided over steps and officers; the parts sum to the whole.
    #[serde(rename = "q", skip_serializing_if = "Vec::is_empty")]
    pub lateness: Vec<LatePart>,
}

/// A pause of the legal clock.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Pause {
    #[serde(rename = "f")]
    pub from: Instant,
    #[serde(rename = "t", default, skip_serializing_if = "Option::is_none")]
    pub to: Option<Instant>,
    /// Whether the pause began after due; such a pause suspends nothing.
    #[serde(rename = "a", default, skip_serializing_if = "std::ops::Not::not")]
    pub after_due: bool,
    /// Whether the pause began on the date of due.
    #[serde(rename = "d", default, skip_serializing_if = "std::ops::Not::not")]
    pub on_due_date: bool,
}

/// One officer's part of the lateness in one step.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LatePart {
    #[serde(rename = "s")]
    pub step: EcoString,
    #[serde(rename = "o")]
    pub officer: EcoString,
    #[serde(rename = "u")]
    pub unit: EcoString,
    #[serde(rename = "m")]
    pub minutes: i64,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde hands a reference")]
fn is_zero(n: &u32) -> bool {
    *n == 0
}

/// While the clock is paused every paper is awaited, and none lacks yet.
fn lacking(state: &State) -> u32 {
    let runs = state.phase == Phase::Open && state.paused().is_none();
    let lacking = state.lacking().filter(|_| runs).count();
    u32::try_from(lacking).unwrap_or(u32::MAX)
}

/// The zone of the register that a fact belongs to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RegisterZone(pub Zone);

impl Default for RegisterZone {
    fn default() -> Self {
        Self(Zone::VIETNAM)
    }
}

impl DossierFacts {
    /// The extract of a state; `None` where nothing has been filed, refused or received.
    ///
    /// [`DossierFacts::logged_late`] and the earlier units need the history:
    /// [`crate::FactHistory::of`].
    #[must_use]
    pub fn of(state: &State) -> Option<Self> {
        if state.phase == Phase::Absent {
            return None;
        }
        let filing = &state.filing;
        let mut fact = Self {
            code: state.code.clone(),
            procedure: filing.procedure.as_str().into(),
            field: filing.field.as_str().into(),
            unit: Timeline { now: filing.unit.as_str().into(), before: Vec::new() },
            ward: filing.ward.as_str().into(),
            channel: filing.channel.as_str().into(),
            person: filing.person.clone(),
            agency: filing.agency.as_str().into(),
            zone: state.zone.clone().map(RegisterZone).unwrap_or_default(),
            filed: state.filed,
            refused: state.refused,
            received: state.received,
            finished: state.finished,
            withdrawn: state.withdrawn,
            due: Timeline::of(state.dues.iter().copied()).unwrap_or_default(),
            pauses: state.pauses.iter().map(Pause::of).collect(),
            second_supplement: state.supplements.get(1).map(|&(at, _)| at),
            extended: state.extensions.first().map(|(at, ..)| *at),
            letters: state.letters.iter().filter_map(|l| Some((l.sent?, l.due))).collect(),
            holder: holder(state),
            declined_results: state.declined_results.clone(),
            logged_late: state.logged_late.map(|_| state.last_at),
            lacking: lacking(state),
            ..Self::default()
        };
        if let Some(calendar) = &state.calendar {
            fact.measure(state, calendar);
        }
        Some(fact)
    }

    /// Computes the figures that need a calendar.
    fn measure(&mut self, state: &State, calendar: &Calendar) {
        let Some(received) = self.received else { return };
        self.received_late = self
            .filed
            .is_some_and(|filed| calendar.open_millis_between(filed, received) > RECEPTION_MILLIS);
        let Some(end) = self.finished else { return };
        self.worked_minutes = Some(state.minutes_off_pauses(calendar, received, end));
        self.duration = state.terms.as_ref().map(|terms| terms.duration);
        if end <= self.due.now {
            self.minutes_left = Some(calendar.working_minutes_between(end, self.due.now));
        } else {
            let parts = state.lateness(end).by_holder.into_iter();
            self.lateness = parts.map(|part| LatePart::of(part, state)).collect();
        }
    }

    /// The facts as they were at an instant, without what happened later.
    #[must_use]
    pub fn at(&self, at: Instant) -> Option<Self> {
        let by = |instant: Option<Instant>| instant.filter(|instant| *instant <= at);
        let (filed, refused, received) = (by(self.filed), by(self.refused), by(self.received));
        filed.or(refused).or(received)?;
        let mut fact = self.clone();
        (fact.filed, fact.refused, fact.received) = (filed, refused, received);
        fact.finished = by(self.finished);
        fact.withdrawn = by(self.withdrawn);
        fact.second_supplement = by(self.second_supplement);
        fact.extended = by(self.extended);
        fact.logged_late = by(self.logged_late);
        fact.corrected = by(self.corrected);
        fact.declined_results.retain(|(_, declined)| *declined <= at);
        fact.unit = self.unit.until(at);
        fact.pauses.retain_mut(|pause| {
            pause.to = by(pause.to);
            pause.from <= at
        });
        fact.letters.retain(|(sent, _)| *sent <= at);
        if received.is_some() {
            fact.due = self.due.until(at);
            fact.holder = self.holder.until(at);
        } else {
            (fact.due, fact.holder, fact.received_late) = Default::default();
        }
        if fact.finished.is_none() {
            (fact.minutes_left, fact.worked_minutes, fact.lateness) = Default::default();
            fact.duration = None;
        }
        Some(fact)
    }

    /// The instant at which the dossier was finished or withdrawn, where that was by `at`.
    #[must_use]
    pub fn ended(&self, at: Instant) -> Option<Instant> {
        self.finished.or(self.withdrawn).filter(|end| *end <= at)
    }

    /// Whether due was suspended at an instant: in a pause that did not begin after due. A
    /// withdrawal in such a pause leaves it suspended.
    #[must_use]
    pub fn suspended(&self, at: Instant) -> bool {
        let withdrawn = self.withdrawn.filter(|end| *end <= at);
        self.pauses.iter().any(|pause| {
            let going_on = pause.to.is_none_or(|to| at < to || withdrawn == Some(to));
            !pause.after_due && pause.from <= at && going_on
        })
    }

    /// The outcome of a received dossier at an instant, by civil dates or by instants.
    #[must_use]
    pub fn outcome(&self, at: Instant, by_date: bool) -> Outcome {
        let zone = &self.zone.0;
        let due = *self.due.at(at);
        if self.withdrawn.is_some_and(|end| end <= at) {
            return Outcome::Withdrawn;
        }
        if let Some(end) = self.finished.filter(|end| *end <= at) {
            return Outcome::of_end(end, zone.day(end), due, zone.day(due), by_date);
        }
        if !self.pauses.is_empty() && self.suspended(at) {
            return Outcome::Paused;
        }
        let past = if by_date { zone.day(due) < zone.day(at) } else { due < at };
        if past { Outcome::PastDue } else { Outcome::Within }
    }

    /// The instant at which due passed while the dossier was neither ended nor suspended, where that
    /// was before `at`.
    #[must_use]
    pub fn became_late(&self, at: Instant) -> Option<Instant> {
        let received = self.received.filter(|received| *received <= at)?;
        let ended = self.ended(at).unwrap_or(Instant::MAX);
        let untils = self.due.before.iter().map(|(until, _)| *until);
        let untils = untils.chain(std::iter::once(Instant::MAX));
        let dues = self.due.changes(received).zip(untils);
        let mut passed = dues.filter(|&((from, &due), until)| {
            let in_force = from <= due && due < until.min(ended) && due < at;
            let in_force = in_force && self.passed(due) <= at;
            let paused = |pause: &Pause| {
                !pause.after_due && pause.from <= due && pause.to.is_none_or(|to| to > due)
            };
            in_force && !self.pauses.iter().any(paused)
        });
        passed.next().map(|((_, due), _)| self.passed(*due))
    }

    /// The instant at which a due passed; a due between a finish and its decline passes at the decline.
    fn passed(&self, due: Instant) -> Instant {
        let mut declined = self.declined_results.iter();
        declined.find(|(from, to)| *from <= due && due < *to).map_or(due, |(_, to)| *to)
    }

    /// As a dossier received at an instant, by the unit that answered then: its place in a public table
    /// is that of what happened at the instant.
    pub(crate) fn as_received(&self, at: Instant) -> Self {
        Self {
            code: self.code.clone(),
            procedure: self.procedure.clone(),
            unit: Timeline { now: self.unit.at(at).clone(), before: Vec::new() },
            zone: self.zone.clone(),
            received: Some(at),
            due: Timeline { now: Instant::MAX, before: Vec::new() },
            ..Self::default()
        }
    }

    /// The values that decide the dossier's place in a table, with its due.
    pub(crate) fn standing(self) -> impl PartialEq {
        let named = [self.procedure, self.field, self.ward, self.channel];
        let instants = (self.received, self.finished, self.withdrawn, self.refused);
        (named, instants, self.unit, self.holder, self.due, self.pauses)
    }
}

impl Pause {
    fn of(span: &dossier::state::PauseSpan) -> Self {
        Self {
            from: span.from,
            to: span.to,
            after_due: span.after_due,
            on_due_date: span.on_due_date,
        }
    }
}

impl LatePart {
    fn of((step, officer, minutes): (String, String, i64), state: &State) -> Self {
        let mut holds = state.segments(Instant::MAX).into_iter().rev();
        let hold = holds.find(|hold| hold.step == step && hold.officer == officer);
        let unit = hold.map(|hold| hold.unit).filter(|unit| !unit.is_empty());
        let unit = unit.unwrap_or_else(|| state.filing.unit.clone());
        Self { unit: unit.into(), step: step.into(), officer: officer.into(), minutes }
    }
}

/// The holders in order, the one after the present offer lapses included. A hold that began and ended
/// in one instant, or ended before it began as an old register may say, counts only as the last one.
fn holder(state: &State) -> Timeline<EcoString> {
    let segments = state.segments(Instant::MAX).into_iter().map(|s| (s.from, s.officer.into()));
    let last = state.holds.last().filter(|hold| hold.to.is_some_and(|to| to <= hold.from));
    let last = last.map(|hold| (hold.from, state.acting(&hold.officer, hold.from).into()));
    let lapse = state.offer.as_ref().and_then(|offer| {
        let at = offer.lapses_at?;
        Some((at, state.acting(&offer.to, at).into()))
    });
    Timeline::of(segments.chain(last).chain(lapse)).unwrap_or_default()
}

/// A zone as its name in the tz database.
mod zone_name {
    use calendar::Zone;
    use serde::{Deserialize, Deserializer, Serializer, de, ser};

    use super::RegisterZone;

    pub(super) fn is_vietnam(zone: &RegisterZone) -> bool {
        zone.0 == Zone::VIETNAM
    }

    pub(super) fn serialize<S: Serializer>(
        zone: &RegisterZone,
        serializer: S,
    ) -> Result<S::Ok, S::Error> {
        let name = match &zone.0 {
            Zone::Named(named) => named.iana_name(),
            Zone::Fixed(_) => None,
        };
        let name =
            name.ok_or_else(|| ser::Error::custom("a zone that is not in the tz database"))?;
        serializer.serialize_str(name)
    }

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(
        deserializer: D,
    ) -> Result<RegisterZone, D::Error> {
        let name = std::borrow::Cow::<'de, str>::deserialize(deserializer)?;
        Zone::named(&name).map(RegisterZone).map_err(de::Error::custom)
    }
}
