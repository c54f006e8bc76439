//! A Rust file as tokens with their lines, its lines of test code, and the length of each function.
//! Strings and comments are not tokens. The module must not know rules.

use std::ops::RangeInclusive;

use anyhow::{Result, anyhow};
use proc_macro2::{Delimiter, Group, TokenStream, TokenTree};

/// A Rust file as tokens.
#[derive(Debug)]
pub struct Source {
    /// The path from the root of the tree.
    pub path: String,
    pub text: String,
    pub functions: Vec<Function>,
    /// The paths of modules that are compiled for tests only, without `.rs`: each means `x.rs` and
    /// all files below `x/`.
    pub test_modules: Vec<String>,
    tokens: Vec<(String, usize)>,
    test_lines: Vec<RangeInclusive<usize>>,
}

/// A function: its name, the line of its signature, and its length in lines.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Function {
    pub name: String,
    pub line: usize,
    pub lines: usize,
}

impl Source {
    /// Reads a file's text.
    pub fn read(path: &str, text: String) -> Result<Self> {
        let stream: TokenStream = text.parse().map_err(|error| anyhow!("{path}: {error}"))?;
        let mut source = Self {
            path: path.to_owned(),
            text,
            functions: Vec::new(),
            test_modules: Vec::new(),
            tokens: Vec::new(),
            test_lines: Vec::new(),
        };
        source.walk(stream);
        Ok(source)
    }

    /// The lines at which these tokens follow each other.
    pub fn find(&self, pattern: &[&str]) -> Vec<usize> {
        let windows = self.tokens.windows(pattern.len());
        let hits = windows.filter(|window| window.iter().zip(pattern).all(|((a, _), b)| a == b));
        hits.map(|window| window[0].1).collect()
    }

    /// Each name in lower case, with its line.
    pub fn names(&self) -> impl Iterator<Item = (&str, usize)> {
        let names = self
            .tokens
            .iter()
            .filter(|(token, _)| token.starts_with(|c: char| c.is_ascii_lowercase() || c == '_'));
        names.map(|(token, line)| (token.as_str(), *line))
    }

    /// Whether a line is test code: in a test file, or inside an item with `#[cfg(test)]` or
    /// `#[test]`.
    pub fn is_test(&self, line: usize) -> bool {
        let folders = ["tests", "benches"];
        self.path.split('/').any(|name| folders.contains(&name))
            || self.test_lines.iter().any(|range| range.contains(&line))
    }

    /// Whether a line, or the line before it, has a comment that is not documentation.
    pub fn commented(&self, line: usize) -> bool {
        let text =
            |line: usize| self.text.lines().nth(line.wrapping_sub(1)).unwrap_or_default().trim();
        let before = text(line - 1);
        let documents = before.starts_with("//!") || before.starts_with("///");
        text(line).contains("//") || (before.starts_with("//") && !documents)
    }

    fn walk(&mut self, stream: TokenStream) {
        let trees: Vec<TokenTree> = stream.into_iter().collect();
        for (index, tree) in trees.iter().enumerate() {
            self.function(&trees[index..]);
            self.test_item(&trees[index..]);
            let line = tree.span().start().line;
            match tree {
                TokenTree::Group(group) => self.group(group),
                TokenTree::Literal(literal) => {
                    let text = literal.to_string();
                    let number = text.starts_with(|c: char| c.is_ascii_digit());
                    self.tokens.push((if number { text } else { "\"".into() }, line));
                }
                other => self.tokens.push((other.to_string(), line)),
            }
        }
    }

    fn group(&mut self, group: &Group) {
        let (open, close) = match group.delimiter() {
            Delimiter::Parenthesis => ("(", ")"),
            Delimiter::Brace => ("{", "}"),
            Delimiter::Bracket => ("[", "]"),
            Delimiter::None => ("", ""),
        };
        self.tokens.push((open.into(), group.span_open().start().line));
        self.walk(group.stream());
        self.tokens.push((close.into(), group.span_close().start().line));
    }

    /// Records a function that begins here.
    fn function(&mut self, trees: &[TokenTree]) {
        let [TokenTree::Ident(word), TokenTree::Ident(name), ..] = trees else { return };
        if word == "fn"
            && let Some(body) = body(trees)
        {
            let line = word.span().start().line;
            let lines = body + 1 - line;
            self.functions.push(Function { name: name.to_string(), line, lines });
        }
    }

    /// Records an item for tests only whose attribute begins here.
    fn test_item(&mut self, trees: &[TokenTree]) {
        let [TokenTree::Punct(hash), TokenTree::Group(attribute), ..] = trees else { return };
        let attribute = attribute.stream().to_string().replace(' ', "");
        if hash.as_char() != '#' || !["test", "cfg(test)"].contains(&attribute.as_str()) {
            return;
        }
        if let Some(end) = body(trees) {
            self.test_lines.push(hash.span().start().line..=end);
        } else if let Some(name) = module(trees) {
            let folder = match self.path.rsplit_once('/') {
                Some((folder, "mod.rs" | "lib.rs" | "main.rs")) => folder.to_owned(),
                _ => self.path.trim_end_matches(".rs").to_owned(),
            };
            self.test_modules.push(format!("{folder}/{name}"));
        }
    }
}

/// The line on which the braces of the item that begins here close; `None` where a `;` ends the
/// item.
fn body(trees: &[TokenTree]) -> Option<usize> {
    for tree in trees {
        match tree {
            TokenTree::Punct(punct) if punct.as_char() == ';' => return None,
            TokenTree::Group(group) if group.delimiter() == Delimiter::Brace => {
                return Some(group.span_close().start().line);
            }
            _ => {}
        }
    }
    None
}

/// The name in `mod name;`.
fn module(trees: &[TokenTree]) -> Option<String> {
    let at =
        trees.iter().position(|tree| matches!(tree, TokenTree::Ident(word) if word == "mod"))?;
    trees.get(at + 1).map(ToString::to_string)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn source(text: &str) -> Source {
        Source::read("crates/a/src/b.rs", text.to_owned()).expect("Rust")
    }

    #[test]
    fn strings_and_comments_are_no_tokens() {
        let read = source("//! unsafe\nfn f() { g(\"unsafe\", 'u', r#\"unsafe\"#); } // unsafe\n");
        assert!(read.find(&["unsafe"]).is_empty());
        assert_eq!(read.find(&["g", "(", "\""]), [2]);
    }

    #[test]
    fn functions_are_measured_from_signature_to_brace() {
        let read = source(
            "trait T { fn none(&self); }\nimpl A {\n  fn f(\n  ) -> [u8; 2] {\n    if x { y }\n  }\n}\n",
        );
        let expect = Function { name: "f".into(), line: 3, lines: 4 };
        assert_eq!(read.functions, [expect]);
    }

    #[test]
    fn test_code_is_separated() {
        let read =
            source("fn f() {}\n#[cfg(test)]\nmod tests {\n  fn g() {}\n}\n#[test]\nfn h() {\n}\n");
        let tests: Vec<usize> = (1..9).filter(|line| read.is_test(*line)).collect();
        assert_eq!(tests, [2, 3, 4, 5, 6, 7, 8]);
    }

    #[test]
    fn a_module_file_for_tests_only_is_named() {
        assert_eq!(source("#[cfg(test)]\nmod tests;\n").test_modules, ["crates/a/src/b/tests"]);
    }
}
