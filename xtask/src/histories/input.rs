//! Reads a folder of worked histories into the types of the pure crates.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

use anyhow::{Context, Result, bail};
use calendar::{
    Amount, Calendar, CalendarSpec, Calendars, ClosedDay, Count, Day, Duration, ExtraDay, Instant,
    Opening, SupplementEffect, Unit, Zone,
};
use dossier::event::PauseReason;
use dossier::{Event, Filing, Recorded, RuleSet, StepTerms, Terms};
use serde_json::{Map, Value, json};

/// One dossier of the folder, with its events.
pub struct History {
    pub id: String,
    pub events: Vec<Recorded>,
}

/// Every calendar of the file, once for each rule of counting (`NAME` and `NAME/civil`).
pub fn calendars(file: &Value) -> Result<Calendars> {
    let mut all = Calendars::new();
    let named = file["calendars"].as_object().context("no calendars")?;
    for (name, given) in named {
        for (suffix, count) in [("", Count::Effective), ("/civil", Count::Civil)] {
            let id = format!("{name}{suffix}");
            let calendar = calendar(file, given, &id, count)?;
            all.insert(id, Arc::new(calendar));
        }
    }
    Ok(all)
}

fn calendar(file: &Value, given: &Value, id: &str, count: Count) -> Result<Calendar> {
    let full = openings(&given["mon_fri"])?;
    let mut week: [Vec<Opening>; 7] = std::array::from_fn(|_| full.clone());
    week[5] = openings(&given["saturday"])?;
    week[6] = openings(&given["sunday"])?;
    let closed = days(&given["holidays"])?.into_iter().map(|day| ClosedDay {
        day,
        name: "nghỉ lễ".into(),
        name_en: "holiday".into(),
        made_up_on: None,
        estimate: false,
    });
    let extra = days(&given["makeup_workdays_full_hours"])?;
    let spec = CalendarSpec {
        id: id.to_owned(),
        zone: Zone::named(file["timezone"].as_str().unwrap_or("Asia/Ho_Chi_Minh"))?,
        week,
        closed: closed.collect(),
        extra: extra.into_iter().map(|day| ExtraDay { day, openings: full.clone() }).collect(),
        count,
        first: day(&file["valid_from"])?,
        last: day(&file["valid_to"])?,
        announced_until: day(&file["valid_to"])?,
    };
    Ok(spec.build()?)
}

fn openings(value: &Value) -> Result<Vec<Opening>> {
    let pairs = value.as_array().context("no openings")?.iter();
    pairs.map(|pair| Ok(Opening { open: minutes(&pair[0])?, close: minutes(&pair[1])? })).collect()
}

fn minutes(value: &Value) -> Result<u16> {
    let (hour, minute) = text(value)?.split_once(':').context("not hh:mm")?;
    Ok(hour.parse::<u16>()? * 60 + minute.parse::<u16>()?)
}

fn days(value: &Value) -> Result<Vec<Day>> {
    value.as_array().context("no list of days")?.iter().map(day).collect()
}

fn day(value: &Value) -> Result<Day> {
    text(value)?.parse().map_err(anyhow::Error::msg)
}

fn text(value: &Value) -> Result<&str> {
    value.as_str().with_context(|| format!("text expected, found {value}"))
}

/// Reads an instant of the folder.
pub fn instant(value: &Value) -> Result<Instant> {
    Ok(text(value)?.parse()?)
}

