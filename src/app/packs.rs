//! The calls dropped in: read from their folders, judged by the linter, taken in through the window.

use crate::check;
use crate::form::load::{FormProblem, NOTICE_FILE, Source};
use crate::form::{Catalogue, Notice, Pack, Refused, supersedes};
use crate::store::{self, Cause, DroppedIn, Folder, StoreError};
use std::collections::HashMap;
use std::panic::resume_unwind;
use std::path::Path;
use std::sync::Arc;

/// The calls at hand where they are others than those known; a folder that has not changed is not read again.
pub fn renewed(folder: &Folder, known: &Catalogue) -> Option<Catalogue> {
    let (found, error) = folder.dropped_in();
    let error = error.map(|error| Arc::new(unlisted(folder, &error)));
    let old: HashMap<&Path, &Arc<Pack>> = known.packs().iter().map(|pack| (pack.folder.as_path(), pack)).collect();
    let as_known = |found: &DroppedIn| old.get(found.folder.as_path()).filter(|pack| pack.stamp == found.stamp);
    let is_known = found.iter().all(|found| as_known(found).is_some());
    if is_known && found.len() + usize::from(error.is_some()) == known.packs().len() {
        return None;
    }
    let read = |found: &DroppedIn| as_known(found).map_or_else(|| Arc::new(read_pack(found)), |pack| (*pack).clone());
    let mut packs = in_parallel(&found, read);
    packs.extend(error);
    Some(Catalogue::with(packs))
}

/// The calls at hand.
pub fn catalogue(folder: &Folder) -> Catalogue {
    let built_in = Catalogue::built_in();
    renewed(folder, &built_in).unwrap_or(built_in)
}

/// Only the call of one form, built in or dropped in: no other is read.
pub fn catalogue_for(folder: &Folder, form: &str) -> Catalogue {
    let call = form.split('/').next().unwrap_or(form);
    let own = folder.dropped_in().0.into_iter().filter(|found| found.id == call);
    Catalogue::of_call(call, own.map(|found| Arc::new(read_pack(&found))).collect())
}

fn in_parallel<A: Sync, B: Send>(all: &[A], work: impl Fn(&A) -> B + Sync) -> Vec<B> {
    let threads = std::thread::available_parallelism().map_or(1, |count| count.get().min(4));
    let part = all.len().div_ceil(threads).max(1);
    let work = &work;
    std::thread::scope(|scope| {
        let running: Vec<_> =
            all.chunks(part).map(|part| scope.spawn(move || part.iter().map(work).collect::<Vec<_>>())).collect();
        running.into_iter().flat_map(|thread| thread.join().unwrap_or_else(|fault| resume_unwind(fault))).collect()
    })
}

fn read_pack(found: &DroppedIn) -> Pack {
    let DroppedIn { id, folder, stamp } = found.clone();
    Pack { read: read(&id, &folder).map(|(notice, _)| Arc::new(notice)), id, folder, stamp }
}

fn read(id: &str, folder: &Path) -> Result<(Notice, Vec<Source>), Vec<FormProblem>> {
    let files = store::notice_files(folder).map_err(|errors| errors.iter().map(unreadable).collect::<Vec<_>>())?;
    Ok((check::accept(id, &files)?, files))
}

/// The notices folder itself can't be listed, or holds too much.
fn unlisted(folder: &Folder, error: &StoreError) -> Pack {
    let (id, folder) = ("notices".to_string(), folder.root().join("notices"));
    Pack { id, folder, stamp: String::new(), read: Err(vec![unreadable(error)]) }
}

/// A file that can't be read, as one more problem of the call that it belongs to.
pub fn unreadable(error: &StoreError) -> FormProblem {
    let is_file = error.path.extension().is_some_and(|end| end.eq_ignore_ascii_case("ron"));
    let name = error.path.file_name().filter(|_| is_file);
    let remedy = match &error.cause {
        Cause::Draft(_) | Cause::Foreign(_) => "请用记事本打开原来的文件，另存为UTF-8编码",
        Cause::IsFolder => "请把它移出去，或给它改名，不要以.ron结尾",
        Cause::NoFile => "请换成普通的文件",
        _ => error.remedy(),
    };
    FormProblem {
        file: name.map_or(NOTICE_FILE.into(), |name| name.to_string_lossy().into_owned()),
        line: 1,
        problem: error.cause.to_string(),
        found: String::new(),
        remedy: remedy.into(),
    }
}

/// Takes calls in from a folder, or from the folders in it: all of them, or none and what is wrong with them.
pub fn import(folder: &Folder, from: &Path) -> Result<Vec<String>, Vec<Refused>> {
    let refused =
        |from: &Path, problems: Vec<FormProblem>| Refused { id: store::call_id(from), folder: from.into(), problems };
    let failed = |error: &StoreError| refused(from, vec![unreadable(error)]);
    let known = catalogue(folder);
    let (mut good, mut bad) = (Vec::new(), Vec::new());
    for from in store::notice_folders(from).map_err(|error| vec![failed(&error)])? {
        let id = store::call_id(&from);
        match read(&id, &from).and_then(|(notice, files)| admissible(&known, &notice).map(|()| files)) {
            Ok(files) => good.push((id, files)),
            Err(problems) => bad.push(refused(&from, problems)),
        }
    }
    if !bad.is_empty() {
        return Err(bad);
    }
    for (id, files) in &good {
        folder.drop_in(id, files).map_err(|error| vec![failed(&error)])?;
    }
    Ok(good.into_iter().map(|(id, _)| id).collect())
}

/// A call that is there already gives way to a later revision only, and a folder that is not used, since somebody may
/// be writing in it, to none.
fn admissible(known: &Catalogue, notice: &Notice) -> Result<(), Vec<FormProblem>> {
    if let Some(refused) = known.refused().iter().find(|refused| refused.id == notice.id) {
        return Err(vec![refused.in_the_way()]);
    }
    let same = known.notices().iter().find(|known| known.id == notice.id);
    match same.filter(|known| !supersedes(notice, known)) {
        None => Ok(()),
        Some(known) => Err(vec![known.same_name()]),
    }
}
