//! Why a use case did not happen: refused by the domain, unknown to the rules, or an operational
//! error of the store. Knows no wording in other languages; `messages` has that.

use std::fmt;

use affairs::{
    adviser_session, bank_notice, breach, campaign, certification, closed_month, complaint,
    data_request, digest, directive, disposal, evaluation, handover_list, initiative, inspection,
    objection, payment, queue_day, rating, settlement, till, watch,
};
use dossier::Refusal;
use text::{Sentence, ToSentence, sentence};

use crate::absence::NotDeclared;
use crate::policy::NoPermit;

/// A use case that did not happen.
#[derive(Debug)]
pub enum Failure {
    /// The dossier or the policy does not allow it.
    Refused(Box<Refusal>),
    /// A rating that is not taken.
    NotRated(rating::Refusal),
    /// A command on complaints that is refused.
    Complaint(complaint::Refusal),
    /// A command on a breach of personal data that is refused.
    Breach(breach::Refusal),
    /// A command on an erasure after retention that is refused.
    Disposal(disposal::Refusal),
    /// A command on a request about personal data that is refused.
    DataRequest(data_request::Refusal),
    /// A command on objections that is refused.
    Objection(objection::Refusal),
    /// A command on a directive that is refused.
    Directive(directive::Refusal),
    /// A command on an evaluation that is refused.
    Evaluation(evaluation::Refusal),
    /// A session of an adviser that is not recorded.
    NotHeld(adviser_session::Refusal),
    /// A campaign that is not declared, or commendations that are not decided.
    NotCampaigned(Box<campaign::Refusal>),
    /// An initiative that is not proposed, or a step that is not marked.
    NotInitiated(initiative::Refusal),
    /// A command on a watch that is refused.
    NotWatched(watch::Refusal),
    /// A command on an inspection visit that is refused.
    NotInspected(inspection::Refusal),
    /// A certification that is not entered or corrected.
    NotCertified(certification::Refusal),
    /// A command on a queue that is refused.
    Queue(queue_day::Refusal),
    /// A hand-over list that is not issued.
    NotListed(handover_list::Refusal),
    /// A command on the money of a dossier that is refused.
    NotPaid(payment::Refusal),
    /// A command on a till that is refused.
    TillRefused(till::Refusal),
    /// A command on money put aside that is refused.
    AsideRefused(bank_notice::Refusal),
    /// Money that is not passed on to an agency.
    NotSettled(settlement::Refusal),
    /// A digest that is not composed or ended.
    NotDigested(digest::Refusal),
    /// A result is not handed over against a code that is not its own; `closed`: too many were wrong.
    WrongCollectionCode { closed: bool },
    /// A month that is not closed or signed.
    MonthRefused(closed_month::Refusal),
    /// The policy gives no permit for it.
    NoPermit(NoPermit),
    /// The rules in force do not know a procedure, case, unit or officer.
    Unknown { what: &'static str, name: String },
    /// Rules files that cannot be put in force; every problem.
    BadRules { problems: Vec<Sentence> },
    /// The files of a dossier would be larger together than a dossier may hold.
    FilesFull { stream: String },
    /// A citizen's draft was sent or dropped since it was opened: nothing was written.
    DraftGone,
    /// An account, a network or all visitors without an account have as many drafts as may be kept.
    TooManyDrafts,
    /// A line of the list of erasures does not read.
    ErasureList { line: usize },
    /// The same command was carried out before; these are its stream and version.
    AlreadyDone { stream: String, version: u64 },
    /// The key was given for another command: another actor, action, object or content.
    KeyConflict,
    /// Another actor changed the dossier since it was last seen.
    Changed { stream: String, version: u64 },
    /// The applicant has another dossier of the procedure: nothing was written.
    Duplicate,
    /// An absence that cannot be declared.
    NotDeclared(NotDeclared),
    /// The record itself does not fold; `doctor` reports more.
    BrokenRecord { stream: String, what: String },
    /// The disk is full: nothing was written. Works again once there is space.
    Full,
    /// The folder cannot be written: nothing was written.
    ReadOnly,
    /// The commit failed: whether the command is on record is not certain. The same command with
    /// the same key is safe to send again. The text is fit for a log: see [`Failure::for_log`].
    NotCertain { what: String },
    /// Too many commands wait: nothing was written. May be sent again soon.
    Overloaded,
    /// The store failed in another way; nothing was written.
    Store(store::Error),
}

impl Failure {
    /// A text for the log: the failure without dossiers, names, contents and paths.
    #[must_use]
    pub fn for_log(&self) -> String {
        let kind = match self {
            Self::Refused(_) => "refused",
            Self::NotRated(_) => "a rating that is not taken",
            Self::Complaint(_) => "a refused command on complaints",
            Self::Breach(_) => "a refused command on a breach",
            Self::Disposal(_) => "a refused command on an erasure after retention",
            Self::DataRequest(_) => "a refused command on a request about data",
            Self::Objection(_) => "a refused command on objections",
            Self::Directive(_) => "a refused command on a directive",
            Self::Evaluation(_) => "a refused command on an evaluation",
            Self::NotHeld(_) => "a session that is not recorded",
            Self::NotCampaigned(_) => "a campaign that is not declared or decided",
            Self::NotInitiated(_) => "an initiative that is not taken",
            Self::NotWatched(_) => "a refused command on a watch",
            Self::NotInspected(_) => "a refused command on an inspection visit",
            Self::NotCertified(_) => "a certification that is not entered",
            Self::Queue(_) => "a refused command on a queue",
            Self::NotListed(_) => "a hand-over list that is not issued",
            Self::NotPaid(_) => "a refused command on money",
            Self::TillRefused(_) => "a refused command on a till",
            Self::AsideRefused(_) => "a refused command on money put aside",
            Self::NotSettled(_) => "a settlement that is refused",
            Self::NotDigested(_) => "a digest that is not composed",
            Self::WrongCollectionCode { .. } => "a wrong collection code",
            Self::MonthRefused(_) => "a month that is not closed or signed",
            Self::NoPermit(_) => "no permit",
            Self::Unknown { what, .. } => return format!("no such {what}"),
            Self::BadRules { .. } => "rules files with problems",
            Self::FilesFull { .. } => "no room for more files",
            Self::DraftGone => "a draft that was sent or dropped",
            Self::TooManyDrafts => "too many drafts",
            Self::ErasureList { .. } => "a list of erasures that does not read",
            Self::AlreadyDone { .. } => "carried out before",
            Self::KeyConflict => "a key of other content",
            Self::Changed { .. } => "a dossier that another actor changed",
            Self::Duplicate => "a duplicate",
            Self::NotDeclared(_) => "an absence that cannot be declared",
            Self::BrokenRecord { .. } => "a dossier that does not fold; run `motcua doctor`",
            Self::Full => "a full disk",
            Self::ReadOnly => "a folder that cannot be written",
            Self::NotCertain { what } => return format!("a commit that is not certain: {what}"),
            Self::Overloaded => "too many commands or readers wait",
            Self::Store(error) => return error.for_log(),
        };
        kind.to_owned()
    }
}

impl Failure {
    /// The sentence of a command that the dossier or another aggregate refuses, or that its input stops.
    fn refused(&self) -> Sentence {
        match self {
            Self::Refused(refusal) => sentence!(
                "{action} is refused: {reason}",
                action = refusal.action.code(),
                reason = format_args!("{:?}", refusal.reason)
            ),
            Self::NotCampaigned(why) => {
                sentence!("the campaign stays as it is: {why}", why = format_args!("{why:?}"))
            }
            Self::NotRated(why) => sentence!("the rating is not taken: {why}", why = why.code()),
            Self::Complaint(why) => sentence!("refused of a complaint: {why}", why = why.code()),
            Self::Breach(why) => {
                sentence!("the breach stays as it is on record: {why}", why = why.code())
            }
            Self::Disposal(why) => {
                sentence!("the erasure after retention stays as it is: {why}", why = why.code())
            }
            Self::DataRequest(why) => {
                sentence!("the request about data stays as it is: {why}", why = why.code())
            }
            Self::Directive(why) => sentence!("refused of a directive: {why}", why = why.code()),
            Self::MonthRefused(why) => sentence!("the month is refused: {why}", why = why.code()),
            Self::NotWatched(why) => sentence!("the watch is refused: {why}", why = why.code()),
            Self::NotInspected(why) => {
                sentence!("the inspection visit is refused: {why}", why = why.code())
            }
            Self::NotCertified(why) => {
                sentence!("the certification is not entered: {why}", why = why.code())
            }
            Self::Queue(why) => sentence!("the queue refuses: {why}", why = why.code()),
            Self::NotListed(why) => sentence!("no list is issued: {why}", why = why.code()),
            Self::Objection(why) => sentence!("refused of an objection: {why}", why = why.code()),
            Self::NotDeclared(why) => {
                sentence!("the absence is not declared: {why}", why = why.code())
            }
            Self::NotHeld(why) => sentence!("the session is refused: {why}", why = why.code()),
            Self::NotPaid(why) => sentence!("no money is moved: {why}", why = why.code()),
            Self::TillRefused(why) => sentence!("the till stays: {why}", why = why.code()),
            Self::AsideRefused(why) => sentence!("the transfer stays: {why}", why = why.code()),
            Self::NotSettled(why) => sentence!("no money is passed on: {why}", why = why.code()),
            Self::NotDigested(why) => {
                sentence!("the digest is refused: {why}", why = format_args!("{why:?}"))
            }
            Self::WrongCollectionCode { .. } => {
                sentence!("the collection code is wrong; hand the result over against a signature")
            }
            Self::ErasureList { line } => sentence!(
                "line {line} of the list of erasures does not read; give the file motcua.erasures \
                 as the program wrote it",
                line
            ),
            Self::TooManyDrafts => sentence!("too many drafts are kept: nothing was written"),
            Self::DraftGone => {
                sentence!("the draft was sent or dropped meanwhile: nothing was written")
            }
            Self::BadRules { problems } => sentence!(
                "the rules have {n} problems and nothing was put in force; mend them \
                 first\n{problems}",
                n = problems.len(),
                problems
            ),
            other => Sentence::foreign(other.for_log()),
        }
    }
}

impl ToSentence for Failure {
    fn to_sentence(&self) -> Sentence {
        match self {
            Self::Evaluation(why) => sentence!("evaluation refused: {why}", why = why.code()),
            Self::NotInitiated(why) => sentence!("initiative refused: {why}", why = why.code()),
            Self::Refused(_)
            | Self::NotCampaigned(_)
            | Self::NotRated(_)
            | Self::Complaint(_)
            | Self::Breach(_)
            | Self::Disposal(_)
            | Self::DataRequest(_)
            | Self::Objection(_)
            | Self::NotHeld(_)
            | Self::Directive(_)
            | Self::MonthRefused(_)
            | Self::NotWatched(_)
            | Self::NotInspected(_)
            | Self::NotCertified(_)
            | Self::Queue(_)
            | Self::NotListed(_)
            | Self::NotPaid(_)
            | Self::TillRefused(_)
            | Self::AsideRefused(_)
            | Self::NotSettled(_)
            | Self::NotDigested(_)
            | Self::WrongCollectionCode { .. }
            | Self::NotDeclared(_)
            | Self::ErasureList { .. }
            | Self::BadRules { .. }
            | Self::DraftGone
            | Self::TooManyDrafts => self.refused(),
            Self::NoPermit(why) => sentence!("no permit: {why}", why = format_args!("{why:?}")),
            Self::Unknown { what, name } => {
                sentence!("no {what} {name:?} is in force", what = Sentence::phrase(what), name)
            }
            Self::FilesFull { stream } => sentence!("no room for more files in {stream}", stream),
            Self::KeyConflict => {
                sentence!("the key was given for a command with other content; use a new key")
            }
            Self::Full => store::Error::Full.to_sentence(),
            Self::ReadOnly => sentence!(
                "the folder cannot be written: nothing was written; check its rights and the disk"
            ),
            Self::NotCertain { what } => sentence!(
                "the commit failed ({what}): whether it was written is not certain; send the same \
                 command with the same key again",
                what = Sentence::foreign(what)
            ),
            Self::Overloaded => {
                sentence!("too many commands wait: nothing was written; try again in a moment")
            }
            Self::AlreadyDone { stream, version } => {
                sentence!("already carried out ({stream}, version {version})", stream, version)
            }
            Self::Changed { stream, version } => sentence!(
                "{stream} was changed meanwhile; it is at version {version}",
                stream,
                version
            ),
            Self::Duplicate => {
                sentence!("the applicant has another dossier of the procedure: nothing was written")
            }
            Self::BrokenRecord { stream, what } => sentence!(
                "{stream}: {what}; run `motcua doctor`",
                stream,
                what = Sentence::foreign(what)
            ),
            Self::Store(error) => error.to_sentence(),
        }
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.to_sentence().fmt(f)
    }
}

impl std::error::Error for Failure {}

impl From<NoPermit> for Failure {
    fn from(why: NoPermit) -> Self {
        Self::NoPermit(why)
    }
}

impl From<store::Error> for Failure {
    fn from(error: store::Error) -> Self {
        match error {
            store::Error::KnownKey { stream, version } => Self::AlreadyDone { stream, version },
            store::Error::Full => Self::Full,
            store::Error::ReadOnly => Self::ReadOnly,
            other => Self::Store(other),
        }
    }
}

#[cfg(test)]
mod tests {
    use std::path::PathBuf;

