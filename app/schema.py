"""What every shape of something sent or answered is made from."""

import warnings

from pydantic import BaseModel, ConfigDict
from pydantic.warnings import UnsupportedFieldAttributeWarning

warnings.filterwarnings("ignore", category=UnsupportedFieldAttributeWarning)
"""The framework gives a body's reader a name that a reader has no use for. It hides the warning where it
builds the reader itself, and cannot where the reader is built later."""


class Schema(BaseModel):
    """What reads and renders it is built when it is first wanted, not when the house starts.

    There are some four hundred schemas; a process that has just started has used none of them.
    """

    model_config = ConfigDict(defer_build=True)
