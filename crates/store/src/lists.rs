//! Lists of dossiers within a scope. Texts are put together from the fixed pieces below; what was
//! asked goes in as bound values only. Knows no right: the scope says what may be seen.

use crate::driver::{ToValue, Value, values};
use crate::error::Error;
use crate::read::{Reader, after, dossier_row};
use crate::rows::DossierRow;
use crate::schema;
use crate::scope::{AccessPath, Pick, Scope, spaced};

/// A text under construction with its values, in the order in which they stand in it.
#[derive(Debug, Default)]
pub(crate) struct ListQuery {
    pub(crate) text: String,
    values: Vec<Bound>,
}

/// A value of a text under construction.
#[derive(Debug)]
enum Bound {
    Integer(i64),
    Text(String),
}

impl ToValue for Bound {
    fn to_value(&self) -> Value<'_> {
        match self {
            Self::Integer(number) => Value::Integer(*number),
            Self::Text(text) => Value::Text(text),
        }
    }
}

impl From<i64> for Bound {
    fn from(value: i64) -> Self {
        Self::Integer(value)
    }
}

impl From<String> for Bound {
    fn from(value: String) -> Self {
        Self::Text(value)
    }
}

impl ListQuery {
    pub(crate) fn new(text: &'static str) -> Self {
        Self { text: text.to_owned(), values: Vec::new() }
    }

    /// The values in the order of their numbers.
    pub(crate) fn values(&self) -> Vec<&dyn ToValue> {
        self.values.iter().map(|bound| bound as &dyn ToValue).collect()
    }

    pub(crate) fn push(&mut self, piece: &'static str) {
        self.text.push_str(piece);
    }

    fn bind(&mut self, value: impl Into<Bound>) {
        self.values.push(value.into());
        self.text.push_str(&format!("${}", self.values.len()));
    }

    /// `before`, the value, `behind`.
    fn with(&mut self, before: &'static str, value: impl Into<Bound>, behind: &'static str) {
        self.push(before);
        self.bind(value);
        self.push(behind);
    }

    /// ` AND column IN (…)`; nothing where there is no value.
    fn any_of(&mut self, before: &'static str, values: &[String]) {
        if values.is_empty() {
            return;
        }
        self.push(before);
        for (index, value) in values.iter().enumerate() {
            self.with(if index == 0 { " IN (" } else { ", " }, value.clone(), "");
        }
        self.push(")");
    }

    fn scope(&mut self, scope: &Scope, at: i64) {
        self.with("agency = ", scope.agency.clone(), "");
        let Some(access_paths) = &scope.access_paths else { return };
        self.push(" AND (");
        let mut output = false;
        for access_path in access_paths.iter().filter(|access_path| !access_path.text().is_empty())
        {
            self.push(if output { " OR " } else { "" });
            self.access_path(access_path, at);
            output = true;
        }
        self.push(if output { ")" } else { "1 = 0)" });
    }

    /// The scope of a list. Where what is asked has an index of its own, the ties are put so that
    /// the engine does not look for theirs: it knows no numbers, and would read a unit's whole past
    /// for one queue.
    fn scope_of(&mut self, scope: &Scope, pick: &Pick) {
        let indexed = [
            &pick.held_by,
            &pick.offered_to,
            &pick.offered_by,
            &pick.unit,
            &pick.holding_unit,
            &pick.desk,
            &pick.consulted,
        ];
        if waiting(pick) || indexed.iter().any(|asked| asked.is_some()) {
            self.push("CASE WHEN ");
            self.scope(scope, pick.at);
            self.push(" THEN 1 ELSE 0 END = 1");
        } else {
            self.scope(scope, pick.at);
        }
    }

