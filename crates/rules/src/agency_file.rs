//! Reads an agency file and checks units and officers against each other.

use std::collections::{HashMap, HashSet};
use text::{sentence, vietqr};

use crate::agency::{ACCEPT_WITHIN_MINUTES, Agency, BankAccount, Officer, Unit};
use crate::checks::{in_order, known_unit, unique};
use crate::quiet_hours::QuietHours;
use crate::reader::{Source, Table, UNREADABLE};
use crate::words::UnitKind;
use crate::{competent_agency, first_number, queue_line, result_rules};

/// An agency with the tables of its units and officers in the same order, which problem reports
/// need.
pub(crate) struct AgencyFile<'a> {
    pub agency: Agency,
    pub table: Table<'a>,
    units: Vec<Table<'a>>,
    pub officers: Vec<Table<'a>>,
}

pub(crate) fn read<'a>(source: &'a Source<'a>) -> AgencyFile<'a> {
    let root = source.root();
    let units = root.tables("unit");
    let officers = root.tables("officer");
    let firsts = root.tables("first_number");
    let queue_lines = root.tables("queue_line");
    let competent = root.tables("competent_agency");
    let head = root.table("agency", &sentence!("a table [agency]"));
    let bank = bank(&root);
    let results = result_rules::read(&root);
    root.close();
    let table = head.unwrap_or_else(|| root.quiet());
    let agency = Agency {
        code: table.text("code"),
        name: table.text("name"),
        name_en: table.text("name_en"),
        identifier: table.optional_text("identifier"),
        identifier_note: table.optional_text("identifier_note"),
        level: table.word("level"),
        valid_from: table.day("valid_from"),
        valid_to: table.optional_day("valid_to"),
        calendar: table.text("calendar"),
        desk_calendar: table.optional_text("desk_calendar"),
        accept_within_minutes: table
            .optional_integer("accept_within", 1..=100_000)
            .and_then(|minutes| u32::try_from(minutes).ok())
            .unwrap_or(ACCEPT_WITHIN_MINUTES),
        local_filing: table.optional_flag("local_filing"),
        site: site(&table),
        bank,
        results,
        backups_kept_days: table
            .optional_integer("backups_kept_days", 1..=36_500)
            .and_then(|days| u32::try_from(days).ok()),
        quiet_hours: quiet_hours(&table),
        first_numbers: firsts.iter().map(first_number::read).collect(),
        queue_lines: queue_lines.iter().map(queue_line::read).collect(),
        competent_agencies: competent.iter().map(competent_agency::read).collect(),
        units: units.iter().map(unit).collect(),
        officers: officers.iter().map(officer).collect(),
    };
    table.close();
    in_order(&table, ["valid_from", "valid_to"], agency.valid_from, agency.valid_to);
    let file = AgencyFile { agency, table, units, officers };
    file.check();
    first_number::check(&file.agency.first_numbers, &firsts, |unit| file.may_have_unit(unit));
    queue_line::check(&file.agency.queue_lines, &queue_lines, |unit| file.may_have_unit(unit));
    let agencies = &file.agency.competent_agencies;
    competent_agency::check(agencies, &competent, |unit| file.may_have_unit(unit));
    file
}

fn unit(table: &Table<'_>) -> Unit {
    let unit = Unit {
        code: table.text("code"),
        name: table.text("name"),
        name_en: table.text("name_en"),
        kind: table.word("kind"),
        remote: table.optional_flag("remote"),
        parent: table.optional_text("parent"),
        valid_from: table.day("valid_from"),
        valid_to: table.optional_day("valid_to"),
        successor: table.optional_text("successor"),
        address: table.optional_text("address"),
        phone: table.optional_text("phone"),
    };
    in_order(table, ["valid_from", "valid_to"], unit.valid_from, unit.valid_to);
    if unit.remote && unit.kind != UnitKind::Ward {
        table.report(
            "remote",
            sentence!("only a ward can be remote; leave it out, or write kind = \"ward\""),
        );
    }
    table.close();
    unit
}

