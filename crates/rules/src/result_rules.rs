//! How an agency treats results that wait at its desks: `[results]` of `agency.toml`. The module must not
//! know a dossier.

use text::sentence;

use crate::reader::Table;

/// When applicants are reminded of results that wait.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ResultRules {
    /// Calendar days until the first reminder, from the day on which the result is ready and due.
    pub remind_after_days: u32,
    /// Calendar days from a reminder to the next one.
    pub remind_every_days: u32,
    /// The number of reminders; 0: none.
    pub remind_times: u32,
    /// The address at which the post says where an item is, with `{number}` in place of its number; `None`
    /// where the agency does not say.
    pub tracking: Option<String>,
}

impl Default for ResultRules {
    /// A first reminder after a week, then one each fifteen days, three in all. No law names numbers.
    fn default() -> Self {
        Self { remind_after_days: 7, remind_every_days: 15, remind_times: 3, tracking: None }
    }
}

/// Reads `[results]`; a number that is not written is the usual one.
pub(crate) fn read(root: &Table<'_>) -> ResultRules {
    let usual = ResultRules::default();
    let Some(table) = root.optional_table("results", &sentence!("a table [results]")) else {
        return usual;
    };
    let number = |key, range, usual| {
        let written = table.optional_integer(key, range);
        written.and_then(|number| u32::try_from(number).ok()).unwrap_or(usual)
    };
    let rules = ResultRules {
        remind_after_days: number("remind_after_days", 1..=365, usual.remind_after_days),
        remind_every_days: number("remind_every_days", 1..=365, usual.remind_every_days),
        remind_times: number("remind_times", 0..=20, usual.remind_times),
        tracking: tracking(&table),
    };
    table.close();
    rules
}

/// Reads the address at which an item of the post is followed.
fn tracking(table: &Table<'_>) -> Option<String> {
    let written = table.optional_text("tracking")?;
    let is_address = written.starts_with("https://") && !written.contains(char::is_whitespace);
    if is_address && written.matches("{number}").count() == 1 {
        return Some(written);
    }
    let text = sentence!(
        "tracking is the address at which the post says where an item is; write it from https:// on, with {number} once in place of the item's number, or leave it out",
        number = "{number}"
    );
    table.report("tracking", text);
    None
}
