"""Making signatures: keys, how a seal looks on the page, and what outgoing letters carry."""
