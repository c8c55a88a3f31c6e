//! Raw Chinese text off the web in, a finished official document (GB/T 9704-2012) out.

pub mod audit;
pub mod clean;
pub mod cli;
pub mod decode;
pub mod diag;
pub mod document;
pub mod error;
pub mod extract;
pub mod font;
pub mod layout;
pub mod pages;
pub mod pipeline;
pub mod punctuation;
pub mod script;
pub mod structure;
pub mod template;
pub mod text;
pub mod units;
pub mod write;

pub use error::{Error, Result};
