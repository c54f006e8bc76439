//! Filing online: where it begins, and its question pages. Every page keeps the draft; what was typed
//! is kept even where it is not right yet.

use askama::Template;
use axum::http::StatusCode;
use credentials::once;
use dossier::event::Person;
use office::FilingDraft;
use rules::Online;

use super::draft::{ELSEWHERE, ORDINARY, Open, Step, fileable, wards, with};
use super::question::{Field, Kind, mark};
use super::{Fault, person};
use crate::address::{Params, encode};
use crate::answer::{Answer, Error, html, html_with, see};
use crate::frame::Frame;
use crate::visit::Visit;

#[derive(Template)]
#[template(path = "citizen/start.html")]
struct StartPage {
    frame: Frame,
    procedure: String,
    procedure_href: String,
    /// Whether it can be filed here.
    here: bool,
    /// Why not, and where to go instead.
    elsewhere: String,
    facts: Vec<(String, String)>,
    papers: Vec<(String, String)>,
    /// Where somebody signs in who is not signed in as a citizen.
    sign_in: Option<String>,
    action: String,
    token: String,
    code: String,
    number: String,
    /// Drafts of the same procedure.
    drafts: Vec<(String, String)>,
}

/// What a filing needs, and the way to begin it; or where else to file.
pub(crate) fn start(visit: &Visit) -> Answer {
    let names = visit.names();
    let rule = visit.rules.procedure_on(&visit.code, visit.today());
    let rule = rule.ok_or_else(|| Error::NoProcedure(visit.code.clone()))?;
    let here = fileable(visit, &visit.code).is_some();
    let why = match (visit.office().files_locally(), rule.online) {
        (_, Online::None) => "file-at_desk",
        (false, _) => "file-at_portal",
        _ => "file-at_desk",
    };
    let citizen = person(visit).ok();
    let drafts = match &citizen {
        Some(person) => visit.office().drafts_of(person)?,
        None => Vec::new(),
    };
    let zone = &visit.rules.deadline_calendar().zone;
    let drafts = drafts.into_iter().filter(|kept| kept.draft.procedure == rule.code);
    let here_path = format!("/my/file/{}", encode(&rule.code));
    let next = Params::default().with("next", &visit.to(&here_path));
    let papers = rule.components.iter().map(|paper| {
        let key = if paper.required { "receive-required" } else { "receive-if_any" };
        (super::papers::name(visit, paper), visit.t(key))
    });
    html(&StartPage {
        frame: Frame::new(visit, &visit.t("file-heading")),
        procedure: names.procedure(&rule.code),
        procedure_href: visit.to(&format!("/procedures/{}", encode(&rule.code))),
        here,
        elsewhere: visit.t(why),
        facts: super::review::terms(visit, rule, None),
        papers: papers.collect(),
        sign_in: citizen.is_none().then(|| visit.link("/my/sign-in", &next)),
        action: visit.to("/my/drafts"),
        token: visit.token()?,
        code: rule.code.clone(),
        number: number(visit),
        drafts: drafts
            .map(|kept| {
                let href = visit.to(&format!("/my/drafts/{}", encode(&kept.id)));
                (href, messages::instant(visit.language, kept.touched, zone))
            })
            .collect(),
    })
}

/// A new filing's number, by which it goes until the desk gives it a code.
fn number(visit: &Visit) -> String {
    format!("TT-{}", once::slip_token(visit.random())[..10].to_uppercase())
}

fn is_number(text: &str) -> bool {
    let rest = text.strip_prefix("TT-").unwrap_or_default();
    rest.len() == 10 && rest.bytes().all(|b| b.is_ascii_digit() || b.is_ascii_uppercase())
}

/// Begins a draft; pressed twice, it is one.
pub(crate) fn begin(visit: &Visit) -> Answer {
    let person = person(visit)?;
    let code = visit.form.raw("procedure");
    let rule = fileable(visit, code).ok_or_else(|| Error::NoProcedure(code.to_owned()))?;
    let posted = visit.form.raw("number");
    let id = if is_number(posted) { posted.to_owned() } else { number(visit) };
    let draft = FilingDraft { procedure: rule.code.clone(), ..FilingDraft::default() };
    visit.office().begin_draft(&person, &id, &draft, visit.now())?;
    see(&visit.to(&format!("/my/drafts/{}/who", encode(&id))))
}

