"""A pytest plugin for the fast half: leaves out what needs PostgreSQL (`-p tests.without_database`)."""

import pytest


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    slow = [
        item
        for item in items
        if "database" in getattr(item, "fixturenames", ()) or item.get_closest_marker("seeds")
    ]
    config.hook.pytest_deselected(items=slow)
    items[:] = [item for item in items if item not in slow]
