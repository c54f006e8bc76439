//! The command line as other programs call it: its output is checked against `docs/schemas/`, its
//! exit codes and its one line of error are checked too. The module knows the built binary only.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use serde_json::Value;

const LOG: &str = "\
Số;Thủ tục;Phòng;Người;Nơi nhận;Nhận;Hạn;Trả
0012/2018;Cấp phép;QLĐT;An;counter;05/01/2018 08:30;02/02/2018;31/01/2018
0013/2018;Cấp phép;QLĐT;An;counter;05/01/2018 15:20;06/02/2018;08/02/2018
0014/2018;Sao y;Tư pháp;Bình;online;06/01/2018;05/02/2018;
0015/2018;Sao y;Tư pháp;Bình;online;06/01/2018;;
";

const MAP: &str = r#"
register = "quan-cu"
level = "dossier"
zone = "Asia/Ho_Chi_Minh"
delimiter = ";"

[columns]
dossier = "Số"
procedure = "Thủ tục"
unit = "Phòng"
officer = "Người"
channel = "Nơi nhận"
received = "Nhận"
due = "Hạn"
finished = "Trả"
"#;

const CALENDARS: &str = r#"{
  "timezone": "Asia/Ho_Chi_Minh", "valid_from": "2024-01-01", "valid_to": "2024-12-31",
  "calendars": { "wk5": {
    "mon_fri": [["07:30", "11:30"], ["13:00", "17:00"]], "saturday": [], "sunday": [],
    "holidays": ["2024-09-02"], "makeup_workdays_full_hours": []
  } }
}"#;

const VECTORS: &str = r#"
{"id": 1, "calendar": "wk5", "receipt": "2024-08-30T16:00:00+07:00", "amount": 2, "unit": "working_days"}
{"id": "b", "calendar": "wk5", "receipt": "2024-03-10T16:29:00+07:00", "amount": 7, "unit": "working_days", "due_civil": "x"}
"#;

/// A folder for one test, removed at its end.
struct TestFolder(PathBuf);

impl TestFolder {
    fn new(name: &str) -> Self {
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("schemas-{name}"));
        let _ = fs::remove_dir_all(&folder);
        fs::create_dir_all(&folder).expect("a folder");
        let desk = Self(folder);
        let files = [
            ("log.csv", LOG),
            ("map.toml", MAP),
            ("calendars.json", CALENDARS),
            ("vectors.jsonl", VECTORS),
        ];
        files.iter().for_each(|(name, text)| fs::write(desk.0.join(name), text).expect("a file"));
        desk
    }

    fn motcua(&self, line: &str) -> Output {
        let mut command = Command::new(env!("CARGO_BIN_EXE_motcua"));
        command.current_dir(&self.0).args(line.split(' ')).output().expect("the binary runs")
    }

    /// Runs a command that must succeed; returns its standard output.
    fn stdout_of(&self, line: &str) -> String {
        let output = self.motcua(line);
        assert!(output.status.success(), "{line}: {}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8(output.stdout).expect("UTF-8")
    }

    /// Runs a command that must fail with this exit code and one line of error that contains these
    /// words.
    fn assert_fails(&self, line: &str, code: i32, words: &str) {
        let output = self.motcua(line);
        let error = String::from_utf8(output.stderr).expect("UTF-8");
        assert_eq!(output.status.code(), Some(code), "{line}: {error}");
        assert!(error.starts_with("motcua: ") && error.contains(words), "{line}: {error}");
        assert_eq!(error.lines().count(), 1, "{line}: {error}");
    }

    fn import(&self) -> String {
        self.stdout_of("import log.csv --map map.toml --rejects rejects.csv")
    }
}

impl Drop for TestFolder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

fn fits(schema: &str, printed: &str) -> Value {
    let file =
        Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("../../docs/schemas/{schema}.json"));
    let schema: Value =
        serde_json::from_str(&fs::read_to_string(&file).expect("the schema")).expect("JSON");
    let value: Value = serde_json::from_str(printed).expect("JSON is printed");
    let broken = json_schema::problems(&schema, &schema, &value, "");
    assert!(broken.is_empty(), "{}: {broken:#?}", file.display());
    value
}

