//! Reception on one screen: choose the procedure, find or enter the person, tick the papers, then
//! receive, complete at once, refuse or guide. What was typed is never lost.

mod act;
mod choose;
mod duplicates;
mod entry;
mod fees;
mod files;
mod guidance;
mod person;
mod show;

use office::Opened;
use rules::Procedure;

use self::entry::Entry;
use self::show::Shown;
use crate::answer::{Answer, Error};
use crate::visit::Visit;

/// The page: the choice of a procedure, or the reception of one that was chosen.
pub(crate) fn page(visit: &Visit) -> Answer {
    if let Some(code) = visit.params.get("filing") {
        let opened = filing(visit, code)?;
        let rule = rule(visit, &opened.view.state.filing.procedure)?;
        let entry = Entry::of_filing(visit, rule, &opened)?;
        visit.office().log_read(&visit.who(), &opened.stream, "filing", visit.now())?;
        return show::page(visit, rule, entry, Shown::of(Some(opened)));
    }
    match visit.params.get("procedure") {
        None => choose::page(visit),
        Some(code) => {
            let rule = rule(visit, code)?;
            show::page(visit, rule, Entry::blank(visit, rule), Shown::of(None))
        }
    }
}

/// Takes the form.
pub(crate) fn post(visit: &Visit) -> Answer {
    let code = visit.form.raw("filing").trim();
    let opened = if code.is_empty() { None } else { Some(filing_of(visit, code)?) };
    let code = match &opened {
        Some(opened) => opened.view.state.filing.procedure.clone(),
        None => visit.form.raw("procedure").trim().to_owned(),
    };
    act::take(visit, rule(visit, &code)?, opened)
}

/// A filing that awaits its reception.
fn filing(visit: &Visit, code: &str) -> Result<Opened, Error> {
    let opened = filing_of(visit, code)?;
    match opened.row.phase.as_str() {
        "filed" | "guided" => Ok(opened),
        _ => Err(Error::NoDossier(code.to_owned())),
    }
}

/// The same, whatever became of it meanwhile.
fn filing_of(visit: &Visit, code: &str) -> Result<Opened, Error> {
    let opened = visit.office().open_dossier(&visit.who(), code, None, visit.now())?;
    opened.ok_or_else(|| Error::NoDossier(code.to_owned()))
}

/// The procedure's version in force today.
fn rule<'a>(visit: &'a Visit, code: &str) -> Result<&'a Procedure, Error> {
    let rule = visit.rules.procedure_on(code, visit.today());
    rule.ok_or_else(|| Error::NoProcedure(code.to_owned()))
}

/// A text in the reader's language.
fn pick(visit: &Visit, vi: &str, en: Option<&str>) -> String {
    match (visit.language, en) {
        (text::Language::English, Some(en)) if !en.is_empty() => en.to_owned(),
        _ => vi.to_owned(),
    }
}
