//! The agency's own words of notices: files `notices/<turn>.<language>.md`, whose first line is the subject
//! and whose other lines are the text. The module must not know how a notice is sent.

use text::{Language, Sentence, sentence};

use crate::report::{Place, Report};
use crate::{PaperTemplate, SourceFile};

/// The turns that have a notice, each with the values that its words may name.
pub const NOTICE_VALUES: &[(&str, &[&str])] = &[
    ("filed", &["code"]),
    ("received", &["code", "due"]),
    ("guided", &["code", "desk", "items"]),
    ("refused", &["code", "desk", "items"]),
    ("supplement_asked", &["code", "day", "desk", "items"]),
    ("paused", &["code", "desk", "items"]),
    ("resumed", &["code", "due"]),
    ("extended", &["code", "due", "items"]),
    ("due_moved", &["code", "desk", "due", "due_before", "items"]),
    ("due_moved_paused", &["code", "desk", "due", "due_before", "items"]),
    ("corrected", &["code", "desk", "due"]),
    ("withdrawn", &["code", "desk", "items"]),
    ("closed", &["code", "desk"]),
    ("ready", &["code", "desk"]),
    ("uncollected", &["code", "desk"]),
    ("handed_over", &["code", "desk"]),
    ("posted", &["code", "items"]),
    ("post_returned", &["code", "desk"]),
    ("not_ready", &["code", "due"]),
    ("complaint_made", &["code", "due", "unit"]),
    ("complaint_answered", &["code", "items", "unit"]),
];

/// The most characters of a subject, and of a text.
const MAX_CHARS: (usize, usize) = (150, 2000);

/// The agency's own words of a notice.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NoticeTemplate {
    pub turn: String,
    pub language: Language,
    pub subject: String,
    pub text: String,
}

/// The name of a file in the folder of these words, without its ending; `None` for any other file.
fn name(file: &SourceFile) -> Option<&str> {
    let mut parts = file.path.rsplit(['/', '\\']);
    let name = parts.next()?.strip_suffix(".md")?;
    (parts.next() == Some("notices")).then_some(name)
}

/// The path of the words in an agency's folder; `None` for any other file.
fn place(file: &SourceFile) -> Option<String> {
    name(file).map(|name| format!("notices/{name}.md"))
}

/// The path in an agency's folder of a template of a paper or of a notice; `None` for any other file.
#[must_use]
pub fn template_place(file: &SourceFile) -> Option<String> {
    place(file).or_else(|| PaperTemplate::of(file).map(|template| template.place()))
}

/// Reads the words of a file, and reports each problem; `None` for a file of another kind.
pub(crate) fn read(file: &SourceFile, report: &Report) -> Option<NoticeTemplate> {
    let name = name(file)?;
    let complain = |line: usize, text: Sentence| {
        // The byte distinguishes several problems of a line.
        let table = report.len();
        report.add(Place { file: &file.path, table, key: "" }, line, text);
    };
    let (turn, code) = name.split_once('.').unwrap_or((name, ""));
    let language = code.parse().unwrap_or(Language::Vietnamese);
    if code != language.code() {
        complain(
            1,
            sentence!("{name:?} names no language; write {turn}.vi.md or {turn}.en.md", name, turn),
        );
    }
    let Some((_, values)) = NOTICE_VALUES.iter().find(|(known, _)| *known == turn) else {
        let turns: Vec<&str> = NOTICE_VALUES.iter().map(|(known, _)| *known).collect();
        let turns = turns.join(", ");
        complain(1, sentence!("there is no notice {turn:?}; the notices are {turns}", turn, turns));
        return None;
    };
    for (number, line) in file.text.lines().enumerate() {
        for named in line.split('{').skip(1) {
            let value = named.split('}').next().unwrap_or_default();
            if !named.contains('}') || !values.contains(&value) {
                let values = values.iter().map(|value| format!("{{{value}}}"));
                let values = values.collect::<Vec<_>>().join(", ");
                let text = sentence!(
                    "this notice has no value {value:?}; its values are {values}",
                    value,
                    values
                );
                complain(number + 1, text);
            }
        }
    }
    let (subject, text) = file.text.split_once('\n').unwrap_or((&file.text, ""));
    let (subject, text) = (subject.trim().trim_start_matches('#').trim(), text.trim());
    if subject.is_empty() || text.is_empty() {
        complain(
            1,
            sentence!("the first line is the subject, the lines after it the text; write both"),
        );
    }
    let (most, most_text) = MAX_CHARS;
    if subject.chars().count() > most || text.chars().count() > most_text {
        let text = sentence!(
            "a subject has at most {most} characters and a text {most_text}; shorten it",
            most,
            most_text
        );
        complain(1, text);
    }
    Some(NoticeTemplate {
        turn: turn.to_owned(),
        language,
        subject: subject.to_owned(),
        text: text.split_whitespace().collect::<Vec<_>>().join(" "),
    })
}

