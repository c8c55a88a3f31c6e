//! One binary for all integration tests; no test needs the network or a file outside the project.

mod cli;
mod corpus;
mod golden;
mod program;
mod script;
mod shapes;
