//! Who serves in which unit, as the law wants it published: names, titles, fields and the telephone of the
//! office, heads first; of other officers those at the desk. No officer's own telephone.

use std::collections::BTreeSet;

use indicators::Dimension;
use rules::{Officer, Post, UnitKind};

use crate::request_context::RequestContext;

/// A unit with the officers who are published.
pub(super) struct Unit {
    pub name: String,
    /// Telephone and address for callers and visitors.
    pub reached: Vec<String>,
    pub fields: String,
    pub officers: Vec<Person>,
}

pub(super) struct Person {
    pub name: String,
    pub title: String,
    /// The telephone number as dialled and as shown.
    pub phone: Option<(String, String)>,
}

/// The units in force today that have such officers, in the order of the rules.
pub(super) fn units(context: &RequestContext) -> Vec<Unit> {
    let Some(agency) = context.rules.agency.as_ref() else { return Vec::new() };
    let today = context.today();
    let units = agency.units.iter().filter(|unit| unit.valid(today));
    let units = units.map(|unit| {
        let of_unit = agency.officers.iter().filter(|officer| officer.unit == unit.code);
        let serving = of_unit.filter(|officer| officer.valid(today));
        let mut officers: Vec<&Officer> =
            serving.filter(|officer| rank(officer.post, unit.kind).is_some()).collect();
        officers.sort_by_key(|officer| rank(officer.post, unit.kind));
        Unit {
            name: context.names().unit(&unit.code),
            reached: unit.phone.iter().chain(&unit.address).cloned().collect(),
            fields: fields(context, &unit.code),
            officers: officers.into_iter().map(person).collect(),
        }
    });
    units.filter(|unit| !unit.officers.is_empty()).collect()
}

/// The place of a published officer among those of the unit.
fn rank(post: Post, kind: UnitKind) -> Option<u8> {
    match post {
        Post::Leader | Post::Head => Some(0),
        Post::DeputyHead => Some(1),
        Post::DeskOfficer if kind == UnitKind::Desk => Some(2),
        _ => None,
    }
}

fn person(officer: &Officer) -> Person {
    let shown = |phone: &String| (phone.clone(), text::person::national_phone(phone));
    Person {
        name: officer.name.clone(),
        title: officer.title.clone(),
        phone: officer.phone.as_ref().map(shown),
    }
}

/// The fields of the procedures for whose results a unit answers.
fn fields(context: &RequestContext, unit: &str) -> String {
    let names = context.names();
    let answers = context.rules.procedures_on(context.today());
    let answers = answers.filter(|procedure| procedure.answering_unit.as_deref() == Some(unit));
    let fields: BTreeSet<String> =
        answers.map(|procedure| names.value(Dimension::Field, &procedure.field)).collect();
    fields.into_iter().collect::<Vec<_>>().join("; ")
}
