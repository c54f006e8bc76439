//! The part of a dossier's page for the officers who work on it: possible actions, applicant,
//! papers and files, notices. Personal data only where the policy allows it, and each such view is
//! put down.

use app::{AttachmentRow, Right, Shown, VisibleDossier, allow};
use dossier::event::{ComponentGiven, FilledForm, FilledGroup, Person, Recipient};
use dossier::{Action, Event, State};

use crate::address::{Params, encode};
use crate::answer::Error;
use crate::pages::citizen::notices;
use crate::pages::data_request;
use crate::pages::desk::notices::trouble_text;
use crate::pages::lead::head;
use crate::pages::letters;
use crate::pages::money;
use crate::pages::paper;
use crate::pages::promise::{self, Promise};
use crate::pages::supplement_papers::SupplementPapers;
use crate::pages::work;
use crate::pages::{act, certifications};
use crate::request_context::RequestContext;

/// A link that is drawn as a button.
pub(super) struct Button {
    pub label: String,
    pub href: String,
}

/// The part of the page for the officers who work on the dossier.
pub(super) struct Inside {
    /// The queue, for those who have one.
    pub work: Option<String>,
    /// The confirmation of the last act.
    pub done: Option<String>,
    /// The next dossier of the reader's queue: address and code.
    pub following: Option<(String, String)>,
    /// The action that most likely comes next, where there is one.
    pub suggested: Option<Button>,
    pub others: Vec<Button>,
    /// Sheets to print.
    pub prints: Vec<(String, String)>,
    /// To whom it is offered.
    pub offer: Option<String>,
    /// The papers that the applicant is still to bring.
    pub promise: Option<Promise>,
    /// The supplement request, paper by paper.
    pub supplement: Option<SupplementPapers>,
    pub personal: Option<Personal>,
    /// Whether personal data is withheld: its showing cannot be put on record.
    pub withheld: bool,
    /// That the personal data is erased, or restricted.
    pub data_note: Option<String>,
}

/// Names, addresses, papers.
pub(in crate::pages) struct Personal {
    pub people: Vec<(String, Vec<(String, String)>)>,
    pub papers: Vec<Paper>,
    pub files: Vec<FileLink>,
    pub notices: Vec<(String, String)>,
    /// Where the desk notes how the applicant receives notices.
    pub notice_choice: Option<String>,
}

/// A paper that was handed in.
pub(in crate::pages) struct Paper {
    pub name: String,
    pub counts: String,
}

/// A file to be fetched.
pub(in crate::pages) struct FileLink {
    /// The component under which the file was given.
    pub component: String,
    pub name: String,
    pub href: String,
    pub text: String,
}

impl Inside {
    /// The files of a paper that was asked for.
    pub fn files_of(&self, item: &str) -> Vec<&FileLink> {
        let files = self.personal.iter().flat_map(|personal| &personal.files);
        files.filter(|file| file.component == item).collect()
    }

    pub fn new(
        context: &RequestContext,
        dossier: &VisibleDossier,
        data: &Shown<app::Personal>,
        now: bool,
    ) -> Result<Self, Error> {
        let personal = match data {
            Shown::Given(data) => Some(Personal::new(context, dossier, data)?),
            Shown::Withheld | Shown::NotPermitted => None,
        };
        let works = allow(&context.who(), Right::Work).is_ok();
        let (suggested, others) = if now { buttons(context, dossier) } else { (None, Vec::new()) };
        Ok(Self {
            work: works.then(|| context.to("/work")),
            done: done(context, dossier),
            following: if works { following(context, dossier)? } else { None },
            suggested,
            others,
            prints: prints(context, dossier, matches!(data, Shown::Given(_))),
            offer: offer(context, dossier),
            promise: Promise::of(context, &dossier.view).filter(|_| now && context.is_officer()),
            supplement: SupplementPapers::of(context, &dossier.view)
                .filter(|_| now && context.is_officer()),
            personal,
            withheld: data.is_withheld(),
            data_note: data_note(context, dossier),
        })
    }
}

/// That the personal data of a dossier was erased at the person's request, or is restricted.
fn data_note(context: &RequestContext, dossier: &VisibleDossier) -> Option<String> {
    let at = |at| messages::instant(context.language, at, &dossier.view.zone);
    match dossier.view.state.erased {
        Some(when) => Some(context.format("personal-erased", &[("at", at(when).into())])),
        None if context.app().is_restricted(&dossier.stream) => {
            Some(context.text("personal-restricted"))
        }
        None => None,
    }
}

