//! Scope, receptions, results and basis of the period.

use dossier::RuleSet;

use super::composer::{Composer, Counted, Table};
use super::{Section, Sentence, Word};
use crate::blocks::is_merged;
use crate::counts::IdentityBroken;
use crate::definitions::VERSION;
use crate::figure::Figure;
use crate::query::{Basis, Dimension, Query};

/// The channels that a report names; an old register's own words are rows.
const CHANNELS: [(&str, &str, &str); 3] = [
    ("online", "online", "online_rate"),
    ("counter", "counter", "counter_rate"),
    ("post", "post", "post_rate"),
];

impl Composer<'_> {
    /// The subject of the report.
    pub fn scope(&self) -> Section {
        let days = [("from", Word::Day(self.query.from)), ("to", Word::Day(self.query.to))];
        let mut first = Sentence::new("scope").word("agency", Word::Agency);
        first.words.extend(days);
        let mut sentences = vec![first];
        for dimension in Dimension::ALL {
            for value in self.query.filters.values_of(dimension) {
                let id = match dimension {
                    Dimension::Unit => "only_unit",
                    Dimension::Field => "only_field",
                    Dimension::Procedure => "only_procedure",
                    Dimension::Officer => "only_officer",
                    Dimension::Channel => "only_channel",
                    Dimension::Ward => "only_ward",
                    Dimension::Month => "only_month",
                };
                let name = Word::Named(dimension, value.clone());
                sentences.push(Sentence::row(id).word("name", name));
            }
        }
        Section { id: "scope", sentences }
    }

    /// The number of dossiers received, by channel.
    pub fn received(&self, total: &Table) -> Result<Section, IdentityBroken> {
        let received = total.of(Figure::Received);
        let mut sentences = Vec::new();
        if received.n == 0 {
            sentences.push(Sentence::new("none_received").dossiers("received", &received));
        } else {
            sentences.push(Sentence::new("received").dossiers("received", &received));
            sentences.extend(self.channels(&received)?);
        }
        sentences.extend(self.flow()?);
        Ok(Section { id: "received", sentences })
    }

    fn channels(&self, received: &Counted) -> Result<Vec<Sentence>, IdentityBroken> {
        let by = Query { by: Some(Dimension::Channel), ..self.query.clone() };
        let Some(report) = self.report(&by)? else { return Ok(Vec::new()) };
        let is_known = |key: &str| CHANNELS.iter().any(|(code, ..)| *code == key);
        if report.rows.iter().all(|(key, _)| is_known(key)) {
            let mut sentence = Sentence::new("channels");
            for (code, name, rate) in CHANNELS {
                let row = report.rows.iter().find(|(key, _)| key == code);
                let n = row.map_or(0, |(_, counts)| counts.received);
                let query = by.of_row(code).unwrap_or_else(|| self.query.clone());
                let counted = Counted::new(&query, Figure::Received, n);
                sentence = sentence.dossiers(name, &counted).share(rate, &counted, received);
            }
            // A channel that was asked for is no part of a whole.
            return Ok(self
                .query
                .filters
                .channel
                .is_none()
                .then_some(sentence)
                .into_iter()
                .collect());
        }
        let apart = report.rows.iter().filter(|(key, _)| !is_merged(key));
        let rows = apart.filter_map(|(key, counts)| {
            let counted = Counted::new(&by.of_row(key)?, Figure::Received, counts.received);
            let name = Word::Named(Dimension::Channel, key.clone());
            let sentence = Sentence::row("channel").word("name", name);
            Some(sentence.dossiers("received", &counted).share("rate", &counted, received))
        });
        Ok(rows.collect())
    }

    /// The dossiers carried over into the period, and the results of the flow.
    fn flow(&self) -> Result<Vec<Sentence>, IdentityBroken> {
        let flow = self.table(&Query { basis: Basis::Flow, ..self.query.clone() })?;
        let Some(flow) = flow else { return Ok(Vec::new()) };
        let [carried, received, finished, in_time] =
            [Figure::CarriedOver, Figure::Received, Figure::Finished, Figure::InTime]
                .map(|figure| flow.of(figure));
        if carried.n == 0 {
            return Ok(Vec::new());
        }
        let sentence = Sentence::new("flow")
            .dossiers("carried_over", &carried)
            .dossiers("received", &received)
            .dossiers("finished", &finished)
            .share("rate", &finished, &received);
        let in_time = (finished.n > 0).then(|| {
            Sentence::new("flow_in_time")
                .dossiers("in_time", &in_time)
                .share("rate", &in_time, &finished)
        });
        Ok([sentence].into_iter().chain(in_time).collect())
    }

    /// The results of the period's dossiers.
    pub fn results(&self, total: &Table) -> Result<Section, IdentityBroken> {
        let mut sentences = Vec::new();
        let of = |figure| total.of(figure);
        let (received, finished) = (of(Figure::Received), of(Figure::Finished));
        if received.n > 0 {
            let id = if finished.n > 0 { "finished" } else { "none_finished" };
            let sentence = Sentence::new(id).dossiers("finished", &finished);
            sentences.push(sentence.share("rate", &finished, &received));
        }
        if finished.n > 0 {
            sentences.extend(self.in_time(total, &finished)?);
        }
        if received.n > 0 {
            sentences.extend(open(total, &received));
        }
        if total.mostly_open() {
            sentences.push(Sentence::new("mostly_open").dossiers("open", &of(Figure::Open)));
        }
        Ok(Section { id: "results", sentences })
    }

    fn in_time(&self, total: &Table, finished: &Counted) -> Result<Vec<Sentence>, IdentityBroken> {
        let (in_time, late) = (total.of(Figure::InTime), total.of(Figure::Late));
        let mut sentences = vec![
            Sentence::new("in_time")
                .dossiers("in_time", &in_time)
                .share("rate", &in_time, finished)
                .interval(&in_time, finished),
        ];
        if in_time.n > 0 {
            let (early, on_the_day) = (total.of(Figure::Early), total.of(Figure::OnTheDay));
            let sentence = Sentence::new("early").dossiers("early", &early);
            let sentence = sentence.share("early_rate", &early, finished);
            let sentence = sentence.dossiers("on_the_day", &on_the_day);
            sentences.push(sentence.share("on_the_day_rate", &on_the_day, finished));
        }
        let id = if late.n > 0 { "late" } else { "none_late" };
        let sentence = Sentence::new(id).dossiers("late", &late);
        sentences.push(sentence.share("rate", &late, finished));
        sentences.extend(self.without_one_act(total)?);
        Ok(sentences)
    }

    /// The in-time rate without one-act procedures; not shown in public, where a subtraction would
    /// reveal small groups.
    fn without_one_act(&self, total: &Table) -> Result<Option<Sentence>, IdentityBroken> {
        let procedures = &self.query.filters.procedures;
        let codes = self.facts.values().of(Dimension::Procedure);
        let codes =
            codes.filter(|code| procedures.is_empty() || procedures.iter().any(|one| one == code));
        let at_once = |code: &&str| self.offer.one_act.iter().any(|one| one == code);
        let others: Vec<String> = codes.filter(|code| !at_once(code)).map(str::to_owned).collect();
        if self.visibility.public.is_some() || others.is_empty() {
            return Ok(None);
        }
        let mut query = self.query.clone();
        query.filters.procedures = others;
        let Some(table) = self.table(&query)? else { return Ok(None) };
        let (in_time, finished) = (table.of(Figure::InTime), table.of(Figure::Finished));
        let other = finished.n > 0 && table.counts.finished < total.counts.finished;
        Ok(other.then(|| {
            Sentence::new("without_one_act")
                .dossiers("in_time", &in_time)
                .dossiers("finished", &finished)
                .share("rate", &in_time, &finished)
        }))
    }

    /// Basis, rule, law and definitions of the figures.
    pub fn basis(&self) -> Section {
        let mut sentences: Vec<Sentence> = ["cohort", "rule.date", "withdrawn"]
            .map(|name| Sentence::new("basis").word("definition", Word::Definition(name)))
            .into();
        let sets = [self.query.from, self.query.to].map(RuleSet::on);
        for (place, set) in sets.into_iter().enumerate() {
            if place == 0 || sets[0] != set {
                sentences.push(Sentence::new(match set {
                    RuleSet::ND61 => "law_2018",
                    RuleSet::ND118 | RuleSet::TT03 => "law_2025",
                }));
            }
        }
        sentences.dedup();
        let version = Word::Text(VERSION.to_owned());
        let as_of = Sentence::new("as_of").word("at", Word::At(self.query.as_of));
        sentences.push(as_of.word("version", version));
        Section { id: "basis", sentences }
    }
}

fn open(total: &Table, received: &Counted) -> Vec<Sentence> {
    let of = |figure| total.of(figure);
    let mut sentences = Vec::new();
    for (id, figure) in [
        ("open_within_due", Figure::OpenWithinDue),
        ("open_paused", Figure::OpenPaused),
        ("open_past_due", Figure::OpenPastDue),
        ("withdrawn", Figure::Withdrawn),
    ] {
        let counted = of(figure);
        if counted.n > 0 {
            let sentence = Sentence::new(id).dossiers("n", &counted);
            sentences.push(sentence.share("rate", &counted, received));
        }
    }
    if total.counts.open == 0 {
        sentences.push(Sentence::new("none_open").dossiers("open", &of(Figure::Open)));
    } else if total.counts.open_past_due == 0 {
        let past_due = of(Figure::OpenPastDue);
        sentences.push(Sentence::new("none_past_due").dossiers("n", &past_due));
    }
    sentences
}
