//! Reads the fees and reliefs of a procedure file and checks each of them. The module must not know
//! the other files.

use text::fold::fold;
use text::sentence;

use crate::checks::in_order;
use crate::fee::{Fee, Reduction, Relief, Tier};
use crate::procedure_file::condition;
use crate::reader::{Table, UNREADABLE};
use crate::words::{Per, Word};

/// The largest amount that a file may contain, in đồng.
const MAX_VND: i64 = 1_000_000_000_000;
const RESOLUTION: &str = "resolution = \"Nghị quyết số …\"";

pub(crate) fn fee(table: &Table<'_>) -> Fee {
    let (per, unit) = per(table);
    let fee = Fee {
        kind: table.word("kind"),
        name: table.text("name"),
        name_en: table.optional_text("name_en"),
        per,
        unit,
        tiers: tiers(table, per),
        max_vnd: table.optional_integer("max_vnd", 0..=MAX_VND),
        basis: table.text("basis"),
        resolution: table.optional_text("resolution"),
        exemption: table.optional_text("exemption"),
        condition: condition(table),
    };
    let amount = if table.has("tiers") { "tiers" } else { "amount_vnd" };
    match (table.has(amount), table.optional_flag("set_by_resolution")) {
        (true, true) if fee.resolution.is_none() => table.report(
            "set_by_resolution",
            sentence!(
                "the fee has an amount and set_by_resolution = true; write {RESOLUTION}, the one \
                 that sets the amount",
                RESOLUTION
            ),
        ),
        (false, false) if !table.may_lack_keys() => table.report(
            "amount_vnd",
            sentence!(
                "the fee has no amount; write amount_vnd = 10000, or set_by_resolution = true"
            ),
        ),
        (false, true) if fee.resolution.is_some() => table.report(
            "resolution",
            sentence!(
                "the resolution has no amount; write amount_vnd = 10000, the one that it sets"
            ),
        ),
        _ => {}
    }
    if let (Some(first), Some(most)) = (fee.tiers.first(), fee.max_vnd)
        && most < first.amount_vnd
    {
        let text = sentence!(
            "max_vnd is below {amount}; write {amount_vnd} or more",
            amount,
            amount_vnd = first.amount_vnd
        );
        table.report("max_vnd", text);
    }
    fee
}

/// Reads the unit that a fee counts, and the name that the file has for it: a word that is not a
/// known unit is such a name.
fn per(table: &Table<'_>) -> (Per, Option<String>) {
    let Some(text) = table.optional_text("per") else { return (Per::Dossier, None) };
    if let Some(per) = Per::from_code(&text) {
        return (per, None);
    }
    match fold(&text).as_str() {
        "trang" => (Per::Page, None),
        "ban" => (Per::Copy, None),
        "thua" | "thua dat" => (Per::Parcel, None),
        "thang" => (Per::Month, None),
        "ho so" => (Per::Dossier, None),
        _ => {
            let near = text::nearest::names(&text, Per::all().iter().map(|per| per.code()));
            if let Some(near) = near.first() {
                table.report(
                    "per",
                    sentence!("per cannot be {text:?}; write per = {near:?}", text, near),
                );
            }
            (Per::Copy, Some(text))
        }
    }
}

/// Reads the amounts of a fee: one amount, or several by number of units.
fn tiers(table: &Table<'_>, per: Per) -> Vec<Tier> {
    let one = table.optional_integer("amount_vnd", 0..=MAX_VND);
    let tables = table.tables("tiers");
    if !table.has("tiers") {
        return one.map(|amount_vnd| Tier { from: 1, amount_vnd }).into_iter().collect();
    }
    if table.has("amount_vnd") {
        table.report("tiers", sentence!("the fee has amount_vnd and tiers; keep one of them"));
    }
    if per == Per::Dossier {
        table.report("tiers", sentence!("tiers need something to count; write per = \"page\""));
    }
    let mut next = 1;
    let tiers = tables.iter().map(|table| {
        let from = table.integer("from", 1..=1_000_000);
        let amount_vnd = table.integer("amount_vnd", 0..=MAX_VND);
        if next == 1 && from != 1 {
            table.report("from", sentence!("the first tier begins at 1; write from = 1"));
        } else if from < next {
            table.report("from", sentence!("tiers ascend; write from = {next} or more", next));
        }
        next = from + 1;
        table.close();
        // Cannot fail: `integer` returns a number of its range.
        Tier { from: u32::try_from(from).unwrap_or(1), amount_vnd }
    });
    let tiers: Vec<Tier> = tiers.collect();
    if tiers.is_empty() {
        table.report(
            "tiers",
            sentence!("tiers is empty; write tiers = [{ from = 1, amount_vnd = 10000 }]"),
        );
    }
    tiers
}

pub(crate) fn relief(table: &Table<'_>) -> Relief {
    let percent = table.optional_integer("percent", 1..=100);
    let amount = table.optional_integer("amount_vnd", 1..=MAX_VND);
    match (table.has("percent"), table.has("amount_vnd")) {
        (true, true) => {
            table.report(
                "amount_vnd",
                sentence!("the relief has percent and amount_vnd; keep one of them"),
            );
        }
        (false, false) if !table.may_lack_keys() => {
            let text = sentence!(
                "the relief takes nothing off; write percent = 100, or amount_vnd = 5000"
            );
            table.report("percent", text);
        }
        _ => {}
    }
    let relief = Relief {
        code: table.text("code"),
        name: table.text("name"),
        name_en: table.optional_text("name_en"),
        claim: table.optional_text("claim"),
        reduction: match amount {
            Some(amount) => Reduction::Amount(amount),
            // Cannot fail: `optional_integer` returns a number of its range.
            None => Reduction::Percent(percent.and_then(|n| u8::try_from(n).ok()).unwrap_or(100)),
        },
        kinds: table.optional_words("kinds"),
        condition: condition(table),
        valid_from: table.optional_day("valid_from"),
        valid_to: table.optional_day("valid_to"),
        basis: table.text("basis"),
    };
    let first = relief.valid_from.unwrap_or(UNREADABLE);
    in_order(table, ["valid_from", "valid_to"], first, relief.valid_to);
    if relief.claim.is_none() && relief.condition.is_always() && relief.valid_to.is_none() {
        let text = sentence!(
            "every dossier would have it; write claim = \"…\", what the applicant has to show, \
             or channels, cases or valid_to"
        );
        table.report("claim", text);
    }
    relief
}
