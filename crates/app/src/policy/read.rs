//! Permits to be shown personal data: of one dossier, or of the results of a search.

use calendar::Instant;
use dossier::Role;

use super::right::{Denial, Right, allow};
use super::visibility::{AccessPath, Standing, visibility};
use super::who::Who;

/// The reader of personal data.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reader {
    /// An officer, by id.
    Officer(String),
    /// A citizen, by pseudonym.
    Citizen(String),
    /// The holder of the slip.
    SlipHolder,
    /// The owner of the folder, by a command on the machine.
    Owner,
}

/// Proof that the policy allowed a reader to be shown personal data.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReadPermit {
    pub(crate) reader: Reader,
    /// The dossier; empty for a search.
    pub(crate) stream: String,
}

impl ReadPermit {
    /// The permit of the holder of the slip's token, which opened the dossier.
    pub(crate) fn of_slip_holder(stream: &str) -> Self {
        Self { reader: Reader::SlipHolder, stream: stream.into() }
    }

    /// The permit of the owner of the folder, who prints a paper by a command.
    pub(crate) fn of_owner(stream: &str) -> Self {
        Self { reader: Reader::Owner, stream: stream.into() }
    }

    /// The permit of a citizen to be shown everything that is held about the citizen; `None` for other
    /// visitors.
    pub(crate) fn of_own_data(who: &Who) -> Option<Self> {
        matches!(who, Who::Citizen { .. }).then_some(())?;
        Some(Self { reader: reader(who)?, stream: String::new() })
    }

    /// The reader.
    #[must_use]
    pub fn reader(&self) -> &Reader {
        &self.reader
    }

    /// The dossier that is read; empty for a search.
    #[must_use]
    pub fn stream(&self) -> &str {
        &self.stream
    }
}

fn reader(who: &Who) -> Option<Reader> {
    match who {
        Who::Anonymous => None,
        Who::Citizen { person, .. } => Some(Reader::Citizen(person.clone())),
        Who::Officer { actor, .. } => Some(Reader::Officer(actor.id.clone())),
    }
}

/// Allows or refuses to show a reader the personal data of a visible dossier. Where it is restricted, only
/// those are shown it who must act on the dossier, the inspector, and the person.
#[must_use]
pub fn permit_read(
    who: &Who,
    (stream, dossier): (&str, &impl Standing),
    (agency, restricted): (&str, bool),
    at: Instant,
) -> Option<ReadPermit> {
    visibility(who, dossier, agency, at).filter(|visible| visible.personal)?;
    if restricted && !must_act(who, dossier, at) {
        return None;
    }
    Some(ReadPermit { reader: reader(who)?, stream: stream.to_owned() })
}

/// Whether a reader of a restricted dossier is the person, the inspector, or must act on it: its holder, who
/// is offered it or stands in, the desk that received it, the head of the unit that answers.
fn must_act(who: &Who, dossier: &impl Standing, at: Instant) -> bool {
    let Who::Officer { actor, .. } = who else { return true };
    let (id, unit) = (actor.id.clone(), actor.unit.clone());
    let mut paths = vec![
        AccessPath::Holder(id.clone()),
        AccessPath::Offered(id.clone()),
        AccessPath::StandIn(id),
    ];
    match actor.role {
        Role::Inspector => return true,
        Role::DeskOfficer => paths.push(AccessPath::Desk(unit)),
        Role::Head => paths.push(AccessPath::AnsweringUnit(unit)),
        _ => {}
    }
    paths.iter().any(|path| dossier.is_reached(path, at))
}

/// Allows or refuses a search of applicants by name or number.
///
/// # Errors
/// The right that is missing.
pub fn permit_search(who: &Who, right: Right) -> Result<ReadPermit, Denial> {
    allow(who, Right::ReadPersonal).and_then(|()| allow(who, right))?;
    let reader = reader(who).ok_or(Denial::SignInFirst)?;
    Ok(ReadPermit { reader, stream: String::new() })
}
