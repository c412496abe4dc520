"""Addresses of a council's ledger, and of all together."""

from django.urls import path

from commonpool.web.ledger import account, entries, others, trial

urlpatterns = [
    path("council/<slug:slug>/ledger/", trial.trial, name="ledger"),
    path("council/<slug:slug>/ledger/trial-balance.csv", trial.download, name="ledger_csv"),
    path("council/<slug:slug>/ledger/accounts/<account>/", account.account, name="ledger_account"),
    path("council/<slug:slug>/ledger/accounts/<account>.csv", account.download, name="ledger_account_csv"),
    path("council/<slug:slug>/ledger/entries/", entries.entries, name="ledger_entries"),
    path("council/<slug:slug>/ledger/entries.csv", entries.download, name="ledger_entries_csv"),
    path("council/<slug:slug>/ledger/entries/<int:entry_id>/", entries.entry, name="ledger_entry"),
    path("council/<slug:slug>/ledger/councils/", others.councils, name="ledger_councils"),
    path("council/<slug:slug>/ledger/councils.csv", others.councils_csv, name="ledger_councils_csv"),
    path("council/<slug:slug>/ledger/1970-act/", others.services, name="ledger_1970_act"),
    path("council/<slug:slug>/ledger/1970-act.csv", others.services_csv, name="ledger_1970_act_csv"),
    path("desk/ledger/", trial.together, name="desk_ledger"),
    path("desk/ledger.csv", trial.together_csv, name="desk_ledger_csv"),
]