#[test]
fn an_import_and_its_second_run() {
    let desk = TestFolder::new("import");
    let first = fits("import", &desk.import());
    assert_eq!(
        (&first["read"], &first["imported"], &first["rejected"]),
        (&4.into(), &3.into(), &1.into())
    );
    let rejects = fs::read_to_string(desk.0.join("rejects.csv")).expect("the rejects");
    assert!(rejects.starts_with('\u{feff}') && rejects.contains("0015/2018"), "{rejects}");
    let second = fits("import", &desk.import());
    assert_eq!((&second["imported"], &second["already"]), (&0.into(), &3.into()));
}

#[test]
fn the_figures_of_queues() {
    let desk = TestFolder::new("queues");
    desk.import();
    let line = "queue-figures --from 2018-01-01 --to 2018-12-31";
    let figures = fits("queue-figures", &desk.stdout_of(line));
    assert_eq!((&figures["by"], &figures["total"]["visits"]), (&"line".into(), &0.into()));
    let csv = desk.stdout_of(&format!("{line} --by hour --format csv"));
    assert!(csv.contains("hour,visits,priority,called") && csv.contains("total,0,0"), "{csv}");
    desk.assert_fails("queue-figures --from 2018-02-01 --to 2018-01-31", 2, "before it begins");
}

#[test]
fn an_import_that_is_only_checked_writes_nothing_into_the_folder() {
    let desk = TestFolder::new("check");
    let late = LOG.replace("02/02/2018;31/01/2018", "02/02/2017;31/01/2018") + "=1+1;;;;;soon;;\n";
    fs::write(desk.0.join("log.csv"), late).expect("a file");
    let line = "import log.csv --map map.toml --rejects r.csv --warnings w.csv --check";
    let checked = fits("import", &desk.stdout_of(line));
    assert_eq!((&checked["read"], &checked["imported"]), (&5.into(), &3.into()));
    assert!(!desk.0.join("motcua-data").exists(), "no folder is made");
    let warnings = fs::read_to_string(desk.0.join("w.csv")).expect("the warnings");
    assert!(warnings.starts_with("\u{feff}line,dossier,kind,text\r\n"), "{warnings}");
    assert!(warnings.contains("2,0012/2018,due_before_received,"), "{warnings}");
    let rejects = fs::read_to_string(desk.0.join("r.csv")).expect("the rejects");
    assert!(rejects.contains("6,'=1+1,"), "{rejects}");
    desk.import();
    let again = fits("import", &desk.stdout_of(line));
    assert_eq!((&again["imported"], &again["already"]), (&0.into(), &3.into()));
    assert_eq!(desk.stdout_of("doctor"), "3 dossiers, 3 events, 0 findings\n");
}

#[test]
fn a_report_and_the_list_behind_it() {
    let desk = TestFolder::new("report");
    desk.import();
    let report = fits(
        "report",
        &desk.stdout_of("report --from 2018-01-01 --to 2018-03-31 --by unit --format json"),
    );
    let total = &report["total"];
    assert_eq!(
        (&total["received"], &total["finished"], &total["late"]),
        (&3.into(), &2.into(), &1.into())
    );
    assert_eq!(total["rates"]["late"], "50.00");
    assert_eq!(report["rows"][0]["key"], "QLĐT");
    let empty =
        fits("report", &desk.stdout_of("report --from 2017-01-01 --to 2017-03-31 --format json"));
    assert_eq!(empty["total"]["rates"]["finished"], Value::Null);
    let listed = desk.stdout_of("list --from 2018-01-01 --to 2018-03-31 --figure late");
    assert_eq!(listed, "0013/2018\n");
    let csv = desk.stdout_of("report --from 2018-01-01 --to 2018-03-31 --format csv");
    assert!(csv.starts_with("key,received,carried_over,new,"), "{csv}");
}

