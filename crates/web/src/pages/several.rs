//! Several dossiers of a kind on one page, each seen before it is ticked: which are shown, which are
//! ticked, and the outcome of the form. Knows no action's form.

use std::collections::BTreeMap;

use app::{DossierRow, Purpose, Shown, VisibleDossier};
use axum::http::StatusCode;
use dossier::Action;

use super::batch::{self, Batch};
use crate::address::Params;
use crate::answer::{Answer, Error, see};
use crate::fields::Fault;
use crate::request_context::RequestContext;

/// The button that ticks every dossier of the page.
const TICK_ALL: &str = "tick_all";
/// The name of a dossier's tick.
pub(super) const TICK: &str = "pick";

/// The dossiers of a page.
pub(super) struct Several {
    pub dossiers: Vec<VisibleDossier>,
    /// The number of further rows.
    pub more: usize,
}

/// The outcome of a form.
#[derive(Default)]
pub(super) struct Response {
    pub done: usize,
    pub faults: Vec<Fault>,
    /// The codes of dossiers whose command was not carried out, each with the reason.
    pub left: Vec<(String, String)>,
}

impl Several {
    /// The first dossiers of the rows on which an action is possible for the actor now.
    pub fn open(
        context: &RequestContext,
        rows: &[DossierRow],
        action: Action,
        most: usize,
    ) -> Result<Self, Error> {
        let (mut dossiers, mut looked_at) = (Vec::new(), 0);
        for row in rows {
            if dossiers.len() == most {
                break;
            }
            looked_at += 1;
            let dossier = context.app().open_stream(&context.who(), &row.stream, context.now())?;
            dossiers.extend(dossier.filter(|dossier| dossier.actions.contains(&action)));
        }
        Ok(Self { dossiers, more: rows.len() - looked_at })
    }

    /// The applicants' names, in one showing; whether they are withheld.
    pub fn applicants(
        &self,
        context: &RequestContext,
    ) -> Result<(Vec<Option<String>>, bool), Error> {
        let rows: Vec<DossierRow> = self.dossiers.iter().map(|one| one.row.clone()).collect();
        let applicants =
            context.app().applicants(&context.who(), &rows, Purpose::Act, context.now())?;
        let withheld = applicants.is_withheld();
        let names = match applicants {
            Shown::Given(applicants) => {
                applicants.into_iter().map(|one| one.map(|one| one.name)).collect()
            }
            Shown::Withheld | Shown::NotPermitted => vec![None; rows.len()],
        };
        Ok((names, withheld))
    }

    /// The dossier of a code that the page shows.
    pub fn find(&self, code: &str) -> Option<&VisibleDossier> {
        self.dossiers.iter().find(|dossier| dossier.name() == code)
    }
}

/// Whether the form asks to tick every dossier of the page, which a script does without it.
pub(super) fn ticks_all(context: &RequestContext) -> bool {
    context.posted && context.form.raw("act") == TICK_ALL
}

/// The tick of a dossier: the version that was read, and the code.
pub(super) fn tick(dossier: &VisibleDossier) -> String {
    format!("{}~{}", dossier.version, dossier.name())
}

/// Whether a tick is set in the form as it was sent.
pub(super) fn is_ticked(context: &RequestContext, tick: &str) -> bool {
    let name = if ticks_all(context) { "shown" } else { TICK };
    context.form.all(name).any(|ticked| ticked == tick)
}

/// Carries out the ticked lines of a form without faults and answers: the page at `path` where every line
/// was carried out; otherwise `show`, with the faults or with what is left. `one` is given a dossier's code
/// and the version that was read.
///
/// # Errors
/// As [`batch::run`]; those of `show`.
pub(super) fn answer(
    context: &RequestContext,
    path: &str,
    (versions, faults): (&BTreeMap<&str, u64>, Vec<Fault>),
    one: impl Fn(&str, u64) -> Result<Result<(), String>, Error>,
    show: fn(&RequestContext, StatusCode, Response) -> Answer,
) -> Answer {
    if !faults.is_empty() {
        let response = Response { faults, ..Response::default() };
        return show(context, StatusCode::UNPROCESSABLE_ENTITY, response);
    }
    let one = |code: &str| one(code, versions[code]);
    let Batch { done, left } = batch::run(context, versions.keys().copied(), one)?;
    if left.is_empty() {
        let params = Params::default().with("done", &done.to_string());
        return see(&context.confirmed(path, &params));
    }
    show(context, StatusCode::CONFLICT, Response { done, left, ..Response::default() })
}
