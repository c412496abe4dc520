from commonpool.web.pool.forms.ask import AskForm
from commonpool.web.pool.forms.calls import AnswerCallForm, CallForm
from commonpool.web.pool.forms.find import FindForm
from commonpool.web.pool.forms.line import LineForm
from commonpool.web.pool.forms.team import TeamForm

__all__ = ["AnswerCallForm", "AskForm", "CallForm", "FindForm", "LineForm", "TeamForm"]
