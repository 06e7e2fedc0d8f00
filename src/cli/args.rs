//! The arguments as values. All of clap's own words are replaced, since people read them too.

use super::giving::GivingArgs;
use super::said::{Failure, Said};
use super::wrong_args;
use crate::form::text::nearest;
use crate::store;
use clap::{ArgAction, Args, CommandFactory, FromArgMatches, Parser, Subcommand, ValueEnum};
use jiff::civil::Date;
use std::ffi::{OsStr, OsString};
use std::path::{Path, PathBuf};

/// What is asked for.
pub enum Request {
    Window(Option<PathBuf>),
    Do(Command),
}

#[derive(Parser)]
#[command(
    name = "shenbao",
    display_name = "申报台",
    about = "申报台：填写、检查、打印专家服务基层申报表，不需要联网",
    override_usage = "shenbao [草稿.ron]\n  shenbao <命令> …",
    version,
    disable_help_flag = true,
    disable_help_subcommand = true,
    disable_version_flag = true,
    args_conflicts_with_subcommands = true
)]
struct Line {
    /// 用窗口打开这份草稿；不写则打开工作台
    #[arg(value_name = "草稿.ron")]
    path: Option<PathBuf>,
    /// 显示用法
    #[arg(short, long, action = ArgAction::Help, global = true)]
    help: Option<bool>,
    /// 显示版本
    #[arg(short = 'V', long, action = ArgAction::Version)]
    version: Option<bool>,
    #[command(subcommand)]
    command: Option<Command>,
}

#[derive(Subcommand)]
pub enum Command {
    /// 列出各项通知和申报表
    #[command(override_usage = "shenbao forms [--json]\n  shenbao forms 通知 -o 文件夹")]
    Forms(FormsArgs),
    /// 新建草稿
    #[command(
        override_usage = "shenbao new 表式 -o 草稿.ron [--values 答案.json] [--force]\n  shenbao new 表式 -o 草稿.ron --from 旧草稿.ron [--dates] [--amounts] [--json] …"
    )]
    New(NewArgs),
    /// 检查草稿
    #[command(override_usage = "shenbao check 草稿.ron… [--json] [--today 2025-01-20]")]
    Check(CheckArgs),
    /// 打印成PDF
    #[command(override_usage = "shenbao pdf 草稿.ron -o 申报表.pdf\n  shenbao pdf --blank 表式 -o 空白表.pdf")]
    Pdf(PdfArgs),
    /// 导出一览表行
    #[command(override_usage = "shenbao row 草稿.ron -o 一览表行.xlsx")]
    Row(RowArgs),
    /// 把一览表行汇总成一览表
    #[command(
        override_usage = "shenbao merge 一览表行.xlsx|文件夹… -o 一览表.xlsx [--office 名称] [--call 通知] [--order received|kind] [--json]\n  shenbao merge … -o 一览表.xlsx [--pdf 一览表.pdf] [--letter 推荐函.ron] [--folder 文件夹]"
    )]
    Merge(MergeArgs),
    /// 核对纸件和一览表行是不是同样的内容
    #[command(override_usage = "shenbao verify 一览表行.xlsx|申报表.pdf|核对码… [--json]")]
    Verify(VerifyArgs),
    /// 检查表式文件
    #[command(override_usage = "shenbao lint 文件夹… [--json]")]
    Lint(LintArgs),
}

#[derive(Args)]
pub struct FormsArgs {
    /// 取出这项通知的表式文件，照着写下一年的，如shanghai-2025
    #[arg(value_name = "通知", requires = "output", conflicts_with = "json")]
    pub notice: Option<String>,
    /// 取出到哪个文件夹里
    #[arg(short, long, value_name = "文件夹", requires = "notice")]
    pub output: Option<PathBuf>,
    /// 输出JSON，含各表的字段、规则和一览表栏目
    #[arg(long)]
    pub json: bool,
}

#[derive(Args)]
pub struct NewArgs {
    /// 表式编号，用 shenbao forms 查看
    #[arg(value_name = "表式")]
    pub form: String,
    /// 写到哪个文件
    #[arg(short, long, value_name = "草稿.ron")]
    pub output: PathBuf,
    /// 答案：{"字段编号或表上的栏目名": "答案" 或 [多个选项] 或 [{表格的一行}]}
    #[arg(long, value_name = "答案.json")]
    pub values: Option<PathBuf>,
    /// 带入往年草稿的答案，不论它填的是哪张表；逐项列出已带入、须改写、未带入
    #[arg(long, value_name = "旧草稿.ron")]
    pub from: Option<PathBuf>,
    /// 往年的日期也带入
    #[arg(long, requires = "from")]
    pub dates: bool,
    /// 往年的金额也带入
    #[arg(long, requires = "from")]
    pub amounts: bool,
    /// 带入的结果输出JSON
    #[arg(long, requires = "from")]
    pub json: bool,
    /// 覆盖已有的文件
    #[arg(long)]
    pub force: bool,
}

