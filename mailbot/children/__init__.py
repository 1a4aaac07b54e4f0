"""Reading hostile bytes in processes of their own: limited, without secrets, without a database."""
