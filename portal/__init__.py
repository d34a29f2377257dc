"""Fællesplan: one workspace per case, where a family, its network and its caseworker build a child's safety
together."""
