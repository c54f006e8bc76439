//! Saved watches: set by their owners, counted by the program, shown to their owners. Knows no page.

use affairs::watch::{Command, Context, Finding, Refusal, Watch, Watched, WatchedFigure};
use calendar::{Day, Instant};
use dossier::Actor;
use indicators::coverage::coverage;
use indicators::{Dimension, Filters, IdentityBroken, Query, count};

use crate::affairs::{self as streams, Entry};
use crate::affairs_index::{self, AffairChange};
use crate::application::Application;
use crate::command_key::CommandKey;
use crate::core::Core;
use crate::error::Failure;
use crate::figures::Figures;
use crate::policy::{Right, Who, permit_affair};

/// A watch to be set.
#[derive(Clone, Debug)]
pub struct NewWatch {
    /// Random; in its address.
    pub id: String,
    pub watching: WatchedFigure,
}

/// A watch with what its figure is now.
#[derive(Clone, Debug)]
pub struct Counted {
    pub id: String,
    pub watch: Watch,
    pub watching: WatchedFigure,
    pub now: Finding,
}

impl From<Refusal> for Failure {
    fn from(why: Refusal) -> Self {
        Self::NotWatched(why)
    }
}

impl Figures {
    /// What a watched figure is on a day, by what was on record at an instant.
    ///
    /// # Errors
    /// [`IdentityBroken`] where the counts of the table break an identity.
    pub fn watched(
        &self,
        watching: &WatchedFigure,
        day: Day,
        as_of: Instant,
    ) -> Result<Finding, IdentityBroken> {
        let from = watching.period.first_day(day);
        let filters = Filters {
            field: watching.field.clone(),
            unit: watching.unit.clone(),
            procedures: watching.procedure.iter().cloned().collect(),
            ..Filters::default()
        };
        let query = Query { as_of, filters, ..Query::new(from, day) };
        let (part, whole) = match watching.figure {
            Watched::LetterSent => {
                let letters = coverage(self.facts.iter(), &query).counts();
                (letters.letter_sent, letters.became_late)
            }
            figure => {
                let counts = count(self.facts.iter(), &query)?.total;
                match figure {
                    Watched::InTime => (counts.in_time, counts.finished),
                    Watched::Finished => (counts.finished, counts.received),
                    Watched::Late => (counts.late, counts.finished),
                    _ => (counts.open_past_due, counts.received),
                }
            }
        };
        Ok(Finding { from, day, part, whole })
    }
}

impl Application {
    /// Sets a watch, and waits until it is durable.
    ///
    /// # Errors
    /// [`Failure::NoPermit`]; [`Failure::NotWatched`] with the reason; [`Failure::AlreadyDone`] and
    /// [`Failure::KeyConflict`] by the key; or the store failed.
    pub fn set_watch(
        &self,
        who: &Who,
        new: NewWatch,
        (key, at): (CommandKey, Instant),
    ) -> Result<(), Failure> {
        let actor = permit_affair(who, Right::Oversee)?.actor;
        let NewWatch { id, watching } = new;
        let own = self.watches_of(&actor);
        let context = Context {
            exists: self.knows_filters(&watching)?,
            has: own.len(),
            has_same: own.iter().any(|(_, watch)| watch.watching.as_ref() == Some(&watching)),
        };
        let id = format!("{}/{id}", self.agency_code());
        let entry = Entry { actor, at, key: Some(key), sealed: None };
        self.write(move |core| carry_out(core, &id, context, Command::Set(watching), entry))
    }

    fn knows_filters(&self, watching: &WatchedFigure) -> Result<bool, Failure> {
        let rules = self.rules();
        let unit = watching.unit.as_deref().is_none_or(|unit| rules.unit(unit).is_some());
        let of = |code: &String| rules.procedures.iter().any(|value| value.code == *code);
        let procedure = watching.procedure.as_ref().is_none_or(of);
        let field = match &watching.field {
            None => true,
            Some(field) => {
                let figures = self.figures(None)?.unwrap_or_else(|_| Figures::empty(""));
                let mut values = figures.facts.values().of(Dimension::Field);
                rules.procedures.iter().any(|rule| rule.field == *field)
                    || values.any(|value| value == field.as_str())
            }
        };
        Ok(unit && procedure && field)
    }

