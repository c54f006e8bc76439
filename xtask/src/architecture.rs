//! The boundaries between the crates (ARCHITECTURE.md), as tests over `cargo metadata` and the
//! sources.
//!
//! `register` is one of the pure crates, above `store`, because it only turns bytes into dossiers;
//! `app` turns these into events. `credentials` comes after the pure crates: time and random bytes
//! are its parameters too, but its dependencies contain types of both. `fuzz` and `xtask` are last:
//! they may use every crate, and no crate uses them.

use std::collections::BTreeSet;

use crate::source::Source;
use crate::workspace::{self, Member};

/// The order of the crates: each depends only on crates before it.
const ORDER: [&str; 19] = [
    "text",
    "calendar",
    "rules",
    "dossier",
    "affairs",
    "indicators",
    "messages",
    "register",
    "attachments",
    "documents",
    "credentials",
    "store",
    "app",
    "scenario",
    "http",
    "web",
    "motcua",
    "fuzz",
    "xtask",
];

/// The number of crates without IO, clock or random source: up to and including `documents`.
const PURE: usize = 10;

/// Crates that a pure crate may not depend on at any depth.
const NOT_PURE: [&str; 21] = [
    "async-std",
    "axum",
    "chrono",
    "fastrand",
    "getrandom",
    "hyper",
    "libsqlite3-sys",
    "mio",
    "postgres",
    "rand",
    "rand_chacha",
    "rand_core",
    "reqwest",
    "rusqlite",
    "rustls",
    "smol",
    "sqlx",
    "time",
    "tokio",
    "ureq",
    "uuid",
];

/// Libraries that only the crates named here may depend on, except in tests.
const NAMED_ONLY_IN: [(&str, &[&str]); 26] = [
    ("rusqlite", &["store"]),
    ("axum", &["http", "web"]),
    ("hyper", &["http", "motcua"]),
    ("hyper-util", &["http", "motcua"]),
    ("askama", &["http", "web"]),
    ("fluent-bundle", &["messages"]),
    ("csv", &["register"]),
    ("quick-xml", &["register"]),
    ("calamine", &["register"]),
    ("rust_xlsxwriter", &["http"]),
    ("encoding_rs", &["register"]),
    ("argon2", &["credentials"]),
    ("hmac", &["credentials"]),
    ("rand_chacha", &["scenario"]),
    ("clap", &["motcua"]),
    ("lettre", &["motcua"]),
    ("rustls", &["motcua"]),
    ("rustls-native-certs", &["motcua"]),
    ("tokio-rustls", &["motcua"]),
    ("dejavu", &["documents"]),
    ("hayro-syntax", &["attachments"]),
    ("pdf-writer", &["attachments"]),
    ("krilla", &["documents"]),
    ("minijinja", &["documents"]),
    ("pulldown-cmark", &["documents"]),
    ("rustybuzz", &["documents"]),
];

/// Dependencies that the order allows and the design forbids.
const FORBIDDEN: [(&str, &str); 3] = [("http", "store"), ("web", "store"), ("scenario", "store")];

/// Calls that read the clock or the random source; only `motcua` may make them (and `xtask`, to
/// measure).
const CLOCK_AND_RANDOM: [&[&str]; 11] = [
    &["SystemTime", ":", ":", "now"],
    &["Instant", ":", ":", "now"],
    &["Timestamp", ":", ":", "now"],
    &["Zoned", ":", ":", "now"],
    &["Utc", ":", ":", "now"],
    &["Local", ":", ":", "now"],
    &["thread_rng"],
    &["getrandom"],
    &["from_os_rng"],
    &["OsRng"],
    &["RandomState"],
];

/// Paths to files, network and environment, which a pure crate must not name.
const OUTSIDE: [&[&str]; 6] = [
    &["std", ":", ":", "fs"],
    &["std", ":", ":", "net"],
    &["std", ":", ":", "env"],
    &["std", ":", ":", "process"],
    &["File", ":", ":", "open"],
    &["fs", ":", ":", "read"],
];

/// The folder of the policy.
const POLICY: &str = "crates/app/src/policy";

