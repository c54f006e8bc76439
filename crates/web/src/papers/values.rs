//! What stands in a paper, by the names that its template uses (docs/papers.md). Every value comes from
//! the functions that make the pages.

use std::collections::BTreeSet;

use app::DossierView;
use calendar::{Instant, Zone};
use dossier::event::Person;
use dossier::{Event, Recorded, RuleSet};
use http::names::Names;
use serde_json::{Map, Value, json};

use super::{PaperKind, Subject, agency, title};
use crate::pages::dossier::{rule_set, sheet};
use crate::pages::letter::{self, Written};
use crate::pages::slip;

/// The values of a paper.
pub(super) fn of(kind: PaperKind, names: Names<'_>, subject: &Subject<'_>) -> Value {
    let mut values = common(kind, names, subject);
    let more = match kind {
        PaperKind::AppointmentSlip => appointment_slip(names, subject),
        PaperKind::SupplementRequest => supplement_request(names, subject),
        PaperKind::Refusal => json!({ "reason": slip::Description::of(subject.view).reason }),
        PaperKind::ApologyLetter => apology_letter(names, subject),
        PaperKind::StopNotice => stop_notice(names, subject),
        PaperKind::ControlSheet => control_sheet(names, subject),
        PaperKind::FilledForm => of_form(subject),
        PaperKind::RegisterBook
        | PaperKind::PersonData
        | PaperKind::PaymentSlip
        | PaperKind::RefundSlip
        | PaperKind::HandoverList
        | PaperKind::ResultList
        | PaperKind::CertificationBook
        | PaperKind::CertifiedCopy
        | PaperKind::CertifiedSignature
        | PaperKind::CertifiedTranslator
        | PaperKind::CertifiedTransaction => Value::Null,
    };
    if let Value::Object(more) = more {
        values.extend(more);
    }
    Value::Object(values)
}

fn common(kind: PaperKind, names: Names<'_>, subject: &Subject<'_>) -> Map<String, Value> {
    let (view, state) = (subject.view, &subject.view.state);
    let text = slip::Description::of(view);
    let rule = slip::rule_of(names, view, view.zone.day(subject.now));
    let case = state.filing.case.as_deref();
    let case = rule.zip(case).and_then(|(rule, id)| rule.cases.iter().find(|case| case.id == id));
    let officer = match kind {
        PaperKind::SupplementRequest => last_request(subject).map(|request| request.by),
        PaperKind::StopNotice => last(view, is_withdrawal).map(|recorded| recorded.actor.clone()),
        _ => text.officer,
    };
    let issued = first_issued(kind, view).unwrap_or(subject.now);
    let version = version(names, view, kind, issued);
    let written_at = written_at(kind, view).unwrap_or(subject.now);
    let number = number(kind, view);
    let values = json!({
        "agency": agency(names),
        "desk": Some(subject.desk).filter(|desk| !desk.is_empty()).map(|desk| names.unit(desk)),
        "title": title(names, kind, rule_set(view)),
        "form": form(kind, names, rule_set(view)),
        "code": view.spoken_code(),
        "procedure": names.procedure(&state.filing.procedure),
        "case": case.map(|case| case.name.clone()),
        "applicant": person(names, subject.data.applicant.as_ref(), &state.filing.ward),
        "submitter": person(names, subject.data.submitter.as_ref(), ""),
        "officer": officer.map(|officer| names.officer(&officer)),
        "date": date(names, written_at, &view.zone),
        "version": version,
        "number": number.map(|(number, _)| number),
        "year": number.map(|(_, year)| year),
    });
    match values {
        Value::Object(values) => values,
        _ => Map::new(),
    }
}

/// The day of a paper, as papers write it.
pub(super) fn date(names: Names<'_>, at: Instant, zone: &Zone) -> String {
    let (year, month, day) = zone.day(at).ymd();
    let date = [
        ("day", format!("{day:02}").into()),
        ("month", format!("{month:02}").into()),
        ("year", year.to_string().into()),
    ];
    names.format("paper-date", &date)
}

