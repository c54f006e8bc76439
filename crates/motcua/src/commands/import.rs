//! `import`: takes over an old register.

use std::fs;
use std::path::Path;

use app::Application;
use register::Map;
use serde_json::json;

use super::machine_now;
use crate::ending::{End, refused};
use crate::out;

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
    let app = Application::open(data).map_err(refused)?;
    let own = app.rules().agency.as_ref().map(|agency| agency.code.clone());
    if own.as_deref() == Some(register.as_str()) {
        return Err(End::Refused(format!(
            "{register} is the agency's own register; name another with --register"
        )));
    }
    let zone = map.zone().name();
    let summary = app.import(&register, zone, &import.dossiers, machine_now()).map_err(refused)?;
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
        "imported": summary.imported,
        "already": summary.already,
        "rejected": import.rejects.len(),
        "warnings": import.warnings.len(),
    }))?;
    if summary.imported + summary.already == 0 {
        return Err(End::Refused("nothing went in; mend the map or the file".into()));
    }
    Ok(())
}
