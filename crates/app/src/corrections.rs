//! What was entered at reception, put right: the fields of the reception that change, and the new slip
//! that replaces the old ones. Knows no page; who may correct is decided by the domain.

use calendar::Instant;
use dossier::{Actor, Command, Context, Event, Recorded, RuleSet, State, Terms, decide};
use serde_json::{Map, Value, json};

use crate::application::Application;
use crate::dossier_queries::VisibleDossier;
use crate::error::Failure;
use crate::execute::{Done, Extras, Submission};
use crate::intake::Intake;

impl Application {
    /// The dossier as a correction would leave it, decided and folded as it will be; nothing is put on
    /// record.
    ///
    /// # Errors
    /// [`Failure::Refused`] where the correction would be refused; [`Failure::BrokenRecord`] where the
    /// dossier would not fold.
    pub fn corrected(
        &self,
        dossier: &VisibleDossier,
        (actor, command): (&Actor, &Command),
        at: Instant,
    ) -> Result<State, Failure> {
        let rules = self.rules();
        let context = Context {
            at,
            calendars: &rules.calendars,
            desk: Some(rules.desk_calendar()),
            in_force: Some(&rules.deadline_calendar().id),
            accept_within: None,
            history: &dossier.view.history,
        };
        let decided = decide(context, &dossier.view.state, actor, command);
        let events = decided.map_err(|refusal| Failure::Refused(Box::new(refusal)))?;
        let mut history = dossier.view.history.clone();
        history.extend(events.into_iter().map(|(happened, event)| Recorded {
            at: happened,
            logged_at: at,
            actor: actor.id.clone(),
            on_behalf: None,
            paper_number: None,
            event,
            sealed: None,
        }));
        dossier::fold(&history, &rules.calendars).map_err(|illegal| Failure::BrokenRecord {
            stream: dossier.stream.clone(),
            what: illegal.to_string(),
        })
    }

    /// The fields of a reception that change where it is read as another intake at another instant. A
    /// changed procedure or case takes the terms of the day of reception; the calendar stays.
    ///
    /// # Errors
    /// [`Failure::Unknown`]: the procedure or its case is not in force on that day, or no unit answers
    /// for it.
    pub fn corrected_reception(
        &self,
        before: (&Event, Instant),
        right: &Intake,
        at: Instant,
    ) -> Result<Map<String, Value>, Failure> {
        let Event::Received { filing, terms, components, .. } = before.0 else {
            return Ok(Map::new());
        };
        let rules = self.rules();
        let day = rules.deadline_calendar().zone.day(at);
        let version = rules.procedure_on(&right.procedure, day).map(|rule| rule.effective_from);
        let as_before = (&filing.procedure, &filing.case) == (&right.procedure, &right.case)
            && version == Some(terms.version)
            && RuleSet::on(day) == terms.rule_set;
        let (mut to, new_terms) = if as_before {
            (filing.clone(), terms.clone())
        } else {
            let reception = self.reception(right, at)?;
            let calendar = terms.calendar.clone();
            (reception.filing, Terms { calendar, ..reception.terms })
        };
        to.ward.clone_from(&right.ward);
        to.channel.clone_from(&right.channel);
        to.person.clone_from(&right.person);
        to.helped_at.clone_from(&filing.helped_at);
        let mut set = Map::new();
        let fields = [
            ("at", json!(before.1.0), json!(at.0)),
            ("filing", json!(filing), json!(to)),
            ("terms", json!(terms), json!(new_terms)),
            ("components", json!(components), json!(right.components)),
        ];
        for (name, was, is) in fields {
            if was != is {
                set.insert(name.to_owned(), is);
            }
        }
        Ok(set)
    }

    /// Corrects a reception: its sealed part holds the person as put right and the new slip. The old
    /// slips end with it, and so does what was claimed by them.
    ///
    /// # Errors
    /// As [`Application::execute_with`].
    pub fn correct_reception(
        &self,
        submission: Submission,
        extras: &Extras,
    ) -> Result<Done, Failure> {
        let done = self.execute_with(submission, extras)?;
        let stream = done.stream.clone();
        let accounts = self.persist(move |core| core.writer.drop_claims_by(&stream))?;
        for account in accounts {
            self.forget_account(&account);
        }
        Ok(done)
    }
}
