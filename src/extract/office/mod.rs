//! Files of office programs. Each reader mirrors that of web pages: lines with what the file says of them, notes and pictures; what
//! a line is, is decided where it is for all formats.

pub(crate) mod flow;
mod grid;
mod package;
pub(crate) mod word;
mod xml;
