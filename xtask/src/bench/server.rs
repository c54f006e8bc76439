//! Measures the server under load: durable receptions and steps over HTTP with their processor
//! time, and the pages that officers open most. The client runs on the same machine.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::Path;
use std::process::Command;
use std::sync::Mutex;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail, ensure};

use super::Row;
use super::site::Server;

const CONNECTIONS: usize = 32;
const SPAN: Duration = Duration::from_secs(4);
const PROCEDURE: &str = "1.013831";
/// The clock ticks of `/proc/<pid>/stat` in a second on Linux.
const TICKS: f64 = 100.0;

pub fn rows(binary: &Path, folder: &Path) -> Result<Vec<Row>> {
    let shown = Command::new(binary).arg("--data").arg(folder).arg("accounts").output()?;
    let shown = String::from_utf8(shown.stdout)?;
    let after = |text: &str, end: &[char]| -> Option<String> {
        let rest = &shown[shown.find(text)? + text.len()..];
        rest.split(end).next().map(str::to_owned)
    };
    let password = after("Password of all: ", &['\n']).context("no password")?;
    let server = Server::start(binary, folder)?;
    let mut desk = Client::connect(server.address())?;
    desk.sign_in("mc01", &password, || {
        let again = Command::new(binary).arg("--data").arg(folder).arg("accounts").output()?;
        let again = String::from_utf8(again.stdout)?;
        Ok(again.split("(now ").nth(1).context("no code")?[..6].to_owned())
    })?;
    let token = desk.token("/demonstration")?;
    desk.post("/demonstration", &format!("token={token}&step=opening"))?;
    let rows = measure(&server, &desk)?;
    server.stop()?;
    Ok(rows)
}

fn measure(server: &Server, desk: &Client) -> Result<Vec<Row>> {
    // The pages are measured before the load, while queues have a realistic length.
    let pages = pages(server, desk)?;
    let mut first = desk.again()?;
    let page = first.get(&format!("/desk/receive?procedure={PROCEDURE}"))?;
    let form = reception(&page)?;
    let (codes, received) = load(server, desk, |client, number| {
        let form = form.replace("KEY", &format!("{number:032x}"));
        let answer =
            client.post("/desk/receive", &form.replace("NUMBER", &format!("{number:012}")))?;
        let slip = answer.location().context("no slip")?;
        Ok(slip.trim_start_matches("/dossier/").trim_end_matches("/slip").to_owned())
    })?;
    let example = codes.first().context("no dossier received")?;
    let give = hand_over(&first.get(&format!("/dossier/{example}/do/give"))?)?;
    let left = Mutex::new(codes.into_iter());
    let (_, advanced) = load(server, desk, |client, number| {
        let code = left.lock().ok().and_then(|mut left| left.next());
        let Some(code) = code else { return Ok(String::new()) };
        let body = give.replace("KEY", &format!("{number:032x}"));
        client.post(&format!("/dossier/{code}/do/give"), &body)?;
        Ok(code)
    })?;
    let mut rows = vec![
        Row::at_least(
            &format!("durable receptions a second over HTTP, {CONNECTIONS} connections"),
            received.a_second,
            10_000.0,
            "/s",
        ),
        Row::at_most("one reception over HTTP, server's processor", received.millis, 0.1, "ms"),
        Row::at_least("steps advanced a second over HTTP", advanced.a_second, 10_000.0, "/s"),
        Row::at_most("one step over HTTP, server's processor", advanced.millis, 0.1, "ms"),
    ];
    rows.extend(pages);
    Ok(rows)
}

fn pages(server: &Server, desk: &Client) -> Result<Vec<Row>> {
    let mut rows = Vec::new();
    for (what, path, limit) in [
        ("work queue", "/work", 0.6),
        ("statistics page", "/figures?from=2018-01-01&to=2018-12-31", 3.0),
        ("public page", "/procedures", 0.5),
    ] {
        let millis = page_cost(server, desk, path)?;
        rows.push(Row::at_most(&format!("{what}, server's processor"), millis, limit, "ms"));
    }
    Ok(rows)
}

