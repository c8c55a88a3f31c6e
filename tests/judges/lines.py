#!/usr/bin/env python3
"""Lines: do PDF and DOCX (rendered by LibreOffice) end every line at the same character, on the same page?

Made-up documents of all kinds: reports, notices with many recipients and an imprint, minutes, briefings, letters, orders, compilations;
tables with joined cells, narrow columns, numbers and texts, upright and turned; footnotes, captions, lists, text with Latin words,
numbers and marks that must not stand at a line's end. Each cell of a table has lines of its own. LibreOffice's own gaps between han and
digits are taken out, as `render.py` says.

usage: lines.py CHENGWEN [--rounds=N] [--least=99.8] [--keep=FOLDER] [--show=N]     exits 1 when fewer lines are alike
"""
import difflib
import itertools
import logging
import os
import pathlib
import random
import re
import subprocess
import sys
import tempfile
import unicodedata
from collections import Counter

import pdfplumber
import render

logging.disable(logging.CRITICAL)

WORDS = """推进 落实 项目 建设 管理 服务 群众 企业 资金 任务 责任 单位 部门 检查 整改 环境 安全 生产 发展 改革 城市 乡村 道路 河道 学校 医院 社区
街道 计划 方案 制度 标准 培训 考核 台账 问题 风险 隐患 材料 通知 会议 领导小组 办公室 工作人员 基础设施 公共服务 营商环境 生态环境 高质量 现代化
一体化 常态化 排查 治理 改造 提升 完善 健全 加强 规范 优化 统筹 协调 监督 指导 开展 组织 实施 按时 全面 切实 进一步 同时 其中 以及 并 的 和 在 对""".split()
NAMES = ["岚川市发展和改革委员会", "岚川市教育局", "岚川市财政局", "岚川市人力资源和社会保障局", "岚川市自然资源和规划局", "岚川市水利局",
         "岚川市农业农村局", "岚川市住房和城乡建设局", "岚川市交通运输局", "岚川市生态环境局", "岚川市应急管理局", "岚川市审计局"]
ODD = ["《岚川市城市更新条例》", "“十五五”", "（以下简称“办法”）", "2026年6月30日", "1.25亿元", "3800万元", "98.6%", "0571-88886666", "GB/T 9704-2012",
       "5G", "A级", "—", "——", "……", "PM2.5", "120m²", "CO₂", "3—5年", "2026—2030年", "‘双减’", "①", "6：30", "12,345.6", "〔2026〕18号", "10℃",
       "“放管服”", "《意见》（岚政发〔2026〕3号）", "COD", "Internet", "e-mail", "wenhua@lanchuan.example", "https://www.lanchuan.example/a/b", "100‰", "3∶1",
       "≤5%", "+3.2", "１２３", "kW", "“一网通办”“一窗受理”", "《通知》《方案》", "（一）", "20%—30%", "No.12", "H5N1"]
MARKS = ["，"] * 9 + ["、"] * 4 + ["；", "：", "，“", "）", "。"]


class Texts:
    """Invented text; the same for the same seed."""

    def __init__(self, seed):
        self.rng = random.Random(seed)
        self.odd = ODD

    def phrase(self, least=2, most=7, odd=.35):
        out = "".join(self.rng.choice(WORDS) for _ in range(self.rng.randint(least, most)))
        if self.rng.random() < odd:
            out += self.rng.choice(self.odd) + self.rng.choice(["", self.rng.choice(WORDS)])
        return out

    def sentence(self, odd=.35):
        out = self.phrase(odd=odd)
        for _ in range(self.rng.randint(1, 5)):
            mark = self.rng.choice(["，"] * 8 + ["、"] * 4 + ["；", "："])
            out += mark + self.phrase(odd=odd)
        return out + self.rng.choice(["。"] * 8 + ["；", "！"])

    def paragraph(self, least=2, most=6, odd=.35):
        text = "".join(self.sentence(odd) for _ in range(self.rng.randint(least, most)))
        return re.sub(r"[；！]$", "。", text)

    def name(self):
        return self.rng.choice(NAMES)

    def number(self):
        return self.rng.choice([str(self.rng.randint(1, 999)), f"{self.rng.randint(1000, 9999999):,}", f"{self.rng.uniform(0, 100):.2f}",
                                f"{self.rng.uniform(0, 100):.1f}%"])


