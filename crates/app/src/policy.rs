//! Who may do what: rights by role, visibility of dossiers, permits to act. Pure functions over plain
//! values; knows no store and no page.

mod affair;
mod agency;
mod citizen;
mod figures;
mod permit;
mod person;
mod read;
mod right;
mod visibility;
mod who;

pub use affair::AffairPermit;
pub(crate) use affair::{MoneyPart, permit_affair, permit_money};
pub use agency::{AgencyAction, AgencyPermit, permit_agency, permit_leave, permit_leave_end};
pub use citizen::CitizenPermit;
pub use figures::{FiguresScope, Officers, figures_scope};
pub use permit::{NoPermit, Permit, SecondFactor, needs_second_factor, permit};
pub use person::sees_person;
pub use read::{ReadPermit, Reader, permit_read, permit_search};
pub(crate) use right::allow_role;
pub use right::{Denial, Right, allow};
pub use visibility::{AccessPath, Scope, Standing, Visibility, scope, visibility};
pub use who::{Who, role_of};
