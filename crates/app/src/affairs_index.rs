//! The complaints, objections, directives, watches, inspection visits, requests about data and hand-over
//! lists of the agency, folded and in memory: loaded once, then kept current from what each commit changed. They are few in comparison with
//! the dossiers. Of the queues of desks, which are many, the last day is kept from its first command on.
//! Knows no list and no page.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, RwLock};

use affairs::Aggregate;
use affairs::breach::Breach;
use affairs::certification::Certifications;
use affairs::complaint::Complaints;
use affairs::data_request::DataRequest;
use affairs::directive::{Directive, Issued};
use affairs::disposal::Disposal;
use affairs::handover_list::{HandoverList, ListKind};
use affairs::inspection::Inspection;
use affairs::objection::Objections;
use affairs::queue_day::QueueDay;
use affairs::watch::Watch;
use calendar::Instant;
use serde::de::DeserializeOwned;
use store::{DossierRow, Reader};

use crate::affairs as streams;
use crate::application::Application;
use crate::error::Failure;

/// The folded affairs of the agency; a clone shares them.
#[derive(Clone, Debug, Default)]
pub(crate) struct AffairsIndex(Arc<RwLock<FoldedAffairs>>);

/// The folded affairs, by the part of the stream's name after the kind.
#[derive(Debug, Default)]
pub(crate) struct FoldedAffairs {
    pub complaints: BTreeMap<String, Complaints>,
    pub objections: BTreeMap<String, Objections>,
    pub directives: BTreeMap<String, Issued>,
    pub watches: BTreeMap<String, Watch>,
    pub inspections: BTreeMap<String, Inspection>,
    pub breaches: BTreeMap<String, Breach>,
    pub disposals: BTreeMap<String, Disposal>,
    pub data_requests: BTreeMap<String, DataRequest>,
    /// The streams of the dossiers whose data is restricted.
    restricted: BTreeSet<String>,
    handover_lists: BTreeMap<String, HandoverList>,
    /// When a dossier, by its stream, was last on a list of a kind.
    listed: BTreeMap<(ListKind, String), Instant>,
    certifications: BTreeMap<BookNumber, (String, usize, Instant)>,
    /// The queue of the day in which a desk acted last.
    queue_days: BTreeMap<String, QueueDay>,
}

/// The place of a certification in the books: office, book, year and number.
pub(crate) type BookNumber = (String, String, i16, u64);

impl FoldedAffairs {
    /// Whether a request restricts the data of a dossier.
    pub fn restricts(&self, stream: &str) -> bool {
        self.restricted.contains(stream)
    }

    /// The hand-over lists.
    pub fn handover_lists(&self) -> &BTreeMap<String, HandoverList> {
        &self.handover_lists
    }

    /// When a dossier, by its stream, was last on a list of a kind.
    pub fn listed(&self, list: ListKind, stream: &str) -> Option<Instant> {
        self.listed.get(&(list, stream.to_owned())).copied()
    }

    /// The entries of the books: the dossier, the place among its entries from 0, and the instant.
    pub fn certifications(&self) -> &BTreeMap<BookNumber, (String, usize, Instant)> {
        &self.certifications
    }

    /// The queue of a desk and day; `None` where another day of the desk is in memory, or none.
    pub fn queue_day(&self, id: &str) -> Option<&QueueDay> {
        self.queue_days.get(id)
    }

    fn put_queue_day(&mut self, id: String, day: QueueDay) {
        let desk = id.rsplit_once('.').map_or("", |(desk, _)| desk).to_owned();
        self.queue_days.retain(|other, _| other.rsplit_once('.').is_none_or(|(of, _)| of != desk));
        self.queue_days.insert(id, day);
    }

    fn put_certifications(&mut self, id: &str, certifications: &Certifications) {
        for (place, entry) in certifications.entries.iter().enumerate() {
            let number = (entry.office.clone(), entry.book.clone(), entry.year, entry.number);
            self.certifications.insert(number, (id.to_owned(), place, entry.at));
        }
    }

    fn put_handover_list(&mut self, id: String, list: HandoverList) {
        let Some(kind) = list.list else { return };
        for line in &list.lines {
            let last = self.listed.entry((kind, line.dossier.clone())).or_insert(list.at);
            *last = list.at.max(*last);
        }
        self.handover_lists.insert(id, list);
    }

    fn put_data_request(&mut self, id: String, request: DataRequest) {
        self.data_requests.insert(id, request);
        let restricted = self.data_requests.values().flat_map(DataRequest::restricted);
        self.restricted = restricted.cloned().collect();
    }
}

/// The changes of a commit.
#[derive(Debug)]
pub(crate) enum AffairChange {
    Complaints(String, Complaints),
    Objections(String, Objections),
    Directive(String, Issued),
    Watch(String, Watch),
    Inspection(String, Inspection),
    Breach(String, Breach),
    Disposal(String, Disposal),
    DataRequest(String, Box<DataRequest>),
    HandoverList(String, HandoverList),
    Certifications(String, Certifications),
    QueueDay(String, Box<QueueDay>),
}

