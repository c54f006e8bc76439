//! Reads the map's `[[pauses]]`: columns, or steps that begin and end a pause. The module knows the
//! syntax of sources; it must not read a log.

use super::columns::Columns;
use super::toml_node::{Problems, TomlNode};
use super::{Level, PauseRule, PauseSource, Place, StepFilter};
use crate::dossier::PauseReason;
use text::sentence;

const REASONS: [(&str, PauseReason); 3] = [
    ("supplement", PauseReason::Supplement),
    ("financial", PauseReason::Financial),
    ("agency", PauseReason::Agency),
];

/// Reads `[[pauses]]`.
pub(super) fn read(
    node: TomlNode<'_>,
    columns: &mut Columns,
    problems: &mut Problems<'_>,
) -> Vec<PauseRule> {
    let members = node.each(problems);
    members.into_iter().filter_map(|pause| one(&pause, columns, problems)).collect()
}

fn one(
    pause: &TomlNode<'_>,
    columns: &mut Columns,
    problems: &mut Problems<'_>,
) -> Option<PauseRule> {
    let (mut from, mut to, mut reason) = (None, None, None);
    let (mut begin, mut end) = (Vec::new(), Vec::new());
    for entry in pause.entries(&["from", "to", "begin", "end", "reason"], problems) {
        match entry.name.as_str() {
            "from" => from = Some(columns.field(entry, false, problems)),
            "to" => to = Some(columns.field(entry, false, problems)),
            "begin" => begin = entry.texts(problems),
            "end" => end = entry.texts(problems),
            _ => reason = Some(entry.word(&REASONS, problems)?),
        }
    }
    let Some(reason) = reason else {
        let text = sentence!(
            "a pause needs its reason: write reason = \"supplement\", \"financial\" or \"agency\""
        );
        problems.add(pause.line, text);
        return None;
    };
    let by_steps = !begin.is_empty() || !end.is_empty();
    let at = match (from, to) {
        (Some(from), to) if !by_steps => PauseSource::Values { from, to: to.unwrap_or_default() },
        (None, None) if !begin.is_empty() && !end.is_empty() => {
            let Some(cell) = columns.step_cell.filter(|_| columns.level == Level::Event) else {
                let text = sentence!(
                    "begin and end name steps: they need level = \"event\" and step = \"COLUMN\" \
                     in [columns]; name columns by from and to otherwise"
                );
                problems.add(pause.line, text);
                return None;
            };
            if let Some(both) = begin.iter().find(|name| end.contains(name)) {
                let text =
                    sentence!("{both:?} stands in begin and in end; keep it in one of them", both);
                problems.add(pause.line, text);
            }
            columns.expect(&[Place::Event(cell)], begin.iter().chain(&end));
            let filter = |names| StepFilter { cell, names };
            PauseSource::Steps { begin: filter(begin), end: filter(end) }
        }
        _ => {
            let text = sentence!(
                "a pause needs from, and to, the columns of its begin and its end; or begin and \
                 end, the names of steps"
            );
            problems.add(pause.line, text);
            return None;
        }
    };
    Some(PauseRule { reason, at })
}
