//! Reads the form of a procedure, `forms/CODE.toml`, and the blocks of questions that forms share,
//! `question_blocks.toml`. Makes the checks that need no procedure.

use std::collections::{BTreeMap, BTreeSet};

use regex::Regex;
use text::sentence;

use super::{AnswerCondition, CASE, FormChoice, FormGroup, MAX_ENTRIES, ProcedureForm, Question};
use crate::ORDINARY_CASE;
use crate::checks::unique;
use crate::procedure::{Procedure, Scope};
use crate::reader::{Source, Table, WithTable};
use crate::words::QuestionKind;

/// The most characters of a line and of a longer text, where the question sets no limit of its own.
const LINE_CHARS: i64 = 200;
const LONG_CHARS: i64 = 2000;
/// The largest number that a question accepts, more than any amount in đồng.
const MAX_NUMBER: i64 = 1_000_000_000_000_000;
const CONDITION: &str =
    "{ question = \"group.question\", is = [\"choice\"] } or { case = [\"case\"] }";

/// Questions that several forms share, by the id of their block.
pub(crate) type Blocks = BTreeMap<String, Vec<Question>>;

/// A form with the tables of its file, which problem reports need.
pub(crate) struct FormFile<'a> {
    pub form: ProcedureForm,
    pub table: Table<'a>,
}

/// Reads the blocks of a file.
pub(crate) fn read_blocks(source: &Source<'_>) -> Blocks {
    let root = source.root();
    let tables = root.tables("block");
    root.close();
    unique(&tables, "id", "block", |table| table.optional_text("id"));
    let block = |table: &Table<'_>| {
        let questions = table.tables("question");
        unique(&questions, "id", "question", |table| table.optional_text("id"));
        let block = (table.text("id"), questions.iter().map(question).collect());
        table.close();
        block
    };
    tables.iter().map(block).collect()
}

pub(crate) fn read<'a>(source: &'a Source<'a>, scope: Scope, blocks: &Blocks) -> FormFile<'a> {
    let table = source.root();
    let same_as = table.optional_table("same_as", "{ code = \"…\", why = \"…\" }").map(|same| {
        let read = (same.text("code"), same.text("why"));
        same.close();
        read
    });
    let groups = table.tables("group");
    if groups.is_empty() && !table.may_lack_keys() {
        table.report("group", sentence!("there is no question; write a [[group]]"));
    }
    unique(&groups, "id", "group", |table| table.optional_text("id"));
    let form = ProcedureForm {
        procedure: table.text("code"),
        scope,
        title: table.text("title"),
        title_en: table.text("title_en"),
        basis: table.text("basis"),
        compared_with_official: table.optional_flag("compared"),
        component: table.optional_text("component"),
        signers: table.optional_texts("signers"),
        same_as,
        groups: groups.iter().map(|table| group(table, blocks)).collect(),
    };
    conditions(&form, &groups);
    table.close();
    FormFile { form, table }
}

