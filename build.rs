//! Lists the files under `assets/notices` so that a new call is a new folder and no change to code.

use std::fmt::Write;
use std::path::{Path, PathBuf};

fn main() {
    println!("cargo::rerun-if-changed=assets/notices");
    let root = Path::new(&std::env::var("CARGO_MANIFEST_DIR").unwrap()).join("assets/notices");
    let mut code = String::from("const BUILT_IN: &[(&str, &[(&str, &str)])] = &[\n");
    for folder in sorted(&root).into_iter().filter(|path| path.is_dir()) {
        writeln!(code, "    ({:?}, &[", name(&folder)).unwrap();
        for file in sorted(&folder).into_iter().filter(|path| path.extension().is_some_and(|e| e == "ron")) {
            writeln!(code, "        ({:?}, include_str!({:?})),", name(&file), file).unwrap();
        }
        code.push_str("    ]),\n");
    }
    code.push_str("];\n");
    std::fs::write(Path::new(&std::env::var("OUT_DIR").unwrap()).join("notices.rs"), code).unwrap();
}

fn sorted(folder: &Path) -> Vec<PathBuf> {
    let mut paths: Vec<PathBuf> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    paths
}

fn name(path: &Path) -> String {
    path.file_name().unwrap().to_string_lossy().into_owned()
}
