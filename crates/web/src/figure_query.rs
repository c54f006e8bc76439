//! The figure query of an address: read with all its faults at once, described in words,
//! written into links. Counts nothing.

mod visibility;

use std::sync::Arc;

use app::{Figures, FiguresScope};
use calendar::{Day, Instant, Zone};
use indicators::{
    Basis, Checks, Dimension, Edges, FactHistory, FactTable, Figure, Filters, IdentityBroken, NONE,
    NotPublic, PublicTables, Query, Report, Values,
};
use messages::Value;

use crate::address::Params;
use crate::answer::Error;
use crate::request_context::RequestContext;

pub(crate) use self::visibility::{dimensions, shows_officer, shows_value};
use crate::asked_days;
use crate::dates::{instant, month};
use crate::fields::Fault;

/// The names of a question in an address, in the order in which links write them.
pub(crate) const NAMES: [&str; 14] = [
    "register",
    "from",
    "to",
    "as_of",
    "basis",
    "rule",
    "field",
    "unit",
    "procedure",
    "officer",
    "channel",
    "ward",
    "month",
    "by",
];

/// The filters that take one value.
pub(crate) const FILTERS: [(&str, Dimension); 6] = [
    ("field", Dimension::Field),
    ("unit", Dimension::Unit),
    ("officer", Dimension::Officer),
    ("channel", Dimension::Channel),
    ("ward", Dimension::Ward),
    ("month", Dimension::Month),
];

/// The longest period, in days: 25 years.
const LONGEST: i32 = 9_132;

/// A question that can be answered.
pub(crate) struct FigureQuery {
    pub figures: Figures,
    pub query: Query,
    /// Now, as [`app::Inquiry::now`] has it.
    pub now: Instant,
    /// The parameters of the address that express the query.
    pub params: Params,
    /// The part of the answer that the visitor sees.
    pub scope: FiguresScope,
    /// In public: the groups that stand apart.
    pub tables: Option<PublicTables>,
    /// In public: the key of the reason for withholding the answer.
    pub withheld: Option<&'static str>,
    /// A query about a unit that the reader does not see: no rows are shown.
    pub outside: bool,
}

/// A question, or the faults of the one that was asked, with the register's facts.
pub(crate) struct FigureRequest {
    pub figure_query: Result<FigureQuery, Vec<Fault>>,
    /// The question as it was read, with its faults.
    query: Query,
    facts: FactTable,
    pub scope: FiguresScope,
    /// The nearest period that the public may ask, where another was asked.
    pub nearest: Option<(Day, Day)>,
}

impl FigureRequest {
    /// The values that the register's dossiers have.
    pub fn values(&self) -> &Values {
        self.facts.values()
    }

    /// The basis of the question.
    pub fn basis(&self) -> Basis {
        self.query.basis
    }

    /// A filter for periods: those for which the visitor may ask the same query.
    pub fn may_ask(&self, today: Day) -> impl Fn((Day, Day)) -> bool {
        let edges = self.scope.public.then(|| Edges::of(&self.facts));
        let query = self.query.clone();
        move |(from, to)| {
            let query = Query { from, to, ..query.clone() };
            edges.as_ref().is_none_or(|edges| edges.published(&query, today).is_ok())
        }
    }

    /// Whether the public may ask, undivided, for a reporting period of the law.
    pub fn publishes(&self, from: Day, to: Day) -> bool {
        Edges::of(&self.facts).reporting(from, to)
    }
}

impl FigureQuery {
    /// Reads the question of a visit.
    ///
    /// # Errors
    /// [`Error`] where the facts of the register cannot be read.
    pub fn read(context: &RequestContext) -> Result<FigureRequest, Error> {
        Self::read_as(context, |_| {})
    }

    /// Reads the question of a visit to a report: its rows, basis and rule are the report's own.
    ///
    /// # Errors
    /// [`Error`] where the facts of the register cannot be read.
    pub fn read_report(
        context: &RequestContext,
        by: Option<Dimension>,
        (basis, by_date): (Basis, bool),
    ) -> Result<FigureRequest, Error> {
        Self::read_as(context, |query| {
            (query.by, query.basis, query.by_date) = (by, basis, by_date);
        })
    }

