//! Notices about a dossier as they are read: the outbox keeps what happened, the words are made when
//! somebody looks, in the reader's language.

use app::{Notice, Turn};
use calendar::Instant;
use rules::Rules;
use text::Language;

use super::timeline;
use crate::request_context::RequestContext;

/// A notice in words.
pub(in crate::pages) struct Told {
    pub at: String,
    pub subject: String,
    pub body: String,
    pub sent: String,
}

/// A notice as it is read now.
pub(in crate::pages) fn told(context: &RequestContext, notice: &Notice) -> Told {
    let zone = &context.rules.deadline_calendar().zone;
    let at = |millis: i64| messages::instant(context.language, Instant(millis), zone);
    let sent = match notice.ended_at {
        Some(sent) => context.say("notice-sent", &[("at", at(sent).into())]),
        None => context.t("notice-waiting"),
    };
    let (subject, body) = match app::turn_of(notice) {
        Some(turn) => {
            words(&context.rules, context.language, &turn, &items(context, notice, &turn))
        }
        None => (notice.subject.clone(), notice.body.clone()),
    };
    Told { at: at(notice.at), subject, body, sent }
}

/// What is missing is told by the papers' names where it is papers.
fn items(context: &RequestContext, notice: &Notice, turn: &Turn) -> Vec<String> {
    let view =
        notice.stream.as_deref().map(|stream| context.app().view_stream(stream, context.now()));
    match view {
        Some(Ok(Some(view))) => timeline::papers(context, &view, &turn.items),
        _ => turn.items.clone(),
    }
}

/// Subject and text of a notice as it is sent.
pub(crate) fn sent(rules: &Rules, language: Language, notice: &Notice) -> (String, String) {
    match app::turn_of(notice) {
        Some(turn) => words(rules, language, &turn, &turn.items),
        None => (notice.subject.clone(), notice.body.clone()),
    }
}

fn words(rules: &Rules, language: Language, turn: &Turn, items: &[String]) -> (String, String) {
    let zone = &rules.deadline_calendar().zone;
    let due = turn.due.map(|due| messages::instant(language, due, zone));
    let day = turn.day.map(|day| messages::day_of(language, day));
    let values = [
        ("code", (&turn.code).into()),
        ("due", due.unwrap_or_default().into()),
        ("items", items.join("; ").into()),
        ("day", day.unwrap_or_default().into()),
    ];
    let text = |key: &str| messages::text(language, key, &values);
    let key = format!("notice-{}", turn.kind);
    let body = match (turn.kind.as_str(), turn.day) {
        ("apology", None) => text("notice-apology_undated"),
        _ => text(&format!("{key}_said")),
    };
    (text(&key), body)
}
