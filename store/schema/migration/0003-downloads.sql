-- From version 2 to 3: what can be downloaded from the admin centers has sources of its own. Nothing that was there changes.

INSERT INTO source (name) VALUES ('file.activeUsersExport'), ('file.deletedUsersExport');
