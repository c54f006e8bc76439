//! Certifications: those of a dossier with the form that enters or corrects one and the certifying words
//! to print; and the books of an office, month by month.

use affairs::certification::{Content, MAX_COPIES, Refusal};
use app::{BookPart, Certified, Failure, NewCertification, Purpose, Shown, VisibleDossier};
use askama::Template;
use axum::http::StatusCode;
use calendar::Day;
use rules::{CertificationBook, Post};

use crate::address::{Params, encode};
use crate::answer::{Answer, Error, html, html_with, pdf, see};
use crate::asked_days;
use crate::dates;
use crate::fields::{Choice, Fault, Field, Form, Kind};
use crate::layout::Layout;
use crate::pages::desk;
use crate::pages::dossier::visible_dossier;
use crate::paging::{Links, Paging};
use crate::papers::{self, CertificationBookPaper, CertificationRow};
use crate::request_context::RequestContext;

/// Rows of a page.
const PAGE: usize = 50;

#[derive(Template)]
#[template(path = "work/certification.html")]
struct DossierPage {
    layout: Layout,
    heading: String,
    done: Option<String>,
    faults: Vec<Fault>,
    code: String,
    back: String,
    procedure: String,
    book: String,
    withheld: bool,
    entries: Vec<Entry>,
    /// The number of the entry that the form corrects.
    corrects: Option<String>,
    action: String,
    token: String,
    key: String,
    fields: Vec<Field>,
}

/// An entry in the list of a dossier.
struct Entry {
    row: CertificationRow,
    correct: String,
    /// The words to print, where the agency or the release has them.
    words: Option<String>,
}

/// The book of a dossier's procedure.
fn book_of(context: &RequestContext, dossier: &VisibleDossier) -> Option<CertificationBook> {
    let state = &dossier.view.state;
    state.received?;
    let code = &state.filing.procedure;
    context.rules.procedure_on(code, context.today())?.certification_book
}

/// Whether a dossier is entered in a book, with the address of its certifications.
pub(in crate::pages) fn link(
    context: &RequestContext,
    dossier: &VisibleDossier,
) -> Option<(String, String)> {
    book_of(context, dossier)?;
    let path = format!("/dossier/{}/certification", encode(dossier.name()));
    Some((context.text("page-certification"), context.to(&path)))
}

fn form(context: &RequestContext) -> Form {
    let today = context.today();
    let officers = context.rules.agency.iter().flat_map(|agency| &agency.officers);
    let signers = officers.filter(|officer| {
        officer.valid(today) && matches!(officer.post, Post::Head | Post::Leader)
    });
    let signers = signers.map(|officer| {
        let name = format!("{}, {}", context.names().officer(&officer.id), officer.title);
        Choice::new(&officer.id, name)
    });
    let field =
        |kind, name: &str| Field::of_key(context, kind, name, &format!("certification-{name}"));
    let copies = Kind::Number { least: 1, most: MAX_COPIES };
    let fields = vec![
        field(Kind::Line, "what").max_chars(300).fault_key("fault-certification_what"),
        field(copies, "copies").text("1").fault_key("fault-certification_copies"),
        field(Kind::Select, "signer")
            .choices(signers.collect())
            .fault_key("fault-certification_signer"),
    ];
    Form::new(context.zone(), fields)
}

/// The entries of a dossier; none where the reader may not read its personal data.
fn entries(
    context: &RequestContext,
    dossier: &VisibleDossier,
) -> Result<Shown<Vec<Certified>>, Error> {
    let data = context.app().personal(&context.who(), dossier, Purpose::Paper, context.now())?;
    let certified = context.app().certified(&dossier.stream)?;
    Ok(data.map(|_| certified))
}

/// The certifications of a dossier.
pub(crate) fn page(context: &RequestContext) -> Answer {
    let dossier = visible_dossier(context)?;
    let place = context.params.get("place").and_then(|place| place.parse().ok());
    let mut form = form(context);
    if let Some(place) = place {
        let entries = entries(context, &dossier)?.given().unwrap_or_default();
        let entry = entries.get(usize::saturating_sub(place, 1)).ok_or(Error::NoPage)?;
        let (copies, signer) = (entry.entry.copies.to_string(), entry.entry.signer.clone());
        for (name, text) in [("what", &entry.what), ("copies", &copies), ("signer", &signer)] {
            form.set(name, text);
        }
    }
    show(context, StatusCode::OK, &dossier, (form, place), Vec::new())
}

