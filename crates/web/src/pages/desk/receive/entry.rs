//! The entry of a reception: its fields as they were typed, and the intake that they stand for once they
//! are checked, all faults at once. Knows no page and executes no command.

use app::{Intake, VisibleDossier};
use dossier::event::{ComponentGiven, Person};
use rules::{Circumstances, Per, Procedure};

use super::{fields, files};
use crate::dates;
use crate::fields::{Fault, Form};
use crate::pages::citizen::papers::needed;
use crate::pages::wards::{self, Place};
use crate::request_context::RequestContext;

/// Copies of one paper at most.
const MAX_COPIES: u16 = 999;

/// The form as it was typed.
pub(super) struct Entry {
    /// The labelled fields.
    pub form: Form,
    pub key: String,
    /// The number of the filing that is received; empty where none was made.
    pub filing: String,
    /// The version of the filing that was seen.
    pub version: String,
    /// The text that was searched for last: Enter searches again only for another text.
    pub found: String,
    /// The pseudonym of a person who came before.
    pub person: String,
    /// The channel of a filing, or of an adviser; the form has a field for it otherwise.
    pub channel: String,
    pub papers: Vec<Paper>,
    /// The quantities that fees depend on, as typed.
    pub quantities: Vec<(Per, String)>,
    /// The reliefs that are claimed, by code.
    pub claims: Vec<String>,
    pub exempt: bool,
    /// The pages of the scans that belong to no paper, as the officer confirmed them.
    pub rest: String,
    /// Received although the person has such a dossier already.
    pub again: bool,
}

/// A paper of the procedure, and what of it was brought.
pub(super) struct Paper {
    pub id: String,
    pub name: String,
    pub required: bool,
    /// The note on a component that is not required.
    pub needed: String,
    /// The required number of each kind.
    pub asked: String,
    pub has: bool,
    pub counts: [String; 3],
    pub digitised: bool,
    pub reused: bool,
    /// The pages of the scans that are this paper, as typed.
    pub pages: String,
    /// Files kept from an earlier try, or handed in with the filing.
    pub stored: Vec<files::StoredFile>,
}

impl Entry {
    /// An empty form, the procedure's counts in it.
    pub fn blank(context: &RequestContext, rule: &Procedure) -> Self {
        Self::new(context, rule, false, "")
    }

    fn new(context: &RequestContext, rule: &Procedure, filing: bool, ward: &str) -> Self {
        let mut form = fields::form(context, rule, filing, ward);
        form.set("channel", "counter");
        Self {
            form,
            key: context.random_text(),
            filing: String::new(),
            version: String::new(),
            found: String::new(),
            person: String::new(),
            channel: if super::assists(context) { "online" } else { "counter" }.into(),
            papers: papers(context, rule),
            quantities: rule.counted().into_iter().map(|per| (per, "1".to_owned())).collect(),
            claims: Vec::new(),
            exempt: false,
            rest: String::new(),
            again: false,
        }
    }

    /// A filing, filled in: the papers ticked that came as files.
    pub fn of_filing(
        context: &RequestContext,
        rule: &Procedure,
        dossier: &VisibleDossier,
        data: app::Personal,
    ) -> Self {
        let applicant = data.applicant.unwrap_or_default();
        let other = data.submitter.unwrap_or_default();
        let filing = &dossier.view.state.filing;
        let mut entry = Self {
            filing: dossier.row.code.clone(),
            version: dossier.version.to_string(),
            person: filing.person.clone(),
            channel: filing.channel.clone(),
            ..Self::new(context, rule, true, &filing.ward)
        };
        for (name, text) in [
            ("name", applicant.name.as_str()),
            ("address", &applicant.address),
            ("phone", &applicant.phone),
            ("identity", &applicant.identity),
            ("ward", &filing.ward),
            ("other_name", &other.name),
            ("other_phone", &other.phone),
            ("other_identity", &other.identity),
            ("case", filing.case.as_deref().unwrap_or_default()),
        ] {
            entry.form.set(name, text);
        }
        for paper in &mut entry.papers {
            let of_form = data.form.as_ref().and_then(|form| form.component.as_ref());
            paper.has = data.files.iter().any(|file| file.component == paper.id)
                || of_form == Some(&paper.id);
            // What came as a file is no paper yet.
            if paper.has {
                paper.counts = [0; 3].map(|n: u8| n.to_string());
            }
        }
        entry
    }

    /// The posted form.
    pub fn posted(context: &RequestContext, rule: &Procedure, key: String) -> Self {
        let text = |name: &str| ::text::outside::line(context.form.raw(name)).into_owned();
        let tick = |name: &str| context.form.raw(name) == "1";
        let mut papers = papers(context, rule);
        for paper in &mut papers {
            let id = &paper.id;
            paper.pages = text(&format!("pages.{id}"));
            // A paper that was scanned was brought.
            paper.has = tick(&format!("has.{id}")) || !paper.pages.is_empty();
            paper.digitised = tick(&format!("digitised.{id}"));
            paper.reused = tick(&format!("reused.{id}"));
            for (count, kind) in paper.counts.iter_mut().zip(["originals", "certified", "copies"]) {
                *count = text(&format!("{kind}.{id}"));
            }
        }
        let quantity = |per: Per| (per, text(&format!("quantity.{}", per.code())));
        let filing = text("filing");
        let mut form = fields::form(context, rule, !filing.is_empty(), &text("ward"));
        form.fill(&context.form);
        if form.is_empty("ward")
            && let Some(ward) = wards::named(context, form.raw("address"))
        {
            form.set("ward", &ward);
        }
        let confirmed = context.form.raw(wards::CONFIRMED);
        let place = Place { confirmed, ..Place::of(&form, "ward") };
        let confirmation = place.tick(context);
        form.fields.extend(confirmation);
        Self {
            form,
            key,
            filing,
            version: text("version"),
            found: text("found"),
            person: text("person"),
            channel: text("channel"),
            papers,
            quantities: rule.counted().into_iter().map(quantity).collect(),
            claims: context.form.all("relief").map(str::to_owned).collect(),
            exempt: tick("exempt"),
            rest: text(super::scans::REST),
            again: tick("again"),
        }
    }

