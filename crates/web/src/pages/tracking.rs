//! Where the post says where an item is. Knows no dossier.

use rules::Rules;

use crate::address::encode;

/// The address at which an item of the post is followed, where the agency names one.
pub(super) fn address(rules: &Rules, number: &str) -> Option<String> {
    let template = rules.agency.as_ref()?.results.tracking.as_deref()?;
    Some(template.replace("{number}", &encode(number)))
}