    /// Each piece repeats the condition of the partial index that can answer it.
    fn access_path(&mut self, access_path: &AccessPath, at: i64) {
        let text = access_path.text().to_owned();
        match access_path {
            AccessPath::AnsweringUnit(_) => self.with("unit = ", text, ""),
            AccessPath::HoldingUnit(_) => {
                self.with("(holding_unit <> '' AND holding_unit = ", text, ")")
            }
            AccessPath::Desk(_) => self.with("(desk <> '' AND desk = ", text, ")"),
            AccessPath::ConsultedUnit(_) => self.consulted(&text),
            AccessPath::HelperUnit(_) => self.with("(helped_at <> '' AND helped_at = ", text, ")"),
            AccessPath::Holder(_) => self.with("holder = ", text, ""),
            AccessPath::Offered(_) => self.with("offered_to = ", text, ""),
            AccessPath::OfferedUnit(_) => self.with("offered_unit = ", text, ""),
            AccessPath::StandIn(_) => {
                self.with("(stand_in = ", text, "");
                self.with(" AND stand_in_until > ", at, ")");
            }
            AccessPath::Person(_) => self.with("(person <> '' AND person = ", text, ")"),
        }
    }

    /// Both engines know `replace`, and no other test for "contains" that minds the case.
    fn consulted(&mut self, unit: &str) {
        self.with("(consulted <> '' AND replace(consulted, ", spaced(unit), ", '') <> consulted)");
    }

    fn pick(&mut self, pick: &Pick) {
        match pick.phases.as_slice() {
            // Written out: the engine does not look into bound values for a partial index.
            [one] if one == "open" => self.push(" AND phase = 'open'"),
            [one] if one == "ready" => self.push(" AND phase = 'ready'"),
            phases => self.any_of(" AND phase", phases),
        }
        if waiting(pick) {
            self.push(" AND phase IN ('filed', 'guided')");
        }
        self.any_of(" AND letter", &pick.letters);
        if !pick.letters.is_empty() && pick.letters.iter().all(|letter| !letter.is_empty()) {
            self.push(" AND letter <> ''");
        }
        let texts = [
            (" AND offered_to = ", &pick.offered_to),
            (" AND offered_to IS NOT NULL AND holder = ", &pick.offered_by),
            (" AND unit = ", &pick.unit),
            (" AND holding_unit <> '' AND holding_unit = ", &pick.holding_unit),
            (" AND desk <> '' AND desk = ", &pick.desk),
            (" AND procedure_code = ", &pick.procedure),
            (" AND step = ", &pick.step),
        ];
        for (piece, text) in texts {
            if let Some(text) = text {
                self.with(piece, text.clone(), "");
            }
        }
        if let Some(unit) = &pick.consulted {
            self.push(" AND ");
            self.consulted(unit);
        }
        if let Some(at) = pick.due_before {
            self.with(" AND due_at < ", at, "");
        }
        if let Some(at) = pick.due_from {
            self.with(" AND due_at >= ", at, "");
        }
        if let Some(suspended) = pick.suspended {
            // The second condition is the index's.
            self.push(match suspended {
                true => " AND suspended <> 0 AND suspended_at IS NOT NULL",
                false => " AND suspended = 0",
            });
        }
        if let Some(at) = pick.given_out_from {
            self.with(" AND given_out_at IS NOT NULL AND given_out_at >= ", at, "");
        }
        if let Some(at) = pick.suspended_before {
            self.with(" AND suspended_at < ", at, "");
        }
        if let Some(day) = pick.supplement_before {
            self.with(" AND supplement_until < ", day, "");
        }
        if let Some(day) = pick.supplement_from {
            self.with(" AND (supplement_until IS NULL OR supplement_until >= ", day, ")");
        }
        if pick.without_letter {
            self.push(" AND letter <> 'sent'");
        }
    }

