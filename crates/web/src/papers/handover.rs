//! A hand-over list as a paper: the dossiers that a desk gave to a unit, or the results that a unit gave
//! to a desk, for both to sign. Its lines are those of the control sheets.

use affairs::handover_list::ListKind;
use app::{ApplicantRow, HandoverLine, VisibleHandoverList};
use calendar::{Instant, Zone};
use dossier::RuleSet;
use http::names::Names;
use rules::Rules;
use serde_json::{Value, json};
use text::{Language, Sentence};

use super::{PaperKind, agency, date, title, version_of, with_common, write_paper};
use crate::pages::dossier::sheet;

/// A list to be printed.
#[derive(Clone, Copy, Debug)]
pub struct HandoverPaper<'a> {
    pub rules: &'a Rules,
    pub list: &'a VisibleHandoverList,
    pub zone: &'a Zone,
    pub now: Instant,
}

/// A line of a list, in words.
#[derive(Clone, Debug, Default)]
pub(crate) struct HandoverRow {
    pub code: String,
    pub applicant: String,
    pub address: String,
    pub procedure: String,
    pub due: String,
    /// The step for which it was given.
    pub step: String,
    /// The officer who took it, or to whom it was given.
    pub taker: String,
    pub given: String,
    /// Empty until it is taken.
    pub taken: String,
    /// Of a result: granted or declined, and its number.
    pub result: String,
    pub note: String,
}

/// The kind of paper of a list.
pub(crate) fn kind_of(list: ListKind) -> PaperKind {
    match list {
        ListKind::Dossiers => PaperKind::HandoverList,
        ListKind::Results => PaperKind::ResultList,
    }
}

/// The lines of a list, in its order.
pub(crate) fn rows(names: Names<'_>, list: &VisibleHandoverList) -> Vec<HandoverRow> {
    let applicants = list.applicants.clone().given().unwrap_or_default();
    let applicants = applicants.into_iter().chain(std::iter::repeat(None));
    list.lines.iter().zip(applicants).map(|(line, applicant)| row(names, line, applicant)).collect()
}

fn row(names: Names<'_>, line: &HandoverLine, applicant: Option<ApplicantRow>) -> HandoverRow {
    let (view, state) = (&line.view, &line.view.state);
    let mut handovers = sheet::rows(names, view).into_iter();
    let handover = handovers.rfind(|row| row.at == Some(line.at)).unwrap_or_default();
    let declined = state.approved.filter(|_| state.finished.is_some()).map(|(_, no)| no);
    let outcome = declined.map(|no| names.text(if no { "act-declined" } else { "act-granted" }));
    let number = line.result.clone().filter(|_| applicant.is_some());
    let result = [outcome, number].into_iter().flatten().filter(|part| !part.is_empty());
    let applicant = applicant.unwrap_or_default();
    let corrections = view.corrections(line.at, |_| true);
    HandoverRow {
        code: view.spoken_code(),
        address: names.address(&applicant.address, &state.filing.ward),
        applicant: applicant.name,
        procedure: names.procedure(&state.filing.procedure),
        due: view
            .snapshot
            .due
            .map(|due| messages::instant(names.language, due, &view.zone))
            .unwrap_or_default(),
        step: handover.step,
        taker: handover.taker,
        given: handover.given,
        taken: handover.taken,
        result: result.collect::<Vec<_>>().join("; "),
        note: corrections
            .map(|(n, _)| names.format("book-corrected", &[("n", (n as i64).into())]))
            .unwrap_or_default(),
    }
}

/// Which version of the list it is, where a dossier on it was corrected since.
pub(crate) fn version(names: Names<'_>, list: &VisibleHandoverList, zone: &Zone) -> Option<String> {
    let of = |line: &HandoverLine| line.view.corrections(list.list.at, |_| true);
    let corrections: Vec<_> = list.lines.iter().filter_map(of).collect();
    let at = corrections.iter().map(|(_, at)| *at).max()?;
    let count = corrections.iter().map(|(n, _)| n).sum();
    Some(version_of(names, (count, at), zone))
}

/// The bytes of the PDF.
///
/// # Errors
/// The agency's own template cannot be filled: the sentence says where.
pub fn handover_list(paper: &HandoverPaper<'_>) -> Result<Option<Vec<u8>>, Sentence> {
    let names = Names { rules: paper.rules, language: Language::Vietnamese };
    let list = &paper.list.list;
    let Some(of) = list.list else { return Ok(None) };
    let rule_set = RuleSet::on(paper.zone.day(list.at));
    let kind = kind_of(of);
    let heading = title(names, kind, rule_set);
    let desk = match of {
        ListKind::Dossiers => &list.from,
        ListKind::Results => &list.to,
    };
    let rows = rows(names, paper.list);
    let line = |row: &HandoverRow| {
        json!({ "code": row.code, "applicant": row.applicant, "address": row.address,
            "procedure": row.procedure, "due": row.due, "step": row.step, "taker": row.taker,
            "given": row.given, "taken": row.taken, "result": row.result, "note": row.note })
    };
    let values = with_common(json!({
        "agency": agency(names),
        "desk": names.unit(desk),
        "title": heading,
        "officer": names.officer(&list.giver),
        "date": date(names, list.at, paper.zone),
        "version": version(names, paper.list, paper.zone),
        "number": list.number,
        "year": list.year,
        "giver_unit": names.unit(&list.from),
        "taker_unit": names.unit(&list.to),
        "rows": rows.iter().map(line).collect::<Vec<Value>>(),
    }));
    let title = format!("{heading} {}/{}", list.number, list.year);
    write_paper(names, (kind, rule_set), (&title, &values), (paper.now, paper.zone))
}
