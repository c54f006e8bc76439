//! Problems of procedure files.

use super::{AGENCY, OFFICE, PROCEDURE, check, check_procedure, with};

#[test]
fn ten_errors_are_reported_in_one_go() {
    check_procedure(
        &[
            ("name_en = \"Procedure\"\n", ""),
            ("levels = [\"district\"]", "levels = \"district\""),
            ("online = \"partial\"", "online = \"half\""),
            ("effective_from = 2018-03-01", "effective_from = 2018-02-30"),
            ("unit = \"working_days\"", "unit = \"working_days\"\ncutoff = \"15:00\""),
            ("id = \"c1\"\n", ""),
            ("set_by_resolution = true", "set_by_resolution = true\namount_vnd = 5"),
            ("budget_minutes = 3600", "budget_minutes = \"3600\""),
            ("unit = \"B\"", "unit = \"C\"\ncolour = 1"),
        ],
        &[
            "a/procedures/p.toml:1: name_en is missing; write name_en = \"…\"",
            "a/procedures/p.toml:4: levels is of type string; write levels = [\"commune\"]",
            "a/procedures/p.toml:6: online cannot be \"half\"; write one of none, partial, full, portal",
            "a/procedures/p.toml:9: this is not TOML (invalid date, expected day between 01 and \
             28); write the line anew",
            "a/procedures/p.toml:17: a cut-off belongs to an answer within the day; leave it out, \
             or write amount = 0 and unit = \"working_days\"",
            "a/procedures/p.toml:24: id is missing; write id = \"…\"",
            "a/procedures/p.toml:34: the fee has an amount and set_by_resolution = true; \
             write resolution = \"Nghị quyết số …\", the one that sets the amount",
            "a/procedures/p.toml:43: budget_minutes is of type string; write budget_minutes = 0",
            "a/procedures/p.toml:50: \"C\" is no unit of the agency; write a unit's code",
            "a/procedures/p.toml:51: unknown key colour; the keys known here are budget_minutes, \
             id, name, name_en, post, unit",
        ],
    );
}

#[test]
fn one_file_does_not_hide_another() {
    let procedure = with(PROCEDURE, &[("field = \"Đất đai\"", "field = \"\"")]);
    let agency = with(AGENCY, &[("name = \"Phòng A\"", "name = Phòng A")]);
    let app = with(OFFICE, &[("friday = ", "fryday = ")]);
    let other = with(PROCEDURE, &[("code = ", "code "), ("1.000001", "1.000002")]);
    let files = [
        ("a/procedures/q.toml", other.as_str()),
        ("a/procedures/p.toml", &procedure),
        ("a/agency.toml", &agency),
        ("a/calendars/office.toml", &app),
    ];
    check(
        &files,
        &[
            "a/agency.toml:11: this is not TOML (string values must be quoted, expected literal \
             string); write the line anew",
            "a/calendars/office.toml:10: friday is missing; \
             write friday = [\"07:30-11:30\", \"13:00-17:00\"]",
            "a/calendars/office.toml:15: unknown key fryday; the keys known here are friday, \
             monday, saturday, sunday, thursday, tuesday, wednesday",
            "a/procedures/p.toml:4: field is empty; write field = \"…\"",
            "a/procedures/q.toml:1: this is not TOML (key with no value, expected `=`); \
             write the line anew",
        ],
    );
}

/// Checks that one change of the valid procedure is refused with these problems (line and text).
fn refused(old: &str, new: &str, problems: &[&str]) {
    let problems: Vec<String> =
        problems.iter().map(|problem| format!("a/procedures/p.toml:{problem}")).collect();
    check_procedure(&[(old, new)], &problems.iter().map(String::as_str).collect::<Vec<_>>());
}

