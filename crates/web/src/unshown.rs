//! Why a page does not show the personal data that it was asked for. It must not know the data.

use app::Shown;

use crate::request_context::RequestContext;

/// The sentence about data that is not shown; `None` where it is.
pub(crate) fn note<T>(context: &RequestContext, data: &Shown<T>) -> Option<String> {
    match data {
        Shown::Given(_) => None,
        Shown::Withheld => Some(context.text("personal-withheld")),
        Shown::NotPermitted => Some(context.text("personal-restricted")),
    }
}
