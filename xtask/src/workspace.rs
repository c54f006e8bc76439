//! The workspace: its root, its files, and the answer of `cargo metadata`. The module must not know
//! rules.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, ensure};
use serde_json::Value;

/// The folders without files that a person writes.
const SKIPPED: [&str; 4] = [".git", "target", "motcua-data", "node_modules"];

/// The endings of text files.
const TEXT: [&str; 14] = [
    "rs", "toml", "md", "json", "ftl", "html", "css", "js", "mjs", "svg", "yml", "sh", "sql", "csv",
];

/// The root of the tree.
pub fn root() -> PathBuf {
    let xtask = Path::new(env!("CARGO_MANIFEST_DIR"));
    xtask.parent().unwrap_or(xtask).to_owned()
}

/// A command of the same toolchain, run at the root.
pub fn cargo(arguments: &[&str]) -> Command {
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let mut command = Command::new(cargo);
    command.args(arguments).current_dir(root());
    command
}

/// Every file of the tree, by its path from the root with `/` between the names.
pub fn files() -> Result<Vec<String>> {
    let mut files = Vec::new();
    walk(&root(), "", &mut files)?;
    files.sort();
    Ok(files)
}

/// Whether a path is that of a text file.
pub fn is_text(path: &str) -> bool {
    let name = path.rsplit('/').next().unwrap_or(path);
    let ending = name.rsplit_once('.').map(|(_, ending)| ending);
    ending.is_some_and(|ending| TEXT.contains(&ending))
        || path.starts_with(".ci/")
        || name.starts_with("LICENSE")
}

fn walk(folder: &Path, prefix: &str, files: &mut Vec<String>) -> Result<()> {
    for entry in fs::read_dir(folder).with_context(|| folder.display().to_string())? {
        let path = entry?.path();
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        if !path.is_dir() {
            files.push(format!("{prefix}{name}"));
        } else if !SKIPPED.contains(&name.as_str()) {
            walk(&path, &format!("{prefix}{name}/"), files)?;
        }
    }
    Ok(())
}

/// A crate of the workspace.
#[derive(Clone, Debug)]
pub struct Member {
    pub name: String,
    /// The path of the crate's folder from the root.
    pub folder: String,
    /// The dependencies in the crate's manifest, without those of tests and build scripts.
    pub dependencies: BTreeSet<String>,
    /// The dependencies of its tests and build scripts only.
    pub for_tests: BTreeSet<String>,
    /// Every crate that is built into this crate, without this crate.
    #[cfg_attr(not(test), expect(dead_code, reason = "the architecture tests read it"))]
    pub tree: BTreeSet<String>,
}

/// The crates of the workspace.
pub fn members() -> Result<Vec<Member>> {
    let host = host()?;
    let arguments = ["metadata", "--format-version", "1", "--locked", "--filter-platform", &host];
    let output = cargo(&arguments).output().context("cargo metadata")?;
    ensure!(output.status.success(), "cargo metadata: {}", String::from_utf8_lossy(&output.stderr));
    let metadata: Value = serde_json::from_slice(&output.stdout)?;
    let root = metadata["workspace_root"].as_str().context("no workspace_root")?;
    let ids: BTreeSet<&str> =
        list(&metadata["workspace_members"]).filter_map(Value::as_str).collect();
    let packages = list(&metadata["packages"]);
    let ours = packages.filter(|package| package["id"].as_str().is_some_and(|id| ids.contains(id)));
    ours.map(|package| member(&metadata, package, root)).collect()
}

fn member(metadata: &Value, package: &Value, root: &str) -> Result<Member> {
    let (mut dependencies, mut for_tests) = (BTreeSet::new(), BTreeSet::new());
    for dependency in list(&package["dependencies"]) {
        let name = dependency["name"].as_str().context("a dependency without name")?.to_owned();
        let kind = &dependency["kind"];
        if kind.is_null() {
            dependencies.insert(name)
        } else {
            for_tests.insert(name)
        };
    }
    let manifest = package["manifest_path"].as_str().context("no manifest_path")?;
    let folder = manifest.trim_start_matches(root).trim_end_matches("/Cargo.toml");
    let id = package["id"].as_str().context("no id")?;
    Ok(Member {
        name: package["name"].as_str().context("no name")?.to_owned(),
        folder: folder.trim_start_matches('/').to_owned(),
        dependencies,
        for_tests,
        tree: tree(metadata, id),
    })
}

/// The names of all crates that are built into the crate with this id.
fn tree(metadata: &Value, id: &str) -> BTreeSet<String> {
    let nodes = &metadata["resolve"]["nodes"];
    let (mut seen, mut open) = (BTreeSet::new(), vec![id]);
    while let Some(id) = open.pop() {
        let node = list(nodes).find(|node| node["id"] == id);
        for dependency in node.into_iter().flat_map(|node| list(&node["deps"])) {
            let built_in = list(&dependency["dep_kinds"]).any(|kind| kind["kind"].is_null());
            if let Some(id) = dependency["pkg"].as_str().filter(|id| built_in && seen.insert(*id)) {
                open.push(id);
            }
        }
    }
    let packages = list(&metadata["packages"]);
    let inside =
        packages.filter(|package| package["id"].as_str().is_some_and(|id| seen.contains(id)));
    inside.filter_map(|package| package["name"].as_str()).map(str::to_owned).collect()
}

fn list(value: &Value) -> impl Iterator<Item = &Value> {
    value.as_array().into_iter().flatten()
}

fn host() -> Result<String> {
    let output = Command::new("rustc").arg("-vV").current_dir(root()).output().context("rustc")?;
    let text = String::from_utf8(output.stdout)?;
    let line = text.lines().find_map(|line| line.strip_prefix("host: "));
    Ok(line.context("rustc -vV names no host")?.to_owned())
}
