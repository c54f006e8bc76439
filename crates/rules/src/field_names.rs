//! The English names of fields (lĩnh vực), from `fields.toml`. The module must not know procedures.

use std::collections::BTreeMap;

use crate::checks::unique;
use crate::procedure::Scope;
use crate::reader::{Source, Table};

/// The names of a file, Vietnamese and English.
pub(crate) struct FieldNames {
    pub scope: Scope,
    names: Vec<(String, String)>,
}

pub(crate) fn read(source: &Source<'_>, scope: Scope) -> FieldNames {
    let root = source.root();
    let tables = root.tables("field");
    root.close();
    unique(&tables, "name", "field", |table| table.optional_text("name"));
    FieldNames { scope, names: tables.iter().map(field).collect() }
}

fn field(table: &Table<'_>) -> (String, String) {
    let names = (table.text("name"), table.text("name_en"));
    table.close();
    names
}

/// All names; where the agency and the catalogue name a field, the agency's name is used.
pub(crate) fn assemble(mut files: Vec<FieldNames>) -> BTreeMap<String, String> {
    files.sort_by_key(|file| std::cmp::Reverse(file.scope));
    files.into_iter().flat_map(|file| file.names).collect()
}
