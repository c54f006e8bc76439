//! A draft being filled in: whose it is, which questions it asks, what is still wrong with it. Nothing
//! of it is on record before it is sent.

use std::borrow::Cow;

use app::{FilingDraft, KeptDraft, LINK_DAYS, VisibleDossier, draft_files};
use calendar::{Day, Instant};
use rules::form::{Answers, FormGroup, ProcedureForm};
use rules::{Applicant, Circumstances, Procedure};

use super::{address_of, name_of};
use crate::answer::{Answer, Error, see};
use crate::fields::Fault;
use crate::request_context::RequestContext;

/// The form's word for an address outside the agency's wards.
pub(super) const ELSEWHERE: &str = "elsewhere";
/// The form's word for no case of its own.
pub(super) const ORDINARY: &str = "-";
/// The prefix of the name of a draft that files a dossier again.
pub(super) const AGAIN: &str = "again-";

/// A group of questions: a page of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Step {
    Who,
    Submitter,
    Applicant,
    Case,
    /// A group of the procedure's form, by its place among all groups.
    Form(usize),
    Papers,
    Review,
}

impl Step {
    /// The last part of its address, of a group of the form the last two; also of its sentences' keys.
    pub fn word(self) -> Cow<'static, str> {
        let word = match self {
            Self::Who => "who",
            Self::Submitter => "submitter",
            Self::Applicant => "applicant",
            Self::Case => "case",
            Self::Form(place) => return format!("form/{}", place + 1).into(),
            Self::Papers => "papers",
            Self::Review => "review",
        };
        word.into()
    }

    /// The one that an address asks for.
    pub fn of(path: &str) -> Option<Self> {
        let all =
            [Self::Who, Self::Submitter, Self::Applicant, Self::Case, Self::Papers, Self::Review];
        let mut parts = path.rsplit('/');
        let last = parts.next()?;
        if parts.next() == Some("form") {
            return Some(Self::Form(last.parse::<usize>().ok()?.checked_sub(1)?));
        }
        all.into_iter().find(|step| last == step.word())
    }
}

/// The line of a draft without an account, and the page with its link.
pub(super) struct ByLink {
    pub said: String,
    pub href: String,
}

/// The last day on which the draft of a link is kept whole, where it is not changed again; `None` for a
/// draft without any answer, which is erased after a day.
pub(super) fn until(
    context: &RequestContext,
    draft: &FilingDraft,
    touched: Instant,
) -> Option<Day> {
    let is_answered = !draft.for_whom.is_empty();
    let end = touched.plus_millis(LINK_DAYS * 86_400_000);
    is_answered.then(|| context.zone().day(end).plus(-1))
}

/// A draft with what it is about.
pub(super) struct Open<'a> {
    /// The citizen who is signed in; empty for the holder of the draft's link.
    pub person: String,
    pub id: String,
    /// The secret of its link, where it is of no account, with the instant of its last change.
    pub link: Option<(String, Instant)>,
    pub draft: FilingDraft,
    pub rule: &'a Procedure,
    /// The form of the procedure, where it has one.
    pub form: Option<&'a ProcedureForm>,
    /// The dossier that is filed again.
    pub earlier: Option<VisibleDossier>,
}

/// A procedure that can be filed here today.
pub(super) fn fileable<'a>(context: &'a RequestContext, code: &str) -> Option<&'a Procedure> {
    let rule = context.rules.procedure_on(code, context.today())?;
    let here = context.app().files_locally() && rule.answering_unit.is_some();
    (here && rule.online.filed_here()).then_some(rule)
}