/// The link to the next task: after a letter the next letter, otherwise the next dossier of the
/// reader's queue.
fn following(
    context: &RequestContext,
    dossier: &VisibleDossier,
) -> Result<Option<(String, String)>, Error> {
    let done = context.confirmation("done");
    let letter = if done == Action::SignApology.code() {
        head::letters::first(context)?.map(|code| (Action::SignApology, code))
    } else if done == Action::SendApology.code() {
        letters::first(context)?.map(|code| (Action::SendApology, code))
    } else {
        return work::following(context, &dossier.row);
    };
    Ok(letter.map(|(action, code)| (act::form_of(context, &code, action, None), code)))
}

/// The actor's last act; `None` where another actor acted later.
fn done(context: &RequestContext, dossier: &VisibleDossier) -> Option<String> {
    if context.confirmation("done") == "notice_choice" {
        return Some(context.text("notice_choice-done"));
    }
    if context.confirmation("done") == "data_requested" {
        return Some(data_request::with_terms(context, "data_request-recorded"));
    }
    let action = Action::ALL.iter().find(|action| action.code() == context.confirmation("done"))?;
    let own = dossier.view.history.last()?.actor == context.actor().id;
    let action = act::word(context, dossier.view.state.received, *action);
    own.then(|| context.format("work-done", &[("action", action.into())]))
}

/// Actions that are rare or end the dossier; they are listed last.
const LAST: [Action; 9] = [
    Action::Withdraw,
    Action::Refuse,
    Action::CloseUnsupplied,
    Action::Correct,
    Action::ChangeCalendar,
    Action::MoveToUnit,
    Action::StandIn,
    Action::Extend,
    Action::Pause,
];

/// The actions as buttons: the likely next one, and the others by how likely they are.
fn buttons(context: &RequestContext, dossier: &VisibleDossier) -> (Option<Button>, Vec<Button>) {
    let likely = likely_actions(dossier);
    let place = |action: &Action| {
        let first = likely.iter().position(|other| other == action);
        let last = LAST.iter().position(|other| other == action);
        (first.unwrap_or(likely.len()), last.map_or(0, |place| place + 1))
    };
    let shown = |action: &&Action| !matches!(action, Action::File | Action::CompleteAtOnce);
    let mut actions: Vec<Action> = dossier.actions.iter().filter(shown).copied().collect();
    actions.sort_by_key(place);
    actions.dedup();
    let register = context.params.get("register").unwrap_or_default();
    let suggested = actions.first().is_some_and(|first| likely.contains(first));
    let button = |action: Action| {
        let path = format!("/dossier/{}/do/{}", encode(&context.code), action.code());
        Button {
            label: act::word(context, dossier.view.state.received, action),
            href: context.link(&path, &Params::default().with("register", register)),
        }
    };
    let mut buttons = actions.into_iter().map(button);
    (if suggested { buttons.next() } else { None }, buttons.collect())
}

/// The actions that most likely come next in this state, the first one first.
fn likely_actions(dossier: &VisibleDossier) -> Vec<Action> {
    let state = &dossier.view.state;
    let step = state.hold().map(|hold| hold.step.as_str());
    let steps = state.terms.iter().flat_map(|terms| &terms.steps);
    let last = steps.last().is_none_or(|last| Some(last.id.as_str()) == step);
    let decides = state.terms.as_ref().and_then(|terms| terms.approval_step());
    let approves = decides.map_or(last, |decides| Some(decides.id.as_str()) == step);
    let mut likely = vec![
        Action::Accept,
        Action::Decline,
        Action::Receive,
        Action::SignApology,
        Action::SendApology,
        Action::AnswerConsultation,
        Action::HandOver,
        Action::Post,
        Action::Supply,
        Action::Resume,
    ];
    // While a supplement is awaited the next step is the applicant's; of papers that lack when it is
    // over, the desk's comes first.
    if state.paused().is_some() {
        return likely;
    }
    if approves {
        likely.push(Action::ApproveResult);
    }
    // The desk passes a dossier on; a step of the process is completed first.
    if step != Some("desk") {
        likely.push(Action::CompleteStep);
    }
    if last {
        likely.extend([Action::Finish, Action::Give]);
    } else {
        likely.extend([Action::Give, Action::Finish]);
    }
    likely
}