fn officer(table: &Table<'_>) -> Officer {
    let contact = contact(table);
    let officer = Officer {
        id: table.text("id"),
        name: table.text("name"),
        unit: table.text("unit"),
        post: table.word("post"),
        title: table.text("title"),
        phone: office_phone(table, contact.as_deref()),
        contact,
        grade: grade(table),
        in_field_since: table.optional_day("since"),
        valid_from: table.day("valid_from"),
        valid_to: table.optional_day("valid_to"),
    };
    in_order(table, ["valid_from", "valid_to"], officer.valid_from, officer.valid_to);
    if let Some(since) = officer.in_field_since.filter(|since| *since > officer.valid_from) {
        let text = sentence!(
            "since is the first day of work in the field, so {since} may not be after valid_from ({valid_from})",
            since,
            valid_from = officer.valid_from
        );
        table.report("since", text);
    }
    table.close();
    officer
}

/// Reads the quiet hours; a time that is not written is the usual one.
fn quiet_hours(table: &Table<'_>) -> QuietHours {
    let [from, to] = ["quiet_from", "quiet_to"].map(|key| table.optional_time(key));
    let usual = QuietHours::default();
    QuietHours { from: from.unwrap_or(usual.from), to: to.unwrap_or(usual.to) }
}

/// Reads the public address of the site.
fn site(table: &Table<'_>) -> Option<String> {
    let written = table.optional_text("site")?;
    let site = text::contact::site(&written);
    if site.is_none() {
        let text = sentence!(
            "{written:?} is no address of a site; write one such as \"https://motcua.example\", without a path, or leave it out",
            written
        );
        table.report("site", text);
    }
    site
}

/// Reads the account on which fees are paid: `[bank]`.
fn bank(root: &Table<'_>) -> Option<BankAccount> {
    let table = root.optional_table("bank", &sentence!("a table [bank]"))?;
    let bank = BankAccount {
        bin: table.text("bin"),
        account: table.text("account"),
        holder: table.text("holder"),
    };
    let transfer =
        vietqr::Transfer { bin: &bank.bin, account: &bank.account, amount_vnd: None, purpose: "" };
    match vietqr::payload(&transfer) {
        Err(vietqr::Fault::Bin) if !bank.bin.is_empty() => table.report(
            "bin",
            sentence!("bin is the number of the bank at NAPAS: six digits, such as \"970436\""),
        ),
        Err(vietqr::Fault::Account) if !bank.account.is_empty() => table.report(
            "account",
            sentence!("account is the number of the account: 1 to 19 letters and digits"),
        ),
        _ => {}
    }
    table.close();
    Some(bank)
}

/// Reads a contact: a telephone number, brought to E.164, or a mail address.
fn contact(table: &Table<'_>) -> Option<String> {
    let written = table.optional_text("contact")?;
    let contact = text::contact::read(&written);
    if contact.is_none() {
        let text = sentence!(
            "{written:?} is no telephone number and no mail address; write one, or leave it out",
            written
        );
        table.report("contact", text);
    }
    contact
}

/// Reads the rank of an officer.
fn grade(table: &Table<'_>) -> Option<String> {
    let grade = table.optional_text("grade")?;
    if !grade.chars().any(char::is_alphabetic) {
        let text = sentence!(
            "{grade:?} is no rank in words; write one such as \"Chuyên viên\", or leave it out",
            grade
        );
        table.report("grade", text);
        return None;
    }
    Some(grade)
}

/// Reads the office's telephone number, brought to E.164. The number is published, so it must
/// differ from the officer's own contact.
fn office_phone(table: &Table<'_>, contact: Option<&str>) -> Option<String> {
    let written = table.optional_text("phone")?;
    let Some(phone) = text::person::telephone(&written) else {
        let text = sentence!(
            "{written:?} is no telephone number; write the office's, or leave it out",
            written
        );
        table.report("phone", text);
        return None;
    };
    if contact == Some(phone.as_str()) {
        let text = sentence!(
            "phone is published and may not be the officer's own contact; write the office's number, or leave it out"
        );
        table.report("phone", text);
        return None;
    }
    Some(phone)
}

