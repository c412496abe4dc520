"""Other booking systems beside ours in one run: installed in environments of their own, on the same PostgreSQL."""
