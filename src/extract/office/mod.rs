//! Files of office programs. Each reader mirrors that of web pages: lines with what the file says of them, notes and pictures; what
//! a line is, is decided where it is for all formats.

pub(crate) mod epub;
pub(crate) mod flow;
mod grid;
pub(crate) mod ml;
pub(crate) mod old;
pub(crate) mod open;
pub(crate) mod package;
pub(crate) mod pdf;
mod printed;
mod rows;
pub(crate) mod rtf;
pub(crate) mod word;
pub(crate) mod xml;
