//! Where the post says where an item is. Knows no dossier.

use crate::address::encode;
use crate::request_context::RequestContext;

/// The address at which an item of the post is followed, where the agency names one.
pub(super) fn address(context: &RequestContext, number: &str) -> Option<String> {
    let template = context.rules.agency.as_ref()?.results.tracking.as_deref()?;
    Some(template.replace("{number}", &encode(number)))
}
