//! `serve`, and `motcua` without a command: serves pages over HTTP until the process is stopped.

use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use app::{Application, Failure, StoreError};
use text::{Language, Sentence, sentence};
use tokio::signal::unix::{SignalKind, signal};

use super::background::Background;
use super::{CLOCK, LOADED, SCENARIO, accounts, exists, fill_random, load, machine_now, random};
use crate::args::ServeArgs;
use crate::assets;
use crate::command_error::{CommandError, of_system, refused};
use crate::delivery::{Delivery, DeliverySetup, Gateways, LIMITS, read_gateways};
use crate::folder_commands::{self, open};
use crate::logging;
use crate::out;
use crate::socket::Listener;

/// The scenario that is loaded where no folder exists.
const DEMONSTRATION: &str = "district9";

/// `motcua` without a command: creates a folder with District 9 where none exists, then serves it.
pub fn demonstration(data: &Path, language: Language) -> Result<(), CommandError> {
    if !exists(data) || unfinished(data)? {
        let text = sentence!(
            "Making {folder} with District 9's year: a demonstration, no real dossier is in it.",
            folder = data.display().to_string()
        );
        out::note(language, &text);
        let (dossiers, events, seconds) = load::replay_into(data, DEMONSTRATION, None)?;
        let seconds = seconds.to_string();
        let text = sentence!(
            "{dossiers} dossiers, {events} events in {seconds} s.",
            dossiers,
            events,
            seconds
        );
        out::note(language, &text);
    }
    eprint!("{}", accounts::demonstration(data, language)?);
    let listen = SocketAddr::from(([127, 0, 0, 1], 8018));
    let (ops, bank, deliver, gateways, scans) = (None, None, None, None, None);
    let proxies = Vec::new();
    serve(data, Serving { listen, ops, bank, deliver, gateways, scans, proxies, language })
}

/// Whether a load of the demonstration was interrupted.
fn unfinished(data: &Path) -> Result<bool, CommandError> {
    let meta = app::Inquiry::peek(data, |inquiry| {
        Ok((inquiry.meta(SCENARIO)?, inquiry.meta(LOADED)?, inquiry.events()?))
    });
    let (scenario, loaded, events) = match meta {
        // The server migrates the folder's schema, and checks whether its load was finished.
        Err(Failure::Store(StoreError::Older { .. })) => return Ok(false),
        meta => meta.map_err(refused)?,
    };
    Ok(loaded.is_none() && (events == 0 || scenario.as_deref() == Some(DEMONSTRATION)))
}

/// The fewest bytes of a secret shared with the bank.
const MIN_SECRET_BYTES: usize = 16;

/// The options of the server.
pub struct Serving {
    pub listen: SocketAddr,
    /// The address of `/health` and `/metrics`.
    pub ops: Option<SocketAddr>,
    /// The address of notices of the bank, and the file with the secret shared with it.
    pub bank: Option<(SocketAddr, PathBuf)>,
    /// The program that delivers notices.
    pub deliver: Option<PathBuf>,
    /// The file of the gateways of notices.
    pub gateways: Option<PathBuf>,
    /// The folder in which scanners leave files.
    pub scans: Option<PathBuf>,
    /// The proxies whose forwarded addresses are trusted.
    pub proxies: Vec<web::Network>,
    /// The language of the printed lines.
    pub language: Language,
}

impl Serving {
    /// The options of a command line.
    pub fn of(args: ServeArgs, language: Language) -> Self {
        let ServeArgs { listen, deliver, gateways, scans, proxy, ops, bank, bank_secret, log: _ } =
            args;
        let (bank, proxies) = (bank.zip(bank_secret), proxy);
        Self { listen, ops, bank, deliver, gateways, scans, proxies, language }
    }
}

