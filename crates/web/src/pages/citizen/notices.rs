//! Notices about a dossier as they are read: the outbox keeps what happened, the words are made
//! when it is read, in the reader's language.

use app::{Notice, Turn};
use calendar::Instant;
use http::names::Names;
use rules::{NoticeTemplate, Rules, UnitKind};
use text::Language;

use crate::answer::Error;
use crate::pages::{digests, letter, tracking};
use crate::request_context::RequestContext;

/// A notice in words.
pub(in crate::pages) struct Description {
    pub at: String,
    pub subject: String,
    pub body: String,
    pub sent: String,
}

/// A notice as it is read now.
pub(in crate::pages) fn describe(context: &RequestContext, notice: &Notice) -> Description {
    let zone = &context.rules.deadline_calendar().zone;
    let at = |millis: i64| messages::instant(context.language, Instant(millis), zone);
    let (subject, mut body) = match app::turn_of(notice) {
        Some(turn) => words(&context.rules, context.language, &turn),
        None => of_no_turn(context.language, notice),
    };
    if notice.address.is_empty() || body.is_empty() {
        body = context.text("notice-cleared");
    }
    let sent = standing(context, notice);
    Description { at: at(notice.at), subject, body, sent }
}

/// Subject and text of a notice about a dossier that is not sent yet, in the language in which the citizen
/// will read it.
pub(in crate::pages) fn of_turn(
    context: &RequestContext,
    stream: &str,
    turn: &Turn,
) -> Result<(String, String), Error> {
    let language = context.app().notices_reach(stream)?.language;
    Ok(words(&context.rules, language, turn))
}

/// Whether it is sent, and when.
pub(in crate::pages) fn standing(context: &RequestContext, notice: &Notice) -> String {
    let zone = &context.rules.deadline_calendar().zone;
    let at = |millis: i64| messages::instant(context.language, Instant(millis), zone);
    let ended = at(notice.ended_at.unwrap_or(notice.at));
    let (key, at) = match notice.state.as_str() {
        "waiting" if notice.way == "paper" => match notice.handed_at {
            Some(printed) => ("notice-paper_printed", at(printed)),
            None => return context.text("notice-paper_waiting"),
        },
        "kept" => return context.text("notice-kept"),
        "overtaken" => return context.text("notice-overtaken"),
        "given" => ("notice-given", ended),
        "posted" => ("notice-posted_paper", ended),
        "waiting" if notice.tries == 0 => return context.text("notice-waiting"),
        "waiting" => ("notice-trying", at(notice.next_at)),
        "delivered" => ("notice-sent", ended),
        "failed" => ("notice-failed", ended),
        "elsewhere" => ("notice-elsewhere", ended),
        _ => ("notice-expired", ended),
    };
    context.format(key, &[("at", at.into())])
}

/// Subject and text of a notice as it is sent.
pub(crate) fn sent(rules: &Rules, language: Language, notice: &Notice) -> (String, String) {
    match app::turn_of(notice) {
        Some(turn) => words(rules, language, &turn),
        None => of_no_turn(language, notice),
    }
}

/// Subject and text of an officer's digest, and of a notice that is stored with its words.
fn of_no_turn(language: Language, notice: &Notice) -> (String, String) {
    match app::digest_of(notice) {
        Some(digest) => digests::words(language, &digest),
        None => (notice.subject.clone(), notice.body.clone()),
    }
}

/// The words of a turn, with papers by their names in the language.
fn words(rules: &Rules, language: Language, turn: &Turn) -> (String, String) {
    let zone = &rules.deadline_calendar().zone;
    let [due, due_before] = [turn.due, turn.due_before]
        .map(|due| due.map(|due| messages::instant(language, due, zone)).unwrap_or_default());
    let day = turn.day.map(|day| messages::day_of(language, day));
    let names = Names { rules, language };
    // A notice of an earlier release does not say at which desk.
    let unit = match turn.unit.as_str() {
        "" => messages::text(language, "notice-desk", &[]),
        unit => names.unit(unit),
    };
    let desks = rules.agency.iter().flat_map(|agency| &agency.units);
    let mut desks = desks.filter(|unit| unit.kind == UnitKind::Desk);
    let desk = match (turn.kind.as_str(), turn.unit.as_str()) {
        ("ready" | "uncollected" | "post_returned", code) if !code.is_empty() => code,
        _ => desks.next().map_or("", |desk| desk.code.as_str()),
    };
    let desk = match letter::desk_of(&names, desk) {
        desk if desk.is_empty() => messages::text(language, "notice-desk", &[]),
        desk => desk,
    };
    let reason = match turn.reason.strip_prefix("unfinished:") {
        Some(step) => {
            let step = messages::step(language, step);
            messages::text(language, "dossier-unfinished", &[("step", step.into())])
        }
        None => turn.reason.trim_end_matches('.').to_owned(),
    };
    let items = names.papers(&turn.procedure, &turn.items).join("; ");
    let day = day.unwrap_or_default();
    let named = [
        ("code", turn.code.as_str()),
        ("due", &due),
        ("due_before", &due_before),
        ("items", &items),
        ("date", &day),
        ("day", &day),
        ("unit", &unit),
        ("desk", &desk),
        ("reason", &reason),
        ("key", &turn.key),
    ];
    let values = named.map(|(name, value)| (name, value.into()));
    let text = |key: &str| messages::text(language, key, &values);
    // A message that is pasted whole where the key is asked for ends with it.
    let name = if turn.kind == "filed" { "notice-key" } else { "notice-collection_code" };
    let key = (!turn.key.is_empty()).then(|| text(name));
    let own = |own: &&NoticeTemplate| own.turn == turn.kind && own.language == language;
    if let Some(own) = rules.notices.iter().find(own) {
        let (subject, body) = own.fill(&named);
        return (subject, [Some(body), key].into_iter().flatten().collect::<Vec<_>>().join(" "));
    }
    // A letter that is delivered electronically has the words of the notice about one.
    let kind = if turn.kind == app::LETTER { "apology" } else { &turn.kind };
    let released = format!("notice-{kind}");
    let mut body = vec![text(&format!("{released}_said"))];
    if kind == "apology" {
        body.extend((!turn.reason.is_empty()).then(|| text("letter-reason")));
        body.extend((!turn.unit.is_empty()).then(|| text("letter-unit")));
        body.extend(turn.day.map(|_| text("letter-new_date")));
    }
    if kind == "posted" {
        let link = tracking::address(rules, &items);
        let follow =
            |link: String| messages::text(language, "notice-posted_link", &[("link", link.into())]);
        body.extend(link.map(follow));
    }
    body.extend(key);
    (text(&released), body.join(" "))
}
