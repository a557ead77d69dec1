"""The list of screens knows them all, so that each is looked at and each can be used by everybody."""

from tests.browser.screens import SCREENS, routes


def test_every_route_is_in_the_list_of_screens() -> None:
    assert {screen.name for screen in SCREENS} == routes()