/// The sheets of the dossier; `personal`: papers, which name the applicant, among them.
fn prints(
    context: &RequestContext,
    dossier: &VisibleDossier,
    personal: bool,
) -> Vec<(String, String)> {
    let base = context.to(&format!("/dossier/{}", encode(&context.code)));
    let papers = paper::links(context.names(), &dossier.view, &base, false);
    let papers = papers.into_iter().filter(|_| personal);
    if dossier.view.state.received.is_none() {
        return papers.collect();
    }
    let params = context.params.only(&["register"]);
    let who = context.who();
    let pages = [
        ("slip", Right::ReadDossiers),
        ("sheet", Right::ReadDossiers),
        ("letter", Right::ReadDossiers),
        ("complain", Right::Desk),
        ("data-request", Right::Desk),
        ("export", Right::Export),
        ("reads", Right::ReadReads),
    ];
    let letter = !dossier.view.state.letters.is_empty();
    let pages = pages.into_iter().filter(|(page, _)| letter || *page != "letter");
    let pages = pages.filter(|(_, right)| allow(&who, *right).is_ok());
    let directive = allow(&who, Right::Oversee).is_ok().then(|| {
        let params = Params::default().with("dossier", dossier.name());
        (context.text("work-directive"), context.link("/directives/new", &params))
    });
    let link = |(page, _): (&str, Right)| {
        let path = format!("/dossier/{}/{page}", encode(&context.code));
        let key = format!("work-{}", page.replace('-', "_"));
        (context.text(&key), context.link(&path, &params))
    };
    let certification = certifications::link(context, dossier)
        .filter(|_| personal && allow(&who, Right::Work).is_ok());
    let money = money::link(context, dossier);
    pages.map(link).chain(directive).chain(certification).chain(money).chain(papers).collect()
}

fn offer(context: &RequestContext, dossier: &VisibleDossier) -> Option<String> {
    let (state, names) = (&dossier.view.state, context.names());
    let offer = state.offer.as_ref()?;
    let values = [
        ("from", names.officer(&offer.from).into()),
        ("to", names.officer(&offer.to).into()),
        ("unit", names.unit(&offer.unit).into()),
        ("step", names.step(state, &offer.step).into()),
    ];
    Some(context.format("work-offered", &values))
}

impl Personal {
    pub fn new(
        context: &RequestContext,
        dossier: &VisibleDossier,
        data: &app::Personal,
    ) -> Result<Self, Error> {
        let history = &dossier.view.history;
        let people = [("applicant", &data.applicant), ("submitter", &data.submitter)].into_iter();
        let people = people.filter_map(|(key, person)| {
            // The ward of the dossier is that of its owner's address.
            let ward =
                if key == "applicant" { dossier.view.state.filing.ward.as_str() } else { "" };
            Some((context.text(&format!("work-{key}")), rows(context, person.as_ref()?, ward)))
        });
        let people = people.chain(data.form.iter().flat_map(filled_form));
        let people = people.chain(result(context, &dossier.view.state, data));
        let given = history.iter().rev().find_map(|recorded| match &recorded.event {
            Event::Received { components, .. } => Some(components),
            _ => None,
        });
        let given = given.into_iter().flatten();
        let notices = data.notices.iter().map(|notice| {
            let text = notices::describe(context, notice);
            let address = notice.shown_address().to_owned();
            let failing = matches!(notice.state.as_str(), "waiting" | "failed");
            let trouble = match notice.trouble.as_str() {
                "" => String::new(),
                trouble if failing => trouble_text(context, trouble),
                _ => String::new(),
            };
            let about = [address, text.sent, trouble];
            let about = about.into_iter().filter(|text| !text.is_empty());
            let about = about.collect::<Vec<_>>().join(", ");
            (text.at, format!("{} ({about})", text.subject))
        });
        let files = data.files.iter().cloned();
        Ok(Self {
            people: people.collect(),
            papers: given.map(|paper| self::paper(context, dossier, paper, &data.files)).collect(),
            files: files.map(|file| link(context, dossier, file)).collect(),
            notices: notices.collect(),
            notice_choice: notice_choice(context, dossier)?,
        })
    }
}

/// Where the desk notes how the applicant receives notices, if that is for the desk to note.
fn notice_choice(
    context: &RequestContext,
    dossier: &VisibleDossier,
) -> Result<Option<String>, Error> {
    let (who, now) = (context.who(), context.now());
    let notes = context.app().notes_notice_choice(&who, &dossier.stream, now)?;
    let path = format!("/dossier/{}/notices", encode(&context.code));
    Ok(notes.then(|| context.to(&path)))
}

/// The groups of a filled form with what was answered.
fn filled_form(form: &FilledForm) -> Vec<(String, Vec<(String, String)>)> {
    let group = |group: &FilledGroup| {
        let answered = group.answers.iter().filter(|answer| !answer.value.is_empty());
        (group.heading(), answered.map(|one| (one.label.clone(), one.text().to_owned())).collect())
    };
    form.groups.iter().map(group).collect()
}

