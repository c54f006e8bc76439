//! The form of a procedure as questions: each group is a page, each question has a kind, limits and
//! conditions. The module must not know pages, drafts or the record.

mod answer;
mod check;
mod read;

use regex::Regex;

pub use self::answer::{AnswerFault, day};
pub use self::check::{FormLine, form_lines};
pub(crate) use self::read::{Blocks, FormFile, check_codes, read, read_blocks};
use crate::procedure::Scope;
use crate::words::{KnownFact, QuestionKind};

/// The most entries of a group that repeats.
pub const MAX_ENTRIES: u32 = 30;

/// The form of a procedure.
#[derive(Clone, Debug)]
pub struct ProcedureForm {
    /// The national code of the procedure.
    pub procedure: String,
    /// The origin of the form; the agency's own takes precedence over the catalogue's.
    pub scope: Scope,
    /// The title of the official form, in Vietnamese.
    pub title: String,
    pub title_en: String,
    /// The legal document that contains the official form.
    pub basis: String,
    /// Whether the questions were compared with the official form in force.
    pub compared_with_official: bool,
    /// The id of the dossier's component that the filled form replaces, if any.
    pub component: Option<String>,
    /// The titles of the persons who sign the printed form, each with a place of its own; empty
    /// where the applicant signs alone.
    pub signers: Vec<String>,
    /// The code of another procedure with the same questions, and the reason why they are the same.
    pub same_as: Option<(String, String)>,
    pub groups: Vec<FormGroup>,
}

/// Questions that one page shows together.
#[derive(Clone, Debug)]
pub struct FormGroup {
    pub id: String,
    pub title: String,
    pub title_en: String,
    pub help: Option<String>,
    pub help_en: Option<String>,
    /// The most entries, where the group repeats; `None` where it does not repeat.
    pub entries: Option<u32>,
    /// The condition on which the group is shown; `None` where it is always shown.
    pub when: Option<AnswerCondition>,
    pub questions: Vec<Question>,
}

/// One question of a form.
#[derive(Clone, Debug)]
pub struct Question {
    pub id: String,
    pub label: String,
    pub label_en: String,
    pub help: Option<String>,
    pub help_en: Option<String>,
    pub kind: QuestionKind,
    pub required: bool,
    /// The unit of a number, such as `m²`.
    pub unit: Option<String>,
    /// The least and the most value of a number, or the fewest and the most characters of a text.
    pub least: i64,
    pub most: i64,
    /// Whether a future day is refused.
    pub past: bool,
    /// The number of decimal places of a number.
    pub decimals: u32,
    /// The pattern that the whole text must match; `help` explains it in words.
    pub pattern: Option<Regex>,
    pub choices: Vec<FormChoice>,
    pub when: Option<AnswerCondition>,
    /// The recorded fact that fills the question before anything is typed.
    pub prefill: Option<KnownFact>,
}

/// A choice of a question.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FormChoice {
    pub id: String,
    pub name: String,
    pub name_en: String,
}

/// The key under which the case of the procedure stands among the answers; no question has it.
pub(crate) const CASE: &str = "case";

/// The condition on which a question or a group is shown: an earlier answer, or the case of the
/// procedure, is one of `choices`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AnswerCondition {
    /// The question as `group.question`, in an earlier group that does not repeat; or `case`.
    pub question: String,
    pub choices: Vec<String>,
}

/// The answers of a form as typed, by their [`answer_key`].
pub type Answers = std::collections::BTreeMap<String, String>;

/// The key of an answer; entries are numbered from 1.
#[must_use]
pub fn answer_key(group: &FormGroup, entry: Option<usize>, question: &Question) -> String {
    match entry {
        Some(entry) => format!("{}.{entry}.{}", group.id, question.id),
        None => format!("{}.{}", group.id, question.id),
    }
}

impl ProcedureForm {
    /// The question of an [`answer_key`].
    #[must_use]
    pub fn question_of(&self, key: &str) -> Option<&Question> {
        let (start, id) = key.rsplit_once('.')?;
        let id_of_group = start.split('.').next()?;
        let group = self.groups.iter().find(|group| group.id == id_of_group)?;
        group.questions.iter().find(|question| question.id == id)
    }
}

impl AnswerCondition {
    fn holds(&self, answers: &Answers) -> bool {
        let given = answers.get(&self.question);
        given.is_some_and(|text| text.lines().any(|line| self.choices.iter().any(|id| id == line)))
    }
}

impl ProcedureForm {
    /// The answers to questions that are shown, with the case of the procedure under `case`, where it
    /// was chosen. An answer to a question that is not shown is left out, and meets no condition.
    #[must_use]
    pub fn asked(&self, case: Option<&str>, answers: &Answers) -> Answers {
        let mut asked = Answers::new();
        asked.extend(case.map(|case| (CASE.to_owned(), case.to_owned())));
        for group in &self.groups {
            if !group.is_asked(&asked) {
                continue;
            }
            let mut of_group = Vec::new();
            for entry in group.entries(answers) {
                for question in group.questions(&asked) {
                    let key = answer_key(group, entry, question);
                    of_group.extend(answers.get(&key).map(|text| (key, text.clone())));
                }
            }
            asked.extend(of_group);
        }
        asked
    }
}

impl FormGroup {
    /// Whether the group is shown for the answers so far.
    #[must_use]
    pub fn is_asked(&self, answers: &Answers) -> bool {
        self.when.as_ref().is_none_or(|when| when.holds(answers))
            && self.questions(answers).next().is_some()
    }

    /// Whether the group has a required question among those shown.
    #[must_use]
    pub fn is_required(&self, answers: &Answers) -> bool {
        self.questions(answers).any(|question| question.required)
    }

    /// The questions of the group that are shown for the answers so far, in order.
    pub fn questions<'a>(
        &'a self,
        answers: &'a Answers,
    ) -> impl Iterator<Item = &'a Question> + 'a {
        let holds =
            |question: &&Question| question.when.as_ref().is_none_or(|when| when.holds(answers));
        self.questions.iter().filter(holds)
    }

    /// Whether the key is that of an answer in this group.
    #[must_use]
    pub fn has_key(&self, key: &str) -> bool {
        key.strip_prefix(&self.id).is_some_and(|rest| rest.starts_with('.'))
    }

    /// The entries that have answers: one entry without a number where the group does not repeat,
    /// otherwise the numbers of the entries with an answer, in order.
    #[must_use]
    pub fn entries(&self, answers: &Answers) -> Vec<Option<usize>> {
        let Some(most) = self.entries else { return vec![None] };
        let filled = |entry: &usize| {
            let given =
                |question: &Question| answers.get(&answer_key(self, Some(*entry), question));
            self.questions.iter().filter_map(given).any(|text| !text.trim().is_empty())
        };
        (1..=most as usize).filter(filled).map(Some).collect()
    }
}
