"""Files that want a password: typed once by a clerk, opened as a copy, used wherever the mail is read again."""
