"""How alike two matters sound: their characters and pairs of characters, the rare ones weighing most."""

import math
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from app.database.grams import folded, runs

COMMON = frozenset("的了吗呢吧啊呀是在我你他们有没不都也就还说这那到和与给把被要会能让个一上下来去人什么怎为")
"""Signs that stand in every other sentence and say nothing of what it is about."""

SAME = (
    ("物业费", r"物业管理费|(?<!停车)管理费"),
    ("停车位", r"(?<!停)车位"),
    ("监控摄像头", r"监控(?!室|摄像)|(?<!监控)摄像头|录像"),
    ("保安", r"门岗|门卫|安保|岗亭"),
    ("保洁卫生", r"保洁|打扫|拖地|卫生|清扫"),
    ("电动车", r"电瓶车|电动自行车"),
    ("暖气供暖", r"供暖|采暖|取暖|暖气|供热"),
    ("维修资金", r"维修基金|专项维修资金"),
    ("绿化草坪", r"草坪|绿地|绿化|树木|大树"),
    ("广告收益", r"公共收益|广告收入|广告牌|收益"),
    ("噪音", r"噪声|音响|吵|扰民|分贝"),
    ("水箱水质", r"水箱|水质|自来水|二次供水"),
    ("电梯维保", r"维保|电梯检修|电梯"),
)
"""Words of the field that mean the same matter to a service centre; each is read as the first."""


@dataclass(frozen=True, slots=True)
class Like:
    """One of the others: which, how alike from 0 to 1, and the phrases both have."""

    index: int
    likeness: float
    shared: tuple[str, ...]


def most_like(text: str, others: Sequence[str], count: int = 5) -> list[Like]:
    """The others that sound most like this text, the likest first; those that share nothing are left out."""
    bags = [_bag(each) for each in (text, *others)]
    seen = Counter(gram for bag in bags for gram in bag)
    weight = {gram: math.log((1 + len(bags)) / (1 + times)) + 1 for gram, times in seen.items()}
    vectors = [_vector(bag, weight) for bag in bags]
    mine, theirs = vectors[0], vectors[1:]
    scored = [(_cosine(mine, other), index) for index, other in enumerate(theirs)]
    best = sorted((each for each in scored if each[0] > 0), key=lambda each: (-each[0], each[1]))[:count]
    return [Like(index, round(score, 3), shared_phrases(text, others[index])) for score, index in best]


def shared_phrases(one: str, other: str, most: int = 3) -> tuple[str, ...]:
    """The longest stretches of two characters and more that stand in both."""
    first, second = " ".join(runs(one)), " ".join(runs(other))
    blocks = SequenceMatcher(None, first, second, autojunk=False).get_matching_blocks()
    found = (part for block in blocks for part in first[block.a : block.a + block.size].split())
    told = dict.fromkeys(bare for part in found if len(bare := part.strip("".join(COMMON))) > 1)
    return tuple(sorted(told, key=len, reverse=True)[:most])


def _bag(text: str) -> Counter[str]:
    said = folded(text)
    for same, ways in SAME:
        said = re.sub(ways, f" {same} ", said)
    pieces: Counter[str] = Counter()
    for run in runs(said):
        pieces.update(sign for sign in run if sign not in COMMON)
        pairs = (run[at : at + 2] for at in range(len(run) - 1))
        pieces.update(pair for pair in pairs if not set(pair) <= COMMON)
    return pieces


def _vector(bag: Counter[str], weight: dict[str, float]) -> dict[str, float]:
    values = {gram: (1 + math.log(times)) * weight[gram] * len(gram) for gram, times in bag.items()}
    length = math.sqrt(sum(value * value for value in values.values())) or 1.0
    return {gram: value / length for gram, value in values.items()}


def _cosine(one: dict[str, float], other: dict[str, float]) -> float:
    small, large = sorted((one, other), key=len)
    return sum(value * large.get(gram, 0.0) for gram, value in small.items())
