"""What is asked about the map. One file for each thing; the room imports from here."""

from portal.mapping.forms.labels import LabelForm, TakeOutLabelForm
from portal.mapping.forms.saying import (
    QUESTIONS,
    ChildEntryForm,
    DangerForm,
    EntryForm,
    GentleForm,
    RewordForm,
)
from portal.mapping.forms.scale import ChildScaleForm, ScaleForm
from portal.mapping.forms.versions import KeepForm

__all__ = [
    "QUESTIONS",
    "ChildEntryForm",
    "ChildScaleForm",
    "DangerForm",
    "EntryForm",
    "GentleForm",
    "KeepForm",
    "LabelForm",
    "RewordForm",
    "ScaleForm",
    "TakeOutLabelForm",
]
