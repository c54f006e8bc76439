//! The acts on a request: which an officer has now, and the fields of each. Knows no page.

use affairs::data_request::{EXTENSION_DAYS, Outcome, RequestKind};
use app::VisibleDataRequest;

use crate::fields::{Choice, Fault, Field, Form, Kind};
use crate::pages::act_forms::{self, ActForm};
use crate::pages::step_up;
use crate::request_context::RequestContext;

/// Characters of a reason at most.
const TEXT_CHARS: usize = 4000;

/// The acts of an officer on a request, in order.
fn codes(context: &RequestContext, visible: &VisibleDataRequest) -> Vec<&'static str> {
    let (me, request) = (context.actor(), &visible.request);
    if !request.restricted().is_empty() {
        return vec!["lift"];
    }
    if visible.obstacle.is_some() {
        return Vec::new();
    }
    let erases = request.kind() == Some(RequestKind::Erasure);
    let erasable = visible.plan.as_ref().is_some_and(|plan| !plan.erased().is_empty());
    let mut codes = Vec::new();
    match &request.proposed {
        Some(proposal) if proposal.by != me.id && is_as_proposed(visible) => {
            codes.extend(["approve", "send_back"]);
        }
        Some(_) => codes.push("send_back"),
        None if erases && erasable => codes.push("propose"),
        None if erases => codes.push("refuse"),
        None => codes.push("decide"),
    }
    if request.answered.is_none() {
        codes.push("answer");
    }
    if request.extended.is_none() && request.due.is_none_or(|due| due >= context.now()) {
        codes.push("extend");
    }
    if erases && erasable && request.proposed.is_none() {
        codes.push("refuse");
    }
    codes
}

/// Whether what may be erased now is what was proposed.
pub(super) fn is_as_proposed(visible: &VisibleDataRequest) -> bool {
    let proposed = visible.request.proposed.as_ref().map(|proposal| &proposal.erased);
    let plan = visible.plan.as_ref().map(|plan| plan.erased());
    proposed.is_some() && plan.as_ref() == proposed
}

/// The fields of an act.
pub(super) fn form(context: &RequestContext, act: &str, faults: &[Fault]) -> Form {
    let reason = |key: &str| {
        Field::of_key(context, Kind::Long, "reason", &format!("data_request-{key}"))
            .max_chars(TEXT_CHARS)
            .fault_key("fault-reason")
    };
    let fields = match act {
        "answer" => {
            let label = context.text("data_request-other_party");
            let choice = Choice::new("1", context.text("data_request-other_party_said"));
            vec![Field::new(Kind::Tick, "other_party", label).choices(vec![choice]).optional()]
        }
        "extend" => {
            let number = Kind::Number { least: 1, most: EXTENSION_DAYS };
            let days = Field::of_key(context, number, "days", "data_request-days")
                .fault_key("fault-data_request_days");
            vec![days, reason("reason_extend")]
        }
        "decide" => {
            let outcome = |outcome: &Outcome| {
                let key = format!("data_request-outcome_{}", outcome.code());
                Choice::new(outcome.code(), context.text(&key))
            };
            let outcomes = Field::of_key(context, Kind::Radio, "outcome", "data_request-outcome")
                .choices(Outcome::ALL.iter().map(outcome).collect())
                .fault_key("fault-data_request_outcome");
            vec![outcomes, reason("reason_decide")]
        }
        "approve" => {
            let label = context.text("data_request-sure");
            let choice = Choice::new("1", context.text("data_request-sure_said"));
            let sure = Field::new(Kind::Tick, "sure", label).choices(vec![choice]);
            let sure = sure.fault_key("fault-data_request_sure");
            let code = step_up::is_requested(context).then(|| step_up::field(context, faults));
            std::iter::once(sure).chain(code).collect()
        }
        "send_back" => vec![reason("reason_send_back")],
        "lift" => vec![reason("reason_lift")],
        _ => vec![reason("reason_decide")],
    };
    Form::new(context.zone(), fields)
}

/// The acts as they are shown; what cannot be undone is never the next one.
pub(super) fn shown(
    context: &RequestContext,
    visible: &VisibleDataRequest,
    failed: (&'static str, &[Fault]),
) -> Vec<ActForm> {
    let codes = codes(context, visible);
    let form = |act| form(context, act, failed.1);
    act_forms::shown(context, ("data_request", codes, &["approve"]), form, failed)
}
