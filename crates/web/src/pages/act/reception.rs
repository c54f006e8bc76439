//! The correction of what was entered at reception: its form, filled with what is on record; what was
//! changed in it, before and after; the correction with a new slip. Who may correct, and what follows
//! from it, is decided elsewhere.

use app::{ApplicantRow, Done, Extras, Failure, Intake, Purpose, Submission, VisibleDossier};
use calendar::Instant;
use credentials::once;
use dossier::event::{ComponentGiven, Person, Slip};
use dossier::{Command, Event, Filing, Sealed};
use rules::Procedure;
use serde_json::{Map, Value};
use text::person::{identity_paper, telephone};
use text::sort::sort_key;

use super::field::Target;
use super::form::moment;
use crate::answer::Error;
use crate::fields::{Choice, Fault, Field, Form, Kind};
use crate::pages::wards::{self, Place};
use crate::request_context::RequestContext;

/// The field of the ward.
const WARD: &str = "set.ward";

/// A reception as it is on record, corrections before this one applied.
pub(super) struct Reception {
    event: Event,
    filing: Filing,
    components: Vec<ComponentGiven>,
    at: Instant,
    /// Empty where it is withheld, or may not be read.
    person: Option<Person>,
    /// The form with what is on record.
    before: Form,
}

/// The fields that change, and the sealed part.
type Correction = (Map<String, Value>, Sealed);

impl Reception {
    /// The reception that a correction is about; `None` where it is about another event.
    pub fn of(
        context: &RequestContext,
        dossier: &VisibleDossier,
        target: &Target,
    ) -> Result<Option<Self>, Error> {
        let event: Option<Event> =
            serde_json::from_value(Value::Object(target.fields.clone())).ok();
        let Some(event) = event else { return Ok(None) };
        let Event::Received { filing, components, .. } = &event else { return Ok(None) };
        let (filing, components) = (filing.clone(), components.clone());
        let who = context.who();
        let data = context.app().personal(&who, dossier, Purpose::Page, context.now())?;
        let person = data.given().map(|data| data.applicant.unwrap_or_default());
        let before = Form::new(context.zone(), Vec::new());
        let mut reception = Self { event, filing, components, at: target.at, person, before };
        reception.before = reception.fields(context, dossier);
        Ok(Some(reception))
    }

    /// The form: what is on record, or what was posted.
    pub fn form(&self, context: &RequestContext) -> Form {
        let mut form = self.before.clone();
        if context.posted {
            form.fill(&context.form);
            let confirmed = context.form.raw(wards::CONFIRMED);
            let place = Place { confirmed, ..Place::of(&form, WARD) };
            let tick = place.tick(context).filter(|_| self.moves(&form));
            // The reason stays the last field.
            let last = form.fields.len().saturating_sub(1);
            form.fields.splice(last..last, tick);
        }
        form
    }

    /// Whether the ward or the address is another than on record.
    fn moves(&self, form: &Form) -> bool {
        [WARD, "address"].iter().any(|name| self.before.raw(name).trim() != form.raw(name).trim())
    }

    /// The warning where the address names another ward than the one chosen.
    pub fn warning(&self, context: &RequestContext, form: &Form) -> Option<Fault> {
        Place::of(form, WARD).warning(context, WARD).filter(|_| self.moves(form))
    }

