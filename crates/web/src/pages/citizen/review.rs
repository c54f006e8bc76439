//! The last page before a filing is sent: everything entered, with a way back to each answer, what
//! it costs and how long it takes. Sending is one command; pressed twice, it is one filing.

use app::{Extras, Failure, Intake, Purpose, Shown, Submission};
use askama::Template;
use axum::http::StatusCode;
use credentials::once;
use dossier::event::{Person, Slip};
use dossier::{Command, Phase, Sealed};
use rules::form::{Question, answer_key};
use rules::{Circumstances, Procedure};

use super::draft::{ByLink, ELSEWHERE, ORDINARY, Open, Step, with};
use super::filing::place;
use super::form_group;
use super::papers::{self, Paper};
use super::{address_of, done_address, name_of, sign_in};
use crate::address::Params;
use crate::answer::{Answer, Error, html_with, see};
use crate::fields::Fault;
use crate::layout::Layout;
use crate::pages::procedures::fees;
use crate::request_context::RequestContext;

#[derive(Template)]
#[template(path = "citizen/review.html")]
struct ReviewPage {
    layout: Layout,
    place: String,
    by_link: Option<ByLink>,
    /// Whether the contact is to be confirmed before it is sent.
    confirms: bool,
    action: String,
    token: String,
    back: String,
    faults: Vec<Fault>,
    answers: Vec<Answered>,
    /// The form of the procedure, group by group.
    groups: Vec<(String, Vec<Answered>)>,
    /// The filled form to print and sign.
    form_pdf: Option<String>,
    papers: Vec<Paper>,
    papers_href: String,
    terms: Vec<(String, String)>,
    /// Sent again after guidance.
    again: bool,
    ticked: bool,
}

/// A row of the summary.
struct Answered {
    label: String,
    value: String,
    href: String,
}

/// The terms of the procedure: fee, duration, deciding unit, result.
pub(super) fn terms(
    context: &RequestContext,
    rule: &Procedure,
    circumstances: &Circumstances<'_>,
) -> Vec<(String, String)> {
    let unit = rule.answering_unit.as_deref().map(|unit| context.names().unit(unit));
    let duration = messages::duration(context.language, rule.duration_of(circumstances));
    let charged = rule.fees.iter().filter(|fee| fee.condition.holds(circumstances));
    let fees: Vec<String> = charged.map(|fee| fees::line(context, rule, fee)).collect();
    let fees = if fees.is_empty() { context.text("file-no_fee") } else { fees.join("; ") };
    let rows = [
        ("procedure-duration", Some(duration)),
        ("procedure-cost", Some(fees)),
        ("procedure-unit", unit),
        ("procedure-result", Some(rule.result.clone())),
    ];
    rows.into_iter().filter_map(|(key, value)| Some((context.text(key), value?))).collect()
}

/// The summary.
pub(crate) fn page(context: &RequestContext) -> Answer {
    with(context, |open| {
        let faults = all_faults(context, &open)?;
        show(context, &open, faults, StatusCode::OK)
    })
}

/// Everything that is still wrong, each with the page that mends it.
fn all_faults(context: &RequestContext, open: &Open<'_>) -> Result<Vec<Fault>, Error> {
    let mut all = Vec::new();
    for step in open.steps() {
        let faults = open.faults(context, step)?;
        let whose = match step {
            Step::Form(place) => {
                open.group(place).map(|group| form_group::heading(context, group).0)
            }
            step => subject_of_step(open, step).map(|key| context.text(key)),
        };
        all.extend(faults.into_iter().map(|fault| Fault {
            field: step.word().into_owned(),
            message: match &whose {
                Some(whose) => format!("{whose}: {}", fault.message),
                None => fault.message,
            },
        }));
    }
    Ok(all)
}

