//! A citizen's own dossier: where it is, when it is due and why, what they must do, what happened,
//! their papers, who read their data.

use app::{AttachmentRow, DossierView, Personal, Purpose, VisibleDossier};
use askama::Template;
use calendar::Instant;
use dossier::event::Person;
use dossier::{Action, Event, Phase};

use super::fetching::Fetching;
use super::papers::FileLine;
use super::timeline::{self, Entry};
use super::{address_of, complain, name_of, notices, own, path_of};
use crate::answer::{Answer, html};
use crate::layout::Layout;
use crate::pages::dossier::standing::{self, Tag};
use crate::pages::money::{self, Fees};
use crate::pages::paper;
use crate::pages::procedures::hours::Hours;
use crate::pages::procedures::usual::{self, Usual};
use crate::pages::promise::{self, Promise};
use crate::pages::reads;
use crate::pages::supplement_papers::SupplementPapers;
use crate::request_context::RequestContext;

/// Reads that are listed.
const READS: usize = 100;

#[derive(Template)]
#[template(path = "citizen/dossier.html")]
struct DossierPage {
    layout: Layout,
    name: String,
    procedure: String,
    done: String,
    tag: Tag,
    due: String,
    derivation: Vec<String>,
    need: Option<Need>,
    /// The code of the result, or the item with the post.
    fetching: Option<Fetching>,
    /// What was paid, and what is still to pay.
    fees: Option<Fees>,
    token: String,
    /// Who works on it.
    holder: Option<String>,
    facts: Vec<(String, String)>,
    usual: Option<Usual>,
    letters: Vec<String>,
    story: Vec<Entry>,
    people: Vec<(String, String)>,
    /// The papers that are still to be brought.
    promise: Option<Promise>,
    /// The supplement request, paper by paper.
    supplement: Option<SupplementPapers>,
    /// Whether personal data is withheld: its showing cannot be put on record.
    withheld: bool,
    papers: Vec<(String, Vec<FileLine>)>,
    /// The agency's papers to the applicant.
    sheets: Vec<(String, String)>,
    notices: Vec<notices::Description>,
    reads: Vec<Read>,
    /// Code and key for following without an account.
    slip: Option<(String, String)>,
    slip_href: Option<String>,
    track: String,
    withdraw: Option<String>,
    /// The page on which the result can be rated.
    rate: Option<String>,
    complaints: Vec<complain::Line>,
    /// The page on which a complaint is made.
    complain: String,
}

/// An act that the citizen is asked to do.
pub(super) struct Need {
    pub message: String,
    pub items: Vec<String>,
    pub until: String,
    pub label: String,
    pub href: String,
    /// Whether it is begun by a form.
    pub posts: bool,
}

/// A showing of the personal data.
pub(super) struct Read {
    pub at: String,
    /// Who was shown it, with title and unit.
    pub reader: String,
    /// What it was shown for.
    pub why: String,
}

/// The page.
pub(crate) fn page(context: &RequestContext) -> Answer {
    let dossier = own(context)?;
    let (view, now) = (&dossier.view, context.now());
    let name = name_of(&dossier.stream, &dossier.row.code).to_owned();
    let data = context.app().personal(&context.who(), &dossier, Purpose::Page, now)?;
    let withheld = data.is_withheld();
    let data = data.given().unwrap_or_default();
    let slip = data.slip.clone();
    let withdraw = dossier.actions.contains(&Action::Withdraw);
    let base = address_of(context, &name);
    let routed = |path: &str| crate::router::ROUTES.iter().any(|route| route.path == path);
    let done = match context.confirmation("done") {
        done @ ("filed" | "supplied" | "promised" | "withdrawn" | "claimed" | "rated"
        | "complained") => context.text(&format!("my-done_{done}")),
        _ => String::new(),
    };
    html(&DossierPage {
        layout: Layout::new(context, &name),
        procedure: context.names().procedure(&view.state.filing.procedure),
        done,
        tag: Tag::new(context, view, now),
        due: due(context, view, now),
        derivation: derivation(context, view),
        need: needed_papers(context, &dossier),
        fetching: Fetching::of(context, view)?,
        fees: money::fees(context, view)?,
        token: context.token()?,
        holder: holder(context, view),
        facts: facts(context, view),
        usual: usual::of_dossier(context, view)?,
        letters: letters(context, view, true),
        story: timeline::entries(context, view, true),
        people: people(context, view, &data),
        promise: Promise::of(context, view),
        supplement: SupplementPapers::of(context, view).filter(SupplementPapers::any_came),
        withheld,
        papers: papers(context, view, (&data.files, &[]), &path_of(&name)),
        sheets: paper::links(context.names(), view, &base, true),
        notices: data.notices.iter().map(|notice| notices::describe(context, notice)).collect(),
        reads: read_lines(context, &context.app().reads_of(&dossier, READS)?),
        slip_href: (slip.is_some() && routed("/my/dossiers/{code}/slip"))
            .then(|| format!("{base}/slip")),
        slip: slip.map(|slip| (name.clone(), slip.key)),
        track: context.to("/track"),
        withdraw: withdraw.then(|| format!("{base}/withdraw")),
        rate: context.app().invites_rating(view, now)?.then(|| format!("{base}/rate")),
        complaints: complain::lines(context, view, Some(&data.complaints)),
        complain: format!("{base}/complain"),
        name,
    })
}

