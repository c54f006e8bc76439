//! Hand-over lists: issued by the officer who gave the dossiers or finished the results, under the next
//! number of the series of the officer's unit; read by the officers of both units. Knows no paper.

use affairs::handover_list::{Candidate, Command, Context, HandoverList, ListKind, Refusal};
use calendar::Instant;
use dossier::{Actor, Role};
use rules::{NumberedPaper, Rules};
use store::{ApplicantRow, DossierRow, EventRow};

use crate::affairs::{self as streams, Entry};
use crate::affairs_index::{self, AffairChange, sorted_page};
use crate::application::Application;
use crate::command_key::CommandKey;
use crate::core::Core;
use crate::error::Failure;
use crate::inquiry::DossierView;
use crate::personal_data::{Purpose, Shown};
use crate::policy::{ReadPermit, Right, Who, permit_affair};
use crate::{paper_numbers, project};

/// A list with its dossiers.
#[derive(Debug)]
pub struct VisibleHandoverList {
    pub list: HandoverList,
    pub lines: Vec<HandoverLine>,
    /// The applicants, in the order of the lines.
    pub applicants: Shown<Vec<Option<ApplicantRow>>>,
}

/// A dossier on a list.
#[derive(Debug)]
pub struct HandoverLine {
    pub row: DossierRow,
    pub view: DossierView,
    /// The instant of the act that the list is about.
    pub at: Instant,
    /// The number of the result; personal data, as the applicant's name.
    pub result: Option<String>,
}

impl From<Refusal> for Failure {
    fn from(why: Refusal) -> Self {
        Self::NotListed(why)
    }
}

/// Whether an officer may read a list: those of the units that gave and took, leaders and inspectors.
fn sees(actor: &Actor, list: &HandoverList) -> bool {
    matches!(actor.role, Role::Leader | Role::Inspector)
        || [&list.from, &list.to].contains(&&actor.unit)
}

/// The instant of the last offer in the history of a dossier, and who made it.
fn last_offer(rows: &[EventRow]) -> Option<(Instant, &str)> {
    let offers = |row: &&EventRow| matches!(row.event.kind.as_str(), "given" | "returned");
    let row = rows.iter().rev().find(offers)?;
    Some((Instant(row.event.happened_at), &row.event.actor))
}

impl Application {
    /// Issues a list of dossiers that the actor gave to a unit, or of results that officers of the
    /// actor's unit finished, for a desk; returns its id. `dossiers` are streams.
    ///
    /// # Errors
    /// [`Failure::NoPermit`]; [`Failure::NotListed`] with the reason; [`Failure::AlreadyDone`] and
    /// [`Failure::KeyConflict`] by the key; or the store failed.
    pub fn issue_handover_list(
        &self,
        who: &Who,
        (list, to): (ListKind, &str),
        dossiers: Vec<String>,
        (key, at): (CommandKey, Instant),
    ) -> Result<String, Failure> {
        let actor = permit_affair(who, Right::Work)?.actor;
        let to = to.to_owned();
        let entry = Entry { actor, at, key: Some(key), sealed: None };
        let issued = self.write_alone(move |core| issue(core, (list, to), dossiers, entry));
        match issued {
            Err(Failure::AlreadyDone { stream, .. }) => Ok(streams::name_of(&stream).to_owned()),
            issued => issued,
        }
    }

    /// The lists of the actor's unit that `picked` admits, the newest first: how many there are, and the
    /// asked part of them, each with its id.
    #[must_use]
    pub fn handover_lists(
        &self,
        actor: &Actor,
        page: (usize, usize),
        picked: impl Fn(&HandoverList) -> bool,
    ) -> (usize, Vec<(String, HandoverList)>) {
        let is = |list: &HandoverList| sees(actor, list) && picked(list);
        let rows =
            self.shared.affairs.look(|index| affairs_index::picked(index.handover_lists(), is));
        sorted_page(rows, |list| std::cmp::Reverse((list.at, list.number)), page)
    }

    /// The dossiers that stand on no list of a kind since they were offered or finished.
    ///
    /// # Errors
    /// The store failed.
    pub fn unlisted(
        &self,
        list: ListKind,
        rows: Vec<DossierRow>,
    ) -> Result<Vec<DossierRow>, Failure> {
        let mut unlisted = Vec::new();
        for row in rows {
            let listed = self.shared.affairs.look(|index| index.listed(list, &row.stream));
            let given = match (listed, list) {
                (None, _) => None,
                (_, ListKind::Results) => row.ended_at.map(Instant),
                (_, ListKind::Dossiers) => {
                    let rows = self.read(|reader| Ok(reader.stream(&row.stream)?))?;
                    last_offer(&rows).map(|(at, _)| at)
                }
            };
            if listed.is_none_or(|listed| given.is_some_and(|given| listed < given)) {
                unlisted.push(row);
            }
        }
        Ok(unlisted)
    }

