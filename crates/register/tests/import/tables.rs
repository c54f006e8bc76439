//! Tables of every shape: delimiters, quotes, headers, and rows that the map skips.

use register::{Map, read};

use crate::common::{HEAD, MAP, ROW, at, check_refused, check_whole, import, import_with};

#[test]
fn tables_of_every_shape() {
    let with = |delimiter: &str| format!("{HEAD}\n{ROW}\n").replace(',', delimiter);
    for delimiter in [",", ";", "\t", "|"] {
        check_whole(delimiter, "", with(delimiter).as_bytes());
    }
    check_whole("sep=", "", format!("sep=;\r\n{}", with(";")).as_bytes());
    check_whole("\"sep=~\"", "", format!("\"sep=~\"\n{}", with("~")).as_bytes());
    let broken =
        with(";").replace("Số hồ sơ", "\"Số\nhồ sơ\"").replace("Ngày nhận", "\"Ngày\r\nnhận\"");
    check_whole("line breaks in the header", "", broken.as_bytes());
    let longer = format!("{HEAD},\n{ROW},,,\n,,,,,,,,\n");
    check_whole("surplus empty cells", "", longer.as_bytes());
    let titled = format!("SỔ THEO DÕI HỒ SƠ,,,,\n,,,,\n{HEAD}\n{ROW}\n");
    check_refused("title rows", "", titled.as_bytes(), "line 3: write skip_rows = 2 in the map");
    let below = format!("SỔ THEO DÕI, NĂM 2018\n\n{}", with(";"));
    check_refused("a title", "", below.as_bytes(), "line 3: write skip_rows = 2 in the map");
    check_whole("title rows", "skip_rows = 2\n", titled.as_bytes());
    assert_eq!(import_with("skip_rows = 2\n", titled.as_bytes()).unwrap().skipped, 1);
    let short = import_with("", format!("{HEAD}\nA,B,05/01/2018\n{ROW}\n").as_bytes()).unwrap();
    assert_eq!((short.total, short.dossiers.len(), short.rejects[0].line), (2, 1, 2));
    let wide = import_with("", format!("{HEAD}\n{ROW},x\n").as_bytes()).unwrap();
    assert_eq!((wide.total, wide.rejects.len()), (1, 1), "a surplus cell that is filled");
}

#[test]
fn quotes_that_leave_doubt_reject_one_row_and_lose_no_other() {
    for bad in [
        "A,\"Phòng,05/01/2018,02/02/2018,",
        "A,\"Phòng\" một,05/01/2018,02/02/2018,",
        "A,\"Phòng \\\"một\\\"\",05/01/2018,02/02/2018,",
        "A,Ống 21\",05/01/2018,02/02/2018,",
    ] {
        for after in ["", "\nC,\"X\",05/01/2018,02/02/2018,", "\nC,X\",05/01/2018,02/02/2018,"] {
            let log = import_with("", format!("{HEAD}\n{bad}\n{ROW}{after}\n").as_bytes()).unwrap();
            assert_eq!(log.total, 2 + usize::from(!after.is_empty()), "{bad}{after}");
            assert_eq!(log.rejects[0].line, 2, "{bad}{after}");
            assert!(
                log.dossiers.iter().any(|one| one.code == "0001/2018"),
                "{bad}{after}: {log:?}"
            );
        }
    }
    for good in
        ["A,\"Phòng \"\"1\"\"\",", "A,Công ty \"X\",", "A, \"Phòng, 1\" ,", "A,\"Phòng\n1\","]
    {
        let log =
            import_with("", format!("{HEAD}\n{good}05/01/2018,02/02/2018,\n{ROW}\n").as_bytes());
        assert_eq!(log.unwrap().dossiers.len(), 2, "{good}");
    }
    let unquoted = "Số hồ sơ,Phòng,Ngày nhận,Hạn trả,Ngày trả\nA,21\",05/01/2018,02/02/2018,\n";
    assert_eq!(
        import_with("quote = \"\"\n", unquoted.as_bytes()).unwrap().dossiers[0].unit,
        "21\""
    );
}

#[test]
fn a_column_without_a_name_may_be_filled() {
    for (header, row) in [
        (",,", "1,P,05/01/2018,02/02/2018,,a remark,"),
        (",", "1,P,05/01/2018,02/02/2018,"),
        (",", "1,\"P\n2\",05/01/2018,02/02/2018,,a remark"),
    ] {
        let log = import(MAP, &format!("{HEAD}{header}\n{row}\n"));
        assert_eq!((log.total, log.dossiers.len()), (1, 1), "{header} {row}: {log:?}");
    }
    let log = import(MAP, &format!("{HEAD},\n1,P,05/01/2018,02/02/2018,,a remark,more\n"));
    assert_eq!(log.rejects.len(), 1, "beyond the last of them: {log:?}");
}

#[test]
fn a_mistyped_name_is_answered_with_the_nearest() {
    let text = format!("{}\n{ROW}\n", HEAD.replace("Ngày trả", "Ngày trà"));
    check_refused("a column", "", text.as_bytes(), "perhaps Ngày trà is meant by Ngày trả");
    let error = Map::parse(&MAP.replace("received", "recieved")).unwrap_err().to_string();
    assert!(error.contains("perhaps received"), "{error}");
}

#[test]
fn rows_are_left_out_and_counted() {
    let skip = "[[skip]]\ncolumn = \"Phòng\"\nvalues = [\"Tổng\", \"\"]\n[[skip]]\ncolumn = \"Số hồ sơ\"\nvalues = [\"(1)\"]\n";
    let map = Map::parse(&format!("{MAP}{skip}")).unwrap();
    let text = format!(
        "{HEAD}\n(1),(2),(3),(4),(5)\n{ROW}\nA,,05/01/2018,02/02/2018,\nx,Tổng,,,\nB,Z,,,\n"
    );
    let log = read(text.as_bytes(), &map).unwrap();
    assert_eq!((log.total, log.dossiers.len(), log.rejects.len(), log.skipped), (2, 1, 1, 3));
}

#[test]
fn a_value_may_be_made_of_two_columns() {
    let map = r#"
level = "dossier"
zone = "Asia/Ho_Chi_Minh"
[columns]
dossier = { column = ["Quyển", "Số"], with = "/" }
received = [{ column = ["Ngày", "Giờ"] }, "Ngày"]
due = { column = ["Hạn", "Giờ hạn"] }
"#;
    let map = Map::parse(map).unwrap();
    let text = "Quyển,Số,Ngày,Giờ,Hạn,Giờ hạn\n1,2,05/01/2018,8:30,10/01/2018,17:00\n1,3,05/01/2018,,10/01/2018,17:00\n\
                1,,05/01/2018,8:30,10/01/2018,17:00\n1,4,05/01/2018,8:30,10/01/2018,\n";
    let log = read(text.as_bytes(), &map).unwrap();
    let codes: Vec<_> = log.dossiers.iter().map(|one| (one.code.as_str(), one.received)).collect();
    let (first, second) = (at("2018-01-05T08:30:00"), at("2018-01-05T00:00:00"));
    assert_eq!(codes, [("1/2", first), ("1/3", second)]);
    let lines: Vec<_> = log.rejects.iter().map(|reject| reject.line).collect();
    assert_eq!(lines, [4, 5], "a half number, a half instant");
}
