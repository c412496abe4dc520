"""What is asked of somebody who holds a call-off and wants to know whether it is genuine."""

from django import forms
from django.utils.translation import gettext_lazy as _

from commonpool.kernel import references
from commonpool.web.look.fields import TextField
from commonpool.web.look.forms import PageForm

SHA256 = 64


class CheckForm(PageForm):
    """The two things that are printed on it."""

    mark_optional = False

    reference = TextField(label=_("Booking reference"), max_length=11, help_text=_("Such as B-7K3M-9QXT"))
    hash = TextField(
        label=_("Hash"),
        max_length=100,
        help_text=_("64 letters and digits, printed at the end of the call-off"),
    )

    def clean_reference(self) -> str:
        text: str = self.cleaned_data["reference"].strip().upper()
        if not references.WRITTEN.fullmatch(text):
            raise forms.ValidationError(_("Write the reference as it is printed, such as B-7K3M-9QXT"))
        return text

    def clean_hash(self) -> str:
        text = "".join(self.cleaned_data["hash"].split()).lower()
        if len(text) != SHA256 or not set(text) <= set("0123456789abcdef"):
            raise forms.ValidationError(_("Write all 64 letters and digits of the hash"))
        return text