    fn fields(&self, context: &RequestContext, dossier: &VisibleDossier) -> Form {
        let filing = &self.filing;
        let day = dossier.view.zone.day(self.at);
        let posted = context.form.raw("set.procedure");
        let code = if posted.is_empty() { &filing.procedure } else { posted };
        let rule = context.rules.procedure_on(code, day);
        let label = |key: &str| context.text(key);
        let line = |name: &str, key: &str| Field::new(Kind::Line, name, label(key)).optional();
        let mut fields = vec![
            Field::new(Kind::Moment, "set.at", label("act-at")).text(&moment(dossier, self.at)),
            Field::new(Kind::Select, "set.procedure", label("act-procedure"))
                .choices(procedures(context, day))
                .text(&filing.procedure),
            Field::new(Kind::Radio, "set.channel", label("receive-channel"))
                .choices(channels(context, &filing.channel))
                .text(&filing.channel),
            Field::new(Kind::Select, WARD, label("receive-ward"))
                .optional()
                .none_label(label("receive-no_ward"))
                .choices(wards::choices(context, &filing.ward))
                .text(&filing.ward),
        ];
        if let Some(rule) = rule.filter(|rule| !rule.cases.is_empty()) {
            let cases = rule.cases.iter().map(|case| Choice::new(&case.id, case.name.clone()));
            let case = filing.case.as_deref().unwrap_or_default();
            fields.push(
                Field::new(Kind::Select, "set.case", label("receive-case"))
                    .optional()
                    .none_label(label("receive-no_case"))
                    .choices(cases.collect())
                    .text(case),
            );
        }
        for component in rule.iter().flat_map(|rule| &rule.components) {
            let given = self.components.iter().find(|given| given.id == component.id);
            let counts = given.map(|given| counts_text(given.counts)).unwrap_or_default();
            let name = format!("papers.{}", component.id);
            let field =
                Field::new(Kind::Line, &name, context.names().component(component)).optional();
            let field = field.hint(label("act-papers_hint")).format(is_counts);
            fields.push(field.fault_key("act-papers_wrong").text(&counts));
        }
        if let Some(person) = &self.person {
            let name = Field::new(Kind::Line, "name", label("receive-name"));
            fields.extend([
                name.fault_key("receive-name_missing").text(&person.name),
                line("identity", "receive-identity").max_chars(40).text(&person.identity),
                line("phone", "receive-phone")
                    .max_chars(40)
                    .format(is_telephone)
                    .fault_key("receive-phone_wrong")
                    .text(&person.phone),
                line("address", "receive-address").text(&person.address),
            ]);
        }
        let reason = Field::new(Kind::Long, "reason", label("act-why_corrected"));
        fields.push(reason.hint(label("act-public_hint")));
        Form::new(&dossier.view.zone, fields)
    }

    /// The differences from the record: label, before, after.
    pub fn changes(&self, form: &Form) -> Vec<(String, String, String)> {
        let fields = form.fields.iter().filter(|field| field.name != "reason");
        let changed = fields.filter_map(|after| {
            let before = self.before.get(&after.name)?;
            let same = before.text.trim() == after.text.trim();
            (!same).then(|| (after.label.clone(), before.describe(), after.describe()))
        });
        changed.collect()
    }

    /// Whether the right reception is of the person on record: a changed identity paper changes it,
    /// but for one who filed with an account of their own.
    fn person(
        &self,
        context: &RequestContext,
        dossier: &VisibleDossier,
        right: &Person,
    ) -> Result<String, Error> {
        let own = &self.filing.person;
        let paper = |text: &str| identity_paper(text).unwrap_or_else(|| text.to_owned());
        let before = self.person.as_ref().map(|person| paper(&person.identity));
        let changed = before.is_some_and(|before| before != paper(&right.identity));
        if !changed || dossier.view.state.filed.is_some() {
            return Ok(own.clone());
        }
        let given = ApplicantRow {
            name: right.name.clone(),
            address: String::new(),
            phone: right.phone.clone(),
            identity: right.identity.clone(),
        };
        let registered = context.app().same_person(&given, "")?;
        Ok(registered.unwrap_or_else(|| context.random_text()))
    }

    fn right_person(&self, form: &Form) -> Option<Person> {
        self.person.as_ref()?;
        Some(Person {
            name: form.text("name"),
            address: form.text("address"),
            phone: form.text("phone"),
            identity: form.text("identity"),
        })
    }

    fn right_components(&self, form: &Form) -> Vec<ComponentGiven> {
        let given = form.fields.iter().filter_map(|field| {
            let id = field.name.strip_prefix("papers.")?;
            let counts = counts(&field.text)?;
            let before = self.components.iter().find(|given| given.id == id);
            let flags = before.map(|given| (given.digitised, given.reused)).unwrap_or_default();
            let (digitised, reused) = flags;
            Some(ComponentGiven { id: id.to_owned(), counts, digitised, reused })
        });
        given.collect()
    }