/// The person that a page asks about, by the key of the summary's row.
fn subject_of_step(open: &Open<'_>, step: Step) -> Option<&'static str> {
    match step {
        Step::Submitter => Some("file-row_submitter"),
        Step::Applicant if open.draft.for_whom == "company" => Some("file-row_company"),
        Step::Applicant => Some("file-row_applicant"),
        _ => None,
    }
}

fn show(
    context: &RequestContext,
    open: &Open<'_>,
    faults: Vec<Fault>,
    status: StatusCode,
) -> Answer {
    let back = open.adjacent(Step::Review, false).unwrap_or(Step::Papers);
    let mut papers = papers::of(context, open)?;
    papers.retain(|paper| {
        let some = !paper.files.is_empty() || !paper.earlier.is_empty();
        some || paper.required || paper.on_paper
    });
    let change = |step: Step| format!("{}?to=review", open.address(context, step));
    html_with(
        status,
        &ReviewPage {
            layout: Layout::new(context, &context.text("file-review")),
            place: place(context, open, Step::Review),
            by_link: open.by_link(context),
            confirms: open.person.is_empty(),
            action: open.address(context, Step::Review),
            token: context.token()?,
            back: open.address(context, back),
            faults,
            answers: answers(context, open)
                .into_iter()
                .map(|(step, key, value)| Answered {
                    label: context.text(key),
                    value,
                    href: change(step),
                })
                .collect(),
            groups: groups(context, open),
            form_pdf: open.form.map(|_| open.form_address(context)),
            papers,
            papers_href: change(Step::Papers),
            terms: terms(context, open.rule, &open.circumstances(context)),
            again: open.earlier.is_some(),
            ticked: context.form.raw("true") == "1",
        },
    )
}

fn answers(context: &RequestContext, open: &Open<'_>) -> Vec<(Step, &'static str, String)> {
    let draft = &open.draft;
    let mut rows = Vec::new();
    if !draft.for_whom.is_empty() {
        rows.push((Step::Who, "file-for", context.text(&format!("file-for_{}", draft.for_whom))));
    }
    if open.steps().contains(&Step::Submitter) {
        rows.push((Step::Submitter, "file-row_submitter", line(&draft.submitter)));
    }
    let applicant = subject_of_step(open, Step::Applicant).unwrap_or("file-row_applicant");
    rows.push((Step::Applicant, applicant, line(&draft.applicant)));
    let address = context.names().address(&draft.applicant.address, &draft.ward);
    rows.push((Step::Applicant, "file-address", address));
    if draft.ward == ELSEWHERE {
        rows.push((Step::Applicant, "file-ward", context.text("file-ward_elsewhere")));
    }
    if !open.rule.cases.is_empty() {
        let own_case = open.rule.cases.iter().find(|case| case.id == draft.case);
        let text = match (own_case, draft.case.as_str()) {
            (Some(case), _) => context.names().case(case),
            (None, ORDINARY) => context.text("file-case_ordinary"),
            (None, _) => String::new(),
        };
        rows.push((Step::Case, "file-case_which", text));
    }
    rows
}

/// The answers of the form, each with the way back to its question.
fn groups(context: &RequestContext, open: &Open<'_>) -> Vec<(String, Vec<Answered>)> {
    let (answers, language) = (&open.answers(), context.language);
    let mut rows = Vec::new();
    for step in open.steps() {
        let Step::Form(place) = step else { continue };
        let Some(group) = open.group(place) else { continue };
        let (heading, _) = form_group::heading(context, group);
        let page = format!("{}?to=review", open.address(context, step));
        let entries = form_group::shown_entries(group, answers, false);
        for entry in entries {
            let answered = |question: &Question| {
                let key = answer_key(group, entry, question);
                let value = answers.get(&key).map(String::as_str).unwrap_or_default();
                Answered {
                    label: language.choose(&question.label, &question.label_en).into(),
                    value: form_group::shown(language, question, value),
                    href: format!("{page}#{key}"),
                }
            };
            let answered = group.questions(answers).map(answered).collect();
            let heading = entry.map_or_else(|| heading.clone(), |n| format!("{heading} – {n}"));
            rows.push((heading, answered));
        }
    }
    rows
}

fn line(person: &Person) -> String {
    let parts = [&person.name, &person.identity, &person.phone];
    let parts: Vec<&str> =
        parts.iter().map(|part| part.as_str()).filter(|p| !p.is_empty()).collect();
    parts.join(" · ")
}

/// Sends it.
pub(crate) fn send(context: &RequestContext) -> Answer {
    with(context, |open| {
        let mut faults = all_faults(context, &open)?;
        if context.form.raw("true") != "1" {
            faults.push(Fault { field: "true".into(), message: context.text("fault-my_true") });
        }
        if !faults.is_empty() {
            return show(context, &open, faults, StatusCode::UNPROCESSABLE_ENTITY);
        }
        if open.person.is_empty() {
            return sign_in::confirm(context, open.phone());
        }
        let (submission, extras) = filed(context, &open)?;
        let stream = submission.stream.clone();
        let wrong = |message: String, status: StatusCode| {
            let faults = vec![Fault { field: "true".into(), message }];
            show(context, &open, faults, status)
        };
        match context.app().execute_with(submission, &extras) {
            Ok(_) | Err(Failure::AlreadyDone { .. }) => {
                let code = open.earlier.as_ref().map_or("", |earlier| earlier.row.code.as_str());
                see(&done_address(context, name_of(&stream, code), "filed"))
            }
            Err(Failure::Changed { .. }) => {
                wrong(context.text("fault-my_changed"), StatusCode::CONFLICT)
            }
            Err(Failure::Refused(refusal)) => {
                let zone = &context.rules.deadline_calendar().zone;
                let words =
                    messages::refusal(context.language, context.rule_set(None), &refusal, zone);
                wrong(words, StatusCode::CONFLICT)
            }
            Err(failure) => Err(failure.into()),
        }
    })
}

fn filed(context: &RequestContext, open: &Open<'_>) -> Result<(Submission, Extras), Error> {
    let draft = &open.draft;
    let at = context.now();
    let intake = Intake {
        procedure: open.rule.code.clone(),
        case: Some(draft.case.clone()).filter(|case| !case.is_empty() && case != ORDINARY),
        channel: "online".into(),
        ward: if draft.ward == ELSEWHERE { String::new() } else { draft.ward.clone() },
        person: open.person.clone(),
        promised: draft.on_paper.clone(),
        helped_at: open.earlier.as_ref().and_then(|e| e.view.state.filing.helped_at.clone()),
        ..Intake::default()
    };
    let filing = context.app().filing(&intake, at)?;
    let agency = context.rules.agency.as_ref().map_or("", |agency| agency.code.as_str());
    let (stream, version) = match &open.earlier {
        Some(earlier) => (earlier.stream.clone(), earlier.version),
        None => (format!("dossier/{agency}/{}", open.id), 0),
    };
    // The slip that the applicant has stays valid.
    let has_slip = match &open.earlier {
        Some(earlier) => context.app().slip_of(&context.who(), earlier, at)?.is_some(),
        None => false,
    };
    let slip = (!has_slip).then(|| Slip {
        key: once::slip_key(context.random()),
        token: once::slip_token(context.random()),
    });
    let submitter = (draft.for_whom != "own").then(|| draft.submitter.clone());
    let sealed = Sealed {
        salt: context.random_text(),
        applicant: Some(draft.applicant.clone()),
        submitter,
        slip,
        form: open.form.map(|form| form_group::filled(form, &open.answers())),
        ..Sealed::default()
    };
    let submission = Submission {
        stream,
        actor: context.actor(),
        command: Command::File { filing },
        at,
        key: Some(context.command_key(format!("file {} {version}", open.id))),
        sealed: Some(sealed),
    };
    let extras = Extras { seen: Some(version), files_of: Some(open.files()), ..Extras::default() };
    Ok((submission, extras))
}

/// Begins filing a guided dossier again: its answers stand in the new draft.
pub(crate) fn again(context: &RequestContext) -> Answer {
    let person = super::person(context)?;
    let dossier = super::own(context)?;
    let name = name_of(&dossier.stream, &dossier.row.code).to_owned();
    if dossier.view.state.phase != Phase::Guided {
        return see(&address_of(context, &name));
    }
    let data = context.app().personal(&context.who(), &dossier, Purpose::Filing, context.now())?;
    let data = match data {
        Shown::Given(data) => data,
        Shown::Withheld => return Err(Error::Withheld),
        Shown::NotPermitted => return Err(Error::NoPage),
    };
    let filing = &dossier.view.state.filing;
    let (applicant, submitter) = (data.applicant.unwrap_or_default(), data.submitter);
    let digits = applicant.identity.bytes().filter(u8::is_ascii_digit).count();
    let for_whom = match (&submitter, digits) {
        (None, _) => "own",
        (Some(_), 10 | 13) => "company",
        (Some(_), _) => "other",
    };
    let form = data.form.as_ref().map(form_group::answers_of).unwrap_or_default();
    let draft = app::FilingDraft {
        form,
        procedure: filing.procedure.clone(),
        dossier: dossier.stream.clone(),
        for_whom: for_whom.into(),
        applicant,
        submitter: submitter.unwrap_or_default(),
        ward: if filing.ward.is_empty() { ELSEWHERE.into() } else { filing.ward.clone() },
        case: filing.case.clone().unwrap_or_else(|| ORDINARY.into()),
        ..app::FilingDraft::default()
    };
    let id = format!("{}{name}", super::draft::AGAIN);
    context.app().begin_draft(&person, &id, &draft, context.now())?;
    let here = format!("/my/drafts/{}/papers", crate::address::encode(&id));
    see(&context.link(&here, &Params::default().with("to", "review")))
}
