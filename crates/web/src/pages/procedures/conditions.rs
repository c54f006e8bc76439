//! In which circumstances a fee, a relief or a duration counts, in words.

use rules::{Condition, ORDINARY_CASE, Procedure};

use crate::request_context::RequestContext;

/// The cases, channels and places of a condition; none where it always holds.
pub(super) fn condition_text(
    context: &RequestContext,
    rule: &Procedure,
    condition: &Condition,
) -> Option<String> {
    let case = |id: &String| match rule.cases.iter().find(|case| case.id == *id) {
        Some(case) => context.names().case(case),
        None if id == ORDINARY_CASE => context.text("procedure-other_cases"),
        None => id.clone(),
    };
    let cases: Vec<String> = condition.cases.iter().map(case).collect();
    let cases = Some(cases.join(", ")).filter(|cases| !cases.is_empty());
    let channels = messages::channels(context.language, &condition.channels)
        .map(|channels| context.format("procedure-by_channel", &[("channels", channels.into())]));
    let place = condition.remote.map(|remote| {
        context.text(if remote { "procedure-remote" } else { "procedure-not_remote" })
    });
    let parts: Vec<String> = [cases, channels, place].into_iter().flatten().collect();
    Some(parts.join("; ")).filter(|parts| !parts.is_empty())
}
