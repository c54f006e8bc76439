//! Old registers and the maps that read them.

use std::collections::BTreeSet;
use std::io::Write;

use flate2::write::GzEncoder;
use fuzz::{Seeds, run};
use register::{Import, Map, ReadError, read};

use crate::{file, lines};

const ROWS: &str = r#"
level = "dossier"
zone = "Asia/Ho_Chi_Minh"
formats = ["%d.%m.%Y"]
[columns]
dossier = "no"
procedure = "what"
received = "in"
finished = "out"
[duration]
amount = 5
unit = "working_days"
[calendar]
from = 2017
to = 2019
mon_fri = ["07:30-11:30", "13:00-17:00"]
"#;

const EVENTS: &str = r#"
level = "event"
zone = "Asia/Ho_Chi_Minh"
[columns]
dossier = "case:concept:name"
received = "start"
due = "due"
unit = "office/name"
finished = { last_event = "time:timestamp", when = { column = "closed", values = ["true"] } }
step = "concept:name"
step_at = "time:timestamp"
step_officer = "org:resource"
"#;

const TABLE: &str = "no,what,in,out\n\"A, 1\",x,2018-01-05 09:00,2018-01-09\nB,,05/01/2018,\n\
                     C,\"a \"\"b\"\"\nc\",5.1.2018,\n";

const EVENT_TABLE: &str = "case:concept:name;start;due;office/name;closed;concept:name;\
                           time:timestamp;org:resource\n\
                           A;2018-01-05 09:00;2018-01-10;X;true;Check;2018-01-06 08:00;Lan\n\
                           A;2018-01-05 09:00;2018-01-11;X;true;Sign;2018-01-07T08:00:00.5Z;\n";

const LOG: &str = r#"<?xml version="1.0" encoding="UTF-8"?>
<log xes.version="1.0"><global scope="trace"><string key="concept:name" value="UNKNOWN"/></global>
  <trace><string key="concept:name" value="A &amp; B"/>
    <date key="start" value="2018-01-05T09:00:00+07:00"><string key="k" value="no"/></date>
    <date key="due" value="2018-01-10T17:00:00.000+07:00"/><boolean key="closed" value="true"/>
    <container key="office"><string key="name" value="Đất đai"/></container>
    <event><string key="concept:name" value="Check"/>
      <date key="time:timestamp" value="2018-01-06T08:00:00+07:00"/></event>
  </trace>
</log>
"#;

fn map(text: &str) -> Map {
    Map::parse(text).unwrap_or_else(|error| panic!("the map: {error}"))
}

fn packed(text: &str) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), flate2::Compression::fast());
    encoder.write_all(text.as_bytes()).unwrap();
    encoder.finish().unwrap()
}

/// Checks that each dossier occurs once by its number, and that rejects and warnings have a line of
/// the file.
fn assert_well_formed(import: &Import, lines: Option<usize>) {
    assert_eq!(import.total, import.dossiers.len() + import.rejects.len());
    let codes: BTreeSet<&str> = import.dossiers.iter().map(|d| d.code.as_str()).collect();
    assert_eq!(codes.len(), import.dossiers.len());
    assert!(!codes.contains(""));
    let rejects = import.rejects.iter().map(|reject| reject.line);
    for line in rejects.chain(import.warnings.iter().map(|warning| warning.line)) {
        assert!(line >= 1 && lines.is_none_or(|lines| line <= lines), "line {line} of {lines:?}");
    }
}

fn target(name: &str, texts: &[&str], map: &Map, words: &'static [&'static str]) {
    let mut files: Vec<Vec<u8>> = texts.iter().map(|text| text.as_bytes().to_vec()).collect();
    for seed in &files {
        let import = read(seed, map).unwrap_or_else(|error| panic!("{error}"));
        assert!(!import.dossiers.is_empty(), "{:?}", import.rejects);
    }
    files.push(packed(texts[0]));
    run(name, &Seeds { files, words }, |_, bytes| {
        let lines =
            (!bytes.starts_with(&[0x1f, 0x8b]) && !bytes.contains(&0)).then(|| lines(bytes));
        match read(bytes, map) {
            Ok(import) => assert_well_formed(&import, lines),
            Err(
                ReadError::Xml { line, .. }
                | ReadError::Csv { line, .. }
                | ReadError::NotInEncoding { line, .. }
                | ReadError::MonthFirst { line }
                | ReadError::NotUtf8 { line },
            ) => {
                assert!(line >= 1 && lines.is_none_or(|lines| line <= lines), "line {line}");
            }
            Err(error) => assert!(error.to_string().len() < 100_000, "a short message"),
        }
    });
}

#[test]
fn csv() {
    let words = &[",", ";", "\"\"", "\n", "\n\n", "2018-01-05 09:00", "31/12/9999", "-", "no"];
    target("csv", &[TABLE], &map(ROWS), words);
}

