//! `register remove`: removes an imported register from the record.

use std::path::Path;

use app::{Inquiry, UnknownRegister};
use serde_json::json;
use text::{outside, sentence};

use crate::command_error::{CommandError, refused, unknown_register};
use crate::folder_commands::{Reply, Request, Target, unexpected_reply};
use crate::out;

pub fn remove(data: &Path, name: &str, yes: bool) -> Result<(), CommandError> {
    let answer = Inquiry::peek(data, |inquiry| Ok((inquiry.own_register(), inquiry.registers()?)));
    let (own, registers) = answer.map_err(refused)?;
    if own.as_deref() == Some(name) {
        return Err(CommandError::Refused(sentence!(
            "{name} is the agency's own register, the record itself; only an imported one is \
             removed",
            name
        )));
    }
    // An older program stored the name without normalising it.
    let named = |(register, _): &&(String, u64)| outside::line(register) == name;
    let Some((register, dossiers)) = registers.iter().find(named) else {
        let imported = registers.into_iter().map(|(register, _)| register);
        let imported = imported.filter(|register| own.as_ref() != Some(register)).collect();
        return Err(unknown_register(&UnknownRegister {
            name: Some(name.to_owned()),
            registers: imported,
        }));
    };
    if !yes {
        return Err(CommandError::Refused(sentence!(
            "register {name} holds {dossiers} dossiers, which would go for good; nothing was \
             removed: add --yes to remove them",
            name,
            dossiers
        )));
    }
    let register = register.clone();
    match Target::of(data)?.ask(Request::RemoveRegister { register })? {
        Reply::Removed(dossiers) => out::line(json!({ "register": name, "removed": dossiers })),
        other => Err(unexpected_reply(&other)),
    }
}
