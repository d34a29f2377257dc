"""What is asked on the ruler, and about it. One file for each thing; the room imports from here."""

from portal.ruler.forms.rulers import (
    ZONES,
    BeginForm,
    FileForm,
    FromDayForm,
    PublishForm,
    SeenForm,
    WholeForm,
)
from portal.ruler.forms.scoring import DECLINE, DO_NOT_KNOW, PLACES, ScoreForm
from portal.ruler.forms.steps import AgesForm, StepForm

__all__ = [
    "DECLINE",
    "DO_NOT_KNOW",
    "PLACES",
    "ZONES",
    "AgesForm",
    "BeginForm",
    "FileForm",
    "FromDayForm",
    "PublishForm",
    "ScoreForm",
    "SeenForm",
    "StepForm",
    "WholeForm",
]
