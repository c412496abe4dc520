"""Every address of the product. Each area names its own."""

from django.urls import URLPattern, URLResolver, include, path

handler400 = "commonpool.config.failing.unreadable"
handler403 = "commonpool.config.failing.forbidden"
handler404 = "commonpool.config.failing.missing"
handler500 = "commonpool.config.failing.failed"
urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("commonpool.api.urls")),
    path("account/", include("commonpool.web.account.urls")),
    path("", include("commonpool.web.people_and_rights.urls")),
    path("", include("commonpool.web.front.urls")),
    path("", include("commonpool.web.register.urls")),
    path("", include("commonpool.web.pool.urls")),
    path("", include("commonpool.web.needs.urls")),
    path("", include("commonpool.web.listing.urls")),
    path("", include("commonpool.web.works.urls")),
    path("", include("commonpool.web.permissions.urls")),
    path("", include("commonpool.web.joining.urls")),
    path("", include("commonpool.web.rooms.urls")),
    path("", include("commonpool.web.prices.urls")),
    path("", include("commonpool.web.terms.urls")),
    path("", include("commonpool.web.colleagues.urls")),
    path("", include("commonpool.web.law.urls")),
    path("", include("commonpool.web.procurement.urls")),
    path("", include("commonpool.web.evidence.urls")),
    path("", include("commonpool.web.desk.urls")),
    path("", include("commonpool.web.home.urls")),
    path("", include("commonpool.web.bookings.urls")),
    path("", include("commonpool.web.call_offs.urls")),
    path("", include("commonpool.web.limits.urls")),
    path("", include("commonpool.web.standing.urls")),
    path("", include("commonpool.web.timesheets.urls")),
    path("", include("commonpool.web.money.urls")),
    path("", include("commonpool.web.invoices.urls")),
    path("", include("commonpool.web.clearing.urls")),
    path("", include("commonpool.web.publication.urls")),
    path("", include("commonpool.web.invoice_papers.urls")),
    path("", include("commonpool.web.payroll.urls")),
    path("", include("commonpool.web.ledger.urls")),
]
