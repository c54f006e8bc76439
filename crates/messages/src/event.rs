//! Events of a dossier's timeline: a short title, and a sentence with what is public about them.
//! Officers, units and procedures stand as the event names them; a page may name them better first.

use ::text::{Language, number};
use calendar::{Day, Instant, Zone};
use dossier::{Event, NOT_SUPPLIED, RuleSet};

use crate::bundle::{Value, text};
use crate::time::{amount, day_of, duration, instant};
use crate::words::{channel, naming, pause_reason, step};

/// The short title of an event: `Tiếp nhận`, `Bàn giao`, `Nhận bàn giao`.
#[must_use]
pub fn event_title(language: Language, rule_set: RuleSet, event: &Event) -> String {
    text(language, &format!("event-{}", kind(event)), &[naming(rule_set)])
}

fn kind(event: &Event) -> &'static str {
    match event {
        Event::Filed { .. } => "filed",
        Event::Guided { .. } => "guided",
        Event::Refused { .. } => "refused",
        Event::Received { .. } => "received",
        Event::Imported { .. } => "imported",
        Event::Paid { .. } => "paid",
        Event::Given { .. } => "given",
        Event::Returned { .. } => "returned",
        Event::Accepted { .. } => "accepted",
        Event::Declined { .. } => "declined",
        Event::StepStarted { .. } => "step_started",
        Event::StepCompleted { .. } => "step_completed",
        Event::Reassigned { .. } => "reassigned",
        Event::StandIn { .. } => "stand_in",
        Event::StandInEnded { .. } => "stand_in_ended",
        Event::SupplementAsked { .. } => "supplement_asked",
        Event::PapersPromised { .. } => "papers_promised",
        Event::Supplied { .. } => "supplied",
        Event::Paused { .. } => "paused",
        Event::Resumed => "resumed",
        Event::Extended { .. } => "extended",
        Event::CalendarChanged { .. } => "calendar_changed",
        Event::Consulted { .. } => "consulted",
        Event::ConsultationAnswered { .. } => "consultation_answered",
        Event::Reminded { .. } => "reminded",
        Event::ApologyDrafted { .. } => "apology_drafted",
        Event::ApologySigned { .. } => "apology_signed",
        Event::ApologyQueued { .. } => "apology_queued",
        Event::ApologyUndelivered => "apology_undelivered",
        Event::ApologySent { .. } => "apology_sent",
        Event::Reappointed { .. } => "reappointed",
        Event::ChairmanDate { .. } => "chairman_date",
        Event::ResultApproved { declined: false, .. } => "result_approved",
        Event::ResultApproved { declined: true, .. } => "result_declined",
        Event::Finished => "finished",
        Event::HandedOver { .. } => "handed_over",
        Event::Posted { .. } => "posted",
        Event::PostDelivered => "post_delivered",
        Event::PostReturned { .. } => "post_returned",
        Event::CollectionReminded { .. } => "collection_reminded",
        Event::Withdrawn { reason } if reason == NOT_SUPPLIED => "closed_unsupplied",
        Event::Withdrawn { .. } => "withdrawn",
        Event::Corrected { .. } => "corrected",
        Event::MovedToUnit { .. } => "moved_to_unit",
        Event::LetterWaived { .. } => "letter_waived",
        Event::Lapsed { .. } => "lapsed",
        Event::ResultDeclined { .. } => "desk_declined",
        Event::Noted => "noted",
        Event::Erased { .. } => "erased",
    }
}

/// The public fields of an event as sentences; `None` where the title is enough.
#[must_use]
pub fn event_detail(
    language: Language,
    rule_set: RuleSet,
    event: &Event,
    zone: &Zone,
) -> Option<String> {
    let teller = Teller { language, rule_set, zone };
    teller
        .intake(event)
        .or_else(|| teller.work(event))
        .or_else(|| teller.clock(event))
        .or_else(|| teller.letter(event))
        .or_else(|| teller.end(event))
}

struct Teller<'a> {
    language: Language,
    rule_set: RuleSet,
    zone: &'a Zone,
}

