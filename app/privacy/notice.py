"""What residents are told about their data (PIPL 7, 17), in plain words."""

from collections.abc import Mapping

from app.procedure.labels import label_of
from app.procedure.vocabulary import Kind
from app.web.bodies import Label

ZH = """{centre}个人信息说明

我们记录您告诉前台的事：房号、称呼、一个联系方式和您的原话，用来受理、回复和回访，不作他用。
联系方式加密保存，平时只显示首尾几位；同事查看完整号码须写明原因，并留下记录。
联名的人只记人数。如您需要上门、大字或多等一会儿，经您同意我们会注明，到期自动删除；我们不记健康状况。
未经您另外同意，我们不把您的姓名和电话告诉其他单位。
事项办结后（{years}），记录中的个人信息会被清除，只留统计数字。
您可以随时向前台要求查看、复制、更正或删除自己的信息，我们会告知决定和理由。
"""
EN = """How {centre} treats your data

We write down what you tell the desk: your home, how to address you, one way to reach you, and your own words.
They serve to take the matter in, to answer it and to ask you afterwards, and nothing else.
Your contact is kept encrypted and shown in part; whoever sees it whole gives a reason, which is recorded.
Of people who join in, only the number is kept. If you need a visit, large print or more time at the door, we
note it with your consent and delete it when it expires; we keep nothing about health.
Without your separate consent no other body learns your name or number.
After a matter is closed ({years}), everything personal is removed from its record; only
figures stay.
At any time you may ask the desk to show, copy, correct or delete your data; you will be told the
decision and why.
"""


def text(centre: str, by_kind: Mapping[Kind, int], others: int) -> Label:
    """The notice of a centre, in both languages."""
    if {*by_kind.values()} == {others}:
        return _told(centre, f"满 {others} 年", f"after {others} years")
    zh = [f"{label_of(kind).zh}满 {years} 年" for kind, years in by_kind.items()]
    en = [f"{label_of(kind).en.lower()} after {years} years" for kind, years in by_kind.items()]
    return _told(
        centre, "、".join([*zh, f"其他满 {others} 年"]), ", ".join([*en, f"anything else after {others}"])
    )


def _told(centre: str, zh: str, en: str) -> Label:
    return Label(zh=ZH.format(centre=centre, years=zh), en=EN.format(centre=centre, years=en))
