//! One dossier whole, as a file: its events with their sealed parts, who read it, its papers' list.
//! The caller checks the right to the export.

use calendar::{Instant, Zone};
use serde_json::{Value, json};
use store::{AttachmentRow, AuditRow, EventRow};

use crate::dossier_queries::Export;

impl Export {
    /// The file, as JSON with sorted keys; instants are milliseconds since 1970 with the same in
    /// words next to them.
    #[must_use]
    pub fn to_json(&self, code: &str, by: &str, at: Instant) -> String {
        let file = json!({
            "format": "motcua-dossier-1",
            "code": code,
            "stream": self.stream,
            "exported_by": by,
            "exported_at": instant(at.0),
            "events": self.events.iter().map(event).collect::<Vec<_>>(),
            "reads": self.reads.iter().map(read).collect::<Vec<_>>(),
            "files": self.files.iter().map(paper).collect::<Vec<_>>(),
        });
        // Strings, numbers and lists only: none can fail to serialise.
        serde_json::to_string_pretty(&file).unwrap_or_default()
    }
}

fn instant(millis: i64) -> Value {
    json!({ "millis": millis, "local": Zone::VIETNAM.format(Instant(millis)) })
}

/// A part as it stands on record; as text where it does not read, so that nothing is left out.
fn part(text: &str) -> Value {
    serde_json::from_str(text).unwrap_or_else(|_| Value::String(text.to_owned()))
}

/// A sealed part without the key and token of the slip, which would open the dossier to any holder.
fn sealed(text: &str) -> Value {
    let mut sealed = part(text);
    if let Some(fields) = sealed.as_object_mut() {
        fields.remove("slip");
    }
    sealed
}

fn event(row: &EventRow) -> Value {
    json!({
        "version": row.version,
        "position": row.position,
        "happened_at": instant(row.event.happened_at),
        "logged_at": instant(row.event.logged_at),
        "actor": row.event.actor,
        "on_behalf": row.event.on_behalf,
        "kind": row.event.kind,
        "public": part(&row.event.public_part),
        "sealed": row.event.sealed_part.as_deref().map(sealed),
    })
}

fn read(row: &AuditRow) -> Value {
    json!({
        "at": instant(row.at),
        "officer": row.actor,
        "what": row.detail,
        "kind": row.kind,
        "position": row.position,
    })
}

fn paper(row: &AttachmentRow) -> Value {
    json!({
        "id": row.id,
        "component": row.component,
        "name": row.name,
        "media_type": row.media_type,
        "size": row.size,
        "digest": row.digest,
        "at": instant(row.at),
        "by": row.by_whom,
    })
}
