//! What an applicant needs to get the result: its one-time code at the desk, or the item with the post and
//! what its number means. The module must not know an officer's page.

use app::DossierView;

use crate::answer::Error;
use crate::pages::tracking;
use crate::request_context::RequestContext;

/// A result on its way to the applicant.
pub(super) struct Fetching {
    pub said: String,
    /// The name of the number: the code of the result, or the number of the item with the post.
    pub name: String,
    pub number: String,
    /// What the number means.
    pub meaning: String,
    /// The address at which the item is followed.
    pub href: Option<String>,
}

impl Fetching {
    /// The way of a result that waits or was posted; `None` for any other.
    pub fn of(context: &RequestContext, view: &DossierView) -> Result<Option<Self>, Error> {
        let code = context.app().collection_code(view)?;
        let collected = code.map(|number| Self {
            said: context.text("fetching-code_said"),
            name: context.text("fetching-code"),
            number,
            meaning: context.text("fetching-code_meaning"),
            href: None,
        });
        Ok(collected.or_else(|| Self::posted(context, view)))
    }

    fn posted(context: &RequestContext, view: &DossierView) -> Option<Self> {
        let state = &view.state;
        let posted = state.posted?;
        let at = |at| messages::instant(context.language, at, &view.zone);
        let said = match state.delivered {
            Some(delivered) => {
                context.format("fetching-delivered", &[("at", at(delivered).into())])
            }
            None => context.format("fetching-posted", &[("at", at(posted).into())]),
        };
        let number = state.tracking.clone();
        let href = tracking::address(&context.rules, &number);
        let name = context.text("results-tracking");
        Some(Self { said, name, number, meaning: context.text("fetching-number"), href })
    }
}
