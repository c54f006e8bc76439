//! What the applicant takes home: the appointment slip of a reception, the receipt of a filing, the
//! sheet of a refusal or of a guidance. The form is that of the day of reception.

use affairs::payment::Payments;
use app::{
    AttachmentRow, DossierView, Personal, Purpose, Right, Shown, VisibleDossier, Who, allow,
};
use askama::Template;
use calendar::Day;
use credentials::once;
use dossier::event::{ComponentGiven, Person, Slip};
use dossier::{Action, Event, Phase, RuleSet};
use http::names::Names;
use rules::Procedure;

use crate::address::{Params, encode};
use crate::answer::{Answer, Error, html, see};
use crate::layout::{self, Layout};
use crate::pages::dossier::rule_set;
use crate::pages::money;
use crate::pages::procedures::hours::Hours;
use crate::pages::promise::{self, Promise};
use crate::pages::{desk, letter};
use crate::papers::{self, PaperKind};
use crate::qr;
use crate::request_context::RequestContext;

#[derive(Template)]
#[template(path = "desk/slip.html")]
struct SlipPage {
    /// The confirmation of the last act on the slip's key.
    done: Option<String>,
    layout: Layout,
    agency: String,
    desk: String,
    /// The text before the reason of a refusal: the desk that does not receive the dossier.
    refused: String,
    title: String,
    /// Which version it is, where the dossier was corrected.
    version: Option<String>,
    /// The form's number and the circular, of sheets that have one.
    form: String,
    /// The number and year of the sheet in the series of the desk.
    number: Option<(u64, i16)>,
    code: String,
    /// Whether names are withheld: their showing cannot be put on record.
    withheld: bool,
    /// Names are for those who may read them.
    applicant: Option<Person>,
    submitter: Option<Person>,
    about: String,
    case: Option<String>,
    /// The owner's address in full.
    address: String,
    papers: Vec<PaperLine>,
    /// The papers that the applicant promised to bring.
    promise: Option<Promise>,
    lines: Vec<(String, String)>,
    due: Option<String>,
    /// The text of a refusal or guidance.
    reason: Option<String>,
    missing: Vec<String>,
    secret: Option<Secret>,
    officer: Option<String>,
    at: String,
    kind: Kind,
    ways: Vec<(String, String)>,
    /// The forms to revoke or renew the slip, for the desk.
    renewal: Option<Renewal>,
}

/// The desk's form for a slip that was lost.
struct Renewal {
    action: String,
    token: String,
    key: String,
    register: String,
    /// Whether there is a good slip to revoke.
    good: bool,
    /// Whether a new one can be given.
    gives: bool,
}

/// The code and key that open the dossier to the holder of the slip.
struct Secret {
    key: String,
    qr: String,
    track: String,
}

/// A paper that was handed in.
#[derive(Clone, Debug)]
pub(crate) struct PaperLine {
    pub name: String,
    /// Originals, certified copies, copies.
    pub counts: [String; 3],
    pub note: String,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Appointment,
    Filing,
    Refusal,
    Guidance,
}

impl Kind {
    /// The statutory paper that the sheet is; a filing's receipt is none.
    fn paper(self) -> Option<PaperKind> {
        match self {
            Self::Appointment => Some(PaperKind::AppointmentSlip),
            Self::Guidance => Some(PaperKind::SupplementRequest),
            Self::Refusal => Some(PaperKind::Refusal),
            Self::Filing => None,
        }
    }
}

pub(crate) fn page(context: &RequestContext) -> Answer {
    let register = context.params.get("register");
    let now = context.now();
    let dossier = context.app().open_dossier(&context.who(), &context.code, register, now)?;
    let dossier = dossier.ok_or_else(|| Error::NoDossier(context.code.clone()))?;
    let data = context.app().personal(&context.who(), &dossier, Purpose::Slip, now)?;
    html(&make_slip(context, &dossier, data)?)
}

/// Revokes the slip, and gives a new one where that is asked for.
pub(crate) fn renew(context: &RequestContext) -> Answer {
    let (form, now) = (&context.form, context.now());
    let register = form.get("register");
    let dossier = context.app().open_dossier(&context.who(), &context.code, register, now)?;
    let dossier = dossier.ok_or_else(|| Error::NoDossier(context.code.clone()))?;
    let who = context.who();
    let by = (&who, context.second_factor());
    let what = form.raw("what");
    match what {
        "revoke" => context.app().revoke_slip(by, &dossier, now)?,
        "renew" => {
            let slip = Slip {
                key: once::slip_key(context.random()),
                token: once::slip_token(context.random()),
            };
            let key = context.command_key(form.raw("key"));
            let new = (slip, context.random_text());
            context.app().renew_slip(by, &dossier, new, key, now)?;
        }
        _ => return Err(Error::BadForm),
    }
    let params = Params::default().with("register", form.raw("register")).with("done", what);
    see(&context.confirmed(&format!("/dossier/{}/slip", encode(&context.code)), &params))
}

