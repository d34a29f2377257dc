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
from portal.ruler.forms.scoring import (
    ASKED,
    DECLINE,
    DO_NOT_KNOW,
    OCCASIONS,
    OF_A_STEP,
    PLACES,
    AskForm,
    DifferentForm,
    FaceForm,
    ScoreForm,
    TogetherForm,
)
from portal.ruler.forms.steps import AgesForm, StepForm

__all__ = [
    "ASKED",
    "DECLINE",
    "DO_NOT_KNOW",
    "OCCASIONS",
    "OF_A_STEP",
    "PLACES",
    "ZONES",
    "AgesForm",
    "AskForm",
    "BeginForm",
    "DifferentForm",
    "FaceForm",
    "FileForm",
    "FromDayForm",
    "PublishForm",
    "ScoreForm",
    "SeenForm",
    "StepForm",
    "TogetherForm",
    "WholeForm",
]
