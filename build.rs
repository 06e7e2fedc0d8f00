//! Lists the files under `assets` that are built into the program, so that a new call is a new folder
//! and no change to code.

use std::fmt::Write;
use std::path::{Path, PathBuf};

fn main() {
    println!("cargo::rerun-if-changed=assets");
    let assets = Path::new(&std::env::var("CARGO_MANIFEST_DIR").unwrap()).join("assets");
    let mut notices = String::from("const BUILT_IN: &[(&str, &[(&str, &str)])] = &[\n");
    for folder in sorted(&assets.join("notices")).into_iter().filter(|path| path.is_dir()) {
        writeln!(notices, "    ({:?}, {}),", name(&folder), files(&folder)).unwrap();
    }
    notices.push_str("];\n");
    put("notices.rs", &notices);
    let samples = files(&assets.join("samples"));
    put("samples.rs", &format!("const BUILT_IN: &[(&str, &str)] = {samples};\n"));
}

/// The RON files of a folder as code: names with their texts.
fn files(folder: &Path) -> String {
    let mut code = String::from("&[\n");
    for file in sorted(folder).into_iter().filter(|path| path.extension().is_some_and(|e| e == "ron")) {
        writeln!(code, "        ({:?}, include_str!({:?})),", name(&file), file).unwrap();
    }
    code + "    ]"
}

fn put(name: &str, code: &str) {
    std::fs::write(Path::new(&std::env::var("OUT_DIR").unwrap()).join(name), code).unwrap();
}

fn sorted(folder: &Path) -> Vec<PathBuf> {
    let mut paths: Vec<PathBuf> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    paths
}

fn name(path: &Path) -> String {
    path.file_name().unwrap().to_string_lossy().into_owned()
}
