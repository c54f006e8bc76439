//! Programs that deliver well and badly, and the states of their notices. The clock is a number
//! that the test changes; a test waits for a process, never for a time of the outbox.

#![expect(clippy::unwrap_used, reason = "a test may panic")]

mod real_servers;

use std::fs;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use std::time::Duration;

use app::{Application, CodeRequest, Contact, Notice, Trouble};
use calendar::Instant;
use rules::NoticeWay;
use rules::gateways::{Gateway, Gateways as Settings, HttpGateway};
use store::{Folder, NewNotice};
use tempfile::TempDir;

use super::{DeliverySetup, Gateways, Limits, Worker, program};

const SECOND: i64 = 1000;
const HOUR: i64 = 3600 * SECOND;
const DAY: i64 = 24 * HOUR;
const START: i64 = 1_800_000_000_000;

/// A program that reads the notice, appends it to `sent` in one write, and ends.
const GOOD: &str = "line=$(cat); printf '%s\\n' \"$line\" >> sent";

/// Programs that fail, with the word for each failure.
const BAD: &[(&str, &str)] = &[
    ("cat > /dev/null; exit 1", "exit 1"),
    ("exit 75", "exit 75"),
    ("kill -9 $$", "killed"),
    ("head -c 1 > /dev/null; kill -TERM $$", "killed"),
    ("exec < /dev/null; exit 3", "exit 3"),
    ("sleep 600", "time"),
    ("(sleep 600) & wait", "time"),
    ("trap '' TERM INT HUP; while :; do sleep 600; done", "time"),
    ("while :; do echo flood; echo flood >&2; done", "time"),
];

/// Programs that deliver in spite of odd behaviour.
const ODD: &[&str] = &[
    "exec < /dev/null",
    "cat > /dev/null; echo '<<garbage>>'; echo '{\"sent\": false}' >&2",
    "cat > /dev/null; head -c 1000000 /dev/zero; head -c 1000000 /dev/zero >&2",
    "cat > /dev/null; (sleep 600) & exit 0",
];

/// Posts notices about dossiers, each to a number of its own.
fn post(folder: &TempDir, (way, begin): (&str, &str), notices: usize) {
    let folder = Folder::open_or_create(&folder.path().join("data")).unwrap();
    let mut writer = folder.writer().unwrap();
    for number in 0..notices {
        let (address, body) = (format!("{begin}{number:08}"), format!("body {number}"));
        let (subject, stream) = ("Tin", Some("dossier/pb/x"));
        let new = NewNotice {
            at: START,
            way,
            language: "vi",
            address: &address,
            subject,
            body: &body,
            stream,
            expires_at: None,
        };
        writer.post(&new).unwrap();
    }
    writer.commit().unwrap();
}

struct Fixture {
    folder: TempDir,
    app: Arc<Application>,
    clock: Arc<AtomicI64>,
}

impl Fixture {
    /// A folder with this number of notices about dossiers, each to an address of its own.
    fn new(notices: usize) -> Self {
        let folder = tempfile::tempdir().unwrap();
        post(&folder, ("sms", "09"), notices);
        let app = Arc::new(Application::open(&folder.path().join("data")).unwrap());
        Self { folder, app, clock: Arc::new(AtomicI64::new(START)) }
    }

    /// The same folder with more notices, which go by a way to numbers that begin like this.
    fn with(self, way: (&str, &str), notices: usize) -> Self {
        let Self { app, folder, clock } = self;
        drop(app);
        post(&folder, way, notices);
        let app = Arc::new(Application::open(&folder.path().join("data")).unwrap());
        Self { app, folder, clock }
    }

    /// Writes a program by another process: a file that this process had open for writing could not
    /// be started while a parallel test forks.
    fn program(&self, words: &str) -> PathBuf {
        let path = self.folder.path().join("program");
        let script = format!("#!/bin/sh\ncd {}\n{words}\n", self.folder.path().display());
        let mut writer = Command::new("sh")
            .args(["-c", "cat > \"$0.new\"; chmod 755 \"$0.new\"; mv \"$0.new\" \"$0\""])
            .arg(&path)
            .stdin(Stdio::piped())
            .spawn()
            .unwrap();
        std::io::Write::write_all(&mut writer.stdin.take().unwrap(), script.as_bytes()).unwrap();
        assert!(writer.wait().unwrap().success());
        path
    }

