//! The question that an address asks of a register: read with all its faults at once, told in words,
//! written into links. Counts nothing.

use calendar::{Day, Instant, Zone};
use indicators::{Basis, Dimension, Filters, Known, Query};
use messages::Value;
use office::Figures;

use crate::address::Params;
use crate::answer::Error;
use crate::choices::Choices;
use crate::visit::Visit;

/// The names of a question in an address, in the order in which links write them.
pub(crate) const NAMES: [&str; 14] = [
    "register", "from", "to", "as_of", "basis", "rule", "field", "unit", "procedure", "officer",
    "channel", "ward", "month", "by",
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
/// Years that a question may be about.
const YEARS: std::ops::RangeInclusive<i16> = 1990..=2099;
const DAY_MILLIS: i64 = 86_400_000;

/// A question that can be answered.
pub(crate) struct Question {
    pub figures: Figures,
    pub query: Query,
    /// What of the address asks it.
    pub params: Params,
}

/// What is wrong with one field of the form.
pub(crate) struct Fault {
    pub field: &'static str,
    pub message: String,
}

/// A question, or the faults of the one that was asked, beside the register's choices.
pub(crate) struct Asked {
    pub question: Result<Question, Vec<Fault>>,
    pub choices: std::sync::Arc<Choices>,
}

impl Question {
    /// Reads the question of a visit.
    pub fn read(visit: &Visit) -> Result<Asked, Error> {
        let office = &visit.shared.site.office;
        let mut reader = Reader { visit, zone: Zone::VIETNAM, faults: Vec::new() };
        let figures = match office.figures(visit.params.get("register"))? {
            Ok(figures) => figures,
            Err(unknown) => {
                let known: Value<'_> = unknown.known.join(", ").into();
                reader.fault("register", "fault-register", &[("known", known)]);
                let first = unknown.known.first().map(String::as_str);
                let empty = Figures {
                    register: String::new(),
                    facts: std::sync::Arc::default(),
                    zone: Zone::VIETNAM,
                };
                office.figures(first)?.unwrap_or(empty)
            }
        };
        let choices = visit.shared.choices.of(&figures);
        reader.zone = figures.zone.clone();
        let query = reader.query(&figures, &choices);
        if !reader.faults.is_empty() {
            return Ok(Asked { question: Err(reader.faults), choices });
        }
        let params = visit.params.with("from", &query.from.to_string());
        let params = params.with("to", &query.to.to_string());
        let params = usual(params).only(&NAMES);
        Ok(Asked { question: Ok(Self { figures, query, params }), choices })
    }

    /// The facts it is asked of.
    pub fn facts(&self) -> std::slice::Iter<'_, Known> {
        self.figures.facts.iter()
    }

    /// The moment whose state is shown: the period's end, or as-of if that is earlier.
    pub fn state(&self) -> Instant {
        let end = self.figures.zone.at(self.query.to.plus(1), 0);
        self.query.as_of.min(end.plus_millis(-1))
    }

    /// The address of a page that asks the same.
    pub fn link(&self, visit: &Visit, path: &str) -> String {
        visit.link(path, &self.params)
    }

    /// The address of the list behind a figure.
    pub fn list(&self, visit: &Visit, figure: &str) -> String {
        visit.link("/list", &self.params.with("by", "").with("figure", figure))
    }

    /// The parameters of the same question about one row of its dimension.
    pub fn row(&self, row: &str) -> Params {
        let params = self.params.with("by", "");
        match self.query.by {
            Some(Dimension::Month) if self.query.basis == Basis::Flow => {
                let Some((first, last)) = month(row) else { return params };
                let (from, to) = (first.max(self.query.from), last.min(self.query.to));
                params.with("from", &from.to_string()).with("to", &to.to_string()).only(&NAMES)
            }
            Some(dimension) => params.with(dimension.code(), row).only(&NAMES),
            None => params,
        }
    }

    /// What is counted, in a sentence.
    pub fn told(&self, visit: &Visit) -> String {
        let key = match self.query.basis {
            Basis::Cohort => "question-cohort",
            Basis::Flow => "question-flow",
        };
        let state = self.state_told(visit);
        let values = [
            ("from", messages::date_of(self.query.from).into()),
            ("to", messages::date_of(self.query.to).into()),
            ("state", state.into()),
        ];
        visit.say(key, &values)
    }

    /// The moment whose state is shown, and what was known, in words.
    pub fn state_told(&self, visit: &Visit) -> String {
        let (zone, as_of) = (&self.figures.zone, self.query.as_of);
        let known = messages::instant(visit.language, as_of, zone);
        if as_of == self.state() {
            visit.say("question-at", &[("at", known.into())])
        } else if self.params.get("as_of").is_some() {
            visit.say("question-end_known", &[("at", known.into())])
        } else {
            visit.t("question-end")
        }
    }

    /// What is left in, one filter a line: name and value.
    pub fn filters(&self, visit: &Visit) -> Vec<(String, String)> {
        let names = visit.names();
        let mut told = Vec::new();
        for (name, dimension) in FILTERS {
            let values = self.params.all(name);
            told.extend(values.map(|v| (visit.t(&format!("ask-{name}")), names.value(dimension, v))));
        }
        let procedures = self.query.filters.procedures.iter();
        told.extend(procedures.map(|code| (visit.t("ask-procedure"), names.procedure(code))));
        told
    }
}

