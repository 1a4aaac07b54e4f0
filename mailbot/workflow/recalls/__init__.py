"""Our own requests to have documents back (status 13): asked, answered by 15 or 16, or noted by a clerk."""
