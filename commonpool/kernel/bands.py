"""The grade bands of the pool: every council's own grades fall into one, and each band has one price."""

from django.utils.translation import gettext_lazy as _

GRADE_BANDS = {
    "Assistant": _("Assistant"),
    "Officer": _("Officer"),
    "Senior officer": _("Senior officer"),
    "Principal officer": _("Principal officer"),
    "Manager": _("Manager"),
    "Head of service": _("Head of service"),
    "Director": _("Director"),
}
