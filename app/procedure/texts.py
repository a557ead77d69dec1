"""The words of an answer."""

from app.procedure.actions.answers import AnswerAtDesk, Reply


def whole_words(text: str, added: str | None) -> str:
    return f"{text}\n{added}" if added else text


def words_said(action: AnswerAtDesk | Reply) -> str:
    """Everything the resident is told, the unified answer and what goes beyond it."""
    text = action.answer if isinstance(action, AnswerAtDesk) else action.reply_text
    return whole_words(text, action.words_added)
