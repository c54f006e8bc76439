//! The statutory papers of a dossier, as PDF: for officers all of them, for the applicant those that are
//! addressed to the applicant. Each is put on record as a showing.

use app::{DossierView, Personal, Purpose, Shown};
use http::names::Names;

use super::citizen::{own, track};
use super::dossier::{rule_set, visible_dossier};
use super::slip::gives_secret;
use crate::address::encode;
use crate::answer::{Answer, Error, pdf};
use crate::papers::{self, PaperKind, Subject, title};
use crate::request_context::RequestContext;

/// A paper for an officer; the key and the QR code of a slip only for those who hand it out.
pub(crate) fn page(context: &RequestContext) -> Answer {
    let dossier = visible_dossier(context)?;
    let kind = kind(context, &dossier.view, PaperKind::is_of)?;
    let data = context.app().personal(&context.who(), &dossier, Purpose::Paper, context.now())?;
    let data = match data {
        Shown::Given(data) => data,
        Shown::Withheld => return Err(Error::Withheld),
        // A paper without its applicant is none.
        Shown::NotPermitted => return Err(Error::NoDossier(context.code.clone())),
    };
    let slip = data.slip.filter(|_| gives_secret(&context.who()));
    give(context, (&dossier.view, &dossier.row.desk), &Personal { slip, ..data }, kind)
}

/// A paper for the citizen whose dossier it is.
pub(crate) fn of_own(context: &RequestContext) -> Answer {
    let dossier = own(context)?;
    let kind = kind(context, &dossier.view, is_addressed)?;
    let data = context.app().personal(&context.who(), &dossier, Purpose::Paper, context.now())?;
    let data = data.given().ok_or(Error::Withheld)?;
    give(context, (&dossier.view, &dossier.row.desk), &data, kind)
}

/// A paper for the holder of the slip's QR code.
pub(crate) fn by_token(context: &RequestContext) -> Answer {
    let (app, now) = (context.app(), context.machine_now());
    let dossier = app.by_token(&context.code, &track::client(context), now, context.now())?;
    let dossier = dossier.into_match().ok_or(Error::NoPage)?;
    let kind = kind(context, &dossier.view, is_addressed)?;
    let data = app.personal_of_slip(&dossier, context.now())?.given().ok_or(Error::Withheld)?;
    let desk = dossier.view.state.holds.first().map(|hold| hold.unit.clone()).unwrap_or_default();
    give(context, (&dossier.view, &desk), &data, kind).map(track::unreferred)
}

/// The kind of the address, where the dossier has that paper for the reader.
fn kind(
    context: &RequestContext,
    view: &DossierView,
    has: fn(PaperKind, &DossierView) -> bool,
) -> Result<PaperKind, Error> {
    PaperKind::of(&context.part).filter(|kind| has(*kind, view)).ok_or(Error::NoPage)
}

/// Whether a paper is for the applicant to have by now.
fn is_addressed(kind: PaperKind, view: &DossierView) -> bool {
    let sent = || view.state.letters.last().is_some_and(|letter| letter.sent.is_some());
    let addressed = match kind {
        PaperKind::ControlSheet => false,
        PaperKind::ApologyLetter => sent(),
        _ => true,
    };
    addressed && kind.is_of(view)
}

fn give(
    context: &RequestContext,
    (view, desk): (&DossierView, &str),
    data: &Personal,
    kind: PaperKind,
) -> Answer {
    let site = context.absolute("");
    let site = Some(site.trim_end_matches('/')).filter(|site| site.contains("://"));
    let (rules, now) = (&context.rules, context.now());
    let money = &context.app().money_of(view)?;
    let subject = Subject { rules, view, data, money, desk, site, now };
    match papers::pdf(kind, &subject) {
        Ok(Some(bytes)) => pdf(&format!("{}-{}", kind.code(), view.spoken_code()), bytes),
        Ok(None) => Err(Error::NoPage),
        Err(fault) => Err(Error::Broken(fault.to_string())),
    }
}

/// The papers that a dossier has by now, with their addresses below `base`; for the applicant those
/// that are addressed to the applicant.
pub(in crate::pages) fn links(
    names: Names<'_>,
    view: &DossierView,
    base: &str,
    applicant: bool,
) -> Vec<(String, String)> {
    let kinds = PaperKind::ALL.iter().copied().filter(|kind| match applicant {
        true => is_addressed(*kind, view),
        false => kind.is_of(view),
    });
    let link = |kind: PaperKind| {
        let label = title(names, kind, rule_set(view));
        let label = names.format("paper-pdf", &[("paper", label.into())]);
        let version = papers::version_issued(names, view, kind);
        let label = [Some(label), version].into_iter().flatten().collect::<Vec<_>>().join(": ");
        (label, format!("{base}/paper/{}", encode(kind.code())))
    };
    kinds.map(link).collect()
}
