//! What is held about the person of a request for access, as a file or a paper to be handed over. The
//! showing is on record.

use app::{PersonData, Shown};

use crate::answer::{Answer, Error};
use crate::pages::citizen::data::{as_json, as_pdf};
use crate::request_context::RequestContext;

fn data(context: &RequestContext) -> Result<PersonData, Error> {
    match context.app().data_of_request(&context.who(), &context.code, context.now())? {
        Shown::Given(data) => Ok(data),
        Shown::Withheld => Err(Error::Withheld),
        Shown::NotPermitted => Err(Error::NoPage),
    }
}

/// As JSON.
pub(crate) fn file(context: &RequestContext) -> Answer {
    as_json(context, &data(context)?)
}

/// As PDF.
pub(crate) fn paper(context: &RequestContext) -> Answer {
    as_pdf(context, &data(context)?)
}
