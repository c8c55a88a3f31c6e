//! The engine of the page (`成文.html`): chengwen behind three functions of C, for JavaScript.
//!
//! `abi` (what JavaScript calls, the only unsafe code) → `frame` (a message: JSON, and blobs) → `engine` (the calls, and what was read so
//! far) → `about` (what can be asked for), `told` (what was done to a text), `picture` (a page as SVG).

#[cfg(target_arch = "wasm32")]
mod abi;
mod about;
mod engine;
mod frame;
mod picture;
mod told;

pub use engine::Engine;
pub use frame::Frame;
