//! A campaign as a report and as open data: the units with ranks and, for officers, scores and parts; what was declared and decided. Measures nothing.

use affairs::campaign::{Campaign, Declared};
use indicators::Dimension;
use indicators::campaign::{PartResult, Standing, UnitResult};
use indicators::definitions::VERSION;
use indicators::statistics::rate;
use serde_json::{Value as Json, json};

use super::{Ground, block, name, one, state};
use crate::answer::{Answer, Error, csv, json as json_file};
use crate::report::{Cell, Column, Report, Value};
use crate::request_context::RequestContext;

/// A campaign with how it stands.
pub(super) struct Shown<'a> {
    pub id: &'a str,
    pub ground: &'a Ground,
    pub campaign: &'a Campaign,
    pub declared: &'a Declared,
    pub standing: &'a Standing,
    /// Whether scores, parts and comparisons are shown.
    pub whole: bool,
}

/// A campaign's file of open data by its name, `campaign-ID.csv` or `.json`: in the public form for every reader.
pub(in crate::pages) fn open(context: &RequestContext, file: &str) -> Answer {
    let (id, kind) = file.rsplit_once('.').ok_or(Error::NoPage)?;
    let ground = Ground::read(context)?;
    let (campaign, declared) = one::find(&ground, id)?;
    let standing = &ground.standing(declared)?;
    let shown = Shown { id, ground: &ground, campaign, declared, standing, whole: false };
    match kind {
        "csv" => csv(&file_name(id), shown.report(context).csv_text(context.language)),
        "json" => json_file(&file_name(id), shown.object(context).to_string()),
        _ => Err(Error::NoPage),
    }
}

/// The name of a campaign's files, without an ending; an id may hold letters of every kind.
pub(in crate::pages) fn file_name(id: &str) -> String {
    let plain = |c: char| if c.is_ascii_alphanumeric() || "-_".contains(c) { c } else { '_' };
    format!("campaign-{}", id.chars().map(plain).collect::<String>())
}