/// Opens the draft of the address. One that was sent leads to its dossier, unless files came for it.
pub(super) fn with(context: &RequestContext, view: impl FnOnce(Open<'_>) -> Answer) -> Answer {
    let holder = context.draft_holder();
    let kept = context.app().draft_of(&holder, &context.code)?;
    let Some(KeptDraft { id, draft, touched, secret }) = kept else {
        let name = context.code.strip_prefix(AGAIN).unwrap_or(&context.code);
        let sent = context.app().open_dossier(&context.who(), name, None, context.now())?;
        let sent = sent.ok_or(Error::NoPage)?;
        if !context.files.is_empty() {
            return Err(Error::DraftGone);
        }
        return see(&address_of(context, name_of(&sent.stream, &sent.row.code)));
    };
    let Some(rule) = fileable(context, &draft.procedure) else {
        let start = format!("/my/file/{}", crate::address::encode(&draft.procedure));
        return see(&context.to(&start));
    };
    let earlier = match draft.dossier.as_str() {
        "" => None,
        stream => context.app().open_stream(&context.who(), stream, context.now())?,
    };
    let form = context.rules.form(&rule.code);
    let person = holder.account.unwrap_or_default();
    let link = secret.map(|secret| (secret, touched));
    view(Open { person, id, link, draft, rule, form, earlier })
}

impl Open<'_> {
    /// The circumstances on which fees and duration depend.
    pub fn circumstances(&self, context: &RequestContext) -> Circumstances<'_> {
        let case = Some(self.draft.case.as_str()).filter(|case| !["", ORDINARY].contains(case));
        context.rules.circumstances(case, "online", &self.draft.ward)
    }

    /// The pages of this draft in order.
    pub fn steps(&self) -> Vec<Step> {
        let mut steps = vec![Step::Who];
        if self.draft.for_whom != "own" && !self.draft.for_whom.is_empty() {
            steps.push(Step::Submitter);
        }
        steps.push(Step::Applicant);
        if !self.rule.cases.is_empty() {
            steps.push(Step::Case);
        }
        let groups = self.form.into_iter().flat_map(|form| &form.groups).zip(0..);
        let answers = self.answers();
        let asked = groups.filter(|(group, _)| group.is_asked(&answers));
        steps.extend(asked.map(|(_, place)| Step::Form(place)));
        steps.extend([Step::Papers, Step::Review]);
        steps
    }

    /// A group of the form; `None` where the answers so far leave it out.
    pub fn group(&self, place: usize) -> Option<&FormGroup> {
        let group = self.form?.groups.get(place)?;
        group.is_asked(&self.answers()).then_some(group)
    }

    /// Whether every answer of the procedure's form is right.
    ///
    /// # Errors
    /// As [`Open::faults`].
    pub fn is_filled_in(&self, context: &RequestContext) -> Result<bool, Error> {
        for step in self.steps().into_iter().filter(|step| matches!(step, Step::Form(_))) {
            if !self.faults(context, step)?.is_empty() {
                return Ok(false);
            }
        }
        Ok(self.form.is_some())
    }

    /// The answers of the form to what is asked.
    pub fn answers(&self) -> Answers {
        let case = match self.draft.case.as_str() {
            "" => None,
            ORDINARY => Some(rules::ORDINARY_CASE),
            case => Some(case),
        };
        self.form.map(|form| form.asked(case, &self.draft.form)).unwrap_or_default()
    }

    pub fn address(&self, context: &RequestContext, step: Step) -> String {
        context.to(&format!("/my/drafts/{}/{}", crate::address::encode(&self.id), step.word()))
    }

    /// The address of the filled form as a sheet to print.
    pub fn form_address(&self, context: &RequestContext) -> String {
        context.to(&format!("/my/drafts/{}/sheet", crate::address::encode(&self.id)))
    }

    /// The address of the page with the draft's link.
    pub fn link_address(&self, context: &RequestContext) -> String {
        context.to(&format!("/my/drafts/{}/link", crate::address::encode(&self.id)))
    }

    /// What its pages say of a draft without an account.
    pub fn by_link(&self, context: &RequestContext) -> Option<ByLink> {
        let (_, touched) = self.link.as_ref()?;
        let said = match until(context, &self.draft, *touched) {
            Some(day) => context.format("link-kept", &[("until", messages::date_of(day).into())]),
            None => context.text("link-kept_day"),
        };
        Some(ByLink { said, href: self.link_address(context) })
    }

    /// The telephone of the person who files, as typed.
    pub fn phone(&self) -> &str {
        let files = if self.draft.for_whom == "own" {
            &self.draft.applicant
        } else {
            &self.draft.submitter
        };
        &files.phone
    }

    /// The page after one, or before it.
    pub fn adjacent(&self, step: Step, after: bool) -> Option<Step> {
        let steps = self.steps();
        let place = steps.iter().position(|listed| *listed == step)?;
        let place = if after { place.checked_add(1) } else { place.checked_sub(1) };
        steps.get(place?).copied()
    }

    pub fn files(&self) -> String {
        draft_files(&self.id)
    }

    /// The persons for whom the procedure can be filed.
    pub fn for_whom(&self) -> Vec<&'static str> {
        let of = |kinds: &[Applicant]| kinds.iter().any(|kind| self.rule.applicants.contains(kind));
        let people =
            self.rule.applicants.is_empty() || of(&[Applicant::Individual, Applicant::Household]);
        let mut all = Vec::new();
        if people {
            all.extend(["own", "other"]);
        }
        if !people || of(&[Applicant::Organization]) {
            all.push("company");
        }
        all
    }

    /// The faults of a page.
    ///
    /// # Errors
    /// [`Error::Broken`] where the papers' files cannot be read.
    pub fn faults(&self, context: &RequestContext, step: Step) -> Result<Vec<Fault>, Error> {
        match step {
            Step::Papers => super::papers::missing(context, self),
            Step::Form(place) => {
                let group = self.group(place).ok_or(Error::NoPage)?;
                Ok(super::form_group::faults(context, group, &self.answers()))
            }
            step => {
                let mut faults = super::fields::form(context, self, step).check(context);
                let warning = super::fields::place(&self.draft).warning(context, "ward");
                faults.extend(warning.filter(|_| step == Step::Applicant));
                Ok(faults)
            }
        }
    }
}
