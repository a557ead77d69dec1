"""The forms themselves: they fit their pages, and nothing on them is parted or lost."""

from datetime import UTC, datetime

import pytest

from app.paper import fonts
from app.paper.document import Column, Paper, Table
from app.paper.press import Press
from app.register.blank_forms import BLANK, Form
from tests.paper.reading import pages_of, texts_of

NOW = datetime(2026, 4, 1, 2, 0, tzinfo=UTC)
CENTRE = "翠湖苑物业服务中心"


@pytest.mark.parametrize("form", Form)
async def test_a_blank_form_is_one_sheet_of_paper(form: Form) -> None:
    made = await Press().pdf(BLANK[form](CENTRE), NOW)
    sides = 2 if form is Form.HANDLING_SHEET else 1
    assert pages_of(made) == sides


@pytest.mark.parametrize("form", Form)
def test_the_faces_have_every_sign_of_the_form(form: Form) -> None:
    words = BLANK[form](CENTRE).model_dump_json()
    assert fonts.legible(words, fonts.signs())[1] == frozenset()


async def test_no_title_stands_alone_at_the_foot_of_a_page() -> None:
    first, second = texts_of(await Press().pdf(BLANK[Form.HANDLING_SHEET](CENTRE), NOW))
    assert second.startswith("求助的到场处理")
    assert "求助的到场处理" not in first


async def test_a_line_of_a_list_is_not_parted_by_the_end_of_a_page() -> None:
    said = "说楼道灯坏了很久一直没有人修" * 6
    rows = tuple((f"第{each}行", f"始{each}。{said}终{each}。") for each in range(60))
    table = Table(columns=(Column(heading="编号"), Column(heading="事由")), rows=rows)
    pages = texts_of(await Press().pdf(Paper(centre=CENTRE, title="登记表", blocks=(table,)), NOW))
    assert len(pages) > 3
    for each in range(60):
        (begins,) = [at for at, page in enumerate(pages) if f"始{each}。" in page]
        assert f"终{each}。" in pages[begins], each


async def test_a_line_longer_than_a_page_goes_on_whole() -> None:
    said = "".join(f"第{each}句。" for each in range(900))
    table = Table(columns=(Column(heading="编号"), Column(heading="事由")), rows=(("一", said),))
    pages = texts_of(await Press().pdf(Paper(centre=CENTRE, title="登记表", blocks=(table,)), NOW))
    assert len(pages) > 1
    assert "第0句" in pages[0]
    assert "第899句" in pages[-1]


@pytest.mark.parametrize("sign", "㐂犇䶮堃喆赟㛃䴙𬭎")
def test_these_rare_characters_of_names_are_printed_as_they_are(sign: str) -> None:
    assert fonts.legible(sign, fonts.signs()) == (sign, frozenset())


@pytest.mark.parametrize(("sign", "code"), [("𠮷", "U+20BB7"), ("𡘙", "U+21619"), ("𢈪", "U+2222A")])
def test_these_the_faces_lack_and_say_so(sign: str, code: str) -> None:
    assert fonts.legible(sign, fonts.signs()) == (f"〔{code}〕", frozenset({code}))
