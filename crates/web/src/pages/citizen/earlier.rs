//! What stands in the empty fields of a filing before the citizen types: the contact of the account, the
//! persons of an earlier filing of the account, and in a group of the form about the applicant what an earlier
//! form says of the same person. Nothing is kept before the page is sent; what is filled in from an earlier
//! filing names that filing. Knows no page.

use app::{EarlierFiling, Personal};
use dossier::event::{FilledGroup, Person};
use rules::KnownFact;
use rules::form::{Answers, FormGroup, Question, answer_key};
use text::person;

use super::draft::{ELSEWHERE, Open, Step};
use super::form_group::{self, Facts};
use crate::answer::Error;
use crate::request_context::RequestContext;

/// Fills in an empty page about a person; gives the sentence about the earlier filing, where one was used.
pub(super) fn persons(
    context: &RequestContext,
    open: &mut Open<'_>,
    step: Step,
) -> Result<Option<String>, Error> {
    let for_whom = open.draft.for_whom.clone();
    let person = match step {
        Step::Submitter => &mut open.draft.submitter,
        Step::Applicant => &mut open.draft.applicant,
        _ => return Ok(None),
    };
    if *person != Person::default() {
        return Ok(None);
    }
    let of_account = step == Step::Submitter || for_whom == "own";
    let fits: fn(&Personal) -> bool = match (step, for_whom.as_str()) {
        (Step::Submitter, _) => |data| data.applicant.is_some(),
        (_, "own") => |data| data.applicant.is_some() && data.submitter.is_none(),
        (_, "company") => |data| data.submitter.is_some() && company(data).is_some(),
        _ => |_| false,
    };
    let earlier = earlier(context, fits)?;
    let mut note = None;
    if let Some(EarlierFiling { code, ward, data }) = earlier {
        let given = match step {
            Step::Submitter => data.submitter.or(data.applicant),
            _ => data.applicant,
        };
        *person = given.unwrap_or_default();
        if step == Step::Applicant {
            open.draft.ward = if ward.is_empty() { ELSEWHERE.to_owned() } else { ward };
        }
        note = Some(context.format("file-from_earlier", &[("code", code.into())]));
    }
    let contact = context.app().contact_of(&open.person)?.filter(|contact| !contact.contains('@'));
    let person = match step {
        Step::Submitter => &mut open.draft.submitter,
        _ => &mut open.draft.applicant,
    };
    if let Some(contact) = contact.filter(|_| of_account) {
        person.phone = contact;
    }
    Ok(note)
}

/// Fills in a group of the form that has no answer; gives the sentence about the earlier filing, where one
/// was used.
pub(super) fn group(
    context: &RequestContext,
    open: &Open<'_>,
    group: &FormGroup,
    answers: &mut Answers,
) -> Result<Option<String>, Error> {
    if answers.keys().any(|key| group.has_key(key)) {
        return Ok(None);
    }
    let contact = context.app().contact_of(&open.person)?.unwrap_or_default();
    let facts = Facts {
        applicant: &open.draft.applicant,
        company: open.draft.for_whom == "company",
        mail: if contact.contains('@') { &contact } else { "" },
    };
    let asked = open.answers();
    form_group::prefill(group, &asked, &facts, answers);
    let applicant = &open.draft.applicant;
    if !is_about_applicant(group) || applicant.identity.is_empty() {
        return Ok(None);
    }
    let fits = |data: &Personal| of_applicant(data, applicant).is_some();
    let Some(EarlierFiling { code, data, .. }) = earlier(context, fits)? else { return Ok(None) };
    let Some(earlier) = of_applicant(&data, applicant) else { return Ok(None) };
    let mut used = false;
    for question in group.questions(&asked) {
        let key = answer_key(group, group.entries.map(|_| 1), question);
        if let Some(value) = same_answer(question, earlier, context)
            && !answers.contains_key(&key)
        {
            answers.insert(key, value);
            used = true;
        }
    }
    Ok(used.then(|| context.format("file-from_earlier", &[("code", code.into())])))
}

/// The latest filing of the account that fits; none for a visitor without an account.
fn earlier(
    context: &RequestContext,
    fits: impl Fn(&Personal) -> bool,
) -> Result<Option<EarlierFiling>, Error> {
    Ok(context.app().earlier_filing(&context.who(), fits, context.now())?)
}

/// The applicant, where that is a company.
fn company(data: &Personal) -> Option<&Person> {
    let digits = |person: &&Person| person.identity.bytes().filter(u8::is_ascii_digit).count();
    data.applicant.as_ref().filter(|person| [10, 13].contains(&digits(person)))
}

fn number(text: &str) -> String {
    person::identity_paper(text).unwrap_or_else(|| text.trim().to_owned())
}

/// Whether a group asks for the applicant's name or number, and so is about the applicant.
fn is_about_applicant(group: &FormGroup) -> bool {
    use KnownFact as Fact;
    let facts =
        [Fact::ApplicantName, Fact::ApplicantIdentity, Fact::CompanyName, Fact::CompanyTaxCode];
    group.questions.iter().any(|question| question.prefill.is_some_and(|one| facts.contains(&one)))
}

/// The group of an earlier form about its applicant, where that is the same person or company.
fn of_applicant<'a>(data: &'a Personal, applicant: &Person) -> Option<&'a FilledGroup> {
    let same = number(&applicant.identity);
    data.applicant.as_ref().filter(|earlier| number(&earlier.identity) == same)?;
    let names = |text: &str| text.trim() == applicant.name.trim() || number(text) == same;
    let mut groups = data.form.iter().flat_map(|form| &form.groups);
    groups.find(|group| group.answers.iter().any(|answer| names(&answer.value)))
}

/// The answer of an earlier form to the same question, where it may still be given.
fn same_answer(
    question: &Question,
    earlier: &FilledGroup,
    context: &RequestContext,
) -> Option<String> {
    let mut answers = earlier.answers.iter().filter(|answer| !answer.value.is_empty());
    let same = answers.find(|answer| answer.id == question.id && answer.label == question.label)?;
    question.check(&same.value, context.today()).is_ok().then(|| same.value.clone())
}