    use store::{EngineFault, Error};

    use super::*;

    #[test]
    fn what_is_logged_holds_nothing_that_came_from_outside() {
        let text = || "Canary".to_owned();
        let path = || PathBuf::from("/Canary");
        let failures = [
            Failure::Unknown { what: "officer", name: text() },
            Failure::BadRules { problems: vec![Sentence::foreign(text())] },
            Failure::FilesFull { stream: text() },
            Failure::AlreadyDone { stream: text(), version: 1 },
            Failure::Changed { stream: text(), version: 1 },
            Failure::BrokenRecord { stream: text(), what: text() },
            Failure::Store(Error::Foreign(path())),
            Failure::Store(Error::Corrupt(path(), text())),
            Failure::Store(Error::Busy(path())),
            Failure::Store(Error::Absent(path())),
            Failure::Store(Error::Conflict { stream: text(), expected: 1 }),
            Failure::Store(Error::RolledBack(text())),
            Failure::Store(Error::BadBackup(path(), text())),
            Failure::Store(Error::Io(path(), std::io::Error::other(text()))),
            Failure::Store(Error::Engine { kind: EngineFault::Io, text: text(), number: None }),
            Failure::Store(Error::Engine {
                kind: EngineFault::Constraint,
                text: text(),
                number: Some(787),
            }),
        ];
        for failure in failures {
            assert!(failure.to_string().contains("Canary"), "{failure}");
            assert!(!failure.for_log().contains("Canary"), "{failure:?}: {}", failure.for_log());
        }
    }
}