    /// The circumstances on which fees and duration depend.
    pub fn circumstances<'a>(&'a self, context: &RequestContext) -> Circumstances<'a> {
        let case = Some(self.form.raw("case")).filter(|case| !case.is_empty());
        let channel = Some(self.form.raw("channel")).filter(|channel| !channel.is_empty());
        context.rules.circumstances(case, channel.unwrap_or(&self.channel), self.form.raw("ward"))
    }

    pub fn applicant(&self) -> Person {
        Person {
            name: self.form.text("name"),
            address: self.form.text("address"),
            phone: self.form.text("phone"),
            identity: self.form.text("identity"),
        }
    }

    pub fn submitter(&self) -> Option<Person> {
        let name = self.form.filled("other_name")?;
        Some(Person {
            name,
            address: String::new(),
            phone: self.form.text("other_phone"),
            identity: self.form.text("other_identity"),
        })
    }

    /// Required papers that were not brought.
    pub fn lacking(&self) -> impl Iterator<Item = &Paper> {
        self.papers.iter().filter(|paper| paper.required && !paper.has && !paper.reused)
    }

    /// The missing items, for the person who files: as typed, else the required papers not ticked.
    pub fn missing_items(&self) -> Vec<String> {
        let typed = self.form.lines("missing");
        if !typed.is_empty() {
            return typed;
        }
        self.lacking().map(|paper| paper.name.clone()).collect()
    }

    /// The intake that the form stands for, without the applicant's pseudonym.
    ///
    /// # Errors
    /// Every fault, in the order of the page: of a field, of a paper's counts, of a required paper that
    /// was not brought (where the intake must be `whole`), of a late entry.
    pub fn check(
        &mut self,
        context: &RequestContext,
        rule: &Procedure,
        whole: bool,
    ) -> Result<Intake, Vec<Fault>> {
        let mut faults = self.field_faults(context);
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
            case: self.form.filled("case"),
            channel: self.form.filled("channel").unwrap_or_else(|| self.channel.clone()),
            ward: self.form.text("ward"),
            person: String::new(),
            promised: Vec::new(),
            helped_at: None,
            competent: self.form.filled("competent"),
            desk: context.actor().unit,
            components,
            entered_late,
        })
    }

    /// The faults of the labelled fields. A field of the submitter needs the submitter's name, and a
    /// late entry needs both its instant and its reason.
    fn field_faults(&mut self, context: &RequestContext) -> Vec<Fault> {
        let filled = |name: &str| !self.form.is_empty(name);
        let submitter = filled("other_phone") || filled("other_identity");
        let late = filled("late_at") || filled("late_reason");
        for (name, required) in
            [("other_name", submitter), ("late_at", late), ("late_reason", late)]
        {
            if let Some(field) = self.form.get_mut(name) {
                field.required = required;
            }
        }
        let warning = Place::of(&self.form, "ward").warning(context, "ward");
        self.form.check(context).into_iter().chain(warning).collect()
    }

    fn entered_late(
        &self,
        context: &RequestContext,
        faults: &mut Vec<Fault>,
    ) -> Option<(calendar::Instant, String)> {
        let late_at = self.form.filled("late_at")?;
        // A time of day alone is one of today.
        let today = messages::date_of(context.today());
        let given = match late_at.contains(['/', '-']) {
            true => late_at,
            false => format!("{today} {late_at}"),
        };
        let at = dates::instant(&given, context.zone());
        if at.is_none() {
            faults.push(Fault::new("late_at", context.text("receive-late_at_wrong")));
        }
        Some((at?, self.form.filled("late_reason")?))
    }
}

impl Paper {
    /// The component as recorded; `None` where it was not brought.
    fn given(&self) -> Result<Option<ComponentGiven>, ()> {
        if !self.has && !self.reused {
            return Ok(None);
        }
        let mut counts = [0; 3];
        for (count, typed) in counts.iter_mut().zip(&self.counts) {
            let number = if typed.is_empty() { Ok(0) } else { typed.parse::<u16>() };
            *count = number.ok().filter(|number| *number <= MAX_COPIES).ok_or(())?;
        }
        let (id, digitised, reused) = (self.id.clone(), self.digitised, self.reused);
        Ok(Some(ComponentGiven { id, counts, digitised, reused }))
    }
}

fn papers(context: &RequestContext, rule: &Procedure) -> Vec<Paper> {
    let papers = rule.components.iter().map(|component| {
        let counts = [component.originals, component.certified, component.copies];
        let kinds = ["originals", "certified", "copies"].into_iter().zip(counts);
        let summary = kinds.filter(|(_, n)| *n > 0).map(|(kind, n)| {
            context.format(&format!("receive-asked_{kind}"), &[("n", i64::from(n).into())])
        });
        let name = context.names().component(component);
        Paper {
            id: component.id.clone(),
            needed: needed(context, &name, component.required),
            name,
            required: component.required,
            asked: summary.collect::<Vec<_>>().join(", "),
            has: false,
            counts: counts.map(|n| n.to_string()),
            digitised: false,
            reused: false,
            pages: String::new(),
            stored: Vec::new(),
        }
    });
    papers.collect()
}
