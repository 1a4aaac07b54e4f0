"""Mail written by machines: automatic answers, bounces, notices of reading."""