/// The line about due; before reception what happens first.
pub(super) fn due(context: &RequestContext, view: &DossierView, now: Instant) -> String {
    match view.state.phase {
        Phase::Filed => context.text("my-due_filed"),
        Phase::Guided => context.text("my-due_guided"),
        Phase::Refused => context.text("my-due_refused"),
        _ => standing::describe(context, view, now),
    }
}

/// Why due is what it is.
pub(super) fn derivation(context: &RequestContext, view: &DossierView) -> Vec<String> {
    match view.state.due_is_stated {
        true => vec![context.text("due-stated")],
        false => messages::derivation(context.language, &view.derivation, &view.zone),
    }
}

/// The papers that the citizen must bring.
pub(super) fn needed_papers(context: &RequestContext, dossier: &VisibleDossier) -> Option<Need> {
    let view = &dossier.view;
    let base = address_of(context, name_of(&dossier.stream, &dossier.row.code));
    let last_items = |pick: fn(&Event) -> Option<&Vec<String>>| {
        let latest = view.history.iter().rev().find_map(|recorded| pick(&recorded.event));
        timeline::papers(context, view, latest.map_or(&[], Vec::as_slice))
    };
    if dossier.actions.contains(&Action::Supply) {
        let items: Vec<String> = view.state.lacking().map(str::to_owned).collect();
        let items = timeline::papers(context, view, &items);
        let until =
            view.state.supplement_until().map(|day| messages::day_of(context.language, day));
        return Some(Need {
            message: context.text(match until {
                Some(_) => "need-supply",
                None => "need-supply_rest",
            }),
            items,
            until: until.unwrap_or_default(),
            label: context.text("action-supply"),
            href: format!("{base}/supply"),
            posts: false,
        });
    }
    match view.state.phase {
        Phase::Guided => Some(Need {
            message: context.text("need-guided"),
            items: last_items(|event| match event {
                Event::Guided { missing } => Some(missing),
                _ => None,
            }),
            until: String::new(),
            label: context.text("need-again"),
            href: format!("{base}/again"),
            posts: true,
        }),
        Phase::Ready => Some(Need {
            message: context.text("need-ready"),
            items: Vec::new(),
            until: String::new(),
            label: String::new(),
            href: String::new(),
            posts: false,
        }),
        _ => None,
    }
}

pub(super) fn facts(context: &RequestContext, view: &DossierView) -> Vec<(String, String)> {
    let (state, names) = (&view.state, context.names());
    let at = |at: Option<Instant>| at.map(|at| messages::instant(context.language, at, &view.zone));
    let now = state.hold().map(|hold| names.unit(&hold.unit));
    let unit = Some(&state.filing.unit).filter(|unit| !unit.is_empty());
    let desk = Some(promise::place(context, view)).filter(|desk| !desk.is_empty());
    let fetches = state.phase == Phase::Ready;
    let comes = matches!(state.phase, Phase::Filed | Phase::Guided | Phase::Refused | Phase::Open);
    let hours = || Hours::of(context).map(|hours| hours.line());
    let rows = [
        ("my-filed", at(state.filed)),
        ("dossier-received", at(state.received)),
        ("my-now_at", now),
        ("dossier-unit", unit.map(|unit| names.unit(unit))),
        ("dossier-finished", at(state.finished)),
        ("dossier-handed_over", at(state.handed_over)),
        (
            "dossier-duration",
            state.terms.as_ref().map(|t| messages::duration(context.language, t.duration)),
        ),
        (
            "dossier-promised",
            view.snapshot.promised.map(|day| messages::day_of(context.language, day)),
        ),
        ("fetch-where", desk.clone().filter(|_| fetches)),
        ("fetch-when", fetches.then(hours).flatten()),
        ("fetch-with", fetches.then(|| context.text("fetch-with_what"))),
        ("my-desk", desk.filter(|_| comes)),
        ("my-desk_hours", comes.then(hours).flatten()),
    ];
    rows.into_iter().filter_map(|(key, value)| Some((context.text(key), value?))).collect()
}

