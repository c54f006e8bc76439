//! The rules of the small agency: leadership, desk, three divisions, three procedures.

use rules::SourceFile;

/// A procedure of ten working days: `verify` (A), `approve` (A's head), `issue` (B).
pub const LAND: &str = "1.000001";
/// An in-day procedure, for receptions until 15:00.
pub const IN_DAY: &str = "1.000002";
/// A one-act procedure.
pub const ONE_ACT: &str = "1.000003";

const AGENCY: &str = r#"
[agency]
code = "pb"
name = "Ủy ban nhân dân phường Bình An"
name_en = "People's Committee of Bình An Ward"
identifier = "H00"
level = "district"
valid_from = 2018-01-01
calendar = "office"
desk_calendar = "desk"
[bank]
bin = "970436"
account = "0071000000001"
holder = "UBND phường Bình An"
"#;

/// The units and their officers; an id that ends in H is that of a head.
const STAFF: &[(&str, &str, &[&str])] = &[
    ("LD", "leadership", &["L1"]),
    ("MC", "desk", &["D1", "D2", "DH"]),
    ("A", "department", &["AH", "A1", "A2"]),
    ("B", "department", &["BH", "B1"]),
    ("C", "department", &["CH", "C1"]),
    ("QT", "department", &["Q1"]),
    ("P1", "ward", &["P1A"]),
];

const LAND_TEXT: &str = r#"
[duration]
amount = 10
unit = "working_days"
[[step]]
id = "verify"
name = "Thẩm định"
name_en = "Appraisal"
post = "specialist"
unit = "A"
budget_minutes = 2400
[[step]]
id = "approve"
name = "Ký duyệt"
name_en = "Signature"
post = "specialist"
unit = "A"
budget_minutes = 960
[[step]]
id = "issue"
name = "Phát hành"
name_en = "Issue"
post = "specialist"
unit = "B"
budget_minutes = 480
[[fee]]
kind = "fee"
name = "Phí thẩm định"
amount_vnd = 50000
basis = "Nghị quyết số 1"
"#;

const IN_DAY_TEXT: &str = r#"
[duration]
amount = 0
unit = "working_days"
cutoff = "15:00"
[[step]]
id = "verify"
name = "Thẩm định"
name_en = "Appraisal"
post = "specialist"
unit = "A"
budget_minutes = 60
"#;

const ONE_ACT_TEXT: &str = r#"
[duration]
amount = 0
unit = "working_days"
cutoff = "15:00"
"#;

/// All rules files of the agency.
pub fn files() -> Vec<SourceFile> {
    let mut files = vec![file("pb/agency.toml", agency())];
    for (id, saturday) in [("office", ""), ("desk", "\"07:30-11:30\"")] {
        files.push(file(&format!("pb/calendars/{id}.toml"), calendar(id, saturday)));
    }
    let procedures =
        [(LAND, false, LAND_TEXT), (IN_DAY, false, IN_DAY_TEXT), (ONE_ACT, true, ONE_ACT_TEXT)];
    for (code, one_act, rest) in procedures {
        files.push(file(&format!("pb/procedures/{code}.toml"), procedure(code, one_act, rest)));
    }
    files
}

fn file(path: &str, text: String) -> SourceFile {
    SourceFile { path: path.into(), text }
}

fn agency() -> String {
    let mut text = AGENCY.to_owned();
    for (code, kind, _) in STAFF {
        text.push_str(&format!(
            "[[unit]]\ncode = \"{code}\"\nname = \"Đơn vị {code}\"\nname_en = \"Unit {code}\"\n\
             kind = \"{kind}\"\nvalid_from = 2018-01-01\n"
        ));
    }
    for (unit, kind, officers) in STAFF {
        for id in *officers {
            let post = match (*kind, id.ends_with('H')) {
                ("leadership", _) => "leader",
                ("desk", false) => "desk_officer",
                ("ward", _) => "adviser",
                (_, true) => "head",
                _ if *unit == "QT" => "administrator",
                _ => "specialist",
            };
            text.push_str(&format!(
                "[[officer]]\nid = \"{id}\"\nname = \"Nguyễn {id}\"\nunit = \"{unit}\"\n\
                 post = \"{post}\"\ntitle = \"Công chức\"\nvalid_from = 2018-01-01\n"
            ));
            // A2 has no contact, and reads the digest on a page only.
            if *id != "A2" {
                text.push_str(&format!("contact = \"{id}@binh-an.vn\"\n"));
            }
        }
    }
    text
}

fn calendar(id: &str, saturday: &str) -> String {
    let days = ["monday", "tuesday", "wednesday", "thursday", "friday"];
    let days = days.map(|day| format!("{day} = [\"07:30-11:30\", \"13:00-17:00\"]"));
    format!(
        "id = \"{id}\"\nname = \"Lịch {id}\"\nname_en = \"Calendar {id}\"\n\
         zone = \"Asia/Ho_Chi_Minh\"\ncount = \"effective\"\nfrom_year = 2017\nto_year = 2020\n\
         holidays = \"vn\"\n[week]\n{}\nsaturday = [{saturday}]\nsunday = []\n",
        days.join("\n")
    )
}

fn procedure(code: &str, one_act: bool, rest: &str) -> String {
    format!(
        "code = \"{code}\"\nname = \"Thủ tục {code}\"\nname_en = \"Procedure {code}\"\n\
         field = \"Đất đai\"\nlevels = [\"district\"]\napplicants = [\"individual\"]\n\
         online = \"partial\"\nresult = \"Giấy phép\"\nlegal_basis = []\n\
         effective_from = 2018-01-01\nsupplement_effect = \"continue\"\nanswering_unit = \"A\"\n\
         one_act = {one_act}\n{rest}"
    )
}
