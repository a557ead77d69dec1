"""主题: what matters are about, and which of them are important or sensitive (4.4.4, 4.4.5)."""

from typing import Annotated
from uuid import UUID

from fastapi import Path, Response

from app.centre import queries
from app.centre.actions.lists import add_topic, change_topic
from app.centre.guards import KeepsTopics
from app.centre.schemas.lists import NewTopic, Topic, TopicEdit
from app.centre.tables import Topic as TopicRow
from app.centre.vocabulary import Mark
from app.staff.guards import ActorDep
from app.staff.making import MakingDep
from app.web.dependencies import SessionDep
from app.web.etag import IfMatch, changed_meanwhile, etag
from app.web.lists import Order, PageDep, page_of
from app.web.paging import Page
from app.web.problems import problem_responses
from app.web.rooms import Room

router = Room(prefix="/topics", tags=["topics"], responses=problem_responses(401, 403))
Key = Annotated[str, Path(max_length=40, examples=["fees"])]
BY_KEY = Order((TopicRow.key,), (str,), lambda row: (row[0].key,))


@router.get("", summary="Topics")
async def list_topics(
    session: SessionDep, actor: ActorDep, page: PageDep, mark: Mark | None = None
) -> Page[Topic]:
    """With the words each is recognised by, and the mark it sets on a challenge."""
    rows, following = await page_of(session, queries.topics(actor.centre_id, mark), BY_KEY, page)
    return Page(items=[Topic.of(row[0]) for row in rows], next_cursor=following)


@router.post("", summary="Add a topic", status_code=201, responses=problem_responses(409))
async def add_new_topic(given: NewTopic, actor: KeepsTopics, making: MakingDep, response: Response) -> Topic:
    """The key stays for good; names, words and mark can change."""

    async def again(made: UUID) -> TopicRow:
        return await queries.topic_of(making.session, actor.centre_id, given.key)

    topic = await making.made(
        lambda: add_topic(making.session, actor.centre_id, given.model_dump(mode="json")), again
    )
    response.headers["ETag"] = etag(topic.version)
    return Topic.of(topic)


@router.get("/{key}", summary="One topic", responses=problem_responses(404))
async def get_topic(key: Key, session: SessionDep, actor: ActorDep, response: Response) -> Topic:
    """A topic with the version to name when changing it."""
    topic = await queries.topic_of(session, actor.centre_id, key)
    response.headers["ETag"] = etag(topic.version)
    return Topic.of(topic)


@router.patch("/{key}", summary="Change a topic", responses=problem_responses(404, 412, 428))
async def change_one_topic(
    key: Key, edit: TopicEdit, seen: IfMatch, session: SessionDep, actor: KeepsTopics, response: Response
) -> Topic:
    """A changed mark holds for challenges taken in afterwards; flags already set stay."""
    topic = await queries.topic_of(session, actor.centre_id, key, lock=True)
    if topic.version != seen:
        raise changed_meanwhile(topic.version)
    await change_topic(session, topic, edit.model_dump(mode="json"))
    response.headers["ETag"] = etag(topic.version)
    return Topic.of(topic)
