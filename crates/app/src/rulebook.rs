//! The rules in force in a folder: whole files, put in force by an event, so that the record says
//! under which rules everything in it was decided.

use std::sync::{Arc, Mutex};

use calendar::Instant;
use rules::{Rules, SourceFile};
use serde_json::{Value, json};
use store::{EventRow, NewEvent};

use crate::application::Application;
use crate::audit::{self, AuditKind};
use crate::core::Core;
use crate::error::Failure;
use crate::lock::lock;
use crate::policy::{AgencyAction, AgencyPermit, NoPermit};
use crate::rules_migration;

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

impl Application {
    /// Puts rule files in force; the same files again change nothing. Open dossiers follow: their due
    /// is counted anew on a new calendar version, merged units hand them to their successors.
    ///
    /// # Errors
    /// The permit is for another act; the files do not load (the first problem is named); or the store
    /// failed.
    pub fn put_in_force(
        &self,
        permit: &AgencyPermit,
        files: &[SourceFile],
        reason: &str,
        at: Instant,
    ) -> Result<(), Failure> {
        if permit.action != AgencyAction::PutRules {
            return Err(NoPermit::NotPermitted.into());
        }
        let rules = rules::load(files).map_err(|problems| broken(&problems))?;
        let mut texts = serde_json::Map::new();
        for file in files {
            texts.insert(file.path.clone(), Value::String(file.text.clone()));
        }
        let body = json!({ "files": texts }).to_string();
        let rules = Arc::new(rules);
        let (actor, reason) = (permit.actor.clone(), reason.to_owned());
        self.write_alone(move |core| put(core, rules, body, (&actor, &reason), at))
    }
}

fn put(
    core: &mut Core,
    rules: Arc<Rules>,
    body: String,
    (actor, reason): (&str, &str),
    at: Instant,
) -> Result<(), Failure> {
    let rows = core.writer.stream(RULES_STREAM)?;
    if !rows.is_empty() {
        rules_migration::check(&core.rules(), &rules)?;
    }
    if rows.last().is_none_or(|last| last.event.public_part != body) {
        let event = NewEvent {
            happened_at: at.0,
            logged_at: core.log_at(at).0,
            actor: actor.to_owned(),
            on_behalf: None,
            kind: "put_in_force".into(),
            public_part: body,
            sealed_part: None,
        };
        core.writer.append(RULES_STREAM, rows.len() as u64, &[event], None)?;
        let objects = vec![RULES_STREAM.to_owned()];
        audit::write(core, (actor, at), AuditKind::PutRules, objects, reason)?;
    }
    core.set_rules(Arc::clone(&rules));
    rules_migration::succeed(core, &rules, reason, at).map(drop)
}

/// The rules last put in force; empty ones where none were.
pub(crate) fn load(rows: &[EventRow]) -> Result<Rules, Failure> {
    match rows.last() {
        None => rules::load(&[]).map_err(|problems| broken(&problems)),
        Some(last) => read(&last.event.public_part),
    }
}

/// The rules of a `put_in_force` event.
pub(crate) fn read(body: &str) -> Result<Rules, Failure> {
    let value: Value = serde_json::from_str(body).map_err(|error| Failure::BrokenRecord {
        stream: RULES_STREAM.into(),
        what: error.to_string(),
    })?;
    let files: Vec<SourceFile> = value["files"]
        .as_object()
        .into_iter()
        .flatten()
        .map(|(path, text)| SourceFile {
            path: path.clone(),
            text: text.as_str().unwrap_or_default().to_owned(),
        })
        .collect();
    rules::load(&files).map_err(|problems| broken(&problems))
}

fn broken(problems: &[rules::Problem]) -> Failure {
    let first = problems.first().map(ToString::to_string).unwrap_or_default();
    Failure::BrokenRecord { stream: RULES_STREAM.into(), what: first }
}
