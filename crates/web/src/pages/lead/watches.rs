//! The watches of the reader: each with its figure as it is now, the note that waits, and the directive
//! that follows from it; and the form of a new one. Counts nothing.

use affairs::directive::{About, Issued};
use affairs::measure::Fraction;
use affairs::watch::{
    Command, Finding, Period, Refusal, SMALL_DENOMINATOR, Watched, WatchedFigure,
};
use app::{Counted, Failure, NewWatch};
use askama::Template;
use axum::http::StatusCode;
use dossier::Role;
use indicators::statistics::rate;

use crate::address::Params;
use crate::answer::{Answer, Error, html_with, see};
use crate::fields::{Choice, Fault, Field, Form, Kind};
use crate::layout::Layout;
use crate::pages::lead::complaints;
use crate::request_context::RequestContext;

#[derive(Template)]
#[template(path = "lead/watches.html")]
struct Page {
    layout: Layout,
    heading: String,
    action: String,
    token: String,
    done: Option<String>,
    faults: Vec<Fault>,
    rows: Vec<Row>,
    key: String,
    fields: Vec<Field>,
}

/// A watch as it is shown.
struct Row {
    id: String,
    name: String,
    rule: String,
    tag: (&'static str, String),
    now: String,
    href: String,
    /// The address of the directive's form for the note; the note can also be put aside.
    directive: Option<String>,
    sees: bool,
    key: String,
}

pub(crate) fn page(context: &RequestContext) -> Answer {
    show(context, StatusCode::OK, form(context), Vec::new())
}

/// Sets a watch, takes note of one, or ends one.
pub(crate) fn send(context: &RequestContext) -> Answer {
    let command = match context.form.raw("act") {
        "set" => return set(context),
        "see" => Command::See,
        "end" => Command::End,
        _ => return Err(Error::BadForm),
    };
    let done = if command == Command::See { "seen" } else { "ended" };
    let key = (context.command_key(context.form.raw("key")), context.now());
    let id = context.form.raw("watch");
    match context.app().act_on_watch(&context.who(), id, command, key) {
        Ok(()) | Err(Failure::AlreadyDone { .. }) => back(context, done),
        Err(Failure::NotWatched(why)) => {
            let faults = vec![Fault::new("", refusal(context, why))];
            show(context, StatusCode::CONFLICT, form(context), faults)
        }
        Err(failure) => Err(failure.into()),
    }
}

fn back(context: &RequestContext, done: &str) -> Answer {
    see(&context.confirmed("/watches", &Params::default().with("done", done)))
}

fn refusal(context: &RequestContext, why: Refusal) -> String {
    context.text(&format!("watch-refused_{}", why.code()))
}

fn set(context: &RequestContext) -> Answer {
    let mut form = form(context);
    form.fill(&context.form);
    let mut faults = form.check(context);
    let threshold = form.text("threshold").parse::<Fraction>();
    if threshold.is_err() && !form.is_empty("threshold") {
        faults.push(Fault::new("threshold", context.text("watch-bad_threshold")));
    }
    let (Ok(threshold), true) = (threshold, faults.is_empty()) else {
        return show(context, StatusCode::UNPROCESSABLE_ENTITY, form, faults);
    };
    let watching = WatchedFigure {
        figure: Watched::of(&form.text("figure")).ok_or(Error::BadForm)?,
        period: Period::of(&form.text("period")).ok_or(Error::BadForm)?,
        threshold,
        field: form.filled("field"),
        unit: form.filled("unit"),
        procedure: form.filled("procedure"),
    };
    let id = context.id_of_form()?;
    let key = (context.command_key(id.as_str()), context.now());
    match context.app().set_watch(&context.who(), NewWatch { id, watching }, key) {
        Ok(()) | Err(Failure::AlreadyDone { .. }) => back(context, "set"),
        Err(Failure::NotWatched(why)) => {
            let faults = vec![Fault::new("", refusal(context, why))];
            show(context, StatusCode::CONFLICT, form, faults)
        }
        Err(failure) => Err(failure.into()),
    }
}

fn form(context: &RequestContext) -> Form {
    let field = |kind, name: &str| Field::of_key(context, kind, name, &format!("watch-{name}"));
    let figures = Watched::ALL.iter().map(|one| choice(context, "figure", one.code()));
    let periods = Period::ALL.iter().map(|one| choice(context, "period", one.code()));
    let names = context.names();
    let actor = context.actor();
    let mut units = complaints::units(context);
    units.retain(|unit| actor.role != Role::Head || unit.value == actor.unit);
    let in_force = || context.rules.procedures_on(context.today());
    let mut procedures: Vec<Choice> =
        in_force().map(|rule| Choice::new(&rule.code, names.procedure(&rule.code))).collect();
    procedures.sort_by_key(|choice| text::sort::sort_key(&choice.label));
    procedures.dedup_by(|one, other| one.value == other.value);
    let all = || context.text("list-all");
    let mut unit = field(Kind::Select, "unit").choices(units);
    unit = match actor.role {
        Role::Head => unit.text(&actor.unit),
        _ => unit.none_label(all()).unmarked(),
    };
    let given = |name: &str| context.params.get(name).unwrap_or_default().to_owned();
    let mut by_field =
        field(Kind::Select, "field").choices(field_choices(context)).none_label(all()).unmarked();
    by_field.set(&given("field"));
    if actor.role != Role::Head {
        unit.set(&given("unit"));
    }
    let mut procedure =
        field(Kind::Select, "procedure").choices(procedures).none_label(all()).unmarked();
    procedure.set(&given("procedure"));
    let fields = vec![
        field(Kind::Radio, "figure").choices(figures.collect()).text(Watched::InTime.code()),
        field(Kind::Line, "threshold").max_chars(10),
        field(Kind::Radio, "period").choices(periods.collect()).text(Period::Month.code()),
        by_field,
        unit,
        procedure,
    ];
    Form::new(context.zone(), fields)
}

/// The fields that have a procedure in force, by name.
pub(in crate::pages) fn field_choices(context: &RequestContext) -> Vec<Choice> {
    let names = context.names();
    let fields = context.rules.procedures_on(context.today()).map(|rule| &rule.field);
    let choice =
        |field: &String| Choice::new(field, names.value(indicators::Dimension::Field, field));
    let mut choices: Vec<Choice> = fields.map(choice).collect();
    choices.sort_by_key(|choice| text::sort::sort_key(&choice.label));
    choices.dedup_by(|one, other| one.value == other.value);
    choices
}

fn choice(context: &RequestContext, kind: &str, code: &str) -> Choice {
    Choice::new(code, context.text(&format!("watch-{kind}_{code}")))
}

fn show(
    context: &RequestContext,
    status: StatusCode,
    mut form: Form,
    faults: Vec<Fault>,
) -> Answer {
    form.mark(&faults);
    let done = match context.confirmation("done") {
        done @ ("set" | "seen" | "ended") => Some(context.text(&format!("watches-done_{done}"))),
        _ => None,
    };
    let counted = context.app().counted_watches(&context.actor(), context.now())?;
    let heading = context.text("page-watches");
    let page = Page {
        layout: Layout::new(context, &heading),
        heading,
        action: context.to("/watches"),
        token: context.token()?,
        done,
        faults,
        rows: counted.iter().map(|counted| row(context, counted)).collect(),
        key: context.form.get("key").map_or_else(|| context.random_text(), str::to_owned),
        fields: form.fields,
    };
    html_with(status, &page)
}

fn row(context: &RequestContext, counted: &Counted) -> Row {
    let Counted { id, watch, watching, now } = counted;
    let waits = waits(context, counted);
    let (class, key) = match watching.is_past(now.part, now.whole) {
        _ if now.whole == 0 => ("paused", "nothing"),
        true => ("past_due", "past"),
        false => ("within", "well"),
    };
    Row {
        id: id.clone(),
        name: name(context, watching),
        rule: rule(context, watching),
        tag: (class, context.text(&format!("watches-tag_{key}"))),
        now: finding_text(context, now),
        href: context.link("/figures", &params(watching, now)),
        directive: watch.note.as_ref().map(|(_, note)| directive(context, watching, note)),
        sees: waits,
        key: context.random_text(),
    }
}

/// `Tỷ lệ đúng hạn, lĩnh vực Đất đai`.
pub(crate) fn name(context: &RequestContext, watching: &WatchedFigure) -> String {
    let names = context.names();
    let figure = context.text(&format!("watch-figure_{}", watching.figure.code()));
    let field =
        watching.field.as_ref().map(|field| names.value(indicators::Dimension::Field, field));
    let unit = watching.unit.as_ref().map(|unit| names.unit(unit));
    let procedure = watching.procedure.as_ref().map(|code| names.procedure(code));
    let parts = [Some(figure), field, unit, procedure];
    parts.into_iter().flatten().collect::<Vec<_>>().join(" · ")
}

/// When the owner gets a note.
fn rule(context: &RequestContext, watching: &WatchedFigure) -> String {
    let (x, n) = (watching.threshold.part(), watching.threshold.whole());
    let threshold = context.percent(rate(x, n).as_deref());
    let key = if watching.figure.more_is_better() { "watches-below" } else { "watches-above" };
    let period = context.text(&format!("watch-period_{}", watching.period.code()));
    context.format(key, &[("threshold", threshold.into()), ("period", period.into())])
}

/// A figure as it was found: rate, fraction, and that the denominator is small.
pub(crate) fn finding_text(context: &RequestContext, finding: &Finding) -> String {
    let values = [
        ("rate", context.percent(rate(finding.part, finding.whole).as_deref()).into()),
        ("part", context.number(finding.part).into()),
        ("whole", context.number(finding.whole).into()),
        ("day", messages::date_of(finding.day).into()),
    ];
    let few = finding.whole < SMALL_DENOMINATOR;
    context.format(if few { "watches-found_few" } else { "watches-found" }, &values)
}

/// The question of the figures' page that counts the same dossiers.
fn params(watching: &WatchedFigure, finding: &Finding) -> Params {
    Params::default()
        .with("from", &finding.from.to_string())
        .with("to", &finding.day.to_string())
        .with("field", watching.field.as_deref().unwrap_or_default())
        .with("unit", watching.unit.as_deref().unwrap_or_default())
        .with("procedure", watching.procedure.as_deref().unwrap_or_default())
}

/// The address of a figure's page, as a directive names it: the same in every language.
pub(crate) fn figure(params: &Params) -> String {
    crate::address::page(text::Language::Vietnamese, "/figures", params)
}

/// The form of a directive about what a note says.
pub(crate) fn directive(
    context: &RequestContext,
    watching: &WatchedFigure,
    note: &Finding,
) -> String {
    let figure = figure(&params(watching, note));
    let unit = watching.unit.as_deref().unwrap_or_default();
    let head = context.rules.agency.as_ref().and_then(|agency| {
        let heads = agency.officers_of(unit, rules::Post::Head, context.today());
        heads.first().map(|head| head.id.clone())
    });
    let params = Params::default().with("figure", &figure).with("owner", &head.unwrap_or_default());
    context.link("/directives/new", &params)
}

/// Whether a note waits for the reader: not put aside, and no directive followed from it.
pub(crate) fn waits(context: &RequestContext, counted: &Counted) -> bool {
    let Some((at, note)) = counted.watch.unread_note() else { return false };
    let (me, about) = (context.actor(), figure(&params(&counted.watching, note)));
    let follows = |issued: &Issued| {
        issued.issuer == me.id
            && issued.at >= *at
            && issued.subject.about == About::Figure
            && issued.subject.name == about
    };
    context.app().directives(&me, (0, 0), follows).0 == 0
}
