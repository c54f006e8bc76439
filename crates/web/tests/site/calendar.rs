//! The page for days off: the moved dues are shown first, then the announcement is put in force.

use app::{Intake, Submission};
use axum::http::StatusCode;
use calendar::Day;
use dossier::event::{Person, Slip};
use dossier::{Actor, Command, Role, Sealed};

use crate::session::Browser;
use crate::small_office::{Description, PROCEDURE, SmallOffice, at};

const PAGE: &str = "/admin/calendar";

/// Sends the form: kind, day off, make-up day. A confirmation needs that the same was shown before.
async fn send(
    browser: &mut Browser<'_>,
    (kind, day, made_up_on): (&str, &str, &str),
    what: &str,
) -> Description {
    let mut form = vec![
        ("kind", kind),
        ("day", day),
        ("made_up_on", made_up_on),
        ("name", "Nghỉ \"bão\""),
        ("decision", "Công văn số 7/UBND"),
    ];
    let first = browser.send(PAGE, PAGE, &form).await;
    if what.is_empty() {
        return first;
    }
    let shown = shown_files(&first.body);
    form.extend([("what", what), ("shown", &shown)]);
    browser.send(PAGE, PAGE, &form).await
}

/// The files that a page's button would put in force.
fn shown_files(page: &str) -> String {
    let field = page.split("name=\"shown\" value=\"").nth(1).unwrap_or_default();
    field.split('"').next().unwrap_or_default().to_owned()
}

/// The code, due before and due after of each dossier on the page that precedes the act.
fn shown(page: &str) -> Vec<[String; 3]> {
    let moves = page.split("<h2 id=\"moves\">").nth(1).unwrap().split("</section>").next().unwrap();
    let moves = moves.split("<tbody>").nth(1).unwrap_or_default();
    let cell = |part: &str| part.rsplit('>').next().unwrap().to_owned();
    let rows = moves.split("<tr><th scope=\"row\">").skip(1).map(|row| {
        let code = cell(row.split("</a>").next().unwrap());
        assert!(row.contains("Nguyễn Thị Bí Mật"), "the applicant: {row}");
        let mut cells = row.split("</td>").skip(1).map(cell);
        [code, cells.next().unwrap(), cells.next().unwrap()]
    });
    rows.collect()
}

fn due(app: &SmallOffice, code: &str) -> String {
    let rules = app.app.rules();
    let view = app.app.ask(|inquiry| inquiry.dossier(code, None, app.now())).unwrap();
    let state = view.unwrap().state;
    let zone = &rules.deadline_calendar().zone;
    messages::instant(text::Language::Vietnamese, state.due().unwrap(), zone)
}

#[tokio::test]
async fn an_announcement_shows_what_it_moves_and_then_moves_it() {
    let mut open = String::new();
    let app = SmallOffice::with_more(|life| open = life.receive("more", "06-15 09:00"));
    let mut leader = app.signed_in("ld1").await;
    let [friday, monday] = ["17:00 thứ Sáu 22/06/2018", "17:00 thứ Hai 25/06/2018"];
    for (announced, before, after) in [
        (("holiday", "20/06/2018", ""), friday, monday),
        (("withdrawn", "20/06/2018", ""), monday, friday),
        // A make-up day before due; a make-up day after due.
        (("swap", "21/06/2018", "16/06/2018"), friday, friday),
        (("withdrawn", "21/06/2018", ""), friday, friday),
        (("swap", "22/06/2018", "30/06/2018"), friday, monday),
        (("withdrawn", "22/06/2018", ""), monday, friday),
        // A day off today: a dossier received today takes effect at the next opening.
        (("holiday", "15/06/2018", ""), friday, monday),
    ] {
        let page = send(&mut leader, announced, "").await;
        assert_eq!(page.status, StatusCode::OK, "{announced:?}: {}", page.body);
        let moves = shown(&page.body);
        let moved = moves.iter().find(|[code, ..]| *code == open);
        match before == after {
            true => assert_eq!(moved, None, "{announced:?}"),
            false => assert_eq!(moved.unwrap()[1..], [before, after], "{announced:?}"),
        }
        // So far nothing has changed, and the form keeps its input.
        assert_eq!(due(&app, &open), before);
        assert!(page.body.contains("value=\"Công văn số 7/UBND\""));
        let done = send(&mut leader, announced, "confirm").await;
        assert_eq!(done.status, StatusCode::SEE_OTHER, "{announced:?}: {}", done.body);
        for [code, _, after] in &moves {
            assert_eq!(due(&app, code), *after, "{announced:?}");
        }
        assert_eq!(due(&app, &open), after, "{announced:?}");
    }
    assert!(leader.page(&format!("/dossier/{open}")).await.contains("Công văn số 7/UBND"));
}

