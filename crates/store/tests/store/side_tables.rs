//! The tables outside the record: accounts, sessions, codes, notices, slips, reads, files, drafts.

use store::{
    Account, AttachmentRow, AuditQuery, Citizen, Device, Folder, NewAudit, OneTimeCode, Session,
};

use crate::support::private;

#[test]
fn an_account_is_kept_whole_and_replaced() {
    let path = private();
    let folder = Folder::open_or_create(path.path()).unwrap();
    let (mut writer, reader) = (folder.writer().unwrap(), folder.reader().unwrap());
    let account = Account {
        login: "lan".into(),
        officer: "lan-q9".into(),
        password: "digest".into(),
        totp: "secret".into(),
        totp_step: 7,
        recovery: "one\ntwo".into(),
        changed_at: 9,
        must_change: true,
        enrolled: false,
        disabled: true,
    };
    writer.put_account(&account).unwrap();
    assert_eq!(writer.account("lan").unwrap().as_ref(), Some(&account));
    assert_eq!(reader.account("lan").unwrap(), None, "not committed");
    let account = Account { enrolled: true, must_change: false, disabled: false, ..account };
    writer.put_account(&account).unwrap();
    writer.commit().unwrap();
    assert_eq!(reader.account("lan").unwrap().as_ref(), Some(&account));
    assert_eq!(reader.accounts().unwrap(), [account]);
    writer.put_account(&Account { login: "minh".into(), ..Account::default() }).unwrap();
    writer.rollback();
    assert_eq!(writer.account("minh").unwrap(), None);
}

fn session(id: &str, who: &str, seen_at: i64) -> Session {
    Session {
        id: id.into(),
        kind: "staff".into(),
        who: who.into(),
        created_at: seen_at - 1,
        seen_at,
        stepped_at: seen_at,
        label: "Firefox".into(),
        ended_at: None,
    }
}

#[test]
fn sessions_end_but_for_the_one_in_use_and_only_their_own() {
    let path = private();
    let folder = Folder::open_or_create(path.path()).unwrap();
    let (mut writer, reader) = (folder.writer().unwrap(), folder.reader().unwrap());
    let citizen = Session { kind: "citizen".into(), ..session("s4", "lan", 40) };
    let before = Session { ended_at: Some(11), ..session("s0", "lan", 5) };
    for session in [
        session("s1", "lan", 10),
        session("s2", "lan", 20),
        session("s3", "minh", 30),
        citizen.clone(),
        before.clone(),
    ] {
        writer.put_session(&session).unwrap();
    }
    assert_eq!(writer.end_sessions("staff", "lan", Some("s2"), 50).unwrap(), 1);
    writer.commit().unwrap();
    let ended = Session { ended_at: Some(50), ..session("s1", "lan", 10) };
    assert_eq!(reader.session("s1").unwrap().as_ref(), Some(&ended));
    let own = [session("s2", "lan", 20), ended, before];
    assert_eq!(reader.sessions_of("staff", "lan").unwrap(), own);
    let live = [citizen, session("s3", "minh", 30), session("s2", "lan", 20)];
    assert_eq!(reader.live_sessions(20).unwrap(), live);
    assert_eq!(writer.end_sessions("staff", "lan", None, 60).unwrap(), 1);
    assert_eq!(writer.drop_sessions_before(20).unwrap(), 2);
    writer.commit().unwrap();
    assert_eq!(reader.session("s1").unwrap(), None);
    assert_eq!(reader.session("s2").unwrap().unwrap().ended_at, Some(60));
}

#[test]
fn a_stale_read_does_not_revive_an_ended_session() {
    let path = private();
    let folder = Folder::open_or_create(path.path()).unwrap();
    let (mut writer, reader) = (folder.writer().unwrap(), folder.reader().unwrap());
    writer.put_session(&session("s1", "lan", 10)).unwrap();
    assert!(!writer.end_session("s1", "minh", 20).unwrap(), "another's");
    assert!(writer.put_session_seen("s1", 20, 9).unwrap());
    assert!(writer.end_session("s1", "lan", 30).unwrap());
    assert!(!writer.put_session_seen("s1", 40, 9).unwrap());
    assert!(!writer.put_session_stepped("s1", 40).unwrap());
    assert!(!writer.end_session("s1", "lan", 50).unwrap());
    writer.commit().unwrap();
    let ended = Session {
        ended_at: Some(30),
        seen_at: 20,
        stepped_at: 10,
        created_at: 9,
        ..session("s1", "lan", 10)
    };
    assert_eq!(reader.session("s1").unwrap(), Some(ended));
}

