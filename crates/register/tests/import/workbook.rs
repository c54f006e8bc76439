//! Excel workbooks, built part by part.

use std::io::{Cursor, Write};

use register::{Import, Map, ReadError, read};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use crate::common::{HEAD, MAP, at, import_with, rejected};

const MAIN: &str = "xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"";
const RELATIONS: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

/// The number formats of the cells with `s="1"`, `s="2"` and so on.
const FORMATS: [&str; 4] = ["dd/mm/yyyy", "dd/mm/yyyy hh:mm", "0000", "[$-42A]dd mmmm yyyy"];

/// A workbook whose sheets contain texts.
pub fn of(sheets: &[(&str, &[&[&str]])]) -> Vec<u8> {
    let text = |cell: &&str| format!("<c t=\"inlineStr\"><is><t>{cell}</t></is></c>");
    let row = |row: &&[&str]| format!("<row>{}</row>", row.iter().map(text).collect::<String>());
    let rows: Vec<(&str, String)> =
        sheets.iter().map(|(name, rows)| (*name, rows.iter().map(row).collect())).collect();
    built(&rows, "")
}

/// A workbook with sheets from the XML of their rows.
fn built(sheets: &[(&str, String)], properties: &str) -> Vec<u8> {
    let mut book = ZipWriter::new(Cursor::new(Vec::new()));
    let mut part = |name: &str, text: String| {
        book.start_file(name, SimpleFileOptions::default()).unwrap();
        book.write_all(text.as_bytes()).unwrap();
    };
    let formats: String = (0..FORMATS.len())
        .map(|at| format!("<numFmt numFmtId=\"{}\" formatCode=\"{}\"/>", 164 + at, FORMATS[at]))
        .collect();
    let styles: String =
        (0..FORMATS.len()).map(|at| format!("<xf numFmtId=\"{}\"/>", 164 + at)).collect();
    part(
        "xl/styles.xml",
        format!(
            "<styleSheet {MAIN}><numFmts>{formats}</numFmts><cellXfs><xf numFmtId=\"0\"/>{styles}</cellXfs></styleSheet>"
        ),
    );
    let (mut names, mut links) = (String::new(), String::new());
    for (index, (name, rows)) in sheets.iter().enumerate() {
        names += &format!("<sheet name=\"{name}\" sheetId=\"{}\" r:id=\"r{index}\"/>", index + 1);
        links += &format!(
            "<Relationship Id=\"r{index}\" Type=\"{RELATIONS}/worksheet\" Target=\"worksheets/sheet{index}.xml\"/>"
        );
        part(
            &format!("xl/worksheets/sheet{index}.xml"),
            format!("<worksheet {MAIN}><sheetData>{rows}</sheetData></worksheet>"),
        );
    }
    part(
        "xl/workbook.xml",
        format!(
            "<workbook {MAIN} xmlns:r=\"{RELATIONS}\">{properties}<sheets>{names}</sheets></workbook>"
        ),
    );
    links += &format!("<Relationship Id=\"s\" Type=\"{RELATIONS}/styles\" Target=\"styles.xml\"/>");
    part(
        "xl/_rels/workbook.xml.rels",
        format!(
            "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">{links}</Relationships>"
        ),
    );
    book.finish().unwrap().into_inner()
}

const UNIT: &str = "<c r=\"B2\" t=\"inlineStr\"><is><r><t>Quản </t></r><r><t>lý</t></r></is></c>";
const DUE: &str = "<c r=\"D2\" s=\"1\"><v>43133</v></c>";

fn import(row: &str, keys: &str, properties: &str) -> Result<Import, ReadError> {
    let cell = |(column, name): (char, &str)| {
        format!("<c r=\"{column}1\" t=\"inlineStr\"><is><t>{name}</t></is></c>")
    };
    let head: String = ('A'..).zip(HEAD.split(',')).map(cell).collect();
    let rows = format!("<row r=\"1\">{head}</row><row r=\"2\">{row}</row>");
    import_with(keys, &built(&[("A", rows)], properties))
}

fn row(received: &str) -> String {
    format!("<c r=\"A2\"><v>7</v></c>{UNIT}<c r=\"C2\" {received}</c>{DUE}")
}

#[test]
fn a_cell_gives_its_value() {
    for (received, moment) in [
        ("s=\"2\"><v>43105.354166666664</v>", "2018-01-05T08:30:00"),
        ("s=\"4\"><v>43105</v>", "2018-01-05T00:00:00"),
        ("s=\"1\"><f>TODAY()</f><v>43105</v>", "2018-01-05T00:00:00"),
        ("t=\"d\"><v>2018-01-05T08:30:00</v>", "2018-01-05T08:30:00"),
        ("t=\"inlineStr\"><is><t>05/01/2018 8:30 CH</t></is>", "2018-01-05T20:30:00"),
        ("t=\"str\"><f>A1</f><v>05/01/2018</v>", "2018-01-05T00:00:00"),
    ] {
        let log = import(&row(received), "", "").unwrap();
        let [one] = log.dossiers.as_slice() else { panic!("{received}: {log:?}") };
        assert_eq!((one.code.as_str(), one.unit.as_str()), ("7", "Quản lý"));
        assert_eq!((one.received, one.due), (at(moment), at("2018-02-02T23:59:59.999")));
    }
    let since_1904 = row("s=\"2\"><v>41643.5</v>").replace("43133", "41671");
    let log = import(&since_1904, "", "<workbookPr date1904=\"1\"/>").unwrap();
    assert_eq!(log.dossiers[0].received, at("2018-01-05T12:00:00"));
    assert_eq!(log.dossiers[0].due, at("2018-02-02T23:59:59.999"));
}

