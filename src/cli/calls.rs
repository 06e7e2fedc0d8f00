//! Finding a form, and the draft that goes with it.

use super::said::Failure;
use crate::app::{self, Match, Shelf};
use crate::draft::Draft;
use crate::form::text::{QUOTED, brief, one_of};
use crate::form::{Catalogue, Form, Notice, Refused};
use crate::store::{self, Folder};
use std::cell::{OnceCell, RefCell};
use std::collections::HashMap;
use std::path::Path;
use std::rc::Rc;
use std::sync::Arc;

/// Where commands find forms: the calls at hand, and the data folder with the definitions that drafts keep.
pub struct Calls {
    /// Read when first asked for: most commands need one call only.
    all: OnceCell<Catalogue>,
    /// Single calls that were read, by id.
    single: RefCell<HashMap<String, Rc<Catalogue>>>,
    folder: Option<Folder>,
}

impl Calls {
    /// The calls built in and those dropped in.
    pub fn find() -> Self {
        Calls { all: OnceCell::new(), single: RefCell::default(), folder: Folder::find().ok() }
    }

    pub fn catalogue(&self) -> &Catalogue {
        self.all.get_or_init(|| self.folder.as_ref().map_or_else(Catalogue::built_in, app::catalogue))
    }

    /// The call of one form, read once however many drafts are asked about.
    fn call_of(&self, form: &str) -> Rc<Catalogue> {
        let call = form.split('/').next().unwrap_or(form);
        let read = || match &self.folder {
            Some(folder) => Rc::new(app::catalogue_for(folder, form)),
            None => Rc::new(Catalogue::of_call(call, Vec::new())),
        };
        self.single.borrow_mut().entry(call.to_string()).or_insert_with(read).clone()
    }

    /// The form of that id.
    pub fn form(&self, id: &str) -> Result<Arc<Form>, Failure> {
        if let Some(form) = self.call_of(id).form(id) {
            return Ok(form.clone());
        }
        let ids: Vec<&str> = self.catalogue().forms().map(|form| form.id.as_str()).collect();
        let call = id.split('/').next().unwrap_or(id);
        match self.catalogue().refused().iter().any(|refused| refused.id == call) {
            true => Err(Failure::new(self.refused().trim_end())),
            false => Err(Failure::new(format!("没有“{}”这个表式，{}", brief(id, QUOTED), one_of(id, &ids)))),
        }
    }

    /// Keeps the form's text for the drafts that are made with it, as the window does; a draft is no worse without.
    pub fn keep(&self, form: &Form) {
        if let Some(folder) = &self.folder {
            let _ = folder.keep_definition(&form.definition);
        }
    }

    /// A line for each folder of which nothing is used, and for each call that bears another's number.
    pub fn told(&self) -> String {
        let catalogue = self.catalogue();
        let twin = |notice: &Arc<Notice>| {
            let other = catalogue.same_number(notice)?;
            Some(format!("表式“{}”与“{other}”文号相同（{}），两份都可以用\n", notice.id, notice.number))
        };
        self.refused() + &catalogue.notices().iter().filter_map(twin).collect::<String>()
    }

    fn refused(&self) -> String {
        let line = |refused: &Refused| {
            let (id, count, folder) = (&refused.id, refused.problems.len(), refused.folder.display());
            let first = refused.problems.first().map(ToString::to_string).unwrap_or_default();
            let more = if count > 1 {
                format!("；共{count}处问题，请用 shenbao lint \"{folder}\" 查看")
            } else {
                String::new()
            };
            format!("表式“{id}”未启用：{first}{more}\n")
        };
        self.catalogue().refused().iter().map(line).collect()
    }

    /// A draft and the form that it was made with, or the one at hand.
    pub fn open(&self, path: &Path) -> Result<(Arc<Form>, Draft), Failure> {
        let mut draft = store::open(path)?;
        let found = match &self.folder {
            Some(folder) => Shelf::new(folder, &self.call_of(&draft.form)).form_of(&draft),
            None => Match::of(self.call_of(&draft.form).form(&draft.form), None),
        };
        let named = |failure: Failure| Failure::new(format!("打不开“{}”：{}", path.display(), failure.0.concat()));
        match found {
            None => self.form(&draft.form).map(|form| (form, draft)).map_err(named),
            Some(found) => {
                found.settle(&mut draft);
                Ok((found.form, draft))
            }
        }
    }
}

/// Refuses to write a result over a draft or another of the files that it is made from. `option` says where to.
pub fn spare(option: &str, output: &Path, inputs: &[&Path]) -> Result<(), Failure> {
    if inputs.iter().any(|input| store::real_path(input) == store::real_path(output)) {
        let words = format!("不能写到“{}”：这是要读取的文件，请用{option}另取一个名字", output.display());
        return Err(Failure::new(words));
    }
    Ok(())
}

/// Refuses to write a result under the name of a draft, or of a file of another kind than `ending`.
pub fn of_kind(option: &str, output: &Path, ending: &str) -> Result<(), Failure> {
    let given = output.extension().map(|given| given.to_string_lossy().to_lowercase()).unwrap_or_default();
    let cause = match given.as_str() {
        "ron" => ".ron是草稿文件".to_string(),
        other if !other.is_empty() && other != ending => format!("结果是.{ending}文件，名字不能以.{other}结尾"),
        _ => return Ok(()),
    };
    Err(Failure::new(format!("不能写到“{}”：{cause}，请用{option}另取一个名字", output.display())))
}