/// The fields of a reception, without the key.
fn reception(page: &str) -> Result<String> {
    let token = between(page, "name=\"token\" value=\"", "\"")?;
    let ward = "P26830";
    let mut form = format!(
        "token={token}&key=KEY&procedure={PROCEDURE}&filing=&version=&found=&person=&find=&\
         name=Nguyen+Van+An&address=1+Le+Van+Viet&phone=&identity=NUMBER&\
         ward={ward}&channel=counter&act=receive"
    );
    for part in page.split("name=\"has.").skip(1) {
        let id = part.split('"').next().unwrap_or_default();
        form.push_str(&format!("&has.{id}=1&originals.{id}=1&certified.{id}=0&copies.{id}=0"));
    }
    Ok(form)
}

/// The fields of a hand-over to the officer proposed for the next step, without the key.
fn hand_over(page: &str) -> Result<String> {
    let token = between(page, "name=\"token\" value=\"", "\"")?;
    let step = selected(page, "step")?;
    let to = selected(page, "to")?;
    Ok(format!("token={token}&key=KEY&version=1&step={step}&to={to}&note="))
}

/// The value chosen in a select field of a page.
fn selected<'a>(page: &'a str, field: &str) -> Result<&'a str> {
    let options = between(page, &format!("name=\"{field}\""), "</select>")?;
    let chosen = options.split("<option").find(|option| option.contains(" selected"));
    between(chosen.with_context(|| format!("nothing chosen as {field}"))?, "value=\"", "\"")
}

struct Load {
    a_second: f64,
    /// The server's processor time for each act, in milliseconds.
    millis: f64,
}

/// Repeats an act over all connections for a while; an empty answer ends the repetition.
fn load(
    server: &Server,
    like: &Client,
    each: impl Fn(&mut Client, u64) -> Result<String> + Sync,
) -> Result<(Vec<String>, Load)> {
    static NUMBER: AtomicU64 = AtomicU64::new(1);
    let before = server.processor_seconds()?;
    let begun = Instant::now();
    let done = Mutex::new(Vec::new());
    let failed = std::thread::scope(|scope| {
        let worker = || -> Result<()> {
            let mut client = like.again()?;
            let mut own_answers = Vec::new();
            while begun.elapsed() < SPAN {
                let answer = each(&mut client, NUMBER.fetch_add(1, Ordering::Relaxed))?;
                if answer.is_empty() {
                    break;
                }
                own_answers.push(answer);
            }
            if let Ok(mut done) = done.lock() {
                done.extend(own_answers);
            }
            Ok(())
        };
        let workers: Vec<_> = (0..CONNECTIONS).map(|_| scope.spawn(worker)).collect();
        workers.into_iter().filter_map(|worker| worker.join().ok()?.err()).next()
    });
    if let Some(error) = failed {
        return Err(error);
    }
    let seconds = begun.elapsed().as_secs_f64();
    let done = done.into_inner().unwrap_or_default();
    let count = done.len() as f64;
    let processor_seconds = server.processor_seconds()? - before;
    Ok((done, Load { a_second: count / seconds, millis: processor_seconds * 1000.0 / count }))
}

/// The server's processor time for a page, in milliseconds.
fn page_cost(server: &Server, like: &Client, path: &str) -> Result<f64> {
    const TIMES: u32 = 300;
    let mut client = like.again()?;
    client.get(path)?;
    let before = server.processor_seconds()?;
    for _ in 0..TIMES {
        client.get(path)?;
    }
    Ok((server.processor_seconds()? - before) * 1000.0 / f64::from(TIMES))
}

fn between<'a>(text: &'a str, from: &str, to: &str) -> Result<&'a str> {
    let start = text.find(from).with_context(|| format!("no {from}"))? + from.len();
    text[start..].split(to).next().context("no end")
}

/// A connection that stays open, with its cookies.
struct Client {
    address: String,
    stream: BufReader<TcpStream>,
    cookies: Vec<(String, String)>,
}

struct Answer {
    head: String,
    body: String,
}

impl Answer {
    fn location(&self) -> Option<&str> {
        self.head.lines().find_map(|line| line.strip_prefix("location: ")).map(str::trim)
    }
}

