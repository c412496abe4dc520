"""Canaries: words and amounts met nowhere else, so that they are known wherever they come out."""

SECRETS = {
    "purpose": "Canary-purpose: the leisure centre is to close",
    "purchase_order": "PO-CANARY-4711",
    "call": "Canary-call: could you speak about our audit?",
    "question": "Canary-question: was Wednesday not a strike day?",
    "other_jobs": "Canary-other-job: barman on Saturdays",
    "payroll_number": "CANARY-77",
    "cost_code": "CANARY-CC",
    "help": "Canary-help: my council is being merged",
    "blanket": "BLANKET-CANARY",
    "claim": "Canary post of a claimant",
    "reason": "Canary-reason: counsel said so in a letter",
    "seen": "Canary-seen: appointed by the council in May",
    "kept": "Canary-kept: box 9 of the archive",
    "reply": "Canary-reply: Thursday at noon would do",
    "confirmed_how": "Canary-check: called back by way of the switchboard",
    "telephone": "01632 960471",
    "invited": "Canary Invited-Somebody",
}
"""What nobody may read but the two councils and, of help and claims, the steward."""

AMOUNTS = {"limit of a booking": 43_217, "limit of a month": 98_731, "charge": 5_173, "posted": 61_357}
"""Pence nobody else may read, each met nowhere else; the charge is 97 minutes at £32 an hour."""
