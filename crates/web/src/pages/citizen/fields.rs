//! The fields of a filing, page by page, with the values of its draft; and the way back from a posted
//! page into the draft. Knows no answer.

use app::FilingDraft;
use dossier::event::Person;
use text::person;

use rules::Circumstances;

use super::draft::{ELSEWHERE, ORDINARY, Open, Step};
use crate::fields::{Choice, Field, Form, Kind};
use crate::pages::wards::{self, Place};
use crate::request_context::RequestContext;

/// The form of a page.
pub(super) fn form(context: &RequestContext, open: &Open<'_>, step: Step) -> Form {
    let draft = &open.draft;
    let fields = match step {
        Step::Who => vec![for_whom(context, open)],
        Step::Submitter => person(context, &draft.submitter, false, true),
        Step::Applicant => applicant(context, draft),
        Step::Case => vec![case(context, open)],
        Step::Form(_) | Step::Papers | Step::Review => Vec::new(),
    };
    Form::new(context.zone(), fields)
}

fn for_whom(context: &RequestContext, open: &Open<'_>) -> Field {
    let choice = |word: &&str| {
        let key = format!("file-for_{word}");
        Choice::new(word, context.text(&key)).with_hint(context.text(&format!("{key}_hint")))
    };
    Field::of_key(context, Kind::Radio, "for_whom", "file-for")
        .choices(open.for_whom().iter().map(choice).collect())
        .text(&open.draft.for_whom)
        .fault_key("fault-my_for_whom")
}

fn applicant(context: &RequestContext, draft: &FilingDraft) -> Vec<Field> {
    let own = draft.for_whom == "own";
    let mut fields = person(context, &draft.applicant, draft.for_whom == "company", own);
    let mut choices = wards::choices(context, "");
    choices.push(Choice::new(ELSEWHERE, context.text("file-ward_elsewhere")));
    fields.push(
        Field::of_key(context, Kind::Line, "address", "file-address")
            .text(&draft.applicant.address)
            .autocomplete(if own { "street-address" } else { "off" })
            .format(|text| text.chars().count() >= 5)
            .fault_key("fault-my_address"),
    );
    fields.push(
        Field::of_key(context, Kind::Select, "ward", "file-ward")
            .choices(choices)
            .text(&draft.ward)
            .fault_key("fault-my_ward"),
    );
    fields.extend(place(draft).tick(context));
    fields
}

/// The address of a draft with its ward.
pub(super) fn place(draft: &FilingDraft) -> Place<'_> {
    Place { address: &draft.applicant.address, ward: &draft.ward, confirmed: &draft.ward_confirmed }
}

fn case(context: &RequestContext, open: &Open<'_>) -> Field {
    let duration = |duration| messages::duration(context.language, duration);
    let choice = |case: &rules::Case| {
        let name = context.names().case(case);
        let of_case = Circumstances { case: Some(&case.id), ..open.circumstances(context) };
        Choice::new(&case.id, name).with_hint(duration(open.rule.duration_of(&of_case)))
    };
    let mut choices: Vec<Choice> = open.rule.cases.iter().map(choice).collect();
    let in_no_case = Circumstances { case: None, ..open.circumstances(context) };
    let ordinary = Choice::new(ORDINARY, context.text("file-case_ordinary"));
    choices.push(ordinary.with_hint(duration(open.rule.duration_of(&in_no_case))));
    Field::of_key(context, Kind::Radio, "case", "file-case_which")
        .choices(choices)
        .text(&open.draft.case)
        .fault_key("fault-my_case")
}

/// Name, identity paper and telephone; `own` where the citizen who types is the person.
fn person(context: &RequestContext, person: &Person, company: bool, own: bool) -> Vec<Field> {
    let filled = |word: &'static str| if own { word } else { "off" };
    let (name, identity) = match company {
        true => ("file-name_company", "file-identity_company"),
        false => ("file-name", "file-identity"),
    };
    let name = Field::of_key(context, Kind::Line, "name", name)
        .text(&person.name)
        .autocomplete(filled("name"))
        .format(|text| text.chars().filter(|c| c.is_alphabetic()).count() >= 2)
        .fault_key(if company { "fault-my_name_company" } else { "fault-my_name" });
    let identity = Field::of_key(context, Kind::Line, "identity", identity)
        .text(&person.identity)
        .input_mode(if company { "numeric" } else { "text" })
        .format(if company { identifies_company } else { identifies_person })
        .fault_key(if company { "fault-my_identity_company" } else { "fault-my_identity" });
    let phone = Field::of_key(context, Kind::Line, "phone", "file-phone")
        .text(&person.phone)
        .autocomplete(filled("tel"))
        .input_mode("tel")
        .format(|text| person::telephone(text).is_some())
        .fault_key("fault-my_phone");
    vec![name, identity, phone]
}

/// Digits and other characters of a number, without the blanks and marks between them.
fn plain_number(text: &str) -> (String, usize) {
    let plain: String = text.chars().filter(|c| !" .-".contains(*c)).collect();
    let digits = plain.bytes().filter(u8::is_ascii_digit).count();
    (plain, digits)
}

/// A company's code has 10 digits, a branch's 13.
fn identifies_company(text: &str) -> bool {
    let (plain, digits) = plain_number(text);
    digits == plain.len() && matches!(digits, 10 | 13)
}

fn identifies_person(text: &str) -> bool {
    person::identity_paper(text).is_some()
}

/// The change that a posted page makes to the draft, as typed.
pub(super) fn answered(
    context: &RequestContext,
    step: Step,
) -> Box<dyn FnOnce(&mut FilingDraft) + Send + 'static> {
    let typed = |name: &str| text::outside::line(context.form.raw(name)).into_owned();
    let person = |address: String| Person {
        name: typed("name"),
        address,
        phone: typed("phone"),
        identity: typed("identity").to_uppercase(),
    };
    match step {
        Step::Who => {
            let for_whom = typed("for_whom");
            Box::new(|draft| draft.for_whom = for_whom)
        }
        Step::Submitter => {
            let submitter = person(String::new());
            Box::new(|draft| draft.submitter = submitter)
        }
        Step::Applicant => {
            let applicant = person(typed("address"));
            let ward = Some(typed("ward")).filter(|ward| !ward.is_empty());
            let ward = ward.or_else(|| wards::named(context, &applicant.address));
            let ward = ward.unwrap_or_default();
            let confirmed = typed(wards::CONFIRMED);
            Box::new(|draft| {
                (draft.applicant, draft.ward, draft.ward_confirmed) = (applicant, ward, confirmed);
            })
        }
        Step::Case => {
            let case = typed("case");
            Box::new(|draft| draft.case = case)
        }
        Step::Form(_) | Step::Papers | Step::Review => Box::new(|_| ()),
    }
}

#[cfg(test)]
mod tests {
    use super::{identifies_company, identifies_person};

    #[test]
    fn an_identity_number_has_one_of_the_known_forms() {
        for good in ["079 123 456 789", "C12345678", "TK1234567", "12AB34567", "C01X00T47"] {
            assert!(identifies_person(good), "{good}");
        }
        for bad in ["", "1234", "PASSPORT", "0312345678"] {
            assert!(!identifies_person(bad), "{bad}");
        }
        assert!(identifies_company("0312345678") && identifies_company("0312345678-001"));
        assert!(!identifies_company("079123456789"));
    }
}