    /// What comes after a place in the order, a row without the instant being the earliest.
    fn after(&mut self, pick: &Pick) {
        let Some((instant, stream)) = &pick.after else { return };
        let (column, newest_first) = pick.order.column();
        self.push(" AND (");
        match (newest_first, *instant) {
            (false, i64::MIN) => {
                self.push(column);
                self.push(" IS NOT NULL OR ");
                self.with("stream > ", stream.clone(), ")");
            }
            (true, i64::MIN) => {
                self.push(column);
                self.with(" IS NULL AND stream < ", stream.clone(), ")");
            }
            (false, instant) => self.beyond(column, " > ", instant, " AND stream > ", stream, ")"),
            (true, instant) => {
                self.beyond(column, " < ", instant, " AND stream < ", stream, " OR ");
                self.push(column);
                self.push(" IS NULL)");
            }
        }
    }

    fn beyond(
        &mut self,
        column: &'static str,
        than: &'static str,
        instant: i64,
        and: &'static str,
        stream: &str,
        end: &'static str,
    ) {
        self.push(column);
        self.with(than, instant, " OR ");
        self.push(column);
        self.with(" = ", instant, "");
        self.with(and, stream.to_owned(), end);
    }

    /// What is held by an officer: the own, and those of the absent.
    fn own(&mut self, officer: &str, at: i64) {
        self.with(" AND holder = ", officer.to_owned(), " AND (stand_in IS NULL");
        self.with(" OR stand_in_until IS NULL OR stand_in_until <= ", at, ")");
    }

    fn of_the_absent(&mut self, officer: &str, at: i64) {
        self.with(" AND stand_in = ", officer.to_owned(), "");
        self.with(" AND stand_in_until > ", at, "");
    }

    /// One part of a list; two of them, put together, are in order without being sorted.
    fn part(&mut self, scope: &Scope, pick: &Pick) {
        self.push("SELECT ");
        self.push(schema::LISTED);
        self.push(" FROM dossier WHERE ");
        self.scope_of(scope, pick);
        self.pick(pick);
        self.after(pick);
    }

    pub(crate) fn list(scope: &Scope, pick: &Pick) -> Self {
        let mut query = Self::default();
        query.part(scope, pick);
        if let Some(officer) = &pick.held_by {
            query.own(officer, pick.at);
            query.push(" UNION ALL ");
            query.part(scope, pick);
            query.of_the_absent(officer, pick.at);
        }
        let (column, newest_first) = pick.order.column();
        query.push(" ORDER BY ");
        query.push(column);
        query.push(match newest_first {
            false => " ASC NULLS FIRST, stream ASC",
            true => " DESC NULLS LAST, stream DESC",
        });
        query.with(" LIMIT ", i64::try_from(pick.limit).unwrap_or(i64::MAX), "");
        query
    }

    pub(crate) fn count(scope: &Scope, pick: &Pick) -> Self {
        let mut query = Self::default();
        query.push("SELECT (SELECT count(*) FROM dossier WHERE ");
        query.scope_of(scope, pick);
        query.pick(pick);
        if let Some(officer) = &pick.held_by {
            query.own(officer, pick.at);
            query.push(") + (SELECT count(*) FROM dossier WHERE ");
            query.scope_of(scope, pick);
            query.pick(pick);
            query.of_the_absent(officer, pick.at);
        }
        query.push(") AS n");
        query
    }

    fn by_code(scope: &Scope, code: &str, at: i64) -> Self {
        let mut query = Self::all(scope, at);
        query.with(" AND code = ", code.to_owned(), " ORDER BY register, stream");
        query
    }

    fn by_name(scope: &Scope, words: &[String], limit: usize, at: i64) -> Self {
        let mut query = Self::all(scope, at);
        query.words(" AND stream", words);
        query.push(" ORDER BY received_at DESC NULLS LAST, stream DESC");
        query.with(" LIMIT ", i64::try_from(limit).unwrap_or(i64::MAX), "");
        query
    }

    fn all(scope: &Scope, at: i64) -> Self {
        let mut query = Self::default();
        query.push("SELECT ");
        query.push(schema::LISTED);
        query.push(" FROM dossier WHERE ");
        query.scope(scope, at);
        query
    }