/// The affairs of a kind that `is` admits, each with the part of its id after the register.
pub(crate) fn picked<T: Clone>(
    all: &BTreeMap<String, T>,
    is: impl Fn(&T) -> bool,
) -> Vec<(String, T)> {
    let picked = all.iter().filter(|(_, one)| is(one));
    picked.map(|(id, one)| (streams::id_of(id).to_owned(), one.clone())).collect()
}

/// A page of rows in the order of `place`, then of their ids, with the number of all rows.
pub(crate) fn sorted_page<T, K: Ord>(
    mut rows: Vec<(String, T)>,
    place: impl Fn(&T) -> K,
    (skip, limit): (usize, usize),
) -> (usize, Vec<(String, T)>) {
    rows.sort_by(|(id, a), (other, b)| place(a).cmp(&place(b)).then_with(|| id.cmp(other)));
    (rows.len(), rows.into_iter().skip(skip).take(limit).collect())
}

impl Application {
    /// The affairs of dossiers of the agency's register, each with its dossier's row.
    ///
    /// # Errors
    /// The store failed.
    pub(crate) fn with_dossiers<T>(
        &self,
        affairs: Vec<(String, T)>,
    ) -> Result<Vec<(DossierRow, T)>, Failure> {
        self.read(|reader| {
            let mut rows = Vec::with_capacity(affairs.len());
            for (id, one) in affairs {
                let row = reader.row(&format!("dossier/{id}"))?;
                rows.extend(row.map(|row| (row, one)));
            }
            Ok(rows)
        })
    }
}

impl AffairsIndex {
    /// Loads every affair on record. A stream that does not fold is left out; `doctor` names it.
    ///
    /// # Errors
    /// The store failed.
    pub fn load(reader: &Reader) -> Result<Self, Failure> {
        let mut index = FoldedAffairs::default();
        each(reader, |id, complaints| {
            index.complaints.insert(id.to_owned(), complaints);
        })?;
        each(reader, |id, objections| {
            index.objections.insert(id.to_owned(), objections);
        })?;
        each(reader, |id, directive: Directive| {
            index.directives.extend(directive.issued.map(|issued| (id.to_owned(), issued)));
        })?;
        each(reader, |id, watch| {
            index.watches.insert(id.to_owned(), watch);
        })?;
        each(reader, |id, inspection| {
            index.inspections.insert(id.to_owned(), inspection);
        })?;
        each(reader, |id, breach| {
            index.breaches.insert(id.to_owned(), breach);
        })?;
        each(reader, |id, disposal| {
            index.disposals.insert(id.to_owned(), disposal);
        })?;
        each(reader, |id, request: DataRequest| index.put_data_request(id.to_owned(), request))?;
        each(reader, |id, of: Certifications| index.put_certifications(id, &of))?;
        each(reader, |id, list: HandoverList| index.put_handover_list(id.to_owned(), list))?;
        Ok(Self(Arc::new(RwLock::new(index))))
    }

    /// Applies the changes of a commit.
    pub fn apply(&self, changes: Vec<AffairChange>) {
        if changes.is_empty() {
            return;
        }
        let mut index = self.0.write().unwrap_or_else(std::sync::PoisonError::into_inner);
        for change in changes {
            match change {
                AffairChange::Complaints(id, complaints) => {
                    index.complaints.insert(id, complaints);
                }
                AffairChange::Objections(id, objections) => {
                    index.objections.insert(id, objections);
                }
                AffairChange::Directive(id, issued) => {
                    index.directives.insert(id, issued);
                }
                AffairChange::Watch(id, watch) => {
                    index.watches.insert(id, watch);
                }
                AffairChange::Breach(id, breach) => {
                    index.breaches.insert(id, breach);
                }
                AffairChange::Disposal(id, disposal) => {
                    index.disposals.insert(id, disposal);
                }
                AffairChange::DataRequest(id, request) => index.put_data_request(id, *request),
                AffairChange::Certifications(id, of) => index.put_certifications(&id, &of),
                AffairChange::QueueDay(id, day) => index.put_queue_day(id, *day),
                AffairChange::HandoverList(id, list) => index.put_handover_list(id, list),
                AffairChange::Inspection(id, inspection) => {
                    index.inspections.insert(id, inspection);
                }
            }
        }
    }

    /// Reads the folded affairs.
    pub fn look<T>(&self, look: impl FnOnce(&FoldedAffairs) -> T) -> T {
        look(&self.0.read().unwrap_or_else(std::sync::PoisonError::into_inner))
    }
}

/// Folds every stream of a kind.
fn each<A>(reader: &Reader, mut visit: impl FnMut(&str, A)) -> Result<(), Failure>
where
    A: Aggregate,
    A::Event: DeserializeOwned,
{
    reader.streams_with_prefix::<Failure>(&format!("{}/", A::KIND), |stream, rows| {
        match streams::load(&rows) {
            Ok(state) => visit(streams::id_of(stream), state),
            Err(_) => {
                tracing::error!("a stream does not fold and is set aside; run `motcua doctor`")
            }
        }
        Ok(())
    })
}
