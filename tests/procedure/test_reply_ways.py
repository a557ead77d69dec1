"""How a suggestion is answered by default, and which ways need no reason (4.1.3.1)."""

import pytest

from app.procedure.forms import (
    REPLY_WAYS,
)
from app.procedure.suggestion import ORAL, PARITY
from app.procedure.vocabulary import (
    Channel,
    ReplyChannel,
)


@pytest.mark.parametrize("channel", Channel)
def test_the_reply_offered_first_needs_no_reason(channel: Channel) -> None:
    ways = REPLY_WAYS[channel]
    assert ways.default in ways.without_reason
    assert set(ways.without_reason) == PARITY.get(channel, ORAL)


def test_letters_are_answered_by_letter_and_mails_by_mail() -> None:
    assert REPLY_WAYS[Channel.LETTER_IN_PERSON].without_reason == (ReplyChannel.WRITTEN,)
    assert REPLY_WAYS[Channel.EMAIL].without_reason == (ReplyChannel.EMAIL,)
    assert REPLY_WAYS[Channel.VISIT].without_reason == (
        ReplyChannel.PHONE,
        ReplyChannel.ON_SITE_ORAL,
    )
