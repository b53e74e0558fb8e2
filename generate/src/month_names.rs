//! The names of months and of days of the week, out of Unicode's CLDR, as the Python package Babel carries it.

use crate::{Missing, root};
use std::process::Command;

/// The version of the data that the table in the tree is made of.
const REQUIREMENT: &str = include_str!("../requirements.txt");

/// The table of the reader of dates. `PYTHON` says which Python to ask: `python3` where it is not set.
pub(crate) fn table() -> Result<String, Missing> {
    let requirement = REQUIREMENT.trim();
    let missing =
        |why: &str| Missing(format!("{why} ({requirement}, from generate/requirements.txt; PYTHON says which Python)"));
    let python = std::env::var_os("PYTHON").unwrap_or_else(|| "python3".into());
    let run = |arguments: &[&str]| Command::new(&python).args(arguments).current_dir(root()).output();
    let version =
        run(&["-c", "import babel; print('babel==' + babel.__version__)"]).map_err(|_| missing("no Python"))?;
    if String::from_utf8_lossy(&version.stdout).trim() != requirement {
        return Err(missing("no Babel of this version"));
    }
    let output = run(&["generate/month_names.py"]).map_err(|_| missing("no Python"))?;
    match String::from_utf8(output.stdout) {
        Ok(table) if output.status.success() => Ok(table),
        _ => panic!("generate/month_names.py: {}", String::from_utf8_lossy(&output.stderr)),
    }
}
