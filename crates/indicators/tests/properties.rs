//! Properties for any facts: identities, rows, lists, reports as of an earlier instant.
#![expect(clippy::unwrap_used, reason = "a test may panic")]

use calendar::{Day, Instant, Zone};
use ecow::EcoString;
use indicators::coverage::coverage;
use indicators::dossier_facts::Pause;
use indicators::form_06a::{Form06a, form_06, form_06a};
use indicators::gaming::{gaming, restated};
use indicators::month_tables::days_of;
use indicators::responsibility::lateness;
use indicators::statistics::{difference, rate, wilson};
use indicators::summary::{Behind, Listed, Number, Offer, Value, Visibility, summary};
use indicators::timeline::Timeline;
use indicators::{
    Basis, Checks, Counts, Dimension, DossierFacts, FactHistory, FactTable, Figure, Filters,
    Ledger, MonthTables, Query, count, list,
};
use proptest::prelude::*;

const HOUR: i64 = 3_600_000;

/// Generates instants of the first quarter of 2018 on whole hours, so that some of them are equal.
fn instants() -> impl Strategy<Value = Instant> {
    let start = Zone::VIETNAM.at(Day::from_ymd(2018, 1, 1), 0);
    (0..90 * 24_i64).prop_map(move |hours| start.plus_millis(hours * HOUR))
}

fn maybe_after(from: Instant) -> impl Strategy<Value = Option<Instant>> {
    prop::option::of((0..40 * 24_i64).prop_map(move |hours| from.plus_millis(hours * HOUR)))
}

fn names() -> impl Strategy<Value = EcoString> {
    prop::sample::select(vec!["", "A", "B", "online"]).prop_map(EcoString::from)
}

fn courses(from: Instant) -> impl Strategy<Value = Timeline<EcoString>> {
    (names(), maybe_after(from), names()).prop_map(move |(first, change, second)| {
        let changes = [(from, first)].into_iter().chain(change.map(|at| (at, second)));
        Timeline::of(changes).unwrap()
    })
}

fn pauses(from: Instant) -> impl Strategy<Value = Vec<Pause>> {
    let pause = (maybe_after(from), maybe_after(from), any::<bool>(), any::<bool>());
    pause.prop_map(|(from, to, after_due, on_due_date)| {
        let to = to.filter(|to| from.is_some_and(|from| from <= *to));
        from.map(|from| Pause { from, to, after_due, on_due_date }).into_iter().collect()
    })
}

fn facts_received(received: Instant) -> impl Strategy<Value = DossierFacts> {
    let later = || maybe_after(received);
    let ends = (later(), later(), later(), later(), later(), later());
    let texts = (courses(received), courses(received), names(), names());
    let dues = (later(), later(), later());
    (ends, texts, dues, pauses(received)).prop_map(move |(ends, texts, dues, pauses)| {
        let (finished, withdrawn, second_supplement, extended, logged_late, sent) = ends;
        let (unit, holder, field, channel) = texts;
        let first = dues.0.unwrap_or(received);
        let moved = dues.1.zip(dues.2);
        let due = Timeline::of([(received, first)].into_iter().chain(moved)).unwrap();
        DossierFacts {
            procedure: channel.clone(),
            field,
            channel,
            unit,
            holder,
            received: Some(received),
            finished,
            withdrawn: withdrawn.filter(|_| finished.is_none()),
            letters: sent.map(|sent| (sent, due.now)).into_iter().collect(),
            due,
            pauses,
            second_supplement,
            extended,
            logged_late,
            minutes_left: finished.map(|end| end.0 / HOUR % 100),
            ..DossierFacts::default()
        }
    })
}

fn registers() -> impl Strategy<Value = Vec<FactHistory>> {
    let fact = instants().prop_flat_map(facts_received);
    prop::collection::vec(fact, 0..20).prop_map(|facts| {
        let coded = facts.into_iter().enumerate();
        coded
            .map(|(n, fact)| FactHistory::from(DossierFacts { code: format!("{n:03}"), ..fact }))
            .collect()
    })
}

