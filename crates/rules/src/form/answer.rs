//! The check of a typed answer against its question. The module must not know the words of a
//! refusal.

use calendar::Day;
use text::person::{self, TaxCodeError};

use super::Question;
use crate::words::QuestionKind;

/// The reason why an answer is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AnswerFault {
    /// The answer is required and empty.
    Missing,
    TooLong,
    /// The answer is not a choice of the question.
    NotOffered,
    /// The answer is not a number, or has more decimal places than the question allows.
    NotNumber,
    /// The answer is not a day such as 22/11/1975.
    NotDay,
    /// The answer is a future day, and the question asks for a past one.
    FutureDay,
    OutOfBounds,
    NotTelephone,
    NotMail,
    NotIdentity,
    NotTaxCode(TaxCodeError),
    NotPattern,
}

impl Question {
    /// Checks an answer as typed; `today` is the last day that is not in the future.
    ///
    /// # Errors
    /// [`AnswerFault`], the reason why the answer is refused.
    pub fn check(&self, text: &str, today: Day) -> Result<(), AnswerFault> {
        let text = text.trim();
        if text.is_empty() {
            return if self.required { Err(AnswerFault::Missing) } else { Ok(()) };
        }
        self.check_kind(text, today)?;
        match &self.pattern {
            Some(pattern) if !pattern.is_match(text) => Err(AnswerFault::NotPattern),
            _ => Ok(()),
        }
    }

    fn check_kind(&self, text: &str, today: Day) -> Result<(), AnswerFault> {
        let or = |accepted: bool, fault| if accepted { Ok(()) } else { Err(fault) };
        let offered = |id: &str| self.choices.iter().any(|choice| choice.id == id.trim());
        match self.kind {
            QuestionKind::Line | QuestionKind::Long => {
                let chars = i64::try_from(text.chars().count()).unwrap_or(i64::MAX);
                or(chars <= self.most, AnswerFault::TooLong)
            }
            QuestionKind::Select | QuestionKind::Radio | QuestionKind::Tick => {
                or(offered(text), AnswerFault::NotOffered)
            }
            QuestionKind::Ticks => or(text.lines().all(offered), AnswerFault::NotOffered),
            QuestionKind::Number | QuestionKind::Amount | QuestionKind::Year => {
                let is_year = self.kind == QuestionKind::Year;
                let scale = 10_i64.pow(self.decimals);
                let value = scaled(text, self.decimals).ok_or(AnswerFault::NotNumber)?;
                let bounds = self.least.saturating_mul(scale)..=self.most.saturating_mul(scale);
                or(bounds.contains(&value), AnswerFault::OutOfBounds)?;
                let is_future = is_year && self.past && value > i64::from(today.ymd().0);
                or(!is_future, AnswerFault::FutureDay)
            }
            QuestionKind::Telephone => {
                or(person::telephone(text).is_some(), AnswerFault::NotTelephone)
            }
            QuestionKind::Mail => or(is_mail(text), AnswerFault::NotMail),
            QuestionKind::Identity => {
                or(person::identity_paper(text).is_some(), AnswerFault::NotIdentity)
            }
            QuestionKind::TaxCode => {
                person::tax_code(text).map(|_| ()).map_err(AnswerFault::NotTaxCode)
            }
            QuestionKind::Day => match day(text) {
                None => Err(AnswerFault::NotDay),
                Some(day) => or(!self.past || day <= today, AnswerFault::FutureDay),
            },
        }
    }
}

/// The day of a text as written in Việt Nam, `22/11/1975`, also with points or dashes; or as
/// `1975-11-22`.
#[must_use]
pub fn day(text: &str) -> Option<Day> {
    let parts: Vec<&str> = text.trim().split(['/', '.', '-']).map(str::trim).collect();
    let &[day, month, year] = parts.as_slice() else { return None };
    let (day, year) = if day.len() == 4 { (year, day) } else { (day, year) };
    let of_year = year.len() == 4 && (1..=2).contains(&month.len()) && (1..=2).contains(&day.len());
    let day = format!("{year}-{month:0>2}-{day:0>2}").parse::<Day>().ok()?;
    (of_year && (1880..2200).contains(&day.ymd().0)).then_some(day)
}

