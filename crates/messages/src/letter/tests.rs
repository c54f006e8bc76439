//! The letter of apology in both languages.

#![expect(clippy::unwrap_used, reason = "a test may panic")]

use super::*;
use Language::{English, Vietnamese};

fn letter(rule_set: RuleSet, on: &str, new_date: Option<Day>) -> ApologyLetter<'static> {
    ApologyLetter {
        rule_set,
        agency: "UBND Quận 9",
        unit: "Phòng Kinh tế",
        applicant: Some("Phạm Thị Sáu"),
        code: "H29.1",
        procedure: "Cấp đổi",
        received: "2018-11-01T09:00:00+07:00".parse().unwrap(),
        due: "2018-11-08T17:00:00+07:00".parse().unwrap(),
        reason: "Hồ sơ gốc phải tìm trong kho.",
        responsible: "Phòng Kinh tế",
        new_date,
        desk: "Bộ phận Một cửa, 2 Lê Văn Việt",
        on: on.parse().unwrap(),
        signer: None,
        zone: const { &Zone::VIETNAM },
    }
}

/// The letter has each value once, and the sentences that depend on day, rule set and date.
#[test]
fn a_letter_says_everything_that_its_signer_answers_for() {
    let date = Some(Day::from_ymd(2018, 11, 13));
    let before = "2018-11-07T08:00:00+07:00";
    let after = "2018-11-09T08:00:00+07:00";
    for (rule_set, on, new_date, heading, has, lacks) in [
        (RuleSet::ND61, before, date, "Phiếu xin lỗi", "không thể trả", "đến nay"),
        (RuleSet::ND61, after, date, "Phiếu xin lỗi", "Đến nay", "không thể trả"),
        (RuleSet::ND118, after, date, "Phiếu xin lỗi", "hẹn lại", "gia hạn"),
        (RuleSet::TT03, after, date, "Văn bản xin lỗi", "gia hạn", "hẹn lại"),
        (RuleSet::TT03, after, None, "Văn bản xin lỗi", "chưa hẹn được ngày", "13/11/2018"),
    ] {
        let text = apology_letter(Vietnamese, &letter(rule_set, on, new_date));
        let body = text.paragraphs.join("\n");
        assert!(text.heading.starts_with(heading), "{}", text.heading);
        assert!(body.contains(has) && !body.contains(lacks), "{rule_set:?} {on}: {body}");
        for value in ["01/11/2018", "H29.1", "Cấp đổi", "17:00 thứ Năm 08/11/2018", "kho."]
        {
            assert_eq!(body.matches(value).count(), 1, "{value}: {body}");
        }
        assert_eq!(body.contains("thứ Ba 13/11/2018"), new_date.is_some(), "{body}");
        assert!(text.to.contains("Phạm Thị Sáu") && body.contains("2 Lê Văn Việt"), "{body}");
        assert!(!body.contains(".."), "{body}");
    }
    let nameless = ApologyLetter { applicant: None, ..letter(RuleSet::ND61, after, date) };
    assert!(apology_letter(English, &nameless).to.contains("H29.1"));
}