/// The letters that were sent, in words; who signed only for the dossier's own citizen.
pub(super) fn letters(context: &RequestContext, view: &DossierView, own: bool) -> Vec<String> {
    let naming = messages::naming(context.rule_set(view.state.received));
    let sent = view.state.letters.iter().filter_map(|letter| Some((letter, letter.sent?)));
    let describe = |(letter, at): (&dossier::state::Letter, Instant)| {
        let at = messages::instant(context.language, at, &view.zone);
        let unit = context.names().unit(&letter.unit);
        let mut text =
            vec![context.format(
                "letter-sent",
                &[("at", at.into()), ("unit", unit.into()), naming.clone()],
            )];
        if own || letter.reason.starts_with("unfinished:") {
            let reason = context.names().reason(&view.state, &letter.reason);
            text.push(context.format("letter-reason", &[("reason", reason.into())]));
        }
        if let Some(date) = letter.new_date {
            let date = messages::day_of(context.language, date);
            text.push(context.format("letter-new_date", &[("date", date.into())]));
        }
        if let (true, Some((_, by))) = (own, &letter.signed) {
            text.push(
                context.format("letter-signed", &[("by", context.names().officer(by).into())]),
            );
        }
        text.join(" ")
    };
    sent.map(describe).collect()
}

/// The applicant and the submitter, as last given.
pub(super) fn people(
    context: &RequestContext,
    view: &DossierView,
    data: &Personal,
) -> Vec<(String, String)> {
    let line = |person: &Person, ward: &str| {
        let address = context.names().address(&person.address, ward);
        let parts = [&person.name, &person.identity, &person.phone, &address];
        let parts: Vec<&str> =
            parts.iter().map(|part| part.as_str()).filter(|part| !part.is_empty()).collect();
        parts.join(" · ")
    };
    let applicant = data.applicant.as_ref().map(|person| line(person, &view.state.filing.ward));
    let submitter = data.submitter.as_ref().map(|person| line(person, ""));
    let taker = data.taken_by.as_ref().map(|taker| {
        let relation = context.text(&format!("results-taker_{}", taker.relation));
        let parts = [relation.as_str(), &taker.name, &taker.authorisation];
        parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" · ")
    });
    let rows = [("my-applicant", applicant), ("my-submitter", submitter), ("results-taker", taker)];
    rows.into_iter().filter_map(|(key, line)| Some((context.text(key), line?))).collect()
}

/// The papers by component, each with its files, at addresses below `base`; `given` names those that came on
/// paper.
pub(super) fn papers(
    context: &RequestContext,
    view: &DossierView,
    (rows, given): (&[AttachmentRow], &[String]),
    base: &str,
) -> Vec<(String, Vec<FileLine>)> {
    let of_files = rows.iter().map(|row| row.component.as_str());
    let mut components: Vec<&str> = given.iter().map(String::as_str).chain(of_files).collect();
    components.sort_unstable();
    components.dedup();
    let describe = |component: &&str| {
        let name = timeline::papers(context, view, &[(*component).to_owned()]).concat();
        let label = match *component {
            "" => context.text("paper-other"),
            app::RESULT => context.text("my-result_file"),
            _ => name,
        };
        (label, super::papers::lines(context, rows, component, base))
    };
    components.iter().map(describe).collect()
}

/// The showings of the personal data, as lines of a page.
pub(super) fn read_lines(context: &RequestContext, rows: &[app::AuditRow]) -> Vec<Read> {
    let zone = &context.rules.deadline_calendar().zone;
    let line = |row: &app::AuditRow| Read {
        at: messages::instant(context.language, Instant(row.at), zone),
        reader: context.names().officer_line(&row.actor),
        why: reads::what(context.names(), row),
    };
    rows.iter().map(line).collect()
}

/// Who works on the dossier, for those who may know it: its citizen and the holder of the slip's QR code.
pub(super) fn holder(context: &RequestContext, view: &DossierView) -> Option<String> {
    let open = view.state.phase == Phase::Open;
    let hold = view.state.hold().filter(|_| open)?;
    Some(context.names().officer_line(&hold.officer))
}
