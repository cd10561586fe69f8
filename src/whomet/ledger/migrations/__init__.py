"""The history of the ledger's schema, one numbered file a step."""