    fn worker(&self, program: &Path, one: Duration) -> Worker {
        self.worker_by(Settings::default(), program, one)
    }

    /// A worker with gateways of these settings, and a program for what they do not name.
    fn worker_by(&self, settings: Settings, program: &Path, one: Duration) -> Worker {
        self.worker_of(Gateways::new(settings, Some(program.to_owned())).unwrap(), one)
    }

    fn worker_of(&self, gateways: Gateways, one: Duration) -> Worker {
        let clock = Arc::clone(&self.clock);
        let now = Arc::new(move || Instant(clock.load(Ordering::Relaxed)));
        let stop = Duration::from_millis(50);
        let limits = Limits { one, round: Duration::from_millis(1), stop };
        let (app, gateways) = (Arc::clone(&self.app), Arc::new(gateways));
        Worker::new(DeliverySetup { app, gateways, now, limits })
    }

    fn pass(&self, millis: i64) -> i64 {
        self.clock.fetch_add(millis, Ordering::Relaxed) + millis
    }

    fn notices(&self) -> Vec<Notice> {
        self.app.outbox(100).unwrap()
    }

    fn states(&self) -> Vec<String> {
        let states = self.notices().into_iter().map(|notice| notice.state);
        states.collect()
    }

    /// The notices that the good program received, by id.
    fn sent(&self) -> Vec<serde_json::Value> {
        let sent = fs::read_to_string(self.folder.path().join("sent")).unwrap_or_default();
        sent.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
    }
}

const LONG: Duration = Duration::from_secs(60);
const SHORT: Duration = Duration::from_millis(150);

/// Delivers until no notice is due.
async fn drain(worker: &mut Worker) {
    loop {
        worker.deliver_waiting().unwrap();
        let Some(ended) = worker.in_progress.join_next().await else { return };
        worker.ended(ended.ok());
    }
}

#[tokio::test]
async fn only_the_exit_code_says_whether_it_is_delivered() {
    let fixture = Fixture::new(0);
    let notice = "x".repeat(300_000);
    for words in ODD {
        let program = fixture.program(words);
        assert_eq!(program::run(&program, &notice, LONG).await, Ok(()), "{words}");
    }
    for (words, trouble) in BAD {
        let program = fixture.program(words);
        let limit = if *trouble == "time" { SHORT } else { LONG };
        let result = program::run(&program, &notice, limit).await;
        assert_eq!(result.unwrap_err().code(), *trouble, "{words}");
    }
    let missing = program::run(Path::new("/nowhere/program"), "", LONG).await;
    assert_eq!(missing, Err(Trouble::Missing));
    let file = fixture.folder.path().join("plain");
    fs::write(&file, "not a program").unwrap();
    assert_eq!(program::run(&file, "", LONG).await, Err(Trouble::NotExecutable));
    let folder = program::run(fixture.folder.path(), "", LONG).await;
    assert_eq!(folder, Err(Trouble::NotExecutable));
}

/// Every process that a program started ends with it, so the read of a pipe that such a process has
/// open ends.
#[tokio::test]
async fn what_a_program_started_ends_with_it() {
    for (words, limit, expected) in [
        ("(sleep 600; echo late) > pipe & wait", SHORT, Err(Trouble::Time)),
        ("(sleep 600; echo late) > pipe & exit 0", LONG, Ok(())),
    ] {
        let fixture = Fixture::new(0);
        let pipe = fixture.folder.path().join("pipe");
        assert!(Command::new("mkfifo").arg(&pipe).status().unwrap().success());
        // The pipe is opened for both directions, so that no end waits for the other; the writing
        // end is closed before the read.
        let both = fs::OpenOptions::new().read(true).write(true).open(&pipe).unwrap();
        let mut reader = fs::File::open(&pipe).unwrap();
        let result = program::run(&fixture.program(words), "", limit).await;
        assert_eq!(result, expected, "{words}");
        drop(both);
        let mut text = String::new();
        reader.read_to_string(&mut text).unwrap();
        assert_eq!(text, "", "{words}");
    }
}

