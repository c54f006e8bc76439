//! A file of a dossier, to be saved, never to be shown in the page: an upload is opened by
//! the reader's own program. Each is written down as read.

use axum::http::header::{CONTENT_DISPOSITION, CONTENT_SECURITY_POLICY, CONTENT_TYPE};
use axum::response::IntoResponse;

use app::{AttachmentRow, Shown, StoredFile, VisibleDossier};

use crate::address::encode;
use crate::answer::{Answer, Error};
use crate::request_context::RequestContext;

/// No file is a page here; where a browser opens it all the same, it may do nothing.
pub(crate) const POLICY: &str = "default-src 'none'; base-uri 'none'; form-action 'none'; \
                                 frame-ancestors 'none'; sandbox";

/// The file of the address.
pub(crate) fn file(context: &RequestContext) -> Answer {
    let dossier = super::visible_dossier(context)?;
    of_dossier(context, &dossier)
}

/// The file of the address, of a visible dossier.
pub(in crate::pages) fn of_dossier(context: &RequestContext, dossier: &VisibleDossier) -> Answer {
    let file = context.app().dossier_file(&context.who(), dossier, &context.part, context.now())?;
    of_showing(file)
}

/// A file that was asked for, as an answer.
pub(in crate::pages) fn of_showing(file: Shown<Option<StoredFile>>) -> Answer {
    match file {
        Shown::Given(Some((row, content))) => give(row, content),
        Shown::Withheld => Err(Error::Withheld),
        Shown::Given(None) | Shown::NotPermitted => Err(Error::NoPage),
    }
}

/// A file as an answer.
pub(in crate::pages) fn give(row: AttachmentRow, content: Vec<u8>) -> Answer {
    let plain = |c: char| if c.is_ascii_alphanumeric() || "._-".contains(c) { c } else { '_' };
    let ascii: String = row.name.chars().map(plain).collect();
    let name = encode(&row.name).replace(':', "%3A");
    let disposition = format!("attachment; filename=\"{ascii}\"; filename*=UTF-8''{name}");
    let headers = [
        (CONTENT_TYPE, row.media_type),
        (CONTENT_DISPOSITION, disposition),
        (CONTENT_SECURITY_POLICY, POLICY.to_owned()),
    ];
    Ok((headers, content).into_response())
}
