//! A group of the procedure's form as a question page: its fields with the values of the draft, the way
//! back from a posted page into the draft, and the filled form that is sent. What is asked and which answers
//! are taken is known to `rules`.

use dossier::event::{FilledForm, FilledGroup, FormAnswer, Person};
use rules::form::{AnswerFault, Answers, FormGroup, ProcedureForm, Question, answer_key, day};
use rules::{KnownFact, QuestionKind};
use text::Language;
use text::person::TaxCodeError;

use super::draft::{Open, Step};
use crate::fields::{Choice, Fault, Field, Form, Kind};
use crate::request_context::RequestContext;

/// The fields of one entry of a group, under its heading; a group that stands once has no heading.
pub(super) struct Entry {
    pub heading: Option<String>,
    pub fields: Vec<Field>,
}

fn help(language: Language, help: Option<&String>, help_en: Option<&String>) -> String {
    let text = |help: Option<&String>| help.cloned().unwrap_or_default();
    language.choose(&text(help), &text(help_en)).to_owned()
}

/// The heading of a group and the help below it.
pub(super) fn heading(context: &RequestContext, group: &FormGroup) -> (String, String) {
    let language = context.language;
    let title = language.choose(&group.title, &group.title_en).to_owned();
    (title, help(language, group.help.as_ref(), group.help_en.as_ref()))
}

/// The entries that a page shows: those with an answer, at least one, and `more` empty ones.
pub(super) fn shown_entries(
    group: &FormGroup,
    answers: &Answers,
    more: bool,
) -> Vec<Option<usize>> {
    let Some(most) = group.entries else { return vec![None] };
    let filled = group.entries(answers).len();
    let shown = (filled + usize::from(more)).clamp(1, most as usize);
    (1..=shown).map(Some).collect()
}

/// The fields of a group, entry by entry.
pub(super) fn entries(
    context: &RequestContext,
    group: &FormGroup,
    answers: &Answers,
    shown: &[Option<usize>],
) -> Vec<Entry> {
    let entry = |entry: &Option<usize>| {
        let heading = entry.map(|n| {
            context.format("file-entry", &[("n", i64::try_from(n).unwrap_or_default().into())])
        });
        let fields = group.questions(answers).map(|question| {
            let key = answer_key(group, *entry, question);
            let text = answers.get(&key).map(String::as_str).unwrap_or_default();
            field(context, question, &key, text)
        });
        Entry { heading, fields: fields.collect() }
    };
    shown.iter().map(entry).collect()
}

fn field(context: &RequestContext, question: &Question, key: &str, text: &str) -> Field {
    let language = context.language;
    let (kind, input_mode) = match question.kind {
        QuestionKind::Long => (Kind::Long, ""),
        QuestionKind::Select => (Kind::Select, ""),
        QuestionKind::Radio => (Kind::Radio, ""),
        QuestionKind::Ticks => (Kind::Ticks, ""),
        QuestionKind::Tick => (Kind::Tick, ""),
        QuestionKind::Number => (Kind::Line, "decimal"),
        QuestionKind::Amount | QuestionKind::Year | QuestionKind::Day | QuestionKind::TaxCode => {
            (Kind::Line, "numeric")
        }
        QuestionKind::Telephone => (Kind::Line, "tel"),
        QuestionKind::Mail => (Kind::Line, "email"),
        QuestionKind::Line | QuestionKind::Identity => (Kind::Line, ""),
    };
    let unit = match question.kind {
        QuestionKind::Amount => Some("đồng"),
        _ => question.unit.as_deref(),
    };
    let label = language.choose(&question.label, &question.label_en);
    let label = unit.map_or_else(|| label.to_owned(), |unit| format!("{label} ({unit})"));
    let own = help(language, question.help.as_ref(), question.help_en.as_ref());
    let hint = match question.kind {
        QuestionKind::Day if own.is_empty() => context.text("file-day_hint"),
        _ => own,
    };
    let choice = |choice: &rules::form::FormChoice| {
        Choice::new(&choice.id, language.choose(&choice.name, &choice.name_en).to_owned())
    };
    let chars = match question.kind {
        QuestionKind::Line | QuestionKind::Long => usize::try_from(question.most).ok(),
        _ => None,
    };
    let field = Field::new(kind, key, label)
        .hint(hint)
        .input_mode(input_mode)
        .choices(question.choices.iter().map(choice).collect())
        .text(text);
    let field = Field { required: question.required, ..field };
    chars.map_or(field.clone(), |chars| field.max_chars(chars))
}

