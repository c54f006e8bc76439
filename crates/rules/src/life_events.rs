//! Life events: occasions that bring citizens to the agency, with their procedures. The module
//! reads `life_events.toml` and checks its codes against the procedures. The module must not know
//! pages.

use std::collections::BTreeSet;
use text::sentence;

use crate::checks::unique;
use crate::procedure::{Procedure, Scope};
use crate::reader::{Source, Table, WithTable};

/// An event in the life of a person or a business, with its procedures.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LifeEvent {
    /// The short name, which addresses contain.
    pub id: String,
    /// The name in Vietnamese.
    pub name: String,
    /// The name in English.
    pub name_en: String,
    /// One sentence of help, in Vietnamese.
    pub help: String,
    /// The same sentence in English.
    pub help_en: String,
    /// The codes of the procedures, the most frequent ones first.
    pub procedures: Vec<String>,
}

impl LifeEvent {
    /// Whether the life event has a procedure.
    #[must_use]
    pub fn has(&self, code: &str) -> bool {
        self.procedures.iter().any(|listed| listed == code)
    }
}

/// The life events of a file with their tables in the same order, which problem reports need.
pub(crate) struct EventsFile<'a> {
    pub scope: Scope,
    pub events: Vec<LifeEvent>,
    tables: Vec<Table<'a>>,
}

pub(crate) fn read<'a>(source: &'a Source<'a>, scope: Scope) -> EventsFile<'a> {
    let root = source.root();
    let tables = root.tables("event");
    root.close();
    unique(&tables, "id", "event", |table| table.optional_text("id"));
    let events = tables.iter().map(event).collect();
    EventsFile { scope, events, tables }
}

fn event(table: &Table<'_>) -> LifeEvent {
    let event = LifeEvent {
        id: table.text("id"),
        name: table.text("name"),
        name_en: table.text("name_en"),
        help: table.text("help"),
        help_en: table.text("help_en"),
        procedures: table.texts("procedures"),
    };
    table.close();
    event
}

/// Reports codes that no procedure has.
pub(crate) fn check(files: &[EventsFile<'_>], procedures: &[WithTable<'_, Procedure>]) {
    let codes: BTreeSet<&str> = procedures.iter().map(|read| read.value.code.as_str()).collect();
    // A procedure with an unreadable code may be the missing one.
    if codes.contains("") {
        return;
    }
    for (event, table) in files.iter().flat_map(|file| file.events.iter().zip(&file.tables)) {
        for code in event.procedures.iter().filter(|code| !codes.contains(code.as_str())) {
            let text = sentence!(
                "no procedure has the code {code:?}; write the code of a procedure",
                code
            );
            table.report_text("procedures", code, text);
        }
    }
}

/// All life events: the agency's own before the catalogue's. Where both have the same id, the
/// agency's own is used.
pub(crate) fn assemble(mut files: Vec<EventsFile<'_>>) -> Vec<LifeEvent> {
    files.sort_by_key(|file| file.scope);
    let mut seen = BTreeSet::new();
    let events = files.into_iter().flat_map(|file| file.events);
    events.filter(|event| seen.insert(event.id.clone())).collect()
}