/// Receives a dossier whose applicant has a telephone number and a slip.
fn receive_with_slip(app: &SmallOffice) -> String {
    let at = at("06-15 09:00");
    let intake = Intake {
        procedure: PROCEDURE.into(),
        channel: "counter".into(),
        ward: "P1".into(),
        person: "more".into(),
        desk: "MC".into(),
        ..Intake::default()
    };
    let applicant = Person { phone: "0900000001".into(), ..Person::default() };
    let slip = Slip { key: "K3F9XY".into(), token: "tokenk3f9xy".into() };
    let sealed = Sealed { applicant: Some(applicant), slip: Some(slip), ..Sealed::default() };
    let done = app.app.execute(Submission {
        stream: "dossier/pb/more".into(),
        actor: Actor::new("MC1", Role::DeskOfficer, "MC"),
        command: Command::Receive(app.app.reception(&intake, at).unwrap()),
        at,
        key: None,
        sealed: Some(sealed),
    });
    done.unwrap().code
}

#[tokio::test]
async fn the_citizen_reads_the_earlier_due_and_why_it_moved() {
    let app = SmallOffice::new();
    let open = receive_with_slip(&app);
    let mut leader = app.signed_in("ld1").await;
    send(&mut leader, ("holiday", "20/06/2018", ""), "confirm").await;
    let moved = "từ 17:00 thứ Sáu 22/06/2018 sang 17:00 thứ Hai 25/06/2018";
    let text = [
        format!(
            "Hẹn trả kết quả chuyển {moved} theo lịch làm việc mới. Căn cứ: Công văn số 7/UBND<"
        ),
        format!("hẹn trả kết quả hồ sơ {open} chuyển {moved}. Căn cứ: Công văn số 7/UBND."),
    ];
    let page = app.page("/t/tokenk3f9xy").await;
    for text in &text {
        assert!(page.contains(text), "{text}: {page}");
    }
    // The code and key show the history, but no notice.
    let fields = [("code", open.as_str()), ("slip_key", "K3F9XY")];
    let tracked = app.browser().send("/track", "/track", &fields).await.body;
    assert!(tracked.contains(&text[0]) && !tracked.contains(&text[1]), "{tracked}");
    send(&mut leader, ("holiday", "02/07/2018", ""), "confirm").await;
    assert!(app.page("/t/tokenk3f9xy").await.contains("hẹn trả kết quả giữ nguyên"));
}

#[tokio::test]
async fn a_day_off_on_a_day_without_openings_is_said_to_move_nothing() {
    let app = SmallOffice::new();
    let mut leader = app.signed_in("ld1").await;
    let page = send(&mut leader, ("holiday", "23/06/2018", ""), "").await;
    assert!(page.body.contains("vốn không làm việc nên không hồ sơ nào đổi hạn"), "{}", page.body);
    assert!(page.body.contains("Không hồ sơ nào đổi hạn."));
}

#[tokio::test]
async fn only_what_was_shown_is_put_in_force_and_once() {
    let app = SmallOffice::new();
    let (mut leader, mut administrator) = (app.signed_in("ld1").await, app.signed_in("qt1").await);
    let holiday = [
        ("kind", "holiday"),
        ("day", "20/06/2018"),
        ("name", "Bão"),
        ("decision", "CV 7"),
        ("what", "confirm"),
    ];
    // The dues were not shown before, so they are shown here.
    let unseen = leader.send(PAGE, PAGE, &holiday).await;
    assert_eq!(unseen.status, StatusCode::CONFLICT);
    let seen = shown_files(&unseen.body);
    let mut confirmed = holiday.to_vec();
    confirmed.push(("shown", &seen));
    // Another day was announced since.
    send(&mut administrator, ("holiday", "21/06/2018", ""), "confirm").await;
    let changed = leader.send(PAGE, PAGE, &confirmed).await;
    assert_eq!(changed.status, StatusCode::CONFLICT);
    assert!(changed.body.contains("đã thay đổi từ khi ông/bà xem"), "{}", changed.body);
    let seen = shown_files(&changed.body);
    let mut confirmed = holiday.to_vec();
    confirmed.push(("shown", &seen));
    let rules = || app.app.ask(|inquiry| inquiry.rule_files()).unwrap();
    let mut after = None;
    for expected in ["Đã áp dụng. ", "Đã áp dụng từ trước.", "Đã áp dụng từ trước."]
    {
        let done = leader.send(PAGE, PAGE, &confirmed).await;
        assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.body);
        let page = leader.page(done.headers["location"].to_str().unwrap()).await;
        assert!(page.contains(expected), "{expected}: {page}");
        assert_eq!(after.get_or_insert_with(rules), &rules());
    }
}

