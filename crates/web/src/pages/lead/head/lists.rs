//! The lists of the head's page: what is asked of the rows for each, and a row as it is shown.

use app::{DossierRow, Order, Pick};
use calendar::{Day, Instant};
use dossier::{Action, Role};
use rules::{Post, UnitKind};

use super::Reach;
use crate::address::{Params, encode};
use crate::answer::Error;
use crate::pages::{act, coverage, work};
use crate::request_context::RequestContext;

/// Rows of a list's own page.
pub(super) const PAGE: usize = 50;
/// Rows looked through where each must be looked at.
pub(crate) const HELD: usize = 1000;
/// Working days before due from which a dossier is shown as near it.
const NEAR: [u32; 3] = [1, 2, 5];

/// A list of the page.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum What {
    Approve,
    Sign,
    Send,
    Late,
    Near,
}

impl What {
    pub const ALL: [Self; 5] = [Self::Approve, Self::Sign, Self::Send, Self::Late, Self::Near];

    pub const fn code(self) -> &'static str {
        match self {
            Self::Approve => "approve",
            Self::Sign => "sign",
            Self::Send => "send",
            Self::Late => "late",
            Self::Near => "near",
        }
    }

    /// Whether each row must be looked at.
    const fn sifted(self) -> bool {
        matches!(self, Self::Approve | Self::Sign | Self::Send)
    }

    /// The action that its rows wait for.
    const fn action(self) -> Option<&'static str> {
        match self {
            Self::Approve => Some("approve_result"),
            Self::Sign => Some("sign_apology"),
            Self::Send => Some("send_apology"),
            Self::Late | Self::Near => None,
        }
    }
}

/// A list as it is shown.
pub(super) struct List {
    pub id: &'static str,
    pub heading: String,
    pub hint: String,
    pub empty: String,
    /// The number of near dossiers in words; for that list only.
    pub buckets: Option<String>,
    /// The heading of the column of notes.
    pub note_heading: String,
    pub rows: Vec<Row>,
    /// The number of rows in all.
    pub count: u64,
    pub next: Option<String>,
    /// The link to the page that handles all rows together: address and words.
    pub together: Option<(String, String)>,
}

/// A dossier of a list.
pub(super) struct Row {
    pub source: DossierRow,
    pub code: String,
    /// Empty until the page names all of its applicants in one showing.
    pub applicant: String,
    pub href: String,
    pub procedure: String,
    pub holder: String,
    pub unit: String,
    /// The tag's class and word.
    pub tag: (&'static str, String),
    pub due: String,
    /// The progress of the letter; for a dossier to approve, the proposal.
    pub note: String,
    /// The links to possible actions: address and words.
    pub actions: Vec<(String, String)>,
}

/// The dossiers of a unit's lists: those that the unit answers for, or, for a desk, those that it
/// holds.
pub(super) fn of_unit(context: &RequestContext, unit: &str, pick: Pick) -> Pick {
    let desk = context.rules.unit(unit).is_some_and(|unit| unit.kind == UnitKind::Desk);
    match desk {
        true => Pick { holding_unit: Some(unit.to_owned()), ..pick },
        false => Pick { unit: Some(unit.to_owned()), ..pick },
    }
}

/// The end of the n-th working day after today.
pub(super) fn end_of(context: &RequestContext, n: u32) -> Instant {
    let calendar = context.rules.deadline_calendar();
    let day: Day = calendar.nth_working_day_after(context.today(), n);
    calendar.zone.at(day.plus(1), 0)
}

/// Open and past due, or open and due before an instant.
pub(super) fn late(context: &RequestContext) -> Pick {
    let now = context.now().0;
    Pick { due_before: Some(now), ..open(context) }
}

pub(super) fn near(context: &RequestContext, days: u32) -> Pick {
    let now = context.now().0;
    Pick { due_from: Some(now), due_before: Some(end_of(context, days).0), ..open(context) }
}

fn open(context: &RequestContext) -> Pick {
    let (phases, at) = (vec!["open".to_owned()], context.now().0);
    Pick { phases, suspended: Some(false), at, ..Pick::default() }
}

/// Letters that have come so far, of dossiers that the citizen still waits for; none of a suspended
/// one, which owes no letter.
pub(super) fn letters(context: &RequestContext, letter: &str) -> Pick {
    let phases = ["open", "ready"].map(str::to_owned).into();
    let letters = vec![letter.to_owned()];
    Pick { phases, letters, suspended: Some(false), at: context.now().0, ..Pick::default() }
}

/// Letters that are signed and not sent.
pub(crate) fn signed_letters(context: &RequestContext) -> Pick {
    letters(context, "signed")
}

/// Whether the letter is still owed: a dossier that was finished in time owes none, though it was
/// drafted when due came near.
pub(crate) fn owes_letter(row: &DossierRow) -> bool {
    row.ended_at.is_none_or(|ended| row.due_at.is_none_or(|due| due < ended))
}

fn pick(context: &RequestContext, reach: &Reach, what: What) -> Pick {
    let pick = match what {
        What::Approve => {
            return Pick { held_by: Some(context.actor().id), ..open(context) };
        }
        What::Sign => letters(context, "drafted"),
        What::Send => letters(context, "signed"),
        What::Late => late(context),
        What::Near => near(context, NEAR[2]),
    };
    match &reach.unit {
        Some(unit) => of_unit(context, unit, pick),
        None => pick,
    }
}

/// Whether a dossier is at a step of a head or leader: others are asked for no approval.
fn at_head_s_step(context: &RequestContext, row: &DossierRow) -> bool {
    let names = context.names();
    let rule = names.rule(&row.procedure);
    let step = rule.and_then(|rule| rule.steps.iter().find(|step| step.id == row.step));
    step.is_some_and(|step| matches!(step.post, Post::Head | Post::DeputyHead | Post::Leader))
}

impl List {
    /// Names the applicants of its rows: one showing, on record for all of them. Whether the names are
    /// withheld.
    pub fn name_applicants(&mut self, context: &RequestContext) -> Result<bool, Error> {
        let rows: Vec<DossierRow> = self.rows.iter().map(|row| row.source.clone()).collect();
        let applicants = work::applicants(context, &rows)?;
        let withheld = applicants.is_withheld();
        let applicants = applicants.given().unwrap_or_default();
        for row in &mut self.rows {
            row.applicant = applicants.get(&row.source.stream).cloned().unwrap_or_default();
        }
        Ok(withheld)
    }

