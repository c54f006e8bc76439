//! The rules in force in a folder: whole files, put in force by an event, so that the record says
//! under which rules everything in it was decided.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex};

use calendar::{Calendars, Instant};
use rules::{CalendarKeys, DayChange, Problem, Rules, SourceFile, YearFiles};
use serde::{Deserialize, Serialize};
use store::{EventRow, NewEvent};

use crate::application::Application;
use crate::audit::{self, AuditKind};
use crate::core::Core;
use crate::error::Failure;
use crate::inquiry::Inquiry;
use crate::lock::lock;
use crate::policy::{AgencyAction, AgencyPermit, NoPermit};
use crate::rules_migration::{self, DueMove};
use text::ToSentence;

/// The stream of rules put in force.
pub const RULES_STREAM: &str = "rules/agency";

/// The rules in force in memory; a clone shares them.
#[derive(Clone, Debug)]
pub(crate) struct RulesInForce(Arc<Mutex<Arc<Rules>>>);

impl RulesInForce {
    pub fn of(rules: Rules) -> Self {
        Self(Arc::new(Mutex::new(Arc::new(rules))))
    }

    pub fn get(&self) -> Arc<Rules> {
        Arc::clone(&lock(&self.0))
    }

    pub fn set(&self, rules: Arc<Rules>) {
        *lock(&self.0) = rules;
    }
}

/// Rules files to put in force.
#[derive(Clone, Debug)]
pub enum RuleFiles {
    /// All rule files: a file that is not among them is no longer in force.
    Whole(Vec<SourceFile>),
    /// Files that are added to those in force, or replace some of them.
    Amending(Vec<SourceFile>),
}

impl RuleFiles {
    /// The files.
    #[must_use]
    pub fn files(&self) -> &[SourceFile] {
        match self {
            Self::Whole(files) | Self::Amending(files) => files,
        }
    }
}

/// The body of a `put_in_force` event.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct Body {
    /// Texts by path.
    files: BTreeMap<String, String>,
    /// Keys of the calendars by name. Without it each name is the key, and every year file is its
    /// whole year.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    calendars: Option<CalendarKeys>,
}

/// Rules that may be put in force: read, checked, and their calendars named among those on record.
struct Proposal {
    rules: Rules,
    body: Body,
    /// Whether the files differ from those in force.
    changes: bool,
}

impl Application {
    /// Like [`Self::put_rules`], with all the files.
    ///
    /// # Errors
    /// As [`Self::put_rules`].
    pub fn put_in_force(
        &self,
        permit: &AgencyPermit,
        files: &[SourceFile],
        reason: &str,
        at: Instant,
    ) -> Result<Vec<DueMove>, Failure> {
        self.put_rules(permit, RuleFiles::Whole(files.to_vec()), reason, at)
    }

    /// Puts rule files in force; the same files again change nothing. Open dossiers follow: their due
    /// is counted again where the calendar has other content, merged units hand them to their
    /// successors. Gives the dossiers whose due moved.
    ///
    /// # Errors
    /// The permit is for another act; [`Failure::BadRules`] where the files do not load; or the store
    /// failed. Nothing changed then.
    pub fn put_rules(
        &self,
        permit: &AgencyPermit,
        files: RuleFiles,
        reason: &str,
        at: Instant,
    ) -> Result<Vec<DueMove>, Failure> {
        if permit.action != AgencyAction::PutRules {
            return Err(NoPermit::NotPermitted.into());
        }
        let (actor, reason) = (permit.actor.clone(), reason.to_owned());
        self.write_alone(move |core| put(core, &files, (&actor, &reason), at))
    }
}

impl Inquiry<'_> {
    /// The dossiers whose due these files would move if they were put in force now.
    ///
    /// # Errors
    /// [`Failure::BadRules`] where the files do not load; [`Failure::Refused`] where a dossier in work
    /// cannot follow; or the store failed.
    pub fn due_moves(&self, files: &RuleFiles, at: Instant) -> Result<Vec<DueMove>, Failure> {
        let rows = self.reader.stream(RULES_STREAM)?;
        let proposal = propose(&rows, files)?;
        rules_migration::due_moves(self, &proposal.rules, at)
    }

    /// The days that these files would change on the calendar that counts.
    ///
    /// # Errors
    /// As [`Self::due_moves`].
    pub fn day_changes(&self, files: &RuleFiles) -> Result<Vec<DayChange>, Failure> {
        let rows = self.reader.stream(RULES_STREAM)?;
        let proposal = propose(&rows, files)?;
        let (before, after) = (self.rules.deadline_calendar(), proposal.rules.deadline_calendar());
        Ok(rules::day_changes(before, after))
    }

    /// The rules files in force.
    ///
    /// # Errors
    /// The store failed, or the record of rules does not read.
    pub fn rule_files(&self) -> Result<Vec<SourceFile>, Failure> {
        let rows = self.reader.stream(RULES_STREAM)?;
        Ok(rows.last().map(Body::read).transpose()?.map(|body| body.files()).unwrap_or_default())
    }
}

