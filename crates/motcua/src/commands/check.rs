//! `check`: telephone numbers, identity papers, tax codes and VietQR payloads in their normal form, a
//! JSON object a line. The rules are those of `text::person` and `text::vietqr`.

use std::io::BufRead;

use serde_json::json;
use text::person::{self, TaxCodeError};
use text::{Language, Sentence, sentence, vietqr};

use crate::args::NumberKind;
use crate::command_error::CommandError;
use crate::out;

/// Reads one value on each line of standard input.
pub fn check(kind: NumberKind, language: Language) -> Result<(), CommandError> {
    let mut input = std::io::stdin().lock();
    loop {
        let mut line = Vec::new();
        let read = input.read_until(b'\n', &mut line);
        let read = read.map_err(|error| {
            let error = Sentence::foreign(error.to_string());
            CommandError::Refused(sentence!("standard input cannot be read: {error}", error))
        })?;
        if read == 0 {
            return Ok(());
        }
        let line = String::from_utf8_lossy(&line);
        out::line(answer(kind, line.trim_end_matches(['\n', '\r']), language))?;
    }
}

fn answer(kind: NumberKind, value: &str, language: Language) -> serde_json::Value {
    let normal = match kind {
        NumberKind::Phone => person::telephone(value).ok_or("phone".to_owned()),
        NumberKind::Identity => person::identity_paper(value).ok_or("identity".to_owned()),
        NumberKind::TaxCode => person::tax_code(value).map_err(|fault| match fault {
            TaxCodeError::Length => "tax_code_length".to_owned(),
            TaxCodeError::CheckDigit => "tax_code_digit".to_owned(),
            TaxCodeError::Branch => "tax_code_branch".to_owned(),
        }),
        NumberKind::Vietqr => {
            vietqr::check(value).map_err(|fault| format!("vietqr_{}", fault.code()))
        }
    };
    let why = normal.as_ref().err();
    let why = why.map(|key| messages::text(language, &format!("check-{key}"), &[]));
    json!({ "value": value, "ok": normal.is_ok(), "normal": normal.ok(), "why": why })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_kind_is_read_by_its_own_rule_and_a_refusal_says_why() {
        let cases = [
            (NumberKind::Phone, "0900 111 222", Some("+84900111222")),
            (NumberKind::Phone, "0900", None),
            (NumberKind::Identity, "079 085 001 234", Some("079085001234")),
            (NumberKind::Identity, "0123456789", None),
            (NumberKind::TaxCode, "01.00.233.488", Some("0100233488")),
            (NumberKind::TaxCode, "0314409058-002", Some("0314409058-002")),
            (NumberKind::TaxCode, "0100233489", None),
            (NumberKind::TaxCode, "", None),
            (NumberKind::Vietqr, "", None),
        ];
        for (kind, value, normal) in cases {
            let answer = answer(kind, value, Language::Vietnamese);
            assert_eq!(answer["normal"].as_str(), normal, "{value}");
            assert_eq!(answer["ok"], normal.is_some(), "{value}");
            assert_eq!(answer["why"].is_null(), normal.is_some(), "{value}");
        }
    }
}