/// Without what stands where nothing is asked for.
fn usual(params: Params) -> Params {
    let cohort = if params.get("basis") == Some("flow") { "flow" } else { "" };
    let rule = if params.get("rule") == Some("instant") { "instant" } else { "" };
    params.with("basis", cohort).with("rule", rule)
}

struct Reader<'a> {
    visit: &'a Visit,
    zone: Zone,
    faults: Vec<Fault>,
}

impl Reader<'_> {
    fn fault(&mut self, field: &'static str, key: &str, values: &[(&str, Value<'_>)]) {
        self.faults.push(Fault { field, message: self.visit.say(key, values) });
    }

    fn query(&mut self, figures: &Figures, choices: &Choices) -> Query {
        let params = &self.visit.params;
        let (first, last) = usual_period(self.visit, figures, choices);
        let from = self.day("from").unwrap_or(first);
        let to = self.day("to").unwrap_or(if params.get("from").is_some() { last.max(from) } else { last });
        if self.faults.is_empty() && to < from {
            self.fault("to", "fault-order", &[]);
        } else if self.faults.is_empty() && to.0 - from.0 > LONGEST {
            self.fault("to", "fault-long", &[]);
        }
        let basis = self.word("basis", &["cohort", "flow"]).unwrap_or("cohort");
        let rule = self.word("rule", &["date", "instant"]).unwrap_or("date");
        let by = Dimension::ALL.map(Dimension::code);
        let one = |name| params.get(name).map(str::to_owned);
        Query {
            from,
            to,
            as_of: self.as_of().unwrap_or_else(|| self.visit.now()),
            basis: if basis == "flow" { Basis::Flow } else { Basis::Cohort },
            by_date: rule == "date",
            filters: Filters {
                field: one("field"),
                procedures: params.all("procedure").map(str::to_owned).collect(),
                unit: one("unit"),
                officer: one("officer"),
                channel: one("channel"),
                ward: one("ward"),
                month: one("month"),
            },
            by: self.word("by", &by).and_then(|word| word.parse().ok()),
        }
    }

    fn word<'w>(&mut self, name: &'static str, known: &[&'w str]) -> Option<&'w str> {
        let asked = self.visit.params.get(name)?;
        let found = known.iter().find(|word| **word == asked).copied();
        if found.is_none() {
            self.fault(name, "fault-word", &[("word", asked.into()), ("known", known.join(", ").into())]);
        }
        found
    }

    fn day(&mut self, name: &'static str) -> Option<Day> {
        let asked = self.visit.params.get(name)?;
        let day = day(asked);
        if day.is_none() {
            self.fault(name, "fault-day", &[("given", asked.into())]);
        }
        day
    }

    fn as_of(&mut self) -> Option<Instant> {
        let asked = self.visit.params.get("as_of")?;
        let found = instant(asked, &self.zone);
        if found.is_none() {
            self.fault("as_of", "fault-instant", &[("given", asked.into())]);
        }
        found
    }
}