fn of_form(subject: &Subject<'_>) -> Value {
    let signer = subject.data.submitter.as_ref().or(subject.data.applicant.as_ref());
    let signer = signer.map(|person| person.name.as_str()).unwrap_or_default();
    let form = subject.data.form.as_ref();
    form.map_or(Value::Null, |form| super::filled_form::values(form, signer))
}

/// The form's number by the circular: the numbers of 2025 differ.
pub(crate) fn form(kind: PaperKind, names: Names<'_>, rule_set: RuleSet) -> String {
    let number = match (kind, rule_set) {
        (PaperKind::AppointmentSlip, _) => "01",
        (PaperKind::SupplementRequest, _) => "02",
        (PaperKind::Refusal, _) => "03",
        (PaperKind::ApologyLetter, _) => "04",
        (PaperKind::RegisterBook, RuleSet::TT03) => "07",
        (PaperKind::ControlSheet, RuleSet::TT03) | (PaperKind::RegisterBook, _) => "06",
        (PaperKind::StopNotice | PaperKind::ControlSheet, _) => "05",
        // The form of the procedure names its own document; hand-over lists are practice.
        (
            PaperKind::FilledForm
            | PaperKind::PersonData
            | PaperKind::PaymentSlip
            | PaperKind::RefundSlip
            | PaperKind::HandoverList
            | PaperKind::ResultList
            | PaperKind::CertificationBook
            | PaperKind::CertifiedCopy
            | PaperKind::CertifiedSignature
            | PaperKind::CertifiedTranslator
            | PaperKind::CertifiedTransaction,
            _,
        ) => return String::new(),
    };
    let key = match rule_set {
        RuleSet::TT03 => "slip-form_2025",
        RuleSet::ND61 | RuleSet::ND118 => "slip-form_2018",
    };
    names.format(key, &[("number", number.into())])
}

fn person(names: Names<'_>, person: Option<&Person>, ward: &str) -> Value {
    let Some(person) = person else { return Value::Null };
    json!({
        "name": person.name,
        "address": names.address(&person.address, ward),
        "phone": person.phone,
        "identity": person.identity,
    })
}

/// Which version of a paper it is, where what it says was corrected since it was first issued: each
/// correction gives another version, which takes the place of the one before.
fn version(
    names: Names<'_>,
    view: &DossierView,
    kind: PaperKind,
    issued: Instant,
) -> Option<String> {
    let corrections = view.corrections(issued, |event| is_in(kind, event))?;
    Some(version_of(names, corrections, &view.zone))
}

/// The version after so many corrections, the last of them at an instant.
pub(super) fn version_of(
    names: Names<'_>,
    (corrections, at): (usize, Instant),
    zone: &Zone,
) -> String {
    let at = messages::instant(names.language, at, zone);
    let n = corrections as i64 + 1;
    names.format("paper-corrected", &[("n", n.into()), ("at", at.into())])
}

/// The version of a paper that was issued, as [`version`] names it.
pub(crate) fn version_issued(
    names: Names<'_>,
    view: &DossierView,
    kind: PaperKind,
) -> Option<String> {
    version(names, view, kind, first_issued(kind, view)?)
}

/// Whether a paper says what stands in an event.
fn is_in(kind: PaperKind, event: &Event) -> bool {
    match event {
        _ if kind == PaperKind::ControlSheet => true,
        Event::Filed { .. } | Event::Received { .. } | Event::Corrected { .. } => true,
        Event::SupplementAsked { .. } | Event::Guided { .. } => {
            kind == PaperKind::SupplementRequest
        }
        Event::Refused { .. } => kind == PaperKind::Refusal,
        Event::Withdrawn { .. } => kind == PaperKind::StopNotice,
        Event::ApologyDrafted { .. } | Event::ApologySigned { .. } => {
            kind == PaperKind::ApologyLetter
        }
        _ => false,
    }
}