def headings(t, paragraphs, level=2):
    out = []
    for i in range(4):
        out.append(f"{'一二三四'[i]}、{t.phrase(2, 9, .2)}")
        for j in range(level):
            out.append(f"（{'一二三'[j]}）{t.phrase(2, 6, .1)}。{t.paragraph()}")
            out.append(f"{j + 1}. {t.phrase(2, 5, .1)}。{t.paragraph(1, 3)}")
        out += [t.paragraph() for _ in range(paragraphs)]
    return out


def ending(t):
    return [t.name(), f"2026年{t.rng.randint(1, 12)}月{t.rng.randint(1, 28)}日"]


def report(t):
    return "md", "\n\n".join([f"岚川市2026年{t.phrase(3, 6, 0)}工作报告", *headings(t, 4), *ending(t)])


def notice(t):
    head = [f"发文机关标志: {t.name()}", "发文字号: 岚政发〔2026〕12号", f"抄送: {'，'.join(t.rng.sample(NAMES, t.rng.randint(3, 11)))}。",
            "印发机关: 岚川市人民政府办公室", "印发日期: 2026年6月12日"]
    if t.rng.random() < .5:
        head += ['份号: "000012"', "密级: 秘密★1年", "紧急程度: 特急"]
    text = [f"关于做好2026年{t.phrase(3, 9, 0)}工作的通知", "、".join(t.rng.sample(NAMES, t.rng.randint(2, 5))) + "：", *headings(t, 1, 1),
            "附件：1. " + t.phrase(4, 12, .3), *[f"{i}. {t.phrase(3, 12, .3)}" for i in range(2, t.rng.randint(3, 6))], *ending(t)]
    return "md", "---\n" + "\n".join(head) + "\n---\n\n" + "\n\n".join(text)


def minutes(t):
    head = ["发文机关标志: 岚川市城市更新工作领导小组会议纪要", "发文字号: 第3期", "印发机关: 岚川市城市更新工作领导小组办公室", "印发日期: 2026年5月12日"]
    people = [f"王一川　李　明　欧阳清和　赵四海　{t.name()}韩二　{t.name()}朱四　{t.name()}孙立", "张　敏（请假）　吴六"]
    text = [f"2026年5月9日下午，副市长王一川主持召开会议，{t.paragraph(1, 2)}现纪要如下：", *[f"{'一二三四五'[i]}、{t.phrase(2, 5, 0)}。{t.paragraph(3, 7)}" for i in range(5)],
            "出席：" + people[0], "请假：" + people[1], f"列席：{people[0]}", "分送：" + "，".join(t.rng.sample(NAMES, 6)) + "。"]
    return "md", "---\n" + "\n".join(head) + "\n---\n\n" + "\n\n".join(text)


def briefing(t):
    titles = [t.phrase(4, 8, .2) for _ in range(3)]
    text = ["岚川市优化营商环境工作简报", "第12期", "岚川市优化营商环境工作领导小组办公室　2026年5月12日"]
    for title in titles:
        text += [title, *[t.paragraph(3, 7) for _ in range(3)]]
    return "md", "---\n模板: jianbao\n---\n\n" + "\n\n".join([*text, "报：市委、市政府领导同志。", f"送：{'，'.join(t.rng.sample(NAMES, 7))}。", "（共印120份）"])


def letter(t):
    text = [f"{t.name()}关于{t.phrase(3, 6, 0)}的函", t.name() + "：", *[t.paragraph() for _ in range(9)], "专此函达。", *ending(t)]
    return "md", "---\n模板: xinhan\n发文机关标志: 岚川市水利局\n发文字号: 岚水函〔2026〕5号\n---\n\n" + "\n\n".join(text)


def rules(t):
    text = [f"岚川市{t.phrase(2, 4, 0)}办法"]
    number = 0
    for chapter in "一二三":
        text.append(f"第{chapter}章　{t.phrase(1, 2, 0)}")
        for _ in range(5):
            number += 1
            text.append(f"第{'〇一二三四五六七八九十'[number] if number < 11 else '十' + '〇一二三四五六七八九'[number - 10]}条　{t.paragraph(1, 3)}")
            text += [f"（{'一二三四'[i]}）{t.phrase(3, 9)}；" for i in range(t.rng.randint(0, 3))]
    return "md", "\n\n".join(text)


