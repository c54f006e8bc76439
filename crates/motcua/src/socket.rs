//! The socket in a data folder by which commands reach the server that has locked the folder. A
//! message is its length in four bytes, the highest first, followed by JSON of that length. The
//! server begins with its version; then each request gets one reply. The module must not know a
//! request.

use std::fs::{self, File, Permissions};
use std::io::{self, ErrorKind, Read, Write};
use std::os::fd::AsRawFd;
use std::os::unix::ffi::OsStrExt;
use std::os::unix::fs::PermissionsExt;
use std::os::unix::net::{UnixListener, UnixStream};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use serde::{Deserialize, Serialize};
use text::{Sentence, sentence};

use crate::command_error::CommandError;
use crate::folder_commands::{Reply, Request};

const NAME: &str = "motcua.sock";
/// The most bytes of a message; a longer one is refused before it is read.
const MAX_MESSAGE_BYTES: usize = 16 * 1024 * 1024;
/// The most bytes of the path of a socket's address.
const MAX_PATH_BYTES: usize = 100;
/// The time that the server waits for a command's next message; other commands wait in the
/// meantime.
const COMMAND_TIMEOUT: Duration = Duration::from_secs(30);
/// The time that a command waits for an answer.
const SERVER_TIMEOUT: Duration = Duration::from_secs(600);

/// The first message of a server, with its version.
#[derive(Debug, Serialize, Deserialize)]
struct ServerVersion {
    version: String,
}

/// The server's end of the socket, which is removed when this value is dropped.
#[derive(Debug)]
pub struct Listener {
    data: PathBuf,
    stop: Arc<AtomicBool>,
}

impl Listener {
    /// Answers commands from now on, one after the other. This process must have locked the folder.
    ///
    /// # Errors
    /// The error of the file system where the folder cannot be written.
    pub fn begin(
        data: &Path,
        carry_out: impl Fn(Request) -> Reply + Send + 'static,
    ) -> io::Result<Self> {
        remove(data);
        let place = SocketPath::of(data)?;
        let listener = UnixListener::bind(&place.path)?;
        fs::set_permissions(data.join(NAME), Permissions::from_mode(0o600))?;
        let stop = Arc::new(AtomicBool::new(false));
        let stopped = Arc::clone(&stop);
        std::thread::spawn(move || {
            for stream in listener.incoming() {
                if stopped.load(Ordering::Relaxed) {
                    return;
                }
                if let Err(error) = stream.and_then(|stream| serve(stream, &carry_out)) {
                    tracing::warn!(kind = ?error.kind(), "a command's connection ended");
                }
            }
        });
        Ok(Self { data: data.to_owned(), stop })
    }
}

impl Drop for Listener {
    fn drop(&mut self) {
        self.stop.store(true, Ordering::Relaxed);
        // The thread waits for a connection, and this one ends the wait; where it cannot be made,
        // the thread ends with the process.
        if let Ok(place) = SocketPath::of(&self.data) {
            let _ = UnixStream::connect(&place.path);
        }
        remove(&self.data);
    }
}

fn serve(mut stream: UnixStream, carry_out: &impl Fn(Request) -> Reply) -> io::Result<()> {
    stream.set_read_timeout(Some(COMMAND_TIMEOUT))?;
    stream.set_write_timeout(Some(COMMAND_TIMEOUT))?;
    write(&mut stream, &ServerVersion { version: env!("CARGO_PKG_VERSION").to_owned() })?;
    while let Some(request) = read(&mut stream)? {
        write(&mut stream, &carry_out(request))?;
    }
    Ok(())
}

/// A command's end of the socket.
#[derive(Debug)]
pub struct Connection(UnixStream);

