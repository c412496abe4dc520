"""Canaries: words and amounts met nowhere else, so that they are known wherever they come out."""

SECRETS = {
    "purpose": "Canary-purpose: the leisure centre is to close",
    "purchase_order": "PO-CANARY-4711",
    "call": "Canary-call: could you speak about our audit?",
    "question": "Canary-question: was Wednesday not a strike day?",
    "other_jobs": "Canary-other-job: barman on Saturdays",
    "payroll_number": "CANARY-77",
    "pay_point": "CANARY-25",
    "cost_code": "CANARY-CC",
    "element_code": "CANARY-E150",
    "paid_from": "CANARY-LENT",
    "paid_number": "CANARY-PAY-88",
    "help": "Canary-help: my council is being merged",
    "blanket": "BLANKET-CANARY",
    "claim": "Canary post of a claimant",
    "reason": "Canary-reason: counsel said so in a letter",
    "seen": "Canary-seen: appointed by the council in May",
    "kept": "Canary-kept: box 9 of the archive",
    "offer": "Canary-offer: my own council would rather I did not",
    "saved search": "Canary-saved: who could replace our director",
    "reply": "Canary-reply: Thursday at noon would do",
    "confirmed_how": "Canary-check: called back by way of the switchboard",
    "telephone": "01632 960471",
    "own account": "60161331",
    "invited": "Canary Invited-Somebody",
    "account_name": "Canary Account No 2",
    "account_number": "48291736",
    "interest": "Canary-interest: my sister works there",
    "post_interest": "Canary-post-interest: I own half a consultancy",
    "rest": "Canary-rest: local agreement 12",
    "data shared": "Canary-data: letters about arrears",
    "whose data": "Canary-whose: tenants of one estate",
    "why shared": "Canary-why: to write them anew",
}
"""What nobody may read but the two councils and, of help and claims, the steward."""

AMOUNTS = {
    "limit of a booking": 43_217,
    "limit of a month": 98_731,
    "charge": 5_173,
    "annual pay": 4_729_133,
    "cap": 87_641,
    "posted": 61_357,
    "standing orders": 76_543,
}
"""Pence nobody else may read, each met nowhere else; the charge is 97 minutes at £32 an hour."""
