//! Names that do not exist, passed to every command that selects something by name.

use crate::support::Place;

/// Every option and argument by which a command selects something by name, with a name that does
/// not exist and the name that the refusal proposes; for a date, the refusal shows its format.
const UNKNOWN: [(&[&str], &str, &str); 27] = [
    (&["report", PERIOD, "--unit", "TNM"], "TNM", "TNMT"),
    (&["report", PERIOD, "--field", "Dat dai"], "Dat dai", "Đất đai"),
    (&["report", PERIOD, "--procedure", "1.0139"], "1.0139", "1.013949"),
    (&["report", PERIOD, "--officer", "TNMT1"], "TNMT1", "TNMT01"),
    (&["report", PERIOD, "--channel", "onlin"], "onlin", "online"),
    (&["report", PERIOD, "--ward", "P2683"], "P2683", "P26830"),
    (&["report", PERIOD, "--register", "quan8"], "quan8", "quan9"),
    (&["report", PERIOD, "--by", "unitt"], "unitt", "unit"),
    (&["report", PERIOD, "--month", "2018-13"], "2018-13", "2018-11"),
    (&["report", PERIOD, "--as-of", "noon"], "noon", ""),
    (&["list", PERIOD, "--figure", "latee"], "latee", "late"),
    (&["list", PERIOD, "--figure", "late", "--unit", "TNM"], "TNM", "TNMT"),
    (&["coverage", PERIOD, "--unit", "TNM"], "TNM", "TNMT"),
    (&["coverage", PERIOD, "--by", "unitt"], "unitt", "unit"),
    (&["summary", PERIOD, "--field", "Dat dai"], "Dat dai", "Đất đai"),
    (&["satisfaction", PERIOD, "--procedure", "1.0139"], "1.0139", "1.013949"),
    (&["campaigns", "cao-diem"], "cao-diem", ""),
    (&["advisers", PERIOD, "--procedure", "1.0139"], "1.0139", "1.013949"),
    (&["inspections", PERIOD, "--unit", "TNM"], "TNM", "TNMT"),
    (&["inspections", PERIOD, "--findings", "close"], "close", "closed"),
    (&["evaluation", "--month", "2018-05", "--officer", "TNMT1"], "TNMT1", "TNMT01"),
    (&["month", "show", "quan8", "2018-05"], "quan8", "quan9"),
    (&["explain", "H29", "--register", "quan8"], "quan8", "quan9"),
    (&["fee", "1.0139"], "1.0139", "1.013949"),
    (&["fee", "1.013978", "--channel", "onlin"], "onlin", "online"),
    (&["fee", "1.013978", "--case", "ordinry"], "ordinry", "ordinary"),
    (&["accounts", "new", "TNMT1"], "TNMT1", "TNMT01"),
];

/// The place of the options of a period.
const PERIOD: &str = "(period)";

/// Every name that does not exist is refused in the language of failures, which is English where no
/// language is named.
#[test]
fn every_name_that_nothing_has_is_refused_in_the_language_of_failures() {
    let place = Place::new();
    let scenario = place.scenario();
    let loaded = place.run("data", &["load", &scenario]);
    assert_eq!(loaded.code, Some(0), "{}", loaded.err);
    for (words, wrong, near) in UNKNOWN {
        let period = ["--from", "2018-04-01", "--to", "2018-05-31"];
        let words = words.iter().flat_map(|word| match *word {
            PERIOD => period.to_vec(),
            word => vec![word],
        });
        let words: Vec<&str> = words.collect();
        let said = |language: &[&str]| {
            let said = place.run("data", &[&words[..], language].concat());
            assert!(matches!(said.code, Some(1 | 2)), "{words:?}: {:?}", said.code);
            said.line(&[wrong, near]);
            assert_eq!(said.out, "");
            said.err
        };
        let [unsaid, english, vietnamese] =
            [&[][..], &["--lang", "en"], &["--lang", "vi"]].map(said);
        assert_eq!(unsaid, english, "{words:?}");
        assert_ne!(unsaid, vietnamese, "{words:?}");
        let without = vietnamese.replace(wrong, "").replace(near, "");
        let is_vietnamese = without.chars().any(|c| "ôươđạảấầẩậắếềểệọộớờởợ".contains(c));
        assert!(is_vietnamese, "{vietnamese}");
    }
}
