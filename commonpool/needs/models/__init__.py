from commonpool.needs.models.need import Need, NeedSkill, NeedWeek
from commonpool.needs.models.offer import Offer, OfferWeek

__all__ = ["Need", "NeedSkill", "NeedWeek", "Offer", "OfferWeek"]