fn show(
    context: &RequestContext,
    status: StatusCode,
    dossier: &VisibleDossier,
    (mut form, place): (Form, Option<usize>),
    faults: Vec<Fault>,
) -> Answer {
    form.mark(&faults);
    let book = book_of(context, dossier).ok_or_else(|| Error::NoDossier(context.code.clone()))?;
    let certified = entries(context, dossier)?;
    let withheld = certified.is_withheld();
    let path = format!("/dossier/{}/certification", encode(&context.code));
    let names = context.names();
    let entry = |(place, certified): (usize, Certified)| Entry {
        row: CertificationRow::new(names, &certified, None, context.zone()),
        correct: context.link(&path, &Params::default().with("place", &place.to_string())),
        words: papers::has_words(names, book, dossier)
            .then(|| context.to(&format!("{path}/{place}"))),
    };
    let entries: Vec<Entry> = (1..).zip(certified.given().unwrap_or_default()).map(entry).collect();
    let corrects = place.and_then(|place| entries.get(place.saturating_sub(1)));
    let heading = context.text("page-certification");
    let params = place.map(|place| Params::default().with("place", &place.to_string()));
    let page = DossierPage {
        layout: Layout::new(context, &heading),
        heading,
        done: match context.confirmation("done") {
            done @ ("entered" | "corrected") => {
                Some(context.text(&format!("certification-done_{done}")))
            }
            _ => None,
        },
        faults,
        code: dossier.view.spoken_code(),
        back: context.dossier(&context.code, &dossier.row.register),
        procedure: names.procedure(&dossier.view.state.filing.procedure),
        book: papers::book_name(names, book),
        withheld,
        corrects: corrects.map(|entry| entry.row.number.clone()),
        entries,
        action: context.link(&path, &params.unwrap_or_default()),
        token: context.token()?,
        key: context.form.get("key").map_or_else(|| context.random_text(), str::to_owned),
        fields: form.fields,
    };
    html_with(status, &page)
}

/// Enters a certification, or corrects one.
pub(crate) fn send(context: &RequestContext) -> Answer {
    let dossier = visible_dossier(context)?;
    let place: Option<u32> = context.params.get("place").and_then(|place| place.parse().ok());
    let mut form = form(context);
    form.fill(&context.form);
    let faults = form.check(context);
    let shown = place.map(|place| place as usize);
    let (Some(copies), true) = (form.number("copies"), faults.is_empty()) else {
        let status = StatusCode::UNPROCESSABLE_ENTITY;
        return show(context, status, &dossier, (form, shown), faults);
    };
    let content = Content { what: form.text("what"), copies, signer: form.text("signer") };
    let salt = context.random_text();
    let key = format!("{}.certification", desk::form_key(context)?);
    let key = (context.command_key(key), context.now());
    let new = NewCertification { place, content, salt };
    match context.app().certify(&context.who(), &dossier, new, key) {
        Ok(()) | Err(Failure::AlreadyDone { .. }) => {
            let done = if place.is_some() { "corrected" } else { "entered" };
            let path = format!("/dossier/{}/certification", encode(&context.code));
            see(&context.confirmed(&path, &Params::default().with("done", done)))
        }
        Err(Failure::NotCertified(why)) => {
            let faults = vec![Fault::new("", refusal(context, why))];
            show(context, StatusCode::CONFLICT, &dossier, (form, shown), faults)
        }
        Err(failure) => Err(failure.into()),
    }
}

fn refusal(context: &RequestContext, why: Refusal) -> String {
    context.text(&format!("certification-refused_{}", why.code()))
}

/// The certifying words of an entry, as PDF.
pub(crate) fn words(context: &RequestContext) -> Answer {
    let dossier = visible_dossier(context)?;
    let book = book_of(context, &dossier).ok_or_else(|| Error::NoDossier(context.code.clone()))?;
    let place: usize = context.part.parse().map_err(|_| Error::NoPage)?;
    let data = context.app().personal(&context.who(), &dossier, Purpose::Paper, context.now())?;
    let data = match data {
        Shown::Given(data) => data,
        Shown::Withheld => return Err(Error::Withheld),
        Shown::NotPermitted => return Err(Error::NoPage),
    };
    let entries = context.app().certified(&dossier.stream)?;
    let entry = place.checked_sub(1).and_then(|at| entries.get(at)).ok_or(Error::NoPage)?;
    match papers::certifying_words(context.names(), (&dossier, &data), (book, entry), context.now())
    {
        Ok(Some(bytes)) => pdf(&format!("{}-{place}", dossier.view.spoken_code()), bytes),
        Ok(None) => Err(Error::NoPage),
        Err(fault) => Err(Error::Broken(fault.to_string())),
    }
}

