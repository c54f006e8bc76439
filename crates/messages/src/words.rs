//! One word for each thing a dossier can be, have or undergo: buttons, tags, columns. Knows no
//! sentence.

use ::text::Language;
use dossier::apology::Apology;
use dossier::event::PauseReason;
use dossier::snapshot::Flag;
use dossier::{Action, Outcome, Phase, Relation, Role, RuleSet};
use indicators::{Basis, Figure};

use crate::bundle::{Value, find, text};

fn word(language: Language, kind: &str, code: &str) -> String {
    text(language, &format!("{kind}-{code}"), &[])
}

/// The variable by which a text names the apology letter as a rule set does: `phiếu xin lỗi` until 14
/// September 2025, then `văn bản xin lỗi và đề nghị gia hạn`. Without it a text has the older name.
#[must_use]
pub fn naming(rule_set: RuleSet) -> (&'static str, Value<'static>) {
    let code = match rule_set {
        RuleSet::ND61 => "ND61",
        RuleSet::ND118 => "ND118",
        RuleSet::TT03 => "TT03",
    };
    ("rules", code.into())
}

/// The name of a figure in a table. The first number of a flow holds what was carried over, so it is named
/// as form II.06a names it: `Tổng số`; that of a cohort is what was received.
#[must_use]
pub fn figure(language: Language, rule_set: RuleSet, figure: Figure, basis: Basis) -> String {
    let key = match (figure, basis) {
        (Figure::Received, Basis::Flow) => "figure-received-flow".to_owned(),
        _ => format!("figure-{}", figure.code()),
    };
    text(language, &key, &[naming(rule_set)])
}

/// The text of an action's button: `Tiếp nhận`.
#[must_use]
pub fn action(language: Language, rule_set: RuleSet, action: Action) -> String {
    text(language, &format!("action-{}", action.code()), &[naming(rule_set)])
}

/// The phase of a dossier: `Đang giải quyết`.
#[must_use]
pub fn phase(language: Language, phase: Phase) -> String {
    word(language, "phase", phase.code())
}

/// The place of a dossier in a table: `Trước hạn`.
#[must_use]
pub fn outcome(language: Language, outcome: Outcome) -> String {
    word(language, "outcome", outcome.code())
}

/// The progress of the apology letter: `Đã soạn phiếu xin lỗi, chờ ký`.
#[must_use]
pub fn apology(language: Language, rule_set: RuleSet, apology: Apology) -> String {
    text(language, &format!("apology-{}", apology.code()), &[naming(rule_set)])
}

/// A role: `Công chức Một cửa`.
#[must_use]
pub fn role(language: Language, role: Role) -> String {
    word(language, "role", role.code())
}

/// The relation of an actor to a dossier: `Đang giữ hồ sơ`.
#[must_use]
pub fn relation(language: Language, relation: Relation) -> String {
    word(language, "relation", relation.code())
}

/// Why a clock is paused: `Chờ bổ sung hồ sơ`.
#[must_use]
pub fn pause_reason(language: Language, reason: PauseReason) -> String {
    word(language, "pause", reason.code())
}

/// A circumstance that may have improved a figure: `Tạm dừng sau khi quá hạn`.
#[must_use]
pub fn flag(language: Language, flag: Flag) -> String {
    word(language, "flag", flag.code())
}

/// A channel of filing: `Trực tuyến`; an old register's own word stays as it is.
#[must_use]
pub fn channel(language: Language, channel: &str) -> String {
    find(language, &format!("channel-{channel}"), &[]).unwrap_or_else(|| channel.to_owned())
}

/// A step of a process by its id, which is its name save for the desk's.
#[must_use]
pub fn step(language: Language, id: &str) -> String {
    if id == "desk" { word(language, "step", id) } else { id.to_owned() }
}

