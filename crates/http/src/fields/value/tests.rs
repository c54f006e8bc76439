//! Values of fields as they are typed.

use super::super::{Choice, Form};
use super::*;

fn read(field: Field, text: &str) -> Result<Value, Invalid> {
    field.text(text).value(&Zone::VIETNAM)
}

fn field(kind: Kind) -> Field {
    Field::new(kind, "f", "F".into())
}

#[test]
fn every_kind_is_read_or_refused_with_a_reason() {
    let text = |text: &str| Ok(Value::Text(text.to_owned()));
    let number = Kind::Number { least: 1, most: 9 };
    let select = || field(Kind::Select).choices(vec![Choice::new("a", "A".into())]);
    let long = "x".repeat(201);
    for (field, given, expected) in [
        (field(Kind::Line), " một dòng ", text("một dòng")),
        (field(Kind::Line), "  ", Err(Invalid::Missing)),
        (field(Kind::Line).optional(), "", Ok(Value::Empty)),
        (field(Kind::Line), "a\nb", Err(Invalid::ManyLines)),
        (field(Kind::Line), &long, Err(Invalid::TooLong)),
        (field(Kind::Line).max_chars(201), &long, text(&long)),
        (field(Kind::Line).max_chars(2), "ếế", text("ếế")),
        (field(Kind::Line).format(|text| text.len() == 2), "a", Err(Invalid::Format)),
        (field(Kind::Long), "a\nb", text("a\nb")),
        (field(Kind::Lines), "- a\n\n b \n", Ok(Value::Lines(vec!["a".into(), "b".into()]))),
        (field(Kind::Lines), "-  ", Ok(Value::Lines(vec!["-".into()]))),
        (select(), "a", text("a")),
        (select(), "b", Err(Invalid::NotOffered)),
        (select(), "", Err(Invalid::NotChosen)),
        (field(Kind::Radio), "a", Err(Invalid::NotOffered)),
        (field(Kind::Day), "22/11/2018", Ok(Value::Day(Day::from_ymd(2018, 11, 22)))),
        (field(Kind::TypedDay), "2018-11-22", Ok(Value::Day(Day::from_ymd(2018, 11, 22)))),
        (field(Kind::Day), "31/02/2018", Err(Invalid::Day)),
        (field(Kind::Moment), "2018-11-22", Err(Invalid::Moment)),
        (field(Kind::Moment), "22/11/2018 25:00", Err(Invalid::Moment)),
        (field(number), "9", Ok(Value::Number(9))),
        (field(number), "0", Err(Invalid::Number)),
        (field(number), "10", Err(Invalid::Number)),
        (field(number), "1,5", Err(Invalid::Number)),
    ] {
        let kind = field.kind;
        assert_eq!(read(field, given), expected, "{kind:?} {given:?}");
    }
}

#[test]
fn typed_text_stays_in_the_form_even_if_it_is_refused() {
    let mut form = Form::new(
        &Zone::VIETNAM,
        vec![
            Field::new(Kind::Line, "name", "Name".into()),
            Field::new(Kind::Select, "ward", "Ward".into())
                .choices(vec![Choice::new("a", "A".into())]),
        ],
    );
    let posted = crate::address::Params::default().with("name", "a\nb").with("ward", "a");
    form.fill(&posted);
    assert_eq!((form.raw("name"), form.text("name").as_str()), ("a\nb", ""));
    assert!(form.get("ward").is_some_and(|field| field.all_choices().all(|c| c.chosen)));
    assert_eq!(form.filled("ward").as_deref(), Some("a"));
    form.mark(&[Fault::new("name", "x".into()), Fault::new("name", "y".into())]);
    let fault = form.get("name").and_then(|field| field.fault.as_deref());
    assert_eq!(fault, Some("x y"));
    assert_eq!(form.get("name").map(Field::described).as_deref(), Some("name-fault"));
}