    /// A list with its dossiers, for an officer of one of its units; what it shows is on record.
    ///
    /// # Errors
    /// The store failed, or the record does not read.
    pub fn open_handover_list(
        &self,
        who: &Who,
        id: &str,
        at: Instant,
    ) -> Result<Option<VisibleHandoverList>, Failure> {
        let Some(list) = self.handover_list(id).filter(|list| sees(&who.actor(), list)) else {
            return Ok(None);
        };
        let lines = self.lines_of(&list, at)?;
        let rows: Vec<DossierRow> = lines.iter().map(|line| line.row.clone()).collect();
        let applicants = self.applicants(who, &rows, Purpose::Paper, at)?;
        Ok(Some(VisibleHandoverList { list, lines, applicants }))
    }

    /// A list with its dossiers for the owner of the folder, who prints it by a command.
    ///
    /// # Errors
    /// The store failed, or the record does not read.
    pub fn handover_list_of_owner(
        &self,
        id: &str,
        at: Instant,
    ) -> Result<Option<VisibleHandoverList>, Failure> {
        let Some(list) = self.handover_list(id) else { return Ok(None) };
        let lines = self.lines_of(&list, at)?;
        let applicants = self.read(|reader| {
            let applicants = lines.iter().map(|line| reader.applicant(&line.row.stream));
            Ok(applicants.collect::<Result<Vec<_>, _>>()?)
        })?;
        let shown = lines.iter().map(|line| line.row.stream.clone()).collect();
        let permit = ReadPermit::of_owner("");
        let applicants = self.show(&permit, shown, (Purpose::Paper, at), applicants);
        Ok(Some(VisibleHandoverList { list, lines, applicants }))
    }

    fn handover_list(&self, id: &str) -> Option<HandoverList> {
        let name = format!("{}/{id}", self.agency_code());
        self.shared.affairs.look(|index| index.handover_lists().get(&name).cloned())
    }

    fn lines_of(&self, list: &HandoverList, at: Instant) -> Result<Vec<HandoverLine>, Failure> {
        self.ask(|inquiry| {
            let now = inquiry.now(at)?;
            let mut lines = Vec::with_capacity(list.lines.len());
            for line in &list.lines {
                let Some(row) = inquiry.reader.row(&line.dossier)? else { continue };
                let view = inquiry.view_row(&row, now)?;
                let results = view.sealed.iter().rev().flatten();
                let result = results.filter_map(|sealed| sealed.result.as_ref()).next();
                let result = result.map(|result| result.number.clone());
                lines.push(HandoverLine { row, view, at: line.at, result });
            }
            Ok(lines)
        })
    }
}

fn issue(
    core: &mut Core,
    (list, to): (ListKind, String),
    dossiers: Vec<String>,
    entry: Entry,
) -> Result<String, Failure> {
    let rules = core.rules();
    let register = rules.agency.as_ref().map(|agency| agency.code.clone()).unwrap_or_default();
    let candidates = dossiers.into_iter().map(|stream| {
        let given = given(core, (list, &to), &stream, (&entry.actor, &rules))?;
        let listed = core.shared().affairs.look(|index| index.listed(list, &stream));
        Ok(Candidate { dossier: stream, given, listed })
    });
    let candidates = candidates.collect::<Result<Vec<_>, Failure>>()?;
    let from = entry.actor.unit.clone();
    let paper = match list {
        ListKind::Dossiers => NumberedPaper::HandoverList,
        ListKind::Results => NumberedPaper::ResultList,
    };
    let (number, year) = paper_numbers::next_of(core, (&register, &from, paper), entry.at, &rules)?;
    let name = format!("{from}.{}.{year}.{number}", paper.code());
    let id = format!("{register}/{name}");
    let command = Command::Issue { list, from, to, number, year };
    let context = Context { candidates: &candidates };
    let issued: HandoverList = streams::carry_out(core, &id, context, command, entry)?;
    core.change_affairs(AffairChange::HandoverList(id, issued));
    Ok(name)
}

/// When a dossier was handed over to a unit by the actor, or its result to a desk by the actor's unit,
/// where nothing became of it since.
fn given(
    core: &mut Core,
    (list, to): (ListKind, &str),
    stream: &str,
    (actor, rules): (&Actor, &Rules),
) -> Result<Option<Instant>, Failure> {
    let state = &core.load(stream, rules)?.state;
    Ok(match list {
        ListKind::Dossiers => {
            let offered = state.offer.as_ref().is_some_and(|offer| offer.unit == to);
            let rows = core.writer.stream(stream)?;
            last_offer(&rows).filter(|(_, giver)| offered && *giver == actor.id).map(|(at, _)| at)
        }
        ListKind::Results => {
            let by = rules.officer(&state.finished_by);
            let of_unit = by.is_some_and(|officer| officer.unit == actor.unit);
            let waits = state.handed_over.or(state.posted).is_none();
            let fits = of_unit && waits && project::desk(state, rules) == to;
            state.finished.filter(|_| fits)
        }
    })
}
