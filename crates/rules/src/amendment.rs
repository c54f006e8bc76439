//! Rules files that replace some of the files in force: one year, one procedure. The module decides
//! which file replaces which; it must not know their content beyond the year of a year file.

use crate::SourceFile;
use crate::load::{Kind, folder, kind};
use crate::template_place;
use text::{Sentence, sentence};

/// The folder of the catalogue's year files.
const CATALOGUE_YEARS: &str = "catalogue/calendars/years/";

/// The files in force after a change. A changed file is added to the agency's own folder, or
/// replaces the file of the same name there; a year file replaces the agency's file of the same
/// year, whatever its name. The catalogue's year files replace the catalogue's year files.
///
/// # Errors
/// A sentence with the remedy where no agency is in force, or a file is not a rules file.
pub fn amended(
    in_force: &[SourceFile],
    changes: &[SourceFile],
) -> Result<Vec<SourceFile>, Sentence> {
    let Some(home) = agency_folder(in_force) else {
        return Err(sentence!("no agency is in force yet; name a folder with its agency.toml"));
    };
    let mut files = in_force.to_vec();
    for change in changes {
        let years = match change.path.starts_with(CATALOGUE_YEARS) {
            true => CATALOGUE_YEARS.to_owned(),
            false => format!("{home}calendars/years/"),
        };
        let year = year_of(change);
        let path = match year {
            Some(year) => format!("{years}{year}.toml"),
            None => format!("{home}{}", rules_path(change)?),
        };
        let file = SourceFile { path, text: change.text.clone() };
        let replaced = |own: &SourceFile| {
            let same_year = year.is_some() && year_of(own) == year;
            own.path == file.path || same_year && own.path.starts_with(&years)
        };
        files.retain(|file| !replaced(file));
        files.push(file);
    }
    Ok(files)
}

/// The files with paths that show their kinds, for files that do not amend a folder.
///
/// # Errors
/// A sentence with the remedy where a file is not a rules file.
pub fn with_rules_paths(files: &[SourceFile]) -> Result<Vec<SourceFile>, Sentence> {
    let one = |file: &SourceFile| {
        let path = match (kind(&file.path), year_of(file)) {
            (Some(_), _) => file.path.clone(),
            (None, _) if template_place(file).is_some() => file.path.clone(),
            (None, Some(year)) => format!("calendars/years/{year}.toml"),
            (None, None) => rules_path(file)?,
        };
        Ok(SourceFile { path, text: file.text.clone() })
    };
    files.iter().map(one).collect()
}

/// The folder of the agency's own files; `None` where no file is an agency.
pub(crate) fn agency_folder(files: &[SourceFile]) -> Option<&str> {
    let agency = files.iter().find(|file| kind(&file.path) == Some(Kind::Agency));
    agency.map(|file| folder(&file.path))
}

/// The path of a file without a year in an agency's folder.
fn rules_path(file: &SourceFile) -> Result<String, Sentence> {
    if let Some(place) = template_place(file) {
        return Ok(place);
    }
    let name = file.path.rsplit(['/', '\\']).next().unwrap_or_default();
    match kind(&file.path) {
        Some(
            Kind::Agency
            | Kind::LifeEvents
            | Kind::SearchWords
            | Kind::QuestionBlocks
            | Kind::Retention
            | Kind::Fields,
        ) => Ok(name.to_owned()),
        Some(Kind::Procedure) => Ok(format!("procedures/{name}")),
        Some(Kind::Form) => Ok(format!("forms/{name}")),
        Some(Kind::OpeningCalendar) => Ok(format!("calendars/{name}")),
        Some(Kind::Year) => Ok(format!("calendars/years/{name}")),
        // A file that is not TOML may be a year file; the loader reports the problem.
        None if toml::from_str::<toml::Table>(&file.text).is_err() => {
            Ok(format!("calendars/years/{name}"))
        }
        None => Err(sentence!(
            "{path} is no rules file: a year file names its year, others stand in procedures/ or \
             calendars/",
            path = file.path
        )),
    }
}

/// The source that a year file names: the announcement of its days.
#[must_use]
pub fn year_source(file: &SourceFile) -> Option<String> {
    year_of(file)?;
    let table = toml::from_str::<toml::Table>(&file.text).ok()?;
    Some(table.get("source")?.as_str()?.to_owned())
}

/// The year of a year file; `None` for any other file.
#[must_use]
pub fn year_of(file: &SourceFile) -> Option<i64> {
    toml::from_str::<toml::Table>(&file.text).ok()?.get("year")?.as_integer()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_year_file_has_a_source_of_days() {
        for (text, expected) in [
            ("year = 2026\nsource = \"Thông báo số 1\"", Some("Thông báo số 1")),
            ("year = 2026", None),
            ("source = \"Thông báo số 1\"", None),
            ("year =", None),
        ] {
            let file = SourceFile { path: "2026.toml".into(), text: text.into() };
            assert_eq!(year_source(&file).as_deref(), expected, "{text}");
        }
    }
}
