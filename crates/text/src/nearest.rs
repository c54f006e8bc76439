//! The names that a mistyped one may mean. Knows no list of its own.

use crate::fold::fold;

/// How many names are offered.
const MOST: usize = 3;

/// The known names nearest to a text, at most three, best first: by letters in another place, left
/// out, added or wrong, marks and capitals left aside; then those that the text is a part of.
pub fn names<'a>(text: &str, known: impl IntoIterator<Item = &'a str>) -> Vec<&'a str> {
    let asked: Vec<char> = fold(text.trim()).chars().collect();
    let allowed = (asked.len() / 3).max(1);
    let mut near: Vec<(usize, &str)> = known
        .into_iter()
        .filter_map(|name| {
            let folded: Vec<char> = fold(name).chars().collect();
            let apart = distance(&asked, &folded);
            let part = asked.len() >= 2 && folded.windows(asked.len()).any(|part| part == asked);
            match apart <= allowed {
                true => Some((apart, name)),
                false => part.then_some((allowed + apart, name)),
            }
        })
        .collect();
    near.sort();
    near.dedup();
    near.into_iter().take(MOST).map(|(_, name)| name).collect()
}

/// Damerau's distance: letters left out, added, changed, or two neighbours exchanged.
fn distance(one: &[char], other: &[char]) -> usize {
    let mut before: Vec<usize> = Vec::new();
    let mut last: Vec<usize> = (0..=other.len()).collect();
    for (i, a) in one.iter().enumerate() {
        let mut row = vec![i + 1];
        for (j, b) in other.iter().enumerate() {
            let mut least = (last[j] + usize::from(a != b)).min(last[j + 1] + 1).min(row[j] + 1);
            if i > 0 && j > 0 && *a == other[j - 1] && one[i - 1] == *b {
                least = least.min(before[j - 1] + 1);
            }
            row.push(least);
        }
        before = std::mem::replace(&mut last, row);
    }
    last[other.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn near_names_come_first() {
        let known = ["2.000815", "2.000806", "1.004873", "Đất đai", "counter", "online"];
        for (text, expected) in [
            ("2.00815", &["2.000815"][..]),
            ("2.000851", &["2.000815", "2.000806"]),
            ("dat dai", &["Đất đai"]),
            ("ĐẤT ĐIA", &["Đất đai"]),
            ("onlin", &["online"]),
            ("conuter", &["counter"]),
            ("004873", &["1.004873"]),
            ("quetzal", &[]),
            ("", &[]),
        ] {
            assert_eq!(names(text, known), expected, "{text:?}");
        }
    }
}
