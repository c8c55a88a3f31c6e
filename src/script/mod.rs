//! x
pub(crate) mod converter;
mod edit;
mod opencc;
mod table;
pub use converter::{Config,Converter,Forms};