#[test]
fn a_contact_and_the_code_last_sent_to_it() {
    let path = private();
    let folder = Folder::open_or_create(path.path()).unwrap();
    let (mut writer, reader) = (folder.writer().unwrap(), folder.reader().unwrap());
    let citizen = |contact: &str, since| Citizen {
        contact: contact.into(),
        person: "p".into(),
        name: "Lan".into(),
        since,
    };
    writer.put_citizen(&citizen("0900", 1)).unwrap();
    writer.put_citizen(&citizen("lan@x", 2)).unwrap();
    let code = |digest: &str, tries| OneTimeCode {
        contact: "0900".into(),
        digest: digest.into(),
        sent_at: 3,
        tries,
        is_known: tries == 0,
    };
    writer.put_one_time_code(&code("first", 2)).unwrap();
    writer.put_one_time_code(&code("second", 0)).unwrap();
    assert_eq!(writer.one_time_code("0900").unwrap(), Some(code("second", 0)));
    writer.commit().unwrap();
    assert_eq!(reader.citizen("0900").unwrap(), Some(citizen("0900", 1)));
    assert_eq!(reader.citizen_of("p").unwrap(), Some(citizen("lan@x", 2)));
    assert_eq!(reader.citizen_of("q").unwrap(), None);
    assert_eq!(reader.one_time_code("0900").unwrap(), Some(code("second", 0)));
    writer.drop_one_time_code("0900").unwrap();
    writer.commit().unwrap();
    assert_eq!(reader.one_time_code("0900").unwrap(), None);
    writer.put_one_time_code(&code("third", 9)).unwrap();
    writer.commit().unwrap();
    assert_eq!([3, 4].map(|at| reader.has_codes_before(at).unwrap()), [false, true]);
    assert_eq!([3, 4].map(|at| writer.drop_codes_before(at).unwrap()), [0, 1]);
}

#[test]
fn a_slip_leads_to_its_dossier() {
    let path = private();
    let folder = Folder::open_or_create(path.path()).unwrap();
    let (mut writer, reader) = (folder.writer().unwrap(), folder.reader().unwrap());
    writer.put_slip("token", "mark", "d", 1).unwrap();
    writer.put_slip("token of e", "of e", "e", 2).unwrap();
    writer.commit().unwrap();
    let marks =
        reader.slips().unwrap().into_iter().map(|(mark, stream)| format!("{mark}: {stream}"));
    let expected = ["mark: d", "of e: e", "token: d", "token of e: e"];
    assert_eq!(marks.collect::<Vec<_>>(), expected);
    let dossier_of = |mark: &str| reader.by_slip(mark).unwrap();
    assert_eq!(["mark", "token"].map(dossier_of), [Some("d".to_owned()), Some("d".to_owned())]);
    assert_eq!(reader.by_slip("other").unwrap(), None);
    writer.put_slip("token 2", "mark 2", "d", 3).unwrap();
    writer.put_slip("token", "mark", "d", 4).unwrap();
    writer.put_slip("token", "mark in another spelling", "d", 4).unwrap();
    writer.commit().unwrap();
    let dossier_of = |mark: &str| reader.by_slip(mark).unwrap().is_some();
    let marks = ["mark", "token", "mark in another spelling", "mark 2", "token 2", "of e"];
    let good = [false, false, false, true, true, true];
    assert_eq!(marks.map(dossier_of), good, "a revoked slip stays so");
    writer.put_slip("token 2", "received", "d", 4).unwrap();
    writer.commit().unwrap();
    assert_eq!(
        ["mark 2", "received"].map(dossier_of),
        [true, true],
        "a slip may get a second code"
    );
    writer.put_slip("token 3", "mark 3", "d", 5).unwrap();
    writer.commit().unwrap();
    assert_eq!(["mark 2", "mark 3", "token 3"].map(dossier_of), [false, true, true]);
    assert_eq!(writer.revoke_slips("d", 5).unwrap(), 2);
    assert_eq!(writer.revoke_slips("d", 6).unwrap(), 0);
    writer.commit().unwrap();
    assert_eq!(reader.by_slip("mark 3").unwrap(), None);
}

#[test]
fn a_browser_is_known_to_each_account_apart_until_it_ends() {
    let path = private();
    let folder = Folder::open_or_create(path.path()).unwrap();
    let (mut writer, reader) = (folder.writer().unwrap(), folder.reader().unwrap());
    let device = |id: &str, who: &str, ends_at| Device {
        id: id.into(),
        kind: "staff".into(),
        who: who.into(),
        label: "a test".into(),
        since: 1,
        seen_at: ends_at,
        ends_at,
    };
    for one in [device("x", "lan", 10), device("x", "minh", 20), device("y", "lan", 30)] {
        writer.put_device(&one).unwrap();
    }
    writer.move_device("x", "z").unwrap();
    writer.commit().unwrap();
    assert_eq!(reader.device("x", "staff", "lan").unwrap(), None);
    assert_eq!(reader.device("z", "citizen", "lan").unwrap(), None);
    assert_eq!(reader.device("z", "staff", "minh").unwrap(), Some(device("z", "minh", 20)));
    let of_lan = [device("y", "lan", 30), device("z", "lan", 10)];
    assert_eq!(reader.devices_of("staff", "lan").unwrap(), of_lan);
    assert_eq!(writer.drop_devices_ended(10).unwrap(), 1);
    assert!(!writer.drop_device("z", "staff", "lan").unwrap());
    assert_eq!(writer.drop_devices_of("staff", "minh").unwrap(), 1);
    writer.commit().unwrap();
    assert_eq!(reader.devices_of("staff", "minh").unwrap(), []);
}