fn group(table: &Table<'_>, blocks: &Blocks) -> FormGroup {
    let tables = table.tables("question");
    if tables.is_empty() && !table.may_lack_keys() {
        table.report("question", sentence!("the group asks nothing; write a [[group.question]]"));
    }
    let repeats = table.optional_integer("entries", 1..=i64::from(MAX_ENTRIES));
    let of_table = |table| questions(table, blocks).into_iter().map(move |one| (table, one));
    let asked: Vec<(&Table<'_>, Question)> = tables.iter().flat_map(of_table).collect();
    let mut ids = BTreeSet::new();
    for (table, Question { id, .. }) in &asked {
        if !ids.insert(id) && !id.is_empty() {
            let text = sentence!("question {id:?} stands twice in the group; rename one", id);
            table.report("id", text);
        }
    }
    let group = FormGroup {
        id: table.text("id"),
        title: table.text("title"),
        title_en: table.text("title_en"),
        help: table.optional_text("help"),
        help_en: table.optional_text("help_en"),
        entries: repeats.and_then(|entries| u32::try_from(entries).ok()),
        when: condition(table),
        questions: asked.into_iter().map(|(_, question)| question).collect(),
    };
    report_bad_id(table, &group.id);
    table.close();
    group
}

/// Reads the questions of a table: one question, or those of a block.
fn questions(table: &Table<'_>, blocks: &Blocks) -> Vec<Question> {
    let Some(id) = table.optional_text("block") else { return vec![question(table)] };
    let parts = table.optional_texts("parts");
    let prefilled = table.optional_flag("prefill");
    let optional = table.optional_texts("optional");
    let when = condition(table);
    table.close();
    let Some(block) = blocks.get(&id) else {
        let known = blocks.keys().map(String::as_str).collect::<Vec<_>>().join(", ");
        let text = sentence!("there is no block {id:?}; write one of {known}", id, known);
        table.report("block", text);
        return Vec::new();
    };
    for (key, part) in parts
        .iter()
        .map(|part| ("parts", part))
        .chain(optional.iter().map(|part| ("optional", part)))
    {
        if block.iter().all(|question| question.id != *part) {
            let known: Vec<&str> = block.iter().map(|question| question.id.as_str()).collect();
            let known = known.join(", ");
            let text = sentence!("the block has no {part:?}; write one of {known}", part, known);
            table.report_text(key, part, text);
        }
    }
    let asked = block.iter().filter(|question| parts.is_empty() || parts.contains(&question.id));
    let asked = asked.cloned().map(|question| Question {
        required: question.required && !optional.contains(&question.id),
        prefill: question.prefill.filter(|_| prefilled),
        when: when.clone().or(question.when),
        ..question
    });
    asked.collect()
}

fn question(table: &Table<'_>) -> Question {
    let kind: QuestionKind = table.word("kind");
    let tables = table.tables("choice");
    unique(&tables, "id", "choice", |table| table.optional_text("id"));
    let choices: Vec<FormChoice> = tables.iter().map(choice).collect();
    if kind.has_choices() == choices.is_empty() && !table.may_lack_keys() {
        let text = match kind.has_choices() {
            true => sentence!("a question of this kind offers choices; write [[…choice]] tables"),
            false => sentence!("a question of this kind offers no choices; remove them"),
        };
        table.report("kind", text);
    }
    let (least, most) = match kind {
        QuestionKind::Line | QuestionKind::Select | QuestionKind::Radio => (0, LINE_CHARS),
        QuestionKind::Long => (0, LONG_CHARS),
        QuestionKind::Year => (1880, 2200),
        _ => (0, MAX_NUMBER),
    };
    let question = Question {
        id: table.text("id"),
        label: table.text("label"),
        label_en: table.text("label_en"),
        help: table.optional_text("help"),
        help_en: table.optional_text("help_en"),
        kind,
        required: table.stated_flag("required").unwrap_or(true),
        unit: table.optional_text("unit"),
        least: table.optional_integer("least", -MAX_NUMBER..=MAX_NUMBER).unwrap_or(least),
        most: table.optional_integer("most", 1..=MAX_NUMBER).unwrap_or(most),
        past: table.optional_flag("past"),
        decimals: table
            .optional_integer("decimals", 0..=3)
            .and_then(|places| u32::try_from(places).ok())
            .unwrap_or_default(),
        pattern: pattern(table),
        choices,
        when: condition(table),
        prefill: table.optional_word("prefill"),
    };
    if question.least > question.most {
        table.report("least", sentence!("least is more than most; correct one of them"));
    }
    if question.pattern.is_some() && question.help.is_none() {
        let text = sentence!("a pattern needs help, which tells how the answer is written");
        table.report("pattern", text);
    }
    report_unused_keys(table, kind);
    report_bad_id(table, &question.id);
    table.close();
    question
}

/// Reports keys that have no effect on questions of a kind.
fn report_unused_keys(table: &Table<'_>, kind: QuestionKind) {
    use QuestionKind::{Amount, Day, Line, Long, Number, Year};
    let used = |key: &str| match key {
        "past" => matches!(kind, Day | Year),
        "unit" | "decimals" => kind == Number,
        "least" => matches!(kind, Number | Amount | Year),
        "most" => matches!(kind, Number | Amount | Year | Line | Long),
        _ => matches!(kind, Line | Long),
    };
    let keys = ["past", "unit", "decimals", "least", "most", "pattern"];
    for key in keys.into_iter().filter(|key| table.has(key) && !used(key)) {
        let word = kind.code();
        let text = sentence!("a question of kind {word} does not use {key}; remove it", word, key);
        table.report(key, text);
    }
}

fn choice(table: &Table<'_>) -> FormChoice {
    let choice = FormChoice {
        id: table.text("id"),
        name: table.text("name"),
        name_en: table.text("name_en"),
    };
    report_bad_id(table, &choice.id);
    table.close();
    choice
}

/// Reports an id with other characters than `a-z`, `0-9` and `_`: ids are part of addresses and of
/// keys with dots.
fn report_bad_id(table: &Table<'_>, id: &str) {
    let fits = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'_';
    if !id.bytes().all(fits) || id.bytes().next().is_some_and(|byte| !byte.is_ascii_lowercase()) {
        let text =
            sentence!("{id:?} is no id; write small letters, digits and _, a letter first", id);
        table.report("id", text);
    }
}

fn pattern(table: &Table<'_>) -> Option<Regex> {
    let written = table.optional_text("pattern")?;
    match compile(&written) {
        Ok(pattern) => Some(pattern),
        Err(error) => {
            let text = sentence!("the pattern does not read ({error}); correct it", error);
            table.report("pattern", text);
            None
        }
    }
}

/// Compiles a pattern that the whole text must match.
fn compile(pattern: &str) -> Result<Regex, String> {
    let whole = regex::RegexBuilder::new(&format!("^(?:{pattern})$")).size_limit(1 << 18).build();
    // The parser's message has many lines; the last one names the fault.
    whole.map_err(|error| error.to_string().lines().last().unwrap_or_default().trim().to_owned())
}

fn condition(table: &Table<'_>) -> Option<AnswerCondition> {
    let when = table.optional_table("when", CONDITION)?;
    let (question, choices) = match when.has(CASE) {
        true => (CASE.to_owned(), when.texts(CASE)),
        false => (when.text("question"), when.texts("is")),
    };
    when.close();
    Some(AnswerCondition { question, choices })
}

/// Checks that every condition names a choice of a question in an earlier group that does not
/// repeat.
fn conditions(form: &ProcedureForm, tables: &[Table<'_>]) {
    let mut known: BTreeMap<String, &Question> = BTreeMap::new();
    for (group, table) in form.groups.iter().zip(tables) {
        for when in
            group.questions.iter().filter_map(|question| question.when.as_ref()).chain(&group.when)
        {
            let asked = &when.question;
            if asked == CASE {
                // The cases are those of the procedure.
                continue;
            }
            let Some(question) = known.get(asked) else {
                let text = sentence!(
                    "{asked:?} is no question with choices of an earlier group that stands once; \
                     write group.question",
                    asked
                );
                table.report("when", text);
                continue;
            };
            let is_unknown = |id: &&String| question.choices.iter().all(|choice| choice.id != **id);
            if let Some(id) = when.choices.iter().find(is_unknown) {
                let ids: Vec<&str> = question.choices.iter().map(|c| c.id.as_str()).collect();
                let ids = ids.join(", ");
                let text =
                    sentence!("{asked} has no choice {id:?}; write one of {ids}", asked, id, ids);
                table.report("when", text);
            }
        }
        if group.entries.is_none() {
            let choices = group.questions.iter().filter(|question| !question.choices.is_empty());
            known.extend(
                choices.map(|question| (format!("{}.{}", group.id, question.id), question)),
            );
        }
    }
}

/// Checks that every condition on the case names cases of some version of the procedure.
fn cases(form: &Table<'_>, code: &str, procedures: &[WithTable<'_, Procedure>]) {
    let versions = procedures.iter().map(|read| &read.value).filter(|one| one.code == code);
    let mut known: BTreeSet<&str> =
        versions.flat_map(|one| &one.cases).map(|case| case.id.as_str()).collect();
    if !known.is_empty() {
        known.insert(ORDINARY_CASE);
    }
    for group in form.tables("group") {
        let questions = group.tables("question");
        for table in questions.iter().chain([&group]) {
            let when = table.optional_table("when", CONDITION).filter(|when| when.has(CASE));
            let Some(when) = when else { continue };
            for case in when.texts(CASE).iter().filter(|case| !known.contains(case.as_str())) {
                let ids = known.iter().copied().collect::<Vec<_>>().join(", ");
                let text = match known.is_empty() {
                    true => sentence!("{code} has no cases; remove the condition", code),
                    false => sentence!(
                        "{code} has no case {case:?}; write one of {ids}",
                        code,
                        case,
                        ids
                    ),
                };
                when.report_text(CASE, case, text);
            }
        }
    }
}

/// Checks that each form belongs to a procedure, and that no procedure has two forms of one scope.
pub(crate) fn check_codes(forms: &[FormFile<'_>], procedures: &[WithTable<'_, Procedure>]) {
    let unreadable = procedures.iter().any(|read| read.value.code.is_empty());
    let mut known: BTreeMap<(&str, Scope), &str> = BTreeMap::new();
    for FormFile { form, table } in forms {
        let code = form.procedure.as_str();
        let exists = procedures.iter().any(|read| read.value.code == code);
        if !exists && !unreadable && !code.is_empty() {
            let text = sentence!("there is no procedure {code}; write the code of one", code);
            table.report("code", text);
        }
        let has = |paper: &str| {
            let versions = procedures.iter().filter(|read| read.value.code == code);
            versions.flat_map(|read| &read.value.components).any(|known| known.id == paper)
        };
        if let Some(paper) = form.component.as_deref().filter(|paper| exists && !has(paper)) {
            let text =
                sentence!("{code} has no component {paper:?}; write the id of one", code, paper);
            table.report("component", text);
        }
        if exists && !unreadable {
            cases(table, code, procedures);
        }
        if let Some(first) = known.insert((code, form.scope), table.path()) {
            let text = sentence!("{first} is a form of {code} too; keep one of them", first, code);
            table.report("code", text);
        }
    }
}
