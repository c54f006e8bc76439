//! What is held about a person, in words: sections of lines, for the page and for the paper. Knows no
//! request and no permit.

use affairs::rating::Factor;
use app::{
    AccountData, AuditRow, DossierData, DraftData, FilingDraft, Kept, NoticeChoice, OwnDataRequest,
    PersonData,
};
use calendar::{Instant, Zone};
use dossier::event::Person;
use http::names::Names;

use crate::pages::citizen::{form_group, notices};
use crate::pages::reads;

/// A part with its lines: what it is, and what is held.
pub(crate) struct Section {
    pub title: String,
    pub lines: Vec<(String, String)>,
}

/// How much is shown: all of it, or as much as a page holds.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Extent {
    Whole,
    Page,
}

/// Lines of a kind that a page shows of a dossier.
const LINES: usize = 10;

/// The reader's language, and the zone of the instants.
#[derive(Clone, Copy)]
pub(crate) struct Describer<'a> {
    pub names: Names<'a>,
    pub zone: &'a Zone,
    pub extent: Extent,
}

impl Describer<'_> {
    /// All sections, the account first.
    pub(crate) fn sections(self, data: &PersonData) -> Vec<Section> {
        let account = data.account.iter().map(|account| self.account(account));
        let drafts = data.drafts.iter().map(|draft| self.draft(draft));
        let dossiers = data.dossiers.iter().map(|dossier| self.dossier(dossier));
        let requests = data.requests.iter().map(|request| self.request(request));
        let choices = data.notice_choices.iter().map(|choice| self.notice_choice(choice));
        account.chain(choices).chain(requests).chain(drafts).chain(dossiers).collect()
    }

    fn text(self, key: &str) -> String {
        self.names.text(key)
    }

    fn at(self, at: Instant) -> String {
        messages::instant(self.names.language, at, self.zone)
    }

    fn line(self, key: &str, text: impl Into<String>) -> (String, String) {
        (self.text(key), text.into())
    }

    /// The lines of a kind, as many as are shown, with a last one that says how many more there are.
    fn shown(self, lines: Vec<(String, String)>, key: &str) -> Vec<(String, String)> {
        let all = lines.len();
        if self.extent == Extent::Whole || all <= LINES {
            return lines;
        }
        let more = (all - LINES) as i64;
        let more = self.names.format("data-more", &[("n", more.into())]);
        lines.into_iter().take(LINES).chain([self.line(key, more)]).collect()
    }

    /// The section of an account.
    pub(crate) fn account(self, account: &AccountData) -> Section {
        let since = |text: &str, at: Instant| {
            let values = [("text", text.into()), ("at", self.at(at).into())];
            self.names.format("data-since", &values)
        };
        let contacts = account.contacts.iter();
        let mut lines: Vec<_> =
            contacts.map(|(contact, at)| self.line("data-contact", since(contact, *at))).collect();
        let sessions = account.sessions.iter();
        let sessions =
            sessions.map(|one| self.line("data-session", since(&one.label, one.began))).collect();
        lines.extend(self.shown(sessions, "data-session"));
        let browsers = account.browsers.iter();
        let browsers =
            browsers.map(|one| self.line("data-browser", since(&one.label, one.since))).collect();
        lines.extend(self.shown(browsers, "data-browser"));
        if account.claimed > 0 {
            lines.push(self.line("data-claimed", account.claimed.to_string()));
        }
        Section { title: self.text("data-account"), lines }
    }

    /// The section of a choice of language and way of notices.
    fn notice_choice(self, choice: &NoticeChoice) -> Section {
        let language = if choice.language.is_empty() { "vi" } else { &choice.language };
        let way = if choice.way.is_empty() { "contact" } else { &choice.way };
        let line = |key: &str, value: &str| self.line(key, self.text(&format!("{key}_{value}")));
        let lines = vec![line("notice_choice-language", language), line("notice_choice-way", way)];
        Section { title: self.text("page-notice_choice"), lines }
    }

    fn draft(self, draft: &DraftData) -> Section {
        let kept = &draft.kept.draft;
        let mut lines = vec![self.line("data-changed", self.at(draft.kept.touched))];
        lines.extend(self.person("my-applicant", Some(&kept.applicant)));
        lines.extend(self.person("my-submitter", Some(&kept.submitter)));
        lines.extend((!kept.note.is_empty()).then(|| self.line("data-note", &kept.note)));
        lines.extend(self.shown(self.typed(kept), "data-answer"));
        let files = draft.files.iter().map(|row| self.file(row)).collect();
        lines.extend(self.shown(files, "data-file"));
        let procedure = match kept.procedure.as_str() {
            "" => String::new(),
            code => self.names.procedure(code),
        };
        let title = self.names.format("data-draft", &[("procedure", procedure.into())]);
        Section { title, lines }
    }

    /// The section of a dossier.
    pub(crate) fn dossier(self, one: &DossierData) -> Section {
        let (view, data, language) = (&one.view, &one.data, self.names.language);
        let mut lines = vec![
            self.line("data-procedure", self.names.procedure(&one.row.procedure)),
            self.line("data-standing", messages::phase(language, view.state.phase)),
        ];
        let instants = [
            ("my-filed", one.row.filed_at),
            ("dossier-received", one.row.received_at),
            ("data-ended", one.row.ended_at),
        ];
        let instants = instants.into_iter().filter_map(|(key, at)| Some((key, Instant(at?))));
        lines.extend(instants.map(|(key, at)| self.line(key, self.at(at))));
        lines.extend(self.person("my-applicant", data.applicant.as_ref()));
        lines.extend(self.person("my-submitter", data.submitter.as_ref()));
        let taker = data.taken_by.as_ref().map(|taker| [&taker.name, &taker.identity]);
        lines.extend(taker.map(|parts| self.line("data-taken_by", joined(&parts))));
        let number = data.result.as_ref().map(|result| result.number.as_str());
        let number = number.filter(|number| !number.is_empty());
        lines.extend(number.map(|number| self.line("data-result", number)));
        lines.extend(self.shown(self.answers(one), "data-answer"));
        lines.extend(self.shown(self.texts(one), "data-text"));
        let files = data.files.iter().map(|row| self.file(row)).collect();
        lines.extend(self.shown(files, "data-file"));
        let notices = data.notices.iter().map(|notice| self.notice(notice)).collect();
        lines.extend(self.shown(notices, "data-notice"));
        lines.extend(self.said(one));
        let reads = one.reads.iter().map(|row| self.read(row)).collect();
        lines.extend(self.shown(reads, "data-read"));
        lines.extend(self.fate(one));
        let title = self.names.format("data-dossier", &[("code", view.spoken_code().into())]);
        Section { title, lines }
    }

    /// That it is erased or restricted, and until when it is kept.
    fn fate(self, one: &DossierData) -> Vec<(String, String)> {
        if let Some(at) = one.view.state.erased {
            let erased = self.names.format("personal-erased", &[("at", self.at(at).into())]);
            return vec![self.line("data-kept", erased)];
        }
        let restricted = one.restricted.then(|| self.text("personal-restricted"));
        let kept = one
            .kept
            .as_ref()
            .map_or_else(|| self.text("data_request-erasable"), |why| kept(self.names, why));
        let lines = restricted.into_iter().chain([kept]);
        lines.map(|text| self.line("data-kept", text)).collect()
    }

    /// The section of a request about the data.
    fn request(self, one: &OwnDataRequest) -> Section {
        let request = &one.request;
        let kind = request.kind().map_or("", affairs::data_request::RequestKind::code);
        let due = request.next_due().map(|due| self.line("data_request-due", self.at(due)));
        let outcome = request.decided.as_ref().map(|decision| {
            let key = format!("data_request-outcome_{}", decision.outcome.code());
            self.line("data_request-decided", self.text(&key))
        });
        let turns = one.turns.iter().map(|turn| {
            let title = self.text(&format!("data_request-turn_{}", turn.kind));
            (format!("{title}, {}", self.at(turn.at)), turn.text.clone())
        });
        let title = self.text(&format!("data_request-kind_{kind}"));
        Section { title, lines: outcome.into_iter().chain(due).chain(turns).collect() }
    }

    fn person(self, key: &str, person: Option<&Person>) -> Option<(String, String)> {
        let person = person?;
        let parts = [&person.name, &person.identity, &person.phone, &person.address];
        let text = joined(&parts);
        (!text.is_empty()).then(|| self.line(key, text))
    }

    /// The answers of a draft, each with its question.
    fn typed(self, draft: &FilingDraft) -> Vec<(String, String)> {
        let form = self.names.rules.form(&draft.procedure);
        let line = |(key, answer): (&String, &String)| {
            match form.and_then(|form| form.question_of(key)) {
                Some(question) => {
                    let shown = form_group::shown(self.names.language, question, answer);
                    (question.label.clone(), shown)
                }
                // The form has the question no more.
                None => self.line("data-answer", answer),
            }
        };
        draft.form.iter().filter(|(_, answer)| !answer.is_empty()).map(line).collect()
    }

    fn answers(self, one: &DossierData) -> Vec<(String, String)> {
        let groups = one.data.form.iter().flat_map(|form| &form.groups);
        let answers = groups.flat_map(|group| &group.answers);
        let given = answers.filter(|answer| !answer.text().is_empty());
        given.map(|answer| (answer.label.clone(), answer.text().to_owned())).collect()
    }

    /// What officers and the citizen wrote, with the event that it was written at.
    fn texts(self, one: &DossierData) -> Vec<(String, String)> {
        let (view, language) = (&one.view, self.names.language);
        let rule_set = crate::pages::dossier::rule_set(view);
        let texts = view.history.iter().zip(&one.data.texts);
        let line = |(recorded, text): (&dossier::Recorded, &Option<String>)| {
            let text = text.clone().filter(|text| !text.is_empty())?;
            let title = messages::event_title(language, rule_set, &recorded.event);
            Some((format!("{title}, {}", self.at(recorded.at)), text))
        };
        texts.filter_map(line).collect()
    }

    fn file(self, row: &app::AttachmentRow) -> (String, String) {
        let size = text::number::decimal(&row.size.to_string(), self.names.language);
        let values = [
            ("name", (&row.name).into()),
            ("bytes", size.into()),
            ("digest", (&row.digest).into()),
        ];
        self.line("data-file", self.names.format("data-file_said", &values))
    }

    fn notice(self, notice: &app::Notice) -> (String, String) {
        let (subject, _) = notices::sent(self.names.rules, self.names.language, notice);
        let at = self.at(Instant(notice.at));
        self.line("data-notice", joined(&[&at, &subject, notice.shown_address()]))
    }

    /// The rating, the complaints with their answers, the note of an adviser, what was certified and paid.
    fn said(self, one: &DossierData) -> Vec<(String, String)> {
        let mut lines = Vec::new();
        if let Some((given, text)) = &one.rating {
            let grade = given.grades.grade(Factor::Service);
            let grade = grade.map(|grade| self.text(&format!("grade-{}", grade.code())));
            let parts = [grade.unwrap_or_default(), text.clone().unwrap_or_default()];
            lines.push(self.line("data-rating", joined(&parts)));
        }
        for complaint in &one.data.complaints {
            lines.push(self.line("data-complaint", &complaint.made));
            let answer = complaint.answer.as_deref();
            lines.extend(answer.map(|answer| self.line("data-complaint_answer", answer)));
        }
        lines.extend(one.helped.as_deref().map(|helped| self.line("data-helped", helped)));
        let certified = one.certified.iter().map(|certified| {
            let entry = &certified.entry;
            let number = format!("{}/{}", entry.number, entry.year);
            let book = self.text(&format!("certification-book_{}", entry.book));
            self.line(
                "data-certified",
                joined(&[&number, &book, &self.at(entry.at), &certified.what]),
            )
        });
        lines.extend(certified);
        let paid = one.payments.movements.iter().map(|paid| {
            let key = if paid.refund { "data-paid_back" } else { "data-paid" };
            let amount = i64::try_from(paid.amount_vnd).unwrap_or(i64::MAX);
            let amount = self.names.format("receive-money", &[("amount", amount.into())]);
            let number = format!("{}/{}", paid.number, paid.year);
            self.line(key, joined(&[&amount, &number, &self.at(paid.at)]))
        });
        lines.extend(paid);
        lines
    }

    fn read(self, row: &AuditRow) -> (String, String) {
        let parts = [
            self.at(Instant(row.at)),
            self.names.officer_line(&row.actor),
            reads::what(self.names, row),
        ];
        self.line("data-read", joined(&parts))
    }
}

/// Why a dossier is kept.
pub(crate) fn kept(names: Names<'_>, why: &Kept) -> String {
    let values = match why {
        Kept::Until { day, basis } => {
            let day = messages::date_of(*day);
            vec![("day", day.into()), ("basis", basis.as_str().into())]
        }
        Kept::Permanent { basis } => vec![("basis", basis.as_str().into())],
        _ => Vec::new(),
    };
    names.format(&format!("data_request-kept_{}", why.code()), &values)
}

/// The parts that are not empty, with a mark between them.
fn joined(parts: &[impl AsRef<str>]) -> String {
    let parts: Vec<&str> =
        parts.iter().map(AsRef::as_ref).filter(|part| !part.is_empty()).collect();
    parts.join(" · ")
}
