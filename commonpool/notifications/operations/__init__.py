"""Writing letters, sending them, and publishing the heads of the log."""

from commonpool.notifications.operations.forget_letters import forget_letters, forget_letters_to
from commonpool.notifications.operations.publish_heads import write_head_letters
from commonpool.notifications.operations.send_letters import (
    NotHandedOver,
    send_gathered_letters,
    send_letter,
    send_waiting_letters,
)
from commonpool.notifications.operations.write_letters import write_letters

__all__ = [
    "NotHandedOver",
    "forget_letters",
    "forget_letters_to",
    "send_gathered_letters",
    "send_letter",
    "send_waiting_letters",
    "write_head_letters",
    "write_letters",
]