    /// A page of the list, from the place that the address names.
    pub fn new(
        context: &RequestContext,
        reach: &Reach,
        what: What,
        rows: usize,
    ) -> Result<Self, Error> {
        let (listed, count) = page_of_rows(context, reach, what, rows)?;
        let whole = listed.len() > rows;
        let shown = &listed[..listed.len().min(rows)];
        let next = shown.last().filter(|_| whole).map(|last| {
            let (instant, stream) = Order::Due.place(last);
            let params = reach.params(context).with("what", what.code());
            context.link("/head/list", &params.with("after", &format!("{instant}~{stream}")))
        });
        let text = |part: &str| context.text(&format!("head-{}_{part}", what.code()));
        let name = text("heading");
        Ok(Self {
            id: what.code(),
            heading: context
                .format("head-heading", &[("name", name.into()), ("n", (count as i64).into())]),
            hint: text("hint"),
            empty: text("empty"),
            buckets: if what == What::Near { Some(buckets(context, reach)?) } else { None },
            note_heading: context.text(match what {
                What::Approve => "act-proposal",
                _ => "head-letter",
            }),
            rows: shown
                .iter()
                .map(|dossier| row(context, dossier, what))
                .collect::<Result<_, _>>()?,
            count,
            next,
            together: (count > 0).then(|| together(context, what)).flatten(),
        })
    }
}

/// The link to the page that handles the rows of a list together: address and words.
fn together(context: &RequestContext, what: What) -> Option<(String, String)> {
    let (path, key) = match what {
        What::Approve => ("/head/approvals", "head-approve_many"),
        What::Sign => ("/head/letters", "head-sign_many"),
        What::Send if context.actor().role == Role::Head => ("/letters", "head-send_many"),
        _ => return None,
    };
    Some((context.to(path), context.text(key)))
}

/// The rows of a page, with one row more where there are further ones, and the number of all rows.
fn page_of_rows(
    context: &RequestContext,
    reach: &Reach,
    what: What,
    rows: usize,
) -> Result<(Vec<DossierRow>, u64), Error> {
    let (app, who) = (context.app(), context.who());
    let pick = pick(context, reach, what);
    let after = context.params.get("after").and_then(|after| {
        let (instant, stream) = after.split_once('~')?;
        Some((instant.parse().ok()?, stream.to_owned()))
    });
    if what.sifted() {
        let mut held = all(context, reach, what)?;
        let count = held.len() as u64;
        held.retain(|row| after.as_ref().is_none_or(|after| Order::Due.place(row) > *after));
        held.truncate(rows + 1);
        return Ok((held, count));
    }
    let count = app.count(&who, &pick)?;
    Ok((app.pick(&who, &Pick { limit: rows + 1, after, ..pick })?, count))
}

/// The rows of a list each of which must be looked at; they are few: what one person holds, what is not
/// done.
fn sifted(context: &RequestContext, what: What, pick: &Pick) -> Result<Vec<DossierRow>, Error> {
    let mut rows = context.app().pick(&context.who(), pick)?;
    if what != What::Approve {
        rows.retain(owes_letter);
        return Ok(rows);
    }
    rows.retain(|row| row.approved_at.is_none() && at_head_s_step(context, row));
    let mut approvable = Vec::new();
    for row in rows {
        let dossier = context.app().open_stream(&context.who(), &row.stream, context.now())?;
        if dossier.is_some_and(|dossier| dossier.actions.contains(&Action::ApproveResult)) {
            approvable.push(row);
        }
    }
    Ok(approvable)
}

/// All rows of a list each of which must be looked at, the first due first.
pub(super) fn all(
    context: &RequestContext,
    reach: &Reach,
    what: What,
) -> Result<Vec<DossierRow>, Error> {
    sifted(context, what, &Pick { limit: HELD, ..pick(context, reach, what) })
}

/// The number of dossiers due within each number of working days, in words.
fn buckets(context: &RequestContext, reach: &Reach) -> Result<String, Error> {
    let mut counts = Vec::new();
    for days in NEAR {
        let pick = near(context, days);
        let pick = match &reach.unit {
            Some(unit) => of_unit(context, unit, pick),
            None => pick,
        };
        counts.push(context.app().count(&context.who(), &pick)? as i64);
    }
    let values = [("one", counts[0].into()), ("two", counts[1].into()), ("five", counts[2].into())];
    Ok(context.format("head-buckets", &values))
}

pub(super) fn row(context: &RequestContext, row: &DossierRow, what: What) -> Result<Row, Error> {
    let names = context.names();
    let holder = row.holder.as_deref().unwrap_or_default();
    let acting = row.stand_in.as_deref().filter(|_| row.stand_in_until > Some(context.now().0));
    let holder = match acting {
        Some(by) => context.format(
            "head-stand_in",
            &[("by", names.officer(by).into()), ("officer", names.officer(holder).into())],
        ),
        None => names.officer(holder),
    };
    let (tag, due) = due(context, row);
    let note = match (what, coverage::promised(context, row)?) {
        (What::Approve, _) => proposal(context, row)?,
        (_, Some(date)) => {
            let day = messages::day_of(context.language, date);
            context.format("head-promised", &[("day", day.into())])
        }
        (_, None) => context.text(&format!("head-letter_{}", letter(row))),
    };
    Ok(Row {
        source: row.clone(),
        applicant: String::new(),
        code: row.code.clone(),
        href: context.dossier(&row.code, &row.register),
        procedure: names.procedure(&row.procedure),
        holder: if row.holder.is_some() { holder } else { String::new() },
        unit: if row.holding_unit.is_empty() {
            String::new()
        } else {
            names.unit(&row.holding_unit)
        },
        tag,
        due,
        note,
        actions: actions(context, row, what),
    })
}

fn proposal(context: &RequestContext, row: &DossierRow) -> Result<String, Error> {
    let dossier = context.app().open_stream(&context.who(), &row.stream, context.now())?;
    let proposal = dossier.and_then(|dossier| act::proposal(context, &dossier));
    Ok(proposal.unwrap_or_else(|| context.text("head-no_proposal")))
}

fn letter(row: &DossierRow) -> &str {
    match row.letter.as_str() {
        "" => "none",
        letter => letter,
    }
}

/// The tag, and how long is left or has passed.
fn due(context: &RequestContext, row: &DossierRow) -> ((&'static str, String), String) {
    let Some(at) = row.due_at.map(Instant) else {
        return (("withdrawn", String::new()), String::new());
    };
    let calendar = context.rules.deadline_calendar();
    let text = messages::instant(context.language, at, &calendar.zone);
    let now = context.now();
    if row.suspended {
        return (("paused", context.text("head-tag_paused")), text);
    }
    let late = now > at;
    let class = match late {
        true => "past_due",
        false if at < end_of(context, NEAR[0]) => "near",
        false => "within",
    };
    ((class, messages::remaining(context.language, calendar, now, at)), text)
}

fn actions(context: &RequestContext, row: &DossierRow, what: What) -> Vec<(String, String)> {
    let leader = context.actor().role == Role::Leader;
    let theirs = leader || row.holding_unit == context.actor().unit;
    let letter = match (what, row.letter.as_str()) {
        (What::Late, "") => Some("draft_apology"),
        (What::Late, "drafted") => Some("sign_apology"),
        (What::Late, "signed") => Some("send_apology"),
        _ => what.action(),
    };
    // A leader drafts and sends no letter.
    let letter =
        letter.filter(|code| !(leader && matches!(*code, "draft_apology" | "send_apology")));
    let reassign = matches!(what, What::Late | What::Near) && theirs && row.phase == "open";
    let codes = letter.into_iter().chain(reassign.then_some("reassign"));
    let rule_set = context.rule_set(row.received_at.map(Instant));
    let link = |code: &str| {
        let action = Action::ALL.iter().find(|action| action.code() == code);
        let label = action.map(|action| messages::action(context.language, rule_set, *action));
        let path = format!("/dossier/{}/do/{code}", encode(&row.code));
        (context.link(&path, &Params::default().with("from", "head")), label.unwrap_or_default())
    };
    codes.map(link).collect()
}
