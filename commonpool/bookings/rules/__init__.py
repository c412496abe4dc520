"""Judgements over values: what may be asked, at what price, by when answered, what covers it, what is owed."""
