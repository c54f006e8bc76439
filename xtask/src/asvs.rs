//! Checks `docs/asvs.md`: every link has a target, and every row names its proof. A reader must
//! judge whether the linked test proves the claim of the row.

use std::collections::BTreeSet;

use crate::source::Source;
use crate::workspace;

/// A function that returns the text of a file by its path from the root, if the file exists.
type ReadFile<'a> = &'a dyn Fn(&str) -> Option<String>;

/// Endings of the files that a row may name.
const ENDINGS: [&str; 6] = [".rs", ".md", ".toml", ".html", ".css", ".mjs"];

/// The phrases of a row that has no proof.
const WITHOUT_PROOF: [&str; 3] = ["not shown by a test", "not applicable", "not met"];

/// A link between backticks.
enum Reference<'a> {
    /// A test by its full name.
    Test(&'a str),
    /// A file, possibly with a name that occurs in it.
    File(&'a str, Option<&'a str>),
}

/// The links of a text; other words of code are ignored.
fn references(text: &str) -> Vec<Reference<'_>> {
    let codes = text.split('`').skip(1).step_by(2).filter(|code| !code.contains(' '));
    let named = codes.filter_map(|code| {
        if code.contains("::") {
            // `once::digest` is a function; the name of a test begins with its crate and its
            // module.
            return (code.matches("::").count() > 1).then_some(Reference::Test(code));
        }
        let (path, name) = match code.split_once(':') {
            Some((path, name)) => (path, Some(name)),
            None => (code, None),
        };
        let file = ENDINGS.iter().any(|ending| path.ends_with(ending) && path != *ending);
        (file && !path.starts_with('/')).then_some(Reference::File(path, name))
    });
    named.collect()
}

/// Whether a test exists: in a file of its module, or in a module inside a file.
fn is_test(name: &str, look: ReadFile<'_>) -> bool {
    let parts: Vec<&str> = name.split("::").collect();
    let [crate_of, modules @ .., test] = &parts[..] else { return false };
    let folder =
        if *crate_of == "xtask" { "xtask".to_owned() } else { format!("crates/{crate_of}") };
    ["src", "tests"].iter().any(|part| {
        let file = |modules: &[&str]| format!("{folder}/{part}/{}.rs", modules.join("/"));
        let whole = has_test(&file(modules), None, test, look);
        let inside = modules.split_last().is_some_and(|(inner, outer)| {
            !outer.is_empty() && has_test(&file(outer), Some(inner), test, look)
        });
        whole || inside
    })
}

fn has_test(path: &str, module: Option<&str>, test: &str, look: ReadFile<'_>) -> bool {
    let Some(source) = look(path).and_then(|text| Source::read(path, text).ok()) else {
        return false;
    };
    let from = match module {
        Some(module) => source.find(&["mod", module, "{"]).first().copied(),
        None => Some(0),
    };
    let Some(from) = from else { return false };
    let mut named = source.functions.iter().filter(|f| f.name == test && f.line > from);
    named.any(|function| {
        // The attributes and comments directly above the function.
        let above = source.text.lines().take(function.line - 1).collect::<Vec<_>>();
        let own = above.iter().rev().map(|line| line.trim());
        own.take_while(|line| line.starts_with('#') || line.starts_with("//"))
            .any(|line| line.starts_with("#[test]") || line.starts_with("#[tokio::test"))
    })
}

/// Whether a file exists and contains the name as a word.
fn is_place(path: &str, name: Option<&str>, look: ReadFile<'_>) -> bool {
    let word = |c: char| c.is_alphanumeric() || c == '_';
    look(path).is_some_and(|text| {
        name.is_none_or(|name| text.split(|c| !word(c)).any(|each| each == name))
    })
}

/// The cells of a line of a table whose first cell begins with a number; `None` for any other line.
fn row(line: &str) -> Option<Vec<&str>> {
    let cells = line.strip_prefix("| ")?.strip_suffix(" |")?;
    let cells: Vec<&str> = cells.split(" | ").map(str::trim).collect();
    cells[0].starts_with(|c: char| c.is_ascii_digit()).then_some(cells)
}

