//! What officers did in a period, folded from the dossiers that the facts name. Knows no reader and no
//! decision.

use std::collections::{BTreeMap, BTreeSet};

use affairs::complaint::{Complaints, Finding, Theme};
use affairs::objection::{Finding as Objected, Objection, Objections};
use calendar::Instant;
use dossier::{State, fold_known};
use indicators::evaluation::{OnlineServices, Sheet};
use indicators::period::Period;
use indicators::person::{PersonFigures, Worked, dossiers_of_officer};
use indicators::{Basis, Filters, Query, count};
use rules::Online;

use crate::affairs as streams;
use crate::error::Failure;
use crate::event_codec;
use crate::figures::Figures;
use crate::inquiry::Inquiry;

/// The work of an officer in a period.
#[derive(Clone, Debug, Default)]
pub struct OfficerWork {
    /// The instant up to which logged events count.
    pub as_of: Instant,
    pub figures: PersonFigures,
    pub sheet: Sheet,
    /// The dossiers behind both.
    pub worked: Vec<Worked>,
    /// The objections about them, by code.
    pub objections: BTreeMap<String, Objections>,
    /// The dossiers with a complaint about conduct that was found justified.
    pub justified: BTreeSet<String>,
}

/// The work of all officers of the agency in a period.
#[derive(Debug, Default)]
pub struct AgencyWork {
    pub officers: BTreeMap<String, OfficerWork>,
    /// The nine indicators.
    pub sheet: Sheet,
    /// Every dossier, of all officers together.
    pub worked: Vec<Worked>,
    pub online: OnlineServices,
    /// Complaints whose answer was due in the period: whether each was in time.
    pub complaints: Vec<bool>,
}

impl OfficerWork {
    fn of(as_of: Instant, officer: &str, worked: Vec<Worked>, affairs: &Affairs) -> Self {
        let codes: BTreeSet<&String> = worked.iter().map(|dossier| &dossier.code).collect();
        let objections = affairs.objections.iter().filter(|(code, _)| codes.contains(code));
        let justified = affairs.justified(Some(officer));
        Self {
            as_of,
            figures: PersonFigures::of(&worked),
            sheet: Sheet::of_dossiers(&worked, &justified),
            objections: objections.map(|(code, all)| (code.clone(), all.clone())).collect(),
            justified: justified.into_iter().filter(|code| codes.contains(code)).collect(),
            worked,
        }
    }

    /// The last objection of an officer to each part of the lateness, with the part.
    pub fn objected<'a>(
        &'a self,
        officer: &'a str,
    ) -> impl Iterator<Item = (&'a Objection, i64)> + 'a {
        self.worked.iter().flat_map(move |dossier| {
            let all = self.objections.get(&dossier.code);
            dossier
                .late
                .iter()
                .filter_map(move |(step, part)| Some((all?.about(officer, step)?, *part)))
        })
    }

    /// Late minutes of the officer to which an objection was upheld.
    #[must_use]
    pub fn upheld_minutes(&self, officer: &str) -> i64 {
        let upheld = self.objected(officer).filter(|(objection, _)| {
            objection.decided.as_ref().is_some_and(|decided| decided.finding == Objected::Upheld)
        });
        upheld.map(|(_, part)| part).sum()
    }
}

/// The complaints and objections about the dossiers.
#[derive(Default)]
struct Affairs {
    objections: BTreeMap<String, Objections>,
    /// Complaints found justified: the code of the dossier, the officer complained of.
    conduct: Vec<(String, Option<String>)>,
    /// Complaints whose answer was due in the period.
    in_time: Vec<bool>,
}

impl Affairs {
    fn read(
        inquiry: Inquiry<'_>,
        register: &str,
        (start, state, as_of): (Instant, Instant, Instant),
        before: i64,
    ) -> Result<Self, Failure> {
        let (mut objections, mut complaints) = (Vec::new(), Vec::new());
        streams::each_before::<Objections>(inquiry, register, before, |stream, all| {
            objections.push((streams::dossier_of(stream), all));
        })?;
        streams::each_before::<Complaints>(inquiry, register, before, |stream, all| {
            complaints.push((streams::dossier_of(stream), all));
        })?;
        let code = |stream: &str| Ok::<_, Failure>(inquiry.reader.row(stream)?.map(|row| row.code));
        let mut affairs = Self::default();
        for (stream, all) in objections {
            affairs.objections.extend(code(&stream)?.map(|code| (code, all)));
        }
        for (stream, all) in complaints {
            let Some(code) = code(&stream)? else { continue };
            for complaint in all.all {
                if start <= complaint.due && complaint.due <= state {
                    affairs.in_time.extend(complaint.in_time(state));
                }
                let answer = complaint.answer.filter(|answer| answer.at <= as_of);
                let right = answer.is_some_and(|answer| answer.finding != Finding::NotJustified);
                if right && (complaint.theme == Theme::Conduct || complaint.against.is_some()) {
                    affairs.conduct.push((code.clone(), complaint.against));
                }
            }
        }
        Ok(affairs)
    }

    /// The dossiers of which a justified complaint concerns an officer's conduct: one that names the
    /// officer, or one about conduct that names no officer.
    fn justified(&self, officer: Option<&str>) -> BTreeSet<String> {
        let concerns = |against: &Option<String>| match (against, officer) {
            (Some(against), Some(officer)) => against == officer,
            _ => true,
        };
        let objections = self.conduct.iter().filter(|(_, against)| concerns(against));
        objections.map(|(code, _)| code.clone()).collect()
    }
}

