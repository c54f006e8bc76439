//! Sentences about files, folders and commands in the reader's language: English by their templates,
//! Vietnamese by `text/vi/sentences.po`, in the format of gettext. Knows no sentence.

use std::collections::HashMap;
use std::sync::LazyLock;

use ::text::{Language, Sentence};

const FILE: &str = include_str!("../text/vi/sentences.po");

/// The help of the command line, in the same format.
const HELP: &str = include_str!("../text/vi/help.po");

static VIETNAMESE_HELP: LazyLock<HashMap<String, String>> = LazyLock::new(|| read(HELP));
static VIETNAMESE: LazyLock<HashMap<String, String>> = LazyLock::new(|| read(FILE));

/// A sentence in a language.
#[must_use]
pub fn sentence(language: Language, sentence: &Sentence) -> String {
    match language {
        Language::English => sentence.to_string(),
        Language::Vietnamese => sentence.written(language, &|template| vietnamese(template)),
    }
}

/// The Vietnamese text of a template.
fn vietnamese(template: &str) -> Option<&'static str> {
    VIETNAMESE.get(template).map(String::as_str)
}

/// The Vietnamese text of a text of the command line's help.
#[must_use]
pub fn help(text: &str) -> Option<&'static str> {
    VIETNAMESE_HELP.get(text).map(String::as_str)
}

/// The English texts of the command line's help that have a Vietnamese one.
pub fn help_texts() -> impl Iterator<Item = &'static str> {
    VIETNAMESE_HELP.keys().map(String::as_str)
}

/// The texts by their templates. Each stands on one line.
fn read(file: &str) -> HashMap<String, String> {
    let line = |line: &str, name: &str| {
        let quoted = line.strip_prefix(name)?.trim().strip_prefix('"')?.strip_suffix('"')?;
        Some(quoted.replace("\\n", "\n").replace("\\\"", "\"").replace("\\\\", "\\"))
    };
    let mut texts = HashMap::new();
    let mut template = None;
    for one in file.lines() {
        if let Some(text) = line(one, "msgid") {
            template = Some(text);
        } else if let (Some(text), Some(template)) = (line(one, "msgstr"), template.take()) {
            texts.insert(template, text);
        }
    }
    texts
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a test may panic")]

    use std::collections::BTreeSet;
    use std::fs;
    use std::path::{Path, PathBuf};

    use super::*;

    /// The source files of a folder and of those below it.
    fn sources(folder: &Path) -> Vec<PathBuf> {
        let entries = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
        entries.flat_map(|path| if path.is_dir() { sources(&path) } else { vec![path] }).collect()
    }

    /// The templates of a source file, without its tests.
    fn templates_of(source: &str) -> Vec<String> {
        let source = source.split("#[cfg(test)]\nmod ").next().unwrap_or_default();
        let calls =
            ["sentence!(", "phrase!("].into_iter().flat_map(|call| source.split(call).skip(1));
        let literal = |call: &str| {
            let text = call.trim_start().strip_prefix('"')?;
            let mut escaped = false;
            let end = text.find(|c| {
                let is_end = c == '"' && !escaped;
                escaped = c == '\\' && !escaped;
                is_end
            })?;
            let lines: Vec<&str> = text[..end].split("\\\n").collect();
            let rest = lines.iter().skip(1).map(|line| line.trim_start());
            let text: String = lines.first().copied().into_iter().chain(rest).collect();
            Some(text.replace("\\n", "\n").replace("\\\"", "\"").replace("\\\\", "\\"))
        };
        calls.filter_map(literal).collect()
    }

    /// The names of the values in a template.
    fn names(template: &str) -> BTreeSet<&str> {
        let inner = template.split('{').skip(1).filter_map(|rest| rest.split('}').next());
        let name = |text: &str| text.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_');
        inner.map(|text| text.trim_end_matches(":?")).filter(|text| name(text)).collect()
    }

    /// Whether a template has a word in addition to its values.
    fn has_words(template: &str) -> bool {
        let parts =
            template.split('{').map(|part| part.split_once('}').map_or(part, |(_, after)| after));
        parts.into_iter().any(|part| part.contains(char::is_alphabetic))
    }

    #[test]
    fn every_template_of_the_sources_has_a_vietnamese_text_with_the_same_values() {
        let crates = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap();
        let folders = fs::read_dir(crates).unwrap().map(|entry| entry.unwrap().path());
        let folders = folders.filter(|folder| !folder.ends_with("text"));
        let files = folders.flat_map(|folder| sources(&folder.join("src")));
        let of_file = |file| templates_of(&fs::read_to_string(file).unwrap());
        let all: BTreeSet<String> = files.flat_map(of_file).filter(|one| has_words(one)).collect();
        assert!(all.len() > 300, "{} templates", all.len());
        let without: Vec<&String> = all.iter().filter(|one| vietnamese(one).is_none()).collect();
        assert_eq!(without, Vec::<&String>::new());
        // The remaining texts are those of the operating system.
        let templates = VIETNAMESE.keys().map(String::as_str);
        let unused = templates.filter(|one| !all.contains(*one) && !one.contains("os error"));
        let unused: BTreeSet<&str> = unused.collect();
        let of_library = [
            "failed to fill whole buffer",
            "stream did not contain valid UTF-8",
            "unexpected end of file",
            "corrupt deflate stream",
            "invalid gzip header",
        ];
        assert_eq!(unused, BTreeSet::from(of_library));
        for template in &all {
            assert_eq!(Some(names(template)), vietnamese(template).map(names), "{template}");
        }
    }
}