#[test]
fn the_letters_of_those_that_became_late() {
    let desk = TestFolder::new("coverage");
    desk.import();
    let period = "--from 2018-01-01 --to 2018-03-31";
    let json = desk.stdout_of(&format!("coverage {period} --by unit --format json"));
    let coverage = fits("coverage", &json);
    let total = &coverage["total"];
    assert_eq!(
        (&total["became_late"], &total["letter_sent"], &total["rate"]),
        (&2.into(), &0.into(), &"0.00".into())
    );
    let gap = &total["gaps"][0];
    assert_eq!((&gap["code"], &gap["unit"]), (&"0013/2018".into(), &"QLĐT".into()));
    assert_eq!((&gap["officer"], &coverage["target"]), (&"An".into(), &"100.00".into()));
    let row = &coverage["rows"][1];
    assert_eq!((&row["key"], &row["gaps"][0]["code"]), (&"Tư pháp".into(), &"0014/2018".into()));
    assert_eq!(desk.stdout_of(&format!("list {period} --figure gaps")), "0013/2018\n0014/2018\n");
    let none = "coverage --from 2017-01-01 --to 2017-03-31 --format json";
    assert_eq!(fits("coverage", &desk.stdout_of(none))["total"]["rate"], Value::Null);
    let csv = desk.stdout_of(&format!("coverage {period} --format csv"));
    assert_eq!(csv, "key,became_late,letter_sent,sent_by_due,gaps,rate\ntotal,2,0,0,2,0.00\n");
    let sheet = desk.stdout_of(&format!("coverage {period} --by unit --format sheet"));
    assert!(sheet.contains("Tư pháp,,1,0,0,1,") && sheet.contains("0014/2018,"), "{sheet}");
    assert!(desk.stdout_of(&format!("coverage {period}")).contains("QLĐT  An\n"));
    desk.assert_fails(&format!("coverage {period} --unit QLDT"), 2, "QLĐT");
}

#[test]
fn the_sentences_of_a_period() {
    let desk = TestFolder::new("summary");
    desk.import();
    let line = "summary --from 2018-01-01 --to 2018-03-31 --format json";
    for (line, language) in [(line.to_owned(), "vi"), (format!("{line} --lang en"), "en")] {
        let summary = fits("summary", &desk.stdout_of(&line));
        assert_eq!(
            (&summary["language"], &summary["agency"]),
            (&language.into(), &"quan-cu".into())
        );
        let sentences = summary["sentences"].as_array().expect("sentences");
        let late = sentences.iter().find(|one| one["id"] == "late").expect("what is late");
        assert_eq!(
            (&late["numbers"][0]["value"], &late["numbers"][0]["shown"]),
            (&1.into(), &"1".into())
        );
        assert_eq!(late["numbers"][1]["value"], "50.00");
    }
    fits("summary", &desk.stdout_of("summary --from 2017-01-01 --to 2017-03-31 --format json"));
}

#[test]
fn what_citizens_answered() {
    let desk = TestFolder::new("satisfaction");
    desk.import();
    let period = "--from 2018-01-01 --to 2018-03-31";
    let json = desk.stdout_of(&format!("satisfaction {period} --by unit --format json"));
    let satisfaction = fits("satisfaction", &json);
    // No result of an old register was handed over here, and no citizen answered.
    let total = &satisfaction["total"];
    assert_eq!((&total["given_out"], &total["answers"]), (&0.into(), &0.into()));
    assert_eq!((&total["rate"], &total["response_rate"]), (&Value::Null, &Value::Null));
    assert_eq!(
        (&satisfaction["targets"]["city"], &satisfaction["rows"]),
        (&"80.00".into(), &Value::Array(vec![]))
    );
    assert_eq!(
        (&satisfaction["complaints"]["made"], &satisfaction["complaints"]["themes"]),
        (&0.into(), &Value::Array(vec![]))
    );
    let csv = desk.stdout_of(&format!("satisfaction {period} --format csv"));
    assert!(csv.ends_with("response_rate\ntotal,0,0,0,0,0,,\n"), "{csv}");
    assert!(desk.stdout_of(&format!("satisfaction {period} --format sheet")).contains("Tổng"));
    desk.assert_fails("satisfaction --from 2018-03-31 --to 2018-01-01", 2, "in order");
}