fn put(
    core: &mut Core,
    files: &RuleFiles,
    (actor, reason): (&str, &str),
    at: Instant,
) -> Result<Vec<DueMove>, Failure> {
    let rows = core.writer.stream(RULES_STREAM)?;
    let Proposal { rules, body, changes } = propose(&rows, files)?;
    if changes {
        let public_part = serde_json::to_string(&body).map_err(unreadable)?;
        let event = NewEvent {
            happened_at: at.0,
            logged_at: core.log_at(at).0,
            actor: actor.to_owned(),
            on_behalf: None,
            kind: "put_in_force".into(),
            public_part,
            sealed_part: None,
        };
        core.writer.append(RULES_STREAM, rows.len() as u64, &[event], None)?;
        let objects = vec![RULES_STREAM.to_owned()];
        audit::write(core, (actor, at), AuditKind::PutRules, objects, reason)?;
    }
    let rules = Arc::new(rules);
    core.set_rules(Arc::clone(&rules));
    rules_migration::migrate(core, &rules, reason, at)
}

fn propose(rows: &[EventRow], files: &RuleFiles) -> Result<Proposal, Failure> {
    let last = rows.last().map(Body::read).transpose()?;
    let files = match files {
        RuleFiles::Whole(files) => files.clone(),
        RuleFiles::Amending(changes) => {
            let in_force = last.as_ref().map(Body::files).unwrap_or_default();
            rules::amended(&in_force, changes)
                .map_err(|problem| Failure::BadRules { problems: vec![problem] })?
        }
    };
    let mut rules = rules::load(&files).map_err(|problems| Failure::BadRules {
        problems: problems.iter().map(ToSentence::to_sentence).collect(),
    })?;
    let calendars = known_calendars(rows)?;
    let keys = rules.calendar_keys(&calendars);
    rules.key_calendars(&keys, calendars);
    let files = files.into_iter().map(|file| (file.path, file.text)).collect();
    let unchanged = last.is_some_and(|last| {
        let same = |(name, key): (&String, &String)| match &last.calendars {
            Some(calendars) => calendars.get(name) == Some(key),
            None => name == key,
        };
        last.files == files && keys.iter().all(same)
    });
    let body = Body { files, calendars: Some(keys) };
    Ok(Proposal { rules, body, changes: !unchanged })
}

/// The rules last put in force, with every calendar that ever was; empty ones where none were.
pub(crate) fn load(rows: &[EventRow]) -> Result<Rules, Failure> {
    let Some((last, before)) = rows.split_last() else {
        return rules::load(&[]).map_err(|problems| broken(&problems));
    };
    let body = Body::read(last)?;
    let mut rules =
        rules::load_with(&body.files(), body.year_files()).map_err(|problems| broken(&problems))?;
    rules.key_calendars(&body.calendars.unwrap_or_default(), known_calendars(before)?);
    Ok(rules)
}

/// Every calendar that was in force, by its key.
fn known_calendars(rows: &[EventRow]) -> Result<Calendars, Failure> {
    let mut calendars = Calendars::new();
    for row in rows {
        let body = Body::read(row)?;
        // What names no new key has no new content.
        if body
            .calendars
            .as_ref()
            .is_some_and(|keys| keys.values().all(|key| calendars.contains_key(key)))
        {
            continue;
        }
        let mut rules = rules::load_with(&body.calendar_files(), body.year_files())
            .map_err(|problems| broken(&problems))?;
        rules.key_calendars(&body.calendars.unwrap_or_default(), calendars);
        calendars = rules.calendars;
    }
    Ok(calendars)
}

impl Body {
    fn read(row: &EventRow) -> Result<Self, Failure> {
        serde_json::from_str(&row.event.public_part).map_err(unreadable)
    }

    /// The files, with composed letters: an older program stored them as they came.
    fn files(&self) -> Vec<SourceFile> {
        let composed = |text: &str| text::outside::composed(text).into_owned();
        let files = self.files.iter();
        files
            .map(|(path, text)| SourceFile { path: composed(path), text: composed(text) })
            .collect()
    }

    /// The files that calendars are made of.
    fn calendar_files(&self) -> Vec<SourceFile> {
        let mut files = self.files();
        files.retain(|file| rules::is_calendar_file(&file.path));
        files
    }

    fn year_files(&self) -> YearFiles {
        if self.calendars.is_some() { YearFiles::Announced } else { YearFiles::Whole }
    }
}

fn unreadable(error: serde_json::Error) -> Failure {
    Failure::BrokenRecord { stream: RULES_STREAM.into(), what: error.to_string() }
}

fn broken(problems: &[Problem]) -> Failure {
    let first = problems.first().map(ToString::to_string).unwrap_or_default();
    Failure::BrokenRecord { stream: RULES_STREAM.into(), what: first }
}
