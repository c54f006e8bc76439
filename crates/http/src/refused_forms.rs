//! What was typed in forms that were not accepted: a browser's way back from such an answer leads to
//! the form as it was before, which offers to fill it in again. Kept in memory, for half an hour and
//! for the session that typed it. Knows no field's meaning.

use std::collections::VecDeque;
use std::sync::{Mutex, PoisonError};

use crate::address::Params;
use crate::form_replay;
use crate::request_context::RequestContext;

/// Asks in an address that the form be filled in again.
pub const ENTERED: &str = "entered";
/// Forms kept at most: the latest.
const MOST: usize = 200;
const KEPT_MILLIS: i64 = 30 * 60_000;

/// The forms of all sessions, the oldest first.
#[derive(Debug, Default)]
pub struct RefusedForms(Mutex<VecDeque<Kept>>);

/// One of them; a session has one for each path.
#[derive(Debug)]
struct Kept {
    session: String,
    path: String,
    at: i64,
    form: RefusedForm,
}

/// A form as it was sent.
#[derive(Clone, Debug)]
pub struct RefusedForm {
    /// What its address asked.
    pub params: Params,
    pub fields: Params,
}

impl RefusedForms {
    /// Keeps what this visit posted, or forgets what was kept of the same page where it was accepted.
    pub fn note(&self, context: &RequestContext, accepted: bool) {
        let Some(signed) = &context.signed else { return };
        let mut all = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let now = context.machine_now().0;
        all.retain(|kept| {
            now < kept.at + KEPT_MILLIS && (kept.session != signed.id || kept.path != context.path)
        });
        if accepted {
            return;
        }
        let fields: Vec<_> = form_replay::carried_fields(&context.form).cloned().collect();
        let form = RefusedForm { params: context.params.with(ENTERED, ""), fields: fields.into() };
        let (session, path) = (signed.id.clone(), context.path.clone());
        all.push_back(Kept { session, path, at: now, form });
        while all.len() > MOST {
            all.pop_front();
        }
    }

    /// The form of this session and page that was not accepted.
    pub fn of(&self, context: &RequestContext) -> Option<RefusedForm> {
        let signed = context.signed.as_ref()?;
        let all = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let now = context.machine_now().0;
        let kept = all.iter().find(|kept| {
            kept.session == signed.id && kept.path == context.path && now < kept.at + KEPT_MILLIS
        })?;
        Some(kept.form.clone())
    }
}