#[test]
fn a_value_of_the_wrong_kind() {
    refused("\"Giấy phép\"", "\" \"", &["8: result is empty; write result = \"…\""]);
    refused("\"Giấy phép\"", "5", &["8: result is of type integer; write result = \"…\""]);
    let quoted = "10: effective_from is of type string; write effective_from = 2018-01-31";
    refused("2018-03-01", "\"2018-03-01\"", &[quoted]);
    let with_time = "10: effective_from is of type datetime; write effective_from = 2018-01-31";
    refused("2018-03-01", "2018-03-01T00:00:00", &[with_time]);
    refused(
        "[\"individual\"]",
        "[]",
        &["6: applicants is empty; write applicants = [\"individual\"]"],
    );
    refused(
        "[\"individual\"]",
        "[\"individual\",\n\"everyone\"]",
        &["7: applicants cannot be \"everyone\"; \
           write one of individual, household, organization, overseas"],
    );
    let entry = "9: legal_basis has an entry without text; write legal_basis = [\"…\"]";
    refused("legal_basis = []", "legal_basis = [\"\"]", &[entry]);
    refused(
        "legal_basis = []",
        "field = \"x\"",
        &[
            "1: legal_basis is missing; write legal_basis = [\"…\"]",
            "9: this key or table occurs twice; keep one",
        ],
    );
    let header = "38: this is not TOML (unclosed array table, expected `]`); write the line anew";
    refused("[[step]]", "[[step]", &[header]);
}

#[test]
fn a_wrong_duration() {
    refused("amount = 20", "amount = -1", &["16: amount is -1; write a number from 0 to 3650"]);
    let zero = "16: amount is 0 without a cut-off; write an amount of 1 or more, \
                or cutoff = \"15:00\" for an answer within the day";
    refused("amount = 20", "amount = 0", &[zero]);
    let time = "17: \"15h\" is no time of day; write cutoff = \"15:00\"";
    refused("amount = 20", "amount = 20\ncutoff = \"15h\"", &[time]);
    let unit = "17: unit cannot be \"working_minutes\"; \
                write one of working_days, working_hours, calendar_days";
    refused("\"working_days\"", "\"working_minutes\"", &[unit]);
    let order = "11: effective_to 2018-02-28 lies before effective_from 2018-03-01; \
                 write a later day";
    refused("2019-12-31", "2018-02-28", &[order]);
    let fixed = "12: fixed needs a duration; \
                 write supplement_duration = { amount = 15, unit = \"working_days\" }";
    refused("\"continue\"", "\"fixed\"", &[fixed]);
    let own = "13: supplement_duration counts only with supplement_effect = \"fixed\"; \
               write that or leave it out";
    let duration = "\"restart\"\nsupplement_duration = { amount = 1, unit = \"working_days\" }";
    refused("\"continue\"", duration, &[own]);
}

#[test]
fn bounds_of_extensions() {
    let bounds = |text: &str| format!("\"continue\"\nextensions = {text}");
    let good = bounds("{ times = 2, amount = 10, unit = \"working_days\" }");
    check_procedure(&[("\"continue\"", &good)], &[]);
    let none = bounds("{ times = 0, amount = 0, unit = \"working_days\" }");
    check_procedure(&[("\"continue\"", &none)], &[]);
    let many = bounds("{ times = 13, amount = 4000, unit = \"weeks\" }");
    let expected = [
        "13: amount is 4000; write a number from 0 to 3650",
        "13: times is 13; write a number from 0 to 12",
        "13: unit cannot be \"weeks\"; write one of working_days, working_hours, calendar_days",
    ];
    refused("\"continue\"", &many, &expected);
    let empty = "13: times is missing; write times = 0";
    let part = bounds("{ amount = 1, unit = \"working_days\" }");
    refused("\"continue\"", &part, &[empty]);
}

#[test]
fn budgets_beyond_the_duration() {
    let over = |line: usize, whose: &str, sum: &str, allowed: &str| {
        format!(
            "{line}: the steps' budgets sum to {sum} minutes, the duration{whose} allows \
             {allowed}; lower the steps' budget_minutes"
        )
    };
    let case = " of case \"short\"";
    let both = [over(16, "", "9,900", "9,600"), over(22, case, "9,900", "4,800")];
    refused("= 1200", "= 6300", &both.each_ref().map(String::as_str));
    refused("amount = 14", "amount = 13", &[&over(22, case, "4,800", "4,320")]);
    let hours = "amount = 79\nunit = \"working_hours\"";
    refused("amount = 20\nunit = \"working_days\"", hours, &[&over(16, "", "4,800", "4,740")]);
    let in_day = "amount = 0\ncutoff = \"15:00\"";
    refused("amount = 20", in_day, &[&over(16, "", "4,800", "120")]);
}