/// Paths that the policy must not name.
const NOT_POLICY: [&[&str]; 3] =
    [&["store", ":", ":"], &["DossierRow"], &["crate", ":", ":", "application"]];

fn place(name: &str) -> Option<usize> {
    ORDER.iter().position(|listed| *listed == name)
}

fn out_of_order(members: &[Member]) -> Vec<String> {
    let mut findings = Vec::new();
    for member in members {
        let Some(own) = place(&member.name) else {
            findings.push(format!("{} has no place in the order", member.name));
            continue;
        };
        // The dependencies of tests count too.
        let named = member.dependencies.iter().chain(&member.for_tests);
        let below = named.filter(|name| place(name).is_some_and(|other| other >= own));
        findings.extend(below.map(|name| format!("{} depends on {name}, below it", member.name)));
    }
    findings
}

fn impure(members: &[Member]) -> Vec<String> {
    let pure = members.iter().filter(|member| place(&member.name).is_some_and(|at| at < PURE));
    let findings = pure.flat_map(|member| {
        let inside = NOT_PURE.iter().filter(|name| member.tree.contains(**name));
        inside.map(|name| format!("{} has {name} built in", member.name))
    });
    findings.collect()
}

fn named_elsewhere(members: &[Member]) -> Vec<String> {
    let named = |name: &str, by: &Member| by.dependencies.contains(name);
    let mut findings = Vec::new();
    for member in members.iter().filter(|member| member.name != "xtask") {
        for (name, crates) in NAMED_ONLY_IN {
            if named(name, member) && !crates.contains(&member.name.as_str()) {
                let crates = crates.join(" and ");
                findings.push(format!("{} names {name}, which is for {crates} only", member.name));
            }
        }
        for (from, to) in FORBIDDEN {
            if member.name == from && named(to, member) {
                findings.push(format!("{from} names {to}"));
            }
        }
    }
    findings
}

/// The places outside tests at which a source names one of these paths.
fn occurrences(source: &Source, words: &[&[&str]]) -> Vec<String> {
    let hits = words.iter().flat_map(|word| {
        let lines = source.find(word).into_iter().filter(|line| !source.is_test(*line));
        lines.map(|line| format!("{}:{line}: {}", source.path, word.concat()))
    });
    hits.collect()
}

fn crate_of(source: &Source) -> Option<&str> {
    source.path.strip_prefix("crates/")?.split('/').next()
}

fn reads_outside(source: &Source) -> Vec<String> {
    let Some(crate_of) = crate_of(source) else { return Vec::new() };
    let mut findings = Vec::new();
    if crate_of != "motcua" {
        findings.extend(occurrences(source, &CLOCK_AND_RANDOM));
    }
    if place(crate_of).is_some_and(|at| at < PURE) {
        findings.extend(occurrences(source, &OUTSIDE));
    }
    findings
}

/// The places at which a source names the database engine outside the driver port.
fn names_engine(source: &Source) -> Vec<String> {
    let behind_port = source.path.starts_with("crates/store/src/driver/sqlite");
    let of_tests = source.path.ends_with("/tests.rs") || !source.path.contains("/src/");
    if crate_of(source) == Some("store") && !of_tests && !behind_port {
        occurrences(source, &[&["rusqlite"]])
    } else {
        Vec::new()
    }
}

fn named_by_policy(source: &Source) -> Vec<String> {
    let policy = source.path.starts_with(POLICY);
    if policy { occurrences(source, &NOT_POLICY) } else { Vec::new() }
}

fn members() -> Vec<Member> {
    workspace::members().expect("cargo metadata answers")
}

#[test]
fn a_crate_depends_only_on_crates_before_it() {
    let members = members();
    assert_eq!(out_of_order(&members), [""; 0]);
    let names: BTreeSet<&str> = members.iter().map(|member| member.name.as_str()).collect();
    assert_eq!(names, BTreeSet::from(ORDER), "the order lists every crate");
}

#[test]
fn pure_crates_have_no_runtime_database_web_or_random_source() {
    assert_eq!(impure(&members()), [""; 0]);
}

