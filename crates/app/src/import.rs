//! Taking over an old register: every dossier becomes one event in a stream of its own register.
//! What is there already is left as it is.

use std::collections::BTreeSet;

use calendar::Instant;
use dossier::event::{ImportedPause, ImportedStep, PauseReason};
use dossier::{Event, Filing, Recorded};
use serde_json::json;
use store::EventRow;

use crate::application::Application;
use crate::audit::{self, AuditKind};
use crate::core::Core;
use crate::error::Failure;
use crate::event_codec;
use crate::inquiry::Inquiry;

/// Dossiers taken over at once.
const PART: usize = 256;

/// The summary of an import.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ImportSummary {
    /// Dossiers that went in.
    pub imported: usize,
    /// Dossiers that were there already.
    pub already: usize,
    /// The dossiers that are on record with other content, each with the fields that differ.
    pub differing: Vec<(String, String)>,
}

/// The relation of an imported dossier to the register.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Held {
    /// The dossier is not on record.
    New,
    /// The dossier is on record with the same content.
    Same,
    /// Other content; the names of the fields.
    Other(String),
}

impl Inquiry<'_> {
    /// The relation of a dossier to a register before an import.
    ///
    /// # Errors
    /// The store failed, or a row does not read.
    pub fn held(
        &self,
        register: &str,
        zone: &str,
        dossier: &register::Dossier,
    ) -> Result<Held, Failure> {
        let rows = self.reader.stream(&stream(register, dossier))?;
        held(&rows, zone, dossier)
    }
}

impl Application {
    /// Takes over the dossiers of an old register and puts that on record.
    ///
    /// # Errors
    /// The store failed; groups committed before stay, and a second run goes on after them.
    pub fn import(
        &self,
        register: &str,
        zone: &str,
        dossiers: &[register::Dossier],
        at: Instant,
    ) -> Result<ImportSummary, Failure> {
        let mut summary = ImportSummary::default();
        // Others get their turn between two parts.
        for part in dossiers.chunks(PART) {
            let taken = self.import_part(register, zone, part.to_vec(), at)?;
            summary.imported += taken.imported;
            summary.already += taken.already;
            summary.differing.extend(taken.differing);
        }
        self.import_end(register, &summary, at)?;
        Ok(summary)
    }

    /// Takes over some dossiers of an old register: durable with [`Application::import_end`].
    ///
    /// # Errors
    /// As [`Application::import`].
    pub fn import_part(
        &self,
        register: &str,
        zone: &str,
        dossiers: Vec<register::Dossier>,
        at: Instant,
    ) -> Result<ImportSummary, Failure> {
        let (register, zone) = (register.to_owned(), zone.to_owned());
        self.in_log(move |core| take_over(core, (&register, &zone), &dossiers, at))
    }

    /// Records the end of an import.
    ///
    /// # Errors
    /// The store failed.
    pub fn import_end(
        &self,
        register: &str,
        summary: &ImportSummary,
        at: Instant,
    ) -> Result<(), Failure> {
        let detail = format!("{} + {}", summary.imported, summary.already);
        let objects = vec![format!("register/{register}")];
        self.persist(move |core| {
            audit::write(core, (audit::OWNER, at), AuditKind::ImportRegister, objects, &detail)
        })
    }
}

/// Imports dossiers, each whole or not at all.
fn take_over(
    core: &mut Core,
    (register, zone): (&str, &str),
    dossiers: &[register::Dossier],
    at: Instant,
) -> Result<ImportSummary, Failure> {
    let rules = core.rules();
    let mut summary = ImportSummary::default();
    for dossier in dossiers {
        let stream = stream(register, dossier);
        match held(&core.writer.stream(&stream)?, zone, dossier)? {
            Held::New => {}
            held_one => {
                summary.already += 1;
                if let Held::Other(fields) = held_one {
                    summary.differing.push((dossier.code.clone(), fields));
                }
                continue;
            }
        }
        let recorded = Recorded {
            at: dossier.received,
            // The old register knew it when it happened; when we took it over is in the event.
            logged_at: dossier.received,
            actor: "import".into(),
            on_behalf: None,
            paper_number: None,
            event: event(dossier, zone, at),
            sealed: None,
        };
        core.whole(|core| {
            core.touch(&stream);
            core.writer.append_imported(&stream, &event_codec::row(&recorded))?;
            core.load(&stream, &rules).map(drop)
        })?;
        summary.imported += 1;
        core.commit_if_large()?;
    }
    Ok(summary)
}

fn stream(register: &str, dossier: &register::Dossier) -> String {
    format!("dossier/{register}/{}", dossier.code)
}

/// Compares a dossier with the one on record, but for when that was imported.
fn held(rows: &[EventRow], zone: &str, dossier: &register::Dossier) -> Result<Held, Failure> {
    let history = event_codec::history(rows)?;
    let Some(first) = history.first() else { return Ok(Held::New) };
    let Event::Imported { imported_at, .. } = first.event else {
        return Ok(Held::Other("kind".to_owned()));
    };
    let new = event(dossier, zone, imported_at);
    if new == first.event {
        return Ok(Held::Same);
    }
    let [new, old] = [&new, &first.event].map(|event| json!(event));
    let fields =
        new.as_object().into_iter().chain(old.as_object()).flat_map(|fields| fields.keys());
    let differing: BTreeSet<&str> =
        fields.filter(|name| new[*name] != old[*name]).map(String::as_str).collect();
    Ok(Held::Other(differing.into_iter().collect::<Vec<_>>().join(", ")))
}

fn event(dossier: &register::Dossier, zone: &str, imported_at: Instant) -> Event {
    let present = |text: &str| if text == register::NONE { String::new() } else { text.to_owned() };
    Event::Imported {
        code: dossier.code.clone(),
        filing: Filing {
            procedure: present(&dossier.procedure),
            field: dossier.field.clone().unwrap_or_default(),
            unit: present(&dossier.unit),
            ward: dossier.ward.clone().unwrap_or_default(),
            channel: present(&dossier.channel),
            ..Filing::default()
        },
        zone: zone.to_owned(),
        received: dossier.received,
        due: dossier.due,
        due_stated: dossier.due_stated,
        officer: dossier.officer.clone(),
        finished: dossier.finished,
        withdrawn: dossier.withdrawn,
        steps: dossier
            .steps
            .iter()
            .map(|step| ImportedStep {
                name: step.name.clone(),
                officer: step.officer.clone(),
                unit: step.unit.clone(),
                at: step.at,
                due: step.due,
            })
            .collect(),
        pauses: dossier
            .pauses
            .iter()
            .map(|pause| ImportedPause {
                from: pause.from,
                to: pause.to,
                reason: match pause.reason {
                    register::PauseReason::Supplement => PauseReason::Supplement,
                    register::PauseReason::Financial => PauseReason::Financial,
                    register::PauseReason::Agency => PauseReason::Agency,
                },
                on_due_date: pause.on_due_date,
            })
            .collect(),
        imported_at,
    }
}
