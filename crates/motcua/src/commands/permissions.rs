//! `permissions`: the rights of each role as Markdown, printed from the tables of the policy
//! (docs/permissions.md).

use app::Right;
use dossier::{Action, Relation, Role};

use crate::command_error::CommandError;
use crate::out;

const HEAD: &str = "\
# Who may what

Written by `motcua permissions > docs/permissions.md` from the tables in
`crates/app/src/policy/right.rs`, `crates/dossier/src/actions.rs` and `crates/web/src/router.rs`;
a test compares them.

A right opens pages, whichever dossier they are about. Which dossiers an actor sees stands in
`crates/app/src/policy/visibility.rs`, how much of the figures in `crates/app/src/policy/figures.rs`.
`public` needs no session; `demonstrate` exists in demonstration folders only.

## Rights by role
";

const ROUTES: &str = "
## Pages by right

| right | pages |
|---|---|";

const ACTIONS: &str = "
## Actions on a dossier by role

The actor must see the dossier and have the relation to it that the cell names: `any` needs the role
only, `—` is never allowed. What an action needs of the dossier itself stands in
[docs/commands.md](commands.md).
";

/// Prints the tables of permissions.
pub fn print() -> Result<(), CommandError> {
    out::line(HEAD)?;
    row("right", |role| format!("`{}`", role.code()))?;
    row("---", |_| "---".to_owned())?;
    for right in Right::ALL {
        row(&format!("`{}`", right.code()), |role| right_cell(*right, role).to_owned())?;
    }
    out::line(ROUTES)?;
    for right in Right::ALL {
        let routes = web::ROUTES.iter().filter(|route| route.right == *right);
        let paths: Vec<String> = routes.map(|route| format!("`{}`", route.path)).collect();
        let paths = if paths.is_empty() { "—".to_owned() } else { paths.join(", ") };
        out::line(format_args!("| `{}` | {paths} |", right.code()))?;
    }
    out::line(ACTIONS)?;
    row("action", |role| format!("`{}`", role.code()))?;
    row("---", |_| "---".to_owned())?;
    for action in Action::ALL {
        row(&format!("`{}`", action.code()), |role| action_cell(*action, role))?;
    }
    Ok(())
}

fn row(first: &str, cell: impl Fn(Role) -> String) -> Result<(), CommandError> {
    let people = Role::ALL.iter().copied().filter(|role| *role != Role::System);
    let cells: Vec<String> = people.map(cell).collect();
    out::line(format_args!("| {first} | {} |", cells.join(" | ")))
}

fn right_cell(right: Right, role: Role) -> &'static str {
    match right {
        Right::Public => "✓",
        right if right.roles().contains(&role) => "✓",
        _ => "—",
    }
}

fn action_cell(action: Action, role: Role) -> String {
    let ways = action.permitted().iter().filter(|(who, _)| *who == role);
    let ways: Vec<&str> = ways.map(|(_, relation)| Relation::code(*relation)).collect();
    if ways.is_empty() { "—".to_owned() } else { ways.join(", ") }
}