fn renewal(
    context: &RequestContext,
    dossier: &VisibleDossier,
    good: bool,
) -> Result<Option<Renewal>, Error> {
    if allow(&context.who(), Right::Desk).is_err() {
        return Ok(None);
    }
    Ok(Some(Renewal {
        action: context.to(&format!("/dossier/{}/slip/renew", encode(&context.code))),
        token: context.token()?,
        key: context.random_text(),
        register: context.params.raw("register").to_owned(),
        good,
        gives: dossier.actions.contains(&Action::Note),
    }))
}

fn make_slip(
    context: &RequestContext,
    dossier: &VisibleDossier,
    data: Shown<Personal>,
) -> Result<SlipPage, Error> {
    let (state, names) = (&dossier.view.state, context.names());
    let kind = match state.phase {
        Phase::Filed => Kind::Filing,
        Phase::Guided => Kind::Guidance,
        Phase::Refused => Kind::Refusal,
        _ if state.received.is_some() => Kind::Appointment,
        _ => Kind::Filing,
    };
    let withheld = data.is_withheld();
    let data = data.given().unwrap_or_default();
    let rule = rule_of(context.names(), &dossier.view, context.today());
    let case = state.filing.case.as_ref().and_then(|id| {
        let case = rule?.cases.iter().find(|case| case.id == *id)?;
        Some(context.names().case(case))
    });
    let title = match kind.paper() {
        Some(paper) => papers::title(names, paper, rule_set(&dossier.view)),
        None => context.text("slip-filing"),
    };
    let text = Description::of(&dossier.view);
    let agency = context.rules.agency.as_ref();
    Ok(SlipPage {
        done: match context.confirmation("done") {
            done @ ("renew" | "revoke") => Some(context.text(&format!("slip-done_{done}"))),
            _ => None,
        },
        renewal: renewal(context, dossier, data.slip.is_some())?,
        withheld,
        version: kind.paper().and_then(|paper| papers::version_issued(names, &dossier.view, paper)),
        layout: Layout::new(context, &title),
        agency: agency.map(|agency| layout::name(agency, context.language)).unwrap_or_default(),
        refused: context.format("sheet-refused", &[("desk", names.unit(&dossier.row.desk).into())]),
        desk: names.unit(&dossier.row.desk),
        number: kind.paper().and_then(|paper| papers::number(paper, &dossier.view)),
        form: kind
            .paper()
            .map(|paper| papers::form(paper, names, rule_set(&dossier.view)))
            .unwrap_or_default(),
        code: dossier.view.spoken_code(),
        address: data.applicant.as_ref().map_or_else(String::new, |applicant| {
            names.address(&applicant.address, &state.filing.ward)
        }),
        promise: Promise::of(context, &dossier.view),
        applicant: data.applicant,
        submitter: data.submitter,
        about: names.procedure(&state.filing.procedure),
        case,
        papers: lines_of(context.names(), rule, &text.components, &data.files),
        lines: lines(context, dossier, kind)?,
        due: promised(context, dossier),
        reason: text.reason.filter(|_| kind == Kind::Refusal),
        missing: if kind == Kind::Guidance { text.missing } else { Vec::new() },
        secret: secret(context, data.slip, kind),
        officer: text.officer.map(|officer| names.officer(&officer)),
        at: desk::at(context, &dossier.view, Some(text.at)),
        ways: ways(context, dossier, kind)?,
        title,
        kind,
    })
}

/// The record's content of the printed sheet.
pub(crate) struct Description {
    pub components: Vec<ComponentGiven>,
    pub officer: Option<String>,
    pub reason: Option<String>,
    pub missing: Vec<String>,
    pub at: calendar::Instant,
}

impl Description {
    pub fn of(view: &DossierView) -> Self {
        let mut text = Self {
            components: Vec::new(),
            officer: None,
            reason: None,
            missing: Vec::new(),
            at: calendar::Instant::default(),
        };
        for recorded in &view.history {
            match &recorded.event {
                Event::Received { components, officer, .. } => {
                    text.components.clone_from(components);
                    text.officer = Some(officer.clone());
                }
                Event::Refused { reason } => {
                    text.reason = Some(reason.clone());
                    text.officer = Some(recorded.actor.clone());
                }
                Event::Guided { missing } => {
                    text.missing.clone_from(missing);
                    text.officer = Some(recorded.actor.clone());
                }
                Event::Filed { .. } => {}
                _ => continue,
            }
            text.at = recorded.at;
        }
        text
    }
}