/// Serves the pages of a folder.
pub fn serve(data: &Path, serving: Serving) -> Result<(), CommandError> {
    logging::log_panics();
    if !exists(data) {
        return Err(refused(StoreError::Absent(data.to_owned())));
    }
    let gateways = gateways(&serving)?;
    let (app, _) = open(data)?;
    let meta = app
        .ask(|inquiry| Ok((inquiry.meta(CLOCK)?, inquiry.meta(SCENARIO)?, inquiry.meta(LOADED)?)));
    let (clock, scenario, loaded) = meta.map_err(refused)?;
    if let (Some(scenario), None) = (&scenario, &loaded) {
        return Err(CommandError::Refused(sentence!(
            "loading {scenario} was interrupted; finish it with `motcua load {scenario}`",
            scenario
        )));
    }
    let addresses = [("--listen", Some(serving.listen)), ("--ops", serving.ops)];
    let outside = |address: SocketAddr| !address.ip().is_loopback();
    if scenario.is_some()
        && let Some((flag, _)) = addresses.iter().find(|(_, address)| address.is_some_and(outside))
    {
        return Err(CommandError::Refused(sentence!(
            "{folder} is a demonstration and serves this machine only; use {flag} 127.0.0.1:PORT",
            folder = data.display().to_string(),
            flag
        )));
    }
    scans(&app, serving.scans.as_deref())?;
    app.trim_caches();
    let clock = match clock.and_then(|text| text.parse().ok()) {
        Some(millis) => web::Clock::scenario(calendar::Instant(millis)),
        None => web::Clock::Machine(Arc::new(machine_now)),
    };
    app.ensure_key(random()).map_err(refused)?;
    let demonstration = match scenario {
        Some(_) => accounts::secrets(&app)?,
        None => None,
    };
    let failed = Arc::new(tokio::sync::Notify::new());
    let noted = Arc::clone(&failed);
    app.on_failed_sync(move || noted.notify_one());
    let app = Arc::new(app);
    let _commands = commands(data, &app);
    let _background = Background::begin(&app, matches!(clock, web::Clock::Machine(_)));
    let _delivery = delivery(&app, gateways, (scenario.is_some(), serving.language))?;
    let metrics = Arc::default();
    let (machine, rng) = (Arc::new(machine_now), Arc::new(fill_random));
    let years = assets::years().into();
    let site = web::Site { app, clock, machine, rng, demonstration, years, metrics };
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(2)
        .enable_all()
        .build()
        .map_err(of_system)?;
    runtime.block_on(listen_on(site, serving, &failed))
}

/// Takes scans from the folder that the operator named, if any.
fn scans(app: &Application, folder: Option<&Path>) -> Result<(), CommandError> {
    let Some(folder) = folder else { return Ok(()) };
    app.take_scans_from(folder).map_err(refused)?.map_err(|error| {
        let (folder, why) = (folder.display().to_string(), error.to_string());
        CommandError::Refused(sentence!(
            "{folder}, the folder of scans, cannot be read: {why}",
            folder,
            why
        ))
    })
}

/// Opens the socket for commands. A folder that cannot be written is served without it, because no
/// command could write there.
fn commands(data: &Path, app: &Arc<Application>) -> Option<Listener> {
    let app = Arc::clone(app);
    match Listener::begin(data, move |request| folder_commands::carry_out(&app, request)) {
        Ok(listener) => Some(listener),
        Err(error) => {
            tracing::warn!(kind = ?error.kind(), "no socket: commands cannot write meanwhile");
            None
        }
    }
}

/// The gateways of notices that the operator named, if any.
fn gateways(serving: &Serving) -> Result<Option<Gateways>, CommandError> {
    let settings = serving.gateways.as_deref().map(read_gateways).transpose()?;
    if settings.is_none() && serving.deliver.is_none() {
        return Ok(None);
    }
    let gateways = Gateways::new(settings.unwrap_or_default(), serving.deliver.clone());
    let file = serving.gateways.as_ref().map(|file| file.display().to_string());
    // Only what the file names can be wrong.
    let wrong = |why| sentence!("{file}: {why}", file = file.unwrap_or_default(), why);
    gateways.map(Some).map_err(|why| CommandError::Refused(wrong(why)))
}

/// Starts the thread that delivers notices, where a gateway is named and the dossiers are real.
fn delivery(
    app: &Arc<Application>,
    gateways: Option<Gateways>,
    (demonstration, language): (bool, Language),
) -> Result<Option<Delivery>, CommandError> {
    let served = gateways.as_ref().filter(|_| !demonstration).map(Gateways::served);
    app.serve_ways(served.unwrap_or_default());
    let Some(gateways) = gateways else { return Ok(None) };
    if demonstration {
        tracing::warn!("a demonstration delivers no notice; read them at /demonstration");
        return Ok(None);
    }
    for described in gateways.described() {
        out::note(language, &described);
    }
    let (app, now, gateways) = (Arc::clone(app), Arc::new(machine_now), Arc::new(gateways));
    let setup = DeliverySetup { app, gateways, now, limits: LIMITS };
    Delivery::begin(setup).map(Some).map_err(of_system)
}

