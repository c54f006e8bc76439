//! Reads keys of a TOML file and reports keys that are missing, unknown or of the wrong type, by
//! line. A value that cannot be read is replaced by a default that causes no further problem, so
//! that the remaining keys are checked too. The module must not know the name of a key.

use std::cell::RefCell;
use std::collections::BTreeSet;
use std::ops::RangeInclusive;
use text::{Sentence, ToValue, sentence};

use calendar::{Day, Opening};
use toml::Spanned;
use toml::de::{DeTable, DeValue};

use crate::SourceFile;
use crate::report::{Place, Report};
use crate::words::Word;

/// The replacement for a day that cannot be read.
pub(crate) const UNREADABLE: Day = Day(0);

/// The largest accepted size of a rules file, in bytes.
const MAX_FILE_BYTES: usize = 1024 * 1024;
/// The most digits of a too long number that a message repeats.
const MAX_SHOWN_DIGITS: usize = 20;

/// A parsed file.
pub(crate) struct Source<'a> {
    pub path: &'a str,
    report: &'a Report,
    line_starts: Vec<usize>,
    /// The lines that are not TOML; later checks report nothing on these lines.
    broken_lines: BTreeSet<usize>,
    /// Whether a key may be lost on a broken line, so that it seems to be missing.
    keys_may_be_missing: bool,
    root: Spanned<DeTable<'a>>,
}

impl<'a> Source<'a> {
    pub fn parse(file: &'a SourceFile, report: &'a Report) -> Self {
        let too_long = file.text.len() > MAX_FILE_BYTES;
        let (root, errors) = DeTable::parse_recoverable(if too_long { "" } else { &file.text });
        let newlines = file.text.match_indices('\n').map(|(at, _)| at + 1);
        let line_starts = std::iter::once(0).chain(newlines).collect();
        let broken_lines = BTreeSet::new();
        let keys_may_be_missing = too_long;
        let mut source =
            Self { path: &file.path, report, line_starts, broken_lines, keys_may_be_missing, root };
        if too_long {
            let text = sentence!(
                "the file is longer than {MAX_FILE_BYTES} bytes; shorten it",
                MAX_FILE_BYTES
            );
            let place = Place { file: source.path, table: 0, key: "" };
            report.add(place, source.line(MAX_FILE_BYTES), text);
        }
        let mut key_lines = BTreeSet::new();
        source.key_lines(source.root.get_ref(), &mut key_lines);
        for error in errors {
            let at = error.span().map_or(0, |span| span.start);
            let line = source.line(at);
            let twice = error.message() == "duplicate key";
            source.keys_may_be_missing |= !twice && !key_lines.contains(&line);
            let text = match error.message() {
                _ if twice => sentence!("this key or table occurs twice; keep one"),
                message => sentence!("this is not TOML ({message}); write the line anew", message),
            };
            if source.broken_lines.insert(line) {
                report.add(Place { file: source.path, table: at, key: "" }, line, text);
            }
        }
        source
    }

    pub fn root(&self) -> Table<'_> {
        Table::new(self, self.root.get_ref(), 0)
    }

    fn key_lines(&self, table: &DeTable<'_>, lines: &mut BTreeSet<usize>) {
        for (key, value) in table {
            lines.insert(self.line(key.span().start));
            let inner = value.get_ref();
            let items = inner.as_array().into_iter().flat_map(|array| array.iter());
            for table in items.map(Spanned::get_ref).chain([inner]).filter_map(DeValue::as_table) {
                self.key_lines(table, lines);
            }
        }
    }

    fn line(&self, at: usize) -> usize {
        self.line_starts.partition_point(|&start| start <= at)
    }
}

/// A table of a file: its root, a `[table]`, one of `[[tables]]` or an inline one.
pub(crate) struct Table<'a> {
    source: &'a Source<'a>,
    entries: &'a DeTable<'a>,
    at: usize,
    /// The keys that the caller has read; any other key of the table is unknown.
    read_keys: RefCell<BTreeSet<&'static str>>,
    /// Whether problems of this table are not reported.
    quiet: bool,
}

