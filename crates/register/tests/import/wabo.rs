//! The WABO receipt log, read by the example map and compared with independent counts.

use std::path::Path;

use register::{Dossier, Import, Map, WarningKind, read};

fn logs() -> Option<[Import; 2]> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let data = root.join("../shared/data/wabo");
    if !data.is_dir() {
        println!("skipped: ../shared is absent");
        return None;
    }
    let map = Map::parse(&std::fs::read_to_string(root.join("docs/import/wabo.toml")).unwrap());
    let map = map.unwrap();
    assert_eq!(map.register(), Some("wabo"));
    Some(["receipt.csv", "receipt.xes.gz"].map(|name| {
        let bytes = std::fs::read(data.join(name)).unwrap();
        let start = std::time::Instant::now();
        let import = read(&bytes, &map).unwrap();
        println!("{name}: {:?}", start.elapsed());
        import
    }))
}

#[test]
fn both_files_give_the_counts_of_the_source() {
    let Some(logs) = logs() else { return };
    for log in &logs {
        let count = |test: &dyn Fn(&Dossier) -> bool| {
            log.dossiers.iter().filter(|dossier| test(dossier)).count()
        };
        assert_eq!((log.total, log.dossiers.len(), log.rejects.len()), (1434, 1434, 0));
        assert_eq!(log.dossiers.iter().map(|dossier| dossier.steps.len()).sum::<usize>(), 8577);
        assert_eq!(count(&|dossier| dossier.finished.is_none()), 105);
        assert_eq!(count(&|dossier| dossier.finished.is_some_and(|end| end > dossier.due)), 377);
        assert_eq!(count(&|dossier| dossier.channel == "online"), 1250);
        assert_eq!(count(&|dossier| dossier.unit == "General"), 1390);
        assert_eq!(count(&|dossier| dossier.due_stated), 1434);
        let warned = |kind| log.warnings.iter().filter(|warning| warning.kind == kind).count();
        assert_eq!(warned(WarningKind::FinishedBeforeReceived), 2);
        assert_eq!(warned(WarningKind::StepBeforeReceived), 2);
        assert_eq!(warned(WarningKind::StepAfterFinished), 145);
        assert_eq!(log.warnings.len(), 149);
    }
}

#[test]
fn csv_and_xes_agree() {
    let Some([csv, xes]) = logs() else { return };
    for (one, other) in csv.dossiers.iter().zip(&xes.dossiers) {
        let same_line = Dossier { line: other.line, ..one.clone() };
        assert_eq!(same_line, *other);
    }
}
