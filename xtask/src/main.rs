//! The project's own tasks: `cargo xtask TASK`, one module for each.

#[cfg(test)]
mod architecture;
#[cfg(test)]
mod asvs;
mod bench;
mod e2e;
mod histories;
mod packages;
mod source;
mod test;
mod tidy;
mod workspace;

use std::path::Path;
use std::process::ExitCode;

const USAGE: &str = "\
usage: cargo xtask TASK

  setup              check the toolchain and fetch what the tests need
  test               set up, then format, lints, tidy, all tests, journeys, worked histories
  e2e [PART]         walk the journeys in a browser, or those whose name contains PART
  tidy               print the sizes of the tree and fail where it breaks its own rules
  histories FOLDER   play worked histories and compare every answer
  bench              measure against limits and peers, into docs/benchmarks.md";

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let done = match arguments.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        ["setup"] => test::set_up().map(|()| true),
        ["test"] => test::run(),
        ["e2e"] => e2e::run(None).map(|(passed, _)| passed),
        ["e2e", part] => e2e::run(Some(part)).map(|(passed, _)| passed),
        ["tidy"] => tidy::run(),
        ["bench"] => bench::run().map(|()| true),
        ["histories", folder] => histories::run(Path::new(folder)),
        _ => {
            eprintln!("{USAGE}");
            return ExitCode::from(2);
        }
    };
    match done {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}
