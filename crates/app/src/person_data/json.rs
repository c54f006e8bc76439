//! What is held about a person, as a file that another program reads (docs/schemas/person-data.json).
//! Words are those of the record. Knows no reader.

use affairs::data_request::RequestKind;
use affairs::rating::Factor;
use calendar::{Instant, Zone};
use dossier::Recorded;
use dossier::event::{FilledForm, Person};
use serde_json::{Map, Value, json};
use store::{AttachmentRow, AuditRow, Notice};

use super::{AccountData, DossierData, DraftData, PersonData};
use crate::data_requests::OwnDataRequest;
use crate::notices::turn_of;

impl PersonData {
    /// The file, as JSON with sorted keys; instants have the offset of the agency's zone.
    #[must_use]
    pub fn to_json(&self, agency: &str, zone: &Zone, at: Instant) -> String {
        let file = File { zone };
        let value = json!({
            "format": "motcua-person-1",
            "agency": agency,
            "made_at": file.at(at),
            "account": self.account.as_ref().map(|account| file.account(account)),
            "notice_choices": self.notice_choices.iter()
                .map(|one| json!({ "language": one.language, "way": one.way }))
                .collect::<Vec<_>>(),
            "dossiers": self.dossiers.iter().map(|one| file.dossier(one)).collect::<Vec<_>>(),
            "requests": self.requests.iter().map(|one| file.request(one)).collect::<Vec<_>>(),
            "drafts": self.drafts.iter().map(|one| file.draft(one)).collect::<Vec<_>>(),
        });
        // Strings, numbers and lists only: none can fail to serialise.
        serde_json::to_string_pretty(&value).unwrap_or_default()
    }
}

struct File<'a> {
    zone: &'a Zone,
}

