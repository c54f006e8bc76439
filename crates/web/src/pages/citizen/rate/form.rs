//! The fields of a rating: its grades and the free text. Knows no answer.

use affairs::rating::{Factor, Grade};

use crate::fields::{Choice, Field, Form, Kind};
use crate::request_context::RequestContext;

/// Characters of the free text at most.
const NOTE_CHARS: usize = 2000;

/// The order in which the grades are asked for: first those that must be given.
const ORDER: [Factor; 6] = [
    Factor::Service,
    Factor::Officer,
    Factor::Access,
    Factor::Procedure,
    Factor::Result,
    Factor::Feedback,
];

/// The grades and the free text.
pub(super) fn grades(context: &RequestContext) -> Form {
    let choices = || {
        let choice = |grade: &Grade| {
            Choice::new(grade.code(), context.text(&format!("grade-{}", grade.code())))
        };
        Grade::ALL.iter().map(choice).collect()
    };
    let question = |factor: Factor| {
        let key = format!("rate-{}", factor.code());
        let field = Field::of_key(context, Kind::Radio, factor.code(), &key).choices(choices());
        match factor {
            Factor::Service | Factor::Officer => field.fault_key("fault-grade"),
            _ => field.optional(),
        }
    };
    let note = Field::of_key(context, Kind::Long, "note", "rate-note").optional();
    let fields = ORDER.into_iter().map(question).chain([note.max_chars(NOTE_CHARS)]);
    Form::new(context.zone(), fields.collect())
}