#[tokio::test]
async fn no_notice_is_lost_by_a_bad_program_and_all_are_delivered_by_a_good_one() {
    for (words, trouble) in BAD {
        let fixture = Fixture::new(5);
        let mut worker = fixture.worker(&fixture.program(words), SHORT);
        drain(&mut worker).await;
        for notice in fixture.notices() {
            assert_eq!((notice.state.as_str(), notice.tries), ("waiting", 1), "{words}");
            assert_eq!((notice.trouble.as_str(), notice.next_at), (*trouble, START + 10 * SECOND));
        }
        fixture.program(GOOD);
        worker.setup.limits.one = LONG;
        drain(&mut worker).await;
        assert!(fixture.sent().is_empty(), "not before its time");
        fixture.pass(10 * SECOND);
        drain(&mut worker).await;
        assert_eq!(fixture.states(), ["delivered"; 5], "{words}");
        assert_eq!(fixture.sent().len(), 5, "{words}: each once");
    }
}

#[tokio::test]
async fn a_program_that_is_away_for_a_day_loses_nothing() {
    let fixture = Fixture::new(5);
    let program = fixture.folder.path().join("program");
    let mut worker = fixture.worker(&program, LONG);
    for _ in 0..24 * 12 {
        drain(&mut worker).await;
        fixture.pass(HOUR / 12);
    }
    for notice in fixture.notices() {
        assert_eq!((notice.state.as_str(), notice.trouble.as_str()), ("waiting", "missing"));
        assert!((5..=9).contains(&notice.tries), "{}", notice.tries);
    }
    fixture.program(GOOD);
    fixture.pass(DAY / 2);
    drain(&mut worker).await;
    assert_eq!(fixture.states(), ["delivered"; 5]);
    let sent = fixture.sent();
    assert_eq!(sent.len(), 5);
    assert_eq!(sent[0]["id"].as_str().unwrap().split_once('-').unwrap().1, START.to_string());
    assert_eq!((&sent[0]["subject"], sent[0].as_object().unwrap().len()), (&"Tin".into(), 6));
}

#[tokio::test]
async fn after_the_last_wait_a_notice_has_failed_and_stands_where_an_officer_sees_it() {
    let fixture = Fixture::new(1);
    let mut worker = fixture.worker(Path::new("/nowhere/program"), LONG);
    for _ in 0..9 * 24 {
        drain(&mut worker).await;
        fixture.pass(HOUR);
    }
    let notice = fixture.notices().remove(0);
    assert_eq!((notice.state.as_str(), notice.trouble.as_str()), ("failed", "missing"));
    let days = (notice.ended_at.unwrap() - START) / DAY;
    assert!((7..9).contains(&days), "{days}");
    let tries = app::WAITS.iter().map(|(_, times)| *times as i64).sum::<i64>() + 1;
    assert_eq!(notice.tries, tries);
}

#[tokio::test]
async fn a_slow_address_keeps_one_place_and_a_code_never_waits_for_others() {
    let fixture = Fixture::new(5);
    // The program never ends for a notice that is not a code.
    let words = format!("line=$(cat); case \"$line\" in *body*) sleep 600;; esac; {}", &GOOD[13..]);
    let mut worker = fixture.worker(&fixture.program(&words), LONG);
    worker.deliver_waiting().unwrap();
    assert_eq!(worker.notices_in_progress.len(), 3, "one place is free for codes");
    let contact = Contact::read("0912000000").unwrap();
    let notice = |code: &str| ("Mã".to_owned(), code.to_owned());
    fixture
        .app
        .send_code(&CodeRequest::of(&contact, "here"), notice, 123_456, Instant(START))
        .unwrap();
    worker.deliver_waiting().unwrap();
    let ended = worker.in_progress.join_next().await.unwrap();
    worker.ended(ended.ok());
    assert_eq!(fixture.sent().len(), 1);
    assert_eq!(fixture.sent()[0]["text"], "123456");
    let code = fixture.notices().remove(0);
    assert_eq!((code.state.as_str(), code.body.as_str()), ("delivered", ""), "blanked");
}

