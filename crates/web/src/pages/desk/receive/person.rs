//! The dossier's owner: a person who came before, found by name, phone or identity paper, or
//! a new person. The same person keeps the same pseudonym.
//!
//! The list of persons is a part of the reception's page. The page's script asks for that part alone while
//! the officer types; the button does the same without a script.

use app::{ApplicantRow, Purpose, Shown, VisibleDossier};
use askama::Template;

use super::entry::Entry;
use super::show::View;
use crate::answer::{Answer, Error, html};
use crate::layout::Layout;
use crate::request_context::RequestContext;

/// People shown for one search.
const SHOWN: usize = 8;

/// A person on record who matches a search.
pub(super) struct PersonMatch {
    pub person: String,
    pub name: String,
    pub rest: String,
}

/// Searches persons by name, phone or identity paper.
pub(super) fn search(
    context: &RequestContext,
    text: &str,
) -> Result<Shown<Vec<PersonMatch>>, Error> {
    let people = context.app().people(&context.who(), text, SHOWN, context.now())?;
    Ok(people.map(|people| people.into_iter().map(person_match).collect()))
}

/// The part of the page that lists the persons who match.
#[derive(Template)]
#[template(path = "parts/people.html")]
struct PeoplePart {
    layout: Layout,
    shown: View,
    focus: &'static str,
}

/// The list of persons alone, for a text that is being typed.
pub(crate) fn while_typing(context: &RequestContext) -> Answer {
    let text = ::text::outside::line(context.form.raw("find")).into_owned();
    let (now, machine_now) = (context.now(), context.machine_now());
    let sought = (text.as_str(), SHOWN);
    let people = context.app().people_while_typing(&context.who(), sought, now, machine_now)?;
    if people.is_withheld() {
        return Err(Error::Withheld);
    }
    let people = people.given().unwrap_or_default();
    let mut shown = View::of(None);
    found(context, &mut shown, people.into_iter().map(person_match).collect());
    html(&PeoplePart { layout: Layout::new(context, ""), shown, focus: "" })
}

/// Puts the persons of a search on the page.
pub(super) fn found(context: &RequestContext, shown: &mut View, people: Vec<PersonMatch>) {
    let key = match people.len() {
        0 => "receive-nobody",
        SHOWN => "receive-people_many",
        _ => "receive-people_found",
    };
    shown.people_count = context.format(key, &[("n", (people.len() as i64).into())]);
    shown.people = people;
}

fn person_match((person, row): (String, ApplicantRow)) -> PersonMatch {
    let rest = [row.address, ending(&row.phone), ending(&row.identity)];
    let rest: Vec<String> = rest.into_iter().filter(|text| !text.is_empty()).collect();
    PersonMatch { person, name: row.name, rest: rest.join(" · ") }
}

/// A number in a list of people: its last three digits distinguish them.
fn ending(number: &str) -> String {
    match number.char_indices().rev().nth(2) {
        Some((at, _)) if at > 0 => format!("…{}", &number[at..]),
        _ => number.to_owned(),
    }
}

/// Fills in the person who was picked; returns whether the personal data is withheld.
pub(super) fn fill(
    context: &RequestContext,
    entry: &mut Entry,
    person: &str,
) -> Result<bool, Error> {
    let sought = (entry.found.as_str(), person);
    let picked = context.app().picked_person(&context.who(), sought, context.now())?;
    let withheld = picked.is_withheld();
    let Some(row) = picked.given().flatten() else { return Ok(withheld) };
    if entry.form.is_empty("ward") {
        let ward = ward(context, person)?;
        entry.form.set("ward", &ward);
    }
    entry.person = person.to_owned();
    entry.form.set("name", &row.name);
    entry.form.set("address", &row.address);
    entry.form.set("phone", &row.phone);
    entry.form.set("identity", &row.identity);
    entry.form.set("find", "");
    Ok(false)
}

/// Fills in the applicant of another dossier, for the next one of the same person; returns whether the
/// personal data is withheld. A person who filed online stays another one than a person met at the desk.
pub(super) fn fill_as_in(
    context: &RequestContext,
    entry: &mut Entry,
    dossier: &VisibleDossier,
) -> Result<bool, Error> {
    let purpose = Purpose::Desk;
    let data = context.app().personal(&context.who(), dossier, purpose, context.now())?;
    let withheld = data.is_withheld();
    let Some(row) = data.given().and_then(|data| data.applicant) else { return Ok(withheld) };
    let filing = &dossier.view.state.filing;
    if filing.channel != "online" {
        entry.person.clone_from(&filing.person);
    }
    for (field, text) in [
        ("name", &row.name),
        ("address", &row.address),
        ("phone", &row.phone),
        ("identity", &row.identity),
        ("ward", &filing.ward),
    ] {
        entry.form.set(field, text);
    }
    Ok(false)
}

/// The ward of the person's last visible dossier.
fn ward(context: &RequestContext, person: &str) -> Result<String, Error> {
    let now = context.now();
    let rows = context.app().dossiers_of(&context.who(), person, now)?;
    let Some(row) = rows.into_iter().next() else {
        return Ok(String::new());
    };
    let dossier = context.app().open_stream(&context.who(), &row.stream, now)?;
    Ok(dossier.map(|dossier| dossier.view.state.filing.ward).unwrap_or_default())
}

/// Copies the text of a search without results into the field that fits: a number or a name.
pub(super) fn carry_over(entry: &mut Entry) {
    let typed = entry.form.raw("find").trim().to_owned();
    let digits = typed.chars().filter(char::is_ascii_digit).count();
    let field = match digits {
        0 => "name",
        _ if text::person::telephone(&typed).is_some() => "phone",
        _ => "identity",
    };
    if entry.form.is_empty(field) {
        entry.form.set(field, &typed);
        entry.form.set("find", "");
    }
}

/// The applicant's pseudonym: the filing's own, that of the one who was picked, of one met at a
/// desk with the same name and identity paper; `None` for a new person. A telephone alone
/// identifies no person: families share one.
pub(super) fn pseudonym(
    context: &RequestContext,
    entry: &Entry,
    filing: Option<&VisibleDossier>,
) -> Result<Option<String>, Error> {
    if let Some(dossier) = filing {
        let person = &dossier.view.state.filing.person;
        return Ok(Some(person.clone()).filter(|person| !person.is_empty()));
    }
    Ok(context.app().same_person(&given(entry), &entry.person)?)
}

/// The applicant's identifying data, as typed.
pub(super) fn given(entry: &Entry) -> ApplicantRow {
    ApplicantRow {
        name: entry.form.text("name"),
        address: String::new(),
        phone: entry.form.text("phone"),
        identity: entry.form.text("identity"),
    }
}
