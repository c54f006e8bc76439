//! The values that a choice offers, from the rules in force and the dossier's state. No other value is
//! accepted.

use app::{Pick, VisibleDossier};
use calendar::Day;
use dossier::Role;
use dossier::event::{LetterWay, PauseReason, ReturnReason};
use dossier::state::{Consultation, Hold};
use rules::{Officer, Post};
use text::sort::sort_key;

use super::field::List;
use crate::fields::{Choice, Group};
use crate::pages::citizen::timeline;
use crate::pages::letter;
use crate::request_context::RequestContext;

/// The values of a list.
pub(super) fn groups(context: &RequestContext, dossier: &VisibleDossier, list: List) -> Vec<Group> {
    match list {
        List::Officers => officers(context, dossier, |_| true),
        List::Staff => {
            let actor = context.actor();
            let all = actor.role != Role::Head;
            officers(context, dossier, |officer| all || officer.unit == actor.unit)
        }
        _ => vec![Group { label: None, choices: plain(context, dossier, list) }],
    }
}

fn plain(context: &RequestContext, dossier: &VisibleDossier, list: List) -> Vec<Choice> {
    let (state, names) = (&dossier.view.state, context.names());
    match list {
        List::Officers | List::Staff => Vec::new(),
        List::Concerned => {
            let holder = state.hold().map(|hold| hold.officer.as_str());
            let offered_to = state.offer.as_ref().map(|offer| offer.to.as_str());
            let both = holder.into_iter().chain(offered_to);
            both.map(|id| Choice::new(id, names.officer(id))).collect()
        }
        List::Steps | List::OtherSteps | List::EarlierSteps => {
            let all = steps(dossier, list);
            all.into_iter().map(|id| Choice::new(id, names.step(state, id))).collect()
        }
        List::Units | List::OtherUnits => {
            let day = context.today();
            let own = (list == List::OtherUnits).then(|| context.actor().unit);
            let units = context.rules.agency.iter().flat_map(|agency| &agency.units);
            let units = units.filter(|unit| unit.valid(day) && Some(&unit.code) != own.as_ref());
            let mut units: Vec<_> =
                units.map(|unit| Choice::new(&unit.code, names.unit(&unit.code))).collect();
            units.sort_by_cached_key(|unit| sort_key(&unit.label));
            units
        }
        List::Calendars => {
            let in_force = &context.rules.deadline_calendar().id;
            let named = context.rules.openings.iter().map(|version| (version.key(), &version.name));
            let named = named.filter(|(key, _)| key == in_force);
            named.map(|(key, name)| Choice::new(&key, format!("{name} ({key})"))).collect()
        }
        List::Consultations => consultations(context, dossier),
        List::PauseReasons => {
            let reasons = [PauseReason::Financial, PauseReason::Agency].into_iter();
            let reasons = reasons
                .filter(|reason| *reason != PauseReason::Financial || state.filing.is_land());
            let describe = |reason| messages::pause_reason(context.language, reason);
            reasons.map(|reason| Choice::new(reason.code(), describe(reason))).collect()
        }
        List::ReturnReasons => {
            let choice = |reason: ReturnReason| {
                let text = context.text(&format!("detail-returned_{}", reason.code()));
                Choice::new(reason.code(), text)
            };
            ReturnReason::ALL.map(choice).into()
        }
        List::TimeUnits => {
            worded(context, "act-", &["working_days", "working_hours", "calendar_days"])
        }
        List::ResultForms => worded(context, "act-result_", &["paper", "file", "both"]),
        List::Papers => {
            let name = &state.filing.procedure;
            let version = state.terms.as_ref().map(|terms| terms.version);
            let rule = version.and_then(|day| context.rules.procedure_on(name, day));
            let rule = rule.or_else(|| names.rule(name));
            let papers = rule.into_iter().flat_map(|rule| &rule.components);
            named(context, dossier, papers.map(|paper| paper.name.clone()).collect())
        }
        List::Lacking => named(context, dossier, state.lacking().map(str::to_owned).collect()),
        List::LetterWays => letter_ways(context, dossier),
        List::Confirmed => vec![Choice::new("1", context.text("act-confirmed_reason"))],
        List::Results => worded(context, "act-", &["granted", "declined"]),
    }
}