/// Reads a line of `histories.jsonl`.
pub fn history(line: &Value) -> Result<History> {
    let filing = Filing {
        procedure: text(&line["procedure"])?.into(),
        field: text(&line["field"])?.into(),
        unit: text(&line["unit"])?.into(),
        ward: text(&line["ward"])?.into(),
        channel: text(&line["channel"])?.into(),
        person: text(&line["applicant"])?.into(),
        ..Filing::default()
    };
    let accept_within = match &line["accept_within"] {
        Value::Null => None,
        minutes => Some(u32::try_from(minutes.as_u64().context("no accept_within")?)?),
    };
    let dossier =
        Dossier { id: text(&line["id"])?.into(), filing, terms: terms(line)?, accept_within };
    let events = line["events"].as_array().context("no events")?;
    let mut recorded = Vec::with_capacity(events.len());
    for given in events {
        let at = instant(&given["at"])?;
        let logged_at = if given["recorded"].is_null() { at } else { instant(&given["recorded"])? };
        let mut push = |event| {
            let (actor, on_behalf, sealed) = (String::new(), None, None);
            recorded.push(Recorded {
                at,
                logged_at,
                actor,
                on_behalf,
                paper_number: None,
                event,
                sealed,
            });
        };
        match given["kind"].as_str() {
            Some("corrected") => push(dossier.correction(given, events)?),
            // The folder does not distinguish its refused filings.
            Some("refused") => {
                push(Event::Filed { filing: dossier.filing.clone() });
                push(dossier.event(given)?);
            }
            _ => push(dossier.event(given)?),
        }
    }
    Ok(History { id: dossier.id, events: recorded })
}

/// The data that events of a dossier share.
struct Dossier {
    id: String,
    filing: Filing,
    terms: Terms,
    accept_within: Option<u32>,
}

impl Dossier {
    /// A correction as the record stores it: the fields in which the corrected event differs.
    fn correction(&self, given: &Value, events: &[Value]) -> Result<Event> {
        let target = given["target"].as_u64().context("no target")? as usize;
        let wrong = events.get(target).context("a correction of no event")?;
        let mut right = wrong.clone();
        let mut set = Map::new();
        for (name, value) in given["set"].as_object().context("a correction sets nothing")? {
            right[name] = value.clone();
            if name == "at" {
                set.insert(name.clone(), json!(instant(value)?.0));
            }
        }
        let fields =
            |value: &Value| -> Result<Value> { Ok(serde_json::to_value(self.event(value)?)?) };
        let (before, after) = (fields(wrong)?, fields(&right)?);
        for (name, value) in after.as_object().into_iter().flatten() {
            if before[name] != *value {
                set.insert(name.clone(), value.clone());
            }
        }
        // In the record, each refusal before the event is two events.
        let refusals = events[..=target].iter().filter(|event| event["kind"] == "refused").count();
        Ok(Event::Corrected { target: (target + refusals) as u32, set, reason: String::new() })
    }

    fn event(&self, given: &Value) -> Result<Event> {
        let accept_within = self.accept_within;
        let field = |name: &str| text(&given[name]).map(str::to_owned);
        Ok(match text(&given["kind"])? {
            "received" => Event::Received {
                code: self.id.clone(),
                filing: self.filing.clone(),
                terms: self.terms.clone(),
                officer: field("officer")?,
                desk: String::new(),
                components: Vec::new(),
                entered_late: None,
            },
            "given" => Event::Given {
                from: field("from")?,
                to: field("to")?,
                step: field("step")?,
                unit: String::new(),
                accept_within,
                proposes_decline: None,
            },
            "returned" => Event::Returned {
                from: field("from")?,
                to: field("to")?,
                step: field("step")?,
                unit: String::new(),
                reason: String::new(),
                accept_within,
            },
            "filed" => Event::Filed { filing: self.filing.clone() },
            "accepted" => Event::Accepted { by: field("by")? },
            "declined" => Event::Declined { by: field("by")?, reason: String::new() },
            "reassigned" => {
                Event::Reassigned { to: field("to")?, unit: String::new(), reason: String::new() }
            }
            "step_started" => Event::StepStarted { step: field("step")? },
            "step_completed" => Event::StepCompleted { step: field("step")? },
            "stand_in" => Event::StandIn {
                officer: field("officer")?,
                by: field("by")?,
                until: instant(&given["until"])?,
            },
            "supplement_asked" => Event::SupplementAsked {
                approved_by: given["approved_by"].as_str().map(str::to_owned),
                items: Vec::new(),
            },
            "supplied" => Event::Supplied { items: Vec::new() },
            "paused" => Event::Paused { reason: reason(&given["reason"])?, basis: field("basis")? },
            "resumed" => Event::Resumed,
            "extended" => Event::Extended { by: amount(given)?, basis: field("basis")? },
            "calendar_changed" => {
                let civil = if self.terms.calendar.ends_with("/civil") { "/civil" } else { "" };
                let calendar = format!("{}{civil}", field("calendar")?);
                Event::CalendarChanged { calendar, reason: String::new() }
            }
            other => return simple_event(other, given),
        })
    }
}

