//! Who the dossier belongs to: somebody who came before, found by name, phone or identity paper, or
//! somebody new. The same person keeps the same pseudonym.

use app::VisibleDossier;
use text::fold::fold;

use super::entry::Entry;
use crate::answer::Error;
use crate::request_context::RequestContext;

/// People shown for one search.
const SHOWN: usize = 8;

/// Somebody who came before.
pub(super) struct Found {
    pub person: String,
    pub name: String,
    pub rest: String,
}

/// Looks for people, and writes down that they were shown.
pub(super) fn search(context: &RequestContext, text: &str) -> Result<Vec<Found>, Error> {
    let mut found = Vec::new();
    for (person, row) in context.app().people(&context.who(), text, SHOWN)? {
        let stream = format!("person/{person}");
        context.app().log_read(&context.who(), &stream, "desk", context.now())?;
        let rest = [row.address, ending(&row.phone), ending(&row.identity)];
        let rest: Vec<String> = rest.into_iter().filter(|text| !text.is_empty()).collect();
        found.push(Found { person, name: row.name, rest: rest.join(" · ") });
    }
    Ok(found)
}

/// A number as it is shown before somebody is chosen: its last three digits tell people apart.
fn ending(number: &str) -> String {
    match number.char_indices().rev().nth(2) {
        Some((at, _)) if at > 0 => format!("…{}", &number[at..]),
        _ => number.to_owned(),
    }
}

/// Fills somebody in who was found.
pub(super) fn fill(context: &RequestContext, entry: &mut Entry, person: &str) -> Result<(), Error> {
    let people = context.app().people(&context.who(), &entry.found, 50)?;
    let Some((person, row)) = people.into_iter().find(|(known, _)| known == person) else {
        return Ok(());
    };
    if entry.ward.is_empty() {
        entry.ward = ward(context, &person)?;
    }
    entry.person = person;
    entry.name = row.name;
    entry.address = row.address;
    entry.phone = row.phone;
    entry.identity = row.identity;
    entry.find.clear();
    Ok(())
}

/// The ward of the person's last dossier in sight.
fn ward(context: &RequestContext, person: &str) -> Result<String, Error> {
    let now = context.now();
    let rows = context.app().dossiers_of(&context.who(), person, now)?;
    let Some(row) = rows.into_iter().next() else {
        return Ok(String::new());
    };
    let view = context.app().view_stream(&row.stream, now)?;
    Ok(view.map(|view| view.state.filing.ward).unwrap_or_default())
}

/// What was typed for a search that found nobody: a number stays a number, a name a name.
pub(super) fn carry_over(entry: &mut Entry) {
    let typed = entry.find.trim().to_owned();
    let digits = typed.chars().filter(char::is_ascii_digit).count();
    let field = match digits {
        0 => &mut entry.name,
        9..=11 if typed.starts_with(['0', '+']) => &mut entry.phone,
        _ => &mut entry.identity,
    };
    if field.is_empty() {
        *field = typed;
        entry.find.clear();
    }
}

/// The applicant's pseudonym: the filing's own, that of the one who was picked, of one met at a desk
/// with the same name and identity paper; `None` for somebody new. A telephone alone says nothing:
/// families share one.
pub(super) fn pseudonym(
    context: &RequestContext,
    entry: &Entry,
    filing: Option<&VisibleDossier>,
) -> Result<Option<String>, Error> {
    if let Some(opened) = filing {
        let person = &opened.view.state.filing.person;
        return Ok(Some(person.clone()).filter(|person| !person.is_empty()));
    }
    // By the number where there is one: a name may have thousands.
    let numbers = [entry.identity.as_str(), entry.phone.as_str(), entry.name.as_str()];
    let sought = numbers.into_iter().find(|text| !text.is_empty()).unwrap_or_default();
    let people = context.app().people(&context.who(), sought, 200)?;
    let name = fold(&entry.name);
    let mut same = people.into_iter().filter(|(person, row)| {
        let number = |a: &str, b: &str| !a.is_empty() && a == b;
        let picked = *person == entry.person;
        fold(&row.name) == name && (picked || number(&row.identity, &entry.identity))
    });
    Ok(same.next().map(|(person, _)| person))
}