    /// Reads the question of a visit to the summary report, which chooses basis, rule and rows itself.
    ///
    /// # Errors
    /// [`Error`] where the facts of the register cannot be read.
    pub fn read_summary(context: &RequestContext) -> Result<FigureRequest, Error> {
        Self::read_as(context, |query| {
            (query.basis, query.by_date, query.by) = (Basis::Cohort, true, None);
        })
    }

    /// Reads the question of a visit to a public table, in the public form for every reader.
    ///
    /// # Errors
    /// [`Error`] where the facts of the register cannot be read.
    pub fn read_public(
        context: &RequestContext,
        by: Option<Dimension>,
        (basis, by_date): (Basis, bool),
    ) -> Result<FigureRequest, Error> {
        Self::read_within(context, Some(visibility::open()), |query| {
            (query.by, query.basis, query.by_date) = (by, basis, by_date);
            query.filters = Filters::default();
        })
    }

    /// The public query of given days, as known at an instant: a table that was published then.
    ///
    /// # Errors
    /// [`Error`] where the facts of the register cannot be read.
    pub fn read_public_of(
        context: &RequestContext,
        ((from, to), as_of): ((Day, Day), Instant),
        by: Option<Dimension>,
        (basis, by_date): (Basis, bool),
    ) -> Result<FigureRequest, Error> {
        Self::read_within(context, Some(visibility::open()), |query| {
            (query.from, query.to, query.as_of, query.by) = (from, to, as_of, by);
            (query.basis, query.by_date) = (basis, by_date);
            query.filters = Filters::default();
        })
    }

    fn read_as(
        context: &RequestContext,
        page: impl FnOnce(&mut Query),
    ) -> Result<FigureRequest, Error> {
        Self::read_within(context, None, page)
    }

    /// Reads a question; in a given scope, or else in the visitor's.
    fn read_within(
        context: &RequestContext,
        scope: Option<FiguresScope>,
        page: impl FnOnce(&mut Query),
    ) -> Result<FigureRequest, Error> {
        let given = scope;
        let app = &context.shared.site.app;
        let scope = visibility::scope(context, None);
        let now = app.ask(|inquiry| inquiry.now(context.now()))?;
        let mut reader = Reader { context, now, zone: Zone::VIETNAM, faults: Vec::new(), scope };
        let figures = match app.figures(context.params.get("register"))? {
            Ok(figures) => figures,
            Err(unknown) => {
                let registers: Value<'_> = unknown.registers.join(", ").into();
                reader.fault("register", "fault-register", &[("known", registers)]);
                let first = unknown.registers.first().map(String::as_str);
                app.figures(first)?.unwrap_or_else(|_| Figures::empty(""))
            }
        };
        let facts = figures.facts.clone();
        reader.zone = figures.zone.clone();
        reader.scope = given.unwrap_or_else(|| visibility::scope(context, Some(&figures)));
        reader.known_values(facts.values());
        let mut query = reader.query(&figures);
        page(&mut query);
        let (mut nearest, mut withheld) = (None, None);
        let tables = match reader.scope.public && reader.faults.is_empty() {
            true => reader.public(&facts, &mut query, &mut nearest),
            false => Ok(None),
        };
        let tables = tables.unwrap_or_else(|why| {
            withheld = Some(why);
            Some(PublicTables::default())
        });
        let scope = reader.scope;
        if !reader.faults.is_empty() {
            return Ok(FigureRequest {
                figure_query: Err(reader.faults),
                query,
                facts,
                scope,
                nearest,
            });
        }
        let outside = query.filters.unit.as_ref().is_some_and(|unit| !scope.shows_unit(unit));
        if query.filters.unit.is_none() {
            query.filters.unit.clone_from(&scope.unit);
        }
        let params = context.params.with("from", &query.from.to_string());
        let params = params.with("to", &query.to.to_string());
        let params = without_defaults(params).only(&NAMES);
        let original = query.clone();
        let figure_query =
            Self { figures, query, now, params, scope: scope.clone(), tables, withheld, outside };
        Ok(FigureRequest { figure_query: Ok(figure_query), query: original, facts, scope, nearest })
    }

