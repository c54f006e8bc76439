//! The sentences about imported dossiers.

#![expect(clippy::unwrap_used, reason = "a test may panic")]
use dossier::Filing;
use dossier::event::PauseReason;

use super::*;

#[test]
fn an_import_says_what_it_knows_and_what_it_does_not() {
    let event = Event::Imported {
        code: "A".into(),
        filing: Filing { unit: "QLĐT".into(), channel: "online".into(), ..Filing::default() },
        zone: "Asia/Ho_Chi_Minh".into(),
        received: Instant(0),
        due: Instant(86_400_000),
        due_stated: true,
        officer: None,
        finished: None,
        withdrawn: None,
        steps: vec![ImportedStep {
            name: "Ký".into(),
            officer: Some("An".into()),
            unit: None,
            at: Instant(1),
            due: Some(Instant(0)),
        }],
        pauses: vec![ImportedPause {
            from: Instant(0),
            to: None,
            reason: PauseReason::Financial,
            on_due_date: false,
        }],
        imported_at: Instant(0),
    };
    for (language, words) in [
        (Language::Vietnamese, ["quan-cu", "ghi trong sổ", "QLĐT", "chưa có kết quả", "Ký", "An"]),
        (Language::English, ["quan-cu", "stated", "QLĐT", "no result", "Ký", "An"]),
    ] {
        let lines = imported(language, "quan-cu", &event, &Zone::VIETNAM).join("\n");
        assert!(words.iter().all(|word| lines.contains(word)), "{lines}");
        assert!(!lines.contains("[imported"), "{lines}");
    }
    for (finished, verdict) in [
        ("2018-02-02T23:00:00+07:00", "đúng hạn"),
        ("2018-02-02T00:00:00+07:00", "đúng hạn"),
        ("2018-02-05T08:30:00+07:00", "quá hạn 3 ngày"),
    ] {
        let mut event = event.clone();
        let Event::Imported { due, finished: end, received, .. } = &mut event else {
            panic!("{event:?}")
        };
        *received = "2018-01-05T00:00:00+07:00".parse().unwrap();
        *due = "2018-02-02T23:59:59.999+07:00".parse().unwrap();
        *end = Some(finished.parse().unwrap());
        let lines = imported(Language::Vietnamese, "x", &event, &Zone::VIETNAM).join("\n");
        for words in ["Tiếp nhận: thứ Sáu 05/01/2018.", "hết thứ Sáu 02/02/2018;", verdict]
        {
            assert!(lines.contains(words), "{words}: {lines}");
        }
    }
    assert_eq!(phase_of_import(Language::Vietnamese, Phase::Ready), "Đã có kết quả");
    assert_eq!(
        imported(Language::English, "x", &Event::Supplied { items: Vec::new() }, &Zone::VIETNAM),
        [""; 0]
    );
}
