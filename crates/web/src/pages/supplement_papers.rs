//! The papers of a supplement request with their state: come, promised on paper, or missing. The view
//! is read from the public part of the record. It must not decide anything.

use app::DossierView;
use dossier::Phase;
use dossier::event::PauseReason;

use super::citizen::timeline;
use super::promise;
use crate::request_context::RequestContext;

/// The requested papers of an open dossier.
pub(in crate::pages) struct SupplementPapers {
    /// The awaited papers and their last day, or the number of missing papers.
    pub text: String,
    pub papers: Vec<SupplementPaper>,
}

/// A requested paper.
pub(in crate::pages) struct SupplementPaper {
    /// The paper as requested.
    pub item: String,
    pub name: String,
    pub lacks: bool,
    pub state: String,
}

impl SupplementPapers {
    /// Whether anything has come.
    pub fn any_came(&self) -> bool {
        self.papers.iter().any(|paper| !paper.lacks)
    }

    /// The last request; none where no paper was asked for, or the dossier is over.
    pub fn of(context: &RequestContext, view: &DossierView) -> Option<Self> {
        let state = &view.state;
        if state.requested_papers.is_empty() || state.phase != Phase::Open {
            return None;
        }
        let items: Vec<String> =
            state.requested_papers.iter().map(|paper| paper.name.clone()).collect();
        let names = timeline::papers(context, view, &items);
        let promised = promise::promised(view);
        let papers = state.requested_papers.iter().zip(names).map(|(paper, name)| {
            let came = paper.received_at.map(|at| {
                let at = messages::instant(context.language, at, &view.zone);
                context.format("asked-came", &[("at", at.into())])
            });
            let promise = promised.contains(&paper.name).then(|| context.text("asked-promised"));
            let parts: Vec<String> = came.into_iter().chain(promise).collect();
            let state =
                if parts.is_empty() { context.text("asked-lacks") } else { parts.join("; ") };
            SupplementPaper {
                item: paper.name.clone(),
                name,
                lacks: paper.received_at.is_none(),
                state,
            }
        });
        let papers: Vec<SupplementPaper> = papers.collect();
        let lacking = papers.iter().filter(|paper| paper.lacks).count();
        let paused = state.paused().filter(|pause| pause.reason == PauseReason::Supplement);
        let until = paused.and_then(|pause| state.last_day_of(pause));
        let text = match (until, lacking) {
            (Some(day), _) => {
                let day = messages::day_of(context.language, day);
                context.format("asked-waits", &[("day", day.into())])
            }
            (None, 0) => context.text("asked-all_came"),
            (None, n) => context.format("asked-lacking", &[("n", (n as i64).into())]),
        };
        Some(Self { text, papers })
    }
}
