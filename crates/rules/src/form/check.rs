//! The forms of all procedures: a line for each procedure with its questions, conditions and
//! components, and the faults that only a comparison of forms shows. The module must not know how a
//! line is printed.

use std::collections::{BTreeMap, BTreeSet};

use calendar::Day;
use text::{Sentence, sentence};

use super::{AnswerCondition, FormGroup, ProcedureForm, Question};
use crate::Rules;
use crate::procedure::Procedure;

/// The form of one procedure, as one line of a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FormLine {
    pub procedure: String,
    /// Each question as `group.question kind`, with `[]` after a group that repeats; empty where
    /// there is no form.
    pub questions: Vec<String>,
    /// Each condition as `group.question = choice|choice > group or question that is then shown`.
    pub conditions: Vec<String>,
    /// The ids of the dossier's components.
    pub components: Vec<String>,
    /// The code of a procedure with the same questions, and the reason why they are the same.
    pub same_as: Option<(String, String)>,
    /// The faults of the form, each with the remedy.
    pub faults: Vec<Sentence>,
}

/// A line for each procedure in force on a day that is filed online here or has a form, by code.
#[must_use]
pub fn form_lines(rules: &Rules, day: Day) -> Vec<FormLine> {
    let mut sets: BTreeMap<BTreeSet<String>, Vec<&ProcedureForm>> = BTreeMap::new();
    let mut lines = Vec::new();
    for procedure in rules.procedures_on(day) {
        let form = rules.form(&procedure.code);
        if form.is_none() && !procedure.online.filed_here() {
            continue;
        }
        let mut line = line(procedure, form);
        if let Some(form) = form {
            let twins = sets.entry(form.question_set()).or_default();
            line.faults.extend(unexplained_duplicate(form, twins));
            line.faults.extend(wrong_same_as(form, rules));
            twins.push(form);
        }
        lines.push(line);
    }
    lines
}

fn line(procedure: &Procedure, form: Option<&ProcedureForm>) -> FormLine {
    let code = &procedure.code;
    let groups = form.map(|form| form.groups.as_slice()).unwrap_or_default();
    let missing = form.is_none().then(|| {
        sentence!("{code} is filed online and has no form; write forms/{code}.toml", code)
    });
    FormLine {
        procedure: code.clone(),
        questions: groups.iter().flat_map(questions).collect(),
        conditions: groups.iter().flat_map(conditions).collect(),
        components: procedure.components.iter().map(|paper| paper.id.clone()).collect(),
        same_as: form.and_then(|form| form.same_as.clone()),
        faults: missing.into_iter().collect(),
    }
}

fn questions(group: &FormGroup) -> Vec<String> {
    let repeats = if group.entries.is_some() { "[]" } else { "" };
    let name = |question: &Question| {
        format!("{}{repeats}.{} {}", group.id, question.id, question.kind.code())
    };
    group.questions.iter().map(name).collect()
}

fn conditions(group: &FormGroup) -> Vec<String> {
    let line = |when: &AnswerCondition, then: String| {
        format!("{} = {} > {then}", when.question, when.choices.join("|"))
    };
    let of_group = group.when.iter().map(|when| line(when, group.id.clone()));
    let of_questions = group.questions.iter().filter_map(|question| {
        let when = question.when.as_ref()?;
        Some(line(when, format!("{}.{}", group.id, question.id)))
    });
    of_group.chain(of_questions).collect()
}

/// The fault of a form whose questions equal those of another form, where neither form gives the
/// reason.
fn unexplained_duplicate(form: &ProcedureForm, twins: &[&ProcedureForm]) -> Option<Sentence> {
    let names = |form: &ProcedureForm, other: &ProcedureForm| {
        form.same_as.as_ref().is_some_and(|(code, _)| *code == other.procedure)
    };
    let (code, other) = (&form.procedure, &twins.first()?.procedure);
    let explained = twins.iter().any(|twin| names(form, twin) || names(twin, form));
    (!explained).then(|| {
        sentence!(
            "{code} asks the same questions as {other}; write what tells them apart, or same_as = \
             {{ code = \"{other}\", why = \"…\" }}",
            code,
            other
        )
    })
}

/// The fault of a form that names another form as equal, where the questions differ.
fn wrong_same_as(form: &ProcedureForm, rules: &Rules) -> Option<Sentence> {
    let (other, _) = form.same_as.as_ref()?;
    let set = form.question_set();
    let equal = rules.form(other).is_some_and(|other| other.question_set() == set);
    let code = &form.procedure;
    (!equal).then(|| {
        sentence!("{code} does not ask the same questions as {other}; remove same_as", code, other)
    })
}

impl ProcedureForm {
    /// Every question as text: group, id and kind.
    fn question_set(&self) -> BTreeSet<String> {
        self.groups.iter().flat_map(questions).collect()
    }
}
