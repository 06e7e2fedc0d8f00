"""Lists made by hand, as offices make them, written by openpyxl into the folder that is named."""

import datetime
import sys
from openpyxl import Workbook
from openpyxl.comments import Comment
from openpyxl.styles import Alignment

FOLDER = sys.argv[1]
H2025 = ["序号", "申报部门/区", "申报类别", "名称", "单位", "服务地点（如涉及国家乡村振兴重点帮扶县，请注明名称）",
         "领衔专家层次、服务专家数量", "服务内容简介（不超过200字）", "专业领域"]


def row(number, name, **other):
    cells = [number, "某某局", "市级服务团", name, name + "单位", "某县", "正高级，12人", "开展技术指导", "农业"]
    for heading, words in other.items():
        cells[[head[:2] for head in H2025].index(heading)] = words
    return cells


def save(name, fill):
    book = Workbook()
    fill(book)
    book.save(f"{FOLDER}/{name}.xlsx")


def as_annex(book):
    sheet = book.active
    sheet.title = "Sheet1"
    sheet["A1"] = "附件3"
    sheet.merge_cells("A2:I2")
    sheet["A2"] = "２０２５年专家服务基层申报情况一览表"
    sheet.append(H2025)
    sheet.append(row(1, "甲团"))
    sheet.append(row("２", "  乙团\n", 专业=0.5, 领衔=12))
    sheet.append([3, None, None, None, None])
    sheet.append([None] * 9)
    sheet.append(row("4、", "丙团", 服务=datetime.date(2025, 3, 1)))
    sheet.append(["注：1. 申报类别：国家级基地、国家级服务团、市级基地、市级服务团；"])
    sheet.append([" ", None, "填表人：张三", None, "联系电话：12345678"])
    sheet.cell(60, 3).value = "   "


def moved(book):
    sheet = book.active
    sheet.title = "2025年"
    sheet.append(["填报单位：某某局", None, None, "填报日期：2025年1月20日"])
    sheet.append([None, "单位", "备 注", "项目名称", "专业\n领域", "类别", "简介（200字以内）", "序 号", "联系电话"])
    sheet.append([None, "甲单位", "加急", "甲团", "农业", "市级服务团", "开展技术指导", 1, 13800000000])
    sheet.append([None, "乙单位", None, "乙团", "医疗", "市级服务团", "义诊", 2, None])
    sheet.append([None, "合计", None, "2个", None, None, None, None, None])


def two_levels(book):
    sheet = book.active
    sheet.append(["2025年专家服务基层申报情况一览表"])
    sheet.append(["序号", "推荐单位", "申报类别", "名称", "申报单位", "服务地点", "专家情况", None, "服务内容简介", "专业领域"])
    sheet.append([None] * 6 + ["领衔专家层次", "服务专家数量", None, None])
    for column in "ABCDEFIJ":
        sheet.merge_cells(f"{column}2:{column}3")
    sheet.merge_cells("G2:H2")
    sheet.append([1, "某某区", "市级基地", "甲基地", "甲单位", "某县", "院士", 8, "指导", "农业"])
    sheet.append([2, None, "市级基地", "乙基地", "乙单位", "某县", "正高级", 9, "指导", "林业"])
    sheet.append([3, None, "市级基地", "丙基地", "丙单位", "某县", None, 10, "指导", "牧业"])
    sheet.append([4, None, "市级基地", "丁基地", "丁单位", "某县", None, 10, "指导", "渔业"])
    sheet.merge_cells("B4:B6")


def other_year(book):
    sheet = book.active
    sheet.append(["2023年专家服务基层申报情况一览表"])
    sheet.append(["序号", "部门", "类别", "名称", "单位", "服务地点", "专业领域"])
    sheet.append([1, "某某局", "市级服务团", "甲团", "甲单位", "某县", "农业"])


def no_year(book):
    sheet = book.active
    sheet.append(["序号", "部门", "类别", "名称", "单位", "服务地点", "专业领域"])
    sheet.append([1, "某某局", "市级服务团", "甲团", "甲单位", "某县", "农业"])


def sheets(book):
    for name, state in [("农业", "visible"), ("医疗", "hidden")]:
        sheet = book.create_sheet(name)
        sheet.sheet_state = state
        sheet.append(["2025年专家服务基层申报情况一览表"])
        sheet.append(H2025)
        sheet.append(row(1, name + "团"))
        sheet.append(H2025)
        sheet.append(row(2, name + "二团"))
    book.active.title = "说明"
    book.active["B2"] = "本表一式两份"


def continued(book):
    sheet = book.active
    sheet.append(["2025年专家服务基层申报情况一览表"])
    sheet.append(H2025)
    sheet.append(row(1, "甲团", 领衔="一"))
    sheet.append([None] * 6 + ["（续2/3）二"])
    sheet.append([None] * 6 + ["（续3/3）三"])


def other_language(book):
    sheet = book.active
    sheet.append(["No.", "Name", "Organisation"])
    sheet.append([1, "Team", "Office"])


def formulas(book):
    sheet = book.active
    sheet.append(["2025年专家服务基层申报情况一览表"])
    sheet.append(H2025)
    sheet.append(row("=1+0", "甲团", 单位='="甲"&"单位"', 专业="=1/0"))
    for cell in sheet[3]:
        cell.alignment = Alignment(wrap_text=True)


def commented(book):
    sheet = book.active
    sheet.append(["2025年专家服务基层申报情况一览表"])
    sheet.append(H2025)
    sheet.append(row(1, "甲团"))
    sheet["D3"].comment = Comment("名称请再核实", "区局")
    sheet.append(row(2, "隐团"))
    sheet.row_dimensions[4].hidden = True


for make in [as_annex, moved, two_levels, other_year, no_year, sheets, continued, other_language, formulas, commented]:
    save(make.__name__.replace("_", "-"), make)
