//! What a unit, or the whole agency, has to do: to approve, to sign, to send, late, about to be,
//! waiting; and how the work is spread. Everything leads to the dossier; nothing is done here.

mod lists;
mod spread;
mod waiting;

use askama::Template;
use dossier::Role;

use self::lists::{List, What};
use self::spread::{OfficerLoad, UnitLoad};
use self::waiting::Waiting;
use crate::address::Params;
use crate::answer::{Answer, Error, html};
use crate::frame::Frame;
use crate::visit::Visit;

#[derive(Template)]
#[template(path = "lead/head.html")]
struct HeadPage {
    frame: Frame,
    heading: String,
    told: String,
    done: Option<String>,
    /// The way back from one unit to all.
    all: Option<String>,
    lists: Vec<List>,
    waiting: Waiting,
    units: Vec<UnitLoad>,
    officers: Vec<OfficerLoad>,
    leave: String,
}

#[derive(Template)]
#[template(path = "lead/list.html")]
struct ListPage {
    frame: Frame,
    list: List,
    told: String,
    back: String,
}

/// Whose work is shown: a unit's, or the whole agency's.
pub(super) struct Reach {
    pub unit: Option<String>,
}

impl Reach {
    /// The own unit of a head; what a leader asks for, else the whole agency.
    pub fn of(visit: &Visit) -> Result<Self, Error> {
        let actor = visit.actor();
        if actor.role != Role::Leader {
            return Ok(Self { unit: Some(actor.unit) });
        }
        let asked = visit.params.get("unit").map(str::to_owned);
        match asked {
            Some(unit) if visit.rules.unit(&unit).is_none() => Err(Error::NoPage),
            asked => Ok(Self { unit: asked }),
        }
    }

    /// What a link to another list of the same must carry.
    pub fn params(&self, visit: &Visit) -> Params {
        let leader = visit.actor().role == Role::Leader;
        let unit = self.unit.as_deref().filter(|_| leader);
        Params::default().with("unit", unit.unwrap_or_default())
    }

    fn told(&self, visit: &Visit) -> String {
        let agency = visit.rules.agency.as_ref();
        let agency = agency.map(|agency| crate::frame::name(agency, visit.language));
        let unit = self.unit.as_deref().map(|unit| visit.names().unit(unit));
        unit.or(agency).unwrap_or_default()
    }
}

/// The page.
pub(crate) fn page(visit: &Visit) -> Answer {
    let reach = Reach::of(visit)?;
    let leader = visit.actor().role == Role::Leader;
    let mut lists = Vec::new();
    for what in What::ALL {
        lists.push(List::first(visit, &reach, what)?);
    }
    let done = visit.params.get("done").and_then(|n| n.parse::<i64>().ok());
    let heading = visit.t("page-head");
    html(&HeadPage {
        frame: Frame::new(visit, &heading),
        heading,
        told: reach.told(visit),
        done: done.map(|n| visit.say("reassign-done", &[("n", n.into())])),
        all: reach.unit.as_ref().filter(|_| leader).map(|_| visit.to("/head")),
        lists,
        waiting: Waiting::new(visit, &reach)?,
        units: if reach.unit.is_none() { spread::units(visit)? } else { Vec::new() },
        officers: match &reach.unit {
            Some(unit) => spread::officers(visit, unit)?,
            None => Vec::new(),
        },
        leave: visit.to("/leave"),
    })
}

/// One of its lists, further on.
pub(crate) fn list(visit: &Visit) -> Answer {
    let reach = Reach::of(visit)?;
    let asked = visit.params.get("what").unwrap_or_default();
    let what = What::ALL.into_iter().find(|what| what.code() == asked).ok_or(Error::NoPage)?;
    let list = List::whole(visit, &reach, what)?;
    html(&ListPage {
        frame: Frame::new(visit, &list.heading),
        told: reach.told(visit),
        back: visit.link("/head", &reach.params(visit)),
        list,
    })
}