/// Every filter and combination gives the same rows as a check of each row, also page by page.
#[test]
fn acts_are_found_by_actor_kind_object_and_time_the_newest_first() {
    let path = private();
    let folder = Folder::open_or_create(path.path()).unwrap();
    let (mut writer, reader) = (folder.writer().unwrap(), folder.reader().unwrap());
    let mut all = Vec::new();
    for n in 0..60_i64 {
        let act = NewAudit {
            at: n / 3,
            actor: ["lan", "minh"][n as usize % 2].into(),
            kind: ["read", "sign_in", "export"][n as usize % 3].into(),
            detail: format!("{n}"),
            objects: (0..n % 4).map(|one| format!("d{one}")).collect(),
        };
        writer.put_audit(&act).unwrap();
        all.push((n + 1, act));
    }
    writer.commit().unwrap();
    all.sort_by_key(|(position, act)| std::cmp::Reverse((act.at, *position)));
    let text = |text: &str| text.to_owned();
    for actor in ["", "lan", "nobody"] {
        for kind in ["", "read"] {
            for object in ["", "d1", "d9"] {
                for (from, to) in [(None, None), (Some(3), Some(9)), (None, Some(5))] {
                    let fits = |act: &NewAudit| {
                        (actor.is_empty() || act.actor == actor)
                            && (kind.is_empty() || act.kind == kind)
                            && (object.is_empty() || act.objects.contains(&text(object)))
                            && from.is_none_or(|from| act.at >= from)
                            && to.is_none_or(|to| act.at < to)
                    };
                    let expected: Vec<i64> =
                        all.iter().filter(|(_, act)| fits(act)).map(|(n, _)| *n).collect();
                    let mut query = AuditQuery {
                        actor: text(actor),
                        kind: text(kind),
                        object: text(object),
                        from,
                        to,
                        after: None,
                        limit: 7,
                    };
                    let mut ids = Vec::new();
                    loop {
                        let rows = reader.audit(&query).unwrap();
                        let Some(last) = rows.last() else { break };
                        query.after = Some((last.at, last.position));
                        ids.extend(rows.iter().map(|row| row.position));
                    }
                    assert_eq!(ids, expected, "{actor} {kind} {object} {from:?} {to:?}");
                }
            }
        }
    }
}

#[test]
fn files_go_from_the_draft_to_the_dossier() {
    let path = private();
    let folder = Folder::open_or_create(path.path()).unwrap();
    let (mut writer, reader) = (folder.writer().unwrap(), folder.reader().unwrap());
    let row = |id: &str, stream: &str| AttachmentRow {
        id: id.into(),
        stream: stream.into(),
        component: "deed".into(),
        name: "sổ đỏ.pdf".into(),
        media_type: "application/pdf".into(),
        size: 3,
        digest: "abc".into(),
        at: 1,
        by_whom: "p".into(),
    };
    writer.put_attachment(&row("f1", "draft/1"), &[0, 255, 7]).unwrap();
    writer.put_attachment(&row("f2", "draft/1"), b"two").unwrap();
    writer.put_attachment(&row("f3", "draft/2"), b"out").unwrap();
    writer.drop_attachment("f2").unwrap();
    assert_eq!(writer.move_attachments("draft/1", "d").unwrap(), 1);
    writer.commit().unwrap();
    assert_eq!(reader.attachments_of("d").unwrap(), [row("f1", "d")]);
    assert_eq!(reader.attachment("f1").unwrap(), Some((row("f1", "d"), vec![0, 255, 7])));
    assert_eq!(reader.attachment("f2").unwrap(), None);
    assert_eq!(reader.attached_bytes("d").unwrap(), 3);
    assert_eq!(reader.attached_bytes("draft/1").unwrap(), 0);
}

#[test]
fn a_draft_stays_its_persons() {
    let path = private();
    let folder = Folder::open_or_create(path.path()).unwrap();
    let (mut writer, reader) = (folder.writer().unwrap(), folder.reader().unwrap());
    writer.put_draft_of("d1", "p", 1, "one").unwrap();
    writer.put_draft_of("d2", "p", 2, "two").unwrap();
    writer.put_draft("d1", 3, "more").unwrap();
    writer.put_draft("d3", 4, "nobody's").unwrap();
    writer.commit().unwrap();
    assert_eq!(reader.draft("d1").unwrap(), Some(("p".into(), 3, "more".into())));
    let own = [("d1".to_owned(), 3, "more".to_owned()), ("d2".to_owned(), 2, "two".to_owned())];
    assert_eq!(reader.drafts_of("p").unwrap(), own);
    assert!(reader.drafts_of("").unwrap().is_empty());
    writer.put_draft_of("d1", "p", 5, "").unwrap();
    writer.commit().unwrap();
    assert_eq!(reader.draft("d1").unwrap(), None);
}