/// The open consultations of the actor's unit.
fn consultations(context: &RequestContext, dossier: &VisibleDossier) -> Vec<Choice> {
    let unit = context.actor().unit;
    let all = dossier.view.state.consultations.iter();
    let open = all.filter(|one| one.answered.is_none() && one.unit == unit);
    let choice = |consultation: &Consultation| {
        let due = messages::instant(context.language, consultation.due, &dossier.view.zone);
        let values = [("n", i64::from(consultation.id).into()), ("due", due.into())];
        Choice::new(&consultation.id.to_string(), context.format("act-asked", &values))
    };
    open.map(choice).collect()
}

/// Papers as they are asked for, with their names in the reader's language.
fn named(context: &RequestContext, dossier: &VisibleDossier, papers: Vec<String>) -> Vec<Choice> {
    let names = timeline::papers(context, &dossier.view, &papers);
    papers.iter().zip(names).map(|(paper, name)| Choice::new(paper, name)).collect()
}

/// Fixed values, the text of each under its key.
fn worded(context: &RequestContext, before: &str, values: &[&str]) -> Vec<Choice> {
    let choice = |value: &&str| Choice::new(value, context.text(&format!("{before}{value}")));
    values.iter().map(choice).collect()
}

fn letter_ways(context: &RequestContext, dossier: &VisibleDossier) -> Vec<Choice> {
    let open = |way: &LetterWay| *way != LetterWay::Electronic || electronic(context, dossier);
    let choice =
        |way: LetterWay| Choice::new(way.code(), context.text(&format!("act-way_{}", way.code())));
    LetterWay::ALL.into_iter().filter(open).map(choice).collect()
}

/// Whether the letter can be delivered electronically: a gateway sends notices to the applicant, and the
/// letter does not wait already.
pub(super) fn electronic(context: &RequestContext, dossier: &VisibleDossier) -> bool {
    let waits = letter::pending(&dossier.view).is_some_and(|letter| letter.queued.is_some());
    !waits && context.app().notices_reach(&dossier.stream).is_ok_and(|reach| reach.is_sent)
}

/// The steps of the process, the desk first, but for those that the list leaves out.
fn steps(dossier: &VisibleDossier, list: List) -> Vec<&str> {
    let state = &dossier.view.state;
    let own = state.terms.iter().flat_map(|terms| &terms.steps);
    let mut all: Vec<&str> = own.map(|step| step.id.as_str()).collect();
    if !all.contains(&"desk") {
        all.insert(0, "desk");
    }
    let present = state.hold().map(|hold| hold.step.as_str());
    match list {
        List::OtherSteps => all.retain(|step| Some(*step) != present),
        List::EarlierSteps => {
            let place = all.iter().position(|step| Some(*step) == present);
            all.truncate(place.unwrap_or(all.len()));
        }
        _ => {}
    }
    all
}

/// The step that follows the present one in the process; the desk after the last.
pub(super) fn next_step(dossier: &VisibleDossier) -> Option<String> {
    let state = &dossier.view.state;
    let steps = &state.terms.as_ref()?.steps;
    let present = state.hold()?.step.as_str();
    let next = match steps.iter().position(|step| step.id == present) {
        Some(place) => steps.get(place + 1),
        None => steps.first(),
    };
    Some(next.map_or_else(|| "desk".to_owned(), |step| step.id.clone()))
}

/// The last visit of a step before the present one, of another officer than the holder.
fn before(dossier: &VisibleDossier) -> Option<&Hold> {
    let (holds, earlier) = (&dossier.view.state.holds, steps(dossier, List::EarlierSteps));
    let holder = &dossier.view.state.hold()?.officer;
    let returned = |hold: &&Hold| hold.officer != *holder && earlier.contains(&hold.step.as_str());
    holds.iter().rev().find(returned)
}

