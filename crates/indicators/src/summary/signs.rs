//! The ratios that show whether the in-time rate was flattered, with what of them is unusual.

use std::collections::BTreeMap;

use super::composer::{Composer, Counted, FEWEST, Table, holds_zero};
use super::{Section, Sentence, Word};
use crate::counts::IdentityBroken;
use crate::figure::Figure;
use crate::gaming::gaming;
use crate::place::placed;
use crate::query::{Dimension, Key, Query};

/// Percentage points, in hundredths, from which a unit's ratio stands out.
const STANDS_OUT: i64 = 500;

impl Composer<'_> {
    /// Every ratio that is not 0, with how it moved and which unit stands out.
    pub fn signs(&self, total: &Table) -> Result<Section, IdentityBroken> {
        let now = self.ratios(self.query);
        let (from, to) = super::comparison::earlier(self.query.from, self.query.to)[0];
        let then = self.recorded(from, to)?.filter(|_| !total.mostly_open());
        let then = then.map(|then| self.ratios(&then.query));
        let units = if self.visibility.public.is_none() { self.unit_ratios() } else { Vec::new() };
        let mut sentences = Vec::new();
        for (place, sign) in now.iter().enumerate().filter(|(_, sign)| sign.part.n > 0) {
            // A period that has not ended was not published.
            if sign.part.listed.figure == Figure::Restated
                && self.query.as_of < sign.of.listed.query.as_of
            {
                continue;
            }
            let figure = Word::Figure(sign.part.listed.figure);
            let id = match sign.of.listed.figure {
                Figure::Finished => "sign_of_finished",
                Figure::Refused => "sign_of_refused",
                _ => "sign",
            };
            let sentence = Sentence::row(id).word("figure", figure);
            let sentence = sentence.dossiers("n", &sign.part);
            sentences.push(sentence.share("rate", &sign.part, &sign.of));
            sentences.extend(then.as_ref().and_then(|then| moved(&then[place], sign)));
            let of_units = units.iter().map(|(key, signs)| (key.as_str(), &signs[place]));
            sentences.extend(stands_out(of_units.collect(), sign));
        }
        if sentences.is_empty() && total.counts.received > 0 {
            sentences.push(Sentence::new("no_signs"));
        }
        Ok(Section { id: "signs", sentences })
    }

    fn ratios(&self, query: &Query) -> Vec<Sign> {
        let query = Query { by: None, ..query.clone() };
        let ratios = gaming(self.within(&query), &query, None).into_iter();
        let sign = |(figure, ratio): (Figure, crate::gaming::Ratio<'_>)| Sign {
            of: Counted::new(&self.base(&query, figure), base(figure), ratio.of),
            part: Counted::new(&query, figure, ratio.count()),
        };
        ratios.map(sign).collect()
    }

    /// The ratios of each unit in one pass; a figure that needs more than one place is left at 0.
    fn unit_ratios(&self) -> Vec<(String, Vec<Sign>)> {
        let query = Query { by: Some(Dimension::Unit), ..self.query.clone() };
        let mut units: BTreeMap<&str, Vec<[u64; 2]>> = BTreeMap::new();
        for dossier in placed(self.within(&query), &query) {
            let unit = dossier.fact.unit.at(dossier.state).as_str();
            let counts = units.entry(unit).or_insert_with(|| vec![[0; 2]; Figure::GAMING.len()]);
            for (figure, [part, of]) in Figure::GAMING.into_iter().zip(counts) {
                *part += u64::from(figure.counts(&dossier));
                *of += u64::from(base(figure).counts(&dossier));
            }
        }
        let signs = |(unit, counts): (&str, Vec<[u64; 2]>)| {
            let key = Key::Text(unit).to_string();
            let query = query.of_row(&key)?;
            let counted = Figure::GAMING.into_iter().zip(counts);
            let signs = counted.map(|(figure, [part, of])| Sign {
                part: Counted::new(&query, figure, part),
                of: Counted::new(&query, base(figure), of),
            });
            Some((key, signs.collect()))
        };
        units.into_iter().filter_map(signs).collect()
    }

    /// The query of a ratio's denominator: the query itself, except that of a restatement, which is as
    /// of the publication.
    fn base(&self, query: &Query, figure: Figure) -> Query {
        let mut base = query.clone();
        let first = self.iter().next().filter(|_| figure == Figure::Restated);
        if let Some(history) = first {
            base.as_of = history.latest().zone.0.at(query.to.plus(1), 0).plus_millis(-1);
        }
        base
    }
}

/// A ratio: a figure and its denominator.
struct Sign {
    part: Counted,
    of: Counted,
}

const fn base(figure: Figure) -> Figure {
    match figure {
        Figure::FinishedLastHour => Figure::Finished,
        Figure::Refiled => Figure::Refused,
        _ => Figure::Received,
    }
}

/// The rise of a ratio since the period before, where the interval of the difference excludes 0.
fn moved(then: &Sign, now: &Sign) -> Option<Sentence> {
    let (from, to) = ([&then.part, &then.of], [&now.part, &now.of]);
    let difference = Counted::difference(from, to)?;
    if holds_zero(&difference) || difference.points.starts_with('-') {
        return None;
    }
    let sentence = Sentence::row("sign_up").word("figure", Word::Figure(now.part.listed.figure));
    Some(sentence.share("then_rate", from[0], from[1]).change(&difference, from, to))
}

/// The unit whose ratio is higher than that of the others by most, where it is so for certain and
/// by much.
fn stands_out(units: Vec<(&str, &Sign)>, whole: &Sign) -> Option<Sentence> {
    let higher = units.into_iter().filter_map(|(key, sign)| {
        let others = |all: u64, own: u64| all.checked_sub(own);
        let part = others(whole.part.n, sign.part.n)?;
        let of = others(whole.of.n, sign.of.n).filter(|of| *of >= FEWEST && part <= *of)?;
        let enough = sign.of.n >= FEWEST && sign.part.n > 0;
        let difference = crate::statistics::difference((part, of), (sign.part.n, sign.of.n))?;
        let points: i64 = difference.points.replace('.', "").parse().ok()?;
        (enough && points >= STANDS_OUT && !holds_zero(&difference)).then_some((points, key, sign))
    });
    let (_, key, sign) = higher.max_by_key(|(points, ..)| *points)?;
    let sentence = Sentence::row("sign_unit")
        .word("figure", Word::Figure(sign.part.listed.figure))
        .word("name", Word::Named(Dimension::Unit, key.to_owned()));
    let sentence = sentence.dossiers("n", &sign.part).dossiers("of", &sign.of);
    Some(sentence.share("rate", &sign.part, &sign.of))
}
