"""Judgement about clearing: the netting, its calendar and the bank's file. Known to no database, no clock."""
