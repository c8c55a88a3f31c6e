//! Raw Chinese text off the web in, a finished official document (GB/T 9704-2012) out.

pub mod cli;
pub mod diag;
pub mod document;
pub mod error;
pub mod layout;
pub mod pages;
pub mod template;
pub mod text;
pub mod units;
pub mod write;

pub use error::{Error, Result};