/// The posted answers of a group: entries without an answer are left out, and the others are numbered
/// anew. `asked` are the answers to what is asked, by which conditions hold.
pub(super) fn posted(context: &RequestContext, group: &FormGroup, asked: &Answers) -> Answers {
    let mut answers = Answers::new();
    let (most, mut filled) = (group.entries.map_or(1, |most| most as usize), 0);
    for n in 1..=most {
        let entry = group.entries.map(|_| n);
        let typed = group.questions(asked).map(|question| {
            (question, typed(context, question, &answer_key(group, entry, question)))
        });
        let typed: Vec<_> = typed.filter(|(_, text)| !text.trim().is_empty()).collect();
        if typed.is_empty() {
            continue;
        }
        filled += 1;
        let entry = entry.map(|_| filled);
        answers.extend(typed.into_iter().map(|(q, text)| (answer_key(group, entry, q), text)));
    }
    answers
}

/// Puts the answers of a group in place of those that a draft has of it. An answer to a question that is
/// not asked any more stays, where the group stands once.
pub(super) fn put(answers: &mut Answers, group: &FormGroup, asked: &Answers, posted: Answers) {
    let now_asked: Vec<String> =
        group.questions(asked).map(|question| answer_key(group, None, question)).collect();
    let replaced = |key: &String| match group.entries {
        Some(_) => group.has_key(key),
        None => now_asked.contains(key),
    };
    answers.retain(|key, _| !replaced(key));
    answers.extend(posted);
}

/// The fragment of the entry that would be added to a group: the page opens there.
pub(super) fn last_entry(open: &Open<'_>, step: Step) -> String {
    let Step::Form(place) = step else { return String::new() };
    let Some(group) = open.group(place) else { return String::new() };
    format!("#entry-{}", group.entries(&open.answers()).len() + 1)
}

fn typed(context: &RequestContext, question: &Question, key: &str) -> String {
    let mut form = Form::new(context.zone(), vec![field(context, question, key, "")]);
    form.fill(&context.form);
    match question.kind {
        QuestionKind::Long | QuestionKind::Ticks => form.raw(key).to_owned(),
        _ => text::outside::line(form.raw(key)).into_owned(),
    }
}

/// Every fault of a group's answers. A group that repeats needs an entry where one of its questions is
/// required.
pub(super) fn faults(context: &RequestContext, group: &FormGroup, answers: &Answers) -> Vec<Fault> {
    let mut entries = group.entries(answers);
    if entries.is_empty() && group.is_required(answers) {
        entries.push(Some(1));
    }
    let mut faults = Vec::new();
    for entry in entries {
        for question in group.questions(answers) {
            let key = answer_key(group, entry, question);
            let text = answers.get(&key).map(String::as_str).unwrap_or_default();
            if let Err(fault) = question.check(text, context.today()) {
                faults.push(Fault::new(&key, message(context, question, fault)));
            }
        }
    }
    faults
}

fn message(context: &RequestContext, question: &Question, fault: AnswerFault) -> String {
    let language = context.language;
    let bound = |n: i64| context.number(u64::try_from(n).unwrap_or_default());
    let values = [
        ("field", language.choose(&question.label, &question.label_en).into()),
        ("limit", bound(question.most).into()),
        ("least", bound(question.least).into()),
        ("most", bound(question.most).into()),
        ("places", i64::from(question.decimals).into()),
        ("help", help(language, question.help.as_ref(), question.help_en.as_ref()).into()),
    ];
    let key = match fault {
        AnswerFault::Missing if question.kind.has_choices() => "input-not_chosen",
        AnswerFault::Missing => "input-missing",
        AnswerFault::TooLong => "form-too_long",
        AnswerFault::NotOffered => "input-not_offered",
        AnswerFault::NotNumber if question.decimals > 0 => "form-not_decimal",
        AnswerFault::NotNumber => "form-not_number",
        AnswerFault::OutOfBounds => "form-out_of_bounds",
        AnswerFault::NotDay => "form-not_day",
        AnswerFault::FutureDay => "form-day_to_come",
        AnswerFault::NotTelephone => "check-phone",
        AnswerFault::NotMail => "form-not_mail",
        AnswerFault::NotIdentity => "check-identity",
        AnswerFault::NotTaxCode(TaxCodeError::Length) => "check-tax_code_length",
        AnswerFault::NotTaxCode(TaxCodeError::CheckDigit) => "check-tax_code_digit",
        AnswerFault::NotTaxCode(TaxCodeError::Branch) => "check-tax_code_branch",
        AnswerFault::NotPattern => "form-not_pattern",
    };
    let message = context.format(key, &values);
    match fault {
        // The messages on numbers of persons name no question.
        AnswerFault::NotTelephone | AnswerFault::NotIdentity | AnswerFault::NotTaxCode(_) => {
            format!("{}: {message}", language.choose(&question.label, &question.label_en))
        }
        _ => message,
    }
}