def footnotes(t):
    notes, lines = [], [f"# 岚川市{t.phrase(3, 6, 0)}情况的报告"]
    for i in range(4):
        lines.append(f"## {'一二三四'[i]}、{t.phrase(2, 5, 0)}")
        for _ in range(5):
            text = ""
            for _ in range(t.rng.randint(2, 5)):
                text += t.phrase()
                if t.rng.random() < .2:
                    notes.append(t.paragraph(1, 2))
                    text += f"[^{len(notes)}]"
                text += "，"
            lines.append(text[:-1] + "。")
    return "md", "\n\n".join(lines + [f"[^{i}]: {text}" for i, text in enumerate(notes, 1)]) + "\n"


def lists(t):
    text = [f"岚川市{t.phrase(3, 6, 0)}工作要点"]
    for i in range(4):
        text.append(f"{'一二三四'[i]}、{t.phrase(2, 6, 0)}")
        text += [f"- {t.paragraph(1, 2)}" for _ in range(3)]
        text += [f"{n}. {t.paragraph(1, 3)}" for n in range(1, 5)]
        text += [f"（{n}）{t.paragraph(1, 2)}" for n in range(1, 4)]
        text += [f"{chr(0x245f + n)}{t.paragraph(1, 2)}" for n in range(1, 4)]
    return "md", "\n\n".join([*text, *ending(t)])


def latin(t):
    # An address with words right behind it is no text anybody writes.
    t.odd = [odd for odd in ODD if "//" not in odd]
    words = "Internet of Things data center Beijing Shanghai cloud platform AI model OpenAPI v2.3.1 ISO 9001:2015 IPv6 TCP/IP Wi-Fi state-of-the-art e-Government".split()

    def sentence():
        return "".join(t.phrase(1, 4, .5) + t.rng.choice(["", " "]) + " ".join(t.rng.sample(words, t.rng.randint(1, 5))) + t.rng.choice(["，", "、", "，", "（", "；"])
                       for _ in range(3)).replace("（", "（见" + t.rng.choice(words) + "），") + t.phrase() + "。"
    return "md", "\n\n".join([f"关于{t.phrase(3, 5, 0)}数据标准的说明", *["".join(sentence() for _ in range(t.rng.randint(2, 4))) for _ in range(12)], *ending(t)])


def rows(t, head, make, count):
    return "\n".join(["| " + " | ".join(head) + " |", "|" + "---|" * len(head), *["| " + " | ".join(make(i)) + " |" for i in range(1, count + 1)]])


def table_of_tasks(t):
    count = t.rng.choice([12, 20, 30])
    body = rows(t, ["序号", "重点任务", "责任单位", "完成时限", "备注"],
                lambda i: [str(i), t.paragraph(1, 2) if t.rng.random() < .6 else t.phrase(3, 9), t.rng.choice([t.name(), t.name() + "、" + t.name()]),
                           t.rng.choice(["2026年6月底", "12月底前", "长期坚持", "2026年6月30日前"]), t.rng.choice(["", "", t.phrase(1, 3)])], count)
    return "md", f"岚川市2026年重点任务分解表\n\n表1　{t.phrase(2, 4, 0)}\n\n{body}\n\n注：{t.paragraph(1, 2)}\n"


def table_of_texts(t):
    body = rows(t, ["事项", "办理条件和材料", "时限"], lambda i: [t.phrase(1, 3, .2), t.paragraph(2, 9), t.rng.choice(["1个工作日", "30日", "即时办理"])], 8)
    return "md", f"岚川市政务服务事项办理标准\n\n{t.paragraph()}\n\n{body}\n\n{t.paragraph()}\n"


def table_of_numbers(t):
    columns = t.rng.choice([4, 5, 6, 7])
    head = ["县区", *[t.rng.choice(["投资（万元）", "完成率（%）", "增长%", "项目数", "面积（m²）", "占比"]) for _ in range(columns - 1)]]
    body = rows(t, head, lambda i: [t.rng.choice(["清河县", "望山区", "临泽县", "合计"]), *[t.number() for _ in range(columns - 1)]], 24)
    return "md", f"岚川市2026年财政收支情况\n\n单位：万元\n\n{body}\n\n资料来源：岚川市财政局。\n\n{t.paragraph()}\n"


