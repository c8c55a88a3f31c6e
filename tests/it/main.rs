//! One binary for all integration tests; no test needs the network or a file outside the project.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod architecture;
mod batch;
mod bind;
mod bombs;
mod bundles;
mod cli;
mod compilation;
mod config;
mod corpus;
mod docs;
mod formulas;
mod golden;
mod languages;
mod library;
mod licences;
mod messages;
mod mistakes;
mod mutated;
mod office;
mod official;
mod painter;
mod paper;
mod program;
mod promises;
mod reading;
mod registry;
mod rules;
mod script;
mod shapes;
#[path = "../bombs/mod.rs"]
#[allow(dead_code, reason = "not every caller uses every row")]
mod table;
mod tables;
mod untrusted;