/// Who took a result, as a line of the history.
pub(super) fn taker_line(context: &RequestContext, taker: &Recipient) -> String {
    let relation = context.text(&format!("results-taker_{}", taker.relation));
    let day = taker.authorised_on.map(|day| messages::day_of(context.language, day));
    let parts = [&relation, &taker.name, &taker.identity, &taker.authorisation];
    let parts = parts.into_iter().chain(&day).filter(|part| !part.is_empty());
    let parts = parts.map(String::as_str).collect::<Vec<_>>().join(" · ");
    format!("{}: {parts}", context.text("results-taker"))
}

/// The result as it lies at the desk, and who took it.
pub(in crate::pages) fn result(
    context: &RequestContext,
    state: &State,
    data: &app::Personal,
) -> Option<(String, Vec<(String, String)>)> {
    let mut rows = Vec::new();
    let mut row = |key: &str, value: String| {
        if !value.is_empty() {
            rows.push((context.text(key), value));
        }
    };
    let outcome = state.approved.filter(|_| state.finished.is_some());
    if let Some((_, declined)) = outcome {
        row("act-result", context.text(if declined { "act-declined" } else { "act-granted" }));
    }
    if let Some(result) = &data.result {
        row("act-number", result.number.clone());
        let form = if result.paper { "act-result_paper" } else { "act-result_file" };
        row("act-form", context.text(form));
    }
    if let Some(taker) = &data.taken_by {
        row("results-taker", context.text(&format!("results-taker_{}", taker.relation)));
        row("results-taker_name", taker.name.clone());
        row("results-taker_identity", taker.identity.clone());
        row("results-taker_paper", taker.authorisation.clone());
        let day = taker.authorised_on.map(|day| messages::day_of(context.language, day));
        row("results-taker_paper_day", day.unwrap_or_default());
        let proof = if state.handed_over_by_code { "code" } else { "signature" };
        row("results-proof", context.text(&format!("results-proof_{proof}")));
    }
    (!rows.is_empty()).then(|| (context.text("work-result"), rows))
}

fn rows(context: &RequestContext, person: &Person, ward: &str) -> Vec<(String, String)> {
    let address = context.names().address(&person.address, ward);
    let all = [
        ("name", &person.name),
        ("identity", &person.identity),
        ("phone", &person.phone),
        ("address", &address),
    ];
    let all = all.into_iter().filter(|(_, value)| !value.is_empty());
    all.map(|(key, value)| (context.text(&format!("work-{key}")), value.clone())).collect()
}

/// The name of a component of the dossier's procedure.
fn component(context: &RequestContext, dossier: &VisibleDossier, id: &str) -> String {
    let state = &dossier.view.state;
    let names = context.names();
    let version = state.terms.as_ref().map(|terms| terms.version);
    let of_day = version.and_then(|day| context.rules.procedure_on(&state.filing.procedure, day));
    let rule = of_day.or_else(|| names.rule(&state.filing.procedure));
    let component = rule.and_then(|rule| rule.components.iter().find(|one| one.id == id));
    match component {
        Some(one) => names.component(one),
        None if id.is_empty() => context.text("work-other_paper"),
        None if [app::DRAFT_RESULT, app::RESULT].contains(&id) => {
            context.text(&format!("work-{id}"))
        }
        None => id.to_owned(),
    }
}

fn paper(
    context: &RequestContext,
    dossier: &VisibleDossier,
    given: &ComponentGiven,
    files: &[AttachmentRow],
) -> Paper {
    let kinds = ["originals", "certified", "copies"].into_iter().zip(given.counts);
    let counts = kinds.filter(|(_, n)| *n > 0);
    let counts = counts
        .map(|(kind, n)| context.format(&format!("work-{kind}"), &[("n", i64::from(n).into())]));
    let mut counts: Vec<String> = counts.collect();
    let marks = [
        (promise::is_file(given, files), "slip-file"),
        (given.digitised, "work-digitised"),
        (given.reused, "work-reused"),
    ];
    counts.extend(marks.into_iter().filter(|(is, _)| *is).map(|(_, key)| context.text(key)));
    Paper { name: component(context, dossier, &given.id), counts: counts.join(", ") }
}

/// The link to a file of the dossier.
pub(in crate::pages) fn link(
    context: &RequestContext,
    dossier: &VisibleDossier,
    file: AttachmentRow,
) -> FileLink {
    let path = format!("/dossier/{}/files/{}", encode(&context.code), encode(&file.id));
    let at = messages::instant(context.language, calendar::Instant(file.at), &dossier.view.zone);
    let kilobytes = file.size.div_ceil(1024);
    let paper = component(context, dossier, &file.component);
    let values = [
        ("paper", paper.into()),
        ("kilobytes", context.number(kilobytes).into()),
        ("at", at.into()),
    ];
    FileLink {
        component: file.component,
        href: context.link(&path, &context.params.only(&["register"])),
        text: context.format("work-file_detail", &values),
        name: file.name,
    }
}