impl Teller<'_> {
    fn intake(&self, event: &Event) -> Option<String> {
        Some(match event {
            Event::Filed { filing } => {
                let channel = channel(self.language, &filing.channel);
                let procedure = clause(&filing.procedure);
                self.text("filed", &[("procedure", procedure), ("channel", channel.into())])
            }
            Event::Guided { missing } => self.text("guided", &[("items", list(missing))]),
            Event::Refused { reason } => self.text("reason", &[("reason", clause(reason))]),
            Event::Received { code, terms, officer, entered_late, .. } => {
                let values = [
                    ("officer", clause(officer)),
                    ("code", clause(code)),
                    ("duration", duration(self.language, terms.duration).into()),
                ];
                let sentence = self.text("received", &values);
                let late = entered_late.as_deref().map(|reason| [("reason", clause(reason))]);
                self.append(sentence, "entered_late", late)
            }
            Event::Imported { code, received, due, .. } => {
                let (received, due) = (self.instant(*received), self.instant(*due));
                let values = [("code", clause(code)), ("received", received), ("due", due)];
                self.text("imported", &values)
            }
            Event::Paid { amount_vnd } => {
                let amount = number::decimal(&amount_vnd.to_string(), self.language);
                self.text("paid", &[("amount", amount.into())])
            }
            _ => return None,
        })
    }

    fn work(&self, event: &Event) -> Option<String> {
        Some(match event {
            Event::Given { from, to, step, unit, proposes_decline, .. } => {
                let sentence = self.offer("given", [from, to, unit], step, &[]);
                let proposed =
                    proposes_decline.map(|declines| [("outcome", self.outcome(declines))]);
                self.append(sentence, "proposed", proposed)
            }
            Event::Returned { from, to, step, unit, reason, .. } => {
                self.offer("returned", [from, to, unit], step, &[("reason", clause(reason))])
            }
            Event::Accepted { by } => self.text("by", &[("by", clause(by))]),
            Event::Declined { by, reason } => {
                self.text("declined", &[("by", clause(by)), ("reason", clause(reason))])
            }
            Event::StepStarted { step } | Event::StepCompleted { step } => {
                self.text("step", &[("step", self.step(step))])
            }
            Event::Lapsed { to, step } => {
                self.text("lapsed", &[("to", clause(to)), ("step", self.step(step))])
            }
            Event::Reassigned { to, unit, reason } => {
                let (to, unit, reason) = (clause(to), clause(unit), clause(reason));
                self.text("reassigned", &[("to", to), ("unit", unit), ("reason", reason)])
            }
            Event::StandIn { officer, by, until } => {
                let until = self.instant(*until);
                let values = [("officer", clause(officer)), ("by", clause(by)), ("until", until)];
                self.text("stand_in", &values)
            }
            Event::StandInEnded { officer } => {
                self.text("stand_in_ended", &[("officer", clause(officer))])
            }
            Event::Consulted { id, unit, due } => {
                let (unit, due) = (clause(unit), self.instant(*due));
                let id = i64::from(*id).into();
                self.text("consulted", &[("id", id), ("unit", unit), ("due", due)])
            }
            Event::ConsultationAnswered { id } => {
                self.text("consultation_answered", &[("id", i64::from(*id).into())])
            }
            Event::MovedToUnit { unit, reason } => {
                self.text("moved_to_unit", &[("unit", clause(unit)), ("reason", clause(reason))])
            }
            _ => return None,
        })
    }

    fn clock(&self, event: &Event) -> Option<String> {
        Some(match event {
            Event::SupplementAsked { approved_by, items } => {
                let sentence = self.text("supplement_asked", &[("items", list(items))]);
                let second = approved_by.as_deref().map(|by| [("by", clause(by))]);
                self.append(sentence, "second_supplement", second)
            }
            Event::PapersPromised { items } if items.is_empty() => {
                text(self.language, "detail-no_papers_promised", &[])
            }
            Event::PapersPromised { items } => {
                self.text("papers_promised", &[("items", list(items))])
            }
            Event::Supplied { items } if !items.is_empty() => {
                self.text("supplied", &[("items", list(items))])
            }
            Event::Paused { reason, basis } => {
                let reason = pause_reason(self.language, *reason);
                self.text("paused", &[("reason", reason.into()), ("basis", clause(basis))])
            }
            Event::Extended { by, basis } => {
                let by = amount(self.language, *by);
                self.text("extended", &[("by", by.into()), ("basis", clause(basis))])
            }
            Event::CalendarChanged { calendar, reason } => {
                let values = [("calendar", clause(calendar)), ("reason", clause(reason))];
                self.text("calendar_changed", &values)
            }
            Event::Reminded { percent, due } => {
                let share = number::percent(Some(&percent.to_string()), self.language);
                self.text("reminded", &[("share", share.into()), ("due", self.instant(*due))])
            }
            _ => return None,
        })
    }

    fn letter(&self, event: &Event) -> Option<String> {
        Some(match event {
            Event::ApologyDrafted { reason, unit, new_date } => {
                // The program's own draft names the step that is not done; a head writes a reason.
                let own = reason.strip_prefix("unfinished:").map(|id| {
                    let step = step(self.language, id);
                    self.text("unfinished", &[("step", clause(&step))])
                });
                let reason = own.as_deref().unwrap_or(reason);
                let values = [("unit", clause(unit)), ("reason", clause(reason))];
                let sentence = self.text("apology_drafted", &values);
                let date = new_date.map(|date| [("date", self.day(date))]);
                self.append(sentence, "new_date", date)
            }
            Event::ApologySigned { by, confirmed } => {
                let by = self.text("by", &[("by", clause(by))]);
                if *confirmed { format!("{by} {}", self.text("confirmed", &[])) } else { by }
            }
            Event::ApologyQueued { by } => self.text("by", &[("by", clause(by))]),
            Event::ApologySent { by, way, tracking } => {
                let by = self.text("by", &[("by", clause(by))]);
                let values = [("tracking", clause(tracking))];
                let way = way.map(|way| self.text(&format!("sent_{}", way.code()), &values));
                way.map_or_else(|| by.clone(), |way| format!("{by} {way}"))
            }
            Event::LetterWaived { reason } => {
                self.text("letter_waived", &[("reason", clause(reason))])
            }
            Event::Reappointed { date } => self.text("new_date", &[("date", self.day(*date))]),
            Event::ChairmanDate { date, decision } => {
                let date = self.day(*date);
                self.text("chairman_date", &[("date", date), ("decision", clause(decision))])
            }
            _ => return None,
        })
    }

    fn end(&self, event: &Event) -> Option<String> {
        Some(match event {
            Event::ResultApproved { by, reason, .. } => {
                let sentence = self.text("by", &[("by", clause(by))]);
                let reason = reason.as_deref().map(|reason| [("reason", clause(reason))]);
                self.append(sentence, "not_as_proposed", reason)
            }
            Event::ResultDeclined { by, reason } => {
                self.text("declined", &[("by", clause(by)), ("reason", clause(reason))])
            }
            Event::HandedOver { without_letter, by_code } if *without_letter || *by_code => {
                let parts = [(*by_code, "by_code"), (*without_letter, "without_letter")];
                let said = parts.into_iter().filter(|(is, _)| *is);
                said.map(|(_, key)| self.text(key, &[])).collect::<Vec<_>>().join(" ")
            }
            Event::PostReturned { reason } => {
                self.text(&format!("returned_{}", reason.code()), &[])
            }
            Event::CollectionReminded { number } => {
                self.text("collection_reminded", &[("number", i64::from(*number).into())])
            }
            Event::Posted { tracking } => self.text("posted", &[("tracking", clause(tracking))]),
            Event::Withdrawn { reason } if reason == NOT_SUPPLIED => self.text("not_supplied", &[]),
            Event::Withdrawn { reason } => self.text("reason", &[("reason", clause(reason))]),
            Event::Corrected { target, reason, .. } => {
                // The record counts its events from 0, people count from 1.
                let number = i64::from(*target) + 1;
                self.text("corrected", &[("number", number.into()), ("reason", clause(reason))])
            }
            _ => return None,
        })
    }

    fn offer(
        &self,
        key: &str,
        [from, to, unit]: [&str; 3],
        step: &str,
        more: &[(&str, Value<'_>)],
    ) -> String {
        let values = [
            ("from", clause(from)),
            ("to", clause(to)),
            ("unit", clause(unit)),
            ("step", self.step(step)),
        ];
        self.text(key, &[&values, more].concat())
    }

    /// A sentence, followed by another one where there are values for it.
    fn append(
        &self,
        sentence: String,
        key: &str,
        values: Option<[(&str, Value<'_>); 1]>,
    ) -> String {
        match values {
            Some(values) => format!("{sentence} {}", self.text(key, &values)),
            None => sentence,
        }
    }

    fn outcome(&self, declines: bool) -> Value<'static> {
        let key = if declines { "word-not_granted" } else { "word-granted" };
        text(self.language, key, &[]).into()
    }

    fn text(&self, key: &str, values: &[(&str, Value<'_>)]) -> String {
        let values = [&[naming(self.rule_set)], values].concat();
        text(self.language, &format!("detail-{key}"), &values)
    }

    fn instant(&self, at: Instant) -> Value<'static> {
        instant(self.language, at, self.zone).into()
    }

    fn day(&self, day: Day) -> Value<'static> {
        day_of(self.language, day).into()
    }

    fn step(&self, id: &str) -> Value<'static> {
        step(self.language, id).into()
    }
}

/// A typed text without its full stop: the sentence around it has one.
fn clause(typed: &str) -> Value<'_> {
    match typed.trim().trim_end_matches('.') {
        "" => number::ABSENT.into(),
        clause => clause.into(),
    }
}

fn list(items: &[String]) -> Value<'static> {
    let items = items.iter().map(|item| item.trim().trim_end_matches(['.', ';']));
    items.filter(|item| !item.is_empty()).collect::<Vec<_>>().join("; ").into()
}

#[cfg(test)]
mod tests;