    /// Takes note of a watch's note, or ends the watch.
    ///
    /// # Errors
    /// As [`Application::set_watch`].
    pub fn act_on_watch(
        &self,
        who: &Who,
        id: &str,
        command: Command,
        (key, at): (CommandKey, Instant),
    ) -> Result<(), Failure> {
        let actor = permit_affair(who, Right::Oversee)?.actor;
        let id = format!("{}/{id}", self.agency_code());
        let entry = Entry { actor, at, key: Some(key), sealed: None };
        self.write(move |core| carry_out(core, &id, Context::default(), command, entry))
    }

    /// The watches of an officer that have not ended, by id.
    #[must_use]
    pub fn watches_of(&self, actor: &Actor) -> Vec<(String, Watch)> {
        let is = |watch: &Watch| watch.owner == actor.id && watch.ended.is_none();
        self.shared.affairs.look(|index| affairs_index::picked(&index.watches, is))
    }

    /// Like [`Application::watches_of`], each with its figure as it is now.
    ///
    /// # Errors
    /// The store failed, or the figures do not add up.
    pub fn counted_watches(&self, actor: &Actor, at: Instant) -> Result<Vec<Counted>, Failure> {
        let own = self.watches_of(actor);
        if own.is_empty() {
            return Ok(Vec::new());
        }
        let figures = self.figures(None)?.unwrap_or_else(|_| Figures::empty(""));
        let as_of = self.ask(|inquiry| inquiry.now(at))?;
        let day = self.rules().deadline_calendar().zone.day(at);
        let count = |(id, watch): (String, Watch)| {
            let watching = watch.watching.clone()?;
            let now =
                figures.watched(&watching, day, as_of).map_err(|broken| broken_by(&id, &broken));
            Some(now.map(|now| Counted { id, watch, watching, now }))
        };
        own.into_iter().filter_map(count).collect()
    }

    /// Counts every watch for a day; those past their thresholds are noted.
    ///
    /// # Errors
    /// The store failed, or the figures do not add up.
    pub(crate) fn count_watches(&self, day: Day, at: Instant) -> Result<usize, Failure> {
        let all: Vec<(String, Watch)> = self.shared.affairs.look(|index| {
            let open = index.watches.iter().filter(|(_, watch)| {
                watch.ended.is_none() && watch.last_day.is_none_or(|last| last < day)
            });
            open.map(|(id, watch)| (id.clone(), watch.clone())).collect()
        });
        if all.is_empty() {
            return Ok(0);
        }
        let figures = self.figures(None)?.unwrap_or_else(|_| Figures::empty(""));
        let mut noted = 0;
        for (id, watch) in all {
            let Some(watching) = watch.watching else { continue };
            let finding = figures.watched(&watching, day, at);
            let finding = finding.map_err(|broken| broken_by(&id, &broken))?;
            if watch.note.is_none() && !watching.is_past(finding.part, finding.whole) {
                continue;
            }
            let entry = Entry { actor: Actor::system(), at, key: None, sealed: None };
            self.write(move |core| {
                carry_out(core, &id, Context::default(), Command::Count(finding), entry)
            })?;
            noted += 1;
        }
        Ok(noted)
    }
}

fn broken_by(id: &str, broken: &IdentityBroken) -> Failure {
    Failure::BrokenRecord { stream: streams::stream_of::<Watch>(id), what: broken.to_string() }
}

fn carry_out(
    core: &mut Core,
    id: &str,
    context: Context,
    command: Command,
    entry: Entry,
) -> Result<(), Failure> {
    let watch: Watch = streams::carry_out(core, id, context, command, entry)?;
    core.change_affairs(AffairChange::Watch(id.to_owned(), watch));
    Ok(())
}
