//! The agency's own templates of statutory papers: files `papers/<year of the
//! circular>/<paper>.md`. The program checks their content when it makes a paper.

use crate::SourceFile;

/// A template of a paper.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PaperTemplate {
    /// The path of the file.
    pub path: String,
    /// The year of the circular whose forms the template belongs to.
    pub forms: String,
    /// The word of the paper, such as `appointment_slip`.
    pub kind: String,
    pub text: String,
}

impl PaperTemplate {
    /// The template of a file; `None` for any other file.
    #[must_use]
    pub fn of(file: &SourceFile) -> Option<Self> {
        let mut parts = file.path.rsplit(['/', '\\']);
        let kind = parts.next()?.strip_suffix(".md")?;
        let forms = parts.next()?;
        (parts.next() == Some("papers")).then(|| Self {
            path: file.path.clone(),
            forms: forms.to_owned(),
            kind: kind.to_owned(),
            text: file.text.clone(),
        })
    }

    /// The path of the template in an agency's folder.
    #[must_use]
    pub fn place(&self) -> String {
        format!("papers/{}/{}.md", self.forms, self.kind)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_template_is_known_by_its_path() {
        let cases = [
            ("agency/papers/2018/refusal.md", Some("papers/2018/refusal.md")),
            ("papers\\2025\\appointment_slip.md", Some("papers/2025/appointment_slip.md")),
            ("papers/refusal.md", None),
            ("papers/2018/refusal.toml", None),
            ("README.md", None),
        ];
        for (path, place) in cases {
            let file = SourceFile { path: path.into(), text: String::new() };
            let template_place = PaperTemplate::of(&file).map(|template| template.place());
            assert_eq!(template_place.as_deref(), place, "{path}");
        }
    }
}
