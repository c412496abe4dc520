"""Whose the two sides of an invoice are now, where councils have taken over from others."""

from commonpool.organisations.models import Organisation


class SidesNow:
    """For an invoice with a home, a host, and who took over from each."""

    home: Organisation
    host: Organisation
    home_heir: Organisation | None
    host_heir: Organisation | None
    home_id: int
    host_id: int
    home_heir_id: int | None
    host_heir_id: int | None

    @property
    def now_home_id(self) -> int:
        """Whose claim it is now: home's, or that of the council that took over from it."""
        return self.home_heir_id or self.home_id

    @property
    def now_host_id(self) -> int:
        """Who owes it now."""
        return self.host_heir_id or self.host_id

    @property
    def is_carried(self) -> bool:
        """Whether another council has taken over a side of it."""
        return bool(self.home_heir_id or self.host_heir_id)

    @property
    def reader_ids(self) -> set[int]:
        """The councils that may read it: the two it names, and who took over from them."""
        return {self.home_id, self.host_id, self.now_home_id, self.now_host_id}

    @property
    def now_home(self) -> Organisation:
        return self.home_heir or self.home

    @property
    def now_host(self) -> Organisation:
        return self.host_heir or self.host
