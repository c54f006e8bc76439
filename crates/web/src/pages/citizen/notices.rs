//! Notices about a dossier as they are read: the outbox keeps what happened, the words are made when
//! somebody looks, in the reader's language.

use calendar::Instant;
use office::Notice;

use crate::visit::Visit;

/// A notice in words.
pub(super) struct Told {
    pub at: String,
    pub subject: String,
    pub body: String,
    pub sent: String,
}

pub(super) fn told(visit: &Visit, notice: &Notice) -> Told {
    let zone = &visit.rules.deadline_calendar().zone;
    let at = |millis: i64| messages::instant(visit.language, Instant(millis), zone);
    let sent = match notice.sent_at {
        Some(sent) => visit.say("notice-sent", &[("at", at(sent).into())]),
        None => visit.t("notice-waiting"),
    };
    Told { at: at(notice.at), subject: notice.subject.clone(), body: notice.body.clone(), sent }
}
