"""What is paid when, of what a file is made, and what becomes of time back."""
