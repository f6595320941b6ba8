//! qikan from outside: what the program prints, what it writes, and what it makes of the fixtures.
//!
//! One binary, because each would link the Parquet writer again. Committed expectations (`ratchet.txt`, `snapshots/`)
//! are written anew by `make bless`; gold labels are made by hand and never written.

mod bad_input;
mod broken;
mod build;
mod cli;
mod committed;
mod conflict;
mod containers;
mod corpus;
mod cut;
mod dressed;
mod fixtures;
mod flat;
mod html;
mod load;
mod mutated;
mod pairs;
mod program;
mod release;
mod restyled;
mod scale;
mod schema;
mod traditional;
