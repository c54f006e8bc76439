//! The second factor shown again, in a form's field `step_code`, the same for every form that signs,
//! approves or changes what belongs to others. The policy decides which forms need it.

use app::{NotEntered, SecondFactor, Who};

use crate::answer::Error;
use crate::fields::{Fault, Field, Kind};
use crate::request_context::RequestContext;

/// The field.
pub(crate) const FIELD: &str = "step_code";

/// Whether such a form must have the field: the session has not shown the second factor lately.
pub(crate) fn is_requested(context: &RequestContext) -> bool {
    context.signed.is_some() && !context.second_factor().is_shown()
}

/// The field, with its fault where it has one.
pub(crate) fn field(context: &RequestContext, faults: &[Fault]) -> Field {
    let field = Field::new(Kind::Line, FIELD, context.text("step-code"))
        .hint(context.text("step-hint"))
        .autocomplete("one-time-code")
        .max_chars(40);
    let fault = faults.iter().find(|fault| fault.field == FIELD);
    Field { fault: fault.map(|fault| fault.message.clone()), ..field }
}

/// The second factor as the session has it, else by the field's code; or the field's fault.
///
/// # Errors
/// [`Error::SignIn`] where no officer is signed in; those of the application where the code cannot be
/// checked.
pub(crate) fn take(context: &RequestContext) -> Result<Result<SecondFactor, Fault>, Error> {
    let (Some(signed), Who::Officer { login, .. }) = (&context.signed, context.who()) else {
        return Err(Error::SignIn { citizen: false });
    };
    if signed.second_factor.is_shown() {
        return Ok(Ok(signed.second_factor));
    }
    show(context, &signed.id, &login)
}

/// Like [`take`], for a form whose faults are collected: a fault of the field joins them.
///
/// # Errors
/// As [`take`].
pub(crate) fn take_or_fault(
    context: &RequestContext,
    faults: &mut Vec<Fault>,
) -> Result<SecondFactor, Error> {
    Ok(take(context)?.unwrap_or_else(|fault| {
        faults.push(fault);
        context.second_factor()
    }))
}

/// Like [`take`], by the field's code only, however lately the session has shown it.
///
/// # Errors
/// [`Error::SignIn`] where no officer is signed in; those of the application where the code cannot be
/// checked.
pub(crate) fn take_again(context: &RequestContext) -> Result<Result<SecondFactor, Fault>, Error> {
    let (Some(signed), Who::Officer { login, .. }) = (&context.signed, context.who()) else {
        return Err(Error::SignIn { citizen: false });
    };
    show(context, &signed.id, &login)
}

fn show(
    context: &RequestContext,
    session: &str,
    login: &str,
) -> Result<Result<SecondFactor, Fault>, Error> {
    let code = context.form.raw(FIELD).trim();
    if code.is_empty() {
        return Ok(Err(Fault::new(FIELD, context.text("step-missing"))));
    }
    let shown = context.app().step_up(session, login, code, context.machine_now())?;
    Ok(shown.map_err(|not| Fault::new(FIELD, not_now(context, not))))
}

/// Why the second factor is not taken now, and when it is.
pub(crate) fn not_now(context: &RequestContext, not: NotEntered) -> String {
    match not {
        NotEntered::Wrong => context.text("account-wrong_code"),
        NotEntered::Wait(seconds) => context.format("sign_in-wait", &[("n", seconds.into())]),
        NotEntered::ClockSetBack(until) => {
            let zone = &context.rules.deadline_calendar().zone;
            let until = messages::instant(context.language, until, zone);
            context.format("sign_in-clock", &[("at", (&until).into())])
        }
    }
}
