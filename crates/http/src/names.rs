//! Names of units, officers, procedures and steps. A code without a name is shown as it is. The
//! module must not know pages.

use dossier::{Event, State};
use indicators::{Dimension, NONE, row_groups};
use rules::{Case, Component, Procedure, Rules};
use text::Language;

/// The place that a people's committee administers: the name of the committee without the title.
fn place(name: &str) -> &str {
    let titles = ["Ủy ban nhân dân ", "People's Committee of ", "People’s Committee of "];
    titles.iter().find_map(|title| name.strip_prefix(title)).unwrap_or(name)
}

/// Names from the rules in force, in one language.
#[derive(Clone, Copy)]
pub struct Names<'a> {
    pub rules: &'a Rules,
    pub language: Language,
}

impl Names<'_> {
    /// The text of a key in the reader's language.
    pub fn text(&self, key: &str) -> String {
        messages::text(self.language, key, &[])
    }

    /// The text of a key with values.
    pub fn format(&self, key: &str, values: &[(&str, messages::Value<'_>)]) -> String {
        messages::text(self.language, key, values)
    }

    /// The name of a case of a procedure.
    pub fn case(&self, case: &Case) -> String {
        let english = case.name_en.as_deref().unwrap_or_default();
        self.language.choose(&case.name, english).to_owned()
    }

    /// The name of a component of a dossier.
    pub fn component(&self, component: &Component) -> String {
        let english = component.name_en.as_deref().unwrap_or_default();
        self.language.choose(&component.name, english).to_owned()
    }

    pub fn unit(&self, code: &str) -> String {
        let unit = self.rules.unit(code);
        unit.map_or_else(
            || self.unnamed_code(code),
            |unit| self.language.choose(&unit.name, &unit.name_en).to_owned(),
        )
    }

    /// The name of the ward that a unit administers.
    pub fn ward(&self, code: &str) -> String {
        place(&self.unit(code)).to_owned()
    }

    /// An address in full: street, ward, and the place that the agency administers. A ward without
    /// a name is left out; places that the street names are not repeated.
    pub fn address(&self, street: &str, ward: &str) -> String {
        let agency = self.rules.agency.as_ref();
        let Some(agency) = agency.filter(|agency| agency.unit(ward).is_some()) else {
            return street.to_owned();
        };
        let district = self.language.choose(&agency.name, &agency.name_en).to_owned();
        text::address::complete(street, &self.ward(ward), place(&district))
    }

    /// Whether an address names a ward.
    pub fn names_ward(&self, address: &str, ward: &str) -> bool {
        let district = self.rules.agency.as_ref().map(|agency| place(&agency.name));
        let name = self.rules.unit(ward).map(|unit| place(&unit.name));
        let both = name.zip(district);
        both.is_some_and(|(ward, district)| text::address::names_ward(address, ward, district))
    }

    pub fn officer(&self, id: &str) -> String {
        if let "citizen" | "system" | "import" | "slip" | "unknown" = id {
            return messages::text(self.language, &format!("actor-{id}"), &[]);
        }
        let officer = self.rules.officer(id);
        officer.map_or_else(|| self.unnamed_code(id), |officer| officer.name.clone())
    }

    /// An officer's name, title and unit, as far as the rules have them.
    pub fn officer_line(&self, id: &str) -> String {
        let officer = self.rules.officer(id);
        let title = officer.map(|officer| officer.title.clone()).unwrap_or_default();
        let unit = officer.map(|officer| self.unit(&officer.unit)).unwrap_or_default();
        let parts = [self.officer(id), title, unit];
        parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", ")
    }

    /// The latest version of the procedure with a code.
    pub fn rule(&self, code: &str) -> Option<&Procedure> {
        let versions = self.rules.procedures.iter().filter(|version| version.code == code);
        versions.min_by_key(|version| (version.scope, std::cmp::Reverse(version.effective_from)))
    }

    pub fn procedure(&self, code: &str) -> String {
        let rule = self.rule(code);
        rule.map_or_else(
            || self.unnamed_code(code),
            |rule| self.language.choose(&rule.name, &rule.name_en).to_owned(),
        )
    }

    /// The name of a field; in Vietnamese where no file has an English one.
    pub fn field(&self, field: &str) -> String {
        match self.rules.field_en(field).filter(|_| self.language == Language::English) {
            Some(name) => name.to_owned(),
            None => self.unnamed_code(field),
        }
    }

    /// The names of papers: of the procedure's component where an item is a component's id or
    /// Vietnamese name, otherwise the item as written.
    pub fn papers(&self, procedure: &str, items: &[String]) -> Vec<String> {
        let rule = self.rule(procedure);
        let name = |item: &String| {
            let mut components = rule.into_iter().flat_map(|rule| &rule.components);
            let component = components.find(|one| one.id == *item || one.name == *item);
            component.map_or_else(
                || item.clone(),
                |one| {
                    self.language
                        .choose(&one.name, one.name_en.as_deref().unwrap_or_default())
                        .to_owned()
                },
            )
        };
        items.iter().map(name).collect()
    }

    /// The name of a step in a dossier's process.
    pub fn step(&self, state: &State, id: &str) -> String {
        let version = state.terms.as_ref().map(|terms| terms.version);
        let rule = version.and_then(|day| self.rules.procedure_on(&state.filing.procedure, day));
        let step = rule.and_then(|rule| rule.steps.iter().find(|step| step.id == id));
        step.map_or_else(
            || self.any_step(id),
            |step| self.language.choose(&step.name, &step.name_en).to_owned(),
        )
    }

    /// The name of a step by its id alone, in any procedure.
    pub fn any_step(&self, id: &str) -> String {
        if id.is_empty() || id == NONE {
            return self.unnamed_code(NONE);
        }
        let mut steps = self.rules.procedures.iter().flat_map(|rule| &rule.steps);
        match steps.find(|step| step.id == id) {
            Some(step) => self.language.choose(&step.name, &step.name_en).to_owned(),
            None => messages::step(self.language, id),
        }
    }

    /// The text for a code that has no name.
    pub fn unnamed_code(&self, code: &str) -> String {
        if code.is_empty() || code == NONE {
            messages::text(self.language, "word-none", &[])
        } else {
            code.to_owned()
        }
    }

    /// The name of a row or of a filter's value in a dimension.
    pub fn value(&self, dimension: Dimension, key: &str) -> String {
        if let Some(groups) = row_groups(key) {
            return self.merged_row(dimension, groups.collect());
        }
        match dimension {
            Dimension::Unit => self.unit(key),
            Dimension::Ward => self.ward(key),
            Dimension::Officer => self.officer(key),
            Dimension::Procedure => self.procedure(key),
            Dimension::Channel if key == NONE => self.unnamed_code(key),
            Dimension::Channel => messages::channel(self.language, key),
            Dimension::Field => self.field(key),
            Dimension::Month => month(key),
        }
    }

    /// The name of a row that merges several groups; only the first names where the groups are
    /// many.
    fn merged_row(&self, dimension: Dimension, groups: Vec<&str>) -> String {
        const MAX_NAMED: usize = 4;
        let named = if groups.len() > MAX_NAMED { MAX_NAMED - 1 } else { groups.len() };
        let names: Vec<String> =
            groups[..named].iter().map(|key| self.value(dimension, key)).collect();
        let more = (groups.len() - named) as i64;
        let values = [("groups", names.join("; ").into()), ("more", more.into())];
        let key = match dimension {
            Dimension::Officer => "figures-other_officers",
            Dimension::Field if names.is_empty() => "figures-merged_fields",
            _ if names.is_empty() => "figures-merged",
            _ => "figures-merged_groups",
        };
        messages::text(self.language, key, &values)
    }

    /// The reason of a letter. A draft by the program names the unfinished step.
    pub fn reason(&self, state: &State, reason: &str) -> String {
        let Some(step) = reason.strip_prefix("unfinished:") else { return reason.to_owned() };
        let step = self.step(state, step);
        messages::text(self.language, "dossier-unfinished", &[("step", step.into())])
    }

    /// The event with the names of officers, units and steps in place of their codes.
    pub fn event(&self, state: &State, event: &Event) -> Event {
        let mut event = event.clone();
        let officer = |id: &mut String| *id = self.officer(id);
        let unit = |code: &mut String| *code = self.unit(code);
        let step = |id: &mut String| *id = self.step(state, id);
        match &mut event {
            Event::Filed { filing } => filing.procedure = self.procedure(&filing.procedure),
            Event::Received { officer: by, desk, .. } => {
                officer(by);
                unit(desk);
            }
            Event::Given { from, to, step: id, unit: code, .. }
            | Event::Returned { from, to, step: id, unit: code, .. } => {
                officer(from);
                officer(to);
                step(id);
                unit(code);
            }
            Event::Accepted { by }
            | Event::Declined { by, .. }
            | Event::ResultDeclined { by, .. }
            | Event::ApologySigned { by, .. }
            | Event::ApologyQueued { by }
            | Event::ApologySent { by, .. }
            | Event::ResultApproved { by, .. } => officer(by),
            Event::SupplementAsked { approved_by, items } => {
                approved_by.iter_mut().for_each(officer);
                *items = self.papers(&state.filing.procedure, items);
            }
            Event::PapersPromised { items } | Event::Supplied { items } => {
                *items = self.papers(&state.filing.procedure, items);
            }
            Event::StandInEnded { officer: back } => officer(back),
            Event::Lapsed { to, step: id } => {
                officer(to);
                step(id);
            }
            Event::StepStarted { step: id } | Event::StepCompleted { step: id } => step(id),
            Event::Reassigned { to, unit: code, .. } => {
                officer(to);
                unit(code);
            }
            Event::StandIn { officer: absent, by, .. } => {
                officer(absent);
                officer(by);
            }
            Event::ApologyDrafted { reason, unit: code, .. } => {
                *reason = self.reason(state, reason);
                unit(code);
            }
            Event::Consulted { unit: code, .. } | Event::MovedToUnit { unit: code, .. } => {
                unit(code)
            }
            _ => {}
        }
        event
    }
}

/// A month such as `2018-11` as `11/2018`.
fn month(key: &str) -> String {
    match key.split_once('-') {
        Some((year, month)) => format!("{month}/{year}"),
        None => key.to_owned(),
    }
}
