//! A query for a register's figures from the command line: read together with its data, and
//! described in an answer. The module must not count.

use std::path::Path;

use app::{Figures, Inquiry};
use calendar::Instant;
use indicators::{Basis, Dimension, Filters, Query, definitions};
use rules::Rules;
use serde_json::{Value, json};
use text::{Language, sentence};

use super::{CLOCK, LOADED, SCENARIO, now_of};
use crate::args::{FigureArgs, PeriodArgs, Rule};
use crate::command_error::{CommandError, refused, unknown_register, unknown_value};
use crate::out;

mod names;

pub(super) use self::names::Names;

/// A query for figures, from the command line.
pub(super) struct FigureRequest<'a> {
    pub period: &'a PeriodArgs,
    pub basis: Basis,
    pub by_date: bool,
    pub filters: Filters,
    pub by: Option<Dimension>,
}

impl<'a> From<&'a PeriodArgs> for FigureRequest<'a> {
    fn from(period: &'a PeriodArgs) -> Self {
        let filters = Filters {
            field: period.field.clone(),
            procedures: period.procedure.clone(),
            unit: period.unit.clone(),
            ..Filters::default()
        };
        Self { period, basis: Basis::Cohort, by_date: true, filters, by: None }
    }
}

impl<'a> From<&'a FigureArgs> for FigureRequest<'a> {
    fn from(args: &'a FigureArgs) -> Self {
        let request = Self::from(&args.period);
        let filters = Filters {
            officer: args.officer.clone(),
            channel: args.channel.clone(),
            ward: args.ward.clone(),
            month: args.month.clone(),
            ..request.filters
        };
        Self { basis: args.basis.into(), by_date: args.rule == Rule::Date, filters, ..request }
    }
}

/// A query for figures, with the data that answer it.
pub(super) struct FigureSource {
    pub figures: Figures,
    pub query: Query,
    pub names: Names,
    /// The rules of the agency; `None` for another register.
    pub rules: Option<Rules>,
}

/// Reads the data for a query from a folder.
///
/// # Errors
/// [`CommandError::BadUsage`] where the period ends before it begins, or the register or a filter's value
/// does not exist; [`CommandError::Refused`] where the folder cannot be read.
pub(super) fn ask(
    data: &Path,
    request: FigureRequest<'_>,
    language: Language,
) -> Result<FigureSource, CommandError> {
    let FigureRequest { period, basis, by_date, filters, by } = request;
    if period.to < period.from {
        return Err(CommandError::BadUsage(sentence!(
            "the period ends ({to}) before it begins ({from}); give --from and --to in order",
            to = period.to,
            from = period.from
        )));
    }
    let answer = Inquiry::peek(data, |inquiry| {
        let now = inquiry.now(now_of(inquiry.meta(CLOCK)?))?;
        if let (Some(scenario), None) = (inquiry.meta(SCENARIO)?, inquiry.meta(LOADED)?) {
            let text = sentence!(
                "motcua: loading {scenario} was interrupted, these figures are of what is there; \
                 finish it with `motcua load {scenario}`",
                scenario
            );
            out::note(language, &text);
        }
        let register = inquiry.register(period.register.as_deref())?;
        match register {
            Ok(name) => {
                let own = inquiry.rules.agency.as_ref().is_some_and(|own| own.code == name);
                let rules = own.then(|| inquiry.rules.clone());
                Ok(Ok((inquiry.figures(&name)?, now, rules)))
            }
            Err(unknown) => Ok(Err(unknown)),
        }
    });
    let (figures, now, rules) =
        answer.map_err(refused)?.map_err(|unknown| unknown_register(&unknown))?;
    let names = Names::of(rules.as_ref(), language);
    known_filters(&filters, &figures, &names)?;
    let query = Query {
        from: period.from,
        to: period.to,
        as_of: period.as_of.unwrap_or(now),
        basis,
        by_date,
        filters,
        by,
    };
    Ok(FigureSource { figures, query, names, rules })
}