impl Client {
    fn connect(address: &str) -> Result<Self> {
        let stream = TcpStream::connect(address)?;
        stream.set_nodelay(true)?;
        let stream = BufReader::new(stream);
        Ok(Self { address: address.to_owned(), stream, cookies: Vec::new() })
    }

    /// Another connection of the same visitor.
    fn again(&self) -> Result<Self> {
        Ok(Self { cookies: self.cookies.clone(), ..Self::connect(&self.address)? })
    }

    fn sign_in(
        &mut self,
        login: &str,
        password: &str,
        code: impl FnOnce() -> Result<String>,
    ) -> Result<()> {
        let token = self.token("/sign-in")?;
        let code = code()?;
        let body = format!("token={token}&login={login}&password={password}&code={code}");
        let answer = self.post("/sign-in", &body)?;
        ensure!(answer.location().is_some(), "{login} is not let in: {}", answer.body);
        Ok(())
    }

    fn token(&mut self, path: &str) -> Result<String> {
        let page = self.get(path)?;
        Ok(between(&page, "name=\"token\" value=\"", "\"")?.to_owned())
    }

    fn get(&mut self, path: &str) -> Result<String> {
        let answer = self.ask("GET", path, "")?;
        ensure!(answer.head.starts_with("HTTP/1.1 200"), "{path}: {}", answer.head);
        Ok(answer.body)
    }

    fn post(&mut self, path: &str, body: &str) -> Result<Answer> {
        let answer = self.ask("POST", path, body)?;
        if !answer.head.starts_with("HTTP/1.1 303") {
            let why = answer.body.split("class=\"faults\"").nth(1).unwrap_or(&answer.body);
            bail!("{path}: {}\n{:.600}", answer.head, why);
        }
        Ok(answer)
    }

    fn ask(&mut self, method: &str, path: &str, body: &str) -> Result<Answer> {
        let cookies: Vec<String> =
            self.cookies.iter().map(|(name, value)| format!("{name}={value}")).collect();
        let request = format!(
            "{method} {path} HTTP/1.1\r\nHost: {}\r\nCookie: {}\r\nContent-Type: \
             application/x-www-form-urlencoded\r\nContent-Length: {}\r\n\r\n{body}",
            self.address,
            cookies.join("; "),
            body.len()
        );
        self.stream.get_mut().write_all(request.as_bytes())?;
        let (mut head, mut length) = (String::new(), 0);
        loop {
            let mut line = String::new();
            ensure!(self.stream.read_line(&mut line)? > 0, "{path}: the connection was closed");
            if line == "\r\n" {
                break;
            }
            let line = line.trim_end();
            if let Some(count) = line.strip_prefix("content-length: ") {
                length = count.parse()?;
            }
            if let Some(cookie) = line.strip_prefix("set-cookie: ") {
                self.keep(cookie);
            }
            head.push_str(line);
            head.push('\n');
        }
        let mut bytes = vec![0; length];
        self.stream.read_exact(&mut bytes)?;
        Ok(Answer { head, body: String::from_utf8(bytes)? })
    }

    fn keep(&mut self, cookie: &str) {
        let pair = cookie.split(';').next().and_then(|pair| pair.split_once('='));
        if let Some((name, value)) = pair {
            self.cookies.retain(|(own, _)| own != name);
            if !value.is_empty() {
                self.cookies.push((name.to_owned(), value.to_owned()));
            }
        }
    }
}

impl Server {
    /// The processor time that the server has used, in seconds.
    fn processor_seconds(&self) -> Result<f64> {
        let stat = std::fs::read_to_string(format!("/proc/{}/stat", self.id()))?;
        // The second field may contain blanks; it ends with the last closing bracket.
        let fields: Vec<&str> =
            stat.rsplit(')').next().unwrap_or_default().split_whitespace().collect();
        let ticks = |index: usize| -> Result<f64> {
            Ok(fields.get(index).context("a short stat")?.parse::<f64>()?)
        };
        Ok((ticks(11)? + ticks(12)?) / TICKS)
    }
}
