//! Uploaded files of a form: each is checked, and becomes a file to be stored or a sentence that
//! explains why not. It must not know where files are stored.

use app::NewFile;
use attachments::{Foreign, Refused};

use crate::request_context::RequestContext;
use http::form::Upload;

/// The file as it is stored, or why it is not taken.
///
/// # Errors
/// The sentence that names the file, the fault and the remedy.
pub(crate) fn accept(
    context: &RequestContext,
    file: &Upload,
    component: &str,
) -> Result<NewFile, String> {
    match attachments::check(&file.name, &file.content) {
        Ok(checked) => Ok(NewFile {
            id: context.random_text(),
            component: component.to_owned(),
            name: file.name.clone(),
            media_type: checked.media.media_type(),
            content: file.content[checked.content].to_vec(),
        }),
        Err(refused) => {
            let name = attachments::safe_name(&file.name);
            Err(context.format(key(refused), &[("name", name.into())]))
        }
    }
}

/// Why no file of the form was taken, where they are too large together.
pub(crate) fn too_large(context: &RequestContext) -> Option<String> {
    context.files_too_large.then(|| context.text("upload-together"))
}

/// The message of a refusal.
pub(crate) fn key(refused: Refused) -> &'static str {
    match refused {
        Refused::Empty => "upload-empty",
        Refused::TooLarge => "upload-too_large",
        Refused::TooManyPixels => "upload-too_many_pixels",
        Refused::Type => "upload-type",
        Refused::Encrypted => "upload-encrypted",
        Refused::Dangerous => "upload-dangerous",
        Refused::Foreign(format) => match format {
            Foreign::Heic => "upload-heic",
            Foreign::Avif => "upload-avif",
            Foreign::Webp => "upload-webp",
            Foreign::Picture => "upload-picture",
            Foreign::Tiff => "upload-tiff",
            Foreign::Office => "upload-office",
            Foreign::Video => "upload-video",
            Foreign::Archive => "upload-archive",
        },
    }
}
