"""How a suggestion is answered by default, and which ways need no reason (4.1.3.1)."""

from collections.abc import Mapping
from dataclasses import dataclass

from app.procedure.suggestion import ORAL, PARITY
from app.procedure.vocabulary import Channel, ReplyChannel

DEFAULT_REPLY: Mapping[Channel, ReplyChannel] = {
    Channel.PHONE: ReplyChannel.PHONE,
    Channel.VISIT: ReplyChannel.PHONE,
    Channel.LETTER_IN_PERSON: ReplyChannel.WRITTEN,
    Channel.LETTER_NOT_IN_PERSON: ReplyChannel.WRITTEN,
    Channel.SUGGESTION_BOX: ReplyChannel.WRITTEN,
    Channel.EMAIL: ReplyChannel.EMAIL,
    Channel.CHAT: ReplyChannel.CHAT,
    Channel.MET_ON_PATROL: ReplyChannel.PHONE,
    Channel.CONTROL_ROOM_CALL: ReplyChannel.PHONE,
    Channel.OTHER_SYSTEM: ReplyChannel.PHONE,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class ReplyWays:
    """The way offered first, and every way that needs no reason."""

    default: ReplyChannel
    without_reason: tuple[ReplyChannel, ...]


def reply_ways(channel: Channel) -> ReplyWays:
    """How to answer a suggestion that came this way."""
    at_par = PARITY.get(channel, ORAL)
    return ReplyWays(
        default=DEFAULT_REPLY[channel],
        without_reason=tuple(way for way in ReplyChannel if way in at_par),
    )


REPLY_WAYS: Mapping[Channel, ReplyWays] = {channel: reply_ways(channel) for channel in Channel}
