//! What only systems with permissions, links and signals do to files.

use super::*;
use std::os::unix::fs::{MetadataExt, PermissionsExt, symlink};
use std::process::Command;

#[test]
fn permissions_stay_and_new_files_have_the_usual_ones() {
    let temp = tempfile::tempdir().unwrap();
    let (new, usual) = (temp.path().join("new"), temp.path().join("usual"));
    atomic::write(&new, b"1").unwrap();
    fs::write(&usual, b"1").unwrap();
    let mode = |path: &Path| fs::metadata(path).unwrap().mode();
    assert_eq!(mode(&new), mode(&usual));
    fs::set_permissions(&new, fs::Permissions::from_mode(0o640)).unwrap();
    atomic::write(&new, b"2").unwrap();
    assert_eq!(mode(&new) & 0o777, 0o640);
}

#[test]
fn a_link_stays_a_link_and_its_target_is_written() {
    let temp = tempfile::tempdir().unwrap();
    let path = |name: &str| temp.path().join(name);
    fs::create_dir(path("real")).unwrap();
    for (link, target) in [("a", "real/there"), ("b", "real/not-there-yet"), ("c", "b")] {
        symlink(target, path(link)).unwrap();
    }
    fs::write(path("real/there"), "old").unwrap();
    for link in ["a", "b", "c"] {
        atomic::write(&path(link), link.as_bytes()).unwrap();
        assert!(fs::symlink_metadata(path(link)).unwrap().is_symlink());
    }
    assert_eq!(fs::read_to_string(path("real/there")).unwrap(), "a");
    assert_eq!(fs::read_to_string(path("real/not-there-yet")).unwrap(), "c");
    symlink("loop", path("loop")).unwrap();
    assert!(atomic::write(&path("loop"), b"x").is_err());
}

#[test]
fn devices_are_written_through_and_pipes_are_not_read() {
    let full = Path::new("/dev/full");
    if full.exists() {
        assert_eq!(atomic::write(full, b"x").unwrap_err().cause, Cause::Full);
        assert_eq!(store::open(full).unwrap_err().cause, Cause::NoFile);
        assert!(!fs::metadata(full).unwrap().is_file(), "the device is still one");
    }
    let temp = tempfile::tempdir().unwrap();
    let pipe = temp.path().join("pipe");
    if Command::new("mkfifo").arg(&pipe).status().is_ok_and(|status| status.success()) {
        assert_eq!(store::open(&pipe).unwrap_err().cause, Cause::NoFile);
    }
}

/// As root everything may be written, so there is nothing to see.
#[test]
fn a_folder_that_may_not_be_written_says_so() {
    let temp = tempfile::tempdir().unwrap();
    fs::write(temp.path().join("a.ron"), "old").unwrap();
    fs::set_permissions(temp.path(), fs::Permissions::from_mode(0o555)).unwrap();
    if fs::write(temp.path().join("probe"), "").is_ok() {
        return eprintln!("skipped: this user may write everywhere");
    }
    assert_eq!(atomic::write(&temp.path().join("a.ron"), b"new").unwrap_err().cause, Cause::Denied);
    assert_eq!(fs::read_to_string(temp.path().join("a.ron")).unwrap(), "old");
    fs::set_permissions(temp.path(), fs::Permissions::from_mode(0o755)).unwrap();
}

/// A tiny disk can only be made by root.
#[test]
fn a_full_disk_leaves_the_old_file_and_no_rubbish() {
    let temp = tempfile::tempdir().unwrap();
    let mount = ["-t", "tmpfs", "-o", "size=64k", "tmpfs"];
    if !Command::new("mount").args(mount).arg(temp.path()).output().is_ok_and(|done| done.status.success()) {
        return eprintln!("skipped: no tiny disk can be mounted here");
    }
    let path = temp.path().join("a.ron");
    let told = std::panic::catch_unwind(|| {
        atomic::write(&path, b"old").unwrap();
        let error = atomic::write(&path, &[b'x'; 100_000]).unwrap_err();
        assert_eq!(fs::read_to_string(&path).unwrap(), "old");
        assert_eq!(names(temp.path()), ["a.ron"]);
        error
    });
    assert!(Command::new("umount").arg(temp.path()).status().unwrap().success());
    assert_eq!(told.unwrap().cause, Cause::Full);
}

/// The process of the next test: it writes one whole text after another until it is killed.
#[test]
fn writer_to_be_killed() {
    let Some(path) = std::env::var_os("SHENBAO_TEST_WRITE") else { return };
    for letter in (b'a'..=b'z').cycle() {
        atomic::write(Path::new(&path), &vec![letter; 300_000]).unwrap();
    }
}

#[test]
fn a_kill_at_any_moment_leaves_one_whole_text() {
    let temp = tempfile::tempdir().unwrap();
    let path = temp.path().join("a.ron");
    fs::write(&path, vec![b'0'; 300_000]).unwrap();
    for pause in 0..12 {
        let mut child = Command::new(std::env::current_exe().unwrap())
            .args(["--exact", "unix::writer_to_be_killed"])
            .env("SHENBAO_TEST_WRITE", &path)
            .stdout(std::process::Stdio::null())
            .spawn()
            .unwrap();
        std::thread::sleep(std::time::Duration::from_millis(20 + pause * 7));
        child.kill().unwrap();
        child.wait().unwrap();
        let found = fs::read(&path).unwrap();
        assert_eq!(found.len(), 300_000);
        assert!(found.iter().all(|byte| *byte == found[0]), "one text, not two");
    }
    atomic::write(&path, b"after").unwrap();
    assert_eq!(fs::read(&path).unwrap(), b"after");
}
