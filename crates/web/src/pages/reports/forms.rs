//! Biểu II.06a by field and II.06b by unit: the columns are the form's own.

use indicators::form_06a::{Columns, Form06a, form_06};
use indicators::{Basis, Dimension, Figure, IdentityBroken, is_merged};

use super::{Made, show};
use crate::answer::{Answer, see};
use crate::figure_query::FigureQuery;
use crate::pages::figures::describe;
use crate::report::{Cell, Column, Report};
use crate::request_context::RequestContext;

/// A form: its name in texts and files, its address and rows.
struct Form {
    name: &'static str,
    file: &'static str,
    path: &'static str,
    by: Dimension,
}

const A: Form =
    Form { name: "form_06a", file: "form-06a", path: "/figures/06a", by: Dimension::Field };
const B: Form =
    Form { name: "form_06b", file: "form-06b", path: "/reports/06b", by: Dimension::Unit };

/// Both forms compare by dates and count the dossiers carried over.
const BASIS: (Basis, bool) = (Basis::Flow, true);

pub(crate) fn page_06a(context: &RequestContext) -> Answer {
    page(context, &A)
}

pub(crate) fn page_06b(context: &RequestContext) -> Answer {
    page(context, &B)
}

pub(crate) fn csv_06a(context: &RequestContext) -> Answer {
    let Ok(figure_query) = FigureQuery::read_report(context, Some(A.by), BASIS)?.figure_query
    else {
        return see(&context.to(A.path));
    };
    report(context, &A, &figure_query)?.csv(context.language)
}

/// The form by field or by unit of a question that was read, with the report made of it; as it was
/// frozen, where that is given.
pub(crate) fn made(
    context: &RequestContext,
    figure_query: &FigureQuery,
    (by, frozen): (Dimension, Option<Form06a>),
) -> Result<(Form06a, Report), IdentityBroken> {
    let form = if by == A.by { &A } else { &B };
    let filled = match frozen {
        Some(frozen) => frozen,
        None => filled(figure_query, by)?,
    };
    let report = of_filled(context, form, figure_query, &filled);
    Ok((filled, report))
}

fn page(context: &RequestContext, form: &Form) -> Answer {
    let request = FigureQuery::read_report(context, Some(form.by), BASIS)?;
    show(context, (form.name, form.path), request, |figure_query| {
        let report = report(context, form, figure_query)?;
        Ok(Made { report, message: describe(context, figure_query), more: None })
    })
}

/// The form as far as the visitor may see it.
fn filled(figure_query: &FigureQuery, by: Dimension) -> Result<Form06a, IdentityBroken> {
    let form = form_06(figure_query.within(&figure_query.query), &figure_query.query, by)?;
    Ok(match &figure_query.tables {
        Some(tables) => form.suppressed(tables, by),
        None => form,
    })
}

fn report(
    context: &RequestContext,
    form: &Form,
    figure_query: &FigureQuery,
) -> Result<Report, IdentityBroken> {
    Ok(of_filled(context, form, figure_query, &filled(figure_query, form.by)?))
}

fn of_filled(
    context: &RequestContext,
    form: &Form,
    figure_query: &FigureQuery,
    filled: &Form06a,
) -> Report {
    let names = context.names();
    let rows = filled.rows.iter().enumerate().map(|(index, (key, columns))| {
        let head = [Cell::text((index + 1).to_string()), Cell::text(names.value(form.by, key))];
        let list = |figure: Figure| {
            let params = figure_query.row(key).with("basis", "flow").with("figure", figure.code());
            (!is_merged(key)).then(|| context.link("/list", &params))
        };
        head.into_iter().chain(cells(columns, list)).collect()
    });
    let total = [Cell::default(), Cell::text(context.text("word-total"))];
    let list = |figure: Figure| {
        let params = figure_query.params.with("by", "").with("basis", "flow");
        Some(context.link("/list", &params.with("figure", figure.code())))
    };
    let withdrawn = (filled.total.withdrawn as i64).into();
    let empty = filled.total.received == 0 && filled.total.withdrawn == 0;
    let why =
        figure_query.withheld_reason(context).unwrap_or_else(|| context.text("figures-empty"));
    let title = context.text("form_06a-title");
    Report {
        file: form.file.to_owned(),
        title: format!("{}. {title}", context.text(&format!("{}-caption", form.name))),
        agency: figure_query.reporter(context),
        about: figure_query.about(context),
        columns: columns(context, form),
        rows: rows.collect(),
        total: Some(total.into_iter().chain(cells(&filled.total, list)).collect()),
        notes: vec![
            context.text("form_06a-unit"),
            context.format("form_06a-note", &[("n", withdrawn)]),
        ],
        empty: empty.then_some(why),
    }
}

/// Columns 3 to 13. A list opens behind a column that counts as the list of its figure does: the
/// withdrawn ones stand in no column.
fn cells(columns: &Columns, list: impl Fn(Figure) -> Option<String>) -> [Cell; 11] {
    [
        (columns.received, None),
        (columns.online, None),
        (columns.desk_and_post, None),
        (columns.carried_over, None),
        (columns.resolved, Some(Figure::Finished)),
        (columns.early, Some(Figure::Early)),
        (columns.on_the_day, Some(Figure::OnTheDay)),
        (columns.late, Some(Figure::Late)),
        (columns.open, Some(Figure::Open)),
        (columns.within_due, Some(Figure::OpenWithinDue)),
        (columns.past_due, Some(Figure::OpenPastDue)),
    ]
    .map(|(n, figure)| {
        let href = figure.filter(|_| n > 0).and_then(&list);
        Cell::count(n).linked(href)
    })
}

/// The headings of the form.
fn columns(context: &RequestContext, form: &Form) -> Vec<Column> {
    let text = |key: &str| context.text(&format!("form_06a-{key}"));
    let column = |n: u8| {
        let groups = match n {
            4 | 5 => vec![text("received"), text("within")],
            3 | 6 => vec![text("received")],
            7..=10 => vec![text("resolved")],
            11..=13 => vec![text("open")],
            _ => Vec::new(),
        };
        let label = match n {
            2 => context.text(&format!("{}-2", form.name)),
            n => text(&n.to_string()),
        };
        let column = if n == 2 { Column::words(label) } else { Column::numbers(label) };
        column.below_headings(groups).marked(n.to_string())
    };
    (1..=13).map(column).collect()
}
