//! The catalogue and the scenarios that the binary contains, and those in a folder.

use std::fs;
use std::path::Path;

use include_dir::{Dir, include_dir};
use rules::SourceFile;
use text::{Sentence, sentence};

static CATALOGUE: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/../../catalogue");
static SCENARIOS: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/../../scenarios");

/// The rules files of the catalogue.
pub fn catalogue() -> Vec<SourceFile> {
    let mut files = Vec::new();
    collect(&CATALOGUE, "catalogue", &mut files);
    files
}

/// The calendar years of the catalogue.
pub fn years() -> Vec<SourceFile> {
    let mut files = catalogue();
    files.retain(|file| file.path.starts_with("catalogue/calendars/years/"));
    files
}

/// The files of a built-in scenario.
pub fn scenario(name: &str) -> Option<Vec<SourceFile>> {
    let folder = SCENARIOS.get_dir(name)?;
    let mut files = Vec::new();
    collect(folder, "scenarios", &mut files);
    Some(files)
}

/// The names of the built-in scenarios.
pub fn scenario_names() -> Vec<String> {
    SCENARIOS.dirs().map(|dir| dir.path().display().to_string()).collect()
}

fn collect(folder: &Dir<'_>, prefix: &str, files: &mut Vec<SourceFile>) {
    for file in folder.files() {
        if let Some(text) = file.contents_utf8().filter(|_| is_toml(file.path())) {
            let path = format!("{prefix}/{}", file.path().display());
            files.push(SourceFile { path, text: text.to_owned() });
        }
    }
    for dir in folder.dirs() {
        collect(dir, prefix, files);
    }
}

/// Reads every TOML file and template of a paper below a folder, or the only file of that path.
///
/// # Errors
/// A sentence that names the file that cannot be read.
pub fn folder(root: &Path) -> Result<Vec<SourceFile>, Sentence> {
    let mut files = Vec::new();
    if root.is_file() {
        files.push(file(root)?);
    } else {
        collect_files(root, &mut files)?;
    }
    files.sort_by(|a, b| a.path.cmp(&b.path));
    Ok(files)
}

fn collect_files(folder: &Path, files: &mut Vec<SourceFile>) -> Result<(), Sentence> {
    let complain = |error: std::io::Error| {
        sentence!(
            "{path}: {error}; check the path and its rights",
            path = folder.display().to_string(),
            error = Sentence::foreign(error.to_string())
        )
    };
    for entry in fs::read_dir(folder).map_err(complain)? {
        let path = entry.map_err(complain)?.path();
        if path.is_dir() {
            collect_files(&path, files)?;
        } else if is_toml(&path) || is_template(&path) {
            files.push(file(&path)?);
        }
    }
    Ok(())
}

fn file(path: &Path) -> Result<SourceFile, Sentence> {
    let bytes = fs::read(path).map_err(|error| {
        let error = Sentence::foreign(error.to_string());
        sentence!("{path}: {error}", path = path.display().to_string(), error)
    })?;
    let text = String::from_utf8(bytes).map_err(|_| {
        sentence!("{path}: not UTF-8; save it as UTF-8", path = path.display().to_string())
    })?;
    let text = text::outside::composed(&text).into_owned();
    Ok(SourceFile { path: path.display().to_string(), text })
}

/// Whether a file is a template of a paper, by its path.
fn is_template(path: &Path) -> bool {
    let file = SourceFile { path: path.display().to_string(), text: String::new() };
    rules::template_place(&file).is_some()
}

fn is_toml(path: &Path) -> bool {
    path.extension().is_some_and(|extension| extension == "toml")
}
