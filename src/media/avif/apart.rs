//! AV1 decoded in a process of its own.
//!
//! The decoder ends its process on some broken streams (it can't panic across its C interface), and
//! no thread can be told to stop. So this program starts itself once more, with nothing of its
//! environment, little memory and little time, gives it the streams and reads samples back. What
//! becomes of that process, one picture is damaged and nothing else.

use std::ffi::OsString;
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitCode, Stdio};
use std::sync::mpsc::{self, RecvTimeoutError};
use std::sync::{Mutex, OnceLock, PoisonError};
use std::time::Duration;

use re_rav1d::dav1d::pixel::YUVRange;
use re_rav1d::dav1d::{Decoder, Error, Picture, PixelLayout, PlanarImageComponent, Settings};

use super::Fault;
use super::sequence::Sequence;
use crate::media::MediaError;

/// The first argument of the process that decodes; no command of the command line.
const ARGUMENT: &str = "decode-av1";

/// A picture within the limits takes seconds, on a busy machine some more.
const MOST_TIME: Duration = Duration::from_secs(120);

/// Of the processor's time, which is the same on any machine that is as fast.
#[cfg(unix)]
const MOST_WORK: Duration = Duration::from_secs(60);

/// Beside what the pixels take, in bytes: the program itself and what its allocator sets aside.
#[cfg(unix)]
const OWN_MEMORY: u64 = 4 << 30;

/// The most bytes that decoding a pixel takes: samples of three planes, twice, and what is known of
/// the blocks that they lie in.
#[cfg(unix)]
const BYTES_A_PIXEL: u64 = 32;

const HEAD_BYTES: usize = 14;

static PROGRAM: OnceLock<PathBuf> = OnceLock::new();

/// How many samples of the colours stand for how many pixels.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Layout {
    Grey,
    /// One for four.
    Quarter,
    /// One for two beside each other.
    Half,
    Full,
}

/// A picture as it was coded.
#[derive(Debug)]
pub struct Frame {
    pub width: usize,
    pub height: usize,
    pub layout: Layout,
    /// Bits of a sample; where they are more than 8 it takes two bytes, the lower first.
    pub depth: u8,
    /// By ITU-T H.273.
    pub primaries: u8,
    pub transfer: u8,
    pub matrix: u8,
    pub is_full: bool,
    /// Row by row, nothing between them.
    pub planes: Vec<Vec<u8>>,
}

impl Layout {
    const ALL: [Layout; 4] = [Layout::Grey, Layout::Quarter, Layout::Half, Layout::Full];

    /// The columns and rows of samples in each plane of a picture.
    pub fn planes(self, width: usize, height: usize) -> Vec<(usize, usize)> {
        let colours = match self {
            Layout::Grey => return vec![(width, height)],
            Layout::Quarter => (width.div_ceil(2), height.div_ceil(2)),
            Layout::Half => (width.div_ceil(2), height),
            Layout::Full => (width, height),
        };
        vec![(width, height), colours, colours]
    }
}

/// Has AV1 decoded by this program instead of by the one that is running: for tests, which run in
/// another one. The first one stays.
pub fn use_program(program: &Path) {
    let _ = PROGRAM.set(program.to_owned());
}

/// Decodes streams of which each holds a picture as large as it declares, and hands over one after
/// the other.
pub fn decode(
    streams: &[(Vec<u8>, Sequence)],
    mut take: impl FnMut(usize, Frame) -> Result<(), Fault>,
) -> Result<(), MediaError> {
    let pixels = |sequence: &Sequence| u64::from(sequence.width) * u64::from(sequence.height);
    let most = streams.iter().map(|(_, sequence)| pixels(sequence)).max().unwrap_or_default();
    let mut child = Command::new(program()?)
        .arg(ARGUMENT)
        .arg(most.to_string())
        .env_clear()
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()?;
    let (input, output) = (child.stdin.take(), child.stdout.take());
    let child = &Mutex::new(child);
    let (done, waiting) = mpsc::channel::<()>();
    let result = std::thread::scope(|scope| {
        scope.spawn(|| {
            let mut input = input;
            for (stream, _) in streams {
                let Some(input) = &mut input else { return };
                let length = u32::try_from(stream.len()).unwrap_or(u32::MAX).to_be_bytes();
                // Who doesn't read any more has said why by then.
                if input.write_all(&length).and_then(|()| input.write_all(stream)).is_err() {
                    return;
                }
            }
        });
        scope.spawn(move || {
            if waiting.recv_timeout(MOST_TIME) == Err(RecvTimeoutError::Timeout) {
                end(child);
            }
        });
        let mut result = Ok(());
        if let Some(mut output) = output {
            for (index, (_, sequence)) in streams.iter().enumerate() {
                result = frame(&mut output, sequence).and_then(|frame| take(index, frame));
                if result.is_err() {
                    break;
                }
            }
        }
        drop(done);
        end(child);
        result
    });
    Ok(result?)
}

/// Ends the process, if it hasn't yet, and takes note of it.
fn end(child: &Mutex<Child>) {
    let mut child = child.lock().unwrap_or_else(PoisonError::into_inner);
    // Both fail only when it is gone already.
    let _ = child.kill();
    let _ = child.wait();
}

fn program() -> io::Result<PathBuf> {
    // By this name it is found even after a new version was put in its place.
    let running = Path::new("/proc/self/exe");
    match PROGRAM.get() {
        Some(program) => Ok(program.clone()),
        None if running.exists() => Ok(running.to_owned()),
        None => std::env::current_exe(),
    }
}