#[test]
fn a_cell_that_holds_no_date_rejects_its_row() {
    for received in [
        "><v>43105</v>",
        "s=\"1\"><v>60</v>",
        "s=\"1\"><v>-5</v>",
        "s=\"1\"><v>2958466</v>",
        "s=\"1\"><f>TODAY()</f>",
        "t=\"e\"><f>A9</f><v>#N/A</v>",
        "t=\"b\"><v>1</v>",
    ] {
        let log = import(&row(received), "", "").unwrap();
        assert_eq!((log.total, log.rejects.len(), log.rejects[0].line), (1, 1, 2), "{received}");
    }
}

#[test]
fn an_error_of_the_spreadsheet_is_no_value() {
    let error = "<c r=\"B2\" t=\"e\"><f>1/0</f><v>#DIV/0!</v></c>";
    let bad = row("s=\"1\"><v>43105</v>").replace(UNIT, error);
    let log = import(&bad, "", "").unwrap();
    assert_eq!(rejected(&log), [(2, "7", "the spreadsheet shows the error #DIV/0!")]);
    let log = import(&bad, "absent = [\"#DIV/0!\"]\n", "").unwrap();
    assert_eq!(log.dossiers[0].unit, "(none)");
    let written = row("s=\"1\"><v>43105</v>").replace("Quản </t></r><r><t>lý", "#N/A");
    assert_eq!(import(&written, "", "").unwrap().dossiers[0].unit, "#N/A", "a text");
}

#[test]
fn a_remark_next_to_the_table_is_ignored() {
    let remark = "<c r=\"H2\" t=\"inlineStr\"><is><t>xem lại</t></is></c>";
    let log = import(&(row("s=\"1\"><v>43105</v>") + remark), "", "").unwrap();
    assert_eq!(log.dossiers.len(), 1, "{log:?}");
}

#[test]
fn the_sheet_is_named_where_several_hold_rows() {
    let map = |extra: &str| Map::parse(&format!("{extra}{MAP}")).unwrap();
    let head: Vec<&str> = HEAD.split(',').collect();
    let rows: &[&[&str]] = &[&head, &["1", "P", "05/01/2018", "02/02/2018"]];
    let book = of(&[("Sổ  A", rows), ("B", &[&["x"]]), ("C", &[])]);
    let error = read(&book, &map("")).unwrap_err().to_string();
    assert!(error.contains("several sheets hold rows (Sổ  A, B)"), "{error}");
    assert_eq!(read(&book, &map("sheet = \"Sổ A\"\n")).unwrap().dossiers.len(), 1);
    let error = read(&book, &map("sheet = \"D\"\n")).unwrap_err().to_string();
    assert!(error.contains("the sheet D") && error.contains("Sổ  A"), "{error}");
    assert_eq!(read(&of(&[("A", rows), ("C", &[])]), &map("")).unwrap().dossiers.len(), 1);
    let titled: &[&[&str]] = &[&["SỔ THEO DÕI"], &[], rows[0], rows[1]];
    let error = read(&of(&[("A", titled)]), &map("")).unwrap_err().to_string();
    assert!(error.contains("skip_rows = 2"), "{error}");
    let log = read(&of(&[("A", titled)]), &map("skip_rows = 2\n")).unwrap();
    assert_eq!((log.dossiers.len(), log.skipped), (1, 1));
}

#[test]
fn a_zip_that_is_no_workbook_is_named() {
    for (part, words) in [
        ("word/document.xml", "Word"),
        ("content.xml", "OpenDocument"),
        ("xl/workbook.bin", "binary Excel"),
        ("a.csv", "a zip file"),
    ] {
        let mut book = ZipWriter::new(Cursor::new(Vec::new()));
        book.start_file(part, SimpleFileOptions::default()).unwrap();
        let bytes = book.finish().unwrap().into_inner();
        let error = read(&bytes, &Map::parse(MAP).unwrap()).unwrap_err().to_string();
        assert!(error.contains(words), "{part}: {error}");
    }
    let whole = of(&[("A", &[&["x"]])]);
    for length in [whole.len() - 40, whole.len() / 2] {
        let error = read(&whole[..length], &Map::parse(MAP).unwrap()).unwrap_err();
        assert!(matches!(error, ReadError::Workbook(_)), "{error:?}");
    }
}
