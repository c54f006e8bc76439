//! Fuzzing: runs a check on seeds and on mutated seeds until its time is over. All cases follow
//! from the seed of the run, so that a failure is reproducible. The crate must not know the
//! parsers.
//!
//! `FUZZ_SECONDS` sets the seconds of each target (5), `FUZZ_SEED` the seed of the run (1).

use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::time::{Duration, Instant};

/// The longest accepted time of a case, on a machine under load.
const MAX_CASE_TIME: Duration = Duration::from_secs(3);
/// The size of the largest mutated seed.
const MAX_CASE_BYTES: usize = 256 * 1024;
/// The largest accepted peak memory of the process.
const MAX_PROCESS_KILOBYTES: u64 = 768 * 1024;
/// Bytes and words that often end, nest or overflow a format.
const WORDS: [&[u8]; 12] = [
    b"\0",
    b"\xff",
    b"\xef\xbb\xbf",
    b"\xcc\x81",
    b"\r\n",
    b"\"",
    b"[",
    b"{",
    b"<",
    b"-1",
    b"9223372036854775808",
    b"99999999999999999999999999999999999999999",
];

/// The seeds of a target.
pub struct Seeds {
    pub files: Vec<Vec<u8>>,
    /// Words of the format, which mutations insert.
    pub words: &'static [&'static str],
}

/// Runs a check, which panics at a fault, with the number of a seed and the mutated seed.
///
/// # Panics
/// The function panics if the check panics, after it wrote the case to a file; if a case takes too
/// long; and if the process uses too much memory.
pub fn run(target: &str, seeds: &Seeds, check: impl Fn(usize, &[u8])) {
    let setting = |name| std::env::var(name).ok().and_then(|value| value.parse::<u64>().ok());
    let seed = setting("FUZZ_SEED").unwrap_or(1);
    let (mut random, mut cases) = (Random(seed), 0_u64);
    seeds.files.iter().enumerate().for_each(|(number, file)| case(target, number, file, &check));
    let end = Instant::now() + Duration::from_secs(setting("FUZZ_SECONDS").unwrap_or(5));
    while Instant::now() < end {
        let number = random.below(seeds.files.len());
        let changed = random.changed(number, seeds);
        case(target, number, &changed, &check);
        cases += 1;
    }
    println!("{target}: {cases} cases, seed {seed}");
    let peak = peak_kilobytes().unwrap_or_default();
    assert!(peak <= MAX_PROCESS_KILOBYTES, "{target}: the process held {peak} kB");
}

fn case(target: &str, number: usize, bytes: &[u8], check: &impl Fn(usize, &[u8])) {
    let begun = Instant::now();
    let result = catch_unwind(AssertUnwindSafe(|| check(number, bytes)));
    let slow = begun.elapsed() > MAX_CASE_TIME;
    if result.is_err() || slow {
        let path = std::env::temp_dir().join(format!("motcua-fuzz-{target}"));
        let written = std::fs::write(&path, bytes);
        println!("{target}, seed file {number}: {} ({written:?})", path.display());
    }
    result.unwrap_or_else(|panic| resume_unwind(panic));
    assert!(!slow, "{target}: a case took {:?}", begun.elapsed());
}

/// The peak memory of this process; `None` where the system does not report it.
fn peak_kilobytes() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    line.trim().trim_end_matches(" kB").parse().ok()
}

/// The generator `SplitMix64`.
struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// A number from 0 to `end` − 1; 0 where `end` is 0.
    fn below(&mut self, end: usize) -> usize {
        (self.next() % end.max(1) as u64) as usize
    }

    /// A seed after one to eight changes.
    fn changed(&mut self, number: usize, seeds: &Seeds) -> Vec<u8> {
        let mut bytes = seeds.files[number].clone();
        for _ in 0..=self.below(8) {
            let from = self.below(bytes.len() + 1);
            let longest = if self.below(4) == 0 { bytes.len() } else { 16 };
            let to = (from + self.below(longest + 1)).min(bytes.len());
            let word: &[u8] = match self.below(WORDS.len() + seeds.words.len()) {
                at if at < WORDS.len() => WORDS[at],
                at => seeds.words[at - WORDS.len()].as_bytes(),
            };
            match self.below(8) {
                0 => drop(bytes.drain(from..to)),
                1 => bytes.truncate(from),
                2 => drop(bytes.splice(from..to, word.iter().copied())),
                3 => drop(bytes.splice(from..from, word.iter().copied())),
                4 => drop(bytes.splice(from..from, word.repeat(1 << self.below(13)))),
                5 => {
                    let again = bytes[from..to].repeat(1 << self.below(8));
                    drop(bytes.splice(from..from, again));
                }
                6 => {
                    let other = &seeds.files[self.below(seeds.files.len())];
                    let start = self.below(other.len() + 1);
                    let stop = (start + self.below(longest + 1)).min(other.len());
                    drop(bytes.splice(from..to, other[start..stop].iter().copied()));
                }
                _ => bytes[from..to].iter_mut().for_each(|byte| *byte ^= 1 << (self.next() % 8)),
            }
            bytes.truncate(MAX_CASE_BYTES);
        }
        bytes
    }
}
