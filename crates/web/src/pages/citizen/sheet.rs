//! The form of a draft as a sheet to print and sign, before it is sent.

use app::FilingDraft;
use dossier::event::Person;

use super::draft::with;
use super::form_group::filled;
use crate::answer::{Answer, Error, pdf};
use crate::papers::{UnsentForm, unsent_form};
use crate::request_context::RequestContext;

/// The sheet of a draft, as it stands.
pub(crate) fn of_draft(context: &RequestContext) -> Answer {
    with(context, |open| {
        let form = filled(open.form.ok_or(Error::NoPage)?, &open.answers());
        let (case, signer) = (open.circumstances(context).case, signer(&open.draft));
        let names = context.names();
        let unsent = UnsentForm {
            form: &form,
            procedure: &open.rule.code,
            case,
            signer: &signer.name,
            zone: context.zone(),
            now: context.now(),
        };
        match unsent_form(names, &unsent) {
            Ok(Some(bytes)) => pdf(&format!("filled_form-{}", open.id), bytes),
            Ok(None) => Err(Error::NoPage),
            Err(fault) => Err(Error::Broken(fault.to_string())),
        }
    })
}

/// The person who files signs.
fn signer(draft: &FilingDraft) -> &Person {
    let own = draft.for_whom == "own" || draft.submitter == Person::default();
    if own { &draft.applicant } else { &draft.submitter }
}
