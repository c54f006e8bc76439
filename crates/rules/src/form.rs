//! The form of a procedure as questions: groups, each a page, with the kinds, limits and conditions of
//! their questions. It must not know pages, drafts or the record.

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
pub const MOST_ENTRIES: u32 = 30;

/// The form of a procedure.
#[derive(Clone, Debug)]
pub struct ProcedureForm {
    /// Code of the procedure.
    pub procedure: String,
    /// Whose form it is; the agency's own takes precedence over the catalogue's.
    pub scope: Scope,
    /// The title of the official form, in Vietnamese.
    pub title: String,
    pub title_en: String,
    /// The document that the form belongs to.
    pub basis: String,
    /// Whether the questions were compared with the official form in force.
    pub compared: bool,
    /// The component of the dossier that the filled form stands for, where it has one.
    pub component: Option<String>,
    /// Who signs the printed form, each with a place of its own; the person who files where none is named.
    pub signers: Vec<String>,
    /// Another procedure with the same questions, and why they are the same.
    pub same_as: Option<(String, String)>,
    pub groups: Vec<FormGroup>,
}

/// Questions that are asked together, on a page of their own.
#[derive(Clone, Debug)]
pub struct FormGroup {
    pub id: String,
    pub title: String,
    pub title_en: String,
    pub help: Option<String>,
    pub help_en: Option<String>,
    /// The most entries, where the group repeats.
    pub entries: Option<u32>,
    /// None where the group is always asked.
    pub when: Option<AnswerCondition>,
    pub questions: Vec<Question>,
}

/// One question.
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
    /// The least and the most value of a number, or the most characters of a text.
    pub least: i64,
    pub most: i64,
    /// Whether a day to come is refused.
    pub past: bool,
    /// Decimal places of a number.
    pub decimals: u32,
    /// The whole text matches it; `help` says how it is written.
    pub pattern: Option<Regex>,
    pub choices: Vec<FormChoice>,
    pub when: Option<AnswerCondition>,
    /// The known fact that stands in the empty question.
    pub prefill: Option<KnownFact>,
}

/// A choice of a question.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FormChoice {
    pub id: String,
    pub name: String,
    pub name_en: String,
}

/// A question or a group is asked where an earlier answer is one of these choices.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AnswerCondition {
    /// `group.question`, of an earlier group that does not repeat.
    pub question: String,
    pub is: Vec<String>,
}

/// The answers of a form as typed, by [`answer_key`].
pub type Answers = std::collections::BTreeMap<String, String>;

/// The key of an answer; entries are numbered from 1.
#[must_use]
pub fn answer_key(group: &FormGroup, entry: Option<usize>, question: &Question) -> String {
    match entry {
        Some(entry) => format!("{}.{entry}.{}", group.id, question.id),
        None => format!("{}.{}", group.id, question.id),
    }
}

impl AnswerCondition {
    fn holds(&self, answers: &Answers) -> bool {
        let given = answers.get(&self.question);
        given.is_some_and(|text| text.lines().any(|line| self.is.iter().any(|id| id == line)))
    }
}

impl ProcedureForm {
    /// The answers to what is asked: one to a question that another answer leaves out is not among them,
    /// and no condition holds by it.
    #[must_use]
    pub fn asked(&self, answers: &Answers) -> Answers {
        let mut asked = Answers::new();
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
    /// Whether the answers so far leave something of it to be asked.
    #[must_use]
    pub fn is_asked(&self, answers: &Answers) -> bool {
        self.when.as_ref().is_none_or(|when| when.holds(answers))
            && self.questions(answers).next().is_some()
    }

    /// Whether it must have an answer.
    #[must_use]
    pub fn is_required(&self, answers: &Answers) -> bool {
        self.questions(answers).any(|question| question.required)
    }

    /// The questions that the answers so far leave to be asked, in order.
    pub fn questions<'a>(
        &'a self,
        answers: &'a Answers,
    ) -> impl Iterator<Item = &'a Question> + 'a {
        let holds =
            |question: &&Question| question.when.as_ref().is_none_or(|when| when.holds(answers));
        self.questions.iter().filter(holds)
    }

    /// Whether an answer by its key belongs to the group.
    #[must_use]
    pub fn has_key(&self, key: &str) -> bool {
        key.strip_prefix(&self.id).is_some_and(|rest| rest.starts_with('.'))
    }

    /// The entries of the answers: one unnumbered entry where the group does not repeat, otherwise the
    /// numbers of those with an answer, in order.
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