#[tokio::test]
async fn the_years_of_a_release_are_offered_until_they_are_in_force() {
    let year = "year = 2018\nsource = \"Thông báo số 5015/TB-LĐTBXH\"\n[[holiday]]\n\
                date = 2018-06-20\nname = \"Nghỉ\"\nname_en = \"Off\"\n";
    let app = SmallOffice::of_release(&[("catalogue/calendars/years/2018.toml", year)]);
    let text = "Bản phát hành này có lịch nghỉ năm 2018";
    let (mut leader, mut administrator) = (app.signed_in("ld1").await, app.signed_in("qt1").await);
    for path in ["/head", PAGE] {
        assert!(leader.page(path).await.contains(text), "{path}");
    }
    for path in ["/admin/accounts", PAGE] {
        assert!(administrator.page(path).await.contains(text), "{path}");
    }
    // A head may not put rules in force.
    assert!(!app.signed_in("a2").await.page("/head").await.contains(text));
    let first = leader.send(PAGE, PAGE, &[("kind", "release")]).await;
    assert_eq!(first.status, StatusCode::OK, "{}", first.body);
    assert!(!shown(&first.body).is_empty());
    assert!(first.body.contains("<li>thứ Tư 20/06/2018: ngày nghỉ, Nghỉ</li>"), "{}", first.body);
    let seen = shown_files(&first.body);
    let form = [("kind", "release"), ("what", "confirm"), ("shown", &seen)];
    for expected in ["Đã áp dụng. ", "Đã áp dụng từ trước."] {
        let done = leader.send(PAGE, PAGE, &form).await;
        assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.body);
        let page = leader.page(done.headers["location"].to_str().unwrap()).await;
        assert!(page.contains(expected), "{expected}: {page}");
    }
    for path in ["/head", PAGE] {
        assert!(!leader.page(path).await.contains(text), "{path}");
    }
    for path in ["/admin/accounts", PAGE] {
        assert!(!administrator.page(path).await.contains(text), "{path}");
    }
    let open = app.app.rules().deadline_calendar().closed_day(Day::from_ymd(2018, 6, 20)).is_none();
    assert!(!open);
}

#[tokio::test]
async fn the_days_in_force_are_listed_and_withdrawn_ones_gone() {
    let app = SmallOffice::new();
    let mut administrator = app.signed_in("qt1").await;
    let listed = |page: &str| page.contains("thứ Tư 20/06/2018</th><td>Nghỉ &#34;bão&#34;");
    let day = Day::from_ymd(2018, 6, 20);
    for (kind, expected) in [("holiday", true), ("withdrawn", false), ("holiday", true)] {
        let done = send(&mut administrator, (kind, "20/06/2018", ""), "confirm").await;
        assert_eq!(done.status, StatusCode::SEE_OTHER, "{kind}: {}", done.body);
        assert_eq!(listed(&administrator.page(PAGE).await), expected, "{kind}");
        let closed = app.app.rules().deadline_calendar().closed_day(day).is_some();
        assert_eq!(closed, expected, "{kind}");
    }
}