#[derive(Args)]
pub struct CheckArgs {
    /// 一份或几份草稿；同一单位的几份会相互比对
    #[arg(value_name = "草稿.ron", required = true)]
    pub drafts: Vec<PathBuf>,
    /// 输出JSON
    #[arg(long)]
    pub json: bool,
    /// 按这一天判断是否逾期
    #[arg(long, value_name = "日期", value_parser = day)]
    pub today: Option<Date>,
}

#[derive(Args)]
pub struct PdfArgs {
    /// 要打印的草稿
    #[arg(value_name = "草稿.ron", required_unless_present = "blank", conflicts_with = "blank")]
    pub draft: Option<PathBuf>,
    /// 打印这一表式的空白表
    #[arg(long, value_name = "表式")]
    pub blank: Option<String>,
    /// 写到哪个文件
    #[arg(short, long, value_name = "申报表.pdf")]
    pub output: PathBuf,
}

#[derive(Args)]
pub struct RowArgs {
    /// 要导出的草稿
    #[arg(value_name = "草稿.ron")]
    pub draft: PathBuf,
    /// 写到哪个文件
    #[arg(short, long, value_name = "一览表行.xlsx")]
    pub output: PathBuf,
}

#[derive(Args)]
pub struct MergeArgs {
    /// 一览表行、下级汇总的一览表，或放它们的文件夹
    #[arg(value_name = "一览表行.xlsx|文件夹", required = true)]
    pub rows: Vec<PathBuf>,
    /// 写到哪个文件
    #[arg(short, long, value_name = "一览表.xlsx")]
    pub output: PathBuf,
    /// 推荐单位的名称，填进空着的格
    #[arg(long, value_name = "名称")]
    pub office: Option<String>,
    /// 汇总哪项通知的一览表，如shanghai-2025；不写则取收到的行里最新的一项
    #[arg(long, value_name = "通知")]
    pub call: Option<String>,
    /// 排列次序：received按收到的先后，kind按类别
    #[arg(long, value_name = "次序", hide_possible_values = true)]
    pub order: Option<SortOrder>,
    /// 输出JSON，含每一行的去向和问题
    #[arg(long)]
    pub json: bool,
    #[command(flatten)]
    pub giving: GivingArgs,
}

/// How the lines of a merged list are put in order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum SortOrder {
    Received,
    Kind,
}

#[derive(Args)]
pub struct VerifyArgs {
    /// 要互相核对的：一览表行、汇总的一览表、申报台导出的PDF、页脚的核对码或二维码的文字
    #[arg(value_name = "文件或核对码", required = true)]
    pub things: Vec<PathBuf>,
    /// 输出JSON
    #[arg(long)]
    pub json: bool,
}

#[derive(Args)]
pub struct LintArgs {
    /// 表式文件夹，或其中的notice.ron
    #[arg(value_name = "文件夹", required = true)]
    pub paths: Vec<PathBuf>,
    /// 输出JSON
    #[arg(long)]
    pub json: bool,
}

/// Reads the arguments; what is wrong with them, or the help that they ask for, comes back as words.
pub fn read(args: impl IntoIterator<Item = OsString>) -> Result<Request, Said> {
    let told = |error: clap::Error| wrong_args::say(&error);
    let args: Vec<OsString> = args.into_iter().collect();
    if let Some(said) = args.get(1).and_then(|word| misspelt_command(word)) {
        return Err(said);
    }
    let line = command().try_get_matches_from(args).map_err(told)?;
    let line = Line::from_arg_matches(&line).map_err(told)?;
    Ok(line.command.map_or(Request::Window(line.path), Request::Do))
}

/// The parser with Chinese headings.
fn command() -> clap::Command {
    let with_positionals = "{about}\n\n用法：\n  {usage}\n\n参数：\n{positionals}\n\n选项：\n{options}";
    let without = "{about}\n\n用法：\n  {usage}\n\n选项：\n{options}";
    let whole = "{about}\n\n用法：\n  {usage}\n\n命令：\n{subcommands}\n\n选项：\n{options}";
    let head = |command: clap::Command| {
        let template = if command.get_positionals().next().is_some() { with_positionals } else { without };
        command.help_template(template)
    };
    Line::command().help_template(whole).mut_subcommands(head)
}

/// A first word that is neither a command nor a file: a command misspelt, or one that there is not.
fn misspelt_command(word: &OsStr) -> Option<Said> {
    let word = word.to_str().filter(|word| word.chars().all(|c| c.is_ascii_alphabetic()))?;
    let line = Line::command();
    let commands: Vec<&str> = line.get_subcommands().map(clap::Command::get_name).collect();
    if word.is_empty() || word == "help" || commands.contains(&word) || store::is_there(Path::new(word)) {
        return None;
    }
    let meant = nearest(word, &commands).map_or("；".into(), |meant| format!("，是不是“{meant}”？"));
    Some(Failure::new(format!("没有“{word}”这个命令{meant}用 shenbao --help 查看用法")).into())
}

fn day(text: &str) -> Result<Date, String> {
    text.trim().parse().map_err(|_| "请写成2025-01-20这样的日期".to_string())
}
