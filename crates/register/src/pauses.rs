//! Reads the pauses of a dossier from columns, or from steps that begin and end a pause. A dossier
//! with contradictory pauses is rejected, because due depends on them. The module must not count a
//! due.

use crate::collector::{Reading, Refusal};
use crate::dossier::PauseReason;
use crate::map::{PauseRule, PauseSource};
use crate::moment::Moment;
use crate::steps::{self, Phase};
use text::sentence;

/// A pause as read from the log.
#[derive(Clone, Copy)]
pub(crate) struct ReadPause {
    pub(crate) reason: PauseReason,
    pub(crate) from: Moment,
    pub(crate) to: Option<Moment>,
    pub(crate) line: usize,
}

/// Reads all pauses of a dossier, in order.
pub(crate) fn read(
    reading: &Reading<'_>,
    received: Moment,
    (finished, withdrawn): (Option<Moment>, Option<Moment>),
) -> Result<Vec<ReadPause>, Refusal> {
    let mut pauses = Vec::new();
    for rule in &reading.map.pauses {
        one_rule(reading, rule, &mut pauses)?;
    }
    pauses.sort_by_key(|pause: &ReadPause| pause.from.at);
    let zone = &reading.map.zone;
    let output = |moment| reading.moment_text(moment);
    let mut before: Option<ReadPause> = None;
    for pause in &pauses {
        let ReadPause { from, to, line, .. } = *pause;
        let end = [finished, withdrawn].into_iter().flatten().min_by_key(|end| end.at);
        let late =
            |end: &Moment| end.before(from, zone) || to.is_some_and(|to| end.before(to, zone));
        let reason = if from.before(received, zone) {
            sentence!(
                "begins ({from}) before the reception ({received})",
                from = output(from),
                received = output(received)
            )
        } else if let Some(to) = to.filter(|to| to.before(from, zone) || to.at < from.at) {
            sentence!("ends ({to}) before it begins ({from})", to = output(to), from = output(from))
        } else if let Some(before) = before.filter(|one| one.to.is_none_or(|to| to.at > from.at)) {
            let ending = before.to.map_or_else(
                || sentence!("has no end"),
                |to| sentence!("ends on {to}", to = output(to)),
            );
            sentence!(
                "of {from} begins within the one of {other}, which {ending}",
                from = output(from),
                other = output(before.from),
                ending
            )
        } else if let Some(end) = end.filter(late) {
            sentence!(
                "of {from} goes on after the dossier's end ({end})",
                from = output(from),
                end = output(end)
            )
        } else if to.is_none() && finished.is_some() && withdrawn.is_none() {
            sentence!("of {from} has no end, and the dossier is finished", from = output(from))
        } else {
            before = Some(*pause);
            continue;
        };
        return Err(Refusal { line, reason: sentence!("a pause {reason}; mend it", reason) });
    }
    Ok(pauses)
}

fn one_rule(
    reading: &Reading<'_>,
    rule: &PauseRule,
    pauses: &mut Vec<ReadPause>,
) -> Result<(), Refusal> {
    let reason = rule.reason;
    let (begin, end) = match &rule.at {
        PauseSource::Values { from, to } => {
            let line = reading.case.line;
            let (from, to) = (reading.moment(from, None)?, reading.moment(to, None)?);
            match (from, to) {
                (Some(from), to) => pauses.push(ReadPause { reason, from, to, line }),
                (None, Some(to)) => {
                    let to = reading.moment_text(to);
                    let reason = sentence!("a pause ends ({to}) and has no begin; fill it in", to);
                    return Err(Refusal { line, reason });
                }
                (None, None) => {}
            }
            return Ok(());
        }
        PauseSource::Steps { begin, end } => (begin, end),
    };
    let mut open: Option<ReadPause> = None;
    for index in &reading.order {
        let event = &reading.case.events[*index];
        let begins = begin.includes(&event.cells);
        if !(begins || end.includes(&event.cells))
            || steps::phase(reading, Some(*index)) != Phase::Complete
        {
            continue;
        }
        let line = event.line;
        let refuse = |reason| Refusal { line, reason };
        let Some(at) = reading.instants[*index] else {
            return Err(refuse(sentence!(
                "the begin or end of a pause has no instant; fill it in"
            )));
        };
        open = match (open, begins) {
            (None, true) => Some(ReadPause { reason, from: at, to: None, line }),
            (Some(pause), false) => {
                pauses.push(ReadPause { to: Some(at), ..pause });
                None
            }
            (None, false) => {
                return Err(refuse(sentence!(
                    "the end of a pause has no begin before it; mend the steps"
                )));
            }
            (Some(_), true) => {
                return Err(refuse(sentence!("a pause begins while one goes on; mend the steps")));
            }
        };
    }
    pauses.extend(open);
    Ok(())
}
