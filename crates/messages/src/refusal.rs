//! Why something was not done with a dossier: what stood in the way and what can be done instead.
//! Decides nothing itself.

use ::text::Language;
use calendar::Zone;
use dossier::{Action, Reason, Refusal, Role, RuleSet};

use crate::bundle::{find, text};
use crate::time::{amount, day_of, instant};
use crate::words::{action, naming, phase, relation, role, within};

/// A refusal as sentences: what was not possible, why, and the way out.
#[must_use]
pub fn refusal(language: Language, rule_set: RuleSet, refusal: &Refusal, zone: &Zone) -> String {
    let name = |of: Action| within(&action(language, rule_set, of));
    let action = ("action", name(refusal.action).into());
    let state = ("phase", within(&phase(language, refusal.phase)).into());
    let again = refusal.possible.contains(&refusal.action);
    let out_of_phase =
        refusal.reason == Reason::NotPossible && !refusal.action.phases().contains(&refusal.phase);
    let sentence = if out_of_phase {
        text(language, "refusal-phase", &[state, action])
    } else {
        let why = ("why", reason_text(language, rule_set, refusal, zone).into());
        let key = if again { "refusal-again" } else { "refusal-state" };
        text(language, key, &[state, action, why])
    };
    if again {
        // The text of the reason already names the remedy.
        return sentence;
    }
    let possible = refusal.possible.iter().map(|other| name(*other));
    let possible = possible.collect::<Vec<_>>().join(", ");
    let next = match possible.as_str() {
        "" => text(language, "refusal-nothing", &[]),
        actions => text(language, "refusal-next", &[("actions", actions.into())]),
    };
    format!("{sentence} {next}")
}

/// The reason of a refusal and its remedy, to follow a colon.
fn reason_text(language: Language, rule_set: RuleSet, refusal: &Refusal, zone: &Zone) -> String {
    let reason_text = |key: &str| text(language, &format!("why-{key}"), &[naming(rule_set)]);
    let say_with = |key: &str, name: &str, value: String| {
        text(language, &format!("why-{key}"), &[(name, value.into()), naming(rule_set)])
    };
    let of_step = |key: &str, id: &str| say_with(key, "step", crate::step(language, id));
    match &refusal.reason {
        Reason::NotPermitted => say_with("not_permitted", "who", who_may(language, refusal.action)),
        Reason::NotPossible => reason_text(obstacle_key(refusal.action)),
        Reason::Missing(field) => say_with("missing", "field", field_name(language, field)),
        Reason::BeforeLastEvent(at) => {
            say_with("before_last_event", "at", instant(language, *at, zone))
        }
        Reason::InFuture => reason_text("in_future"),
        Reason::DeskClosed { next } => {
            say_with("desk_closed", "next", instant(language, *next, zone))
        }
        Reason::EnteredTooLate => reason_text("entered_too_late"),
        Reason::OutsideCalendar => reason_text("outside_calendar"),
        Reason::UnknownStep(id) => of_step("unknown_step", id),
        Reason::SameOfficer => reason_text("same_officer"),
        Reason::SecondSupplement => reason_text("second_supplement"),
        Reason::LateSupplement => reason_text("late_supplement"),
        Reason::OfferLapsed(at) => say_with("offer_lapsed", "at", instant(language, *at, zone)),
        Reason::OwnResult => reason_text("own_result"),
        Reason::DeclinedTooLate => reason_text("declined_too_late"),
        Reason::PauseBySupplementOnly => reason_text("pause_by_supplement_only"),
        Reason::PastDue(due) => say_with("past_due", "due", instant(language, *due, zone)),
        Reason::ExtensionLimit(limit) => {
            let values = [
                ("times", i64::from(limit.times).into()),
                ("most", amount(language, limit.most).into()),
                naming(rule_set),
            ];
            text(language, "why-extension_limit", &values)
        }
        Reason::NotTheApprovalStep(id) => of_step("not_the_approval_step", id),
        Reason::ApprovalMissing(id) => of_step("approval_missing", id),
        Reason::ApprovalMissingHere(id) => of_step("approval_missing_here", id),
        Reason::NoStepBegun(id) => of_step("no_step_begun", id),
        Reason::FinancialLandOnly => reason_text("financial_land_only"),
        Reason::CalendarNotInForce => reason_text("calendar_not_in_force"),
        Reason::MachineReason => reason_text("machine_reason"),
        Reason::LeaderSigns => reason_text("leader_signs"),
        Reason::NotAfterToday(day) => say_with("not_after_today", "day", day_of(language, *day)),
        Reason::NotLate => reason_text("not_late"),
        Reason::Suspended => reason_text("suspended"),
        Reason::StillTime(last) => say_with("still_time", "last", day_of(language, *last)),
        Reason::LetterWaits => reason_text("letter_waits"),
        Reason::LetterMissing => reason_text("letter_missing"),
        Reason::AlreadyReappointed => reason_text("already_reappointed"),
        Reason::NotWorkingDay(day) => say_with("not_working_day", "day", day_of(language, *day)),
        Reason::NotAfterDue(day) => say_with("not_after_due", "day", day_of(language, *day)),
        Reason::BadStandIn => reason_text("bad_stand_in"),
        Reason::IllegalCorrection => reason_text("illegal_correction"),
        Reason::ReceiversCorrection => reason_text("receivers_correction"),
        Reason::LeaderCorrects => reason_text("leader_corrects"),
        Reason::FurtherPause => reason_text("further_pause"),
        Reason::OwnDossier => reason_text("own_dossier"),
        Reason::StepOfAnother(id) => of_step("step_of_another", id),
        Reason::NoConsultation => reason_text("no_consultation"),
    }
}

/// The obstacle to an action that the phase would allow.
fn obstacle_key(action: Action) -> &'static str {
    match action {
        Action::Give | Action::ReturnStep | Action::BeginStep => "offer_open",
        Action::Accept | Action::Decline => "no_offer",
        Action::CompleteStep => "step_completed",
        Action::ApproveResult => "approved",
        Action::AskSupplement | Action::Pause | Action::Finish => "paused",
        Action::PromisePapers | Action::Supply | Action::CloseUnsupplied => "no_supplement",
        Action::Resume => "not_paused",
        Action::AnswerConsultation => "no_consultation",
        Action::Remind => "reminded",
        Action::DraftApology => "letter_open",
        Action::SignApology => "no_draft",
        Action::SendApology => "no_signed_letter",
        Action::SetChairmanDate => "not_reappointed",
        _ => "state",
    }
}

/// The roles that may carry the action out, each with the required relation to the dossier.
fn who_may(language: Language, action: Action) -> String {
    let people = action.permitted().iter().filter(|(of, _)| *of != Role::System);
    let people = people.map(|&(of, relation_to)| match relation_to {
        dossier::Relation::Any => within(&role(language, of)),
        _ => {
            let who = ("role", within(&role(language, of)).into());
            let relation_to = ("relation", within(&relation(language, relation_to)).into());
            text(language, "who", &[who, relation_to])
        }
    });
    let people: Vec<_> = people.collect();
    if people.is_empty() { within(&role(language, Role::System)) } else { people.join(", ") }
}

fn field_name(language: Language, field: &str) -> String {
    find(language, &format!("field-{field}"), &[])
        .unwrap_or_else(|| text(language, "field-other", &[]))
}

#[cfg(test)]
mod tests;
