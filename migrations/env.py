"""How Alembic runs our migrations: on the connection it is handed, inside the transaction that is open."""

from alembic import context

from portal.db.base import Base

connection = context.config.attributes["connection"]
context.configure(
    connection=connection, target_metadata=Base.metadata, transactional_ddl=True, render_as_batch=False
)
context.run_migrations()
