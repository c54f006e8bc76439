//! The commands on the settlement with an agency. The module must not know the state.

/// The commands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Command {
    /// Passes money on. `month`: the month up to whose end it was received, as `2026-11`.
    Settle { agency: String, month: String, amount_vnd: u64, reference: String },
}