/// The filters that options of the command line set, each with its values.
fn filters_by_dimension(filters: &Filters) -> [(Dimension, Vec<String>); 6] {
    let one = |filter: &Option<String>| filter.iter().cloned().collect::<Vec<_>>();
    [
        (Dimension::Field, one(&filters.field)),
        (Dimension::Procedure, filters.procedures.clone()),
        (Dimension::Unit, one(&filters.unit)),
        (Dimension::Officer, one(&filters.officer)),
        (Dimension::Channel, one(&filters.channel)),
        (Dimension::Ward, one(&filters.ward)),
    ]
}

/// Refuses a filter whose value neither the register nor the rules contain.
fn known_filters(filters: &Filters, figures: &Figures, names: &Names) -> Result<(), CommandError> {
    for (dimension, filter) in filters_by_dimension(filters) {
        let codes = || figures.facts.values().of(dimension).chain(names.codes(dimension));
        let unknown = filter.iter().find(|filter| {
            filter.as_str() != indicators::NONE && !codes().any(|code| code == filter.as_str())
        });
        if let Some(unknown) = unknown {
            let option = format!("--{}", dimension.code());
            return Err(unknown_value(&option, unknown, codes()));
        }
    }
    Ok(())
}

/// The fields of a JSON answer that describe the query.
pub(super) fn about(query: &Query, figures: &Figures) -> Value {
    let filters = &query.filters;
    json!({
        "period": { "from": query.from, "to": query.to },
        "as_of": instant_text(query.as_of, figures),
        "filters": {
            "register": figures.register,
            "field": filters.field,
            "procedure": filters.procedures,
            "unit": filters.unit,
            "officer": filters.officer,
            "channel": filters.channel,
            "ward": filters.ward,
        },
        "definitions": definitions::VERSION,
    })
}

pub(super) fn instant_text(at: Instant, figures: &Figures) -> String {
    figures.zone.format(at)
}

/// The first lines of a spreadsheet: period, as-of, basis, rule, register, filters, definitions.
pub(super) fn about_sheet(
    source: &FigureSource,
    language: Language,
) -> Vec<(&'static str, String)> {
    let FigureSource { figures, query, names, .. } = source;
    let defined = |name: &str| {
        definitions::definition(name).map_or_else(String::new, |definition| {
            language.choose(definition.vi, definition.en).to_owned()
        })
    };
    let day = messages::date_of;
    let basis = if query.basis == Basis::Cohort { "cohort" } else { "flow" };
    let rule = if query.by_date { "rule.date" } else { "rule.instant" };
    let mut about = vec![
        ("sheet-period", format!("{} – {}", day(query.from), day(query.to))),
        ("sheet-as_of", messages::instant(language, query.as_of, &figures.zone)),
        ("sheet-basis", defined(basis)),
        ("sheet-rule", defined(rule)),
        ("sheet-register", figures.register.clone()),
    ];
    for (dimension, values) in filters_by_dimension(&query.filters) {
        let named = values.iter().map(|code| match names.name(dimension, code) {
            "" => code.clone(),
            name => format!("{code} ({name})"),
        });
        let named = named.collect::<Vec<_>>().join("; ");
        if !named.is_empty() {
            about.push((label(dimension), named));
        }
    }
    about.push(("sheet-definitions", definitions::VERSION.to_owned()));
    about
}

/// The fields of [`about`] without basis and rule, for a table that depends on neither.
pub(super) fn about_period(
    source: &FigureSource,
    language: Language,
) -> Vec<(&'static str, String)> {
    let mut about = about_sheet(source, language);
    about.retain(|(key, _)| !matches!(*key, "sheet-basis" | "sheet-rule"));
    about
}

/// The key of the text that names a dimension.
const fn label(dimension: Dimension) -> &'static str {
    match dimension {
        Dimension::Unit => "by-unit",
        Dimension::Field => "by-field",
        Dimension::Procedure => "by-procedure",
        Dimension::Officer => "by-officer",
        Dimension::Channel => "by-channel",
        Dimension::Ward => "by-ward",
        Dimension::Month => "by-month",
    }
}
