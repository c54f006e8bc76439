//! Templates are read, their faults are named by line, and values appear in the paper unchanged.

use calendar::{Instant, Zone};
use proptest::prelude::*;
use serde_json::json;

use super::*;
use crate::block::{Face, Inline};
use crate::{About, paper};

const SLIP: &str = "---\npaper: A5\n---\n# Giấy hẹn\n\nMã **{{ code }}**\n\n\
    | TT | Tên giấy tờ | Bản chính |\n|:-:|---|:-:|\n\
    {% for paper in papers %}\n| {{ loop.index }} | {{ paper.name }} | {{ paper.originals }} |\n{% endfor %}\n";

fn about(zone: &Zone) -> About<'_> {
    let at = Instant(1_500_000_000_000);
    About { title: "Giấy hẹn", language: "vi", author: "UBND phường", at, zone }
}

#[test]
fn faults_are_named_by_line() {
    let cases = [
        ("# no head", 1),
        ("---\npaper: A6\n---\n", 2),
        ("---\npaper: A5\nsize: 40\n---\n", 3),
        ("---\npaper: A5\nmargin: 3\n---\n", 3),
        ("---\npaper: A5\n", 1),
        ("---\nsize: 9\n---\n", 1),
        ("---\npaper: A5\n---\ntext\n{{ code\n", 5),
        ("---\npaper: A5\n---\n{% for x in y %}\n", 5),
    ];
    for (source, line) in cases {
        let fault = Template::parse(source).expect_err(source);
        assert!(fault.line.abs_diff(line) <= 1, "{source}: {fault:?}");
    }
}

#[test]
fn a_template_names_its_values_and_a_missing_one_is_a_fault() {
    let template = Template::parse(SLIP).expect("a template");
    let names: Vec<String> = template.names().into_iter().collect();
    assert_eq!(names, ["code", "papers"]);
    assert_eq!(template.line_of("code"), 6);
    let fault = template.fill(&json!({ "papers": [] })).expect_err("no code");
    assert_eq!(fault.line, 6);
}

#[test]
fn the_same_values_give_the_same_pdf_with_every_vietnamese_letter() {
    let template = Template::parse(SLIP).expect("a template");
    let letters = "ăâđêôơưĂÂĐÊÔƠƯ áàảãạắằẳẵặấầẩẫậéèẻẽẹếềểễệíìỉĩịóòỏõọốồổỗộớờởỡợúùủũụứừửữựýỳỷỹỵ";
    assert!(
        letters.chars().all(|letter| crate::font::width(&letter.to_string(), Face::Bold) > 0.1)
    );
    let papers: Vec<_> = (0..200).map(|n| json!({ "name": letters, "originals": n })).collect();
    let values = json!({ "code": "H29-1", "papers": papers });
    let zone = Zone::VIETNAM;
    let written = paper(&template, &values, &about(&zone)).expect("a paper");
    assert_eq!(written, paper(&template, &values, &about(&zone)).expect("a paper"));
    assert!(written.starts_with(b"%PDF-1.7") && written.len() < 200_000, "{}", written.len());
}

proptest! {
    /// No letter of a value is read as a mark of the template.
    #[test]
    fn a_value_stands_in_the_paper_as_it_is(printed in "[ -~ăđỗ\n\t]{1,60}") {
        prop_assume!(!printed.trim().is_empty());
        let template = Template::parse("---\npaper: A5\n---\nx {{ said }}\n\n| a |\n|---|\n| {{ said }} |\n");
        let blocks = template.expect("a template").fill(&json!({ "said": printed })).expect("blocks");
        let lines = printed.lines().map(|line| line.split_whitespace().collect::<Vec<_>>().join(" "));
        let lines: Vec<String> = lines.filter(|line| !line.is_empty()).collect();
        let words = |inlines: &[Inline]| {
            let mut words = String::new();
            for inline in inlines {
                match inline {
                    Inline::Text(text, Face::Regular) => words.push_str(text),
                    Inline::Break => words.push('\n'),
                    other => words.push_str(&format!("{other:?}")),
                }
            }
            words
        };
        prop_assert_eq!(blocks.len(), 2);
        let Block::Paragraph(paragraph) = &blocks[0] else { panic!("{blocks:?}") };
        prop_assert_eq!(words(paragraph), format!("x {}", lines.join("\n")));
        let Block::Table(table) = &blocks[1] else { panic!("{blocks:?}") };
        prop_assert_eq!(words(&table.rows[0][0]), lines.join("\n"));
    }

    /// Papers of every length and shape can be written.
    #[test]
    fn every_table_and_text_is_written(
        words in prop::collection::vec("[a-zạ-ỹ]{1,30}", 1..120),
        columns in 1usize..7,
        landscape in any::<bool>(),
    ) {
        let format = if landscape { "A4 landscape" } else { "A5" };
        let row = |cell: &str| format!("|{}\n", format!(" {cell} |").repeat(columns));
        let body = format!(
            "---\npaper: {format}\n---\n{{{{ text }}}}\n\n{}{}{}",
            row("h"), row("---"), row("{{ text }}")
        );
        let template = Template::parse(&body).expect("a template");
        let zone = Zone::VIETNAM;
        let written = paper(&template, &json!({ "text": words.join(" ") }), &about(&zone));
        prop_assert!(written.is_ok(), "{:?}", written.err());
    }
}
