//! The desk of a head or leader: what needs the reader today; the whole lists behind it; and on a page of
//! its own how the work is spread and what stands still. Everything leads on; nothing is done here.

mod affairs;
pub(crate) mod approvals;
pub(crate) mod letters;
mod lists;
mod spread;
mod today;
mod waiting;

use askama::Template;
use dossier::Role;

pub(crate) use self::lists::{HELD, owes_letter, signed_letters};
use self::lists::{List, What};
use self::spread::{OfficerLoad, UnitLoad};
use self::today::{Item, Today};
use self::waiting::Waiting;
use crate::address::Params;
use crate::answer::{Answer, Error, html};
use crate::layout::Layout;
use crate::pages::lead::calendar;
use crate::pages::{digests, work};
use crate::request_context::RequestContext;

#[derive(Template)]
#[template(path = "lead/head.html")]
struct HeadPage {
    layout: Layout,
    heading: String,
    text: String,
    done: Option<String>,
    /// The next dossier for the action that was just done: address of its form, and code.
    following: Option<(String, String)>,
    /// The link back from one unit to all.
    all: Option<String>,
    /// Years of the release that are not in force: address and sentence.
    offer: Option<(String, String)>,
    chips: Vec<(String, String)>,
    /// Pages on which several lines are done at once: address and words.
    together: Vec<(String, String)>,
    items: Vec<Item>,
    more: Option<String>,
    withheld: bool,
    digest: Option<(String, String)>,
    load: String,
    coverage: String,
    leave: String,
}

#[derive(Template)]
#[template(path = "lead/load.html")]
struct LoadPage {
    layout: Layout,
    heading: String,
    text: String,
    back: String,
    waiting: Waiting,
    units: Vec<UnitLoad>,
    officers: Vec<OfficerLoad>,
}

#[derive(Template)]
#[template(path = "lead/list.html")]
struct ListPage {
    layout: Layout,
    list: List,
    withheld: bool,
    text: String,
    back: String,
}

/// The scope of the page: a unit, or the whole agency.
pub(super) struct Reach {
    pub unit: Option<String>,
}

impl Reach {
    /// The own unit of a head; the whole agency for a leader.
    pub fn own(context: &RequestContext) -> Self {
        let actor = context.actor();
        Self { unit: (actor.role != Role::Leader).then_some(actor.unit) }
    }

    /// The own unit of a head; what a leader asks for, else the whole agency.
    pub fn of(context: &RequestContext) -> Result<Self, Error> {
        if context.actor().role != Role::Leader {
            return Ok(Self::own(context));
        }
        let named = context.params.get("unit").map(str::to_owned);
        match named {
            Some(unit) if context.rules.unit(&unit).is_none() => Err(Error::NoPage),
            named => Ok(Self { unit: named }),
        }
    }

    /// The parameters of a link to another list of the same scope.
    pub fn params(&self, context: &RequestContext) -> Params {
        let leader = context.actor().role == Role::Leader;
        let unit = self.unit.as_deref().filter(|_| leader);
        Params::default().with("unit", unit.unwrap_or_default())
    }

    fn describe(&self, context: &RequestContext) -> String {
        let agency = context.rules.agency.as_ref();
        let agency = agency.map(|agency| crate::layout::name(agency, context.language));
        let unit = self.unit.as_deref().map(|unit| context.names().unit(unit));
        unit.or(agency).unwrap_or_default()
    }
}

/// The page.
pub(crate) fn page(context: &RequestContext) -> Answer {
    let reach = Reach::of(context)?;
    let leader = context.actor().role == Role::Leader;
    let today = Today::new(context, &reach)?;
    let reassigned = context.confirmation("done").parse::<i64>().ok();
    let done = reassigned.map(|n| context.format("reassign-done", &[("n", n.into())]));
    let done = done.or_else(|| work::done(context));
    let heading = context.text("page-head");
    html(&HeadPage {
        layout: Layout::new(context, &heading),
        heading,
        text: reach.describe(context),
        following: today.following(context.confirmation("done")),
        done,
        offer: calendar::offer(context),
        all: reach.unit.as_ref().filter(|_| leader).map(|_| context.to("/head")),
        chips: today.chips,
        together: today.together,
        items: today.items,
        more: today.more,
        withheld: today.withheld,
        digest: digests::of_today(context)?,
        load: context.link("/head/load", &reach.params(context)),
        coverage: context.to("/coverage"),
        leave: context.to("/leave"),
    })
}

/// The page of the work load by unit and officer, and of dossiers without progress.
pub(crate) fn load(context: &RequestContext) -> Answer {
    let reach = Reach::of(context)?;
    let heading = context.text("page-load");
    html(&LoadPage {
        layout: Layout::new(context, &heading),
        heading,
        text: reach.describe(context),
        back: context.link("/head", &reach.params(context)),
        waiting: Waiting::new(context, &reach)?,
        units: if reach.unit.is_none() { spread::units(context)? } else { Vec::new() },
        officers: match &reach.unit {
            Some(unit) => spread::officers(context, unit)?,
            None => Vec::new(),
        },
    })
}

/// The number of lines of the reader's page.
pub(crate) fn waiting_count(context: &RequestContext) -> Result<u64, Error> {
    let as_of = (context.app().last_position()?, context.now());
    let officer = context.actor().id;
    context.shared.line_counts.of(&officer, as_of, || Today::count(context))
}

/// The page of one list.
pub(crate) fn list(context: &RequestContext) -> Answer {
    let reach = Reach::of(context)?;
    let code = context.params.get("what").unwrap_or_default();
    let what = What::ALL.into_iter().find(|what| what.code() == code).ok_or(Error::NoPage)?;
    let mut list = List::new(context, &reach, what, lists::PAGE)?;
    let withheld = list.name_applicants(context)?;
    html(&ListPage {
        layout: Layout::new(context, &list.heading),
        text: reach.describe(context),
        back: context.link("/head", &reach.params(context)),
        withheld,
        list,
    })
}
