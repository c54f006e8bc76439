//! What is entered at a reception: the form's fields as they were typed, and what they mean once
//! they are checked, all faults at once. Knows no page and carries nothing out.

use app::{Intake, VisibleDossier};
use dossier::event::{ComponentGiven, Person};
use rules::Procedure;

use super::{files, pick};
use crate::dates;
use crate::fields::Fault;
use crate::request_context::RequestContext;

/// Copies of one paper at most.
const MOST: u16 = 999;
/// The most characters of a name.
const MAX_NAME_CHARS: usize = 200;
/// The most characters of an identity paper's number.
const MAX_IDENTITY_CHARS: usize = 40;

/// The form as it was typed.
#[derive(Default)]
pub(super) struct Entry {
    pub key: String,
    /// The number of the filing that is received; empty where none was made.
    pub filing: String,
    /// The version of the filing that was seen.
    pub version: String,
    pub find: String,
    /// What was looked for last: Enter looks again only for something else.
    pub found: String,
    /// Pseudonym of somebody who came before.
    pub person: String,
    pub name: String,
    pub address: String,
    pub phone: String,
    pub identity: String,
    pub ward: String,
    pub other_name: String,
    pub other_phone: String,
    pub other_identity: String,
    pub channel: String,
    pub case: String,
    pub papers: Vec<Paper>,
    pub late_at: String,
    pub late_reason: String,
    pub note: String,
    pub quantities: Vec<String>,
    pub exempt: bool,
    /// Received although the person has such a dossier already.
    pub again: bool,
    pub reason: String,
    pub missing: String,
}

/// A paper of the procedure, and what of it was brought.
pub(super) struct Paper {
    pub id: String,
    pub name: String,
    pub required: bool,
    /// How many of each kind the procedure asks for.
    pub asked: String,
    pub has: bool,
    pub counts: [String; 3],
    pub digitised: bool,
    pub reused: bool,
    /// Files kept from an earlier try, or handed in with the filing.
    pub stored: Vec<files::StoredFile>,
}

impl Entry {
    /// An empty form, the procedure's counts in it.
    pub fn blank(context: &RequestContext, rule: &Procedure) -> Self {
        Self {
            key: context.random_text(),
            channel: if super::assists(context) { "online" } else { "counter" }.into(),
            papers: papers(context, rule),
            quantities: rule.fees.iter().map(|_| "1".to_owned()).collect(),
            ..Self::default()
        }
    }

    /// A filing, filled in: the papers ticked that came as files.
    pub fn of_filing(
        context: &RequestContext,
        rule: &Procedure,
        opened: &VisibleDossier,
        data: app::Personal,
    ) -> Self {
        let applicant = data.applicant.unwrap_or_default();
        let other = data.submitter.unwrap_or_default();
        let filing = &opened.view.state.filing;
        let mut entry = Self {
            filing: opened.row.code.clone(),
            version: opened.version.to_string(),
            person: filing.person.clone(),
            name: applicant.name,
            address: applicant.address,
            phone: applicant.phone,
            identity: applicant.identity,
            ward: filing.ward.clone(),
            other_name: other.name,
            other_phone: other.phone,
            other_identity: other.identity,
            channel: filing.channel.clone(),
            case: filing.case.clone().unwrap_or_default(),
            ..Self::blank(context, rule)
        };
        for paper in &mut entry.papers {
            paper.has = data.files.iter().any(|file| file.component == paper.id);
        }
        entry
    }