    /// The facts of the register that may be counted.
    pub fn facts(&self) -> impl Iterator<Item = &FactHistory> + Clone {
        self.figures.facts.iter().take(self.max_rows())
    }

    /// The facts that a query of a period can count.
    pub fn within(&self, query: &Query) -> impl Iterator<Item = &FactHistory> + Clone {
        self.figures.facts.within(query.period()).take(self.max_rows())
    }

    fn max_rows(&self) -> usize {
        if self.hidden() { 0 } else { usize::MAX }
    }

    /// The name of a figure in a table of this basis.
    pub fn name(&self, context: &RequestContext, figure: Figure) -> String {
        figure_name(context, figure, self.query.basis)
    }

    /// The checks of the query's rates.
    pub fn checks(&self) -> Arc<Checks> {
        if self.hidden() { Arc::default() } else { self.figures.facts.checks(&self.query) }
    }

    fn hidden(&self) -> bool {
        self.outside || self.withheld.is_some()
    }

    /// The table, as far as the visitor may see it.
    pub fn report(
        &self,
        context: &RequestContext,
        query: &Query,
    ) -> Result<Report, IdentityBroken> {
        let report = match self.hidden() {
            true => Report::default(),
            false => Report::clone(&*self.figures.facts.count(query)?),
        };
        if let Some(tables) = &self.tables {
            return Ok(match query.by {
                Some(by) => report.suppressed(tables, by),
                None => report,
            });
        }
        if query.by != Some(Dimension::Officer) {
            return Ok(report);
        }
        Ok(report.retaining(|officer| shows_officer(context, &self.scope, officer)))
    }

    /// Why the answer is withheld, in words.
    pub fn withheld_reason(&self, context: &RequestContext) -> Option<String> {
        self.withheld.map(|key| context.text(key))
    }

    /// The moment whose state is shown: the period's end, or as-of if that is earlier.
    pub fn state(&self) -> Instant {
        let end = self.figures.zone.at(self.query.to.plus(1), 0);
        self.query.as_of.min(end.plus_millis(-1))
    }

    /// The address of a page that asks the same.
    pub fn link(&self, context: &RequestContext, path: &str) -> String {
        context.link(path, &self.params)
    }

    /// The address of the list behind a figure.
    pub fn list(&self, context: &RequestContext, figure: &str) -> String {
        context.link("/list", &self.params.with("by", "").with("figure", figure))
    }

    /// The parameters of the same question about one row of its dimension.
    pub fn row(&self, row: &str) -> Params {
        let params = self.params.with("by", "");
        match self.query.by {
            Some(Dimension::Month) if self.scope.public || self.query.basis == Basis::Flow => {
                let Some((first, last)) = month(row) else { return params };
                let (from, to) = (first.max(self.query.from), last.min(self.query.to));
                params.with("from", &from.to_string()).with("to", &to.to_string()).only(&NAMES)
            }
            Some(dimension) => params.with(dimension.code(), row).only(&NAMES),
            None => params,
        }
    }

    /// A sentence that describes what is counted.
    pub fn describe(&self, context: &RequestContext) -> String {
        let key = match self.query.basis {
            Basis::Cohort => "question-cohort",
            Basis::Flow => "question-flow",
        };
        let state = self.state_text(context);
        let values = [
            ("from", messages::date_of(self.query.from).into()),
            ("to", messages::date_of(self.query.to).into()),
            ("state", state.into()),
        ];
        context.format(key, &values)
    }

    /// The moment whose state is shown, and what was known, in words.
    pub fn state_text(&self, context: &RequestContext) -> String {
        let (zone, as_of) = (&self.figures.zone, self.query.as_of);
        let instant = messages::instant(context.language, as_of, zone);
        if as_of == self.state() {
            context.format("question-at", &[("at", instant.into())])
        } else if self.params.get("as_of").is_some() {
            context.format("question-end_known", &[("at", instant.into())])
        } else {
            context.text("question-end")
        }
    }

