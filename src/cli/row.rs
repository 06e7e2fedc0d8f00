//! `shenbao row`: the row file.

use super::args::RowArgs;
use super::calls::{self, Calls};
use super::check;
use super::said::{Failure, Said, Status};
use crate::row::{Sheet, row, xlsx};
use crate::store;

pub fn run(calls: &Calls, args: &RowArgs) -> Result<Said, Failure> {
    calls::of_kind("-o", &args.output, "xlsx")?;
    calls::spare("-o", &args.output, &[&args.draft])?;
    let (form, draft) = calls.open(&args.draft)?;
    let none = || Failure::new(format!("“{}”没有一览表行，不用导出，请用 shenbao pdf 打印", form.title));
    let sheet = Sheet::of(&form, row(&form, &draft, &store::this_second())).ok_or_else(none)?;
    let failed = |error: xlsx::XlsxError| Failure::new(format!("没有存成“{}”：{error}", args.output.display()));
    store::atomic::write(&args.output, &xlsx::write(&sheet).map_err(failed)?)?;
    let findings = check::findings(&form, &draft, store::today(), &[]);
    let codes: Vec<&str> = sheet.rows.iter().map(|row| row.code.as_str()).collect();
    let mut said = Said::done(format!("已导出“{}”，核对码{}\n", args.output.display(), codes.concat()));
    if check::has_errors(&findings) {
        said.err = format!("草稿还有{}，用 shenbao check 查看\n", check::summary(&findings));
        said.status = Status::Findings;
    }
    Ok(said)
}
