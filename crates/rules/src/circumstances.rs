//! The circumstances on which fees, reliefs and durations depend: the case of the procedure, the
//! channel and the place. The module must not know files or dossiers.

use crate::words::Channel;

/// The name that a list of cases uses for a dossier without a case.
pub const ORDINARY_CASE: &str = "ordinary";

/// The case, channel and place of one dossier.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Circumstances<'a> {
    /// The id of the case; `None` for a dossier without a case.
    pub case: Option<&'a str>,
    /// The channel; `None` where an old register has another word for the channel.
    pub channel: Option<Channel>,
    /// Whether the ward of the applicant's address is remote.
    pub remote: bool,
}

/// The circumstances in which a rule applies; an empty list means all.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Condition {
    /// The ids of cases; [`ORDINARY_CASE`] for dossiers without a case.
    pub cases: Vec<String>,
    /// The channels.
    pub channels: Vec<Channel>,
    /// `true` for remote wards only, `false` for other wards only, `None` for all wards.
    pub remote: Option<bool>,
}

impl Condition {
    /// Whether the rule applies.
    #[must_use]
    pub fn holds(&self, circumstances: &Circumstances<'_>) -> bool {
        let case = circumstances.case.unwrap_or(ORDINARY_CASE);
        let channel = |channel| self.channels.contains(&channel);
        (self.cases.is_empty() || self.cases.iter().any(|listed| listed == case))
            && (self.channels.is_empty() || circumstances.channel.is_some_and(channel))
            && self.remote.is_none_or(|remote| remote == circumstances.remote)
    }

    /// Whether the rule applies in all circumstances of `other`.
    pub(crate) fn covers(&self, other: &Self) -> bool {
        let all = |mine: usize, shared: bool| mine == 0 || shared;
        let cases = !other.cases.is_empty() && other.cases.iter().all(|c| self.cases.contains(c));
        let channels = !other.channels.is_empty()
            && other.channels.iter().all(|channel| self.channels.contains(channel));
        all(self.cases.len(), cases)
            && all(self.channels.len(), channels)
            && (self.remote.is_none() || self.remote == other.remote)
    }

    /// Whether the rule applies in all circumstances.
    #[must_use]
    pub fn is_always(&self) -> bool {
        *self == Self::default()
    }
}