#[test]
fn what_advisers_did_and_how_campaigns_stand() {
    let desk = TestFolder::new("campaigns");
    desk.import();
    let period = "--from 2018-01-01 --to 2018-03-31";
    let advisers =
        fits("advisers", &desk.stdout_of(&format!("advisers {period} --by ward --format json")));
    assert_eq!(
        (&advisers["total"]["sessions"], &advisers["total"]["uptake"]["online"]),
        (&0.into(), &1.into())
    );
    let csv = desk.stdout_of(&format!("advisers {period} --format csv"));
    assert!(csv.ends_with("\ntotal,0,0,0,0,3,1,33.33,,\n"), "{csv}");
    assert!(desk.stdout_of(&format!("advisers {period} --format sheet")).contains("Buổi tư vấn"));
    let none = fits("campaigns", &desk.stdout_of("campaigns --format json"));
    assert_eq!(none["campaigns"], Value::Array(vec![]));
    assert_eq!(desk.stdout_of("campaigns"), "no campaign\n");
    desk.assert_fails("campaigns june", 2, "there is no campaign \"june\"");
}

#[test]
fn an_evaluation() {
    let desk = TestFolder::new("evaluation");
    desk.import();
    // An old register belongs to no agency of the folder.
    desk.assert_fails("evaluation --month 2018-01", 1, "no agency");
    desk.assert_fails("evaluation", 2, "--month 2018-11");
    desk.assert_fails("evaluation --month 2018", 2, "2018-11");
    desk.assert_fails("evaluation --month 2018-01 --year 2018", 2, "--year");
    let score = r#"[{"number":1,"indicator":"time","points":3,"scored":2,"score":"1.5","missing":null},
        {"number":2,"indicator":"steps","points":0,"scored":0,"score":null,"missing":"nothing"}]"#;
    let now = r#""2018-02-01T08:00:00+07:00""#;
    let printed = format!(
        r#"{{"period":{{"name":"2018-01","from":"2018-01-01","to":"2018-01-31"}},"as_of":{now},
        "register":"a","definitions":"1","agency":{{"scores":{score},"total":"1.5","most":"2.0"}},
        "officers":[{{"officer":"MC01","unit":"MC","figures":{{"held":2,"held_minutes":60,
        "waited":{{"citizen":0,"agency":9}},"finished":2,"early":1,"on_the_day":1,"late":0,
        "late_minutes":0,"open":0,"open_past_due":0,"steps":{{"desk":{{"early":1,"on_the_day":1,
        "late":0,"unmeasured":0,"used_minutes":60,"late_minutes":0}}}}}},
        "objections":{{"open":0,"upheld":0,"declined":0,"upheld_minutes":0}},
        "letters":{{"became_late":0,"letter_sent":0,"gaps":[]}},
        "ratings":{{"given_out":2,"answers":0,"kept_back":false,"rate":null}},"comments":1,
        "scores":{score},"total":"1.5","most":"2.0","decided_by":"unit_head","decided":{{"score":"1.6","by":"LD1","at":{now},
        "computed":"1.5","most":"2.0","definitions":"1","as_of":{now},"corrections":0}}}}]}}"#
    );
    fits("evaluation", &printed);
}

#[test]
fn a_closed_month() {
    let desk = TestFolder::new("month");
    desk.import();
    // An old register belongs to no agency of the folder.
    desk.assert_fails("month close quan-cu 2018-01", 2, "quan-cu");
    desk.assert_fails("month show quan-cu 2018", 2, "2018-11");
    let at = r#"{"at":"2018-02-01T08:00:00+07:00","by":"UB01"}"#;
    let now = r#""2018-02-01T08:00:00+07:00""#;
    let numbers = r#"{"total":{"received":2}}"#;
    let printed = format!(
        r#"{{"agency":"a","month":"2018-01","period":{{"from":"2018-01-01","to":"2018-01-31"}},
        "closed":{{"at":{now},"by":null,"as_of":{now},"definitions":"2","digest":"d"}},"signed":{at},
        "definitions":"2","tables":[{{"basis":"flow","rows":{numbers}}}],
        "restated":[{{"basis":"flow","by":null,"row":"total","figure":"late","closed":1,"now":2,
        "difference":1,"added":["c"],"gone":[]}}],"logged_since":[{{"code":"c","kind":"corrected",
        "happened_at":{now},"logged_at":{now},"actor":"MC01"}}]}}"#
    );
    fits("month", &printed);
}