impl<'a> Table<'a> {
    fn new(source: &'a Source<'a>, entries: &'a DeTable<'a>, at: usize) -> Self {
        Self { source, entries, at, read_keys: RefCell::default(), quiet: false }
    }

    /// The replacement for a missing table whose absence is reported already.
    pub fn quiet(self) -> Self {
        Self { quiet: true, ..self }
    }

    pub fn path(&self) -> &'a str {
        self.source.path
    }

    /// Whether keys of the file may be lost, so that no key can be reported as missing.
    pub fn may_lack_keys(&self) -> bool {
        self.source.keys_may_be_missing
    }

    /// Whether a problem of this table was reported.
    pub fn has_problem(&self) -> bool {
        self.source.report.has_problem(self.path(), self.at)
    }

    /// Whether a problem of the file was reported.
    pub fn file_has_problem(&self) -> bool {
        self.source.report.file_has_problem(self.path())
    }

    pub fn has(&self, key: &str) -> bool {
        self.entries.contains_key(key)
    }

    /// The line of a key; the line of the table where the key is absent.
    pub fn line_of(&self, key: &str) -> usize {
        let entry = self.entries.get_key_value(key);
        self.source.line(entry.map_or(self.at, |(key, _)| key.span().start))
    }

    /// Reports a problem of a key.
    pub fn report(&self, key: &str, text: Sentence) {
        self.report_line(key, self.line_of(key), text);
    }

    /// Reports a problem of one text of an array, at the line of the text.
    pub fn report_text(&self, key: &str, item: &str, text: Sentence) {
        let array = self.entries.get(key).and_then(|value| value.get_ref().as_array());
        let mut items = array.into_iter().flat_map(|array| array.iter());
        let spanned = items.find(|value| value.get_ref().as_str() == Some(item));
        let line = spanned.map(|value| self.source.line(value.span().start));
        self.report_line(key, line.unwrap_or_else(|| self.line_of(key)), text);
    }

    /// Reports the keys that were not read. The caller must read all known keys before.
    pub fn close(&self) {
        let read_keys = self.read_keys.borrow();
        for key in self.entries.keys().map(|key| key.get_ref().as_ref()) {
            if !read_keys.contains(key) {
                let keys = read_keys.iter().copied().collect::<Vec<_>>().join(", ");
                self.report(
                    key,
                    sentence!("unknown key {key}; the keys known here are {keys}", key, keys),
                );
            }
        }
    }

    pub fn text(&self, key: &'static str) -> String {
        self.require(key, "\"…\"");
        self.optional_text(key).unwrap_or_default()
    }

    pub fn optional_text(&self, key: &'static str) -> Option<String> {
        let text = self.value(key, "\"…\"", DeValue::as_str)?;
        if text.trim().is_empty() {
            self.report(key, sentence!("{key} is empty; write {key} = \"…\"", key));
        }
        Some(text.to_owned())
    }

    /// The texts of an array.
    pub fn texts(&self, key: &'static str) -> Vec<String> {
        self.require(key, "[\"…\"]");
        self.each_text(key, "[\"…\"]", |text, _| Some(text.to_owned()))
    }

    pub fn day(&self, key: &'static str) -> Day {
        self.require(key, "2018-01-31");
        self.optional_day(key).unwrap_or(UNREADABLE)
    }

    pub fn optional_day(&self, key: &'static str) -> Option<Day> {
        self.value(key, "2018-01-31", |value| {
            let moment = value.as_datetime()?;
            let date = moment.date.filter(|_| moment.time.is_none())?;
            let year = i16::try_from(date.year).ok()?;
            Some(Day::from_ymd(year, date.month as i8, date.day as i8))
        })
    }

    pub fn integer(&self, key: &'static str, range: RangeInclusive<i64>) -> i64 {
        self.require(key, &range.start().to_string());
        let default = *range.start();
        self.optional_integer(key, range).unwrap_or(default)
    }

    pub fn optional_integer(&self, key: &'static str, range: RangeInclusive<i64>) -> Option<i64> {
        let written = self.value(key, &range.start().to_string(), DeValue::as_integer)?;
        let number = i64::from_str_radix(written.as_str(), written.radix()).ok();
        if let Some(number) = number.filter(|number| range.contains(number)) {
            return Some(number);
        }
        let (first, last) = range.into_inner();
        let shown = number.map_or_else(
            || format!("{}…", written.as_str().chars().take(MAX_SHOWN_DIGITS).collect::<String>()),
            |number| number.to_string(),
        );
        self.report(
            key,
            sentence!(
                "{key} is {shown}; write a number from {first} to {last}",
                key,
                shown,
                first,
                last
            ),
        );
        None
    }

    pub fn flag(&self, key: &'static str) -> bool {
        self.require(key, "false");
        self.optional_flag(key)
    }

    /// Reads a flag; false where the key is absent.
    pub fn optional_flag(&self, key: &'static str) -> bool {
        self.stated_flag(key).unwrap_or_default()
    }

    /// Reads a flag; `None` where the key is absent.
    pub fn stated_flag(&self, key: &'static str) -> Option<bool> {
        self.value(key, "true", DeValue::as_bool)
    }

    pub fn word<W: Word>(&self, key: &'static str) -> W {
        self.require(key, &format!("{:?}", W::all()[0].code()));
        self.optional_word(key).unwrap_or(W::all()[0])
    }

    pub fn optional_word<W: Word>(&self, key: &'static str) -> Option<W> {
        let text = self.value(key, &format!("{:?}", W::all()[0].code()), DeValue::as_str)?;
        let word = W::read(text);
        if word.is_none() {
            self.report(key, not_a_word::<W>(key, text));
        }
        word
    }

    /// Reads the words of an array, at least one.
    pub fn words<W: Word>(&self, key: &'static str) -> Vec<W> {
        let sample = format!("[{:?}]", W::all()[0].code());
        self.require(key, &sample);
        let words = self.each_text(key, &sample, |text, line| {
            let word = W::read(text);
            if word.is_none() {
                self.report_line(key, line, not_a_word::<W>(key, text));
            }
            word.or(Some(W::all()[0]))
        });
        if words.is_empty() && self.has(key) {
            self.report(key, sentence!("{key} is empty; write {key} = {sample}", key, sample));
        }
        words
    }

    /// Reads the words of an array; empty where the key is absent.
    pub fn optional_words<W: Word>(&self, key: &'static str) -> Vec<W> {
        self.read_keys.borrow_mut().insert(key);
        if self.has(key) { self.words(key) } else { Vec::new() }
    }

    /// Reads the texts of an array; empty where the key is absent.
    pub fn optional_texts(&self, key: &'static str) -> Vec<String> {
        self.read_keys.borrow_mut().insert(key);
        if self.has(key) { self.texts(key) } else { Vec::new() }
    }

    /// Reads a time of day, `"15:00"`, in minutes after midnight.
    pub fn optional_time(&self, key: &'static str) -> Option<u16> {
        let text = self.value(key, "\"15:00\"", DeValue::as_str)?;
        let time = minutes(text).filter(|&minutes| minutes < 1440);
        if time.is_none() {
            self.report(
                key,
                sentence!("{text:?} is no time of day; write {key} = \"15:00\"", text, key),
            );
        }
        time
    }

    /// Reads the openings of a day, `["07:30-11:30", "13:00-17:00"]`, in order and without overlap.
    pub fn openings(&self, key: &'static str) -> Vec<Opening> {
        const SAMPLE: &str = "[\"07:30-11:30\", \"13:00-17:00\"]";
        self.require(key, SAMPLE);
        let mut closed_since = 0;
        self.each_text(key, SAMPLE, |text, line| {
            let times = text.split_once('-').map(|(open, close)| (minutes(open), minutes(close)));
            let Some((Some(open), Some(close))) = times else {
                let text = sentence!("{text:?} is no opening; write \"07:30-11:30\"", text);
                self.report_line(key, line, text);
                return None;
            };
            if close <= open {
                let text =
                    sentence!("{text:?} closes before it opens; write \"07:30-11:30\"", text);
                self.report_line(key, line, text);
            } else if open < closed_since {
                let text =
                    sentence!("{text:?} overlaps an opening before it; write them in order", text);
                self.report_line(key, line, text);
            }
            closed_since = close;
            Some(Opening { open, close })
        })
    }

    pub fn table(&self, key: &'static str, sample: &(impl ToValue + ?Sized)) -> Option<Self> {
        self.require(key, sample);
        self.optional_table(key, sample)
    }

    pub fn optional_table(
        &self,
        key: &'static str,
        sample: &(impl ToValue + ?Sized),
    ) -> Option<Self> {
        self.value(key, sample, DeValue::as_table).map(|entries| {
            let at = self.entries.get(key).map_or(self.at, |value| value.span().start);
            Self::new(self.source, entries, at)
        })
    }

    /// Reads the tables that are written as `[[key]]`; empty where the key is absent.
    pub fn tables(&self, key: &'static str) -> Vec<Self> {
        let sample = sentence!("[[{key}]] tables", key);
        let array = self.value(key, &sample, DeValue::as_array);
        let tables = array.into_iter().flat_map(|array| array.iter()).filter_map(|value| {
            let Some(entries) = value.get_ref().as_table() else {
                self.report(
                    key,
                    sentence!("{key} holds other things than tables; write {sample}", key, sample),
                );
                return None;
            };
            let at = value.span().start;
            Some(Self::new(self.source, entries, at))
        });
        tables.collect()
    }

    /// Reads the value of a key and reports a value of another type.
    fn value<T>(
        &self,
        key: &'static str,
        sample: &(impl ToValue + ?Sized),
        read: impl FnOnce(&'a DeValue<'a>) -> Option<T>,
    ) -> Option<T> {
        self.read_keys.borrow_mut().insert(key);
        let value = self.entries.get(key)?.get_ref();
        let read = read(value);
        if read.is_none() {
            let kind = value.type_str();
            self.report(
                key,
                sentence!("{key} is of type {kind}; write {key} = {sample}", key, kind, sample),
            );
        }
        read
    }

    fn require(&self, key: &'static str, sample: &(impl ToValue + ?Sized)) {
        if !self.has(key) && !self.may_lack_keys() {
            self.report(key, sentence!("{key} is missing; write {key} = {sample}", key, sample));
        }
    }

    /// Reads each text of an array, with its line.
    fn each_text<T>(
        &self,
        key: &'static str,
        sample: &str,
        mut read: impl FnMut(&str, usize) -> Option<T>,
    ) -> Vec<T> {
        let array = self.value(key, sample, DeValue::as_array);
        let items = array.into_iter().flat_map(|array| array.iter()).filter_map(|item| {
            let line = self.source.line(item.span().start);
            match item.get_ref().as_str() {
                Some(text) if !text.trim().is_empty() => read(text, line),
                _ => {
                    let text = sentence!(
                        "{key} has an entry without text; write {key} = {sample}",
                        key,
                        sample
                    );
                    self.report_line(key, line, text);
                    None
                }
            }
        });
        items.collect()
    }

    fn report_line(&self, key: &str, line: usize, text: Sentence) {
        let on_broken_line = self.has(key) && self.source.broken_lines.contains(&line);
        if !self.quiet && !on_broken_line {
            let place = Place { file: self.path(), table: self.at, key };
            self.source.report.add(place, line, text);
        }
    }
}

/// A value with the table from which it was read.
pub(crate) struct WithTable<'a, T> {
    pub value: T,
    pub table: Table<'a>,
}

fn not_a_word<W: Word>(key: &str, text: &str) -> Sentence {
    let words: Vec<&str> = W::all().iter().map(|value| value.code()).collect();
    sentence!("{key} cannot be {text:?}; write one of {words}", key, text, words = words.join(", "))
}

/// Reads a time of day, `00:00` to `24:00`, in minutes after midnight.
fn minutes(text: &str) -> Option<u16> {
    let (hour, minute) = text.trim().split_once(':')?;
    let two_digits = |part: &str| part.len() == 2 && part.bytes().all(|byte| byte.is_ascii_digit());
    if !two_digits(hour) || !two_digits(minute) {
        return None;
    }
    let (hour, minute): (u16, u16) = (hour.parse().ok()?, minute.parse().ok()?);
    let total = hour * 60 + minute;
    (minute < 60 && total <= 1440).then_some(total)
}