/// The gateway of mail takes connections and says nothing; that of SMS is a good program.
#[tokio::test]
async fn a_way_whose_gateway_hangs_keeps_no_other_waiting() {
    let fixture = Fixture::new(300);
    let mut mails: Vec<i64> = Vec::new();
    let Fixture { app, folder, clock } = fixture;
    drop(app);
    let data = folder.path().join("data");
    let mut writer = Folder::open(&data).unwrap().writer().unwrap();
    // More than the outbox is looked through for, and posted before every SMS.
    for number in 0..300 {
        let (address, at) = (format!("lan{number}@example.vn"), START - 1);
        let (way, language, subject, body) = ("mail", "vi", "Tin", "mail");
        let (address, stream, expires_at) = (address.as_str(), Some("d"), None);
        let new = NewNotice { at, way, language, address, subject, body, stream, expires_at };
        mails.push(writer.post(&new).unwrap());
    }
    writer.commit().unwrap();
    drop(writer);
    let fixture = Fixture { app: Arc::new(Application::open(&data).unwrap()), folder, clock };
    let silent = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("http://{}/", silent.local_addr().unwrap());
    let mail = Some(Gateway::Http(HttpGateway { url, token: None, authorities: None }));
    let settings = Settings { mail, ..Settings::default() };
    let mut worker = fixture.worker_by(settings, &fixture.program(GOOD), LONG);
    for _ in 0..300 {
        worker.deliver_waiting().unwrap();
        let ended = worker.in_progress.join_next().await.unwrap();
        worker.ended(ended.ok());
    }
    assert_eq!(fixture.sent().len(), 300);
    let held = worker.notices_in_progress.iter().filter(|notice| mails.contains(&notice.id));
    assert_eq!(held.count(), 3, "mails keep their own places only");
    let sent = fixture.app.outbox(1000).unwrap();
    let delivered = sent.iter().filter(|notice| notice.state == "delivered");
    assert!(delivered.clone().all(|notice| notice.way == "sms"));
    assert_eq!(delivered.count(), 300);
}

#[tokio::test]
async fn messages_of_chat_without_a_gateway_are_sms_and_share_their_places() {
    let fixture = Fixture::new(20).with(("chat", "07"), 20);
    let program = fixture.program(GOOD).display().to_string();
    let settings = Settings { sms: Some(Gateway::Program(program)), ..Settings::default() };
    let gateways = Gateways::new(settings, None).unwrap();
    assert_eq!(gateways.served(), [NoticeWay::Sms, NoticeWay::Chat]);
    let mut worker = fixture.worker_of(gateways, LONG);
    let mut chat = Vec::new();
    for ended in 1.. {
        worker.deliver_waiting().unwrap();
        assert!(worker.notices_in_progress.len() <= 3, "one gateway, three places");
        let Some(outcome) = worker.in_progress.join_next().await else { break };
        let outcome = outcome.unwrap();
        chat.extend((outcome.notice.way == "chat").then_some(ended));
        worker.ended(Some(outcome));
    }
    assert_eq!(chat.len(), 20);
    assert!(chat[0] < 20, "no way waits for all of the other: {chat:?}");
    let sent = fixture.sent();
    assert_eq!(sent.len(), 40);
    assert!(sent.iter().all(|message| message["way"] == "sms"), "{sent:?}");
}

#[test]
fn a_gateway_that_cannot_be_used_is_named_by_its_way() {
    let url = "https://[::1".to_owned();
    let sms = Some(Gateway::Http(HttpGateway { url, token: None, authorities: None }));
    let Err(why) = Gateways::new(Settings { sms, ..Settings::default() }, None) else {
        panic!("there is no such address")
    };
    assert!(why.to_string().starts_with("[sms]: "), "{why}");
}