    /// What was posted.
    pub fn posted(context: &RequestContext, rule: &Procedure, key: String) -> Self {
        let text = |name: &str| ::text::outside::line(context.form.raw(name)).into_owned();
        let tick = |name: &str| context.form.raw(name) == "1";
        let mut papers = papers(context, rule);
        for paper in &mut papers {
            let id = &paper.id;
            paper.has = tick(&format!("has.{id}"));
            paper.digitised = tick(&format!("digitised.{id}"));
            paper.reused = tick(&format!("reused.{id}"));
            for (count, kind) in paper.counts.iter_mut().zip(["originals", "certified", "copies"]) {
                *count = text(&format!("{kind}.{id}"));
            }
        }
        let quantity = |index| text(&format!("quantity.{index}"));
        Self {
            key,
            filing: text("filing"),
            version: text("version"),
            find: text("find"),
            found: text("found"),
            person: text("person"),
            name: text("name"),
            address: text("address"),
            phone: text("phone"),
            identity: text("identity"),
            ward: text("ward"),
            other_name: text("other_name"),
            other_phone: text("other_phone"),
            other_identity: text("other_identity"),
            channel: text("channel"),
            case: text("case"),
            papers,
            late_at: text("late_at"),
            late_reason: text("late_reason"),
            note: text("note"),
            quantities: (0..rule.fees.len()).map(quantity).collect(),
            exempt: tick("exempt"),
            again: tick("again"),
            reason: text("reason"),
            missing: text("missing"),
        }
    }

    pub fn applicant(&self) -> Person {
        Person {
            name: self.name.clone(),
            address: self.address.clone(),
            phone: self.phone.clone(),
            identity: self.identity.clone(),
        }
    }

    pub fn submitter(&self) -> Option<Person> {
        (!self.other_name.is_empty()).then(|| Person {
            name: self.other_name.clone(),
            address: String::new(),
            phone: self.other_phone.clone(),
            identity: self.other_identity.clone(),
        })
    }

    /// Required papers that were not brought.
    pub fn lacking(&self) -> impl Iterator<Item = &Paper> {
        self.papers.iter().filter(|paper| paper.required && !paper.has && !paper.reused)
    }

    /// What whoever files it is told is missing: as typed, else the required papers not ticked.
    pub fn missing_items(&self) -> Vec<String> {
        let typed = self.missing.lines().map(str::trim).filter(|line| !line.is_empty());
        let typed: Vec<String> = typed.map(str::to_owned).collect();
        if !typed.is_empty() {
            return typed;
        }
        self.lacking().map(|paper| paper.name.clone()).collect()
    }

    /// What the form means, the applicant's pseudonym left out.
    ///
    /// # Errors
    /// Everything that must be mended, in the order of the page.
    pub fn check(
        &self,
        context: &RequestContext,
        rule: &Procedure,
        whole: bool,
    ) -> Result<Intake, Vec<Fault>> {
        let mut faults = Vec::new();
        self.check_fields(context, rule, &mut faults);
        let mut components = Vec::new();
        for paper in &self.papers {
            match paper.given() {
                Err(()) => {
                    let values = [("paper", (&paper.name).into())];
                    let field = format!("originals.{}", paper.id);
                    faults.push(Fault::new(&field, context.format("receive-count_wrong", &values)));
                }
                Ok(given) => components.extend(given),
            }
        }
        if whole {
            faults.extend(self.lacking().map(|paper| {
                let values = [("paper", (&paper.name).into())];
                let message = context.format("receive-paper_missing", &values);
                Fault::new(&format!("has.{}", paper.id), message)
            }));
        }
        let entered_late = self.entered_late(context, &mut faults);
        if !faults.is_empty() {
            return Err(faults);
        }
        Ok(Intake {
            procedure: rule.code.clone(),
            case: Some(self.case.clone()).filter(|case| !case.is_empty()),
            channel: self.channel.clone(),
            ward: self.ward.clone(),
            person: String::new(),
            helped_at: None,
            desk: context.actor().unit,
            components,
            entered_late,
        })
    }

