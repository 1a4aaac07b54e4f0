"""Who comes in: invitations, passwords, second factors, sessions, and brakes on guessing."""

from mailbot.workflow.accounts.entrance import change_password, log_in
from mailbot.workflow.accounts.invitations import INVITATION_LIFETIME, accept_invitation, invite, login_name
from mailbot.workflow.accounts.sessions import Browser, LoggedIn, Opened, Stage, end_sessions_of, find_session, log_out

__all__ = [
    "INVITATION_LIFETIME",
    "Browser",
    "LoggedIn",
    "Opened",
    "Stage",
    "accept_invitation",
    "change_password",
    "end_sessions_of",
    "find_session",
    "invite",
    "log_in",
    "log_out",
    "login_name",
]
