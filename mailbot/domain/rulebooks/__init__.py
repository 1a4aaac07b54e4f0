"""Rules an administrator can change: values, their checks, and what two versions differ in."""
