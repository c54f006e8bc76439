//! The known names nearest to a mistyped one. The module must not know a list of names.

use crate::fold::fold;

/// The most names that [`names`] suggests.
const MAX_NAMES: usize = 3;

/// The known names nearest to a text, at most three, nearest first, without regard to diacritics
/// and case: names with few letters exchanged, missing, added or wrong, then names that contain the
/// text.
pub fn names<'a>(text: &str, candidates: impl IntoIterator<Item = &'a str>) -> Vec<&'a str> {
    let letters: Vec<char> = fold(text.trim()).chars().collect();
    let allowed = (letters.len() / 3).max(1);
    let mut near: Vec<(usize, &str)> = candidates
        .into_iter()
        .filter_map(|name| {
            let folded: Vec<char> = fold(name).chars().collect();
            let distance = distance(&letters, &folded);
            let part =
                letters.len() >= 2 && folded.windows(letters.len()).any(|part| part == letters);
            match distance <= allowed {
                true => Some((distance, name)),
                false => part.then_some((allowed + distance, name)),
            }
        })
        .collect();
    near.sort();
    near.dedup();
    near.into_iter().take(MAX_NAMES).map(|(_, name)| name).collect()
}

/// The distance of Damerau: the number of letters missing, added or changed, or of neighbours
/// exchanged.
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
        let candidates = ["2.000815", "2.000806", "1.004873", "Đất đai", "counter", "online"];
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
            assert_eq!(names(text, candidates), expected, "{text:?}");
        }
    }
}