    /// The fields that change, and the sealed part: the person as put right, a new slip.
    fn correction(
        &self,
        context: &RequestContext,
        dossier: &VisibleDossier,
        form: &Form,
    ) -> Result<Result<Correction, Failure>, Error> {
        let right = self.right_person(form);
        let person = match &right {
            Some(right) => self.person(context, dossier, right)?,
            None => self.filing.person.clone(),
        };
        let intake = Intake {
            procedure: form.text("set.procedure"),
            case: form.filled("set.case"),
            channel: form.text("set.channel"),
            ward: form.text(WARD),
            person,
            competent: self.filing.competent.clone(),
            components: self.right_components(form),
            ..Intake::default()
        };
        // A minute stands for the whole of it: what was not changed stays to the millisecond.
        let typed = form.instant("set.at").unwrap_or(self.at);
        let at = if typed == self.at.floor_minute() { self.at } else { typed };
        let set = context.app().corrected_reception((&self.event, self.at), &intake, at);
        let slip = Slip {
            key: once::slip_key(context.random()),
            token: once::slip_token(context.random()),
        };
        let salt = context.random_text();
        let sealed = Sealed { salt, applicant: right, slip: Some(slip), ..Sealed::default() };
        Ok(set.map(|set| (set, sealed)))
    }

    /// The command of the correction, and its sealed part.
    pub fn command(
        &self,
        context: &RequestContext,
        (dossier, form): (&VisibleDossier, &Form),
        place: usize,
    ) -> Result<Result<(Command, Sealed), Failure>, Error> {
        let target = u32::try_from(place).map_err(|_| Error::BadForm)?;
        let correction = self.correction(context, dossier, form)?;
        let reason = form.text("reason");
        Ok(correction.map(|(set, sealed)| (Command::Correct { target, set, reason }, sealed)))
    }

    /// Carries the correction out.
    pub fn correct(
        &self,
        context: &RequestContext,
        (dossier, form): (&VisibleDossier, &Form),
        place: usize,
        (key, extras): (Option<app::CommandKey>, &Extras),
    ) -> Result<Result<Done, Failure>, Error> {
        let (command, sealed) = match self.command(context, (dossier, form), place)? {
            Ok(correction) => correction,
            Err(failure) => return Ok(Err(failure)),
        };
        let submission = Submission {
            stream: dossier.stream.clone(),
            actor: context.actor(),
            command,
            at: context.now(),
            key,
            sealed: Some(sealed),
        };
        Ok(context.app().correct_reception(submission, extras))
    }
}

fn procedures(context: &RequestContext, day: calendar::Day) -> Vec<Choice> {
    let answered = |rule: &&Procedure| rule.answering_unit.is_some();
    let all = context.rules.procedures_on(day).filter(answered);
    let mut choices: Vec<Choice> =
        all.map(|rule| Choice::new(&rule.code, context.names().procedure(&rule.code))).collect();
    choices.sort_by_cached_key(|choice| sort_key(&choice.label));
    choices
}

fn channels(context: &RequestContext, present: &str) -> Vec<Choice> {
    let channels = ["counter", "post", "online"].into_iter();
    let offered = channels.filter(|channel| *channel != "online" || present == "online");
    offered
        .map(|channel| Choice::new(channel, messages::channel(context.language, channel)))
        .collect()
}

fn is_telephone(text: &str) -> bool {
    telephone(text).is_some()
}

/// Originals, certified copies and copies: `1/0/2`.
fn counts(text: &str) -> Option<[u16; 3]> {
    let numbers: Vec<u16> =
        text.split('/').map(|part| part.trim().parse().ok()).collect::<Option<_>>()?;
    numbers.try_into().ok()
}

fn is_counts(text: &str) -> bool {
    counts(text).is_some()
}

fn counts_text(counts: [u16; 3]) -> String {
    counts.map(|count| count.to_string()).join("/")
}
