//! What a row of the audit table says in words: its objects and its detail.

use app::{AuditEntry, AuditKind};

use crate::address::Params;
use crate::request_context::RequestContext;

/// An object of an act: its name, and the address of what there is to see of it.
pub(super) type Object = (String, Option<String>);

/// The objects of an act.
pub(super) fn objects(context: &RequestContext, entry: &AuditEntry) -> Vec<Object> {
    entry.row.objects.iter().map(|object| one(context, entry, object)).collect()
}

fn one(context: &RequestContext, entry: &AuditEntry, object: &str) -> Object {
    let named = |key: &str, name: &str| context.format(key, &[("name", name.into())]);
    match object.split_once('/') {
        Some(("account", login)) => {
            let address = Params::default().with("object", login);
            let officers = context.rules.agency.as_ref().map(|agency| agency.officers.as_slice());
            let officer =
                officers.unwrap_or_default().iter().find(|o| app::login_of(&o.id) == login);
            let name = match officer {
                Some(officer) => format!("{login} ({})", officer.name),
                None => login.to_owned(),
            };
            (named("audit-object_account", &name), Some(context.link("/audit", &address)))
        }
        Some(("register", register)) => (named("audit-object_register", register), None),
        Some(("rules", _)) => (context.text("audit-object_rules"), None),
        Some(("dossier", rest)) => {
            let (register, id) = rest.split_once('/').unwrap_or((rest, ""));
            let row = entry.dossiers.iter().find(|row| row.stream == object);
            match row.map(|row| row.code.as_str()) {
                Some("") => (named("audit-object_filing", id), Some(context.dossier(id, register))),
                Some(code) => (code.to_owned(), Some(context.dossier(code, register))),
                None => {
                    let values = [("name", id.into()), ("register", register.into())];
                    (context.format("audit-object_removed", &values), None)
                }
            }
        }
        _ => (object.to_owned(), None),
    }
}

/// The reason or the outcome of an act.
pub(super) fn detail(context: &RequestContext, entry: &AuditEntry) -> String {
    let row = &entry.row;
    let kind = AuditKind::ALL.iter().find(|kind| kind.code() == row.kind);
    match (kind, row.detail.as_str()) {
        (Some(kind), _) if AuditKind::reads().contains(kind) => {
            crate::pages::reads::what(context.names(), row)
        }
        (
            Some(AuditKind::SignInRefused),
            why @ ("too_many_tries" | "present_password" | "second_factor" | "step_up"),
        ) => context.text(&format!("audit-refused_{why}")),
        (Some(AuditKind::ImportRegister), counts) => match counts.split_once(" + ") {
            Some((new, already)) => {
                let values = [("new", new.into()), ("already", already.into())];
                context.format("audit-imported", &values)
            }
            None => counts.to_owned(),
        },
        (Some(AuditKind::RemoveRegister), dossiers) => {
            context.format("audit-removed", &[("n", dossiers.into())])
        }
        (_, words) => words.to_owned(),
    }
}
