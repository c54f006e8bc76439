//! What concerns all dossiers of a citizen: the notices, the results with what may be downloaded and how they
//! were rated, and who of the staff was shown the data. A page has the dossiers of a part of the list.

use app::{DossierData, Shown};
use askama::Template;
use calendar::Instant;
use dossier::Phase;

use super::dossier::due;
use super::{address_of, name_of, notices, papers, path_of};
use crate::address::Params;
use crate::answer::{Answer, Error, html};
use crate::layout::Layout;
use crate::pages::{paper, reads};
use crate::paging::{Links, Paging};
use crate::request_context::RequestContext;

/// Dossiers of a page.
const PAGE: usize = 50;

#[derive(Template)]
#[template(path = "citizen/account_page.html")]
struct AccountPage {
    layout: Layout,
    heading: String,
    message: String,
    /// Where the way of notices is chosen, and that it was.
    choice: Option<String>,
    done: Option<String>,
    /// What would stand here.
    empty: String,
    /// That the page is about some of the dossiers.
    part: Option<String>,
    entries: Vec<Entry>,
    links: Links,
}

/// An entry, with the dossier that it is about.
struct Entry {
    at: Instant,
    title: String,
    texts: Vec<String>,
    /// The instant, and what else is said quietly.
    quiet: String,
    files: Vec<(String, String)>,
    dossier: (String, String),
    /// The act that is offered.
    act: Option<(String, String)>,
}

/// The notices about all dossiers, as they are kept.
pub(crate) fn notices(context: &RequestContext) -> Answer {
    show(context, "notices", |dossier| {
        let entry = |notice: &app::Notice| {
            let text = notices::describe(context, notice);
            Entry {
                title: text.subject,
                texts: vec![text.body],
                quiet: format!("{} · {}", text.at, text.sent),
                ..Entry::of(context, dossier, Instant(notice.at))
            }
        };
        // Of one instant the last one comes first.
        Ok(dossier.data.notices.iter().rev().map(entry).collect())
    })
}

/// The results: how each dossier was finished, what is to be downloaded, how it was rated.
pub(crate) fn results(context: &RequestContext) -> Answer {
    show(context, "results", |dossier| {
        let (state, now) = (&dossier.view.state, context.now());
        let Some(finished) = state.finished else { return Ok(Vec::new()) };
        let name = name_of(&dossier.row.stream, &dossier.row.code);
        let base = address_of(context, name);
        let results = papers::lines(context, &dossier.data.files, app::RESULT, &path_of(name));
        let results = results.into_iter().map(|file| (file.name, file.href));
        let sheets = paper::links(context.names(), &dossier.view, &base, true);
        let mut texts = vec![due(context, &dossier.view, now)];
        if state.phase == Phase::Ready {
            texts.push(context.text("need-ready"));
        }
        texts.extend(dossier.rating.as_ref().map(|(given, _)| {
            let grade = context.text(&format!("grade-{}", given.grades.service.code()));
            let at = messages::instant(context.language, given.at, context.zone());
            context.format("my-rated", &[("grade", grade.into()), ("at", at.into())])
        }));
        let invited = context.app().invites_rating(&dossier.view, now)?;
        Ok(vec![Entry {
            title: context.names().procedure(&state.filing.procedure),
            texts,
            quiet: messages::instant(context.language, finished, &dossier.view.zone),
            files: results.chain(sheets).collect(),
            act: invited.then(|| (context.text("rate-invite"), format!("{base}/rate"))),
            ..Entry::of(context, dossier, finished)
        }])
    })
}

/// Who was shown the data of any dossier, and why.
pub(crate) fn readers(context: &RequestContext) -> Answer {
    show(context, "readers", |dossier| {
        let entry = |read: &app::AuditRow| {
            let at = Instant(read.at);
            Entry {
                title: context.names().officer_line(&read.actor),
                texts: vec![reads::what(context.names(), read)],
                quiet: messages::instant(context.language, at, context.zone()),
                ..Entry::of(context, dossier, at)
            }
        };
        Ok(dossier.reads.iter().map(entry).collect())
    })
}

impl Entry {
    fn of(context: &RequestContext, dossier: &DossierData, at: Instant) -> Self {
        let name = name_of(&dossier.row.stream, &dossier.row.code).to_owned();
        Self {
            at,
            title: String::new(),
            texts: Vec::new(),
            quiet: String::new(),
            files: Vec::new(),
            dossier: (address_of(context, &name), name),
            act: None,
        }
    }
}

fn show(
    context: &RequestContext,
    what: &str,
    entries_of: impl Fn(&DossierData) -> Result<Vec<Entry>, Error>,
) -> Answer {
    let paging = Paging::of(context, PAGE);
    let part = (paging.skip, PAGE);
    let (dossiers, all) = match context.app().own_dossiers(&context.who(), part, context.now())? {
        Shown::Given(given) => given,
        Shown::Withheld => return Err(Error::Withheld),
        Shown::NotPermitted => return Err(Error::SignIn { citizen: true }),
    };
    let mut entries = Vec::new();
    for dossier in &dossiers {
        entries.extend(entries_of(dossier)?);
    }
    entries.sort_by_key(|entry| std::cmp::Reverse(entry.at));
    let values = [
        ("from", ((paging.skip + 1) as i64).into()),
        ("to", ((paging.skip + dossiers.len()) as i64).into()),
        ("of", (all as i64).into()),
    ];
    let heading = context.text(&format!("page-my_{what}"));
    html(&AccountPage {
        layout: Layout::new(context, &heading),
        message: context.text(&format!("my_{what}-said")),
        choice: (what == "notices").then(|| context.to("/my/notices/choice")),
        done: (context.confirmation("done") == "notice_choice")
            .then(|| context.text("notice_choice-done")),
        empty: match all > PAGE {
            true => context.text("my-part_empty"),
            false => context.text(&format!("my_{what}-empty")),
        },
        part: (all > PAGE).then(|| context.format("my-part", &values)),
        entries,
        links: paging.links(context, (&format!("/my/{what}"), &Params::default()), all),
        heading,
    })
}