#[tokio::test]
async fn an_address_has_one_delivery_at_a_time() {
    let fixture = Fixture::new(1);
    let data = fixture.folder.path().join("data");
    let Fixture { app, folder, clock } = fixture;
    drop(app);
    let mut writer = Folder::open(&data).unwrap().writer().unwrap();
    let new = NewNotice {
        at: START,
        way: "sms",
        language: "vi",
        address: "0900000000",
        subject: "Tin",
        body: "second",
        stream: Some("d"),
        expires_at: None,
    };
    writer.post(&new).unwrap();
    writer.commit().unwrap();
    drop(writer);
    let fixture = Fixture { app: Arc::new(Application::open(&data).unwrap()), folder, clock };
    let mut worker = fixture.worker(&fixture.program(GOOD), LONG);
    worker.deliver_waiting().unwrap();
    assert_eq!(worker.notices_in_progress.len(), 1);
    worker.deliver_waiting().unwrap();
    assert_eq!(worker.notices_in_progress.len(), 1, "busy");
    drain(&mut worker).await;
    assert_eq!(fixture.states(), ["delivered"; 2]);
}

#[tokio::test]
async fn a_code_older_than_ten_minutes_is_not_delivered() {
    let fixture = Fixture::new(0);
    let contact = Contact::read("0912000000").unwrap();
    let notice = |code: &str| ("Mã".to_owned(), code.to_owned());
    fixture
        .app
        .send_code(&CodeRequest::of(&contact, "here"), notice, 123_456, Instant(START))
        .unwrap();
    let mut worker = fixture.worker(&fixture.program("exit 1"), LONG);
    drain(&mut worker).await;
    fixture.program(GOOD);
    let now = fixture.pass(600 * SECOND);
    drain(&mut worker).await;
    assert!(fixture.sent().is_empty());
    assert_eq!(fixture.app.expire_notices(Instant(now)).unwrap(), 1);
    let code = fixture.notices().remove(0);
    assert_eq!((code.state.as_str(), code.body.as_str(), code.tries), ("expired", "", 1));
}

#[tokio::test]
async fn a_clock_set_back_or_forward_delays_no_notice_for_long() {
    let fixture = Fixture::new(1);
    let mut worker = fixture.worker(&fixture.program("exit 1"), LONG);
    fixture.pass(400 * DAY);
    drain(&mut worker).await;
    fixture.pass(-400 * DAY);
    fixture.program(GOOD);
    drain(&mut worker).await;
    assert_eq!(fixture.states(), ["delivered"], "the wait was noted by the wrong clock");
}

#[test]
fn the_end_of_the_server_waits_for_a_hanging_program_no_longer_than_its_time() {
    let fixture = Fixture::new(3);
    let pipe = fixture.folder.path().join("pipe");
    assert!(Command::new("mkfifo").arg(&pipe).status().unwrap().success());
    let both = fs::OpenOptions::new().read(true).write(true).open(&pipe).unwrap();
    let mut reader = fs::File::open(&pipe).unwrap();
    let program = fixture.program("echo begun > pipe; sleep 600 > pipe");
    let post = fixture.worker(&program, LONG).setup;
    let delivery = super::Delivery::begin(post).unwrap();
    let mut begun = [0; 5];
    reader.read_exact(&mut begun).unwrap();
    // No other work waits in the meantime.
    fixture.app.run_timers(Instant(START)).unwrap();
    fixture.app.commit().unwrap();
    let before = std::time::Instant::now();
    drop(delivery);
    assert!(before.elapsed() < Duration::from_secs(20));
    drop(both);
    reader.read_to_string(&mut String::new()).unwrap();
    for notice in fixture.notices() {
        assert_eq!((notice.state.as_str(), notice.trouble.as_str()), ("waiting", "stopped"));
    }
}
