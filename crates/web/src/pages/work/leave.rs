//! An officer's own leave and that of officers for whom the officer stands in, on the queue: what
//! goes on, what lies ahead, and the form that ends it.

use app::{AbsencePhase, Failure};
use calendar::Instant;

use crate::address::Params;
use crate::answer::{Answer, Error, see};
use crate::request_context::RequestContext;

/// The officer's own leave.
pub(super) struct OwnLeave {
    pub text: String,
    /// When it begins, as the form gives it back.
    pub from: i64,
    pub button: String,
}

/// The own leave, the next first.
pub(super) fn own(context: &RequestContext, me: &str) -> Vec<OwnLeave> {
    let (now, names) = (context.now(), context.names());
    let own = context.app().absences(now).into_iter().filter(|absence| absence.officer == me);
    let mut own: Vec<_> = own.collect();
    own.sort_by_key(|absence| absence.from);
    let describe = |absence: app::Absence| {
        let runs = absence.from <= now;
        let values = [
            ("by", names.officer(&absence.by).into()),
            ("from", instant(context, absence.from).into()),
            ("until", instant(context, absence.until).into()),
        ];
        let key = if runs { "queue-away" } else { "queue-away_ahead" };
        let button = if runs { "queue-returned" } else { "queue-no_leave" };
        OwnLeave {
            text: context.format(key, &values),
            from: absence.from.0,
            button: context.text(button),
        }
    };
    own.into_iter().map(describe).collect()
}

/// The absences in which the officer stands in now or later.
pub(super) fn standing_in(context: &RequestContext, me: &str) -> Vec<String> {
    let (now, names) = (context.now(), context.names());
    let absences = context.app().all_absences().into_iter().filter(|a| a.absence.by == me);
    let text = absences.filter_map(|declared| {
        let key = match declared.phase(now) {
            AbsencePhase::Running => "queue-standing_in",
            AbsencePhase::Ahead => "queue-standing_in_ahead",
            AbsencePhase::Over | AbsencePhase::Withdrawn => return None,
        };
        let absence = declared.as_it_ends();
        let values = [
            ("officer", names.officer(&absence.officer).into()),
            ("from", instant(context, absence.from).into()),
            ("until", instant(context, absence.until).into()),
        ];
        Some(context.format(key, &values))
    });
    text.collect()
}

/// Ends the own leave, or withdraws it. One that is over already asks for nothing more.
pub(super) fn back(context: &RequestContext) -> Answer {
    let from = context.form.raw("from").parse().map(Instant).map_err(|_| Error::BadForm)?;
    let actor = context.actor();
    let key = context.command_key(format!("leave/{}/{}", actor.id, context.form.raw("key")));
    match context.app().end_absence(&actor, (&actor.id, from), context.now(), Some(key)) {
        Ok(n) => {
            let params = Params::default().with("back", &n.to_string());
            see(&context.confirmed("/work", &params))
        }
        Err(Failure::AlreadyDone { .. } | Failure::NotDeclared(_)) => see(&context.to("/work")),
        Err(failure) => Err(failure.into()),
    }
}

/// The confirmation that the officer's own leave has ended.
pub(super) fn done(context: &RequestContext) -> Option<String> {
    let n = context.confirmation("back").parse::<i64>().ok()?;
    Some(context.format("leave-ended", &[("n", n.into())]))
}

fn instant(context: &RequestContext, at: Instant) -> String {
    messages::instant(context.language, at, &context.rules.deadline_calendar().zone)
}