fn terms(line: &Value) -> Result<Terms> {
    let steps = line["steps"].as_array().context("no steps")?.iter();
    let civil = if line["count"] == "civil" { "/civil" } else { "" };
    Ok(Terms {
        extensions: None,
        desk_minutes: None,
        version: Day(0),
        rule_set: RuleSet::ND61,
        duration: Duration {
            length: amount(&line["duration"])?,
            cutoff_minutes: match &line["duration"]["cutoff"] {
                Value::Null => None,
                cutoff => Some(minutes(cutoff)?),
            },
        },
        supplement_effect: match line["effect"].as_str() {
            Some("restart") => SupplementEffect::Restart,
            _ => SupplementEffect::Continue,
        },
        restart_within: Some(RuleSet::RESTART_WITHIN),
        restart_by_date: true,
        calendar: format!("{}{civil}", text(&line["calendar"])?),
        steps: steps
            .map(|step| {
                Ok(StepTerms {
                    id: text(&step["id"])?.into(),
                    budget_minutes: step["budget"].as_i64().context("no budget")?,
                    unit: String::new(),
                    decides: None,
                })
            })
            .collect::<Result<_>>()?,
    })
}

fn amount(value: &Value) -> Result<Amount> {
    let unit: Unit = serde_json::from_value(value["unit"].clone())?;
    let amount = value["amount"].as_u64().context("no amount")? as u32;
    Ok(Amount { amount, unit })
}

fn simple_event(kind: &str, given: &Value) -> Result<Event> {
    Ok(match kind {
        "apology_drafted" => {
            Event::ApologyDrafted { reason: String::new(), unit: String::new(), new_date: None }
        }
        "apology_signed" => Event::ApologySigned { by: String::new(), confirmed: false },
        "apology_sent" => {
            Event::ApologySent { by: String::new(), way: None, tracking: String::new() }
        }
        "reappointed" => Event::Reappointed { date: day(&given["date"])? },
        "chairman_date" => {
            Event::ChairmanDate { date: day(&given["date"])?, decision: String::new() }
        }
        "finished" => Event::Finished,
        "result_declined" => {
            Event::ResultDeclined { by: text(&given["by"])?.into(), reason: String::new() }
        }
        "handed_over" => {
            Event::HandedOver { without_letter: given["imported"] == true, by_code: false }
        }
        "withdrawn" => Event::Withdrawn { reason: String::new() },
        "refused" => Event::Refused { reason: String::new() },
        other => bail!("unknown kind of event: {other}"),
    })
}

fn reason(value: &Value) -> Result<PauseReason> {
    Ok(serde_json::from_value(value.clone())?)
}

/// Reads the whole folder: histories by id, and the calendars.
pub fn read(folder: &Path) -> Result<(BTreeMap<String, History>, Calendars)> {
    let candidates = [
        folder.join("deadline_calendars.json"),
        folder.join("../deadline_calendars.json"),
        folder.join("../../deadline_calendars.json"),
        "../shared/data/deadline_calendars.json".into(),
    ];
    let path =
        candidates.iter().find(|path| path.is_file()).context("no deadline_calendars.json")?;
    let calendars = calendars(&serde_json::from_str(&std::fs::read_to_string(path)?)?)?;
    Ok((histories(&folder.join("histories.jsonl"))?, calendars))
}

/// Reads the histories of a file, one on each line, by id.
pub fn histories(file: &Path) -> Result<BTreeMap<String, History>> {
    let name = file.display();
    let text = std::fs::read_to_string(file).with_context(|| format!("no {name}"))?;
    let mut histories = BTreeMap::new();
    for (index, line) in text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty()) {
        let line: Value = serde_json::from_str(line)?;
        let history = history(&line).with_context(|| format!("{name}:{}", index + 1))?;
        histories.insert(history.id.clone(), history);
    }
    Ok(histories)
}
