//! The filter bar: a form whose address can be shared, with what was asked kept in it and its
//! faults listed. It must not know what is counted.

use calendar::Day;
use indicators::{Dimension, SMALLEST};
use text::sort::sort_key;

use crate::answer::Error;
use crate::fields::Fault;
use crate::figure_query::{FILTERS, FigureRequest, dimensions, shows_officer, shows_value};
use crate::periods;
use crate::request_context::RequestContext;

/// The parameters that open the less common filters: any of these filters, or `more` itself.
const MORE: [&str; 8] =
    ["more", "procedure", "officer", "channel", "ward", "as_of", "rule", "basis"];

/// The form as it is drawn.
pub(crate) struct FilterBar {
    pub action: String,
    pub faults: Vec<Fault>,
    /// Address and words of the nearest period that may be asked.
    pub nearest: Option<(String, String)>,
    /// Reporting periods of the law, each with its address; of whole months in public.
    pub reporting: Vec<(String, String)>,
    /// Calendar periods that ended last; of a report only.
    pub calendar: Vec<(String, String)>,
    pub from: Field,
    pub to: Field,
    pub as_of: Field,
    pub basis: Vec<Choice>,
    pub rule: Vec<Choice>,
    pub by: Vec<Choice>,
    /// The figures whose dossiers can be listed; of a list only.
    pub figure: Vec<Choice>,
    pub register: Vec<Choice>,
    pub selects: Vec<Select>,
    pub procedures: Vec<Choice>,
    pub procedures_chosen: usize,
    /// The address of the form with the less common filters, where it is without them.
    pub more: Option<String>,
    /// Parameters that only links set.
    pub stored: Vec<(&'static str, String)>,
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
    pub fn new(
        context: &RequestContext,
        path: &str,
        request: &mut FigureRequest,
    ) -> Result<Self, Error> {
        // The form's basis, rule and rows are its own.
        let report = path == "/figures/06a" || path.starts_with("/reports/");
        let free = path != "/summary" && !report;
        let words = |name, options, blank| {
            if free { words(context, name, options, blank) } else { Vec::new() }
        };
        let faults = match &mut request.figure_query {
            Ok(_) => Vec::new(),
            Err(faults) => std::mem::take(faults),
        };
        let days = request.figure_query.as_ref().ok().map(|figure_query| {
            [figure_query.query.from, figure_query.query.to].map(messages::date_of)
        });
        let [from, to] = days.unwrap_or_else(|| {
            ["from", "to"].map(|name| context.params.get(name).unwrap_or_default().to_owned())
        });
        let field = |name, value: String| Field {
            value,
            fault: faults.iter().find(|f| f.field == name).map(|f| f.message.clone()),
        };
        let (listed, letters) = (path == "/list", path == "/coverage");
        // Letters and answers know neither basis nor rule.
        let rated = letters || path == "/satisfaction";
        // A list has one procedure among its first filters, several among the others.
        let one_procedure = listed && context.params.all("procedure").count() < 2;
        let apart = |name: &str| name == "procedure" && one_procedure;
        let more = MORE.iter().any(|name| !apart(name) && context.params.get(name).is_some());
        let stored = context.params.get("month").map(|month| ("month", month.to_owned()));
        let shown = if more { &FILTERS[..5] } else { &FILTERS[..2] };
        let officers = request.scope.by_officer();
        let shown = shown.iter().filter(|(name, _)| officers || *name != "officer");
        let selects = shown.map(|(name, dimension)| select(context, request, name, *dimension));
        let mut selects: Vec<Select> = selects.collect();
        let mut procedures =
            if more || one_procedure { procedures(context, request) } else { Vec::new() };
        if !more && one_procedure {
            let (label, choices) = (context.text("ask-procedure"), std::mem::take(&mut procedures));
            selects.push(Select { name: "procedure", label, choices });
        }
        Ok(Self {
            action: context.link(path, &Default::default()),
            reporting: periods::reporting(context, path, request),
            calendar: if report { periods::calendar(context, path, request) } else { Vec::new() },
            from: field("from", from),
            to: field("to", to),
            as_of: field("as_of", context.params.get("as_of").unwrap_or_default().to_owned()),
            basis: if rated { Vec::new() } else { words("basis", &["cohort", "flow"], false) },
            rule: if rated { Vec::new() } else { words("rule", &["date", "instant"], false) },
            by: if listed || letters || report {
                Vec::new()
            } else {
                words("by", &dimensions(&request.scope), true)
            },
            figure: Vec::new(),
            register: registers(context, request)?,
            more: (!more).then(|| context.link(path, &context.params.with("more", "1"))),
            selects,
            procedures_chosen: procedures.iter().filter(|choice| choice.chosen).count(),
            procedures,
            stored: stored.into_iter().collect(),
            clear: context.link(path, &context.params.only(&["register", "from", "to", "figure"])),
            nearest: request.nearest.map(|(from, to)| nearest(context, path, from, to)),
            faults,
        })
    }
}

fn nearest(context: &RequestContext, path: &str, from: Day, to: Day) -> (String, String) {
    let params = context.params.with("from", &from.to_string()).with("to", &to.to_string());
    let values = [("from", from), ("to", to)];
    let values = values.map(|(name, day)| (name, messages::date_of(day).into()));
    (context.link(path, &params), context.format("fault-public_nearest", &values))
}

/// A list of fixed words; the first one stands where none is asked for.
fn words(context: &RequestContext, name: &str, words: &[&str], blank: bool) -> Vec<Choice> {
    let value = context.params.get(name);
    let none = blank.then(|| Choice {
        value: String::new(),
        label: context.text(&format!("ask-no_{name}")),
        chosen: value.is_none(),
    });
    let choices = words.iter().map(|word| Choice {
        value: (*word).to_owned(),
        label: context.text(&format!("{name}-{word}")),
        chosen: value == Some(*word),
    });
    none.into_iter().chain(choices).collect()
}

fn registers(context: &RequestContext, request: &FigureRequest) -> Result<Vec<Choice>, Error> {
    let registers = context.app().registers()?;
    let present = request
        .figure_query
        .as_ref()
        .ok()
        .map(|figure_query| figure_query.figures.register.as_str());
    let choices = registers.into_iter().map(|(name, dossiers)| {
        let own = context.rules.agency.as_ref().filter(|agency| agency.code == name);
        let label = own
            .map_or_else(|| name.clone(), |agency| crate::layout::name(agency, context.language));
        Choice {
            label: match dossiers {
                1..SMALLEST => label,
                _ => format!("{label} ({})", context.number(dossiers)),
            },
            chosen: present == Some(name.as_str()),
            value: if own.is_some() { String::new() } else { name },
        }
    });
    Ok(choices.collect())
}

fn select(
    context: &RequestContext,
    request: &FigureRequest,
    name: &'static str,
    dimension: Dimension,
) -> Select {
    let names = context.names();
    let given = context.params.get(name);
    let mut choices: Vec<Choice> = request
        .values()
        .of(dimension)
        .filter(|value| shows_value(&request.scope, request.values(), dimension, value))
        .filter(|value| match dimension {
            Dimension::Unit => request.scope.shows_unit(value),
            Dimension::Officer => shows_officer(context, &request.scope, value),
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
        // A value that the reader may not see has no name here.
        let label = match dimension {
            Dimension::Officer => given.to_owned(),
            _ => names.value(dimension, given),
        };
        choices.insert(0, Choice { value: given.to_owned(), label, chosen: true });
    }
    Select { name, label: context.text(&format!("ask-{name}")), choices }
}

fn procedures(context: &RequestContext, request: &FigureRequest) -> Vec<Choice> {
    let names = context.names();
    let given: Vec<&str> = context.params.all("procedure").collect();
    let by = Dimension::Procedure;
    let codes = request.values().of(by);
    let codes = codes.filter(|code| shows_value(&request.scope, request.values(), by, code));
    let strange = given.iter().copied().filter(|code| !known_to(request, code));
    let mut choices: Vec<Choice> = strange
        .chain(codes)
        .map(|code| Choice {
            value: code.to_owned(),
            label: names.procedure(code),
            chosen: given.contains(&code),
        })
        .collect();
    choices.sort_by_cached_key(|choice| sort_key(&choice.label));
    choices
}

fn known_to(request: &FigureRequest, code: &str) -> bool {
    let (values, by) = (request.values(), Dimension::Procedure);
    values.dossiers(by, code) > 0 && shows_value(&request.scope, values, by, code)
}
