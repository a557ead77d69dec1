"""The press: nothing said is read as markup, no sign is lost, no formula is reckoned, nothing is left."""

import asyncio
import json
import os
import shutil
import tempfile
from collections.abc import AsyncGenerator
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from python_calamine import CalamineWorkbook

from app.paper import fonts, typesetting
from app.paper.document import Column, Entry, Note, Paper, Section, Signatures, Table
from app.paper.press import Press, PressFailed
from app.paper.spreadsheet import Field, Sheet
from tests.paper.reading import faces_of, pages_of, text_of

NOW = datetime(2026, 4, 1, 2, 0, tzinfo=UTC)
RARE = "𠮷"


def paper(*rows: tuple[Entry, ...], **more: Any) -> Paper:
    return Paper(
        centre="翠湖苑", title="处理单", blocks=(Section(rows=rows or ((Entry(label="原话"),),)),), **more
    )


def words(text: str) -> Paper:
    return paper((Entry(label="原话", text=text),))


async def set_as_pdf(document: Paper) -> bytes:
    return await Press().pdf(document, NOW)


async def test_what_is_written_stands_in_the_pdf_in_faces_of_its_own() -> None:
    made = await set_as_pdf(
        paper((Entry(label="称呼", text="王女士"),), number="20260401-001", foot="李前台打印")
    )
    for said in ("翠湖苑", "处理单", "编号：20260401-001", "称呼", "王女士", "第1页共1页", "李前台打印"):
        assert said in text_of(made)
    assert faces_of(made) == {"NotoSerifSC-Regular", "NotoSansSC-Regular"}


async def test_nothing_said_is_read_as_markup() -> None:
    said = '#panic("x") *粗* _斜_ $x$ \\ // 注 <标> @引 = 题 #set page(width: 1pt) "引" `码`'
    assert "".join(said.split()) in text_of(await set_as_pdf(words(said)))


async def test_a_sign_no_face_has_is_told_by_its_code_and_named_below() -> None:
    told = text_of(await set_as_pdf(words(f"{RARE}野先生😀")))
    assert "〔U+20BB7〕野先生〔U+1F600〕" in told
    assert "字库未收之字以其统一码代替：U+1F600、U+20BB7" in told


async def test_rare_characters_that_the_faces_have_are_printed_as_they_are() -> None:
    told = text_of(await set_as_pdf(words("喆堃赟犇骉靐㛃𬭎")))
    assert "喆堃赟犇骉靐㛃𬭎" in told
    assert "字库未收" not in told


def test_control_marks_and_variant_choosers_print_nothing() -> None:
    assert fonts.legible("葛\U000e0100\u200b\x07葛", fonts.signs()) == ("葛葛", frozenset())


async def test_long_texts_go_on_over_pages_whole() -> None:
    lines = [f"第{each}句话说完了。" for each in range(400)]
    made = await set_as_pdf(words("\n".join(lines)))
    assert pages_of(made) > 5
    told = text_of(made)
    assert all(each in told for each in lines[::25])


async def test_a_heading_stands_on_every_page_of_a_table() -> None:
    rows = tuple((str(each), "问询") for each in range(200))
    table = Table(columns=(Column(heading="登记序号"), Column(heading="类别")), rows=rows)
    made = await set_as_pdf(Paper(centre="翠湖苑", title="登记表", blocks=(table,)))
    assert text_of(made).count("登记序号") == pages_of(made) > 2


async def test_the_same_document_at_the_same_time_is_the_same_file() -> None:
    document = Paper(
        centre="翠湖苑", title="处理单", blocks=(Signatures(names=("前台", "处理人")), Note(text="备注"))
    )
    assert await set_as_pdf(document) == await set_as_pdf(document)


