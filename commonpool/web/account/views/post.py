"""What an officer says of their post: once, before the manager is asked, and whenever it changes."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from commonpool.kernel.clock import now
from commonpool.kernel.refusals import Refusal
from commonpool.people import queries as people
from commonpool.people.operations import state_post_facts
from commonpool.web.account.post_form import PostForm
from commonpool.web.account.post_words import ASKED
from commonpool.web.pages import SIGNED_IN, Asking, page, refused, show


@page(right=SIGNED_IN)
def post_facts(request: Asking, employment_id: int) -> HttpResponse:
    """One page: "none of these holds for me" is one press; what does hold is said below it."""
    job = people.employment_for(request.actor, employment_id)
    said = people.post_facts_of(job.pk)
    nothing = "nothing" in request.POST
    form = PostForm.of(said, request.POST if request.method == "POST" else None)
    asks_next = request.GET.urlencode() == ASKED
    if nothing or (request.method == "POST" and form.is_valid()):
        try:
            answers = {} if nothing else form.stated()
            state_post_facts(actor=request.actor, employment_id=job.pk, at=now(), **answers)
        except Refusal as refusal:
            field = "member_of" if refusal.field == "member_of_id" else refusal.field
            refused(form, Refusal(str(refusal), field=field) if field and not nothing else refusal)
        else:
            messages.success(request, _("Your answers are saved. Your manager sees them."))
            return redirect("ask_manager") if asks_next else redirect("my_job", job.pk)
    facts = {
        "form": form,
        "job": job,
        "said": said,
        "back_url": reverse("listing") if asks_next else reverse("my_job", args=[job.pk]),
    }
    return show(request, "account/post.html", facts)
