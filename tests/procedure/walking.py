"""Walks at random: whoever may does whatever may be done, and time passes in between."""

import random
from datetime import timedelta

from app.procedure.actors import Actor
from app.procedure.acts import Act
from app.procedure.lifecycle import ACTS, Decided, decide
from tests.procedure.exploration import ACTORS
from tests.procedure.payloads import PAYLOADS
from tests.procedure.stories import Story, setting

PAUSES = (timedelta(), timedelta(minutes=20), timedelta(hours=5), timedelta(days=2))


def walked(beginning: Story, seed: int, steps: int = 25) -> Story:
    """A beginning, and what became of it in so many tries."""
    chance, story = random.Random(seed), beginning
    tried = [(act, actor) for act in ACTS for actor in ACTORS]
    for _ in range(steps):
        story = story.after(minutes=chance.choice(PAUSES).total_seconds() / 60)
        chance.shuffle(tried)
        following = next(filter(None, (_done(story, act, actor, chance) for act, actor in tried)), None)
        if following is None:
            return story
        story = following
    return story


def _done(story: Story, act: Act, actor: Actor, chance: random.Random) -> Story | None:
    said = PAYLOADS[act.action]
    if not said or (act.path == "void" and chance.random() < 0.9):
        return None
    action = chance.choice(list(said))
    decided = decide(story.facts, action, setting(actor, story.now, **story.said))
    return story.then(actor, action) if isinstance(decided, Decided) else None