fn frame(output: &mut impl Read, sequence: &Sequence) -> Result<Frame, Fault> {
    const GONE: Fault = Fault::Damaged("its AV1 cannot be decoded");
    let mut head = [0; HEAD_BYTES];
    output.read_exact(&mut head).map_err(|_| GONE)?;
    let side = |at: usize| u32::from_be_bytes([head[at], head[at + 1], head[at + 2], head[at + 3]]);
    if (side(0), side(4)) != (sequence.width, sequence.height) {
        return Err(Fault::Damaged("its AV1 has another size than it declares"));
    }
    let [layout, depth, primaries, transfer, matrix, is_full] = head[8..] else { return Err(GONE) };
    let layout = *Layout::ALL.get(usize::from(layout)).ok_or(GONE)?;
    if ![8, 10, 12].contains(&depth) {
        return Err(GONE);
    }
    let (width, height) = (sequence.width as usize, sequence.height as usize);
    let sample = if depth > 8 { 2 } else { 1 };
    let mut planes = Vec::new();
    for (columns, rows) in layout.planes(width, height) {
        let mut plane = vec![0; columns * rows * sample];
        output.read_exact(&mut plane).map_err(|_| GONE)?;
        planes.push(plane);
    }
    let is_full = is_full == 1;
    Ok(Frame { width, height, layout, depth, primaries, transfer, matrix, is_full, planes })
}

/// Decodes from standard input to standard output when the arguments of the program say that it was
/// started for that; `None` when they don't.
pub fn serve(arguments: impl Iterator<Item = OsString>) -> Option<ExitCode> {
    let mut arguments = arguments.skip(1);
    if arguments.next().is_none_or(|argument| argument != ARGUMENT) {
        return None;
    }
    let most_pixels = arguments.next().and_then(|most| most.to_str()?.parse().ok()).unwrap_or(0);
    let served = set_limits(u64::from(most_pixels))
        .and_then(|()| serve_all(&mut io::stdin().lock(), &mut io::stdout().lock(), most_pixels));
    Some(if served.is_ok() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// No more time or memory than a picture takes, no file, and nothing of it left behind.
#[cfg(unix)]
fn set_limits(most_pixels: u64) -> io::Result<()> {
    use rustix::process::{Resource, Rlimit, setrlimit};

    let limits = [
        (Resource::Cpu, MOST_WORK.as_secs()),
        (Resource::As, OWN_MEMORY + most_pixels * BYTES_A_PIXEL),
        (Resource::Fsize, 0),
        (Resource::Core, 0),
    ];
    for (resource, most) in limits {
        setrlimit(resource, Rlimit { current: Some(most), maximum: Some(most) })?;
    }
    Ok(())
}

#[cfg(not(unix))]
fn set_limits(_most_pixels: u64) -> io::Result<()> {
    Ok(())
}

fn serve_all(input: &mut impl Read, output: &mut impl Write, most_pixels: u32) -> io::Result<()> {
    let mut length = [0; 4];
    while input.read_exact(&mut length).is_ok() {
        let mut stream = Vec::new();
        input.take(u64::from(u32::from_be_bytes(length))).read_to_end(&mut stream)?;
        let picture = picture(stream, most_pixels).map_err(io::Error::other)?;
        write(output, &picture)?;
        output.flush()?;
    }
    Ok(())
}

/// The first picture that a stream shows.
fn picture(stream: Vec<u8>, most_pixels: u32) -> Result<Picture, Error> {
    let mut settings = Settings::new();
    settings.set_n_threads(1);
    settings.set_max_frame_delay(1);
    settings.set_all_layers(false);
    settings.set_frame_size_limit(most_pixels);
    let mut decoder = Decoder::with_settings(&settings)?;
    match decoder.send_data(stream, None, None, None) {
        Ok(()) | Err(Error::Again) => decoder.get_picture(),
        Err(error) => Err(error),
    }
}

fn write(output: &mut impl Write, picture: &Picture) -> io::Result<()> {
    let layout = match picture.pixel_layout() {
        PixelLayout::I400 => Layout::Grey,
        PixelLayout::I420 => Layout::Quarter,
        PixelLayout::I422 => Layout::Half,
        PixelLayout::I444 => Layout::Full,
    };
    let depth = picture.bits_per_component().map_or(8, |bits| bits.0);
    let mut head = Vec::with_capacity(HEAD_BYTES);
    head.extend_from_slice(&picture.width().to_be_bytes());
    head.extend_from_slice(&picture.height().to_be_bytes());
    head.extend_from_slice(&[
        layout as u8,
        depth as u8,
        picture.color_primaries() as u8,
        picture.transfer_characteristic() as u8,
        picture.matrix_coefficients() as u8,
        u8::from(matches!(picture.color_range(), YUVRange::Full)),
    ]);
    output.write_all(&head)?;
    let sample = if depth > 8 { 2 } else { 1 };
    let components = [PlanarImageComponent::Y, PlanarImageComponent::U, PlanarImageComponent::V];
    let planes = layout.planes(picture.width() as usize, picture.height() as usize);
    for (component, (columns, rows)) in components.into_iter().zip(planes) {
        let stride = picture.stride(component) as usize;
        let plane = picture.plane(component);
        for row in plane.chunks(stride).take(rows) {
            output.write_all(&row[..columns * sample])?;
        }
    }
    Ok(())
}
