//! Who may do what: rights by role, sight of dossiers, permits to act. Pure functions over plain
//! values; knows no store and no page.

mod figures;
mod permit;
mod right;
mod visibility;
mod who;

pub use figures::{FiguresScope, Officers, figures_scope};
pub use permit::{Permit, permit};
pub(crate) use right::allow_role;
pub use right::{Denial, Right, allow};
pub use visibility::{Visibility, scope, visibility};
pub use who::{Who, role_of};