impl AgencyFile<'_> {
    /// Whether a code may name a unit: a unit has the code, or the code of a unit could not be
    /// read.
    pub fn may_have_unit(&self, code: &str) -> bool {
        let is_own = |unit: &Unit| unit.code == code || unit.code.is_empty();
        code.is_empty() || self.table.may_lack_keys() || self.agency.units.iter().any(is_own)
    }

    fn check(&self) {
        unique(&self.units, "code", "unit", |table| table.optional_text("code"));
        unique(&self.officers, "id", "officer", |table| table.optional_text("id"));
        self.check_chains("parent", |unit| unit.parent.as_deref());
        self.check_chains("successor", |unit| unit.successor.as_deref());
        for (unit, table) in self.agency.units.iter().zip(&self.units) {
            self.check_successor(unit, table);
        }
        for (officer, table) in self.agency.officers.iter().zip(&self.officers) {
            self.check_officer(officer, table);
        }
    }

    /// Checks that each unit's parent (or successor) exists, and that no unit is its own parent (or
    /// successor) over a chain.
    fn check_chains(&self, key: &str, next: fn(&Unit) -> Option<&str>) {
        let looped = on_loops(&self.agency.units, next);
        for (unit, table) in self.agency.units.iter().zip(&self.units) {
            let Some(code) = next(unit) else { continue };
            if !self.may_have_unit(code) {
                let text = sentence!(
                    "{key} {code:?} is no unit of the agency; write a unit's code",
                    key,
                    code
                );
                table.report(key, text);
            } else if code == unit.code || looped.contains(unit.code.as_str()) {
                let text = sentence!(
                    "the chain of {key} leads from {code:?} back to {code:?}; break it",
                    key,
                    code = unit.code
                );
                table.report(key, text);
            }
        }
    }

    fn check_successor(&self, unit: &Unit, table: &Table<'_>) {
        let Some(code) = &unit.successor else { return };
        let Some(last) = unit.valid_to else {
            return table.report(
                "successor",
                sentence!("a successor needs valid_to = the unit's last day"),
            );
        };
        let next = last.plus(1);
        if let Some(successor) = self.agency.unit(code)
            && !successor.valid(next)
        {
            let text = sentence!(
                "{code:?} is not valid on {next}; write a unit valid on that day",
                code,
                next
            );
            table.report("successor", text);
        }
    }

    /// Checks that an officer's unit exists on every day on which the officer is in the post.
    fn check_officer(&self, officer: &Officer, table: &Table<'_>) {
        known_unit(table, "unit", &officer.unit, |unit| self.may_have_unit(unit));
        let Some(unit) = self.agency.unit(&officer.unit) else { return };
        if officer.valid_from < unit.valid_from && officer.valid_from != UNREADABLE {
            let text = sentence!(
                "unit {code} begins on {valid_from}; write that or later",
                code = unit.code,
                valid_from = unit.valid_from
            );
            table.report("valid_from", text);
        }
        let Some(unit_last) = unit.valid_to else { return };
        for (key, day) in [("valid_from", Some(officer.valid_from)), ("valid_to", officer.valid_to)]
        {
            if day.is_some_and(|day| day > unit_last) {
                let text = sentence!(
                    "unit {code} ends on {unit_last}; write that or earlier",
                    code = unit.code,
                    unit_last
                );
                table.report(key, text);
            }
        }
    }
}

/// The codes of the units on loops. The function visits every unit once.
fn on_loops(units: &[Unit], next: fn(&Unit) -> Option<&str>) -> HashSet<&str> {
    let mut by_code: HashMap<&str, Option<&str>> = HashMap::new();
    for unit in units {
        by_code.entry(&unit.code).or_insert_with(|| next(unit));
    }
    let (mut looped, mut visited) = (HashSet::new(), HashSet::new());
    for unit in units {
        let mut chain = Vec::new();
        let mut at = Some(unit.code.as_str());
        while let Some(code) = at.filter(|code| visited.insert(*code)) {
            chain.push(code);
            at = by_code.get(code).copied().flatten();
        }
        let back = chain.iter().position(|code| at == Some(*code));
        looped.extend(back.into_iter().flat_map(|back| chain[back..].iter().copied()));
    }
    looped
}