/// The procedure's version that the dossier keeps, or before reception the one in force.
pub(crate) fn rule_of<'a>(
    names: Names<'a>,
    view: &DossierView,
    today: Day,
) -> Option<&'a Procedure> {
    let state = &view.state;
    let day = state.terms.as_ref().map_or(today, |terms| terms.version);
    names.rules.procedure_on(&state.filing.procedure, day)
}

/// The papers of a reception, by their names.
pub(crate) fn lines_of(
    names: Names<'_>,
    rule: Option<&Procedure>,
    given: &[ComponentGiven],
    files: &[AttachmentRow],
) -> Vec<PaperLine> {
    let papers = given.iter().map(|given| {
        let component = rule.and_then(|rule| rule.components.iter().find(|c| c.id == given.id));
        let name =
            component.map_or_else(|| given.id.clone(), |component| names.component(component));
        let notes = [
            ("slip-file", promise::is_file(given, files)),
            ("slip-digitised", given.digitised),
            ("slip-reused", given.reused),
        ];
        let notes = notes.into_iter().filter(|(_, holds)| *holds).map(|(key, _)| names.text(key));
        PaperLine {
            name,
            counts: given.counts.map(|n| if n == 0 { "–".into() } else { n.to_string() }),
            note: notes.collect::<Vec<_>>().join("; "),
        }
    });
    papers.collect()
}

/// The form's numbered lines after the papers.
fn lines(
    context: &RequestContext,
    dossier: &VisibleDossier,
    kind: Kind,
) -> Result<Vec<(String, String)>, Error> {
    let fee = fee(context, dossier)?;
    let state = &dossier.view.state;
    let mut lines = Vec::new();
    let mut line = |key: &str, value: Option<String>| {
        lines.extend(value.map(|value| (context.text(key), value)));
    };
    let at = |at: Option<calendar::Instant>| {
        at.map(|at| messages::instant(context.language, at, &dossier.view.zone))
    };
    let desk = letter::desk(context, &dossier.row.desk);
    let hours = Hours::of(context).map(|hours| hours.line());
    if kind != Kind::Appointment {
        line("slip-filed_at", at(state.filed));
        if kind == Kind::Filing {
            line("slip-answer_by", Some(context.text("slip-answer_hours")));
        }
        line("my-desk", Some(desk));
        line("my-desk_hours", hours);
        return Ok(lines);
    }
    let new_form = state.terms.as_ref().is_some_and(|terms| terms.rule_set == RuleSet::TT03);
    line("slip-competent", state.filing.competent.as_ref().map(|unit| context.names().unit(unit)));
    line("slip-sets", (!state.due_is_stated).then(|| context.text("slip-one_set")));
    let duration = state.terms.as_ref().map(|t| messages::duration(context.language, t.duration));
    line("slip-duration", duration.filter(|_| !new_form));
    line("slip-received", at(state.received));
    line("slip-due", at(state.dues.first().map(|(_, due)| *due)));
    let moved = state.dues.len() > 1 && state.due() != state.dues.first().map(|(_, due)| *due);
    line("slip-due_now", at(state.due().filter(|_| moved)));
    line("slip-handed_over", at(state.handed_over.or(state.posted)));
    if state.handed_over.or(state.posted).is_none() {
        line("slip-result_at", Some(desk));
        line("fetch-when", hours);
        line("fetch-with", Some(context.text("fetch-with_what")));
    }
    line("slip-fee", fee);
    Ok(lines)
}

/// The fees that the procedure asks for, with what was received and what is still to pay.
pub(super) fn fee(
    context: &RequestContext,
    dossier: &VisibleDossier,
) -> Result<Option<String>, Error> {
    let money = context.app().money_of(&dossier.view)?;
    Ok(fee_of(context.names(), (&dossier.view, &money), context.today()))
}

