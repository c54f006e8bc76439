//! The fields of each act on a breach, and the command that they make. Knows no page.

use affairs::breach::{Breach, Command, DataKind, Known, Nature, PersonsWay, Refusal};

use crate::fields::{Choice, Field, Form, Kind};
use crate::request_context::RequestContext;

/// Characters of a text at most.
const TEXT_CHARS: usize = 4000;
/// Persons that a breach concerns, at most.
const PERSONS: u32 = 1_000_000_000;

/// The words of an enumeration as choices.
fn choices<'a>(
    context: &RequestContext,
    texts: &str,
    codes: impl IntoIterator<Item = &'a str>,
) -> Vec<Choice> {
    let choice = |code: &str| Choice::new(code, context.text(&format!("breach-{texts}_{code}")));
    codes.into_iter().map(choice).collect()
}

/// The fields of an act; those of a correction hold what is known.
pub(super) fn of(context: &RequestContext, act: &str, breach: Option<&Breach>) -> Form {
    let field = |kind, name: &str| Field::of_key(context, kind, name, &format!("breach-{name}"));
    let text = || {
        Field::of_key(context, Kind::Long, "text", &format!("breach-text_{act}"))
            .max_chars(TEXT_CHARS)
            .fault_key("fault-breach")
    };
    let persons = || field(Kind::Number { least: 0, most: PERSONS }, "persons").optional();
    let fields = match act {
        "record" | "correct" => {
            let natures = Nature::ALL.iter().map(|one| one.code());
            let kinds = DataKind::ALL.iter().map(|one| one.code());
            let nature = field(Kind::Select, "nature").choices(choices(context, "nature", natures));
            let data = field(Kind::Ticks, "data").choices(choices(context, "data", kinds));
            vec![field(Kind::TypedMoment, "discovered"), nature, data, persons(), text()]
        }
        "notify" => vec![
            field(Kind::Line, "body").fault_key("fault-breach_body"),
            field(Kind::Line, "number"),
            field(Kind::TypedMoment, "notified_at"),
            text().optional(),
        ],
        "inform" => {
            let ways = PersonsWay::ALL.iter().map(|one| one.code());
            let way = field(Kind::Radio, "way").choices(choices(context, "way", ways));
            vec![way, field(Kind::TypedMoment, "informed_at"), persons(), text()]
        }
        _ => vec![text()],
    };
    let mut form = Form::new(context.zone(), fields);
    let known = breach.and_then(|breach| breach.known.as_ref());
    if let (Some(known), "correct") = (known, act) {
        let kinds: Vec<&str> = known.data.iter().map(|kind| kind.code()).collect();
        form.set("discovered", &crate::dates::typed_moment(known.discovered_at, context.zone()));
        form.set("nature", known.nature.code());
        form.set("data", &kinds.join("\n"));
        form.set("persons", &known.persons.map(|n| n.to_string()).unwrap_or_default());
    }
    form
}

/// What is known, as the form says.
pub(super) fn known(form: &Form) -> Option<Known> {
    let data = form.lines("data").iter().filter_map(|kind| DataKind::of(kind)).collect();
    let nature = Nature::of(&form.text("nature"))?;
    Some(Known::new(form.instant("discovered")?, nature, data, form.number("persons")))
}

/// The command of an act on a breach; `None` where the form has faults.
pub(super) fn command(act: &str, form: &Form) -> Option<Command> {
    let text = form.text("text");
    Some(match act {
        "notify" => Command::Notify {
            body: form.text("body"),
            number: form.text("number"),
            notified_at: form.instant("notified_at")?,
            reason: text,
        },
        "leave_out" => Command::LeaveOut { reason: text },
        "inform" => Command::InformPersons {
            way: PersonsWay::of(&form.text("way"))?,
            informed_at: form.instant("informed_at")?,
            persons: form.number("persons"),
            text,
        },
        "measure" => Command::Measure { text },
        "correct" => Command::Correct { known: known(form)?, text },
        "close" => Command::Close { text },
        _ => return None,
    })
}

/// The field that a refusal is about; empty where it is the whole form.
pub(super) const fn field_of(why: Refusal) -> &'static str {
    match why {
        Refusal::LateWithoutReason(_) | Refusal::EmptyText => "text",
        Refusal::NoData => "data",
        _ => "",
    }
}
