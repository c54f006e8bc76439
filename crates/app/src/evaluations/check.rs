//! The evaluations of the record examined: each in itself, and the sheet that was decided on against the
//! record as it was known when it was decided.

use affairs::Aggregate as _;
use affairs::evaluation::{Evaluation, FrozenScore};
use indicators::evaluation::VERSION;
use indicators::period::Period;
use store::EventRow;
use text::number::tenths;
use text::{Sentence, ToSentence as _, sentence};

use super::FrozenSheet;
use crate::affairs as streams;
use crate::error::Failure;
use crate::figures::Figures;
use crate::inquiry::Inquiry;

/// The sheet on which an evaluation was decided, and the decision's position in the record.
#[derive(Debug)]
pub(crate) struct Decision {
    officer: String,
    period: Period,
    frozen: FrozenScore,
    position: i64,
}

impl Decision {
    /// That of a stream; `None` where nothing was decided, it does not fold, or the stream is of another
    /// kind.
    pub fn of(stream: &str, rows: &[EventRow]) -> Option<Self> {
        let [kind, _, period, officer] = stream.split('/').collect::<Vec<_>>()[..] else {
            return None;
        };
        if kind != Evaluation::KIND {
            return None;
        }
        let frozen = streams::load::<Evaluation>(rows).ok()?.frozen?;
        let decided = rows.iter().find(|row| row.event.kind == "decided")?;
        let (officer, position) = (officer.to_owned(), decided.position);
        Some(Self { officer, period: period.parse().ok()?, frozen, position })
    }
}

/// The fault of the stream of an evaluation.
pub(crate) fn fault(stream: &str, rows: &[EventRow]) -> Option<Sentence> {
    let evaluation: Evaluation = match streams::load(rows) {
        Ok(evaluation) => evaluation,
        Err(failure) => return Some(failure.to_sentence()),
    };
    let officer = stream.rsplit('/').next().unwrap_or_default();
    if evaluation.decisions.iter().any(|decided| decided.by == officer) {
        return Some(sentence!("is decided by the officer whom it is about"));
    }
    let frozen = evaluation.frozen?;
    match serde_json::from_str::<FrozenSheet>(&frozen.sheet) {
        Ok(sheet) if sheet.scores.total() == Some(frozen.computed) => None,
        Ok(_) => Some(sentence!("its frozen scores do not add up to its computed score")),
        Err(error) => {
            let error = Sentence::foreign(error.to_string());
            Some(sentence!("its frozen sheet does not read: {error}", error))
        }
    }
}

/// Counts the sheet of a decision again, by what was on record before it; says what is wrong. Sheets of
/// earlier rules, and those that do not read, are not counted.
pub(crate) fn recount(
    inquiry: Inquiry<'_>,
    figures: &Figures,
    decision: &Decision,
) -> Result<Option<Sentence>, Failure> {
    let Decision { officer, period, frozen, position } = decision;
    let Ok(sheet) = serde_json::from_str::<FrozenSheet>(&frozen.sheet) else { return Ok(None) };
    if frozen.definitions != VERSION {
        return Ok(None);
    }
    let cut = (frozen.as_of, *position);
    let work = inquiry.work_before(figures, (officer, *period), cut)?;
    let counted = work.sheet.total().unwrap_or_default();
    if counted != frozen.computed || work.sheet.max_points() != frozen.most {
        return Ok(Some(sentence!(
            "officer {officer}, {period}: its frozen score is {frozen}; the record as it was known then gives {counted}",
            officer,
            period = period.to_string(),
            frozen = tenths(frozen.computed),
            counted = tenths(counted)
        )));
    }
    let same = work.figures == sheet.figures && work.sheet == sheet.scores;
    Ok((!same).then(|| {
        sentence!(
            "officer {officer}, {period}: its frozen figures differ from the record as it was known then",
            officer,
            period = period.to_string()
        )
    }))
}