/// The same outside a request; before reception the procedure is that of `today`.
pub(crate) fn fee_of(
    names: Names<'_>,
    (view, money): (&DossierView, &Payments),
    today: Day,
) -> Option<String> {
    let said = |key: &str, vnd: u64| {
        let amount = i64::try_from(vnd).unwrap_or(i64::MAX);
        let amount = names.format("receive-money", &[("amount", amount.into())]);
        (vnd > 0).then(|| names.format(key, &[("amount", amount.into())]))
    };
    // Older records have the payment of a one-act procedure in the dossier alone.
    let in_one_act = view.history.iter().find_map(|recorded| match recorded.event {
        Event::Paid { amount_vnd } => Some(amount_vnd),
        _ => None,
    });
    let paid = said("slip-paid", money.paid_vnd().max(in_one_act.unwrap_or_default()));
    let open = matches!(view.state.phase, Phase::Open | Phase::Ready);
    let owed = said("slip-owed", money.owed_vnd()).filter(|_| open);
    let fees =
        if paid.is_some() && owed.is_none() { None } else { fees_of_rules(names, view, today) };
    let parts: Vec<String> = fees.into_iter().chain(paid).chain(owed).collect();
    Some(parts.join("; ")).filter(|text| !text.is_empty())
}

/// The fees of the rules that apply to a dossier.
fn fees_of_rules(names: Names<'_>, view: &DossierView, today: Day) -> Option<String> {
    let rule = rule_of(names, view, today)?;
    let filing = &view.state.filing;
    let circumstances =
        names.rules.circumstances(filing.case.as_deref(), &filing.channel, &filing.ward);
    // A fee that cannot be receipted has no place on a slip.
    let due =
        rule.fees.iter().filter(|fee| fee.is_entered() && fee.condition.holds(&circumstances));
    let fees = due.map(|fee| {
        let name =
            names.language.choose(&fee.name, fee.name_en.as_deref().unwrap_or_default()).to_owned();
        format!("{name}: {}", messages::fee_rule(names.language, fee))
    });
    Some(fees.collect::<Vec<_>>().join("; ")).filter(|fees| !fees.is_empty())
}

/// The appointment, large.
fn promised(context: &RequestContext, dossier: &VisibleDossier) -> Option<String> {
    let state = &dossier.view.state;
    let (_, due) = state.dues.first().filter(|_| state.handed_over.is_none())?;
    Some(messages::instant(context.language, *due, &dossier.view.zone))
}

/// Whether the key and the QR code are shown: to the applicant, and to those who hand the slip out.
pub(crate) fn gives_secret(who: &Who) -> bool {
    matches!(who, Who::Citizen { .. })
        || allow(who, Right::Desk).is_ok()
        || allow(who, Right::Assist).is_ok()
}

/// The key and the QR code, for those who may see them.
fn secret(context: &RequestContext, slip: Option<Slip>, kind: Kind) -> Option<Secret> {
    let slip = slip.filter(|_| gives_secret(&context.who()) && kind != Kind::Refusal);
    slip.map(|slip| Secret {
        qr: qr::svg(&context.absolute(&format!("/t/{}", slip.token)), &context.text("qr-slip")),
        track: context.absolute("/track"),
        key: slip.key,
    })
}

/// The links to further pages, on the screen only.
fn ways(
    context: &RequestContext,
    dossier: &VisibleDossier,
    kind: Kind,
) -> Result<Vec<(String, String)>, Error> {
    let mut ways = Vec::new();
    let who = context.who();
    if allow(&who, Right::Desk).is_ok() {
        let procedure = &dossier.view.state.filing.procedure;
        let same = Params::default().with("procedure", procedure);
        let fees = money::fees(context, &dossier.view)?;
        if let Some(amount) = fees.and_then(|fees| fees.to_pay) {
            let values = [("amount", amount.into())];
            let path = format!("/dossier/{}/payments", encode(&dossier.row.code));
            ways.push((context.to(&path), context.format("money-receive_now", &values)));
        }
        let of_person = Params::default().with("person_of", &dossier.row.code);
        ways.push((context.link("/desk/receive", &of_person), context.text("slip-next_person")));
        ways.push((context.link("/desk/receive", &same), context.text("slip-next_same")));
        ways.push((context.to("/desk/receive"), context.text("slip-next")));
    }
    if context.is_officer() {
        let page = context.dossier(&dossier.row.code, &dossier.row.register);
        ways.push((page, context.text("slip-open")));
    } else {
        let code = encode(&dossier.row.code);
        ways.push((context.to(&format!("/my/dossiers/{code}")), context.text("slip-open")));
    }
    if kind == Kind::Filing && allow(&who, Right::Desk).is_ok() {
        let filing = Params::default().with("filing", &dossier.row.code);
        ways.push((context.link("/desk/receive", &filing), context.text("action-receive")));
    }
    Ok(ways)
}