#[tokio::test]
async fn what_does_not_fit_is_refused_with_its_reason_and_what_was_entered() {
    let app = SmallOffice::new();
    let mut leader = app.signed_in("ld1").await;
    send(&mut leader, ("holiday", "20/06/2018", ""), "confirm").await;
    send(&mut leader, ("swap", "25/06/2018", "30/06/2018"), "confirm").await;
    for (entered, reason) in [
        (("holiday", "14/06/2018", ""), "đã qua"),
        (("holiday", "20/06/2018", ""), "đã là ngày nghỉ"),
        (("swap", "20/06/2018", "23/06/2018"), "đã là ngày nghỉ"),
        (("holiday", "20/06/2033", ""), "không có ngày"),
        (("withdrawn", "21/06/2018", ""), "không phải ngày nghỉ"),
        (("swap", "23/06/2018", "24/06/2018"), "vốn không làm việc"),
        (("swap", "21/06/2018", "22/06/2018"), "vốn là ngày làm việc"),
        (("swap", "21/06/2018", "20/06/2018"), "là ngày nghỉ, không làm bù"),
        (("swap", "21/06/2018", ""), "Hãy ghi ngày làm bù"),
        (("holiday", "30/06/2018", ""), "là ngày làm bù"),
        (("swap", "30/06/2018", "01/07/2018"), "là ngày làm bù"),
        (("swap", "21/06/2018", "30/06/2018"), "vốn là ngày làm việc"),
        (("holiday", "hôm nào", ""), "Hãy ghi ngày nghỉ"),
        (("", "21/06/2018", ""), "Hãy chọn loại"),
        (("other", "21/06/2018", ""), "Hãy chọn loại"),
    ] {
        for what in ["", "confirm"] {
            let before = leader.page(PAGE).await;
            let answer = send(&mut leader, entered, what).await;
            assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{entered:?}");
            assert!(answer.body.contains(reason), "{entered:?}: {}", answer.body);
            for kept in ["value=\"Công văn số 7/UBND\"", &format!("value=\"{}\"", entered.1)] {
                assert!(answer.body.contains(kept), "{entered:?}: {kept}");
            }
            let days = |page: &str| page.split("<h2 id=\"days\">").nth(1).unwrap().to_owned();
            assert_eq!(days(&leader.page(PAGE).await), days(&before), "{entered:?}");
        }
    }
    // Nothing is entered, so each missing field is named.
    let answer = leader.send(PAGE, PAGE, &[("kind", "holiday")]).await;
    for reason in ["Hãy ghi ngày nghỉ", "Hãy ghi tên ngày nghỉ", "Hãy ghi số và ngày"]
    {
        assert!(answer.body.contains(reason), "{reason}: {}", answer.body);
    }
}

#[tokio::test]
async fn a_leader_or_the_administrator_announces_days_off_and_no_one_else() {
    let app = SmallOffice::new();
    for officer in ["mc1", "a1", "a2", "ks1", "tv1"] {
        let mut browser = app.signed_in(officer).await;
        assert_eq!(browser.get(PAGE).await.status, StatusCode::FORBIDDEN, "{officer}");
        let mut form = vec![("kind", "holiday"), ("day", "20/06/2018"), ("what", "confirm")];
        form.extend([("name", "x"), ("decision", "x")]);
        let answer = browser.send("/account", PAGE, &form).await;
        assert_eq!(answer.status, StatusCode::FORBIDDEN, "{officer}");
    }
    let day = Day::from_ymd(2018, 6, 20);
    assert!(app.app.rules().deadline_calendar().closed_day(day).is_none());
}

/// The fields of the form for a whole year, with the days on the page and further lines.
fn whole_year(page: &str, year: &str, more: &str) -> Vec<(&'static str, String)> {
    let days = page.split("<textarea id=\"days\"").nth(1).unwrap().split_once('>').unwrap().1;
    let days = days.split("</textarea>").next().unwrap().replace("&#39;", "'");
    let text = format!("{days}\n{more}");
    [("kind", "year"), ("year", year), ("days", &text), ("decision", "Thông báo số 12/TB-BNV")]
        .map(|(name, value)| (name, value.to_owned()))
        .to_vec()
}

async fn send_year(browser: &mut Browser<'_>, form: &[(&'static str, String)]) -> Description {
    let form: Vec<(&str, &str)> = form.iter().map(|(name, value)| (*name, &**value)).collect();
    browser.send(PAGE, PAGE, &form).await
}

