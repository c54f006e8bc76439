//! Inspection visits: recorded, their findings followed up and closed; listed for those whom they
//! concern. Knows no page.

use affairs::Sealed;
use affairs::inspection::{Command, Context, Inspection, Refusal};
use calendar::Instant;
use dossier::{Actor, Role};
use store::EventRow;

use crate::affairs::{self as streams, Entry};
use crate::affairs_index::{self, AffairChange, sorted_page};
use crate::application::Application;
use crate::command_key::CommandKey;
use crate::core::Core;
use crate::error::Failure;
use crate::inquiry::Inquiry;
use crate::policy::{Right, Who, permit_affair};

/// The text written at one turn of a visit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InspectionTurn {
    pub at: Instant,
    pub actor: String,
    /// `visited`, `found`, `followed_up`, `returned` or `finding_closed`.
    pub kind: String,
    /// The finding; none for the visit itself.
    pub number: Option<u32>,
    pub text: String,
}

/// A visit opened by an officer whom it concerns.
#[derive(Debug)]
pub struct VisibleInspection {
    pub id: String,
    pub inspection: Inspection,
    pub turns: Vec<InspectionTurn>,
}

impl From<Refusal> for Failure {
    fn from(why: Refusal) -> Self {
        Self::NotInspected(why)
    }
}

fn turn(row: &EventRow) -> Result<InspectionTurn, Failure> {
    let public: serde_json::Value = serde_json::from_str(&row.event.public_part)
        .map_err(|error| streams::broken(row, &error))?;
    let number = public["number"].as_u64().and_then(|number| u32::try_from(number).ok());
    Ok(InspectionTurn {
        at: Instant(row.event.happened_at),
        actor: row.event.actor.clone(),
        kind: row.event.kind.clone(),
        number,
        text: streams::sealed(row)?.and_then(|sealed| sealed.text).unwrap_or_default(),
    })
}

/// Whether a visit concerns an actor: leaders and inspectors, the head of the unit that was visited, the
/// owners of its findings.
fn sees(actor: &Actor, inspection: &Inspection) -> bool {
    let visited = inspection.visited.as_ref();
    matches!(actor.role, Role::Leader | Role::Inspector)
        || actor.role == Role::Head && visited.is_some_and(|(unit, _)| *unit == actor.unit)
        || inspection.findings.iter().any(|finding| finding.owner == actor.id)
}

/// Whether a finding of a visit waits for an officer.
#[must_use]
pub fn inspection_waits(officer: &str, inspection: &Inspection) -> bool {
    inspection.waiting_for(officer).next().is_some()
}

impl Inquiry<'_> {
    /// Every visit of an agency, with its id.
    ///
    /// # Errors
    /// The store failed.
    pub fn inspections(&self, agency: &str) -> Result<Vec<(String, Inspection)>, Failure> {
        streams::all(*self, agency)
    }
}

impl Application {
    /// Records a visit, or acts on one; an id that is not known yet is that of a new visit.
    ///
    /// # Errors
    /// [`Failure::NoPermit`]; [`Failure::NotInspected`] with the reason; [`Failure::AlreadyDone`] and
    /// [`Failure::KeyConflict`] by the key; or the store failed.
    pub fn act_on_inspection(
        &self,
        who: &Who,
        id: &str,
        command: Command,
        salt: String,
        (key, at): (CommandKey, Instant),
    ) -> Result<(), Failure> {
        let actor = permit_affair(who, Right::Directives)?.actor;
        let text = Some(command.text().to_owned());
        let id = format!("{}/{id}", self.agency_code());
        let entry = Entry { actor, at, key: Some(key), sealed: Some(Sealed { salt, text }) };
        self.write(move |core| carry_out(core, &id, command, entry))
    }

    /// The visits that concern an actor and that `picked` admits: those with open findings first, then
    /// the latest; how many there are, and the asked part of them, each with its id.
    #[must_use]
    pub fn inspections(
        &self,
        actor: &Actor,
        page: (usize, usize),
        picked: impl Fn(&Inspection) -> bool,
    ) -> (usize, Vec<(String, Inspection)>) {
        let is = |visit: &Inspection| sees(actor, visit) && picked(visit);
        let rows = self.shared.affairs.look(|index| affairs_index::picked(&index.inspections, is));
        let place = |visit: &Inspection| {
            let day = visit.visited.as_ref().map(|(_, day)| *day);
            (visit.open() == 0, std::cmp::Reverse(day))
        };
        sorted_page(rows, place, page)
    }

    /// A visit with its turns, for an officer whom it concerns.
    ///
    /// # Errors
    /// The store failed, or the record does not read.
    pub fn open_inspection(
        &self,
        actor: &Actor,
        id: &str,
    ) -> Result<Option<VisibleInspection>, Failure> {
        let name = format!("{}/{id}", self.agency_code());
        let inspected = self.shared.affairs.look(|index| index.inspections.get(&name).cloned());
        let Some(inspection) = inspected.filter(|visit| sees(actor, visit)) else {
            return Ok(None);
        };
        let rows =
            self.read(|reader| Ok(reader.stream(&streams::stream_of::<Inspection>(&name))?))?;
        let turns = rows.iter().map(turn).collect::<Result<_, _>>()?;
        Ok(Some(VisibleInspection { id: id.to_owned(), inspection, turns }))
    }
}

fn carry_out(core: &mut Core, id: &str, command: Command, entry: Entry) -> Result<(), Failure> {
    let rules = core.rules();
    let (at, calendar) = (entry.at, rules.deadline_calendar());
    let today = calendar.zone.day(at);
    let owner = match &command {
        Command::Find { owner, .. } => rules.officer(owner).filter(|officer| officer.valid(today)),
        _ => None,
    };
    let unit_known = matches!(&command, Command::Visit { unit, .. } if rules.unit(unit).is_some());
    let owner_unit = owner.map(|officer| officer.unit.as_str());
    let context = Context { at, calendar, owner_unit, unit_known };
    let inspection: Inspection = streams::carry_out(core, id, context, command, entry)?;
    core.change_affairs(AffairChange::Inspection(id.to_owned(), inspection));
    Ok(())
}