#[test]
fn an_explanation() {
    let desk = TestFolder::new("explain");
    desk.import();
    let explained = fits("explain", &desk.stdout_of("explain 0013/2018 --json"));
    assert_eq!((&explained["state"], &explained["due_basis"]), (&"ready".into(), &"stated".into()));
    assert_eq!(explained["holders"][0]["officer"], "An");
    let [first, .., last] = explained["derivation"].as_array().expect("lines").as_slice() else {
        panic!("{explained}")
    };
    assert!(first["vi"].as_str().is_some_and(|line| line.contains("quan-cu")), "{first}");
    assert!(last["en"].as_str().is_some_and(|line| line.contains("does not say")), "{last}");
    let text = desk.stdout_of("explain 0013/2018");
    assert!(text.starts_with("0013/2018") && text.contains("Hạn trả ghi trong sổ"), "{text}");
}

#[test]
fn due_dates() {
    let desk = TestFolder::new("due");
    let printed = desk.stdout_of("due --vectors vectors.jsonl --calendars calendars.json");
    let lines: Vec<Value> = printed.lines().map(|line| fits("due", line)).collect();
    assert_eq!(lines[0]["due"], "2024-09-04T17:00:00+07:00");
    assert_eq!(lines[1]["due"], "2024-03-20T17:00:00+07:00");
    assert_eq!(lines[1]["due_civil"], "2024-03-19T17:00:00+07:00");
}

#[test]
fn doctor_backup_and_restore() {
    let desk = TestFolder::new("backup");
    desk.import();
    assert_eq!(desk.stdout_of("doctor"), "3 dossiers, 3 events, 0 findings\n");
    desk.stdout_of("backup saved.motcua");
    desk.stdout_of("--data elsewhere restore saved.motcua");
    assert_eq!(desk.stdout_of("--data elsewhere doctor"), "3 dossiers, 3 events, 0 findings\n");
    desk.assert_fails("--data elsewhere restore saved.motcua", 1, "already holds a database");
    let mut bytes = fs::read(desk.0.join("saved.motcua")).expect("the backup");
    let middle = bytes.len() / 2;
    bytes[middle] ^= 1;
    fs::write(desk.0.join("changed.motcua"), bytes).expect("a file");
    desk.assert_fails("--data third restore changed.motcua", 1, "changed since it was written");
}

