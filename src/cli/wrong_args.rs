//! What clap finds wrong, in Chinese.

use super::said::{Failure, Said};
use clap::Error;
use clap::error::{ContextKind, ContextValue, ErrorKind};
use std::error::Error as _;

/// Help and version as they are; every mistake as a sentence with its remedy.
pub fn say(error: &Error) -> Said {
    match error.kind() {
        ErrorKind::DisplayHelp | ErrorKind::DisplayVersion => Said::done(error.render().to_string()),
        kind => Failure::new(format!("{}。用 shenbao --help 查看用法", sentence(error, kind))).into(),
    }
}

fn sentence(error: &Error, kind: ErrorKind) -> String {
    let of = |kind| words(error, kind);
    let arg = of(ContextKind::InvalidArg);
    match kind {
        ErrorKind::UnknownArgument => format!("不认识“{arg}”"),
        ErrorKind::InvalidSubcommand => format!("没有“{}”这个命令", of(ContextKind::InvalidSubcommand)),
        ErrorKind::MissingRequiredArgument => format!("还缺少{arg}"),
        ErrorKind::ArgumentConflict if arg.is_empty() => "一次只能打开一份草稿".into(),
        ErrorKind::ArgumentConflict if of(ContextKind::PriorArg) == arg => format!("{arg}写了两次"),
        ErrorKind::ArgumentConflict => format!("{arg}不能与{}同时使用", of(ContextKind::PriorArg)),
        ErrorKind::ValueValidation => {
            let remedy = error.source().map_or(String::new(), |source| format!("，{source}"));
            format!("{arg}的“{}”读不懂{remedy}", of(ContextKind::InvalidValue))
        }
        ErrorKind::InvalidValue if !of(ContextKind::InvalidValue).is_empty() => {
            format!("{arg}的“{}”读不懂，可以写{}", of(ContextKind::InvalidValue), of(ContextKind::ValidValue))
        }
        ErrorKind::InvalidValue | ErrorKind::TooFewValues | ErrorKind::WrongNumberOfValues => {
            format!("{arg}后面缺少内容")
        }
        ErrorKind::TooManyValues => format!("{arg}多出了“{}”", of(ContextKind::InvalidValue)),
        ErrorKind::InvalidUtf8 => "参数里有读不懂的文字，请改用UTF-8".into(),
        _ => "参数写法不对".into(),
    }
}

fn words(error: &Error, kind: ContextKind) -> String {
    let words = match error.get(kind) {
        Some(ContextValue::String(word)) => word.clone(),
        Some(ContextValue::Strings(words)) => words.join("、"),
        _ => String::new(),
    };
    words.replace("...", "")
}