/// Puts what is known into a group that has no answer yet; of a group that repeats, into the first entry.
pub(super) fn prefill(
    group: &FormGroup,
    asked: &Answers,
    facts: &Facts<'_>,
    answers: &mut Answers,
) {
    if answers.keys().any(|key| group.has_key(key)) {
        return;
    }
    let filled = group.questions(asked).filter_map(|question| {
        let fact = facts.get(question.prefill?)?;
        Some((answer_key(group, group.entries.map(|_| 1), question), fact.to_owned()))
    });
    answers.extend(filled);
}

/// What is known of the applicant before the form is asked.
pub(super) struct Facts<'a> {
    pub applicant: &'a Person,
    pub company: bool,
    /// The mail address of the account, where it has one.
    pub mail: &'a str,
}

impl Facts<'_> {
    fn get(&self, fact: KnownFact) -> Option<&str> {
        use KnownFact as Fact;
        let (of_company, known) = match fact {
            Fact::ApplicantName => (false, &self.applicant.name),
            Fact::ApplicantIdentity => (false, &self.applicant.identity),
            Fact::ApplicantPhone => (false, &self.applicant.phone),
            Fact::ApplicantAddress => (false, &self.applicant.address),
            Fact::CompanyName => (true, &self.applicant.name),
            Fact::CompanyTaxCode => (true, &self.applicant.identity),
            Fact::CompanyPhone => (true, &self.applicant.phone),
            Fact::CompanyAddress => (true, &self.applicant.address),
            Fact::AccountMail => return Some(self.mail).filter(|mail| !mail.is_empty()),
        };
        Some(known.as_str()).filter(|known| of_company == self.company && !known.is_empty())
    }
}

/// The form as it is sent: the groups and questions that were asked, in Vietnamese, as its official form.
pub(super) fn filled(form: &ProcedureForm, answers: &Answers) -> FilledForm {
    let mut groups = Vec::new();
    for group in form.groups.iter().filter(|group| group.is_asked(answers)) {
        for entry in group.entries(answers) {
            let answer = |question: &Question| {
                let value = answers.get(&answer_key(group, entry, question)).cloned();
                answer(question, value.unwrap_or_default())
            };
            groups.push(FilledGroup {
                id: group.id.clone(),
                title: group.title.clone(),
                entry,
                answers: group.questions(answers).map(answer).collect(),
            });
        }
    }
    FilledForm {
        title: form.title.clone(),
        basis: form.basis.clone(),
        compared_with_official: form.compared_with_official,
        component: form.component.clone(),
        signers: form.signers.clone(),
        groups,
    }
}

/// The answers of a filled form, for a draft that files it again.
pub(super) fn answers_of(form: &FilledForm) -> Answers {
    let keyed = |group: &FilledGroup| {
        let start = match group.entry {
            Some(entry) => format!("{}.{entry}", group.id),
            None => group.id.clone(),
        };
        let filled = group.answers.iter().filter(|answer| !answer.value.is_empty());
        let keyed = filled.map(|answer| (format!("{start}.{}", answer.id), answer.value.clone()));
        keyed.collect::<Vec<_>>()
    };
    form.groups.iter().flat_map(keyed).collect()
}

fn answer(question: &Question, value: String) -> FormAnswer {
    let shown = shown(Language::Vietnamese, question, &value);
    let shown = if shown == value { String::new() } else { shown };
    FormAnswer { id: question.id.clone(), label: question.label.clone(), value, shown }
}

/// An answer as it is read: the names of choices, a day in its usual form, a number with its unit.
pub(crate) fn shown(language: Language, question: &Question, value: &str) -> String {
    let value = value.trim();
    if value.is_empty() {
        return String::new();
    }
    let named = |id: &str| {
        let choice = question.choices.iter().find(|choice| choice.id == id.trim());
        choice.map_or(id, |choice| language.choose(&choice.name, &choice.name_en)).to_owned()
    };
    match question.kind {
        _ if question.kind.has_choices() => value.lines().map(named).collect::<Vec<_>>().join("; "),
        QuestionKind::Day => day(value).map_or_else(|| value.to_owned(), messages::date_of),
        QuestionKind::Amount => format!("{value} đồng"),
        QuestionKind::Number => match &question.unit {
            Some(unit) => format!("{value} {unit}"),
            None => value.to_owned(),
        },
        _ => value.to_owned(),
    }
}