    /// Every word begins a word of the applicant's name.
    pub(crate) fn words(&mut self, before: &'static str, words: &[String]) {
        for word in words {
            self.push(before);
            self.with(" IN (SELECT stream FROM applicant_word WHERE word >= ", word.clone(), "");
            self.with(" AND word < ", after(word), ")");
        }
    }
}

/// Only what waits for its reception is asked for.
fn waiting(pick: &Pick) -> bool {
    !pick.phases.is_empty() && pick.phases.iter().all(|p| p == "filed" || p == "guided")
}

impl Reader {
    /// The dossiers in sight that are asked for, in order; their facts are left out.
    ///
    /// # Errors
    /// The driver refuses.
    pub fn pick(&self, scope: &Scope, pick: &Pick) -> Result<Vec<DossierRow>, Error> {
        self.listed(&ListQuery::list(scope, pick))
    }

    /// How many there are, whatever the limit and the place.
    ///
    /// # Errors
    /// The driver refuses.
    pub fn count(&self, scope: &Scope, pick: &Pick) -> Result<u64, Error> {
        let query = ListQuery::count(scope, pick);
        self.driver().one(&query.text, &query.values(), "n")
    }

    /// A dossier's row.
    ///
    /// # Errors
    /// The driver refuses.
    pub fn row(&self, stream: &str) -> Result<Option<DossierRow>, Error> {
        self.driver().first(&schema::dossier_of_stream(), values![stream], dossier_row)
    }

    /// The dossiers in sight with a code, one per register at most; their facts are left out.
    ///
    /// # Errors
    /// The driver refuses.
    pub fn by_code_in(&self, scope: &Scope, code: &str, at: i64) -> Result<Vec<DossierRow>, Error> {
        self.listed(&ListQuery::by_code(scope, code, at))
    }

    /// The dossiers in sight whose applicant's name has, for each word, a word that begins so,
    /// the newest first; no word finds nothing. Facts are left out.
    ///
    /// # Errors
    /// The driver refuses.
    pub fn by_name(
        &self,
        scope: &Scope,
        folded_words: &[String],
        limit: usize,
        at: i64,
    ) -> Result<Vec<DossierRow>, Error> {
        if folded_words.is_empty() {
            return Ok(Vec::new());
        }
        self.listed(&ListQuery::by_name(scope, folded_words, limit, at))
    }

    fn listed(&self, query: &ListQuery) -> Result<Vec<DossierRow>, Error> {
        self.driver().all(&query.text, &query.values(), dossier_row)
    }
}

#[cfg(test)]
pub(crate) mod tests {
    #![expect(clippy::unwrap_used, reason = "a test may panic")]

    use super::*;
    use crate::{Folder, Order};

    /// How the engine would find the answer, a step a line.
    fn plan(scope: &Scope, pick: &Pick) -> String {
        let path = tempfile::tempdir().unwrap();
        let reader = Folder::open_or_create(path.path()).unwrap().reader().unwrap();
        let query = ListQuery::list(scope, pick);
        let text = format!("EXPLAIN QUERY PLAN {}", query.text);
        let steps = reader.driver().all(&text, &query.values(), |row| row.get::<String>("detail"));
        steps.unwrap().join("\n")
    }

    fn agency(access_paths: Option<Vec<AccessPath>>) -> Scope {
        Scope { agency: "q9".into(), access_paths }
    }

    fn open(order: Order) -> Pick {
        Pick { phases: vec!["open".into()], order, at: 9, limit: 51, ..Pick::default() }
    }