#[test]
fn a_load_of_nothing_known_is_refused() {
    let desk = TestFolder::new("load");
    desk.assert_fails("load atlantis", 1, "district9");
    fits("load", r#"{"dossiers":14554,"events":198779,"seconds":9.96}"#);
}

#[test]
fn refused_is_1_and_misused_is_2() {
    let desk = TestFolder::new("exits");
    desk.assert_fails("report --from 2018-01-01 --to 2018-03-31", 1, "no database");
    desk.assert_fails("doctor", 1, "no database");
    desk.import();
    desk.assert_fails("explain 9999/2018", 1, "no dossier");
    desk.assert_fails("report --from 2018-01-01 --to 2018-03-31 --register atlantis", 2, "quan-cu");
    desk.assert_fails("import log.csv --map absent.toml", 1, "absent.toml");
    desk.assert_fails("report --from 2018-01-01", 2, "--to");
    desk.assert_fails("report --from 2018-03-31 --to 2018-01-01", 2, "in order");
    desk.assert_fails("report --from yesterday --to 2018-01-01", 2, "yesterday");
    desk.assert_fails(
        "list --from 2018-01-01 --to 2018-03-31 --figure beauty",
        2,
        "no such figure",
    );
    desk.assert_fails("rule", 2, "rule");
    fs::write(desk.0.join("motcua-data/motcua.db"), "not a database, but a letter\n".repeat(99))
        .expect("a file");
    desk.assert_fails("doctor", 1, "not a Một Cửa database");
}

/// The part of JSON Schema 2020-12 that `docs/schemas/` uses; any other keyword is reported as a
/// problem.
mod json_schema {
    use serde_json::Value;

    /// The contradictions between a value and a schema, each with its place.
    pub fn problems(root: &Value, schema: &Value, value: &Value, at: &str) -> Vec<String> {
        let Some(keywords) = schema.as_object() else {
            return if schema == &Value::Bool(true) {
                Vec::new()
            } else {
                vec![format!("{at}: nothing fits")]
            };
        };
        let mut problems = Vec::new();
        for (keyword, output) in keywords {
            problems.extend(keyword_problems(root, schema, (keyword, output), value, at));
        }
        problems
    }

    fn keyword_problems(
        root: &Value,
        schema: &Value,
        (keyword, output): (&str, &Value),
        value: &Value,
        at: &str,
    ) -> Vec<String> {
        let problem = || format!("{at}: {value} against {keyword} {output}");
        let wrong = |fits: bool| (!fits).then(problem).into_iter().collect::<Vec<_>>();
        let list = |value: &Value| value.as_array().cloned().unwrap_or_default();
        let fields = value.as_object();
        match keyword {
            "$schema" | "$defs" | "title" | "description" => Vec::new(),
            "$ref" => {
                let target =
                    output.as_str().and_then(|text| root.pointer(text.trim_start_matches('#')));
                problems(root, target.expect("a definition"), value, at)
            }
            "type" => wrong(
                output == kind(value)
                    || list(output).iter().any(|one| one == kind(value))
                    || (output == "number" && value.is_number()),
            ),
            "enum" => wrong(list(output).contains(value)),
            "minimum" => wrong(value.as_f64().is_none_or(|number| Some(number) >= output.as_f64())),
            "minItems" => {
                wrong(value.as_array().map(|items| items.len() as u64) >= output.as_u64())
            }
            "format" => wrong(value.as_str().is_none_or(|text| has_format(text, output))),
            "anyOf" => {
                wrong(list(output).iter().any(|one| problems(root, one, value, at).is_empty()))
            }
            "required" => wrong(fields.is_none_or(|fields| {
                list(output)
                    .iter()
                    .all(|name| fields.contains_key(name.as_str().unwrap_or_default()))
            })),
            "properties" => {
                let both = fields
                    .into_iter()
                    .flatten()
                    .filter_map(|(name, one)| Some((name, one, output.get(name)?)));
                both.flat_map(|(name, one, schema)| {
                    problems(root, schema, one, &format!("{at}/{name}"))
                })
                .collect()
            }
            "additionalProperties" => {
                let more = fields
                    .into_iter()
                    .flatten()
                    .filter(|(name, _)| schema["properties"].get(name.as_str()).is_none());
                more.flat_map(|(name, one)| problems(root, output, one, &format!("{at}/{name}")))
                    .collect()
            }
            "prefixItems" => list(output)
                .iter()
                .zip(list(value))
                .flat_map(|(schema, one)| problems(root, schema, &one, at))
                .collect(),
            "items" => {
                let rest = list(value).into_iter().skip(list(&schema["prefixItems"]).len());
                rest.flat_map(|one| problems(root, output, &one, at)).collect()
            }
            _ => vec![format!("{at}: the keyword {keyword} is not known to this test")],
        }
    }

    fn kind(value: &Value) -> &'static str {
        match value {
            Value::Null => "null",
            Value::Bool(_) => "boolean",
            Value::Number(number) if number.is_f64() => "number",
            Value::Number(_) => "integer",
            Value::String(_) => "string",
            Value::Array(_) => "array",
            Value::Object(_) => "object",
        }
    }

    fn has_format(text: &str, format: &Value) -> bool {
        if format == "date" {
            text.parse::<calendar::Day>().is_ok()
        } else {
            text.parse::<calendar::Instant>().is_ok()
        }
    }

    #[test]
    fn what_does_not_fit_is_found() {
        let schema = serde_json::json!({ "type": "object", "additionalProperties": false,
            "required": ["n"], "properties": { "n": { "type": "integer", "minimum": 0 } } });
        let check = |value: Value| problems(&schema, &schema, &value, "").len();
        assert_eq!(check(serde_json::json!({ "n": 1 })), 0);
        assert_eq!(check(serde_json::json!({})), 1);
        assert_eq!(check(serde_json::json!({ "n": -1 })), 1);
        assert_eq!(check(serde_json::json!({ "n": 1.5 })), 1);
        assert_eq!(check(serde_json::json!({ "n": 1, "m": 2 })), 1);
        assert_eq!(check(serde_json::json!([])), 1);
        let unknown = serde_json::json!({ "oneOf": [] });
        assert_eq!(problems(&unknown, &unknown, &Value::Null, "").len(), 1);
    }
}
