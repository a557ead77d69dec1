"""What the person at the terminal is told instead of a traceback."""


class Obstacle(RuntimeError):
    """Something stands in the way that the person at the terminal can mend; it says what."""
