//! What Linux says of a process: processor time and memory.

use std::fs;

/// Linux counts processor time for programs in hundredths of a second (`USER_HZ`).
const TICK_MICROS: u64 = 10_000;

/// The processor time that `processes` have used since they started, in microseconds.
///
/// Zero for one that has ended.
pub fn processor_micros(processes: &[u32]) -> u64 {
    processes.iter().filter_map(|process| ticks(*process)).sum::<u64>() * TICK_MICROS
}

/// `utime` and `stime` of `/proc/PID/stat`, the fourteenth and the fifteenth field; what stands
/// before them may hold spaces, but ends with the last bracket.
fn ticks(process: u32) -> Option<u64> {
    let line = fs::read_to_string(format!("/proc/{process}/stat")).ok()?;
    let (_, rest) = line.rsplit_once(')')?;
    let mut fields = rest.split_whitespace().skip(11);
    let mut next = || fields.next()?.parse::<u64>().ok();
    Some(next()? + next()?)
}

/// Processes that `parent` started.
pub fn children(parent: u32) -> Vec<u32> {
    let all = fs::read_dir("/proc").into_iter().flatten().flatten();
    let ids = all.filter_map(|entry| entry.file_name().to_str()?.parse::<u32>().ok());
    ids.filter(|process| parent_of(*process) == Some(parent)).collect()
}

fn parent_of(process: u32) -> Option<u32> {
    let line = fs::read_to_string(format!("/proc/{process}/stat")).ok()?;
    let (_, rest) = line.rsplit_once(')')?;
    rest.split_whitespace().nth(1)?.parse().ok()
}

/// A process's memory in bytes.
#[derive(Clone, Copy)]
pub struct Memory {
    /// Everything that is mapped and present, the database's file too.
    pub resident: u64,
    /// The same, with what several processes share divided among them.
    pub proportional: u64,
    /// What nothing but this process made: heap and stacks.
    pub own: u64,
}

/// The memory of processes together, or `None` where all have ended.
///
/// What they share is in the resident memory of each of them.
pub fn memory(processes: &[u32]) -> Option<Memory> {
    let each = processes.iter().filter_map(|process| memory_of(*process));
    each.reduce(|one, other| Memory {
        resident: one.resident + other.resident,
        proportional: one.proportional + other.proportional,
        own: one.own + other.own,
    })
}

fn memory_of(process: u32) -> Option<Memory> {
    let rollup = fs::read_to_string(format!("/proc/{process}/smaps_rollup")).ok()?;
    let field = |name: &str| -> Option<u64> {
        let line = rollup.lines().find(|line| line.starts_with(name))?;
        Some(line.split_whitespace().nth(1)?.parse::<u64>().ok()? * 1024)
    };
    Some(Memory {
        resident: field("Rss:")?,
        proportional: field("Pss:")?,
        own: field("Pss_Anon:")?,
    })
}

/// The machine in one line.
pub fn machine() -> String {
    let processor = fs::read_to_string("/proc/cpuinfo").unwrap_or_default();
    let model = processor.lines().find(|line| line.starts_with("model name"));
    let model = model.and_then(|line| line.split_once(": ")).map_or("unknown", |(_, name)| name);
    let kernel = fs::read_to_string("/proc/sys/kernel/osrelease").unwrap_or_default();
    let count = std::thread::available_parallelism().map_or(1, usize::from);
    format!("{count} × {model}, Linux {}", kernel.trim())
}