#[test]
fn a_wrong_fee() {
    let none = "32: the fee has no amount; write amount_vnd = 10000, or set_by_resolution = true";
    refused("set_by_resolution = true\n", "", &[none]);
    let most = "36: max_vnd is below amount_vnd; write 10 or more";
    refused("set_by_resolution = true", "amount_vnd = 10\nmax_vnd = 9", &[most]);
    let resolution = "37: the resolution has no amount; write amount_vnd = 10000, the one that \
                      it sets";
    let named = "set_by_resolution = true\nbasis = \"Luật\"\nresolution = \"12/2024/NQ-HĐND\"";
    refused("set_by_resolution = true\nbasis = \"Nghị quyết\"", named, &[resolution]);
    let fee = |text: &str, problems: &[&str]| refused("set_by_resolution = true", text, problems);
    fee(
        "per = \"page\"\ntiers = [{ from = 2, amount_vnd = 5 }]",
        &["36: the first tier begins at 1; write from = 1"],
    );
    fee(
        "per = \"page\"\ntiers = [\n{ from = 1, amount_vnd = 5 },\n{ from = 1, amount_vnd = 4 }]",
        &["38: tiers ascend; write from = 2 or more"],
    );
    fee(
        "tiers = [{ from = 1, amount_vnd = 5 }]",
        &["35: tiers need something to count; write per = \"page\""],
    );
    fee(
        "per = \"page\"\ntiers = []",
        &["36: tiers is empty; write tiers = [{ from = 1, amount_vnd = 10000 }]"],
    );
    fee(
        "per = \"page\"\namount_vnd = 1\ntiers = [{ from = 1, amount_vnd = 5 }]",
        &["37: the fee has amount_vnd and tiers; keep one of them"],
    );
    fee("per = \"pages\"\namount_vnd = 1", &["35: per cannot be \"pages\"; write per = \"page\""]);
    fee(
        "amount_vnd = 1\ncases = [\"long\"]",
        &["36: \"long\" is no case; write one of short, ordinary"],
    );
    fee(
        "amount_vnd = 1\nchannels = [\"desk\"]",
        &["36: channels cannot be \"desk\"; write one of counter, online, post"],
    );
}

#[test]
fn a_wrong_relief() {
    let relief = |text: &str, problems: &[&str]| {
        let text = format!("[[relief]]\ncode = \"poor\"\nname = \"Hộ nghèo\"\n{text}\n[[step]]");
        let problems: Vec<String> =
            problems.iter().map(|problem| format!("a/procedures/p.toml:{problem}")).collect();
        let problems: Vec<&str> = problems.iter().map(String::as_str).collect();
        check_procedure(&[("[[step]]", &text)], &problems);
    };
    let good = "claim = \"Giấy chứng nhận hộ nghèo\"\nbasis = \"Luật\"";
    relief(&format!("percent = 50\n{good}"), &[]);
    relief(good, &["38: the relief takes nothing off; write percent = 100, or amount_vnd = 5000"]);
    relief(
        &format!("percent = 50\namount_vnd = 1\n{good}"),
        &["42: the relief has percent and amount_vnd; keep one of them"],
    );
    relief(&format!("percent = 0\n{good}"), &["41: percent is 0; write a number from 1 to 100"]);
    relief(
        "percent = 100\nbasis = \"Luật\"",
        &["38: every dossier would have it; write claim = \"…\", what the applicant has to show, \
         or channels, cases or valid_to"],
    );
    relief(
        &format!("percent = 50\nvalid_from = 2018-02-01\nvalid_to = 2018-01-01\n{good}"),
        &["43: valid_to 2018-01-01 lies before valid_from 2018-02-01; write a later day"],
    );
    relief(
        &format!(
            "percent = 50\n{good}\n[[relief]]\ncode = \"poor\"\nname = \"x\"\npercent = 1\n{good}"
        ),
        &["45: relief \"poor\" is already at line 39; write another code"],
    );
}

