"""What the server's log says of a fault: where it happened and of which kind, and no value anybody typed."""

import logging
import traceback


class Places(logging.Formatter):
    """The route and the lines a fault came through. Never its message or the address: both may name a person."""

    def format(self, record: logging.LogRecord) -> str:
        request = getattr(record, "request", None)
        match = getattr(request, "resolver_match", None)
        lines = [f"{getattr(record, 'status_code', '')} {getattr(match, 'route', '')}"]
        if record.exc_info and record.exc_info[0] is not None:
            places = traceback.extract_tb(record.exc_info[2])
            lines += [f"  {each.filename}:{each.lineno} {each.name}" for each in places]
            cause: BaseException | None = record.exc_info[1]
            while cause is not None:
                lines.append(
                    f"  {type(cause).__module__}.{type(cause).__qualname__} {_constraint(cause)}".rstrip()
                )
                cause = cause.__cause__
        return "\n".join(lines)


def _constraint(cause: BaseException) -> str:
    """The constraint of the database that refused, which is a name of ours."""
    said = getattr(cause, "diag", None)
    return getattr(said, "constraint_name", None) or ""
