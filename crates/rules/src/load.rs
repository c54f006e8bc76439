//! Reads all rules files and checks them together; returns the rules, or every problem.

use std::sync::{Arc, OnceLock};
use text::{ToSentence, sentence};

use calendar::Calendars;

use crate::agency_file::{self, AgencyFile};
use crate::calendar_file::{self, CalendarDraft};
use crate::field_names::{self, FieldNames};
use crate::form::{self, Blocks, FormFile, ProcedureForm};
use crate::life_events::{self, EventsFile};
use crate::procedure::{Procedure, Scope};
use crate::reader::{Source, WithTable};
use crate::report::{Problem, Report};
use crate::retention::{self, RetentionFile};
use crate::search_words::{self, SearchWords};
use crate::years::{self, YearFile, YearFiles, Years};
use crate::{PaperTemplate, Rules, SourceFile, checks, notice_template, procedure_file};

/// The calendar of durations where no agency names one.
const DEFAULT_CALENDAR: &str = "office";

/// The kind of a file, which its path determines.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    Agency,
    Procedure,
    OpeningCalendar,
    Year,
    LifeEvents,
    SearchWords,
    Form,
    QuestionBlocks,
    Retention,
    Fields,
}

/// Reads rules files and ignores other files.
///
/// An agency's own procedures and calendars are those in the folders next to its `agency.toml`, its
/// own life events those in the file next to it. Where no file is the calendar `office`, or none
/// has words of searches, the file of the repository's catalogue is used. Of two files with words
/// of searches, the agency's own is used.
///
/// # Errors
/// Every [`Problem`] of every file, by file and line.
pub fn load(files: &[SourceFile]) -> Result<Rules, Vec<Problem>> {
    read(files, YearFiles::Announced, true)
}

/// Whether a file with this path is part of the calendars.
#[must_use]
pub fn is_calendar_file(path: &str) -> bool {
    matches!(kind(path), Some(Kind::Agency | Kind::OpeningCalendar | Kind::Year))
}

/// Reads files that were put in force at an earlier time: with the rule for year files of that
/// time, and without the conditions that apply to new files only.
///
/// # Errors
/// Every [`Problem`] of every file, by file and line.
pub fn load_with(files: &[SourceFile], years: YearFiles) -> Result<Rules, Vec<Problem>> {
    read(files, years, false)
}

fn read(files: &[SourceFile], years: YearFiles, new: bool) -> Result<Rules, Vec<Problem>> {
    let report = Report::default();
    let released = released();
    let notices = files.iter().filter_map(|file| notice_template::read(file, &report)).collect();
    let rules = {
        let mut sources: Vec<(Kind, Source<'_>)> = files
            .iter()
            .filter_map(|file| Some((kind(&file.path)?, Source::parse(file, &report))))
            .collect();
        for (kind, file) in &released {
            let replaces = |(of, source): &(Kind, Source<'_>)| match kind {
                Kind::OpeningCalendar => is_default_calendar(*of, source),
                // An agency names further fields; the others keep the release's names.
                Kind::Fields => source.path == file.path,
                _ => of == kind,
            };
            if !sources.iter().any(replaces) {
                sources.push((*kind, Source::parse(file, &report)));
            }
        }
        sources.sort_by_key(|(_, source)| source.path);
        let draft = Draft::read(&sources, years);
        draft.check();
        if new {
            draft.check_swaps();
        }
        if report.is_empty() { draft.assemble() } else { None }
    };
    let years = files.iter().filter(|file| kind(&file.path) == Some(Kind::Year));
    let papers = files.iter().filter_map(PaperTemplate::of);
    let rules = rules.map(|rules| Rules {
        year_files: years.cloned().collect(),
        papers: papers.collect(),
        notices,
        ..rules
    });
    rules.ok_or_else(|| report.into_problems())
}

/// The files of the repository's catalogue that are read where no other file takes their place.
fn released() -> [(Kind, SourceFile); 4] {
    let file = |path: &str, text: &str| SourceFile { path: path.to_owned(), text: text.to_owned() };
    [
        (
            Kind::OpeningCalendar,
            file(
                "catalogue/calendars/office.toml",
                include_str!("../../../catalogue/calendars/office.toml"),
            ),
        ),
        (
            Kind::SearchWords,
            file(
                "catalogue/search_words.toml",
                include_str!("../../../catalogue/search_words.toml"),
            ),
        ),
        (
            Kind::QuestionBlocks,
            file(
                "catalogue/question_blocks.toml",
                include_str!("../../../catalogue/question_blocks.toml"),
            ),
        ),
        (
            Kind::Fields,
            file("catalogue/fields.toml", include_str!("../../../catalogue/fields.toml")),
        ),
    ]
}

pub(crate) fn kind(path: &str) -> Option<Kind> {
    let mut parts = path.rsplit(['/', '\\']);
    let name = parts.next().filter(|name| name.ends_with(".toml"))?;
    match (parts.next(), parts.next()) {
        _ if name == "agency.toml" => Some(Kind::Agency),
        _ if name == "life_events.toml" => Some(Kind::LifeEvents),
        _ if name == "search_words.toml" => Some(Kind::SearchWords),
        _ if name == "retention.toml" => Some(Kind::Retention),
        _ if name == "fields.toml" => Some(Kind::Fields),
        _ if name == "question_blocks.toml" => Some(Kind::QuestionBlocks),
        (Some("forms"), _) => Some(Kind::Form),
        (Some("procedures"), _) => Some(Kind::Procedure),
        (Some("years"), Some("calendars")) => Some(Kind::Year),
        (Some("calendars"), _) => Some(Kind::OpeningCalendar),
        _ => None,
    }
}

fn is_default_calendar(kind: Kind, source: &Source<'_>) -> bool {
    let id = || source.root().optional_text("id");
    kind == Kind::OpeningCalendar && id().as_deref() == Some(DEFAULT_CALENDAR)
}

/// The folder of a path, with the slash at its end.
pub(crate) fn folder(path: &str) -> &str {
    path.rfind(['/', '\\']).map_or("", |slash| &path[..=slash])
}

/// The content of all files before the checks.
struct Draft<'a> {
    agencies: Vec<AgencyFile<'a>>,
    procedures: Vec<WithTable<'a, Procedure>>,
    calendars: Vec<WithTable<'a, CalendarDraft>>,
    years: Vec<YearFile<'a>>,
    life_events: Vec<EventsFile<'a>>,
    search_words: Vec<(Scope, SearchWords)>,
    forms: Vec<FormFile<'a>>,
    retentions: Vec<RetentionFile<'a>>,
    field_names: Vec<FieldNames>,
}

