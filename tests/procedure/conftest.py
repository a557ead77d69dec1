"""Says at the end of a run how many states the walks have seen."""

import pytest

WALKS = "test_every_reachable_state"


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    walks = [each for each in terminalreporter.stats.get("passed", []) if WALKS in each.nodeid]
    seen = [dict(each.user_properties) for each in walks if each.user_properties]
    if seen:
        states = sum(int(str(each["states"])) for each in seen)
        steps = sum(int(str(each["steps"])) for each in seen)
        terminalreporter.write_line(f"{states} states of a case reached in {len(seen)} walks, {steps} steps")