/// Officers in service who can hold a dossier, by unit, the units of the next step and of the actor
/// first.
fn officers(
    context: &RequestContext,
    dossier: &VisibleDossier,
    fits: impl Fn(&Officer) -> bool,
) -> Vec<Group> {
    let (day, names) = (context.today(), context.names());
    let holder = dossier.view.state.hold().map(|hold| hold.officer.as_str());
    let Some(agency) = &context.rules.agency else { return Vec::new() };
    let absences = context.app().absences(context.now());
    let away = |id: &str| absences.iter().find(|a| a.officer == id && a.from <= context.now());
    let serves = |officer: &&Officer| {
        can_hold(officer, day) && Some(officer.id.as_str()) != holder && fits(officer)
    };
    let (next, post) = (next_unit(dossier), next_post(context, dossier));
    let own = context.actor().unit;
    let units = agency.units.iter().filter(|unit| unit.valid(day));
    let mut units: Vec<_> =
        units.map(|unit| (names.unit(&unit.code), unit.code.as_str())).collect();
    units.sort_by_cached_key(|(name, code)| {
        (Some(*code) != next.as_deref(), *code != own, sort_key(name))
    });
    let label = |officer: &Officer| {
        let mut label = format!("{}, {}", officer.name, officer.title);
        if let Some(absence) = away(&officer.id) {
            let by = names.officer(&absence.by);
            label = format!("{label}: {}", context.format("act-away", &[("by", by.into())]));
        }
        label
    };
    let group = |(name, code): (String, &str)| {
        let serving = agency.officers.iter().filter(|officer| officer.unit == code).filter(serves);
        let mut choices: Vec<_> =
            serving.map(|officer| Choice::new(&officer.id, label(officer))).collect();
        choices.sort_by_cached_key(|officer| {
            let does = agency.officer(&officer.value).zip(post);
            let does = does.is_some_and(|(officer, post)| officer.post.serves_as(post));
            (!does, sort_key(&officer.label))
        });
        Group { label: Some(name), choices }
    };
    units.into_iter().map(group).filter(|group| !group.choices.is_empty()).collect()
}

/// Whether an officer is in service in a post that holds dossiers.
fn can_hold(officer: &Officer, day: Day) -> bool {
    let post = !matches!(officer.post, Post::Inspector | Post::Adviser | Post::Administrator);
    post && officer.valid(day)
}

/// The post that the next step needs: its officers stand first.
fn next_post(context: &RequestContext, dossier: &VisibleDossier) -> Option<Post> {
    let state = &dossier.view.state;
    let next = next_step(dossier)?;
    let version = state.terms.as_ref()?.version;
    let rule = context.rules.procedure_on(&state.filing.procedure, version)?;
    rule.steps.iter().find(|step| step.id == next).map(|step| step.post)
}

/// The officer that the process proposes for the next step: of those who have its post in its unit,
/// else of all in that unit who can hold a dossier, and are there, the one who had the dossier in that
/// step before, else the one who holds least.
fn proposed(context: &RequestContext, dossier: &VisibleDossier) -> Option<String> {
    let (step, unit, post) =
        (next_step(dossier)?, next_unit(dossier)?, next_post(context, dossier));
    let (day, now) = (context.today(), context.now());
    let holds = &dossier.view.state.holds;
    let holder = dossier.view.state.hold().map(|hold| hold.officer.as_str());
    let post = post.unwrap_or(Post::DeskOfficer);
    let agency = context.rules.agency.as_ref()?;
    let there = |officer: &&Officer| {
        let id = officer.id.as_str();
        Some(id) != holder && context.app().acting_for(id, now) == id
    };
    let mut fit: Vec<&Officer> = agency.officers_of(&unit, post, day);
    fit.retain(there);
    if fit.is_empty() {
        let others = agency.officers.iter().filter(|officer| officer.unit == unit);
        fit = others.filter(|officer| can_hold(officer, day)).filter(there).collect();
    }
    let fit: Vec<&str> = fit.into_iter().map(|officer| officer.id.as_str()).collect();
    let before = holds.iter().rev().find(|hold| hold.step == step);
    if let Some(before) = before.filter(|hold| fit.contains(&hold.officer.as_str())) {
        return Some(before.officer.clone());
    }
    least_loaded(context, fit.into_iter()).map(str::to_owned)
}

