"""Cases that an official can read: facts, a question, a day, the answer and its article. The form is in form.py."""
