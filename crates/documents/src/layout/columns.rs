//! The widths of a table's columns: as wide as their words need, and no narrower than a word where
//! that is possible. Lengths are points.

/// The widths of the columns, which sum to `whole`. `extents` has the widest word and the widest
/// line of each column.
pub(super) fn widths(extents: &[(f32, f32)], whole: f32) -> Vec<f32> {
    let sum = |pick: fn(&(f32, f32)) -> f32| extents.iter().map(pick).sum::<f32>();
    let (least, most) = (sum(|extent| extent.0), sum(|extent| extent.1));
    if most <= whole {
        // The remaining width goes to the columns in proportion to their widest lines.
        let scale = if most > 0.0 { whole / most } else { 1.0 };
        return extents.iter().map(|(_, line)| line * scale).collect();
    }
    if least <= whole {
        let share = (whole - least) / (most - least);
        return extents.iter().map(|(word, line)| word + (line - word) * share).collect();
    }
    extents.iter().map(|(word, _)| word * whole / least).collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::widths;

    proptest! {
        /// The columns fill the page, and each has room for its widest word where all columns can
        /// have it.
        #[test]
        fn columns_fill_the_page_and_hold_their_words(
            extents in prop::collection::vec((1.0f32..80.0, 0.0f32..400.0), 1..9),
        ) {
            let extents: Vec<(f32, f32)> =
                extents.into_iter().map(|(word, more)| (word, word + more)).collect();
            let whole = 350.0;
            let widths = widths(&extents, whole);
            prop_assert!((widths.iter().sum::<f32>() - whole).abs() < 0.1);
            let least: f32 = extents.iter().map(|extent| extent.0).sum();
            if least <= whole {
                for (width, (word, _)) in widths.iter().zip(&extents) {
                    prop_assert!(*width + 0.01 >= *word);
                }
            }
        }
    }
}
