//! A choice by which a list is narrowed. Knows no list.

use crate::fields::{Choice, Field, Kind};
use crate::request_context::RequestContext;

/// A choice by which a list is narrowed, as the address has it; without a choice the list is whole.
pub(crate) fn field(
    context: &RequestContext,
    name: &str,
    label: &str,
    choices: Vec<Choice>,
) -> Field {
    let mut field = Field::new(Kind::Select, name, context.text(label))
        .none_label(context.text("list-all"))
        .choices(choices)
        .optional();
    field.set(context.params.get(name).unwrap_or_default());
    field
}