    /// The texts that lists are asked by.
    pub(crate) fn texts() -> Vec<String> {
        let path = |text: fn(String) -> AccessPath| text("x".to_owned());
        let every = [
            path(AccessPath::AnsweringUnit),
            path(AccessPath::HoldingUnit),
            path(AccessPath::Desk),
            path(AccessPath::ConsultedUnit),
            path(AccessPath::HelperUnit),
            path(AccessPath::Holder),
            path(AccessPath::Offered),
            path(AccessPath::OfferedUnit),
            path(AccessPath::StandIn),
            path(AccessPath::Person),
        ];
        let scopes = [agency(None), agency(Some(every.to_vec())), agency(Some(Vec::new()))];
        let orders = [Order::Due, Order::Received, Order::Filed, Order::Ended, Order::GivenOut];
        let words = ["a".to_owned(), "b".to_owned()];
        let mut queries = Vec::new();
        for scope in &scopes {
            for (pick, _) in asked() {
                for after in [None, Some((7, "s".to_owned())), Some((i64::MIN, "s".to_owned()))] {
                    queries.push(ListQuery::list(scope, &Pick { after, ..pick.clone() }));
                }
                queries.push(ListQuery::count(scope, &pick));
            }
            for order in orders {
                let after = Some((7, "s".to_owned()));
                let pick = Pick { order, after, without_letter: true, ..Pick::default() };
                queries.push(ListQuery::list(scope, &pick));
            }
            queries.push(ListQuery::by_code(scope, "c", 9));
            queries.push(ListQuery::by_name(scope, &words, 9, 9));
        }
        queries.into_iter().map(|query| query.text).collect()
    }

    /// What the pages ask, each with the index that must answer it: of an officer, a unit, a desk,
    /// and of the whole agency.
    fn asked() -> Vec<(Pick, &'static str)> {
        let text = || Some("x".to_owned());
        let phases = |phase: &str| vec![phase.to_owned()];
        let letter = |letter: &str| Pick {
            phases: vec!["open".into(), "ready".into()],
            letters: vec![letter.into()],
            ..Pick::default()
        };
        let due = || open(Order::Due);
        let running = || Pick { suspended: Some(false), ..due() };
        let late = || Pick { due_before: Some(9), ..running() };
        let near = || Pick { due_from: Some(9), due_before: Some(20), ..running() };
        let still = || Pick { suspended: Some(true), ..open(Order::Suspended) };
        let overdue = || Pick { supplement_before: Some(9), ..still() };
        let long = || Pick { suspended_before: Some(9), supplement_from: Some(9), ..still() };
        let filed = |phase| Pick { phases: phases(phase), order: Order::Filed, ..Pick::default() };
        let at_desk = |pick: Pick| Pick { desk: text(), ..pick };
        let ready = Pick { phases: phases("ready"), order: Order::Ended, ..Pick::default() };
        let given_out = Pick { given_out_from: Some(9), order: Order::GivenOut, ..Pick::default() };
        let mut asked = vec![
            (Pick { held_by: text(), ..running() }, "dossier_queue"),
            (Pick { held_by: text(), ..running() }, "dossier_stand_in"),
            (Pick { held_by: text(), suspended: Some(true), ..due() }, "dossier_queue"),
            (
                Pick { held_by: text(), procedure: text(), step: text(), ..running() },
                "dossier_queue",
            ),
            (Pick { offered_to: text(), ..due() }, "dossier_offered"),
            (Pick { offered_by: text(), ..due() }, "dossier_offering"),
            (Pick { consulted: text(), ..due() }, "dossier_consulted"),
            (at_desk(filed("filed")), "dossier_filed"),
            (at_desk(filed("guided")), "dossier_filed"),
            (at_desk(Pick { order: Order::Received, ..Pick::default() }), "dossier_desk"),
            (at_desk(ready), "dossier_ready"),
            (at_desk(given_out), "dossier_given_out"),
            (letter("drafted"), "dossier_letter"),
            (late(), "dossier_open"),
            (near(), "dossier_open"),
            (still(), "dossier_suspended"),
            (overdue(), "dossier_suspended"),
            (long(), "dossier_suspended"),
        ];
        for pick in [late(), near(), due()] {
            asked.push((Pick { unit: text(), ..pick.clone() }, "dossier_open_unit"));
            asked.push((Pick { holding_unit: text(), ..pick }, "dossier_holding"));
        }
        for pick in [still(), overdue(), long()] {
            asked.push((Pick { unit: text(), ..pick.clone() }, "dossier_suspended_unit"));
            asked.push((Pick { holding_unit: text(), ..pick }, "dossier_suspended_holding"));
        }
        asked
    }

