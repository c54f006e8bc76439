//! Ratings of results: a dossier that its citizen opened, to be rated, and the rating given. Knows no page.

use affairs::Sealed;
use affairs::rating::{Command, Context, Grades, Rating, Refusal, Way, obstacle};
use calendar::Instant;
use dossier::State;
use indicators::Rated;
use store::{DossierRow, EventRow};

use crate::affairs::{self as streams, Entry};
use crate::application::Application;
use crate::command_key::CommandKey;
use crate::core::Core;
use crate::error::Failure;
use crate::figures::Change;
use crate::inquiry::{DossierView, Inquiry};
use crate::personal_data::{Purpose, Shown};
use crate::policy::{self, CitizenPermit, Right, Who, permit_search};
use crate::row_scope;
use crate::slip_holder::CitizenDossier;
use text::{Sentence, ToSentence, sentence};

/// A dossier to be rated.
#[derive(Debug)]
pub struct DossierToRate {
    /// Why it cannot be rated now.
    pub obstacle: Option<Refusal>,
    permit: CitizenPermit,
}

/// A citizen's rating of a result.
#[derive(Clone, Debug)]
pub struct NewRating {
    pub grades: Grades,
    pub way: Way,
    /// 128 random bits, hex.
    pub salt: String,
    /// Free text; sealed.
    pub text: Option<String>,
}

impl From<Refusal> for Failure {
    fn from(why: Refusal) -> Self {
        Self::NotRated(why)
    }
}

/// The stream of a dossier's rating.
fn stream_of(dossier: &str) -> String {
    streams::stream_of::<Rating>(streams::id_of(dossier))
}

/// Reads the ratings of a register, one after the other. One that does not fold is left out;
/// `doctor` names it.
///
/// # Errors
/// The store failed.
pub(crate) fn each(
    inquiry: Inquiry<'_>,
    register: &str,
    mut rated: impl FnMut(&str, Rated),
) -> Result<(), Failure> {
    streams::each::<Rating>(inquiry, register, |stream, rating| {
        Rated::of(&rating).into_iter().for_each(|one| rated(stream, one));
    })
}

/// The fault of the stream of a rating.
///
/// # Errors
/// The store failed.
pub(crate) fn fault(
    inquiry: Inquiry<'_>,
    stream: &str,
    rows: &[EventRow],
) -> Result<Option<Sentence>, Failure> {
    let rating: Rating = match streams::load(rows) {
        Ok(rating) => rating,
        Err(failure) => return Ok(Some(failure.to_sentence())),
    };
    let Some(dossier) = inquiry.reader.row(&streams::dossier_of(stream))? else {
        return Ok(Some(sentence!("rates a dossier that is not on record")));
    };
    let early =
        rating.given.is_some_and(|given| dossier.given_out_at.is_none_or(|out| given.at.0 < out));
    Ok(early.then(|| sentence!("rates a result that was not given out by then")))
}

impl Application {
    /// A dossier that its citizen opened, to be rated.
    ///
    /// # Errors
    /// The store failed, or the record does not fold.
    pub fn to_rate(&self, dossier: &CitizenDossier, at: Instant) -> Result<DossierToRate, Failure> {
        let CitizenDossier { view, permit } = dossier;
        let rating = self.rating_of(&permit.stream)?;
        let context = Context { at, dossier: &view.state };
        let obstacle = obstacle(context, &rating, &permit.actor);
        Ok(DossierToRate { obstacle, permit: permit.clone() })
    }

    /// Whether the holder of a dossier's slip may rate its result now.
    ///
    /// # Errors
    /// The store failed, or the record does not fold.
    pub fn invites_rating(&self, view: &DossierView, at: Instant) -> Result<bool, Failure> {
        let rating = self.rating_of(&view.stream)?;
        let context = Context { at, dossier: &view.state };
        Ok(obstacle(context, &rating, &dossier::Actor::citizen("")).is_none())
    }

    fn rating_of(&self, dossier: &str) -> Result<Rating, Failure> {
        let stream = stream_of(dossier);
        streams::load(&self.read(|reader| Ok(reader.stream(&stream)?))?)
    }

    /// Records a rating, and waits until it is durable.
    ///
    /// # Errors
    /// [`Failure::NotRated`] with the reason; [`Failure::AlreadyDone`] and [`Failure::KeyConflict`]
    /// by the key; the store failed, or the record does not fold.
    pub fn rate(
        &self,
        to_rate: &DossierToRate,
        rating: NewRating,
        key: CommandKey,
        at: Instant,
    ) -> Result<(), Failure> {
        let permit = to_rate.permit.clone();
        self.write(move |core| rate(core, permit, rating, Some(key), at))
    }
}

impl Application {
    /// The free texts of ratings, by the codes of their dossiers, in an order that shows nothing of
    /// these: for a head or leader, of the visible dossiers. The showing is on record.
    ///
    /// # Errors
    /// The store failed, or the record does not read.
    pub fn rating_texts(
        &self,
        who: &Who,
        codes: &[&str],
        at: Instant,
    ) -> Result<Shown<Vec<String>>, Failure> {
        let Ok(permit) = permit_search(who, Right::Lead) else { return Ok(Shown::NotPermitted) };
        let scope = row_scope::of(&policy::scope(who, &self.agency_code()));
        let (mut texts, mut streams) = (Vec::new(), Vec::new());
        let shown = |dossier: &DossierRow| self.may_find(who, dossier, at);
        self.read(|reader| {
            for code in codes {
                for dossier in reader.by_code_in(&scope, code, at.0)?.into_iter().filter(shown) {
                    for row in reader.stream(&stream_of(&dossier.stream))? {
                        let Some(text) = streams::sealed(&row)?.and_then(|sealed| sealed.text)
                        else {
                            continue;
                        };
                        texts.push(text);
                        streams.push(dossier.stream.clone());
                    }
                }
            }
            Ok(())
        })?;
        texts.sort_unstable();
        streams.sort_unstable();
        Ok(self.show(&permit, streams, (Purpose::Ratings, at), texts))
    }
}

fn rate(
    core: &mut Core,
    permit: CitizenPermit,
    rating: NewRating,
    key: Option<CommandKey>,
    at: Instant,
) -> Result<(), Failure> {
    let CitizenPermit { stream, actor } = permit;
    let NewRating { grades, way: by, salt, text } = rating;
    let rules = core.rules();
    let dossier: State = core.load(&stream, &rules)?.state.clone();
    let entry = Entry { actor, at, key, sealed: Some(Sealed { salt, text }) };
    let context = Context { at, dossier: &dossier };
    let command = Command { grades, way: by };
    let rating: Rating =
        streams::carry_out(core, streams::id_of(&stream), context, command, entry)?;
    if let Some(rated) = Rated::of(&rating) {
        core.change_figures(Change::Rated(stream, rated));
    }
    Ok(())
}
