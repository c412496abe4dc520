from commonpool.needs.models.need import Need, NeedSkill, NeedWeek
from commonpool.needs.models.offer import Offer, OfferWeek
from commonpool.needs.models.taken import NeedBooking

__all__ = ["Need", "NeedBooking", "NeedSkill", "NeedWeek", "Offer", "OfferWeek"]
