//! Who held a dossier when, each step against its budget, and the division of its lateness. Minutes
//! are counted by `dossier`; here they are drawn.

use app::DossierView;
use calendar::Instant;
use dossier::lateness::Segment;

use super::who;
use crate::charts::Bar;
use crate::pages::objections::ObjectionMark;
use crate::request_context::RequestContext;

/// Steps and holders from reception to the end.
pub(super) struct Held {
    pub steps: Vec<Step>,
    /// The time line's two ends.
    pub begin: String,
    pub end: String,
    /// Whether due lies within the time line.
    pub shows_due: bool,
    pub holders: Vec<Holder>,
}

/// A step: when it was at work, and its use of its budget.
pub(super) struct Step {
    pub name: String,
    pub unit: String,
    pub line: Bar,
    pub budget_bar: Bar,
    pub used: String,
    pub budget: String,
    pub over: String,
}

/// A hold of the dossier by an officer.
pub(super) struct Holder {
    pub officer: String,
    pub unit: String,
    pub step: String,
    pub from: String,
    pub to: String,
    pub minutes: String,
}

impl Held {
    /// `None` where no officer has held it.
    pub fn new(context: &RequestContext, view: &DossierView, at: Instant) -> Option<Self> {
        let state = &view.state;
        let calendar = state.calendar.as_ref()?;
        let end = state.ended().unwrap_or(at);
        let segments = state.segments(end);
        let (start, due) = (segments.first()?.from, view.snapshot.due);
        let last = due.map_or(end, |due| end.max(due));
        let minutes = |n: i64| context.span(n);
        let open = state.hold().is_some();
        let count = segments.len();
        let holder = |(index, segment): (usize, &Segment)| Holder {
            officer: who(context, &segment.officer, segment.acting_for.as_deref()),
            unit: context.names().unit(&segment.unit),
            step: context.names().step(state, &segment.step),
            from: messages::instant(context.language, segment.from, &view.zone),
            to: if open && index + 1 == count {
                context.text("dossier-now")
            } else {
                messages::instant(context.language, segment.to, &view.zone)
            },
            minutes: minutes(state.minutes_off_pauses(calendar, segment.from, segment.to)),
        };
        let frame = Timeline { start, last, due, end };
        Some(Self {
            steps: steps(context, view, &segments, &frame),
            begin: messages::instant(context.language, start, &view.zone),
            end: messages::instant(context.language, last, &view.zone),
            shows_due: due.is_some_and(|due| due > start),
            holders: segments.iter().enumerate().map(holder).collect(),
        })
    }
}

struct Timeline {
    start: Instant,
    last: Instant,
    due: Option<Instant>,
    end: Instant,
}

impl Timeline {
    fn at(&self, at: Instant) -> u64 {
        (at.0 - self.start.0).max(0).unsigned_abs()
    }
}

fn steps(
    context: &RequestContext,
    view: &DossierView,
    segments: &[Segment],
    frame: &Timeline,
) -> Vec<Step> {
    let state = &view.state;
    let used = &view.snapshot.used_by_step;
    let budget = |step: &str| state.budget(step).max(0);
    let widest = used.iter().map(|(step, used)| (*used).max(budget(step))).max().unwrap_or(0);
    let minutes = |n: i64| context.span(n);
    let step = |(id, used): &(String, i64)| {
        let (used, granted) = ((*used).max(0), budget(id));
        let over = used - granted;
        let unit = segments.iter().find(|segment| segment.step == *id);
        Step {
            name: context.names().step(state, id),
            unit: unit.map(|segment| context.names().unit(&segment.unit)).unwrap_or_default(),
            line: line(view, segments, frame, id),
            // A step with no time of its own has none to go over.
            budget_bar: Bar::budget(
                used.unsigned_abs(),
                if granted > 0 { granted } else { used }.unsigned_abs(),
                widest.max(1).unsigned_abs(),
            ),
            used: minutes(used),
            budget: if granted > 0 { minutes(granted) } else { text::number::ABSENT.to_owned() },
            over: if over > 0 && granted > 0 && state.terms.is_some() {
                minutes(over)
            } else {
                String::new()
            },
        }
    };
    used.iter().map(step).collect()
}

/// When a step was at work, pauses laid over, due as a mark.
fn line(view: &DossierView, segments: &[Segment], frame: &Timeline, step: &str) -> Bar {
    let own = segments.iter().filter(|segment| segment.step == step);
    let mut spans: Vec<(u64, u64, &'static str)> =
        own.clone().map(|segment| (frame.at(segment.from), frame.at(segment.to), "held")).collect();
    for pause in &view.state.pauses {
        let to = pause.to.unwrap_or(frame.end).min(frame.end);
        for segment in own.clone() {
            let (from, to) = (pause.from.max(segment.from), to.min(segment.to));
            if from < to {
                spans.push((frame.at(from), frame.at(to), "paused"));
            }
        }
    }
    Bar::spans(&spans, frame.at(frame.last), frame.due.map(|due| frame.at(due)))
}

/// Lateness divided over steps and holders.
pub(super) struct Division {
    pub text: String,
    pub rows: Vec<(String, String, Bar, String, ObjectionMark)>,
}

impl Division {
    /// `None` where it is not late.
    pub fn new(context: &RequestContext, view: &DossierView) -> Option<Self> {
        let lateness = &view.snapshot.lateness;
        if lateness.minutes == 0 {
            return None;
        }
        let whole = lateness.minutes.unsigned_abs();
        let names = context.names();
        let objections = context.app().objections_of(&view.stream);
        let final_code = view.state.finished.map(|_| view.state.code.as_str());
        let minutes = |n: i64| text::date::working_duration(n, context.language);
        let row = |(step, officer, part): &(String, String, i64)| {
            let spans = [(0, part.unsigned_abs(), "late")];
            let bar = Bar::spans(&spans, whole, None);
            let objection_mark =
                ObjectionMark::new(context, &objections, (step, officer), final_code);
            (
                names.step(&view.state, step),
                names.officer(officer),
                bar,
                minutes(*part),
                objection_mark,
            )
        };
        Some(Self {
            text: context.format("dossier-late_by", &[("time", minutes(lateness.minutes).into())]),
            rows: lateness.by_holder.iter().map(row).collect(),
        })
    }
}
