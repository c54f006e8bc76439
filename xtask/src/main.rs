//! The project's own tasks: `cargo xtask TASK`.

mod histories;

use std::path::Path;

fn main() -> anyhow::Result<()> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    match arguments.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        ["histories", folder] => histories::run(Path::new(folder)),
        _ => anyhow::bail!("usage: cargo xtask histories FOLDER"),
    }
}