impl Shown<'_> {
    /// The report: a row for each unit that is ranked.
    pub(super) fn report(&self, context: &RequestContext) -> Report {
        let text = |key: &str| context.text(&format!("campaign-{key}"));
        let parts = self.standing.units.iter().map(|row| row.parts.len()).max().unwrap_or(0);
        let words = |key: &str| Column::words(text(key));
        let numbers = |key: &str| Column::numbers(text(key));
        let mut columns = vec![
            numbers("rank"),
            words("unit"),
            words("block"),
            numbers("rank_in_block"),
            words("reached"),
            words("commended"),
        ];
        if self.whole {
            columns.push(numbers("score"));
            for number in 1..=parts {
                let above =
                    context.format("campaign-part_number", &[("n", (number as i64).into())]);
                let kinds = ["x", "n", "rate", "threshold", "weight", "points"];
                let of_part = kinds.map(|key| numbers(&format!("part_{key}")));
                let of_part = [words("indicator")].into_iter().chain(of_part);
                columns.extend(of_part.map(|column| column.below_headings([above.clone()])));
            }
        }
        let rows = self.standing.units.iter().map(|row| self.row(context, row, parts));
        Report {
            file: file_name(self.id),
            title: name(context, self.declared),
            agency: context
                .rules
                .agency
                .as_ref()
                .map_or_else(String::new, |agency| crate::layout::name(agency, context.language)),
            about: self.about(context),
            columns,
            rows: rows.collect(),
            total: None,
            notes: self.notes(context),
            empty: Some(text("no_finding")),
        }
    }

    fn about(&self, context: &RequestContext) -> Vec<(String, String)> {
        let it = &self.declared.declaration;
        let at = |at| messages::instant(context.language, at, &self.ground.figures.zone);
        let declared = [
            ("by", context.names().officer(&self.declared.by).into()),
            ("at", at(self.declared.at).into()),
        ];
        let [from, to] = [it.from, it.to].map(messages::date_of);
        let about = [
            ("sheet-period", format!("{from} – {to}")),
            ("sheet-as_of", at(self.ground.as_of)),
            ("campaign-declared", context.format("campaign-declared_by", &declared)),
            ("campaigns-state", state(context, self.ground.as_of, self.campaign, self.declared)),
            ("sheet-register", self.ground.figures.register.clone()),
            ("sheet-definitions", VERSION.to_owned()),
        ];
        about.map(|(key, value)| (context.text(key), value)).into()
    }

    fn commended(&self, unit: &str) -> bool {
        self.campaign
            .decided
            .as_ref()
            .is_some_and(|decided| decided.units.iter().any(|u| u == unit))
    }

    fn row(&self, context: &RequestContext, row: &UnitResult, parts: usize) -> Vec<Cell> {
        let word = |yes: bool| context.text(if yes { "word-yes" } else { "word-no" });
        let mut cells = vec![
            Cell::count(u64::from(row.rank)),
            Cell::text(context.names().unit(&row.unit)),
            Cell::text(block(context, &self.declared.declaration.blocks, &row.block)),
            Cell::count(u64::from(row.rank_in_block)),
            Cell::text(word(row.reached)),
            Cell::text(word(self.commended(&row.unit))),
        ];
        if self.whole {
            cells.push(points(&row.score));
            cells.extend(row.parts.iter().flat_map(|result| part(context, result)));
            cells.extend((row.parts.len()..parts).flat_map(|_| vec![Cell::default(); 7]));
        }
        cells
    }

    /// The notes around the table of the page.
    fn notes(&self, context: &RequestContext) -> Vec<String> {
        let (it, standing) = (self.declared, self.standing);
        let mut notes = vec![one::finding(context, standing)];
        notes.extend(one::left_out(context, standing));
        let targets = one::frozen(context, it).into_iter();
        notes.extend(targets.map(|(group, targets)| format!("{group}: {}", targets.join("; "))));
        if self.whole {
            notes.push(one::baseline(context, it));
            let compared = one::compared(context, standing).into_iter();
            notes.extend(
                compared
                    .map(|[name, then, now, change]| format!("{name}: {then} → {now}: {change}")),
            );
        }
        notes.push(one::rule(context, it));
        notes.extend(one::decision(context, self.campaign));
        notes
    }

    /// The object of open data.
    fn object(&self, context: &RequestContext) -> Json {
        let (it, standing) = (&self.declared.declaration, self.standing);
        let unit = |code: &str| context.names().value(Dimension::Unit, code);
        let units = standing.units.iter().map(|row| {
            json!({
                "unit": row.unit,
                "name": unit(&row.unit),
                "block": row.block,
                "rank": row.rank,
                "rank_in_block": row.rank_in_block,
                "reached": row.reached,
                "commended": self.commended(&row.unit),
            })
        });
        let left_out = standing.left_out.iter().map(|left| {
            json!({
                "unit": left.unit,
                "name": unit(&left.unit),
                "block": left.block,
                "indicator": left.indicator,
            })
        });
        let groups = it.groups.iter().map(|group| {
            let targets = group.parts.iter().map(|part| {
                json!({
                    "indicator": part.indicator,
                    "threshold": rate(part.threshold.part(), part.threshold.whole()),
                    "weight": part.weight,
                })
            });
            let targets = targets.collect::<Vec<_>>();
            json!({ "block": group.block, "units": group.units, "targets": targets })
        });
        let blocks = it.blocks.iter().map(|one| {
            let name = block(context, &it.blocks, &one.code);
            json!({ "code": one.code, "name": name, "places": one.places })
        });
        json!({
            "id": self.id,
            "name": it.name,
            "name_en": it.name_en,
            "register": self.ground.figures.register,
            "period": { "from": it.from, "to": it.to },
            "as_of": self.ground.as_of,
            "definitions": VERSION,
            "state": super::state_code(self.ground.as_of, self.campaign, self.declared),
            "declared_at": self.declared.at,
            "blocks": blocks.collect::<Vec<_>>(),
            "groups": groups.collect::<Vec<_>>(),
            "units": units.collect::<Vec<_>>(),
            "left_out": left_out.collect::<Vec<_>>(),
            "reached": standing.reached(),
            "ranked": standing.ranked(),
            "share_reached": standing.share_reached(),
        })
    }
}

/// A number with two decimals.
fn points(text: &str) -> Cell {
    let hundredths = text.replacen('.', "", 1).parse();
    hundredths.map_or_else(|_| Cell::text(text), |n| Value::Hundredths(n).into())
}

fn part(context: &RequestContext, result: &PartResult) -> Vec<Cell> {
    let PartResult { part, measured, points: earned, .. } = result;
    let threshold = part.threshold;
    vec![
        Cell::text(context.text(&format!("indicator-{}", part.indicator.code()))),
        Cell::count(measured.x),
        Cell::count(measured.n),
        Value::Rate(measured.x, measured.n).into(),
        Value::Rate(threshold.part(), threshold.whole()).into(),
        Cell::count(u64::from(part.weight)),
        points(earned),
    ]
}