#[test]
fn a_wrong_duration_rule() {
    let rule = |text: &str, problems: &[&str]| {
        let text = format!("[[duration_for]]\n{text}\n[[component]]");
        let problems: Vec<String> =
            problems.iter().map(|problem| format!("a/procedures/p.toml:{problem}")).collect();
        let problems: Vec<&str> = problems.iter().map(String::as_str).collect();
        check_procedure(&[("[[component]]", &text)], &problems);
    };
    let ten = "duration = { amount = 10, unit = \"working_days\" }";
    let longer = "longer_by = { amount = 10, unit = \"working_days\" }";
    let ordinary = "cases = [\"ordinary\"]\nremote = true\nbasis = \"Luật\"";
    rule(&format!("channels = [\"online\"]\n{ten}\nbasis = \"Luật\""), &[]);
    rule(&format!("{longer}\n{ordinary}"), &[]);
    rule(
        &format!("{ten}\nbasis = \"Luật\""),
        &["24: nothing says when it counts; write cases, channels or remote = true"],
    );
    rule(
        &format!("{ten}\n{longer}\n{ordinary}"),
        &["26: a duration of its own and longer_by stand together; keep one of them"],
    );
    rule(
        ordinary,
        &["24: duration is missing; write duration = { amount = 15, unit = \"working_days\" }, \
         or longer_by = { amount = 10, unit = \"working_days\" }"],
    );
    rule(
        &format!("{longer}\nremote = true\nbasis = \"Luật\""),
        &["25: it adds to a duration of another unit or within the day; write the unit of the \
         duration, or a duration of its own"],
    );
    rule(
        "channels = [\"post\"]\nduration = { amount = 9, unit = \"working_days\" }\nbasis = \"x\"",
        &["26: the steps' budgets sum to 4,800 minutes, this duration allows 4,320; \
         lower the steps' budget_minutes"],
    );
    let twice = format!("channels = [\"post\"]\n{ten}\nbasis = \"x\"");
    rule(
        &format!("{twice}\n[[duration_for]]\n{twice}"),
        &["28: it never counts, the one at line 24 does; write it before"],
    );
}

#[test]
fn a_process_without_an_officer_for_a_step() {
    let twice = "46: step \"verify\" is already at line 39; write another id";
    refused("id = \"approve\"", "id = \"verify\"", &[twice]);
    let missing = "1: answering_unit is missing; write answering_unit = \"…\", the unit's code";
    refused("answering_unit = \"A\"\n", "", &[missing]);
    let unknown = "13: \"Z\" is no unit of the agency; write a unit's code";
    refused("answering_unit = \"A\"", "answering_unit = \"Z\"", &[unknown]);
    let without_officer = |unit: &str, post: &str| {
        format!(
            "49: unit {unit} has no officer with post {post} on 2018-03-01; \
             write another post or unit, or add the officer"
        )
    };
    refused("post = \"head\"", "post = \"leader\"", &[&without_officer("B", "leader")]);
    refused("unit = \"B\"\n", "", &[&without_officer("A", "head")]);
    let ended = "51: unit B is not valid on 2019-12-01; write one that is";
    refused("from = 2018-03-01", "from = 2019-12-01\n", &[ended]);
    let word = "42: post cannot be \"specialst\"; write one of desk_officer, specialist, head, \
                deputy_head, leader, inspector, adviser, administrator";
    refused("\"specialist\"", "\"specialst\"", &[word]);
}

#[test]
fn numbers_of_any_length() {
    let long = "9".repeat(300);
    for (number, shown) in [
        ("1000001", "1000001"),
        ("-9223372036854775808", "-9223372036854775808"),
        ("9223372036854775808", "9223372036854775808…"),
        (&*long, "99999999999999999999…"),
        ("0xffffffffffffffffffffffff", "ffffffffffffffffffff…"),
    ] {
        let text = format!("43: budget_minutes is {shown}; write a number from 0 to 1000000");
        check_procedure(
            &[("budget_minutes = 3600", &format!("budget_minutes = {number}"))],
            &[&format!("a/procedures/p.toml:{text}")],
        );
    }
}

#[test]
fn versions_that_overlap() {
    let second =
        with(PROCEDURE, &[("from = 2018-03-01", "from = 2019-12-31"), ("to = 2019", "to = 2020")]);
    let third =
        with(PROCEDURE, &[("from = 2018-03-01", "from = 2021-01-01"), ("to = 2019", "to = 2021")]);
    check(
        &[
            ("calendars/office.toml", OFFICE),
            ("procedures/third.toml", &third),
            ("procedures/second.toml", &second),
            ("procedures/first.toml", PROCEDURE),
        ],
        &["procedures/second.toml:10: this version of 1.000001 begins while the one in \
           procedures/first.toml is in force; end that one before 2019-12-31 by effective_to, \
           or begin this one later"],
    );
}