impl<'a> Draft<'a> {
    fn read(sources: &'a [(Kind, Source<'a>)], years: YearFiles) -> Self {
        let of = |of_kind: Kind| {
            sources.iter().filter(move |(kind, _)| *kind == of_kind).map(|(_, source)| source)
        };
        let homes: Vec<&str> = of(Kind::Agency).map(|source| folder(source.path)).collect();
        let scope_at = |path: &str, depth: usize| {
            let is_home = |home: &&str| {
                let rest = path.strip_prefix(*home).unwrap_or_default();
                rest.split(['/', '\\']).count() == depth
            };
            if homes.iter().any(is_home) { Scope::Agency } else { Scope::Catalogue }
        };
        let scope = |path: &str| scope_at(path, 2);
        let next_to_agency = |path: &str| {
            if homes.contains(&folder(path)) { Scope::Agency } else { Scope::Catalogue }
        };
        let blocks = of(Kind::QuestionBlocks)
            .map(|source| (next_to_agency(source.path), form::read_blocks(source)));
        let blocks: Vec<(Scope, Blocks)> = blocks.collect();
        let blocks = blocks.into_iter().min_by_key(|(scope, _)| *scope);
        let blocks = blocks.map(|(_, blocks)| blocks).unwrap_or_default();
        Self {
            agencies: of(Kind::Agency).map(agency_file::read).collect(),
            procedures: of(Kind::Procedure)
                .map(|source| procedure_file::read(source.root(), scope(source.path)))
                .collect(),
            calendars: of(Kind::OpeningCalendar)
                .map(|source| calendar_file::read(source, scope(source.path)))
                .collect(),
            years: of(Kind::Year)
                .map(|source| years::read(source, scope_at(source.path, 3), years))
                .collect(),
            life_events: of(Kind::LifeEvents)
                .map(|source| life_events::read(source, next_to_agency(source.path)))
                .collect(),
            search_words: of(Kind::SearchWords)
                .map(|source| (next_to_agency(source.path), search_words::read(source)))
                .collect(),
            forms: of(Kind::Form)
                .map(|source| form::read(source, scope(source.path), &blocks))
                .collect(),
            retentions: of(Kind::Retention).map(retention::read).collect(),
            field_names: of(Kind::Fields)
                .map(|source| field_names::read(source, next_to_agency(source.path)))
                .collect(),
        }
    }

    fn check(&self) {
        for second in self.agencies.iter().skip(1) {
            let first = self.agencies[0].table.path();
            let text = sentence!("{first} is an agency too; keep one of them", first);
            second.table.report("code", text);
        }
        years::check(&self.years);
        calendar_file::overlaps(&self.calendars);
        procedure_file::overlaps(&self.procedures);
        life_events::check(&self.life_events, &self.procedures);
        form::check_codes(&self.forms, &self.procedures);
        retention::check(&self.retentions, &self.procedures);
        self.check_calendars();
        let deadline = self.calendar(self.deadline()).filter(|read| !read.table.file_has_problem());
        let deadline = deadline.map(|read| &read.value);
        for procedure in &self.procedures {
            checks::budgets(procedure, deadline);
            if let Some(agency) = self.agencies.first() {
                checks::process(procedure, agency);
            }
        }
    }

    /// Checks that the agency's swaps change the week of the calendar of durations.
    fn check_swaps(&self) {
        if let Some(deadline) = self.calendar(self.deadline()) {
            years::report_swaps_without_effect(&self.years, &deadline.value.about.week);
        }
    }

    /// Checks that the agency's calendars of durations and of opening hours exist.
    fn check_calendars(&self) {
        let exists = |id: &str| {
            self.calendar(id).is_some()
                || self.calendars.iter().any(|read| read.value.about.id.is_empty())
        };
        let Some(AgencyFile { agency, table, .. }) = self.agencies.first() else { return };
        let desk = agency.desk_calendar.as_ref();
        for (key, id) in [("calendar", Some(&agency.calendar)), ("desk_calendar", desk)] {
            if let Some(id) = id.filter(|id| !exists(id)) {
                let text = sentence!(
                    "there is no opening calendar {id:?}; write calendars/{id}.toml, or the id \
                     of one that there is",
                    id
                );
                table.report(key, text);
            }
        }
    }

    fn deadline(&self) -> &str {
        self.agencies.first().map_or(DEFAULT_CALENDAR, |file| &file.agency.calendar)
    }

    fn desk(&self) -> &str {
        let named = self.agencies.first().and_then(|file| file.agency.desk_calendar.as_deref());
        named.unwrap_or_else(|| self.deadline())
    }

    /// The latest version of a calendar: the agency's own, otherwise the catalogue's.
    fn calendar(&self, id: &str) -> Option<&WithTable<'a, CalendarDraft>> {
        let named = self.calendars.iter().filter(|read| read.value.about.id == id);
        named.min_by_key(|read| {
            let about = &read.value.about;
            (about.scope, std::cmp::Reverse(about.valid_from))
        })
    }

    /// Builds the rules from checked files; `None` only where a calendar cannot be built.
    fn assemble(self) -> Option<Rules> {
        let years = Years::new(&self.years);
        let has_own = |id: &str| {
            let abouts = self.calendars.iter().map(|read| &read.value.about);
            abouts.filter(|about| about.scope == Scope::Agency).any(|about| about.id == id)
        };
        let mut calendars = Calendars::new();
        let mut openings = Vec::new();
        for WithTable { value, table } in &self.calendars {
            let about = &value.about;
            if about.scope == Scope::Catalogue && has_own(&about.id) {
                continue;
            }
            match value.spec(&years).build() {
                Ok(calendar) => calendars.insert(about.key(), Arc::new(calendar)),
                Err(error) => {
                    table.report(
                        "id",
                        sentence!("{error}; write its hours anew", error = error.to_sentence()),
                    );
                    return None;
                }
            };
            openings.push(about.clone());
        }
        let named = |id: &str| calendars.get(&self.calendar(id)?.value.about.key()).cloned();
        let deadline = named(self.deadline())?;
        let desk = named(self.desk())?;
        let agency = self.agencies.into_iter().next().map(|file| file.agency);
        let mut procedures: Vec<Procedure> =
            self.procedures.into_iter().map(|read| read.value).collect();
        procedures.sort_by(|a, b| {
            (&a.code, a.scope, a.effective_from).cmp(&(&b.code, b.scope, b.effective_from))
        });
        let life_events = life_events::assemble(self.life_events);
        let search_words = self.search_words.into_iter().min_by_key(|(scope, _)| *scope);
        let search_words = search_words.map(|(_, words)| words).unwrap_or_default();
        let mut forms: Vec<ProcedureForm> = self.forms.into_iter().map(|file| file.form).collect();
        forms.sort_by(|a, b| (&a.procedure, a.scope).cmp(&(&b.procedure, b.scope)));
        let retentions = self.retentions.into_iter().flat_map(|file| file.rules).collect();
        let index = OnceLock::new();
        Some(Rules {
            agency,
            procedures,
            life_events,
            calendars,
            openings,
            year_files: Vec::new(),
            papers: Vec::new(),
            notices: Vec::new(),
            forms,
            field_names: field_names::assemble(self.field_names),
            retentions,
            deadline,
            desk,
            search_words,
            index,
        })
    }
}
