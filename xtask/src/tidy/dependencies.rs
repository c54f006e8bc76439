//! Rules for dependencies: each direct dependency has a row in `docs/dependencies.md`, and is used.

use std::collections::BTreeSet;
use std::fs;

use anyhow::{Context, Result};

use super::Finding;
use crate::source::Source;
use crate::workspace::{self, Member};

const LIST: &str = "docs/dependencies.md";

/// The findings about dependencies.
pub fn check(members: &[Member], sources: &[Source]) -> Result<Vec<Finding>> {
    let text = fs::read_to_string(workspace::root().join(LIST)).context(LIST)?;
    let mut findings = listed(members, &text);
    findings.extend(members.iter().flat_map(|member| unused(member, sources)));
    Ok(findings)
}

/// The differences between the rows of the document and the manifests.
fn listed(members: &[Member], text: &str) -> Vec<Finding> {
    let ours: BTreeSet<&str> = members.iter().map(|member| member.name.as_str()).collect();
    let named =
        members.iter().flat_map(|member| member.dependencies.iter().chain(&member.for_tests));
    let named: BTreeSet<&str> =
        named.map(String::as_str).filter(|name| !ours.contains(name)).collect();
    let rows: BTreeSet<&str> = text
        .lines()
        .filter_map(|line| line.strip_prefix("| `")?.split_once('`').map(|(name, _)| name))
        .collect();
    let missing = named.difference(&rows).map(|name| format!("no row for `{name}`"));
    let outdated =
        rows.difference(&named).map(|name| format!("`{name}` is no dependency any more"));
    missing.chain(outdated).map(|what| Finding::new(LIST, 0, what)).collect()
}

/// The dependencies in a crate's manifest that its sources do not use.
fn unused(member: &Member, sources: &[Source]) -> Vec<Finding> {
    let folder = format!("{}/", member.folder);
    let own: Vec<&Source> =
        sources.iter().filter(|source| source.path.starts_with(&folder)).collect();
    let named = member.dependencies.iter().chain(&member.for_tests);
    let unused = named.filter(|name| {
        let name = name.replace('-', "_");
        own.iter().all(|source| source.find(&[&name]).is_empty())
    });
    let manifest = format!("{folder}Cargo.toml");
    unused.map(|name| Finding::new(&manifest, 0, format!("`{name}` is not used"))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn member() -> Member {
        let set = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect();
        Member {
            name: "a".into(),
            folder: "crates/a".into(),
            dependencies: set(&["a", "serde", "quick-xml"]),
            for_tests: set(&["proptest"]),
            tree: BTreeSet::new(),
        }
    }

    #[test]
    fn rows_and_manifests_agree() {
        let rows = "| `serde` | x |\n| `proptest` | x |\n| `old` | x |\n";
        let findings: Vec<String> =
            listed(&[member()], rows).into_iter().map(|f| f.message).collect();
        assert_eq!(findings, ["no row for `quick-xml`", "`old` is no dependency any more"]);
    }

    #[test]
    fn an_unused_dependency_is_found() {
        let text = "use a::B;\nuse quick_xml::Reader;\nuse proptest::prop;\n";
        let source = Source::read("crates/a/src/lib.rs", text.into()).expect("Rust");
        let findings: Vec<String> =
            unused(&member(), &[source]).into_iter().map(|f| f.message).collect();
        assert_eq!(findings, ["`serde` is not used"]);
    }
}
