"""Components in templates: `{% govuk %}`, `{% field %}`, `{% fields %}`, `{% error_summary %}` and more."""

from typing import Any

from django import template
from django.core.paginator import Page
from django.forms import BaseForm, BoundField
from django.template import Context
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from commonpool.web.look import bound as bound_fields
from commonpool.web.look import errors
from commonpool.web.look.components import component, spelled

register = template.Library()


@register.simple_tag
def govuk(component_name: str, **options: Any) -> SafeString:
    """`{% govuk "button" text="Continue" %}`: any component; `a__b=1` for what is nested."""
    return component(component_name, spelled(options))


@register.simple_block_tag
def govuk_html(content: str, component_name: str, **options: Any) -> SafeString:
    """`{% govuk_html "inset-text" %}<p>…</p>{% endgovuk_html %}`: a component around HTML."""
    return component(component_name, spelled(options) | {"html": mark_safe(content)})  # noqa: S308  (rendered by a template)


@register.simple_tag
def button(text: str, **options: Any) -> SafeString:
    """A submit button that a double click presses once; `href=` makes it a link that looks so."""
    params = spelled({"text": text, **options})
    if "href" not in params:
        params.setdefault("preventDoubleClick", True)
    return component("button", params)


@register.simple_tag
def field(bound: BoundField, heading: bool = False, **options: Any) -> SafeString:
    """One form field, as the component that suits it."""
    return bound_fields.field(bound, heading=heading, **spelled(options))


@register.simple_tag
def fields(form: BaseForm, heading: bool = False) -> SafeString:
    """Every field of a form in order; `heading=True` makes the first one's label the page's h1."""
    inside = bound_fields.revealed(form)
    drawn = []
    for item in form:
        if item.name not in inside:
            drawn.append(bound_fields.field(item, heading=heading and not item.is_hidden))
            heading = heading and item.is_hidden
    return mark_safe("\n".join(drawn))  # noqa: S308  (each part is safe)


@register.simple_tag
def error_summary(*forms: BaseForm) -> SafeString:
    """What is wrong in these forms, linked to the fields."""
    return errors.summary(*errors.forms_in(forms))


@register.simple_tag(takes_context=True)
def page_errors(context: Context) -> SafeString:
    """What is wrong in any form of the page: the layout calls it above the content."""
    return errors.summary(*errors.forms_in(context.flatten().values()))


@register.simple_tag(takes_context=True)
def error_prefix(context: Context) -> str:
    """ "Error: " before the title of a page that shows one."""
    wrong = any(form.errors for form in errors.forms_in(context.flatten().values()))
    return _("Error: ") if wrong else ""


@register.simple_block_tag
def summary_list(content: str, classes: str = "") -> SafeString:
    """`{% summary_list %}{% row "Hours" change=url %}6 hours{% endrow %}{% endsummary_list %}`."""
    return format_html('<dl class="govuk-summary-list {}">{}</dl>', classes, mark_safe(content))  # noqa: S308


@register.simple_block_tag
def row(content: str, key: str, change: str = "", action: str = "", what: str = "") -> SafeString:
    """One line of a summary list; `change` is the address that changes it, `what` names it aloud."""
    link = SafeString("")
    if change:
        link = format_html(
            '<dd class="govuk-summary-list__actions"><a class="govuk-link" href="{}">{}'
            '<span class="govuk-visually-hidden"> {}</span></a></dd>',
            change, action or _("Change"), what or key.lower(),
        )  # fmt: skip
    return format_html(
        '<div class="govuk-summary-list__row{}"><dt class="govuk-summary-list__key">{}</dt>'
        '<dd class="govuk-summary-list__value">{}</dd>{}</div>',
        "" if change else " govuk-summary-list__row--no-actions", key, mark_safe(content), link,  # noqa: S308
    )  # fmt: skip


@register.simple_block_tag
def task_list(content: str) -> SafeString:
    """`{% task_list %}{% task _("Name your signatories") href=url status=_("Done") done=True %}{% endtask_list %}`."""
    return format_html('<ul class="govuk-task-list">{}</ul>', mark_safe(content))  # noqa: S308


@register.simple_tag
def task(title: str, href: str = "", status: str = "", done: bool = False, hint: str = "") -> SafeString:
    """One step: its name (a link while it can be done), what it is for, and where it stands."""
    name = (
        format_html('<a class="govuk-link govuk-task-list__link" href="{}">{}</a>', href, title)
        if href
        else title
    )
    said = status if done or not status else tag(status, "blue" if href else "grey")
    return format_html(
        '<li class="govuk-task-list__item{}"><div class="govuk-task-list__name-and-hint">{}{}</div>'
        '<div class="govuk-task-list__status{}">{}</div></li>',
        " govuk-task-list__item--with-link" if href else "", name,
        format_html('<div class="govuk-task-list__hint">{}</div>', hint) if hint else "",
        "" if href or done else " govuk-task-list__status--cannot-start-yet", said,
    )  # fmt: skip


@register.simple_tag
def tag(text: str, colour: str = "") -> SafeString:
    """A status: the words carry the meaning, the colour repeats it."""
    return component("tag", {"text": text, "classes": f"govuk-tag--{colour}" if colour else ""})


@register.simple_block_tag
def disclosure(content: str, summary: str, open: bool = False) -> SafeString:
    """Text behind a "more" line."""
    return component("details", {"summaryText": summary, "html": mark_safe(content), "open": open})  # noqa: S308


@register.simple_tag(takes_context=True)
def pagination(context: Context, page: Page, name: str = "page") -> SafeString:
    """Links to the other pages of a list, keeping what the address already asks. Nothing for one page.

    `name` is the word of the address that counts this list's pages, where a page has two lists.
    """
    if page.paginator.num_pages < 2:
        return SafeString("")
    request = context["request"]

    def address(number: int) -> str:
        query = request.GET.copy()
        query[name] = str(number)
        return f"?{query.urlencode()}"

    items: list[dict[str, Any]] = []
    for number in page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1):
        if not isinstance(number, int):
            items.append({"ellipsis": True})
            continue
        words = _("Page %(number)s") % {"number": number}
        items.append(
            {
                "number": number,
                "href": address(number),
                "current": number == page.number,
                "visuallyHiddenText": words,
            }
        )
    params: dict[str, Any] = {"items": items, "landmarkLabel": _("Pages")}
    if page.has_previous():
        params["previous"] = {"href": address(page.previous_page_number()), "html": _("Previous page")}
    if page.has_next():
        params["next"] = {"href": address(page.next_page_number()), "html": _("Next page")}
    return component("pagination", params)
