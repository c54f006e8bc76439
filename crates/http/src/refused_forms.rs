//! The input of forms that were refused. After a refusal, a browser's button "back" leads to the
//! form as it was before, and that page offers to fill in the input again. The input is stored in
//! memory, for half an hour and for the session that typed it. The module must not know the meaning
//! of a field.

use std::collections::VecDeque;
use std::sync::{Mutex, PoisonError};

use crate::address::Params;
use crate::form_replay;
use crate::request_context::RequestContext;

/// The parameter that asks a page to fill its form in again.
pub const REFILL_PARAMETER: &str = "entered";
/// The most forms that are stored; the oldest are dropped first.
const MAX_FORMS: usize = 200;
const STORED_MILLIS: i64 = 30 * 60_000;

/// The forms of all sessions, the oldest first.
#[derive(Debug, Default)]
pub struct RefusedForms(Mutex<VecDeque<StoredForm>>);

/// A stored form; a session has at most one for each path.
#[derive(Debug)]
struct StoredForm {
    session: String,
    path: String,
    at: i64,
    form: RefusedForm,
}

/// The content of a refused form.
#[derive(Clone, Debug)]
pub struct RefusedForm {
    /// The parameters of the form's address.
    pub params: Params,
    pub fields: Params,
}

impl RefusedForms {
    /// Stores the posted form of a request; where the form was accepted, drops the stored one of
    /// the same page.
    pub fn note(&self, context: &RequestContext, accepted: bool) {
        let Some(signed) = &context.signed else { return };
        let mut all = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let now = context.machine_now().0;
        all.retain(|stored| {
            now < stored.at + STORED_MILLIS
                && (stored.session != signed.id || stored.path != context.path)
        });
        if accepted {
            return;
        }
        let fields: Vec<_> = form_replay::replayed_fields(&context.form).cloned().collect();
        let form = RefusedForm {
            params: context.params.with(REFILL_PARAMETER, ""),
            fields: fields.into(),
        };
        let (session, path) = (signed.id.clone(), context.path.clone());
        all.push_back(StoredForm { session, path, at: now, form });
        while all.len() > MAX_FORMS {
            all.pop_front();
        }
    }

    /// The stored form of this session and page.
    pub fn of(&self, context: &RequestContext) -> Option<RefusedForm> {
        let signed = context.signed.as_ref()?;
        let all = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let now = context.machine_now().0;
        let kept = all.iter().find(|kept| {
            kept.session == signed.id && kept.path == context.path && now < kept.at + STORED_MILLIS
        })?;
        Some(kept.form.clone())
    }
}