def test_a_form_that_could_be_set_only_with_a_warning_is_not_handed_out(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    wrong = tmp_path / "form.typ"
    wrong.write_text(typesetting.FORM.read_text(encoding="utf-8").replace("Noto Serif SC", "No Such Face"))
    monkeypatch.setattr(typesetting, "FORM", wrong)
    with pytest.raises(typesetting.Unclean, match="no such face"):
        typesetting.typeset(words("你好").model_dump(mode="json"), NOW)


async def test_a_failing_press_tells_nothing_of_what_was_to_be_printed() -> None:
    with pytest.raises(PressFailed) as told:
        await Press()._typeset(words("王女士"), NOW, "nonsense")
    assert "王女士" not in str(told.value)


SHEET = Sheet(
    title="登记表",
    heading="翠湖苑 登记表",
    fields=(
        Field(heading="序号", sort="number"),
        Field(heading="受理时间", sort="moment"),
        Field(heading="日期", sort="day"),
        Field(heading="事由"),
    ),
)


async def rows_of(*rows: list[Any]) -> AsyncGenerator[list[Any], None]:
    for row in rows:
        yield row


async def test_a_workbook_holds_numbers_moments_and_days_as_such() -> None:
    made = await Press().xlsx(
        SHEET, rows_of([1, "2026-04-01T10:00:00", "2026-04-01", "门禁卡"], [2, None, None, ""])
    )
    read = CalamineWorkbook.from_path(made).get_sheet_by_name("登记表").to_python()
    shutil.rmtree(made.parent)
    assert read[1] == ["序号", "受理时间", "日期", "事由"]
    assert read[2][0::3] == [1.0, "门禁卡"]
    assert [each.isoformat() for each in read[2][1:3]] == ["2026-04-01T10:00:00", "2026-04-01"]  # type: ignore[union-attr]
    assert read[3] == [2.0, "", "", ""]


@pytest.mark.parametrize("said", ["=1+1", '=HYPERLINK("http://x")', "+86", "-1", "@A1", "http://x", "{=1}"])
async def test_what_looks_like_a_formula_stays_text(said: str) -> None:
    made = await Press().xlsx(SHEET, rows_of([1, None, None, said]))
    assert CalamineWorkbook.from_path(made).get_sheet_by_index(0).to_python()[2][3] == said
    shutil.unpack_archive(made, made.parent / "inside", "zip")
    xml = (made.parent / "inside/xl/worksheets/sheet1.xml").read_text(encoding="utf-8")
    shutil.rmtree(made.parent)
    assert "<f>" not in xml
    assert "hyperlink" not in xml


@pytest.mark.parametrize(
    "said",
    [
        '<b>&"x"</b>',
        "]]>",
        " 前后有空格 ",
        "第一行\n第二行",
        "𠮷野家、䶮先生、㐂",
        "x_1_y",
        "0",
        "\u3000全角",
    ],
)
async def test_every_sign_comes_back_as_it_was_written(said: str) -> None:
    made = await Press().xlsx(SHEET, rows_of([1, None, None, said], [-2.5, None, None, "好"]))
    read = CalamineWorkbook.from_path(made).get_sheet_by_index(0).to_python()
    shutil.rmtree(made.parent)
    assert [row[3] for row in read[2:]] == [said, "好"]
    assert read[3][0] == -2.5


async def test_signs_that_no_file_may_hold_break_none() -> None:
    said = "响铃\x07 换页\x0c 写作_x0007_"
    made = await Press().xlsx(SHEET, rows_of([1, None, None, said]))
    shutil.unpack_archive(made, made.parent / "inside", "zip")
    told = ElementTree.parse(made.parent / "inside/xl/worksheets/sheet1.xml").getroot()
    shutil.rmtree(made.parent)
    (text,) = (each.text for each in told.iter() if each.text and each.text.startswith("响铃"))
    assert text == "响铃_x0007_ 换页_x000C_ 写作_x005F_x0007_"


def presses_at_work() -> list[int]:
    """Processes of ours that still set type."""
    found = []
    for folder in Path("/proc").glob("[0-9]*"):
        with suppress(OSError):
            parent = int((folder / "stat").read_text().rpartition(")")[2].split()[1])
            if parent == os.getpid() and b"app.paper" in (folder / "cmdline").read_bytes():
                found.append(int(folder.name))
    return found


def left_behind() -> set[Path]:
    return set(Path(tempfile.gettempdir()).glob("yingmen-paper-*"))


async def test_a_press_that_is_called_off_leaves_no_process_and_no_file() -> None:
    before = left_behind()

    ended = False

    async def endless() -> AsyncGenerator[list[Any], None]:
        nonlocal ended
        try:
            while True:
                yield [1, None, None, "x"]
                await asyncio.sleep(0.01)
        finally:
            ended = True

    job = asyncio.ensure_future(Press().xlsx(SHEET, endless()))
    await asyncio.sleep(0.5)
    job.cancel()
    with pytest.raises(asyncio.CancelledError):
        await job
    assert ended
    assert presses_at_work() == []
    assert not left_behind() - before


def test_every_document_can_be_told_as_json() -> None:
    document = paper(number="1")
    assert Paper.model_validate(json.loads(document.model_dump_json())) == document
