//! What a desk officer enters becomes a reception: the procedure's version in force on the day, its
//! terms, the dossier's code. Knows the rules; never the law's clock.

use calendar::{Day, Instant, SupplementEffect};
use dossier::event::ComponentGiven;
use dossier::{
    Command, Decider, Event, ExtensionLimit, Filing, Reception, RuleSet, StepTerms, Terms,
};
use rules::{Post, Procedure, Rules, Step};

use crate::application::Application;
use crate::core::Core;
use crate::error::Failure;
use text::phrase;

/// The data entered at reception or filing.
#[derive(Clone, Debug, Default)]
pub struct Intake {
    pub procedure: String,
    pub case: Option<String>,
    pub channel: String,
    pub ward: String,
    /// Pseudonym of the applicant.
    pub person: String,
    pub helped_at: Option<String>,
    /// Components that the applicant will bring to the desk on paper.
    pub promised: Vec<String>,
    /// Unit that is another competent agency, for which the desk receives.
    pub competent: Option<String>,
    /// Unit of the receiving desk.
    pub desk: String,
    pub components: Vec<ComponentGiven>,
    pub entered_late: Option<(Instant, String)>,
}

impl Application {
    /// The filing that an intake means on a day.
    ///
    /// # Errors
    /// The procedure is not in force, or no unit answers for it.
    pub fn filing(&self, intake: &Intake, at: Instant) -> Result<Filing, Failure> {
        let rules = self.rules();
        let procedure = in_force(&rules, intake, at)?;
        filing(&rules, procedure, intake)
    }

    /// The reception that an intake means, its code still to be given.
    ///
    /// # Errors
    /// The procedure or its case is not in force, or no unit answers for it.
    pub fn reception(&self, intake: &Intake, at: Instant) -> Result<Box<Reception>, Failure> {
        let rules = self.rules();
        let received = intake.entered_late.as_ref().map_or(at, |(received, _)| *received);
        let procedure = in_force(&rules, intake, received)?;
        let day = rules.deadline_calendar().zone.day(received);
        let rule_set = RuleSet::on(day);
        let effect = procedure.supplement_effect.unwrap_or_else(|| rule_set.supplement_effect());
        let terms = Terms {
            version: procedure.effective_from,
            rule_set,
            duration: procedure.duration_of(&rules.circumstances(
                intake.case.as_deref(),
                &intake.channel,
                &intake.ward,
            )),
            supplement_effect: effect,
            restart_within: (effect == SupplementEffect::Restart)
                .then_some(RuleSet::RESTART_WITHIN),
            restart_by_date: effect == SupplementEffect::Restart,
            desk_minutes: (procedure.desk_minutes > 0).then_some(procedure.desk_minutes),
            calendar: rules.deadline_calendar().id.clone(),
            extensions: procedure
                .extensions
                .map(|limit| ExtensionLimit { times: limit.times, most: limit.most }),
            steps: procedure
                .steps
                .iter()
                .map(|step| StepTerms {
                    id: step.id.clone(),
                    budget_minutes: step.budget_minutes,
                    unit: unit_of(procedure, step, intake),
                    decides: match step.post {
                        Post::Head | Post::DeputyHead => Some(Decider::Head),
                        Post::Leader => Some(Decider::Leader),
                        _ => None,
                    },
                })
                .collect(),
        };
        Ok(Box::new(Reception {
            code: String::new(),
            filing: filing(&rules, procedure, intake)?,
            terms,
            desk: intake.desk.clone(),
            components: intake.components.clone(),
            entered_late: intake.entered_late.clone(),
        }))
    }
}

fn in_force<'a>(rules: &'a Rules, intake: &Intake, at: Instant) -> Result<&'a Procedure, Failure> {
    let day = rules.deadline_calendar().zone.day(at);
    let procedure = rules.procedure_on(&intake.procedure, day).ok_or_else(|| Failure::Unknown {
        what: phrase!("procedure"),
        name: intake.procedure.clone(),
    })?;
    check_competent(rules, procedure, intake, day)?;
    match &intake.case {
        Some(case) if !procedure.cases.iter().any(|listed| listed.id == *case) => {
            Err(Failure::Unknown { what: phrase!("case"), name: case.clone() })
        }
        _ => Ok(procedure),
    }
}

/// The unit of a step. Another competent agency does every step itself.
fn unit_of(procedure: &Procedure, step: &Step, intake: &Intake) -> String {
    let unit = intake.competent.as_deref().or_else(|| procedure.unit_of(step));
    unit.unwrap_or_default().to_owned()
}

/// Checks that the procedure is received on a day for the other agency that an intake names.
fn check_competent(
    rules: &Rules,
    procedure: &Procedure,
    intake: &Intake,
    day: Day,
) -> Result<(), Failure> {
    let Some(unit) = &intake.competent else { return Ok(()) };
    let own = rules.agency.iter();
    let mut agencies = own.flat_map(|own| own.competent_for(procedure, day));
    match agencies.any(|agency| agency.unit == *unit) {
        true => Ok(()),
        false => Err(Failure::Unknown {
            what: phrase!("competent agency of the procedure"),
            name: unit.clone(),
        }),
    }
}

fn filing(rules: &Rules, procedure: &Procedure, intake: &Intake) -> Result<Filing, Failure> {
    let unit = intake.competent.clone().or_else(|| procedure.answering_unit.clone());
    let unit = unit.ok_or_else(|| Failure::Unknown {
        what: phrase!("unit answering for procedure"),
        name: procedure.code.clone(),
    })?;
    Ok(Filing {
        procedure: procedure.code.clone(),
        field: procedure.field.clone(),
        unit,
        agency: rules.agency.as_ref().map(|agency| agency.code.clone()).unwrap_or_default(),
        competent: intake.competent.clone(),
        ward: intake.ward.clone(),
        channel: intake.channel.clone(),
        person: intake.person.clone(),
        helped_at: intake.helped_at.clone(),
        case: intake.case.clone(),
        promised: intake.promised.clone(),
    })
}

/// The series that a reception without a code belongs to: `<identifier>-<YYMMDD>`, which stands in
/// its place until the reception is decided.
pub(crate) fn series(rules: &Rules, command: &mut Command, at: Instant) -> Option<String> {
    let reception = match command {
        Command::Receive(reception) => reception,
        Command::CompleteAtOnce { reception, .. } => reception,
        _ => return None,
    };
    if !reception.code.is_empty() {
        return None;
    }
    let received = reception.entered_late.as_ref().map_or(at, |(received, _)| *received);
    let (year, month, day) = rules.deadline_calendar().zone.day(received).ymd();
    // The code begins with the identifier of the agency that resolves the dossier.
    let identifier = rules.agency.as_ref().and_then(|own| {
        let mut others = own.competent_agencies.iter();
        let other = others.find(|other| Some(&other.unit) == reception.filing.competent.as_ref());
        other.and_then(|other| other.identifier.clone()).or_else(|| own.identifier.clone())
    });
    let identifier = identifier.unwrap_or_else(|| "motcua".into());
    reception.code = format!("{identifier}-{:02}{month:02}{day:02}", year % 100);
    Some(reception.code.clone())
}

/// Gives a decided reception its code: `<series>-<serial of the day>`. A refused one uses up none.
pub(crate) fn give_code(
    core: &mut Core,
    series: &str,
    events: &mut [(Instant, Event)],
) -> Result<(), Failure> {
    for (_, event) in events {
        if let Event::Received { code, .. } = event {
            *code = format!("{series}-{:04}", core.writer.next_serial(series)?);
        }
    }
    Ok(())
}