/// The officer who is present and holds the fewest dossiers.
pub(in crate::pages) fn least_loaded<'a>(
    context: &RequestContext,
    officers: impl Iterator<Item = &'a str>,
) -> Option<&'a str> {
    let now = context.now();
    let held = |id: &&str| {
        let (phases, held_by) = (vec!["open".to_owned()], Some((*id).to_owned()));
        let pick = Pick { phases, held_by, at: now.0, ..Pick::default() };
        context.app().count(&context.who(), &pick).unwrap_or(u64::MAX)
    };
    officers.filter(|id| context.app().acting_for(id, now) == *id).min_by_key(held)
}

fn next_unit(dossier: &VisibleDossier) -> Option<String> {
    let next = next_step(dossier)?;
    let state = &dossier.view.state;
    let step = state.terms.as_ref()?.steps.iter().find(|step| step.id == next);
    let unit = step.map_or_else(
        || state.holds.first().map(|hold| hold.unit.clone()),
        |step| {
            Some(if step.unit.is_empty() { state.filing.unit.clone() } else { step.unit.clone() })
        },
    );
    unit.filter(|unit| !unit.is_empty())
}

/// The new date that a letter proposes: the draft's, or where that has come the third working day
/// after today.
pub(in crate::pages) fn new_date(
    context: &RequestContext,
    dossier: &VisibleDossier,
) -> Option<Day> {
    let drafted = letter::pending(&dossier.view)?.new_date;
    let calendar = dossier.view.state.calendar.as_deref()?;
    let today = calendar.zone.day(context.now());
    drafted.filter(|day| *day > today).or_else(|| Some(calendar.nth_working_day_after(today, 3)))
}

/// The likely value of a field, which stands chosen in an empty form.
pub(super) fn likely_value(
    context: &RequestContext,
    dossier: &VisibleDossier,
    action: dossier::Action,
    name: &str,
) -> String {
    use dossier::Action;
    let state = &dossier.view.state;
    let choice = match (action, name) {
        (Action::Give, "step") => next_step(dossier),
        (Action::Give, "to") => proposed(context, dossier),
        (Action::BeginStep, "step") => next_step(dossier),
        (Action::ApproveResult, "result") => {
            let outcome = |declines| if declines { "declined" } else { "granted" };
            state.proposed.map(|(_, declines)| outcome(declines).to_owned())
        }
        (Action::ReturnStep, "step") => {
            before(dossier).map(|hold| hold.step.clone()).or_else(|| {
                let [only] = steps(dossier, List::EarlierSteps)[..] else { return None };
                Some(only.to_owned())
            })
        }
        (Action::ReturnStep, "to") => before(dossier).map(|hold| hold.officer.clone()),
        (Action::Pause, "reason") => {
            let [only] = &plain(context, dossier, List::PauseReasons)[..] else {
                return String::new();
            };
            Some(only.value.clone())
        }
        (Action::ChangeCalendar, "calendar") => {
            plain(context, dossier, List::Calendars).first().map(|first| first.value.clone())
        }
        (Action::StandIn, "officer") => state.hold().map(|hold| hold.officer.clone()),
        (Action::DraftApology, "unit") => {
            let late = state.hold().map(|hold| hold.unit.clone());
            late.or_else(|| Some(state.filing.unit.clone()))
        }
        (Action::SignApology, "reason") => letter::pending(&dossier.view)
            .filter(|pending| !letter::is_machine_s(pending))
            .map(|pending| letter::reason(&context.rules, &dossier.view, pending)),
        (Action::SignApology, "new_date") => new_date(context, dossier).map(|day| day.to_string()),
        (Action::Extend, "unit") => Some("working_days".to_owned()),
        (Action::AnswerConsultation, "id") => {
            plain(context, dossier, List::Consultations).first().map(|first| first.value.clone())
        }
        _ => None,
    };
    choice.unwrap_or_default()
}