    /// The active filters: name and value.
    pub fn filters(&self, context: &RequestContext) -> Vec<(String, String)> {
        let names = context.names();
        let mut text = Vec::new();
        let own = self.scope.unit.iter().filter(|_| self.params.get("unit").is_none());
        text.extend(own.map(|unit| (context.text("ask-unit"), names.unit(unit))));
        for (name, dimension) in FILTERS {
            let values = self.params.all(name);
            text.extend(
                values.map(|v| (context.text(&format!("ask-{name}")), names.value(dimension, v))),
            );
        }
        let procedures = self.query.filters.procedures.iter();
        text.extend(procedures.map(|code| (context.text("ask-procedure"), names.procedure(code))));
        text
    }
}

impl FigureQuery {
    /// What a table of this question is about: period, as of, basis, rule, register, filters.
    pub fn about(&self, context: &RequestContext) -> Vec<(String, String)> {
        let query = &self.query;
        let basis = if query.basis == Basis::Flow { "flow" } else { "cohort" };
        let rule = if query.by_date { "rule.date" } else { "rule.instant" };
        let defined =
            |name| crate::pages::figures::definition(context.language.code(), name, query.basis);
        let [from, to] = [query.from, query.to].map(messages::date_of);
        let as_of = messages::instant(context.language, query.as_of, &self.figures.zone);
        let about = [
            ("sheet-period", format!("{from} – {to}")),
            ("sheet-as_of", as_of),
            ("sheet-basis", defined(basis)),
            ("sheet-rule", defined(rule)),
            ("sheet-register", self.figures.register.clone()),
        ];
        let about = about.into_iter().map(|(key, value)| (context.text(key), value));
        about.chain(self.filters(context)).collect()
    }

    /// The reporting unit: the unit of the filter, otherwise the agency of the register.
    pub fn reporter(&self, context: &RequestContext) -> String {
        let unit = self.query.filters.unit.as_deref().map(|unit| context.names().unit(unit));
        let agency = context.rules.agency.as_ref().filter(|a| a.code == self.figures.register);
        let agency = agency.map(|agency| crate::layout::name(agency, context.language));
        unit.or(agency).unwrap_or_else(|| self.figures.register.clone())
    }
}

/// The name of a figure in a table of a basis.
pub(crate) fn figure_name(context: &RequestContext, figure: Figure, basis: Basis) -> String {
    messages::figure(context.language, context.rule_set(None), figure, basis)
}

/// The parameters without default values.
fn without_defaults(params: Params) -> Params {
    let cohort = if params.get("basis") == Some("flow") { "flow" } else { "" };
    let rule = if params.get("rule") == Some("instant") { "instant" } else { "" };
    params.with("basis", cohort).with("rule", rule)
}

struct Reader<'a> {
    context: &'a RequestContext,
    /// Now, as [`app::Inquiry::now`] has it.
    now: Instant,
    zone: Zone,
    faults: Vec<Fault>,
    scope: FiguresScope,
}