#[tokio::test]
async fn a_whole_year_is_typed_shows_what_it_moves_and_is_put_in_force() {
    let mut open = String::new();
    let app = SmallOffice::with_more(|life| open = life.receive("more", "06-15 09:00"));
    let mut leader = app.signed_in("ld1").await;
    let page = leader.page(&format!("{PAGE}?year=2018")).await;
    assert!(page.contains("16/02/2018 "), "the days by rule stand in the box: {page}");
    let lines = "20/06/2018 Nghỉ bão | Storm\n21/06/2018 làm bù 23/06/2018";
    let mut form = whole_year(&page, "2018", lines);
    let first = send_year(&mut leader, &form).await;
    assert_eq!(first.status, StatusCode::OK, "{}", first.body);
    assert!(first.body.contains("Lịch nghỉ năm 2018 · Thông báo số 12/TB-BNV"), "{}", first.body);
    let moves = shown(&first.body);
    let moved = moves.iter().find(|[code, ..]| *code == open).unwrap();
    let monday = "17:00 thứ Hai 25/06/2018";
    assert_eq!(moved[2], monday);
    form.push(("what", "confirm".into()));
    form.push(("shown", shown_files(&first.body)));
    for expected in ["Đã áp dụng. ", "Đã áp dụng từ trước."] {
        let done = send_year(&mut leader, &form).await;
        assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.body);
        let page = leader.page(done.headers["location"].to_str().unwrap()).await;
        assert!(page.contains(expected), "{expected}: {page}");
        assert_eq!(due(&app, &open), monday);
    }
    let calendar = app.app.rules().deadline_calendar().clone();
    let swapped = calendar.closed_day(Day::from_ymd(2018, 6, 21)).unwrap();
    assert_eq!(swapped.made_up_on, Some(Day::from_ymd(2018, 6, 23)));
    assert!(leader.page(&format!("/dossier/{open}")).await.contains("Thông báo số 12/TB-BNV"));
}

#[tokio::test]
async fn a_whole_year_that_drops_an_announced_day_is_asked_about() {
    let app = SmallOffice::new();
    let mut leader = app.signed_in("ld1").await;
    let page = leader.page(&format!("{PAGE}?year=2018")).await;
    // Days that the later form leaves out follow from rules only: no decision announced them.
    let without = whole_year(&page, "2018", "");
    send(&mut leader, ("holiday", "20/06/2018", ""), "confirm").await;
    let mut form = without;
    let first = send_year(&mut leader, &form).await;
    let text = "Nay là ngày làm việc: thứ Tư 20/06/2018 (Nghỉ &#34;bão&#34;)";
    assert!(first.body.contains(text), "{}", first.body);
    form.push(("what", "confirm".into()));
    form.push(("shown", shown_files(&first.body)));
    let refused = send_year(&mut leader, &form).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.body.contains("bỏ ngày nghỉ đã công bố"), "{}", refused.body);
    let off =
        || app.app.rules().deadline_calendar().closed_day(Day::from_ymd(2018, 6, 20)).is_some();
    assert!(off());
    form.push(("drop_days", "yes".into()));
    let done = send_year(&mut leader, &form).await;
    assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.body);
    assert!(!off());
}

#[tokio::test]
async fn a_whole_year_that_does_not_fit_is_refused_by_its_line() {
    let app = SmallOffice::new();
    let mut leader = app.signed_in("ld1").await;
    let page = leader.page(&format!("{PAGE}?year=2019")).await;
    for (line, reason) in [
        ("hôm nào Nghỉ", "Chưa đọc được dòng “hôm nào Nghỉ”"),
        ("20/06/2019", "Chưa đọc được dòng “20/06/2019”"),
        ("20/06/2018 Nghỉ", "không thuộc năm 2019"),
        ("01/01/2019 Nghỉ", "trùng ngày với một dòng trên"),
        ("20/06/2019 làm bù 02/09/2019", "ngày làm bù là ngày nghỉ"),
        ("20/06/2019 làm bù 21/06/2022", "cách xa năm 2019"),
        // A Thursday is a working day anyway.
        ("20/06/2019 làm bù 27/06/2019", "Không áp dụng được"),
    ] {
        let answer = send_year(&mut leader, &whole_year(&page, "2019", line)).await;
        assert!(answer.status.is_client_error(), "{line}: {}", answer.status);
        assert!(answer.body.contains(reason), "{line}: {}", answer.body);
        assert!(answer.body.contains(line), "kept: {line}");
    }
    let mut lacking = whole_year(&page, "2019", "");
    lacking[2].1 = "01/01/2019 Tết Dương lịch".into();
    let answer = send_year(&mut leader, &lacking).await;
    assert!(answer.body.contains("Thiếu mùng một Tết, thứ Ba 05/02/2019"), "{}", answer.body);
    let mut other = whole_year(&page, "2031", "");
    other[3].1.clear();
    let answer = send_year(&mut leader, &other).await;
    assert!(answer.body.contains("năm nay và hai năm tới"), "{}", answer.body);
}
