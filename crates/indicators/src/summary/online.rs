//! The procedures that can be filed online, the share that is filed online, and the published facts of
//! the procedures.

use std::cmp::Reverse;

use super::composer::{Composer, Counted, FEWEST, Table};
use super::{Behind, Section, Sentence, Value, Word};
use crate::blocks::is_merged;
use crate::counts::IdentityBroken;
use crate::figure::Figure;
use crate::query::{Dimension, NONE, Query};

const ONLINE: &str = "online";
/// Procedures listed, most dossiers first.
const SHOWN: usize = 8;

impl Composer<'_> {
    /// Offer and uptake of online filing, by ward and procedure; what is published about the procedures.
    pub fn online(&self, total: &Table) -> Result<Section, IdentityBroken> {
        let mut sentences = self.procedures_offered_online();
        if self.query.filters.channel.is_none() {
            sentences.extend(self.uptake(total)?);
        }
        Ok(Section { id: "online", sentences })
    }

    fn procedures_offered_online(&self) -> Vec<Sentence> {
        let rules = |sentence: Sentence, name, n: usize| {
            sentence.number(name, Value::Procedures(n as u64), Behind::Rules)
        };
        let (partial, full) = (self.offer.partial.len(), self.offer.full.len());
        let mut sentences = Vec::new();
        if partial > 0 {
            sentences.push(rules(Sentence::new("offered_partial"), "offered", partial));
        }
        if full > 0 {
            sentences.push(rules(Sentence::new("offered_full"), "offered", full));
        }
        if self.offer.published > 0 {
            let sentence = Sentence::new("published");
            let number = Value::Procedures(self.offer.published);
            let sentence = sentence.number("published", number, Behind::Rules);
            let fees = Value::Procedures(self.offer.with_fees);
            sentences.push(sentence.number("with_fees", fees, Behind::Rules));
        }
        sentences
    }

    fn uptake(&self, total: &Table) -> Result<Vec<Sentence>, IdentityBroken> {
        let mut sentences = Vec::new();
        let codes = self.offer.partial.iter().chain(&self.offer.full);
        let procedures = &self.query.filters.procedures;
        let codes: Vec<String> = codes
            .filter(|code| procedures.is_empty() || procedures.contains(code))
            .cloned()
            .collect();
        let mut query = Query { by: None, ..self.query.clone() };
        if !codes.is_empty() && self.visibility.public.is_none() {
            query.filters.procedures.clone_from(&codes);
            sentences.extend(self.uptake_of(&query)?);
        }
        let of_wards = self.pairs(Dimension::Ward)?;
        sentences.extend(spread(&of_wards));
        if total.counts.received > 0 && of_wards.len() > 1 {
            sentences.extend(
                of_wards.iter().map(|pair| sentence_of("uptake_ward", Dimension::Ward, pair)),
            );
        }
        let mut of_procedures = self.pairs(Dimension::Procedure)?;
        of_procedures.retain(|(key, ..)| codes.contains(key));
        of_procedures.sort_by_key(|(.., received)| Reverse(received.n));
        if of_procedures.len() > 1 {
            let shown = of_procedures.iter().take(SHOWN);
            sentences
                .extend(shown.map(|pair| sentence_of("uptake_row", Dimension::Procedure, pair)));
        }
        Ok(sentences)
    }

    /// The share of a table that is filed online.
    fn uptake_of(&self, query: &Query) -> Result<Option<Sentence>, IdentityBroken> {
        let Some(all) = self.table(query)? else { return Ok(None) };
        let Some(part) = self.table(&online(query))? else { return Ok(None) };
        let (part, all) = (part.of(Figure::Received), all.of(Figure::Received));
        let id = if part.n * 2 < all.n { "uptake_few" } else { "uptake" };
        let sentence = Sentence::new(id).dossiers("online", &part).dossiers("received", &all);
        Ok((all.n > 0).then(|| sentence.share("rate", &part, &all)))
    }

    /// The rows of a dimension, each with the dossiers filed online and all dossiers. In public a row
    /// of one channel is a group of its own.
    fn pairs(&self, by: Dimension) -> Result<Vec<Pair>, IdentityBroken> {
        if self.visibility.public.is_some() {
            return Ok(Vec::new());
        }
        let parts = self.rows(by, &online(self.query))?;
        let rows = self.rows(by, self.query)?.into_iter().filter(|(key, _)| !is_merged(key));
        Ok(rows
            .map(|(key, table)| {
                let part = parts.iter().find(|(own, _)| *own == key);
                let n = part.map_or(0, |(_, part)| part.counts.received);
                let online = Counted::new(&online(&table.query), Figure::Received, n);
                (key, online, table.of(Figure::Received))
            })
            .collect())
    }
}

/// A row: filed online, and all.
type Pair = (String, Counted, Counted);

/// Where most and where least is filed online, of the wards with enough dossiers.
fn spread(wards: &[Pair]) -> Option<Sentence> {
    let share = |(_, one, all): &&Pair, (_, other, whole): &&Pair| {
        (one.n * whole.n).cmp(&(other.n * all.n))
    };
    let enough = || wards.iter().filter(|(key, _, all)| key != NONE && all.n >= FEWEST);
    let (most, least) = (enough().max_by(share)?, enough().min_by(share)?);
    let ward = |(key, ..): &Pair| Word::Named(Dimension::Ward, key.clone());
    let sentence = Sentence::new("uptake_spread").word("highest", ward(most));
    let sentence = sentence.share("highest_rate", &most.1, &most.2).word("lowest", ward(least));
    (most.0 != least.0).then(|| sentence.share("lowest_rate", &least.1, &least.2))
}

fn online(query: &Query) -> Query {
    let mut query = query.clone();
    query.filters.channel = Some(ONLINE.to_owned());
    query
}

fn sentence_of(id: &'static str, by: Dimension, (key, online, all): &Pair) -> Sentence {
    let sentence = Sentence::row(id).word("name", Word::Named(by, key.clone()));
    let sentence = sentence.dossiers("online", online).dossiers("received", all);
    sentence.share("rate", online, all)
}
