//! The bytes of an input: complete, of bearable size, and not too many at once.

use std::fs::{self, File, Metadata};
use std::io::Read;
use std::path::Path;
use std::sync::{Condvar, Mutex, PoisonError};
use std::thread;
use std::time::Duration;

use crate::batch::{Failure, Reason};
use crate::message;

/// The largest input that is read.
pub(crate) use crate::limits::INPUT as LARGEST;

/// How often a file that changes under the hand is read again, and the pause before.
const TRIES: u32 = 4;
const PAUSE: Duration = Duration::from_millis(100);

/// The bytes of the file at `path`, all of one moment.
///
/// # Errors
/// [`Reason::Read`], [`Reason::TooLarge`], [`Reason::Changing`] with what to do.
pub(crate) fn read(path: &Path) -> Result<Vec<u8>, Failure> {
    let unreadable = |e: std::io::Error| {
        Failure::new(
            Reason::Read,
            message!("cannot read it: %{error}; check the name and the permissions", error = e),
        )
    };
    if path.is_dir() {
        return Err(Failure::new(Reason::Read, message!("is a folder; name the files in it")));
    }
    for attempt in 0..TRIES {
        if attempt > 0 {
            thread::sleep(PAUSE * attempt);
        }
        let mut file = File::open(path).map_err(unreadable)?;
        let before = file.metadata().map_err(unreadable)?;
        check_size(before.len())?;
        let mut bytes = Vec::with_capacity(before.len() as usize + 1);
        (&mut file).take(LARGEST + 1).read_to_end(&mut bytes).map_err(unreadable)?;
        check_size(bytes.len() as u64)?;
        // By name: a file that was replaced is another one.
        let after = fs::metadata(path).map_err(unreadable)?;
        if !before.is_file() || same(&before, &after) && before.len() == bytes.len() as u64 {
            return Ok(bytes);
        }
    }
    Err(Failure::new(
        Reason::Changing,
        message!("it changes while it is read; run again with --resume when it is complete"),
    ))
}

fn same(before: &Metadata, after: &Metadata) -> bool {
    before.len() == after.len() && before.modified().ok() == after.modified().ok()
}

/// Refuses what is larger than [`LARGEST`].
///
/// # Errors
/// [`Reason::TooLarge`].
pub(crate) fn check_size(bytes: u64) -> Result<(), Failure> {
    if bytes <= LARGEST {
        return Ok(());
    }
    let message = message!(
        "it is %{size} MB, and texts of up to %{most} MB are read; split it, for example by article",
        size = bytes.div_ceil(1 << 20),
        most = LARGEST >> 20
    );
    Err(Failure::new(Reason::TooLarge, message))
}

/// Bounds how many bytes of input are at work at the same time, whatever the number of workers.
pub(crate) struct Gate {
    room: u64,
    inside: Mutex<u64>,
    left: Condvar,
}

/// Leaves the gate when dropped.
pub(crate) struct Pass<'g> {
    gate: &'g Gate,
    bytes: u64,
}

impl Gate {
    /// For inputs of `room` bytes together, or a larger one alone.
    pub(crate) fn new(room: u64) -> Gate {
        Gate { room, inside: Mutex::new(0), left: Condvar::new() }
    }

    /// Waits until there is room for an input of `bytes`.
    pub(crate) fn enter(&self, bytes: u64) -> Pass<'_> {
        let mut inside = self.inside.lock().unwrap_or_else(PoisonError::into_inner);
        while *inside > 0 && *inside + bytes > self.room {
            inside = self.left.wait(inside).unwrap_or_else(PoisonError::into_inner);
        }
        *inside += bytes;
        Pass { gate: self, bytes }
    }
}

impl Drop for Pass<'_> {
    fn drop(&mut self) {
        *self.gate.inside.lock().unwrap_or_else(PoisonError::into_inner) -= self.bytes;
        self.gate.left.notify_all();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_read_whole_and_anything_else_says_why() {
        let desk = tempfile::tempdir().unwrap();
        let path = desk.path().join("a.txt");
        fs::write(&path, "梧岭区").unwrap();
        assert_eq!(read(&path).unwrap(), "梧岭区".as_bytes());
        assert_eq!(read(desk.path()).unwrap_err().reason, Reason::Read);
        assert_eq!(read(&desk.path().join("none")).unwrap_err().reason, Reason::Read);
        // A file of holes takes no space.
        File::create(&path).unwrap().set_len(LARGEST + 1).unwrap();
        let refused = read(&path).unwrap_err();
        assert_eq!(refused.reason, Reason::TooLarge);
        assert!(refused.message.to_string().contains("split it"), "{}", refused.message);
    }

    #[test]
    fn a_large_input_works_alone() {
        let gate = Gate::new(10);
        let small = gate.enter(4);
        let _second = gate.enter(6);
        thread::scope(|scope| {
            let large = scope.spawn(|| drop(gate.enter(100)));
            thread::sleep(Duration::from_millis(20));
            assert!(!large.is_finished());
            drop(small);
            thread::sleep(Duration::from_millis(20));
            assert!(!large.is_finished());
            drop(_second);
        });
    }
}