/// When a paper was first issued, where it was: the control sheet grows from the reception on.
fn first_issued(kind: PaperKind, view: &DossierView) -> Option<Instant> {
    match kind {
        PaperKind::ControlSheet => view.state.received,
        kind => written_at(kind, view),
    }
}

/// When the paper's act was done, where it was.
fn written_at(kind: PaperKind, view: &DossierView) -> Option<Instant> {
    match kind {
        PaperKind::AppointmentSlip => view.state.received,
        PaperKind::SupplementRequest => last(view, is_request).map(|recorded| recorded.at),
        PaperKind::Refusal => {
            last(view, |event| matches!(event, Event::Refused { .. })).map(|recorded| recorded.at)
        }
        PaperKind::StopNotice => view.state.withdrawn,
        PaperKind::ApologyLetter => {
            view.state.letters.last().and_then(|letter| letter.signed.as_ref()).map(|(at, _)| *at)
        }
        PaperKind::ControlSheet => view.state.ended(),
        PaperKind::FilledForm => view.state.filed,
        PaperKind::RegisterBook
        | PaperKind::PersonData
        | PaperKind::PaymentSlip
        | PaperKind::RefundSlip
        | PaperKind::HandoverList
        | PaperKind::ResultList
        | PaperKind::CertificationBook
        | PaperKind::CertifiedCopy
        | PaperKind::CertifiedSignature
        | PaperKind::CertifiedTranslator
        | PaperKind::CertifiedTransaction => None,
    }
}

/// The number and the year of the last paper of a kind, in the series of its desk. A control sheet is
/// made with the slip, and has its number.
pub(crate) fn number(kind: PaperKind, view: &DossierView) -> Option<(u64, i16)> {
    let issued = match kind {
        PaperKind::ControlSheet => PaperKind::AppointmentSlip,
        kind => kind,
    };
    let (number, at) = view.paper_number(issued.code())?;
    Some((number, view.zone.day(at).ymd().0))
}

/// The last event of a kind.
fn last(view: &DossierView, is: fn(&Event) -> bool) -> Option<&Recorded> {
    view.history.iter().rev().find(|recorded| is(&recorded.event))
}

fn is_request(event: &Event) -> bool {
    matches!(event, Event::SupplementAsked { .. } | Event::Guided { .. })
}

fn is_withdrawal(event: &Event) -> bool {
    matches!(event, Event::Withdrawn { .. })
}

/// An instant as the forms write it, where there is one.
fn instant(names: Names<'_>, view: &DossierView, at: Option<Instant>) -> Option<String> {
    let at = at?;
    let (day, millis) = view.zone.civil(at);
    let ((year, month, day), minutes) = (day.ymd(), millis / 60_000);
    let values = [
        ("hour", format!("{:02}", minutes / 60).into()),
        ("minute", format!("{:02}", minutes % 60).into()),
        ("day", format!("{day:02}").into()),
        ("month", format!("{month:02}").into()),
        ("year", year.to_string().into()),
    ];
    Some(names.format("paper-instant", &values))
}

fn appointment_slip(names: Names<'_>, subject: &Subject<'_>) -> Value {
    let (view, state) = (subject.view, &subject.view.state);
    let text = slip::Description::of(view);
    let today = view.zone.day(subject.now);
    let rule = slip::rule_of(names, view, today);
    let at = |at: Option<Instant>| instant(names, view, at);
    let papers = slip::lines_of(names, rule, &text.components, &subject.data.files);
    let papers = papers.into_iter().map(|paper| {
        let [originals, certified, copies] = paper.counts;
        json!({ "name": paper.name, "originals": originals, "certified": certified,
            "copies": copies, "note": paper.note })
    });
    let slip = subject.data.slip.as_ref();
    let track = subject.site.map(|site| format!("{site}/track"));
    let code = subject.site.zip(slip).map(|(site, slip)| format!("{site}/t/{}", slip.token));
    json!({
        "competent": state.filing.competent.as_ref().map(|unit| names.unit(unit)),
        "papers": papers.collect::<Vec<_>>(),
        "sets": names.text("slip-one_set"),
        "duration": state.terms.as_ref().map(|t| messages::duration(names.language, t.duration)),
        "received": at(state.received),
        // The promise of the slip; what moved it later stands on the tracking page.
        "due": at(state.dues.first().map(|(_, due)| *due)),
        "result_at": letter::desk_of(&names, subject.desk),
        "fee": slip::fee_of(names, (view, subject.money), today),
        "key": slip.map(|slip| slip.key.clone()),
        "track": track,
        "qr": code,
    })
}