impl Reader<'_> {
    fn fault(&mut self, field: &'static str, key: &str, values: &[(&str, Value<'_>)]) {
        self.faults.push(Fault::new(field, self.context.format(key, values)));
    }

    fn query(&mut self, figures: &Figures) -> Query {
        let params = &self.context.params;
        let (first, last) = usual_period(self.context, figures);
        let from = self.day("from").unwrap_or(first);
        let to = self.day("to").unwrap_or(if params.get("from").is_some() {
            last.max(from)
        } else {
            last
        });
        if self.faults.is_empty() && to < from {
            self.fault("to", "fault-order", &[]);
        } else if self.faults.is_empty() && to.0 - from.0 > LONGEST {
            self.fault("to", "fault-long", &[]);
        }
        let basis = self.word("basis", &["cohort", "flow"]).unwrap_or("cohort");
        let rule = self.word("rule", &["date", "instant"]).unwrap_or("date");
        let by = dimensions(&self.scope);
        let one = |name| params.get(name).map(str::to_owned);
        Query {
            from,
            to,
            as_of: self.as_of().unwrap_or(self.now),
            basis: if basis == "flow" { Basis::Flow } else { Basis::Cohort },
            by_date: rule == "date",
            filters: Filters {
                field: one("field"),
                procedures: self.procedures(),
                unit: one("unit"),
                officer: one("officer"),
                channel: one("channel"),
                ward: one("ward"),
                month: one("month"),
            },
            by: self.word("by", &by).and_then(|word| word.parse().ok()),
        }
    }

    /// The published answer, or why it is withheld; a query that is not allowed is a fault. Where
    /// no period was asked, nor given as that of a published table, the nearest one is.
    fn public(
        &mut self,
        facts: &FactTable,
        query: &mut Query,
        nearest: &mut Option<(Day, Day)>,
    ) -> Result<Option<PublicTables>, &'static str> {
        // A table that was published keeps groups together that stand together now.
        let published = |query: &Query| {
            PublicTables::then_and_now(query, self.now, |query| {
                PublicTables::of(facts, query, self.zone.day(query.as_of))
            })
        };
        let mut answer = published(query);
        if let Err(NotPublic::Period(from, to)) = answer
            && query.as_of == self.now
            && ["from", "to"].iter().all(|name| self.context.params.get(name).is_none())
        {
            (query.from, query.to) = (from, to);
            answer = published(query);
        }
        match answer {
            Ok(tables) => return Ok(Some(tables)),
            Err(NotPublic::Few) => return Err("figures-few"),
            Err(NotPublic::Merged) => return Err("figures-together"),
            Err(NotPublic::Dimensions) => self.fault("by", "fault-public_dimensions", &[]),
            Err(NotPublic::Period(from, to)) => {
                *nearest = Some((from, to));
                let days = [("from", from), ("to", to)];
                let values = days.map(|(name, day)| (name, messages::date_of(day).into()));
                self.fault("from", "fault-public_period", &values);
            }
        }
        Ok(None)
    }

    /// Reads the procedures; in public one or all, because sums of chosen ones would reveal a small
    /// one.
    fn procedures(&mut self) -> Vec<String> {
        let procedures: Vec<String> =
            self.context.params.all("procedure").map(str::to_owned).collect();
        if procedures.len() > 1 && self.scope.public {
            self.fault("procedure", "fault-one_procedure", &[]);
        }
        procedures
    }

    /// A value that no dossier has is a fault, not a count of none.
    fn known_values(&mut self, values: &Values) {
        let context = self.context;
        let dimensions = FILTERS.into_iter().chain([("procedure", Dimension::Procedure)]);
        for (name, dimension) in dimensions {
            let unknown = context.params.all(name).find(|value| {
                let hidden =
                    dimension == Dimension::Officer && !shows_officer(context, &self.scope, value);
                hidden
                    || !(*value == NONE
                        || visibility::is_known(context, &self.scope, values, dimension, value))
            });
            if let Some(value) = unknown {
                let label: Value<'_> = context.text(&format!("ask-{name}")).into();
                self.fault(name, "fault-value", &[("value", value.into()), ("name", label)]);
            }
        }
    }

    fn word<'w>(&mut self, name: &'static str, words: &[&'w str]) -> Option<&'w str> {
        let text = self.context.params.get(name)?;
        let matching = words.iter().find(|word| **word == text).copied();
        if matching.is_none() {
            self.fault(
                name,
                "fault-word",
                &[("word", text.into()), ("known", words.join(", ").into())],
            );
        }
        matching
    }

    fn day(&mut self, name: &str) -> Option<Day> {
        asked_days::day(self.context, name).unwrap_or_else(|fault| {
            self.faults.push(fault);
            None
        })
    }

    fn as_of(&mut self) -> Option<Instant> {
        let text = self.context.params.get("as_of")?;
        let instant = instant(text, &self.zone);
        if instant.is_none() {
            self.fault("as_of", "fault-instant", &[("given", text.into())]);
        }
        if self.scope.public {
            // As of one instant and another: the difference would reveal a single dossier.
            self.fault("as_of", "fault-public_as_of", &[]);
        }
        instant
    }
}

/// The period where none is asked for: the year to date in the agency's own register, all of an
/// imported one.
fn usual_period(context: &RequestContext, figures: &Figures) -> (Day, Day) {
    let today = context.today();
    let own = context.rules.agency.as_ref().is_some_and(|agency| agency.code == figures.register);
    match figures.facts.values().days() {
        Some((first, last)) if !own => (first.max(last.plus(-LONGEST)), last),
        _ => (Day::from_ymd(today.ymd().0, 1, 1), today),
    }
}
