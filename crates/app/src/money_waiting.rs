//! What waits for the second officer: refunds, differences of tills, transfers to pay back. Knows no page.

use affairs::bank_notice::Standing;
use affairs::till::Till;
use calendar::Instant;
use store::DossierRow;

use crate::affairs as streams;
use crate::application::Application;
use crate::error::Failure;
use crate::policy::{Right, Who, allow};
use crate::tills::answers_for;
use crate::{payments, tills};

/// What an approval is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum MoneyToApprove {
    /// A refund of a dossier.
    Refund(Box<DossierRow>),
    /// A difference of the till of an office.
    Difference(String),
    /// A transfer that is paid back: its name in addresses.
    Return(String),
}

/// A proposal of another officer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WaitingApproval {
    pub about: MoneyToApprove,
    /// Below zero where cash is short.
    pub amount_vnd: i64,
    /// The officer who proposed it.
    pub by: String,
    pub at: Instant,
}

impl Application {
    /// The proposals that an officer may approve: of other officers, about what the officer sees; up to
    /// `limit` of each kind, the longest first.
    ///
    /// # Errors
    /// The store failed, or the record does not read.
    pub fn money_to_approve(
        &self,
        who: &Who,
        limit: usize,
        at: Instant,
    ) -> Result<Vec<WaitingApproval>, Failure> {
        let actor = who.actor();
        if allow(who, Right::ApproveMoney).is_err() {
            return Ok(Vec::new());
        }
        let mut waiting = Vec::new();
        let of_kind =
            |kind: &'static str| self.read(|reader| Ok(reader.money_waiting(kind, limit)?));
        for stream in of_kind(payments::REFUND)? {
            let dossier = self.open_stream(who, &streams::dossier_of(&stream), at)?;
            let Some(dossier) = dossier else { continue };
            let proposal = self.payments(&dossier.stream)?.proposal;
            waiting.extend(proposal.map(|proposal| WaitingApproval {
                about: MoneyToApprove::Refund(Box::new(dossier.row)),
                amount_vnd: i64::try_from(proposal.amount_vnd).unwrap_or(i64::MAX),
                by: proposal.by,
                at: proposal.at,
            }));
        }
        for stream in of_kind(tills::DIFFERENCE)? {
            let office = streams::name_of(&stream);
            let till: Till = self.read(|reader| streams::load(&reader.stream(&stream)?))?;
            let seen = answers_for(&self.rules(), &actor, office);
            waiting.extend(till.difference.filter(|_| seen).map(|difference| WaitingApproval {
                about: MoneyToApprove::Difference(office.to_owned()),
                amount_vnd: difference.amount_vnd,
                by: difference.by,
                at: difference.at,
            }));
        }
        for (name, notice) in self.transfers_waiting(limit)? {
            let Standing::ReturnProposed { by, .. } = notice.standing else { continue };
            waiting.push(WaitingApproval {
                about: MoneyToApprove::Return(name),
                amount_vnd: i64::try_from(notice.amount_vnd).unwrap_or(i64::MAX),
                by,
                at: notice.last_at,
            });
        }
        waiting.retain(|one| one.by != actor.id);
        waiting.sort_by_key(|one| one.at);
        Ok(waiting)
    }
}