/// A word of a button or tag within a sentence: its first letter small.
pub(crate) fn within(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map_or_else(String::new, |first| first.to_lowercase().chain(letters).collect())
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;
    use Language::{English, Vietnamese};

    pub(crate) const PHASES: [Phase; 8] = [
        Phase::Absent,
        Phase::Filed,
        Phase::Guided,
        Phase::Refused,
        Phase::Open,
        Phase::Ready,
        Phase::HandedOver,
        Phase::Withdrawn,
    ];
    const OUTCOMES: [Outcome; 7] = [
        Outcome::Early,
        Outcome::OnTheDay,
        Outcome::Late,
        Outcome::Withdrawn,
        Outcome::Within,
        Outcome::PastDue,
        Outcome::Paused,
    ];
    const APOLOGIES: [Apology; 7] = [
        Apology::None,
        Apology::ToDraft,
        Apology::Drafted,
        Apology::Signed,
        Apology::Violation,
        Apology::SentByDue,
        Apology::SentAfterDue,
    ];
    const RELATIONS: [Relation; 8] = [
        Relation::Any,
        Relation::Applicant,
        Relation::Holder,
        Relation::Offered,
        Relation::HoldingUnit,
        Relation::AnsweringUnit,
        Relation::ConsultedUnit,
        Relation::ReceivingDesk,
    ];
    const PAUSES: [PauseReason; 3] =
        [PauseReason::Supplement, PauseReason::Financial, PauseReason::Agency];
    const FLAGS: [Flag; 9] = [
        Flag::Extended,
        Flag::FinishedLastHour,
        Flag::LoggedLate,
        Flag::Paused,
        Flag::PausedAfterDue,
        Flag::PausedLastDay,
        Flag::SecondSupplement,
        Flag::Withdrawn,
        Flag::WithdrawnLate,
    ];

    /// Checks that each value has a word, and that no two values of a kind have the same word.
    fn are_distinct<T: Copy>(all: &[T], word_of: impl Fn(Language, T) -> String) {
        for language in Language::ALL {
            let mut words: Vec<_> = all.iter().map(|one| word_of(language, *one)).collect();
            assert!(words.iter().all(|word| !word.contains(['[', '{'])), "{words:?}");
            words.sort();
            words.dedup();
            assert_eq!(words.len(), all.len(), "{words:?}");
        }
    }

    #[test]
    fn everything_has_a_word_of_its_own() {
        for rule_set in [RuleSet::ND61, RuleSet::ND118, RuleSet::TT03] {
            are_distinct(Action::ALL, |language, one| action(language, rule_set, one));
            are_distinct(&APOLOGIES, |language, one| apology(language, rule_set, one));
        }
        are_distinct(&PHASES, phase);
        are_distinct(&OUTCOMES, outcome);
        are_distinct(Role::ALL, role);
        are_distinct(&RELATIONS, relation);
        are_distinct(&PAUSES, pause_reason);
        are_distinct(&FLAGS, flag);
        are_distinct(&["online", "counter", "post", "desk"], channel);
    }

    #[test]
    fn words_are_the_office_s_own() {
        fn check(word_of: impl Fn(Language) -> String, vi: &str, en: &str) {
            assert_eq!(word_of(Vietnamese), vi);
            assert_eq!(word_of(English), en);
        }
        check(|l| action(l, RuleSet::ND61, Action::Receive), "Tiếp nhận", "Receive");
        check(
            |l| action(l, RuleSet::ND61, Action::AskSupplement),
            "Yêu cầu bổ sung",
            "Ask for missing papers",
        );
        check(|l| phase(l, Phase::Open), "Đang giải quyết", "In progress");
        check(|l| outcome(l, Outcome::OnTheDay), "Đúng hạn", "On the day");
        check(
            |l| apology(l, RuleSet::ND118, Apology::Violation),
            "Quá hạn, chưa gửi phiếu xin lỗi",
            "Past the due date, no apology letter sent",
        );
        check(
            |l| action(l, RuleSet::TT03, Action::SignApology),
            "Ký văn bản xin lỗi và đề nghị gia hạn",
            "Sign the letter of apology and extension request",
        );
        check(|l| role(l, Role::DeskOfficer), "Công chức Một cửa", "One-stop desk officer");
        check(|l| channel(l, "counter"), "Trực tiếp tại quầy", "At the counter");
        check(|l| channel(l, "Post/Balie"), "Post/Balie", "Post/Balie");
        check(|l| step(l, "desk"), "Một cửa", "One-stop desk");
        check(|l| step(l, "Thẩm định"), "Thẩm định", "Thẩm định");
        check(|_| within("Đã rút"), "đã rút", "đã rút");
    }
}