impl File<'_> {
    fn at(&self, at: Instant) -> String {
        self.zone.format(at)
    }

    fn millis(&self, at: Option<i64>) -> Option<String> {
        at.map(|at| self.at(Instant(at)))
    }

    fn account(&self, account: &AccountData) -> Value {
        let contacts = account.contacts.iter();
        let sessions = account.sessions.iter();
        let browsers = account.browsers.iter();
        json!({
            "contacts": contacts
                .map(|(contact, since)| json!({ "contact": contact, "since": self.at(*since) }))
                .collect::<Vec<_>>(),
            "sessions": sessions
                .map(|one| json!({
                    "browser": one.label,
                    "began_at": self.at(one.began),
                    "seen_at": self.at(one.seen),
                    "ended_at": one.ended.map(|at| self.at(at)),
                }))
                .collect::<Vec<_>>(),
            "browsers": browsers
                .map(|one| json!({
                    "browser": one.label,
                    "since": self.at(one.since),
                    "seen_at": self.at(one.seen),
                    "until": self.at(one.until),
                }))
                .collect::<Vec<_>>(),
            "claimed": account.claimed,
        })
    }

    fn dossier(&self, one: &DossierData) -> Value {
        let (row, view, data) = (&one.row, &one.view, &one.data);
        let history = view.history.iter().zip(&data.texts);
        let complaints = data.complaints.iter();
        json!({
            "code": view.spoken_code(),
            "register": row.register,
            "procedure": row.procedure,
            "phase": row.phase,
            "erased_at": view.state.erased.map(|at| self.at(at)),
            "restricted": one.restricted,
            "ward": view.state.filing.ward,
            "filed_at": self.millis(row.filed_at),
            "received_at": self.millis(row.received_at),
            "due_at": self.millis(row.due_at),
            "ended_at": self.millis(row.ended_at),
            "applicant": data.applicant.as_ref().map(person),
            "submitter": data.submitter.as_ref().map(person),
            "result": data.result.as_ref().map(|result| &result.number),
            "taken_by": data.taken_by.as_ref().map(|taker| json!({
                "relation": taker.relation, "name": taker.name, "identity": taker.identity,
                "authorisation": taker.authorisation, "authorised_on": taker.authorised_on,
            })),
            "form": data.form.as_ref().map(form),
            "history": history.map(|(event, text)| self.event(event, text)).collect::<Vec<_>>(),
            "files": data.files.iter().map(|row| self.file(row)).collect::<Vec<_>>(),
            "notices": data.notices.iter().map(|row| self.notice(row)).collect::<Vec<_>>(),
            "rating": one.rating.as_ref().map(|(given, text)| {
                let grades = Factor::ALL.iter().filter_map(|factor| {
                    let grade = given.grades.grade(*factor)?;
                    Some((factor.code().to_owned(), Value::from(grade.code())))
                });
                let grades = Value::Object(grades.collect::<Map<_, _>>());
                json!({ "at": self.at(given.at), "grades": grades, "text": text })
            }),
            "complaints": complaints
                .map(|one| json!({
                    "text": one.made, "moved": one.moved, "answer": one.answer,
                }))
                .collect::<Vec<_>>(),
            "helped": one.helped,
            "certifications": one.certified.iter().map(|one| json!({
                "book": one.entry.book,
                "number": one.entry.number,
                "year": one.entry.year,
                "at": self.at(one.entry.at),
                "what": one.what,
            })).collect::<Vec<_>>(),
            "payments": one.payments.movements.iter().map(|paid| json!({
                "at": self.at(paid.at),
                "amount_vnd": paid.amount_vnd,
                "refund": paid.refund,
                "way": paid.way.code(),
                "number": paid.number,
                "year": paid.year,
            })).collect::<Vec<_>>(),
            "reads": one.reads.iter().map(|row| self.read(row)).collect::<Vec<_>>(),
        })
    }

    fn event(&self, recorded: &Recorded, text: &Option<String>) -> Value {
        // Every value written here is made of strings, numbers and lists; none can fail to serialise.
        let event = serde_json::to_value(&recorded.event).unwrap_or_default();
        json!({
            "at": self.at(recorded.at),
            "kind": event["kind"],
            "by": recorded.actor,
            "text": text,
        })
    }

    fn file(&self, row: &AttachmentRow) -> Value {
        json!({
            "name": row.name,
            "component": row.component,
            "media_type": row.media_type,
            "bytes": row.size,
            "sha256": row.digest,
            "at": self.at(Instant(row.at)),
        })
    }

    fn notice(&self, notice: &Notice) -> Value {
        let turn = turn_of(notice);
        json!({
            "at": self.at(Instant(notice.at)),
            "kind": turn.as_ref().map(|turn| &turn.kind),
            "items": turn.as_ref().map(|turn| &turn.items),
            "way": notice.way,
            "language": notice.language,
            "to": notice.shown_address(),
            "state": notice.state,
            "ended_at": self.millis(notice.ended_at),
        })
    }

    fn read(&self, row: &AuditRow) -> Value {
        json!({
            "at": self.at(Instant(row.at)),
            "by": row.actor,
            "kind": row.kind,
            "purpose": row.detail,
        })
    }

    fn request(&self, one: &OwnDataRequest) -> Value {
        let request = &one.request;
        let turns = one.turns.iter().map(
            |turn| json!({ "at": self.at(turn.at), "kind": turn.kind, "by": turn.actor, "text": turn.text }),
        );
        json!({
            "id": one.id,
            "request": request.kind().map(RequestKind::code),
            "answer_by": request.filed.as_ref().map(|filed| self.at(filed.answer_by)),
            "due": request.due.map(|due| self.at(due)),
            "outcome": request.decided.as_ref().map(|decision| decision.outcome.code()),
            "turns": turns.collect::<Vec<_>>(),
        })
    }

    fn draft(&self, one: &DraftData) -> Value {
        let draft = &one.kept.draft;
        json!({
            "procedure": draft.procedure,
            "changed_at": self.at(one.kept.touched),
            "applicant": person(&draft.applicant),
            "submitter": person(&draft.submitter),
            "ward": draft.ward,
            "note": draft.note,
            "form": draft.form,
            "files": one.files.iter().map(|row| self.file(row)).collect::<Vec<_>>(),
        })
    }
}

fn person(person: &Person) -> Value {
    json!({
        "name": person.name,
        "address": person.address,
        "phone": person.phone,
        "identity": person.identity,
    })
}

fn form(form: &FilledForm) -> Value {
    let groups = form.groups.iter().map(|group| {
        let answers = group.answers.iter();
        json!({
            "title": group.heading(),
            "answers": answers
                .map(|answer| json!({ "label": answer.label, "text": answer.text() }))
                .collect::<Vec<_>>(),
        })
    });
    json!({ "title": form.title, "groups": groups.collect::<Vec<_>>() })
}