    /// The fields, the papers left out.
    fn check_fields(&self, context: &RequestContext, rule: &Procedure, faults: &mut Vec<Fault>) {
        let mut fault = |field: &str, key: &str| faults.push(Fault::new(field, context.text(key)));
        if self.name.is_empty() {
            fault("name", "receive-name_missing");
        }
        let digits = self.phone.chars().filter(char::is_ascii_digit).count();
        let spelt = |text: &str, more: &str| {
            text.starts_with(|c: char| c.is_alphanumeric() || "+(".contains(c))
                && text.chars().all(|c| c.is_alphanumeric() || more.contains(c))
        };
        let number = (8..=15).contains(&digits) && spelt(&self.phone, " .-()+/");
        if !self.phone.is_empty() && !number {
            fault("phone", "receive-phone_wrong");
        }
        if self.name.chars().count() > MAX_NAME_CHARS {
            fault("name", "receive-name_long");
        }
        for (field, text) in
            [("identity", &self.identity), ("other_identity", &self.other_identity)]
        {
            let starts = text.starts_with(char::is_alphanumeric);
            let long = text.chars().count() > MAX_IDENTITY_CHARS;
            if !text.is_empty() && (!starts || long || !spelt(text, " .-/")) {
                fault(field, "receive-identity_wrong");
            }
        }
        if self.other_name.is_empty()
            && !(self.other_phone.is_empty() && self.other_identity.is_empty())
        {
            fault("other_name", "receive-other_missing");
        }
        // A filing keeps the channel it came by.
        let channels: &[&str] =
            if super::assists(context) { &["online"] } else { &["counter", "post"] };
        if self.filing.is_empty() && !channels.contains(&self.channel.as_str()) {
            fault("channel", "receive-channel_missing");
        }
        if !self.case.is_empty() && !rule.cases.iter().any(|case| case.id == self.case) {
            fault("case", "receive-case_unknown");
        }
        let ward = self.ward.is_empty() || context.rules.unit(&self.ward).is_some();
        if !ward {
            fault("ward", "receive-ward_unknown");
        }
    }

    fn entered_late(
        &self,
        context: &RequestContext,
        faults: &mut Vec<Fault>,
    ) -> Option<(calendar::Instant, String)> {
        if self.late_at.is_empty() && self.late_reason.is_empty() {
            return None;
        }
        let zone = &context.rules.deadline_calendar().zone;
        // An hour alone means today.
        let today = messages::date_of(context.today());
        let given = match self.late_at.contains(['/', '-']) {
            true => self.late_at.clone(),
            false => format!("{today} {}", self.late_at),
        };
        let at = dates::instant(&given, zone);
        if at.is_none() {
            faults.push(Fault::new("late_at", context.text("receive-late_at_wrong")));
        }
        if self.late_reason.is_empty() {
            faults.push(Fault::new("late_reason", context.text("receive-late_reason_missing")));
        }
        Some((at?, self.late_reason.clone()))
    }
}

impl Paper {
    /// What goes on record; nothing where it was not brought.
    fn given(&self) -> Result<Option<ComponentGiven>, ()> {
        if !self.has && !self.reused {
            return Ok(None);
        }
        let mut counts = [0; 3];
        for (count, typed) in counts.iter_mut().zip(&self.counts) {
            let number = if typed.is_empty() { Ok(0) } else { typed.parse::<u16>() };
            *count = number.ok().filter(|number| *number <= MOST).ok_or(())?;
        }
        let (id, digitised, reused) = (self.id.clone(), self.digitised, self.reused);
        Ok(Some(ComponentGiven { id, counts, digitised, reused }))
    }
}

fn papers(context: &RequestContext, rule: &Procedure) -> Vec<Paper> {
    let papers = rule.components.iter().map(|component| {
        let counts = [component.originals, component.certified, component.copies];
        let kinds = ["originals", "certified", "copies"].into_iter().zip(counts);
        let asked = kinds.filter(|(_, n)| *n > 0).map(|(kind, n)| {
            context.format(&format!("receive-asked_{kind}"), &[("n", i64::from(n).into())])
        });
        Paper {
            id: component.id.clone(),
            name: pick(context, &component.name, component.name_en.as_deref()),
            required: component.required,
            asked: asked.collect::<Vec<_>>().join(", "),
            has: false,
            counts: counts.map(|n| n.to_string()),
            digitised: false,
            reused: false,
            stored: Vec::new(),
        }
    });
    papers.collect()
}
