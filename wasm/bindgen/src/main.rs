//! Writes the JavaScript that stands beside bodytext's WebAssembly: `bindgen IN.wasm OUT_FOLDER`.
//!
//! It is wasm-bindgen's own program in a few lines. Built with the package it has the version that `Cargo.lock` names, which must be
//! the one that the WebAssembly was compiled with; and nothing has to be installed.
#![forbid(unsafe_code)]

use anyhow::{Context, Result};
use std::env::args_os;
use wasm_bindgen_cli_support::Bindgen;

fn main() -> Result<()> {
    let mut arguments = args_os().skip(1);
    let usage = "usage: bindgen IN.wasm OUT_FOLDER";
    let input = arguments.next().context(usage)?;
    let folder = arguments.next().context(usage)?;
    Bindgen::new()
        .input_path(input)
        .out_name("bodytext")
        .web(true)?
        // The scripts choose where the WebAssembly is loaded from, and replace its instance.
        .omit_default_module_path(true)
        .reset_state_function(true)
        .typescript(false)
        .remove_name_section(true)
        .remove_producers_section(true)
        .generate(folder)
}
