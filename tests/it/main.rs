//! One binary for all integration tests; no test needs the network or a file outside this folder.

mod cli;
mod program;
mod script;