/// A number as typed in Việt Nam, in units of the last decimal place: 12345 for `1.234,5` with one
/// decimal place. A point without a comma is a decimal point where other than three digits follow
/// it, or where the digits before it are `0`.
fn scaled(text: &str, decimals: u32) -> Option<i64> {
    let text: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    if let Some(positive) = text.strip_prefix(['-', '−']) {
        return scaled(positive, decimals).map(|value| -value).filter(|value| *value < 0);
    }
    let (whole, fraction) = match text.split_once(',') {
        Some((whole, fraction)) => (whole, fraction),
        None => match text.rsplit_once('.') {
            Some((whole, fraction)) if fraction.len() != 3 || whole == "0" => (whole, fraction),
            _ => (text.as_str(), ""),
        },
    };
    let groups: Vec<&str> = whole.split('.').collect();
    let grouped = groups.len() == 1
        || (1..=3).contains(&groups[0].len()) && groups[1..].iter().all(|group| group.len() == 3);
    let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    let fraction = fraction.trim_end_matches('0');
    let places = u32::try_from(fraction.len()).ok()?;
    let fits = places <= decimals && !groups[0].is_empty() && grouped;
    if !fits || !groups.iter().all(|group| digits(group)) || !digits(fraction) {
        return None;
    }
    let value: i64 = format!("{}{fraction}", groups.concat()).parse().ok()?;
    value.checked_mul(10_i64.checked_pow(decimals - places)?)
}

/// A mail address with one `@`, a name and a domain of at least two parts.
fn is_mail(text: &str) -> bool {
    let Some((name, domain)) = text.split_once('@') else { return false };
    let parts = domain.split('.').collect::<Vec<_>>();
    !name.is_empty()
        && !text.contains(|c: char| c.is_whitespace() || c.is_control())
        && !domain.contains('@')
        && parts.len() > 1
        && parts.iter().all(|part| !part.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_read_as_they_are_written_in_this_country() {
        let cases = [
            ("1234", 0, Some(1234)),
            ("1.234", 0, Some(1234)),
            ("1.234.567", 0, Some(1_234_567)),
            ("1.23.4", 0, None),
            ("85,5", 1, Some(855)),
            ("85.5", 1, Some(855)),
            ("85,50", 1, Some(855)),
            ("85,55", 1, None),
            ("1.234,5", 2, Some(123_450)),
            ("12.50", 2, Some(1250)),
            ("1 000 000", 0, Some(1_000_000)),
            (",5", 1, None),
            ("-3", 0, Some(-3)),
            ("-0,45", 2, Some(-45)),
            ("--3", 0, None),
            ("0.125", 3, Some(125)),
            ("0.125", 2, None),
            ("mười", 0, None),
            ("99999999999999999999", 0, None),
        ];
        for (text, decimals, value) in cases {
            assert_eq!(scaled(text, decimals), value, "{text} with {decimals} places");
        }
    }

    #[test]
    fn days_are_read_as_they_are_written_in_this_country() {
        let cases = [
            ("22/11/1975", Some((1975, 11, 22))),
            ("2/1/1949", Some((1949, 1, 2))),
            ("02.01.1949", Some((1949, 1, 2))),
            ("1949-01-02", Some((1949, 1, 2))),
            ("29/02/2023", None),
            ("11/22/1975", None),
            ("1/1/75", None),
            ("1/1/1700", None),
            ("hôm nay", None),
        ];
        for (text, expected) in cases {
            assert_eq!(day(text).map(Day::ymd), expected, "{text}");
        }
    }

    #[test]
    fn a_mail_address_has_a_name_and_a_domain() {
        for good in ["a@b.vn", "ten.ho+1@mail.example.com"] {
            assert!(is_mail(good), "{good}");
        }
        for bad in ["a@b", "@b.vn", "a b@c.vn", "a@b..vn", "a@b@c.vn", "a"] {
            assert!(!is_mail(bad), "{bad}");
        }
    }
}