impl NoticeTemplate {
    /// Subject and text with their values.
    #[must_use]
    pub fn fill(&self, values: &[(&str, &str)]) -> (String, String) {
        (fill(&self.subject, values), fill(&self.text, values))
    }
}

/// A text with its values in one pass, so that a value is never read as words.
fn fill(words: &str, values: &[(&str, &str)]) -> String {
    let mut parts = words.split('{');
    let mut filled = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let (name, rest) = part.split_once('}').unwrap_or((part, ""));
        let value = values.iter().find(|(named, _)| *named == name);
        filled.push_str(value.map_or("", |(_, value)| value));
        filled.push_str(rest);
    }
    filled
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(path: &str, text: &str, expected: &[&str]) {
        let report = Report::default();
        let read = read(&SourceFile { path: path.into(), text: text.into() }, &report);
        let problems = report.into_problems();
        let shown: Vec<String> =
            problems.iter().map(|one| format!("{}: {}", one.line, one.text)).collect();
        assert_eq!(shown.len(), expected.len(), "{path}: {shown:?}");
        for (shown, expected) in shown.iter().zip(expected) {
            assert!(shown.starts_with(expected), "{path}: {shown}");
        }
        assert!(read.is_some() || !expected.is_empty() || !path.contains("notices/"));
    }

    #[test]
    fn words_are_read_by_path_and_each_problem_is_named_by_line() {
        let good = "Hồ sơ {code} đã có kết quả\n\nMời đến {desk}.\n";
        check("agency/notices/ready.vi.md", good, &[]);
        check("notices\\ready.en.md", good, &[]);
        check("papers/2018/refusal.md", "{x}", &[]);
        check("notices/ready.md", good, &["1: \"ready\" names no language"]);
        check("notices/ready.fr.md", good, &["1: \"ready.fr\" names no language"]);
        check("notices/gone.vi.md", good, &["1: there is no notice \"gone\""]);
        check("notices/ready.vi.md", "Chỉ có tiêu đề\n", &["1: the first line is the subject"]);
        check("notices/ready.vi.md", "", &["1: the first line is the subject"]);
        check(
            "notices/ready.vi.md",
            "Hồ sơ {codes} xong\n\n{desk} {due}\n{code",
            &["1: this notice has no value \"codes\"", "3: this", "4: this"],
        );
        let long = format!("{}\nx", "x".repeat(151));
        check("notices/ready.vi.md", &long, &["1: a subject has at most 150"]);
    }

    #[test]
    fn a_value_is_never_read_as_words() {
        let file = SourceFile {
            path: "notices/posted.vi.md".into(),
            text: "# {code}\nSố {items}, {code}.".into(),
        };
        let template = read(&file, &Report::default()).expect("good words");
        let filled = template.fill(&[("code", "H{items}"), ("items", "{code}")]);
        assert_eq!(filled, ("H{items}".to_owned(), "Số {code}, H{items}.".to_owned()));
    }
}
