//! The fields of a reception. Knows no posted value and no answer.

use calendar::LegalClock;
use rules::{Circumstances, CompetentAgency, Procedure};

use super::assists;
use crate::fields::{Choice, Field, Form, Kind};
use crate::pages::wards;
use crate::request_context::RequestContext;

/// The form of a reception, or of a `filing` that is received; `ward` is the one on record.
pub(super) fn form(context: &RequestContext, rule: &Procedure, filing: bool, ward: &str) -> Form {
    let line = |name: &str, key: &str| {
        Field::new(Kind::Line, name, context.text(&format!("receive-{key}"))).unmarked()
    };
    let identity = |name: &str| {
        let field = line(name, "identity").max_chars(40).format(is_identity);
        field.fault_key("receive-identity_wrong")
    };
    let phone = |name: &str| {
        line(name, "phone").max_chars(40).format(is_telephone).fault_key("receive-phone_wrong")
    };
    let select = |name: &str, none: &str, fault: &'static str| {
        let label = context.text(&format!("receive-{name}"));
        let field = Field::new(Kind::Select, name, label).unmarked();
        field.none_label(context.text(none)).fault_key(fault)
    };
    let name = Field { required: true, ..line("name", "name") };
    let long = |name: &str, key: &str, max_chars: usize| {
        let label = context.text(&format!("receive-{key}"));
        Field::new(Kind::Long, name, label).unmarked().max_chars(max_chars)
    };
    let hint = if filing { "receive-missing_hint" } else { "receive-missing_hint_counter" };
    let missing = Field { kind: Kind::Lines, ..long("missing", "missing", 4000) };
    let mut fields = vec![
        line("find", "find").max_chars(100),
        name.fault_key("receive-name_missing"),
        identity("identity"),
        phone("phone").input_mode("tel"),
        line("address", "address"),
        select("ward", "receive-no_ward", "receive-ward_unknown")
            .choices(wards::choices(context, ward)),
        line("other_name", "other_name").fault_key("receive-other_missing"),
        identity("other_identity"),
        phone("other_phone"),
        line("late_at", "late_at").max_chars(40).fault_key("receive-late_at_wrong"),
        line("late_reason", "late_reason").max_chars(300).fault_key("receive-late_reason_missing"),
        long("note", "note", 2000),
        missing.hint(context.text(hint)).fault_key("receive-missing_missing"),
        long("reason", "reason", 2000).fault_key("receive-reason_missing"),
    ];
    if !rule.cases.is_empty() {
        let field = select("case", "receive-no_case", "receive-case_unknown");
        fields.push(field.choices(cases(context, rule)));
    }
    let agencies = agencies(context, rule);
    if !filing && !assists(context) && !agencies.is_empty() {
        let field = select("competent", "receive-own_agency", "receive-agency_unknown");
        fields.push(field.choices(agencies));
    }
    // A filing keeps the channel that it came by; an adviser files online.
    if !filing && !assists(context) {
        let channels = ["counter", "post"]
            .map(|channel| Choice::new(channel, context.text(&format!("channel-{channel}"))));
        let field = Field::new(Kind::Radio, "channel", context.text("receive-channel"));
        fields.push(field.choices(channels.into()).fault_key("receive-channel_missing"));
    }
    Form::new(context.zone(), fields)
}

/// Whether a text looks like the number of a paper, an organisation's too.
fn is_identity(text: &str) -> bool {
    text.starts_with(char::is_alphanumeric)
        && text.chars().all(|c| c.is_alphanumeric() || " .-/".contains(c))
}

fn is_telephone(text: &str) -> bool {
    ::text::person::telephone(text).is_some()
}

/// When it would be due if it were received now.
pub(super) fn due(
    context: &RequestContext,
    rule: &Procedure,
    circumstances: &Circumstances<'_>,
) -> Option<String> {
    let calendar = context.rules.deadline_calendar();
    let now = context.now();
    if !calendar.covers(now) {
        return None;
    }
    let clock = LegalClock::start(calendar, rule.duration_of(circumstances), now);
    Some(messages::instant(context.language, clock.due, &calendar.zone))
}

/// The other agencies for which the procedure is received, each with the decision that lists it.
fn agencies(context: &RequestContext, rule: &Procedure) -> Vec<Choice> {
    let own = context.rules.agency.iter();
    let agencies = own.flat_map(|own| own.competent_for(rule, context.today()));
    let choice = |agency: &CompetentAgency| {
        let name = format!("{} ({})", context.names().unit(&agency.unit), agency.basis);
        Choice::new(&agency.unit, name)
    };
    agencies.map(choice).collect()
}

fn cases(context: &RequestContext, rule: &Procedure) -> Vec<Choice> {
    let cases = rule.cases.iter().map(|case| {
        let name = context.names().case(case);
        let of_case = context.rules.circumstances(Some(&case.id), "counter", "");
        let due = due(context, rule, &of_case).unwrap_or_default();
        let values = [("case", name.into()), ("due", due.into())];
        Choice::new(&case.id, context.format("receive-case_due", &values))
    });
    cases.collect()
}