/// The period where none is asked for: the year to date in the agency's own register, all of an
/// imported one.
fn usual_period(visit: &Visit, figures: &Figures, choices: &Choices) -> (Day, Day) {
    let today = visit.today();
    let own = visit.rules.agency.as_ref().is_some_and(|agency| agency.code == figures.register);
    match choices.days {
        Some((first, last)) if !own => (first.max(last.plus(-LONGEST)), last),
        _ => (Day::from_ymd(today.ymd().0, 1, 1), today),
    }
}

/// A day as `2018-11-22` or `22/11/2018`.
fn day(text: &str) -> Option<Day> {
    let parts: Vec<&str> = text.split('/').collect();
    let iso = match parts[..] {
        [day, month, year] => format!("{year}-{month:0>2}-{day:0>2}"),
        _ => text.to_owned(),
    };
    iso.parse::<Day>().ok().filter(|day| YEARS.contains(&day.ymd().0))
}

/// An instant with offset; a time of day on the register's clock; the end of a day.
pub(crate) fn instant(text: &str, zone: &Zone) -> Option<Instant> {
    if let Ok(at) = text.parse::<Instant>() {
        return YEARS.contains(&zone.day(at).ymd().0).then_some(at);
    }
    let Some((date, time)) = text.split_once(['T', ' ']) else {
        return Some(zone.at(day(text)?, DAY_MILLIS - 1));
    };
    let mut parts = time.split(':').map(|part| part.parse::<i64>().ok().filter(|n| *n < 60));
    let (hour, minute) = (parts.next()??, parts.next()??);
    let second = parts.next().unwrap_or(Some(0))?;
    let valid = parts.next().is_none() && (0..24).contains(&hour) && minute >= 0 && second >= 0;
    valid.then_some(())?;
    Some(zone.at(day(date)?, (hour * 3600 + minute * 60 + second) * 1000))
}

/// First and last day of a month, `2018-11`.
fn month(key: &str) -> Option<(Day, Day)> {
    let first = day(&format!("{key}-01"))?;
    let (year, month, _) = first.plus(31).ymd();
    Some((first, Day::from_ymd(year, month, 1).plus(-1)))
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a test may panic")]

    use super::*;

    #[test]
    fn days_are_read_as_written_here_and_by_machines() {
        let expected = Some(Day::from_ymd(2018, 2, 9));
        assert_eq!(day("2018-02-09"), expected);
        assert_eq!(day("9/2/2018"), expected);
        for wrong in ["2018-02-30", "31/02/2018", "2018", "9999-01-01", "a/b/c", "1/2/3/4"] {
            assert_eq!(day(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn as_of_is_an_instant_a_time_or_the_end_of_a_day() {
        let at = |text: &str| text.parse::<Instant>().unwrap();
        let check = |given: &str, expected: &str| {
            assert_eq!(instant(given, &Zone::VIETNAM), Some(at(expected)), "{given}");
        };
        check("2018-09-30T17:00:00Z", "2018-09-30T17:00:00Z");
        check("2018-09-30T17:00", "2018-09-30T17:00:00+07:00");
        check("30/09/2018 17:00:30", "2018-09-30T17:00:30+07:00");
        check("2018-09-30", "2018-09-30T23:59:59.999+07:00");
        for wrong in ["2018-09-30T24:00", "2018-09-30T1", "x", "2018-09-30T-1:00", "0001-01-01T00:00Z"] {
            assert_eq!(instant(wrong, &Zone::VIETNAM), None, "{wrong}");
        }
    }

    #[test]
    fn a_month_has_its_last_day() {
        assert_eq!(month("2018-02"), Some((Day::from_ymd(2018, 2, 1), Day::from_ymd(2018, 2, 28))));
        assert_eq!(month("2018-13"), None);
    }
}