    /// A list is read from an index in the order shown, its next page too: nothing is sorted,
    /// nothing is read through.
    #[test]
    fn what_a_page_asks_is_read_from_an_index_in_order() {
        let access_paths =
            || Some(vec![AccessPath::Holder("x".into()), AccessPath::AnsweringUnit("u".into())]);
        for (pick, index) in asked() {
            let unit = [&pick.unit, &pick.holding_unit, &pick.held_by, &pick.desk];
            let narrow = unit.iter().any(|asked| asked.is_some())
                || [&pick.offered_to, &pick.offered_by, &pick.consulted]
                    .iter()
                    .any(|a| a.is_some());
            // Lists of the whole agency are a leader's, whose scope is the agency.
            let scopes = if narrow { vec![None, access_paths()] } else { vec![None] };
            for scope in scopes.into_iter().map(agency) {
                for after in [None, Some((7, "s".to_owned()))] {
                    let pick = Pick { after, ..pick.clone() };
                    let plan = plan(&scope, &pick);
                    assert!(plan.contains(&format!("INDEX {index}")), "{pick:?}\n{plan}");
                    assert!(!plan.contains("TEMP B-TREE"), "{pick:?}\n{plan}");
                    // The index of what waits for an opinion holds nothing else.
                    let scanned = plan.lines().filter(|step| step.contains("SCAN dossier"));
                    let alone = index == "dossier_consulted";
                    assert!(scanned.count() == 0 || alone, "{pick:?}\n{plan}");
                }
            }
        }
    }

    #[test]
    fn a_person_s_own_dossiers_are_read_from_an_index_in_order() {
        let scope = agency(Some(vec![AccessPath::Person("p".into())]));
        let plan = plan(&scope, &Pick { order: Order::Received, ..Pick::default() });
        assert!(plan.contains("dossier_person") && !plan.contains("TEMP B-TREE"), "{plan}");
    }

    /// The dossiers of no person are not searched among all others'.
    #[test]
    fn few_dossiers_are_found_without_reading_all() {
        let one =
            |access_path: fn(String) -> AccessPath| agency(Some(vec![access_path("x".into())]));
        let many = vec![
            AccessPath::HoldingUnit("u".into()),
            AccessPath::AnsweringUnit("u".into()),
            AccessPath::Holder("x".into()),
            AccessPath::Offered("x".into()),
            AccessPath::StandIn("x".into()),
            AccessPath::HelperUnit("u".into()),
            AccessPath::Desk("u".into()),
            AccessPath::Person("p".into()),
        ];
        for scope in [
            one(AccessPath::Person),
            one(AccessPath::HelperUnit),
            one(AccessPath::Offered),
            one(AccessPath::StandIn),
            agency(Some(many)),
        ] {
            let plan = plan(&scope, &Pick::default());
            assert!(plan.contains("SEARCH dossier USING INDEX"), "{scope:?}\n{plan}");
            assert!(!plan.contains("SCAN dossier"), "{scope:?}\n{plan}");
        }
        for pick in [
            Pick { offered_to: Some("x".into()), ..Pick::default() },
            Pick { letters: vec!["drafted".into()], ..Pick::default() },
            Pick { consulted: Some("u".into()), ..Pick::default() },
        ] {
            let plan = plan(&agency(None), &pick);
            assert!(plan.contains("USING INDEX"), "{pick:?}\n{plan}");
        }
    }
}
