"""What an address of each sort of channel looks like, and how much of it may be shown."""

import re
from urllib.parse import urlsplit

from app.notifications.vocabulary import SORT_WORDS, Sort
from app.procedure.refusal import Refused, incomplete

GATEWAYS = (
    "json", "jsons", "form", "forms", "xml", "xmls", "d7sms", "msg91", "sns", "twilio", "vonage",
    "bulksms", "clicksend", "messagebird", "sinch", "smseagle", "smseagles", "voipms", "plivo",
)  # fmt: skip
"""Gateways apprise knows for text messages. None of its ways onto this machine is among them."""

OWN_GATEWAYS = frozenset({"json", "jsons", "form", "forms", "xml", "xmls"})
"""Gateways of one's own, where the host is no secret; with the others it may be a key."""

SHAPES: dict[Sort, re.Pattern[str]] = {
    Sort.WEBHOOK: re.compile(r"https?://[^\s@/?#]+(?:[/?][^\s#]*)?"),
    Sort.WECOM: re.compile(
        r"wecombot://[\w-]+/?|https://qyapi\.weixin\.qq\.com/cgi-bin/webhook/send\?key=[\w-]+"
    ),
    Sort.DINGTALK: re.compile(
        r"dingtalk://(?:\w+@)?\w+(?:/\d+)*/?"
        r"|https://oapi\.dingtalk\.com/robot/send\?access_token=\w+(?:&secret=\w+)?"
    ),
    Sort.FEISHU: re.compile(r"feishu://[\w-]+/?|https://open\.feishu\.cn/open-apis/bot/v2/hook/[\w-]+/?"),
    Sort.SMS: re.compile(rf"(?:{'|'.join(GATEWAYS)})://\S+"),
    Sort.MAIL: re.compile(r"smtps?://(?:[^\s@/]+@)?[^\s@/?#:]+(?::\d{1,5})?/?"),
}


def refuse_bad_address(sort: Sort, address: str) -> None:
    """An address that this sort of channel cannot have."""
    if SHAPES[sort].fullmatch(address) is None or not _has_port(address):
        words = SORT_WORDS[sort]
        raise Refused(
            incomplete(
                "bad_address",
                None,
                f"这不是{words.zh}的地址",
                f"This is no address of this sort ({words.en})",
                "address",
            )
        )


def _has_port(address: str) -> bool:
    try:
        parts = urlsplit(address)
        return bool(parts.netloc) and (parts.port is None or parts.port > 0)
    except ValueError:
        return False


def mask_of(sort: Sort, address: str) -> str:
    """Where it goes, without what lets one in."""
    parts = urlsplit(address)
    if sort in {Sort.WEBHOOK, Sort.MAIL} or parts.scheme in OWN_GATEWAYS:
        return f"{parts.scheme}://{parts.netloc.rpartition('@')[2]}/…"
    if sort is Sort.SMS:
        return f"{parts.scheme}://…"
    return f"{SORT_WORDS[sort].zh} …{address.rstrip('/')[-4:]}"
