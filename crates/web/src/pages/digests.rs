//! The daily digests of an officer in words, as they are sent and as the page shows them: codes and
//! counts only, no applicant. Knows no channel.

use affairs::digest::{DayDigest, Item, Rung, Sending};
use askama::Template;
use calendar::Instant;
use dossier::RuleSet;
use rules::Rules;
use text::Language;

use crate::address::Params;
use crate::answer::{Answer, Error, html};
use crate::layout::Layout;
use crate::pages::lead::officers;
use crate::request_context::RequestContext;

/// Codes named of each rung.
const NAMED: usize = 20;
/// Days of a page.
const DAYS: usize = 30;

#[derive(Template)]
#[template(path = "digests.html")]
struct Page {
    layout: Layout,
    heading: String,
    lead: String,
    action: String,
    days: Vec<Day>,
    /// The officers whose digests the reader may read: id, name, whether it is the one shown.
    officers: Vec<(String, String, bool)>,
}

struct Day {
    heading: String,
    sent: String,
    lines: Vec<String>,
}

/// The new matters, one line per rung, the most urgent first; then the number of dossiers held.
fn lines(language: Language, digest: &DayDigest) -> Vec<String> {
    let rungs = Rung::ALL.iter().rev().filter_map(|rung| {
        let of: Vec<&Item> = digest.items.iter().filter(|item| item.rung == *rung).collect();
        let more = of.len().saturating_sub(NAMED) as i64;
        let codes: Vec<&str> = of.iter().take(NAMED).map(|item| item.about.as_str()).collect();
        let key = format!("digest-{}", rung.code());
        let values = [
            ("n", (of.len() as i64).into()),
            ("more", more.into()),
            ("codes", codes.join(", ").into()),
            messages::naming(RuleSet::on(digest.day)),
        ];
        (!of.is_empty()).then(|| messages::text(language, &key, &values))
    });
    let held = [("held", i64::from(digest.held).into()), ("late", i64::from(digest.late).into())];
    rungs.chain((digest.held > 0).then(|| messages::text(language, "digest-held", &held))).collect()
}

/// Subject and text of a digest as it is sent.
pub(crate) fn words(language: Language, digest: &DayDigest) -> (String, String) {
    let day = messages::date_of(digest.day);
    let values = [("day", day.into()), ("n", (digest.items.len() as i64).into())];
    let mut text = lines(language, digest);
    text.push(messages::text(language, "digest-end", &[]));
    (messages::text(language, "digest-subject", &values), text.join("\n"))
}

fn sent(rules: &Rules, language: Language, sending: Sending) -> String {
    let at = |at: Instant| messages::instant(language, at, &rules.deadline_calendar().zone);
    let (key, at) = match sending {
        Sending::OnPage => ("digest-on_page", String::new()),
        Sending::Waiting => ("digest-waiting", String::new()),
        Sending::Taken(when) => ("digest-taken", at(when)),
        Sending::NotTaken(when) => ("digest-not_taken", at(when)),
    };
    messages::text(language, key, &[("at", at.into())])
}

/// The page.
pub(crate) fn page(context: &RequestContext) -> Answer {
    let me = context.actor();
    let officer = context.params.get("officer").unwrap_or(&me.id).to_owned();
    let shown = context.app().digests(&context.who(), &officer, DAYS)?.ok_or(Error::NoPage)?;
    let days = shown.days.iter().map(|digest| Day {
        heading: messages::day_of(context.language, digest.day),
        sent: sent(&context.rules, context.language, digest.sending),
        lines: lines(context.language, digest),
    });
    let heading = context.text("page-digests");
    let name = context.names().officer(&officer);
    html(&Page {
        layout: Layout::new(context, &heading),
        heading,
        lead: context.format("digests-lead", &[("officer", name.into())]),
        action: context.to("/digests"),
        days: days.collect(),
        officers: choices(context, &officer),
    })
}

/// The officers of a head's unit; every officer for a leader; none for other readers.
fn choices(context: &RequestContext, chosen: &str) -> Vec<(String, String, bool)> {
    let me = context.actor();
    let under = |officer: &rules::Officer| match me.role {
        dossier::Role::Leader => true,
        dossier::Role::Head => officer.unit == me.unit,
        _ => false,
    };
    let choices = officers::choices(context, under).into_iter();
    choices.map(|choice| (choice.value.clone(), choice.label, choice.value == chosen)).collect()
}

/// The link to today's digest, for an officer who has one: address and words.
pub(in crate::pages) fn of_today(
    context: &RequestContext,
) -> Result<Option<(String, String)>, Error> {
    let me = context.actor().id;
    let shown = context.app().digests(&context.who(), &me, 1)?;
    let last = shown.and_then(|shown| shown.days.into_iter().next());
    let today = last.filter(|digest| digest.day == context.today());
    Ok(today.map(|digest| {
        let n = [("n", (digest.items.len() as i64).into())];
        (context.link("/digests", &Params::default()), context.format("digests-today", &n))
    }))
}
