//! A list shown a part at a time: the rows that the address skips, and the links to other parts. Knows no
//! rows.

use crate::address::Params;
use crate::request_context::RequestContext;

/// The parameter of an address that says how many rows are skipped.
const SKIP: &str = "skip";

/// The part of a list that is shown.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Paging {
    pub skip: usize,
    /// Rows of a part.
    pub size: usize,
}

/// The addresses of other parts: of the first one, where it is another, and of the next one, where there
/// is one.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Links {
    pub first: Option<String>,
    pub next: Option<String>,
}

impl Paging {
    /// The part that the address asks for.
    pub fn of(context: &RequestContext, size: usize) -> Self {
        let skip = context.params.get(SKIP).and_then(|skip| skip.parse().ok()).unwrap_or_default();
        Self { skip, size }
    }

    /// The links of a list of `count` rows at an address with parameters.
    pub fn links(
        self,
        context: &RequestContext,
        (path, params): (&str, &Params),
        count: usize,
    ) -> Links {
        let end = self.skip.saturating_add(self.size);
        let next = || context.link(path, &params.with(SKIP, &end.to_string()));
        Links {
            first: (self.skip > 0).then(|| context.link(path, params)),
            next: (end < count).then(next),
        }
    }
}
