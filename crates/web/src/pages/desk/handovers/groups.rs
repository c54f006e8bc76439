//! Where a dossier goes next: the step after the one it is at, its unit and who can take it; and the
//! dossiers gathered by that.

use app::DossierRow;
use dossier::State;
use rules::{Officer, Post};

use super::{Line, line};
use crate::answer::Error;
use crate::pages::act::least_loaded;
use crate::pages::work::Applicants;
use crate::request_context::RequestContext;

/// The next step of a dossier.
pub(super) struct Next {
    pub unit: String,
    pub step: String,
    post: Option<Post>,
    name: String,
}

impl Next {
    /// The name of its group in the form.
    pub fn group(&self) -> String {
        format!("{}.{}", self.unit, self.step)
    }

    /// The officers who can take the dossiers: those of the step's post, otherwise those of the unit.
    pub fn officers<'a>(&self, context: &'a RequestContext) -> Vec<&'a Officer> {
        let today = context.today();
        let post = self.post.unwrap_or(Post::Specialist);
        let officers = context.rules.officers_of(&self.unit, post, today);
        if !officers.is_empty() {
            return officers;
        }
        let all = context.rules.agency.as_ref().map(|agency| agency.officers.as_slice());
        let all = all.unwrap_or_default().iter();
        all.filter(|officer| officer.unit == self.unit && officer.valid(today)).collect()
    }
}

/// The step after the one that the dossier is at; none after the last.
pub(super) fn next(context: &RequestContext, state: &State) -> Option<Next> {
    let terms = state.terms.as_ref()?;
    let present = &state.hold()?.step;
    let place = terms.steps.iter().position(|step| step.id == *present);
    let step = terms.steps.get(place.map_or(0, |place| place + 1))?;
    let rule = context.rules.procedure_on(&state.filing.procedure, terms.version);
    let text = rule.and_then(|rule| rule.steps.iter().find(|listed| listed.id == step.id));
    let named = if step.unit.is_empty() { &state.filing.unit } else { &step.unit };
    let unit = context.rules.successor(named, context.today());
    Some(Next {
        unit: unit.map_or_else(|| named.clone(), |unit| unit.code.clone()),
        step: step.id.clone(),
        post: text.map(|step| step.post),
        name: context.names().step(state, &step.id),
    })
}

/// Dossiers that go to the same step of the same unit.
pub(super) struct Group {
    pub id: String,
    pub unit: String,
    pub step: String,
    pub officers: Vec<(String, String, bool)>,
    pub lines: Vec<Line>,
}

/// The dossiers by where they go next; those at their last step apart.
pub(super) fn of(
    context: &RequestContext,
    applicants: &Applicants,
    rows: &[DossierRow],
) -> Result<(Vec<Group>, Vec<Line>), Error> {
    let (mut groups, mut last): (Vec<Group>, Vec<Line>) = (Vec::new(), Vec::new());
    for row in rows {
        let dossier = context.app().open_stream(&context.who(), &row.stream, context.now())?;
        let Some(dossier) = dossier else { continue };
        let view = dossier.view;
        let shown = line(context, applicants, row);
        let Some(next) = next(context, &view.state) else {
            last.push(shown);
            continue;
        };
        let id = next.group();
        if let Some(group) = groups.iter_mut().find(|group| group.id == id) {
            group.lines.push(shown);
            continue;
        }
        let officers = next.officers(context);
        let chosen = match context.form.get(&format!("to.{id}")) {
            Some(chosen) => Some(chosen),
            None => least_loaded(context, officers.iter().map(|officer| officer.id.as_str())),
        };
        let officers = officers.iter();
        let officers =
            officers.map(|o| (o.id.clone(), o.name.clone(), Some(o.id.as_str()) == chosen));
        groups.push(Group {
            unit: context.names().unit(&next.unit),
            step: next.name,
            officers: officers.collect(),
            lines: vec![shown],
            id,
        });
    }
    groups.sort_by(|a, b| (&a.unit, &a.id).cmp(&(&b.unit, &b.id)));
    Ok((groups, last))
}