/// The faults of the page.
fn faults(page: &str, look: ReadFile<'_>) -> Vec<String> {
    let mut faults = Vec::new();
    let (mut open, mut not_met) = (BTreeSet::new(), BTreeSet::new());
    for line in page.lines() {
        let links = references(line);
        for link in &links {
            match link {
                Reference::Test(name) if !is_test(name, look) => {
                    faults.push(format!("no test {name}"))
                }
                Reference::File(path, name) if !is_place(path, *name, look) => {
                    let name = name.map(|name| format!(":{name}")).unwrap_or_default();
                    faults.push(format!("nothing at {path}{name}"));
                }
                _ => {}
            }
        }
        let Some(cells) = row(line) else { continue };
        let numbers = cells[0].split(", ").map(str::to_owned);
        let [_, _, _, how] = cells[..] else {
            open.extend(numbers);
            continue;
        };
        let says = how.to_lowercase();
        if says.contains("not met") {
            not_met.extend(numbers);
        }
        let section = how.split_once("the section *").and_then(|(_, rest)| rest.split_once('*'));
        let section = section.is_some_and(|(title, _)| page.contains(&format!("\n**{title}**")));
        if !section
            && references(how).is_empty()
            && !WITHOUT_PROOF.iter().any(|phrase| says.contains(phrase))
        {
            faults.push(format!("{} does not say what shows it", cells[0]));
        }
    }
    faults.extend(not_met.difference(&open).map(|n| format!("{n} is not met and not listed")));
    faults.extend(open.difference(&not_met).map(|n| format!("{n} is listed as open and met")));
    faults
}

#[test]
fn every_row_names_its_proof() {
    let root = workspace::root();
    let look = |path: &str| std::fs::read_to_string(root.join(path)).ok();
    let page = look("docs/asvs.md").expect("the page");
    assert!(page.lines().filter_map(row).count() > 100, "the tables are read");
    assert_eq!(faults(&page, &look), [""; 0]);
}

/// Tests of the check on an invented page and tree.
mod checkers {
    use super::*;

    const INNER: &str = "const LIMIT: u8 = 1;\n#[test]\nfn outside() {}\nmod tests {\n  /// Why.\n  \
                         #[test]\n  #[ignore]\n  fn holds() {}\n  fn helper() {}\n}\n";

    fn tree(path: &str) -> Option<String> {
        let text = match path {
            "crates/web/src/middleware.rs" => INNER,
            "crates/web/src/middleware/tests.rs" => "#[tokio::test]\nasync fn guards() {}\n",
            "crates/web/tests/site/server.rs" => "#[test]\nfn opens() {}\n",
            "docs/limits.md" => "a page",
            _ => return None,
        };
        Some(text.to_owned())
    }

    fn check(page: &str, expected: &[&str]) {
        assert_eq!(faults(page, &tree), expected, "{page}");
    }

    fn check_how(how: &str, expected: &[&str]) {
        check(&format!("| 1.1 | 2 | something | {how} |"), expected);
    }

    #[test]
    fn a_test_is_found_by_its_full_name_only() {
        check_how("`web::middleware::tests::holds`, `web::middleware::tests::guards`", &[]);
        check_how("`web::site::server::opens`", &[]);
        for name in [
            "web::middleware::tests::gone",
            "web::middleware::tests::helper",
            "web::middleware::tests::outside",
            "web::middleware::holds::holds",
            "web::absent::opens",
            "store::site::server::opens",
        ] {
            check_how(&format!("`{name}`"), &[&format!("no test {name}")]);
        }
    }

    #[test]
    fn a_link_needs_its_file_and_the_name_in_it() {
        check_how("`crates/web/src/middleware.rs:LIMIT`, `docs/limits.md`", &[]);
        check_how(
            "`crates/web/src/middleware.rs:LIM`",
            &["nothing at crates/web/src/middleware.rs:LIM"],
        );
        check_how("`docs/none.md`", &["nothing at docs/none.md"]);
        check("In prose too: `docs/none.md`.", &["nothing at docs/none.md"]);
    }

    #[test]
    fn a_row_has_one_of_four_states() {
        check_how("not applicable: not used", &[]);
        check_how("it is so; not shown by a test", &[]);
        for how in ["it is so", "to be linked", "`once::digest` at `/account`, `.pdf`", ""] {
            check_how(how, &["1.1 does not say what shows it"]);
        }
        let row = "| 1.1 | 2 | something | the section *Limits* below |\n";
        check(&format!("{row}\n**Limits** (1.1). Ten."), &[]);
        check(&format!("{row}\nLimits (1.1). Ten."), &["1.1 does not say what shows it"]);
    }

    #[test]
    fn unmet_requirements_and_no_others_are_listed_as_open() {
        let row = "| 1.1, 1.2 | 2 | something | not met: see *Open* |\n";
        check(&format!("| 1.1, 1.2 | this | that |\n{row}"), &[]);
        check(row, &["1.1 is not met and not listed", "1.2 is not met and not listed"]);
        let open = "| 1.1 | this | that |\n";
        check(open, &["1.1 is listed as open and met"]);
    }
}