/// A draft without a page named: the first page that is not right yet.
pub(crate) fn resume(visit: &Visit) -> Answer {
    with(visit, |open| {
        let mut to = Step::Review;
        for step in open.steps() {
            if !open.faults(visit, step)?.is_empty() {
                to = step;
                break;
            }
        }
        see(&open.address(visit, to))
    })
}

/// Drops a draft.
pub(crate) fn drop(visit: &Visit) -> Answer {
    visit.office().drop_draft(&person(visit)?, &visit.code)?;
    see(&visit.link("/my", &Params::default().with("done", "dropped")))
}

#[derive(Template)]
#[template(path = "citizen/question.html")]
pub(super) struct QuestionPage {
    pub frame: Frame,
    pub heading: String,
    /// The line above the heading.
    pub place: String,
    pub said: String,
    pub action: String,
    pub token: String,
    pub hidden: Vec<(&'static str, String)>,
    pub faults: Vec<Fault>,
    pub fields: Vec<Field>,
    pub back: String,
    pub send: String,
    /// The word of the second button, where there is one.
    pub leave: String,
}

/// A question page.
pub(crate) fn ask(visit: &Visit) -> Answer {
    let step = Step::of(&visit.path).ok_or(Error::NoPage)?;
    with(visit, |mut open| {
        prefill(visit, &mut open)?;
        let faults = match visit.params.raw("check") {
            "1" => open.faults(visit, step)?,
            _ => Vec::new(),
        };
        show(visit, &open, step, visit.params.raw("to"), faults)
    })
}

/// The contact of whoever is signed in stands in the telephone field until something else does.
fn prefill(visit: &Visit, open: &mut Open<'_>) -> Result<(), Error> {
    let own = open.draft.for_whom == "own";
    let person = if own { &mut open.draft.applicant } else { &mut open.draft.submitter };
    if *person == Person::default()
        && let Some(contact) = visit.office().contact_of(&open.person)?
        && !contact.contains('@')
    {
        person.phone = contact;
    }
    Ok(())
}

/// `Bước 2/5`, with the procedure.
pub(super) fn place(visit: &Visit, open: &Open<'_>, step: Step) -> String {
    let steps = open.steps();
    let n = steps.iter().position(|known| *known == step).map_or(1, |place| place + 1);
    let values = [
        ("n", (n as i64).into()),
        ("of", (steps.len() as i64).into()),
        ("procedure", visit.names().procedure(&open.rule.code).into()),
    ];
    visit.say("file-place", &values)
}

fn show(visit: &Visit, open: &Open<'_>, step: Step, to: &str, faults: Vec<Fault>) -> Answer {
    let company = open.draft.for_whom == "company";
    let key = match step {
        Step::Applicant if company => "file-company".to_owned(),
        Step::Applicant if open.draft.for_whom == "own" => "file-own".to_owned(),
        step => format!("file-{}", step.word()),
    };
    let mut fields = fields(visit, open, step);
    mark(&mut fields, &faults);
    let back = match (to, open.beside(step, false)) {
        ("review", _) => open.address(visit, Step::Review),
        (_, Some(before)) => open.address(visit, before),
        (_, None) => visit.to(&format!("/my/file/{}", encode(&open.rule.code))),
    };
    let status = if faults.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let heading = visit.t(&key);
    let said = visit.t(&format!("{key}_said"));
    html_with(
        status,
        &QuestionPage {
            frame: Frame::new(visit, &heading),
            heading,
            place: place(visit, open, step),
            said: if said.starts_with('[') { String::new() } else { said },
            action: open.address(visit, step),
            token: visit.token()?,
            hidden: vec![("to", to.to_owned())],
            faults,
            fields,
            back,
            send: visit.t("file-next"),
            leave: visit.t("file-leave"),
        },
    )
}

fn fields(visit: &Visit, open: &Open<'_>, step: Step) -> Vec<Field> {
    let draft = &open.draft;
    match step {
        Step::Who => {
            let said = |word: &&str| {
                let key = format!("file-for_{word}");
                ((*word).to_owned(), visit.t(&key), visit.t(&format!("{key}_hint")))
            };
            let choices = open.for_whom().iter().map(said).collect();
            let field = Field::new(visit, Kind::Radio, "for_whom", "file-for", &draft.for_whom);
            vec![field.of(choices)]
        }
        Step::Submitter => people(visit, &draft.submitter, false, true),
        Step::Applicant => {
            let company = draft.for_whom == "company";
            let own = draft.for_whom == "own";
            let mut fields = people(visit, &draft.applicant, company, own);
            let address = &draft.applicant.address;
            let address = Field::new(visit, Kind::Line, "address", "file-address", address);
            let filled = if own { "street-address" } else { "off" };
            fields.push(address.filled(filled));
            let mut all: Vec<_> =
                wards(visit).into_iter().map(|(code, name)| (code, name, String::new())).collect();
            all.push((ELSEWHERE.into(), visit.t("file-ward_elsewhere"), String::new()));
            fields.push(Field::new(visit, Kind::Select, "ward", "file-ward", &draft.ward).of(all));
            fields
        }
        Step::Case => {
            let told = |duration| messages::duration(visit.language, duration);
            let case = |case: &rules::Case| {
                let name = match (visit.language, &case.name_en) {
                    (text::Language::English, Some(name)) => name.clone(),
                    _ => case.name.clone(),
                };
                (case.id.clone(), name, told(case.duration))
            };
            let mut all: Vec<_> = open.rule.cases.iter().map(case).collect();
            let ordinary = visit.t("file-case_ordinary");
            all.push((ORDINARY.into(), ordinary, told(open.rule.duration)));
            vec![Field::new(visit, Kind::Radio, "case", "file-case_which", &draft.case).of(all)]
        }
        Step::Papers | Step::Review => Vec::new(),
    }
}

/// Name, paper and telephone; `own` of whoever types.
fn people(visit: &Visit, person: &Person, company: bool, own: bool) -> Vec<Field> {
    let key = |plain: &str| match company {
        true => format!("file-{plain}_company"),
        false => format!("file-{plain}"),
    };
    let filled = |word: &'static str| if own { word } else { "off" };
    let name = Field::new(visit, Kind::Line, "name", &key("name"), &person.name);
    let identity = Field::new(visit, Kind::Number, "identity", &key("identity"), &person.identity);
    let phone = Field::new(visit, Kind::Number, "phone", "file-phone", &person.phone);
    vec![name.filled(filled("name")), identity, phone.filled(filled("tel"))]
}

/// Takes a question page's answers.
pub(crate) fn answer(visit: &Visit) -> Answer {
    let step = Step::of(&visit.path).ok_or(Error::NoPage)?;
    with(visit, |mut open| {
        let changed =
            visit.office().change_draft(&open.person, &open.id, visit.now(), |draft| {
                write(visit, step, draft);
            })?;
        // Sent in another tab meanwhile.
        let Some(draft) = changed else { return resume(visit) };
        open.draft = draft;
        if visit.form.raw("go") == "leave" {
            return see(&visit.link("/my", &Params::default().with("done", "saved")));
        }
        let faults = open.faults(visit, step)?;
        let to = visit.form.raw("to");
        if !faults.is_empty() {
            // The draft has what was typed: the page with its mistakes is one that the back button
            // can come back to.
            let here = format!("/my/drafts/{}/{}", encode(&open.id), step.word());
            return see(&visit.link(&here, &Params::default().with("check", "1").with("to", to)));
        }
        let next = if to == "review" { Some(Step::Review) } else { open.beside(step, true) };
        see(&open.address(visit, next.unwrap_or(Step::Review)))
    })
}

fn write(visit: &Visit, step: Step, draft: &mut FilingDraft) {
    let typed = |name: &str| {
        let words: Vec<&str> = visit.form.raw(name).split_whitespace().collect();
        words.join(" ").chars().take(200).collect::<String>()
    };
    let person = |address: &str| Person {
        name: typed("name"),
        address: address.to_owned(),
        phone: typed("phone"),
        identity: typed("identity").to_uppercase(),
    };
    match step {
        Step::Who => draft.for_whom = typed("for_whom"),
        Step::Submitter => draft.submitter = person(""),
        Step::Applicant => {
            draft.applicant = person(&typed("address"));
            draft.ward = typed("ward");
        }
        Step::Case => draft.case = typed("case"),
        Step::Papers | Step::Review => {}
    }
}
