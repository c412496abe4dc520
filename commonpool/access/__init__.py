from commonpool.access.actor import NETWORK, Actor
from commonpool.access.rights import GRANTS, Right, Role

__all__ = ["GRANTS", "NETWORK", "Actor", "Right", "Role"]