const MARCH: Day = Day::from_ymd(2018, 3, 1);

/// Generates a register in which some dossiers had other facts until an event was logged late.
fn learned() -> impl Strategy<Value = Vec<FactHistory>> {
    let earlier = prop::option::of(instants().prop_flat_map(facts_received));
    let late = (instants(), prop::option::of(earlier));
    let pairs = prop::collection::vec((instants().prop_flat_map(facts_received), late), 0..20);
    pairs.prop_map(|pairs| {
        let coded = |n: usize, fact| DossierFacts { code: format!("{n:03}"), ..fact };
        let histories = pairs.into_iter().enumerate().map(|(n, (fact, (since, earlier)))| {
            let mut value = serde_json::to_value(coded(n, fact)).unwrap();
            if let Some(earlier) = earlier {
                value["since"] = serde_json::json!(since.0);
                // The dossier had other facts before, or was not on record.
                let was = earlier.map(|fact| (i64::MIN, coded(n, fact)));
                value["was"] = serde_json::json!(was.into_iter().collect::<Vec<_>>());
            }
            serde_json::from_value(value).unwrap()
        });
        histories.collect()
    })
}

/// The record as it was at an instant, without later events and without events logged later.
fn known_by(facts: &[FactHistory], at: Instant) -> Vec<FactHistory> {
    let versions = facts.iter().filter_map(|versions| versions.as_of(at)?.at(at));
    versions.map(FactHistory::from).collect()
}

fn queries() -> impl Strategy<Value = Query> {
    let by = prop::option::of(prop::sample::select(Dimension::ALL.to_vec()));
    let unit = prop::option::of(prop::sample::select(vec!["A", "B", "(none)"]));
    (0..90_i32, 0..60_i32, instants(), any::<(bool, bool)>(), by, unit).prop_map(
        |(first, days, as_of, (flow, by_date), by, unit)| {
            let from = Day::from_ymd(2018, 1, 1).plus(first);
            let unit = unit.map(str::to_owned);
            Query {
                as_of,
                basis: if flow { Basis::Flow } else { Basis::Cohort },
                by_date,
                filters: Filters { unit, ..Filters::default() },
                by,
                ..Query::new(from, from.plus(days))
            }
        },
    )
}