async fn listen_on(
    site: web::Site,
    serving: Serving,
    failed: &Arc<tokio::sync::Notify>,
) -> Result<(), CommandError> {
    let (listener, address) = bind(serving.listen, "--listen").await?;
    let ops = match serving.ops {
        Some(ops) => Some(bind(ops, "--ops").await?),
        None => None,
    };
    let bank = match &serving.bank {
        Some((address, secret)) => Some((bind(*address, "--bank").await?, secret_of(secret)?)),
        None => None,
    };
    let stopped = stopped().map_err(of_system)?;
    out::line(format_args!("Một Cửa: http://{address}/"))?;
    if let Some((listener, address)) = ops {
        let address = address.to_string();
        let text =
            sentence!("Operations: http://{address}/health, http://{address}/metrics", address);
        out::sentence(serving.language, &text)?;
        let (router, connections) = (web::ops_router(&site), Arc::default());
        // This listener has no visitors and needs no orderly end: it ends with the process.
        let (none, never) = (Vec::new(), std::future::pending());
        tokio::spawn(web::serve(listener, router, none, connections, never));
    }
    if let Some(((listener, address), secret)) = bank {
        let address = address.to_string();
        let text = sentence!("Notices of the bank: http://{address}/bank/notices", address);
        out::sentence(serving.language, &text)?;
        let (router, connections) = (web::bank_router(&site, &secret), Arc::default());
        // As the operator's listener: what was answered is durable, the bank repeats the rest.
        let (none, never) = (Vec::new(), std::future::pending());
        tokio::spawn(web::serve(listener, router, none, connections, never));
    }
    tracing::info!(version = env!("CARGO_PKG_VERSION"), "serving");
    let sync_failed = Arc::new(AtomicBool::new(false));
    let (failed, noted) = (Arc::clone(failed), Arc::clone(&sync_failed));
    let end = async move {
        tokio::select! {
            () = stopped => {}
            () = failed.notified() => noted.store(true, Ordering::Relaxed),
        }
    };
    let metrics = Arc::clone(&site.metrics);
    let router = web::router(site);
    web::serve(listener, router, serving.proxies, metrics, end).await.map_err(of_system)?;
    tracing::info!("stopped");
    if sync_failed.load(Ordering::Relaxed) {
        return Err(CommandError::Refused(sentence!(
            "a commit could not be synced to the disk: look at the disk, then start again"
        )));
    }
    Ok(())
}

/// The secret in a file: its first line, at least 16 bytes.
fn secret_of(file: &Path) -> Result<Vec<u8>, CommandError> {
    let path = file.display().to_string();
    let text = std::fs::read_to_string(file).map_err(|error| {
        let error = Sentence::foreign(error.to_string());
        CommandError::Refused(sentence!("{path}: {error}", path = path.clone(), error))
    })?;
    let secret = text.lines().next().unwrap_or_default().trim().as_bytes().to_vec();
    if secret.len() < MIN_SECRET_BYTES {
        return Err(CommandError::Refused(sentence!(
            "{path}: the secret shared with the bank has at least 16 characters on the first line",
            path
        )));
    }
    Ok(secret)
}

/// Opens a listener; returns it with its address.
async fn bind(
    address: SocketAddr,
    flag: &str,
) -> Result<(tokio::net::TcpListener, SocketAddr), CommandError> {
    let listener = tokio::net::TcpListener::bind(address).await.map_err(|error| {
        CommandError::Refused(sentence!(
            "{address}: {error}; name another address with `serve {flag}`",
            address = address.to_string(),
            error = Sentence::foreign(error.to_string()),
            flag
        ))
    })?;
    let address = listener.local_addr().map_err(of_system)?;
    Ok((listener, address))
}

/// Returns a future that ends when the process is asked to stop. Signals count from this call on,
/// not from the first poll.
fn stopped() -> std::io::Result<impl Future<Output = ()>> {
    let (mut interrupted, mut terminated) =
        (signal(SignalKind::interrupt())?, signal(SignalKind::terminate())?);
    Ok(async move {
        tokio::select! {
            _ = interrupted.recv() => {}
            _ = terminated.recv() => {}
        }
    })
}