def wide_table(t):
    head = ["序号", "县区", "项目名称", "建设单位", "总投资（万元）", "已完成投资（万元）", "完成率", "开工时间", "竣工时间", "责任人", "联系电话", "备注"]
    body = rows(t, head, lambda i: [str(i), t.rng.choice(["清河县", "望山区"]), t.phrase(2, 4, .3), t.rng.choice(["县住房和城乡建设局", "区城市管理局"]),
                                    f"{t.rng.randint(100, 99999):,}", f"{t.rng.uniform(100, 9999):.2f}", f"{i}%", "2026年3月", "2027年12月",
                                    t.rng.choice(["王一川", "李明", "欧阳清和"]), f"0571-8888{i:04}", t.rng.choice(["", "省级重点", t.phrase(1, 3)])], 20)
    return "md", f"岚川市2026年城市更新项目进展情况的通报\n\n{t.paragraph()}\n\n表1　2026年项目进展情况\n\n{body}\n\n{t.paragraph()}\n"


def joined_table(t):
    out = ["<html><body><h1>岚川市2026年考核结果</h1><p>" + t.paragraph() + "</p><table border=1>",
           "<tr><th rowspan=2>县区</th><th colspan=3>得分情况</th><th rowspan=2>等次</th><th rowspan=2>主要问题和整改要求</th></tr>",
           "<tr><th>产业</th><th>生态环境</th><th>治理</th></tr>"]
    for i in range(10):
        tall = t.rng.choice([1, 2, 3])
        for j in range(tall):
            first = f"<td rowspan={tall}>{t.rng.choice(['清河县', '望山区', '临泽县人民政府'])}</td>" if j == 0 else ""
            wide = f"<td colspan=2>{t.phrase(2, 8)}</td><td>{t.number()}</td>" if t.rng.random() < .3 else f"<td>{t.number()}</td><td>{t.number()}</td><td>{t.phrase(1, 4)}</td>"
            mark = f"<td rowspan={tall}>{t.rng.choice(['优秀', '良好', '一般'])}</td>" if j == 0 else ""
            lines = "<br>".join(t.phrase(2, 9) for _ in range(t.rng.randint(1, 3)))
            out.append(f"<tr>{first}{wide}{mark}<td>{lines}</td></tr>")
    return "html", "".join(out) + f"</table><p>{t.paragraph()}</p><p>岚川市乡村振兴局</p><p>2026年1月20日</p></body></html>"


def narrow_table(t):
    head = [t.rng.choice(["责任单位", "项目名称", "完成时限", "整改措施", "存在问题", "牵头领导", "进展"]) for _ in range(6)]
    body = rows(t, head, lambda i: [t.phrase(1, 5, .4) for _ in head], 12)
    return "md", f"岚川市问题整改清单\n\n{body}\n\n{t.paragraph()}\n"


# What has a glyph of its own; others are small ones of plain characters, whose name in the PDF may be that of the raised one.
RAISED = "¹²³①②③④⑤⑥⑦⑧⑨"

# Marks that may hang beyond the edge.
HANGING = ",。、;:!?"

KINDS = [report, notice, minutes, briefing, letter, rules, footnotes, lists, latin, table_of_tasks, table_of_texts, table_of_numbers, wide_table,
         joined_table, narrow_table]


def segments(path):
    """For every page the stretches of text that stand in one line of one cell: with their page, without white space."""
    with pdfplumber.open(path) as document:
        for number, page in enumerate(document.pages, 1):
            walls = [e for e in page.edges if e["orientation"] == "v"]
            lines = {}
            for c in page.chars:
                # The number of a turned page stands upright on paper.
                if not c["text"].strip() or not c["upright"]:
                    continue
                middle = (c["top"] + c["bottom"]) / 2
                key = next((y for y in lines if abs(y - middle) < 5), middle)
                lines.setdefault(key, []).append(c)
            for y, line in sorted(lines.items()):
                at = sorted({round(e["x0"], 1) for e in walls if e["top"] - 1 <= y <= e["bottom"] + 1})
                cells = {}
                for c in sorted(line, key=lambda c: c["x0"]):
                    # What is raised: numbers of footnotes count a page here and the text there.
                    if c["text"] in RAISED or c["size"] < max(c["size"] for c in line) * .75:
                        continue
                    middle = (c["x0"] + c["x1"]) / 2
                    cells.setdefault(sum(x <= middle for x in at), []).append(c["text"])
                for text in cells.values():
                    text = re.sub(r"\s|[.…·]{2,}(?=\d+$)", "", "".join(text))
                    # Raised characters are plain ones in Word.
                    text = unicodedata.normalize("NFKC", text)
                    # LibreOffice does not paint every mark that hangs; one that begins the next line is seen there.
                    text = text.rstrip(HANGING) or text
                    if text:
                        yield number, text


