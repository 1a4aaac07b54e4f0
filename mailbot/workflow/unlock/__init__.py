"""Archives that want a password: typed once by a clerk, used wherever the mail is read again."""
