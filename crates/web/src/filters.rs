//! The filter bar: a form whose address can be shared, with what was asked kept in it and its faults
//! told. It must not know what is counted.

use indicators::Dimension;
use text::sort::sort_key;

use crate::answer::Error;
use crate::question::{Asked, FILTERS, Fault, dimensions, shows_officer};
use crate::visit::Visit;

/// What asks for the less common filters: one of them in use, or the wish itself.
const MORE: [&str; 8] =
    ["more", "procedure", "officer", "channel", "ward", "as_of", "rule", "basis"];

/// The form as it is drawn.
pub(crate) struct FilterBar {
    pub action: String,
    pub faults: Vec<Fault>,
    pub from: Field,
    pub to: Field,
    pub as_of: Field,
    pub basis: Vec<Choice>,
    pub rule: Vec<Choice>,
    pub by: Vec<Choice>,
    pub register: Vec<Choice>,
    pub selects: Vec<Select>,
    pub procedures: Vec<Choice>,
    pub procedures_chosen: usize,
    /// The address of the form with the less common filters, where it is without them.
    pub more: Option<String>,
    /// What only a link can ask for.
    pub kept: Vec<(&'static str, String)>,
    pub clear: String,
}

/// A field of free text.
pub(crate) struct Field {
    pub value: String,
    pub fault: Option<String>,
}

/// One value of a list.
pub(crate) struct Choice {
    pub value: String,
    pub label: String,
    pub chosen: bool,
}

/// A list to choose one value from.
pub(crate) struct Select {
    pub name: &'static str,
    pub label: String,
    pub choices: Vec<Choice>,
}

impl FilterBar {
    /// Whether the flow basis is asked for.
    pub fn flow(&self) -> bool {
        self.basis.iter().any(|choice| choice.chosen && choice.value == "flow")
    }

    /// Whether instants are to be compared.
    pub fn instant(&self) -> bool {
        self.rule.iter().any(|choice| choice.chosen && choice.value == "instant")
    }

    /// The form of a question; `path` is the page it asks.
    pub fn new(visit: &Visit, path: &str, asked: &mut Asked) -> Result<Self, Error> {
        // The form's basis, rule and rows are its own.
        let free = path != "/figures/06a";
        let words =
            |name, known, blank| if free { words(visit, name, known, blank) } else { Vec::new() };
        let faults = match &mut asked.question {
            Ok(_) => Vec::new(),
            Err(faults) => std::mem::take(faults),
        };
        let days = asked
            .question
            .as_ref()
            .ok()
            .map(|question| [question.query.from, question.query.to].map(messages::date_of));
        let [from, to] = days.unwrap_or_else(|| {
            ["from", "to"].map(|name| visit.params.get(name).unwrap_or_default().to_owned())
        });
        let field = |name, value: String| Field {
            value,
            fault: faults.iter().find(|f| f.field == name).map(|f| f.message.clone()),
        };
        let more = MORE.iter().any(|name| visit.params.get(name).is_some());
        let kept = ["month", "figure", "sort"].into_iter().filter_map(|name| {
            Some((name, visit.params.get(name).filter(|_| name == "month" || path == "/list")?))
        });
        let kept = kept.map(|(name, value)| (name, value.to_owned()));
        let shown = if more { &FILTERS[..5] } else { &FILTERS[..2] };
        let officers = asked.scope.by_officer();
        let shown = shown.iter().filter(|(name, _)| officers || *name != "officer");
        let selects = shown.map(|(name, dimension)| select(visit, asked, name, *dimension));
        let procedures = if more { procedures(visit, asked) } else { Vec::new() };
        Ok(Self {
            action: visit.link(path, &Default::default()),
            from: field("from", from),
            to: field("to", to),
            as_of: field("as_of", visit.params.get("as_of").unwrap_or_default().to_owned()),
            basis: words("basis", &["cohort", "flow"], false),
            rule: words("rule", &["date", "instant"], false),
            by: words("by", &dimensions(&asked.scope), true),
            register: registers(visit, asked)?,
            more: (!more).then(|| visit.link(path, &visit.params.with("more", "1"))),
            selects: selects.collect(),
            procedures_chosen: procedures.iter().filter(|choice| choice.chosen).count(),
            procedures,
            kept: kept.collect(),
            clear: visit.link(path, &visit.params.only(&["register", "from", "to"])),
            faults,
        })
    }
}

/// A list of fixed words; the first one stands where none is asked for.
fn words(visit: &Visit, name: &str, known: &[&str], blank: bool) -> Vec<Choice> {
    let asked = visit.params.get(name);
    let none = blank.then(|| Choice {
        value: String::new(),
        label: visit.t(&format!("ask-no_{name}")),
        chosen: asked.is_none(),
    });
    let choices = known.iter().map(|word| Choice {
        value: (*word).to_owned(),
        label: visit.t(&format!("{name}-{word}")),
        chosen: asked == Some(*word),
    });
    none.into_iter().chain(choices).collect()
}

fn registers(visit: &Visit, asked: &Asked) -> Result<Vec<Choice>, Error> {
    let known = visit.shared.site.office.ask(|inquiry| inquiry.registers())?;
    let present = asked.question.as_ref().ok().map(|question| question.figures.register.as_str());
    let choices = known.into_iter().map(|(name, dossiers)| {
        let own = visit.rules.agency.as_ref().filter(|agency| agency.code == name);
        Choice {
            label: format!(
                "{} ({})",
                own.map_or_else(
                    || name.clone(),
                    |agency| crate::frame::name(agency, visit.language)
                ),
                visit.number(dossiers),
            ),
            chosen: present == Some(name.as_str()),
            value: if own.is_some() { String::new() } else { name },
        }
    });
    Ok(choices.collect())
}

fn select(visit: &Visit, asked: &Asked, name: &'static str, dimension: Dimension) -> Select {
    let names = visit.names();
    let given = visit.params.get(name);
    let mut choices: Vec<Choice> = asked
        .choices
        .of(dimension)
        .filter(|value| match dimension {
            Dimension::Unit => asked.scope.shows_unit(value),
            Dimension::Officer => shows_officer(visit, &asked.scope, value),
            _ => true,
        })
        .map(|value| Choice {
            value: value.to_owned(),
            label: names.value(dimension, value),
            chosen: given == Some(value),
        })
        .collect();
    choices.sort_by_cached_key(|choice| sort_key(&choice.label));
    let chosen = choices.iter().any(|choice| choice.chosen);
    if let Some(given) = given.filter(|_| !chosen) {
        // What nobody may see has no name here.
        let label = match dimension {
            Dimension::Officer => given.to_owned(),
            _ => names.value(dimension, given),
        };
        choices.insert(0, Choice { value: given.to_owned(), label, chosen: true });
    }
    Select { name, label: visit.t(&format!("ask-{name}")), choices }
}

fn procedures(visit: &Visit, asked: &Asked) -> Vec<Choice> {
    let names = visit.names();
    let given: Vec<&str> = visit.params.all("procedure").collect();
    let known = asked.choices.of(Dimension::Procedure);
    let strange = given.iter().copied().filter(|code| !known_to(asked, code));
    let mut choices: Vec<Choice> = strange
        .chain(known)
        .map(|code| Choice {
            value: code.to_owned(),
            label: names.procedure(code),
            chosen: given.contains(&code),
        })
        .collect();
    choices.sort_by_cached_key(|choice| sort_key(&choice.label));
    choices
}

fn known_to(asked: &Asked, code: &str) -> bool {
    asked.choices.of(Dimension::Procedure).any(|known| known == code)
}
