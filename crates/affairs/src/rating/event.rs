//! The events of a rating, as the record stores them. The module must not know commands or the
//! state.

use serde::{Deserialize, Serialize};

use crate::words::words;

words! {
    /// The degree of the citizen's satisfaction.
    Grade {
        VerySatisfied "very_satisfied",
        Satisfied "satisfied",
        NotSatisfied "not_satisfied",
    }
}

words! {
    /// The factors that are graded: the service as a whole, and five factors of satisfaction.
    Factor {
        /// The service as a whole.
        Service "service",
        /// Access to the service.
        Access "access",
        /// The procedure: papers, time, fees.
        Procedure "procedure",
        /// The officers who handled the dossier.
        Officer "officer",
        /// The result.
        Result "result",
        /// The handling of complaints and proposals.
        Feedback "feedback",
    }
}

words! {
    /// The way in which the citizen rated.
    Way {
        /// By the QR code of the slip, or on the citizen's own page.
        Link "link",
        /// By the code and key of the slip.
        Slip "slip",
        /// On the screen at the desk.
        Kiosk "kiosk",
    }
}

/// The grades of one rating. The grades of the service and of the officer are required.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Grades {
    pub service: Grade,
    pub officer: Grade,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub access: Option<Grade>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub procedure: Option<Grade>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub result: Option<Grade>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub feedback: Option<Grade>,
}

impl Grades {
    /// The grades by factor; `None` where a required grade is missing.
    #[must_use]
    pub fn of(grade: impl Fn(Factor) -> Option<Grade>) -> Option<Self> {
        Some(Self {
            service: grade(Factor::Service)?,
            officer: grade(Factor::Officer)?,
            access: grade(Factor::Access),
            procedure: grade(Factor::Procedure),
            result: grade(Factor::Result),
            feedback: grade(Factor::Feedback),
        })
    }

    /// The grade of a factor.
    #[must_use]
    pub fn grade(&self, factor: Factor) -> Option<Grade> {
        match factor {
            Factor::Service => Some(self.service),
            Factor::Officer => Some(self.officer),
            Factor::Access => self.access,
            Factor::Procedure => self.procedure,
            Factor::Result => self.result,
            Factor::Feedback => self.feedback,
        }
    }
}

/// The public part of an event.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Event {
    /// The citizen rated the dossier.
    Rated {
        #[serde(flatten)]
        grades: Grades,
        way: Way,
    },
}
