//! The codes that the rules contain for each dimension, with their names in the reader's language.

use std::collections::BTreeMap;

use indicators::Dimension;
use rules::{Channel, Rules, UnitKind};
use text::Language;

/// The names by dimension and code.
pub(in crate::commands) struct Names(BTreeMap<(&'static str, String), String>);

impl Names {
    /// The names in an agency's rules; for another register, only the names of channels.
    pub fn of(rules: Option<&Rules>, language: Language) -> Self {
        let mut names = BTreeMap::new();
        let pick = |vi: &str, en: &str| language.choose(vi, en).to_owned();
        let mut put = |dimension: Dimension, code: &str, name: String| {
            names.insert((dimension.code(), code.to_owned()), name);
        };
        for channel in Channel::ALL.iter().map(|channel| channel.code()) {
            put(Dimension::Channel, channel, messages::channel(language, channel));
        }
        for procedure in rules.iter().flat_map(|rules| &rules.procedures) {
            let name = pick(&procedure.name, &procedure.name_en);
            put(Dimension::Procedure, &procedure.code, name);
            let field = rules.and_then(|rules| rules.field_en(&procedure.field));
            put(
                Dimension::Field,
                &procedure.field,
                pick(&procedure.field, field.unwrap_or(&procedure.field)),
            );
        }
        for agency in rules.iter().filter_map(|rules| rules.agency.as_ref()) {
            for unit in &agency.units {
                let name = pick(&unit.name, &unit.name_en);
                if unit.kind == UnitKind::Ward {
                    put(Dimension::Ward, &unit.code, name.clone());
                }
                put(Dimension::Unit, &unit.code, name);
            }
            for officer in &agency.officers {
                put(Dimension::Officer, &officer.id, officer.name.clone());
            }
        }
        Self(names)
    }

    /// The codes of a dimension that have a name.
    pub fn codes(&self, dimension: Dimension) -> impl Iterator<Item = &str> {
        let of = self.0.keys().filter(move |(kind, _)| *kind == dimension.code());
        of.map(|(_, code)| code.as_str())
    }

    /// The name of a code; empty where the code has none.
    pub fn name(&self, dimension: Dimension, code: &str) -> &str {
        let name = self.0.get(&(dimension.code(), code.to_owned()));
        name.map(String::as_str).filter(|name| *name != code).unwrap_or_default()
    }
}
