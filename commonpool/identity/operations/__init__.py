"""Every change to accounts, tokens and stored answers."""

from commonpool.identity.operations.anonymise_person import anonymise_person
from commonpool.identity.operations.change_details import change_details
from commonpool.identity.operations.choose_language import choose_language
from commonpool.identity.operations.idempotency import (
    Answer,
    KeyReused,
    KeyStillRunning,
    answer_once,
    forget_old_answers,
)
from commonpool.identity.operations.note_sign_in_changed import note_sign_in_changed
from commonpool.identity.operations.register_person import AddressNotUsable, JustRegistered, register_person
from commonpool.identity.operations.sign_out_everywhere import sign_out_everywhere
from commonpool.identity.operations.tokens import TokenEnds, make_token, note_token_used, revoke_token

__all__ = [
    "AddressNotUsable",
    "Answer",
    "JustRegistered",
    "KeyReused",
    "KeyStillRunning",
    "TokenEnds",
    "anonymise_person",
    "answer_once",
    "change_details",
    "choose_language",
    "forget_old_answers",
    "make_token",
    "note_sign_in_changed",
    "note_token_used",
    "register_person",
    "revoke_token",
    "sign_out_everywhere",
]
