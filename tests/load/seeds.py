"""How often a run that repeats is repeated: a few times in `make test`, a hundred in `make soak`."""

import os

SEEDS = int(os.environ.get("YINGMEN_SEEDS", "3"))