proptest! {
    #[test]
    fn tables_add_up_and_open_their_lists(facts in registers(), query in queries()) {
        let report = count(&facts, &query).unwrap();
        let figures = |counts: &Counts| {
            let counts = serde_json::to_value(counts).unwrap();
            Figure::TABLE.map(|figure| counts[figure.code()].as_u64().unwrap() as usize)
        };
        let lengths = |row: Option<&str>| {
            Figure::TABLE.map(|figure| list(&facts, &query, figure, row).len())
        };
        prop_assert_eq!(lengths(None), figures(&report.total));
        let mut sums = [0; 13];
        for (key, counts) in &report.rows {
            prop_assert_eq!(lengths(Some(key)), figures(counts), "row {}", key);
            for (sum, figure) in sums.iter_mut().zip(figures(counts)) {
                *sum += figure;
            }
        }
        let each_a_table = query.basis == Basis::Flow && query.by == Some(Dimension::Month);
        if query.by.is_some() && !each_a_table {
            prop_assert_eq!(sums, figures(&report.total));
        }
        let (by_field, by_unit) =
            (form_06a(&facts, &query).unwrap(), form_06(&facts, &query, Dimension::Unit).unwrap());
        prop_assert_eq!(by_field.total, by_unit.total);
        let resolved = |form: &Form06a| form.rows.iter().map(|(_, row)| row.resolved).sum::<u64>();
        prop_assert_eq!([resolved(&by_field), resolved(&by_unit)], [by_unit.total.resolved; 2]);
        for (figure, ratio) in gaming(&facts, &query, None) {
            let listed = list(&facts, &Query { by: None, ..query.clone() }, figure, None);
            if query.by.is_none() || figure != Figure::Restated {
                prop_assert_eq!(listed, ratio.list, "{}", figure.code());
            }
        }
    }

    #[test]
    fn a_report_s_numbers_are_those_of_their_questions(facts in registers(), query in queries()) {
        let query = Query { basis: Basis::Cohort, by_date: true, by: None, ..query };
        let mut table = FactTable::default();
        for history in &facts {
            table.put(&history.latest().code, history.clone());
        }
        let offer = Offer { partial: vec!["A".into(), "online".into()], ..Offer::default() };
        let visibility = Visibility { public: None, officer: &|_| true };
        let sessions = indicators::advisers::Sessions::default();
        let affairs = indicators::summary::Affairs::of(&sessions);
        let report = summary(&table, &query, (&offer, affairs), &visibility).unwrap();
        let length = |listed: &Listed| list(&facts, &listed.query, listed.figure, None).len() as u64;
        let received = count(&facts, &query).unwrap().total.received;
        let ids: Vec<_> = report.sentences().map(|(_, sentence)| sentence.id).collect();
        prop_assert_eq!(ids.contains(&"none_received"), received == 0);
        for (_, sentence) in report.sentences() {
            for number in &sentence.numbers {
                let right = holds(number, &length, &facts);
                prop_assert!(right, "{}: {:?}", sentence.id, number);
            }
        }
    }

    #[test]
    fn a_dossier_that_counts_otherwise_changes_a_sentence(
        facts in registers(), other in instants().prop_flat_map(facts_received), at in 0..20_usize
    ) {
        prop_assume!(!facts.is_empty());
        let (from, to) = (Day::from_ymd(2018, 1, 1), Day::from_ymd(2018, 3, 31));
        let query = Query::new(from, to);
        let mut changed = facts.clone();
        let at = at % facts.len();
        changed[at] = DossierFacts { code: facts[at].latest().code.clone(), ..other }.into();
        let counted = |facts: &[FactHistory]| {
            let signs = gaming(facts, &query, None).into_iter();
            // The figures published before are not part of this report.
            let signs = signs.filter(|(figure, _)| *figure != Figure::Restated);
            let signs: Vec<_> = signs.map(|(figure, ratio)| (figure, ratio.count())).collect();
            let letters = coverage(facts, &query).counts();
            (count(facts, &query).unwrap().total, signs, letters, lateness(facts, &query).minutes)
        };
        let composed = |facts: &[FactHistory]| {
            let mut table = FactTable::default();
            for history in facts {
                table.put(&history.latest().code, history.clone());
            }
            let sessions = indicators::advisers::Sessions::default();
            let affairs = indicators::summary::Affairs::of(&sessions);
            let visibility = Visibility { public: None, officer: &|_| true };
            let report = summary(&table, &query, (&Offer::default(), affairs), &visibility).unwrap();
            let sentences = report.sentences().map(|(_, sentence)| format!("{sentence:?}"));
            sentences.collect::<Vec<_>>()
        };
        prop_assume!(counted(&facts) != counted(&changed));
        prop_assert_ne!(composed(&facts), composed(&changed));
    }

    #[test]
    fn a_dossier_that_a_period_passes_over_is_in_none_of_its_figures(
        facts in learned(), query in queries()
    ) {
        for history in facts {
            let mut table = FactTable::default();
            table.put("one", history.clone());
            if table.within(query.period()).next().is_some() {
                continue;
            }
            for figure in Figure::all() {
                prop_assert_eq!(list([&history], &query, figure, None), [""; 0], "{}", figure.code());
            }
            let total = count([&history], &query).unwrap().total;
            prop_assert_eq!(total, Counts::default());
            for (figure, ratio) in gaming([&history], &query, None) {
                prop_assert_eq!((ratio.of, ratio.count()), (0, 0), "{}", figure.code());
            }
            prop_assert_eq!(lateness([&history], &query).minutes, 0);
        }
    }

    #[test]
    fn a_kept_answer_is_the_one_counted_anew(
        facts in learned(), change in instants().prop_flat_map(facts_received), query in queries(),
        later in instants(),
    ) {
        let mut table = FactTable::default();
        for history in &facts {
            table.put(&history.latest().code, history.clone());
        }
        let as_known_later = Query { as_of: later, ..query.clone() };
        let same = |table: &FactTable| {
            for one in [&query, &as_known_later, &query] {
                let report = count(table.iter(), one).unwrap();
                prop_assert_eq!(&*table.count(one).unwrap(), &report);
                prop_assert_eq!(&*table.checks(one), &Checks::of(table.iter(), one));
            }
            Ok(())
        };
        same(&table)?;
        table.put("000", FactHistory::from(DossierFacts { code: "000".into(), ..change }));
        same(&table)?;
    }

    #[test]
    fn a_ledger_counts_as_the_facts_do(facts in registers(), query in queries()) {
        let ledger = Ledger::of(facts);
        let by: Vec<Dimension> = query.by.into_iter().collect();
        let (total, rows) = ledger.count(&query, &by).unwrap();
        let report = count(ledger.facts(), &query).unwrap();
        prop_assert_eq!(total, report.total);
        if query.basis == Basis::Cohort || query.by != Some(Dimension::Month) {
            let rows: Vec<_> = rows.into_iter().map(|(mut keys, c)| (keys.remove(0), c)).collect();
            prop_assert_eq!(rows, report.rows);
        }
        let cube = [Dimension::Unit, Dimension::Officer, Dimension::Month];
        let (total, rows) = ledger.count(&query, &cube).unwrap();
        prop_assert_eq!(total.late, rows.iter().map(|(_, counts)| counts.late).sum::<u64>());
    }

    #[test]
    fn as_of_an_instant_is_a_cut_of_the_record(facts in registers(), query in queries()) {
        let cut = facts.iter().filter_map(|history| history.latest().at(query.as_of));
        let cut: Vec<FactHistory> = cut.map(FactHistory::from).collect();
        let all_known = Query { as_of: query.as_of, ..query.clone() };
        prop_assert_eq!(count(&facts, &query), count(&cut, &all_known));
        for figure in Figure::all().filter(|figure| *figure != Figure::Restated) {
            let (whole, part) = (list(&facts, &query, figure, None), list(&cut, &query, figure, None));
            prop_assert_eq!(whole, part, "{}", figure.code());
        }
        prop_assert_eq!(restated(&facts, &query, Some(query.as_of)).count(), 0);
    }

    #[test]
    fn a_cut_loses_nothing_before_it(fact in instants().prop_flat_map(facts_received), at in instants(), earlier in instants()) {
        let earlier = earlier.min(at);
        let cut = fact.at(at);
        prop_assert_eq!(cut.as_ref().and_then(|cut| cut.at(earlier)), fact.at(earlier));
        if let Some(cut) = cut {
            for by_date in [true, false] {
                prop_assert_eq!(cut.outcome(at, by_date), fact.outcome(at, by_date));
            }
            prop_assert_eq!(cut.became_late(at), fact.became_late(at));
        }
    }

    #[test]
    fn facts_are_kept_as_text(facts in registers()) {
        for history in facts {
            let text = serde_json::to_string(&history).unwrap();
            prop_assert_eq!(serde_json::from_str::<FactHistory>(&text).unwrap(), history);
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn a_closed_month_is_counted_again_as_it_was_known_then(facts in learned(), days in 0..10_i32) {
        let closed = Zone::VIETNAM.at(MARCH.plus(days), 0);
        let then = known_by(&facts, closed);
        let month = days_of("2018-02").unwrap();
        let frozen = MonthTables::of(&then, month, closed).unwrap();
        prop_assert_eq!(&frozen, &MonthTables::of(&facts, month, closed).unwrap());
        let text = serde_json::to_string(&frozen).unwrap();
        prop_assert_eq!(&serde_json::from_str::<MonthTables>(&text).unwrap(), &frozen);
        prop_assert_eq!(frozen.restatements(&then, month, (closed, Instant::MAX)).unwrap(), []);
    }

    #[test]
    fn a_closed_month_answers_what_is_counted_of_it(facts in learned(), days in 0..10_i32) {
        let closed = Zone::VIETNAM.at(MARCH.plus(days), 0);
        let month = days_of("2018-02").unwrap();
        let frozen = MonthTables::of(&facts, month, closed).unwrap();
        let query = Query { as_of: closed, ..Query::new(month.0, month.1) };
        for by in [Dimension::Unit, Dimension::Field] {
            for basis in [Basis::Flow, Basis::Cohort] {
                let query = Query { basis, by: Some(by), ..query.clone() };
                prop_assert_eq!(frozen.figures(basis, by), Some(count(&facts, &query).unwrap()));
            }
            prop_assert_eq!(frozen.form(by), Some(form_06(&facts, &query, by).unwrap()));
        }
        let late = coverage(&facts, &query);
        prop_assert_eq!(frozen.letters().unwrap().total, late.counts());
    }

    #[test]
    fn a_restatement_names_the_dossiers_between_its_two_figures(facts in learned(), days in 0..10_i32) {
        let closed = Zone::VIETNAM.at(MARCH.plus(days), 0);
        let month = days_of("2018-02").unwrap();
        let frozen = MonthTables::of(&facts, month, closed).unwrap();
        let restatements = frozen.restatements(&facts, month, (closed, Instant::MAX)).unwrap();
        let now = MonthTables::of(&facts, month, Instant::MAX).unwrap();
        let figures = |tables: &MonthTables| tables.clone().without_forms_and_letters();
        prop_assert_eq!(restatements.is_empty(), figures(&now) == figures(&frozen));
        let learned: Vec<_> = facts.iter().filter(|history| history.learned_after(closed)).collect();
        for one in restatements {
            let (added, gone) = (one.added.len() as u64, one.gone.len() as u64);
            prop_assert_eq!(one.closed + added, one.now + gone, "{:?}", one);
            let at = (one.basis, one.by);
            prop_assert_eq!(one.closed, frozen.number(at, &one.row, one.figure.code()));
            prop_assert_eq!(one.now, now.number(at, &one.row, one.figure.code()));
            let explained = |code: &String| learned.iter().any(|history| history.latest().code == *code);
            prop_assert!(one.added.iter().chain(&one.gone).all(explained));
        }
    }
}

/// Whether a number of a report is the answer to its query.
fn holds(number: &Number, length: &dyn Fn(&Listed) -> u64, facts: &[FactHistory]) -> bool {
    let either = |value: &str, all: [String; 3]| {
        let place = ["low", "high"].iter().position(|name| *name == number.name);
        all[place.map_or(2, |place| place)] == value
    };
    match (&number.value, &number.behind) {
        (Value::Dossiers(n), Behind::List(listed)) => *n == length(listed),
        (Value::Percent(value), Behind::Share(part, of)) => {
            let (x, n) = (length(part), length(of));
            let (low, high) = wilson(x, n).unwrap();
            either(value, [low, high, rate(x, n).unwrap()])
        }
        (Value::Points(value), Behind::Difference(pairs)) => {
            let [from, to] = &**pairs;
            let difference =
                difference((length(&from.0), length(&from.1)), (length(&to.0), length(&to.1)));
            let difference = difference.unwrap();
            either(value, [difference.interval.0, difference.interval.1, difference.points])
        }
        (Value::Minutes(minutes), Behind::Lateness(listed, _)) => {
            *minutes <= lateness(facts, &listed.query).minutes
        }
        (Value::Procedures(_), Behind::Rules) => true,
        _ => false,
    }
}

#[test]
fn a_zone_is_kept_by_its_name() {
    let zone = indicators::dossier_facts::RegisterZone(Zone::named("Europe/Amsterdam").unwrap());
    let history = FactHistory::from(DossierFacts {
        zone,
        received: Some(Instant(0)),
        ..DossierFacts::default()
    });
    let text = serde_json::to_string(&history).unwrap();
    assert!(text.contains(r#""z":"Europe/Amsterdam""#), "{text}");
    assert_eq!(serde_json::from_str::<FactHistory>(&text).unwrap(), history);
}
