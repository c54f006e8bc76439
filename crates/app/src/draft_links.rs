//! Drafts without an account: each is held by a secret, which stands in its link and in the cookie of the
//! browser that began it, and in the store as a digest only. Such a draft is erased when it was not changed
//! for [`LINK_DAYS`] days, one without any answer after a day; the number and the files of one network, and
//! of all of them, are bounded. Knows no page.

use std::fmt;

use calendar::Instant;
use credentials::once;

use crate::application::Application;
use crate::auth::Limit;
use crate::core::Core;
use crate::drafts::{FilingDraft, KEPT_MILLIS, KeptDraft, draft_files, stored};
use crate::error::Failure;
use crate::slip_lookup::{BySlip, Client};

/// Days without a change after which the draft of a link is erased.
pub const LINK_DAYS: i64 = 14;
const DAY_MILLIS: i64 = 86_400_000;

/// Drafts of links at most: of one network, which many households may share, and of all.
const OF_NETWORK: u64 = 50;
const OF_ALL: u64 = 2000;
/// The most bytes of their files.
const BYTES_OF_NETWORK: u64 = 200 * 1024 * 1024;
const BYTES_OF_ALL: u64 = 2 * 1024 * 1024 * 1024;
/// Wrong links from one network without a wait.
const FREE_WRONG: u32 = 30;

/// The owners of all drafts of links begin with it.
const LINKS: &str = "link/";

/// By what a visitor holds drafts: the account, and the secrets of links.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct DraftHolder {
    /// The pseudonym of a citizen who is signed in.
    pub account: Option<String>,
    pub secrets: Vec<String>,
}

impl fmt::Debug for DraftHolder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // Without the secrets: a text for debugging may stand in a log.
        f.debug_struct("DraftHolder").field("account", &self.account).finish_non_exhaustive()
    }
}

impl DraftHolder {
    /// Whether a draft of an owner is the visitor's.
    pub(crate) fn holds(&self, owner: &str) -> bool {
        let by_account = !owner.is_empty() && self.account.as_deref() == Some(owner);
        by_account || self.secret_of(owner).is_some()
    }

    /// The secret by which the visitor holds the drafts of an owner.
    pub(crate) fn secret_of(&self, owner: &str) -> Option<&str> {
        self.secrets.iter().map(String::as_str).find(|secret| is_of(owner, secret))
    }
}

/// Whether an owner is a link with a secret.
fn is_of(owner: &str, secret: &str) -> bool {
    let digest = owner.strip_prefix(LINKS).and_then(|rest| rest.split_once('/'));
    digest.is_some_and(|(_, digest)| digest == once::digest(secret))
}

/// The owners of the drafts of a network begin with it.
fn of_network(owner: &str) -> Option<String> {
    let (network, _) = owner.strip_prefix(LINKS)?.split_once('/')?;
    Some(format!("{LINKS}{network}/"))
}

impl Application {
    /// Keeps the new draft of a link with a secret. A draft that is there already stays as it is.
    ///
    /// # Errors
    /// [`Failure::TooManyDrafts`] of this network, or of all; the store failed.
    pub fn begin_link_draft(
        &self,
        (secret, network): (&str, &str),
        id: &str,
        draft: &FilingDraft,
        at: Instant,
    ) -> Result<(), Failure> {
        let network = self.bound(&format!("drafts of {network}"))?;
        // Sixteen digits distinguish networks, and name none without the server's key.
        let network = network.get(..16).unwrap_or_default();
        let owner = format!("{LINKS}{network}/{}", once::digest(secret));
        let network = format!("{LINKS}{network}/");
        let (id, body) = (id.to_owned(), crate::event_codec::canonical(draft));
        self.write(move |core| {
            if core.writer.draft(&id)?.is_some() {
                return Ok(());
            }
            let full = core.writer.drafts_of_owners(&network)? >= OF_NETWORK
                || core.writer.drafts_of_owners(LINKS)? >= OF_ALL;
            if full {
                return Err(Failure::TooManyDrafts);
            }
            Ok(core.writer.put_draft_of(&id, &owner, at.0, &body)?)
        })
    }

    /// The drafts of a holder: of the account, the last touched first, then of the links.
    ///
    /// # Errors
    /// The store failed.
    pub fn drafts_held(&self, holder: &DraftHolder) -> Result<Vec<KeptDraft>, Failure> {
        let drafts = self.read(|reader| {
            let mut drafts = match &holder.account {
                Some(account) => reader.drafts_of(account)?,
                None => Vec::new(),
            };
            for secret in &holder.secrets {
                drafts.extend(reader.drafts_of_link(&once::digest(secret))?);
            }
            Ok(drafts)
        })?;
        Ok(drafts.iter().filter_map(|(id, touched, body)| stored(id, *touched, body)).collect())
    }

    /// Whether a link opens a draft. Wrong links are counted by network; a right one never waits. One whose
    /// draft is gone, one with a wrong secret and one that never was are the same answer.
    ///
    /// # Errors
    /// The store failed.
    pub fn opens_draft(
        &self,
        (id, secret): (&str, &str),
        client: &Client<'_>,
        now: Instant,
    ) -> Result<BySlip<()>, Failure> {
        let draft = self.read(|reader| Ok(reader.draft(id)?))?;
        if draft.is_some_and(|(owner, ..)| is_of(&owner, secret)) {
            return Ok(BySlip::Found(()));
        }
        let limit = Limit::of(format!("drafts {}", client.address), FREE_WRONG);
        Ok(match self.lookup_limiter.count(&[limit], now) {
            Ok(()) => BySlip::Absent,
            Err(wait) => BySlip::Wait(wait.millis),
        })
    }

    /// Erases the drafts of links that were not changed for [`LINK_DAYS`] days, and those without any answer
    /// after a day, each with its files; and what belongs to no draft any more. How many drafts of links.
    ///
    /// # Errors
    /// The store failed.
    pub fn erase_old_drafts(&self, now: Instant) -> Result<usize, Failure> {
        let is_over = move |(id, touched, body): &(String, i64, String)| {
            let age = now.0 - touched;
            let answered =
                stored(id, *touched, body).is_some_and(|kept| !kept.draft.for_whom.is_empty());
            age >= LINK_DAYS * DAY_MILLIS || (age >= DAY_MILLIS && !answered)
        };
        // Alone, so that a draft that was just changed is read as it is.
        self.write_alone(move |core| {
            core.writer.drop_drafts_before(now.0 - KEPT_MILLIS)?;
            let drafts = core.reader.drafts_of_owners(LINKS)?;
            let over: Vec<String> = drafts.into_iter().filter(is_over).map(|(id, ..)| id).collect();
            for id in &over {
                core.writer.drop_attachments_of(&draft_files(id))?;
                core.writer.put_draft(id, 0, "")?;
            }
            Ok(over.len())
        })
    }
}

/// Whether files of so many bytes still fit with a draft: those of links have bounds of their own.
///
/// # Errors
/// [`Failure::DraftGone`]; [`Failure::TooManyDrafts`]; the store failed.
pub(crate) fn check_room(core: &Core, id: &str, bytes: u64) -> Result<(), Failure> {
    let owner = core.writer.draft_owner(id)?.ok_or(Failure::DraftGone)?;
    let Some(network) = of_network(&owner) else { return Ok(()) };
    let full = core.writer.draft_bytes_of_owners(&network)? + bytes > BYTES_OF_NETWORK
        || core.writer.draft_bytes_of_owners(LINKS)? + bytes > BYTES_OF_ALL;
    if full { Err(Failure::TooManyDrafts) } else { Ok(()) }
}
