//! What JavaScript calls. A message stands in memory JavaScript asked for by [`alloc`]; the reply begins with its whole length in eight
//! bytes, so that JavaScript can free it.
#![allow(unsafe_code, reason = "memory is handed over by its address")]

use std::cell::RefCell;

use crate::Engine;

thread_local! {
    static ENGINE: RefCell<Engine> = RefCell::new(Engine::default());
    /// What a panic said last: JavaScript reads it after the trap.
    static LAST: RefCell<Vec<u8>> = const { RefCell::new(Vec::new()) };
}

/// What the length of a reply takes, in bytes: four that say it, and four to keep what follows aligned.
const HEAD: usize = 8;

/// Memory for `len` bytes, for a message.
#[unsafe(no_mangle)]
pub extern "C" fn alloc(len: u32) -> *mut u8 {
    leak(vec![0; len as usize])
}

/// Gives back memory of [`alloc`], or a reply.
///
/// # Safety
/// `ptr` came from [`alloc`] with the same `len`, or from [`call`] with the length its first bytes say, and is not used any more.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn free(ptr: *mut u8, len: u32) {
    // SAFETY: by what the caller promises, a boxed slice of this length was leaked at this address.
    drop(unsafe { Box::from_raw(std::ptr::slice_from_raw_parts_mut(ptr, len as usize)) });
}

/// Answers the message at `ptr`, which stays the caller's.
///
/// # Safety
/// `ptr` came from [`alloc`] with the same `len`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn call(ptr: *const u8, len: u32) -> *mut u8 {
    std::panic::set_hook(Box::new(|info| {
        LAST.with_borrow_mut(|last| *last = headed(info.to_string().as_bytes()));
    }));
    // SAFETY: by what the caller promises, so many bytes stand there, and nobody writes to them while this runs.
    let message = unsafe { std::slice::from_raw_parts(ptr, len as usize) };
    let reply = ENGINE.with_borrow_mut(|engine| engine.answer(message));
    leak(headed(&reply))
}

/// What the last panic said, as a reply that must not be freed; null if there was none.
#[unsafe(no_mangle)]
pub extern "C" fn last_words() -> *const u8 {
    LAST.with_borrow(|last| if last.is_empty() { std::ptr::null() } else { last.as_ptr() })
}

/// `bytes` behind their length with the head.
fn headed(bytes: &[u8]) -> Vec<u8> {
    let all = HEAD + bytes.len();
    let mut headed = Vec::with_capacity(all);
    headed.extend_from_slice(&(all as u64).to_le_bytes());
    headed.extend_from_slice(bytes);
    headed
}

fn leak(bytes: Vec<u8>) -> *mut u8 {
    Box::into_raw(bytes.into_boxed_slice()).cast()
}