/// A workbook with one sheet, built from its parts.
fn workbook(rows: &str) -> Vec<u8> {
    let main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    let relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    let package = "http://schemas.openxmlformats.org/package/2006";
    let parts = [
        (
            "[Content_Types].xml",
            format!(
                "<Types xmlns=\"{package}/content-types\"><Default Extension=\"xml\" ContentType=\"application/xml\"/></Types>"
            ),
        ),
        (
            "xl/workbook.xml",
            format!(
                "<workbook xmlns=\"{main}\" xmlns:r=\"{relations}\"><sheets><sheet name=\"A\" \
                 sheetId=\"1\" r:id=\"rId1\"/></sheets></workbook>"
            ),
        ),
        (
            "xl/_rels/workbook.xml.rels",
            format!(
                "<Relationships xmlns=\"{package}/relationships\"><Relationship Id=\"rId1\" \
                 Type=\"{relations}/worksheet\" Target=\"worksheets/sheet1.xml\"/></Relationships>"
            ),
        ),
        (
            "xl/worksheets/sheet1.xml",
            format!("<worksheet xmlns=\"{main}\"><sheetData>{rows}</sheetData></worksheet>"),
        ),
    ];
    let mut archive = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    let stored =
        zip::write::SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored);
    for (name, text) in parts {
        archive.start_file(name, stored).unwrap();
        archive.write_all(text.as_bytes()).unwrap();
    }
    archive.finish().unwrap().into_inner()
}

#[test]
fn xlsx() {
    let row = |n: usize, cells: [&str; 4]| {
        let cell = |text: &&str| format!("<c t=\"str\"><v>{text}</v></c>");
        format!("<row r=\"{n}\">{}</row>", cells.iter().map(cell).collect::<String>())
    };
    let rows = [
        row(1, ["no", "what", "in", "out"]),
        row(2, ["A", "x", "2018-01-05 09:00", "2018-01-09"]),
        row(3, ["B", "", "05/01/2018", ""]),
    ];
    let seed = workbook(&rows.concat());
    let map = map(ROWS);
    let import = read(&seed, &map).unwrap_or_else(|error| panic!("{error}"));
    assert_eq!(import.dossiers.len(), 2, "{:?}", import.rejects);
    let words = &[
        "<c r=\"XFD1048576\">",
        "<row r=\"4294967295\">",
        "t=\"s\"",
        "t=\"e\"",
        "</row>",
        "<v>1e308</v>",
        "<f>",
        "PK\u{1}\u{2}",
    ];
    run("xlsx", &Seeds { files: vec![seed], words }, |_, bytes| match read(bytes, &map) {
        Ok(import) => assert_well_formed(&import, None),
        Err(error) => assert!(error.to_string().len() < 100_000, "a short message"),
    });
}

#[test]
fn csv_of_events() {
    let words = &[";", "\"\"", "\n", "A;", "0001-01-01", "9999-12-31 23:59:59+23:59", "true"];
    target("csv_of_events", &[EVENT_TABLE], &map(EVENTS), words);
}

#[test]
fn xes() {
    let words = &[
        "<trace>",
        "</trace>",
        "<event>",
        "</event>",
        "<list key=\"a\">",
        "</list>",
        "<!--",
        "-->",
        "<![CDATA[",
        "]]>",
        "<!DOCTYPE a [<!ENTITY b \"c\">]>",
        "&b;",
        "&#0;",
        "&#x110000;",
        "\"/>",
        "<string key=\"due\" value=\"",
        "-262144-01-01T00:00:00Z",
    ];
    target("xes", &[LOG], &map(EVENTS), words);
}

#[test]
fn map_files() {
    let files = vec![file("docs/import/wabo.toml"), ROWS.into(), EVENTS.into()];
    let words = &[
        "[columns]\n",
        "[[columns]]\n",
        "values = [",
        "a = ",
        "{ value = \"x\" }",
        "\"\"\"",
        "'",
        "amount = 65536\n",
        "from = 0001-01-01\n",
        "to = 9999-12-31\n",
        "formats = [\"%9999999Y\"]\n",
        "when = { column = \"closed\" }",
        "a.b.",
        "first_event",
        "unit = \"working_hours\"\n",
        "%s",
    ];
    run("map_files", &Seeds { files, words }, |_, bytes| {
        let Ok(text) = std::str::from_utf8(bytes) else { return };
        match Map::parse(text) {
            Ok(map) => {
                for log in [TABLE, EVENT_TABLE, LOG] {
                    let import = read(log.as_bytes(), &map);
                    import.iter().for_each(|i| assert_well_formed(i, Some(lines(log.as_bytes()))));
                }
            }
            Err(error) => {
                assert!(!error.0.is_empty());
                let lines = lines(bytes);
                assert!(error.0.iter().all(|p| (1..=lines).contains(&p.line)), "{error}");
            }
        }
    });
}
