//! Breaches of personal data: recorded, measured, notified to the specialised body, closed; listed for the
//! officers who are responsible. Knows no page.

use affairs::Sealed;
use affairs::breach::{Breach, Command, Context, Event, Refusal, obstacle_to_act};
use calendar::Instant;
use store::EventRow;
use text::Sentence;

use crate::affairs::{self as streams, Entry};
use crate::affairs_index::{self, AffairChange, sorted_page};
use crate::application::Application;
use crate::command_key::CommandKey;
use crate::error::Failure;
use crate::inquiry::Inquiry;
use crate::personal_data::{Purpose, Shown};
use crate::policy::{Right, Who, permit_affair, permit_search};

/// What happened at one turn of a breach, and the text written with it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BreachTurn {
    pub at: Instant,
    pub actor: String,
    pub event: Event,
    pub text: String,
}

/// A breach opened by an officer who is responsible.
#[derive(Debug)]
pub struct VisibleBreach {
    pub id: String,
    pub breach: Breach,
    pub turns: Shown<Vec<BreachTurn>>,
    /// Why the reader cannot act on it.
    pub obstacle: Option<Refusal>,
}

impl From<Refusal> for Failure {
    fn from(why: Refusal) -> Self {
        Self::Breach(why)
    }
}

/// The fault of the stream of a breach.
pub(crate) fn fault(rows: &[EventRow]) -> Option<Sentence> {
    streams::unfolded::<Breach>(rows)
}

fn turns(rows: &[EventRow]) -> Result<Vec<BreachTurn>, Failure> {
    let with_texts = streams::with_texts::<Event>(rows)?;
    let turn = |(row, (event, text)): (&EventRow, (Event, String))| BreachTurn {
        at: Instant(row.event.happened_at),
        actor: row.event.actor.clone(),
        event,
        text,
    };
    Ok(rows.iter().zip(with_texts).map(turn).collect())
}

impl Inquiry<'_> {
    /// The breaches of a register, each with its id.
    ///
    /// # Errors
    /// The store failed.
    pub fn breaches(&self, register: &str) -> Result<Vec<(String, Breach)>, Failure> {
        let mut all: Vec<(String, Breach)> = streams::all(*self, register)?;
        all.sort_by_key(|(_, breach)| place(breach));
        Ok(all)
    }
}

/// The order of a list: those with a notice still due first, the earliest first; then those
/// that are not closed, then the latest.
fn place(breach: &Breach) -> impl Ord + use<> {
    let waits = breach.waits().then(|| breach.notify_by());
    let discovered = breach.known.as_ref().map(|known| known.discovered_at);
    (waits.is_none(), waits, breach.closed.is_some(), std::cmp::Reverse(discovered))
}

impl Application {
    /// Records a breach, or acts on one; an id that is not known yet is that of a new one.
    ///
    /// # Errors
    /// [`Failure::NoPermit`]; [`Failure::Breach`] with the reason; [`Failure::AlreadyDone`] and
    /// [`Failure::KeyConflict`] by the key; or the store failed.
    pub fn act_on_breach(
        &self,
        who: &Who,
        id: &str,
        command: Command,
        salt: String,
        (key, at): (CommandKey, Instant),
    ) -> Result<(), Failure> {
        let actor = permit_affair(who, Right::Breaches)?.actor;
        let text = command.text().map(str::to_owned);
        let sealed = text.map(|text| Sealed { salt, text: Some(text) });
        let id = format!("{}/{id}", self.agency_code());
        let entry = Entry { actor, at, key: Some(key), sealed };
        self.write(move |core| {
            let breach: Breach = streams::carry_out(core, &id, Context { at }, command, entry)?;
            core.change_affairs(AffairChange::Breach(id, breach));
            Ok(())
        })
    }

    /// The breaches that `picked` admits, in the order of [`place`]; how many there are, and the asked part
    /// of them, each with its id. None for an officer who is not responsible.
    #[must_use]
    pub fn breaches(
        &self,
        who: &Who,
        page: (usize, usize),
        picked: impl Fn(&Breach) -> bool,
    ) -> (usize, Vec<(String, Breach)>) {
        if permit_affair(who, Right::Breaches).is_err() {
            return (0, Vec::new());
        }
        let rows = self.shared.affairs.look(|index| affairs_index::picked(&index.breaches, picked));
        sorted_page(rows, place, page)
    }

    /// A breach with its turns, for an officer who is responsible. The showing is on record.
    ///
    /// # Errors
    /// The store failed, or the record does not read.
    pub fn open_breach(
        &self,
        who: &Who,
        id: &str,
        at: Instant,
    ) -> Result<Option<VisibleBreach>, Failure> {
        let Ok(permit) = permit_search(who, Right::Breaches) else { return Ok(None) };
        let name = format!("{}/{id}", self.agency_code());
        let breach = self.shared.affairs.look(|index| index.breaches.get(&name).cloned());
        let Some(breach) = breach else { return Ok(None) };
        let stream = streams::stream_of::<Breach>(&name);
        let turns = self.read(|reader| turns(&reader.stream(&stream)?))?;
        let turns = self.show(&permit, vec![stream], (Purpose::Breaches, at), turns);
        let obstacle = obstacle_to_act(&breach, &who.actor());
        Ok(Some(VisibleBreach { id: id.to_owned(), breach, turns, obstacle }))
    }
}
