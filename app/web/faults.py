"""What is wrong with a value, in both languages, without the value: it may be personal."""

import re
from collections.abc import Mapping
from typing import Any

from app.procedure.refusal import Words

_WORDS: Mapping[str, Words] = {
    "missing": Words("请填写这一项", "This is asked for"),
    "extra_forbidden": Words("没有这一项", "There is no such field"),
    "json_invalid": Words("不是有效的 JSON", "This is not JSON"),
    "model_attributes_type": Words("这里要一个 JSON 对象", "An object is wanted here"),
    "string_type": Words("这里要文字", "Text is wanted here"),
    "string_too_short": Words("至少 {min_length} 个字符", "At least {min_length} characters"),
    "string_too_long": Words("最多 {max_length} 个字符", "At most {max_length} characters"),
    "string_pattern_mismatch": Words("格式不对", "It is not written as it must be"),
    "too_short": Words("至少 {min_length} 项", "At least {min_length}"),
    "too_long": Words("最多 {max_length} 项", "At most {max_length}"),
    "enum": Words("不在可选范围内", "It is not one of the choices"),
    "literal_error": Words("不在可选范围内", "It is not one of the choices"),
    "greater_than": Words("须大于 {gt}", "It must be more than {gt}"),
    "greater_than_equal": Words("不能小于 {ge}", "It must be at least {ge}"),
    "less_than": Words("须小于 {lt}", "It must be less than {lt}"),
    "less_than_equal": Words("不能大于 {le}", "It must be at most {le}"),
    "unknown_clause": Words(
        "规程没有这一条，可用的见 /procedure/clauses",
        "The procedure has no such clause; /procedure/clauses lists them",
    ),
    "unknown_setting": Words(
        "没有这一项设定，可用的见 /policy", "There is no such setting; /policy lists them"
    ),
    "timezone_aware": Words("时间须带时区", "A time is told with its offset"),
    "none_required": Words("这一项须为空", "This must be empty"),
}
_BY_BEGINNING: Mapping[str, Words] = {
    "uuid": Words("不是有效的编号", "This is not an id"),
    "datetime": Words("不是有效的时间", "This is not a time"),
    "date": Words("不是有效的日期", "This is not a date"),
    "time": Words("不是有效的时刻", "This is not a time of day"),
    "int": Words("这里要整数", "A whole number is wanted here"),
    "float": Words("这里要数字", "A number is wanted here"),
    "decimal": Words("这里要数字", "A number is wanted here"),
    "bool": Words("这里要是或否", "Yes or no is wanted here"),
    "list": Words("这里要一个列表", "A list is wanted here"),
    "tuple": Words("这里要一个列表", "A list is wanted here"),
    "set": Words("这里要一个列表", "A list is wanted here"),
    "dict": Words("这里要一个 JSON 对象", "An object is wanted here"),
    "model": Words("这里要一个 JSON 对象", "An object is wanted here"),
}
CHOICES = frozenset({"enum", "literal_error"})
_CHOICE = re.compile(r"'([^']*)'")
_OTHERWISE = Words("格式或内容不对", "This is not right")


def words_for(fault: Mapping[str, Any]) -> Words:
    """What to mend; the limits are told, the value never is."""
    sort = str(fault["type"])
    found = _WORDS.get(sort) or _BY_BEGINNING.get(sort.split("_", maxsplit=1)[0], _OTHERWISE)
    told = fault.get("ctx") or {}
    limits = {name: value for name, value in told.items() if isinstance(value, int | float)}
    if sort in CHOICES:
        choices = _CHOICE.findall(str(told.get("expected")))
        return Words(f"{found.zh}：{'、'.join(choices)}", f"{found.en}: {', '.join(choices)}")
    try:
        return Words(found.zh.format(**limits), found.en.format(**limits))
    except KeyError:  # a limit that is no number
        return _OTHERWISE


def place_of(fault: Mapping[str, Any]) -> str:
    """Where it stands: `body.contact.0`, `query.limit`, `header.if-match`."""
    return ".".join(str(part) for part in fault["loc"])
