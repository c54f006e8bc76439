//! Rules files that change some of those in force and leave the others: one year, one procedure.
//! Knows which file takes the place of which, not what is in force in them.

use crate::SourceFile;
use crate::load::{Kind, folder, kind};

/// Where the catalogue's year files stand.
const CATALOGUE_YEARS: &str = "catalogue/calendars/years/";

/// The files in force, with files that are added to the agency's own folder or replace those of the
/// same name there; a year file replaces the agency's file of the same year, whatever its name. The
/// catalogue's years replace the catalogue's.
///
/// # Errors
/// No agency is in force, or a file is none of the rules; the text says the remedy.
pub fn amended(in_force: &[SourceFile], changes: &[SourceFile]) -> Result<Vec<SourceFile>, String> {
    let Some(home) = home(in_force) else {
        return Err("no agency is in force yet; name a folder with its agency.toml".into());
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
            None => format!("{home}{}", place(change)?),
        };
        let file = SourceFile { path, text: change.text.clone() };
        let replaced = |known: &SourceFile| {
            let same_year = year.is_some() && year_of(known) == year;
            known.path == file.path || same_year && known.path.starts_with(&years)
        };
        files.retain(|known| !replaced(known));
        files.push(file);
    }
    Ok(files)
}

/// The agency's own folder.
pub(crate) fn home(files: &[SourceFile]) -> Option<&str> {
    let agency = files.iter().find(|file| kind(&file.path) == Some(Kind::Agency));
    agency.map(|file| folder(&file.path))
}

/// Where a file that names no year stands in an agency's folder.
fn place(file: &SourceFile) -> Result<String, String> {
    let name = file.path.rsplit(['/', '\\']).next().unwrap_or_default();
    match kind(&file.path) {
        Some(Kind::Agency | Kind::LifeEvents | Kind::SearchWords) => Ok(name.to_owned()),
        Some(Kind::Procedure) => Ok(format!("procedures/{name}")),
        Some(Kind::OpeningCalendar) => Ok(format!("calendars/{name}")),
        Some(Kind::Year) => Ok(format!("calendars/years/{name}")),
        // What cannot be read may be a year; loading it says what is wrong.
        None if toml::from_str::<toml::Table>(&file.text).is_err() => {
            Ok(format!("calendars/years/{name}"))
        }
        None => Err(format!(
            "{} is no rules file: a year file names its year, others stand in procedures/ or \
             calendars/",
            file.path
        )),
    }
}

/// What announced the days of a year file.
#[must_use]
pub fn year_source(file: &SourceFile) -> Option<String> {
    year_of(file)?;
    let table = toml::from_str::<toml::Table>(&file.text).ok()?;
    Some(table.get("source")?.as_str()?.to_owned())
}

/// The year of a year file.
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
