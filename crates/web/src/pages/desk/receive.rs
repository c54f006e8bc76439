//! Reception on one screen: choose the procedure, find or enter the person, tick the papers, then
//! receive, complete at once, refuse or guide. What was typed is never lost.

mod act;
mod choose;
mod duplicates;
mod entry;
mod fees;
mod fields;
mod files;
mod guidance;
mod person;
mod scans;
mod show;

use app::{Personal, Purpose, Shown, VisibleDossier};
use rules::Procedure;

use self::entry::Entry;
pub(crate) use self::person::while_typing as people;
pub(crate) use self::scans::file as scan_file;
use self::show::View;
use crate::answer::{Answer, Error};
use crate::request_context::RequestContext;

/// The page: the choice of a procedure, or the reception of one that was chosen.
pub(crate) fn page(context: &RequestContext) -> Answer {
    if context.posted {
        return of_form(context, act::again_as_typed);
    }
    if let Some(code) = context.params.get("filing") {
        let filing = filing(context, code)?;
        let rule = rule(context, &filing.view.state.filing.procedure)?;
        let data = filed_data(context, &filing)?;
        let given = data.clone().given().unwrap_or_default();
        let entry = Entry::of_filing(context, rule, &filing, given);
        return show::page(context, rule, entry, View::of(Some(filing)), Some(data));
    }
    match context.params.get("procedure") {
        None => choose::page(context),
        Some(code) => {
            let rule = rule(context, code)?;
            let mut entry = Entry::blank(context, rule);
            let mut shown = View::of(None);
            if let Some(code) = context.params.get("person_of") {
                shown.withheld =
                    person::fill_as_in(context, &mut entry, &filing_of(context, code)?)?;
            }
            show::page(context, rule, entry, shown, None)
        }
    }
}

/// Takes the form.
pub(crate) fn post(context: &RequestContext) -> Answer {
    of_form(context, act::take)
}

type Taken = fn(&RequestContext, &Procedure, Option<VisibleDossier>) -> Answer;

fn of_form(context: &RequestContext, taken: Taken) -> Answer {
    let code = context.form.raw("filing").trim();
    let filing = if code.is_empty() { None } else { Some(filing_of(context, code)?) };
    let code = match &filing {
        Some(filing) => filing.view.state.filing.procedure.clone(),
        None => context.form.raw("procedure").trim().to_owned(),
    };
    taken(context, rule(context, &code)?, filing)
}

/// Whether an adviser files for a citizen, and no desk officer receives.
fn assists(context: &RequestContext) -> bool {
    context.actor().role == dossier::Role::Adviser
}

/// The actor's own page.
fn own_page(context: &RequestContext) -> &'static str {
    if assists(context) { "/assist" } else { "/desk/receive" }
}

/// A filing that awaits its reception.
fn filing(context: &RequestContext, code: &str) -> Result<VisibleDossier, Error> {
    let filing = filing_of(context, code)?;
    match filing.row.phase.as_str() {
        "filed" | "guided" => Ok(filing),
        _ => Err(Error::NoDossier(code.to_owned())),
    }
}

/// The personal data of a filing, which is on record as shown.
fn filed_data(context: &RequestContext, filing: &VisibleDossier) -> Result<Shown<Personal>, Error> {
    Ok(context.app().personal(&context.who(), filing, Purpose::Filing, context.now())?)
}

/// The filing of a code, whatever its phase.
fn filing_of(context: &RequestContext, code: &str) -> Result<VisibleDossier, Error> {
    let filing = context.app().open_dossier(&context.who(), code, None, context.now())?;
    filing.ok_or_else(|| Error::NoDossier(code.to_owned()))
}

/// The procedure's version in force today.
fn rule<'a>(context: &'a RequestContext, code: &str) -> Result<&'a Procedure, Error> {
    let rule = context.rules.procedure_on(code, context.today());
    rule.ok_or_else(|| Error::NoProcedure(code.to_owned()))
}
