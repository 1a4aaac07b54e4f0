"""A large pretend office: years of documents with their history, put into a database in bulk."""