/// The last request for papers, before or after reception.
struct SupplementRequest {
    by: String,
    items: Vec<String>,
    reason: Option<String>,
}

fn last_request(subject: &Subject<'_>) -> Option<SupplementRequest> {
    let texts = subject.data.texts.iter().map(Option::as_ref);
    let texts = texts.chain(std::iter::repeat(None));
    let requests = subject.view.history.iter().zip(texts).filter_map(|(recorded, text)| {
        let (Event::SupplementAsked { items, .. } | Event::Guided { missing: items }) =
            &recorded.event
        else {
            return None;
        };
        Some(SupplementRequest {
            by: recorded.actor.clone(),
            items: items.clone(),
            reason: text.cloned(),
        })
    });
    requests.last()
}

fn supplement_request(names: Names<'_>, subject: &Subject<'_>) -> Value {
    let state = &subject.view.state;
    let Some(request) = last_request(subject) else { return Value::Null };
    let until = state.supplement_until();
    json!({
        "items": names.papers(&state.filing.procedure, &request.items),
        "reason": request.reason,
        "until": until.map(|day| messages::day_of(names.language, day)),
        "contact": letter::desk_of(&names, subject.desk),
    })
}

fn apology_letter(names: Names<'_>, subject: &Subject<'_>) -> Value {
    let view = subject.view;
    let Some(latest) = view.state.letters.last() else { return Value::Null };
    let written = Written::of(names.rules, view, latest);
    let about = letter::Subject { view, code: &view.spoken_code(), desk: subject.desk };
    let applicant = subject.data.applicant.as_ref().map(|person| person.name.as_str());
    let text = letter::in_words(names, &about, (applicant, &written), subject.now);
    json!({
        "unit": text.unit,
        "to": text.to,
        "paragraphs": text.paragraphs,
        "signer_title": text.title,
        "signer": text.signer,
        "draft": latest.signed.is_none().then(|| names.text("paper-draft")),
    })
}

fn stop_notice(names: Names<'_>, subject: &Subject<'_>) -> Value {
    let view = subject.view;
    let on_record = last(view, is_withdrawal).and_then(|recorded| match &recorded.event {
        Event::Withdrawn { reason } => Some(reason.as_str()),
        _ => None,
    });
    let reason_text = subject.data.text_of(view, is_withdrawal);
    let reason = reason_text.or(on_record).filter(|reason| !reason.is_empty());
    json!({
        "reason": reason,
        "stopped": instant(names, view, view.state.withdrawn),
        "fee": slip::fee_of(names, (view, subject.money), view.zone.day(subject.now)),
    })
}

fn control_sheet(names: Names<'_>, subject: &Subject<'_>) -> Value {
    let (view, state) = (subject.view, &subject.view.state);
    let at = |at: Option<Instant>| instant(names, view, at);
    let rows = sheet::rows(names, view).into_iter().map(|row| {
        json!({ "giver": row.giver, "giver_unit": row.giver_unit, "taker": row.taker,
            "taker_unit": row.taker_unit, "step": row.step, "given": at(row.at),
            "taken": at(row.taken_at), "result": row.result, "note": row.note })
    });
    let asked: BTreeSet<&str> =
        state.consultations.iter().map(|consultation| consultation.unit.as_str()).collect();
    json!({
        "unit": names.unit(&state.filing.unit),
        "received": at(state.received),
        "due": at(view.snapshot.due),
        "cooperating": asked.into_iter().map(|unit| names.unit(unit)).collect::<Vec<_>>(),
        "rows": rows.collect::<Vec<_>>(),
    })
}