#[derive(Template)]
#[template(path = "work/certifications.html")]
struct BookPage {
    layout: Layout,
    heading: String,
    faults: Vec<Fault>,
    books: Vec<Choice>,
    month: String,
    action: String,
    title: String,
    count: String,
    paper: String,
    withheld: bool,
    /// The lines with the addresses of their dossiers.
    rows: Vec<(String, CertificationRow)>,
    links: Links,
}

/// The part of a book that an address asks for: of the present month where it names none.
///
/// # Errors
/// The fault of what is no month.
fn part(context: &RequestContext) -> Result<(BookPart, (Day, Day)), Fault> {
    let today = context.today();
    let (first, last) = asked_days::month(context, "month")?
        .unwrap_or_else(|| (today.first_of_month(), today.last_of_month()));
    let actor = context.actor();
    let start = |day: Day| context.zone().at(day, 0);
    let office = (actor.role == dossier::Role::DeskOfficer).then_some(actor.unit);
    let (from, to) = (start(first), start(last.plus(1)));
    Ok((BookPart { book: kind(context), office, from, to }, (first, last)))
}

/// The kind of book that an address asks for.
fn kind(context: &RequestContext) -> CertificationBook {
    let code = context.params.get("book").unwrap_or_default();
    CertificationBook::from_code(code).unwrap_or(CertificationBook::ALL[0])
}

/// The page where what was typed is no month.
fn not_read(context: &RequestContext, fault: Fault) -> Answer {
    let page = BookPage {
        faults: vec![fault],
        month: context.params.raw("month").to_owned(),
        ..BookPage::of(context)
    };
    html_with(StatusCode::UNPROCESSABLE_ENTITY, &page)
}

/// A book of a month.
pub(crate) fn book(context: &RequestContext) -> Answer {
    let paging = Paging::of(context, PAGE);
    let (part, (first, _)) = match part(context) {
        Ok(asked) => asked,
        Err(fault) => return not_read(context, fault),
    };
    let (year, month, _) = first.ymd();
    let key = format!("{year}-{month:02}");
    let params = Params::default().with("book", part.book.code()).with("month", &key);
    let (count, lines) = context.app().certification_book(
        &context.who(),
        &part,
        (paging.skip, PAGE),
        context.now(),
    )?;
    let withheld = lines.is_withheld();
    let names = context.names();
    let lines = lines.given().unwrap_or_default();
    let row = |line: &app::CertificationLine| {
        let href = format!("/dossier/{}/certification", encode(&line.row.code));
        let applicant = line.applicant.as_ref();
        (
            context.to(&href),
            CertificationRow::new(names, &line.certified, applicant, context.zone()),
        )
    };
    html(&BookPage {
        month: dates::month_text(&key),
        count: context.format("certifications-count", &[("n", (count as i64).into())]),
        paper: context.link("/certifications/paper", &params),
        withheld,
        rows: lines.iter().map(row).collect(),
        links: paging.links(context, ("/certifications", &params), count),
        ..BookPage::of(context)
    })
}

impl BookPage {
    /// The page without lines.
    fn of(context: &RequestContext) -> Self {
        let (names, book) = (context.names(), kind(context));
        let choice = |one: &CertificationBook| {
            let mut choice = Choice::new(one.code(), papers::book_name(names, *one));
            choice.chosen = *one == book;
            choice
        };
        let heading = context.text("page-certifications");
        Self {
            layout: Layout::new(context, &heading),
            heading,
            faults: Vec::new(),
            books: CertificationBook::ALL.iter().map(choice).collect(),
            month: String::new(),
            action: context.to("/certifications"),
            title: papers::book_name(names, book),
            count: String::new(),
            paper: String::new(),
            withheld: false,
            rows: Vec::new(),
            links: Links::default(),
        }
    }
}

/// A book of a month as PDF.
pub(crate) fn book_paper(context: &RequestContext) -> Answer {
    let Ok((part, days)) = part(context) else {
        // The page says what is wrong.
        return see(&context.link("/certifications", &context.params.only(&["book", "month"])));
    };
    let (who, now) = (context.who(), context.now());
    let (_, lines) = context.app().certification_book(&who, &part, (0, usize::MAX), now)?;
    let Some(lines) = lines.given() else { return Err(Error::Withheld) };
    let paper = CertificationBookPaper {
        rules: &context.rules,
        book: part.book,
        lines: &lines,
        days,
        zone: context.zone(),
        now,
    };
    match papers::certification_book(&paper) {
        Ok(Some(bytes)) => pdf(&format!("certifications-{}", part.book.code()), bytes),
        Ok(None) => Err(Error::NoPage),
        Err(fault) => Err(Error::Broken(fault.to_string())),
    }
}
