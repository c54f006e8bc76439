//! `import`: takes over an old register.

use std::fs;
use std::path::Path;

use register::Map;
use serde_json::json;

use crate::ending::End;
use crate::folder_commands::{Reply, Request, Target, unexpected};
use crate::out;

/// Dossiers in one request.
const PART: usize = 256;

pub fn import(
    data: &Path,
    file: &Path,
    map: &Path,
    register: Option<&str>,
    rejects: Option<&Path>,
) -> Result<(), End> {
    let named = |path: &Path, error: std::io::Error| {
        End::Refused(format!("{}: {error}; check the path and its rights", path.display()))
    };
    let text = fs::read_to_string(map).map_err(|error| named(map, error))?;
    let map_file = map;
    let map = Map::parse(&text)
        .map_err(|error| End::Refused(format!("{}: {error}", map_file.display())))?;
    let bytes = fs::read(file).map_err(|error| named(file, error))?;
    let import = register::read(&bytes, &map)
        .map_err(|error| End::Refused(format!("{}: {error}", file.display())))?;
    let register = match register.or(map.register()) {
        Some(register) => register.to_owned(),
        None => {
            file.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default()
        }
    };
    if register.is_empty() || register.contains('/') {
        return Err(End::Misused("name the register with --register, without a slash".into()));
    }
    let mut target = Target::of(data)?;
    let own = match target.ask(Request::Agency)? {
        Reply::Agency(own) => own,
        other => return Err(unexpected(&other)),
    };
    if own.as_deref() == Some(register.as_str()) {
        return Err(End::Refused(format!(
            "{register} is the agency's own register; name another with --register"
        )));
    }
    let (imported, already) =
        take_over(&mut target, &register, map.zone().name(), &import.dossiers)?;
    if let Some(path) = rejects {
        fs::write(path, register::rejects_csv(&import.rejects))
            .map_err(|error| named(path, error))?;
    } else {
        for reject in import.rejects.iter().take(10) {
            eprintln!("line {}: {}: {}", reject.line, reject.dossier, reject.reason);
        }
    }
    for warning in import.warnings.iter().take(5) {
        eprintln!("line {}: {}: {}", warning.line, warning.dossier, warning.text);
    }
    out::line(json!({
        "read": import.read,
        "imported": imported,
        "already": already,
        "rejected": import.rejects.len(),
        "warnings": import.warnings.len(),
    }))?;
    if imported + already == 0 {
        return Err(End::Refused("nothing went in; mend the map or the file".into()));
    }
    Ok(())
}

/// Takes the dossiers over, part by part; says how many went in and how many were there already.
fn take_over(
    target: &mut Target,
    register: &str,
    zone: &str,
    dossiers: &[register::Dossier],
) -> Result<(usize, usize), End> {
    let (mut imported, mut already) = (0, 0);
    for part in dossiers.chunks(PART) {
        let (register, zone) = (register.to_owned(), zone.to_owned());
        match target.ask(Request::ImportPart { register, zone, dossiers: part.to_vec() })? {
            Reply::Imported { imported: new, already: known } => {
                imported += new;
                already += known;
            }
            other => return Err(unexpected(&other)),
        }
    }
    let register = register.to_owned();
    target.ask(Request::ImportEnd { register, imported, already })?;
    Ok((imported, already))
}