impl Connection {
    /// Connects to the server that has locked a folder; `None` where there is none.
    ///
    /// # Errors
    /// [`CommandError::Refused`] where the server is of another version, or does not answer.
    pub fn open(data: &Path) -> Result<Option<Self>, CommandError> {
        let connected = SocketPath::of(data).and_then(|place| UnixStream::connect(&place.path));
        let mut stream = match connected {
            Ok(stream) => stream,
            // There is no socket, or a server that was killed left it.
            Err(error)
                if matches!(error.kind(), ErrorKind::NotFound | ErrorKind::ConnectionRefused) =>
            {
                return Ok(None);
            }
            Err(error) => return Err(silent(&error)),
        };
        let timeout = Some(SERVER_TIMEOUT);
        let limited = stream.set_read_timeout(timeout).and(stream.set_write_timeout(timeout));
        let answer: io::Result<Option<ServerVersion>> = limited.and_then(|()| read(&mut stream));
        let answer = answer.map_err(|error| silent(&error))?;
        let server = answer.ok_or_else(|| silent(&ErrorKind::UnexpectedEof.into()))?;
        if server.version != env!("CARGO_PKG_VERSION") {
            return Err(CommandError::Refused(sentence!(
                "the server that uses {folder} is motcua {other}, this is {own}: use that program, \
                 or stop the server first",
                folder = data.display().to_string(),
                other = server.version,
                own = env!("CARGO_PKG_VERSION"),
            )));
        }
        Ok(Some(Self(stream)))
    }

    /// Sends a request and waits for its reply.
    ///
    /// # Errors
    /// [`CommandError::Refused`] where the request is too large, or the server ended before it answered.
    pub fn ask(&mut self, request: &Request) -> Result<Reply, CommandError> {
        write(&mut self.0, request).map_err(|error| silent(&error))?;
        let reply = read(&mut self.0).map_err(|error| silent(&error))?;
        reply.ok_or_else(|| silent(&ErrorKind::UnexpectedEof.into()))
    }
}

fn silent(error: &io::Error) -> CommandError {
    CommandError::Refused(sentence!(
        "the server that uses the folder did not answer ({error}): whether this was done is not \
         certain; run the command again",
        error = Sentence::foreign(error.to_string())
    ))
}

/// Removes a socket, if there is one.
pub fn remove(data: &Path) {
    // A server that starts reports a socket that cannot be removed.
    let _ = fs::remove_file(data.join(NAME));
}

/// The address of a folder's socket. A path that is too long is replaced by one through the opened
/// folder.
struct SocketPath {
    path: PathBuf,
    _folder: Option<File>,
}

impl SocketPath {
    fn of(data: &Path) -> io::Result<Self> {
        let path = data.join(NAME);
        if path.as_os_str().as_bytes().len() <= MAX_PATH_BYTES {
            return Ok(Self { path, _folder: None });
        }
        let folder = File::open(data)?;
        let path = PathBuf::from(format!("/proc/self/fd/{}", folder.as_raw_fd())).join(NAME);
        Ok(Self { path, _folder: Some(folder) })
    }
}

/// Writes a message.
fn write(stream: &mut impl Write, message: &impl Serialize) -> io::Result<()> {
    let bytes = serde_json::to_vec(message)?;
    let length = u32::try_from(bytes.len()).ok().filter(|_| bytes.len() <= MAX_MESSAGE_BYTES);
    let length = length.ok_or_else(too_large)?;
    stream.write_all(&length.to_be_bytes())?;
    stream.write_all(&bytes)
}

/// Reads a message; `None` where the other end closed the connection before a message began.
fn read<T: for<'a> Deserialize<'a>>(stream: &mut impl Read) -> io::Result<Option<T>> {
    let mut length = [0; 4];
    match stream.read(&mut length)? {
        0 => return Ok(None),
        some => stream.read_exact(&mut length[some..])?,
    }
    let length = u32::from_be_bytes(length) as usize;
    if length > MAX_MESSAGE_BYTES {
        return Err(too_large());
    }
    // The memory grows with the bytes that arrive, not with the stated length.
    let mut bytes = Vec::new();
    stream.take(length as u64).read_to_end(&mut bytes)?;
    if bytes.len() < length {
        return Err(ErrorKind::UnexpectedEof.into());
    }
    Ok(Some(serde_json::from_slice(&bytes)?))
}

fn too_large() -> io::Error {
    io::Error::new(ErrorKind::InvalidData, format!("a message over {MAX_MESSAGE_BYTES} bytes"))
}
