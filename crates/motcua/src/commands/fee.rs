//! `fee`: the cost of a dossier of a procedure, by the rules in force on a day.

use std::path::Path;

use app::Inquiry;
use calendar::{Day, Instant};
use rules::fee::{Assessment, FeeQuery, NotAssessed, Quantities, assess};
use rules::{Channel, Circumstances, ORDINARY_CASE, Procedure, Rules};
use serde_json::{Value, json};
use text::{Language, Sentence};

use super::{CLOCK, exists, machine_now, now_of};
use crate::args::FeeArgs;
use crate::assets;
use crate::command_error::{CommandError, bad_usage, refused, unknown_name, unknown_value};
use crate::out;

pub fn fee(
    data: &Path,
    args: &FeeArgs,
    languages: (Language, Language),
) -> Result<(), CommandError> {
    if exists(data) {
        let answer = Inquiry::peek(data, |inquiry| {
            let now = inquiry.now(now_of(inquiry.meta(CLOCK)?))?;
            let has_procedures = !inquiry.rules.procedures.is_empty();
            Ok(has_procedures.then(|| answer(inquiry.rules, args, now, languages)))
        });
        if let Some(answer) = answer.map_err(refused)? {
            return out::line(answer?);
        }
    }
    let catalogue = rules::load(&assets::catalogue());
    let catalogue =
        catalogue.map_err(|problems| CommandError::Refused(super::load::listed(&problems)))?;
    out::line(answer(&catalogue, args, machine_now(), languages)?)
}

/// The answer, in the first of two languages; failures are in the second.
fn answer(
    rules: &Rules,
    args: &FeeArgs,
    now: Instant,
    (language, of_failures): (Language, Language),
) -> Result<Value, CommandError> {
    let on = args.on.unwrap_or_else(|| rules.deadline_calendar().zone.day(now));
    let procedure = procedure(rules, &args.code, on, of_failures)?;
    let channel = Channel::from_code(&args.channel).ok_or_else(|| {
        let channels = Channel::ALL.iter().map(|channel| channel.code());
        unknown_value("--channel", &args.channel, channels)
    })?;
    let case = args.case.as_deref().filter(|case| *case != ORDINARY_CASE);
    let claims: Vec<&str> = args.relief.iter().map(String::as_str).collect();
    let query = FeeQuery {
        circumstances: Circumstances { case, channel: Some(channel), remote: false },
        quantities: Quantities {
            copies: args.copies,
            pages: args.pages,
            parcels: args.parcels,
            months: args.months,
        },
        claims: &claims,
        on,
    };
    match assess(procedure, &query) {
        Ok(assessed) => Ok(as_json(&assessed, language)),
        Err(why) => {
            let text = messages::not_assessed(of_failures, &why);
            let reliefs = procedure.reliefs.iter().map(|relief| relief.code.as_str());
            Err(match &why {
                NotAssessed::UnknownCase(case) => {
                    let cases = procedure.cases.iter().map(|case| case.id.as_str());
                    unknown_name(Sentence::foreign(text), case, cases.chain([ORDINARY_CASE]))
                }
                NotAssessed::UnknownRelief(code) => {
                    unknown_name(Sentence::foreign(text), code, reliefs)
                }
                NotAssessed::ReliefNotApplicable(code) => {
                    let relief = procedure.reliefs.iter().find(|relief| relief.code == *code);
                    let rule = relief.map(|relief| messages::relief_rule(of_failures, relief));
                    bad_usage(format!("{text} ({})", rule.unwrap_or_default()))
                }
                NotAssessed::ZeroQuantity(_) | NotAssessed::TooLarge => bad_usage(text),
            })
        }
    }
}

/// The version of a procedure in force on a day.
fn procedure<'a>(
    rules: &'a Rules,
    code: &str,
    on: Day,
    language: Language,
) -> Result<&'a Procedure, CommandError> {
    if let Some(procedure) = rules.procedure_on(code, on) {
        return Ok(procedure);
    }
    let versions: Vec<&Procedure> =
        rules.procedures.iter().filter(|version| version.code == code).collect();
    if versions.is_empty() {
        let why = messages::text(language, "fee-unknown_procedure", &[("name", code.into())]);
        let codes = rules.procedures.iter().map(|version| version.code.as_str());
        return Err(unknown_name(Sentence::foreign(why), code, codes));
    }
    let day = |day: Option<Day>| day.map(messages::date_of).unwrap_or_default();
    let periods: Vec<String> = versions
        .iter()
        .map(|version| {
            format!("{}–{}", day(Some(version.effective_from)), day(version.effective_to))
        })
        .collect();
    let values = [("name", code.into()), ("day", messages::date_of(on).into())];
    let why = messages::text(language, "fee-not_in_force", &values);
    let periods = [("periods", periods.join(", ").into())];
    Err(bad_usage(format!("{why}; {}", messages::text(language, "fee-versions", &periods))))
}

fn as_json(assessed: &Assessment<'_>, language: Language) -> Value {
    let name = |vi: &str, en: Option<&String>| match (language, en) {
        (Language::English, Some(en)) => en.clone(),
        _ => vi.to_owned(),
    };
    let lines = assessed.lines.iter().map(|line| {
        json!({
            "kind": line.fee.kind.code(),
            "name": name(&line.fee.name, line.fee.name_en.as_ref()),
            "amount_vnd": line.amount_vnd,
            "rule": messages::fee_rule(language, line.fee),
            "basis": messages::fee_basis(language, line.fee),
        })
    });
    let reliefs = assessed.reliefs.iter().map(|given| {
        json!({
            "code": given.relief.code,
            "name": name(&given.relief.name, given.relief.name_en.as_ref()),
            "amount_vnd": given.reduction_vnd,
            "rule": messages::relief_rule(language, given.relief),
            "basis": given.relief.basis,
        })
    });
    json!({
        "lines": lines.collect::<Vec<_>>(),
        "reliefs": reliefs.collect::<Vec<_>>(),
        "total_vnd": assessed.total_vnd,
    })
}