/// The instants of a period: its start, the state's moment, as-of.
fn bounds(figures: &Figures, period: Period, as_of: Instant) -> (Instant, Instant, Instant) {
    let (from, to) = period.days();
    let end = figures.zone.at(to.plus(1), 0).plus_millis(-1);
    (figures.zone.at(from, 0), as_of.min(end), as_of)
}

fn query(period: Period, as_of: Instant) -> Query {
    let (from, to) = period.days();
    Query { as_of, basis: Basis::Flow, ..Query::new(from, to) }
}

impl Inquiry<'_> {
    /// The work of an officer in a period, by the record as of an instant.
    ///
    /// # Errors
    /// The store failed, or the record does not fold.
    pub fn work_of(
        &self,
        figures: &Figures,
        officer: &str,
        period: Period,
        as_of: Instant,
    ) -> Result<OfficerWork, Failure> {
        self.work_before(figures, (officer, period), (as_of, i64::MAX))
    }

    /// The same of the events before a position only: those logged in the same instant, but later, are
    /// left out.
    pub(super) fn work_before(
        &self,
        figures: &Figures,
        (officer, period): (&str, Period),
        (as_of, before): (Instant, i64),
    ) -> Result<OfficerWork, Failure> {
        let bounds = bounds(figures, period, as_of);
        let mut worked = Vec::new();
        self.each_state(figures, (period, Some(officer)), (bounds, before), |state| {
            worked.extend(Worked::of(state, Some(officer), (bounds.0, bounds.1)));
        })?;
        let affairs = Affairs::read(*self, &figures.register, bounds, before)?;
        Ok(OfficerWork::of(as_of, officer, worked, &affairs))
    }

    /// The work of every officer and of the agency in a period, by the record as of an instant.
    ///
    /// # Errors
    /// The store failed, or the record does not fold.
    pub fn work_of_all(
        &self,
        figures: &Figures,
        period: Period,
        as_of: Instant,
    ) -> Result<AgencyWork, Failure> {
        let bounds = bounds(figures, period, as_of);
        let (mut all, mut by_officer) = (Vec::new(), BTreeMap::<String, Vec<Worked>>::new());
        self.each_state(figures, (period, None), (bounds, i64::MAX), |state| {
            let frame = (bounds.0, bounds.1);
            all.extend(Worked::of(state, None, frame));
            let segments = state.segments(bounds.1);
            let officers: BTreeSet<&String> = segments.iter().map(|hold| &hold.officer).collect();
            for officer in officers {
                let worked = Worked::of(state, Some(officer), frame);
                by_officer.entry(officer.clone()).or_default().extend(worked);
            }
        })?;
        let affairs = Affairs::read(*self, &figures.register, bounds, i64::MAX)?;
        let online = self.online_services(figures, period, as_of, &all)?;
        let complaints = affairs.in_time.clone();
        let sheet = Sheet::of_agency(&all, &affairs.justified(None), &complaints, online);
        let officers = by_officer.into_iter().map(|(officer, worked)| {
            let work = OfficerWork::of(as_of, &officer, worked, &affairs);
            (officer, work)
        });
        Ok(AgencyWork { officers: officers.collect(), sheet, worked: all, online, complaints })
    }

    /// Folds every dossier of a period that an officer held, as it stood at the state's moment.
    fn each_state(
        &self,
        figures: &Figures,
        (period, officer): (Period, Option<&str>),
        ((_, at, as_of), before): ((Instant, Instant, Instant), i64),
        mut visit: impl FnMut(&State),
    ) -> Result<(), Failure> {
        for code in dossiers_of_officer(figures.facts.iter(), &query(period, as_of), officer) {
            let rows = self.reader.by_code(code)?;
            let Some(row) = rows.iter().find(|row| row.register == figures.register) else {
                continue;
            };
            let mut events = self.reader.stream(&row.stream)?;
            events.retain(|event| event.position < before);
            let history = event_codec::history(&events)?;
            visit(&fold_known(&history, &self.rules.calendars, as_of, at));
        }
        Ok(())
    }

    fn online_services(
        &self,
        figures: &Figures,
        period: Period,
        as_of: Instant,
        worked: &[Worked],
    ) -> Result<OnlineServices, Failure> {
        let last = period.days().1;
        let codes: BTreeSet<&String> =
            self.rules.procedures.iter().map(|rule| &rule.code).collect();
        let in_force = codes.into_iter().filter_map(|code| self.rules.procedure_on(code, last));
        let levels: Vec<Online> = in_force.map(|rule| rule.online).collect();
        let received = |channel: Option<&str>| {
            let filters = Filters { channel: channel.map(str::to_owned), ..Filters::default() };
            let query = Query { basis: Basis::Cohort, filters, ..query(period, as_of) };
            let report = count(figures.facts.iter(), &query);
            report.map(|report| report.total.received).map_err(|broken| Failure::BrokenRecord {
                stream: figures.register.clone(),
                what: broken.to_string(),
            })
        };
        let late = worked.iter().filter(|one| {
            one.online && one.finished.is_some() && one.outcome == dossier::Outcome::Late
        });
        Ok(OnlineServices {
            procedures: levels.len() as u64,
            procedures_online: levels.iter().filter(|level| **level != Online::None).count() as u64,
            received: received(None)?,
            received_online: received(Some("online"))?,
            late_online: late.count() as u64,
        })
    }
}