def compare(ours, theirs, name, show, totals):
    ours, theirs = list(segments(ours)), list(segments(theirs))
    lines, others = Counter(text for _, text in ours), Counter(text for _, text in theirs)
    missing, more = lines - others, others - lines
    placed, elsewhere = Counter(ours), Counter(theirs)
    differ, moved = sum(missing.values()), sum((placed - elsewhere).values())
    totals["lines"] += len(ours)
    totals["pages"] += max((page for page, _ in ours), default=0)
    totals["differ"] += differ
    totals["moved"] += moved - differ if moved > differ else 0
    for one, other in itertools.islice(differences([text for _, text in ours], [text for _, text in theirs]), show):
        print(f"  {name}: {one} <> {other}")
    print(f"{name}: {len(ours)} lines, {differ} differ, {max(moved - differ, 0)} on another page", flush=True)


def differences(ours, theirs):
    """Where a stretch of lines that differ begins, in both."""
    for tag, i, end, j, stop in difflib.SequenceMatcher(None, ours, theirs, autojunk=False).get_opcodes():
        if tag != "equal":
            yield "|".join(text[-14:] for text in ours[i:end][:3]), "|".join(text[-14:] for text in theirs[j:stop][:3])


def convert(files, form, folder):
    """All at once: LibreOffice takes seconds to start."""
    profile = os.environ.get("JUDGE_PROFILE", os.path.join(tempfile.gettempdir(), "chengwen-judge"))
    environment = dict(os.environ, FONTCONFIG_FILE=str(render.HERE / "fonts.conf"))
    subprocess.run(["soffice", "--headless", f"-env:UserInstallation=file://{profile}", "--convert-to", form, "--outdir", str(folder), *map(str, files)],
                   env=environment, check=True, capture_output=True, timeout=1800)
    return [pathlib.Path(folder) / (pathlib.Path(file).stem + "." + form) for file in files]


def run(chengwen, rounds, folder, show, only):
    folder = pathlib.Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    sources = []
    for seed in range(rounds):
        for kind in KINDS:
            if only and kind.__name__ not in only:
                continue
            form, text = kind(Texts(f"{kind.__name__} {seed}"))
            source = folder / f"{kind.__name__}{seed}.{form}"
            source.write_text(text, encoding="utf8")
            sources.append(source)
    subprocess.run([chengwen, "convert", "-q", "-f", "--to", "docx,pdf", "-o", folder, *sources], check=True)
    flat = convert([source.with_suffix(".docx") for source in sources], "fodt", folder / "lo")
    for file in flat:
        text = file.read_text(encoding="utf8")
        file.write_text(text.replace('style:text-autospace="ideograph-alpha"', 'style:text-autospace="none"'), encoding="utf8")
    totals = Counter()
    for source, theirs in zip(sources, convert(flat, "pdf", folder / "lo")):
        compare(source.with_suffix(".pdf"), theirs, source.stem, show, totals)
    return totals


def main():
    options = dict(a.removeprefix("--").split("=", 1) for a in sys.argv[2:] if a.startswith("--"))
    rounds, least, show = int(options.get("rounds", 2)), float(options.get("least", 99.8)), int(options.get("show", 6))
    with tempfile.TemporaryDirectory() as folder:
        totals = run(sys.argv[1], rounds, options.get("keep", folder), show, options.get("only", "").split(",") if "only" in options else [])
    alike = 100 * (1 - totals["differ"] / max(totals["lines"], 1))
    print(f"lines: {totals['lines']} on {totals['pages']} pages, {totals['differ']} end elsewhere, {totals['moved']} stand on another page: {alike:.2f} % alike")
    sys.exit(alike < least or totals["lines"] == 0)


main()