#[test]
fn a_library_is_named_in_its_own_crates_only() {
    assert_eq!(named_elsewhere(&members()), [""; 0]);
}

/// The findings of a check in all sources.
fn in_sources(find: fn(&Source) -> Vec<String>) -> Vec<String> {
    let root = workspace::root();
    let files = workspace::files().expect("the tree");
    let mut findings = Vec::new();
    for path in files.iter().filter(|path| path.ends_with(".rs")) {
        let text = std::fs::read_to_string(root.join(path)).expect("a file");
        findings.extend(find(&Source::read(path, text).expect("Rust")));
    }
    findings
}

#[test]
fn the_clock_and_random_source_are_read_in_the_binary_only() {
    assert_eq!(in_sources(reads_outside), [""; 0]);
}

#[test]
fn the_database_engine_is_named_behind_the_driver_port_only() {
    assert_eq!(in_sources(names_engine), [""; 0]);
}

#[test]
fn the_policy_names_no_store() {
    assert_eq!(in_sources(named_by_policy), [""; 0]);
}

/// Tests of the checks on a small tree.
mod checkers {
    use super::*;

    fn member(name: &str, dependencies: &[&str], tree: &[&str]) -> Member {
        let set = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect();
        Member {
            name: name.into(),
            folder: format!("crates/{name}"),
            dependencies: set(dependencies),
            for_tests: BTreeSet::new(),
            tree: set(tree),
        }
    }

    #[test]
    fn a_dependency_downwards_and_an_unknown_crate_are_found() {
        let tree = [
            member("calendar", &["text"], &[]),
            member("text", &["calendar"], &[]),
            member("attic", &[], &[]),
        ];
        let expect = ["text depends on calendar, below it", "attic has no place in the order"];
        assert_eq!(out_of_order(&tree), expect);
    }

    #[test]
    fn a_runtime_deep_below_a_pure_crate_is_found() {
        let tree =
            [member("rules", &["toml"], &["toml", "tokio"]), member("web", &["tokio"], &["tokio"])];
        assert_eq!(impure(&tree), ["rules has tokio built in"]);
    }

    #[test]
    fn a_driver_in_the_wrong_crate_is_found() {
        let tree = [
            member("store", &["rusqlite"], &[]),
            member("app", &["rusqlite", "axum"], &[]),
            member("web", &["hyper", "store"], &[]),
        ];
        let expect = [
            "app names rusqlite, which is for store only",
            "app names axum, which is for http and web only",
            "web names hyper, which is for http and motcua only",
            "web names store",
        ];
        assert_eq!(named_elsewhere(&tree), expect);
    }

    #[test]
    fn a_row_of_the_store_in_the_policy_is_found() {
        let text = "use store::Notice;\nfn f(row: &DossierRow) {}\n";
        let read = |path: &str| Source::read(path, text.to_owned()).expect("Rust");
        let findings = named_by_policy(&read("crates/app/src/policy/permit.rs"));
        let expect = ["permit.rs:1: store::", "permit.rs:2: DossierRow"];
        assert_eq!(findings, expect.map(|end| format!("crates/app/src/policy/{end}")));
        assert_eq!(named_by_policy(&read("crates/app/src/queue.rs")), [""; 0]);
    }

    #[test]
    fn a_clock_and_a_file_are_found_outside_tests_only() {
        let text = "fn f() { SystemTime::now(); std::fs::read(p); }\n#[test]\nfn g() { Instant::now(); }\n";
        let read = |path: &str| Source::read(path, text.to_owned()).expect("Rust");
        let expect =
            ["crates/calendar/src/a.rs:1: SystemTime::now", "crates/calendar/src/a.rs:1: std::fs"];
        let findings = reads_outside(&read("crates/calendar/src/a.rs"));
        assert_eq!(findings[..2], expect);
        assert_eq!(
            reads_outside(&read("crates/app/src/a.rs")),
            ["crates/app/src/a.rs:1: SystemTime::now"]
        );
        assert_eq!(reads_outside(&read("crates/motcua/src/a.rs")), [""; 0]);
    }
}
